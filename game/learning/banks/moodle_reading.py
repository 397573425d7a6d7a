"""Moodle XML, read: every question type of which a pack has something like it, and a sentence for the others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from game.learning.banks.bank_questions import (
    FULL,
    NOTHING,
    BankAnswer,
    BankContent,
    BankError,
    BankGap,
    BankNotes,
    BankNumber,
    BankQuestion,
    first_words,
)
from game.learning.banks.gift_reading import (
    GiftTrouble,
    category_path,
    decimal_number,
    tell_any_answer,
    without_wildcards,
)
from game.learning.banks.html_words import in_moodle_format
from game.learning.banks.marked_words import one_line, plain_line, words_alone
from game.learning.banks.moodle_cloze import read_gaps
from game.learning.banks.xml_elements import XmlElement, xml_root

_FORMATS = {"html": "html", "markdown": "markdown", "plain_text": "plain"}
_PLACES = re.compile(r"\[\[([0-9]{1,3})\]\]")
_USUAL = frozenset(("Your answer is correct.", "Your answer is partially correct.", "Your answer is incorrect.", ""))
_NAMES = {
    "multichoice": "choice", "truefalse": "true_false", "shortanswer": "typed", "numerical": "number",
    "matching": "match", "match": "match", "ordering": "order", "essay": "open", "description": "description",
    "cloze": "cloze", "multianswer": "cloze", "ddwtos": "cloze", "gapselect": "cloze",
}  # fmt: skip


def read_moodle(content: bytes, file: str) -> BankContent:
    """The questions of a Moodle XML file. What cannot be read is told with its line.

    `content` is all of it, in the encoding that it names. Raises BankError when it is XML of another kind, and as
    `xml_root` does.
    """
    root = xml_root(content, file)
    if root.name != "quiz":
        raise BankError(f"{file} is XML of another kind: it begins with <{root.name}>, and Moodle's with <quiz>.")
    notes = BankNotes(file)
    questions: list[BankQuestion] = []
    category = ""
    for element in root.every("question"):
        kind = element.attributes.get("type", "")
        if kind == "category":
            category = category_path(element.text("category", "text"))
            continue
        reader = _MoodleReader(element, notes)
        if kind not in _NAMES:
            notes.add(element.line, f"{reader.title} was left out: nothing in a pack is like Moodle's type “{kind}”.")
            continue
        try:
            question = reader.question(kind)
        except GiftTrouble as trouble:
            notes.add(element.line, f"{reader.title} was left out. {trouble}")
            continue
        questions.append(replace(question, category=category, file=file, line=element.line))
    return BankContent(tuple(questions), tuple(notes.taken))


class _MoodleReader:
    """Reads one question."""

    def __init__(self, element: XmlElement, notes: BankNotes) -> None:
        self.element, self.notes, self.line = element, notes, element.line
        self.name = one_line(element.text("name", "text"))
        self.title = f"“{self.name}”" if self.name else "A question without a name"

    def question(self, kind: str) -> BankQuestion:
        """The question. Raises GiftTrouble."""
        element = self.element
        base = BankQuestion(
            "open", "" if _NAMES[kind] == "cloze" else self.marked(element.first("questiontext")), self.name,
            one_line(element.text("idnumber")),
            feedback=self.marked(element.first("generalfeedback")),
            tags=tuple(dict.fromkeys(filter(None, (one_line(tag.text("text")) for tag in self.tags())))),
        )  # fmt: skip
        made = self.filled(kind, base)
        for name in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
            told = plain_line(self.marked(element.first(name)))
            if told not in _USUAL:
                self.note(f"What is told in general after an answer (“{told[:60]}”) is not carried over.")
        return replace(made, hints=tuple(filter(None, map(self.marked, element.every("hint")))))

    def tags(self) -> Iterable[XmlElement]:
        tags = self.element.first("tags")
        return tags.every("tag") if tags is not None else ()

    def note(self, sentence: str) -> None:
        self.notes.add(self.line, f"{self.title}: {sentence}")

    def marked(self, element: XmlElement | None) -> str:
        if element is None:
            return ""
        lost: list[str] = []
        made = in_moodle_format(element.text("text"), self.form(element), lost)
        self.tell(element, lost)
        return made

    @staticmethod
    def form(element: XmlElement) -> str:
        return _FORMATS.get(element.attributes.get("format", "html"), "moodle")

    def tell(self, element: XmlElement, lost: list[str]) -> None:
        if not lost and any(True for _ in element.every("file")):
            lost.append("a file")
        for loss in lost:
            self.note(f"There is {loss} in it, which is not carried over.")

    def plain(self, element: XmlElement | None) -> str:
        return plain_line(self.marked(element))

    def filled(self, kind: str, base: BankQuestion) -> BankQuestion:
        match kind:
            case "multichoice":
                single = self.element.text("single").strip().lower() not in ("false", "0")
                answers = tuple(
                    BankAnswer(self.plain(answer), self.credit(answer), self.marked(answer.first("feedback")))
                    for answer in self.element.every("answer")
                )
                return replace(base, kind="choice" if single else "several", answers=tuple(filter(_has_words, answers)))
            case "truefalse":
                return self.true_false(base)
            case "shortanswer":
                return self.typed(base)
            case "numerical":
                return self.numerical(base)
            case "matching" | "match":
                return replace(base, kind="match", pairs=tuple(self.pairs()))
            case "ordering":
                steps = sorted(self.element.every("answer"), key=self.credit)
                return replace(base, kind="order", parts=tuple(filter(None, map(self.plain, steps))))
            case "cloze" | "multianswer":
                return self.cloze(base)
            case "ddwtos" | "gapselect":
                return self.words_to_choose(base, "dragbox" if kind == "ddwtos" else "selectoption")
            case "essay":
                for name, called in (("graderinfo", "says to who grades"), ("responsetemplate", "puts into an answer")):
                    if told := plain_line(self.marked(self.element.first(name))):
                        self.note(f"What it {called}, {first_words(told)}, is not carried over.")
                return base
            case _:
                return replace(base, kind="description")

    def credit(self, element: XmlElement) -> Decimal:
        written = element.attributes.get("fraction", "0").strip() or "0"
        value = decimal_number(written[:30])
        return value if self.element.attributes.get("type") == "ordering" else max(-FULL, min(FULL, value))

    def pairs(self) -> Iterator[tuple[str, str]]:
        for subquestion in self.element.every("subquestion"):
            left, right = self.plain(subquestion), one_line(subquestion.text("answer", "text"))
            if right:
                yield left, right
            elif left:
                self.note(f"{first_words(left)}, to which nothing belongs, was left out.")

    def true_false(self, base: BankQuestion) -> BankQuestion:
        answers = {answer.text("text").strip().lower(): answer for answer in self.element.every("answer")}
        if not {"true", "false"} <= answers.keys():
            raise GiftTrouble("Its answers are not “true” and “false”.")
        truth = self.credit(answers["true"]) > 0
        told = (
            BankAnswer("True", FULL if truth else NOTHING, self.marked(answers["true"].first("feedback"))),
            BankAnswer("False", NOTHING if truth else FULL, self.marked(answers["false"].first("feedback"))),
        )
        return replace(
            base, kind="true_false", truth=truth, answers=told if any(answer.feedback for answer in told) else ()
        )

    def typed(self, base: BankQuestion) -> BankQuestion:
        found: list[BankAnswer] = []
        other = ""
        for answer in self.element.every("answer"):
            words, told = one_line(answer.text("text")), self.marked(answer.first("feedback"))
            if words == "*":
                other = told
                tell_any_answer(self.credit(answer), answer.line, self.notes)
            elif words := without_wildcards(words, answer.line, self.notes):
                found.append(BankAnswer(words, self.credit(answer), told))
        case = self.element.text("usecase").strip() == "1"
        return replace(base, kind="typed", answers=tuple(found), other_feedback=other, case=case)

    def numerical(self, base: BankQuestion) -> BankQuestion:
        found: list[BankNumber] = []
        other = ""
        for answer in self.element.every("answer"):
            words, told = answer.text("text").strip(), self.marked(answer.first("feedback"))
            if words == "*":
                other = told
                tell_any_answer(self.credit(answer), answer.line, self.notes)
                continue
            written = answer.text("tolerance").strip()
            width = abs(decimal_number(written)) if written else NOTHING
            found.append(BankNumber(decimal_number(words), width, None, self.credit(answer), told))
        if not found:
            raise GiftTrouble("It has no number.")
        units = self.element.first("units")
        named_units = [] if units is None else [one_line(unit.text("unit_name")) for unit in units.every("unit")]
        if len(named_units) > 1:
            self.note(f"Only the first of its units ({', '.join(named_units)}) is carried over.")
        return replace(base, kind="number", numbers=tuple(found), unit=(named_units or [""])[0], other_feedback=other)

    def cloze(self, base: BankQuestion) -> BankQuestion:
        text = self.element.first("questiontext")
        if text is None:
            raise GiftTrouble("It has no text.")
        lost: list[str] = []
        pieces = read_gaps(text.text("text"), self.form(text), self.line, self.notes, lost)
        self.tell(text, lost)
        made = replace(base, kind="cloze", text="", cloze=pieces)
        if not made.gaps:
            raise GiftTrouble("It has no gap.")
        return made

    def words_to_choose(self, base: BankQuestion, name: str) -> BankQuestion:
        """Words that are put, or chosen, into a text: a cloze whose gaps have the words of their group."""
        lost: list[str] = []
        boxes = [(one_line(words_alone(in_moodle_format(box.text("text"), "html", lost))),
                  box.text("group").strip() or box.text("draggroup").strip() or "1")
                 for box in self.element.every(name)]  # fmt: skip
        self.tell(self.element, lost)
        words = words_alone(self.marked(self.element.first("questiontext")))
        pieces: list[str | BankGap] = []
        end = 0
        for place in _PLACES.finditer(words):
            index = int(place[1]) - 1
            if not 0 <= index < len(boxes):
                raise GiftTrouble(f"There is no word for the place [[{place[1]}]].")
            right, group = boxes[index]
            others = dict.fromkeys(word for word, own in boxes if own == group and word != right)
            gap = BankGap((BankAnswer(right), *(BankAnswer(word, NOTHING) for word in others)), choices=True)
            pieces += [words[end : place.start()], gap]
            end = place.end()
        pieces = [piece for piece in (*pieces, words[end:]) if piece != ""]
        if not any(isinstance(piece, BankGap) for piece in pieces):
            raise GiftTrouble("It has no place for a word, such as [[1]].")
        return replace(base, kind="cloze", text="", cloze=tuple(pieces))


def _has_words(answer: BankAnswer) -> bool:
    return bool(answer.text)

"""Questions written as Moodle XML."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from game.learning.banks.bank_formats import Deck
from game.learning.banks.bank_questions import (
    FULL,
    NOTHING,
    BankNotes,
    BankNumber,
    BankQuestion,
    percent,
    question_title,
)
from game.learning.banks.html_words import escaped_words, to_html
from game.learning.banks.marked_words import plain_line
from game.learning.banks.moodle_cloze import words_beside_gaps, written_gap

_TYPES = {
    "choice": "multichoice", "several": "multichoice", "true_false": "truefalse", "typed": "shortanswer",
    "number": "numerical", "match": "matching", "order": "ordering", "open": "essay", "description": "description",
    "cloze": "cloze",
}  # fmt: skip


def write_moodle(questions: Iterable[BankQuestion], notes: BankNotes, deck: Deck) -> bytes:
    """A Moodle XML file with the questions, in UTF-8. What Moodle has no room for goes to the notes.

    Those without a category stand first, in one named after the pack.
    """
    quiz = ET.Element("quiz")
    category: str | None = None
    for question in sorted(questions, key=lambda entry: bool(entry.category)):
        if question.category != category:
            category = question.category
            entry = ET.SubElement(quiz, "question", type="category")
            name = category or deck.title.replace("/", "-")
            ET.SubElement(ET.SubElement(entry, "category"), "text").text = (
                f"$course$/top/{name}" if name else "$course$/top"
            )
        if question.kind == "cloze" and question.other_feedback:
            notes.about(
                question, f"What is told after any other answer to {question_title(question)} is not carried over."
            )
        quiz.append(_MoodleWriter(question).element())
    ET.indent(quiz)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(quiz, encoding="unicode")}\n'.encode()


class _MoodleWriter:
    def __init__(self, question: BankQuestion) -> None:
        self.question = question
        self.made = ET.Element("question", type=_TYPES[question.kind])

    def element(self) -> ET.Element:
        question, made = self.question, self.made
        ET.SubElement(ET.SubElement(made, "name"), "text").text = question.name or plain_line(question.text)[:80] or "–"
        self.html("questiontext", self.text())
        self.html("generalfeedback", to_html(question.feedback))
        ET.SubElement(made, "defaultgrade").text = "0" if question.kind == "description" else "1"
        ET.SubElement(made, "idnumber").text = question.id
        match question.kind:
            case "choice" | "several":
                ET.SubElement(made, "single").text = "true" if question.kind == "choice" else "false"
                ET.SubElement(made, "shuffleanswers").text = "true"
                for answer in question.answers:
                    self.answer(percent(answer.credit), escaped_words(answer.text), answer.feedback, "html")
            case "true_false":
                told = {answer.text: answer.feedback for answer in question.answers}
                for word, here in (("True", True), ("False", False)):
                    share = FULL if here == question.truth else NOTHING
                    self.answer(percent(share), word.lower(), told.get(word, ""), "moodle_auto_format")
            case "typed":
                ET.SubElement(made, "usecase").text = "1" if question.case else "0"
                for answer in question.answers:
                    self.answer(
                        percent(answer.credit), answer.text.replace("*", "\\*"), answer.feedback, "moodle_auto_format"
                    )
                self.other()
            case "number":
                for each in question.numbers:
                    self.number(each)
                self.other()
                if question.unit:
                    unit = ET.SubElement(ET.SubElement(made, "units"), "unit")
                    ET.SubElement(unit, "multiplier").text = "1"
                    ET.SubElement(unit, "unit_name").text = question.unit
            case "match":
                ET.SubElement(made, "shuffleanswers").text = "true"
                for left, right in question.pairs:
                    pair = ET.SubElement(made, "subquestion", format="html")
                    ET.SubElement(pair, "text").text = escaped_words(left)
                    ET.SubElement(ET.SubElement(pair, "answer"), "text").text = right
            case "order":
                for place, part in enumerate(question.parts, 1):
                    self.answer(str(place), escaped_words(part), "", "html")
            case "open":
                ET.SubElement(made, "responseformat").text = "editor"
        for hint in question.hints:
            self.html("hint", to_html(hint))
        if question.tags:
            tags = ET.SubElement(made, "tags")
            for tag in question.tags:
                ET.SubElement(ET.SubElement(tags, "tag"), "text").text = tag
        return made

    def text(self) -> str:
        if self.question.kind != "cloze":
            return to_html(self.question.text)
        pieces = (
            words_beside_gaps(piece) if isinstance(piece, str) else written_gap(piece) for piece in self.question.cloze
        )
        return to_html(self.question.text) + "".join(pieces)

    def html(self, name: str, words: str, parent: ET.Element | None = None) -> None:
        element = ET.SubElement(self.made if parent is None else parent, name, format="html")
        ET.SubElement(element, "text").text = words

    def answer(self, share: str, words: str, told: str, form: str) -> ET.Element:
        made = ET.SubElement(self.made, "answer", fraction=share, format=form)
        ET.SubElement(made, "text").text = words
        self.html("feedback", to_html(told), made)
        return made

    def other(self) -> None:
        """What is told after any other answer, which is a star."""
        if self.question.other_feedback:
            self.answer("0", "*", self.question.other_feedback, "moodle_auto_format")

    def number(self, number: BankNumber) -> None:
        middle = (number.low + number.high) / 2
        made = self.answer(percent(number.credit), f"{middle:f}", number.feedback, "moodle_auto_format")
        ET.SubElement(made, "tolerance").text = f"{number.high - middle:f}"

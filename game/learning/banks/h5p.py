"""An H5P question set. The package holds the questions; the site that takes it has the libraries that show them."""

from __future__ import annotations

import json
import re
import uuid
from typing import Any

from game.learning.banks.bank_formats import Deck
from game.learning.banks.bank_questions import FULL, BankGap, BankNotes, BankQuestion, note_replies, question_title
from game.learning.banks.html_words import escaped_words, to_html
from game.learning.banks.marked_words import literal, plain_line
from game.learning.banks.packed_files import packed
from game.support.language_tags import primary_language

_LIBRARIES = {
    "H5P.QuestionSet": (1, 20), "H5P.MultiChoice": (1, 16), "H5P.TrueFalse": (1, 8), "H5P.Blanks": (1, 14),
    "H5P.DragText": (1, 10), "H5P.Essay": (1, 5),
}  # fmt: skip
_SIGNS_OF_GAPS = re.compile(r"[*/:\\]")


def write_h5p(questions: list[BankQuestion], notes: BankNotes, deck: Deck) -> bytes:
    """A package (.h5p) with a question set, the same bytes for the same questions.

    What H5P has no room for goes to the notes.
    """
    used = {"H5P.QuestionSet"}
    entries: list[dict[str, Any]] = []
    for at, question in enumerate(questions):
        made = _entry(question, notes)
        if made is None:
            continue
        library, parameters = made
        _note_what_is_told(question, notes)
        used.add(library)
        title = question.name or plain_line(question.text)[:80] or f"Question {at + 1}"
        entries.append({
            "library": f"{library} {'.'.join(map(str, _LIBRARIES[library]))}",
            "params": parameters,
            "subContentId": str(uuid.uuid5(uuid.NAMESPACE_URL, f"eightwings:{deck.id}:{question.id or at}")),
            "metadata": {"contentType": library.removeprefix("H5P."), "license": "U", "title": title},
        })  # fmt: skip
    content = {"introPage": {"showIntroPage": False, "title": deck.title}, "progressType": "dots", "passPercentage": 50,
               "questions": entries, "disableBackwardsNavigation": False, "randomQuestions": False}  # fmt: skip
    tag = primary_language(deck.language)
    head = {
        "title": deck.title, "language": tag, "mainLibrary": "H5P.QuestionSet", "license": "U",
        "embedTypes": ["iframe"], "defaultLanguage": tag,
        "preloadedDependencies": [
            {"machineName": name, "majorVersion": major, "minorVersion": minor}
            for name, (major, minor) in _LIBRARIES.items() if name in used
        ],
    }  # fmt: skip
    return packed({"h5p.json": _json(head), "content/content.json": _json(content)})


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def _note_what_is_told(question: BankQuestion, notes: BankNotes) -> None:
    if question.feedback and question.kind != "true_false":
        notes.about(
            question, f"The reason after {question_title(question)} (`because:`) is not carried over: H5P has no room."
        )
    if question.kind not in ("choice", "several", "true_false"):
        note_replies(question, notes)


def _entry(question: BankQuestion, notes: BankNotes) -> tuple[str, dict[str, Any]] | None:
    """The library that shows a question, and what it is told; None when there is none, which is noted."""
    asked = to_html(question.text)
    match question.kind:
        case "choice" | "several":
            if any(answer.credit not in (FULL, 0) for answer in question.answers) and question.kind == "choice":
                notes.about(question, f"The partial credit in {question_title(question)} is not carried over.")
            return "H5P.MultiChoice", _multiple_choice(question, asked)
        case "true_false":
            told = {answer.text == "True": plain_line(answer.feedback) for answer in question.answers}
            general = plain_line(question.feedback)
            behaviour = {"feedbackOnCorrect": told.get(question.truth) or general,
                         "feedbackOnWrong": told.get(not question.truth) or general}  # fmt: skip
            return "H5P.TrueFalse", {"question": asked, "correct": "true" if question.truth else "false",
                                     "behaviour": behaviour}  # fmt: skip
        case "typed":
            right = [answer.text for answer in question.answers if answer.credit > 0]
            return _blanks(
                question, asked, [BankGap(tuple(answer for answer in question.answers if answer.text in right))], notes
            )
        case "number":
            key = question.numbers[0]
            if key.low != key.high:
                notes.about(question, f"{question_title(question)} was left out: H5P has no numbers with a tolerance.")
                return None
            gap = f"*{key.at:f}*{escaped_words(f' {question.unit}') if question.unit else ''}"
            return "H5P.Blanks", {"text": asked, "questions": [_paragraph(gap)]}
        case "cloze":
            return _blanks(question, asked, list(question.cloze), notes)
        case "match":
            return _pairs(question, asked, notes)
        case "open":
            return "H5P.Essay", {"taskDescription": asked}
    kind = "it asks nothing" if question.kind == "description" else "an H5P question set has no ordering"
    notes.about(question, f"{question_title(question)} was left out: {kind}.")
    return None


def _multiple_choice(question: BankQuestion, asked: str) -> dict[str, Any]:
    several = question.kind == "several"
    answers = [
        {"text": to_html(literal(answer.text)), "correct": answer.credit > 0 if several else answer.credit == FULL,
         "tipsAndFeedback": {"tip": "", "chosenFeedback": to_html(answer.feedback), "notChosenFeedback": ""}}
        for answer in question.answers
    ]  # fmt: skip
    kind = {"type": "multi" if several else "single", "singlePoint": not several, "randomAnswers": True}
    return {"question": asked, "answers": answers, "behaviour": kind}


def _blanks(
    question: BankQuestion, asked: str, pieces: list[str | BankGap] | list[BankGap], notes: BankNotes
) -> tuple[str, dict[str, Any]] | None:
    """A text with gaps. A variant with a sign that means something in a gap cannot be written."""
    written: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            written.append(_outside(piece))
            continue
        right = [answer.text for answer in piece.answers if answer.credit == FULL]
        usable = [words for words in right if not _SIGNS_OF_GAPS.search(words)]
        if not usable:
            notes.about(
                question,
                f"{question_title(question)} was left out: in a gap of H5P no answer has `*`, `/`, `:` or `\\`.",
            )
            return None
        if len(usable) < len(right) or any(0 < answer.credit < FULL for answer in piece.answers):
            notes.about(
                question, f"Only these answers to {question_title(question)} are carried over: {', '.join(usable)}."
            )
        written.append(f"*{'/'.join(map(escaped_words, usable))}*")
    if question.kind == "cloze" and any(gap.choices for gap in question.gaps):
        notes.about(
            question, f"The words to choose from in {question_title(question)} are not carried over; they are typed."
        )
    return "H5P.Blanks", {"text": asked, "questions": [_paragraph("".join(written))]}


def _pairs(question: BankQuestion, asked: str, notes: BankNotes) -> tuple[str, dict[str, Any]] | None:
    """Pairs, as words to be dragged behind their partners."""
    if any(_SIGNS_OF_GAPS.search(right) for _, right in question.pairs):
        notes.about(
            question,
            f"{question_title(question)} was left out: words to be dragged in H5P have no `*`, `/`, `:` or `\\`.",
        )
        return None
    lines = [f"{left.replace('*', '∗')}: *{right}*" for left, right in question.pairs if left]
    spare = [f"*{right}*" for left, right in question.pairs if not left]
    return "H5P.DragText", {"taskDescription": asked, "textField": escaped_words("\n".join(lines)),
                            "distractors": escaped_words(" ".join(spare))}  # fmt: skip


def _outside(words: str) -> str:
    return escaped_words(words).replace("*", "&#42;").replace("\n", "<br>")


def _paragraph(inside: str) -> str:
    """HTML around words that are HTML already."""
    return to_html("x").replace("x", inside, 1)

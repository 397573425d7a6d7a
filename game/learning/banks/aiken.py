"""The Aiken format, both ways: a question, answers `A.` or `A)` a line, and `ANSWER: B`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from game.learning.banks.bank_questions import (
    FULL,
    NOTHING,
    BankAnswer,
    BankContent,
    BankKind,
    BankNotes,
    BankQuestion,
    question_title,
)
from game.learning.banks.marked_words import from_plain, one_line, plain_line

_OPTION_LINE = re.compile(r"([A-Za-z])[.)]\s+(\S.*)")
_ANSWER_LINE = re.compile(r"ANSWER\s*:(.*)", re.IGNORECASE)
_ANSWER_WITH_LETTER = re.compile(r"ANSWER\s*:\s*[A-Z]")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def read_aiken(text: str, file: str) -> BankContent:
    """The questions of an Aiken file. What cannot be read is told with its line; everything else is read."""
    notes = BankNotes(file)
    questions: list[BankQuestion] = []
    asked: list[tuple[int, str]] = []
    options: list[tuple[int, str, str]] = []

    def leave_out(why: str, line: int) -> None:
        notes.add(line, f"{why} The question was left out.")

    for number, raw in enumerate(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        line = raw.strip()
        key, option = _ANSWER_LINE.fullmatch(line), _OPTION_LINE.fullmatch(line)
        if key is not None and (asked or options):
            start = asked[0][0] if asked else options[0][0]
            letters = [letter for _, letter, _ in options]
            wanted = [letter for letter in re.split(r"[\s,;]+", key[1].upper()) if letter]
            if not asked:
                leave_out("These answers have no question above them.", start)
            elif len(options) < 2:
                leave_out("A question needs two answers or more.", start)
            elif letters != list(_LETTERS[: len(letters)]):
                leave_out(f"The answers are lettered {', '.join(letters)}; they go on from A without a gap.", start)
            elif not wanted or any(letter not in letters for letter in wanted):
                leave_out(f"`ANSWER: {one_line(key[1])}` is none of the letters {', '.join(letters)}.", number)
            else:
                answers = tuple(BankAnswer(one_line(words), FULL if letter in wanted else NOTHING)
                                for _, letter, words in options)  # fmt: skip
                kind: BankKind = "choice" if len(wanted) == 1 else "several"
                words = from_plain("\n".join(part for _, part in asked))
                questions.append(BankQuestion(kind, words, answers=answers, file=file, line=start))
            asked, options = [], []
        elif option is not None and asked and (options or option[1].upper() == "A"):
            options.append((number, option[1].upper(), option[2]))
        elif line:
            if options:
                leave_out("There is no line `ANSWER:` behind the answers.", asked[0][0] if asked else options[0][0])
                asked, options = [], []
            asked.append((number, line))
    if asked or options:
        leave_out("There is no line `ANSWER:` behind this.", (asked or options)[0][0])
    return BankContent(tuple(questions), tuple(notes.taken))


def looks_like_aiken(text: str) -> bool:
    """Whether a text is in this format."""
    return "{" not in text and any(_ANSWER_WITH_LETTER.fullmatch(line.strip()) for line in text.split("\n"))


def write_aiken(questions: Iterable[BankQuestion], notes: BankNotes) -> str:
    """The questions in Aiken, which has room for one right answer of several and nothing else."""
    blocks: list[str] = []
    for question in questions:
        answers = tuple(answer.text for answer in question.answers)
        right = [index for index, answer in enumerate(question.answers) if answer.credit == FULL]
        if question.kind == "true_false":
            answers, right = ("True", "False"), [0 if question.truth else 1]
        elif question.kind != "choice" or len(right) != 1 or len(question.answers) > len(_LETTERS):
            notes.about(
                question,
                f"{question_title(question)} was left out: Aiken has only questions with one right answer of several.",
            )
            continue
        told = [*(answer.feedback for answer in question.answers), question.feedback]
        if any(told):
            notes.about(
                question,
                f"What is told after the answers of {question_title(question)} is not carried over: Aiken has no room.",
            )
        if any(0 < answer.credit < FULL for answer in question.answers):
            notes.about(
                question, f"The partial credit in {question_title(question)} is not carried over: Aiken has none."
            )
        asked = plain_line(question.text)
        if _OPTION_LINE.fullmatch(asked) or _ANSWER_LINE.fullmatch(asked):
            asked = f"– {asked}"
        lines = (f"{_LETTERS[index]}. {words}" for index, words in enumerate(answers))
        blocks.append("\n".join([asked, *lines, f"ANSWER: {_LETTERS[right[0]]}"]) + "\n")
    return "\n".join(blocks)

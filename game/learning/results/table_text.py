"""A gradebook as lines of text: one mark for each first answer, none told apart by colour."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from rich.cells import cell_len, set_cell_size

from game.learning.gathering.gradebook import NO_NAME, Gradebook, PupilRow, QuestionColumn
from game.learning.record.given_answers import AnswerVerdict, KeptAnswer
from game.record.play_file import CONFIDENCES
from game.support.counts import counted
from game.support.safe_text import safe_line

VERDICT_MARKS: Mapping[AnswerVerdict, str] = MappingProxyType(
    {"right": "✓", "partly": "~", "wrong": "✗", "passed": "–"}
)
"""What stands for each verdict. A star behind it: the answer was taken back later; a ring: it came after a hint."""
_NOT_ASKED = "."
_LEGEND = "✓ right   ~ partly right   ✗ wrong   – passed   . not asked   * taken back later"
_HINTED = "   ° after a hint"
_LONGEST_NAME, _LONGEST_QUESTION = 24, 66
_TOTALS = " right  partly  wrong  passed  score"
_CELL = 3


def gradebook_lines(book: Gradebook, width: int) -> Iterator[str]:
    """The table as lines without line ends, then its legend, its questions and what they come to.

    It is cut into pieces that fit into `width` columns, or have five questions where that is too narrow.
    """
    yield f"{safe_line(book.title)} ({safe_line(book.pack)}): {counted(len(book.pupils), 'pupil')}, " + counted(
        len(book.questions), "question"
    )
    yield ""
    if not book.questions:
        yield "Nobody answered a question."
    else:
        names = max(cell_len(_name(row)) for row in book.pupils)
        names = min(max(names, len("right, in %")), _LONGEST_NAME)
        room = max((width - names - len(_TOTALS) - 1) // _CELL, 5)
        for start in range(0, len(book.questions), room):
            is_last = start + room >= len(book.questions)
            yield from _piece(book, range(start, min(start + room, len(book.questions))), names, is_last)
            yield ""
        hinted = any(kept.answer.hints for row in book.pupils for kept in row.first.values())
        yield f"{_LEGEND}{_HINTED if hinted else ''}"
        yield ""
        for number, column in enumerate(book.questions, 1):
            yield f"{number:4} {_question(column)}"
        yield from _calibration(book, names)
    yield from _notes(book)


def _piece(book: Gradebook, numbers: range, names: int, is_last: bool) -> Iterator[str]:
    columns = [book.questions[number] for number in numbers]
    heads = "".join(f"{number + 1:>{_CELL - 1}} " for number in numbers)
    yield f"{'':{names}} {heads}{_TOTALS if is_last else ''}".rstrip()
    for row in book.pupils:
        marks = "".join(mark(row.first.get(column.id)).ljust(_CELL) for column in columns)
        totals = f"{row.count('right'):6}{row.count('partly'):8}{row.count('wrong'):7}{row.count('passed'):8}"
        score = f"  {row.score:.4g} of {len(row.first)}"
        yield f"{set_cell_size(_name(row), names)} {marks}{totals + score if is_last else ''}".rstrip()
    shares = [_right_share(book.to(column.id)) for column in columns]
    yield f"{'right, in %':{names}} " + "".join(f"{share:>{_CELL - 1}} " for share in shares).rstrip()


def mark(kept: KeptAnswer | None) -> str:
    """The mark of a first answer, two or three columns wide; with None, that of a question that was not asked."""
    if kept is None:
        return f" {_NOT_ASKED}"
    behind = "*" if kept.answer.taken_back else "°" if kept.answer.hints else ""
    return f" {VERDICT_MARKS[kept.verdict]}{behind}"


def _right_share(answers: list[KeptAnswer]) -> str:
    """How many in a hundred are right; 100 takes too much room, and is all of them."""
    if not answers:
        return ""
    share = round(100 * sum(kept.verdict == "right" for kept in answers) / len(answers))
    return "all" if share == 100 else str(share)


def _calibration(book: Gradebook, names: int) -> Iterator[str]:
    """How often each pupil was right when sure, not sure and guessing, where anybody said so."""
    rows = [(row, [row.when(word) for word in reversed(CONFIDENCES)]) for row in book.pupils]
    if not any(asked for _, tallies in rows for _, asked in tallies):
        return
    yield ""
    yield f"{'right when':{names}} " + "".join(f"{word:>12}" for word in reversed(CONFIDENCES))
    for row, tallies in rows:
        said = (f"{right} of {asked}" if asked else _NOT_ASKED for right, asked in tallies)
        yield f"{set_cell_size(_name(row), names)} " + "".join(f"{words:>12}" for words in said)


def _notes(book: Gradebook) -> Iterator[str]:
    if book.unasked:
        yield ""
        yield f"Nobody was asked {counted(len(book.unasked), 'other question', 'other questions')} of the pack."
    later = sum(kept.play.occasion == "play" and not kept.answer.is_first for kept in book.answers)
    practice = sum(kept.play.occasion == "review" for kept in book.answers)
    regraded = sum(bool(kept.regrades) for kept in book.answers)
    notes = [
        (later, "later answer", "is not in the table", "are not in the table"),
        (practice, "answer in practice", "is not in the table", "are not in the table"),
        (regraded, "answer", "was graded again later, and counts as it was graded last",
         "were graded again later, and count as they were graded last"),
    ]  # fmt: skip
    for count, noun, singular, many in notes:
        if count:
            words = {"answer in practice": "answers in practice"}
            yield f"{counted(count, noun, words.get(noun, ''))} {singular if count == 1 else many}."


def _name(row: PupilRow) -> str:
    return safe_line(row.name) or NO_NAME


def _question(column: QuestionColumn) -> str:
    words = column.words if len(column.words) <= _LONGEST_QUESTION else f"{column.words[: _LONGEST_QUESTION - 1]}…"
    return f"{safe_line(column.id)}: {safe_line(words)}" if words else safe_line(column.id)

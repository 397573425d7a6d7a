"""Rows of a sheet as questions, and back: our own columns, and those of Kahoot's and Quizizz's sheets.

Our own: `kind`, `question`, `right`, `wrong` and the others of `SHEET_COLUMNS`, in any order; none but `question` is
needed. Several answers stand in one cell, one a line, or with `|` between; a backslash before `|`, `\\` or `n` makes a
bar, a backslash or a line break of it. Texts may have `*emphasis*` and `**strong**`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from game.learning.banks.bank_questions import (
    FULL,
    NOTHING,
    BankAnswer,
    BankGap,
    BankKind,
    BankNotes,
    BankNumber,
    BankQuestion,
    first_words,
    percent,
    question_title,
)
from game.learning.banks.gift_reading import GiftTrouble, decimal_number
from game.learning.banks.marked_words import one_line, tidied
from game.learning.banks.other_sheets import KAHOOT_COLUMNS, QUIZIZZ_COLUMNS, kahoot_row, quizizz_row

SHEET_COLUMNS = (
    "kind", "name", "question", "right", "right because", "wrong", "wrong because", "unit", "because", "otherwise",
    "tags", "category", "id",
)  # fmt: skip
"""The columns of our own sheets, as they are written."""

_KINDS: dict[str, BankKind] = {
    "choice": "choice", "several": "several", "true_false": "true_false", "typed": "typed", "number": "number",
    "cloze": "cloze", "match": "match", "order": "order", "open": "open", "description": "description",
}  # fmt: skip
#: What teachers call our columns, too; a number behind a name (“wrong 2”) does not count.
_OTHER_NAMES = {
    "right answer": "right", "correct": "right", "correct answer": "right", "answer": "right", "key": "right",
    "wrong answer": "wrong", "incorrect": "wrong", "incorrect answer": "wrong", "distractor": "wrong",
    "feedback": "because", "explanation": "because", "reason": "because", "topic": "tags", "topics": "tags",
    "tag": "tags", "subject": "category", "prompt": "question", "question text": "question", "type": "kind",
    "frage": "question", "richtig": "right", "antwort": "right", "richtige antwort": "right", "falsch": "wrong",
    "falsche antwort": "wrong", "begründung": "because", "erklärung": "because", "thema": "tags", "einheit": "unit",
}  # fmt: skip
_ANSWER_COLUMNS = ("right", "right because", "wrong", "wrong because", "unit")
_ALL_ANSWERS = ("right", "right because", "wrong", "wrong because")
#: Which of these columns mean something for which kind.
_USED: dict[BankKind, tuple[str, ...]] = {
    "choice": _ALL_ANSWERS, "several": _ALL_ANSWERS, "typed": _ALL_ANSWERS,
    "true_false": ("right", "right because", "wrong because"), "number": ("right", "right because", "unit"),
    "cloze": ("wrong",), "match": ("right",), "order": ("right",), "open": (), "description": (),
}  # fmt: skip
_NUMBERED = re.compile(r" ?[0-9]{1,2}\Z")
_HEADER_ROWS = 25
_ESCAPED = re.compile(r"\\([\\|n])")
_BRACKETS = re.compile(r"\[([^\[\]]*)\]")
_SIGN = re.compile(r"\\([\[\]\\|])")
_HELD = 0xDC00
"""An escaped sign is held as this and its number: one half of a pair, which decoded text never has alone."""
_NUMBER_COMMA = re.compile(r"\A([+-]?[0-9]+),([0-9]+)\Z")


@dataclass(frozen=True)
class SheetRow:
    """A row: its number, and its cells by the name of their column, in small letters."""

    line: int
    cells: dict[str, str]

    def __getitem__(self, name: str) -> str:
        return self.cells.get(name, "")


RowReader = Callable[[SheetRow, BankNotes], BankQuestion]


def sheet_questions(
    rows: Iterable[tuple[int, Sequence[str]]], file: str, notes: BankNotes
) -> list[BankQuestion] | None:
    """The questions of a sheet; None when no row is a header that is known. Each row is its number and its cells."""
    header: list[str] = []
    reader: RowReader | None = None
    above: list[tuple[int, Sequence[str]]] = []
    nameless: set[int] = set()
    found: list[BankQuestion] = []
    for count, (line, cells) in enumerate(rows):
        if reader is None:
            if count >= _HEADER_ROWS:
                return None
            header, reader = _header(cells)
            if reader is None:
                above.append((line, cells))
            else:
                _tell_above(above if reader is own_row else (), notes)
                _tell_unknown(header, cells, _COLUMNS_READ[reader], line, notes)
                # In Kahoot's sheet the questions are numbered there.
                nameless = {at for at, name in enumerate(header) if not name and reader is not kahoot_row}
            continue
        nameless -= _tell_nameless(nameless, header, cells, line, notes)
        named_cells = _named(header, cells)
        if not named_cells:
            continue
        try:
            question = reader(SheetRow(line, named_cells), notes)
        except GiftTrouble as trouble:
            notes.add(line, f"{trouble} The row was left out.")
            continue
        found.append(replace(question, file=file, line=line))
    return found if reader is not None else None


def _header(cells: Sequence[str]) -> tuple[list[str], RowReader | None]:
    """The names of the columns, up to the last that has one, and who reads rows below such a header."""
    names = [" ".join(cell.lower().split()) for cell in cells]
    while names and not names[-1]:
        names.pop()
    if "question text" in names and any(name.startswith("option 1") for name in names):
        return names, quizizz_row
    kahoot = [re.sub(r"\A(question|answer \d|time limit|correct answer).*", r"\1", name) for name in names]
    if {"question", "answer 1", "answer 2", "correct answer"} <= set(kahoot):
        return kahoot, kahoot_row
    own = [_OTHER_NAMES.get(name, name) for name in (_NUMBERED.sub("", name) for name in names)]
    if "question" in own and ("right" in own or "kind" in own):
        return own, own_row
    return [], None


def _named(header: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """The cells of a row by the names of their columns. Columns of one name go together, one cell a line."""
    found: dict[str, str] = {}
    for name, cell in zip(header, cells, strict=False):
        if name and cell.strip():
            found[name] = f"{found[name]}\n{cell}" if name in found else cell
    return found


def _tell_above(rows: Iterable[tuple[int, Sequence[str]]], notes: BankNotes) -> None:
    for line, cells in rows:
        if words := one_line(" ".join(cells)):
            notes.add(line, f"What stands above the names of the columns, {first_words(words)}, is not carried over.")


def _tell_unknown(
    header: Sequence[str], cells: Sequence[str], known: Sequence[str], line: int, notes: BankNotes
) -> None:
    unknown = [one_line(cell) for name, cell in zip(header, cells, strict=False) if name and name not in known]
    if unknown:
        named = ", ".join(f"“{name}”" for name in unknown)
        notes.add(line, f"Not known, and not carried over: the column {named}. Known are: {', '.join(known)}.")


def _tell_nameless(
    nameless: Iterable[int], header: Sequence[str], cells: Sequence[str], line: int, notes: BankNotes
) -> set[int]:
    """Note words that no column with a name has; the columns without a name, of those given, that were told."""
    told = {at for at in nameless if at < len(cells) and cells[at].strip()}
    for at in sorted(told):
        notes.add(
            line, f"The column without a name in which {first_words(one_line(cells[at]))} stands is not carried over."
        )
    if beyond := one_line(" ".join(cells[len(header) :])):
        notes.add(line, f"{first_words(beyond)} stands behind the last column with a name, and is not carried over.")
    return told


# Our own columns, read


def own_row(row: SheetRow, notes: BankNotes) -> BankQuestion:
    """The question of a row below our own header. Raises GiftTrouble."""
    right, wrong = sheet_items(row["right"]), sheet_items(row["wrong"])
    kind = _kind(row, right, wrong)
    base = BankQuestion(
        kind, "" if kind == "cloze" else tidied(row["question"]), one_line(row["name"]), one_line(row["id"]),
        feedback=tidied(row["because"]), other_feedback=tidied(row["otherwise"]), unit=one_line(row["unit"]),
        tags=tuple(dict.fromkeys(filter(None, map(one_line, re.split(r"[,\n|]", row["tags"]))))),
        category=one_line(row["category"]),
    )  # fmt: skip
    if kind != "cloze" and not base.text:
        raise GiftTrouble("There is no question in the column `question`.")
    made = replace(base, **_answer_fields(kind, row, right, wrong))
    _tell_unused(kind, row, right, wrong, notes)
    return made


def _tell_unused(kind: BankKind, row: SheetRow, right: list[str], wrong: list[str], notes: BankNotes) -> None:
    """Note the cells that mean nothing for a kind of question."""
    idle = [name for name in _ANSWER_COLUMNS if row[name].strip() and name not in _USED[kind]]
    if kind == "true_false" and row["wrong"].strip().lower() in ("true", "false"):
        idle.remove("wrong")
    if idle:
        named = ", ".join(f"`{name}`" for name in idle)
        notes.add(row.line, f"A question of the kind {kind} has no room for {named}, which is not carried over.")
    if kind in ("number", "true_false") and any(right[1:]):
        notes.add(row.line, f"Only the first answer in the column `right` is carried over: the kind is {kind}.")
    for name, answers in (("right", right), ("wrong", wrong)):
        told, room = sheet_items(row[f"{name} because"]), len(answers) or kind == "true_false"
        if f"{name} because" in _USED[kind] and any(told[room:]):
            notes.add(row.line, f"`{name} because` has more lines than `{name}`; the others are not carried over.")


def _kind(row: SheetRow, right: list[str], wrong: list[str]) -> BankKind:
    given = row["kind"].strip().lower().replace(" ", "_").replace("-", "_")
    if given:
        if given not in _KINDS:
            raise GiftTrouble(f"There is no kind “{one_line(row['kind'])}”; there are: {', '.join(_KINDS)}.")
        return _KINDS[given]
    if not right:
        return "cloze" if _BRACKETS.search(row["question"]) else "open"
    if wrong:
        return "choice" if len(right) == 1 else "several"
    if all("->" in item for item in right) and len(right) > 1:
        return "match"
    if len(right) == 1 and right[0].lower() in ("true", "false"):
        return "true_false"
    try:
        _number(right[0])
    except GiftTrouble:
        return "typed"
    return "number" if len(right) == 1 else "typed"


def _answer_fields(kind: BankKind, row: SheetRow, right: list[str], wrong: list[str]) -> dict[str, Any]:
    told = _told(row["right because"], len(right)), _told(row["wrong because"], len(wrong))
    share = (FULL / len(right)).quantize(Decimal("0.00001")) if kind == "several" and len(right) > 1 else FULL
    answers = (
        *(BankAnswer(one_line(item), share, told[0][at]) for at, item in enumerate(right) if one_line(item)),
        *(BankAnswer(one_line(item), NOTHING, told[1][at]) for at, item in enumerate(wrong) if one_line(item)),
    )
    if kind in ("choice", "several", "typed", "number", "match", "order", "true_false") and not right:
        raise GiftTrouble("There is no answer in the column `right`.")
    match kind:
        case "choice" | "several" | "typed":
            return {"answers": answers}
        case "true_false":
            truth = right[0].strip().lower()
            if truth not in ("true", "false"):
                raise GiftTrouble("Behind a statement stands `true` or `false` in the column `right`.")
            texts = told[0][0], _told(row["wrong because"], 1)[0]
            key, other = BankAnswer(truth.capitalize(), FULL, texts[0]), BankAnswer("", NOTHING, texts[1])
            other = replace(other, text="False" if truth == "true" else "True")
            pair = (key, other) if truth == "true" else (other, key)
            return {"truth": truth == "true", "answers": pair if any(texts) else ()}
        case "number":
            return {"numbers": (_number(right[0], told[0][0]),)}
        case "cloze":
            return {"cloze": _cloze(row["question"], [one_line(item) for item in wrong])}
        case "match":
            pairs = [tuple(one_line(side) for side in item.split("->", 1)) for item in right]
            if any(len(pair) < 2 for pair in pairs):
                raise GiftTrouble("A pair in the column `right` has no `->` between its sides.")
            return {"pairs": tuple(pairs)}
        case "order":
            return {"parts": tuple(filter(None, map(one_line, right)))}
    return {}


def sheet_items(cell: str) -> list[str]:
    """The items of a cell, one a line or with bars between; an empty one keeps its place."""
    if not cell.strip():
        return []
    held = _ESCAPED.sub(lambda found: chr(_HELD + ord(found[1])), cell)
    freed = {_HELD + ord("\\"): "\\", _HELD + ord("|"): "|", _HELD + ord("n"): "\n"}
    return [item.strip().translate(freed) for item in re.split(r"[\n|]", held)]


def _told(cell: str, count: int) -> list[str]:
    found = [tidied(item) for item in sheet_items(cell)]
    return (found + [""] * count)[:count]


def _number(words: str, told: str = "") -> BankNumber:
    at, _, width = words.replace("+-", "±").partition("±")
    low, dots, high = re.sub(r"(?<=\s)(?:to|bis|-|–)(?=\s)", "..", at).partition("..")
    if dots:
        return BankNumber(_decimal(low), to=_decimal(high), feedback=told)
    return BankNumber(_decimal(at), abs(_decimal(width)) if width.strip() else NOTHING, feedback=told)


def _decimal(words: str) -> Decimal:
    return decimal_number(_NUMBER_COMMA.sub(r"\1.\2", words.strip()))


def _cloze(words: str, near: list[str]) -> tuple[str | BankGap, ...]:
    pieces: list[str | BankGap] = []
    end = 0
    held = _SIGN.sub(lambda found: chr(_HELD + ord(found[1])), words)
    for found in _BRACKETS.finditer(held):
        variants = (one_line(_unheld(variant)) for variant in found[1].split("|"))
        gap = BankGap(tuple(BankAnswer(variant) for variant in variants if variant))
        if not gap.answers:
            raise GiftTrouble("There is nothing in a gap of the cloze.")
        pieces += [_unheld(held[end : found.start()]), gap]
        end = found.end()
    pieces.append(_unheld(held[end:]))
    gaps = [at for at, piece in enumerate(pieces) if isinstance(piece, BankGap)]
    if not gaps:
        raise GiftTrouble("There is no gap in the cloze; put its words in square brackets.")
    first = pieces[gaps[0]]
    if near and isinstance(first, BankGap):
        pieces[gaps[0]] = BankGap(
            (*first.answers, *(BankAnswer(near_miss, NOTHING) for near_miss in near if near_miss))
        )
    return tuple(piece for piece in pieces if piece != "")


def _unheld(words: str) -> str:
    return words.translate({_HELD + ord(sign): sign for sign in "[]|\\"})


#: The columns that each of these reads.
_COLUMNS_READ: dict[RowReader, tuple[str, ...]] = {
    own_row: SHEET_COLUMNS,
    kahoot_row: KAHOOT_COLUMNS,
    quizizz_row: QUIZIZZ_COLUMNS,
}

# Our own columns, written


def sheet_table(questions: Iterable[BankQuestion], notes: BankNotes) -> list[list[str]]:
    """The header and a row for each question. What a sheet has no room for goes to the notes."""
    return [list(SHEET_COLUMNS), *(_row(question, notes) for question in questions)]


def _row(question: BankQuestion, notes: BankNotes) -> list[str]:
    right = [answer for answer in question.answers if answer.credit > 0]
    wrong = [answer for answer in question.answers if answer.credit <= 0]
    cells = {
        "kind": question.kind, "name": question.name, "question": question.text, "unit": question.unit,
        "because": question.feedback, "otherwise": question.other_feedback, "tags": ", ".join(question.tags),
        "category": question.category, "id": question.id,
        "right": _joined(answer.text for answer in right), "wrong": _joined(answer.text for answer in wrong),
        "right because": _joined(answer.feedback for answer in right),
        "wrong because": _joined(answer.feedback for answer in wrong),
    }  # fmt: skip
    shares = {answer.credit for answer in right}
    uneven = len(shares) > 1 or any(answer.credit for answer in wrong)
    if uneven or (shares and shares != {FULL} and question.kind in ("choice", "typed")):
        listed = ", ".join(f"{percent(answer.credit)} %" for answer in question.answers)
        notes.about(
            question, f"How the marks of {question_title(question)} are shared out ({listed}) is not carried over."
        )
    match question.kind:
        case "true_false":
            cells.update(right="true" if question.truth else "false", wrong="")
        case "number":
            key, *others = question.numbers
            width = f" ± {key.tolerance:f}" if key.tolerance else ""
            value = f"{key.at:f}..{key.to:f}" if key.to is not None else f"{key.at:f}{width}"
            cells.update({"right": value, "right because": _joined([key.feedback])})
            if others or key.credit != FULL:
                notes.about(
                    question, f"Only the first number of {question_title(question)} is carried over, as wholly right."
                )
        case "match":
            cells["right"] = _joined(
                f"{left.replace('->', '→')} -> {right_side}" for left, right_side in question.pairs
            )
            if any("->" in left for left, _ in question.pairs):
                notes.about(question, f"In {question_title(question)} “->” was written as “→” on the left side.")
        case "order":
            cells["right"] = _joined(question.parts)
        case "cloze":
            cells.update(question="".join(map(_piece, question.cloze)))
            near = [answer.text for gap in question.gaps for answer in gap.answers if answer.credit <= 0]
            cells["wrong"] = _joined(dict.fromkeys(near))
            if any(gap.choices for gap in question.gaps) or any(answer.feedback for answer in question.gap_answers):
                notes.about(
                    question, f"Choices and feedback in the gaps of {question_title(question)} are not carried over."
                )
    return [cells[name] for name in SHEET_COLUMNS]


def _joined(items: Iterable[str]) -> str:
    escaped = [re.sub(r"[\\|]|\n", lambda sign: "\\n" if sign[0] == "\n" else f"\\{sign[0]}", item) for item in items]
    return "\n".join(escaped) if any(escaped) else ""


def _piece(piece: str | BankGap) -> str:
    if isinstance(piece, str):
        return re.sub(r"[\[\]\\]", r"\\\g<0>", piece)
    words = (re.sub(r"[\[\]|\\]", r"\\\g<0>", answer.text) for answer in piece.answers if answer.credit > 0)
    return f"[{'|'.join(words)}]"

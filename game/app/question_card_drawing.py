"""The card of a question drawn: gaps filled, parts ticked, pairs as two columns with lines between."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content

from game.app.prose import Writer, safe_words, write_lines, write_spans
from game.play.glyphs import UNICODE, Glyphs
from game.play.question_card import CardPart, QuestionCard
from game.support.line_breaking import wrapped_lines

_LEAST_COLUMN = 12
_KEYS = 6
"""Columns for the numbers on the left and the letters on the right."""
_MARK = 3
"""Columns for what the typed answer says of a part."""


def question_content(card: QuestionCard, width: int, glyphs: Glyphs = UNICODE) -> Content:
    """The card in so many columns."""
    writer = Writer()
    for number, paragraph in enumerate(card.text):
        if number:
            writer.add("\n\n")
        write_spans(writer, paragraph, "bold")
    if card.truths:
        writer.add("\n\n")
        for truth in card.truths:
            _write_mark(writer, truth, glyphs)
            writer.add(truth.key, "bold $heading").let_click(writer.length - len(truth.key), truth.key)
            writer.add("  ")
    if card.parts:
        writer.add("\n\n")
    if card.partners and width >= 3 * _LEAST_COLUMN:
        _write_columns(writer, card, width, glyphs)
    else:
        for number, part in enumerate((*card.parts, *card.partners)):
            _write_part(writer, part, width, first=not number, glyphs=glyphs)
    text = writer.content()
    return text if not card.hints else Content("\n\n").join([text, write_lines(card.hints)])


def _write_part(writer: Writer, part: CardPart, width: int, *, first: bool, glyphs: Glyphs) -> None:
    indent = _MARK + len(part.key) + 1
    lines = wrapped_lines(safe_words(part.words), max(width - indent, _LEAST_COLUMN), hyphens=True) or [""]
    writer.add("" if first else "\n")
    _write_mark(writer, part, glyphs)
    begun = writer.length
    writer.add(f"{part.key} ", "bold $heading").add(f"\n{' ' * indent}".join(lines), "bold" if part.mark else "")
    writer.let_click(begun, part.key)


def _write_mark(writer: Writer, part: CardPart, glyphs: Glyphs) -> None:
    mark = glyphs.yes if part.mark == UNICODE.yes else part.mark
    writer.add(mark.rjust(_MARK - 1).ljust(_MARK), "bold $right")


def _write_columns(writer: Writer, card: QuestionCard, width: int, glyphs: Glyphs) -> None:
    """Parts on the left, partners on the right, and a line for each pair through the space between."""
    gutter = 2 * len(card.pairs) + 3 if card.pairs else 3
    room = width - gutter - _KEYS
    left_need, right_need = (
        max(cell_len(safe_words(part.words)) for part in parts) for parts in (card.parts, card.partners)
    )
    left_width = min(left_need, room - min(right_need, room // 2))
    right_width = max(room - left_width, _LEAST_COLUMN)
    left, left_rows = _column(card.parts, left_width)
    right, right_rows = _column(card.partners, right_width)
    used = {partner for _, partner in card.pairs}
    lines = _wires([(left_rows[a], right_rows[b]) for a, b in card.pairs], gutter, max(len(left), len(right)), glyphs)
    for row, line in enumerate(lines):
        part, key, words = left[row] if row < len(left) else ("", "", "")
        begun = writer.add("\n" if row else "").length
        writer.add(key.rjust(2), "bold $heading").add(" ")
        writer.add(words).let_click(begun, part)
        dots = left_width - cell_len(words)
        starts = any(left_rows[a] == row for a, _ in card.pairs)
        writer.add((f" {glyphs.rule * (dots - 1)}" if dots else "") if starts else " " * dots, "$speaker")
        writer.add(line, "$speaker")
        part, key, words = right[row] if row < len(right) else ("", "", "")
        taken = any(right_rows[b] == row for b in used)
        begun = writer.length
        writer.add(f"{key.rjust(2)} ", "bold $heading").add(words, "bold" if taken else "").let_click(begun, part)


def _column(parts: Sequence[CardPart], width: int) -> tuple[list[tuple[str, str, str]], list[int]]:
    """The lines of a column, each with the key of its part and the key that is shown, and where each part begins."""
    lines: list[tuple[str, str, str]] = []
    begins: list[int] = []
    for part in parts:
        begins.append(len(lines))
        for number, words in enumerate(wrapped_lines(safe_words(part.words), width, hyphens=True) or [""]):
            lines.append((part.key, "" if number else part.key, words))
    return lines, begins


def _wires(pairs: Sequence[tuple[int, int]], width: int, rows: int, glyphs: Glyphs) -> list[str]:
    """Lines from rows on the left to rows on the right, each turning in a column of its own."""
    arms: dict[tuple[int, int], set[str]] = {}

    def reach(row: int, column: int, *sides: str) -> None:
        arms.setdefault((row, column), set()).update(sides)

    for number, (start, end) in enumerate(pairs):
        turn = 1 + 2 * number
        for column in range(turn):
            reach(start, column, "left", "right")
        for column in range(turn + 1, width - 1):
            reach(end, column, "left", "right")
        if start == end:
            reach(start, turn, "left", "right")
            continue
        down = end > start
        reach(start, turn, "left", "below" if down else "above")
        reach(end, turn, "right", "above" if down else "below")
        for row in range(min(start, end) + 1, max(start, end)):
            reach(row, turn, "above", "below")
    drawn = [[" "] * width for _ in range(rows)]
    for (row, column), sides in arms.items():
        drawn[row][column] = _joint(frozenset(sides), glyphs)
    return ["".join(line) for line in drawn]


def _joint(sides: frozenset[str], glyphs: Glyphs) -> str:
    """The character with arms to these sides."""
    return {
        frozenset(("left", "right")): glyphs.rule,
        frozenset(("above", "below")): glyphs.upright,
        frozenset(("left", "below")): glyphs.top_right,
        frozenset(("left", "above")): glyphs.bottom_right,
        frozenset(("right", "below")): glyphs.top_left,
        frozenset(("right", "above")): glyphs.bottom_left,
        frozenset(("left", "right", "below")): glyphs.tee_top,
        frozenset(("left", "right", "above")): glyphs.tee_bottom,
        frozenset(("right", "above", "below")): glyphs.tee_left,
        frozenset(("left", "above", "below")): glyphs.tee_right,
    }.get(sides, glyphs.cross)

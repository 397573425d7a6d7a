"""Where each choice stands in a list: deeds on lines of their own, what is small in rows, closed choices last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal, NamedTuple, TypeAlias

from rich.cells import cell_len

from game.app.prose import safe_words
from game.support.columns import cut_to
from game.support.line_breaking import wrapped_lines

EntryShape: TypeAlias = Literal["line", "cell", "closed"]
"""How an entry is shown: on a line of its own, in a row with others, or on a line that cannot be chosen."""

PieceStyle: TypeAlias = Literal["key", "words", "quiet"]

_GAP = 2
_NARROWEST = 10
_WIDEST_CELL = 32
"""Of more than a few entries, what stands in rows is cut rather than given more columns than that."""
_FEW = 3


class ChoiceEntry(NamedTuple):
    """One thing to choose: the key in front of it (a number, a word) and what it is called.

    `note` stands behind it at the right, dimmer: a price, a role. `seen`: it leads to what is known. `group` names
    the row of cells. What is closed is shown and cannot be chosen; it stands behind all others.
    """

    key: str
    words: str
    shape: EntryShape = "line"
    note: str = ""
    seen: bool = False
    group: str = ""

    @property
    def is_closed(self) -> bool:
        """Whether it is shown only."""
        return self.shape == "closed"


class Piece(NamedTuple):
    """Some words in a style, at this column."""

    at: int
    words: str
    style: PieceStyle


class PlacedEntry(NamedTuple):
    """A piece of a line that belongs to an entry (its position in the list), from a column on, so many columns wide."""

    entry: int
    at: int
    width: int
    pieces: tuple[Piece, ...]


ChoiceLine: TypeAlias = tuple[PlacedEntry, ...]
"""A line: the entries that stand in it, from the left."""


def lay_out(entries: Sequence[ChoiceEntry], width: int) -> list[ChoiceLine]:
    """The lines of a list in so many columns. Every entry stands in one line, or in several below each other."""
    indent = max((cell_len(entry.key) for entry in entries if entry.shape != "cell"), default=1)
    indent = max(indent, *(cell_len(entry.group) for entry in entries), 1) + _GAP
    lines: list[ChoiceLine] = []
    numbered = list(enumerate(entries))
    for (shape, group), same in groupby(numbered, lambda pair: (pair[1].shape, pair[1].group)):
        if shape == "cell":
            lines.extend(_rows(list(same), group, indent, width))
        else:
            for number, entry in same:
                lines.extend(_own_lines(number, entry, indent, width))
    return lines


def _own_lines(number: int, entry: ChoiceEntry, indent: int, width: int) -> Iterator[ChoiceLine]:
    """An entry on a line of its own, wrapped with its words below each other."""
    words, note = safe_words(entry.words), safe_words(entry.note)
    room = max(width - indent, _NARROWEST)
    beside = note and cell_len(words) + cell_len(note) + _GAP <= room
    if note and not beside:
        words = f"{words} ({note})"
    style: PieceStyle = "quiet" if entry.seen or entry.is_closed else "words"
    for row, line in enumerate(wrapped_lines(words, room, hyphens=True) or [""]):
        pieces = [Piece(indent, line, style)]
        if not row:
            key = entry.key.rjust(indent - _GAP)
            pieces.insert(0, Piece(0, key, "key"))
            if beside:
                pieces.append(Piece(width - cell_len(note), note, "quiet"))
        yield (PlacedEntry(number, 0, width, tuple(pieces)),)


def _rows(cells: list[tuple[int, ChoiceEntry]], group: str, indent: int, width: int) -> Iterator[ChoiceLine]:
    """Entries beside each other, in columns of one width; the name of the group in front of the first row."""
    keys = max(cell_len(entry.key) for _, entry in cells)
    room = max(width - indent, _NARROWEST)
    natural = max(keys + 1 + cell_len(safe_words(entry.words)) + _note_width(entry) for _, entry in cells)
    forced = room // _WIDEST_CELL if len(cells) > _FEW else 1
    columns = min(max((room + _GAP) // (natural + _GAP), forced, 1), len(cells))
    across = min(natural, (room + _GAP) // columns - _GAP)
    for first in range(0, len(cells), columns):
        placed = []
        for column, (number, entry) in enumerate(cells[first : first + columns]):
            at = indent + column * (across + _GAP)
            placed.append(_cell(number, entry, keys, at, across))
        if not first and group:
            start = placed[0]
            at = indent - _GAP - cell_len(group)
            placed[0] = start._replace(pieces=(Piece(at, group, "quiet"), *start.pieces))
        yield tuple(placed)


def _note_width(entry: ChoiceEntry) -> int:
    return cell_len(safe_words(entry.note)) + 1 if entry.note else 0


def _cell(number: int, entry: ChoiceEntry, keys: int, at: int, width: int) -> PlacedEntry:
    note = safe_words(entry.note)
    room = width - keys - 1 - (_note_width(entry))
    words = safe_words(entry.words)
    words = cut_to(words, max(room, 2))
    style: PieceStyle = "quiet" if entry.seen else "words"
    pieces = [Piece(at, entry.key.rjust(keys), "key"), Piece(at + keys + 1, words, style)]
    if note:
        pieces.append(Piece(at + keys + 1 + cell_len(words) + 1, note, "quiet"))
    return PlacedEntry(number, at, width, tuple(pieces))


def numbered_choices(words: Sequence[str]) -> list[ChoiceEntry]:
    """Entries with the numbers 1, 2, 3 in front."""
    return [ChoiceEntry(str(number), label) for number, label in enumerate(words, 1)]


def moved(
    lines: Sequence[ChoiceLine], entries: Sequence[ChoiceEntry], at: int | None, step: int, across: int
) -> int | None:
    """The entry to which an arrow leads from this one: `step` lines up or down, or `across` to the left or right.

    Round the ends; None where there is nothing to choose.
    """
    order = [number for number, entry in enumerate(entries) if not entry.is_closed]
    if not order:
        return None
    if at is None or at not in order:
        return order[0] if step + across > 0 else order[-1]
    if across:
        return order[(order.index(at) + across) % len(order)]
    rows = [[(placed.entry, placed.at) for placed in line if not entries[placed.entry].is_closed] for line in lines]
    rows = [row for number, row in enumerate(rows) if row and (not number or row != rows[number - 1])]
    here = next(number for number, row in enumerate(rows) if at in (entry for entry, _ in row))
    column = next(column for entry, column in rows[here] if entry == at)
    row = rows[(here + step) % len(rows)]
    return min(row, key=lambda placed: abs(placed[1] - column))[0]

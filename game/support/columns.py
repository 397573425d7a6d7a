"""How many columns of a terminal words take, and words cut to so many."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=4096)
def columns_of(words: str) -> int:
    """The columns that the words take: two for a wide character, none for an accent over another."""
    return len(words) if words.isascii() else sum(map(_width, words))


def in_columns(words: str) -> list[str]:
    """What stands in each column: a character with its accents; behind a wide one an empty column."""
    if words.isascii():
        return list(words)
    columns: list[str] = []
    for character in words:
        width = _width(character)
        if width:
            columns += [character, ""][:width]
        elif columns:
            at = -1 if columns[-1] else -2
            columns[at] += character
    return columns


def cut_to(words: str, width: int, ellipsis: str = "…") -> str:
    """The words in at most `width` columns, with `ellipsis` (one column) in the place of what is left out."""
    if columns_of(words) <= width:
        return words
    columns = in_columns(words)[: max(width - 1, 0)]
    if columns and columns_of("".join(columns)) > len(columns):
        columns.pop()  # half of a wide character
    return "".join(columns).rstrip(" ,.") + ellipsis if width > 0 else ""


def _width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1

"""Titles in spaced capitals."""

from __future__ import annotations

WIDEST_SPACED = 54
"""So many columns a title may take when it is spaced, unless told otherwise."""


def spaced(title: str, widest: int = WIDEST_SPACED) -> str:
    """A title in spaced capitals, if that leaves it no wider than so many columns, else in capitals."""
    wide = "   ".join(" ".join(word.upper()) for word in title.split())
    return wide if len(wide) <= widest else title.upper()

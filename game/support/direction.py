"""In which direction a paragraph is read, and the mark that says so to a terminal, an editor or a browser.

Hebrew and Arabic are written from right to left. Whoever shows text orders the characters of each line by itself, from
one direction for the whole line: that of its first letter, where nothing else is known. A line that is a part of a
paragraph, or begins with a name in other letters, is then ordered wrongly. A mark in front of it is a letter of the
right direction that takes no room; it opens nothing, and whoever copies the line copies no more than that.
"""

from __future__ import annotations

import unicodedata

_LEFT_TO_RIGHT, _RIGHT_TO_LEFT = "\u200e", "\u200f"
_RIGHT = ("R", "AL")
#: No character before these is written from right to left.
_FIRST = "\u0590"


def has_right_to_left(text: str) -> bool:
    """Whether any letter of a text is written from right to left."""
    return any(character >= _FIRST and unicodedata.bidirectional(character) in _RIGHT for character in text)


def is_right_to_left(text: str) -> bool:
    """Whether a paragraph is read from right to left: half of its letters are, or more, whichever come first."""
    if not has_right_to_left(text):
        return False
    directions = [unicodedata.bidirectional(character) for character in text]
    right = sum(direction in _RIGHT for direction in directions)
    return right >= directions.count("L")


def direction_mark(paragraph: str) -> str:
    """What goes before each line of a paragraph, so that it is ordered as the whole is read; nothing for most."""
    if not has_right_to_left(paragraph):
        return ""
    return _RIGHT_TO_LEFT if is_right_to_left(paragraph) else _LEFT_TO_RIGHT

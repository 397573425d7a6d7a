"""Words on one line."""

from __future__ import annotations

import re

#: At these no line breaks: such as stand before % and inside French quotation marks.
NO_BREAK_SPACES = "\u00a0\u2007\u202f"
_SPACES = re.compile(r"[^\S\u00a0\u2007\u202f]+")
"""White space at which a line may break."""


def folded_line(words: str) -> str:
    """The words on one line: a space for each line break and each run of spaces, and none at the ends.

    Spaces at which no line breaks stay what they are: “12 %” is one word.
    """
    if words.isascii():
        return " ".join(words.split())
    return _SPACES.sub(" ", words.strip())

"""Ids made from words."""

from __future__ import annotations

import re
from functools import lru_cache
from zlib import crc32

from game.support.accents import without_accents

_WORD = re.compile(r"[a-z0-9]+")


@lru_cache(maxsize=50_000)  # labels come again, and each is asked for more than once
def slug(text: str) -> str:
    """An id made from words: lower case, joined by underscores, at most six words.

    Words of which no letter is Latin have a number that is made from all of them: `t_5d2f08a1`.
    """
    words = _WORD.findall(without_accents(text.lower(), plainly=True).replace("'", "").replace("’", ""))
    made = "_".join(words[:6]) or _numbered(text)
    return made if made[0].isalpha() else f"n_{made}"


def _numbered(text: str) -> str:
    import unicodedata  # a pack from the cache never comes here

    letters = [sign for sign in text.casefold() if unicodedata.category(sign)[0] in "LM"]  # a vowel can be a mark
    return f"t_{crc32(''.join(letters).encode()):08x}" if letters else "choice"

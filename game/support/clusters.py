"""What is written as one character, however many there are: a letter with its accents, a syllable, a family of emoji.

The rules are those of Unicode's extended grapheme clusters (UAX #29), as far as a line of a terminal needs them. How
wide one is, Rich takes from the tables of wcwidth, and the two agree (see the tests); terminals differ.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_JOINER = "\u200d"
_EMOJI_STYLE = "\ufe0f"
#: A virama (ccc 9) ties the next letter to the one before it: क्ष.
_VIRAMA = 9
#: Vowels that are letters to Unicode and written onto the consonant before them: ำ of Thai and Lao.
_WRITTEN_ONTO = frozenset("\u0e33\u0eb3")
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)
#: The vowels and the finals of a Korean syllable that is written in letters.
_JAMO = range(0x1160, 0x1200)
#: Symbols that are narrow as text and wide as emoji.
_SYMBOLS = frozenset(("So", "Sm", "Po", "Sk", "Nd"))

#: Characters that stand each for themselves and are one column wide.
_PLAIN = re.compile(
    "[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u0590\u2010-\u2027\u202f-\u205e\u20a0-\u20bf\u2190-\u21ff"
    "\u2500-\u25fc]*"
)


def is_plain(text: str) -> bool:
    """Whether every character of a text stands for itself and is one column wide."""
    return text.isascii() or _PLAIN.fullmatch(text) is not None


def clusters(text: str) -> Iterator[str]:
    """What is written as one, in order. Nothing of the text is left out."""
    if is_plain(text):
        yield from text
        return
    start = 0
    for index in range(1, len(text)):
        if not _goes_on(text, start, index):
            yield text[start:index]
            start = index
    if text:
        yield text[start:]


def _goes_on(text: str, start: int, index: int) -> bool:
    """Whether a character belongs to what began at `start`."""
    before, character = text[index - 1], text[index]
    code = ord(character)
    if before in "\r\n\t" or character in "\r\n\t":
        return False
    if unicodedata.category(character) in ("Mn", "Me", "Mc", "Cf") or code in _SKIN_TONES or character in _WRITTEN_ONTO:
        return True
    if before == _JOINER:
        return not character.isspace()
    if code in _FLAG_LETTERS:
        return index - start == 1 and ord(before) in _FLAG_LETTERS
    if code in _JAMO:
        return "\u1100" <= before <= "\u11ff" or "\uac00" <= before <= "\ud7a3"
    return unicodedata.combining(before) == _VIRAMA and unicodedata.category(character) == "Lo"


def cluster_width(cluster: str) -> int:
    """How many columns one takes: none, one or two; a conjunct of several letters as many as it has."""
    total, wide_if_emoji = 0, 0
    joined = False
    for character in cluster:
        if joined:
            joined = False  # what is joined to an emoji is drawn within it
            continue
        if character == _JOINER:
            joined = True
        elif character == _EMOJI_STYLE:
            total, wide_if_emoji = total + wide_if_emoji, 0
        else:
            width = _width(character)
            total += width
            if width:
                wide_if_emoji = int(width == 1 and unicodedata.category(character) in _SYMBOLS)
    return total


def cluster_width_at_most(cluster: str) -> int:
    """How many columns one takes in a terminal that draws its characters one by one.

    Many do, and give a column to each vowel of Hindi that has a place of its own, and two to each member of a family.
    """
    apart = sum(
        2 if ord(character) in _SKIN_TONES else unicodedata.category(character) == "Mc" or _width(character)
        for character in cluster
    )
    return max(apart, cluster_width(cluster))


def _width(character: str) -> int:
    code = ord(character)
    if unicodedata.category(character) in ("Mn", "Me", "Mc", "Cf", "Cc") or code in _SKIN_TONES or code in _JAMO:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1

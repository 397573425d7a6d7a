"""Where a line may end, in any script, and words wrapped to lines of so many columns.

Between words, a line ends at a space, but at none that is there to hold two of them together. Chinese and Japanese are
written without spaces: a line ends between any two characters, yet does not begin with what closes or goes on (。」ー),
nor end with what opens (「). Thai, Lao, Khmer and Burmese have spaces between phrases only; one that is too long is
divided between syllables as far as they can be seen, for their words are in no list here. Nothing that is written as
one character is ever divided. The rules are those of the Unicode line breaking algorithm (UAX #14) for these scripts;
text in other scripts is wrapped as `textwrap` does it.
"""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from game.support.clusters import cluster_width_at_most, clusters, is_plain
from game.support.columns import columns_of, most_columns_of

#: A line may end at these, and they are left out there.
_SPACES = frozenset(
    " \t\n\x0b\x0c\r\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000\u200b"
)
#: These hold together what stands on both sides. They count as spaces to Python.
_HOLDING = re.compile("[\u00a0\u2007\u202f\u2060]")
#: No line begins with what closes, goes on, or stands behind a number, even behind a space.
_NEVER_FIRST_BEHIND_SPACE = frozenset("?!:;»›)]}」』】〉》〕）］｝｣、。，．・：；？！؟،؛۔।॥%％")
_NEVER_FIRST = _NEVER_FIRST_BEHIND_SPACE | frozenset(
    ",.”’‥…‐–—―゠〜～‼⁇⁈⁉々〻ゝゞヽヾーｰ｡､･ﾞﾟ’℃°′″"
    "ะาๅๆฯະາໆຯ"  # vowels of Thai and Lao that are written behind their consonant, and repetition
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿｧｨｩｪｫｬｭｮｯ"
)
#: No line ends with what opens, or stands before a number; with the last of them not even before a space.
_NEVER_LAST_BEFORE_SPACE = frozenset("«‹")
_NEVER_LAST = _NEVER_LAST_BEFORE_SPACE | frozenset("([{“‘„‚「『【〈《〔（［｛｢¿¡$£¥€￥＄￡№")
#: A line may end behind these.
_BREAKS_BEHIND = frozenset("\u0f0b\u104a\u104b\u1361\u17d4\u17d5")
#: Vowels that are written before the consonant with which a syllable of Thai and Lao begins.
_BEGINS_SYLLABLE = frozenset("เแโใไເແໂໃໄ")
#: So much of a line may stay empty for the sake of a syllable: a third.
_THIRD = 3
#: A space before these, or behind those, is no place to end a line, in French for one.
_SPACED_IN_ASCII = (" ?", " !", " :", " ;", " %")
_SPACED_MARKS = re.compile(r"\s[?!:;»›%]|[«‹]\s")


def breaks_like_english(text: str) -> bool:
    """Whether lines of a text may end at its spaces and nowhere else, and every character is one column wide."""
    if text.isascii():  # nearly every text is
        return not any(marked in text for marked in _SPACED_IN_ASCII)
    return is_plain(text) and _HOLDING.search(text) is None and _SPACED_MARKS.search(text) is None


class _Unit(NamedTuple):
    """What no line ends within: from `start` to `end`, with the spaces behind it from `spaces` on."""

    start: int
    spaces: int
    end: int


def line_starts(text: str, width: int, *, fold: bool = True) -> list[int]:
    """Where the second line of a text begins, and each one after it, so that none takes more than `width` columns.

    It is counted what a terminal may need at most, for what runs over is lost, or breaks the next line. Spaces at the
    end of a line do not count, and stay with it. What is longer than a line is divided between two characters; without
    `fold` it stands alone, and runs over.
    """
    starts: list[int] = []
    used = 0
    for unit in _units(text):
        needed = most_columns_of(text[unit.start : unit.spaces])
        whole = most_columns_of(text[unit.start : unit.end])
        if used + needed <= width:
            used += whole
            continue
        if used:
            starts.append(unit.start)
        if needed <= width or not fold:
            used = whole
            continue
        at = unit.start
        for piece in _folded(text[unit.start : unit.spaces], width):
            if at > unit.start:
                starts.append(at)
            at += len(piece)
            used = most_columns_of(piece)
        used += most_columns_of(text[unit.spaces : unit.end])
    return starts


def wrapped_lines(
    words: str, width: int, indent: str = "", further_indent: str = "", *, hyphens: bool = False
) -> list[str]:
    """The words in lines of at most `width` columns; none for no words.

    `indent` stands before the first line, `further_indent` before the others. Line breaks become spaces. `hyphens`:
    a line may end behind the hyphen of a word.
    """
    if breaks_like_english(words):
        if width < columns_of(indent):
            words = words.lstrip()  # textwrap would not come past a space for which the first line has no room
        return textwrap.wrap(
            words, width, initial_indent=indent, subsequent_indent=further_indent, break_on_hyphens=hyphens
        )
    text = " ".join(words.split("\n")).rstrip()
    if not text:
        return []
    first, further = (max(width - columns_of(before), 1) for before in (indent, further_indent))
    starts = line_starts(text, first)
    if first != further and starts:
        begun = starts[0]
        starts = [begun, *(begun + start for start in line_starts(text[begun:], further))]
    ends = [*starts, len(text)]
    return [
        f"{further_indent if number else indent}{_without_spaces(text[start:end], is_first=not number)}"
        for number, (start, end) in enumerate(zip([0, *starts], ends, strict=True))
    ]


def shortened(words: str, width: int) -> str:
    """The words in one line of at most `width` columns, with `…` behind a space in the place of what has no room."""
    text = " ".join(words.split())
    if breaks_like_english(text):
        return textwrap.shorten(text, width, placeholder=" …")
    if most_columns_of(text) <= width:
        return text
    kept = text[: line_starts(text, max(width - 2, 1))[0]].rstrip()
    return f"{kept} …" if text[len(kept)].isspace() else f"{kept}…"


def _without_spaces(line: str, *, is_first: bool) -> str:
    stripped = line.rstrip("".join(_SPACES))
    return stripped if is_first else stripped.lstrip("".join(_SPACES))


def _units(text: str) -> Iterator[_Unit]:
    """The pieces of a text between which a line may end."""
    start = at = 0
    before = ""
    spaces = 0
    for cluster in clusters(text):
        is_space = cluster in _SPACES
        if not is_space:
            if before and _may_end_between(before, cluster, spaced=spaces < at):
                yield _Unit(start, spaces, at)
                start = at
            before = cluster
            spaces = at + len(cluster)
        at += len(cluster)
    if text:
        yield _Unit(start, spaces, at)


def _may_end_between(before: str, after: str, *, spaced: bool) -> bool:
    """Whether a line may end between two characters, with or without a space there."""
    last, first = before[-1] if before[-1] in _BREAKS_BEHIND else before[0], after[0]
    if spaced:
        return first not in _NEVER_FIRST_BEHIND_SPACE and last not in _NEVER_LAST_BEFORE_SPACE
    if first in _NEVER_FIRST or last in _NEVER_LAST or _HOLDING.match(first) or _HOLDING.match(last):
        return False
    return last in _BREAKS_BEHIND or _stands_alone(last) or _stands_alone(first)


def _stands_alone(character: str) -> bool:
    """Whether a line may end on both sides of a character: Chinese and Japanese ones, and emoji. Korean has spaces."""
    if character.isascii() or unicodedata.east_asian_width(character) not in "WF":
        return False
    return not (
        "\uac00" <= character <= "\ud7a3" or "\u1100" <= character <= "\u11ff" or "\ua960" <= character <= "\ua97f"
    )


def _folded(word: str, width: int) -> list[str]:
    """A word that is longer than a line, in pieces."""
    pieces: list[str] = []
    piece: list[str] = []
    used = 0
    for cluster in clusters(word):
        needed = cluster_width_at_most(cluster)
        while piece and used + needed > width:
            cut = _best_cut(piece, cluster)
            pieces.append("".join(piece[:cut]))
            piece = piece[cut:]
            used = sum(map(cluster_width_at_most, piece))
        piece.append(cluster)
        used += needed
    return [*pieces, "".join(piece)]


def _best_cut(piece: list[str], following: str) -> int:
    """At how many characters a piece ends best that has room for no more.

    Best is a space, then where a syllable begins near the end, then the end, if what follows can begin a line.
    """
    spaces = (at for at in range(len(piece), 0, -1) if piece[at - 1] in _SPACES)
    if at := next(spaces, 0):
        return at
    begins = [*piece[1:], following]
    least = len(piece) - len(piece) // _THIRD
    for at in range(len(piece), least - 1, -1):
        if begins[at - 1][0] in _BEGINS_SYLLABLE:
            return at
    for at in range(len(piece), 0, -1):
        if begins[at - 1][0] not in _NEVER_FIRST and piece[at - 1][0] not in _NEVER_LAST | _BEGINS_SYLLABLE:
            return at
    return len(piece)

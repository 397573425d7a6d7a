"""What a text holds beside its words: speakers, source marks, quotations, conditions, names and values in braces.

These mean the same in every language, so a translation has the same.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from game.story.compile.text_braces import brace_pairs, condition_end
from game.story.compile.text_lines import speaker_of
from game.support import limits

_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
_SIGN = re.compile(r"\\.|[{}|*~&]|\[[^\[\]]*\]", re.DOTALL)
_MARK = re.compile(r"\[([a-z][a-z0-9_]*)\]")


class MarkupPiece(NamedTuple):
    """A piece of markup as it is compared, where it begins in the text, and what of it stands there, to be replaced."""

    words: str
    start: int
    written: str


class Markup(NamedTuple):
    """What a text holds beside its words, each in the order of the text.

    `plain` is the text with all of that blank, as long as the text itself.
    """

    speakers: tuple[MarkupPiece, ...]
    sources: tuple[MarkupPiece, ...]
    conditions: tuple[MarkupPiece, ...]
    inserts: tuple[MarkupPiece, ...]
    plain: str


def markup_in(text: str, people: Collection[str], facts: Collection[str]) -> Markup:
    """The markup of a text. `people` are the ids of those who can speak, `facts` those that can be cited."""
    if sum(map(text.count, "{|[*")) > limits.TEXT_MARKS:
        return Markup((), (), (), (), text)  # a text with markup has no more
    closed = brace_pairs(text)
    plain = list(text)

    def blank(start: int, end: int) -> None:
        plain[start:end] = [character if character == "\n" else " " for character in text[start:end]]

    speakers: list[MarkupPiece] = []
    start = 0
    for end, following in [(found.start(), found.end()) for found in _PARAGRAPH.finditer(text)] + [(len(text), 0)]:
        speaker = speaker_of(text, start, end)
        if speaker is not None and speaker[1] in people:
            speakers.append(MarkupPiece(speaker[1], speaker.start(1), speaker[1]))
            blank(speaker.start(1), speaker.end())
        start = following
    sources: list[MarkupPiece] = []
    conditions: list[MarkupPiece] = []
    inserts: list[MarkupPiece] = []
    behind = 0
    for sign in _SIGN.finditer(text):
        at = sign.start()
        if at < behind:
            continue
        mark = _MARK.fullmatch(sign[0])
        if mark is not None and mark[1] in facts:
            sources.append(MarkupPiece(mark[0], at, mark[0]))
            blank(at, sign.end())
        elif sign[0] == "{":
            behind = _read_brace(text, at, closed.get(at), (sources, conditions, inserts))
            blank(at, behind)
        elif sign[0].startswith("["):
            blank(at, at + 1)
            blank(sign.end() - 1, sign.end())
        else:
            blank(at, at + 1)
    return Markup(tuple(speakers), tuple(sources), tuple(conditions), tuple(inserts), "".join(plain))


def _read_brace(
    text: str, at: int, close: int | None, into: tuple[list[MarkupPiece], list[MarkupPiece], list[MarkupPiece]]
) -> int:
    """Note what stands in the braces that open here and close at `close`; where the words behind that begin."""
    sources, conditions, inserts = into
    if close is None:
        return at + 1
    if text.startswith("{{", at) and text.startswith("}}", close - 1):
        return at + 2  # doubled braces are braces
    inside = text[at + 1 : close]
    if inside.partition(":")[0].strip() == "quote":
        sources.append(MarkupPiece(f"{{quote: {inside.partition(':')[2].strip()}}}", at, f"{{{inside}}}"))
        return close + 1
    colon = condition_end(text, at, close)
    if colon is not None:
        conditions.append(MarkupPiece(f"{{{_folded(text[at + 1 : colon])}: …}}", at, text[at : colon + 1]))
        return colon + 1
    if "|" in inside or inside[:1] in ("&", "~"):
        return at + 1
    inserts.append(MarkupPiece(f"{{{_folded(inside)}}}", at, f"{{{inside}}}"))
    return close + 1


def _folded(words: str) -> str:
    return " ".join(words.split())

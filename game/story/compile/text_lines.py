"""The lines of a text: those that stay, those that are folded, and who speaks them."""

from __future__ import annotations

import re

from game.story.model.yaml_nodes import ScalarNode
from game.support.folding import folded_line

#: A line break that stays, until the words are folded: no value can hold this character.
KEPT = "\x1e"
_SPEAKER = re.compile(r"(?<![a-z0-9_])([a-z][a-z0-9_]*):\s+")


def lines_of(words: str) -> str:
    """Plain words on one line, but for the line breaks that their author keeps, as in the paragraphs of texts."""
    if is_verse(words):
        lines = (line.lstrip(" \t").removeprefix("|").removeprefix(" ") for line in words.strip().split("\n"))
        return "\n".join(line.rstrip() for line in lines)
    kept = re.split(r"\\[ \t]*(?:\n|\Z)", words)
    return "\n".join(folded_line(line) for line in kept).strip("\n")


def is_verse(paragraph: str) -> bool:
    """Whether each of its lines, two or more, begins with a bar: they stay lines, with their spaces."""
    lines = paragraph.strip().split("\n")
    return len(lines) > 1 and all(line.lstrip(" \t").startswith("|") for line in lines)


def behind_bar(text: str, start: int) -> int:
    """Where a line of verse goes on behind its bar and one blank."""
    at = text.index("|", start) + 1
    return at + (text[at : at + 1] == " ")


def fold(words: str) -> str:
    """Line breaks inside a paragraph are spaces, but for those that are kept, and for lines that begin with a dash."""
    if KEPT not in words and "\n" not in words:
        return words
    if "\n" in words:
        first, *lines = words.split("\n")
        folded = [first]
        for line in lines:
            folded[-1] = folded[-1].rstrip(" \t")
            begun = line.lstrip(" \t")
            folded += ["\n" if begun.startswith("- ") else " ", begun]
        words = "".join(folded)
    *kept, last = words.split(KEPT)
    return "\n".join((*(line.rstrip(" \t") for line in kept), last))


def speaker_of(text: str, start: int, end: int) -> re.Match[str] | None:
    """The id and the colon with which a paragraph begins, if it does."""
    while start < end and text[start].isspace():
        start += 1
    return _SPEAKER.match(text, start, end)


_IN_FORMULA = re.compile(r"(?:[_^]|\\[A-Za-z]+(?:\{[^{}\n]{0,60}\})?)\Z")


def stands_in_formula(text: str, begun: int, at: int) -> bool:
    """Whether what stands before a brace is what it stands behind in mathematics: `_`, `^`, `\\frac`."""
    return _IN_FORMULA.search(text, max(begun, at - 80), at) is not None


def as_it_is(character: str, words: ScalarNode) -> str:
    """How a character of a text is written that is to be shown as it is: a backslash, doubled between double quotes."""
    return f"\\\\{character}" if words.quote == '"' else f"\\{character}"

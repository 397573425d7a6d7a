"""Words for a picture: texts as their author wrote them, labels as a player first sees them, nothing invisible."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from game.engine.rendering import render_words, source_mark
from game.story.model.story import Story
from game.story.model.text import (
    Branch,
    Calculated,
    DocumentInsert,
    Emphasis,
    Part,
    Parts,
    Quotation,
    Run,
    SourceMark,
    Text,
    Value,
    Variation,
)
from game.support.folding import NO_BREAK_SPACES, folded_line
from game.support.safe_text import HARMFUL_IN_FILE

_SIGN_OF_WAY = {"sequence": "", "cycle": "&", "shuffle": "~"}


def plain(words: str) -> str:
    """The words on one line, without characters that steer a terminal, break a file or turn the writing around."""
    return folded_line("".join(map(_kept, words)))


@lru_cache(maxsize=2048)  # a picture holds millions of characters, of which nearly all are the same few
def _kept(sign: str) -> str:
    """A blank for white space at which a line may break, nothing for what nobody sees."""
    if sign.isspace():
        return sign if sign in NO_BREAK_SPACES else " "
    return "" if re.match(HARMFUL_IN_FILE, sign) or unicodedata.category(sign) == "Cn" else sign


def label(story: Story, text: Text | None, otherwise: str) -> str:
    """A label or a title as it is shown when the story begins; `otherwise` when it is empty or missing."""
    words = plain(render_words(story, text, story.layout.start, 0)) if text is not None else ""
    return words or otherwise


def as_written(story: Story, text: Text | None) -> tuple[str, ...]:
    """The lines of a text with everything that it may show: `{condition: this|that}`, `{once|again}`."""
    if text is None:
        return ()
    shown = ((story.people[who].name + ": " if who else "") + _parts(story, parts) for who, parts in text.paragraphs)
    return tuple(words for paragraph in shown for line in paragraph.split("\n") if (words := plain(line)))


def _parts(story: Story, parts: Parts) -> str:
    return "".join(_part(story, part) for part in parts)


def _part(story: Story, part: Part) -> str:
    match part:
        case Run(words):
            return words
        case Emphasis(parts, strong):
            sign = "**" if strong else "*"
            return f"{sign}{_parts(story, parts)}{sign}"
        case Branch(when, then, otherwise):
            other = f"|{_parts(story, otherwise)}" if otherwise else ""
            return f"{{{when.source}: {_parts(story, then)}{other}}}"
        case Variation(way, alternatives):
            return f"{{{_SIGN_OF_WAY[way]}{'|'.join(_parts(story, alternative) for alternative in alternatives)}}}"
        case Value(formula, _):
            return f"{{{formula.source}}}"
        case Calculated(_, source):
            return f"{{{source}}}"
        case SourceMark(fact):
            return f"[{source_mark(story, fact)}]"
        case Quotation(fact):
            known = story.facts[fact]
            return f"“{known.quote}” [{known.by}, {source_mark(story, fact)}]"
        case DocumentInsert(document, line):
            return f"{{{document}.{line}}}" if line else f"{{{document}}}"

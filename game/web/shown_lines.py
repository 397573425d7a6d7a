"""Told lines as a page shows them: spans with a look, marks that lead to their sources, gaps that can be heard."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple, TypeAlias

from game.engine.rendering import Span
from game.play.glyphs import UNICODE
from game.play.narration import NarrationKind, Told

SpanLook: TypeAlias = Literal[
    "", "emphasis", "strong", "source", "quotation", "open", "drawn", "mark", "gap", "typed", "rose", "fell", "found",
]  # fmt: skip
"""What a span looks like. `mark`: of a source, which can be opened; `gap`: words are missing; `typed`: a command;
`found`: words that are looked for; `rose` and `fell`: a measure that did. Each span of a strip is an item of it."""

_MARK = re.compile(r"(?<=\[)(?:[^\[\]]{0,80}, )?(\d{1,3}\.\d{1,4})(?=\])")
_GAP = re.compile(r"_{2,}")
_TYPED = re.compile(r"`([^`\n]+)`")
_OURS: frozenset[NarrationKind] = frozenset(("hint", "message", "change", "strip", "noted", "margin"))
"""Kinds that are in the language of the game, not in that of the story."""
_SIGNS: dict[str, SpanLook] = {UNICODE.rose: "rose", UNICODE.fell: "fell"}


class ShownSpan(NamedTuple):
    """Words in one look. `about` is the mark of the source to which they lead, or empty."""

    words: str
    look: SpanLook = ""
    about: str = ""


class ShownLine(NamedTuple):
    """A paragraph. `is_ours`: it is in the language in which the game speaks, not in that of the story."""

    kind: NarrationKind
    spans: tuple[ShownSpan, ...]
    is_ours: bool


def shown_lines(lines: Iterable[Told]) -> tuple[ShownLine, ...]:
    """Told lines as a page shows them."""
    return tuple(ShownLine(line.kind, shown_spans(line.spans, line.kind), line.kind in _OURS) for line in lines)


def shown_spans(spans: Iterable[Span], kind: NarrationKind = "story") -> tuple[ShownSpan, ...]:
    """The spans of a line as a page shows them."""
    return tuple(shown for span in spans for shown in _shown(span, kind))


def _shown(span: Span, kind: NarrationKind) -> Iterator[ShownSpan]:
    look: SpanLook
    if kind == "strip":
        if span.words.strip() != UNICODE.change:
            look = _SIGNS.get(span.words[:1], span.style)
            yield ShownSpan(span.words.lstrip("".join(_SIGNS)).strip(), look)
        return
    pattern: re.Pattern[str]
    if span.style == "source":
        pattern, look = _MARK, "mark"
    elif kind in _OURS and "`" in span.words:
        pattern, look = _TYPED, "typed"
    else:
        pattern, look = _GAP, "gap"
    at = 0
    for found in pattern.finditer(span.words):
        if found.start() > at:
            yield ShownSpan(span.words[at : found.start()], span.style)
        words = found[1] if look == "typed" else found[0]
        yield ShownSpan(words, look, found[1] if look == "mark" else "")
        at = found.end()
    if at < len(span.words):
        yield ShownSpan(span.words[at:], span.style)

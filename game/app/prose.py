"""Told lines become content for the screen: what each kind looks like. Nothing that a pack says is read as markup."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from textual.content import Content
from textual.content import Span as StyledSpan
from textual.style import Style

from game.localisation.messages import gettext, pgettext
from game.play.glyphs import UNICODE
from game.support.columns import columns_of
from game.support.safe_text import safe_text

if TYPE_CHECKING:
    from game.engine.rendering import Span
    from game.play.map_canvas import PlanLine
    from game.play.narration import NarrationKind, Told

Frame: TypeAlias = Literal["", "question", "right", "wrong", "partly", "noted", "document", "ending", "act"]
"""The frame around a block of text; empty for story text, which has none."""

_VERDICTS: tuple[Frame, ...] = ("right", "wrong", "partly", "noted")
RULE_WIDTH = 36
_TYPED = r"`([^`]{1,120})`"
_SOURCE_MARK = r"\[(?:[^\[\]]{0,80}, )?(\d{1,3}\.\d{1,4})\]"
"""A mark in brackets, perhaps behind a name, as in `[2.3]`: the mark itself is the group."""
_GOES_ON = "— "
"""Stands in the place of the name where the same speaker goes on."""

_SPANS = {
    "": "", "emphasis": "italic", "strong": "bold", "source": "$quiet", "quotation": "italic", "open": "$heading",
    "drawn": "",
}  # fmt: skip
_KINDS: dict[NarrationKind, str] = {
    "change": "$quiet", "hint": "$quiet", "source": "italic $quiet", "right": "bold $right", "wrong": "bold $wrong",
    "partly": "bold $partly", "noted": "bold $quiet",
    "act": "$heading",
    "ending": "bold $heading", "message": "$heading", "heading": "bold $heading", "margin": "italic $quiet",
}  # fmt: skip
_CHANGES = {UNICODE.rose: "bold $right", UNICODE.fell: "bold $wrong"}
_CLOSE: frozenset[NarrationKind] = frozenset({"note", "learned", "change", "hint", "part", "source"})
_STROKES = {
    "": "", "wall": "$line", "way": "$quiet", "here": "bold $heading", "visited": "", "unvisited": "$quiet",
    "closed": "$quiet", "waits": "bold $wrong", "label": "$speaker",
}  # fmt: skip


def frame_title(frame: Frame) -> str:
    """What stands in the upper line of a frame; empty where it has no title."""
    match frame:
        case "question":
            return pgettext("title of a frame", "Question")
        case "right":
            return pgettext("title of a frame", "Right")
        case "wrong":
            return pgettext("title of a frame", "Not right")
        case "partly":
            return pgettext("title of a frame", "Partly right")
        case "noted":
            return pgettext("title of a frame", "Noted")
        case _:
            return ""


def mark_of(kind: NarrationKind) -> str:
    """What stands in front of a line of this kind: a mark, or a word that says what it is."""
    match kind:
        case "note" | "learned":
            return "» "
        case "change":
            return "· "
        case "part":
            return "  "
        case "source":
            return pgettext("in front of where something is from", "Source:") + " "
        case _:
            return ""


def ending_told(title: str) -> str:
    """That a story ends, with the title of its ending."""
    return gettext("The end: {title}", title=title)


class ProseBlock(NamedTuple):
    """A piece of a turn that is shown as one widget."""

    frame: Frame
    content: Content
    paragraphs: int


def safe_words(words: str) -> str:
    """The words without characters that would steer the terminal."""
    return safe_text(words).replace("\t", " ")


class Writer:
    """Puts text together, with styles. Styles are Textual's; `$names` come from the theme."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.spans: list[StyledSpan] = []
        self.length = 0

    def add(self, words: str, style: str = "") -> Writer:
        """Add words in a style."""
        words = safe_words(words)
        if words:
            if style:
                self.spans.append(StyledSpan(self.length, self.length + len(words), style))
            self.words.append(words)
            self.length += len(words)
        return self

    def add_typed(self, words: str, style: str = "") -> Writer:
        """Add words in which what can be typed stands between backticks: here it is bold instead."""
        for number, piece in enumerate(re.split(_TYPED, words)):
            self.add(piece, f"{style} bold".strip() if number % 2 else style)
        return self

    def let_click(self, begun: int, key: str) -> Writer:
        """Let what was written from there on carry the key of a part of an answer as `part`, for clicks."""
        if key:
            self.spans.append(StyledSpan(begun, self.length, Style.from_meta({"part": key})))
        return self

    def add_sources(self, words: str, style: str = "") -> Writer:
        """Add words that name sources. A click on a mark in them opens it, in whatever screen they stand."""
        begin = self.length
        self.add(words, style)
        for found in re.finditer(_SOURCE_MARK, words):
            opens = Style.from_meta({"@click": f"app.source({found[1]!r})"})
            self.spans.append(StyledSpan(begin + found.start(), begin + found.end(), opens))
        return self

    def content(self) -> Content:
        """What was written."""
        return Content("".join(self.words), self.spans)


def blocks(lines: Iterable[Told], echo: str = "") -> list[ProseBlock]:
    """The lines of a turn as blocks: story text in one piece, each question and each feedback in a frame of its own.

    `echo` is what the player did; it comes first.
    """
    groups: list[tuple[Frame, list[Told]]] = []
    frame: Frame = ""
    for line in lines:
        wanted = _frame_of(line.kind, frame)
        if wanted == "question" and line.kind == "hint":
            continue  # how to answer stands in the line where one does
        if not groups or wanted != frame or line.kind in _VERDICTS:
            groups.append((wanted, []))
        frame = wanted
        groups[-1][1].append(line)
    if echo and (not groups or groups[0][0]):
        groups.insert(0, ("", []))
    return [_block(framed, group, echo if not number else "") for number, (framed, group) in enumerate(groups)]


def write_lines(lines: Iterable[Told]) -> Content:
    """The lines as one piece, without frames."""
    writer = Writer()
    _write(writer, lines)
    return writer.content()


def write_spans(writer: Writer, spans: Iterable[Span], style: str = "") -> None:
    """The words of spans, each in its own style and in this one."""
    for span in spans:
        add = writer.add_sources if span.style == "source" else writer.add
        add(span.words, f"{style} {_SPANS[span.style]}".strip())


def drawing(lines: Iterable[PlanLine], chosen: str = "") -> Content:
    """A drawn map. The style of what belongs to a place carries its id as `place`, for clicks.

    The cell of the place `chosen` is reversed.
    """
    text: list[str] = []
    spans: list[StyledSpan] = []
    at = 0
    for line in lines:
        for words, kind, place in line:
            shown = safe_words(words)
            if kind and _STROKES[kind]:
                spans.append(StyledSpan(at, at + len(shown), _STROKES[kind]))
            if place:
                spans.append(StyledSpan(at, at + len(shown), Style.from_meta({"place": place})))
                if place == chosen and kind != "wall":
                    spans.append(StyledSpan(at, at + len(shown), "reverse"))
            text.append(shown)
            at += len(shown)
        text.append("\n")
        at += 1
    return Content("".join(text).rstrip("\n"), spans)


def _frame_of(kind: NarrationKind, before: Frame) -> Frame:
    if kind in _VERDICTS or kind in ("question", "ending", "act"):
        return kind
    if kind in ("heading", "line", "margin"):
        return "document"
    if before == "question" and kind in ("part", "hint"):
        return before
    if before in _VERDICTS and kind in ("reason", "source"):
        return before
    return ""


def _block(frame: Frame, lines: list[Told], echo: str) -> ProseBlock:
    writer = Writer()
    if echo:
        writer.add(f"> {echo}", "bold $quiet")
        if lines:
            writer.add("\n")
    _write(writer, lines)
    return ProseBlock(frame, writer.content(), len(lines) + bool(echo))


def _write(writer: Writer, lines: Iterable[Told]) -> None:
    before: Told | None = None
    for line in lines:
        goes_on = before is not None and _goes_on_speaking(before, line)
        if before is not None:
            writer.add("\n" if goes_on or _follows_closely(before.kind, line.kind) else "\n\n")
        _write_line(writer, line, goes_on=goes_on)
        before = line


def _goes_on_speaking(before: Told, line: Told) -> bool:
    """Whether the same speaker says this as what stands before it: the name is not repeated then."""
    return before.kind == line.kind == "speech" and before.spans[0] == line.spans[0]


def _follows_closely(before: NarrationKind, kind: NarrationKind) -> bool:
    return (
        before == "place"
        or (before in _CLOSE and kind in _CLOSE and (before, kind) != ("source", "note"))
        or (before == "message" and kind == "hint")
        or (before in ("heading", "line") and kind in ("line", "margin"))
        or (before == "act" and kind == "act")
        or (before == "heading" and kind in ("note", "hint"))
    )


def _write_line(writer: Writer, line: Told, *, goes_on: bool = False) -> None:
    style = _KINDS.get(line.kind, "")
    if line.kind == "place":
        name = safe_words(line.words)
        writer.add(name, "bold $heading")
        writer.add(f" {'─' * max(RULE_WIDTH - columns_of(name) - 1, 3)}", "$line")
        return
    if line.kind == "ending":
        writer.add(ending_told(line.words), style)
        return
    writer.add(mark_of(line.kind), "$heading" if line.kind in ("note", "learned") else style)
    if line.kind == "strip":
        writer.add("── ", "$line")
    for number, span in enumerate(line.spans):
        own, words = _SPANS[span.style], span.words
        if line.kind == "strip" and span.style == "strong":
            writer.add(span.words, _CHANGES.get(span.words[:1], "bold"))
            continue
        if line.kind == "speech" and not number:
            own, words = "bold $speaker", _GOES_ON if goes_on else words
        if line.kind == "question" and not own:
            own = "bold"
        names_sources = line.kind == "source" or span.style == "source"
        names_commands = line.kind in ("message", "hint") and not own
        add = writer.add_sources if names_sources else writer.add_typed if names_commands else writer.add
        add(words, f"{style} {own}".strip())

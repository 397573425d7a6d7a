"""The whole play so far as text, to read again or to copy."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Log

from game.app.prose import safe_words
from game.app.screens.page import Page
from game.play.narration import Told, tell
from game.play.session import Session

_MARKS = {"note": "» ", "change": "· ", "part": "  ", "source": "Source: ", "ending": "The end: "}
_CLOSE = ("note", "change", "hint", "part", "source")


class TranscriptScreen(Page[None]):
    """Line by line, wrapped by hand: a long play must open fast."""

    HEADING = "Transcript"
    AUTO_FOCUS = ""
    KEYS = (("C", "Copy all", "screen.copy_all"), ("PgUp PgDn", "scroll", "screen.scroll_pages(-1)"))
    BINDINGS: ClassVar[list[BindingType]] = [("c", "copy_all", "Copy all")]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._width = 0

    def below(self) -> list[Widget]:
        """The text."""
        log = Log()
        log.can_focus = False
        return [log]

    @property
    def scroller(self) -> Widget:
        """What the keys scroll."""
        return self.query_one(Log)

    def on_mount(self) -> None:
        """The sheet gives its room to the text."""
        self.query_one("#sheet").display = False

    def on_resize(self, event: events.Resize) -> None:
        """Wrap anew."""
        width = min(event.size.width - 4, 92)
        if width != self._width:
            self._width = width
            # Textual's log leaves lines without any character out.
            lines = [line or " " for line in transcript(self.session, width)]
            self.query_one(Log).clear().write_lines(lines)

    def action_copy_all(self) -> None:
        """Everything goes to the clipboard, if the terminal lets it."""
        self.app.copy_to_clipboard("\n".join(transcript(self.session, 92)))


def transcript(session: Session, width: int) -> list[str]:
    """The play as lines of at most `width` characters."""
    lines: list[str] = []
    for played in session.played:
        if played.step is not None:
            lines += ["", *wrap(f"> {safe_words(played.step.answer or played.step.saw)}", width), ""]
        lines += _turn(tell(session.story, played.turn.state, played.turn.events), width)
    return lines


def _turn(told: list[Told], width: int) -> Iterator[str]:
    before = ""
    for line in told:
        if before and not (before in _CLOSE and line.kind in _CLOSE) and before != "place":
            yield ""
        before = line.kind
        mark = _MARKS.get(line.kind, "")
        for number, part in enumerate(safe_words(line.words).split("\n")):
            first = mark if not number else " " * len(mark)
            indent = " " * (2 if mark else 0)
            yield from wrap(part, width, initial_indent=first, subsequent_indent=indent) or [""]
        if line.kind == "place":
            yield "─" * len(line.words)

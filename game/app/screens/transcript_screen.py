"""The whole play so far as text, to read again, to search and to copy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input, Static

from game.app.prose import ProseBlock, blocks, ending_told, mark_of, safe_words
from game.app.screens.page import BarKeys, Page, prompt, scroll_keys
from game.app.widgets.command_line import CommandLine
from game.app.widgets.searched_text import SearchedText, TextMatch
from game.localisation.messages import gettext, pgettext
from game.play.narration import Told, tell
from game.play.notebook import costs_at_question
from game.play.session import Session
from game.support.columns import columns_of
from game.support.line_breaking import wrapped_lines

_CLOSE = ("note", "change", "hint", "part", "source")
_AT_ONCE = 40
"""So many turns are told before the page is shown, the last ones; the others then, so many at a time."""
_MEASURE = 72


class TranscriptScreen(Page[None]):
    """The turns as they were told. It opens at the end; what is before it is laid out while one reads."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        ("c", "copy_all"), ("slash", "find"), ("n", "next(-1)"), ("N", "next(1)"), ("f4", "dismiss(None)"),
    ]  # fmt: skip

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        #: The turns before this one are not shown yet.
        self._first = len(session.played)
        self._matches: list[TextMatch] = []
        self._match = 0

    @property
    def heading(self) -> str:
        """What the page is."""
        return gettext("Transcript")

    def bar_keys(self) -> BarKeys:
        """Finding, copying, scrolling."""
        return (
            ("/", pgettext("what a key does", "find"), "screen.find"),
            ("N", pgettext("where a key leads", "further up"), "screen.next(-1)"),
            ("C", pgettext("what a key does", "Copy all"), "screen.copy_all"),
            *scroll_keys(-1),
        )

    def below(self) -> list[Widget]:
        """The text, and the line for what is looked for."""
        line = CommandLine(self.carry_out)
        line.placeholder = gettext("any words; Enter leads further up, Esc ends it")
        return [
            SearchedText(_MEASURE),
            Horizontal(prompt(pgettext("in front of what is looked for", "Find:")), line, id="line"),
        ]

    @property
    def scroller(self) -> Widget:
        """What the keys scroll."""
        return self.text

    def on_mount(self) -> None:
        """The sheet gives its room to the text, and the line waits until it is asked for."""
        self.text, self.line = self.query_one(SearchedText), self.query_one(CommandLine)
        self.query_one("#sheet").display = False
        self.query_one("#line").display = False
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        self.text.show(self._earlier())
        self.text.scroll_end(animate=False, force=True)
        self._go_on()

    def _go_on(self) -> None:
        """Tell more of what was before, and then rest a little: keys are to be answered meanwhile."""
        if self.is_attached and self._first:
            self.text.show_before(self._earlier())
            self.set_timer(0.02, self._go_on)

    def _all(self) -> None:
        """Tell everything now."""
        while self._first:
            self.text.show_before(self._earlier())

    def _earlier(self) -> list[ProseBlock]:
        """The next turns that are not shown yet, from the last to the first, as blocks in their order."""
        begin, end = max(self._first - _AT_ONCE, 0), self._first
        self._first = begin
        told_blocks: list[ProseBlock] = []
        for played in self.session.played[begin:end]:
            step = played.step
            lines = tell(
                self.session.story, played.turn.state, played.turn.events, step.confidence if step is not None else ""
            )
            told_blocks += blocks(lines, (step.answer or step.saw) if step is not None else "")
        return told_blocks

    def action_scroll_edge(self, step: int) -> None:
        """To the beginning, for which everything has to be told, or to the end."""
        if step < 0:
            self._all()
        super().action_scroll_edge(step)

    def action_find(self) -> None:
        """Have the line in which one types what to look for."""
        if self.session.question is not None:
            self.notify(costs_at_question(), severity="warning", markup=False)
            return
        self.query_one("#line").display = True
        self.line.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look for what is typed, as it is typed, from the end of the play on."""
        if event.value:
            self._look_for(event.value)

    def _look_for(self, words: str) -> None:
        self._all()
        self._matches = self.text.look_for(words)
        self._match = len(self._matches) - 1
        self._show_match(words)

    def _show_match(self, words: str = "") -> None:
        count = len(self._matches)
        if count:
            self.text.show_match(self._matches[self._match])
        heading = self.heading
        if count:
            heading = gettext("Transcript: {match} of {count}", match=self._match + 1, count=count)
        elif words:
            heading = gettext("Transcript: nowhere “{words}”", words=words)
        self.query_one("#heading", Static).update(heading)

    def carry_out(self, typed: str) -> None:
        """Enter: keep what is found, and let the keys lead through it; once more leads further up."""
        self.set_focus(None)
        self.query_one("#line").display = False

    def action_next(self, step: int) -> None:
        """To the place before or after this one at which it stands; round the ends."""
        if self._matches:
            self._match = (self._match + step) % len(self._matches)
            self._show_match()

    def action_close(self) -> None:
        """First an end to the search, then back to the game."""
        if self._matches or self.line.has_focus:
            self.line.value = ""
            self.carry_out("")
            self._matches = self.text.look_for("")
            self._show_match()
        else:
            self.dismiss(None)

    def action_copy_all(self) -> None:
        """Everything goes to the clipboard, if the terminal lets it."""
        self.app.copy_to_clipboard("\n".join(transcript(self.session, 92)))


def transcript(session: Session, width: int) -> list[str]:
    """The play as lines of at most `width` characters."""
    lines: list[str] = []
    for played in session.played:
        if played.step is not None:
            lines += [
                "",
                *wrapped_lines(f"> {safe_words(played.step.answer or played.step.saw)}", width, hyphens=True),
                "",
            ]
        lines += _turn(tell(session.story, played.turn.state, played.turn.events), width)
    return lines


def _turn(told: list[Told], width: int) -> Iterator[str]:
    before = ""
    for line in told:
        if before and not (before in _CLOSE and line.kind in _CLOSE) and before != "place":
            yield ""
        before = line.kind
        mark = mark_of(line.kind)
        words = ending_told(line.words) if line.kind == "ending" else line.words
        for number, part in enumerate(safe_words(words).split("\n")):
            first = mark if not number else " " * len(mark)
            indent = " " * (2 if mark else 0)
            yield from wrapped_lines(part, width, first, indent, hyphens=True) or [""]
        if line.kind == "place":
            yield "─" * columns_of(line.words)

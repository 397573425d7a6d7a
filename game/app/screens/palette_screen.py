"""The command palette: everything that can be done now, found by a few letters.

Textual's own palette gathers its finds in the background and shows them by the quarter of a second; it has no column
for keys and none of the pages' key bar, which can be clicked. This is a page as all others are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input

from game.app.actions import PLAY_ACTIONS
from game.app.choice_layout import ChoiceEntry
from game.app.keymap import key_label
from game.app.screens.page import BarKeys, Page, prompt
from game.app.widgets.choices import Choices
from game.app.widgets.command_line import CommandLine
from game.localisation.messages import gettext, pgettext
from game.play.completions import possible_lines
from game.play.letter_search import found
from game.play.saved_games import saved_names

if TYPE_CHECKING:
    from game.app.screens.play_screen import PlayScreen

_SHOWN = 100
_AGAIN = 5


class PaletteEntry(NamedTuple):
    """One thing to do: what stands in the list, its number among the choices, the key or word that does it as well,
    and other words by which it is found.
    """

    name: str
    do: Callable[[], object]
    number: str = ""
    key: str = ""
    words: str = ""

    @property
    def row(self) -> ChoiceEntry:
        """How it stands in the list."""
        return ChoiceEntry(self.number, self.name, note=self.key)


class PaletteScreen(Page[PaletteEntry]):
    """The list, and a line for the letters. The result is what was chosen, or None."""

    def __init__(self, entries: list[PaletteEntry]) -> None:
        super().__init__(classes="tall")
        self._entries = self._listed = entries
        #: What each is found by: its name, then all that it may be called besides.
        self._names = [f"{entry.name} {entry.words} {entry.key}" for entry in entries]

    @property
    def heading(self) -> str:
        """What the list is."""
        return gettext("Find anything that can be done")

    def bar_keys(self) -> BarKeys:
        """Choosing."""
        return ((f"↑↓ {key_label('enter')}", pgettext("what a key does", "do it"), "screen.take"),)

    def below(self) -> list[Widget]:
        """What was found, and the line."""
        line = CommandLine(self.take)
        line.placeholder = gettext("a few letters: a place, a person, a page …")
        return [Choices(self._rows()), Horizontal(prompt(">"), line, id="line")]

    def _rows(self) -> list[ChoiceEntry]:
        return [entry.row for entry in self._listed[:_SHOWN]]

    def on_mount(self) -> None:
        """There is nothing to read above the list."""
        self.query_one("#sheet").display = False

    def on_input_changed(self, event: Input.Changed) -> None:
        """Find what is meant."""
        self._find(event.value)

    def _find(self, typed: str) -> None:
        self._listed = [self._entries[at] for at in found(typed, self._names)]
        self.query_one(Choices).offer(self._rows())

    def on_choices_taken(self, event: Choices.Taken) -> None:
        """Choose by the mouse."""
        self.dismiss(self._listed[event.index])

    def action_take(self) -> None:
        """Do what is highlighted."""
        self.take(self.query_one(CommandLine).value)

    def take(self, typed: str) -> None:
        """Do what is highlighted of what these letters mean."""
        choices = self.query_one(Choices)
        at = choices.highlighted or 0
        listed = [self._entries[place] for place in found(typed, self._names)]
        if listed:
            self.dismiss(listed[at] if listed == self._listed else listed[0])

    def action_scroll_lines(self, step: int) -> None:
        """The arrows move the highlight here."""
        self.query_one(Choices).move(step)

    def action_scroll_pages(self, step: int) -> None:
        """By a page."""
        choices = self.query_one(Choices)
        last = min(len(self._listed), _SHOWN) - 1
        by = step * max(choices.size.height - 1, 1)
        choices.highlighted = min(max((choices.highlighted or 0) + by, 0), last) if last >= 0 else None


def palette_entries(screen: PlayScreen) -> list[PaletteEntry]:
    """Everything that can be done on this screen now, the likeliest first. No question waits."""
    return [*_offered(screen), *_actions(screen), *_lines(screen), *_again(screen)]


def _offered(screen: PlayScreen) -> Iterator[PaletteEntry]:
    """What the story offers."""
    session = screen.session
    for number, (option, label) in enumerate(zip(session.options, session.labels, strict=True), 1):
        yield PaletteEntry(label, partial(screen.do, option.id), str(number))


def _lines(screen: PlayScreen) -> Iterator[PaletteEntry]:
    """What can be typed of places, people and things."""
    plays = screen.plays
    for line in possible_lines(screen.session, lambda: saved_names(plays) if plays is not None else []):
        yield PaletteEntry(line[:1].upper() + line[1:], partial(screen.carry_out, line))


def _actions(screen: PlayScreen) -> Iterator[PaletteEntry]:
    """What can be done to the play, and its pages."""
    for action in PLAY_ACTIONS:
        if action.is_offered(screen.session):
            yield PaletteEntry(action.label, partial(action.do, screen), "", action.key_on(screen), action.found_by)


def _again(screen: PlayScreen) -> Iterator[PaletteEntry]:
    """The last lines that were typed."""
    own = pgettext("finds a line that was typed before", "history, typed")
    words = f"{own} history typed"
    for line in reversed(screen.line_help.history.lines[-_AGAIN:]):
        yield PaletteEntry(gettext("Again: {line}", line=line), partial(screen.carry_out, line), words=words)

"""The title: what the story is, and how to begin."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Center, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.style import Style
from textual.widgets import Static

from game.app.background import find_in_background
from game.app.choice_layout import numbered_choices
from game.app.keymap import bound, key_label
from game.app.lettering import spaced
from game.app.motif import drawn_so_far, motif
from game.app.motion import motion_wanted
from game.app.prose import Writer, safe_words
from game.app.widgets.choices import Choices
from game.app.widgets.key_bar import KeyBar
from game.app.window_sizes import WIDEST_PAGE
from game.localisation.messages import gettext, ngettext, pgettext
from game.support.columns import columns_of
from game.support.line_breaking import shortened

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.timer import Timer

    from game.app.playing import PlayingApp
    from game.story.model.story import Story

#: The motif draws itself in so many pictures, each so many seconds after the one before.
_STROKES, _BETWEEN = 14, 0.04
#: So many columns are used at most; so many a sentence has at least.
_SHORTEST = 16
_MENU = ("continue", "new", "load", "practise", "settings", "help", "quit")
"""What can be done, in the order in which it is listed."""


class TitleScreen(Screen[object]):
    """The menu: arrows and Enter, digits, or the mouse."""

    CSS_PATH = "title.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        bound("up", "highlight(-1)"),
        bound("down", "highlight(1)"),
        bound("take", "take"),
        bound("help", "help"),
        bound("about", "about"),
    ]

    app: PlayingApp
    _problem = ""
    _strokes = 0
    _pen: Timer | None = None

    def compose(self) -> ComposeResult:
        """The motif, the title, a line that makes one want to begin, the menu, what is invented."""
        self.app.take_size_classes(self)
        card = self.app.card
        kept = os.path.exists(self.app.current_play)  # noqa: PTH110 - see opening.py
        there = {"continue": kept, "practise": self.app.practise is not None}
        self._menu = [entry for entry in _MENU if there.get(entry, True)]
        with Vertical(id="title"):
            self._moves = motion_wanted(self.app)
            yield Static("" if self._moves else drawn_so_far(motif(card)), id="motif", markup=False)
            yield Static(spaced(safe_words(card.title)), id="name", markup=False)
            with Center():
                yield Static(safe_words(card.about), id="about", markup=False)
            yield Static(id="seen", markup=False)
            with Center():
                yield Choices(numbered_choices([_label(entry) for entry in self._menu]))
            yield Static(id="disclaimer", markup=False)
        yield KeyBar(
            (f"↑↓ {key_label('enter')}", pgettext("what a key does", "choose"), "screen.take"),
            ("F1", pgettext("what a key does", "Help"), "screen.help"),
            ("F9", pgettext("what a key does", "Settings"), "app.settings"),
            (key_label("ctrl+q", short=True), pgettext("what a key does", "Quit"), "app.quit"),
        )

    def on_mount(self) -> None:
        """What needs the rules of the game to be told follows when the title stands: that starts a tenth faster."""
        self.call_after_refresh(self._complete)

    def _complete(self) -> None:
        if not self.is_attached:
            return
        if self._moves:
            self._pen = self.set_interval(_BETWEEN, self._draw, repeat=_STROKES)
        if not self._problem:
            self.query_one("#disclaimer", Static).update(self._disclaimer())
        if self._menu[0] == "continue":
            label, is_over = kept_play(self.app.story, self.app.current_play)
            choices = self.query_one(Choices)
            at = choices.highlighted
            choices.offer(numbered_choices([label, *(_label(entry) for entry in self._menu[1:])]))
            choices.highlighted = at or (1 if is_over else 0)
            # Doing many plays again takes a while, when the story has changed since.
            find_in_background(self, self._count_endings, self._tell_endings)

    def _count_endings(self, goes_on: Callable[[], bool]) -> str:
        from game.play.telling_seen import endings_count

        return endings_count(self.app.story, self.app.plays, goes_on)

    def _tell_endings(self, words: str) -> None:
        for line in self.query("#seen").results(Static):
            line.update(words)
            line.display = bool(words)

    def _draw(self) -> None:
        """Draw a little more of the motif."""
        self._strokes += 1
        self.query_one("#motif", Static).update(drawn_so_far(motif(self.app.card), self._strokes / _STROKES))

    def _finish_drawing(self) -> None:
        if self._pen is not None and self._strokes < _STROKES:
            self._pen.stop()
            self._strokes = _STROKES - 1
            self._draw()

    def _disclaimer(self) -> Content:
        """What is invented, in one line; what it does not say stands on a page behind it."""
        from game.play.reports import disclaimer_in_short, languages

        story = self.app.story
        if story.disclaimer is None and not languages(story):
            return Content("")
        width = min(self.app.size.width, WIDEST_PAGE) - 6
        behind = gettext("A: what is true, and what is invented")
        if width < 2 * _SHORTEST + cell_len(behind):
            # Translators: short for “A: what is true, and what is invented”.
            behind = gettext("A: what is true")
        short, room = safe_words(disclaimer_in_short(story)), max(width - cell_len(behind), _SHORTEST)
        if columns_of(short) > room:
            clauses = [short[: end.start()] for end in re.finditer("[:;,：；，]", short)] or [short]
            longest = max((clause for clause in clauses if columns_of(clause) < room), key=len, default=clauses[0])
            cut = shortened(longest, room - 1).rstrip(".")
            short = cut if cut.endswith("…") else f"{cut}."
        link = Content(behind).stylize(Style.from_meta({"@click": "screen.about"}))
        return Content(f"{short} " if short else "") + link

    def on_key(self, event: events.Key) -> None:
        """Digits choose at once; any key ends the drawing."""
        self._finish_drawing()
        if event.character and event.character in "123456789" and int(event.character) <= len(self._menu):
            event.stop()
            self.choose(int(event.character) - 1)

    def on_choices_taken(self, event: Choices.Taken) -> None:
        """Choose by the mouse."""
        self.choose(event.index)

    def action_take(self) -> None:
        """Take what is highlighted."""
        highlighted = self.query_one(Choices).highlighted
        if highlighted is not None:
            self.choose(highlighted)

    def action_highlight(self, step: int) -> None:
        """Move the highlight."""
        self.query_one(Choices).move(step)

    def action_about(self) -> None:
        """Open the page of what is true and what is invented."""
        from game.app.screens.about_screen import AboutScreen

        self.app.push_screen(AboutScreen(self.app.story))

    def action_help(self) -> None:
        """Open the help."""
        from game.app.screens.help_screen import HelpScreen

        self.app.push_screen(HelpScreen(self.app.story))

    def choose(self, index: int) -> None:
        """Do what the menu says at this position."""
        match self._menu[index]:
            case "continue":
                self.tell_problem(self.app.try_to("continue_play"))
            case "new" if "continue" in self._menu:
                kept = gettext("Begin a new game? The play that you are in stays under another name.")
                self.app.confirm(kept, lambda: self.tell_problem(self.app.try_to("begin_play")))
            case "new":
                self.tell_problem(self.app.try_to("begin_play"))
            case "load":
                from game.app.screens.saved_plays_screen import SavedScreen

                self.app.push_screen(SavedScreen(), self._load)
            case "practise":
                self.tell_problem(self.app.begin_practice())
            case "settings":
                self.app.action_settings()
            case "help":
                self.action_help()
            case "quit":
                self.app.leave()

    def _load(self, path: Path | None) -> None:
        from game.record.journal import JournalError

        if path is None:
            return
        try:
            self.app.load_play(path)
        except JournalError as error:
            self.tell_problem(str(error))

    def tell_problem(self, words: str) -> None:
        """Show why something was not possible, in place of the disclaimer; empty words change nothing."""
        self._problem = words
        if words:
            self.query_one("#disclaimer", Static).update(Writer().add(words, "$wrong").content())


def kept_play(story: Story, path: Path) -> tuple[str, bool]:
    """How to offer the play that is kept by itself: where and when it stands; and whether it is over."""
    from game.engine import EndlessLoop
    from game.engine.rendering import clock_time
    from game.play.replaying import is_of, replay
    from game.record.journal import JournalError, read_contents

    try:
        contents, _ = read_contents(path)
        replayed = replay(story, contents.recorded, is_marked=contents.sums is not None)
    except (JournalError, EndlessLoop):
        return _label("continue"), False  # choosing it says what is wrong
    session = replayed.session
    if not is_of(story, contents.recorded.header, replayed):
        return _label("continue"), False
    place, clock = session.place, story.clock
    steps = ngettext("{number} step", "{number} steps", len(session.played) - 1)
    if session.is_over and not session.is_stuck:
        return gettext("Look back at the finished play, {steps}", steps=steps), True
    name = safe_words(place.name) if place is not None else ""
    time = clock_time(clock.get(session.state.memory)) if clock is not None else ""
    if name and time:
        return gettext("Continue: {place}, {time}, {steps}", place=name, time=time, steps=steps), False
    if name or time:
        return gettext("Continue: {place}, {steps}", place=name or time, steps=steps), False
    return gettext("Continue: {steps}", steps=steps), False


def _label(entry: str) -> str:
    """What stands in the menu for an entry of `_MENU`."""
    match entry:
        case "continue":
            return pgettext("menu", "Continue")
        case "new":
            return pgettext("menu", "New game")
        case "load":
            return gettext("Load a saved play")
        case "practise":
            return pgettext("menu", "Practise what you were asked")
        case "settings":
            return pgettext("menu", "Settings")
        case "help":
            return pgettext("menu", "Help")
        case _:
            return pgettext("menu", "Quit")

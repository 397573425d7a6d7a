"""The plays that can be loaded: those saved under a name, and earlier ones that were kept."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from game.app.choice_layout import numbered_choices
from game.app.keymap import bound, key_label, keys_now
from game.app.screens.page import BarKeys, Page
from game.app.widgets.choices import Choices
from game.localisation.messages import gettext, pgettext
from game.play.saved_games import put_away, saved_plays
from game.record.journal import JournalError


class SavedScreen(Page[Path]):
    """The list. The result is the file of the play that was chosen, or None."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [bound("take", "take"), bound("put-away", "put_away")]

    def __init__(self) -> None:
        super().__init__(classes="tall")

    @property
    def heading(self) -> str:
        """What the list is for."""
        return gettext("Load a saved play")

    def bar_keys(self) -> BarKeys:
        """Loading, and taking out of the list."""
        return (
            (f"↑↓ {key_label('enter')}", pgettext("what a key does", "load"), "screen.take"),
            (key_label("delete"), pgettext("what a key does", "out of the list"), "screen.put_away"),
        )

    def sheet(self) -> Content:
        """What loading does."""
        self.plays = saved_plays(self.app.story, self.app.plays)
        if not self.plays:
            key = key_label(keys_now(self.app.settings.keys, "save"))
            return Content(gettext("Nothing is saved yet. In the game, {key} saves a copy under a name.", key=key))
        return Content(
            gettext("You go on with a copy; the saved play stays as it is. The play you are in is kept, too.")
        )

    def below(self) -> list[Widget]:
        """The list."""
        return [Static("", id="message", markup=False), Choices(numbered_choices([play.words for play in self.plays]))]

    def on_key(self, event: events.Key) -> None:
        """Digits choose at once."""
        if event.character and event.character in "123456789" and int(event.character) <= len(self.plays):
            event.stop()
            self.choose(int(event.character) - 1)

    def on_choices_taken(self, event: Choices.Taken) -> None:
        """Choose by the mouse."""
        self.choose(event.index)

    def choose(self, index: int) -> None:
        """Load the play at this position, if it can be read."""
        play = self.plays[index]
        if play.problem:
            self.tell(gettext("{play} cannot be loaded: {problem}", play=play.name, problem=play.problem))
        else:
            self.dismiss(play.path)

    def tell(self, words: str) -> None:
        """Say what happened."""
        self.query_one("#message", Static).update(words)

    def action_take(self) -> None:
        """Take what is highlighted."""
        highlighted = self.query_one(Choices).highlighted
        if highlighted is None or not self.plays:
            self.dismiss(None)
        else:
            self.choose(highlighted)

    def action_put_away(self) -> None:
        """Take the highlighted play out of the list."""
        highlighted = self.query_one(Choices).highlighted
        if highlighted is None or not self.plays:
            return
        play = self.plays[highlighted]
        try:
            where = put_away(play)
        except JournalError as problem:
            self.tell(str(problem))
            return
        self.show_sheet()
        self.query_one(Choices).offer(numbered_choices([kept.words for kept in self.plays]))
        words = gettext(
            "{play} is out of the list. The file is not lost: it is in the folder {folder}.",
            play=play.name,
            folder=where.parent.name,
        )
        self.tell(words)

    def action_scroll_lines(self, step: int) -> None:
        """The arrows move the highlight here."""
        self.query_one(Choices).move(step)

"""Saving and loading: a copy of the play under a name, a saved play, the play as a test."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from game.app.choice_layout import numbered_choices
from game.app.keymap import key_label
from game.app.prose import safe_words
from game.app.screens.page import BarKeys, Page, prompt
from game.app.widgets.choices import Choices
from game.app.widgets.command_line import CommandLine
from game.localisation.messages import gettext, pgettext
from game.play.saved_games import suggested_name

Deed: TypeAlias = Literal["copy", "load", "test"]

_DEEDS: tuple[Deed, ...] = ("copy", "load", "test")


class Wish(NamedTuple):
    """What the player wants, and under which name."""

    deed: Deed
    name: str = ""


def _deed_name(deed: Deed) -> str:
    """What it is called in the list."""
    match deed:
        case "copy":
            return gettext("Save a copy under a name")
        case "load":
            return gettext("Load a saved play")
        case "test":
            return gettext("Save this play as a test of the story")


def _asks(deed: Deed) -> str:
    """What stands in front of the line in which one types for it."""
    match deed:
        case "copy":
            return pgettext("in front of what is typed", "Name:")
        case "load":
            return f"{key_label('enter')}:"
        case "test":
            return pgettext("in front of what is typed", "Title of the test:")


class SaveScreen(Page[Wish]):
    """Asks what to do and for a name. The result is a wish, or None."""

    def __init__(self) -> None:
        super().__init__(classes="short")

    @property
    def heading(self) -> str:
        """What the page is."""
        return gettext("Save and load")

    def bar_keys(self) -> BarKeys:
        """Choosing."""
        return (
            ("1–3 ↑↓", pgettext("what a key does", "choose"), "screen.scroll_lines(1)"),
            (key_label("enter"), pgettext("what a key does", "do it"), "screen.take"),
        )

    @property
    def _suggested(self) -> str:
        """The name that whoever types none gets: with a mouse alone nobody can type."""
        session = self.app.session
        return suggested_name(session) if session is not None else pgettext("name of a saved play", "saved")

    def sheet(self) -> Content:
        """What each of them is good for."""
        paragraphs = (
            gettext("The play itself is kept at every step; you can quit at any time."),
            gettext(
                "A copy under a name lets you come back to this point later. A name that is taken can be used again: "
                "the older copy stays, with a number."
            ),
            # Translators: {command} is typed in a shell and stays as it is.
            gettext(
                "A test is a file with the steps of this play and what holds at its end. {command} plays it again and "
                "says whether the story still goes that way.",
                command="`eightwings test`",
            ),
        )
        return Content("\n\n".join(paragraphs))

    def below(self) -> list[Widget]:
        """What can be done, and a line for the name."""
        self.chosen = 0
        line = CommandLine(self.take_name, self.take_digit)
        line.placeholder = gettext("a name, or Enter alone: {name}", name=safe_words(self._suggested))
        asks = prompt(_asks(_DEEDS[0]), id_="asks")
        return [Choices(numbered_choices([_deed_name(deed) for deed in _DEEDS])), Horizontal(asks, line, id="line")]

    def take_digit(self, digit: str) -> bool:
        """Choose what to do; a digit that is none of the numbers begins a name."""
        if int(digit) > len(_DEEDS):
            return False
        self.choose(int(digit) - 1)
        return True

    def choose(self, index: int) -> None:
        """Do what is at this position, or ask for the name it needs."""
        self.chosen = index
        self.query_one(Choices).highlighted = index
        if _DEEDS[index] == "load":
            self.dismiss(Wish("load"))
        else:
            self.query_one("#asks", Static).update(f"{_asks(_DEEDS[index])} ")

    def on_choices_taken(self, event: Choices.Taken) -> None:
        """Choose by the mouse."""
        self.choose(event.index)

    def action_scroll_lines(self, step: int) -> None:
        """The arrows move the highlight here."""
        choices = self.query_one(Choices)
        choices.move(step)
        self.chosen = choices.highlighted or 0
        self.query_one("#asks", Static).update(f"{_asks(_DEEDS[self.chosen])} ")

    def action_take(self) -> None:
        """As Enter does."""
        self.take_name(self.query_one(CommandLine).value)

    def take_name(self, typed: str) -> None:
        """Save under this name, or under the one that is suggested."""
        deed = _DEEDS[self.chosen]
        if deed == "load":
            self.dismiss(Wish("load"))
        else:
            self.dismiss(Wish(deed, typed.strip() or self._suggested))

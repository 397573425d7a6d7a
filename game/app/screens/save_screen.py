"""Saving and loading: a copy of the play under a name, a saved play, the play as a test."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from game.app.choice_layout import numbered_choices
from game.app.prose import safe_words
from game.app.screens.page import Page
from game.app.widgets.choices import Choices
from game.app.widgets.command_line import CommandLine
from game.play.saved_games import suggested_name

Deed: TypeAlias = Literal["copy", "load", "test"]

_DEEDS: tuple[tuple[Deed, str, str], ...] = (
    ("copy", "Save a copy under a name", "Name: "),
    ("load", "Load a saved play", ""),
    ("test", "Save this play as a test of the story", "Title of the test: "),
)


class Wish(NamedTuple):
    """What the player wants, and under which name."""

    deed: Deed
    name: str = ""


class SaveScreen(Page[Wish]):
    """Asks what to do and for a name. The result is a wish, or None."""

    HEADING = "Save and load"
    KEYS = (("1–3 ↑↓", "choose", "screen.scroll_lines(1)"), ("Enter", "do it", "screen.take"))

    def __init__(self) -> None:
        super().__init__(classes="short")

    @property
    def _suggested(self) -> str:
        """The name that whoever types none gets: with a mouse alone nobody can type."""
        session = self.app.session
        return suggested_name(session) if session is not None else "saved"

    def sheet(self) -> Content:
        """What each of them is good for."""
        return Content(
            "The play itself is kept at every step; you can quit at any time.\n\n"
            "A copy under a name lets you come back to this point later. A name that is taken can be used again: the "
            "older copy stays, with a number.\n\n"
            "A test is a file with the steps of this play and what holds at its end. `eightwings test` plays it "
            "again and says whether the story still goes that way."
        )

    def below(self) -> list[Widget]:
        """What can be done, and a line for the name."""
        self.chosen = 0
        line = CommandLine(self.take_name, self.take_digit)
        line.placeholder = f"a name, or Enter alone: {safe_words(self._suggested)}"
        prompt = Static(_DEEDS[0][2], classes="prompt", id="asks")
        return [Choices(numbered_choices([words for _, words, _ in _DEEDS])), Horizontal(prompt, line, id="line")]

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
        if _DEEDS[index][0] == "load":
            self.dismiss(Wish("load"))
        else:
            self.query_one("#asks", Static).update(_DEEDS[index][2])

    def on_choices_taken(self, event: Choices.Taken) -> None:
        """Choose by the mouse."""
        self.choose(event.index)

    def action_scroll_lines(self, step: int) -> None:
        """The arrows move the highlight here."""
        choices = self.query_one(Choices)
        choices.move(step)
        self.chosen = choices.highlighted or 0
        self.query_one("#asks", Static).update(_DEEDS[self.chosen][2] or "Enter: ")

    def action_take(self) -> None:
        """As Enter does."""
        self.take_name(self.query_one(CommandLine).value)

    def take_name(self, typed: str) -> None:
        """Save under this name, or under the one that is suggested."""
        deed = _DEEDS[self.chosen][0]
        if deed == "load":
            self.dismiss(Wish("load"))
        else:
            self.dismiss(Wish(deed, typed.strip() or self._suggested))

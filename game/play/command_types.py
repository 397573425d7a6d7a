"""What typed words can come to: one of a few things, which the client carries out."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from game.engine.state import Action
from game.play.narration import Told

PageName: TypeAlias = Literal[
    "help", "map", "notes", "document", "undo", "redo", "back", "story", "save", "load", "delete", "quit",
    "transcript", "unsaved", "endings", "ending", "picture", "restart", "people", "deadlines", "source", "settings",
    "theme",
]  # fmt: skip
"""The client's own pages, and what is done to the play itself."""


class DoCommand(NamedTuple):
    """Do this."""

    action: Action


class WalkCommand(NamedTuple):
    """Walk to this place."""

    place: str


class WaitCommand(NamedTuple):
    """Do what only lets time pass (the id of an option) again and again, until this time, in minutes of the day."""

    option: str
    until: int


class AskBack(NamedTuple):
    """Show these lines and do nothing: it is not clear whether `action` is meant. `yes` in the next line takes it."""

    lines: list[Told]
    action: Action


class Say(NamedTuple):
    """Show these lines; nothing happens in the story."""

    lines: list[Told]


class Show(NamedTuple):
    """Show one of the client's own pages; `about` narrows it (words, a name, an id, a number, a mark)."""

    page: PageName
    about: str = ""


Command: TypeAlias = DoCommand | WalkCommand | WaitCommand | AskBack | Say | Show

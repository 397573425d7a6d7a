"""The words of typed commands: what each stands for."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal, TypeAlias

from game.play import reports
from game.play.debriefing import debrief
from game.play.narration import Told
from game.play.session import Session
from game.story.model.directions import DIRECTIONS

PageName: TypeAlias = Literal[
    "help", "map", "notes", "undo", "redo", "back", "story", "save", "load", "delete", "quit", "transcript", "unsaved",
]  # fmt: skip
"""The client's own pages, and what is done to the play itself."""

SHORT = {
    "n": "north", "s": "south", "e": "east", "w": "west", "ne": "northeast", "nw": "northwest", "se": "southeast",
    "sw": "southwest", "u": "up", "d": "down", "upstairs": "up", "downstairs": "down", "inside": "in", "outside": "out",
}  # fmt: skip
PAGES: dict[str, PageName] = {
    "help": "help", "h": "help", "?": "help", "commands": "help", "hint": "help",
    "map": "map", "m": "map", "plan": "map",
    "notes": "notes", "note": "notes", "notebook": "notes", "facts": "notes",
    "undo": "undo", "back": "undo", "oops": "undo", "redo": "redo", "story": "story", "steps": "story",
    "save": "save", "load": "load", "saves": "load", "restore": "load", "delete": "delete", "unsaved": "unsaved",
    "quit": "quit", "q": "quit", "exit": "quit", "bye": "quit",
    "transcript": "transcript", "history": "transcript",
}  # fmt: skip
NAMED_PAGES = {"save", "load", "delete"}
SOFT_PAGES = {"story", "steps", "load", "restore", "delete"}
"""Words that may as well belong to something that is offered, when more words follow."""
TRAVEL = re.compile(
    r"(?:go )?back to (?:step )?(?P<back>\d{1,6})|(?:undo (?P<undo>\d{1,6})|redo (?P<redo>\d{1,6}))(?: steps?)?",
    re.IGNORECASE,
)
TRAVELS: dict[str, PageName] = {"back": "back", "undo": "undo", "redo": "redo"}
LOOK = {"look", "l", "examine", "x", "inspect", "describe"}
GO = {"go", "walk", "run", "enter", "visit", "move", "climb", "return"}
TALK = {"talk", "speak", "ask", "greet", "meet", "chat", "tell"}
TAKE = {"take", "get", "grab", "pick", "collect"}
REPORT_COMMANDS: dict[str, Callable[[Session], list[Told]]] = {
    **dict.fromkeys(("inventory", "i", "inv", "bag", "items"), reports.bag),
    **dict.fromkeys(("status", "score", "measures", "time", "standing"), reports.standing),
    **dict.fromkeys(("debrief", "mistakes", "missed"), debrief),
    **dict.fromkeys(("achievements", "achievement", "trophies"), reports.achievements),
}
SMALL = {
    "to", "the", "a", "an", "at", "with", "into", "in", "on", "of", "for", "up", "your", "my", "and", "about",
    "some",
}  # fmt: skip
LOOKUP = {
    "notebook", "lookup", "look up", "look it up", "look into the notebook", "notes", "open notebook", "check notebook",
}  # fmt: skip
HINT = {
    "hint",
    "hints",
    "a hint",
    "hint please",
    "give me a hint",
    "another hint",
    "next hint",
    "ask for a hint",
    "clue",
}
TYPED_FOR = {"lookup": "notebook", "hint": "hint", "pass": "pass"}
"""What is typed for each thing that can be done during a question whose answer is typed, by the id of its option."""
FIRST_THE_QUESTION = "First the question: type your answer, or `pass` if you do not know it."
PASS = {"pass", "skip", "i dont know", "dont know", "i do not know", "no idea", "dunno", "idk"}

COMMAND_VERBS = sorted(
    {*LOOK, *GO, *TALK, *TAKE, *REPORT_COMMANDS, *PAGES, *DIRECTIONS, "read"} - {"h", "l", "x", "i", "m", "q", "?"}
)

"""The words of typed commands in English: what each stands for. `own_vocabulary` has those of other languages."""

from __future__ import annotations

import re
from collections.abc import Callable

from game.play import reports, surroundings
from game.play.command_types import PageName
from game.play.debriefing import debrief
from game.play.narration import Told
from game.play.session import Session
from game.play.time_left import deadlines_told
from game.story.model.directions import DIRECTIONS

SHORT = {
    "n": "north", "s": "south", "e": "east", "w": "west", "ne": "northeast", "nw": "northwest", "se": "southeast",
    "sw": "southwest", "u": "up", "d": "down", "upstairs": "up", "downstairs": "down", "inside": "in", "outside": "out",
}  # fmt: skip
PAGES: dict[str, PageName] = {
    "help": "help", "h": "help", "?": "help", "commands": "help", "hint": "help",
    "map": "map", "m": "map", "plan": "map", "document": "document", "documents": "document",
    "notes": "notes", "note": "notes", "notebook": "notes", "facts": "notes",
    "undo": "undo", "back": "undo", "oops": "undo", "redo": "redo", "story": "story", "steps": "story",
    "save": "save", "load": "load", "saves": "load", "restore": "load", "delete": "delete", "unsaved": "unsaved",
    "quit": "quit", "q": "quit", "exit": "quit", "bye": "quit",
    "transcript": "transcript", "history": "transcript", "endings": "endings",
    "settings": "settings", "setting": "settings", "preferences": "settings", "theme": "theme", "themes": "theme",
}  # fmt: skip
NAMED_PAGES = {"save", "load", "delete"}
SOFT_PAGES = {"story", "steps", "load", "restore", "delete", "settings", "setting", "theme", "themes"}
"""Words that may as well belong to something that is offered, when more words follow."""
TRAVEL = re.compile(
    r"(?:go )?back to (?:step )?(?P<back>\d{1,6})|(?:undo (?P<undo>\d{1,6})|redo (?P<redo>\d{1,6}))(?: steps?)?",
    re.IGNORECASE,
)
TRAVELS: dict[str, PageName] = {"back": "back", "undo": "undo", "redo": "redo"}
LOOK = {"look", "l", "examine", "x", "inspect", "describe", "read", "search", "study"}
GO = {"go", "walk", "run", "enter", "visit", "move", "climb", "return", "floor"}
TALK = {"talk", "speak", "ask", "greet", "meet", "chat", "tell", "hello", "hi", "interview", "question"}
TAKE = {"take", "get", "grab", "pick", "collect"}
WAIT = {"wait", "z", "until"}
SOCIAL = {"thank", "thanks", "help", "apologise", "apologize", "congratulate", "nod", "wave", "smile"}
"""What one can do to somebody only where the story offers it."""
REPORT_COMMANDS: dict[str, Callable[[Session], list[Told]]] = {
    **dict.fromkeys(("inventory", "i", "inv", "bag", "items"), reports.bag),
    **dict.fromkeys(("status", "score", "measures", "time", "standing"), surroundings.standing),
    **dict.fromkeys(("debrief", "mistakes", "missed"), debrief),
    **dict.fromkeys(("sources", "source", "passage", "passages"), reports.last_sources),
    **dict.fromkeys(("achievements", "achievement", "trophies"), reports.achievements),
    "where": surroundings.where,
    "who": surroundings.who,
    "exits": surroundings.exits,
    "people": surroundings.people,
    **dict.fromkeys(("goals", "goal"), surroundings.goals),
    **dict.fromkeys(("deadlines", "deadline"), deadlines_told),
}
NOTEBOOK_PAGES: dict[str, PageName] = {"people": "people", "deadlines": "deadlines", "deadline": "deadlines"}
"""Reports that are pages of the notebook, which a client may show there; never while a question waits."""
AMBIGUOUS = {
    "source", "sources", "passage", "passages", "time", "i", "items", "bag", "where", "who", "exits", "people",
    "goals", "goal", "wait", "missed", "note", "deadline", "deadlines",
}  # fmt: skip
"""Commands that may as well be meant for an answer, where one is to be typed."""
PHRASES = {
    "where i": "where", "where am i": "where", "where is this": "where", "where is here": "where",
    "who here": "who", "who is here": "who", "who's here": "who", "whos here": "who", "who else is here": "who",
    "who is around": "who", "anyone here": "who", "anybody here": "who", "is anyone here": "who",
    "is anybody here": "who", "look for people": "who", "people here": "who",
    "ways": "exits", "ways out": "exits", "directions": "exits", "where can i go": "exits", "where to": "exits",
    "list exits": "exits", "show exits": "exits",
    "what now": "goals", "what next": "goals", "what can i do": "goals", "what should i do": "goals",
    "what do i do": "goals", "what do i do now": "goals", "what to do": "goals", "what can i do here": "goals",
    "what is my goal": "goals", "objectives": "goals", "tasks": "goals", "task": "goals", "todo": "goals",
    "options": "goals", "choices": "goals", "what else": "goals", "what": "goals", "now what": "goals",
    "what time is it": "time", "what is time": "time", "what's time": "time", "clock": "time", "check time": "time",
    "look at watch": "time", "look at clock": "time",
    "what do i have": "inventory", "what have i got": "inventory", "what am i carrying": "inventory",
    "check bag": "inventory", "look in bag": "inventory", "open bag": "inventory", "show inventory": "inventory",
    "show status": "status", "how am i doing": "status",
    "whom do i know": "people", "who do i know": "people", "list people": "people", "characters": "people",
    "show people": "people",
    "read notebook": "notes", "open notebook": "notes", "look at notebook": "notes", "check notebook": "notes",
    "look in notebook": "notes", "show notebook": "notes", "read notes": "notes", "check notes": "notes",
    "look at notes": "notes", "show notes": "notes", "open notes": "notes", "what do i know": "notes",
    "x notebook": "notes", "examine notebook": "notes",
    "read map": "map", "look at map": "map", "show map": "map", "open map": "map", "check map": "map", "x map": "map",
    "look around": "look", "look here": "look", "look at room": "look", "look about": "look", "what do i see": "look",
    "what is here": "look", "describe room": "look",
    "help me": "help", "show help": "help", "how does this work": "help", "what are commands": "help",
    "talk to someone": "talk", "talk to somebody": "talk", "talk to anyone": "talk", "sleep": "wait",
    "pass time": "wait", "wait a while": "wait", "wait a bit": "wait", "wait here": "wait", "undo that": "undo",
    "take that back": "undo", "take back": "undo",
}  # fmt: skip
"""Whole sentences that say what one word says, without their articles."""
BEGIN_ANEW = {"restart", "new game", "start over", "begin again", "new", "start again"}
AFTER_THE_END: dict[str, PageName] = {
    **dict.fromkeys(("ending", "the ending", "forks", "how it went", "how did it go"), "ending"),
    **dict.fromkeys(("picture", "save picture", "save a picture"), "picture"),
    **dict.fromkeys((*BEGIN_ANEW, "new day"), "restart"),
}
"""Words that mean something only when a play is over."""
GO_BACK = {"go back", "return", "walk back", "head back", "leave", "go out", "out"}
"""Back to where one came from; the last three only where no such way or choice is there."""
POLITE = re.compile(
    r"(?:(?:please|ok|okay|well|now|then|i (?:want|would like|'d like|try) to|i'll|let me|let's|lets|try to|can i|"
    r"could i|may i|can you|could you) )+"
)
YES = {"yes", "y", "yes please", "yeah", "yep", "ok", "okay", "sure", "that one", "do it", "oui", "ja"}
NO = {"no", "n", "nope", "no thanks", "cancel", "never mind", "nevermind", "non", "nein"}
PRONOUNS = {"her", "him", "them", "it", "she", "he", "they"}
SOMEBODY = {*PRONOUNS, "someone", "somebody", "anyone", "anybody", "person", "woman", "man"}
NEGATIONS = {"not", "no", "never", "nothing", "nobody", "without", "dont", "cannot", "against", "neither"}
"""Words without which a label would say the contrary."""
LOOKUP = {
    "notebook", "lookup", "look up", "look it up", "look into the notebook", "notes", "open notebook", "check notebook",
    "read notebook", "read the notebook", "read notes", "read my notes", "look at my notes", "look in the notebook",
    "read my notebook", "open the notebook", "open my notebook", "look into my notebook",
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
PASS = {
    "pass", "skip", "i dont know", "dont know", "i do not know", "no idea", "dunno", "idk", "i have no idea",
    "i give up", "give up",
}  # fmt: skip

COMMAND_VERBS = sorted(
    {*LOOK, *GO, *TALK, *TAKE, *WAIT, *REPORT_COMMANDS, *PAGES, *DIRECTIONS}
    - {"h", "l", "x", "i", "m", "q", "?", "z", "until", "floor", "hi", "search", "study"}
)

"""What a story remembers, in words: variables as an author writes them, readers, how a choice fares."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from game.support.counts import counted
from game.verify.dependence.readers import READER_KINDS, ReaderKind
from game.verify.dependence.remembered_choices import ChoiceMemory, LaterReader, MemoryStatus

STATUS_WORDS: dict[MemoryStatus, str] = {
    "remembered": "remembered",
    "contrast": "only others of its list are",
    "clock": "by the clock alone",
    "forgotten": "nothing remembers it",
    "only way": "the only way on",
}
"""How a choice fares, in a few words."""

_SINGULAR: dict[ReaderKind, str] = {kind: words.removesuffix("s") for kind, words in READER_KINDS.items()}
_SPACES = {"visits": "seen", "taken": "chose", "answer": "the answer to", "achieved": "achievement"}
_INSIDE = frozenset(("arrived", "asking", "looked_up", "due", "picked"))
_NAMED = {"place": "where one stands", "chance": "what is drawn next"}


def variable_words(variable: str) -> str:
    """A variable as conditions call it, or in words; empty for one that only the game itself knows."""
    space, dot, id_ = variable.partition(".")
    if space in _INSIDE:
        return ""
    if space == "measure":
        return id_
    if space == "answer":
        return f"the answer to {id_}"
    if dot:
        return f"{_SPACES.get(space, space)}.{id_.replace('/', '.')}"
    return _NAMED.get(variable, variable)


def variables_words(variables: Iterable[str]) -> list[str]:
    """Those that an author knows, each once, in their order."""
    return list(dict.fromkeys(filter(None, map(variable_words, variables))))


def reader_words(later: LaterReader) -> str:
    """A reader on one line: what it is, which, and how it reads."""
    reader = later.reader
    how = f"{'not again: ' if reader.once else ''}{reader.words}"
    return f"{_SINGULAR.get(reader.kind, reader.kind)} {reader.name}, {how}"


def kinds_words(readers: Iterable[LaterReader]) -> str:
    """How many readers of each kind: `2 texts, 1 choice, and the clock`; empty without any.

    What reads nothing but the clock is not counted by kind: in a story with a clock it is always the same.
    """
    kinds = Counter("clock" if later.reads == ("time",) else later.reader.kind for later in readers)
    parts = [
        f"{kinds[kind]} {plural}" if kind == "shown" else counted(kinds[kind], _SINGULAR[kind])
        for kind, plural in READER_KINDS.items()
        if kinds[kind]
    ]
    clock = ["the clock"] if kinds["clock"] else []
    return ", and ".join([*filter(None, [", ".join(parts)]), *clock])


def choice_words(choice: ChoiceMemory) -> str:
    """How a choice fares, with how many readers."""
    flavour = " (flavour)" if choice.flavour else ""
    if choice.status == "remembered" and choice.readers:
        return f"{kinds_words(choice.readers)}{flavour}"
    return f"{STATUS_WORDS[choice.status]}{flavour}"


def later_words(choice: ChoiceMemory) -> str:
    """How a choice fares, as a line beside it: `later: 2 texts, 1 choice`."""
    return f"later: {choice_words(choice)}"

"""Which option a step of a playthrough means here and now.

By its id, or its own part of the id; then by what it is called; then as a recorded play is understood in an edited
story (`play/matching.py`): by what the player saw, and one that is nearly called so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from game.engine.rules import options
from game.engine.state import Option, State
from game.play import matching
from game.play.telling import option_words
from game.record.journal import Step
from game.story import limits
from game.story.program import Story

_ESCAPED = re.compile(r"\\([*{}\[\]|\\])")
_STARS = re.compile(r"(?<!\\)\*+")


class Meant(NamedTuple):
    """The option that is meant. `how` it was found: `id`, `words` or `near`. Without one, several may be meant."""

    option: Option | None
    how: str = ""
    several: tuple[Option, ...] = ()


def meant(story: Story, state: State, words: str, saw: str = "") -> Meant:
    """The option that is meant by an id or a name, and by what the player saw (which may be empty)."""
    offered = options(story, state)
    by_id = [one for one in offered if one.id == words] or [one for one in offered if words in option_ids(one.id)]
    if len(by_id) == 1:
        return Meant(by_id[0], "id")
    named = [(one, option_words(story, state, one)) for one in offered]
    for sought in (words, saw):
        for fold in (folded, str.casefold):
            fitting = [one for one, name in named if any(fold(name) == fold(one) for one in as_shown(sought))]
            if len(fitting) == 1:
                return Meant(fitting[0], "words")
            if fitting:
                return Meant(None, several=tuple(fitting))
    near = matching.meant(story, state, Step(do=words, saw=saw))
    found = next((one for one in offered if near is not None and one.id == near.action), None)
    return Meant(found, "near") if found is not None else Meant(None, several=tuple(by_id))


def option_ids(id_: str) -> tuple[str, ...]:
    """The id of an option, and its own part: `kitchen/eat_it` and `eat_it`, `go:north` and `north`."""
    own = id_.partition("/")[2] or id_.partition(":")[2]
    return (id_, own) if own else (id_,)


def as_shown(text: str) -> tuple[str, ...]:
    """A text as it was written, white space folded; and as players see it, if it has the marks of story files in it."""
    plain = folded(text)
    unmarked = folded(_ESCAPED.sub(r"\1", _STARS.sub("", text)))
    return tuple(dict.fromkeys(one for one in (plain, unmarked) if one))


def nearest_words(sought: str, known: Iterable[str], least: float = 0.5) -> str:
    """The one of the known words that is most like those sought; "" when none is."""
    from difflib import SequenceMatcher  # only when something was not found as it is

    best, near = least, ""
    for one in known:
        if len(one) > limits.ANSWER_SIGNS or len(sought) > limits.ANSWER_SIGNS:
            continue
        ratio = SequenceMatcher(None, sought.casefold(), one.casefold(), autojunk=False).ratio()
        if ratio >= best:
            best, near = ratio, one
    return near


def folded(text: str) -> str:
    """The text with its white space folded."""
    return " ".join(text.split())

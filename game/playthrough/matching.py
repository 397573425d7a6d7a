"""Which option a step means here and now: by its id, then by what the player saw, then one that is nearly called so."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from game.engine.rules import options
from game.engine.state import Option, State
from game.play.telling import option_words
from game.story import limits
from game.story.program import Story

#: How alike, from 0 to 1, two names must be to be taken for the same, and how much more so than any other two.
NEAR, APART = 0.8, 0.1


class Meant(NamedTuple):
    """The option that is meant. `how` it was found: `id`, `words` or `near`. Without one, several may be meant."""

    option: Option | None
    how: str = ""
    several: tuple[Option, ...] = ()


def meant(story: Story, state: State, words: str, saw: str = "") -> Meant:
    """The option that is meant by an id or a name, and by what the player saw (which may be empty)."""
    offered = options(story, state)
    named = [(one, _folded(option_words(story, state, one))) for one in offered]
    for one in offered:
        if one.id == words:
            return Meant(one, "id")
    by_own_part = [one for one in offered if words in (one.id.rpartition("/")[2], one.id.partition(":")[2])]
    if len(by_own_part) == 1:
        return Meant(by_own_part[0], "id")
    for sought in dict.fromkeys((_folded(words), _folded(saw))):
        if not sought:
            continue
        for fold in (str, str.casefold):
            fitting = [one for one, name in named if fold(name) == fold(sought)]
            if len(fitting) == 1:
                return Meant(fitting[0], "words")
            if fitting:
                return Meant(None, several=tuple(fitting))
    return _near(named, [one for one in dict.fromkeys((_folded(words), _folded(saw))) if one])


def _near(named: list[tuple[Option, str]], sought: list[str]) -> Meant:
    """The one option that is nearly called so."""
    scored = sorted(
        ((max((likeness(name, one) for one in sought), default=0.0), index) for index, (_, name) in enumerate(named)),
        reverse=True,
    )
    if not scored or scored[0][0] < NEAR:
        return Meant(None)
    close = tuple(named[index][0] for score, index in scored if score > max(NEAR, scored[0][0] - APART))
    return Meant(close[0], "near") if len(close) == 1 else Meant(None, several=close)


def likeness(one: str, other: str) -> float:
    """How alike two names are, from 0 to 1, whatever their case. Figures must be the same."""
    if len(one) > limits.ANSWER_SIGNS or len(other) > limits.ANSWER_SIGNS or _figures(one) != _figures(other):
        return 0.0
    from difflib import SequenceMatcher  # only when a step was not found as it is

    return SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False).ratio()


def nearest_words(sought: str, known: Iterable[str], least: float = 0.5) -> str:
    """The one of the known words that is most like those sought; "" when none is."""
    scored = [(likeness(sought, one), one) for one in known]
    score, near = max(scored, default=(0.0, ""), key=lambda one: one[0])
    return near if score >= least else ""


def _figures(text: str) -> list[str]:
    return [sign for sign in text if sign.isdecimal()]


def _folded(text: str) -> str:
    return " ".join(text.split())

"""What all shapes of made-up stories are made of: texts, conditions, effects, choices, drawn from one generator."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from made_up.abstract import (
    Add,
    Choice,
    Compare,
    Condition,
    Effect,
    Either,
    Every,
    Figure,
    Flag,
    Following,
    Not,
    Put,
    Seen,
    Set,
    Text,
    Turns,
    When,
)
from made_up.words import Words

COUNTERS = {"courage": (0, 5, 2), "patience": (0, 5, 3)}

_LIMITS = ((">=", 2), (">=", 3), (">=", 4), ("<", 3), ("<=", 1))


class Making:
    """Draws what is needed. `flags` and `scenes` are what conditions may ask for."""

    def __init__(self, chance: random.Random) -> None:
        self.chance, self.words = chance, Words(chance)
        self._to_set: list[str] = []

    def chosen(self, share: float) -> bool:
        """True in this share of all cases."""
        return self.chance.random() < share

    # Conditions

    def condition(self, flags: Sequence[str], scenes: Sequence[str]) -> Condition:
        """A condition on one thing or two."""
        first, second, how = self.simple(flags, scenes), self.simple(flags, scenes), self.chance.random()
        if how < 0.6 or _subject(first) == _subject(second):
            return first
        return Every((first, second)) if how < 0.85 else Either((first, second))

    def simple(self, flags: Sequence[str], scenes: Sequence[str]) -> Condition:
        """A condition on one thing."""
        kind, no = self.chance.random(), self.chosen(0.35)
        if 0.5 <= kind < 0.8:
            return Compare(self.chance.choice(tuple(COUNTERS)), *self.chance.choice(_LIMITS))
        condition: Condition = Flag(self.chance.choice(flags)) if kind < 0.5 else Seen(self.chance.choice(scenes))
        return Not(condition) if no else condition

    # Texts

    def text(self, sentences: int, condition: Condition | None = None) -> Text:
        """So many sentences; with a condition, one of them depends on it."""
        parts: list[str | When | Turns | Figure] = [self.words.sentences(sentences - (condition is not None))]
        if condition is not None:
            parts.append(When(condition, self.words.sentence(), self.words.sentence() if self.chosen(0.6) else ""))
        elif self.chosen(0.1):
            parts += ["So far your courage is", Figure("courage"), "of five."]
        return tuple(parts)

    def changing_text(self, sentences: int) -> Text:
        """So many sentences, one of which is another one the next time."""
        last = ("It is as it was.",) if self.chosen(0.5) else ()
        turns = Turns((self.words.sentence(), self.words.sentence(), *last), cycle=self.chosen(0.3))
        return (self.words.sentences(sentences - 1), turns)

    # Effects

    def counted(self) -> Effect:
        """A change of a counter."""
        counter, amount = self.chance.choice(tuple(COUNTERS)), self.chance.choice((1, 1, 2, -1, -1, 0))
        return Add(counter, amount) if amount else Put(counter, self.chance.choice((1, 3)))

    def flagged(self, flags: Sequence[str]) -> Effect:
        """A change of a flag: one after the other is set, and now and then one is cleared."""
        if not self._to_set:
            self._to_set = self.chance.sample(flags, len(flags))
            return Set(self.chance.choice(flags), False)
        return Set(self._to_set.pop(), True)


def choice(label: str, then: Following, effects: Sequence[Effect] = (), **more: Any) -> Choice:
    """A choice that says only what is out of the ordinary: by default it is offered always, and without a text."""
    usual = {"guard": None, "once": False, "fallback": False, "text": None}
    return Choice(label=(label,), then=then, effects=tuple(effects), **{**usual, **more})


def _subject(condition: Condition) -> object:
    """What a simple condition asks about."""
    return condition.part[0] if isinstance(condition, Not) else condition[0]

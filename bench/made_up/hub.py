"""The shape `hub`: one room, and side quests in any order."""

from __future__ import annotations

import random

from made_up.abstract import (
    AbstractStory,
    Add,
    Choice,
    Compare,
    Condition,
    Either,
    End,
    Every,
    Flag,
    Goto,
    Hub,
    Leave,
    Scene,
    Set,
    Stay,
)
from made_up.making import COUNTERS, Making, choice
from made_up.words import flag

NEEDED = 10
"""Of each half of the quests so many are needed at most."""


def hub(size: int, chance: random.Random) -> AbstractStory:
    """So many side quests of two scenes, at least two. One may leave with what half of them bring."""
    making = Making(chance)
    flags = dict(flag(number) for number in range(size))
    ids = list(flags)
    titles = making.words.labels(size + 1)
    scenes = [scene for number in range(size) for scene in _quest(number, titles[number], ids, making)]
    halves = tuple(Every(tuple(map(Flag, half[:NEEDED]))) for half in (ids[: size // 2], ids[size // 2 :]))
    scenes.append(
        Scene("leaving", making.text(3), choices=_leaving(Every(halves), making), hub="room", title=titles[size],
              guard=Either(halves))
    )  # fmt: skip
    room = Hub("room", "The long room", making.text(4), making.text(2), ())
    endings = {f"ending_{number}": making.words.sentences(3) for number in range(3)}
    return AbstractStory("One room", tuple(scenes), (room,), flags, COUNTERS, {}, endings)


def _quest(number: int, title: str, flags: list[str], making: Making) -> tuple[Scene, Scene]:
    own, begins, ends = Set(flags[number], True), f"quest_{number}", f"quest_{number}_ends"
    others = [f"quest_{index}" for index in range(len(flags)) if index != number]
    take, helped, done, hurried, look = making.words.labels(5)
    help_ = Flag(making.chance.choice(flags)) if number else Compare("courage", ">=", 3)
    first = (
        choice(take, Goto(ends), (making.counted(),), text=making.text(2)),
        choice(helped, Goto(ends), (Add("courage", 1),), guard=help_),
    )
    patient = Compare("patience", ">=", 3)
    last = (
        choice(done, Leave(), (own,), text=making.text(1)),
        choice(hurried, Leave(), (own, Add("patience", -1)), guard=patient),
        choice(look, Stay(), (making.counted(),), text=making.text(2), once=True),
    )
    texts = [making.text(sentences, making.condition(flags, others) if making.chosen(0.34) else None)
             for sentences in (3, 2)]  # fmt: skip
    return (
        Scene(begins, texts[0], choices=first, hub="room", title=title),
        Scene(ends, texts[1], choices=last, hub="room"),
    )


def _leaving(everything: Condition, making: Making) -> tuple[Choice, ...]:
    best, good, other = making.words.labels(3)
    return (
        choice(best, End("ending_0"), guard=everything),
        choice(good, End("ending_1"), guard=Compare("courage", ">=", 3)),
        choice(other, End("ending_2")),
    )

"""The shape `errands`: one room, and errands in any order that have little to do with each other."""

from __future__ import annotations

import random

from made_up.abstract import AbstractStory, Either, End, Every, Flag, Goto, Hub, Leave, Scene, Set, Stay
from made_up.hub import NEEDED
from made_up.making import COUNTERS, Making, choice
from made_up.words import flag


def errands(size: int, chance: random.Random) -> AbstractStory:
    """So many errands of two scenes, at least two. They bring flags and nothing else; each can be helped by another."""
    making = Making(chance)
    flags = dict(flag(number) for number in range(size))
    ids = list(flags)
    titles = making.words.labels(size + 1)
    scenes = [scene for number in range(size) for scene in _errand(number, titles[number], ids, making)]
    halves = tuple(Every(tuple(map(Flag, half[:NEEDED]))) for half in (ids[: size // 2], ids[size // 2 :]))
    best, good, other = making.words.labels(3)
    leaving = (
        choice(best, End("ending_0"), guard=Every(halves)),
        choice(good, End("ending_1"), guard=Flag(ids[-1])),
        choice(other, End("ending_2")),
    )
    scenes.append(Scene("leaving", making.text(3), choices=leaving, hub="room", title=titles[size],
                        guard=Either(halves)))  # fmt: skip
    room = Hub("room", "The wide room", making.text(4), making.text(2), ())
    endings = {f"ending_{number}": making.words.sentences(3) for number in range(3)}
    return AbstractStory("One room, many errands", tuple(scenes), (room,), flags, COUNTERS, {}, endings)


def _errand(number: int, title: str, flags: list[str], making: Making) -> tuple[Scene, Scene]:
    own, begins, ends = Set(flags[number], True), f"errand_{number}", f"errand_{number}_ends"
    take, helped, done, look = making.words.labels(4)
    others = [other for other in flags if other != flags[number]]
    first = (
        choice(take, Goto(ends), text=making.text(2)),
        choice(helped, Goto(ends), guard=Flag(making.chance.choice(others))),
    )
    last = (choice(done, Leave(), (own,), text=making.text(1)), choice(look, Stay(), text=making.text(2), once=True))
    texts = [making.text(3, Flag(making.chance.choice(others)) if making.chosen(0.6) else None) for _ in range(2)]
    return (
        Scene(begins, texts[0], choices=first, hub="room", title=title),
        Scene(ends, texts[1], choices=last, hub="room"),
    )

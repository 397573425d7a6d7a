"""The shape `acts`: many short acts one behind the other, each with scenes and flags of its own."""

from __future__ import annotations

import random

from made_up.abstract import (
    AbstractStory,
    Add,
    Choice,
    Compare,
    Condition,
    End,
    Every,
    Flag,
    Goto,
    Not,
    Put,
    Scene,
    Set,
)
from made_up.making import COUNTERS, Making, choice
from made_up.words import flag

SCENES, FLAGS = 5, 6
"""Scenes and flags of an act. Two of the flags matter in the next act, too."""


def acts(size: int, chance: random.Random) -> AbstractStory:
    """So many acts. Each begins anew with its counters, and from everywhere in it the next can be reached."""
    making = Making(chance)
    flags = dict(flag(number) for number in range(size * FLAGS))
    scenes = [scene for number in range(size) for scene in _act(number, size, list(flags), making)]
    endings = {f"ending_{number}": making.words.sentences(2) for number in range(2)}
    return AbstractStory("A story in acts", tuple(scenes), (), flags, COUNTERS, {}, endings)


def _act(number: int, size: int, flags: list[str], making: Making) -> list[Scene]:
    own = flags[number * FLAGS : (number + 1) * FLAGS]
    asked = [*own, *flags[max(0, number * FLAGS - 2) : number * FLAGS]]
    ids = [f"act_{number}_{index}" for index in range(SCENES)]
    scenes = []
    for position, id_ in enumerate(ids):
        on = ids[(position + 1) % SCENES]
        labels = making.words.labels(5)
        choices = [
            choice(labels[0], Goto(on), (Set(own[position], True),)),
            choice(labels[1], Goto(on)),
            choice(labels[2], Goto(making.chance.choice(ids)), (Set(own[making.chance.randrange(FLAGS)], True),),
                   guard=_condition(asked, making)),
            choice(labels[3], Goto(making.chance.choice(ids)), (Add("courage", making.chance.choice((1, -1))),),
                   guard=_condition(asked, making)),
        ]  # fmt: skip
        if position == SCENES - 1:
            last = number == size - 1
            choices.append(choice(labels[4], End("ending_0") if last else Goto(f"act_{number + 1}_0"),
                                  guard=Flag(own[0])))  # fmt: skip
            choices += _secret(last, own, making)
        effects = (Put("courage", 2), Put("patience", 3)) if not position and not number else ()
        text = making.text(2, _condition(asked, making)) if making.chosen(0.34) else making.text(1)
        scenes.append(Scene(id_, text, effects, tuple(choices)))
    return scenes


def _secret(last: bool, own: list[str], making: Making) -> list[Choice]:
    """The second ending wants nearly everything of the last act."""
    every = Every(tuple(map(Flag, own)))
    return [choice(making.words.labels(1)[0], End("ending_1"), guard=every)] if last else []


def _condition(flags: list[str], making: Making) -> Condition:
    if making.chosen(0.3):
        return Compare("courage", ">=", making.chance.choice((1, 3)))
    first, second = making.chance.sample(flags, 2)
    return Every((Flag(first), Not(Flag(second)))) if making.chosen(0.5) else Flag(first)

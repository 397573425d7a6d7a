"""What there is in a pack that is being drawn, and conditions over it, as a story or somebody who asks may put them."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

_CHARACTERS = ("<", "<=", ">", ">=", "==", "!=")


@dataclass
class Drawing:
    """What there is in the pack that is being drawn, so that everything can refer to everything."""

    chance: random.Random
    places: list[str] = field(default_factory=list)
    scenes: list[str] = field(default_factory=list)
    items: list[str] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    achievements: list[str] = field(default_factory=list)
    endings: list[str] = field(default_factory=list)
    ranges: dict[str, tuple[int, int]] = field(default_factory=dict)
    times: tuple[str, ...] = ()
    choices: list[str] = field(default_factory=list)
    callable_from: int = 0
    topics: list[str] = field(default_factory=list)

    def odds(self, part: float) -> bool:
        """True so often."""
        return self.chance.random() < part

    def any_of(self, *of: Any) -> Any:
        """One of these."""
        return self.chance.choice(of)

    def some(self, of: list[str], most: int = 2) -> list[str]:
        """Some of these, at least one, none of them twice."""
        return self.chance.sample(of, self.chance.randint(1, min(most, len(of))))


def condition(here: Drawing, depth: int = 1) -> str:
    """A condition of a story. `chose.@` stands for a choice, which is filled in when all of them are there."""
    if depth and here.odds(0.3):
        left, right = condition(here, depth - 1), condition(here, depth - 1)
        return str(
            here.any_of(f"{left} and {right}", f"{left} or {right}", f"not ({left})", f"({left}) and not ({right})")
        )
    return simple(here)


def simple(here: Drawing) -> str:
    """A condition without `and` and `or`."""
    chance = here.chance
    sign = chance.choice(_CHARACTERS)
    scene = chance.choice(here.scenes)
    possible = [f"seen.{scene}", f"not seen.{scene}", f"visits.{scene} {sign} {chance.randint(0, 3)}", "chose.@",
                f"notes {sign} {chance.randint(0, 2)}"]  # fmt: skip
    if here.odds(0.2):
        possible.append(f"visits.{scene} {sign} visits.{chance.choice(here.scenes)}")
    for id_, (low, high) in here.ranges.items():
        possible += [f"{id_} {sign} {chance.randint(low, high)}", f"{id_} == {chance.randint(low, high)}"]
        other = chance.choice(list(here.ranges))
        number = chance.randint(low, high)
        possible.append(chance.choice((
            f"{id_} {chance.choice('+-')} {other} {sign} {number}", f"{id_} * {other} {sign} {number}",
            f"2 * {id_} - {other} {sign} {number}", f"{number} {sign} -{id_}", f"{id_} {sign} {other}",
            f"{id_} + notes {sign} {number}", f"visits.{scene} * {id_} {sign} {number}",
        )))  # fmt: skip
    for name, ids in (("has", here.items), ("achieved", here.achievements), ("been", here.places), ("at", here.places)):
        if ids:
            name_ = chance.choice(ids)
            possible += [f"{name}.{name_}", f"not {name}.{name_}"]
    if here.facts:
        possible.append(f"knows.{chance.choice(here.facts)}")
    if here.questions:
        name_ = chance.choice(here.questions)
        possible += [f"right.{name_}", f"wrong.{name_}", f"asked.{name_}", f"correct {sign} {chance.randint(0, 2)}"]
    if here.times:
        possible += [f"time {sign} {chance.choice(here.times)}"] * 2 + [f"time == {chance.choice(here.times)}"]
    return str(chance.choice(possible))


def statement(here: Drawing) -> str:
    """A part of what is asked about all plays: as in a story, or where a play stands, or about a bound."""
    chance = here.chance
    scene = chance.choice(here.scenes)
    possible = [f"ending.{chance.choice([*here.endings, 'any'])}", f"scene.{chance.choice([scene, 'any'])}",
                f"visits.{scene} {chance.choice(_CHARACTERS)} {chance.randint(-1, 3)}"]  # fmt: skip
    if here.questions:
        possible.append(f"asking.{chance.choice([*here.questions, 'any'])}")
    for id_, (low, high) in here.ranges.items():
        possible += [f"{id_} >= {low}", f"{id_} <= {high}", f"{id_} > {high}", f"{id_} < {low}", f"{id_} == {high}"]
    if here.times:
        possible += [f"time >= {here.times[0]}", f"time > {here.times[-1]}", f"time == {here.times[-1]}"]
    asked = chance.choice(possible) if here.odds(0.5) else simple(here)
    while "visits." in asked and (" * " in asked or asked.count("visits.") > 1):
        asked = simple(here)  # what nobody can count as far as that is refused
    while "chose.@" in asked:
        asked = asked.replace("chose.@", f"chose.{chance.choice(here.choices)}" if here.choices else f"seen.{scene}", 1)
    return f"not {asked}" if here.odds(0.1) and " " not in asked else asked

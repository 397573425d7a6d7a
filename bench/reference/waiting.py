"""Packs in which one waits: a clock that ticks, measures that stop at their bounds, and ways open at one moment alone.

Whether an ending can be reached from everywhere hangs on single values there (`time == 09:00`): what tells apart too
few of them proves what is not so.
"""

from __future__ import annotations

import random
from typing import Any, TypeAlias

Pack: TypeAlias = dict[str, Any]


def waiting(seed: int) -> Pack:
    """The pack with this seed."""
    return _Waiting(random.Random(f"waiting {seed}")).pack()


def chain(seed: int) -> Pack:
    """A pack with this seed in which scenes lead to each other by themselves: some times, or as often as a turn can go,
    or beyond that."""
    chance = random.Random(f"chain {seed}")
    length = chance.choice((3, 20, 1_990 + chance.randint(0, 20), 1_990 + chance.randint(0, 20), 2_600))
    by = chance.choice((1, 1, 2))
    here = {"again": "true", "on_arrival": "true", "m": f"+{by}"}
    leave = {"choose": "Leave", "id": "leave", "end": "far"}
    return {
        "pack": "Chain", "disclaimer": "Invented.", "start": "p0",
        "measures": {"m": {"start": "0", "min": "0", "max": str(by * length), "stops_at_bounds": "true"}},
        "places": {"p0": {"name": "Place p0"}, "p1": {"name": "Place p1"}},
        "scenes": {
            "begin": {"at": "p0", "choices": [
                {"choose": "Go", "id": "go", "move": "p1"} | ({"m": "+1"} if chance.random() < 0.5 else {}),
                {"choose": "Stay", "id": "stay", "end": "near"},
            ][: chance.randint(1, 2)]},
            "there": {"at": "p1", "move": "p0", "when": f"m < {by * length}"} | here,
            "back": {"at": "p0", "move": "p1", "when": f"m > 0 and m < {by * length}"} | here,
            "far": {"at": chance.choice((["p0"], ["p1"], ["p0", "p1"])), "when": f"m >= {by * length - 1}",
                    "choices": [leave]} | ({"on_arrival": "true"} if chance.random() < 0.5 else {}),
        },
        "endings": {"near": "Words.", "far": "Words."},
        "promises": [{"never": "ending.far"}],
    }  # fmt: skip


class _Waiting:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.places = [f"p{number}" for number in range(chance.randint(1, 3))]
        step = chance.choice((5, 10))
        self.times = [
            f"{number // 60:02d}:{number % 60:02d}" for number in range(480, 480 + step * chance.randint(3, 9), step)
        ]
        self.step = str(step)
        self.ranges = {f"m{number}": (low := chance.choice((0, 0, -1)), low + chance.randint(2, 6))
                       for number in range(chance.choice((0, 1, 1, 2)))}  # fmt: skip
        self.choices = 0

    def pack(self) -> Pack:
        chance, times = self.chance, self.times
        pack: Pack = {"pack": "Waiting", "disclaimer": "Invented.", "start": "p0"}
        if self.ranges:
            pack["measures"] = {
                id_: {
                    "start": str(chance.randint(low, high)),
                    "min": str(low),
                    "max": str(high),
                    "stops_at_bounds": "true",
                }
                for id_, (low, high) in self.ranges.items()
            }
        if chance.random() < 0.8 or not self.ranges:
            pack["clock"] = {"start": times[0], "end": times[-1]}
        else:
            self.times = []
        pack["places"] = {id_: {"name": f"Place {id_}"} for id_ in self.places}
        for place, other in zip(self.places, self.places[1:], strict=False):
            transition: Pack = {"to": other}
            if chance.random() < 0.5:
                transition["when"] = self.condition()
            if self.times and chance.random() < 0.5:
                transition["minutes"] = self.step
            if chance.random() < 0.4:
                transition["one_way"] = "true"
            pack["places"][place]["exits"] = {"north": transition}
        pack["scenes"] = {"leave": self.scene([self.choice(end="e0")])}
        for number in range(chance.randint(1, 3)):
            pack["scenes"][f"s{number}"] = self.scene([self.choice() for _ in range(chance.randint(1, 2))])
        if chance.random() < 0.4:
            trap: Pack = {
                "at": self.some(),
                "on_arrival": "true",
                "again": "true",
                "when": self.condition(),
            } | self.effects()
            if len(self.places) > 1:
                trap["move"] = chance.choice(self.places)
            pack["scenes"]["trap"] = trap
        pack["endings"] = {"e0": "Words."}
        return pack

    def some(self) -> list[str]:
        return self.chance.sample(self.places, self.chance.randint(1, len(self.places)))

    def scene(self, choices: list[Pack]) -> Pack:
        made: Pack = {"at": self.some(), "again": "true", "choices": choices} | self.effects()
        if self.chance.random() < 0.6:
            made["when"] = self.condition()
        return made

    def choice(self, **more: str) -> Pack:
        made: Pack = {"choose": f"Do c{self.choices}", "id": f"c{self.choices}", "again": "true"} | self.effects()
        self.choices += 1
        if self.chance.random() < 0.4:
            made["when"] = self.condition()
        if self.chance.random() < 0.15:
            del made["again"]
        return made | more

    def effects(self) -> Pack:
        made: Pack = {}
        if self.times and self.chance.random() < 0.5:
            made["minutes"] = self.step
        for id_, (low, high) in self.ranges.items():
            if self.chance.random() < 0.4:
                made[id_] = self.chance.choice(("+1", "+2", "-1", "-2", f"={self.chance.randint(low, high)}"))
        return made

    def condition(self, depth: int = 1) -> str:
        chance = self.chance
        if depth and chance.random() < 0.3:
            first, second = self.condition(0), self.condition(0)
            return chance.choice((f"{first} and {second}", f"{first} or {second}", f"not ({first} and {second})"))
        sign = chance.choice(("==", "==", "!=", "!=", "<", ">="))
        if self.times and (not self.ranges or chance.random() < 0.6):
            return f"time {sign} {chance.choice(self.times)}"
        id_ = chance.choice(list(self.ranges))
        if chance.random() < 0.1:
            joint, term = chance.choice("+-"), chance.choice(list(self.ranges))
            return f"{id_} {joint} {term} {sign} {chance.randint(*self.ranges[id_])}"
        return f"{id_} {sign} {chance.randint(*self.ranges[id_])}"

"""Plays at random through a reduced system: most of what can happen happens soon, and need not be searched for.

Plays of three kinds come in turn: one chooses evenly among the ways that are open; the next takes those that were taken
least before; and one mostly answers right, as often as its knowledge goes. Where somebody asks for what happens only as
long as something else has not happened, there are plays that keep away from that. What was seen is proved by the play
that shows it. What was not seen is not known.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Iterator
from typing import Any, NamedTuple

from game.engine.events import Event
from game.story.program import Story
from game.verify.first_values import changes
from game.verify.packing import Packing
from game.verify.reduction import Reduced
from game.verify.space import Step
from game.verify.system import Location
from game.verify.writing import Writer

_LONGEST = 1_000
"""Ways that a play takes at most."""
_PATIENCE = 10_000
"""Ways that are taken without anything new before it ends; or three times as many as before, if these are more."""
_MOST = 400_000
"""Ways that are taken at most."""
_KNOWLEDGE = (0.2, 0.5, 0.8, 0.95, 1.0)
"""How often those answer right who mostly do."""
_CHAIN = 200
"""Ways in a row that nobody chooses: then it is looked whether they go on for ever."""

Path = tuple[Step, ...]


class Sampled(NamedTuple):
    """What happened in some play, with the steps from the beginning up to it.

    `ways` that were open, by location and number; `events`, what was told, by the name of its kind and itself;
    `dead_ends`, `endless` by location. `visits`: how often some play was at each location; `led_to`: the endings, by
    location, to which a play went on from each.
    """

    ways: dict[Step, Path]
    events: dict[tuple[str, Event], Path]
    dead_ends: dict[int, Path]
    endless: dict[int, Path]
    taken: int
    visits: tuple[int, ...] = ()
    led_to: tuple[frozenset[int], ...] = ()


NOT_SAMPLED = Sampled({}, {}, {}, {}, 0)


def sample(
    story: Story, reduced: Reduced, *, seed: int = 0, go_on: Callable[[int], bool] = lambda taken: True
) -> Sampled:
    """Play until nothing new is seen for a while. `go_on` is asked now and then, with how many ways were taken."""
    return Sampling(story, reduced, seed, go_on).sampled()


class Sampling:
    """Plays a reduced system at random, as often as wanted. `go_on` is asked before each play."""

    def __init__(
        self, story: Story, reduced: Reduced, seed: int = 0, go_on: Callable[[int], bool] = lambda taken: True
    ) -> None:
        self.reduced = reduced
        self.packing = Packing(reduced, story.layout.start)
        self.go_on = go_on
        self.chance = random.Random(seed)  # noqa: S311 - nothing is kept secret
        self.bits = self.packing.location_bits
        self.locations = self.packing.reduced.locations
        self._writer = _Playing(self.packing)
        self._right = [_right(story, one) for one in self.locations]
        self._open: list[Callable[[int], list[int]] | None] = [None] * len(self.locations)
        self._ways: dict[Step, Callable[[int], tuple[int, int, int]]] = {}
        self._tries: list[list[int]] = [[0] * len(one.ways) if one is not None else [] for one in self.locations]
        self._seen_open = [0] * len(self.locations)
        self._visits = [0] * len(self.locations)
        self._led_to: list[set[int]] = [set() for _ in self.locations]
        self._avoided: list[frozenset[int]] = []
        self.found = Sampled({}, {}, {}, {}, 0)
        self.taken = self._news = 0

    def sampled(self) -> Sampled:
        """Play until nothing new is seen for a while."""
        play = 0
        while self._hopes() and self.go_on(self.taken):
            self._play(curious=play % 3 == 1, knowledge=self.chance.choice(_KNOWLEDGE) if play % 3 == 2 else None)
            play += 1
        visits, led_to = tuple(self._visits), tuple(map(frozenset, self._led_to))
        return self.found._replace(taken=self.taken, visits=visits, led_to=led_to)

    def without(self, names: Collection[str], sought: tuple[str, Event], plays: int) -> Path | None:
        """A play in which this happens, looked for by so many in which nobody who can do anything else changes these
        variables. None: it did not happen.
        """
        self._avoided = [
            frozenset(index for index, way in enumerate(one.ways) if not set(names).isdisjoint(changes(way.course)))
            if one is not None and one.is_chosen else frozenset()
            for one in self.locations
        ]  # fmt: skip
        for play in range(plays):
            if sought in self.found.events or not self.go_on(self.taken):
                break
            self._play(curious=play % 2 == 0, knowledge=None)
        self._avoided = []
        return self.found.events.get(sought)

    def _ended(self, ending: int, path: list[Step]) -> None:
        for location in {step.location for step in path}:
            self._led_to[location].add(ending)
        self._led_to[ending].add(ending)

    def _hopes(self) -> bool:
        return self.taken < _MOST and self.taken - self._news <= max(_PATIENCE, 3 * self._news)

    def _play(self, curious: bool, knowledge: float | None) -> None:
        location, m = 0, self.packing.start >> self.bits
        path: list[Step] = []
        seen = 0
        chain: list[tuple[int, int]] = []
        for _ in range(_LONGEST):
            here = self.locations[location]
            assert here is not None  # noqa: S101 - nobody comes to one that is not there
            self._visits[location] += 1
            if here.key.kind == "ending":
                self._ended(location, path)
                return
            open_ = self._openings(location)(m)
            self._note_open(location, open_, path)
            if not open_:
                if here.is_chosen and location not in self.found.dead_ends:
                    self.found.dead_ends[location] = tuple(path)
                return
            if here.is_chosen:
                chain.clear()
            else:
                chain.append((location, m))
                if len(chain) > _CHAIN and (location, m) in chain[:-1]:
                    self.found.endless.setdefault(location, tuple(path))
                    return
            way = self._pick(location, open_, curious, knowledge)
            self.taken += 1
            path.append(Step(location, way))
            location, m, told = self._way(path[-1])(m)
            if told & ~seen:
                self._note_events(told & ~seen, path)
                seen |= told

    def _pick(self, location: int, open_: list[int], curious: bool, knowledge: float | None) -> int:
        tries = self._tries[location]
        if self._avoided and self._avoided[location]:
            open_ = [one for one in open_ if one not in self._avoided[location]] or open_
        if len(open_) == 1:
            way = open_[0]
        elif knowledge is not None and self._right[location] and self.chance.random() < knowledge:
            way = self.chance.choice(self._right[location])
        elif curious:
            fewest = min([tries[one] for one in open_])
            way = self.chance.choice([one for one in open_ if tries[one] == fewest])
        else:
            way = open_[int(self.chance.random() * len(open_))]
        tries[way] += 1
        return way

    def _note_open(self, location: int, open_: list[int], path: list[Step]) -> None:
        mask = 0
        for one in open_:
            mask |= 1 << one
        new = mask & ~self._seen_open[location]
        if new:
            self._news = self.taken
            self._seen_open[location] |= new
            for one in open_:
                if new >> one & 1:
                    self.found.ways[Step(location, one)] = (*path, Step(location, one))

    def _note_events(self, mask: int, path: list[Step]) -> None:
        for event in self._writer.events_of(mask):
            if event not in self.found.events:
                self._news = self.taken
                self.found.events[event] = tuple(path)

    def _openings(self, location: int) -> Callable[[int], list[int]]:
        function = self._open[location]
        if function is None:
            function = self._open[location] = self._writer.openings(location)
        return function

    def _way(self, step: Step) -> Callable[[int], tuple[int, int, int]]:
        function = self._ways.get(step)
        if function is None:
            function = self._ways[step] = self._writer.way(step)
        return function


def _right(story: Story, here: Location | None) -> list[int]:
    """The ways that are right answers."""
    if here is None or here.key.kind != "question":
        return []
    question = story.questions[story.question_order[here.key.question - 1]]
    right = {f"answer:{one.id}" for one in question.answers if one.right} | {"right"}
    return [index for index, way in enumerate(here.ways) if way.id in right]


class _Playing(Writer):
    """Writes the functions of playing: which ways are open, and where one leads."""

    def __init__(self, packing: Packing) -> None:
        super().__init__(packing)
        self._numbers: dict[tuple[str, Event], int] = {}
        self._events: list[tuple[str, Event]] = []
        self._names["told_of"] = self._told_of
        self._translated: dict[tuple[int, int], int] = {}

    def openings(self, location: int) -> Callable[[int], list[int]]:
        """`(m)`: the numbers of the ways that are open."""
        lines = ["r = []"]
        for index, way in enumerate(self._here(location).ways):
            guard = f"if {self.packing.condition(way.conditions, 'm')}: " if way.conditions else ""
            lines.append(f"{guard}r.append({index})")
        function: Callable[[int], list[int]] = self.compiled("m", [*lines, "return r"])
        return function

    def way(self, step: Step) -> Callable[[int], tuple[int, int, int]]:
        """`(x)`: the location and the state to which the way leads, and a mask of the events that happened."""

        def leaf(target: int, keep: int | None) -> list[str]:
            return [f"return {target}, {'x' if keep is None else f'x & {keep:#x}'}, h"]

        def settled(place: int) -> list[str]:
            return [f"q, x, e = {self._called(place)}(x)", f"return q, x, h | told_of({place}, e) if e else h"]

        course = self._here(step.location).ways[step.way].course
        lines = self.packing.lines(course, leaf, lambda tell: [f"h |= {1 << self._number(tell.event):#x}"], settled)
        function: Callable[[int], tuple[int, int, int]] = self.compiled("x", ["h = 0", *lines])
        return function

    def events_of(self, mask: int) -> Iterator[tuple[str, Event]]:
        """The events of a mask."""
        while mask:
            bit = mask & -mask
            yield self._events[bit.bit_length() - 1]
            mask ^= bit

    def _number(self, event: Event) -> int:
        key = type(event).__name__, event
        number = self._numbers.setdefault(key, len(self._events))
        if number == len(self._events):
            self._events.append(key)
        return number

    def _told_of(self, place: int, mask: int) -> int:
        """The events of a settling in the mask of all events."""
        translated = self._translated.get((place, mask))
        if translated is None:
            some: Any = self.told(place)
            translated = sum(1 << self._number(one) for index, one in enumerate(some) if mask >> index & 1)
            self._translated[place, mask] = translated
        return translated

"""Every state, one by one: breadth first, by functions made for each location.

G. J. Holzmann's SPIN makes a verifier for each model ("The model checker SPIN", 1997); here it is a function for each
location, which goes through all states that wait there at once, so that hardly anything but the story's own conditions
and changes is done for a state. A state remembers the batch in which it was found, not the state: that costs nothing,
and the one before it is quickly found there again.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import Any

from game.engine.events import Event
from game.verify.exact.code_generation import CONDITIONS, Function, HappeningKey, SearchCode
from game.verify.exact.levels import AT_ONCE, Levels
from game.verify.exact.packing import Packing
from game.verify.exact.shortest_paths import Batch, SearchRecord, SoughtAt
from game.verify.reductions.reduction import Reduced
from game.verify.system.space import Progress

FEW_WAITING = 2_000
"""States that are looked at before the functions that look for what happens are made anew, for what is left."""

LINE = 100
"""Making a function takes as long for each of its lines as so many instructions."""

MOST_STATE_BITS = 100
"""All that is done to a state takes as long again for so many bits of it."""


def explore(reduced: Reduced, start: int, progress: Progress = lambda states: True) -> Explicit:
    """All states that can be reached; `start` is the memory with which the story begins.

    `progress` is told now and then how many states there are so far. Raises SearchStopped once it says False.
    """
    return Explicit(reduced, Packing(reduced, start, share=True), progress).explored()


class Explicit(Levels):
    """A `Space` in dictionaries of Python."""

    WORK, CALL = 1_000_000, 20

    def __init__(self, reduced: Reduced, packing: Packing, progress: Progress) -> None:
        self.WORK = Explicit.WORK // (1 + packing.layout.bits // MOST_STATE_BITS)
        self._writer = SearchCode(packing, lambda lines: self._go_on(lines * LINE))
        self._made: dict[tuple[str, int], list[Function]] = {}
        #: By location and state, the number of the batch by which it was found.
        self._seen: list[dict[int, int]] = [{} for _ in packing.reduced.locations]
        self._counts: dict[int, int] = {}
        super().__init__(reduced, packing, progress)

    def _functions(self, kind: str, location: int) -> list[Function]:
        functions = self._made.get((kind, location))
        if functions is None:
            functions = self._made[kind, location] = list(getattr(self._writer, kind)(location))
        return functions

    # The search

    def _beginning(self) -> list[int]:
        state = self.packing.start >> self.packing.location_bits
        self._seen[0][state] = -1
        return [state]

    def _search(self, location: int, states: Sequence[int], batch: int) -> None:
        for target in self._targets[location]:
            self._counts.setdefault(target, len(self._seen[target]))
        for function in self._functions("search", location):
            function(states, self._seen, batch)

    def _new(self) -> Iterator[tuple[int, list[int]]]:
        counts, self._counts = self._counts, {}
        for location in sorted(counts):
            seen = self._seen[location]
            new = list(islice(reversed(seen), len(seen) - counts[location]))
            if new:
                new.reverse()
                yield location, new

    def _so_far(self) -> int:
        return sum(map(len, self._seen))

    def _count(self, location: int) -> int:
        return len(self._seen[location])

    # What happens

    def _happening(
        self, location: int, batches: Sequence[Sequence[int]]
    ) -> tuple[set[int], set[tuple[int, str, Event]]]:
        here = self.locations[location]
        assert here is not None  # noqa: S101 - there are states
        every = {
            meaning
            for index, transition in enumerate(here.transitions)
            for meaning in self._writer.possible(index, transition)
        }
        left, looked_at, made = set(every), 0, list(self._writer.happening(location, every))
        for states in (some for batch in batches for some in self._portions(location, batch)):
            happened: set[HappeningKey] = set()
            for function, meanings in made:
                mask = function(states)
                happened.update(meaning for bit, meaning in enumerate(meanings) if mask >> bit & 1)
            self._looked_at(location, len(states))
            looked_at += len(states)
            if happened & left:
                left -= happened
                if not left:
                    break
                if looked_at > FEW_WAITING:
                    made = list(self._writer.happening(location, left))
        happened = every - left
        events = {(transition, kind, event) for transition, kind, event in happened if event is not None}
        return {transition for transition, _, event in happened if event is None}, events

    def _finder(self, location: int, wanted: SoughtAt) -> Callable[[Sequence[int]], SearchRecord | None]:
        conditions = self.packing.condition(wanted.conditions, "m") if wanted.conditions else ""
        among = wanted.among
        functions = list(self._writer.first(location, conditions, wanted.transitions, wanted.event, among is not None))
        return lambda states: _one_of(functions, states, among)

    def _before(self, location: int, state: int) -> tuple[int, int, int] | None:
        number = self._seen[location][state]
        if number < 0:
            return None
        batch = self.batches[number]
        found = _one_of(self._functions("origin", batch.location), batch.states, location, state)
        assert found is not None  # noqa: S101 - that batch led to the state
        return number, *found

    # From where no ending can be reached

    @cached_property
    def _bad(self) -> list[Any]:
        """By location, the states that are not known to lead to an ending: a set, or the dictionary of all states."""
        none: frozenset[int] = frozenset()
        return [none if over else seen for over, seen in zip(self._is_ending, self._seen, strict=True)]

    def _lost_among(self, location: int) -> Any:
        return self._bad[location]

    def _sweep(self, location: int) -> bool:
        before = self._bad[location]
        left = self._left(location, list(before))
        if len(left) == len(before):
            return False
        self._bad[location] = set(left)
        return True

    def _left(self, location: int, states: list[int]) -> list[int]:
        """Those of the states that lead to none that is known to lead to an ending."""
        left: list[int] = []
        for some in self._portions(location, states):
            kept = some
            for function in self._functions("sweep", location):
                kept = function(kept, self._bad)
            left += kept
            self._looked_at(location, len(some))
        return left

    def _sweep_batches(self, batches: Sequence[Batch]) -> None:
        for location, _, states in batches:
            bad = self._bad[location]
            if not isinstance(bad, set):
                bad = self._bad[location] = set(bad)
            some = bad.intersection(states)
            if some:
                bad -= some.difference(self._left(location, list(some)))

    def _sweep_backward(self, locations: Sequence[int]) -> None:
        for location, left in self._going_round(locations, self._bad).items():
            self._bad[location] = left

    def _staying(self, locations: Sequence[int]) -> dict[int, set[int]]:
        here, none = set(locations), frozenset[int]()
        return self._going_round(
            locations, [seen if location in here else none for location, seen in enumerate(self._seen)]
        )

    def _going_round(self, locations: Sequence[int], bad: Sequence[Collection[int]]) -> dict[int, set[int]]:
        """By location, those of the bad states from which all transitions lead to bad states only, however far one
        goes.
        """
        states = {location: list(bad[location]) for location in locations}
        numbers: list[dict[int, int]] = [{} for _ in self.locations]
        count = 0
        for location, some in states.items():
            numbers[location] = dict(zip(some, range(count, count + len(some)), strict=True))
            count += len(some)
        # What is bad elsewhere stays bad, so that it does not matter here.
        others = [
            numbers[location] if location in states else dict.fromkeys(some, count) for location, some in enumerate(bad)
        ]
        to, by, saved = array("q"), array("q"), array("q")
        first = 0
        for location, some in states.items():
            for piece in self._portions(location, some):
                for function in self._functions("edges", location):
                    function(piece, others, first, to.append, by.append, saved.append)
                self._looked_at(location, len(piece))
                first += len(piece)
        good = self._backward(count + 1, to, by, saved)
        left: dict[int, set[int]] = {}
        first = 0
        for location, some in states.items():
            left[location] = {state for index, state in enumerate(some, first) if not good[index]}
            first += len(some)
        return left

    def _backward(self, count: int, to: array[int], by: array[int], saved: array[int]) -> bytearray:
        """By number, whether a node is saved or can reach one that is; the edges go from `by` to `to`."""
        firsts = array("q", bytes(8 * (count + 2)))
        for start in range(0, len(to), AT_ONCE):
            for node in to[start : start + AT_ONCE]:
                firsts[node + 2] += 1
            self._go_on(AT_ONCE)
        for node in range(2, count + 2):
            firsts[node] += firsts[node - 1]
        before = array("q", bytes(8 * len(to)))
        for start in range(0, len(to), AT_ONCE):
            for node, source in zip(to[start : start + AT_ONCE], by[start : start + AT_ONCE], strict=True):
                before[firsts[node + 1]] = source
                firsts[node + 1] += 1
            self._go_on(AT_ONCE)
        good = bytearray(count)
        waiting = list(dict.fromkeys(saved))
        for node in waiting:
            good[node] = 1
        while waiting:
            for _ in range(min(len(waiting), AT_ONCE)):
                node = waiting.pop()
                for source in before[firsts[node] : firsts[node + 1]]:
                    if not good[source]:
                        good[source] = 1
                        waiting.append(source)
            self._go_on(AT_ONCE)
        return good

    def _closed(self, location: int) -> bool:
        left = list(self._bad[location])
        for function in self._functions("closed", location):
            left = function(left)
            self._go_on(len(left) * CONDITIONS)
        return bool(left)


def _one_of(functions: Sequence[Function], *arguments: Any) -> SearchRecord | None:
    """What the first of the functions finds that finds something."""
    for function in functions:
        found: SearchRecord | None = function(*arguments)
        if found is not None:
            return found
    return None

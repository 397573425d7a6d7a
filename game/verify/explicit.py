"""Every state, one by one: breadth first, by a function made for each location.

G. J. Holzmann's SPIN makes a verifier for each model ("The model checker SPIN", 1997); here it is a function for each
location, which goes through all states that wait there at once, so that hardly anything but the story's own conditions
and changes is done for a state.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from game.engine.acts import Tell
from game.verify.packing import Packing
from game.verify.space import Progress, Stopped
from game.verify.system import Way


class Explored(NamedTuple):
    """All states that can be reached: by each, in the order in which they were found, the one before it."""

    before: dict[int, int]
    levels: int


class Explicit:
    """The search through one packed system."""

    def __init__(self, packing: Packing) -> None:
        self.packing, self.reduced = packing, packing.reduced
        self._names: dict[str, Any] = {"__builtins__": {}}
        self._searching: dict[int, Callable[..., None]] = {}

    def explore(self, progress: Progress = lambda states: True) -> Explored:
        """All states, each after as few moves of the player as possible. Raises Stopped."""
        packing, locations = self.packing, self.reduced.locations
        before = {packing.start: packing.start}
        passing = [one is not None and not one.is_chosen and one.key.kind != "ending" for one in locations]
        now: list[list[int]] = [[] for _ in locations]
        now[packing.location(packing.start)].append(packing.start >> packing.location_bits)
        level = 0
        while any(now):
            waiting = [index for index, states in enumerate(now) if states and passing[index]]
            while waiting:
                for index in waiting:
                    states, now[index] = now[index], []
                    self._search(index)(states, before, now)
                waiting = [index for index, states in enumerate(now) if states and passing[index]]
            following: list[list[int]] = [[] for _ in locations]
            for index, states in enumerate(now):
                if states:
                    self._search(index)(states, before, following)
                    if not progress(len(before)):
                        raise Stopped
            now = following
            level += 1
        return Explored(before, level)

    def _search(self, index: int) -> Callable[..., None]:
        function = self._searching.get(index)
        if function is None:
            function = self._searching[index] = self._function(index)
        return function

    def _function(self, index: int) -> Callable[..., None]:
        """Goes through states at a location; those that they lead to, and that are new, go to `new`."""
        packing, bits = self.packing, self.packing.location_bits
        location = self.reduced.locations[index]
        assert location is not None  # noqa: S101 - nobody comes to one that is not there

        def leaf(target: int, keep: int | None) -> list[str]:
            kept = "x" if keep is None else f"(x & {keep:#x})"
            return [
                f"y = {kept} << {bits} | {target}",
                f"if y not in before: before[y] = m << {bits} | {index}; n{target}(y >> {bits})",
            ]

        body: list[str] = []
        targets: set[int] = set()
        for way in location.ways:
            lines = self.way_lines(way, leaf, lambda _: [], targets)
            condition = packing.condition(way.conditions, "m")
            body += (
                [f"if {condition}:", " x = m", *(f" {line}" for line in lines)] if way.conditions else ["x = m", *lines]
            )
        head = [f" n{target} = new[{target}].append" for target in sorted(targets)]
        loop = [" for m in states:", *(f"  {line}" for line in body or ["pass"])]
        return self.compiled("def made(states, before, new):", [*head, *loop])

    def way_lines(
        self,
        way: Way,
        leaf: Callable[[int, int | None], list[str]],
        mark: Callable[[Tell], list[str]],
        targets: set[int],
    ) -> list[str]:
        """The lines of a way, what is shared with others written out. `targets` gets the locations at its ends."""

        def noting(target: int, keep: int | None) -> list[str]:
            targets.add(target)
            return leaf(target, keep)

        def settled(place: int) -> list[str]:
            return self.packing.lines(self.reduced.settling[place], noting, mark, settled)

        return self.packing.lines(way.course, noting, mark, settled)

    def compiled(self, head: str, lines: list[str]) -> Callable[..., Any]:
        """A function of these lines, which hold numbers and names of our own only."""
        made: dict[str, Any] = {}
        exec(compile("\n".join([head, *lines]), "<search>", "exec"), self._names, made)  # noqa: S102 - see above
        function: Callable[..., Any] = made["made"]
        return function

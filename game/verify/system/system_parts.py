"""What a system is made of, while it is being reduced."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from game.engine.instructions import Tell
from game.verify.system.transition_system import Act, Course, Location, Split, Way


class Parts(NamedTuple):
    """Locations (`None`: nothing leads there) and courses that many ways share."""

    locations: tuple[Location | None, ...]
    settling: Mapping[int, Course]

    def courses(self) -> Iterable[Course]:
        """Every course there is."""
        for location in self.locations:
            if location is not None:
                yield from (way.course for way in location.ways)
        yield from self.settling.values()

    def acts(self) -> Iterator[Act]:
        """Every act there is, those that depend on conditions among them."""
        waiting = list(self.courses())
        while waiting:
            for act in waiting.pop():
                yield act
                if isinstance(act, Split):
                    waiting += (act.then, act.otherwise)

    def mapped(self, way: Callable[[Way], Way | None], course: Callable[[Course], Course]) -> Parts:
        """The parts with each way, and each course that ways share, as these functions make them; None: without it."""
        locations = tuple(
            one._replace(ways=tuple(made for made in map(way, one.ways) if made is not None)) if one else None
            for one in self.locations
        )
        return Parts(locations, {place: course(acts) for place, acts in self.settling.items()})


def same(one: Course, other: Course) -> bool:
    """Whether two courses are the same; acts of different kinds can be equal as tuples."""
    return len(one) == len(other) and all(map(_same_act, one, other))


def _same_act(one: Act, other: Act) -> bool:
    if isinstance(one, Split) and isinstance(other, Split):
        return (
            one.conditions == other.conditions and same(one.then, other.then) and same(one.otherwise, other.otherwise)
        )
    if isinstance(one, Tell) and isinstance(other, Tell) and type(one.event) is not type(other.event):
        return False
    return type(one) is type(other) and one == other

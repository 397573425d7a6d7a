"""Where a variable can only have its first value: nothing that changes it can have happened before.

Reaching definitions (F. E. Allen, J. Cocke, 1976), for the one definition that matters here. A choice that leads to an
ending, say, was never taken wherever it is offered; so whether it was need not be asked there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from game.engine.instructions import Add, Put
from game.support.components import circles
from game.verify.system.partial_evaluation import FALSE, asked_for, known_conditions
from game.verify.system.transition_system import At, Course, Location, Settled, Split, Way

Parts = tuple[tuple[Location | None, ...], Mapping[int, Course]]
"""Locations, and the courses of settling that many ways share, by place."""


def with_first_values(parts: Parts, first: Mapping[str, int]) -> Parts:
    """The same system, with the first value of a variable as a number wherever it can have no other."""
    locations, settling = parts
    count = len(locations)
    node_of = {place: count + index for index, place in enumerate(settling)}
    courses = [[way.course for way in one.ways] if one is not None else [] for one in locations]
    courses += [[course] for course in settling.values()]
    to = [
        sorted({node_of[end] if shared else end for course in some for shared, end in ends(course)}) for some in courses
    ]
    after = _reached(to)
    behind: dict[str, int] = {}
    for node, some in enumerate(courses):
        for name in {name for course in some for name in changes(course)}:
            mask = behind.get(name, 0)
            for following in to[node]:
                mask |= after[following]
            behind[name] = mask

    def known_at(node: int, some: list[Course], ways: tuple[Way, ...]) -> dict[str, int]:
        asked = {name for way in ways for tree in way.conditions for name in asked_for(tree)}
        asked.update(name for course in some for name in asked_in(course))
        return {name: first[name] for name in asked if name in first and not behind.get(name, 0) >> node & 1}

    made: list[Location | None] = []
    for index, location in enumerate(locations):
        known = known_at(index, courses[index], location.ways) if location is not None else {}
        made.append(
            location._replace(ways=tuple(_ways(location.ways, known))) if location is not None and known else location
        )
    shared = {}
    for place, course in settling.items():
        known = known_at(node_of[place], [course], ())
        shared[place] = _course(course, known) if known else course
    return tuple(made), shared


def _reached(to: Sequence[Sequence[int]]) -> list[int]:
    """For each node, a mask with a bit for each that can be reached from it, itself among them."""
    masks = [0] * len(to)
    for circle in circles(dict(enumerate(to))):
        mask = 0
        for node in circle:
            mask |= 1 << node
            for following in to[node]:
                mask |= masks[following]
        for node in circle:
            masks[node] = mask
    return masks


def _ways(ways: tuple[Way, ...], known: Mapping[str, int]) -> Iterator[Way]:
    for way in ways:
        left = known_conditions(way.conditions, known)
        if FALSE not in left:
            yield way._replace(conditions=left, course=_course(way.course, known))


def _course(course: Course, known: Mapping[str, int]) -> Course:
    made: list[object] = []
    for index, act in enumerate(course):
        match act:
            case Put(slot) | Add(slot):
                known = {name: value for name, value in known.items() if name != slot.name}
                made.append(act)
            case Split(conditions, then, otherwise):
                left = known_conditions(conditions, known)
                if FALSE in left or not left:
                    return (*made, *_course((*(then if not left else otherwise), *course[index + 1 :]), known))  # type: ignore[arg-type]
                made.append(Split(left, _course(then, known), _course(otherwise, known)))
                changed = {*changes(then), *changes(otherwise)}
                known = {name: value for name, value in known.items() if name not in changed}
            case _:
                made.append(act)
    return tuple(made)  # type: ignore[arg-type]


def ends(course: Course) -> Iterator[tuple[bool, int]]:
    """Where a course can end: the numbers of locations and, with True before them, of places that are settled."""
    for act in course:
        match act:
            case At(location):
                yield False, location
            case Settled(place):
                yield True, place
            case Split(_, then, otherwise):
                yield from ends(then)
                yield from ends(otherwise)


def changes(course: Course) -> Iterator[str]:
    """The variables that a course can change."""
    for act in course:
        match act:
            case Put(slot) | Add(slot):
                yield slot.name
            case Split(_, then, otherwise):
                yield from changes(then)
                yield from changes(otherwise)


def asked_in(course: Course) -> Iterator[str]:
    """The variables that the conditions of a course ask for."""
    for act in course:
        if isinstance(act, Split):
            for tree in act.conditions:
                yield from asked_for(tree)
            yield from asked_in(act.then)
            yield from asked_in(act.otherwise)

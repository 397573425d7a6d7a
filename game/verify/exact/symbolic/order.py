"""In which order the variables stand in a diagram: its size depends on that more than on anything else.

Those that change one soon after the other stand side by side: the story is walked through depth first, and a variable
has its place where it is changed for the first time. What changes last is at the top, and so is what changes
everywhere: most of the time a search is busy with the variables of the chapter where it is, and those of the chapters
before, which stay as they are, lie below in one piece.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from game.engine.instructions import Add, Put
from game.verify.reductions.reduction import Reduced
from game.verify.system.transition_system import At, Course, Settled, Split

_OFTEN = 8
"""What no more courses than this change is not changed everywhere."""


def order(reduced: Reduced) -> list[str]:
    """The names of the variables, from the top."""
    found: dict[str, None] = {}
    often: Counter[str] = Counter()
    seen: set[int] = set()
    settled: set[int] = set()
    stack: list[Iterator[Course]] = [_courses(reduced, 0)]
    while stack:
        course = next(stack[-1], None)
        if course is None:
            stack.pop()
            continue
        changed = list(dict.fromkeys(_changed(course)))
        often.update(changed)
        found.update(dict.fromkeys(changed))
        for end in _ends(course):
            if isinstance(end, Settled) and end.place not in settled:
                settled.add(end.place)
                stack.append(iter((reduced.settling[end.place],)))
            elif isinstance(end, At) and end.location not in seen:
                seen.add(end.location)
                stack.append(_courses(reduced, end.location))
    found.update(dict.fromkeys(reduced.slots))
    most = max(_OFTEN, sum(often.values()) // 20)
    everywhere = [name for name in found if often[name] > most]
    return everywhere + [name for name in reversed(found) if often[name] <= most]


def _courses(reduced: Reduced, location: int) -> Iterator[Course]:
    here = reduced.locations[location]
    for way in here.ways if here is not None else ():
        yield way.course


def _changed(course: Course) -> Iterator[str]:
    for act in course:
        if isinstance(act, Put | Add):
            yield act.slot.name
        elif isinstance(act, Split):
            yield from _changed(act.then)
            yield from _changed(act.otherwise)


def _ends(course: Course) -> Iterator[At | Settled]:
    for act in course:
        if isinstance(act, At | Settled):
            yield act
        elif isinstance(act, Split):
            yield from _ends(act.then)
            yield from _ends(act.otherwise)

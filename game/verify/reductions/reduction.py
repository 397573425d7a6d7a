"""What of a system matters: variables that nothing asks for are left out, and each is forgotten where it is not needed.

Verdicts stay the same; states that differ in nothing that can still matter become one. A report that counts states says
that it counts these.

Liveness is the classical backward dataflow analysis (F. E. Allen, J. Cocke, "A program data flow analysis procedure",
1976); forgetting what is dead in a state space is known from model checkers (M. Bozga, J.-C. Fernandez, L. Ghirvu,
"State space reduction based on live variables analysis", 1999).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from game.engine.events import Achieved, Arrived, Ended, Event, Learned, Received, SceneBegan
from game.engine.instructions import Add, Put, Tell
from game.story.model.expressions import Tree
from game.story.model.layout import Slot
from game.verify.reductions.constant_propagation import FirstValues, without_dead_changes
from game.verify.reductions.one_shot_dominators import freshened, growing, lasting
from game.verify.reductions.reaching_definitions import with_first_values
from game.verify.system.observers import Mark, Watched
from game.verify.system.partial_evaluation import FALSE, asked_for, known_conditions
from game.verify.system.space import Progress, Stopped
from game.verify.system.system_parts import Parts, same
from game.verify.system.transition_system import Act, At, Course, Location, Settled, Split, System, Way

TOLD: frozenset[type] = frozenset((SceneBegan, Ended, Arrived, Learned, Received, Achieved, Mark))
"""The kinds of events that a search can be asked about."""

_EFFECTS: Mapping[str, type[Learned | Received | Achieved]] = {"learn": Learned, "give": Received, "achieve": Achieved}


class Reduced(NamedTuple):
    """A system without what does not matter.

    `locations` and `settling` as in a `System`, with fewer ways and acts; `None` for a location that nothing leads to.
    `slots` are the variables that are left, by name; `live[location]` is a mask with one bit for each of them, in their
    order: those that can still be asked for there. All others have their lowest value there: because they are
    forgotten, or because nothing has changed them yet (see `game.verify.reductions.constant_propagation`). Some acts
    put variables to the lowest value that they have anyway (see `game.verify.reductions.one_shot_dominators`).
    `growing` are the variables that nothing makes smaller, `lasting` those that begin with 0, their lowest value, and
    never come back to it.

    Whatever happens that somebody may ask about is a `Tell`, what was only told of a change (a fact that is learned)
    too, whether or not it is a change in that state. Of `Arrived` it is left out whether it is the first time.
    """

    locations: tuple[Location | None, ...]
    settling: Mapping[int, Course]
    slots: Mapping[str, Slot]
    live: tuple[int, ...]
    growing: frozenset[str]
    lasting: frozenset[str]


def reduced(
    system: System | Watched, *, keep: Iterable[str] = (), forget: bool = True, told: frozenset[type] = TOLD,
    progress: Progress = lambda states: True,
) -> Reduced:  # fmt: skip
    """The system without variables that nothing asks for, and with those that never change as numbers.

    `keep` are variables that somebody else asks for everywhere. Without `forget`, variables count as live everywhere.
    `told` are the kinds of events that somebody asks about; what decides whether they happen is asked for, too.
    `progress` is asked now and then whether to go on. Raises Stopped.
    """

    def go_on() -> None:
        if not progress(0):
            raise Stopped

    kept = frozenset(keep)
    go_on()
    parts = _telling(Parts(tuple(system.locations), dict(system.settling)), told)
    start = system.story.layout.start
    slots = dict(system.slots)
    go_on()
    grows, lasts = growing(parts, slots, start), lasting(parts, slots, start)
    while True:
        parts, asked = _plain(parts, slots, start, kept, go_on)
        left = {name: slots[name] for name in slots if name in asked}
        lasting_here, growing_here = lasts & left.keys(), grows & left.keys()
        if not forget:
            everything = ((1 << len(left)) - 1,) * len(parts.locations)
            parts = freshened(parts, left, start, lasts)
            return Reduced(parts.locations, parts.settling, left, everything, growing_here, lasting_here)
        go_on()
        fresh = freshened(parts, left, start, lasts)
        go_on()
        asked_for = _liveness(fresh, left, kept)
        go_on()
        known, live = FirstValues(fresh, asked_for, left, start).known()
        go_on()
        # A change to the lowest value stays, though where it leads the variable is not in `live` any more: known again.
        before, parts = parts, without_dead_changes(known, asked_for, left)
        if _size(parts) == _size(before):
            return Reduced(parts.locations, parts.settling, left, live, growing_here, lasting_here)


def _plain(
    parts: Parts, slots: Mapping[str, Slot], start: int, kept: frozenset[str], go_on: Callable[[], None]
) -> tuple[Parts, set[str]]:
    """Without what nothing asks for, and with constants as numbers; and the variables that are left."""
    first = {name: slot.get(start) for name, slot in slots.items() if name not in kept}
    before: tuple[set[str], int] = set(), 0
    while True:
        go_on()
        parts = _reachable(parts)
        asked = _asked_for(parts) | kept
        changed = _changed(parts, asked)
        constant = {name: slots[name].get(start) for name in asked - changed - kept}
        now = asked, sum(one is not None for one in parts.locations)
        if now == before and not constant:
            return parts, asked & changed | kept
        before = now
        parts = _simpler(parts, asked, constant)
        go_on()
        parts = Parts(*with_first_values(parts, first))


def _size(parts: Parts) -> int:
    """How many acts there are, with the conditions of ways."""

    def size(course: Course) -> int:
        return sum(2 + size(act.then) + size(act.otherwise) if isinstance(act, Split) else 1 for act in course)

    ways = [way for one in parts.locations if one is not None for way in one.ways]
    return sum(map(size, parts.courses())) + sum(1 + len(way.conditions) for way in ways)


def _telling(parts: Parts, told: frozenset[type]) -> Parts:
    """With nothing told but events of these kinds, each by an act of its own."""

    def course(acts: Course) -> Course:
        made: list[Act] = []
        event: Event | None
        for act in acts:
            match act:
                case Put(_, _, (kind, subject)) | Add(_, _, (kind, subject)):
                    made.append(act._replace(told=None))
                    event = _EFFECTS[kind](subject) if kind in _EFFECTS else None
                case Tell(Arrived(place)):
                    event = Arrived(place, first=False)
                case Tell():
                    event = act.event
                case Split(conditions, then, otherwise):
                    made.append(Split(conditions, course(then), course(otherwise)))
                    continue
                case Put() | Add() | At() | Settled():
                    made.append(act)
                    continue
                case _:
                    continue
            if event is not None and (type(event) in told or isinstance(event, SceneBegan)):
                made.append(Tell(event))
        return tuple(made)

    return parts.mapped(lambda one: one._replace(course=course(one.course)), course)


def _reachable(parts: Parts) -> Parts:
    """Without locations to which no way leads."""
    seen = {0}
    settled: set[int] = set()
    waiting = [0]
    while waiting:
        location = parts.locations[waiting.pop()]
        assert location is not None  # noqa: S101 - what a way leads to is there
        courses = [way.course for way in location.ways]
        while courses:
            for act in courses.pop():
                if isinstance(act, Split):
                    courses += (act.then, act.otherwise)
                elif isinstance(act, Settled) and act.place not in settled:
                    settled.add(act.place)
                    courses.append(parts.settling[act.place])
                elif isinstance(act, At) and act.location not in seen:
                    seen.add(act.location)
                    waiting.append(act.location)
    locations = tuple(one if index in seen else None for index, one in enumerate(parts.locations))
    return Parts(locations, {place: course for place, course in parts.settling.items() if place in settled})


def _asked_for(parts: Parts) -> set[str]:
    """Every variable that a condition asks for, as far as something depends on the condition."""
    asked: set[str] = set()
    for location in parts.locations:
        for way in location.ways if location is not None else ():
            asked.update(*map(asked_for, way.conditions))
    before = -1
    while len(asked) > before:
        before = len(asked)
        for course in parts.courses():
            _asked_in(course, asked)
    return asked


def _asked_in(course: Course, asked: set[str]) -> bool:
    """Add what the conditions of a course ask for. The result tells whether the course does anything that matters."""
    matters = False
    for act in course:
        if isinstance(act, Split):
            if any([_asked_in(act.then, asked), _asked_in(act.otherwise, asked)]):
                asked.update(*map(asked_for, act.conditions))
                matters = True
        elif not isinstance(act, Put | Add) or act.slot.name in asked:
            matters = True
    return matters


def _changed(parts: Parts, asked: set[str]) -> set[str]:
    """Those of the variables that something changes."""
    return {act.slot.name for act in parts.acts() if isinstance(act, Put | Add)} & asked


def _simpler(parts: Parts, asked: set[str], constant: Mapping[str, int]) -> Parts:
    """Without changes that nothing asks for, and with constants as numbers."""

    def course(acts: Course) -> Course:
        made: list[Act] = []
        for act in acts:
            match act:
                case Put(slot) | Add(slot):
                    if slot.name in asked and slot.name not in constant:
                        made.append(act)
                case Split(conditions, then, otherwise):
                    left = known_conditions(conditions, constant)
                    never = left == (FALSE,)
                    yes = () if never else course(then)
                    no = course(otherwise) if left else ()
                    if never or not left or same(yes, no):
                        made.extend(no if never else yes)
                        if made and isinstance(made[-1], At | Settled):
                            break
                    else:
                        made.append(Split(left, yes, no))
                case At() | Settled() | Tell():
                    made.append(act)
        return tuple(made)

    def way(one: Way) -> Way | None:
        left = known_conditions(one.conditions, constant)
        return one._replace(conditions=left, course=course(one.course)) if left != (FALSE,) else None

    return parts.mapped(way, course)


class _Needs(NamedTuple):
    """What is asked for before a course: `sure`, and of what is live behind each of its ends, the variables it keeps.

    The ends are numbers of locations, and for places whose settling is shared, -1 less their numbers.
    """

    sure: int
    kept: Mapping[int, int]


def _liveness(parts: Parts, slots: Iterable[str], kept: frozenset[str]) -> tuple[int, ...]:
    """For each location a mask of the variables that may still be asked for from there on, or are kept."""
    bit = {name: 1 << index for index, name in enumerate(slots)}
    everything = (1 << len(bit)) - 1
    always = sum(bit[name] for name in kept)

    def asked_by(conditions: tuple[Tree, ...]) -> int:
        mask = 0
        for tree in conditions:
            for name in asked_for(tree):
                mask |= bit.get(name, 0)
        return mask

    def needs(course: Course, after: _Needs) -> _Needs:
        for act in reversed(course):
            match act:
                case At(location):
                    after = _Needs(always, {location: everything})
                case Settled(place):
                    after = _Needs(0, {-1 - place: everything})
                case Put(slot):
                    after = _without(after, ~bit.get(slot.name, 0) | always)
                case Split(conditions, then, otherwise):
                    after = _either([needs(then, after), needs(otherwise, after)], asked_by(conditions))
        return after

    nothing = _Needs(0, {})
    needed: dict[int, _Needs] = {}
    for index, location in enumerate(parts.locations):
        if location is not None:
            asked = always
            for way in location.ways:
                asked |= asked_by(way.conditions)
            needed[index] = _either([needs(way.course, nothing) for way in location.ways], asked)
    for place, course in parts.settling.items():
        needed[-1 - place] = needs(course, nothing)
    live = _fixpoint(needed)
    return tuple(live.get(index, 0) for index in range(len(parts.locations)))


def _without(needs: _Needs, kept: int) -> _Needs:
    return _Needs(needs.sure & kept, {end: mask & kept for end, mask in needs.kept.items()})


def _either(some: list[_Needs], asked: int) -> _Needs:
    kept: dict[int, int] = {}
    for one in some:
        asked |= one.sure
        for end, mask in one.kept.items():
            kept[end] = kept.get(end, 0) | mask
    return _Needs(asked, kept)


def _fixpoint(needed: Mapping[int, _Needs]) -> dict[int, int]:
    live = dict.fromkeys(needed, 0)
    before: dict[int, list[int]] = {node: [] for node in needed}
    for node, one in needed.items():
        for end in one.kept:
            before[end].append(node)
    waiting = list(needed)
    queued = set(waiting)
    while waiting:
        node = waiting.pop()
        queued.discard(node)
        sure, kept = needed[node]
        for end, mask in kept.items():
            sure |= live[end] & mask
        if sure != live[node]:
            live[node] = sure
            for earlier in before[node]:
                if earlier not in queued:
                    queued.add(earlier)
                    waiting.append(earlier)
    return live


def moves_in(whole: Reduced, path: Iterable[tuple[int, int]]) -> int:
    """How many steps of a path (locations and numbers of ways) are moves of the player."""
    return sum((here := whole.locations[location]) is not None and here.is_chosen for location, _ in path)


def told_in(whole: Reduced) -> Iterator[Event]:
    """Everything that is told in some course."""
    return (act.event for act in Parts(whole.locations, whole.settling).acts() if isinstance(act, Tell))

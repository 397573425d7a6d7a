"""A reduced system, made flat: every course is taken apart into straight pieces, and every question it asks on the way
is a node of its own.

So each edge has conditions, then changes, then a target, and nothing else. That is the ground on which stories are
looked at that are too large for looking at their states: what is forgotten of a flat system is forgotten edge by edge.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple, TypeAlias

from game.engine.events import Event
from game.engine.instructions import Add, Put, Tell
from game.story.model.expressions import Formula, Not, Tree, readings
from game.story.model.layout import Layout, Slot, Variable
from game.verify.reductions.reduction import Reduced
from game.verify.system.partial_evaluation import asked_for, joined
from game.verify.system.satisfiability import parts_of, possible
from game.verify.system.system_parts import same
from game.verify.system.transition_system import Act, At, Course, Kind, Settled, Split

Change: TypeAlias = Put | Add
Happening: TypeAlias = tuple[str, object]
"""The name of the kind of an event, and the event (two events of different kinds can be equal), or something else that
is told with a name before it."""

CHOSEN: frozenset[Kind] = frozenset(("roaming", "offer", "question"))

_MOST_BRANCHES = 60
"""Ways on from one node of a course; where there are more, there are more nodes."""
_MOST_VALUES = 5_000
"""Values of a variable that are gone through to see whether a change is one."""


class Edge(NamedTuple):
    """A way on from a node: open while all `conditions` hold; then the changes, in order.

    `way` is the number of the way at its location, and -1 within a course. `once`: taking it uses something up for
    good, so that it can be taken only so many times in any play.
    """

    conditions: tuple[Tree, ...]
    changes: tuple[Change, ...]
    told: tuple[Happening, ...]
    target: int
    way: int
    once: bool


class Watch(NamedTuple):
    """What happens at a node while all conditions hold."""

    conditions: tuple[Tree, ...]
    event: Happening


class Node(NamedTuple):
    """A location, or a place in a course where something is asked. `kind` is `deciding` for these.

    Where nobody chooses, one of the edges is open, and which one the memory decides. `live` are the variables that are
    not forgotten here; None: all.
    """

    kind: Kind
    edges: tuple[Edge, ...]
    watches: tuple[Watch, ...]
    live: frozenset[str] | None


class Flat(NamedTuple):
    """A flat system. The nodes with the first numbers are the locations of the reduced one; None: nothing leads there.

    `growing` are the variables that nothing ever makes smaller, `lasting` those that never come back to 0.
    """

    nodes: tuple[Node | None, ...]
    slots: dict[str, Slot]
    start: int
    growing: frozenset[str]
    lasting: frozenset[str]

    @property
    def asked(self) -> frozenset[str]:
        """The variables that are asked for."""
        return frozenset(name for tree in self.conditions() for name in readings(tree))

    def conditions(self) -> frozenset[Tree]:
        """Every condition."""
        trees: set[Tree] = set()
        for node in self.nodes:
            if node is not None:
                trees.update(tree for edge in node.edges for tree in edge.conditions)
                trees.update(tree for watch in node.watches for tree in watch.conditions)
        return frozenset(trees)


def key(event: Event) -> Happening:
    """What tells events apart."""
    return type(event).__name__, event


def flattened(whole: Reduced, start: int, told: Collection[Happening] | None = frozenset()) -> Flat:
    """The flat system of a reduced one that begins with the memory `start`.

    `told` are the events that are kept; None: all.
    """
    return _Flattening(whole, start, told).flat()


class _Flattening:
    def __init__(self, whole: Reduced, start: int, told: Collection[Happening] | None) -> None:
        self.whole, self.start, self.told = whole, start, told
        self.nodes: list[Node | None] = [None] * len(whole.locations)
        self._courses: list[Course] = []
        self._numbers: dict[tuple[object, ...], int] = {}
        self._settled: dict[int, int] = {}
        self._splits: dict[int, int] = {}
        self._split_numbers: dict[object, int] = {}
        self._kept: list[Split] = []  # so that their identities stay theirs
        self._used_up: dict[tuple[tuple[Tree, ...], type[Change], Change], bool] = {}

    def flat(self) -> Flat:
        names = tuple(self.whole.slots)
        for number, location in enumerate(self.whole.locations):
            if location is None:
                continue
            edges = tuple(
                self._straight(way.conditions, (), self._cut(way.course), index)
                for index, way in enumerate(location.ways)
            )
            live = self.whole.live[number]
            left = frozenset(name for index, name in enumerate(names) if live >> index & 1)
            self.nodes[number] = Node(location.key.kind, edges, (), left)
        done = len(self.nodes)
        while done < len(self.whole.locations) + len(self._courses):
            self.nodes.append(self._deciding(self._courses[done - len(self.whole.locations)]))
            done += 1
        return Flat(tuple(self.nodes), dict(self.whole.slots), self.start, self.whole.growing, self.whole.lasting)

    def _cut(self, course: Course) -> Course:
        """The course without what nobody asks for, and without questions on which then nothing depends."""
        if self.told is None:
            return course
        made: list[Act] = []
        for act in course:
            if isinstance(act, Split):
                then, otherwise = self._cut(act.then), self._cut(act.otherwise)
                if same(then, otherwise):
                    made.extend(then)
                elif same(then, act.then) and same(otherwise, act.otherwise):
                    made.append(act)
                else:
                    made.append(Split(act.conditions, then, otherwise))
            elif not isinstance(act, Tell) or key(act.event) in self.told:
                made.append(act)
        return tuple(made)

    def _straight(
        self, conditions: tuple[Tree, ...], told: tuple[Happening, ...], course: Course, way: int = -1
    ) -> Edge:
        changes: list[Change] = []
        events = list(told)
        target = -1
        for index, act in enumerate(course):
            match act:
                case Put() | Add():
                    changes.append(act)
                case Tell(event):
                    events.append(key(event))
                case At(location):
                    target = location
                    break
                case Settled(place):
                    target = self._settling(place)
                    break
                case Split():
                    target = self._node(course[index:])
                    break
        assert target >= 0  # noqa: S101 - a course has an end
        made = tuple(changes)
        return Edge(conditions, made, tuple(events), target, way, self._uses_up(conditions, made))

    def _settling(self, place: int) -> int:
        if place not in self._settled:
            self._settled[place] = self._new_node(self._cut(self.whole.settling[place]))
        return self._settled[place]

    def _node(self, course: Course) -> int:
        written = self._written(course)
        if written not in self._numbers:
            self._numbers[written] = self._new_node(course)
        return self._numbers[written]

    def _new_node(self, course: Course) -> int:
        self._courses.append(course)
        return len(self.whole.locations) + len(self._courses) - 1

    def _written(self, course: Course) -> tuple[object, ...]:
        """Something that is equal only for the same courses: acts of different kinds can be equal as tuples."""
        return tuple(self._split(act) if isinstance(act, Split) else (type(act), _plain(act)) for act in course)

    def _split(self, split: Split) -> int:
        number = self._splits.get(id(split))
        if number is None:
            written = split.conditions, self._written(split.then), self._written(split.otherwise)
            number = self._splits[id(split)] = self._split_numbers.setdefault(written, len(self._split_numbers))
            self._kept.append(split)
        return number

    def _deciding(self, course: Course) -> Node:
        watches: list[Watch] = []
        edges = [
            self._straight(conditions, told, further)
            for conditions, told, further in self._branches(course, (), (), watches, [_MOST_BRANCHES])
            if not conditions or possible(conditions, self.whole.slots)
        ]
        return Node("deciding", tuple(edges), tuple(watches), None)

    def _branches(
        self, course: Course, conditions: tuple[Tree, ...], told: tuple[Happening, ...], watches: list[Watch],
        left: list[int],
    ) -> Iterator[tuple[tuple[Tree, ...], tuple[Happening, ...], Course]]:  # fmt: skip
        """The courses that there are, each with what has to hold for it, as long as nothing is changed in between."""
        for index, act in enumerate(course):
            rest = course[index + 1 :]
            if isinstance(act, Tell):
                told = (*told, key(act.event))
            elif not isinstance(act, Split) or left[0] <= 0:
                yield conditions, told, course[index:]
                return
            elif _only_tells(act):
                watches.extend(_watched(act, conditions))
                left[0] -= 1
            else:
                left[0] -= 1
                yes, no = (one if _ends(one) else (*one, *rest) for one in (act.then, act.otherwise))
                yield from self._branches(yes, (*conditions, *act.conditions), told, watches, left)
                not_so = Not(joined("and", act.conditions))
                yield from self._branches(no, (*conditions, not_so), told, watches, left)
                return
        raise AssertionError("a course has an end")

    def _uses_up(self, conditions: tuple[Tree, ...], changes: tuple[Change, ...]) -> bool:
        """Whether a variable surely grows that nothing ever makes smaller."""
        for number, act in enumerate(changes):
            slot = act.slot
            if slot.name not in self.whole.growing or any(one.slot.name == slot.name for one in changes[:number]):
                continue
            known = conditions, type(act), act
            if known not in self._used_up:
                self._used_up[known] = self._grows(conditions, act)
            if self._used_up[known]:
                return True
        return False

    def _grows(self, conditions: tuple[Tree, ...], act: Change) -> bool:
        slot = self.whole.slots[act.slot.name]
        trees = [tree for tree in parts_of(conditions) if asked_for(tree) == {slot.name}]
        if not trees or slot.high - slot.low > _MOST_VALUES:
            return False
        most = act.value if isinstance(act, Put) else slot.high if act.amount > 0 else slot.low
        layout = Layout([Variable(slot.name, slot.low, slot.high, slot.low)])
        formulas = [Formula("", tree, "truth", layout) for tree in trees]
        too_high = range(max(most - slot.low, 0), slot.high - slot.low + 1)
        return not any(all(formula(value) for formula in formulas) for value in too_high)


def _plain(act: Act) -> object:
    return key(act.event) if isinstance(act, Tell) else act


def _only_tells(split: Split) -> bool:
    """Whether nothing but what is told depends on it."""
    return all(
        isinstance(act, Tell) or (isinstance(act, Split) and _only_tells(act))
        for act in (*split.then, *split.otherwise)
    )


def _watched(split: Split, conditions: tuple[Tree, ...]) -> Iterator[Watch]:
    for holds, course in (
        ((*conditions, *split.conditions), split.then),
        ((*conditions, Not(joined("and", split.conditions))), split.otherwise),
    ):
        for act in course:
            if isinstance(act, Split):
                yield from _watched(act, holds)
            elif isinstance(act, Tell):
                yield Watch(holds, key(act.event))


def _ends(course: Course) -> bool:
    return bool(course) and (
        isinstance(course[-1], At | Settled)
        or (isinstance(course[-1], Split) and _ends(course[-1].then) and _ends(course[-1].otherwise))
    )

"""A system that remembers less: what it does not remember may be so or not.

Everything that the whole system can do this one can do as well, and more (an over-approximation: P. Cousot, R. Cousot,
"Abstract interpretation", 1977). What cannot happen here can never happen. Where a course asks for something that is not
remembered it stops at a location of the kind `deciding`, whose ways are all that may be; the same system says for each
way whether it is *sure* to be open, whatever was forgotten (the *may* and *must* of K. G. Larsen, B. Thomsen, "A modal
process logic", 1988).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from game.engine.acts import Add, Put, Tell
from game.story.formulas import Not, Number, Operation, Reading, Tree, readings
from game.verify.parts import same
from game.verify.reduction import Reduced
from game.verify.satisfying import parts_of, possible
from game.verify.system import Act, At, Course, Key, Location, Settled, Split, Way
from game.verify.trees import FALSE, TRUE, joined, known_part

_OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}


class Abstract(NamedTuple):
    """A system that remembers only some variables.

    `sure[location][way]` are the conditions under which a way is open whatever was forgotten; None: never for sure.
    `once[location][way]` tells whether taking the way uses something up for good that was forgotten: it can be taken
    only so many times in a play. `whole[location][way]` are its conditions as they are.
    """

    reduced: Reduced
    sure: tuple[tuple[tuple[Tree, ...] | None, ...], ...]
    once: tuple[tuple[bool, ...], ...]
    whole: tuple[tuple[tuple[Tree, ...], ...], ...]


def may(tree: Tree, kept: Collection[str]) -> Tree:
    """A condition over the kept variables alone that holds whenever this one can hold."""
    return known_part(_hopeful(tree, kept, True), {})


def must(tree: Tree, kept: Collection[str]) -> Tree:
    """A condition over the kept variables alone that holds only when this one is sure to hold."""
    return known_part(Not(_hopeful(tree, kept, False)), {})


def _hopeful(tree: Tree, kept: Collection[str], wanted: bool) -> Tree:
    """What may be, as far as the kept variables tell: that the condition holds (`wanted`), or that it does not."""
    match tree:
        case Not(part):
            return _hopeful(part, kept, not wanted)
        case Operation(("and" | "or") as sign, left, right):
            joint = sign if wanted else ("or" if sign == "and" else "and")
            return Operation(joint, _hopeful(left, kept, wanted), _hopeful(right, kept, wanted))
    if all(name in kept for name in readings(tree)):
        return tree if wanted else _opposite(tree)
    return TRUE


def _opposite(tree: Tree) -> Tree:
    if isinstance(tree, Operation) and tree.sign in _OPPOSITE:
        return Operation(_OPPOSITE[tree.sign], tree.left, tree.right)
    return Not(tree)


class _AbstractWay(NamedTuple):
    way: Way
    sure: tuple[Tree, ...] | None
    once: bool
    whole: tuple[Tree, ...]


class _Abstraction:
    def __init__(self, whole: Reduced, kept: frozenset[str]) -> None:
        self.whole, self.kept = whole, kept
        self.growing = _growing(whole)
        self.locations: list[Location | None] = [
            one._replace(ways=tuple(way._replace(course=_untold(way.course)) for way in one.ways)) if one else None
            for one in whole.locations
        ]
        self.settling: dict[int, Course] = {}
        self.slots = whole.slots
        self._deciding: dict[str, int] = {}

    def made(self) -> Abstract:
        """The whole system, made abstract."""
        for place, course in self.whole.settling.items():
            self.settling[place] = self.course(_untold(course))
        sure: list[tuple[tuple[Tree, ...] | None, ...]] = []
        once: list[tuple[bool, ...]] = []
        whole: list[tuple[tuple[Tree, ...], ...]] = []
        while len(sure) < len(self.locations):  # more of them are found on the way
            location = self.locations[len(sure)]
            ways = self.ways(location) if location is not None else []
            if location is not None:
                self.locations[len(sure)] = location._replace(ways=tuple(one.way for one in ways))
            sure.append(tuple(one.sure for one in ways))
            once.append(tuple(one.once for one in ways))
            whole.append(tuple(one.whole for one in ways))
        slots = {name: slot for name, slot in self.whole.slots.items() if name in self.kept}
        everything = (1 << len(slots)) - 1
        reduced = Reduced(tuple(self.locations), self.settling, slots, (everything,) * len(self.locations), {})
        return Abstract(reduced, tuple(sure), tuple(once), tuple(whole))

    def ways(self, location: Location) -> list[_AbstractWay]:
        """The ways that may be open."""
        made = []
        for way in location.ways:
            holds = tuple(may(tree, self.kept) for tree in way.conditions)
            if FALSE in holds:
                continue
            surely = tuple(must(tree, self.kept) for tree in way.conditions)
            never = any(isinstance(tree, Number) and not tree.value for tree in surely)
            made.append(_AbstractWay(
                way._replace(conditions=_left(holds), course=self.course(way.course)),
                None if never else _left(surely), self.uses_up(way), way.conditions,
            ))  # fmt: skip
        return made

    def uses_up(self, way: Way) -> bool:
        """Whether the way is open only while something is still 0 that it then makes more, and nothing makes 0 again."""
        unset = {
            part.part.variable
            for part in parts_of(way.conditions)
            if isinstance(part, Not) and isinstance(part.part, Reading)
        }
        for act in way.course:
            if isinstance(act, Add | Put) and act.slot.name in unset and act.slot.name in self.growing:
                return True
            if isinstance(act, Split):
                break
        return False

    def course(self, course: Course) -> Course:
        """The course without changes of what is not remembered; it stops where it asks for that."""
        made: list[Act] = []
        for index, act in enumerate(course):
            match act:
                case Put(slot) | Add(slot):
                    if slot.name in self.kept:
                        made.append(act)
                case Split(conditions, then, otherwise):
                    if all(name in self.kept for tree in conditions for name in readings(tree)):
                        if self.decides(then) or self.decides(otherwise):
                            rest = course[index + 1 :]
                            yes, no = (self.course(_followed(one, rest)) for one in (then, otherwise))
                            return (*made, Split(conditions, yes, no))
                        made.append(Split(conditions, self.course(then), self.course(otherwise)))
                        continue
                    # What is changed before is done; then it is decided.
                    return (*made, At(self.deciding(course[index:])))
                case At() | Settled():
                    made.append(act)
        return tuple(made)

    def decides(self, course: Course) -> bool:
        """Whether a course asks for something that is not remembered."""
        return any(
            isinstance(act, Split)
            and (
                any(name not in self.kept for tree in act.conditions for name in readings(tree))
                or self.decides(act.then)
                or self.decides(act.otherwise)
            )
            for act in course
        )

    def deciding(self, course: Course) -> int:
        """The location where it is decided how a course goes on that begins with a question."""
        # Acts of different kinds can be equal as tuples, so courses are told apart by what is written of them.
        number = self._deciding.get(repr(course))
        if number is None:
            number = self._deciding[repr(course)] = len(self.locations)
            ways = [
                Way("decide", str(index), "", conditions, further)
                for index, (conditions, further) in enumerate(self.branches(course, ()))
                if possible(conditions, self.slots)
            ]
            self.locations.append(Location(Key("deciding", 0, number, ()), tuple(ways)))
        return number

    def branches(self, course: Course, conditions: tuple[Tree, ...]) -> Iterator[tuple[tuple[Tree, ...], Course]]:
        """The courses that there are, each with what has to hold for it, as long as nothing is changed in between."""
        if not course or not isinstance(course[0], Split):
            yield conditions, course
            return
        split, rest = course[0], course[1:]
        yield from self.branches(_followed(split.then, rest), (*conditions, *split.conditions))
        yield from self.branches(_followed(split.otherwise, rest), (*conditions, Not(joined("and", split.conditions))))


def _untold(course: Course) -> Course:
    """The course without what is only told, and without questions on which nothing else depends."""
    made: list[Act] = []
    for act in course:
        if isinstance(act, Split):
            then, otherwise = _untold(act.then), _untold(act.otherwise)
            if same(then, otherwise):
                made.extend(then)
            else:
                made.append(Split(act.conditions, then, otherwise))
        elif not isinstance(act, Tell):
            made.append(act)
    return tuple(made)


def _followed(course: Course, rest: Course) -> Course:
    return course if _ends(course) else (*course, *rest)


def _left(conditions: tuple[Tree, ...]) -> tuple[Tree, ...]:
    return tuple(tree for tree in conditions if not isinstance(tree, Number))


def _growing(whole: Reduced) -> frozenset[str]:
    """The variables that nothing makes smaller, and that begin with 0 at the least."""
    falling: set[str] = set()
    rising: dict[str, int] = {}
    courses = [way.course for one in whole.locations if one is not None for way in one.ways]
    courses += whole.settling.values()
    while courses:
        for act in courses.pop():
            match act:
                case Put(slot, value):
                    rising[slot.name] = max(rising.get(slot.name, value), value)
                    if value <= slot.low or value < rising[slot.name]:
                        falling.add(slot.name)
                case Add(slot, amount) if amount < 0:
                    falling.add(slot.name)
                case Split(_, then, otherwise):
                    courses += (then, otherwise)
    return frozenset(name for name, slot in whole.slots.items() if slot.low == 0 and name not in falling)


def _ends(course: Course) -> bool:
    return bool(course) and (
        isinstance(course[-1], At | Settled)
        or (isinstance(course[-1], Split) and _ends(course[-1].then) and _ends(course[-1].otherwise))
    )


def abstracted(whole: Reduced, kept: Collection[str]) -> Abstract:
    """The system that remembers only the kept variables."""
    return _Abstraction(whole, frozenset(kept)).made()

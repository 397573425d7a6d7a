"""Where variables still have their first value, because nothing on any way there has changed them.

Most of a story lies ahead for most of it: what the last chapter asks for has its first value in all chapters before.
There it need not be remembered, and what it decides is known. This is conditional constant propagation (M. N. Wegman,
F. K. Zadeck, "Constant propagation with conditional branches", 1991) for one value of each variable, its lowest, which
nearly all begin with.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from game.engine.instructions import Add, Put
from game.story.model.expressions import Number, Tree
from game.story.model.layout import Slot
from game.verify.reductions.reaching_definitions import ends
from game.verify.system.partial_evaluation import asked_for, known_part
from game.verify.system.system_parts import Parts, same
from game.verify.system.transition_system import Act, At, Course, Location, Settled, Split, Way


class FirstValues:
    """Follows every way from the beginning, with a mask of the variables that may differ from their lowest value.

    `slots` in the order of the bits of such masks; `live` are those that are not forgotten at a location.
    """

    def __init__(self, parts: Parts, live: tuple[int, ...], slots: Mapping[str, Slot], start: int) -> None:
        self.parts, self.live = parts, live
        self._bits = {name: 1 << index for index, name in enumerate(slots)}
        self._lowest = {name: slot.low for name, slot in slots.items()}
        self._asked: dict[int, tuple[Tree, int]] = {}
        self._known: dict[tuple[int, int], Tree] = {}
        #: By node (the number of a location, or -1 less that of a place that is settled), the variables that may vary.
        self.varying: dict[int, int] = {}
        self._waiting: set[int] = set()
        self._reach(0, sum(self._bits[name] for name, slot in slots.items() if slot.get(start) != slot.low))
        order = self._order()
        while self._waiting:
            for node in order:
                if node in self._waiting:
                    self._waiting.discard(node)
                    mask = self.varying[node]
                    for conditions, course in self._courses(node):
                        if self._left(conditions, mask) is not None:
                            self._follow(course, mask, to_ends=True)

    def known(self) -> tuple[Parts, tuple[int, ...]]:
        """The parts with everything worked out that follows, and by location the live variables that may vary there."""
        locations: list[Location | None] = []
        for index, location in enumerate(self.parts.locations):
            mask = self.varying.get(index)
            ways = [self._way(way, mask) for way in location.ways] if location is not None and mask is not None else []
            left = tuple(way for way in ways if way is not None)
            locations.append(location._replace(ways=left) if location is not None and mask is not None else None)
        settling = {
            place: self._follow(course, self.varying[-1 - place])[0]
            for place, course in self.parts.settling.items()
            if -1 - place in self.varying
        }
        live = tuple(one & self.varying.get(index, 0) for index, one in enumerate(self.live))
        return Parts(tuple(locations), settling), live

    def _way(self, way: Way, mask: int) -> Way | None:
        left = self._left(way.conditions, mask)
        return None if left is None else way._replace(conditions=left, course=self._follow(way.course, mask)[0])

    def _order(self) -> list[int]:
        """All nodes, as far as can be each behind those that lead there (in reverse postorder)."""
        finished: list[int] = []
        seen = {0}
        open_ = [(0, self._behind(0))]
        while open_:
            node, following = open_[-1]
            for one in following:
                if one not in seen:
                    seen.add(one)
                    open_.append((one, self._behind(one)))
                    break
            else:
                finished.append(node)
                open_.pop()
        return finished[::-1]

    def _behind(self, node: int) -> Iterator[int]:
        return (-1 - end if shared else end for _, course in self._courses(node) for shared, end in ends(course))

    def _courses(self, node: int) -> list[tuple[tuple[Tree, ...], Course]]:
        if node < 0:
            return [((), self.parts.settling[-1 - node])]
        location = self.parts.locations[node]
        assert location is not None  # noqa: S101 - what a way leads to is there
        return [(way.conditions, way.course) for way in location.ways]

    def _reach(self, node: int, mask: int) -> None:
        before = self.varying.get(node)
        now = mask | (before or 0)
        if now != before:
            self.varying[node] = now
            self._waiting.add(node)

    def _follow(self, course: Course, mask: int | None, *, to_ends: bool = False) -> tuple[Course, int | None]:
        """The course with what is known worked out, and what may vary behind it; None: it never comes to its end.

        With `to_ends`, whatever it leads to is reached.
        """
        made: list[Act] = []
        for act in course:
            if mask is None:
                break
            match act:
                case Put(slot, value):
                    bit = self._bits[slot.name]
                    mask = mask & ~bit if value == slot.low else mask | bit
                case Add(slot, amount):
                    bit = self._bits[slot.name]
                    if amount <= 0 and not mask & bit:
                        continue
                    mask |= bit
                case At(node) | Settled(node):
                    if to_ends:
                        at = isinstance(act, At)
                        self._reach(node if at else -1 - node, mask & self.live[node] if at else mask)
                    made.append(act)
                    return tuple(made), None
                case Split(conditions, then, otherwise):
                    left = self._left(conditions, mask)
                    yes, after = self._follow(then, mask, to_ends=to_ends) if left is not None else ((), None)
                    no, after_no = self._follow(otherwise, mask, to_ends=to_ends) if left != () else ((), None)
                    if left:
                        made.append(Split(left, yes, no))
                    else:
                        made.extend(no if left is None else yes)
                    mask = after_no if after is None else after if after_no is None else after | after_no
                    continue
            made.append(act)
        return tuple(made), mask

    def _left(self, conditions: tuple[Tree, ...], mask: int) -> tuple[Tree, ...] | None:
        """What is left of conditions; None when one of them never holds."""
        left = []
        for tree in conditions:
            known = self._known_part(tree, mask)
            if not isinstance(known, Number):
                left.append(known)
            elif not known.value:
                return None
        return tuple(left)

    def _known_part(self, tree: Tree, mask: int) -> Tree:
        asked = self._asked.get(id(tree))  # comparing two trees takes longer than asking
        if asked is None:
            bits = 0
            for name in asked_for(tree):
                bits |= self._bits[name]
            asked = self._asked[id(tree)] = tree, bits
        varying = asked[1] & mask
        if varying == asked[1]:
            return tree
        known = self._known.get((id(tree), varying))
        if known is None:
            lowest = {name: self._lowest[name] for name in asked_for(tree) if not varying & self._bits[name]}
            known = self._known[id(tree), varying] = known_part(tree, lowest)
        return known


def without_dead_changes(parts: Parts, live: tuple[int, ...], slots: Mapping[str, Slot]) -> Parts:
    """Without changes of variables that are not live wherever that leads."""
    bits = {name: 1 << index for index, name in enumerate(slots)}
    needed: dict[int, int] = {}
    settling: dict[int, Course] = {}

    def settled(place: int) -> int:
        if place not in needed:
            settling[place], needed[place] = trimmed(parts.settling[place], 0)
        return needed[place]

    def trimmed(course: Course, asked: int) -> tuple[Course, int]:
        made: list[Act] = []
        for act in reversed(course):
            match act:
                case At(location):
                    asked = live[location]
                case Settled(place):
                    asked = settled(place)
                case Put(slot) | Add(slot):
                    bit = bits[slot.name]
                    if not asked & bit:
                        continue
                    if isinstance(act, Put):
                        asked &= ~bit
                case Split(conditions, then, otherwise):
                    yes, by_then = trimmed(then, asked)
                    no, by_otherwise = trimmed(otherwise, asked)
                    if same(yes, no):
                        made.extend(reversed(yes))
                        asked = by_then
                        continue
                    act = Split(conditions, yes, no)  # noqa: PLW2901 - it is what is left of it
                    asked = by_then | by_otherwise
                    for tree in conditions:
                        for name in asked_for(tree):
                            asked |= bits[name]
            made.append(act)
        return tuple(reversed(made)), asked

    locations = tuple(
        one._replace(ways=tuple(way._replace(course=trimmed(way.course, 0)[0]) for way in one.ways)) if one else None
        for one in parts.locations
    )
    return Parts(locations, settling)

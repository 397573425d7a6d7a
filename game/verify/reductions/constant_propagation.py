"""Where variables still have their first value, because nothing on any way there has changed them.

Most of a story lies ahead for most of it: what the last chapter asks for has its first value in all chapters before.
There it need not be remembered, and what it decides is known. This is conditional constant propagation (M. N. Wegman,
F. K. Zadeck, "Constant propagation with conditional branches", 1991) for one value of each variable, its lowest, which
nearly all begin with.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from game.engine.instructions import Assign, Increment
from game.story.model.expressions import Expression, Number
from game.story.model.layout import Slot
from game.verify.reductions.reaching_definitions import ends
from game.verify.system.elements import (
    ContinueAt,
    Fork,
    Location,
    SettleAt,
    SystemInstruction,
    SystemInstructions,
    Transition,
)
from game.verify.system.partial_evaluation import partially_evaluated, variables_read
from game.verify.system.system_parts import SystemParts, same_instructions


def propagate_constants(
    parts: SystemParts, live: tuple[int, ...], slots: Mapping[str, Slot], start: int
) -> tuple[SystemParts, tuple[int, ...]]:
    """The parts with everything worked out that follows, and by location the live variables that may vary there.

    `live` are by location those that are not forgotten there, as masks with a bit for each of `slots` in their order;
    so is the result. `start` is the memory with which the story begins.
    """
    propagation = _Propagation(parts, live, slots)
    propagation.to_fixpoint(start)
    return propagation.known()


class _Propagation:
    """Follows every way from the beginning, with a mask of the variables that may differ from their lowest value."""

    def __init__(self, parts: SystemParts, live: tuple[int, ...], slots: Mapping[str, Slot]) -> None:
        self.parts, self.live = parts, live
        self._bits = {name: 1 << index for index, name in enumerate(slots)}
        self._slots = slots
        self._lowest = {name: slot.low for name, slot in slots.items()}
        self._asked: dict[int, tuple[Expression, int]] = {}
        self._known: dict[tuple[int, int], Expression] = {}
        #: By node (the number of a location, or -1 less that of a place that is settled), the variables that may vary.
        self.varying: dict[int, int] = {}
        self._waiting: set[int] = set()

    def to_fixpoint(self, start: int) -> None:
        """Follow all ways until nothing new varies anywhere."""
        self._reach(0, sum(self._bits[name] for name, slot in self._slots.items() if slot.get(start) != slot.low))
        order = self._order()
        while self._waiting:
            for node in order:
                if node in self._waiting:
                    self._waiting.discard(node)
                    mask = self.varying[node]
                    for conditions, effect in self._effects(node):
                        if self._left(conditions, mask) is not None:
                            self._follow(effect, mask, to_ends=True)

    def known(self) -> tuple[SystemParts, tuple[int, ...]]:
        """The parts with everything worked out that follows, and by location the live variables that may vary there."""
        locations: list[Location | None] = []
        for index, location in enumerate(self.parts.locations):
            mask = self.varying.get(index)
            transitions = (
                [self._transition(transition, mask) for transition in location.transitions]
                if location is not None and mask is not None
                else []
            )
            left = tuple(transition for transition in transitions if transition is not None)
            locations.append(location._replace(transitions=left) if location is not None and mask is not None else None)
        settling = {
            place: self._follow(effect, self.varying[-1 - place])[0]
            for place, effect in self.parts.settling.items()
            if -1 - place in self.varying
        }
        live = tuple(variables & self.varying.get(index, 0) for index, variables in enumerate(self.live))
        return SystemParts(tuple(locations), settling), live

    def _transition(self, transition: Transition, mask: int) -> Transition | None:
        left = self._left(transition.guards, mask)
        return (
            None if left is None else transition._replace(guards=left, effect=self._follow(transition.effect, mask)[0])
        )

    def _order(self) -> list[int]:
        """All nodes, as far as can be each behind those that lead there (in reverse postorder)."""
        finished: list[int] = []
        seen = {0}
        open_ = [(0, self._behind(0))]
        while open_:
            node, following = open_[-1]
            for successor in following:
                if successor not in seen:
                    seen.add(successor)
                    open_.append((successor, self._behind(successor)))
                    break
            else:
                finished.append(node)
                open_.pop()
        return finished[::-1]

    def _behind(self, node: int) -> Iterator[int]:
        return (-1 - end if shared else end for _, effect in self._effects(node) for shared, end in ends(effect))

    def _effects(self, node: int) -> list[tuple[tuple[Expression, ...], SystemInstructions]]:
        if node < 0:
            return [((), self.parts.settling[-1 - node])]
        location = self.parts.locations[node]
        assert location is not None  # noqa: S101 - what a transition leads to is there
        return [(transition.guards, transition.effect) for transition in location.transitions]

    def _reach(self, node: int, mask: int) -> None:
        before = self.varying.get(node)
        now = mask | (before or 0)
        if now != before:
            self.varying[node] = now
            self._waiting.add(node)

    def _follow(
        self, effect: SystemInstructions, mask: int | None, *, to_ends: bool = False
    ) -> tuple[SystemInstructions, int | None]:
        """The effect with what is known worked out, and what may vary behind it; None: it never comes to its end.

        With `to_ends`, whatever it leads to is reached.
        """
        made: list[SystemInstruction] = []
        for instruction in effect:
            if mask is None:
                break
            match instruction:
                case Assign(slot, value):
                    bit = self._bits[slot.name]
                    mask = mask & ~bit if value == slot.low else mask | bit
                case Increment(slot, amount):
                    bit = self._bits[slot.name]
                    if amount <= 0 and not mask & bit:
                        continue
                    mask |= bit
                case ContinueAt(node) | SettleAt(node):
                    if to_ends:
                        at = isinstance(instruction, ContinueAt)
                        self._reach(node if at else -1 - node, mask & self.live[node] if at else mask)
                    made.append(instruction)
                    return tuple(made), None
                case Fork(conditions, then, otherwise):
                    left = self._left(conditions, mask)
                    yes, after = self._follow(then, mask, to_ends=to_ends) if left is not None else ((), None)
                    no, after_no = self._follow(otherwise, mask, to_ends=to_ends) if left != () else ((), None)
                    if left:
                        made.append(Fork(left, yes, no))
                    else:
                        made.extend(no if left is None else yes)
                    mask = after_no if after is None else after if after_no is None else after | after_no
                    continue
            made.append(instruction)
        return tuple(made), mask

    def _left(self, conditions: tuple[Expression, ...], mask: int) -> tuple[Expression, ...] | None:
        """What is left of conditions; None when one of them never holds."""
        left = []
        for tree in conditions:
            known = self._known_part(tree, mask)
            if not isinstance(known, Number):
                left.append(known)
            elif not known.value:
                return None
        return tuple(left)

    def _known_part(self, tree: Expression, mask: int) -> Expression:
        asked = self._asked.get(id(tree))  # comparing two trees takes longer than asking
        if asked is None:
            bits = 0
            for name in variables_read(tree):
                bits |= self._bits[name]
            asked = self._asked[id(tree)] = tree, bits
        varying = asked[1] & mask
        if varying == asked[1]:
            return tree
        known = self._known.get((id(tree), varying))
        if known is None:
            lowest = {name: self._lowest[name] for name in variables_read(tree) if not varying & self._bits[name]}
            known = self._known[id(tree), varying] = partially_evaluated(tree, lowest)
        return known


def without_dead_changes(parts: SystemParts, live: tuple[int, ...], slots: Mapping[str, Slot]) -> SystemParts:
    """Without changes of variables that are not live wherever that leads."""
    bits = {name: 1 << index for index, name in enumerate(slots)}
    needed: dict[int, int] = {}
    settling: dict[int, SystemInstructions] = {}

    def settled(place: int) -> int:
        if place not in needed:
            settling[place], needed[place] = trimmed(parts.settling[place], 0)
        return needed[place]

    def trimmed(effect: SystemInstructions, asked: int) -> tuple[SystemInstructions, int]:
        made: list[SystemInstruction] = []
        for instruction in reversed(effect):
            match instruction:
                case ContinueAt(location):
                    asked = live[location]
                case SettleAt(place):
                    asked = settled(place)
                case Assign(slot) | Increment(slot):
                    bit = bits[slot.name]
                    if not asked & bit:
                        continue
                    if isinstance(instruction, Assign):
                        asked &= ~bit
                case Fork(conditions, then, otherwise):
                    yes, by_then = trimmed(then, asked)
                    no, by_otherwise = trimmed(otherwise, asked)
                    if same_instructions(yes, no):
                        made.extend(reversed(yes))
                        asked = by_then
                        continue
                    instruction = Fork(conditions, yes, no)  # noqa: PLW2901 - it is what is left of it
                    asked = by_then | by_otherwise
                    for tree in conditions:
                        for name in variables_read(tree):
                            asked |= bits[name]
            made.append(instruction)
        return tuple(reversed(made)), asked

    locations = tuple(
        location._replace(
            transitions=tuple(
                transition._replace(effect=trimmed(transition.effect, 0)[0]) for transition in location.transitions
            )
        )
        if location
        else None
        for location in parts.locations
    )
    return SystemParts(locations, settling)

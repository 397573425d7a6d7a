"""Variables that still have their first value at a moment that comes at most once.

A scene that opens only while it was not seen opens once, and a choice that is there only until it is taken is taken
once. Whatever is changed only after such a moment (say, which of the choices behind it were taken) has its first value
when it comes. So that need not be remembered before, and a search that knows this meets far fewer states.

"Only after that" is dominance in a graph of locations and such moments: K. D. Cooper, T. J. Harvey, K. Kennedy, "A
simple, fast dominance algorithm", 2001.
"""

from __future__ import annotations

from collections.abc import Mapping

from game.engine.instructions import Assign, Emit, Increment
from game.story.model.layout import Slot
from game.verify.reductions.reaching_definitions import changes
from game.verify.system.elements import (
    CHANGES,
    ContinueAt,
    Fork,
    SettleAt,
    SystemInstruction,
    SystemInstructions,
    Transition,
)
from game.verify.system.satisfiability import zeros
from game.verify.system.system_parts import SystemParts, same_or_new

_CHANGING = (*CHANGES, Fork)

MomentNode = int | str
"""The number of a location, -1 less the number of a place whose settling is shared, or the name of a variable: the
moment at which it changes from 0, for ever."""


def growing(parts: SystemParts, slots: Mapping[str, Slot], start: int) -> frozenset[str]:
    """The variables that nothing makes smaller: only added to, or put to their highest value, or ever to the same."""
    falling: set[str] = set()
    put: dict[str, set[int]] = {}
    added: set[str] = set()
    for instruction in parts.instructions():
        match instruction:
            case Assign(slot, value):
                put.setdefault(slot.name, set()).add(value)
            case Increment(slot, amount):
                (added if amount >= 0 else falling).add(slot.name)
    for name, values in put.items():
        slot = slots[name]
        always_same = len(values) == 1 and name not in added and slot.get(start) <= min(values)
        if values != {slot.high} and not always_same:
            falling.add(name)
    return frozenset(name for name in slots if name not in falling)


def lasting(parts: SystemParts, slots: Mapping[str, Slot], start: int) -> frozenset[str]:
    """The variables that begin with 0, their lowest value, and never come back to it once they have another."""
    falling: set[str] = set()
    for instruction in parts.instructions():
        match instruction:
            case Assign(slot, amount) | Increment(slot, amount) if amount < 0 or (
                amount == 0 and isinstance(instruction, Assign)
            ):
                falling.add(slot.name)
    return frozenset(
        name for name, slot in slots.items() if name not in falling and slot.low == 0 and slot.get(start) == 0
    )


def first_until(
    parts: SystemParts, slots: Mapping[str, Slot], start: int, lasting: frozenset[str]
) -> dict[str, tuple[str, ...]]:
    """By variable that never comes back from 0, others that have their first value, their lowest, while it is 0."""
    return _moments_of(parts, lasting).fresh(slots, start)


def freshened(parts: SystemParts, slots: Mapping[str, Slot], start: int, lasting: frozenset[str]) -> SystemParts:
    """The same system, in which at each such moment what still has its lowest value there is put to it.

    `lasting` are the variables that never come back to 0.
    """
    fresh = first_until(parts, slots, start, lasting)
    puts = {moment: tuple(Assign(slots[name], slots[name].low) for name in names) for moment, names in fresh.items()}

    def effect(instructions: SystemInstructions, unset: frozenset[str]) -> SystemInstructions:
        made: list[SystemInstruction] = []
        for instruction in instructions:
            match instruction:
                case Fork(conditions, then, otherwise):
                    yes = then if _only_emits(then) else effect(then, unset | zeros(conditions))
                    no = otherwise if _only_emits(otherwise) else effect(otherwise, unset)
                    same = yes is then and no is otherwise
                    made.append(instruction if same else Fork(conditions, yes, no))
                case _:
                    made.append(instruction)
                    moment = _moment(instruction, unset, lasting)
                    made.extend(puts.get(moment, ()))
            unset = _still(unset, instruction)
        return same_or_new(instructions, made)

    def transition(original: Transition) -> Transition:
        made = effect(original.effect, zeros(original.guards))
        return original if made is original.effect else original._replace(effect=made)

    if not puts:
        return parts
    return parts.mapped(transition, lambda instructions: effect(instructions, frozenset()))


def _only_emits(effect: SystemInstructions) -> bool:
    """Whether an effect changes nothing and leads nowhere: most branches only tell what is seen."""
    return all(isinstance(instruction, Emit) for instruction in effect)


def _moment(instruction: SystemInstruction, unset: frozenset[str], lasting: frozenset[str]) -> str:
    """The variable that changes from 0 for ever with this instruction; empty: none. `unset` are variables that are 0
    before.
    """
    if not isinstance(instruction, CHANGES):
        return ""
    raised = instruction.amount > 0 if isinstance(instruction, Increment) else instruction.value > 0
    return (
        instruction.slot.name if raised and instruction.slot.name in unset and instruction.slot.name in lasting else ""
    )


def _still(unset: frozenset[str], instruction: SystemInstruction) -> frozenset[str]:
    """Which of the variables that were 0 before an instruction are so behind it."""
    return unset.difference(changes((instruction,))) if unset and isinstance(instruction, _CHANGING) else unset


def _moments_of(parts: SystemParts, lasting: frozenset[str]) -> _Moments:
    moments = _Moments(lasting)
    for index, location in enumerate(parts.locations):
        for transition in location.transitions if location is not None else ():
            moments.follow(transition.effect, index, zeros(transition.guards))
    for place, effect in parts.settling.items():
        moments.follow(effect, -1 - place, frozenset())
    return moments


class _Moments:
    """Which moments and locations lead to which, and where variables change, in the effects that were followed."""

    def __init__(self, lasting: frozenset[str]) -> None:
        self.lasting = lasting
        self.to: dict[MomentNode, set[MomentNode]] = {}
        self.changes: dict[str, set[MomentNode]] = {}

    def follow(self, effect: SystemInstructions, node: MomentNode, unset: frozenset[str]) -> None:
        """Add an effect that begins at a node; the variables of `unset` are 0 there."""
        leads = self.to.setdefault(node, set())
        for instruction in effect:
            match instruction:
                case Increment(slot) | Assign(slot):
                    moment = _moment(instruction, unset, self.lasting)
                    if moment:
                        leads.add(moment)
                        node, leads = moment, self.to.setdefault(moment, set())
                    self.changes.setdefault(slot.name, set()).add(node)
                case Fork(conditions, then, otherwise):
                    if not _only_emits(then):
                        self.follow(then, node, unset | zeros(conditions))
                    if not _only_emits(otherwise):
                        self.follow(otherwise, node, unset)
                    # What follows comes after either effect, so moments in them are not on every way there.
                case ContinueAt(location):
                    leads.add(location)
                case SettleAt(place):
                    leads.add(-1 - place)
            unset = _still(unset, instruction)

    def fresh(self, slots: Mapping[str, Slot], start: int) -> dict[str, tuple[str, ...]]:
        """By moment, the variables that have their first value, which is their lowest, whenever it comes.

        The variable whose change is the moment itself is none of them.
        """
        above = _dominators(self.to, 0)
        fresh: dict[str, list[str]] = {}
        for name, nodes in self.changes.items():
            if name not in slots or slots[name].get(start) != slots[name].low:
                continue
            reached = [node for node in nodes if node in above]
            common = _common(above, reached) if reached else None
            while common is not None and (not isinstance(common, str) or common == name):
                common = above[common] if above[common] != common else None
            if common is not None:
                fresh.setdefault(common, []).append(name)
        return {moment: tuple(names) for moment, names in fresh.items()}


def _dominators(to: Mapping[MomentNode, set[MomentNode]], start: MomentNode) -> dict[MomentNode, MomentNode]:
    """For each node that can be reached the nearest one through which every way to it leads; for the start itself."""
    order: list[MomentNode] = []
    seen = {start}
    stack: list[tuple[MomentNode, list[MomentNode]]] = [(start, list(to.get(start, ())))]
    while stack:
        node, rest = stack[-1]
        while rest:
            following = rest.pop()
            if following not in seen:
                seen.add(following)
                stack.append((following, list(to.get(following, ()))))
                break
        else:
            order.append(node)
            stack.pop()
    number = {node: index for index, node in enumerate(order)}
    before: dict[MomentNode, list[MomentNode]] = {node: [] for node in order}
    for node in order:
        for following in to.get(node, ()):
            before[following].append(node)
    above: dict[MomentNode, MomentNode] = {start: start}
    changed = True
    while changed:
        changed = False
        for node in reversed(order[:-1]):
            nearest: MomentNode | None = None
            for predecessor in before[node]:
                if predecessor in above:
                    nearest = predecessor if nearest is None else _meet(above, number, predecessor, nearest)
            if nearest is not None and above.get(node) != nearest:
                above[node] = nearest
                changed = True
    return above


def _meet(
    above: Mapping[MomentNode, MomentNode], number: Mapping[MomentNode, int], node: MomentNode, other: MomentNode
) -> MomentNode:
    while node != other:
        while number[node] < number[other]:
            node = above[node]
        while number[other] < number[node]:
            other = above[other]
    return node


def _common(above: Mapping[MomentNode, MomentNode], nodes: list[MomentNode]) -> MomentNode:
    """The nearest node through which every way to each of these leads."""
    common, *others = nodes
    for other in others:
        transitions = {common}
        while above[common] != common:
            common = above[common]
            transitions.add(common)
        common = other
        while common not in transitions:
            common = above[common]
    return common

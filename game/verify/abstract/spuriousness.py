"""Whether a path of a flat system is a play of the story; if not, because of what."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from game.engine.instructions import Put
from game.story.model.expressions import Formula, Number, Tree, readings
from game.verify.abstract.concrete_executions import AsTheyAre
from game.verify.abstract.control_flow_graph import Flat, Happening
from game.verify.system.partial_evaluation import asked_for, known_part
from game.verify.system.satisfiability import parts_of

AT_ONCE = 2
"""Variables of a condition that did not hold which are kept apart from then on."""

Reason: TypeAlias = tuple[str, Tree]
"""A variable, and a condition that does not hold because of it."""


def simplest(trees: Iterable[Tree]) -> Tree:
    """Of conditions the one that asks for the fewest variables: it takes least to keep apart what decides it."""
    return min(trees, key=lambda tree: len(asked_for(tree)))


class Trial:
    """Walks the paths of a flat system in the story itself."""

    def __init__(self, flat: Flat) -> None:
        self.flat = flat
        self._formulas: dict[Tree, Callable[[int], int]] = {}
        self._masks: dict[int, int] = {}
        self._layout = AsTheyAre(flat)

    def fails(self, path: list[tuple[int, int]], event: Happening) -> tuple[Reason, ...] | None:
        """None when the path is a play in which the event happens; else the variables because of which it is none."""
        memory = self._kept(0, self.flat.start)
        for number, edge in path:
            node = self.flat.nodes[number]
            assert node is not None  # noqa: S101 - the path leads through it
            if edge < 0:
                # Which of the watches it is does not matter, as long as one is.
                failed: tuple[Reason, ...] = ()
                for watch in node.watches:
                    if watch.event == event:
                        reasons = self._unmet(watch.conditions, memory)
                        if reasons is None:
                            return None
                        failed = failed or reasons
                return failed
            taken = node.edges[edge]
            reasons = self._unmet(taken.conditions, memory)
            if reasons is not None:
                return reasons
            for act in taken.changes:
                slot = self.flat.slots[act.slot.name]
                memory = slot.put(memory, act.value if isinstance(act, Put) else slot.get(memory) + act.amount)
            memory = self._kept(taken.target, memory)
        return None

    def _kept(self, number: int, memory: int) -> int:
        """What of a memory is not forgotten at a node; all else has its lowest value there, which is 0 in a memory."""
        kept = self._masks.get(number)
        if kept is None:
            node = self.flat.nodes[number]
            live = node.live if node is not None else None
            forgotten = [slot for name, slot in self.flat.slots.items() if live is not None and name not in live]
            kept = self._masks[number] = ~sum(slot.mask << slot.shift for slot in forgotten)
        return memory & kept

    def _unmet(self, conditions: tuple[Tree, ...], memory: int) -> tuple[Reason, ...] | None:
        """The variables because of which conditions do not hold; None: they do."""
        if all(self._holds(tree, memory) for tree in conditions):
            return None
        return self._responsible(
            simplest(tree for tree in parts_of(conditions) if not self._holds(tree, memory)), memory
        )

    def _holds(self, tree: Tree, memory: int) -> bool:
        formula = self._formulas.get(tree)
        if formula is None:
            formula = self._formulas[tree] = Formula("", tree, "truth", self._layout)
        return bool(formula(memory))

    def _responsible(self, tree: Tree, memory: int) -> tuple[Reason, ...]:
        names = list(dict.fromkeys(readings(tree)))
        values = {name: self.flat.slots[name].get(memory) for name in names}
        alone: list[str] = []
        for name in names:
            slot = self.flat.slots[name]
            others = {other: value for other, value in values.items() if other != name}
            left = known_part(tree, others)
            ends = {slot.low, min(slot.low + 1, slot.high), slot.high}
            if any(known_part(left, {name: value}) != Number(0) for value in ends):
                alone.append(name)
        return tuple((name, tree) for name in (alone or names)[:AT_ONCE])

"""Whether a path of a flat system is a play of the story; if not, because of what."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol, TypeAlias

from game.engine.instructions import Assign
from game.story.model.expressions import Expression, Formula, Number, conjuncts, free_variables
from game.verify.abstract.concrete_executions import AsTheyAre
from game.verify.abstract.control_flow_graph import ControlFlowGraph, Happening
from game.verify.system.partial_evaluation import partially_evaluated, variables_read

REASONS_AT_ONCE = 2
"""Variables of a condition that did not hold which are kept apart from then on."""

Reason: TypeAlias = tuple[str, Expression]
"""A variable, and a condition that does not hold because of it."""


class Experience(Protocol):
    """What plays have shown of conditions: see `game.verify.search.seen_states`. It decides what is tried first."""

    def nearly_always(self, tree: Expression) -> bool:
        """Whether a condition holds nearly always."""

    def blocking(self, conditions: Iterable[Expression], guards: Iterable[Expression]) -> Iterable[tuple[Reason, ...]]:
        """Those of the guards that never held together with the conditions, by some of their variables."""

    def blocking_together(
        self, conditions: Iterable[Expression], guards: Iterable[tuple[Expression, ...]]
    ) -> Iterable[tuple[Reason, ...]]:
        """Two parts of a guard that never held together with the conditions, by a variable of either."""


def simplest(trees: Iterable[Expression]) -> Expression:
    """Of conditions the one that asks for the fewest variables: it takes least to keep apart what decides it."""
    return min(trees, key=lambda tree: len(variables_read(tree)))


class SpuriousnessCheck:
    """Walks the paths of a flat system in the story itself."""

    def __init__(self, flat: ControlFlowGraph) -> None:
        self.flat = flat
        self._formulas: dict[Expression, Callable[[int], int]] = {}
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
            reasons = self._unmet(taken.guards, memory)
            if reasons is not None:
                return reasons
            for instruction in taken.changes:
                slot = self.flat.slots[instruction.slot.name]
                memory = slot.put(
                    memory,
                    instruction.value if isinstance(instruction, Assign) else slot.get(memory) + instruction.amount,
                )
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

    def _unmet(self, conditions: tuple[Expression, ...], memory: int) -> tuple[Reason, ...] | None:
        """The variables because of which conditions do not hold; None: they do."""
        if all(self._holds(tree, memory) for tree in conditions):
            return None
        return self._responsible(
            simplest(tree for tree in conjuncts(conditions) if not self._holds(tree, memory)), memory
        )

    def _holds(self, tree: Expression, memory: int) -> bool:
        formula = self._formulas.get(tree)
        if formula is None:
            formula = self._formulas[tree] = Formula("", tree, "truth", self._layout)
        return bool(formula(memory))

    def _responsible(self, tree: Expression, memory: int) -> tuple[Reason, ...]:
        names = list(dict.fromkeys(free_variables(tree)))
        values = {name: self.flat.slots[name].get(memory) for name in names}
        alone: list[str] = []
        for name in names:
            slot = self.flat.slots[name]
            others = {other: value for other, value in values.items() if other != name}
            left = partially_evaluated(tree, others)
            ends = {slot.low, min(slot.low + 1, slot.high), slot.high}
            if any(partially_evaluated(left, {name: value}) != Number(0) for value in ends):
                alone.append(name)
        return tuple((name, tree) for name in (alone or names)[:REASONS_AT_ONCE])

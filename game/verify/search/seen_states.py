"""States that plays were in, to learn from what keeps something from happening.

Where something does not happen in any play, and some condition on every way to it never held in a state in which it
could have happened, that condition is likely to be why (invariants are guessed from examples in this way: P. Garg, C.
Löding, P. Madhusudan, D. Neider, "ICE: a robust framework for learning invariants", 2014). It is a guess, of what to
look at first: nothing is proved by it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from game.story.model.expressions import Expression, Formula, conjuncts
from game.story.model.layout import Layout
from game.verify.abstract.spuriousness import REASONS_AT_ONCE, Reason
from game.verify.system.partial_evaluation import variables_read

_NEARLY_ALL = 0.95
"""A condition that holds in so many of the states tells little."""
_FEW = 2_000
"""States in which two conditions have to hold together in none, before all are looked through."""


class SeenStates:
    """Packed states (numbers in the given layout) that plays were in."""

    def __init__(self, memories: Sequence[int], layout: Layout) -> None:
        self._memories, self._layout = memories, layout
        self._formulas: dict[Expression, Callable[[int], int]] = {}
        self._often: dict[Expression, bool] = {}

    def __len__(self) -> int:
        return len(self._memories)

    def nearly_always(self, tree: Expression) -> bool:
        """Whether a condition holds in nearly all of the states."""
        often = self._often.get(tree)
        if often is None:
            holds = self._formula(tree)
            often = self._often[tree] = holds is not None and sum(
                1 for memory in self._memories if holds(memory)
            ) >= _NEARLY_ALL * len(self._memories)
        return often

    def blocking(self, conditions: Iterable[Expression], guards: Iterable[Expression]) -> Iterator[tuple[Reason, ...]]:
        """Those of these guards that held in no state in which the conditions did, with variables because of which.

        Nothing where there are none, or where the conditions held in no state at all.
        """
        asked, memories = self._in_which(conditions)
        if not memories:
            return
        for tree in conjuncts(tuple(guards)):
            holds = self._formula(tree)
            names = sorted(variables_read(tree) - asked)
            if names and holds is not None and not any(map(holds, memories)):
                unmoved = [name for name in names if not any(map(self._layout[name].get, memories))]
                yield tuple((name, tree) for name in (unmoved or names)[:REASONS_AT_ONCE])

    def blocking_together(
        self, conditions: Iterable[Expression], guards: Iterable[tuple[Expression, ...]]
    ) -> Iterator[tuple[Reason, ...]]:
        """Of each of these guards any two parts that held in no state together in which the conditions did, with a
        variable of either.

        Somebody can only be there after two things, say, of which each brings half of what the condition counts. Where
        one of them never held alone either, the other may still be needed.
        """
        asked, memories = self._in_which(conditions)
        few = memories[:: len(memories) // _FEW + 1]
        for guard in guards:
            held: list[tuple[Reason, list[int]]] = []
            for tree in conjuncts(guard):
                holds = self._formula(tree)
                names = sorted(variables_read(tree) - asked)
                if names and holds is not None and not self.nearly_always(tree):
                    held.append(((names[0], tree), [index for index, memory in enumerate(few) if holds(memory)]))
            for (reason, some), (other, others) in combinations(held, 2):
                if reason[0] != other[0] and set(some).isdisjoint(others):
                    parts = [self._formula(tree) for _, tree in (reason, other)]
                    if not any(all(part is not None and part(memory) for part in parts) for memory in memories):
                        yield reason, other

    def _in_which(self, conditions: Iterable[Expression]) -> tuple[set[str], Sequence[int]]:
        """The variables that conditions ask for, and the states in which they hold."""
        memories: Sequence[int] = self._memories
        asked: set[str] = set()
        for tree in conjuncts(tuple(conditions)):
            asked |= variables_read(tree)
            holds = self._formula(tree)
            if holds is not None:
                memories = [memory for memory in memories if holds(memory)]
        return asked, memories

    def _formula(self, tree: Expression) -> Callable[[int], int] | None:
        """The condition as a function of a state; None where it asks for what these states do not have."""
        found = self._formulas.get(tree)
        if found is None:
            if not all(name in self._layout for name in variables_read(tree)):
                return None
            found = self._formulas[tree] = Formula("", tree, "truth", self._layout)
        return found

"""Closed sets as a certificate has them: with no nodes but those that they need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from game.verify.certificates.certificate import ClosedSet, DiagramNode, RankedStates
from game.verify.certificates.state_sets import StateSets


def exported(
    sets: StateSets, reached: Mapping[int, int], growing: Iterable[str],
    to_endings: Iterable[RankedStates], to_choices: Iterable[RankedStates], never: Iterable[str],
) -> ClosedSet:  # fmt: skip
    """A closed set with the nodes that it needs, numbered anew."""
    numbers = {0: 0, 1: 1}
    nodes: list[DiagramNode] = []
    waiting = [*reached.values(), *(some.states for some in (*to_endings, *to_choices))]
    waiting.reverse()
    while waiting:
        node = waiting[-1]
        if node in numbers:
            waiting.pop()
            continue
        level, edges = sets.nodes[node]
        missing = [states for _, states in edges if states not in numbers]
        if missing:
            waiting += missing
            continue
        numbers[node] = len(nodes) + 2
        nodes.append(DiagramNode(level, tuple((values, numbers[states]) for values, states in edges)))
    return ClosedSet(
        tuple(slot.name for slot in sets.slots), tuple(nodes),
        {at: numbers[states] for at, states in reached.items()}, tuple(growing),
        tuple(some._replace(states=numbers[some.states]) for some in to_endings),
        tuple(some._replace(states=numbers[some.states]) for some in to_choices), tuple(never),
    )  # fmt: skip

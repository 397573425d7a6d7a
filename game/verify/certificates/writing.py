"""Certificates of what was proved: made from the states that an engine finds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from game.verify.certificates.certificate import ClosedSet, DiagramNode, RankedStates
from game.verify.certificates.engine_sets import found_states
from game.verify.certificates.known_values import as_set, asked_for, known_values, moments, still_first
from game.verify.certificates.ranking import Rankings
from game.verify.certificates.state_sets import StateSets
from game.verify.exact.engine_choice import search
from game.verify.exact.symbolic.order import order
from game.verify.reductions.reduction import reduced
from game.verify.system.budget import Budget
from game.verify.certificates.checker import observed_for
from game.verify.system.observers import PromiseObserver
from game.verify.system.space import SearchStopped
from game.verify.system.transition_system import System
from game.verify.verdicts.properties import DIVERGENCE, SOFT_LOCK

MOST_NODES = 4_000_000


def closed_set(
    system: System, statements: tuple[PromiseObserver, ...], never: Iterable[str], budget: Budget
) -> ClosedSet | None:
    """A closed set in which this never happens, made of all states there are; None: no engine comes to an end.

    Raises SearchStopped, and TooManyNodes.
    """
    never = tuple(never)
    start = system.story.layout.start
    observed = observed_for(system, statements, never)
    left = reduced(observed, progress=budget.progress("Leaving out what does not matter"))
    space = search(left, start, budget, share=0.5).space or search(left, start, budget, thorough=True).space
    if space is None:
        return None
    progress = budget.progress("Writing down what was found")

    def go_on() -> None:
        if not progress(0):
            raise SearchStopped

    names = [*order(left), *(name for name in observed.slots if name not in left.slots)]
    sets = StateSets([observed.slots[name] for name in names], MOST_NODES)
    asked = asked_for(observed)
    known, until = known_values(observed, asked, progress), moments(observed, asked)
    reached = {}
    for location, states in found_states(sets, left, space).items():
        for more in (as_set(sets, known[location]), *still_first(sets, until, known[location])):
            states = sets.both(states, more)
        reached[location] = states
        go_on()
    rankings = Rankings(observed, sets, reached, go_on)
    to_endings = rankings.to_endings() if SOFT_LOCK in never else []
    to_choices = rankings.to_choices() if DIVERGENCE in never else []
    if to_endings is None or to_choices is None:
        return None
    return exported(sets, names, reached, (), to_endings, to_choices, never)


def exported(
    sets: StateSets, names: Iterable[str], reached: Mapping[int, int], growing: Iterable[str],
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
        tuple(names), tuple(nodes), {at: numbers[states] for at, states in reached.items()}, tuple(growing),
        tuple(some._replace(states=numbers[some.states]) for some in to_endings),
        tuple(some._replace(states=numbers[some.states]) for some in to_choices), tuple(never),
    )  # fmt: skip

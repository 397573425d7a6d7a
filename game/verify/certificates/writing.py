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
from game.verify.system.observers import InstrumentedSystem, PromiseObserver, instrumented
from game.verify.system.space import SearchStopped
from game.verify.system.transition_system import System
from game.verify.verdicts.properties import DIVERGENCE, SOFT_LOCK

MOST_NODES = 4_000_000


def closed_set(
    system: System, whole: InstrumentedSystem, statements: tuple[PromiseObserver, ...], never: Iterable[str],
    budget: Budget,
) -> ClosedSet | None:  # fmt: skip
    """A closed set in which this never happens, made of all states there are; None: no engine comes to an end."""
    never = tuple(never)
    start = system.story.layout.start
    stated = tuple(statement for statement in statements if statement.name in never)
    observed = instrumented(system, frozenset(never), stated)
    left = reduced(observed, progress=budget.progress("Leaving out what does not matter"))
    space = search(left, start, budget, thorough=True).space
    if space is None:
        return None
    progress = budget.progress("Writing down what was found")

    def go_on() -> None:
        if not progress(0):
            raise SearchStopped

    names = [*order(left), *(name for name in whole.slots if name not in left.slots)]
    sets = StateSets([whole.slots[name] for name in names], MOST_NODES)
    found = found_states(sets, left, space)
    asked = asked_for(observed)
    known, until = known_values(whole, asked, progress), moments(observed, asked)
    reached: dict[int, int] = {}
    number = len(system.locations)
    for location in range(len(whole.locations)):
        # Where a player comes to stand, there is a location before it at which only observations are made.
        at = location if location < number else -1 - whole.locations[location].key.node
        if found.get(at):
            states = sets.both(found[at], as_set(sets, known[location]))
            for more in still_first(sets, until, known[location]):
                states = sets.both(states, more)
            if states:
                reached[location] = states
    rankings = Rankings(whole, sets, reached, go_on)
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

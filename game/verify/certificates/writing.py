"""Certificates of what was proved: made from the states that an engine finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from game.verify.certificates.certificate import Certificate, ClosedSet
from game.verify.certificates.checker import MOST_NODES, NotShown, check_certificate, observed_for
from game.verify.certificates.exporting import exported
from game.verify.certificates.engine_sets import found_states
from game.verify.certificates.known_values import (
    as_set,
    known_lowest,
    known_values,
    narrowed,
    still_first,
    variables_asked_for,
)
from game.verify.certificates.ranking import Rankings, story_positions
from game.verify.certificates.reaching import reachable
from game.verify.certificates.state_sets import StateSets, TooManyNodes
from game.verify.exact.engine_choice import search
from game.verify.exact.symbolic.order import order
from game.verify.reductions.reduction import Reduced, reduced
from game.verify.system.budget import Budget
from game.verify.system.observers import InstrumentedSystem, PromiseObserver
from game.verify.system.space import SearchStopped
from game.verify.system.transition_system import System
from game.verify.verdicts.properties import DIVERGENCE, SOFT_LOCK

MOST_TRIED = 30_000
"""A set with more nodes is not tried by whoever writes it: that would take as long as its check."""
CHECKING, WRITING = "Checking the certificate", "Writing down what was found"
"""What is being done."""


def closed_set(
    system: System, statements: tuple[PromiseObserver, ...], never: Iterable[str], budget: Budget
) -> ClosedSet | None:
    """A closed set in which this never happens; None: it takes too much time or memory to find one."""
    never = tuple(never)
    observed = observed_for(system, statements, never)
    found = _bounded(lambda: _of_engine(observed, never, budget))
    if found is not None and (len(found.nodes) > MOST_TRIED or _holds(found, system, statements, budget)):
        return found
    return _bounded(lambda: _found_anew(observed, never, budget))


def _bounded(make: Callable[[], ClosedSet | None]) -> ClosedSet | None:
    try:
        return make()
    except (SearchStopped, TooManyNodes, MemoryError, RecursionError):
        return None


def _holds(closed: ClosedSet, system: System, statements: tuple[PromiseObserver, ...], budget: Budget) -> bool:
    certificate = Certificate("", (), (closed,), (), {})
    try:
        return bool(list(check_certificate(certificate, system, statements, going_on(budget, CHECKING, 0.5))))
    except (NotShown, SearchStopped, TooManyNodes, MemoryError, RecursionError):
        return False


def _of_engine(observed: InstrumentedSystem, never: tuple[str, ...], budget: Budget) -> ClosedSet | None:
    """The states that an engine finds, with what it has worked out."""
    start = observed.story.layout.start
    left = reduced(observed, progress=budget.progress("Leaving out what does not matter"))
    space = search(left, start, budget, share=0.3).space
    space = space or search(left, start, budget, share=0.5, thorough=True).space
    if space is None:
        return None
    go_on = going_on(budget, WRITING, 0.4)
    names = _order(left, observed)
    sets = StateSets([observed.slots[name] for name in names], MOST_NODES, go_on)
    asked = variables_asked_for(observed)
    narrow = narrowed(observed, asked)
    known = known_values(observed, narrow.parts, asked, budget.progress(WRITING, share=0.5))
    lowest = known_lowest(left)
    reached: dict[int, int] = {}
    for location, found in found_states(sets, left, space).items():
        sure = as_set(sets, known[location]), as_set(sets, lowest[location])
        for more in (*sure, *still_first(sets, narrow.until, known[location])):
            reached[location] = sets.both(reached.get(location, found), more)
        go_on()
    return _ranked(observed, sets, reached, never, go_on)


def _found_anew(observed: InstrumentedSystem, never: tuple[str, ...], budget: Budget) -> ClosedSet | None:
    """All states of the variables that are asked for, found without an engine."""
    go_on, asked = going_on(budget, WRITING, 0.8), variables_asked_for(observed)
    left = reduced(observed, progress=budget.progress(WRITING))
    names = [name for name in _order(left, observed) if name in asked]
    sets = StateSets([observed.slots[name] for name in names], MOST_NODES, go_on)
    reached = reachable(observed, sets, story_positions(observed), go_on)
    return _ranked(observed, sets, reached, never, go_on)


def _order(left: Reduced, observed: InstrumentedSystem) -> list[str]:
    """All variables, from the top: those that a search keeps as it has them."""
    return [*order(left), *(name for name in observed.slots if name not in left.slots)]


def _ranked(
    observed: InstrumentedSystem, sets: StateSets, reached: Mapping[int, int], never: tuple[str, ...],
    go_on: Callable[[], None],
) -> ClosedSet | None:  # fmt: skip
    rankings = Rankings(observed, sets, reached, go_on)
    to_endings = rankings.to_endings() if SOFT_LOCK in never else []
    to_choices = rankings.to_choices() if DIVERGENCE in never else []
    if to_endings is None or to_choices is None:
        return None
    return exported(sets, reached, (), to_endings, to_choices, never)


def going_on(budget: Budget, doing: str, share: float = 1.0) -> Callable[[], None]:
    """What asks a budget whether to go on, and raises SearchStopped where it says no."""
    progress = budget.progress(doing, share=share)

    def go_on() -> None:
        if not progress(0):
            raise SearchStopped

    return go_on

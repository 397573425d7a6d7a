"""Certificates of what was proved: made from the states that an engine finds."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress

from game.verify.certificates.abstract_sets import abstract_sets
from game.verify.certificates.certificate import ClosedSet, NotShown
from game.verify.certificates.checker import MOST_NODES, ClosedSetCheck
from game.verify.certificates.engine_sets import found_states
from game.verify.certificates.exporting import exported
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
from game.verify.system.observers import InstrumentedSystem
from game.verify.system.space import SearchStopped
from game.verify.verdicts.properties import DIVERGENCE, SOFT_LOCK

MOST_TRIED = 60_000
"""A set with more nodes is not tried by whoever writes it: that would take as long as its check."""
CHECKING, WRITING = "Checking the certificate", "Writing down what was found"
"""What is being done."""


def closed_sets(
    observed: InstrumentedSystem, never: Collection[str], budget: Budget
) -> Iterator[tuple[ClosedSet, bool]]:
    """Closed sets in which this never happens, as far as they are found in time; True: it passed the check already.

    What does not pass is left out; a very large one is not looked at.
    First what an engine finds, if one soon comes to its end; then what abstractions show; then of what is left all
    states of the variables that are asked for.
    """
    left = set(never)

    def good(found: ClosedSet | None) -> Iterator[tuple[ClosedSet, bool]]:
        is_large = found is not None and len(found.nodes) > MOST_TRIED
        if found is not None and (is_large or _holds(found, observed, budget)):
            left.difference_update(found.never)
            yield found, not is_large

    yield from good(_bounded(lambda: _of_engine(observed, left, budget, thorough=False)))
    if left:
        with suppress(SearchStopped, MemoryError, RecursionError):
            for found in _of_abstractions(observed, left, budget):
                yield from good(found)
    if left:
        yield from good(_bounded(lambda: _of_engine(observed, left, budget, thorough=True)))
    if left:
        yield from good(_bounded(lambda: _found_anew(observed, left, budget)))


def _bounded(make: Callable[[], ClosedSet | None]) -> ClosedSet | None:
    try:
        return make()
    except (SearchStopped, TooManyNodes, MemoryError, RecursionError):
        return None


def _holds(closed: ClosedSet, observed: InstrumentedSystem, budget: Budget) -> bool:
    try:
        return set(ClosedSetCheck(observed, closed, going_on(budget, CHECKING, 0.7)).shown()) == set(closed.never)
    except (NotShown, LookupError, SearchStopped, TooManyNodes, MemoryError, RecursionError):
        return False


def _of_engine(
    observed: InstrumentedSystem, never: Collection[str], budget: Budget, *, thorough: bool
) -> ClosedSet | None:
    """The states that an engine finds, with what it has worked out."""
    start = observed.story.layout.start
    left = reduced(observed, progress=budget.progress("Leaving out what does not matter"))
    space = search(left, start, budget, share=0.5 if thorough else 0.25, thorough=thorough).space
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


def _of_abstractions(observed: InstrumentedSystem, never: Collection[str], budget: Budget) -> Iterator[ClosedSet]:
    """What abstractions show of a story that is too large for an engine."""
    yield from abstract_sets(observed, never, budget.progress(WRITING, share=0.7), going_on(budget, WRITING, 0.7))


def _found_anew(observed: InstrumentedSystem, never: Collection[str], budget: Budget) -> ClosedSet | None:
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
    observed: InstrumentedSystem, sets: StateSets, reached: Mapping[int, int], never: Collection[str],
    go_on: Callable[[], None],
) -> ClosedSet | None:  # fmt: skip
    rankings = Rankings(observed, sets, reached, go_on)
    to_endings = rankings.to_endings() if SOFT_LOCK in never else []
    to_choices = rankings.to_choices() if DIVERGENCE in never else []
    if to_endings is None or to_choices is None:
        return None
    return exported(sets, reached, (), to_endings, to_choices, sorted(never))


def going_on(budget: Budget, doing: str, share: float = 1.0) -> Callable[[], None]:
    """What asks a budget whether to go on, and raises SearchStopped where it says no."""
    progress = budget.progress(doing, share=share)

    def go_on() -> None:
        if not progress(0):
            raise SearchStopped

    return go_on

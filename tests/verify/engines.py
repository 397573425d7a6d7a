"""What every engine must say, compared with the plain search of `reference.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from game.story.model.expressions import free_variables
from game.story.model.story import Story
from game.verify.reductions.reduction import Reduced
from game.verify.system.space import Goal, Space
from tests.verify.drawn_systems import reduced_of
from tests.verify.reference import Reference

_CONDITIONS = 10


def assert_finds_everything(
    explore: Callable[[Reduced, int], Space], story: Story, *, forget: bool = True, most: int = 20_000
) -> None:
    """A search finds what the plain search finds, by paths as short as can be. Raises TooMany beyond `most` states."""
    system = reduced_of(story, forget=forget)
    reference = Reference(system, story, most)
    space = explore(system, story.layout.start)
    assert_agrees(space, reference)
    assert_shortest(space, reference)


def assert_agrees(space, reference: Reference) -> None:
    """Everything that a space says is what the reference says."""
    assert space.states == reference.states
    assert space.at == reference.at
    assert space.transitions == reference.transitions
    assert space.events == reference.events
    assert space.deadlocks == reference.deadlocks
    assert space.soft_locks == reference.soft_locks
    for location, here in enumerate(reference.reduced.locations):
        if here is not None and here.key.kind == "ending":
            assert space.leading_to({location}) == reference.leading_to({location})
    assert space.soft_locks == reference.soft_locks, "nothing that was asked changes what is so"
    assert space.divergences == reference.divergences


def assert_shortest(space, reference: Reference) -> None:
    """The paths to all kinds of goals lead there, and are as short as can be."""
    for goal in goals(reference):
        path, length = space.path(goal), reference.length(goal)
        assert (path is None) == (length is None), goal
        assert path is None or reference.goes(path, goal) == length, goal


def goals(reference: Reference) -> Iterator[Goal]:
    """Goals of every kind, most of them at each location."""
    yield Goal(soft_lock=True)
    yield Goal(diverges=True)
    for location, count in enumerate(reference.at):
        yield Goal(locations=frozenset([location]))
        if count:
            yield Goal(locations=frozenset([location]), soft_lock=True)
            yield Goal(locations=frozenset([location]), diverges=True)
    for step in reference.transitions:
        yield Goal(locations=frozenset([step.location]), transition=step.transition)
    for step, _, event in reference.events:
        yield Goal(event=event)
        yield Goal(locations=frozenset([step.location]), event=event)
    for conditions in _conditions(reference.reduced):
        yield Goal(conditions=conditions)


def _conditions(reduced: Reduced) -> Iterator[tuple]:
    """Some of the conditions of the story itself."""
    found = [
        transition.guards
        for location in reduced.locations if location is not None for transition in location.transitions
        if all(name in reduced.slots for tree in transition.guards for name in free_variables(tree))
    ]  # fmt: skip
    yield from found[:_CONDITIONS]

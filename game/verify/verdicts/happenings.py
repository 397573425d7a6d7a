"""What happens in a system, with the keys of the properties that ask about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from game.engine.events import Event
from game.story.model.story import Story
from game.verify.abstract.control_flow_graph import Happening, happening_of
from game.verify.abstract.trace_partitioning import SoughtHappening
from game.verify.reductions.reduction import Reduced, emitted_in
from game.verify.search.random_plays import Path
from game.verify.system.space import PathStep
from game.verify.verdicts.properties import key_of_event, key_of_transition


def asked_about(story: Story, whole: Reduced) -> Iterator[tuple[SoughtHappening, str]]:
    """Every transition and everything that is told, with its key."""
    for location, here in enumerate(whole.locations):
        for index, transition in enumerate(here.transitions if here is not None else ()):
            assert here is not None  # noqa: S101 - it has transitions
            yield PathStep(location, index), key_of_transition(story, here, transition)
    for event in emitted_in(whole):
        yield happening_of(event), key_of_event(event)


def sought_by_key(story: Story, whole: Reduced, keys: Iterable[str]) -> dict[str, list[SoughtHappening]]:
    """By these keys, in their order, what settles the property when it happens; without those that nothing settles."""
    found: dict[str, dict[SoughtHappening, None]] = {key: {} for key in keys}
    for sought, key in asked_about(story, whole):
        if key in found:
            found[key][sought] = None
    return {key: list(some) for key, some in found.items() if some}


def keys_of_found(
    story: Story, whole: Reduced, transitions: Mapping[PathStep, Path], events: Mapping[Happening, Path]
) -> Iterator[tuple[str, Path]]:
    """The keys of transitions that were open, and of what happened, with the plays that show it."""
    for step, path in transitions.items():
        here = whole.locations[step.location]
        assert here is not None  # noqa: S101 - somebody was there
        yield key_of_transition(story, here, here.transitions[step.transition]), path
    for (_, event), path in events.items():
        yield key_of_event(cast("Event", event)), path

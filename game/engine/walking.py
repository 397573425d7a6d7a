"""The way to a place that is further than one exit away."""

from __future__ import annotations

from game.engine.rules import is_open
from game.engine.state import State
from game.story.program import ROAMING, Story


def route(story: Story, state: State, goal: str) -> tuple[str, ...] | None:
    """The directions of a shortest way to the place `goal` through ways that are open now, or None.

    Breadth-first search: E. F. Moore, "The shortest path through a maze", 1959.
    """
    place = story.place_at(state.memory)
    if place is None or state.node != ROAMING:
        return None
    ways: dict[str, tuple[str, ...]] = {place.id: ()}
    queue = [place]
    for here in queue:
        if here.id == goal:
            return ways[goal]
        for way in here.exits:
            if way.to not in ways and is_open(way, state.memory):
                ways[way.to] = (*ways[here.id], way.direction)
                queue.append(story.places[way.to])
    return None

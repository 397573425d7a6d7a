"""The way to a place that is further than one exit away."""

from __future__ import annotations

from game.engine.rules import is_open
from game.engine.state import State
from game.story.model.story import Exit, Place, Story


def route(story: Story, state: State, goal: str) -> tuple[Exit, ...] | None:
    """A shortest way to the place `goal` through exits that are open now, exit by exit, or None."""
    return _search(story, state, goal, through_closed=False)


def obstacle(story: Story, state: State, goal: str) -> Exit | None:
    """The first closed exit on a shortest way to `goal`, or None when not even open doors would lead there."""
    ways = _search(story, state, goal, through_closed=True)
    return next((way for way in ways or () if not is_open(way, state.memory)), None)


def _search(story: Story, state: State, goal: str, through_closed: bool) -> tuple[Exit, ...] | None:
    """Breadth-first search: E. F. Moore, "The shortest path through a maze", 1959."""
    start = story.place_at(state.memory)
    if start is None:
        return None
    ways: dict[str, tuple[Exit, ...]] = {start.id: ()}
    queue: list[Place] = [start]
    for here in queue:
        if here.id == goal:
            return ways[goal]
        for way in here.exits:
            if way.to not in ways and (through_closed or is_open(way, state.memory)):
                ways[way.to] = (*ways[here.id], way)
                queue.append(story.places[way.to])
    return None

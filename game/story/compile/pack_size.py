"""How much there may be in one place, and how much a story may remember: what a play looks at after each step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.compile.collecting import Definitions
from game.story.model.layout import Layout
from game.story.model.yaml_nodes import ScalarNode, Spot
from game.support import limits


def check_together(defined: Definitions, found: Diagnostics) -> None:
    """Report more than can be looked at after each step, at one place or anywhere."""
    beginning = defined.pack.spot if defined.pack is not None else Spot("", 1, 1)
    anywhere = sum(scene.on_arrival and not scene.at for scene in defined.scenes.values())
    arriving = {word.value for scene in defined.scenes.values() if scene.on_arrival for word in scene.at}
    conditional = sum(achievement.when is not None for achievement in defined.achievements.values())
    for count, things in (
        (anywhere, "scenes that open by themselves wherever the player is"),
        (conditional, "achievements with a condition"),
    ):
        if count > limits.TOGETHER:
            found.report(catalogue.TOO_MANY_TOGETHER, beginning, what=things, limit=f"{limits.TOGETHER:,}")
    if anywhere * len(arriving) > limits.VALUES:
        things = "places with scenes that open by themselves, beside those that do so everywhere"
        limit = f"{limits.VALUES // anywhere:,}"
        found.report(catalogue.TOO_MANY_TOGETHER, beginning, what=things, limit=limit)
    _check_places(defined, "scenes", (scene.at for scene in defined.scenes.values()), found)
    _check_places(defined, "items", _alone(item.at for item in defined.items.values()), found)
    _check_places(defined, "people", _alone(person.at for person in defined.people.values()), found)


def _alone(places: Iterable[ScalarNode | None]) -> Iterator[tuple[ScalarNode, ...]]:
    return ((place,) for place in places if place is not None)


def _check_places(defined: Definitions, things: str, at: Iterable[tuple[ScalarNode, ...]], found: Diagnostics) -> None:
    counted = Counter(word.value for words in at for word in words)
    for place, count in counted.items():
        if count > limits.TOGETHER and place in defined.places:
            what_there = f"{things} at the place `{place}`"
            spot = defined.places[place].spot
            found.report(catalogue.TOO_MANY_TOGETHER, spot, what=what_there, limit=f"{limits.TOGETHER:,}")


def check_memory(defined: Definitions, layout: Layout, found: Diagnostics) -> None:
    """Report a story that remembers more than a play has room for."""
    if layout.bits > limits.MEMORY_BITS and defined.pack is not None:
        size, limit = f"{layout.bits:,}", f"{limits.MEMORY_BITS:,}"
        found.report(catalogue.TOO_MUCH_REMEMBERED, defined.pack.spot, size=size, limit=limit)

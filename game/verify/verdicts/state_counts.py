"""The states of a story, scene by scene: in how many situations one can be there, and which endings are possible then.

Locations are brought together by where they are: in a scene, whichever others are to be returned to from it, or, for
whoever walks about, at a place.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple, TypeAlias

from game.story.model.position_variables import scenes_of_nodes
from game.story.model.story import End, Story
from game.verify.exact.engine_choice import search
from game.verify.reductions.reduction import reduced
from game.verify.system.budget import Budget
from game.verify.system.elements import Location
from game.verify.system.space import SearchStopped
from game.verify.system.transition_system import System, left_out, transition_system
from game.verify.verdicts.proving import LAYING_OUT, LEAVING_OUT
from game.verify.verdicts.verdicts import Proofs

SECONDS = 10.0
"""So long it is looked for what is possible from where, at most."""

AreaKind: TypeAlias = Literal["scene", "place", "ending"]


NOWHERE: tuple[AreaKind, str] = ("place", "")
"""Where one is in a story without places when a scene is over and no other begins."""


class StateCount(NamedTuple):
    """What is known of a scene, a place where one walks about, or an ending.

    `situations`: in how many a player can be there, exactly (in a scene without anything to choose, 0); None: not
    counted.
    `visits`: how often plays at random were there. `endings`: those that some play from there comes to. `lost`: in how
    many of the situations no ending is possible any more; None: not known.
    """

    situations: int | None
    visits: int
    endings: frozenset[str]
    lost: int | None


class StateCounts(NamedTuple):
    """All areas by kind and id. Those that a story has and that are not in it were not come to.

    `counted`: the situations are known. `complete`: an ending that is not among those of an area is impossible there;
    else `endings` are only those to which plays at random came.
    """

    known: Mapping[tuple[AreaKind, str], StateCount]
    counted: bool
    complete: bool

    def of(self, kind: AreaKind, id_: str) -> StateCount:
        """What is known of one: `nothing` if nobody came there."""
        return self.known.get((kind, id_)) or self.nothing

    def tells(self, kind: AreaKind, id_: str) -> bool:
        """Whether there is something to tell about the endings of one; not of a scene that only passes by."""
        return (kind, id_) in self.known and (self.complete or bool(self.known[kind, id_].endings))

    @property
    def nothing(self) -> StateCount:
        """An area to which nobody came."""
        return StateCount(0 if self.counted else None, 0, frozenset(), 0 if self.complete else None)


def state_counts_of(
    story: Story, proofs: Proofs, without: tuple[str, ...] = (), budget: Budget | None = None
) -> StateCounts:
    """The areas, from what the proofs counted. Which endings are possible is looked for within the budget.

    `without` are ids of choices that nobody takes. Without a `budget`, `SECONDS` are the bound. There are no areas for
    a story that is too large to be looked at; if the budget is only too small for the endings, the result is not
    `complete`. SearchStopped is not raised.
    """
    budget = budget or Budget(SECONDS)
    try:
        system = transition_system(story, budget.progress(LAYING_OUT))
    except (SearchStopped, MemoryError, RecursionError):
        return StateCounts({}, counted=False, complete=False)
    scene_of = scenes_of_nodes(story)
    counted = len(proofs.at) == len(system.locations)
    leading = _leading(system, without, budget) if counted else None
    areas = StateCounts({}, counted, leading is not None)
    endings = leading.endings if leading is not None else _endings_seen(system, proofs)
    known: dict[tuple[AreaKind, str], StateCount] = {}
    for number, here in enumerate(system.locations):
        some = endings.get(number, frozenset())
        for area in _areas(story, here, scene_of):
            before = known.get(area, areas.nothing)
            now = before._replace(endings=before.endings | some)
            # Where a story ends nobody is in the scene any more.
            if here.is_chosen or area[0] == "ending":
                now = now._replace(
                    situations=now.situations + proofs.at[number] if now.situations is not None else None,
                    visits=now.visits + (proofs.visits[number] if number < len(proofs.visits) else 0),
                    lost=now.lost + leading.lost[number] if now.lost is not None and leading is not None else None,
                )
            known[area] = now
    nowhere = known.get(NOWHERE, areas.nothing)
    if not nowhere.situations and not nowhere.visits:
        known.pop(NOWHERE, None)
    return areas._replace(known=known)


def _areas(story: Story, here: Location, scene_of: Mapping[int, str]) -> tuple[tuple[AreaKind, str], ...]:
    """Where a location is; nothing for one that is on the way to several."""
    key = here.key
    if key.kind == "roaming":
        return (("place", story.place_order[key.place] if story.place_order else ""),)
    scene: tuple[tuple[AreaKind, str], ...] = (("scene", scene_of[key.node]),) if key.node in scene_of else ()
    if key.kind == "ending":
        node = story.nodes[key.node]
        assert isinstance(node, End)  # noqa: S101 - stories end nowhere else
        return (("ending", node.ending), *scene)
    return scene if key.kind in ("offer", "question", "drawing", "entering") else ()


def _by_ending(system: System) -> dict[str, frozenset[int]]:
    """The locations of each ending."""
    found: dict[str, set[int]] = {}
    for number, here in enumerate(system.locations):
        node = system.story.nodes[here.key.node] if here.key.kind == "ending" else None
        if isinstance(node, End):
            found.setdefault(node.ending, set()).add(number)
    return {ending: frozenset(locations) for ending, locations in found.items()}


def _endings_seen(system: System, proofs: Proofs) -> dict[int, frozenset[str]]:
    """By location the endings to which plays at random went on from there."""
    ending_at = {number: ending for ending, some in _by_ending(system).items() for number in some}
    return {
        number: frozenset(ending_at[location] for location in some if location in ending_at)
        for number, some in enumerate(proofs.led_to[: len(system.locations)])
    }


class _Leading(NamedTuple):
    """By location the endings to which some state there leads, and how many lead to none."""

    endings: dict[int, frozenset[str]]
    lost: tuple[int, ...]


def _leading(system: System, without: tuple[str, ...], budget: Budget) -> _Leading | None:
    """None: there was not enough time or memory."""
    endings: dict[int, set[str]] = {}
    by_ending = _by_ending(system)
    try:
        whole = reduced(left_out(system, without), progress=budget.progress(LEAVING_OUT))
        space = search(whole, system.story.layout.start, budget, thorough=True).space
        if space is None:
            return None
        for ending, locations in by_ending.items():
            for number, states in enumerate(space.leading_to(locations)):
                if states:
                    endings.setdefault(number, set()).add(ending)
        some = space.leading_to(frozenset().union(*by_ending.values()))
        lost = tuple(count - saved for count, saved in zip(space.at, some, strict=True))
    except (SearchStopped, MemoryError):
        return None
    return _Leading({number: frozenset(ones) for number, ones in endings.items()}, lost)

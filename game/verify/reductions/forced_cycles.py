"""Where a play could go on without anybody choosing, as far as the graph of locations shows."""

from __future__ import annotations

from collections.abc import Mapping

from game.support.components import strongly_connected_components
from game.verify.reductions.reduction import Reduced
from game.verify.system.elements import ContinueAt, Fork, SettleAt, SystemInstructions


def forced_cycles(reduced: Reduced) -> frozenset[int]:
    """The locations where nobody chooses and that lead, past no others, to a circle of such.

    Only from these can a play go on for ever without anybody choosing. In nearly every story there are none.
    """
    count = len(reduced.locations)
    settlings = {place: count + index for index, place in enumerate(reduced.settling)}
    passing = [
        location is not None and not location.is_chosen and location.key.kind != "ending"
        for location in reduced.locations
    ]
    passing += [True] * len(settlings)
    to: list[list[int]] = [[] for _ in passing]
    for index, location in enumerate(reduced.locations):
        if location is not None and passing[index]:
            to[index] = [
                end
                for transition in location.transitions
                for end in _ends(transition.effect, settlings)
                if passing[end]
            ]
    for place, effect in reduced.settling.items():
        to[settlings[place]] = [end for end in _ends(effect, settlings) if passing[end]]
    found: set[int] = set()
    for circle in strongly_connected_components(dict(enumerate(to))):  # what a circle leads to stands before it
        in_circle = len(circle) > 1 or circle[0] in to[circle[0]]
        if in_circle or any(end in found for node in circle for end in to[node]):
            found.update(circle)
    return frozenset(node for node in found if node < count)


def _ends(effect: SystemInstructions, settlings: Mapping[int, int]) -> set[int]:
    """Where an effect ends: locations, and settlings by their numbers behind those of the locations."""
    found: set[int] = set()
    waiting = [effect]
    while waiting:
        for instruction in waiting.pop():
            match instruction:
                case ContinueAt(location):
                    found.add(location)
                case Fork(_, then, otherwise):
                    waiting += (then, otherwise)
                case SettleAt(place):
                    found.add(settlings[place])
    return found

"""What is known of the variables at each location whatever is remembered: for certificates.

A search forgets what does not matter, and works out what can have but one value. What it worked out has to stand in the
certificate, for the check does not work out anything. It is found here anew, by the analysis of values.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator, Mapping
from typing import NamedTuple

from game.verify.abstract.abstract_domain import AbstractDomain
from game.verify.abstract.control_flow_graph import control_flow_graph
from game.verify.abstract.value_analysis import Tracks, analysed_values
from game.verify.certificates.state_sets import StateSets
from game.verify.reductions.constant_propagation import propagate_constants
from game.verify.reductions.one_shot_dominators import first_until, freshened, lasting
from game.verify.reductions.reaching_definitions import asked_in
from game.verify.reductions.reduction import Reduced, liveness
from game.verify.system.observers import InstrumentedSystem
from game.verify.system.partial_evaluation import variables_read
from game.verify.system.space import Progress
from game.verify.system.system_parts import SystemParts

_ROUNDS = 3
"""So often a constant may show another."""


class Narrowed(NamedTuple):
    """A system without what can never be there, as far as constants show, and what showed it.

    `until` has, by variable that never comes back from 0, those that have their first value as long as it is 0: they
    change only after a moment that comes at most once (see `game.verify.reductions.one_shot_dominators`).
    """

    parts: SystemParts
    until: Mapping[str, frozenset[str]]


def narrowed(observed: InstrumentedSystem, asked: Collection[str]) -> Narrowed:
    """The system with its constants worked out, again and again as long as one shows another; none of its variables is
    left out. `until` only has those of `asked`.
    """
    slots, start = observed.slots, observed.story.layout.start
    everything = ((1 << len(slots)) - 1,) * len(observed.locations)
    parts = SystemParts(tuple(observed.locations), observed.settling)
    until: dict[str, frozenset[str]] = {}
    for _ in range(_ROUNDS):
        lasts = lasting(parts, slots, start)
        for moment, names in first_until(parts, slots, start, lasts).items():
            until[moment] = until.get(moment, frozenset()).union(names).intersection(asked)
        parts = freshened(parts, slots, start, lasts)
        parts, _ = propagate_constants(parts, everything, slots, start)
    return Narrowed(parts, until)


def known_values(
    observed: InstrumentedSystem, parts: SystemParts, asked: Container[str], progress: Progress
) -> list[dict[str, int]]:
    """By location and variable of `asked`, the values that it may have there, as bits from the lowest on; all where it
    is absent. `parts` are those of the system, narrowed.

    Nothing stands for a location that nothing leads to. Raises SearchStopped.
    """
    start, slots, count = observed.story.layout.start, observed.slots, len(observed.locations)
    everything = ((1 << len(slots)) - 1,) * count
    flat = control_flow_graph(Reduced(*parts, slots, everything, frozenset(), frozenset()), start)
    # Of a variable with many values, what it begins with counts by itself.
    begins = {name: frozenset((slot.get(start), slot.get(start) + 1)) for name, slot in slots.items()}
    domain = AbstractDomain(flat.slots, begins)
    found = analysed_values(Tracks(flat, domain), None, progress)
    known: list[dict[str, int]] = []
    for states in found.states[:count]:
        sets = next(iter(states.values()), 0)
        here: dict[str, int] = {}
        for name, field in domain.fields.items():
            bits, slot = sets & field.bits, field.slot
            if sets and bits != field.bits and name in asked:
                here[name] = sum(
                    (1 << field.last(place) - slot.low + 1) - (1 << first - slot.low)
                    for place, first in enumerate(field.firsts) if bits >> field.shift + place & 1
                )  # fmt: skip
        known.append(here)
    return known


def variables_asked_for(observed: InstrumentedSystem) -> frozenset[str]:
    """The variables that some condition reads."""
    parts = SystemParts(tuple(observed.locations), observed.settling)
    asked = {name for effect in parts.effects() for name in asked_in(effect)}
    for location in observed.locations:
        asked.update(name for transition in location.transitions for tree in transition.guards
                     for name in variables_read(tree))  # fmt: skip
    return frozenset(asked)


def still_first(sets: StateSets, until: Mapping[str, Collection[str]], known: dict[str, int]) -> Iterator[int]:
    """Sets in all of which every state is where these values are known: what `narrowed` found."""
    for moment, names in until.items():
        lowest = {name: 1 for name in names if known.get(name, 0) != 1}
        if lowest and known.get(moment, 1) & 1:
            level = sets.level[moment]
            yield sets.either(sets.node(level, [(sets.every[level] & ~1, 1)]), as_set(sets, lowest))


def known_lowest(left: Reduced) -> list[dict[str, int]]:
    """By location, the variables that are still asked for, of a reduced system, and are known to have their lowest
    value: that value, as a bit. Whatever else is not live there is forgotten.
    """
    asked = liveness(SystemParts(left.locations, left.settling), left.slots, frozenset())
    return [
        {name: 1 for index, name in enumerate(left.slots) if (here & ~live) >> index & 1}
        for here, live in zip(asked, left.live, strict=True)
    ]


def as_set(sets: StateSets, known: dict[str, int]) -> int:
    """The states in which each variable has one of these values."""
    states = 1
    for name in sorted(known, key=sets.level.__getitem__, reverse=True):
        states = sets.node(sets.level[name], [(known[name], states)])
    return states

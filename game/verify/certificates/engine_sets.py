"""The states that an engine found, as diagrams of a certificate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from game.story.model.layout import Slot
from game.verify.certificates.state_sets import StateSets
from game.verify.exact.levels import Levels
from game.verify.exact.shortest_paths import Batch
from game.verify.reductions.reduction import Reduced
from game.verify.system.space import Space


def found_states(sets: StateSets, reduced: Reduced, space: Space) -> dict[int, int]:
    """The states that a search found, by location: sets in which what it forgot there may have any value."""
    if isinstance(space, Levels):
        return _listed(sets, space)
    from game.verify.exact.symbolic import Symbolic  # only where diagrams were searched

    assert isinstance(space, Symbolic)  # noqa: S101 - there are no other engines
    return space.with_search(lambda search: _converted(sets, reduced, search))


def live_names(reduced: Reduced, location: int) -> frozenset[str]:
    """The variables that are not forgotten at a location."""
    return frozenset(name for index, name in enumerate(reduced.slots) if reduced.live[location] >> index & 1)


def _listed(sets: StateSets, space: Levels) -> dict[int, int]:
    """Those of an engine that lists them."""
    packing, found = space.packing, {}
    by_location: dict[int, list[Batch]] = {}
    for batch in space.batches:
        by_location.setdefault(batch.location, []).append(batch)
    for location, batches in by_location.items():
        live = live_names(packing.reduced, location)
        slots = sorted((packing.layout[name] for name in live), key=lambda slot: sets.level[slot.name])
        found[location] = _of_list(sets, slots, (int(state) for batch in batches for state in batch.states))
    return found


def _of_list(sets: StateSets, slots: Sequence[Slot], listed: Iterable[int]) -> int:
    """The set of these packed states; `slots` are the variables that count, from the top."""
    keep = sum(slot.mask << slot.shift for slot in slots)
    states = {state & keep: 1 for state in listed}
    for slot in reversed(slots):
        level, shift, mask, rest = sets.level[slot.name], slot.shift, slot.mask, ~(slot.mask << slot.shift)
        above: dict[int, list[tuple[int, int]]] = {}
        for state, below in states.items():
            above.setdefault(state & rest, []).append((1 << (state >> shift & mask), below))
        states = {state: sets.node(level, edges) for state, edges in above.items()}
    return states.get(0, 0)


def _converted(sets: StateSets, reduced: Reduced, search: Any) -> dict[int, int]:
    """Those of an engine that has diagrams of bits: a variable's bits stand side by side, the highest first."""
    numbers: Mapping[str, range] = search.variables.numbers
    none, all_ = search.diagrams.none, search.diagrams.all
    name_of = {number: name for name, some in numbers.items() for number in some}
    known: dict[Any, int] = {none: 0, all_: 1}

    def cases(diagram: Any, some: range, code: int) -> Iterator[tuple[int, Any]]:
        """The codes of a variable, as bits, with what is below."""
        if not some:
            yield 1 << code, diagram
        elif diagram in (none, all_) or diagram.node_level() not in some:
            yield ((1 << (1 << len(some))) - 1) << (code << len(some)), diagram
        elif diagram.node_level() > some[0]:
            yield from cases(diagram, some[1:], code * 2)
            yield from cases(diagram, some[1:], code * 2 + 1)
        else:
            yes, no = diagram.cofactors()
            yield from cases(no, some[1:], code * 2)
            yield from cases(yes, some[1:], code * 2 + 1)

    def converted(diagram: Any) -> int:
        if diagram not in known:
            name = name_of[diagram.node_level()]
            slot: Slot = reduced.slots[name]
            every = (2 << slot.high - slot.low) - 1
            edges = [(codes & every, converted(below)) for codes, below in cases(diagram, numbers[name], 0)]
            known[diagram] = sets.node(sets.level[name], edges)
        return known[diagram]

    return {
        location: converted(search.reached[location])
        for location in range(len(reduced.locations)) if search.reached[location] != none
    }  # fmt: skip

"""The transition system beside the game: edges drawn from a certificate, taken in the game itself.

The check takes the transition system for the story. Here the game's own engine is put into a state of the closed set,
which no play need ever have come to, has to offer just what is open there, and has to come to where the system does.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import NamedTuple

from game.engine.compiled_effects import Configuration
from game.engine.moves import Moves
from game.engine.state import EndlessLoop
from game.verify.certificates.certificate import Certificate, ClosedSet, observed_for
from game.verify.certificates.play_check import Walk
from game.verify.system.elements import LocationKey
from game.verify.system.observers import PromiseObserver
from game.verify.system.transition_system import System, left_out

_PASSED = 30_000


class ReplayedEdges(NamedTuple):
    """How many edges were taken in the game; `differing` says of each that is another one there what differs."""

    taken: int
    differing: tuple[str, ...]


def replayed(
    certificate: Certificate, system: System, statements: tuple[PromiseObserver, ...], edges: int, seed: int
) -> ReplayedEdges:
    """Take so many edges from each closed set, drawn by this seed."""
    system, chance = left_out(system, certificate.without), random.Random(seed)  # noqa: S311 - a sample
    taken, differing = 0, []
    walk = Walk(observed_for(system, statements, certificate.about))
    for closed in certificate.closed:
        replay = _Replay(closed, system, walk, chance)
        for _ in range(edges):
            found = replay.edge()
            if found is not None:
                taken += 1
                differing += [found] if found else []
    return ReplayedEdges(taken, tuple(differing))


class _Replay:
    def __init__(self, closed: ClosedSet, system: System, walk: Walk, chance: random.Random) -> None:
        self.closed, self.walk, self.chance, self.story = closed, walk, chance, system.story
        self.moves = Moves(system.story)
        self._chosen = [at for at in closed.reached if walk.system.locations[at].is_chosen]

    def edge(self) -> str | None:
        """What is another one in the game; empty: nothing; None: there is no edge to take."""
        if not self._chosen:
            return None
        at = self.chance.choice(self._chosen)
        here, memory = self.walk.system.locations[at], self._memory(at)
        begun = self._in_game(here.key, memory)
        offered: dict[tuple[str, str], int] = {(self.moves.all[number].kind, self.moves.all[number].id): number
                   for number in self.moves.offered(begun)}  # fmt: skip
        open_ = {(transition.kind, transition.id): number for number, transition in enumerate(here.transitions)
                 if self.walk.holds(transition.guards, memory)}  # fmt: skip
        if open_.keys() - offered.keys():
            return f"The game does not offer {sorted(open_.keys() - offered.keys())} at the location {at}."
        if not open_:
            return None
        name = self.chance.choice(sorted(open_))
        try:
            after = self.moves.after(begun, offered[name])
        except EndlessLoop:
            return ""
        location, memory, _ = self.walk.after(at, open_[name], memory)
        return "" if after[:3] in self._standing(location, memory) else f"{name} leads elsewhere in the game."

    def _standing(self, location: int, memory: int) -> Iterator[tuple[int, int, tuple[int, ...]]]:
        """Where the system comes to from there, as configurations of the game: each that chance may choose."""
        waiting = [(location, memory)]
        for _ in range(_PASSED):
            if not waiting:
                return
            location, memory = waiting.pop()
            here = self.walk.system.locations[location]
            if here.is_chosen or here.key.kind == "ending":
                yield self._in_game(here.key, memory)[:3]
                continue
            for number, transition in enumerate(here.transitions):
                if self.walk.holds(transition.guards, memory):
                    waiting.append(self.walk.after(location, number, memory)[:2])

    def _in_game(self, key: LocationKey, memory: int) -> Configuration:
        """A configuration of the game, in which the memory has what a location knows."""
        story = self.story
        memory = story.asking.put(memory & (1 << story.layout.bits) - 1, key.question)
        if story.place is not None:
            memory = story.place.put(memory, key.place)
        return memory, key.node, key.stack, self.chance.getrandbits(32)

    def _memory(self, location: int) -> int:
        """A memory of the closed set at a location: an edge drawn at each node, and any value where there is none."""
        memory, slots = 0, self.walk.system.slots
        for slot in slots.values():
            memory = slot.put(memory, self.chance.randint(slot.low, slot.high))
        states = self.closed.reached[location]
        while states > 1:
            level, edges = self.closed.nodes[states - 2]
            values, states = self.chance.choice([edge for edge in edges if edge[1]])
            slot = slots[self.closed.order[level]]
            some = [value for value in range(values.bit_length()) if values >> value & 1]
            memory = slot.put(memory, slot.low + self.chance.choice(some))
        return memory

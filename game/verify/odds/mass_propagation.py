"""How the probability of plays flows through a story, from its beginning on: for stories with too many states to keep.

Of each state only how likely a play is there now is kept, and only until it is handed on. States to which fewer plays
come than a threshold are dropped, and what is dropped is counted: so each figure comes with a bound, as in the analysis
of Markov chains with dynamic state spaces (F. Didier, T. A. Henzinger, M. Mateescu, V. Wolf, "Fast adaptive
uniformization of the chemical master equation", 2009). Where a story has a clock, its minutes are gone through one
after the other; and where very many states are followed, whatever else can only grow is gone through in the same way.

Beside the probability of being in a state stand others, in columns: that of being there and something not having
happened yet, for each thing that is asked about, and the steps made so far.
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappop, heappush
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from game.story.model.layout import Slot
from game.story.model.story import Question
from game.verify.odds.player_model import PlayerModel, chances_at_question, hints_after
from game.verify.odds.state_graph import patterns
from game.verify.odds.vector_conditions import States
from game.verify.odds.vector_steps import Arrivals, VectorSteps
from game.verify.system.elements import Location
from game.verify.system.space import Progress
from game.verify.system.transition_system import OfferedMoves

Masses = npt.NDArray[np.float64]
_CLOCK_WEIGHT = 1 << 20
"""A minute counts more than all else that can grow."""
_Group = tuple[int, int]
_Flow = tuple[States, Masses]


class Flowed(NamedTuple):
    """What came of all plays of some players, each of whom has an index.

    `happened[player, bit]` is how likely it is that something happened, `steps[player]` the steps of plays that came to
    an ending, together, and `unknown[player]` how many plays were not followed to their end, all as parts of 1.
    `states` were looked at, `complete`: none was given up for want of time.
    """

    happened: Masses
    steps: Masses
    unknown: Masses
    states: int
    complete: bool


class MassPropagation:
    """Lets plays of some players flow through a story.

    `arriving`: bits of what happens by coming to a location. There are so many `bits`; `every` are those that happen
    once in a play, at its end. With `endings_only` nothing is told of the others, else of the first player.
    """

    def __init__(
        self, steps: VectorSteps, moves: OfferedMoves, arriving: dict[int, int], players: Sequence[PlayerModel],
        bits: int, every: int, clock: Slot | None, *, endings_only: bool = False,
    ) -> None:  # fmt: skip
        self.steps, self.moves, self.arriving, self.players = steps, moves, arriving, players
        self.locations = steps.reduced.locations
        # Columns: who is there, player by player; the steps they made; and of events, who is there without them.
        count = len(players)
        others = range(0 if endings_only else bits)
        self._open_events = [(0, bit) for bit in others if not every >> bit & 1]
        self._player_of = np.array([*range(count), *range(count), *(player for player, _ in self._open_events)])
        self._bits, self._every = bits, every
        self._clock = clock if clock is not None and clock.name in steps.reduced.slots else None
        self._rises: dict[int, tuple[list[tuple[Slot, int]], int]] = {}
        self._fine = False
        self._chances: dict[tuple[int, int, tuple[int, ...]], Masses] = {}

    def flow(self, threshold: float, progress: Progress, *, fine: bool = False) -> Flowed:
        """Let them flow; states to which fewer plays come, of any player, are dropped.

        `fine`: in many small layers, so that most states are looked at just once; that is quicker for very many.
        `progress` is told how many states were looked at, and says whether to go on: if not, all is dropped.
        """
        count = len(self.players)
        self._happened = np.zeros((count, self._bits))
        self._steps, self._unknown = np.zeros(count), np.zeros(count)
        self._pending: dict[int, dict[_Group, list[_Flow]]] = {}
        self._next: list[int] = []
        self._fine, self._rises = fine, {}
        start = np.zeros((1, len(self._player_of)))
        start[0, :count] = start[0, 2 * count :] = 1
        self._hand_on(0, 0, np.array([self.steps.start], self.steps.dtype), start, 0)
        states, complete = 0, True
        while self._pending:
            layer = heappop(self._next)
            for (location, hints), parts in self._pending.pop(layer).items():
                packed, masses = _together(parts)
                small = masses[:, :count].max(axis=1) < threshold
                if small.any() or not complete:
                    dropped = small if complete else np.ones_like(small)
                    self._unknown += masses[dropped, :count].sum(axis=0)
                    packed, masses = packed[~dropped], masses[~dropped]
                if len(packed):
                    states += len(packed)
                    self._go_on(location, hints, packed, masses, layer)
            complete = complete and progress(states)
        return Flowed(self._happened, self._steps, self._unknown, states, complete)

    def _go_on(self, location: int, hints: int, packed: States, masses: Masses, layer: int) -> None:
        """Hand on what is at one location."""
        here = self.locations[location]
        assert here is not None  # noqa: S101 - plays came there
        count = len(self.players)
        if here.key.kind == "ending":
            self._steps += masses[:, count : 2 * count].sum(axis=0)
            return
        if here.key.kind == "endless":
            return
        if here.is_chosen:
            masses[:, count : 2 * count] += masses[:, :count]
        open_ = self.steps.open(location, packed)
        if here.key.kind != "question":
            ways = np.zeros(len(packed), np.int64)
            for truths in open_:
                ways += truths
            shares = masses / np.maximum(ways, 1)[:, None]
            for transition, truths in enumerate(open_):
                some = np.flatnonzero(truths)
                if len(some):
                    for arrivals in self.steps.after(location, transition, packed[some], some):
                        self._arrive(arrivals, 0, shares[arrivals.sources], layer)
            return
        for pattern, some in patterns(open_):
            chances = self._at_question(location, hints, here, pattern)
            for column, transition in enumerate(pattern):
                after = hints_after(here, transition, hints)
                for arrivals in self.steps.after(location, transition, packed[some], some):
                    kept = after if arrivals.location == location else 0
                    self._arrive(arrivals, kept, masses[arrivals.sources] * chances[column], layer)

    def _at_question(self, location: int, hints: int, here: Location, pattern: tuple[int, ...]) -> Masses:
        """The chance of each open transition, for each column: shape (transitions, columns)."""
        key = location, hints, pattern
        found = self._chances.get(key)
        if found is None:
            question: Question = self.moves.question(here.key.question)
            by_player = [
                [float(chance) for chance in chances_at_question(model, question, here, pattern, hints).values()]
                for model in self.players
            ]
            found = self._chances[key] = np.array(by_player)[self._player_of].T.copy()
        return found

    def _arrive(self, arrivals: Arrivals, hints: int, masses: Masses, layer: int) -> None:
        """Count what happened, and hand on the rest."""
        count = len(self.players)
        happened = arrivals.events | self.arriving.get(arrivals.location, 0)
        if happened:
            for player in range(count):
                for bit in _ones(happened & self._every):
                    self._happened[player, bit] += masses[:, player].sum()
            for column, (player, bit) in enumerate(self._open_events, 2 * count):
                if happened >> bit & 1:
                    self._happened[player, bit] += masses[:, column].sum()
                    masses[:, column] = 0
        self._hand_on(arrivals.location, hints, arrivals.states, masses, layer)

    def _hand_on(self, location: int, hints: int, packed: States, masses: Masses, layer: int) -> None:
        """Let it wait in the layer where it belongs, or in this one: nothing is handed back."""
        group = location, hints
        layers = self._layers(location, packed, layer)
        first, last = int(layers.min()), int(layers.max())
        if first == last:
            self._wait(first, group, (packed, masses))
            return
        order = np.argsort(layers, kind="stable")
        layers, packed, masses = layers[order], packed[order], masses[order]
        cuts = [0, *(np.flatnonzero(np.diff(layers)) + 1).tolist(), len(layers)]
        for begin, end in pairwise(cuts):
            self._wait(int(layers[begin]), group, (packed[begin:end], masses[begin:end]))

    def _wait(self, layer: int, group: _Group, flow: _Flow) -> None:
        waiting = self._pending.get(layer)
        if waiting is None:
            waiting = self._pending[layer] = {}
            heappush(self._next, layer)
        waiting.setdefault(group, []).append(flow)

    def _layers(self, location: int, packed: States, layer: int) -> npt.NDArray[np.int64]:
        """The layer of each state, at least this one: the time, or how much has grown that never gets smaller."""
        slots, forgotten = self._rising(location)
        grown = np.full(len(packed), forgotten, np.int64)
        for slot, weight in slots:
            grown += (packed >> slot.shift & slot.mask).astype(np.int64) * weight
        return np.maximum(grown, layer)

    def _rising(self, location: int) -> tuple[list[tuple[Slot, int]], int]:
        """The variables that make layers at a location, with their weights, and what those count that are forgotten."""
        found = self._rises.get(location)
        if found is None:
            reduced, layout = self.steps.reduced, self.steps.layout
            slots, forgotten = [], 0
            for index, name in enumerate(reduced.slots):
                is_clock = self._clock is not None and name == self._clock.name
                if not is_clock and not (self._fine and name in reduced.growing):
                    continue
                slot = layout[name]
                weight = _CLOCK_WEIGHT if is_clock else 1
                if reduced.live[location] >> index & 1:
                    slots.append((slot, weight))
                elif not is_clock:  # it may have grown as far as it can
                    forgotten += slot.high - slot.low
            found = self._rises[location] = slots, forgotten
        return found


def _together(parts: list[_Flow]) -> _Flow:
    """The same states once, with all that came to them."""
    packed = np.concatenate([states for states, _ in parts])
    masses = np.concatenate([some for _, some in parts])
    found, inverse = np.unique(packed, return_inverse=True)
    if len(found) == len(packed):
        order = np.argsort(inverse)
        return found, masses[order]
    summed = np.empty((len(found), masses.shape[1]))
    for column in range(masses.shape[1]):
        summed[:, column] = np.bincount(inverse, masses[:, column], len(found))
    return found, summed


def _ones(bits: int) -> list[int]:
    return [index for index in range(bits.bit_length()) if bits >> index & 1]

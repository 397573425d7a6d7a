"""From everywhere an ending: proved for stories that are too large to look at every state.

A few variables are remembered (see `game.verify.abstraction`); of all others nothing is known, so an adversary says at
each moment which of the ways that may be open are. The player wins where an ending can be brought about all the same.
That is the attractor of a two-player game (W. Thomas, "On the synthesis of strategies in infinite games", 1995), with
one thing more: some of the adversary's answers use something up for good, such as a scene that opens but once. It can
give these only so many times in a play. So they need not bring the player nearer to an ending; it is enough that an
ending can still be brought about after them. (The greatest set of states from which the least fixpoint, within the
set, holds, however often it is interrupted; in the modal mu-calculus, nu X mu Y.)

If the player wins everywhere, then from every state that can be reached in the story some ending can be reached. If
not, nothing is said: more has to be remembered. What that is, the places tell where the player did not win (in the
spirit of E. Clarke, O. Grumberg and others, "Counterexample-guided abstraction refinement", 2000).
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from game.story.formulas import Number, Tree, readings
from game.story.memory import Slot
from game.verify.abstraction import Abstract, abstracted
from game.verify.packing import Packing
from game.verify.reduction import Reduced
from game.verify.space import Progress, Stopped
from game.verify.trees import FALSE, TRUE, joined, known_part
from game.verify.writing import Writer

#: So many states of an abstract system are looked at.
MOST_STATES = 1_000_000
#: So many values of a variable that is to be remembered, too.
MOST_VALUES = 64
_ROUNDS = 24
#: So many variables are tried one by one, and the most promising is remembered.
_TRIED = 3
#: So many states at each location.
_LOOKED_AT = 3


class Escape(NamedTuple):
    """Whether an ending can be reached from everywhere: `proved`, or not known.

    `kept` are the variables that had to be remembered; `states` how many states the abstract system has then.
    """

    proved: bool
    kept: tuple[str, ...]
    states: int


class _Ways(NamedTuple):
    """An edge of the game: whence, whither, whether it is open for sure, whether it uses something up."""

    source: int
    target: int
    sure: bool
    once: bool
    way: int


def prove_escape(whole: Reduced, start: int, clock: str = "", progress: Progress = lambda states: True) -> Escape:
    """Try to prove it, remembering more and more. `clock` is the variable of the time. Raises Stopped."""
    kept = frozenset(name for name in whole.slots if name == clock or name.startswith(("due.", "arrived")))
    best = _Try.of(whole, start, kept, progress)
    for _ in range(_ROUNDS):
        if best.is_won:
            break
        tries = [_Try.of(whole, start, kept | {name}, progress) for name in _wanted(best, whole.slots, kept)]
        if not tries:
            break
        best = max(tries, key=_Try.promise)
        kept = best.kept
        print(sorted(kept)[-1:], len(best.game.states), len(best.won), len(best.first))
    return Escape(best.is_won, tuple(sorted(kept)), len(best.game.states))


class _Try(NamedTuple):
    """What came of remembering some variables: the states in which the player wins, and those where that would be so
    without any interruption."""

    kept: frozenset[str]
    game: _Game
    won: set[int]
    first: set[int]

    @classmethod
    def of(cls, whole: Reduced, start: int, kept: frozenset[str], progress: Progress) -> _Try:
        """Remember these variables, and play. Raises Stopped."""
        game = _Game(abstracted(whole, kept), start, progress)
        return cls(kept, game, *game.won())

    @property
    def is_won(self) -> bool:
        return len(self.won) == len(self.game.states)

    def promise(self) -> tuple[float, float, int]:
        """How near to a proof this is: the greater, the nearer."""
        states = len(self.game.states)
        return len(self.first) / states, len(self.won) / states, -states


def _wanted(before: _Try, slots: Mapping[str, Slot], kept: frozenset[str]) -> list[str]:
    """What to remember, too: what is asked for where the player nearly won, a step from where the player did.

    It is what makes a good way unsure, or what would tell that a bad one is closed.
    """
    game = before.game
    better = before.won if len(before.first) == len(game.states) else before.first
    asked: Counter[str] = Counter()
    looked_at: Counter[int] = Counter()
    for state in reversed(range(len(game.states))):
        edges, location = game.edges[state], game.location(state)
        if state in better or looked_at[location] >= _LOOKED_AT or not any(edge.target in better for edge in edges):
            continue
        looked_at[location] += 1
        chosen = game.kinds[location] in _CHOSEN
        known = game.known(state)
        for edge in edges:
            good = edge.target in better
            if not edge.sure and (good if chosen else not good and not edge.once):
                conditions = game.abstract.whole[location][edge.way]
                asked.update(_decisive(conditions, known, slots, TRUE if chosen else FALSE))
    return [name for name, _ in asked.most_common(_TRIED)]


def _decisive(
    conditions: tuple[Tree, ...], known: Mapping[str, int], slots: Mapping[str, Slot], wanted: Number
) -> Iterator[str]:
    """The variables of which one value alone, with what is known, makes conditions so that they hold, or never do."""
    left = known_part(joined("and", conditions), known)
    for name in dict.fromkeys(readings(left)):
        slot = slots.get(name)
        if slot is not None and slot.high - slot.low < MOST_VALUES:
            ends = {slot.low, slot.low + 1, slot.high}
            if any(bool(part.value) == bool(wanted.value) for value in ends
                   if isinstance(part := known_part(left, {name: value}), Number)):  # fmt: skip
                yield name


class _Game:
    """The states of an abstract system and the ways between them."""

    def __init__(self, abstract: Abstract, start: int, progress: Progress) -> None:
        self.abstract = abstract
        self.packing = Packing(abstract.reduced, start)
        self._writer = Writer(self.packing)
        self.kinds = [one.key.kind if one is not None else "" for one in abstract.reduced.locations]
        number: dict[int, int] = {self.packing.start: 0}
        self.states: list[int] = [self.packing.start]
        self.edges: list[list[_Ways]] = []
        functions: dict[int, Callable[..., None]] = {}
        while len(self.edges) < len(self.states):
            state = self.states[len(self.edges)]
            location = self.packing.location(state)
            function = functions.get(location)
            if function is None:
                function = functions[location] = self._function(location)
            found: list[tuple[int, int, int]] = []
            function(state >> self.packing.location_bits, found)
            edges = []
            for way, sure, target in found:
                index = number.setdefault(target, len(self.states))
                if index == len(self.states):
                    self.states.append(target)
                edges.append(_Ways(len(self.edges), index, bool(sure), abstract.once[location][way], way))
            self.edges.append(edges)
            if len(self.edges) % 10_000 == 0 and (len(self.states) > MOST_STATES or not progress(len(self.states))):
                raise Stopped

    def location(self, state: int) -> int:
        """The number of the location of a state."""
        return self.packing.location(self.states[state])

    def known(self, state: int) -> dict[str, int]:
        """The values of the variables that are remembered, in a state."""
        return self.packing.layout.describe(self.states[state] >> self.packing.location_bits)

    def _function(self, location: int) -> Callable[..., Any]:
        here = self.abstract.reduced.locations[location]
        assert here is not None  # noqa: S101 - a state is there
        bits = self.packing.location_bits
        body: list[str] = []
        for index, (way, sure) in enumerate(zip(here.ways, self.abstract.sure[location], strict=True)):

            def leaf(target: int, keep: int | None, index: int = index) -> list[str]:
                kept = "x" if keep is None else f"(x & {keep:#x})"
                return [f"found.append(({index}, z, {kept} << {bits} | {target}))"]

            surely = "0" if sure is None else f"1 if {self.packing.condition(sure, 'm')} else 0"
            lines = self._writer.way_lines(way, leaf, lambda _: [])
            body += [f"if {self.packing.condition(way.conditions, 'm')}:", f" z = {surely}", " x = m"]
            body += [f" {line}" for line in lines]
        return self._writer.compiled("m, found", body or ["pass"])

    def won(self) -> tuple[set[int], set[int]]:
        """The states in which the player wins; and those in which that would be so without any interruption."""
        inside = set(range(len(self.states)))
        first: set[int] | None = None
        while True:
            won = self._attracted(inside)
            first = won if first is None else first
            if len(won) == len(inside):
                return won, first
            inside = won

    def _attracted(self, inside: set[int]) -> set[int]:
        """The states from which an ending can be brought about, as long as the play stays inside."""
        needed: dict[int, int] = {}
        before: dict[int, list[_Ways]] = {}
        won: set[int] = set()
        for state in inside:
            kind = self.kinds[self.location(state)]
            edges = self.edges[state]
            hard = 0
            for edge in edges:
                if edge.once and not edge.sure:
                    if edge.target not in inside:
                        hard = -1
                        break
                else:
                    hard += 1
                    before.setdefault(edge.target, []).append(edge)
            # Somebody who walks about may find every way closed that is not open for sure; elsewhere one is open.
            needed[state] = len(edges) + 1 if hard < 0 or not edges or kind == "roaming" else hard
            if kind == "ending" or needed[state] == 0:
                won.add(state)
        waiting = deque(won)
        while waiting:
            for edge in before.get(waiting.popleft(), ()):
                source = edge.source
                if source in won:
                    continue
                needed[source] -= 1
                if needed[source] == 0 or (edge.sure and self.kinds[self.location(source)] in _CHOSEN):
                    won.add(source)
                    waiting.append(source)
        return won


_CHOSEN = ("roaming", "offer", "question")

"""From everywhere an ending: proved for stories that are too large to look at every state.

A few variables are remembered (see `game.verify.abstract.predicate_abstraction`); of all others nothing is known, so an
adversary says at each moment which of the transitions that may be open are. The player wins where an ending can be
brought about all the same. That is the attractor of a two-player game (W. Thomas, "On the synthesis of strategies in
infinite games", 1995), with one thing more: some of the adversary's answers use something up for good, such as a scene
that opens but once, or time that goes by and does not come back. It can give these only so many times in a play. So
they need not bring the player nearer to an ending; it is enough that an ending can still be brought about after them.
(The greatest set of states from which the least fixpoint, within the set, holds, however often it is interrupted; in
the modal mu-calculus, nu X mu Y.)

If the player wins everywhere, then from every state that can be reached in the story some ending can be reached. If
not, nothing is said: more has to be remembered. What that is, the places tell where the player did not win (in the
spirit of E. Clarke, O. Grumberg and others, "Counterexample-guided abstraction refinement", 2000).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Mapping
from typing import NamedTuple

from game.story.model.expressions import FALSE, TRUE, Expression, Number, conjunction, free_variables
from game.story.model.layout import Slot
from game.verify.abstract.control_flow_graph import CHOSEN, ControlFlowGraph
from game.verify.abstract.predicate_abstraction import AbstractStep, PredicateAbstraction, cuts, tree_cuts
from game.verify.system.partial_evaluation import partially_evaluated
from game.verify.system.space import Progress, SearchStopped

#: So many states of an abstract system are looked at, before it counts as too large.
MOST_GAME_STATES = 300_000
#: So many values of a variable that is to be remembered exactly.
MOST_KEPT_VALUES = 64
_ROUNDS = 40
#: So many variables are tried one by one, and the most promising is remembered.
_TRIED = 4
#: So many numbers with which a variable is compared are all remembered at once.
_FEW = 8
#: So many states at each location.
_LOOKED_AT = 3

#: How much more it counts that a player could be sure of a transition than that an adversary could not take one.
_SELDOM = 4

SURE, ONCE = 1, 2
EDGE_BITS = 2
"""Of an edge of the game: the number of the state it leads to, moved by this; below it, what is known of it."""


class GameResult(NamedTuple):
    """Whether an ending can be reached from everywhere: `proved`, or not known.

    `kept` are the variables that had to be remembered, or were when it was given up, and `remembered` what of them;
    `states` how many states the abstract system has then, and 0 if it had too many from the start.
    """

    proved: bool
    kept: tuple[str, ...]
    states: int
    remembered: Remembered


class Remembered(NamedTuple):
    """What is remembered: of some variables the value; of others, by name, between which of some numbers it lies.

    Each of these numbers is the lowest of an interval; the highest value of a variable always is one, too.
    """

    exactly: frozenset[str]
    roughly: Mapping[str, frozenset[int]]

    @property
    def names(self) -> frozenset[str]:
        """All variables of which something is remembered."""
        return self.exactly | self.roughly.keys()

    def among(self, slots: Mapping[str, Slot]) -> Remembered:
        """The same as far as there are such variables, with such values."""
        exactly = frozenset(name for name in self.exactly & slots.keys() if _is_short(slots[name]))
        roughly = {
            name: frozenset(value for value in values if slots[name].low < value < slots[name].high)
            for name, values in self.roughly.items() if name in slots.keys() - exactly
        }  # fmt: skip
        return Remembered(exactly, roughly)


def prove_ending_reachable(
    flat: ControlFlowGraph, closing: Container[int], clock: str = "", progress: Progress = lambda states: True,
    first: Remembered | None = None,
) -> GameResult:  # fmt: skip
    """Try to prove it, remembering more and more, from what is remembered `first` on (None: what is mostly needed).

    What is not there any more is not remembered.

    `closing` are the nodes at which a player may find every transition closed (see
    `game.verify.abstract.deadlocks.perhaps_closed`), `clock` is the variable of the time, or empty. `progress` is told
    how many states the abstract system has so far. Raises SearchStopped.
    """
    proof = EscapeProof(flat, closing, clock, progress)
    if first is not None:
        proof.first = first.among({name: flat.slots[name] for name in flat.asked & flat.slots.keys()})
    return proof.escape()


class EscapeProof:
    """Tries to win the game, remembering more and more; see `prove_ending_reachable`."""

    def __init__(self, flat: ControlFlowGraph, closing: Container[int], clock: str, progress: Progress) -> None:
        self.flat, self.closing, self.progress = flat, closing, progress
        self.cuts = {name: values for name, values in cuts(flat).items() if values is not None}
        # Of the time it is remembered at first only whether it has run out.
        first = [name for name in flat.slots if name == clock or name.startswith(("due.", "arrived"))]
        self.first = Remembered(frozenset(), {name: frozenset() for name in first if name in flat.asked})

    def escape(self) -> GameResult:
        """What came of it. Raises SearchStopped."""
        best = self.best()
        if best is None:
            return GameResult(False, (), 0, self.first)
        return GameResult(best.is_won, tuple(sorted(best.kept.names)), len(best.game.keys), best.kept)

    def best(self) -> _Try | None:
        """The game in which the player comes furthest; None: there are too many states from the start."""
        best = self._try(self.first)
        for _ in range(_ROUNDS):
            if best is None or best.is_won:
                break
            further: _Try | None = None
            for kept in self._wanted(best):
                attempt = self._try(kept)
                if attempt is not None and (further is None or attempt.promise() > further.promise()):
                    further = attempt
                    if attempt.is_won:
                        break
            if further is None:
                break
            best = further
        return best

    def _try(self, kept: Remembered) -> _Try | None:
        """Remember this, and play; None when that has too many states."""
        game = Game(PredicateAbstraction(self.flat, kept.exactly, kept.roughly), self.closing)
        return _Try(kept, game, *game.won()) if game.lay_out(self.progress) else None

    def _wanted(self, before: _Try) -> list[Remembered]:
        """What to remember, too: what is asked for where the player nearly won, a step from where the player did.

        It is what makes a good way unsure, or what would tell that a bad one is closed.
        """
        game, kept = before.game, before.kept
        better = before.won if all(before.first) else before.first
        asked: Counter[str] = Counter()
        asking: dict[str, set[Expression]] = {}
        looked_at: Counter[int] = Counter()
        for state in reversed(range(len(game.keys))):
            if better[state] or game.nodes[state] < 0 or looked_at[game.nodes[state]] >= _LOOKED_AT:
                continue
            edges = game.edges[state]
            if not any(better[edge >> EDGE_BITS] for edge in edges):
                continue
            looked_at[game.nodes[state]] += 1
            chosen = game.kind(state) in CHOSEN
            known = game.known(state)
            for edge, step in zip(edges, game.steps_of(state), strict=True):
                good = better[edge >> EDGE_BITS]
                if not edge & SURE and (good if chosen else not good and not edge & ONCE):
                    conditions = step.edge.guards
                    for name in _decisive(conditions, known, self.flat.slots, TRUE if chosen else FALSE):
                        asked[name] += _SELDOM if chosen else 1
                        asking.setdefault(name, set()).update(conditions)
        more = [self._more(kept, name, asking[name]) for name, _ in asked.most_common()]
        return [candidate for candidate in more if candidate is not None][:_TRIED]

    def _more(self, kept: Remembered, name: str, asking: set[Expression]) -> Remembered | None:
        """More of a variable: what these conditions ask for, then everything; None when all of it is remembered."""
        slot = self.flat.slots[name]
        before = kept.roughly.get(name)
        if name in kept.exactly or (before is not None and len(before) >= slot.high - slot.low - 1):
            return None
        values = frozenset(cut for cut in self.cuts.get(name, ()) if slot.low < cut < slot.high)
        if name in self.cuts and (before is None or not values <= before):
            now = (before or frozenset()) | (values if len(values) <= _FEW else values & _compared_with(asking, name))
            now = now if now != before else values
            return Remembered(kept.exactly, {**kept.roughly, name: now})
        if not _is_short(slot):
            return None
        roughly = {other: values for other, values in kept.roughly.items() if other != name}
        return Remembered(kept.exactly | {name}, roughly)


def _is_short(slot: Slot) -> bool:
    return slot.high - slot.low < MOST_KEPT_VALUES


def _compared_with(trees: set[Expression], name: str) -> frozenset[int]:
    """The numbers between which these conditions tell apart the values of a variable."""
    return frozenset(cut for tree in trees for other, some in tree_cuts(tree) if other == name for cut in some or ())


class _Try(NamedTuple):
    """What came of remembering some variables: the states in which the player wins, and those where that would be so
    without any interruption."""

    kept: Remembered
    game: Game
    won: bytearray
    first: bytearray

    @property
    def is_won(self) -> bool:
        return all(self.won)

    def promise(self) -> tuple[int, int, int]:
        """How near to a proof this is: the greater, the nearer."""
        open_nodes = [
            len({node for node, won in zip(self.game.nodes, some, strict=True) if not won})
            for some in (self.first, self.won)
        ]
        return -open_nodes[0], -open_nodes[1], -len(self.game.keys)


def _decisive(
    conditions: tuple[Expression, ...], known: Mapping[str, int], slots: Mapping[str, Slot], wanted: Number
) -> Iterator[str]:
    """The variables of which one value alone, with what is known, makes conditions so that they hold, or never do."""
    left = partially_evaluated(conjunction("and", conditions), known)
    for name in dict.fromkeys(free_variables(left)):
        slot = slots.get(name)
        if slot is not None:
            ends = {slot.low, slot.low + 1, slot.high}
            if any(bool(part.value) == bool(wanted.value) for value in ends
                   if isinstance(part := partially_evaluated(left, {name: value}), Number)):  # fmt: skip
                yield name


class Game:
    """The states of an abstract system and the edges between them.

    Where a player's choice may turn out in more than one way, there is a state between, in which the adversary says
    how. `nodes` are the nodes of the states, -1 for those between; `closing` those at which a player may find
    every transition closed that is not open for sure.
    """

    def __init__(self, memory: PredicateAbstraction, closing: Container[int]) -> None:
        self.memory, self.flat = memory, memory.flat
        self.bits = max(len(self.flat.nodes) - 1, 1).bit_length()
        self.nodes: list[int] = []
        self.keys: list[int] = []
        self.edges: list[list[int]] = []
        #: The states in which the player wins, an ending first, each behind those to which it has to lead.
        self.attracted: list[int] = []
        self._number: dict[int, int] = {}
        self._steps: dict[int, list[AbstractStep]] = {}
        self.closing = closing
        self._keeps = [None if flat_node is None else memory.keep(flat_node.live) for flat_node in self.flat.nodes]

    def lay_out(self, progress: Progress) -> bool:
        """Find all states and edges. False when there are too many, and then no answer may be drawn from the game.

        `progress` is told how many states there are so far. Raises SearchStopped once it says False.
        """
        mask = (1 << self.bits) - 1
        keep = self._keeps[0]
        start = self.memory.layout.start
        self._state((start if keep is None else start & keep) << self.bits, 0)
        between: dict[tuple[int, ...], int] = {}
        done = 0
        while done < len(self.keys):
            if self.nodes[done] < 0:  # a state between has its edges already
                done += 1
                continue
            key = self.keys[done]
            node, m = key & mask, key >> self.bits
            steps = self._steps.get(node)
            if steps is None:
                steps = self._steps[node] = self._steps_at(node)
            edges: list[int] = []
            for may, sure, results, target, once, _ in steps:
                if may is not None and not may(m):
                    continue
                surely = sure is None or (sure is not False and bool(sure(m)))  # type: ignore[operator]
                keep = self._keeps[target]
                flags = (SURE if surely else 0) | (ONCE if once else 0)
                if results is None:
                    to = self._state((m if keep is None else m & keep) << self.bits | target, target)
                    edges.append(to << EDGE_BITS | flags)
                    continue
                found = results(m)
                ends = [
                    self._state((after if keep is None else after & keep) << self.bits | target, target) << EDGE_BITS
                    | (ONCE if used_up else 0)
                    for after, used_up in found
                ]
                if len(ends) == 1:
                    edges.append(ends[0] | flags)
                elif self.flat_kind(node) in CHOSEN:
                    ends_key = tuple(ends)
                    if ends_key not in between:
                        between[ends_key] = self._between(ends)
                    edges.append(between[ends_key] << EDGE_BITS | flags)
                else:
                    edges += [end | flags for end in ends]
            self.edges[done] = edges
            done += 1
            if done % 5_000 == 0:
                if not progress(len(self.keys)):
                    raise SearchStopped
                if len(self.keys) > MOST_GAME_STATES:
                    return False
        return True

    def _state(self, key: int, node: int) -> int:
        number = self._number.get(key)
        if number is None:
            number = self._number[key] = len(self.keys)
            self.keys.append(key)
            self.nodes.append(node)
            self.edges.append([])
        return number

    def _between(self, ends: list[int]) -> int:
        self.keys.append(0)
        self.nodes.append(-1)
        self.edges.append(ends)
        return len(self.keys) - 1

    def _steps_at(self, node: int) -> list[AbstractStep]:
        here = self.flat.nodes[node]
        assert here is not None  # noqa: S101 - a state is there
        return self.memory.steps(here.edges)

    def flat_kind(self, node: int) -> str:
        """The kind of a node."""
        here = self.flat.nodes[node]
        return "deciding" if here is None else here.kind

    def kind(self, state: int) -> str:
        """The kind of the node of a state."""
        node = self.nodes[state]
        return "deciding" if node < 0 else self.flat_kind(node)

    def known(self, state: int) -> dict[str, int]:
        """The values of the variables that are remembered exactly, in a state."""
        values = self.memory.layout.describe(self.keys[state] >> self.bits)
        return {name: value for name, value in values.items() if name not in self.memory.firsts}

    def steps_of(self, state: int) -> Iterator[AbstractStep]:
        """The steps of the edges of a state, in their order."""
        m = self.keys[state] >> self.bits
        chosen = self.kind(state) in CHOSEN
        for step in self._steps[self.nodes[state]]:
            if step.may is None or step.may(m):
                count = 1 if chosen or step.results is None else len(step.results(m))
                for _ in range(count):
                    yield step

    def won(self) -> tuple[bytearray, bytearray]:
        """The states in which the player wins; and those in which that would be so without any interruption."""
        count = len(self.keys)
        before: list[list[int]] = [[] for _ in range(count)]
        for state, edges in enumerate(self.edges):
            for edge in edges:
                before[edge >> EDGE_BITS].append(state << EDGE_BITS | edge & 3)
        kinds = [self.kind(state) for state in range(count)]
        inside = bytearray(b"\1") * count
        first: bytearray | None = None
        while True:
            won = self._attracted(inside, before, kinds)
            first = won if first is None else first
            if won == inside:
                return won, first
            inside = won

    def _attracted(self, inside: bytearray, before: list[list[int]], kinds: list[str]) -> bytearray:
        """The states from which an ending can be brought about, as long as the play stays inside."""
        count = len(inside)
        won = bytearray(count)
        needed = [0] * count
        waiting: list[int] = []
        self.attracted.clear()
        for state in range(count):
            if not inside[state]:
                continue
            kind = kinds[state]
            edges = self.edges[state]
            hard = 0
            for edge in edges:
                if edge & 3 == ONCE:
                    if not inside[edge >> EDGE_BITS]:
                        hard = -1
                        break
                else:
                    hard += 1
            # Where every transition may be closed that is not open for sure, the adversary closes all of them.
            needed[state] = count if hard < 0 or not edges or self.nodes[state] in self.closing else hard
            if kind == "ending" or needed[state] == 0:
                won[state] = 1
                self.attracted.append(state)
                waiting.append(state)
        chosen = [kind in CHOSEN for kind in kinds]
        while waiting:
            for edge in before[waiting.pop()]:
                source = edge >> EDGE_BITS
                if won[source] or not inside[source] or edge & 3 == ONCE:
                    continue
                needed[source] -= 1
                if needed[source] == 0 or (edge & SURE and chosen[source]):
                    won[source] = 1
                    self.attracted.append(source)
                    waiting.append(source)
        return won

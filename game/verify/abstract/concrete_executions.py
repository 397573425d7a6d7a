"""Plays through a flat system, one state after the other, exactly as they are.

Only where somebody chooses, or chance draws, is there more than one way on; from one such state to the next a play
goes by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import NamedTuple

from game.engine.instructions import Assign
from game.story.model.expressions import Expression, Formula, conjunction
from game.story.model.layout import Layout
from game.verify.abstract.control_flow_graph import CHOSEN, Assignment, ControlFlowGraph, GraphNode, Happening
from game.verify.system.space import PathStep, Progress

GuardTest = Callable[[int], int]


class ConcreteState(NamedTuple):
    """A node, and the memory of the story there."""

    node: int
    memory: int


class ConcreteMove(NamedTuple):
    """An edge that is taken where somebody chooses, or chance does."""

    node: int
    edge: int


class FollowedMove(NamedTuple):
    """Where somebody chooses again (None: the story is over, or goes on for ever by itself), and the steps to there.

    `happened` is what happened of what is wanted, with the number of steps it took.
    """

    state: ConcreteState | None
    happened: dict[Happening, int]
    steps: list[PathStep]


class _Compiled(NamedTuple):
    test: GuardTest | None
    changes: tuple[Assignment, ...]
    target: int
    emitted: frozenset[Happening]


class ConcreteExecutions:
    """Plays; `wanted` are the events that they look out for."""

    def __init__(self, flat: ControlFlowGraph, wanted: Collection[Happening]) -> None:
        self.flat, self.wanted = flat, frozenset(wanted)
        self._layout = AsTheyAre(flat)
        self._edges: dict[int, list[_Compiled]] = {}
        self._watches: dict[int, list[tuple[GuardTest | None, Happening]]] = {}
        self._keeps: dict[int, int] = {}

    def here(self, number: int) -> GraphNode:
        """The node with this number, to which something leads."""
        node = self.flat.nodes[number]
        assert node is not None  # noqa: S101 - somebody is there
        return node

    def beginning(self) -> FollowedMove:
        """What comes before somebody can choose."""
        return self._chain(ConcreteState(0, self.flat.start & self._kept(0)), FollowedMove(None, {}, []))

    def open_moves(self, state: ConcreteState) -> Iterator[ConcreteMove]:
        """What can be done in a state."""
        for index, (test, _, _, _) in enumerate(self._compiled(state.node)):
            if test is None or test(state.memory):
                yield ConcreteMove(state.node, index)

    def is_open(self, state: ConcreteState, move: ConcreteMove) -> bool:
        """Whether a move can be made in a state."""
        if move.node != state.node:
            return False
        test = self._compiled(move.node)[move.edge].test
        return test is None or bool(test(state.memory))

    def after(self, state: ConcreteState, move: ConcreteMove) -> FollowedMove:
        """What comes after a move."""
        made = FollowedMove(None, {}, [])
        return self._chain(self._take(state, move.edge, made), made)

    def _chain(self, state: ConcreteState, made: FollowedMove) -> FollowedMove:
        while True:  # which ends: where the game would give up, the system comes to an end of its own
            for test, event in self._watched(state.node):
                if test is None or test(state.memory):
                    made.happened.setdefault(event, len(made.steps))
            kind = self.here(state.node).kind
            if kind in CHOSEN or kind == "drawing":
                return made._replace(state=state)
            if kind == "ending":
                return made
            for move in self.open_moves(state):
                state = self._take(state, move.edge, made)
                break
            else:
                return made
            if kind == "endless":  # which leads to nothing but itself
                return made

    def _take(self, state: ConcreteState, edge: int, made: FollowedMove) -> ConcreteState:
        _, changes, target, emitted = self._compiled(state.node)[edge]
        transition = self.here(state.node).edges[edge].transition
        if transition >= 0:
            made.steps.append(PathStep(state.node, transition))
        for event in emitted:
            made.happened.setdefault(event, len(made.steps))
        memory = state.memory
        for instruction in changes:
            slot = self.flat.slots[instruction.slot.name]
            memory = slot.put(
                memory, instruction.value if isinstance(instruction, Assign) else slot.get(memory) + instruction.amount
            )
        return ConcreteState(target, memory & self._kept(target))

    def _kept(self, number: int) -> int:
        keep = self._keeps.get(number)
        if keep is None:
            live = self.here(number).live
            keep = (
                -1
                if live is None
                else sum(self.flat.slots[index].mask << self.flat.slots[index].shift for index in live)
            )
            self._keeps[number] = keep
        return keep

    def _compiled(self, number: int) -> list[_Compiled]:
        found = self._edges.get(number)
        if found is None:
            found = self._edges[number] = [
                _Compiled(self._test(edge.guards), edge.changes, edge.target,
                          self.wanted.intersection(edge.emitted))
                for edge in self.here(number).edges
            ]  # fmt: skip
        return found

    def _watched(self, number: int) -> list[tuple[GuardTest | None, Happening]]:
        found = self._watches.get(number)
        if found is None:
            found = self._watches[number] = [
                (self._test(watch.conditions), watch.event)
                for watch in self.here(number).watches if watch.event in self.wanted
            ]  # fmt: skip
        return found

    def _test(self, conditions: tuple[Expression, ...]) -> GuardTest | None:
        if not conditions:
            return None
        return Formula("", conjunction("and", conditions), "truth", self._layout)

    # Whole plays

    def shows(
        self, moves: Iterable[ConcreteMove], event: Happening
    ) -> tuple[list[ConcreteMove], tuple[PathStep, ...]] | None:
        """Those of the moves that can be made when it is their turn, until the event happens, and the steps to there.

        None: it does not happen.
        """
        following = self.beginning()
        made: list[ConcreteMove] = []
        path: list[PathStep] = []
        for move in (*moves, None):
            if event in following.happened:
                return made, (*path, *following.steps[: following.happened[event]])
            if following.state is None or move is None:
                return None
            if self.is_open(following.state, move):
                path += following.steps
                made.append(move)
                following = self.after(following.state, move)
        return None

    def shortened(
        self, moves: list[ConcreteMove], event: Happening, progress: Progress = lambda states: True
    ) -> tuple[PathStep, ...]:
        """The steps of a play in which the event happens, without moves that are not needed for it.

        When `progress` says to stop, it stays as short as it is then.

        Moves are left out, many at a time and then fewer, as long as it still happens (A. Zeller, R. Hildebrandt,
        "Simplifying and isolating failure-inducing input", 2002).
        """
        shown = self.shows(moves, event)
        assert shown is not None  # noqa: S101 - it is a play that shows it
        left, path = shown
        size = len(left) // 2
        while size:
            position = 0
            while position < len(left):
                if not progress(len(left)):
                    return path
                shown = self.shows([*left[:position], *left[position + size :]], event)
                if shown is not None and len(shown[0]) < len(left):
                    left, path = shown
                else:
                    position += size
            size //= 2
        return path


class AsTheyAre(Layout):
    """The slots of a flat system, where they are in a memory of the story."""

    def __init__(self, flat: ControlFlowGraph) -> None:
        super().__init__()
        self._slots = dict(flat.slots)

"""How the player wins the game of `game.verify.abstract.reachability_game`: what to do in each state, how far it is."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from typing import NamedTuple

from game.verify.abstract.control_flow_graph import CHOSEN, ControlFlowGraph
from game.verify.abstract.reachability_game import EDGE_BITS, ONCE, SURE, EscapeProof, Game, Remembered
from game.verify.system.space import Progress


class WonState(NamedTuple):
    """A state of a game in which the player wins: its node, and of the variables that are remembered the least and the
    greatest value.

    `rank`: an ending is so many steps away at the most, as long as nothing is used up. `transition` is the number of
    the one that the player takes; -1: any that is open will do.
    """

    node: int
    values: Mapping[str, tuple[int, int]]
    rank: int
    transition: int


class WonGame(NamedTuple):
    """A game in which the player wins everywhere: what is remembered, and every state at a node."""

    kept: Remembered
    states: tuple[WonState, ...]


def winning_strategy(
    flat: ControlFlowGraph, closing: Container[int], clock: str = "", progress: Progress = lambda states: True
) -> WonGame | None:
    """How the player wins from everywhere, as in `prove_ending_reachable`; None: not known. Raises SearchStopped."""
    best = EscapeProof(flat, closing, clock, progress).best()
    if best is None or not best.is_won:
        return None
    roughly = {name: frozenset(best.game.memory.firsts[name]) for name in best.game.memory.firsts}
    exactly = frozenset(slot.name for slot in best.game.memory.layout) - roughly.keys()
    return WonGame(Remembered(exactly, roughly), tuple(_strategy(best.game)))


def _strategy(game: Game) -> Iterator[WonState]:
    ranks: dict[int, int] = {}
    for state in game.attracted:
        steps = [-1] * len(game.edges[state])
        chosen = game.kind(state) in CHOSEN
        if chosen:
            steps = [step.edge.transition for step in game.steps_of(state)]
        edges = zip(game.edges[state], steps, strict=True)
        known = [(ranks.get(edge >> EDGE_BITS), edge, step) for edge, step in edges]
        sure = [(rank, step) for rank, edge, step in known if chosen and edge & SURE and rank is not None]
        others = [rank for rank, edge, _ in known if edge & 3 != ONCE and rank is not None]
        rank, transition = min(sure, default=(max(others, default=-1), -1))
        ranks[state] = rank + 1
        if game.nodes[state] >= 0:
            yield WonState(game.nodes[state], dict(_values(game, state)), rank + 1, transition)


def _values(game: Game, state: int) -> Iterator[tuple[str, tuple[int, int]]]:
    for name, value in game.memory.layout.describe(game.keys[state] >> game.bits).items():
        firsts = game.memory.firsts.get(name)
        if firsts is None:
            yield name, (value, value)
        else:
            yield name, (firsts[value], [*firsts[1:], game.flat.slots[name].high + 1][value] - 1)

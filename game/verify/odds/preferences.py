"""Bounds on the odds of a player who prefers something nobody knows: those of the worst and the best there could be.

A player who does anything with some chance, and else what is preferred, is a Markov decision process; over all that can
be preferred, whatever was done before, the extremes are those of preferences that go by the state alone. They are found
by policy iteration (R. A. Howard, "Dynamic Programming and Markov Processes", 1960; M. L. Puterman, "Markov Decision
Processes", 1994, chapter 7). What it comes to is then made a bound: as in interval iteration (S. Haddad, B. Monmege,
2018) by looking how much a step of value iteration could still change.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from game.verify.odds.block_order import NodeNumbers
from game.verify.odds.linear_systems import Chain, Values, expected, hitting, recurrent
from game.verify.odds.odds import Bounds, StoryOdds
from game.verify.odds.player_model import PlayerModel
from game.verify.odds.story_chain import StoryChain
from game.verify.system.budget import Budget

_MOST_ROUNDS = 60
_GAIN = 1e-11
"""A preference that gains less is not changed for."""


def preference_bounds(story_chain: StoryChain, model: PlayerModel, budget: Budget) -> StoryOdds | None:
    """Bounds on how likely each ending is, whatever this player prefers. None: they were not found in the time."""
    problem = _Preferring(story_chain, model, budget)
    found = {}
    for index, target in enumerate(story_chain.targets):
        if target.kind == "ending":
            bounds = problem.bounds(index)
            if bounds is None:
                return None
            found[target.id] = bounds
    endings = {id_: found.get(id_, Bounds(0.0, 0.0)) for id_ in story_chain.story.endings}
    # A play goes on for ever or it does not: of uniform players it is known, and these do anything now and then.
    without = Bounds(0.0, max(0.0, 1 - sum(bounds.low for bounds in endings.values())))
    return StoryOdds(endings, {}, {}, without if problem.closed.any() or problem.stuck else Bounds(0.0, 0.0), None,
                     story_chain.graph.nodes)  # fmt: skip


class _Preferring:
    def __init__(self, story_chain: StoryChain, model: PlayerModel, budget: Budget) -> None:
        self.story_chain, self.budget = story_chain, budget
        graph = story_chain.graph
        whole = story_chain.chain(model)
        kinds = [here.key.kind if here is not None else "" for here in story_chain.steps.reduced.locations]
        free = np.array([kind in ("roaming", "offer") for kind in kinds])[graph.location]
        free &= np.diff(graph.first_edge) > 0
        self.source = graph.source
        self.free_edges = np.flatnonzero(free[self.source])
        nodes, self.owner = np.unique(self.source[self.free_edges], return_inverse=True)
        self.begins = np.searchsorted(self.source[self.free_edges], nodes)
        prefers = float(model.prefers)
        self.prefers = prefers
        self.base = np.where(free[self.source], whole.chance * (1 - prefers), whole.chance)
        self.levels = whole.levels
        self.closed = recurrent(whole)
        ends = np.diff(graph.first_edge) == 0
        ending = np.array([kind == "ending" for kind in kinds])[graph.location]
        self.stuck = bool((ends & ~ending).any())

    def bounds(self, target: int) -> Bounds | None:
        """The least and the greatest chance of a target."""
        sides = []
        for sign in (-1.0, 1.0):
            found = self._extreme(target, sign)
            if found is None:
                return None
            sides.append(found)
        return Bounds(max(sides[0], 0.0), min(sides[1], 1.0))

    def _extreme(self, target: int, sign: float) -> float | None:
        """The least (`sign` -1) or greatest chance of a target, and a bit beyond it, so that it is a bound."""
        graph = self.story_chain.graph
        wanted = self.story_chain.wanted[:, [target]]
        hit = wanted[graph.events, 0]
        policy = self.begins.copy()
        for _ in self._rounds():
            chain = self._chain(policy)
            solved = hitting(chain, wanted, self.closed)
            ahead = sign * np.where(hit, 1.0, solved.values[graph.target, 0])
            better = self._improved(policy, ahead)
            if better is None:
                return self._beyond(chain, solved.values[:, 0], ahead, float(solved.error[0]), sign)
            policy = better
        return None

    def _rounds(self) -> Iterator[int]:
        for number in range(_MOST_ROUNDS):
            if self.budget.left <= 0:
                return
            yield number

    def _chain(self, policy: NodeNumbers) -> Chain:
        chance = self.base.copy()
        chance[self.free_edges[policy]] += self.prefers
        return Chain(self.story_chain.graph, chance, self.levels)

    def _improved(self, policy: NodeNumbers, ahead: Values) -> NodeNumbers | None:
        """The policy with an edge that gains more wherever there is one; None: there is none anywhere."""
        values = ahead[self.free_edges]
        best = np.maximum.reduceat(values, self.begins) if len(self.begins) else values
        gains = best > values[policy] + _GAIN
        if not gains.any():
            return None
        order = np.flatnonzero(values == best[self.owner])
        firsts = order[np.searchsorted(self.owner[order], np.arange(len(self.begins)))]
        return np.where(gains, firsts, policy)

    def _beyond(self, chain: Chain, values: Values, ahead: Values, error: float, sign: float) -> float | None:
        """The value of the beginning, and on top of it as much as any other preference could add.

        With the preference that has been found no edge gains more than `_GAIN` anywhere; over a play that adds up to
        that many times the turns there are at the most, whatever is preferred.
        """
        turns = self._most_turns()
        return None if turns is None else float(values[0]) + sign * (error + 2 * _GAIN * turns)

    def _most_turns(self) -> float | None:
        """How many edges a play has at the most, on average, whatever is preferred: a bit more than that."""
        graph = self.story_chain.graph
        policy = self.begins.copy()
        ones = np.where((np.diff(graph.first_edge) > 0) & ~self.closed, 1.0, 0.0)[:, None]
        for _ in self._rounds():
            solved = expected(self._chain(policy), ones, self.closed)
            ahead = solved.values[graph.target, 0]
            better = self._improved(policy, ahead)
            if better is None:
                return float(solved.values[0, 0]) * 1.01 + 1
            policy = better
        return None

"""How likely each ending is, each fact met and each question asked, and how long a play is: for one player of a story.

Where all states can be kept, the figures are exact but for rounding, and it is said how much that can be. Where there
are too many, they are bounds, which hold as well.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

import numpy as np

from game.playthrough.simulation.answer_odds import (
    odds_by_knowledge,
    odds_of_any_option,
    odds_of_knowing,
    odds_of_undoing,
)
from game.playthrough.simulation.knowledge import Knowledge
from game.playthrough.simulation.temperaments import CURIOUS_PREFERS, HABITS, HURRIED_PREFERS, TemperamentName
from game.story.model.story import Story
from game.verify.odds.linear_systems import expected, hitting, recurrent
from game.verify.odds.mass_propagation import Flowed, MassPropagation
from game.verify.odds.player_model import PlayerModel
from game.verify.odds.story_chain import OddsKind, StoryChain, Target, story_chain
from game.verify.system.budget import Budget

EXACTLY_KNOWN = 1e-9
"""What is known as well as this is called exact."""
KEEPING, SOLVING, FLOWING = "Looking at every situation", "Solving", "Following plays"
"""What is being done."""
_THRESHOLDS = (1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-17)
"""Ever smaller parts of plays that are followed. The last one is for all there are."""
_FINE = 1e-12
"""From there on it is quicker to go through states in many small layers."""
_SLOWER = 3.0
"""How much longer it takes with the next of these."""
_ROUNDING = 1e-10
"""What all additions of parts of plays can be off by: they are all positive, and together at most 1."""


class Bounds(NamedTuple):
    """A figure, somewhere from `low` to `high`, both included."""

    low: float
    high: float

    @property
    def middle(self) -> float:
        """Where it is taken to be."""
        return (self.low + self.high) / 2

    @property
    def is_exact(self) -> bool:
        """Whether that is as good as the figure."""
        return self.high - self.low <= 2 * EXACTLY_KNOWN * max(1.0, abs(self.low))


class StoryOdds(NamedTuple):
    """The figures of one player. Shares of all plays are from 0 to 1; `states` is how many were looked at.

    `facts` and `questions` are empty where nobody asked for them. `steps` is the mean length of plays that come to an
    ending, in turns; None: it is not known.
    """

    endings: Mapping[str, Bounds]
    facts: Mapping[str, Bounds]
    questions: Mapping[str, Bounds]
    without_ending: Bounds
    steps: Bounds | None
    states: int

    @property
    def is_exact(self) -> bool:
        """Whether everything is known as well as can be."""
        some = (*self.endings.values(), *self.facts.values(), *self.questions.values())
        return all(bounds.is_exact for bounds in some)

    @property
    def error(self) -> float:
        """By how much the share of an ending can be off, at most."""
        return max((bounds.high - bounds.low for bounds in self.endings.values()), default=0.0) / 2


def temperament_model(temperament: TemperamentName, knowledge: Knowledge) -> PlayerModel:
    """A player of this temperament. Of the curious and the hurried, it is not known what they prefer: that hangs on
    what they did before.
    """
    often = {"uniform": 0.0, "curious": CURIOUS_PREFERS, "hurried": HURRIED_PREFERS}[temperament]
    return PlayerModel(knowledge, odds_by_knowledge(HABITS[temperament]), prefers=Fraction(str(often)))


def strategy_model(name: str, story: Story, knowledge: Knowledge) -> PlayerModel | None:
    """Who plays by a strategy of this name; None for one that goes by more than where a play stands."""
    undoing = odds_of_undoing(first_answers_stand=story.first_answers_stand)
    answers = {"random": odds_of_any_option, "careful": odds_of_any_option, "reader": odds_of_knowing,
               "pass-undo": undoing}.get(name)  # fmt: skip
    return PlayerModel(knowledge, answers, careful=name in ("careful", "reader")) if answers is not None else None


class OddsMaker:
    """Works out the odds of a story for any number of players. Raises SearchStopped when it is too large to look at.

    `careful`: some of them are careful, so that no measure may be forgotten.
    """

    def __init__(self, story: Story, budget: Budget, *, endings_only: bool = False, careful: bool = False) -> None:
        self.story, self.budget, self.endings_only = story, budget, endings_only
        keep = frozenset(measure.slot.name for measure in story.measures.values()) if careful else frozenset()
        progress = budget.progress(KEEPING, share=0.5)
        self.chain: StoryChain = story_chain(story, progress, endings_only=endings_only, keep=keep)

    def odds(self, models: Sequence[PlayerModel]) -> tuple[StoryOdds | None, ...]:
        """The odds of each of these players; facts and questions for the first one alone.

        None: nothing is known of a player who prefers something, or who is careful where not all states can be kept.
        """
        if self.chain.is_whole:
            return tuple(
                self._solved(model, all_targets=not index) if not model.prefers else None
                for index, model in enumerate(models)
            )
        plain = [model for model in models if not model.prefers and not model.careful]
        flowed = iter(self._flowed(plain) if plain else ())
        return tuple(next(flowed) if model in plain else None for model in models)

    def _solved(self, model: PlayerModel, *, all_targets: bool) -> StoryOdds:
        targets = self.chain.targets
        chain = self.chain.chain(model)
        closed = recurrent(chain)
        asked = [index for index, target in enumerate(targets) if all_targets or target.kind == "ending"]
        wanted = self.chain.wanted[:, asked]
        found = hitting(chain, wanted, closed)
        bounds = {
            targets[index]: _around(float(value), float(error))
            for index, value, error in zip(asked, found.values[0], found.error, strict=True)
        }
        is_ending = [targets[index].kind == "ending" for index in asked]
        ended = found.values[:, is_ending].sum(axis=1)
        steps = expected(chain, np.where(self.chain.is_chosen, ended, 0.0)[:, None], closed)
        whole, error = float(ended[0]), float(found.error[is_ending].sum())
        mean = None
        if whole > error:  # the steps are weighed by how surely a play ends from there, and that can be off, too
            off = float(steps.error[0]) + float(found.anywhere[is_ending].sum()) * found.turns
            mean = Bounds(max((float(steps.values[0, 0]) - off) / (whole + error), 0.0),
                          (float(steps.values[0, 0]) + off) / (whole - error))  # fmt: skip
        return _odds(
            self.story,
            bounds,
            mean,
            self.chain.graph.nodes,
            _around(1 - whole, error),
            whole=all_targets and not self.endings_only,
        )

    def _flowed(self, models: Sequence[PlayerModel]) -> tuple[StoryOdds, ...]:
        """Bounds, ever closer as long as there is time: first of endings, then of all that is asked about."""
        targets = self.chain.targets[:-1]
        best, threshold = self._closest(models, 0.4)
        first = self._closest(models[:1], 0.9, threshold)[0] if not self.endings_only else None
        return tuple(
            _of_flow(self.story, targets, best, player, first if not player else None) for player in range(len(models))
        )

    def _closest(self, models: Sequence[PlayerModel], share: float, at: float | None = None) -> tuple[Flowed, float]:
        """The closest bounds for which there is time, or those at one threshold, with everything that is asked about.

        `share` of the time that is left is theirs. The result has the threshold.
        """
        chain, budget = self.chain, self.budget
        targets = chain.targets[:-1]
        endings = sum(1 << index for index, target in enumerate(targets) if target.kind == "ending")
        until = budget.spent + budget.left * share
        best: tuple[Flowed, float] | None = None
        taken = 0.0
        for threshold in _THRESHOLDS if at is None else (at,):
            if best is not None and budget.spent + taken * _SLOWER > until:
                break
            begun = budget.spent
            allowed = min(max(until - begun, 0.0) / budget.left, 1.0) if budget.left else 0.0
            flow = MassPropagation(
                chain.steps,
                chain.system.moves,
                chain.arriving,
                models,
                len(targets),
                endings,
                self.story.clock,
                endings_only=at is None,
            ).flow(
                threshold, budget.progress(FLOWING, share=allowed),
                fine=threshold < _FINE,
            )  # fmt: skip
            taken = budget.spent - begun
            if best is None or float(flow.unknown.max()) < float(best[0].unknown.max()):
                best = flow, threshold
            if not flow.complete or float(best[0].unknown.max()) <= EXACTLY_KNOWN:
                break
        assert best is not None  # noqa: S101 - there is a first threshold
        return best


def _of_flow(story: Story, targets: Sequence[Target], flow: Flowed, player: int, first: Flowed | None) -> StoryOdds:
    """The figures of a player; `first`: where everything else stands that was asked about."""
    unknown = float(flow.unknown[player]) + _ROUNDING
    bounds = {
        target: Bounds(max(float(value) - _ROUNDING, 0.0), min(float(value) + unknown, 1.0))
        for target, value in zip(targets, flow.happened[player], strict=True) if target.kind == "ending"
    }  # fmt: skip
    ended = sum(float(value) for target, value in zip(targets, flow.happened[player], strict=True)
                if target.kind == "ending")  # fmt: skip
    steps = float(flow.steps[player])
    mean = Bounds(steps / ended, steps / ended) if unknown <= EXACTLY_KNOWN < ended else None
    without = Bounds(max(1 - ended - unknown, 0.0), max(1 - ended, 0.0))
    if first is not None:
        bounds |= {
            target: Bounds(max(float(value) - _ROUNDING, 0.0), min(float(value + first.unknown[0]) + _ROUNDING, 1.0))
            for target, value in zip(targets, first.happened[0], strict=True) if target.kind != "ending"
        }  # fmt: skip
    return _odds(story, bounds, mean, flow.states, without, whole=first is not None)


def _around(value: float, error: float) -> Bounds:
    return Bounds(min(max(value - error, 0.0), 1.0), max(min(value + error, 1.0), 0.0))


def _odds(
    story: Story, bounds: Mapping[Target, Bounds], steps: Bounds | None, states: int, without: Bounds, *, whole: bool
) -> StoryOdds:
    """The figures by their ids; what no play comes to is never. `whole`: also facts and questions."""

    def of(kind: OddsKind, ids: Sequence[str]) -> dict[str, Bounds]:
        known = {target.id: found for target, found in bounds.items() if target.kind == kind}
        if not whole and kind != "ending":
            return {}
        return {id_: known.get(id_, Bounds(0.0, 0.0)) for id_ in ids}

    return StoryOdds(
        of("ending", [*story.endings]), of("fact", [*story.facts]), of("question", [*story.questions]), without, steps,
        states,
    )  # fmt: skip

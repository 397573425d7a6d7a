"""Whether a pack keeps what it promises under `likely:`: worked out, and told with the figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from game.playthrough.simulation.estimates import Share, share
from game.playthrough.simulation.knowledge import Knowledge
from game.playthrough.simulation.report import interval_words, percent_of
from game.playthrough.simulation.simulating import SimulationWishes, simulate
from game.playthrough.simulation.strategies.comparing import ComparisonWishes, compare
from game.playthrough.simulation.tallies import PlayTally
from game.story.model.promised import ALL_PLAYS, Likelihood
from game.story.model.story import Story
from game.verify.odds.exact_report import share_words
from game.verify.odds.odds import EXACTLY_KNOWN, Bounds, OddsMaker, StoryOdds, strategy_model, temperament_model
from game.verify.odds.player_model import PlayerModel
from game.verify.system.budget import Budget
from game.verify.system.space import SearchStopped
from game.verify.verdicts.promise_observers import KIND
from game.verify.verdicts.properties import Property
from game.verify.verdicts.verdicts import Proof, Verdict

SAMPLE = 400
"""Plays at random where the odds cannot be told from the bound."""


def likely_proofs(story: Story, budget: Budget) -> tuple[Proof, ...]:
    """The verdict on each promise about odds, in their order."""
    players = dict.fromkeys((promise.strategy, _knowledge(promise)) for promise in story.likely)
    models = {player: _model(story, *player) for player in players}
    found = _odds(story, [*models.values()], budget)
    by_player = dict(zip(models, found, strict=True))
    return tuple(
        _proof(story, number, promise, _of(by_player[promise.strategy, _knowledge(promise)], promise))
        for number, promise in enumerate(story.likely)
    )


def _odds(story: Story, models: Sequence[PlayerModel], budget: Budget) -> Sequence[StoryOdds | None]:
    endings_only = all(promise.about == "ending" for promise in story.likely)
    careful = any(model.careful for model in models)
    try:
        maker = OddsMaker(story, budget, endings_only=endings_only, careful=careful)
        # Facts and questions are told of the first player alone.
        return maker.odds(models) if endings_only else [maker.odds([model])[0] for model in models]
    except (SearchStopped, MemoryError, RecursionError):
        return [None] * len(models)


def _knowledge(promise: Likelihood) -> Knowledge:
    return Knowledge(promise.knowledge / ALL_PLAYS, tuple((topic, part / ALL_PLAYS) for topic, part in promise.topics))


def _model(story: Story, strategy: str, knowledge: Knowledge) -> PlayerModel:
    if not strategy:
        return temperament_model("uniform", knowledge)
    model = strategy_model(strategy, story, knowledge)
    assert model is not None  # noqa: S101 - only such strategies can be promised of
    return model


def _of(odds: StoryOdds | None, promise: Likelihood) -> Bounds:
    """What is certain of what is promised."""
    if odds is None:
        return Bounds(0.0, 1.0)
    some: Mapping[str, Bounds] = {"ending": odds.endings, "knows": odds.facts, "asking": odds.questions}[promise.about]
    return some.get(promise.id, Bounds(0.0, 1.0))


def _proof(story: Story, number: int, promise: Likelihood, bounds: Bounds) -> Proof:
    wanted = promise.share / ALL_PLAYS
    low, high = (bounds.low, bounds.high) if promise.at_least else (1 - bounds.high, 1 - bounds.low)
    bound = wanted if promise.at_least else 1 - wanted
    verdict: Verdict = "proved" if low >= bound - EXACTLY_KNOWN else "refuted" if high < bound else "unknown"
    because = f" ({promise.because.strip().rstrip('.')})" if promise.because else ""
    figure = share_words(bounds)
    said = f"`likely: {promise.source}`"
    reason = ""
    if verdict == "unknown":
        some = _sampled(story, promise)
        reason = (
            f"The odds are {figure}: the story is too large to know them better in the time there was. In {SAMPLE} "
            f"plays at random it was {percent_of(some.share)} (95 % interval: {interval_words(some)})."
        )
        figure = f"{figure}, about {percent_of(some.share)}"
    asked = Property(
        f"likely {number}", KIND, promise.source, "can", "error", f"{said}{because}: {figure}.",
        f"{said} is promised{because}, and it is {figure}.", promise.spot,
    )  # fmt: skip
    return Proof(asked, verdict, reason=reason)


def _sampled(story: Story, promise: Likelihood) -> Share:
    """How often it happens in plays at random."""
    tally = PlayTally()
    if promise.strategy:
        wishes = ComparisonWishes((promise.strategy,), SAMPLE, _knowledge(promise))
        tally = compare(story, wishes).tallies[promise.strategy]
    else:
        tally = simulate(story, SimulationWishes(SAMPLE, _knowledge(promise))).tally
    ends: Counter[str] = Counter()
    for (end, _), times in tally.lengths.items():
        ends[end] += times
    count = {
        "ending": lambda: ends[promise.id],
        "knows": lambda: tally.facts[promise.id],
        "asking": lambda: tally.asked_in[story.questions[promise.id].number],
    }[promise.about]()
    return share(count, tally.plays)

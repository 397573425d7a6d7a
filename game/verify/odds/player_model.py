"""Who plays, as chances: how likely a player of this knowledge and temperament takes which of the ways that are open.

What such a player does hangs on the state alone, so a story together with it is a Markov chain.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from game.playthrough.simulation.answer_odds import AnswerOdds
from game.playthrough.simulation.knowledge import Knowledge
from game.playthrough.simulation.players import answer_ways, right_below
from game.story.model.story import Question
from game.verify.odds.answer_locations import asked_so_far
from game.verify.system.elements import Location


class PlayerModel(NamedTuple):
    """Somebody who plays, and answers by these odds.

    Where nothing is asked, anything that is offered is taken, each alike; of somebody `careful` only what costs nothing
    at once, where there is something (see `simulation.strategies`). With `prefers` above 0, that is the share of the
    times in which something else decides, of which nothing is known.
    """

    knowledge: Knowledge
    answers: AnswerOdds
    careful: bool = False
    prefers: Fraction = Fraction(0)


def chances_at_question(
    model: PlayerModel, question: Question, here: Location, open_: tuple[int, ...], hints_on_luck: int
) -> dict[int, Fraction]:
    """How likely each of the open transitions (by number) at this question is taken. They add up to 1.

    `here` is a location of an `answering` system, `hints_on_luck` as in `AnswerOdds`.
    """
    tried, shown = asked_so_far(here.transitions[open_[0]])
    way = answer_ways(question, {number: here.transitions[number] for number in open_}, model.knowledge, tried, shown)
    before = right_below(question, model.knowledge, tried, shown - 1) if shown else 0
    chances = dict.fromkeys(open_, Fraction(0))
    for number, chance, _ in model.answers(way, before, hints_on_luck):
        chances[number] += chance
    return chances


def hints_after(here: Location, transition: int, hints_on_luck: int) -> int:
    """How many hints were asked for on the luck that the player has after this transition."""
    kind = here.transitions[transition].kind if here.key.kind == "question" else ""
    return hints_on_luck + 1 if kind == "hint" else hints_on_luck if kind == "lookup" else 0

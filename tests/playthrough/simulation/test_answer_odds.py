"""What a player is said to do at a question, with which chance, beside what players draw."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction

import pytest

from game.engine.chance import mix
from game.playthrough.simulation.answer_odds import (
    AnswerChance,
    odds_by_knowledge,
    odds_of_any_option,
    odds_of_knowing,
    odds_of_undoing,
)
from game.playthrough.simulation.knowledge import Knowledge
from game.playthrough.simulation.players import LUCK_RANGE, AnswerWays, Player, right_below
from game.playthrough.simulation.simulating import numbered_moves
from game.playthrough.simulation.strategies.answering_styles import Answering
from game.playthrough.simulation.temperaments import HABITS
from tests.playthrough.simulation.conftest import QUIZ

DRAWN = 20_000
KNOWN = round(0.6 * LUCK_RANGE)
ALL = AnswerWays(1, KNOWN, 0, (1, 2, 3), 4, 5, (0, 1, 2, 3), hint=6, partly=7, partly_below=KNOWN)
"""Everything that can be done at a question can be done here: 0 is right."""


def lucks() -> list[int]:
    return [mix(number) for number in range(DRAWN)]


def agree(chances: Iterable[AnswerChance], drawn: Counter[int]) -> None:
    """Whether each move was drawn about as often as is said."""
    said: Counter[int] = Counter()
    for number, chance, _ in chances:
        said[number] += chance
    assert sum(said.values()) == 1
    assert drawn.keys() <= said.keys()
    total = drawn.total()
    for number, chance in said.items():
        assert abs(drawn[number] / total - chance) <= 4 * (float(chance * (1 - chance)) / total) ** 0.5 + 1e-9, number


@pytest.mark.parametrize("temperament", ["uniform", "curious", "hurried"])
def test_a_temperament_does_what_its_chances_say_first_and_after_a_hint(story_of, temperament):
    player = Player(numbered_moves(story_of(QUIZ)), Knowledge(0.6), temperament)
    odds = odds_by_knowledge(HABITS[temperament])
    first = {luck: player._by_knowledge(ALL, 0, luck, False)[0] for luck in lucks()}
    agree(odds(ALL, 0, 0), Counter(first.values()))
    asked = [luck for luck, number in first.items() if number == ALL.hint]
    hinted = ALL._replace(hints=1, right_below=LUCK_RANGE - ((LUCK_RANGE - KNOWN) >> 1))
    agree(odds(hinted, KNOWN, 1), Counter(player._by_knowledge(hinted, 0, luck, False)[0] for luck in asked))


def test_who_opened_the_notebook_goes_on_with_the_same_luck(story_of):
    player = Player(numbered_moves(story_of(QUIZ)), Knowledge(0.6), "curious")
    opened = [luck for luck in lucks() if player._by_knowledge(ALL, 0, luck, False)[0] == ALL.looks_up]
    after = ALL._replace(looks_up=None)
    agree(
        odds_by_knowledge(HABITS["curious"])(after, 0, 0),
        Counter(player._by_knowledge(after, 0, luck, False)[0] for luck in opened),
    )


def test_strategies_do_what_their_chances_say(story_of):
    answering = Answering(numbered_moves(story_of(QUIZ)))
    for style, odds in (
        (answering.by_knowing, odds_of_knowing),
        (answering.by_chance, odds_of_any_option),
        (answering.by_undoing, odds_of_undoing(first_answers_stand=False)),
    ):
        agree(odds(ALL, 0, 0), Counter(style(ALL, 0, luck, False)[0] for luck in lucks()))


def test_where_nothing_is_wrong_any_option_is_taken(story_of):
    player = Player(numbered_moves(story_of(QUIZ)), Knowledge(0.0), "hurried")
    poll = ALL._replace(right_below=LUCK_RANGE, wrong=(), partly=None)
    agree(
        odds_by_knowledge(HABITS["hurried"])(poll, 0, 0),
        Counter(player._by_knowledge(poll, 0, luck, False)[0] for luck in lucks()),
    )


def test_an_option_of_three_is_not_exactly_a_third():
    shares = {number: chance for number, chance, _ in odds_of_knowing(ALL._replace(right_below=0, partly=None), 0, 0)}
    assert [shares[number] for number in (1, 2, 3)] == [Fraction(86, 256), Fraction(85, 256), Fraction(85, 256)]


def test_each_hint_halves_what_is_not_known(story_of):
    question = next(iter(story_of(QUIZ).questions.values()))
    below = [right_below(question, Knowledge(0.5), 0, shown) for shown in range(3)]
    assert [LUCK_RANGE - some for some in below] == [LUCK_RANGE >> 1, LUCK_RANGE >> 2, LUCK_RANGE >> 3]

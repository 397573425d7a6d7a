"""The odds of a story: those that are known by hand, in fractions, by another program and from very many plays."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from game.playthrough.simulation.knowledge import Knowledge
from game.playthrough.simulation.simulating import SimulationWishes, simulate
from game.playthrough.simulation.strategies.comparing import ComparisonWishes, compare
from game.story.model.story import Story
from game.verify.odds import linear_systems
from game.verify.odds import odds as odds_module
from game.verify.odds.odds import EXACTLY_KNOWN, OddsMaker, StoryOdds, strategy_model, temperament_model
from game.verify.odds.preferences import preference_bounds
from game.verify.odds.story_chain import story_chain
from game.verify.system.budget import Budget
from tests.drawn_packs import pack_from
from tests.drawn_packs import story_of as drawn_story
from tests.playthrough.simulation.conftest import CIRCLE, COIN, LOOP, QUIZ, STUCK
from tests.verify.odds.plain_odds import TooMany, plain_odds
from tests.verify.odds.storm_odds import storm_odds

TICKET = """
    start: foyer
    places:
      foyer: { name: The foyer, exits: { up: landing } }
      landing: { name: The landing }
    items: { ticket: { name: the last ticket, at: foyer } }
    scenes:
      sign: { at: foyer, title: Read the sign, text: Blue., learn: sky, again: true }
      gate:
        title: Go to the gate
        at: landing
        again: true
        text: A gate.
        choices:
          - choose: Put the ticket in
            again: true
            when: has.ticket
            lose: ticket
            ask: colour
            right: { end: inside }
            wrong: { end: outside }
          - { choose: Step back, again: true }
    questions:
      colour: { text: How many colours?, cites: sky, number: 8, tries: 2, hints: [Not red., Not green.], because: So. }
    endings: { inside: In., outside: Out. }
"""
"""Somebody walks about, reads or does not, and answers with hints and a second try."""

WAY = """
    scenes:
      fork:
        text: A fork.
        choices:
          - { choose: Left, end: left }
          - { choose: Right, end: right }
    endings: { left: Left., right: Right. }
"""
RISK = """
    start: hall
    measures: { luck: { start: 2, min: 0, max: 2 } }
    scenes:
      hall:
        text: Doors.
        choices:
          - { choose: The safe one, end: safe }
          - { choose: The dear one, luck: -1, end: dear }
          - { choose: The other safe one, end: safe }
    endings: { safe: Safe., dear: Dear. }
"""


def odds_of(story: Story, knowledge: float = 0.6) -> StoryOdds:
    (found,) = OddsMaker(story, Budget(60)).odds([temperament_model("uniform", Knowledge(knowledge))])
    assert found is not None
    return found


def test_a_coin_falls_on_each_side_in_half_of_all_plays_and_takes_one_step(story_of):
    found = odds_of(story_of(COIN))
    assert found.endings["heads"].middle == pytest.approx(0.5, abs=EXACTLY_KNOWN)
    assert found.steps is not None and found.steps.middle == pytest.approx(1, abs=EXACTLY_KNOWN)
    assert found.without_ending.high < EXACTLY_KNOWN and found.is_exact


@pytest.mark.parametrize("knowledge", [0.0, 0.5, 1.0])
def test_a_question_is_answered_right_as_often_as_the_knowledge_says_and_else_passed_in_one_of_four(
    story_of, knowledge
):
    found = odds_of(story_of(QUIZ), knowledge).endings
    assert found["praise"].middle == pytest.approx(knowledge, abs=EXACTLY_KNOWN)
    assert found["silence"].middle == pytest.approx((1 - knowledge) / 4, abs=EXACTLY_KNOWN)


def test_facts_and_questions_have_odds_of_their_own(story_of):
    found = odds_of(story_of(QUIZ))
    assert found.facts["sky"].low > 1 - EXACTLY_KNOWN
    assert found.facts["sea"].high == 0
    assert found.questions["colour"].low > 1 - EXACTLY_KNOWN


@pytest.mark.parametrize("text", [CIRCLE, STUCK])
def test_half_of_the_plays_never_end_where_one_of_two_doors_leads_to_a_trap(story_of, text):
    found = odds_of(story_of(text))
    assert found.without_ending.middle == pytest.approx(0.5, abs=EXACTLY_KNOWN)
    assert found.steps is not None and found.steps.middle == pytest.approx(1, abs=EXACTLY_KNOWN)


def test_a_turn_that_never_ends_is_no_ending(story_of):
    found = odds_of(story_of(LOOP))
    assert found.endings["out"].middle + found.without_ending.middle == pytest.approx(1, abs=EXACTLY_KNOWN)
    assert 0.1 < found.without_ending.middle < 0.9


def test_hints_halve_what_was_not_known_and_a_second_try_is_worth_half(story_of):
    # Knowledge 0.6, with habits: a hint is asked for in one of two cases, and passing is one of four.
    def right(first: Fraction, hints: int) -> Fraction:
        unknown = 1 - first
        return first + unknown * (Fraction(1, 2) * right(Fraction(1, 2), hints - 1) if hints else 0)

    # A first try that goes wrong (not passed) after h hints leads to a second one that knows half as often.
    def wrong(first: Fraction, hints: int, shown: int = 0) -> dict[int, Fraction]:
        unknown = 1 - first
        asks = Fraction(1, 2) if hints else Fraction(0)
        found = {shown: unknown * (1 - asks) * Fraction(3, 4)}
        for later, chance in (wrong(Fraction(1, 2), hints - 1, shown + 1) if hints else {}).items():
            found[later] = found.get(later, Fraction(0)) + unknown * asks * chance
        return found

    known = Fraction(6, 10)
    total = right(known, 2) + sum(
        chance * right(1 - (1 - known / 2) / 2**shown, 2 - shown) for shown, chance in wrong(known, 2).items()
    )
    assert odds_of(story_of(TICKET)).endings["inside"].middle == pytest.approx(float(total), abs=1e-9)


def test_every_play_of_the_ticket_agrees_with_its_odds(story_of):
    story = story_of(TICKET)
    found = odds_of(story)
    tally = simulate(story, SimulationWishes(3_000)).tally
    ends = sum(times for (end, _), times in tally.lengths.items() if end == "inside")
    assert abs(ends / 3_000 - found.endings["inside"].middle) < 4 * (0.25 / 3_000) ** 0.5
    assert abs(tally.facts["sky"] / 3_000 - found.facts["sky"].middle) < 4 * (0.25 / 3_000) ** 0.5
    steps = sum(length * times for (_, length), times in tally.lengths.items()) / 3_000
    assert found.steps is not None and abs(steps - found.steps.middle) < 0.6


@pytest.mark.parametrize("knowledge", [0.0, 0.6])
def test_drawn_stories_have_the_odds_that_they_have_in_fractions(knowledge):
    compared = 0
    for number in range(40):
        story = drawn_story(pack_from(random.Random(number).randbytes(400)))
        model = temperament_model("uniform", Knowledge(knowledge))
        try:
            plain = plain_odds(story, model, 60)
        except TooMany:
            continue
        found = odds_of(story, knowledge)
        for own, theirs in (
            (found.endings, plain.endings),
            (found.facts, plain.facts),
            (found.questions, plain.questions),
        ):
            for id_, chance in theirs.items():
                assert own[id_].low <= chance <= own[id_].high, (number, id_)
                assert own[id_].is_exact
        assert (found.steps is None) == (plain.steps is None), number
        if found.steps is not None and plain.steps is not None:
            assert found.steps.low <= plain.steps <= found.steps.high, number
        compared += 1
    assert compared > 15


def test_plays_that_flow_come_to_what_was_solved(story_of, monkeypatch):
    story = story_of(TICKET)
    solved = odds_of(story)
    monkeypatch.setattr(odds_module, "story_chain", lambda *given, **how: story_chain(*given, **{**how, "most": 1}))
    monkeypatch.setattr(odds_module, "_THRESHOLDS", (1e-12,))
    flowed = odds_of(story)
    for name in ("endings", "facts", "questions"):
        own, theirs = getattr(solved, name), getattr(flowed, name)
        for id_ in own:
            assert theirs[id_].low <= own[id_].middle <= theirs[id_].high
            assert theirs[id_].high - theirs[id_].low < 1e-6


def test_a_circle_that_is_too_long_for_a_full_matrix_is_solved_by_iteration_as_closely(story_of, monkeypatch):
    story = story_of(TICKET)
    solved = odds_of(story)
    monkeypatch.setattr(linear_systems, "_MOST_DENSE", 0)
    iterated = odds_of(story)
    assert iterated.is_exact
    for name in ("endings", "facts", "questions"):
        for id_, bounds in getattr(solved, name).items():
            assert getattr(iterated, name)[id_].middle == pytest.approx(bounds.middle, abs=EXACTLY_KNOWN)


def test_what_was_not_followed_for_want_of_time_makes_bounds_wider_and_never_wrong(story_of, monkeypatch):
    story = story_of(TICKET)
    solved = odds_of(story)
    monkeypatch.setattr(odds_module, "story_chain", lambda *given, **how: story_chain(*given, **{**how, "most": 1}))
    monkeypatch.setattr(odds_module, "_THRESHOLDS", (0.01,))
    rough = odds_of(story).endings["inside"]
    assert rough.low <= solved.endings["inside"].middle <= rough.high
    assert rough.high - rough.low > 0.01


def test_whoever_prefers_something_takes_everything_else_now_and_then(story_of):
    chain = story_chain(story_of(WAY), endings_only=True)
    for temperament, least in (("curious", 0.05), ("hurried", 0.125)):
        found = preference_bounds(chain, temperament_model(temperament, Knowledge(0.6)), Budget(60))
        assert found is not None
        assert found.endings["left"].low == pytest.approx(least, abs=1e-8)
        assert found.endings["left"].high == pytest.approx(1 - least, abs=1e-8)


def test_the_plays_of_the_curious_lie_between_their_bounds(story_of):
    story = story_of(TICKET)
    found = preference_bounds(
        story_chain(story, endings_only=True), temperament_model("curious", Knowledge(0.6)), Budget(60)
    )
    tally = simulate(story, SimulationWishes(1_000, temperament="curious")).tally
    ends = sum(times for (end, _), times in tally.lengths.items() if end == "inside") / 1_000
    assert found is not None
    assert found.endings["inside"].low - 0.05 < ends < found.endings["inside"].high + 0.05


def test_whoever_is_careful_never_takes_what_costs_something_where_there_is_something_else(story_of):
    story = story_of(RISK)
    model = strategy_model("careful", story, Knowledge(1.0))
    assert model is not None
    (found,) = OddsMaker(story, Budget(60), careful=True).odds([model])
    assert found is not None and found.endings["dear"].high < EXACTLY_KNOWN


@pytest.mark.parametrize("name", ["random", "reader", "pass-undo"])
def test_strategies_come_to_what_their_odds_say(story_of, name):
    story = story_of(TICKET)
    model = strategy_model(name, story, Knowledge(0.7))
    assert model is not None
    (found,) = OddsMaker(story, Budget(60), careful=True).odds([model])
    tally = compare(story, ComparisonWishes((name,), 1_500, Knowledge(0.7))).tallies[name]
    ends = sum(times for (end, _), times in tally.lengths.items() if end == "inside") / 1_500
    assert found is not None
    assert abs(ends - found.endings["inside"].middle) < 4 * (0.25 / 1_500) ** 0.5


def test_a_strategy_that_goes_by_what_was_done_before_has_no_exact_odds(story_of):
    assert strategy_model("first", story_of(COIN), Knowledge(1.0)) is None


@pytest.mark.parametrize("knowledge", [0.0, 0.6])
def test_another_program_solves_the_same_chains_to_the_same_odds(story_of, tmp_path, knowledge):
    storm = pytest.importorskip("stormpy", reason="Storm is not installed: pip install 'eightwings[odds-test]'")
    model = temperament_model("uniform", Knowledge(knowledge))
    drawn = (drawn_story(pack_from(random.Random(number).randbytes(400))) for number in (13, 30, 44))
    for story in (story_of(TICKET), *drawn):
        chain = story_chain(story)
        own = odds_of(story, knowledge)
        for target, chance in storm_odds(storm, chain, model, tmp_path).items():
            known = own.endings if target.kind == "ending" else own.questions
            assert abs(known[target.id].middle - float(chance)) <= 1e-9, (story.id, target)

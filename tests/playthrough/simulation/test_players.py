"""Simulated players: chances that are known, plays that come again, and the rules of the game kept."""

from __future__ import annotations

from collections import Counter

import pytest

from game.engine import State, begin, choose
from game.engine.rules import is_over
from game.playthrough.simulation.knowledge import Knowledge
from game.playthrough.simulation.players import Player, seed_of
from game.playthrough.simulation.recording import recorded_play
from game.playthrough.simulation.simulating import numbered_moves
from tests.playthrough.simulation.conftest import CIRCLE, COIN, LONG, LOOP, QUIZ, STUCK, ends, plays_of


def test_a_coin_falls_on_each_side_half_of_the_time(story_of):
    found = ends(plays_of(story_of(COIN), 2_000))
    assert found.total() == 2_000
    assert 900 < found["heads"] < 1_100


@pytest.mark.parametrize(("knowledge", "least", "most"), [(0.0, 0, 0), (0.5, 450, 550), (1.0, 1_000, 1_000)])
def test_a_question_is_answered_right_as_often_as_the_knowledge_says(story_of, knowledge, least, most):
    found = ends(plays_of(story_of(QUIZ), 1_000, knowledge=Knowledge(knowledge)))
    assert least <= found["praise"] <= most


def test_who_does_not_know_gives_up_in_one_of_four_cases(story_of):
    found = ends(plays_of(story_of(QUIZ), 2_000, knowledge=Knowledge(0)))
    assert found["scorn"] + found["silence"] == 2_000
    assert 430 < found["silence"] < 570


def test_every_wrong_answer_is_given_as_often_as_the_others(story_of):
    story = story_of(QUIZ)
    moves = numbered_moves(story)
    given = Counter(moves.all[play.taken[-1]].id for play in plays_of(story, 2_000, knowledge=Knowledge(0)))
    wrong = given.total() - given["pass"]
    assert 0.45 < given["answer:green"] / wrong < 0.55
    assert given["answer:blue"] == 0


def test_the_notebook_is_looked_into_in_one_of_four_cases_and_never_by_the_hurried(story_of):
    def looked(temperament):
        plays = plays_of(story_of(QUIZ), 1_000, temperament=temperament)
        return sum(reply.looked_up for play in plays for reply in play.replies)

    assert 200 < looked("uniform") < 300
    assert 450 < looked("curious") < 550
    assert looked("hurried") == 0


def test_knowledge_by_topic_holds_for_questions_on_it_alone(story_of):
    knowledge = Knowledge(0.0, (("weather", 1.0),))
    assert ends(plays_of(story_of(QUIZ), 50, knowledge=knowledge)) == {"praise": 50}
    knowledge = Knowledge(1.0, (("weather", 0.0),))
    assert "praise" not in ends(plays_of(story_of(QUIZ), 50, knowledge=knowledge))


def test_the_same_player_with_more_knowledge_still_knows_what_was_known_with_less(story_of):
    right = []
    for knowledge in (0.2, 0.5, 0.8):
        plays = plays_of(story_of(QUIZ), 300, knowledge=Knowledge(knowledge))
        right.append({number for number, play in enumerate(plays) if play.where == "praise"})
    assert right[0] < right[1] < right[2]


def test_the_same_seed_plays_the_same_and_another_one_differently(headquarters):
    moves = numbered_moves(headquarters)
    for temperament in ("uniform", "curious", "hurried"):
        first = Player(moves, Knowledge(), temperament).play(11, 2_000)
        assert Player(numbered_moves(headquarters), Knowledge(), temperament).play(11, 2_000) == first
        assert Player(moves, Knowledge(), temperament).play(12, 2_000).taken != first.taken


def test_seeds_of_plays_are_short_and_differ():
    seeds = {seed_of(1, number) for number in range(1_000)} | {seed_of(2, number) for number in range(1_000)}
    assert len(seeds) == 2_000
    assert all(0 <= seed < 1 << 32 for seed in seeds)


@pytest.mark.parametrize("temperament", ["uniform", "curious", "hurried"])
@pytest.mark.parametrize("knowledge", [0.0, 0.6])
def test_what_was_played_can_be_played_step_by_step_in_the_game_itself(headquarters, temperament, knowledge):
    moves = numbered_moves(headquarters)
    play = Player(moves, Knowledge(knowledge), temperament).play(seed_of(3, 5), 2_000)
    seed = seed_of(3, 5)
    state = begin(headquarters, seed).state
    for done in recorded_play(moves, State(*moves.begin(seed), seed), play.taken):
        state = choose(headquarters, state, done.action).state
    assert state[:4] == play.at
    assert is_over(headquarters, state)


def test_replies_say_when_and_how(story_of):
    play = plays_of(story_of(QUIZ), 1, knowledge=Knowledge(1))[0]
    assert [(reply.question, reply.outcome) for reply in play.replies] == [(1, "right")]
    assert play.replies[0].time == len(play.taken)


def test_a_turn_in_a_circle_is_found_with_the_scene(story_of):
    stops = {(play.stop, play.where) for play in plays_of(story_of(LOOP), 20)}
    assert stops == {("end", "out"), ("loop", "in_hall")}


def test_a_turn_in_a_circle_at_the_very_beginning_is_found(story_of):
    story = story_of(LOOP.replace("start: hall", "start: yard").replace("when: been.yard, ", ""))
    assert [(play.stop, play.taken) for play in plays_of(story, 2)] == [("loop", []), ("loop", [])]


def test_a_play_that_comes_round_for_ever_is_stopped_and_called_a_circle(story_of):
    plays = plays_of(story_of(CIRCLE), 20, most=100_000)
    assert {play.stop for play in plays} == {"end", "circle"}
    assert max(len(play.taken) for play in plays) <= 500


def test_a_play_that_is_only_long_is_not_called_a_circle(story_of):
    plays = plays_of(story_of(LONG), 3, most=600)
    assert {(play.stop, len(play.taken)) for play in plays} == {("long", 600)}


def test_a_point_where_nothing_can_be_done_is_no_ending(story_of):
    assert {(play.stop, play.where) for play in plays_of(story_of(STUCK), 20)} == {("end", "out"), ("stuck", "")}

"""One play as what a player does."""

from __future__ import annotations

import pytest

from game.engine import AnswerGiven, EndlessLoop, begin, choose
from game.engine.events import QuestionAnswered
from game.engine.rules import asked_question, is_over
from game.playthrough.simulation.knowledge import Knowledge
from game.playthrough.simulation.recording import moves_played_on
from game.story.model.story import PARTLY, WRONG
from tests.playthrough.simulation.conftest import LOOP, QUIZ


def test_a_play_goes_on_from_where_it_stands_to_its_end(headquarters):
    state = begin(headquarters, 9).state
    for done in moves_played_on(headquarters, state, 30, 1, Knowledge(0.5), "curious"):
        state = choose(headquarters, state, done).state
    actions = moves_played_on(headquarters, state, 5_000, 2, Knowledge(0.5), "hurried")
    for action in actions:
        state = choose(headquarters, state, action).state
    assert is_over(headquarters, state)


def test_the_same_seed_does_the_same(harbour):
    state = begin(harbour, 3).state
    first = moves_played_on(harbour, state, 40, 5, Knowledge(0.5))
    assert moves_played_on(harbour, state, 40, 5, Knowledge(0.5)) == first
    assert moves_played_on(harbour, state, 40, 6, Knowledge(0.5)) != first


def test_no_more_steps_are_taken_than_are_wanted(harbour):
    assert len(moves_played_on(harbour, begin(harbour).state, 7, 1, Knowledge())) == 7
    assert moves_played_on(harbour, begin(harbour).state, 0, 1, Knowledge()) == []


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize(("knowledge", "expected"), [(1, "praise"), (0, "scorn")])
def test_with_one_step_a_question_is_answered_right_or_wrong_as_the_knowledge_says(story_of, seed, knowledge, expected):
    story = story_of(QUIZ)
    state = begin(story, 1).state
    (action,) = moves_played_on(story, state, 1, seed, Knowledge(knowledge))
    turn = choose(story, state, action)
    assert turn.events[-1].ending == expected


@pytest.mark.parametrize("seed", range(12))
def test_wrong_answers_in_words_are_wrong_for_every_kind_of_question(harbour, headquarters, seed):
    for story in (harbour, headquarters):
        state = begin(story, seed).state
        for action in moves_played_on(story, state, 2_000, seed, Knowledge(0)):
            question = asked_question(story, state)
            turn = choose(story, state, action)
            if question is not None:
                assert turn.state.memory != state.memory
                for answered in (event for event in turn.events if isinstance(event, QuestionAnswered)):
                    assert (answered.question, answered.right) == (question.id, False)
                    outcome = question.outcome.get(turn.state.memory)
                    assert outcome == WRONG or (outcome == PARTLY and 0 < answered.credit < 1)
                assert isinstance(action, AnswerGiven) == (question.kind != "choice")
            state = turn.state


def test_a_turn_in_a_circle_is_the_last_action(story_of):
    story = story_of(LOOP)
    found = [moves_played_on(story, begin(story).state, 50, seed, Knowledge()) for seed in range(10)]
    walks = [actions for actions in found if actions[-1] == "scene:walk"]
    assert walks
    with pytest.raises(EndlessLoop):
        state = begin(story).state
        for action in walks[0]:
            state = choose(story, state, action).state

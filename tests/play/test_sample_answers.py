"""The right answer is graded right and the wrong one wrong, for every kind of question."""

from __future__ import annotations

import pytest

from game.engine import AnswerGiven, begin
from game.engine.grading import grade
from game.engine.rules import answer_order
from game.play.sample_answers import right_answer, wrong_answer
from game.story.model.story import Story


@pytest.mark.parametrize("pack", ["harbour", "headquarters"])
@pytest.mark.parametrize("seed", [0, 7, 41])
def test_every_question_is_answered_right_and_wrong_as_wished(
    pack: str, seed: int, request: pytest.FixtureRequest
) -> None:
    story: Story = request.getfixturevalue(pack)
    state = begin(story, seed).state
    for question in story.questions.values():
        action = right_answer(story, state, question)
        if isinstance(action, AnswerGiven):
            assert grade(story, question, action.words, answer_order(story, state, question)).right, question.id
            assert wrong_answer(question) == "pass"
        else:
            by_action = {f"answer:{answer.id}": answer.right for answer in question.answers}
            assert by_action[action], question.id
            assert not by_action[str(wrong_answer(question))], question.id

"""Whoever tests a story with wrong answers can give one that is partly right, wherever there is one."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.engine import begin
from game.engine.grading import grade
from game.engine.rules import answer_order
from game.playthrough.simulation.wrong_answers import wrong_words
from game.story.packs import load
from tests.story.inline import story_of

HARBOUR = Path(__file__).parents[1] / "packs/harbour"
WITHOUT_PARTS = """\
pack: Whole
dossiers: [first_visit]
disclaimer: Invented.
questions:
  order: { cites: trip_aim, text: In which order?, order: [First, Second] }
  match: { cites: trip_aim, text: What belongs together?, match: { A: B, C: D } }
  gap: { cites: trip_aim, text: What is missing?, cloze: "It is [here]." }
  alone: { cites: trip_aim, text: Which of these is right?, answers: [{ right: This }, { wrong: That }] }
  bare: { cites: trip_aim, text: The sky is blue., true_false: true }
scenes:
  a: { text: A., ask: { from: [order, match, gap, alone, bare] }, end: e }
endings: { e: The end. }
"""


@pytest.mark.parametrize("pack", ["hq", "ministerial", "first-scene", HARBOUR], ids=lambda pack: Path(pack).name)
@pytest.mark.parametrize("seed", range(3))
def test_a_question_in_parts_has_answers_that_are_partly_right_and_others_that_are_not_at_all(pack, seed) -> None:
    story = load(pack)
    state = begin(story, seed).state
    for question in story.questions.values():
        if question.in_parts and question.draws is None:
            order = answer_order(story, state, question)
            partly = grade(story, question, wrong_words(story, state, question, partly=True), order)
            wrong = grade(story, question, wrong_words(story, state, question), order)
            assert 0 < partly.credit < 1, question.id
            assert not partly.right, question.id
            assert wrong.credit == 0, question.id
            assert not wrong.unclear, question.id


def test_of_two_parts_both_are_right_or_none_is() -> None:
    assert not any(question.in_parts for question in story_of(WITHOUT_PARTS).questions.values())

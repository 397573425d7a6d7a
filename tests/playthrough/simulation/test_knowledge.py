"""How much players know: for all questions, or topic by topic."""

from __future__ import annotations

import pytest

from game.playthrough.simulation.knowledge import Knowledge, WrongKnowledge, read_knowledge
from tests.playthrough.simulation.conftest import QUIZ

TWO_TOPICS = QUIZ.replace(
    "    endings:", "      wet: { text: What is wet?, cites: [sea, bread], answer: Water }\n    endings:"
)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("0.6", Knowledge(0.6)),
        (" 1 ", Knowledge(1)),
        ("weather=0.8", Knowledge(0.6, (("weather", 0.8),))),
        ("weather=0.8, food = 0.3", Knowledge(0.6, (("weather", 0.8), ("food", 0.3)))),
        ("0.1,weather=0.8", Knowledge(0.1, (("weather", 0.8),))),
    ],
)
def test_it_is_one_number_or_one_for_each_topic(story_of, written, expected):
    assert read_knowledge(written, story_of(TWO_TOPICS)) == expected


@pytest.mark.parametrize("written", ["1.1", "-0.1", "much", "", "60%", "nan", "inf", "weather=", "weather=much"])
def test_what_is_none_is_refused_with_an_example(story_of, written):
    with pytest.raises(WrongKnowledge, match=r"from 0 .* to 1 .*such as 0\.6"):
        read_knowledge(written, story_of(TWO_TOPICS))


def test_a_topic_that_no_question_has_is_refused_and_the_nearest_named(story_of):
    with pytest.raises(WrongKnowledge, match=r"Did you mean `weather`\? The topics are: food, water, weather"):
        read_knowledge("wheather=0.8", story_of(TWO_TOPICS))


def test_a_topic_of_a_story_without_questions_is_refused(harbour, story_of):
    story = story_of("scenes: { a: { end: out } }\nendings: { out: Out. }")
    with pytest.raises(WrongKnowledge, match="It asks nothing on any topic"):
        read_knowledge("weather=0.8", story)


def test_on_several_topics_it_is_their_mean_and_on_none_the_general_one(story_of):
    question = story_of(TWO_TOPICS).questions["wet"]
    assert question.topics == ("weather", "water", "food")
    assert Knowledge(0.5, (("water", 0.2), ("food", 0.4))).of(question) == pytest.approx(0.3)
    assert Knowledge(0.5, (("history", 0.2),)).of(question) == 0.5

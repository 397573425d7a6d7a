"""The main adventure as a whole: what its plan promises, and what plays of it come to."""

from __future__ import annotations

from functools import cache

import pytest

from game.engine import events
from game.engine.rendering import render, render_words
from game.story.catalogue.diagnostics import Diagnostic
from game.story.model.story import Offer, Story
from game.story.packs import examine
from tests.scenes.players import Play, play

PLAYS = 240


@pytest.fixture(scope="module")
def plays(headquarters: Story) -> list[Play]:
    """Plays of people who know everything, much, half, and nothing."""
    return [play(headquarters, seed, skill) for skill in (1.0, 0.85, 0.5, 0.0) for seed in range(PLAYS // 4)]


@cache
def findings() -> tuple[Diagnostic, ...]:
    return examine("hq")[1]


def test_nothing_is_wrong_with_it() -> None:
    assert [one for one in findings() if one.severity != "remark"] == []


def test_it_is_as_large_as_it_should_be(headquarters: Story) -> None:
    assert len(headquarters.places) >= 25
    assert len(headquarters.scenes) >= 25
    assert len(headquarters.questions) >= 30
    assert len(headquarters.endings) >= 3
    assert {f"wing_{number}" for number in range(1, 9)} <= headquarters.wings.keys()
    assert all(place.wing in headquarters.wings for place in headquarters.places.values())


@pytest.mark.parametrize(("wing", "floors"), [("wing_1", 5), ("wing_2", 3), ("wing_3", 2), ("wing_6", 2)])
def test_the_plan_shows_who_has_how_much(headquarters: Story, wing: str, floors: int) -> None:
    """A foyer, and above it what the delegation has: Germany two floors, France one, Iceland a few offices."""
    assert len({place.floor for place in headquarters.places.values() if place.wing == wing}) == floors


def test_at_least_three_questions_in_ten_want_words_of_ones_own(headquarters: Story) -> None:
    kinds = [question.kind for question in headquarters.questions.values()]
    assert set(kinds) == {"choice", "typed", "number", "cloze", "order", "match"}
    assert kinds.count("choice") <= 0.7 * len(kinds)


def test_multiple_choice_has_three_answers_each_with_feedback_and_the_right_one_is_not_the_longest(
    headquarters: Story,
) -> None:
    for question in headquarters.questions.values():
        if question.kind != "choice":
            continue
        assert len(question.answers) == 3, question.id
        assert all(answer.because for answer in question.answers), question.id
        right = next(answer for answer in question.answers if answer.right)
        assert len(right.words) <= max(len(answer.words) for answer in question.answers if not answer.right), (
            question.id
        )


def test_everybody_whom_one_meets_is_invented(headquarters: Story) -> None:
    assert not any(person.real for person in headquarters.people.values())


def test_every_play_comes_to_an_ending(plays: list[Play]) -> None:
    assert all(isinstance(one.events[-1], events.Ended) for one in plays)


def test_every_ending_is_reached_by_some_play(headquarters: Story, plays: list[Play]) -> None:
    reached = {event.ending for one in plays for event in one.events if isinstance(event, events.Ended)}
    assert reached == headquarters.endings.keys()


def test_who_reads_better_ends_better(plays: list[Play]) -> None:
    def good(some: list[Play]) -> int:
        last = [one.events[-1] for one in some]
        return sum(isinstance(end, events.Ended) and end.ending in ("quiet_triumph", "honest_brackets") for end in last)

    quarter = len(plays) // 4
    assert good(plays[:quarter]) > good(plays[-quarter:])


def test_every_fact_can_be_met_and_every_question_is_asked_in_some_play(headquarters: Story, plays: list[Play]) -> None:
    happened = [event for one in plays for event in one.events]
    assert {event.fact for event in happened if isinstance(event, events.FactLearned)} == headquarters.facts.keys()
    assert {
        event.question for event in happened if isinstance(event, events.QuestionAsked)
    } == headquarters.questions.keys()
    assert {event.scene for event in happened if isinstance(event, events.SceneBegan)} == headquarters.scenes.keys()


def test_every_text_that_is_shown_fits_a_small_screen(headquarters: Story, plays: list[Play]) -> None:
    """At 80×24 the story has some eighteen rows of seventy-six columns: no passage is longer than one screen."""
    for one in plays:
        for event in one.events:
            if isinstance(event, events.TextShown):
                shown = render(headquarters, event.text, event.memory, 0)
                assert sum(len(paragraph.words) // 70 + 2 for paragraph in shown) <= 22, event.text.id


def test_labels_fit_one_or_two_lines(headquarters: Story) -> None:
    labels = [choice.label for node in headquarters.nodes if isinstance(node, Offer) for choice in node.choices]
    for label in labels:
        words = render_words(headquarters, label, headquarters.layout.start, 0)
        assert 0 < len(words) <= 110, label.id

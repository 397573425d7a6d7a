"""The main adventure as a whole: what its plan promises, and what plays of it come to."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import pytest

from game.engine import events, options
from game.engine.rendering import render, render_words
from game.story.catalogue.diagnostics import Diagnostic
from game.story.editorial.words.lint_words import lint_words_of
from game.story.model.story import LEAVE, ROAMING, Offer, Question, Story
from game.story.packs import examine
from tests.scenes.players import Play, play

PLAYS, CURIOUS = 240, 240


@pytest.fixture(scope="module")
def plays(headquarters: Story) -> list[Play]:
    """Plays of people who know everything, much, half, and nothing."""
    return [play(headquarters, seed, skill) for skill in (1.0, 0.85, 0.5, 0.0) for seed in range(PLAYS // 4)]


@cache
def findings() -> tuple[Diagnostic, ...]:
    return examine("hq")[1]


def test_nothing_is_wrong_with_it() -> None:
    assert [finding for finding in findings() if finding.severity != "remark"] == []


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
    assert {"choice", "several", "true_false", "typed", "number", "cloze", "order", "match", "sort"} == set(kinds)
    assert kinds.count("choice") <= 0.7 * len(kinds)


def test_many_questions_are_those_of_somebody_who_drafts(headquarters: Story) -> None:
    drafting = [
        question.id
        for question in headquarters.questions.values()
        if question.form in ("strike", "word", "evidence") or question.kind in ("sort", "true_false")
    ]
    assert len(drafting) >= 8


def test_multiple_choice_has_three_answers_each_with_feedback(headquarters: Story) -> None:
    for question in headquarters.questions.values():
        if question.kind == "choice" and not question.form:
            assert len(question.answers) == 3, question.id
            assert all(answer.because for answer in question.answers), question.id


def test_the_right_one_is_not_known_by_its_length(headquarters: Story) -> None:
    """Of ten right answers no more than four are the shortest, and no more than four the longest."""
    choices = [question for question in headquarters.questions.values() if question.kind == "choice"]
    lengths = [
        (
            len(next(answer.words for answer in question.answers if answer.right)),
            [len(answer.words) for answer in question.answers if not answer.right],
        )
        for question in choices
    ]
    assert sum(right < min(wrong) for right, wrong in lengths) <= 0.4 * len(choices)
    assert sum(right > max(wrong) for right, wrong in lengths) <= 0.4 * len(choices)


def test_the_right_one_is_not_known_by_the_words_of_the_notebook(headquarters: Story) -> None:
    """In at most three of ten choices the right answer alone has most words of the facts on which it rests."""
    choices = [q for q in headquarters.questions.values() if q.kind == "choice" and not q.form]
    assert sum(_alone_in_echoing(headquarters, question) for question in choices) <= 0.3 * len(choices)


def _alone_in_echoing(story: Story, question: Question) -> bool:
    noted = _telling_words(" ".join(story.facts[id_].states for id_ in question.cites))
    shared = {answer.right: 0 for answer in question.answers}
    for answer in question.answers:
        shared[answer.right] = max(shared[answer.right], len(_telling_words(answer.words) & noted))
    return shared[True] > shared[False]


def _telling_words(text: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"\w{2,}", text.casefold()) if word not in lint_words_of("en").empty)


def test_the_first_answer_to_a_question_stands(headquarters: Story) -> None:
    assert headquarters.first_answers_stand


def test_everybody_whom_one_meets_is_invented(headquarters: Story) -> None:
    assert not any(person.real for person in headquarters.people.values())


def test_every_play_comes_to_an_ending(plays: list[Play]) -> None:
    assert all(isinstance(played.events[-1], events.Ended) for played in plays)


def test_every_ending_is_reached_by_some_play(headquarters: Story, plays: list[Play]) -> None:
    reached = {event.ending for played in plays for event in played.events if isinstance(event, events.Ended)}
    assert reached == headquarters.endings.keys()


def test_who_reads_better_ends_better(plays: list[Play]) -> None:
    def good(some: list[Play]) -> int:
        last = [played.events[-1] for played in some]
        return sum(isinstance(end, events.Ended) and end.ending in ("quiet_triumph", "honest_brackets") for end in last)

    quarter = len(plays) // 4
    assert good(plays[:quarter]) > good(plays[-quarter:])


def test_every_fact_scene_and_nearly_every_question_comes_up_in_some_play(
    headquarters: Story, plays: list[Play]
) -> None:
    """That each question can be asked is proved by `check`; only the best hidden ones escape so few players."""
    done = Counter[str]()
    curious = [play(headquarters, seed, 1.0, done=done) for seed in range(CURIOUS)]
    happened = [event for played in (*plays, *curious) for event in played.events]
    assert {event.fact for event in happened if isinstance(event, events.FactLearned)} == headquarters.facts.keys()
    asked = {event.question for event in happened if isinstance(event, events.QuestionAsked)}
    assert len(headquarters.questions.keys() - asked) <= 0.05 * len(headquarters.questions)
    assert {event.scene for event in happened if isinstance(event, events.SceneBegan)} == headquarters.scenes.keys()


def test_every_text_that_is_shown_fits_a_small_screen(headquarters: Story, plays: list[Play]) -> None:
    """At 80×24 the story has some eighteen rows of seventy-six columns: no passage is longer than one screen."""
    for played in plays:
        for event in played.events:
            if isinstance(event, events.TextShown):
                shown = render(headquarters, event.text, event.memory, 0)
                # A document that is printed is read from its top, by scrolling.
                told = [paragraph for paragraph in shown if not paragraph.document]
                assert sum(len(paragraph.words) // 70 + 2 for paragraph in told) <= 22, event.text.id


def test_labels_fit_one_or_two_lines(headquarters: Story) -> None:
    labels = [choice.label for node in headquarters.nodes if isinstance(node, Offer) for choice in node.choices]
    for label in labels:
        words = render_words(headquarters, label, headquarters.layout.start, 0)
        assert 0 < len(words) <= 110, label.id


def test_no_scene_is_opened_again_only_to_be_left(headquarters: Story, plays: list[Play]) -> None:
    """But for the corkboard, in front of which Marta says each time what is still thin."""
    opened, only_left = 0, set()
    for played in plays:
        for before, action, after in zip(played.states, played.actions, played.states[1:], strict=False):
            scene = headquarters.scenes.get(str(action).removeprefix("scene:")) if before.node == ROAMING else None
            node = headquarters.nodes[after.node] if after.node != ROAMING else None
            if scene is None or not scene.visits.get(before.memory) or not isinstance(node, Offer):
                continue
            opened += 1
            leads = {choice.id: choice.target for choice in node.choices}
            if all(leads.get(option.id) == LEAVE for option in options(headquarters, after)):
                only_left.add(scene.id)
    assert opened > 200
    assert only_left <= {"the_corkboard"}

"""The lesson pack: free of findings, short enough for a lesson, and fair to whoever argues well for either side."""

from __future__ import annotations

import pytest

from game.engine import events
from game.story.model.story import Story
from game.story.packs import examine, load
from tests.scenes.players import Play, play

PLAYS = 120


@pytest.fixture(scope="module")
def story() -> Story:
    return load("ministerial")


@pytest.fixture(scope="module")
def plays(story: Story) -> list[Play]:
    return [play(story, seed, skill) for skill in (1.0, 0.5, 0.0) for seed in range(PLAYS)]


def ending_of(played: Play) -> str:
    last = played.events[-1]
    return last.ending if isinstance(last, events.Ended) else ""


def test_nothing_is_wrong_with_it() -> None:
    assert [finding for finding in examine("ministerial")[1] if finding.severity != "remark"] == []


def test_every_ending_is_reached_and_every_play_comes_to_one(story: Story, plays: list[Play]) -> None:
    assert {ending_of(played) for played in plays} == story.endings.keys()


def test_it_is_over_within_a_lesson(plays: list[Play]) -> None:
    """Forty minutes are time for a hundred steps, most of which are a few words to read."""
    assert max(len(played.actions) for played in plays) <= 100


def test_who_answers_nothing_signs_nothing(plays: list[Play]) -> None:
    assert "signed" not in {ending_of(played) for played in plays[-PLAYS:]}


def test_everybody_whom_one_meets_is_invented(story: Story) -> None:
    assert not any(person.real for person in story.people.values())


def test_no_label_says_whose_argument_is_the_better_one(story: Story) -> None:
    """Both words that can be fought for stand in the page with the name of somebody who asked for them."""
    (page,) = story.documents.values()
    between = next(line for line in page.lines if line.id == "between")
    asked_for = {wording.id for wording in between.wordings if wording.by}
    assert asked_for == {"full_stop", "provided_that"}

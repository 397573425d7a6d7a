"""Plays beside exact odds: a play that was given up has not come to something yet, which is not the same as never."""

from __future__ import annotations

import odds as bench
import pytest

from game.story.model.story import Story
from game.verify.odds.odds import Bounds, OddsMaker, StoryOdds, temperament_model
from game.verify.system.budget import Budget
from tests.playthrough.simulation.conftest import CIRCLE, story_of

__all__ = ["story_of"]

PLAYS = 300
CELLAR = """
    scenes:
      hall:
        text: Doors.
        choices:
          - { choose: Left, learn: sky, end: out }
          - { choose: Right, goto: cellar }
      cellar:
        text: Dark.
        choices:
          - { choose: Wait, again: true, stay: true }
          - { choose: Read the wall, again: true, stay: true, learn: sky }
    endings: { out: You are out. }
"""
"""Every play comes to read of the sky, and half of them never end. After four steps, some have not yet read of it."""


@pytest.fixture(autouse=True)
def given_up_early(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "MOST_STEPS", 4)
    monkeypatch.setattr(bench, "STEPS_PLAYED_ON", 60)


def candidate(story: Story, **changes: object) -> bench.Candidate:
    """The story with its odds, some of which may be changed."""
    maker = OddsMaker(story, Budget(60))
    (odds,) = maker.odds([temperament_model("uniform", bench.KNOWLEDGE)])
    assert isinstance(odds, StoryOdds)
    return bench.Candidate(0, story, maker, odds._replace(**changes), 0.0)


def test_a_play_that_was_given_up_before_it_came_to_what_is_certain_contradicts_nothing(story_of):
    found = bench.compared(candidate(story_of(CELLAR)), PLAYS, 1e-4)
    assert found.later > 0
    assert found.given_up > found.later
    assert not found.beyond


def test_a_play_that_ended_without_what_was_said_to_be_certain_contradicts_it(story_of):
    certain = {"sky": Bounds(1.0, 1.0)}
    found = bench.compared(candidate(story_of(CELLAR.replace("learn: sky, end", "end")), facts=certain), PLAYS, 1e-4)
    assert found.beyond == 1
    assert any("CONTRADICTED" in line and "fact sky" in line for line in found.lines)


def test_a_play_that_never_comes_to_what_was_said_to_be_certain_contradicts_it(story_of):
    found = bench.compared(candidate(story_of(CIRCLE), endings={"out": Bounds(1.0, 1.0)}), PLAYS, 1e-4)
    assert found.given_up > 0
    assert found.beyond == 1


def test_what_was_said_to_be_impossible_and_happened_is_contradicted(story_of):
    found = bench.compared(candidate(story_of(CELLAR), facts={"sky": Bounds(0.0, 0.0)}), PLAYS, 1e-4)
    assert found.beyond == 1


def test_a_share_of_plays_counts_those_that_came_to_it_after_they_were_given_up(story_of):
    # Of a fact that one play in ten million lacks, a handful of plays that are too short would be a contradiction.
    almost = {"sky": Bounds(1 - 1e-7, 1 - 1e-7)}
    found = bench.compared(candidate(story_of(CELLAR), facts=almost), PLAYS, 1e-4)
    assert not found.beyond


def test_plays_counted_in_batches_come_to_what_they_come_to_at_once(story_of, monkeypatch):
    drawn = candidate(story_of(CELLAR))
    whole = bench.counted(drawn, PLAYS)
    assert PLAYS / 4 < whole.given_up < PLAYS
    monkeypatch.setattr(bench, "BATCH", 70)
    pieces = bench.counted(drawn, PLAYS)
    assert pieces.plays == whole.plays == PLAYS
    assert len(pieces.open) == -(-PLAYS // 70)
    for target, masks in pieces.missing.items():
        assert sum(map(len, masks)) == pieces.given_up
        assert pieces.lacking(target) + pieces.met[target] <= PLAYS


def test_a_figure_is_inside_up_to_the_end_of_its_interval() -> None:
    def figure(exact: float) -> bench.Figure:
        return bench.Figure(bench.Target("ending", "out"), Bounds(exact, exact), 0.5, bench.Interval(0.4, 0.7))

    assert figure(0.5).away == 0
    assert figure(0.6).away == pytest.approx(0.5)
    assert figure(0.4).away == pytest.approx(1)
    assert figure(0.4).is_inside
    assert not figure(0.39).is_inside
    assert not figure(0.71).is_inside

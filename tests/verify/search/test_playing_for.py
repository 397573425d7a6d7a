"""What has to be possible is played for by itself, and asked of others before that takes very long."""

from __future__ import annotations

import pytest

from game.engine.events import Ended
from game.verify.abstract.control_flow_graph import happening_of
from game.verify.search import playing_for
from game.verify.search.goal_regression import GoalRegression
from game.verify.search.playing_for import no_evidence, play_for_each
from tests.verify.search.test_goal_regression import TOWER, goals
from tests.verify.search.test_random_plays import Walked

DOWN, AWAY = [happening_of(Ended("down"))], [happening_of(Ended("away"))]


class Asked:
    """Evidence for some keys, which notes for what it was asked."""

    def __init__(self, *known: str) -> None:
        self.known, self.keys = frozenset(known), []

    def __call__(self, keys: frozenset[str]) -> frozenset[str]:
        self.keys.append(keys)
        return keys & self.known


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """There are few plays, so that what cannot be takes little time."""
    monkeypatch.setattr(playing_for, "_WAYS_FOR", (50, 100))


def test_what_can_be_is_shown_by_a_play_and_nobody_is_asked() -> None:
    story, whole, plays, found = goals(TOWER)
    evidence = Asked("down")
    assert not play_for_each(plays, {"down": DOWN}, lambda: found, evidence)
    assert Ended("down") in Walked(whole, story, plays.found.events[DOWN[0]]).emitted
    assert not evidence.keys


def test_chance_finds_what_nobody_knows_how_to_bring_about(monkeypatch: pytest.MonkeyPatch) -> None:
    _, _, plays, found = goals(TOWER)
    monkeypatch.setattr(GoalRegression, "seek_all", lambda *_: None)
    play_for_each(plays, {"down": DOWN}, lambda: found, no_evidence)
    assert DOWN[0] in plays.found.events


@pytest.mark.usefixtures("short")
def test_of_what_is_left_in_the_end_others_are_asked_once() -> None:
    _, _, plays, found = goals(TOWER)
    evidence = Asked("away")
    assert play_for_each(plays, {"away": AWAY, "down": DOWN}, lambda: found, evidence) == {"away"}
    assert evidence.keys == [frozenset({"away"})]


def test_others_are_asked_before_it_takes_long_and_the_rest_is_played_for(monkeypatch: pytest.MonkeyPatch) -> None:
    _, _, plays, found = goals(TOWER)
    evidence = Asked("away")
    monkeypatch.setattr(GoalRegression, "seek_all", lambda *_: None)
    monkeypatch.setattr(playing_for, "_LONG", 0)
    monkeypatch.setattr(playing_for, "_SHORT", 0)
    assert play_for_each(plays, {"away": AWAY, "down": DOWN}, lambda: found, evidence) == {"away"}
    assert evidence.keys == [frozenset({"away", "down"})]
    assert DOWN[0] in plays.found.events


def test_where_very_much_is_left_nothing_is_played(monkeypatch: pytest.MonkeyPatch) -> None:
    _, _, plays, found = goals(TOWER)
    monkeypatch.setattr(playing_for, "_MOST_SOUGHT", 1)
    assert not play_for_each(plays, {"away": AWAY, "down": DOWN}, lambda: found, Asked("away"))
    assert not play_for_each(plays, {}, lambda: found, Asked("away"))
    assert plays.taken == 0

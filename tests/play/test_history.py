"""What a play keeps at hand, and what it does again."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.engine.state import AnswerGiven
from game.play.reports import score
from game.play.session import Session
from game.story.packs import load
from game.support import limits

from .archive_pack import session_in_archive

PACK = """\
pack: T
measures: { trust: { max: 500 } }
scenes:
  a:
    text: Hello, {trust}.
    choices:
      - { choose: More, trust: +1, again: true, goto: a }
      - { choose: Less, trust: -1, again: true, goto: a }
endings: { e: The end. }
"""


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Session, Session]:
    """The same play of sixty steps, once with hardly anything kept at hand."""
    (tmp_path / "pack.yaml").write_text(PACK)
    story = load(tmp_path)
    plays = []
    for weight in (limits.KEPT_WEIGHT, 3_000):
        monkeypatch.setattr(limits, "KEPT_WEIGHT", weight)
        play = Session(story, 1)
        for number in range(60):
            play.do("a/less" if number % 7 == 6 else "a/more")
        plays.append(play)
    return plays[0], plays[1]


def test_what_is_not_at_hand_is_the_same_when_it_is_asked_for(session: tuple[Session, Session]) -> None:
    whole, short = session
    assert sum(turn is not None for turn in short.played._turns) < 20
    assert list(short.played) == list(whole.played)
    assert short.played[3:40] == whole.played[3:40]
    assert [short.played[at] for at in range(61)] == [whole.played[at] for at in range(61)]


@pytest.mark.parametrize("count", [1, 16, 33, 60, 99])
def test_steps_that_are_not_at_hand_can_be_taken_back(session: tuple[Session, Session], count: int) -> None:
    whole, short = session
    assert short.undo(count) == whole.undo(count)
    assert short.state == whole.state
    short.do("a/more")
    whole.do("a/more")
    assert list(short.played) == list(whole.played)
    assert short.steps() == whole.steps()


def test_a_play_takes_no_more_than_its_weight(session: tuple[Session, Session]) -> None:
    from game.play.history import weight_of

    _, short = session
    kept = [turn for turn in short.played._turns[1:] if turn is not None]
    assert sum(map(weight_of, kept)) <= 3_000


def test_read_backwards_it_is_the_same_and_no_turn_is_played_twice(
    session: tuple[Session, Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, short = session
    again, played = short.played._again, []
    monkeypatch.setattr(short.played, "_again", lambda state, step: played.append(step) or again(state, step))
    assert list(reversed(short.played)) == list(whole.played)[::-1]
    assert 40 < len(played) <= 60


def test_the_last_steps_are_read_without_those_before(
    session: tuple[Session, Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, short = session
    again, played = short.played._again, []
    monkeypatch.setattr(short.played, "_again", lambda state, step: played.append(step) or again(state, step))
    assert next(reversed(short.played)) == whole.played[-1]
    assert len(played) < 16


def test_no_turn_is_played_again_for_the_steps_alone(
    session: tuple[Session, Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, short = session
    monkeypatch.setattr(short.played, "_again", None)
    assert short.steps() == tuple(played.step for played in whole.played if played.step is not None)
    assert len(short.steps()) == 60


def test_the_score_of_a_long_play_is_told_without_playing_it_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "KEPT_WEIGHT", 2_000)
    play = session_in_archive()
    for number in range(40):
        play.do(next(option.id for option in play.options if option.id.endswith("asked")))
        play.do(AnswerGiven("80" if number % 4 else "12"))
    monkeypatch.setattr(play.played, "_again", None)
    assert score(play) == (30, 40)
    play.played.cut(len(play.played) - 4)  # the last two answers, of which both were right
    assert score(play) == (28, 38)

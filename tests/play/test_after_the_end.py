"""What there is to see and to do after the end: the same words for the page and for plain mode."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest

from game.plain import PlainClient
from game.play.after_the_end import (
    endings_in_words,
    how_it_went,
    never_met,
    never_met_words,
    new_play_words,
    told_after_the_end,
    turned_words,
)
from game.play.command_types import Show
from game.play.commands import understand
from game.play.opening import begin_play
from game.play.seen import Seen, seen_in
from game.play.session import Session
from game.record.locations import CURRENT
from tests.story.inline import story_of

DAY = """\
pack: The day
clock: { start: 08:00, end: 18:00 }
measures:
  trust: { name: Trust, start: 5, max: 10 }
  fog: { start: 3, max: 9, hidden: true }
wings: { east: The east wing, west: The west wing }
places:
  hall: { name: The hall, wing: east, exits: { west: yard } }
  yard: { name: The yard, wing: west }
start: hall
people:
  ada: { name: Ada Lund, fictional: true, at: hall }
  bo: { name: Bo Dale, fictional: true, at: yard }
documents:
  page:
    title: The page
    sections: { top: TOP, rest: REST }
    lines:
      first: { section: top, wordings: { it: { open: trust < 6, text: Words. } } }
      second: { section: rest, wordings: { it: { text: More words. } } }
      third: { section: rest, blank: Nobody knows., wordings: { it: { when: trust > 8, text: Even more. } } }
scenes:
  talk:
    at: hall
    with: ada
    text: Ada looks up.
    choices:
      - { choose: Greet her, trust: +1, end: friends }
      - { choose: Nod, end: apart }
endings:
  friends: { title: Friends, text: You are friends. }
  apart: { text: You are not. }
"""


@pytest.fixture
def ended() -> Session:
    session = Session(story_of(DAY), 1)
    session.do("scene:talk")
    session.do("talk/greet_her")
    return session


def test_it_is_told_what_stands_and_where_it_turned(ended: Session) -> None:
    went = how_it_went(ended)
    assert went.title == "Friends"
    assert [(measure.name, measure.value, measure.high) for measure in went.stakes.measures] == [("Trust", 6, 10)]
    groups = [(group.label, group.settled, group.total) for group in went.stakes.groups]
    assert groups == [("TOP", 1, 1), ("REST", 1, 2)]
    assert [turned_words(point) for point in went.turned] == ["“Greet her”"]


def test_an_ending_without_a_title_has_one_all_the_same() -> None:
    session = Session(story_of(DAY), 1)
    session.do("scene:talk")
    session.do("talk/nod")
    assert how_it_went(session).title == "The end"


def test_whom_one_never_met_is_counted_and_never_named(ended: Session) -> None:
    found = never_met(ended, seen_in(ended))
    assert (found.dark, found.people) == (1, 2)
    words = never_met_words(found)
    assert words == "You never met 1 of 2 people: somebody in the west wing."
    assert "Bo" not in words


def test_a_hint_names_the_place_where_one_has_been() -> None:
    session = Session(story_of(DAY.replace("with: ada", "").replace("at: hall }", "}")), 1)
    session.do("go:west")
    session.do("go:east")
    assert never_met(session, Seen()).hints == ("somebody at the yard", "somebody in the west wing")


def test_whoever_has_met_everybody_is_told_so(ended: Session) -> None:
    assert never_met_words(never_met(ended, Seen(met=frozenset({"ada", "bo"})))) == (
        "You have met everybody there is to meet."
    )


def test_endings_are_counted_once_it_is_known_what_was_seen(ended: Session) -> None:
    assert endings_in_words(ended.story, None) == "One of 2 endings"
    assert endings_in_words(ended.story, seen_in(ended)) == "1 of 2 endings seen"
    assert endings_in_words(story_of(ONE), Seen()) == ""


def test_a_new_play_is_a_day_where_the_clock_runs_for_most_of_one(ended: Session) -> None:
    assert new_play_words(ended.story) == "New day"
    assert new_play_words(story_of(DAY.replace("end: 18:00", "end: 09:00"))) == "New game"


ONE = "pack: P\nscenes: { a: { text: A., choices: [ { choose: Go, end: e } ] } }\nendings: { e: E. }\n"


def test_a_story_with_nothing_but_scenes_has_little_to_say_and_says_it() -> None:
    session = Session(story_of(ONE), 1)
    session.do("a/go")
    assert [line.words for line in told_after_the_end(session, None)] == [
        "You can go on: `picture` saves a picture of all this, `story` leads back to any step, `restart` begins anew, "
        "`quit` leaves."
    ]


@pytest.mark.parametrize(
    ("typed", "page"),
    [("picture", "picture"), ("save a picture", "picture"), ("restart", "restart"), ("/restart", "restart"),
     ("new day", "restart"), ("how it went", "ending")],
)  # fmt: skip
def test_some_words_mean_something_only_after_the_end(ended: Session, typed: str, page: str) -> None:
    assert understand(ended, typed) == Show(page)  # type: ignore[arg-type]
    assert understand(Session(ended.story, 1), typed) != Show(page)  # type: ignore[arg-type]


@pytest.fixture
def play(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home: Path) -> Callable[..., str]:
    monkeypatch.chdir(tmp_path)

    def played(*typed: str) -> str:
        out = StringIO()
        plays = tmp_path / "plays"
        client = PlainClient(
            begin_play(story_of(DAY), plays / CURRENT, 1), plays, StringIO("".join(f"{line}\n" for line in typed)), out
        )
        assert client.run() == 0
        client.session.close()
        return out.getvalue()

    return played


TO_THE_END = ("talk to ada", "greet her")


def test_plain_mode_tells_where_it_turned_and_how_to_get_there(play: Callable[..., str]) -> None:
    told = " ".join(play(*TO_THE_END).split())
    assert "REST: 1 of 2 lines settled." in told
    assert "It turned at 08:00: “Greet her” (Trust +1; TOP settled). “back to 1” returns there." in told
    assert "You never met 1 of 2 people: somebody in the west wing." in told


def test_what_is_typed_leads_back_to_the_fork(play: Callable[..., str]) -> None:
    assert "The end: apart" not in play(*TO_THE_END)
    assert "You are not." in play(*TO_THE_END, "back to 1", "nod")


def test_plain_mode_goes_on_after_the_end_and_tells_it_once(play: Callable[..., str]) -> None:
    told = play(*TO_THE_END, "page", "endings")
    assert told.count("It turned at") == 1
    assert "Even more" not in told
    assert "Your play is kept in" in told
    assert play(*TO_THE_END, "ending").count("It turned at") == 2


def test_plain_mode_begins_anew(play: Callable[..., str], tmp_path: Path) -> None:
    told = play(*TO_THE_END, "restart", "talk to ada", "nod")
    assert told.count("Ada looks up.") == 2
    assert len(list((tmp_path / "plays").glob("*.play.yaml"))) == 2


def test_plain_mode_saves_a_picture_and_says_where(play: Callable[..., str], tmp_path: Path) -> None:
    told = play(*TO_THE_END, "picture", "picture")
    for name in ("the-day-friends.svg", "the-day-friends-1.svg"):
        assert f"The picture is saved: {tmp_path / name}" in told
        assert (tmp_path / name).is_file()

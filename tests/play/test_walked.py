"""A walk of several steps: what one came through is named in one line, where one came to is told in full."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from game.engine.events import Arrived, PassedThrough, TimePassed
from game.engine.state import Turn
from game.play.narration import tell
from game.play.session import Session
from game.story.packs import load

BUILT = """
pack: Walk
start: a
clock: {{ start: 08:00, end: 12:00 }}
places:
  a: {{ name: The yard, exits: {{ north: {{ to: b{minutes} }} }} }}
  b: {{ name: The hall, text: A long hall., glance: The hall again., exits: {{ north: {{ to: c{minutes} }} }} }}
  c: {{ name: Stairs, text: Many stairs., exits: {{ north: {{ to: d{minutes} }} }} }}
  d: {{ name: The attic, text: An attic., glance: The attic again. }}
scenes:
  s: {{ at: a, text: Hm., end: e }}
{scenes}
endings: {{ e: Over. }}
"""


@pytest.fixture
def walk(tmp_path: Path) -> Callable[..., tuple[Session, Turn]]:
    """Walks to the attic, in a pack with more scenes and with ways that take so many minutes."""

    def walked(scenes: str = "", minutes: int = 0) -> tuple[Session, Turn]:
        file = tmp_path / "walk.yaml"
        file.write_text(BUILT.format(scenes=scenes, minutes=f", minutes: {minutes}" if minutes else ""), "utf-8")
        session = Session(load(file), 7)
        return session, session.walk("d")

    return walked


def words(session: Session, turn: Turn) -> list[str]:
    return [line.words for line in tell(session.story, turn.state, turn.events)]


def test_the_places_passed_are_named_in_one_line_and_the_last_is_told_in_full(walk) -> None:  # type: ignore[no-untyped-def]
    session, turn = walk()
    assert words(session, turn) == ["By way of the hall and Stairs.", "The attic", "An attic."]
    assert turn.state is session.state


def test_a_single_step_names_no_way(walk) -> None:  # type: ignore[no-untyped-def]
    session, _ = walk()
    assert words(session, session.walk("c")) == ["Stairs"]


def test_each_step_is_kept_in_full(walk) -> None:  # type: ignore[no-untyped-def]
    session, _ = walk()
    told = [
        line.words for played in session.played[1:] for line in tell(session.story, session.state, played.turn.events)
    ]
    assert "A long hall." in told
    assert not any(isinstance(event, PassedThrough) for played in session.played for event in played.turn.events)


def test_minutes_on_the_way_are_told_at_a_stretch(walk) -> None:  # type: ignore[no-untyped-def]
    session, turn = walk(minutes=5)
    assert [event for event in turn.events if isinstance(event, TimePassed)] == [TimePassed(480, 495)]
    assert "15 minutes pass. It is 08:15." in words(session, turn)


def test_where_something_happens_is_told_in_full(walk) -> None:  # type: ignore[no-untyped-def]
    session, turn = walk("  bird: { at: c, on_arrival: true, text: A bird. }")
    assert words(session, turn) == [
        "By way of the hall.",
        "Stairs",
        "Many stairs.",
        "A bird.",
        "The attic",
        "An attic.",
    ]


def test_a_scene_that_wants_an_answer_ends_the_walk_and_its_place_is_told(walk) -> None:  # type: ignore[no-untyped-def]
    session, turn = walk("  bird: { at: b, on_arrival: true, text: A bird., choices: [{ choose: Go }] }")
    assert words(session, turn) == ["The hall", "A long hall.", "A bird."]
    assert [event.place for event in turn.events if isinstance(event, Arrived)] == ["b"]


def test_a_long_walk_names_the_first_few_places(tmp_path: Path) -> None:
    places = "".join(f"  p{n}: {{ name: Room {n}, exits: {{ north: p{n + 1} }} }}\n" for n in range(20))
    file = tmp_path / "long.yaml"
    file.write_text(
        f"pack: Long\nstart: p0\nplaces:\n{places}  p20: {{ name: End }}\n"
        "scenes: { s: { at: p0, text: Hm., end: e } }\nendings: { e: Over. }\n",
        "utf-8",
    )
    session = Session(load(file), 7)
    passed = "By way of Room 1, Room 2, Room 3, Room 4, Room 5, Room 6 and 13 more."
    assert words(session, session.walk("p20"))[0] == passed

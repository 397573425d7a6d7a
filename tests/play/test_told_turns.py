"""What is told of a turn: nothing twice, where one is now, and whose words are whose."""

from __future__ import annotations

import io

import pytest

from game.play.narration import Told, tell
from game.play.paragraphs import Paragraphs
from game.play.session import Session
from tests.story.inline import DOSSIER, story_of

PACK = """\
pack: Test
disclaimer: Invented, after an almanac of 1921.
start: yard
places:
  yard: { name: The yard, text: A yard., exits: { north: tower } }
  tower: { name: The tower, text: A tower., exits: { south: yard } }
scenes:
  begin:
    at: yard
    on_arrival: true
    text: Hello.
    choices:
      - { choose: Read, text: "It is so [bell].", learn: bell, stay: true }
      - { choose: Listen, text: Somebody mutters., learn: bell, stay: true }
      - { choose: Climb, text: You climb., move: tower, goto: above }
      - { choose: Leave, text: You leave., move: tower }
  above: { text: Wind., choices: [ { choose: Down, end: e } ] }
endings: { e: Over. }
"""


def after(choice: str) -> Session:
    session = Session(story_of({"pack.yaml": PACK, "almanac.yaml": DOSSIER}), 1)
    session.do(next(option.id for option in session.options if option.id.endswith(choice)))
    return session


def told_of(session: Session, *, all_notes: bool = False) -> list[Told]:
    turn = session.played[-1].turn
    return tell(session.story, turn.state, turn.events, all_notes=all_notes)


def heard(text: str) -> str:
    """What plain mode writes of a scene with this text."""
    out = io.StringIO()
    pack = PACK.replace("text: Hello.", f"text: '{text}'")
    session = Session(story_of({"pack.yaml": pack, "almanac.yaml": DOSSIER}), 1)
    turn = session.played[0].turn
    Paragraphs(out).show([line for line in tell(session.story, turn.state, turn.events) if line.kind == "story"])
    return " ".join(out.getvalue().split()).removeprefix("A yard. ")


def test_a_fact_whose_mark_was_just_read_is_not_told_once_more() -> None:
    assert [line.kind for line in told_of(after("read"))] == ["story"]


def test_a_fact_that_the_text_does_not_mark_is_told() -> None:
    assert [line.kind for line in told_of(after("listen"))] == ["story", "note"]


def test_playthroughs_see_every_note() -> None:
    assert [line.kind for line in told_of(after("read"), all_notes=True)] == ["story", "note"]


def test_a_scene_that_goes_on_elsewhere_says_where() -> None:
    assert [(line.kind, line.words) for line in told_of(after("climb"))] == [
        ("story", "You climb."), ("place", "The tower"), ("story", "Wind."),
    ]  # fmt: skip


def test_a_scene_that_ends_elsewhere_names_the_place_once() -> None:
    assert [line.words for line in told_of(after("leave"))] == ["You leave.", "The tower", "A tower."]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("She writes: *Not this year.*", "She writes: “Not this year.”"),
        ("A *may* stays.", "A may stays."),
        ("*It is so [bell]. And cold.* He nods.", "“It is so [1.1]. And cold.” He nods."),
        ("*One by one*, *two*.", "“One by one”, two."),
        ("*He said “yes” to it.*", "He said “yes” to it."),
        ("**Loud** words.", "Loud words."),
    ],
)
def test_plain_mode_says_where_emphasis_begins_and_ends(text: str, words: str) -> None:
    assert heard(text) == words

"""Who waits for the aide on the map of headquarters: always somebody of whom she was told."""

from __future__ import annotations

import pytest

from game.engine import begin
from game.play.map_marks import waiting_now
from game.play.session import Session
from game.story.model.story import Story

UP_TO_WORK = ("Walk straight in", "reception", "Thank him and go through", "Write: it was advertised", "hall")


@pytest.fixture
def aide(headquarters: Story) -> Session:
    """The aide before Marta, who has just handed her the draft."""
    session = Session(headquarters, 7)
    do(session, *UP_TO_WORK)
    return session


def do(session: Session, *steps: str) -> None:
    """Walk to places, take what is offered."""
    for step in steps:
        if step in session.story.places:
            session.walk(step)
        else:
            labels = dict(zip(session.labels, session.options, strict=True))
            session.do(labels[step].id)


def waiting(session: Session) -> dict[str, str]:
    return {waits.id: waits.at for waits in waiting_now(session.story, session.state.memory)}


def test_before_anybody_was_met_nobody_waits(headquarters: Story) -> None:
    assert waiting_now(headquarters, begin(headquarters, 7).state.memory) == []


def test_those_who_wrote_wait_while_the_letters_are_held_out(aide: Session) -> None:
    assert waiting(aide) == {}
    do(aide, "Go to work")
    assert waiting(aide) == {
        "letter_dana": "us_floor_3",
        "letter_maarja": "baltic_corridor",
        "letter_sigrun": "iceland_offices",
        "letter_odile": "archive",
        "letter_priya": "british_office",
    }
    do(aide, "Leave all five to the trolley")
    assert waiting(aide) == {}


def test_a_letter_that_is_carried_ends_the_waiting(aide: Session) -> None:
    do(aide, "Go to work", "Carry the one for Odile in the archive, who asks every February")
    assert waiting(aide) == {}


def test_three_wait_while_three_notes_lie_on_the_tray_and_then_the_meeting_does(aide: Session) -> None:
    do(aide, "Go to work", "Leave all five to the trolley", "anteroom")
    while aide.is_roaming:
        do(aide, "Wait on the bench")
    while "Go to Oksana" not in aide.labels:
        aide.do(aide.options[0].id)
    assert {"oksana", "holger", "etienne"} <= waiting(aide).keys()
    do(aide, "Go to none of them, and read the page once more yourself")
    assert waiting(aide) == {}  # the aide stands in the anteroom, where the meeting would be marked
    aide.walk("hall")
    assert waiting(aide) == {"contact_group": "anteroom"}


@pytest.mark.parametrize(
    ("item", "who", "where"), [("stapler", "walt", "us_floor_1"), ("gavel", "priya", "british_office")]
)
def test_what_is_to_be_brought_to_somebody_makes_them_wait(aide: Session, item: str, who: str, where: str) -> None:
    memory = aide.story.items[item].carried.put(aide.state.memory, 1)
    assert [(waits.id, waits.at) for waits in waiting_now(aide.story, memory)] == [(who, where)]

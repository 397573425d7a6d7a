"""What can be looked at, and what people can be asked about: told for nothing, and nothing changes."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from game.app.application import EightWings
from game.author.proofs.logic import logic_mark
from game.plain import PlainClient
from game.play.commands import AskBack, DoCommand, Say, understand
from game.play.help_text import all_help_lines, help_lines
from game.play.opening import Opened
from game.play.session import Session
from game.play.surroundings import people
from game.story.packs import load
from tests.app.conftest import screen_text
from tests.story.inline import codes, story_of

HALL = """\
pack: The hall
start: hall
places:
  hall:
    name: The hall
    text: A *beam*.
    look:
      beam|steel girder: Rust, and rain on it.
      lamp: "{seen.sitting: It is lit.}"
people:
  marta:
    name: Marta Lind
    role: head of the desk
    at: hall
    fictional: true
    asked_about:
      watches|clock: |
        marta: One shows the time.
      the gong: "{seen.sitting: It is not a pleasant gong.}"
  joris: { name: Joris, fictional: true, asked_about: { badge: It is ugly. } }
scenes:
  beam_scene: { title: Look at the rusty beam for long, at: hall, text: You look. }
  sitting:
    title: Sit down
    at: hall
    text: You sit.
    look: { chair: It creaks., beam: From here it is only a line. }
    choices:
      - { choose: Stand up, again: true }
endings: { e: The end. }
"""


@pytest.fixture
def session() -> Session:
    return Session(story_of(HALL), 1)


def said(session: Session, typed: str) -> str:
    command = understand(session, typed)
    assert isinstance(command, Say), command
    return " ".join(line.words for line in command.lines)


@pytest.mark.parametrize(
    "typed", ["x beam", "x steel", "examine the rusty beam", "beam", "look at girder", "read beam"]
)
def test_a_thing_is_looked_at_by_any_of_its_names(session: Session, typed: str) -> None:
    assert said(session, typed) == "Rust, and rain on it."


def test_what_shows_nothing_now_is_as_if_it_were_not_there(session: Session) -> None:
    assert said(session, "x lamp").startswith("There is no more to see here of “lamp”.")
    session.do("scene:sitting")
    assert said(session, "x lamp") == "It is lit."


def test_what_a_scene_lets_one_look_at_is_there_while_it_runs_and_goes_first(session: Session) -> None:
    assert said(session, "x chair").startswith("There is no more to see")
    session.do("scene:sitting")
    assert said(session, "x chair") == "It creaks."
    assert said(session, "x beam") == "From here it is only a line."
    session.do("sitting/stand_up")
    assert said(session, "x beam") == "Rust, and rain on it."


def test_a_label_that_is_named_in_full_is_still_done(session: Session) -> None:
    assert understand(session, "look at the rusty beam for long") == DoCommand("scene:beam_scene")


@pytest.mark.parametrize(
    "typed",
    ["ask marta about the watches", "ask her about clock", "ask about the watches", "talk to marta about clock"],
)
def test_a_person_who_is_here_can_be_asked(session: Session, typed: str) -> None:
    assert said(session, typed) == "Marta Lind: One shows the time."


@pytest.mark.parametrize("typed", ["ask marta about the gong", "ask marta about bread"])
def test_what_is_not_known_yet_is_not_told_and_what_can_be_asked_is(session: Session, typed: str) -> None:
    assert said(session, typed) == (
        "Marta Lind has nothing to tell about that now. You could ask Marta Lind about: watches."
    )


def test_topics_are_listed_with_people_and_when_one_talks(session: Session) -> None:
    session.do("scene:sitting")
    line = "You could ask Marta Lind about: watches, the gong."
    assert line in " ".join(told.words for told in people(session))
    assert said(session, "talk to marta") == line


def test_somebody_who_is_elsewhere_cannot_be_asked(session: Session) -> None:
    assert said(session, "ask joris about the badge") == "Joris is not here. Here: Marta Lind."


def test_nothing_changes_by_looking_and_asking(session: Session, tmp_path: Path) -> None:
    state, steps = session.state, len(session.played)
    out = io.StringIO()
    PlainClient(Opened(session), tmp_path, io.StringIO("x beam\nask marta about watches\n"), out).run()
    assert "Rust, and rain on it." in out.getvalue()
    assert "Marta Lind: One shows the time." in out.getvalue()
    assert (session.state, len(session.played)) == (state, steps)


async def test_the_app_tells_them_too(session: Session, tmp_path: Path) -> None:
    app = EightWings(session.story, tmp_path, Opened(session))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        for line in ("x steel", "ask marta about clock"):
            await pilot.press(*(letter if letter != " " else "space" for letter in line), "enter")
            await pilot.pause()
        assert "Rust, and rain on it." in screen_text(app)
        assert "One shows the time." in screen_text(app)


def test_what_is_only_told_is_nothing_that_proofs_are_about(session: Session) -> None:
    other = story_of(HALL.replace("Rust, and rain on it.", "Dust.").replace("One shows the time.", "No."))
    assert logic_mark(session.story, (), "x") == logic_mark(other, (), "x")


def test_at_a_question_a_look_is_asked_back() -> None:
    pack = HALL.replace("text: You sit.", "text: You sit.\n    ask: q").replace(
        "endings:", "questions: { q: { text: What?, answer: a chair, cites: todo } }\nendings:"
    )
    session = Session(story_of(pack), 1)
    session.do("scene:sitting")
    assert isinstance(understand(session, "x beam"), AskBack)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("In the corner stands a *stove*.", True), ("In the corner stands a *beam*.", False),
        ("marta: You *must* go.", False), ("It is *not at all what you think*.", False), ("A **stove**.", False),
    ],
)  # fmt: skip
def test_what_stands_out_and_cannot_be_looked_at_is_remarked(text: str, found: bool) -> None:
    assert ("EW977" in codes(HALL.replace("text: You sit.", f"text: '{text}'"))) is found


def test_it_is_not_asked_of_packs_in_which_one_cannot_look_at_things() -> None:
    assert "EW977" not in codes("pack: P\nscenes:\n  a:\n    text: A *stove*.\n    end: e\nendings: { e: Done. }\n")


@pytest.mark.parametrize("look", ["A text.", "[beam]", "{ '|': Rust. }", "{ beam: }"])
def test_what_is_no_list_of_names_with_texts_is_found(look: str) -> None:
    pack = HALL.replace("    look: { chair: It creaks., beam: From here it is only a line. }", f"    look: {look}")
    assert [code for code in codes(pack) if code.startswith("EW")]


def test_the_help_names_only_what_there_is_in_the_story() -> None:
    bare = story_of("pack: P\nscenes: { s: { text: T., choices: [{ choose: Go, end: e }] } }\nendings: { e: E }\n")
    words = "\n".join(help_lines(bare))
    assert "look, look at the beam" in words
    for absent in ("achievements", "documents", "  map ", "  sources", "  debrief"):
        assert absent not in words
    assert len(help_lines(load("tests/packs/harbour"))) == len(all_help_lines())


MEETING = """\
pack: The meeting
start: gate
places:
  gate: { name: The gate, text: In his hut the guard dries a newspaper., exits: { north: room, east: yard } }
  room: { name: The room }
  yard: { name: The yard, text: Gravel., exits: { east: shed } }
  shed: { name: The shed }
people:
  marta: { name: Marta Lind, at: yard, fictional: true, asked_about: { clock: It is fast. } }
  joris: { name: Joris, fictional: true, asked_about: { badge: It is ugly. } }
  radu: { name: Radu, fictional: true, asked_about: { tea: It is cold. } }
scenes:
  sit:
    title: Sit down among them
    at: room
    again: true
    text: "joris: There is a chair. The cats have the others."
    goto: agenda
  agenda:
    text: Papers are handed round.
    choices:
      - { choose: Read them, goto: chair }
      - { choose: Go out, move: gate, goto: outside }
      - { choose: Leave, again: true }
  chair:
    title: Take the chair
    with: radu
    choices: [{ choose: Nod, end: e }]
  outside:
    choices: [{ choose: Breathe, end: e }]
endings: { e: The end. }
"""


@pytest.fixture
def meeting() -> Session:
    session = Session(story_of(MEETING), 1)
    session.walk("room")
    return session


def test_whoever_has_spoken_in_a_meeting_can_be_asked_while_it_lasts(meeting: Session) -> None:
    assert said(meeting, "ask joris about badge") == "Joris is not here. Here: nobody."
    meeting.do("scene:sit")
    assert said(meeting, "ask joris about badge") == "It is ugly."
    assert said(meeting, "who") == "Here: Joris."
    meeting.do("agenda/read_them")
    assert said(meeting, "ask joris about badge") == "It is ugly."
    assert said(meeting, "who") == "Here: Radu, Joris."


@pytest.mark.parametrize("leaves", ["agenda/go_out", "agenda/leave"])
def test_who_has_left_a_meeting_asks_nobody_in_it_any_more(meeting: Session, leaves: str) -> None:
    meeting.do("scene:sit")
    meeting.do(leaves)
    assert said(meeting, "ask joris about badge") == "Joris is not here. Here: nobody."


@pytest.mark.parametrize(
    ("steps", "where"),
    [(["scene:sit"], "something with Joris"), (["scene:sit", "agenda/read_them"], "“Take the chair”")],
)
@pytest.mark.parametrize("typed", ["go north", "n", "go to the yard"])
def test_who_cannot_walk_away_hears_what_comes_first(
    meeting: Session, steps: list[str], where: str, typed: str
) -> None:
    for step in steps:
        meeting.do(step)
    assert said(meeting, typed).startswith(
        f"Not yet: you are in the middle of {where}. First choose one of the numbers. Possible here: "
    )


def test_who_is_at_the_end_is_not_told_to_choose(meeting: Session) -> None:
    for step in ("scene:sit", "agenda/read_them", "chair/nod"):
        meeting.do(step)
    assert said(meeting, "go north") == "The story is over: there is nothing to choose from."


@pytest.mark.parametrize(
    "typed", ["talk to guard", "talk to the guard", "ask the guard about the rain", "hello guards"]
)
def test_who_only_stands_in_the_text_is_said_to_do_so(typed: str) -> None:
    session = Session(story_of(MEETING), 1)
    name = "guards" if typed.endswith("s") else "guard"
    assert said(session, typed) == (
        f"The story mentions “{name}”, but there is nobody by that name to talk to. Here: nobody."
    )


@pytest.mark.parametrize(
    ("where", "typed", "expected"),
    [
        ("gate", "talk to the cook", "Nobody here is called “cook”. Here: nobody."),
        ("yard", "talk to guard", "Nobody here is called “guard”. Here: Marta Lind."),
        ("gate", "talk to the hut keeper", "Nobody here is called “hut keeper”. Here: nobody."),
        ("gate", "talk to news", "Nobody here is called “news”. Here: nobody."),
    ],
)
def test_who_does_not_stand_in_what_there_is_to_read_here_is_not(where: str, typed: str, expected: str) -> None:
    session = Session(story_of(MEETING), 1)
    if where != "gate":
        session.walk(where)
    assert said(session, typed) == expected


def test_what_a_scene_tells_counts_as_read_while_one_is_there(meeting: Session) -> None:
    meeting.do("scene:sit")
    assert said(meeting, "talk to the cat").startswith("The story mentions “cat”")
    meeting.do("agenda/leave")
    assert said(meeting, "talk to the cat").startswith("The story mentions “cat”")
    meeting.walk("gate")
    assert said(meeting, "talk to the cat").startswith("Nobody here is called “cat”")

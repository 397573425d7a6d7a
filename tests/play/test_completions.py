"""Completing a typed line: what is offered is understood, and nothing is offered that the player does not know."""

from __future__ import annotations

import random
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.engine import EndlessLoop, Refused
from game.play.command_types import AskBack, Command, DoCommand, Say, Show, WaitCommand, WalkCommand
from game.play.commands import understand
from game.play.completions import completions, possible_lines
from game.play.known_places import known_places
from game.play.session import Session
from game.play.surroundings import met
from game.story.model.story import Story
from game.story.packs import load
from tests.drawn_packs import DEAREST, MOVES, SEEDS, pack_from, story_from
from tests.play.corridor import CORRIDOR, asked, in_the_council, in_the_hall
from tests.story.inline import DOSSIER, story_of

#: What lines begin with that take a name, and a letter or two of those that need none.
BEGUN = (
    "g", "go ", "go to ", "go to the", "walk to ", "talk ", "talk to ", "ask ", "ask him about ", "x ", "look at ",
    "read ", "take ", "notes ", "who is ", "where is ", "wait ", "wait until ", "back to ", "load ", "n", "no", "s",
    "e", "w", "u", "/", "/n", "t", "the ", "i", "a", "l", "d", "p", "q", "h", "st", "un",
)  # fmt: skip
NOT_UNDERSTOOD = (
    "does not lead anywhere", "There is no place", "There is no open way", "Nobody here is called", "is not here",
    "no more to see", "nothing more to say", "nothing to tell", "To whom", "Whom do you", "Which one", "Where to?",
    "Until when", "First this", "You have met nobody", "There is no number", "cannot go",
    "Nothing here is yours", "No saved play",
)  # fmt: skip


def lines_of(session: Session) -> list[str]:
    """Beginnings worth trying here: the usual ones, and those of everything that is offered."""
    return [*BEGUN, *(label[: at + 1] for label in session.labels for at in range(0, len(label) - 1, 7))]


def is_understood(session: Session, command: Command) -> bool:
    """Whether a command is one that can be carried out and says what was asked."""
    match command:
        case DoCommand(action):
            return action in {option.id for option in session.options}
        case WalkCommand(place):
            return session.is_roaming and session.place is not None and session.place.id != place
        case AskBack():
            return False
        case Say(told):
            first = told[0].words if told else ""
            return bool(told) and not any(words in first for words in NOT_UNDERSTOOD)
        case Show() | WaitCommand():
            return True


def check(session: Session) -> None:
    for typed in lines_of(session):
        for line in completions(session, typed, lambda: ["before-the-gong"]):
            assert line.startswith(typed)
            assert len(line) > len(typed)
            assert is_understood(session, understand(session, line)), (typed, line)


def test_every_completion_in_the_main_adventure_is_understood() -> None:
    session, chance = Session(load("hq"), 3), random.Random(5)
    for number in range(160):
        if session.is_over:
            break
        if number % 16 == 0:
            check(session)
        session.do("pass" if session.question else chance.choice(session.options).id)


@given(st.binary(max_size=400).map(pack_from), SEEDS, MOVES)
@DEAREST
def test_every_completion_in_a_drawn_pack_is_understood_and_can_be_carried_out(
    written: str, seed: int, moves: list[int]
) -> None:
    with suppress(EndlessLoop):
        session = Session(story_from(written), seed)
        for move in moves[:8]:
            if session.is_over:
                break
            check(session)
            check_walks(session)
            with suppress(Refused):
                session.do(session.options[move % len(session.options)].id)


def check_walks(session: Session) -> None:
    """Where a completed line walks to, one comes, or something happens on the way."""
    for line in completions(session, "go to ", most=3):
        command = understand(session, line)
        if isinstance(command, WalkCommand):
            steps = len(session.played)
            turn = session.walk(command.place)
            assert turn.events
            session.undo(len(session.played) - steps)


@pytest.mark.parametrize("session", [in_the_hall(), in_the_council()], ids=["roaming", "in a scene"])
def test_every_completion_in_the_corridor_is_understood(session: Session) -> None:
    check(session)


@pytest.mark.parametrize(
    ("typed", "best"),
    [
        ("go to ", "go to the council room"),
        ("go to the e", "go to the east porch"),
        ("go co", "go council room"),
        ("walk into the l", "walk into the landing"),
        ("GO N", "GO North"),
        ("x d", "x draft communiqué"),
        ("look at the d", "look at the draft communiqué"),
        ("who is j", "who is Joris"),
        ("where is the la", "where is the landing"),
        ("Wait on", "Wait on the bench"),
        ("wait o", "wait on the bench"),
        ("inv", "inventory"),
        ("/inv", "/inventory"),
        ("load be", "load before-the-gong"),
        ("delete be", "delete before-the-gong"),
        ("land", "landing"),
        ("settings theme ev", "settings theme evening"),
        ("settings ask before leaving y", "settings ask before leaving yes"),
        ("no", "north: the council room"),
        ("eas", "east: the east porch"),
    ],
)
def test_the_best_completion(typed: str, best: str) -> None:
    found = completions(in_the_hall(), typed, lambda: ["before-the-gong"])
    assert found[0].casefold() == best.casefold()
    assert found[0].startswith(typed)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ask ines about b", ["ask ines about boats", "ask ines about boat"]),
        ("ask her about ", ["ask her about boats", "ask her about boat"]),
        ("ask about b", ["ask about boats", "ask about boat"]),
        ("ask i", ["ask ines Moreau about boats"]),
        ("talk to har", []),
        ("Talk to the", ["Talk to the harbour master "]),
        ("read the n", ["read the notice at the harbour office"]),
        ("notice", ["notice at the harbour office"]),
    ],
)
def test_people_are_talked_to_and_documents_read_by_what_they_are_called(
    harbour: Story, typed: str, found: list[str]
) -> None:
    session = Session(harbour, 7)
    session.do(session.options[0].id)
    session.walk("office")
    completed = completions(session, typed)
    assert [line.strip() for line in completed[: max(len(found), 1)]] == [line.strip() for line in found]


def test_what_is_noted_is_completed_behind_notes_and_nothing_else(harbour: Story) -> None:
    session = Session(harbour, 7)
    session.do(session.options[0].id)
    session.walk("office")
    assert completions(session, "notes ") == []
    session.do("scene:talk_to_ines")
    session.do("talk_to_ines/ask_about_the_bell")
    assert completions(session, "notes ") == [
        "notes the bell", "notes Who made it", "notes bell", "notes makers",
    ]  # fmt: skip


# What is not completed


@pytest.mark.parametrize("question", ["bells", "times", "word", "which"])
def test_an_answer_is_never_completed(question: str) -> None:
    session = asked(question)
    assert session.question is not None
    asides = {"pass", "notebook", "hint"}
    for letter in "abcdefghijklmnopqrstuvwxyz0123456789":
        assert set(completions(session, letter)) <= asides, letter
    for typed in ("/p", "/n"):
        assert {line[1:] for line in completions(session, typed)} <= asides
    for answer in ("8", "wait and", "a ring", "Look to", "Peo", "go ", "x ", "notes "):
        assert completions(session, answer) == []
    assert completions(session, "pas") == ["pass"]
    assert completions(session, "noteb") == ["notebook"]


def test_a_look_into_the_notebook_that_was_had_is_not_completed_again() -> None:
    session = asked("bells")
    session.do("lookup")
    assert completions(session, "noteb") == []


def test_that_pass_is_completed_says_nothing_of_the_answer() -> None:
    pack = CORRIDOR.replace("answer: [wait and see, a ringing]", "answer: [pass]")
    session = Session(story_of({"pack.yaml": pack, "almanac.yaml": DOSSIER}), 1)
    session.walk("council")
    session.do("scene:seats")
    session.do("seats/say")
    assert completions(session, "pa") == ["pass"]


def everything_completed(session: Session) -> str:
    letters = "abcdefghijklmnopqrstuvwxyz"
    begun = [
        *BEGUN,
        *letters,
        *(f"{verb} {letter}" for verb in ("go to", "go", "who is", "where is", "ask") for letter in letters),
    ]
    return "\n".join(line for typed in begun for line in completions(session, typed, most=99)).casefold()


def test_places_and_people_that_one_has_not_come_across_are_not_given_away() -> None:
    session = in_the_hall()
    completed = everything_completed(session)
    assert "council room" in completed  # an exit leads there
    assert "joris" in completed
    for unknown in ("attic", "germany", "priya", "walter"):
        assert unknown not in completed, unknown
    session.walk("landing")
    assert "attic" in everything_completed(session)


def test_at_the_beginning_of_the_main_adventure_nobody_is_named_whom_one_has_not_met() -> None:
    session = Session(load("hq"), 3)
    completed, known = everything_completed(session), set(met(session))
    labels = " ".join(session.labels).casefold()
    places = {place.id for place in known_places(session)}
    for id_, person in session.story.people.items():
        assert id_ in known or person.name.casefold() not in completed or person.name.casefold() in labels
    for id_, place in session.story.places.items():
        assert id_ in places or place.name.casefold() not in completed.split("\n")
    assert len(known) < len(session.story.people)
    assert len(places) < len(session.story.places)


def test_a_place_with_no_open_way_to_it_is_not_completed() -> None:
    session = in_the_hall()
    session.do("scene:bench")
    session.walk("council")
    assert "go to the hall" in completions(session, "go to ")
    session.do("scene:seats")
    assert completions(session, "go to ") == []  # in a scene one does not walk away


@pytest.mark.parametrize("typed", ["", " ", "  go", "\t", "g" * 500, "xyzzy", "go to the xyzzy"])
def test_what_begins_nothing_is_not_completed(typed: str) -> None:
    assert completions(in_the_hall(), typed) == []


def test_after_the_end_only_what_can_be_done_then_is_completed() -> None:
    session = in_the_hall()
    session.wait("scene:bench", 17 * 60)
    assert session.is_over
    assert completions(session, "go to ") == []
    assert completions(session, "u") == ["undo"]
    assert "transcript" in completions(session, "t")
    assert "picture" in completions(session, "p")
    assert "restart" in completions(session, "r")
    check(session)


# All of it in a list


def test_every_line_of_the_list_of_all_that_can_be_done_is_understood() -> None:
    session, chance = Session(load("hq"), 3), random.Random(5)
    for number in range(120):
        if number % 20 == 0:
            lines = possible_lines(session, lambda: ["before-the-gong"])
            assert len({line.casefold() for line in lines}) == len(lines)
            for line in lines:
                assert is_understood(session, understand(session, line)), line
        session.do("pass" if session.question else chance.choice(session.options).id)
        if session.is_over:
            session = Session(load("hq"), number)


def test_the_list_is_empty_while_a_question_waits() -> None:
    assert possible_lines(asked("word")) == []

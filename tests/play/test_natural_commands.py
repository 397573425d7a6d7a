"""What players type of their own accord, one sentence a row: what it comes to, and that none does harm."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from game.app.application import EightWings
from game.engine import AnswerGiven
from game.plain import PlainClient
from game.play.commands import AskBack, DoCommand, Say, Show, WaitCommand, WalkCommand, understand
from game.play.narration import tell, told
from game.play.opening import Opened
from game.play.session import Session
from game.story.packs import load
from tests.play.corridor import CORRIDOR, asked, in_the_council, in_the_hall
from tests.story.inline import DOSSIER, story_of

SITUATIONS = {
    "hall": in_the_hall, "council": in_the_council,
    **{name: (lambda name=name: asked(name)) for name in ("bells", "times", "word", "which")},
}  # fmt: skip
BENCH, ROW = "seats/wait_on_the_bench_behind_the", "seats/sit_at_the_end_of_the"
PROMISE, LOOK_TO = "seats/thank_her_and_promise_to_carry", "answer:look_to_the_tower"

#: Where, what is typed, what comes of it. A text is the beginning of what is said; with `?` in front it is asked back.
TABLE: list[tuple[str, str, object]] = [
    *(("hall", typed, "You are here: The hall (The west wing, ground floor). It is 09:00.") for typed in (
        "where", "where am i", "Where am I?", "where is this",
    )),
    *(("hall", typed, "Here: Joris (guard).") for typed in (
        "who", "who is here", "Who's here?", "anyone here", "who is around",
    )),
    *(("hall", typed, "North: The council room") for typed in ("exits", "ways out", "where can i go", "list exits")),
    *(("hall", typed, "It is 09:00.") for typed in (
        "goals", "what now", "what next", "What can I do?", "what should i do", "time", "what time is it", "status",
    )),
    ("hall", "people", Show("people")),
    ("hall", "list people", Show("people")),
    ("hall", "people joris", Show("people", "joris")),
    *(("hall", typed, Show("deadlines")) for typed in ("deadlines", "deadline", "/deadlines")),
    *(("hall", typed, Show("source", "2.2")) for typed in (
        "2.2", "[2.2]", "source 2.2", "mark 2.2", "Mark [2.2]", "/source 2.2", "[Donald Trump, 2.2]", "fact 2.2",
    )),
    *(("hall", typed, Show("notes")) for typed in (
        "notes", "notebook", "read notebook", "read my notes", "open the notebook", "look at the notebook",
    )),
    *(("hall", typed, "You carry") for typed in ("i", "inventory", "what do i have", "open my bag")),
    *(("hall", typed, "The draft communiqué") for typed in ("read draft", "x draft", "draft", "look at the draft")),
    *(("hall", typed, "You have the draft communiqué.") for typed in (
        "use draft", "give draft to joris", "drop the draft", "show draft to joris",
    )),
    ("hall", "take draft", "You have the draft communiqué already."),
    *(("hall", typed, "The hall (The west wing, ground floor)") for typed in ("look", "l", "look around", "x hall")),
    *(("hall", typed, "Joris, guard") for typed in ("x joris", "examine guard", "who is joris", "look at the guard")),
    ("hall", "who is priya", "You have met nobody called “priya” yet."),
    ("hall", "where is joris", "Joris is here."),
    ("hall", "where is the attic", "The attic (The west wing, floor 2)."),
    *(("hall", typed, "Joris has nothing more to say to you at the moment.") for typed in (
        "talk to guard", "talk to joris", "talk to him", "speak with Joris", "hello joris",
    )),
    ("hall", "talk", "To whom? Here: Joris."),
    ("hall", "hello", "To whom? Here: Joris."),
    ("hall", "talk to priya", "Priya Nair is not here. Here: Joris."),
    ("hall", "talk to the king", "Nobody here is called “king”."),
    *(("hall", typed, "Joris has nothing to tell about that now.") for typed in (
        "ask joris about the gong", "ask him about the gong", "ask about the weather", "ask where the toilets are",
    )),
    *(("hall", typed, Show("help")) for typed in ("help", "help me", "?", "commands")),
    *(("hall", typed, "Joris needs nothing of the kind from you just now.") for typed in (
        "help joris", "thank him", "thank joris", "thanks",
    )),
    ("hall", "help priya", "Priya Nair is not here."),
    *(("hall", typed, DoCommand("scene:bench")) for typed in (
        "wait", "z", "wait on bench", "wait on the bench", "sleep", "wait a while", "please wait",
    )),
    ("hall", "bench", "?Did you mean 1, “Wait on the bench”? `yes` or `1` takes it."),
    ("hall", "x bench", "?Did you mean 1"),
    ("hall", "take bench", "?Did you mean 1"),
    *(("hall", typed, WaitCommand("scene:bench", 600)) for typed in (
        "wait until 10:00", "wait until 10", "wait till 10.00", "wait an hour", "wait for 60 minutes", "until 10",
    )),
    *(("hall", typed, WaitCommand("scene:bench", 650)) for typed in (
        "wait until the gong", "until the gong", "wait for the gong", "wait until something happens",
    )),
    ("hall", "wait until 2", WaitCommand("scene:bench", 14 * 60)),
    ("hall", "wait until 8:00", "It is 09:00 already."),
    ("hall", "wait until half past nine", "Until when? It is 09:00."),
    *(("hall", typed, DoCommand("go:north")) for typed in (
        "n", "go north", "please go north", "i want to go north", "north please", "the council room",
    )),
    ("hall", "go floor 1", WalkCommand("landing")),
    ("hall", "go to the second floor", WalkCommand("attic")),
    ("hall", "floor 2", WalkCommand("attic")),
    ("hall", "go floor 7", "There is no floor 7 here"),
    ("hall", "go germany", WalkCommand("office")),
    ("hall", "go wing 2", WalkCommand("porch")),
    ("hall", "attic", WalkCommand("attic")),
    ("hall", "go upstairs", DoCommand("go:up")),
    ("hall", "go back to the attic", WalkCommand("attic")),
    ("hall", "go back", "You have not been anywhere but in the hall."),
    ("hall", "go", "Where to?"),
    ("hall", "restart", "`back to 0` leads to the beginning"),
    ("hall", "yes", "Nothing was asked just now."),
    *(("hall", typed, f"“{typed}” does not lead anywhere here.") for typed in (
        "sit down", "open door", "kick joris", "sing", "xyzzy",
    )),
    ("council", "wait", DoCommand("seats/hum")),
    ("council", "wait on bench", "?Did you mean 1, “Wait on the bench behind the Americans”?"),
    ("council", "bench", "?Did you mean 1"),
    ("council", "wait on the bench behind americans", DoCommand(BENCH)),
    ("council", "sit beside walt", "?Did you mean 2"),
    ("council", "sit at the end of the row beside walter briscoe", DoCommand(ROW)),
    ("council", "thank her", "?Did you mean 3, “Thank her and promise to carry her two words”?"),
    ("council", "thank priya", "?Did you mean 3"),
    ("council", "thank her and promise to carry two words", DoCommand(PROMISE)),
    ("council", "sign", "?Did you mean 4, “Do not sign”?"),
    ("council", "do sign", "?Did you mean 4"),
    ("council", "ask priya about the clock", DoCommand("seats/ask_about_the_clock")),
    ("council", "anwser", "?Did you mean 6, “Answer”?"),
    ("council", "help priya", "Priya Nair needs nothing of the kind"),
    ("council", "talk to priya", "You are with Priya Nair already: choose one of the numbers."),
    ("council", "who is here", "Here: Priya Nair (conference secretary)."),
    ("council", "go north", "Not yet: you are in the middle of “Take your seat”. First choose one of the numbers."),
    ("bells", "80", DoCommand(AnswerGiven("80"))),
    ("bells", "1", "?First the question. Is “1” your answer?"),
    ("bells", "3", DoCommand(AnswerGiven("3"))),
    ("times", "once", DoCommand(AnswerGiven("once"))),
    ("times", "1", "?First the question. Is “1” your answer?"),
    ("word", "1", "?First the question. Is “1” your answer?"),
    ("word", "wait and see", DoCommand(AnswerGiven("wait and see"))),
    ("word", "look", "First the question: type your answer"),
    ("word", "read the notebook", DoCommand("lookup")),
    ("word", "status", "It is 09:00."),
    *(("word", typed, f"?First the question. Is “{typed}” your answer?") for typed in (
        "go north", "people", "time", "wait", "who is here", "exits", "ask priya about it", "help priya", "thank her",
    )),
    ("which", "look", "First the question: choose one of the answers."),
    ("which", "l", "First the question: choose one of the answers."),
    ("which", "look to the tower", DoCommand(LOOK_TO)),
    *(("which", typed, DoCommand(LOOK_TO)) for typed in (
        "I think it is: look to the tower", "it is look to the tower", "I would say look to the tower",
    )),
    ("which", "tower", "?Did you mean"),
    ("which", "people", DoCommand("answer:people")),
    ("which", "who is here", "Here: Priya Nair"),
    ("which", "notebook", DoCommand("lookup")),
    ("which", "thank her", "First the question: choose one of the answers."),
]  # fmt: skip


@pytest.mark.parametrize(("where", "typed", "wanted"), TABLE, ids=[f"{where}: {typed}" for where, typed, _ in TABLE])
def test_what_players_type(where: str, typed: str, wanted: object) -> None:
    session = SITUATIONS[where]()
    command = understand(session, typed)
    if not isinstance(wanted, str):
        assert command == wanted
        return
    assert isinstance(command, AskBack if wanted.startswith("?") else Say), command
    assert command.lines[0].words.startswith(wanted.removeprefix("?"))


def test_there_are_more_than_a_hundred_of_them() -> None:
    assert len(TABLE) > 130


def test_yes_takes_what_was_asked_back_about_and_no_does_not() -> None:
    session = in_the_council()
    command = understand(session, "thank her")
    assert isinstance(command, AskBack)
    assert understand(session, "yes", command.action) == DoCommand(PROMISE)
    assert understand(session, "no", command.action) == Say(understand(session, "no", command.action).lines)  # type: ignore[union-attr]
    assert isinstance(understand(session, "yes", "seats/never_offered"), Say)


def test_going_back_leads_to_where_one_came_from() -> None:
    session = in_the_hall()
    session.walk("attic")
    assert understand(session, "go back") == WalkCommand("landing")


def test_waiting_goes_on_until_the_time_is_there_and_no_longer() -> None:
    session = in_the_hall()
    session.wait("scene:bench", 570)
    assert session.story.clock is not None
    assert session.story.clock.get(session.state.memory) == 570
    assert len(session.played) == 3


def test_waiting_is_told_at_a_stretch_and_then_what_happens() -> None:
    session = in_the_hall()
    turn = session.wait("scene:bench", 17 * 60)
    words = [line.words for line in tell(session.story, session.state, turn.events)]
    assert words[:3] == ["A quarter of an hour goes by.", "2 hours pass. It is 11:00.", "A gong."]
    assert len(session.played) == 9


def test_waiting_ends_with_what_happens() -> None:
    session = in_the_hall()
    session.wait("scene:bench", 17 * 60)
    assert session.is_over
    assert session.story.clock is not None
    assert session.story.clock.get(session.state.memory) == 660


@pytest.mark.parametrize("typed", ["go in", "in"])
def test_going_in_is_what_is_offered_so_where_no_way_leads_in(typed: str) -> None:
    pack = CORRIDOR.replace("title: Wait on the bench\n    at: hall", "title: Go in before the gong\n    at: hall")
    session = Session(story_of({"pack.yaml": pack, "almanac.yaml": DOSSIER}), 1)
    assert understand(session, typed) == AskBack(
        [told("message", "Did you mean 1, “Go in before the gong”? `yes` or `1` takes it.")], "scene:bench"
    )


def test_several_words_of_one_scene_open_it_without_asking_back() -> None:
    assert understand(in_the_hall(), "wait bench") == DoCommand("scene:bench")
    choice = understand(in_the_council(), "two words")  # a choice of a list may cost something
    assert isinstance(choice, AskBack)


def test_where_only_one_thing_can_be_done_a_word_of_it_is_enough() -> None:
    scene = "s: { text: T., choices: [{ choose: Leave it to the rain, id: leave, end: e }] }"
    only = f"pack: P\nscenes: {{ {scene} }}\nendings: {{ e: E }}\n"
    assert understand(Session(story_of(only), 1), "leave") == DoCommand("s/leave")


def test_one_goes_to_somebody_by_name_and_to_a_place_by_the_whole_of_it() -> None:
    assert understand(in_the_hall(), "go to nair") == WalkCommand("council")
    assert understand(in_the_hall(), "go to priya") == WalkCommand("council")
    assert understand(in_the_hall(), "go to Germany, floor 1") == WalkCommand("office")


def test_reading_is_what_a_scene_offers_where_it_offers_it() -> None:
    choices = "[{ choose: Let them go, id: go, end: e }, { choose: Sit down and read, id: sit, end: e }]"
    session = Session(
        story_of(f"pack: P\nscenes: {{ s: {{ text: T., choices: {choices} }} }}\nendings: {{ e: E }}\n"), 1
    )
    meant = understand(session, "read")
    assert isinstance(meant, AskBack)
    assert meant.action == "s/sit"


def test_what_comes_by_itself_is_no_place_to_go_to() -> None:
    command = understand(in_the_hall(), "go to the meeting")
    assert isinstance(command, Say)
    assert command.lines[0].words == "That comes to you."


def test_where_one_can_wait_is_told_before_anybody_has_been_there() -> None:
    pack = CORRIDOR.replace("start: hall", "start: attic").replace("    on_arrival: true\n    priority: 9", "")
    from_the_attic = Session(story_of({"pack.yaml": pack, "almanac.yaml": DOSSIER}), 1)
    command = understand(from_the_attic, "wait until the gong")
    assert isinstance(command, Say)
    assert command.lines[0].words == "Time passes here only by what you do. One can wait in the hall."


def test_where_one_can_wait_is_told_elsewhere() -> None:
    session = in_the_hall()
    session.walk("landing")
    command = understand(session, "wait")
    assert isinstance(command, Say)
    assert command.lines[0].words == "Time passes here only by what you do. One can wait in the hall."


def test_in_the_plain_client_yes_takes_it(tmp_path: Path) -> None:
    session, out = in_the_council(), io.StringIO()
    PlainClient(Opened(session), tmp_path, io.StringIO("thank her\nyes\nyes\nwait until the gong\n"), out).run()
    assert [played.step.do for played in session.played if played.step][-1] == PROMISE
    assert "Nothing was asked just now." in out.getvalue()


async def test_in_the_app_yes_takes_it(tmp_path: Path) -> None:
    session = in_the_council()
    app = EightWings(session.story, tmp_path, Opened(session))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for line in ("thank her", "yes"):
            await pilot.press(*(letter if letter != " " else "space" for letter in line), "enter")
            await pilot.pause()
        assert [played.step.do for played in session.played if played.step][-1] == PROMISE


LOOSE = [
    "thank her", "thank him", "wait on bench", "look", "help priya", "bench", "where am i", "who is here", "exits",
    "read notebook", "people", "goals", "what now", "beam", "x notebook", "ask her", "sign", "wing", "yes", "no",
    "read draft",
]  # fmt: skip


def test_nothing_loosely_typed_takes_a_choice_in_the_main_adventure() -> None:
    session = Session(load("hq"), 3)
    for step in range(120):
        if session.is_over:
            break
        labels = {option.id: label for option, label in zip(session.options, session.labels, strict=True)}
        for typed in LOOSE:
            command = understand(session, typed)
            if isinstance(command, DoCommand) and isinstance(command.action, str) and command.action != "lookup":
                assert len(labels[command.action].split()) <= 3, (typed, labels[command.action])
        session.do("pass" if session.question else session.options[step % len(session.options)].id)

"""A right answer is an answer, even when its words are a command elsewhere; a slash in front makes a command of it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from game.app.application import EightWings
from game.engine import AnswerGiven
from game.engine.events import QuestionAnswered
from game.plain import PlainClient
from game.play.command_types import DoCommand, Say, Show
from game.play.command_words import COMMAND_VERBS
from game.play.commands import understand
from game.play.opening import Opened
from game.play.session import Session
from game.story.model.directions import DIRECTIONS
from tests.story.inline import DOSSIER, story_of

COMMANDS = [
    *COMMAND_VERBS, *DIRECTIONS, "n", "se", "l", "x", "i", "m", "q", "h", "undo 2", "back to 3", "go north",
    "look around", "pass", "skip", "I don't know", "notebook", "look it up", "save", "save test",
    "load", "unsaved", "2", "12", "theme morning", "settings line length narrow",
]  # fmt: skip


def asking(kind: str) -> Session:
    """A play in which a question of this kind waits."""
    pack = (
        "pack: Test\ndisclaimer: Invented, after an almanac of 1921.\nquestions:\n  q:\n    cites: bell\n"
        + "".join(f"    {line}\n" for line in kind.splitlines())
        + "scenes:\n  a:\n    text: Hello.\n    learn: bell\n    ask: q\n    end: e\nendings:\n  e: The end.\n"
    )
    return Session(story_of({"pack.yaml": pack, "almanac.yaml": DOSSIER}), 1)


def typed_question(answer: str) -> Session:
    return asking(f'text: What is it?\nanswer: ["{answer}", "another one"]')


@pytest.mark.parametrize("words", COMMANDS)
def test_a_right_answer_is_an_answer_whatever_command_it_is(words: str) -> None:
    assert understand(typed_question(words), words) == DoCommand(AnswerGiven(words))
    assert understand(typed_question(words), words.upper()) == DoCommand(AnswerGiven(words.upper()))


@pytest.mark.parametrize("words", COMMANDS)
def test_it_is_so_in_a_text_with_one_gap_too(words: str) -> None:
    assert understand(asking(f'cloze: "They had to [{words}|another] there."'), words) == DoCommand(AnswerGiven(words))


@pytest.mark.parametrize(
    ("words", "meant"),
    [("pass", DoCommand("pass")), ("notebook", DoCommand("lookup")), ("undo", Show("undo")), ("help", Show("help"))],
)
def test_a_command_that_is_not_right_is_a_command(words: str, meant: object) -> None:
    assert understand(typed_question("a bell"), words) == meant


@pytest.mark.parametrize(
    ("answer", "typed", "meant"), [("saved", "save", Show("save")), ("undoo", "undo", Show("undo"))]
)
def test_a_command_that_is_nearly_right_is_a_command(answer: str, typed: str, meant: object) -> None:
    assert understand(typed_question(answer), typed) == meant


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("/pass", DoCommand("pass")), ("/notebook", DoCommand("lookup")), ("/undo", Show("undo")),
        ("/undo 2", Show("undo", "2")),
        ("/help", Show("help")), ("/quit", Show("quit")), ("/save the bell", Show("save", "the bell")),
        ("/ map", Show("map")), ("/back to 3", Show("back", "3")),
    ],
)  # fmt: skip
def test_a_slash_in_front_makes_it_a_command(words: str, meant: object) -> None:
    assert understand(typed_question(words.strip("/ ")), words) == meant


@pytest.mark.parametrize("words", ["/look", "/n", "/north", "/go north", "/talk"])
def test_a_slash_makes_no_answer_of_what_waits_for_the_question(words: str) -> None:
    command = understand(typed_question(words.strip("/")), words)
    assert isinstance(command, Say)
    assert command.lines[0].words.startswith("First the question")


def test_an_answer_to_choose_from_can_be_a_command_too() -> None:
    answers = "".join(
        f"  - {kind}: {words}\n" for kind, words in (("right", "Pass"), ("wrong", "Help"), ("wrong", "Undo"))
    )
    session = asking(f"text: What did they do?\nanswers:\n{answers}")
    assert understand(session, "pass") == DoCommand("answer:pass")
    assert understand(session, "Help") == DoCommand("answer:help")
    assert understand(session, "/help") == Show("help")
    assert understand(session, "/pass") == DoCommand("pass")


def answered_right(session: Session) -> bool:
    events = [event for played in session.played for event in played.turn.events if isinstance(event, QuestionAnswered)]
    return [event.right for event in events] == [True]


@pytest.mark.parametrize("words", ["pass", "notebook", "quit", "2"])
def test_the_plain_client_takes_it_for_the_answer(words: str, tmp_path: Path) -> None:
    session = typed_question(words)
    out = io.StringIO()
    assert PlainClient(Opened(session), tmp_path, io.StringIO(f"{words}\n"), out).run() == 0
    assert answered_right(session)


@pytest.mark.parametrize("words", ["pass", "notebook", "quit", "2"])
async def test_the_app_takes_it_for_the_answer(words: str, tmp_path: Path) -> None:
    session = typed_question(words)
    app = EightWings(session.story, tmp_path, Opened(session))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press(*words, "enter")
        await pilot.pause()
        assert answered_right(session)


@pytest.mark.parametrize(
    ("words", "page", "about"),
    [("settings line length narrow", "settings", "line length narrow"), ("theme morning", "theme", "morning")],
)
def test_a_setting_and_its_value_are_set_and_never_graded(words: str, page: str, about: str) -> None:
    assert understand(typed_question("a bell"), words) == Show(page, about)  # type: ignore[arg-type]


@pytest.mark.parametrize("words", ["settings of the bell", "theme and variations", "settings line length of the bell"])
def test_words_that_only_begin_like_a_setting_are_an_answer(words: str) -> None:
    assert understand(typed_question("a bell"), words) == DoCommand(AnswerGiven(words))

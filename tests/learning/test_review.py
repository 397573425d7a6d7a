"""`eightwings review`: questions are asked without their story, graded, explained and put into the schedule."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from game.cli import main
from game.engine import begin as begin_story
from game.engine.rules import answer_order, asked_question, choose
from game.engine.state import AnswerGiven
from game.learning.practice.asked_in_turn import asked_in_turn
from game.learning.record.kept_answers import kept_answers
from game.learning.record.record_file import record_path
from game.learning.record.store import AnswerStore, NotRecorded
from game.play.sample_answers import right_answer
from game.play.session import Session
from game.story.model.story import Story
from tests.learning.conftest import answer, rows

Begin = Callable[..., Session]
Review = Callable[..., tuple[int, str, str]]


@pytest.fixture
def review(capsys: pytest.CaptureFixture[str], home: Path, midday: None, monkeypatch: pytest.MonkeyPatch) -> Review:
    """Runs `eightwings review` with these lines typed: its exit code, what it prints, and what it complains of."""
    monkeypatch.setattr("game.learning.practice.review_command.fresh_seed", lambda: 5)

    def call(*words: object, typed: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        code = main(["review", *map(str, words)])
        return code, *capsys.readouterr()

    return call


def right_words(quiz: Story, question: str) -> str:
    """What is typed to answer a question right in practice."""
    story = asked_in_turn(quiz, [question])
    state = begin_story(story, 5).state
    asked = asked_question(story, state)
    assert asked is not None
    action = right_answer(story, state, asked)
    if isinstance(action, AnswerGiven):
        return action.words
    order = answer_order(story, state, asked)
    return str(1 + [asked.answers[index].id for index in order].index(action.removeprefix("answer:")))


def test_who_wants_to_says_how_sure_they_are_before_the_verdict(review: Review, quiz: Story, pack: Path) -> None:
    first = quiz.question_order[0]
    code, out, _ = review(pack, "--confidence", "--new", "1", typed=f"{right_words(quiz, first)}\nperhaps\n3\n")
    assert code == 0
    assert out.index("How sure are you?") < out.index("\nRight: ")
    assert out.count("First say how sure you are") == 1  # after a word that says nothing of it
    assert rows("question, verdict, confidence") == [(first, "right", "sure")]


def test_an_answer_can_be_taken_back_before_it_is_graded_and_nothing_else_is_offered_meanwhile(
    review: Review, quiz: Story, pack: Path
) -> None:
    typed = f"70 kg\nundo\n{right_words(quiz, quiz.question_order[0])}\n2\n"
    _, out, _ = review(pack, "--confidence", "--new", "1", typed=typed)
    assert "Your answer is not given." in out
    assert "pass:" not in out.partition("How sure are you?")[2].partition("Your answer is not given.")[0]
    assert rows("verdict, confidence") == [("right", "not sure")]


@pytest.mark.parametrize("end", ["quit\n", ""])
def test_who_leaves_instead_of_saying_how_sure_they_are_has_answered(review: Review, pack: Path, end: str) -> None:
    review(pack, "--confidence", "--new", "2", typed=f"70 kg\n{end}")
    assert rows("verdict, confidence") == [("wrong", "")]


def test_a_wrong_answer_of_which_one_was_sure_is_explained_at_length(review: Review, pack: Path) -> None:
    _, out, _ = review(pack, "--confidence", "--new", "1", typed="70 kg\n3\nquit\n")
    assert "You were sure." in out


def test_nobody_is_asked_how_sure_they_are_who_does_not_want_to(review: Review, quiz: Story, pack: Path) -> None:
    _, out, _ = review(pack, "--new", "1", typed=f"{right_words(quiz, quiz.question_order[0])}\n")
    assert "How sure" not in out
    assert rows("confidence") == [("",)]


def test_each_kind_of_question_is_asked_graded_and_kept(review: Review, quiz: Story, pack: Path) -> None:
    typed = "".join(f"{right_words(quiz, id_)}\n" for id_ in quiz.question_order)
    code, out, err = review(pack, typed=typed)
    assert (code, err) == (0, "")
    assert "Practice: 0 questions due, 6 new." in out
    assert out.count("\nRight: ") == 6
    assert "It stands on the rim." in out
    assert out.count("Source: [") >= 6  # a right answer goes on; its passages are folded behind their marks
    assert out.count("It comes back in 10 minutes.") == 6
    assert "6 of 6 questions known at once." in out
    assert rows("question, verdict") == [(id_, "right") for id_ in quiz.question_order]
    assert {kept.play.occasion for kept in kept_answers(record_path())} == {"review"}


@pytest.mark.parametrize("id_", ["bell", "maker", "pilot", "tides", "pairs", "gaps"])
def test_a_question_alone_is_graded_as_in_its_story(quiz: Story, id_: str) -> None:
    story = asked_in_turn(quiz, [id_])
    state = begin_story(story, 1).state
    asked = asked_question(story, state)
    assert asked == quiz.questions[id_]
    for action, is_right in ((right_answer(story, state, asked), True), ("pass", False)):
        turn = choose(story, state, action)
        assert [event.right for event in turn.events if hasattr(event, "right")] == [is_right]
        assert asked_question(story, turn.state) is None


@pytest.mark.parametrize("name", ["harbour", "headquarters"])
def test_every_question_of_a_real_pack_can_be_asked_alone(name: str, request: pytest.FixtureRequest) -> None:
    whole: Story = request.getfixturevalue(name)
    for id_ in whole.question_order:
        story = asked_in_turn(whole, [id_])
        state = begin_story(story, 3).state
        asked = asked_question(story, state)
        assert asked is not None
        turn = choose(story, state, right_answer(story, state, asked))
        assert [event.right for event in turn.events if hasattr(event, "right")] == [True]


def test_what_is_not_known_comes_once_more_at_the_end(review: Review, pack: Path) -> None:
    out = review(pack, "--new", "2", typed="90\npass\n80\npass\n")[1]
    assert out.count("How heavy is the bell?") == 2
    assert out.count("; once more") == 2
    assert "0 of 2 questions known at once." in out
    assert rows("question, verdict") == [
        ("bell", "wrong"), ("maker", "passed"), ("bell", "right"), ("maker", "passed"),
    ]  # fmt: skip


def test_a_look_into_the_notebook_is_free_and_makes_it_hard(review: Review, pack: Path) -> None:
    out = review(pack, "--new", "1", typed="notebook\n80\n")[1]
    assert "Your notebook says: The bell of the foundry weighs 80 kg." in out
    assert "It comes back in 6 minutes." in out
    assert rows("verdict, lookups") == [("right", 1)]


def test_what_cannot_be_graded_is_asked_again(review: Review, pack: Path) -> None:
    out = review(pack, "--new", "1", typed="heavy\nundo\n80\n")[1]
    assert "1 of 1 question known at once." in out
    assert rows("verdict") == [("right",)]


@pytest.mark.parametrize("typed", ["80\nquit\n", "80\n"])
def test_it_can_be_stopped_at_any_question_and_what_was_answered_is_kept(
    review: Review, pack: Path, typed: str
) -> None:
    code, out, _ = review(pack, typed=typed)
    assert code == 0
    assert "1 of 1 question known at once. The others wait for the next time." in out
    assert rows("question, verdict") == [("bell", "right")]
    assert "maker" in review(pack, "--json")[1]


#: Whoever runs the tests in the background may have Ctrl+C ignored; here it is not.
UNIGNORED = (
    "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL)\nos.execv(sys.executable, sys.argv[1:])"
)


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal there")
@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, -signal.SIGINT), (signal.SIGKILL, -signal.SIGKILL)])
def test_whatever_ends_the_process_leaves_what_was_answered(
    pack: Path, home: Path, sent: signal.Signals, code: int
) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", UNIGNORED, sys.executable, "-m", "game", "review", str(pack)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("80\n")
    process.stdin.flush()
    seen = ""
    while "Who cast the bell?" not in seen:
        seen += process.stdout.readline()
    process.send_signal(sent)
    process.communicate(timeout=60)
    assert process.returncode in (code, 130)
    assert rows("question, verdict") == [("bell", "right")]


def test_without_a_name_of_a_pack_only_what_was_asked_before_is_practised(
    review: Review, begin: Begin, pack: Path
) -> None:
    import sqlite3

    answer(begin(), "bell", AnswerGiven("80"))
    connection = sqlite3.connect(record_path())
    connection.execute("UPDATE answers SET at = '2020-01-01T00:00:00.000Z'")
    connection.commit()
    connection.close()
    code, out, _ = review(typed="80\n")
    assert code == 0
    assert "Practice: 1 question due, 0 new." in out
    assert out.count("Question: ") == 1


def test_each_player_has_a_schedule_of_their_own(review: Review, pack: Path) -> None:
    review(pack, "--name", "Ana", "--new", "1", typed="80\n")
    assert json.loads(review(pack, "--name", "Ana", "--json")[1])["later_today"] == 1
    assert json.loads(review(pack, "--name", "Ben", "--json")[1])["later_today"] == 0


def test_programs_get_the_plan(review: Review, pack: Path) -> None:
    review(pack, "--new", "1", typed="80\n")
    shown = json.loads(review(pack, "--json")[1])
    assert shown["version"] == 1
    assert shown["due"] == []
    assert shown["later_today"] == 1
    assert shown["new"][0] == {"pack": "small-quiz", "question": "maker"}
    assert [day["due"] for day in shown["forecast"]] == [1, *[0] * 13]
    assert shown["topics"][0].keys() == {"pack", "topic", "name", "questions", "answered", "mastery"}


def test_the_plan_alone_asks_nothing(review: Review, pack: Path) -> None:
    code, out, _ = review(pack, "--plan")
    assert code == 0
    assert "Due now: 0 questions. New: 6." in out
    assert re.search(r"\n {2}0 %  +0 of 3  bell\n", out)
    assert not record_path().exists()


@pytest.mark.parametrize(
    ("words", "sentence", "code"),
    [
        ([], "There is nothing to practise yet: play a pack, or name one", 0),
        (["PACK", "--new", "0"], "Nothing is due now.", 0),
        (["nowhere"], "nowhere", 2),
    ],
)
def test_where_there_is_nothing_to_do_that_is_said(
    review: Review, pack: Path, words: list[str], sentence: str, code: int
) -> None:
    found, out, err = review(*[pack if word == "PACK" else word for word in words])
    assert found == code
    assert sentence in out + err


def test_without_a_record_there_is_no_practice(review: Review, pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EIGHTWINGS_RECORD", "0")
    code, _, err = review(pack)
    assert code == 2
    assert err == "Practice rests on the record of answers, and EIGHTWINGS_RECORD turns that off.\n"


def test_a_record_that_cannot_be_written_stops_no_practice(
    review: Review, pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> str:
        raise NotRecorded("The disk is full.")

    monkeypatch.setattr(AnswerStore, "write", full)
    code, out, err = review(pack, "--new", "2", typed="80\npass\n")
    assert (code, err) == (0, "")
    assert "1 of 2 questions known at once." in out
    assert "the play goes on: The disk is full." in out

"""How sure a player is: asked before the verdict, kept with the answer, and without influence on anything else."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from game.engine import AnswerGiven
from game.learning.gathering.gradebook import gradebook
from game.learning.gathering.saved_plays import read_saved_plays
from game.learning.results.table_text import gradebook_lines
from game.plain import PlainClient
from game.play.confidence import asks_how_sure
from game.play.debriefing import debrief, debriefing, debriefing_markdown
from game.play.opening import Opened, begin_play
from game.play.session import Session
from game.record.journal import JournalError, Step, read_record
from game.report.debrief_page import debrief_page
from tests.questions.conftest import PackOf, pack_of

__all__ = ["pack_of"]

TYPED = {"answer": "Paris", "because": "It is the capital."}
ASKED = {"confidence": "true"}
HOW_SURE = "How sure are you?"


def said(session: Session, typed: str, *, asking: bool = False) -> str:
    """What the client writes when this is typed."""
    out = io.StringIO()
    PlainClient(Opened(session), Path(), io.StringIO(typed), out, asking=asking).run()
    return out.getvalue()


def test_it_is_asked_between_the_answer_and_the_verdict(pack_of: PackOf):
    session = Session(pack_of(TYPED, pack=ASKED), 1)
    words = said(session, "Rome\n3\nquit\n")
    assert words.index("> Rome") < words.index(HOW_SURE) < words.index("“Rome” is not it")
    assert session.steps()[0].confidence == "sure"


def test_nobody_is_asked_without_wanting_it(pack_of: PackOf):
    session = Session(pack_of(TYPED), 1)
    assert HOW_SURE not in said(session, "Rome\nquit\n")
    assert session.steps()[0].confidence == ""


def test_a_player_can_want_it_where_the_pack_does_not(pack_of: PackOf):
    session = Session(pack_of(TYPED), 1)
    assert HOW_SURE in said(session, "Rome\n1\nquit\n", asking=True)
    assert session.steps()[0].confidence == "guess"


@pytest.mark.parametrize("typed", ["\nquit\n", "quit\n", ""])
def test_an_answer_is_given_also_by_who_says_nothing_leaves_or_is_cut_off(pack_of: PackOf, typed: str):
    session = Session(pack_of(TYPED, pack=ASKED), 1)
    assert "“Rome” is not it" in said(session, f"Rome\n{typed}")
    assert [step.answer for step in session.steps()] == ["Rome"]


def test_an_answer_can_be_taken_back_before_it_is_graded(pack_of: PackOf):
    session = Session(pack_of(TYPED, pack=ASKED), 1)
    words = said(session, "Rome\nundo\nParis\n2\nquit\n")
    assert "“Rome” is not it" not in words
    assert [(step.answer, step.confidence) for step in session.steps()] == [("Paris", "not sure")]


def test_what_cannot_be_graded_is_asked_back_first(pack_of: PackOf):
    session = Session(pack_of({"number": "5"}, pack=ASKED), 1)
    words = said(session, "4 or 5\nquit\n")
    assert HOW_SURE not in words
    assert not session.steps()


@pytest.mark.parametrize(
    ("keys", "action"),
    [({"poll": ["Yes", "No"]}, "answer:yes"), ({"open": "So."}, AnswerGiven("Yes")), (TYPED, "pass")],
)
def test_it_is_asked_only_where_something_can_be_right(pack_of: PackOf, keys, action):
    assert not asks_how_sure(Session(pack_of(keys, pack=ASKED), 1), action)


def test_an_answer_that_stands_is_not_asked_about_again(pack_of: PackOf):
    session = Session(pack_of(TYPED, pack={**ASKED, "answers": "locked"}), 1)
    session.do(AnswerGiven("Rome"), "sure")
    session.undo()
    assert not asks_how_sure(session, "first_answer")


@pytest.mark.parametrize("confidence", ["", "guess", "not sure", "sure"])
def test_it_changes_neither_state_nor_verdict(pack_of: PackOf, confidence: str):
    story = pack_of(TYPED)
    plain, session = Session(story, 1), Session(story, 1)
    assert session.do(AnswerGiven("Rome"), confidence) == plain.do(AnswerGiven("Rome"))


def test_it_is_kept_in_the_file_of_a_play_and_comes_back(pack_of: PackOf, tmp_path: Path):
    story = pack_of(TYPED, pack=ASKED)
    path = tmp_path / "ana.play.yaml"
    session = begin_play(story, path, 1).session
    session.do(AnswerGiven("Rome"), "sure")
    session.undo()
    session.do(AnswerGiven("Paris"), "guess")
    session.close()
    steps = read_record(path).steps
    assert [step.confidence for step in steps] == ["sure", "", "guess"]
    assert Session.resume(story, 1, steps)[0].steps()[-1].confidence == "guess"


@pytest.mark.parametrize("confidence", ["certain", "SURE"])
def test_a_file_that_says_something_else_is_no_play(pack_of: PackOf, tmp_path: Path, confidence: str):
    path = tmp_path / "ana.play.yaml"
    head = f'pack: "pack"\nfingerprint: "{pack_of(TYPED).fingerprint}"\nseed: 1\nsteps:\n'
    path.write_text(f"{head}{Step(answer='Rome', asked='q', confidence=confidence).line()}", "utf-8")
    with pytest.raises(JournalError):
        read_record(path)


def test_who_was_sure_and_wrong_reads_more(pack_of: PackOf):
    story = pack_of(TYPED, pack=ASKED)
    assert "You were sure." in said(Session(story, 1), "Rome\n3\nquit\n")
    assert "You were sure." not in said(Session(story, 1), "Rome\n2\nquit\n")
    assert "You were sure." not in said(Session(story, 1), "Paris\n3\nquit\n")


def test_the_debriefing_begins_with_what_was_wrong_though_sure(pack_of: PackOf):
    session = Session(pack_of(TYPED, pack=ASKED), 1)
    session.do(AnswerGiven("Rome"), "guess")
    session.do(session.options[0].id)
    session.do(AnswerGiven("Oslo"), "sure")
    found = debriefing(session)
    assert [miss.given for miss in found.missed] == ["Oslo", "Rome"]
    words = [line.words for line in debrief(session)]
    assert "When you were sure, 0 of 1 were right." in words
    assert "When you guessed, 0 of 1 were right." in words
    assert any(line.startswith("You said “Oslo”, and were sure.") for line in words)
    assert "You said “Oslo”, and were sure" in debriefing_markdown(found)
    assert "You said “Oslo”, and were sure" in debrief_page(found)


def test_results_show_how_often_each_pupil_was_right_when_sure(pack_of: PackOf, tmp_path: Path):
    story = pack_of(TYPED, pack=ASKED)
    for name, answer, confidence in (("ana", "Paris", "sure"), ("ben", "Rome", "sure"), ("cay", "Rome", "")):
        session = begin_play(story, tmp_path / "class" / f"{name}.play.yaml", 1).session
        session.do(AnswerGiven(answer), confidence)
        session.close()
    read = read_saved_plays(story, tmp_path / "class")
    lines = list(gradebook_lines(gradebook(story.id, read.answers, story, read.pupils), 100))
    at = next(number for number, line in enumerate(lines) if line.startswith("right when"))
    assert [line.split() for line in lines[at : at + 4]] == [
        ["right", "when", "sure", "not", "sure", "guess"], ["ana", "1", "of", "1", ".", "."],
        ["ben", "0", "of", "1", ".", "."], ["cay", ".", ".", "."],
    ]  # fmt: skip

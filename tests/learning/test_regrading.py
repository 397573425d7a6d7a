"""Recorded answers graded again, after a key was mended."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from game.engine.rules import answer_order, asked_question
from game.engine.state import AnswerGiven
from game.learning.record.kept_answers import kept_answers
from game.learning.record.record_file import record_path
from game.learning.results.regrading import regrade
from game.play.session import Session
from game.story.packs import load
from tests.learning.conftest import QUIZ, answer, ask
from tests.learning.test_results import Run, run  # noqa: F401 - a fixture

Begin = Callable[..., Session]


def order(session: Session, *wanted: str) -> AnswerGiven:
    """The letters that put these parts one behind the other, as they are shown."""
    question = asked_question(session.story, session.state)
    assert question is not None
    shown = [question.parts[index] for index in answer_order(session.story, session.state, question)]
    return AnswerGiven(" ".join("abc"[shown.index(part)] for part in wanted))


def pairs(session: Session, **wanted: str) -> AnswerGiven:
    """The numbers and letters that give each part this partner."""
    question = asked_question(session.story, session.state)
    assert question is not None
    shown = [question.partners[index] for index in answer_order(session.story, session.state, question)]
    numbers = (f"{question.parts.index(part) + 1}{'abc'[shown.index(partner)]}" for part, partner in wanted.items())
    return AnswerGiven(" ".join(numbers))


def answer_all(session: Session) -> None:
    """One answer to a question of each kind."""
    answer(session, "bell", AnswerGiven("90 kg"))
    answer(session, "maker", "answer:smith")
    answer(session, "pilot", AnswerGiven("Jan Ross"))
    answer(session, "gaps", AnswerGiven("small; lazy"))
    ask(session, "tides")
    session.do(order(session, "flood", "slack water", "ebb"))
    ask(session, "pairs")
    session.do(pairs(session, Weight="foundry", Maker="heavy", Sound="deep"))
    answer(session, "bell", "pass")


def mend(pack: Path, *changes: tuple[str, str]) -> None:
    text = QUIZ
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (pack / "pack.yaml").write_text(text, "utf-8")


def test_where_no_key_was_changed_every_verdict_stays(begin: Begin, pack: Path) -> None:
    answer_all(begin())
    result = regrade(load(pack), kept_answers(record_path()))
    assert (result.changed, result.unclear, result.looked_at) == ((), (), 7)


MENDED = [
    ("bell", "number: 80", "number: 90", 1.0),
    ("maker", "{ right: The foundry, id: foundry }", "{ wrong: The foundry, id: foundry }", 1.0),
    ("pilot", "[Jan Roos, Roos], not: [Jan Ross]", "[Jan Ross]", 1.0),
    ("gaps", "[stubborn|obstinate]", "[stubborn|lazy]", 1.0),
    ("tides", "[slack water, flood, ebb]", "[flood, slack water, ebb]", 1.0),
    ("pairs", "{ Weight: heavy, Maker: foundry, Sound: deep }", "{ Sound: deep, Maker: heavy, Weight: foundry }", 1.0),
]


@pytest.mark.parametrize(("question", "old", "new", "credit"), MENDED, ids=lambda value: str(value)[:8])
def test_the_key_of_today_decides_for_every_kind(
    begin: Begin, pack: Path, question: str, old: str, new: str, credit: float
) -> None:
    answer_all(begin())
    also = [("{ wrong: The smith, id: smith }", "{ right: The smith, id: smith }")] if question == "maker" else []
    mend(pack, (old, new), *also)
    result = regrade(load(pack), kept_answers(record_path()))
    assert [(change.kept.answer.question, change.regrade.credit) for change in result.changed] == [(question, credit)]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ([("[slack water, flood, ebb]", "[calm, flood, ebb]")], "the parts of the question are other ones now"),
        ([("Maker: foundry", "Maker: smithy")], "the parts of the question are other ones now"),
        (
            [("ask: bell,", "ask: weight_of_it,"), ("  bell: { text", "  weight_of_it: { text")],
            "the pack has no such question any more",
        ),
    ],
)
def test_what_cannot_be_graded_keeps_its_verdict_and_says_why(
    begin: Begin, pack: Path, changes: list[tuple[str, str]], reason: str
) -> None:
    answer_all(begin())
    mend(pack, *changes)
    result = regrade(load(pack), kept_answers(record_path()))
    assert {unclear.reason for unclear in result.unclear} == {reason}
    assert not result.changed


def test_the_new_verdict_stands_beside_the_old_one(begin: Begin, pack: Path, run: Run) -> None:  # noqa: F811
    answer_all(begin("Ana"))
    mend(pack, ("number: 80", "number: 90"))
    code, out, _ = run(pack, "--regrade", "--dry-run")
    assert code == 0
    assert out == "Ana, bell, “90 kg”: wrong (0) → right (1)\n1 answer of 7 would get another verdict.\n"
    assert kept_answers(record_path())[0].verdict == "wrong"
    out = run(pack, "--regrade")[1]
    assert out.endswith("1 answer of 7 got another verdict; what was said before is kept beside it.\n")
    kept = kept_answers(record_path())[0]
    assert (kept.verdict, kept.answer.verdict) == ("right", "wrong")
    assert "0 answers of 7 got another verdict" in run(pack, "--regrade")[1]
    mend(pack)
    run(pack, "--regrade")
    kept = kept_answers(record_path())[0]
    assert [(regrading.verdict_before, regrading.verdict) for regrading in kept.regrades] == [
        ("wrong", "right"),
        ("right", "wrong"),
    ]
    assert "1 answer was graded again later" in run(pack)[1]


def test_later_verdicts_are_forgotten_with_their_answers(begin: Begin, pack: Path, run: Run) -> None:  # noqa: F811
    import sqlite3

    answer_all(begin("Ana"))
    mend(pack, ("number: 80", "number: 90"))
    run(pack, "--regrade")
    run("--player", "Ana", "--forget", "--yes")
    connection = sqlite3.connect(record_path())
    assert connection.execute("SELECT count(*) FROM regrades").fetchone() == (0,)
    connection.close()

"""`eightwings results --items`: what is said of the questions."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from game.cli import main
from game.engine.state import AnswerGiven
from game.learning.analysis.item_analysis import ItemReport, analysed, guess_score
from game.learning.gathering.gradebook import gradebook
from game.learning.record.kept_answers import kept_answers
from game.learning.record.record_file import record_path
from game.play.session import Session
from game.story.model.story import Story
from tests.learning.conftest import answer
from tests.learning.test_results import Run, run  # noqa: F401 - a fixture

Begin = Callable[..., Session]


def class_of(begin: Begin, *pupils: tuple[str, str, str]) -> None:
    """A class: each pupil answers how heavy the bell is, who cast it, and who called the harbour stubborn."""
    for number, (bell, maker, pilot) in enumerate(pupils):
        session = begin(f"Pupil {number:02}")
        answer(session, "bell", AnswerGiven(bell))
        answer(session, "maker", "pass" if maker == "pass" else f"answer:{maker}")
        answer(session, "pilot", AnswerGiven(pilot))
        session.close()


#: Those who know the bell and the pilot say that the smith cast it; the others say that it was the foundry.
STRONG, WEAK = ("80", "smith", "Roos"), ("70", "foundry", "Smith")


def report(quiz: Story, question: str) -> ItemReport:
    book = gradebook(quiz.id, kept_answers(record_path()), quiz)
    return next(item for item in analysed(book, quiz).items if item.column.id == question)


def test_a_key_that_only_weaker_pupils_agree_with_is_to_be_checked(begin: Begin, quiz: Story) -> None:
    class_of(begin, *[STRONG] * 4, *[WEAK] * 4)
    item = report(quiz, "maker")
    assert item.figures.discrimination == pytest.approx(-100)
    assert item.remarks == (
        "Weaker pupils got this right more often than stronger ones: check the key.",
        "Those who gave “The smith” did better elsewhere than those who were right: check the key.",
        "Nobody chose “The harbour master”: write a better one.",
    )


def test_what_was_chosen_is_counted_with_what_else_was_known(begin: Begin, quiz: Story) -> None:
    class_of(begin, *[STRONG] * 3, WEAK, ("80", "pass", "Roos"))
    given = report(quiz, "maker").given
    assert [(row.words, row.is_right, row.number, row.share, row.rest) for row in given] == [
        ("The foundry", True, 1, 0.2, 0.0),
        ("The smith", False, 3, 0.6, 1.0),
        ("The harbour master", False, 0, 0.0, None),
    ]


def test_where_there_is_nothing_to_choose_the_wrong_answers_are_told(begin: Begin, quiz: Story) -> None:
    class_of(begin, ("70", "smith", "Roos"), ("70", "smith", "Roos"), ("90 KG", "smith", "x"), ("80", "smith", "x"))
    assert [(row.words, row.number) for row in report(quiz, "bell").given] == [("70", 2), ("90 KG", 1)]


def test_of_a_few_pupils_nothing_is_said(begin: Begin, quiz: Story) -> None:
    class_of(begin, *[STRONG] * 3, *[WEAK] * 4)
    assert report(quiz, "maker").remarks == ()


@pytest.mark.parametrize(
    ("right", "remark"),
    [
        (8, "Nearly everybody knows this."),
        (1, "Few know this: the question, or what was read for it, is too hard."),
    ],
)
def test_what_is_too_easy_or_too_hard_is_said(begin: Begin, quiz: Story, right: int, remark: str) -> None:
    class_of(begin, *[("80", "foundry", "Roos")] * right, *[("70", "foundry", "x")] * (8 - right))
    assert remark in report(quiz, "bell").remarks


def test_a_choice_at_which_guessing_does_as_well_is_too_hard(begin: Begin, quiz: Story) -> None:
    class_of(begin, *[("80", "foundry", "Roos")] * 2, *[("80", "smith", "x"), ("70", "master", "x")] * 3)
    assert report(quiz, "maker").remarks == (
        "Guessing would do as well: the question, or what was read for it, is too hard.",
    )


def test_the_guess_is_what_answering_by_chance_brings(quiz: Story) -> None:
    from itertools import permutations

    from game.engine.grading import grade

    def by_chance(question: str, answers: list[str]) -> float:
        size = len(answers[0].split())
        credits_ = [
            grade(quiz, quiz.questions[question], answer_given, tuple(range(size))).credit for answer_given in answers
        ]
        return 100 * sum(credits_) / len(credits_)

    orders = [" ".join(order) for order in permutations("abc")]
    matches = [" ".join(f"{number}{letter}" for number, letter in enumerate(order, 1)) for order in permutations("abc")]
    assert guess_score(quiz.questions["tides"]) == pytest.approx(by_chance("tides", orders))
    assert guess_score(quiz.questions["pairs"]) == pytest.approx(by_chance("pairs", matches))
    assert guess_score(quiz.questions["maker"]) == pytest.approx(100 / 3)
    assert guess_score(quiz.questions["bell"]) == 0


def test_it_is_told_in_words_and_tables(begin: Begin, run: Run, pack: Path) -> None:  # noqa: F811
    class_of(begin, *[STRONG] * 4, *[WEAK] * 4)
    code, out, err = run(pack, "--items")
    assert (code, err) == (0, "")
    assert out.startswith("Item analysis of A small quiz (small-quiz)\n")
    assert "maker: Weaker pupils got this right more often than stronger ones: check the key." in out
    assert "With fewer than 20 pupils, take no figure for more than a hint." in out
    assert "-300 %  internal consistency (Cronbach's alpha)\n" in out
    lines = [line.split() for line in out.splitlines()]
    assert [
        "8",
        "50",
        "%",
        "53",
        "%",
        "33",
        "%",
        "-100",
        "%",
        "-100",
        "%",
        "Who",
        "cast",
        "the",
        "bell?",
        "maker",
    ] in lines
    assert ["4", "50", "%", "100", "%", "✗", "The", "smith"] in lines


def test_programs_get_all_of_it(begin: Begin, run: Run, pack: Path) -> None:  # noqa: F811
    class_of(begin, *[STRONG] * 4, *[WEAK] * 4)
    shown = json.loads(run(pack, "--items", "--json")[1])
    assert shown["version"] == 1
    (found,) = shown["packs"]
    assert (found["whole"]["pupils"], found["whole"]["questions"]) == (8, 3)
    assert [item["id"] for item in found["items"]] == ["bell", "maker", "pilot"]
    assert found["items"][1]["answers"][1] == {
        "words": "The smith", "is_right": False, "number": 4, "share": 0.5, "rest": 1.0,
    }  # fmt: skip


def test_it_can_be_a_page(begin: Begin, run: Run, pack: Path, tmp_path: Path) -> None:  # noqa: F811
    class_of(begin, *[STRONG] * 4, *[WEAK] * 4)
    file = tmp_path / "items.html"
    assert run(pack, "--items", "--html", file)[0] == 0
    page = file.read_text("utf-8")
    assert "<title>Item analysis of A small quiz (small-quiz)</title>" in page
    assert 'class="bar"' in page
    assert "stands in the guide under “Results”" in page
    assert "played at random" not in page
    assert run(pack, "--html", file)[0] == 2


def test_where_nobody_answered_that_is_said(capsys: pytest.CaptureFixture[str], home: Path, pack: Path) -> None:
    assert main(["results", str(pack), "--items"]) == 0
    assert capsys.readouterr().out.startswith("No answers are recorded of ")


def test_a_single_pupil_is_told_of_without_figures(begin: Begin, run: Run, pack: Path) -> None:  # noqa: F811
    class_of(begin, STRONG)
    code, out, _ = run(pack, "--items")
    assert code == 0
    assert "standard error" in out
    assert "1 pupil answered." in out

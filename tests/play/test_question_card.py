"""The question that waits, filled in as one types: it says nothing of what is right."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.play.question_card import QuestionCard, question_card
from game.play.session import Session
from game.story.packs import load

PACK = """\
pack: Cards
id: cards
scenes:
  main: { ask: q, right: Yes., wrong: No., end: e }
endings: { e: Over. }
questions:
  q: { cites: todo, QUESTION }
"""


def card(tmp_path: Path, question: str, typed: str) -> QuestionCard:
    """The card of a question while this is typed."""
    file = tmp_path / "cards.yaml"
    file.write_text(PACK.replace("QUESTION", question), "utf-8")
    shown = question_card(Session(load(file), 1), typed)
    assert shown is not None
    return shown


def words(shown: QuestionCard) -> str:
    return "\n".join("".join(span.words for span in paragraph) for paragraph in shown.text)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("", "In _____ the _____ came down."),
        ("1989", "In 1989 the _____ came down."),
        ("1989; wall", "In 1989 the wall came down."),
        ("; wall", "In _____ the wall came down."),
        ("1989; wall; more", "In 1989 the wall came down."),
    ],
)
def test_gaps_are_filled_in_their_order(tmp_path: Path, typed: str, text: str) -> None:
    shown = card(tmp_path, "text: Fill in., cloze: 'In [1989] the [wall] came down.'", typed)
    assert words(shown).split("\n")[-1] == text


def test_pairs_join_numbers_and_letters(tmp_path: Path) -> None:
    shown = card(tmp_path, "text: Which?, match: { Rome: Italy, Oslo: Norway, Bern: Switzerland }", "1b 3a")
    assert [part.key for part in shown.parts] == ["1", "2", "3"]
    assert [part.key for part in shown.partners] == ["a", "b", "c"]
    assert shown.pairs == ((0, 1), (2, 0))


def test_letters_say_the_place_in_an_order(tmp_path: Path) -> None:
    shown = card(tmp_path, "text: Order?, order: [first, second, third]", "c a")
    assert {part.key: part.mark for part in shown.parts} == {"a": "2", "b": "", "c": "1"}


def test_what_is_chosen_of_several_is_ticked(tmp_path: Path) -> None:
    question = "text: Which?, answers: [{ right: A }, { right: B }, { wrong: C }]"
    shown = card(tmp_path, question, "a c")
    assert [part.mark for part in shown.parts] == ["✓", "", "✓"]


def test_words_that_are_no_letters_tick_nothing(tmp_path: Path) -> None:
    question = "text: Which?, answers: [{ right: A }, { right: B }, { wrong: C }]"
    assert all(not part.mark for part in card(tmp_path, question, "abacus").parts)


def test_without_a_question_there_is_no_card() -> None:
    assert question_card(Session(load("first-scene"), 1)) is None


@pytest.mark.parametrize(
    ("typed", "marks"),
    [("", ["", ""]), ("true", ["✓", ""]), ("F b", ["", "✓"]), ("true false", ["", ""]), ("b", ["", ""])],
)
def test_true_and_false_stand_on_the_card_with_a_tick_at_the_one_that_was_typed(
    tmp_path: Path, typed: str, marks: list[str]
) -> None:
    shown = card(tmp_path, "text: Bells ring., true_false: true", typed)
    assert [(truth.key, truth.mark) for truth in shown.truths] == list(zip(["true", "false"], marks, strict=True))


def test_a_question_of_another_kind_has_no_true_and_false(tmp_path: Path) -> None:
    assert card(tmp_path, "text: Order?, order: [first, second, third]", "true").truths == ()

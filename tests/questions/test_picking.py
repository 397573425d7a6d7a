"""Picking the parts of an answer: what stands in the line then, and that it is graded as if it had been typed."""

from __future__ import annotations

import re

import pytest

from game.engine import begin
from game.engine.rules import answer_order
from game.questions.kinds import KINDS, grade, type_of
from game.questions.picking import keys_in, pickable, picked, typing_keys
from game.story.model.story import Question, Story
from tests.questions.conftest import PackOf, question_of
from tests.questions.test_kinds import EXAMPLES

PICKED_KINDS = ["several", "true_false", "order", "match", "sort"]


def asked(pack_of: PackOf, kind: str, seed: int = 3) -> tuple[Story, Question, tuple[int, ...]]:
    story = pack_of(EXAMPLES[kind])
    question = question_of(story)
    return story, question, answer_order(story, begin(story, seed).state, question)


def all_picked(question: Question, order: tuple[int, ...], keys: list[str], typed: str = "") -> str:
    for key in keys:
        typed = picked(question, order, typed, key)
    return typed


def keys_of(answer: str) -> list[str]:
    """The parts of an answer as it is typed: `1b 2a` is 1, b, 2, a."""
    return re.findall(r"true|false|\d+|[a-z]", answer)


@pytest.mark.parametrize("kind", PICKED_KINDS)
@pytest.mark.parametrize("seed", [0, 3, 11])
def test_picking_the_right_parts_is_graded_right(pack_of: PackOf, kind: str, seed: int):
    story, question, order = asked(pack_of, kind, seed)
    typed = all_picked(question, order, keys_of(type_of(question).right(question, order)))
    assert typed == type_of(question).right(question, order)
    assert grade(story, question, typed, order).right


@pytest.mark.parametrize("kind", PICKED_KINDS)
def test_picking_wrong_parts_is_graded_wrong(pack_of: PackOf, kind: str):
    story, question, order = asked(pack_of, kind)
    for wrong in type_of(question).wrong(question, order):
        result = grade(story, question, all_picked(question, order, keys_of(wrong)), order)
        assert not result.right
        assert not result.unclear


@pytest.mark.parametrize("kind", PICKED_KINDS)
def test_every_part_that_is_shown_can_be_picked_under_its_key(pack_of: PackOf, kind: str):
    _, question, order = asked(pack_of, kind)
    shown = type_of(question).parts(question, order)
    parts = [part for part in pickable(question, order) if part.key not in ("true", "false")]
    assert [f"{part.key}{'.' if part.key.isdecimal() else ')'} {part.words}" for part in parts] == shown


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in PICKED_KINDS])
def test_what_is_chosen_or_typed_in_words_has_no_parts_to_pick(pack_of: PackOf, kind: str):
    _, question, order = asked(pack_of, kind)
    assert pickable(question, order) == []
    assert picked(question, order, "so far", "a") == "so far"


@pytest.mark.parametrize("kind", PICKED_KINDS)
def test_what_is_picked_twice_is_out_again(pack_of: PackOf, kind: str):
    _, question, order = asked(pack_of, kind)
    for part in pickable(question, order):
        if kind != "sort" or part.key.isdecimal():  # many things may go into one group: there the letter goes on
            assert all_picked(question, order, [part.key, part.key]) == ""


@pytest.mark.parametrize("kind", PICKED_KINDS)
def test_what_is_picked_is_marked_and_nothing_else(pack_of: PackOf, kind: str):
    _, question, order = asked(pack_of, kind)
    assert keys_in(question, order, "") == []
    keys = keys_of(type_of(question).right(question, order))
    assert set(keys_in(question, order, all_picked(question, order, keys))) == set(keys)


@pytest.mark.parametrize(
    ("kind", "typed", "key", "then"),
    [
        ("several", "c", "a", "a c"),
        ("several", "a c", "c", "a"),
        ("several", "A and C", "b", "a b c"),
        ("several", "Two; Four", "d", "d"),  # words are no letters: what is picked replaces them
        ("order", "c", "a", "c a"),
        ("order", "c a b", "a", "c b"),
        ("true_false", "b", "true", "true b"),
        ("true_false", "true b", "c", "true c"),
        ("true_false", "true b", "false", "false b"),
        ("true_false", "true b", "true", "b"),
        ("match", "", "2", "2="),
        ("match", "2=", "c", "2c"),
        ("match", "2", "c", "2c"),
        ("match", "2c", "a", "1a 2c"),  # the first number that has none
        ("match", "1a 2c", "3", "1a 2c 3="),
        ("match", "1a 2c 3=", "a", "2c 3a"),  # each letter once: it leaves the number that had it
        ("match", "1a 2c", "1", "2c"),
        ("match", "1a 2c", "c", "1a"),
        ("match", "1a 3=", "3", "1a"),
        ("match", "3-b, 1: a", "2", "1a 3b 2="),
        ("match", "1a 2b 3c", "b", "1a 3c"),
        ("sort", "1a", "a", "1a 2a"),
        ("sort", "1a 2a 3b 4a", "c", "1a 2a 3b 4a"),  # nothing waits for a letter
        ("sort", "1a 2a 3b 4a", "3", "1a 2a 4a"),
        ("sort", "1a 2a 4a", "c", "1a 2a 3c 4a"),
        ("order", "a", "z", "a"),  # no such part
        ("match", "9z", "1", "1="),
    ],
)
def test_picking_writes_the_line_as_it_would_be_typed(pack_of: PackOf, kind: str, typed: str, key: str, then: str):
    _, question, order = asked(pack_of, kind)
    assert picked(question, order, typed, key) == then


def test_a_statement_without_reasons_is_true_or_false(pack_of: PackOf):
    question = question_of(pack_of({"true_false": "true"}))
    assert [part.key for part in pickable(question, ())] == ["true", "false"]
    assert picked(question, (), "false", "true") == "true"


@pytest.mark.parametrize("kind", ["number", "typed", "cloze"])
def test_a_right_answer_in_words_can_be_clicked_character_by_character(pack_of: PackOf, kind: str):
    story, question, order = asked(pack_of, kind)
    right = type_of(question).right(question, order).casefold()
    assert set(right) <= {*typing_keys(question), " "}
    assert grade(story, question, right, order).right

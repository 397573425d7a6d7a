"""Counts in sentences: one thing has the word for one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import game
from game.support.counts import counted, first_names
from game.support.limits import NAME_CHARACTERS, NAMES_SHOWN
from tests.story.inline import findings, question_pack


@pytest.mark.parametrize(
    ("number", "words", "said"),
    [
        (0, ("gap",), "0 gaps"), (1, ("gap",), "1 gap"), (2, ("gap",), "2 gaps"), (1200, ("gap",), "1,200 gaps"),
        (1, ("more way", "more ways"), "1 more way"), (3, ("more way", "more ways"), "3 more ways"),
        (2, ("question of their own",), "2 questions of their own"),
    ],
)  # fmt: skip
def test_counted(number: int, words: tuple[str, ...], said: str) -> None:
    assert counted(number, *words) == said


def test_a_few_names_are_listed_all_and_of_very_many_the_first() -> None:
    assert first_names(["a", "b"], "; ") == "a; b"
    assert first_names(["a"] * NAMES_SHOWN) == ", ".join(["a"] * NAMES_SHOWN)
    assert first_names(["a"] * (NAMES_SHOWN + 1_000)).endswith("a, a, and 1,000 more")


def test_names_that_are_very_long_are_fewer() -> None:
    assert first_names(["a" * NAME_CHARACTERS, "b", "c"], "; ") == f"{'a' * NAME_CHARACTERS}; and 2 more"
    assert first_names(["a" * (NAME_CHARACTERS + 1), "b"]).endswith("aa, and 1 more")


def test_no_sentence_makes_its_own_plural() -> None:
    own = re.compile(r"""['"]s['"] \* """)
    made = [path.name for path in Path(game.__file__).parent.rglob("*.py") if own.search(path.read_text("utf-8"))]
    assert made == ["proof_sentences.py"]  # for counts too long to write out


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("text: What?\ncites: bell\norder: [one]", "has only 1 part;"),
        ("text: What?\ncites: bell\nmatch: { one: two }", "has only 1 pair;"),
        ("text: What?\ncites: bell\nanswers:\n  - right: one", "has only 1 answer;"),
    ],
)
def test_what_there_is_too_little_of_is_counted(question: str, said: str) -> None:
    assert [said in finding.message for finding in findings(question_pack(question)) if finding.code == "EW703"] == [
        True
    ]


def test_a_translation_that_lacks_gaps_says_how_many() -> None:
    files = question_pack('cites: bell\ncloze: "A [bell] of [80] kilograms."')
    translated = (
        "language: fr\nname: Français\ntexts:\n  questions.q.cloze:\n    was: A [bell] of [80] kilograms.\n"
        '    text: "Une [cloche] de 80 kilos."\n'
    )
    (found,) = (
        finding
        for finding in findings({**files, "fr.yaml": translated})
        if finding.code == "EW804" or "gaps" in finding.message
    )
    assert "has 2 gaps, and this has 1 gap." in found.message

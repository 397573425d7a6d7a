"""The lesson in easier English: the same play, in shorter sentences and with fewer words that are rare."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from game.engine import options
from game.story.model.played_language import LanguageWish, played_language
from game.story.packs import load
from tests.scenes.players import play
from tests.yaml_files import content_of

EASY = "en-x-easy"
FOLDER = Path(__file__).parents[2] / "scenes" / "ministerial" / EASY
LONG = 18
"""Words of a sentence that is hard to hold in mind."""


def texts_of_scenes() -> list[tuple[str, str]]:
    """The original and the easier wording of every text of a scene that has both."""
    entries = [
        entry
        for file in sorted(FOLDER.glob("*.yaml"))
        for id_, entry in content_of(file)["texts"].items()
        if id_.startswith("scenes.")
    ]
    return [(entry["was"], entry["text"]) for entry in entries]


def long_sentences(texts: list[str]) -> list[str]:
    """The sentences of so many words or more, without marks and speakers."""
    plain = [re.sub(r"\[\w+\]|^\w+: |\{[^|{}]*:|[{}|*]", " ", text, flags=re.MULTILINE) for text in texts]
    sentences = [sentence for text in plain for sentence in re.split(r"[.!?:;](?:\s|$)", text)]
    return [sentence for sentence in sentences if len(sentence.split()) >= LONG]


def test_only_who_asks_for_it_gets_it() -> None:
    languages = load("ministerial").languages
    assert played_language(LanguageWish(wanted=("en-US", "en")), "", languages) == ""
    assert played_language(LanguageWish(asked=EASY), "", languages) == EASY


def test_it_has_fewer_long_sentences_than_the_original() -> None:
    pairs = texts_of_scenes()
    before, after = (long_sentences([pair[side] for pair in pairs]) for side in (0, 1))
    assert len(after) < len(before) / 2


@pytest.mark.parametrize("word", ["reconciled", "abide", "ledger", "dodge", "invoked", "bookkeeping"])
def test_a_word_that_pupils_would_look_up_is_gone(word: str) -> None:
    easier = " ".join(text for _, text in texts_of_scenes()).split()
    assert word not in [found.strip(".,;:*") for found in easier]


@pytest.mark.parametrize("seed", range(6))
def test_a_play_ends_as_it_does_in_the_original(seed: int) -> None:
    easier, original = (play(load("ministerial", *language), seed, 0.7) for language in ((EASY,), ()))
    assert easier.states == original.states
    assert not options(load("ministerial", EASY), easier.states[-1])

"""Ids made from words, in every script."""

from __future__ import annotations

import pytest

from game.support.slugs import slug


@pytest.mark.parametrize(
    ("words", "made"),
    [
        ("Ask the clerk", "ask_the_clerk"),
        ("Déjà vu à Łódź", "deja_vu_a_odz"),
        ("It isn’t so", "it_isnt_so"),
        ("30 boats", "n_30_boats"),
        ("one two three four five six seven", "one_two_three_four_five_six"),
        ("…?!", "choice"),
    ],
)
def test_an_id_is_made_of_latin_letters(words: str, made: str) -> None:
    assert slug(words) == made


def test_words_in_another_script_have_an_id_of_their_own() -> None:
    others = ["喝茶", "离开", "Уйти", "Остаться", "رحيل", "לך", "चाय पियो", "चाय पिया", "ออกไป"]
    made = [slug(words) for words in others]
    assert len(set(made)) == len(others)
    assert all(id_.startswith("t_") and id_.isascii() and id_.isidentifier() for id_ in made)
    assert slug("Уйти!") == slug("уйти")

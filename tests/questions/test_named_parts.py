"""Orders, pairs and groups that are typed in words: graded where the words name the parts, and else asked for again."""

from __future__ import annotations

from typing import Any

import pytest

from game.engine import begin
from game.engine.rules import answer_order
from game.play.question_card import question_card
from game.play.session import Session
from game.questions.kinds import grade
from tests.grading.conftest import verdict_of
from tests.questions.conftest import PackOf, question_of

SOUP = {"order": ["The onions", "The carrots", "The barley", "The dill"]}
PLEDGES = {"order": ["The founding treaty", "The pledge of 2008", "The pledge of 2014"]}
FLOORS = {"match": {"Iceland": "a few offices", "France": "one floor", "Germany": "two floors, and the cellar"}}
SORT = {"sort": {"It rained": "a fact", "It will rain": "a forecast", "I fear rain": "a fear"}}
SAME = {"match": {"Ann": "one", "Ben": "two", "Cay": "one"}}
SOUPE = {"order": ["L’oignon", "L’ail", "L’aneth"]}
SUPPE = {"order": ["Die Zwiebeln", "Die Karotten", "Die Gerste"]}


def verdict(pack_of: PackOf, keys: dict[str, Any], typed: str, language: str = "en", seed: int = 3) -> str:
    story = pack_of(keys, pack={"language": language})
    question = question_of(story)
    return verdict_of(grade(story, question, typed, answer_order(story, begin(story, seed).state, question)))


@pytest.mark.parametrize(
    ("keys", "typed", "expected"),
    [
        (SOUP, "onions, carrots, barley, dill", "right"),
        (SOUP, "Onions carrots barley dill", "right"),
        (SOUP, "first the onions, then the carrots, then the barley and last the dill", "right"),
        (SOUP, "1. onions 2. carrots 3. barley 4. dill", "right"),
        (SOUP, "onions > carrots > barley > dill", "right"),
        (SOUP, "carrots, onions, barley, dill", "partly"),
        (SOUP, "dill, barley, carrots, onions", "wrong"),
        (SOUP, "onions, carrots, barley", "ask back"),
        (SOUP, "onions, carrots, barley, barley", "ask back"),
        (SOUP, "onions, carrots, barley, salt", "ask back"),
        (SOUP, "carrots not onions barley dill", "ask back"),
        (SOUP, "carrots after onions, barley, dill", "ask back"),
        (SOUP, "the the the the", "ask back"),
        (PLEDGES, "treaty, 2008, 2014", "right"),
        (PLEDGES, "the pledge of 2008, the pledge of 2014, the founding treaty", "partly"),
        (PLEDGES, "treaty, pledge, pledge", "ask back"),
        (FLOORS, "Iceland: a few offices; France: one floor; Germany: two floors, and the cellar", "right"),
        (FLOORS, "Iceland offices, France one floor, Germany two floors", "right"),
        (FLOORS, "iceland = offices, germany = cellar, france = 1 floor", "right"),
        (FLOORS, "Iceland: one floor, France: a few offices, Germany: two floors", "partly"),
        (FLOORS, "Iceland: one floor; France: cellar; Germany: offices", "wrong"),
        (FLOORS, "Iceland: offices; France: one floor", "ask back"),
        (FLOORS, "Iceland: offices; France: offices; Germany: cellar", "ask back"),
        (FLOORS, "Iceland: offices; France: or; Germany: cellar", "ask back"),
        (FLOORS, "Iceland: offices; Spain: one floor; Germany: cellar", "ask back"),
        (FLOORS, "Iceland: not offices; France: one floor; Germany: cellar", "ask back"),
        (SORT, "It rained: a fact; it will rain: a forecast; I fear rain: a fear", "right"),
        (SORT, "rained fact, it will rain forecast, fear fear", "right"),
        (SORT, "1: fact; 2: forecast; 3: fear", "right"),
        (SORT, "it rained: a; it will rain: c; I fear rain: b", "right"),
        (SORT, "it rained: a; it will rain: z; I fear rain: b", "ask back"),
        (SORT, "1: fact; 2: fact; 9: fear", "ask back"),
        (SORT, "it rained: a fact; it will rain: a fact; I fear rain: a fear", "partly"),
        (SAME, "Ann one, Ben two, Cay one", "right"),
        (SAME, "Ann two, Ben one, Cay one", "partly"),
    ],
)
@pytest.mark.parametrize("seed", [0, 11])
def test_words_are_graded_where_they_name_the_parts(
    pack_of: PackOf, keys: dict[str, Any], typed: str, expected: str, seed: int
) -> None:
    assert verdict(pack_of, keys, typed, seed=seed) == expected


@pytest.mark.parametrize(
    ("language", "keys", "typed"),
    [
        ("fr", SOUPE, "d'abord l'oignon, puis l'ail, enfin l'aneth"),
        ("fr", SOUPE, "oignon, ail, aneth"),
        ("fr", SOUPE, "L’OIGNON ; L’AIL ; L’ANETH"),
        ("de", SUPPE, "zuerst Zwiebeln, dann Karotten, zuletzt Gerste"),
        ("de", {"match": {"Die Kelle": "fürs Glück", "Der Topf": "für die Suppe"}}, "kelle Glück, topf suppe"),
        ("es", {"order": ["La cebolla", "El ajo"]}, "primero la cebolla y después el ajo"),
        ("pl", {"order": ["Cebula", "Czosnek"]}, "najpierw cebula, potem czosnek"),
    ],
)
def test_words_are_those_of_the_language_of_the_pack(
    pack_of: PackOf, language: str, keys: dict[str, Any], typed: str
) -> None:
    assert verdict(pack_of, keys, typed, language) == "right"


@pytest.mark.parametrize(
    ("keys", "typed"),
    [
        (SOUP, "a b c"),
        (SOUP, "no idea"),
        (FLOORS, "1a 2b"),
        (FLOORS, "iceland"),
        (SORT, "1a 2b 3"),
        (SORT, "rain rain"),
    ],
)
def test_what_is_no_answer_is_asked_for_again_as_before(pack_of: PackOf, keys: dict[str, Any], typed: str) -> None:
    assert verdict(pack_of, keys, typed) == "ask back"


# While one types


def card(pack_of: PackOf, keys: dict[str, Any], typed: str) -> dict[str, str]:
    """What stands beside each part of the card."""
    shown = question_card(Session(pack_of(keys), 3), typed)
    assert shown is not None
    right = {left: shown.partners[at].words for left, at in shown.pairs}
    return {
        part.words: right.get(number, part.mark)
        for number, part in enumerate(shown.parts)
        if part.mark or number in right
    }


@pytest.mark.parametrize(
    ("typed", "marks"),
    [
        ("car", {}),
        ("carrots", {"The carrots": "1"}),
        ("carrots, bar", {"The carrots": "1"}),
        ("carrots, barley, the", {"The carrots": "1", "The barley": "2"}),
        ("carrots, carrots onions", {"The carrots": "1", "The onions": "2"}),
    ],
)
def test_parts_of_an_order_get_their_places_while_they_are_named(
    pack_of: PackOf, typed: str, marks: dict[str, str]
) -> None:
    assert card(pack_of, SOUP, typed) == marks


@pytest.mark.parametrize(
    ("typed", "marks"),
    [
        ("ice", {}),
        ("iceland: offices", {"Iceland": "a few offices"}),
        ("iceland: offices; fra", {"Iceland": "a few offices"}),
        ("iceland: offices; france: one floor", {"Iceland": "a few offices", "France": "one floor"}),
    ],
)
def test_pairs_are_drawn_while_they_are_named(pack_of: PackOf, typed: str, marks: dict[str, str]) -> None:
    assert card(pack_of, FLOORS, typed) == marks

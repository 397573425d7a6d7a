"""The dossiers that come with the game: complete, in our own words, fair. The articles themselves are not needed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from game.story.catalogue.diagnostics import Diagnostics
from game.story.compile.collecting import dossier_by_id
from game.story.schema.definition_schema import declared_keys
from game.story.schema.dossier_definitions import DossierDef, FactDef
from game.story.source import library
from tests.seeds.runs import LENGTH, hashes, words

DOSSIERS = ("first_visit", "inside_nato")
TOPICS = {
    "article_5", "command", "eastern_flank", "enlargement", "europe", "headquarters", "history", "leadership",
    "memorial", "ministerial", "russia", "spending", "the_hague", "ukraine", "united_kingdom", "united_states",
}  # fmt: skip
LOADED = re.compile(
    r"\b(claim(s|ed|ing)?|admit(s|ted|ting)?|admission|regimes?|so-called|alleged(ly)?|boast(s|ed)?|brag(s|ged)?|"
    r"thugs?|puppets?|extremists?|radicals?|infamous(ly)?|notorious(ly)?)\b",
    re.IGNORECASE,
)
ARTICLE_RUNS = frozenset((Path(__file__).parent / "article_runs.txt").read_text().split())


def read_dossier(id_: str) -> DossierDef:
    """The dossier, which has no findings."""
    found = Diagnostics()
    read = dossier_by_id(id_, found)
    assert found.sorted() == ()
    assert read is not None
    return read


READ = {id_: read_dossier(id_) for id_ in DOSSIERS}
FACTS = [(f"{id_}.{word.value}", fact) for id_, dossier in READ.items() for word, fact in dossier.facts]
each_fact = pytest.mark.parametrize("fact", [fact for _, fact in FACTS], ids=[id_ for id_, _ in FACTS])


def own_words(fact: FactDef) -> list[str]:
    """What the statement says outside its quotation, in the pieces that the quotation leaves."""
    states = " ".join(fact.states.value.split())
    return states.split(fact.quote.value) if fact.quote else [states]


def test_both_dossiers_come_with_the_game() -> None:
    assert tuple(library.dossier_files()) == DOSSIERS


@pytest.mark.parametrize("id_", DOSSIERS)
def test_a_dossier_is_named_after_its_file_and_says_where_it_is_from(id_: str) -> None:
    dossier = READ[id_]
    assert dossier.dossier.value == id_
    assert re.fullmatch(r"\d{3}_[0-9a-f]{16}\.txt", dossier.article.value)
    assert dossier.dating is not None
    assert dossier.as_of.value == "early 2025"


@pytest.mark.parametrize("id_", DOSSIERS)
def test_a_dossier_has_a_log_of_corrections_about_its_own_facts(id_: str) -> None:
    raw = yaml.load(library.dossier_files()[id_].read_text(), Loader=yaml.BaseLoader)  # noqa: S506 - words stay words
    assert isinstance(raw["corrections"], list)
    assert {correction.fact.value for correction in READ[id_].corrections} <= {
        word.value for word, _ in READ[id_].facts
    }


def test_ids_are_unique_over_both_dossiers() -> None:
    ids = [word.value for dossier in READ.values() for word, _ in dossier.facts]
    assert [id_ for id_, number in Counter(ids).items() if number > 1] == []


def test_facts_follow_the_paragraphs_of_the_article() -> None:
    for dossier in READ.values():
        paragraphs = [fact.paragraph for _, fact in dossier.facts]
        assert paragraphs == sorted(paragraphs)
        assert set(paragraphs) == set(range(1, max(paragraphs) + 1)), "no paragraph is left out"


@each_fact
def test_a_fact_has_every_key(fact: FactDef) -> None:
    written = {word.value for word in fact.written}
    assert declared_keys(FactDef).keys() - {"quote"} <= written
    assert fact.topics


@each_fact
def test_the_topics_of_a_fact_are_known_and_given_once(fact: FactDef) -> None:
    topics = [word.value for word in fact.topics]
    assert set(topics) <= TOPICS
    assert len(set(topics)) == len(topics)


def test_every_known_topic_is_used() -> None:
    assert {word.value for _, fact in FACTS for word in fact.topics} == TOPICS


@each_fact
def test_a_statement_is_made_of_whole_sentences(fact: FactDef) -> None:
    states = " ".join(fact.states.value.split())
    assert states[0].isupper() or states[0].isdigit()
    assert states.endswith((".", '."', ".”"))


QUOTING = [(id_, fact) for id_, fact in FACTS if fact.quote is not None]
each_quotation = pytest.mark.parametrize("fact", [fact for _, fact in QUOTING], ids=[id_ for id_, _ in QUOTING])


@each_quotation
def test_a_quotation_stands_in_its_statement_between_quotation_marks(fact: FactDef) -> None:
    assert fact.quote is not None
    assert f'"{fact.quote.value}"' in " ".join(fact.states.value.split())


@each_quotation
def test_whoever_is_quoted_is_named_or_the_article_is_said_to_word_it_so(fact: FactDef) -> None:
    states = " ".join(fact.states.value.split())
    if fact.by.value == "article":
        assert "article" in states
    else:
        assert re.fullmatch(r"[A-Z][a-z]+( [A-Z][a-z]+)+", fact.by.value)
        assert fact.by.value.split()[-1] in states


@each_fact
def test_words_between_quotation_marks_are_the_quotation(fact: FactDef) -> None:
    states = " ".join(fact.states.value.split())
    between = re.findall(r'["“]([^"”]+)["”]', states)
    assert between == ([fact.quote.value] if fact.quote else [])


@each_fact
def test_a_quotation_is_short(fact: FactDef) -> None:
    assert fact.quote is None or len(words(fact.quote.value)) <= 15


@each_fact
def test_no_statement_has_loaded_words_of_its_own(fact: FactDef) -> None:
    assert [piece for piece in own_words(fact) if LOADED.search(piece)] == []


@each_fact
def test_no_statement_speaks_of_now_without_saying_when(fact: FactDef) -> None:
    assert not re.search(r"\b(today|recently|currently|nowadays|yesterday|tomorrow)\b", " ".join(own_words(fact)))


# ── Nothing is copied ────────────────────────────────────────────────────────────────────────────────────


def copied(text: str) -> list[str]:
    """The runs of seven words of this text that stand in an article."""
    found = words(text)
    runs = (" ".join(found[start : start + LENGTH]) for start in range(len(found) - LENGTH + 1))
    return [run for run in runs if hashes(run) & ARTICLE_RUNS]


def test_the_hashes_are_those_of_two_whole_articles() -> None:
    assert 800 < len(ARTICLE_RUNS) < 1000
    assert all(re.fullmatch("[0-9a-f]{16}", run) for run in ARTICLE_RUNS)


def test_the_longest_quotation_is_found_among_the_hashes() -> None:
    longest = max((fact.quote.value for _, fact in FACTS if fact.quote), key=len)
    assert copied(longest) != [], "a copied run would be noticed"


def test_case_punctuation_and_typographic_signs_hide_nothing() -> None:
    longest = max((fact.quote.value for _, fact in FACTS if fact.quote), key=len)
    assert copied(longest.upper().replace(",", " —").replace(" ", "  ")) == copied(longest)


@each_fact
def test_no_statement_copies_the_article(fact: FactDef) -> None:
    assert [run for piece in own_words(fact) for run in copied(piece)] == []


@pytest.mark.parametrize("id_", DOSSIERS)
def test_the_title_and_the_dating_of_a_dossier_copy_nothing(id_: str) -> None:
    dossier = READ[id_]
    assert dossier.dating is not None
    assert copied(dossier.title.value) + copied(dossier.dating.value) == []


QUOTE = re.compile(r"\{quote:[^}]*\}")
SOURCE = re.compile(r"\[[a-z0-9_]+\]")


def texts(node: object) -> Iterator[str]:
    """Every text in a file, keys too: a pair of a matching question may stand in one."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for key, value in node.items():
            yield str(key)
            yield from texts(value)
    elif isinstance(node, list):
        for part in node:
            yield from texts(part)


def without_quotations(text: str) -> Iterator[str]:
    """What is left of a text where the dossiers' quotations are taken out, with and without its source marks."""
    for piece in QUOTE.split(text):
        yield piece.replace("*", "")
        yield SOURCE.sub("", piece.replace("*", ""))


def own_texts(raw: Any) -> Iterator[str]:
    """Every text of a story file. In a translation, what is repeated of a fact is not its own: it is tested above."""
    if isinstance(raw, dict) and "language" in raw and isinstance(raw.get("texts"), dict):
        for id_, entry in raw["texts"].items():
            yield from texts(entry["text"] if id_.startswith("facts.") else entry)
    else:
        yield from texts(raw)


STORY_FILES = sorted(library.PACKS.rglob("*.yaml"))


@pytest.mark.parametrize("file", STORY_FILES, ids=[str(path.relative_to(library.PACKS)) for path in STORY_FILES])
def test_no_story_copies_the_articles(file: Path) -> None:
    raw = yaml.load(file.read_text(), Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))  # noqa: S506 - only text
    assert [run for text in own_texts(raw) for piece in without_quotations(text) for run in copied(piece)] == []


def test_the_articles_are_not_in_the_repository() -> None:
    names = {dossier.article.value for dossier in READ.values()}
    root = library.DOSSIERS.parent
    kept = [path for folder in ("seeds", "scenes", "tests", "docs", "game") for path in (root / folder).rglob("*.txt")]
    assert [path for path in kept if path.name in names or len(hashes(path.read_text()) & ARTICLE_RUNS) > 5] == []

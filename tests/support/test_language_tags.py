"""Tags of languages: one spelling for each, those that an environment asks for, and the one that fits best."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.support.language_names import english_name, own_name, tag_of_name
from game.support.language_tags import best_of, languages_wanted, normalised_tag, primary_language


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("de", "de"), ("DE", "de"), ("de-AT", "de-AT"), ("de_at", "de-AT"), ("de_DE", "de-DE"), ("pt_br", "pt-BR"),
        ("PT-br", "pt-BR"), ("zh-Hant", "zh-Hant"), ("ZH_HANT_tw", "zh-Hant-TW"), ("sr-latn-rs", "sr-Latn-RS"),
        ("es-419", "es-419"), ("gsw", "gsw"), ("de-CH-1996", "de-CH-1996"), ("sl-Rozaj", "sl-rozaj"),
        ("zh-yue-HK", "zh-yue-HK"), ("de-de-u-co-PHONEBK", "de-DE-u-co-phonebk"), ("en-x-Class-9b", "en-x-class-9b"),
        (" fr ", "fr"),
    ],
)  # fmt: skip
def test_a_tag_has_one_spelling(written: str, tag: str) -> None:
    assert normalised_tag(written) == tag
    assert normalised_tag(tag) == tag


@pytest.mark.parametrize(
    "written",
    ["", " ", "d", "French", "Deutsch", "english", "de AT", "de--AT", "-de", "de-", "de-A", "é", "\u212ao", "x-class",
     "C", "POSIX", "C.UTF-8", "de_DE.UTF-8", "12", "de-AT-AT", "de/AT", "de\nAT", "en-u", "de" + "-abcdefgh" * 20],
)  # fmt: skip
def test_what_is_no_tag_is_none(written: str) -> None:
    assert normalised_tag(written) is None


def test_the_language_alone_is_the_beginning_of_its_tag() -> None:
    assert [primary_language(tag) for tag in ("pt_BR", "zh-Hant", "de", "French")] == ["pt", "zh", "de", ""]


@pytest.mark.parametrize(
    ("environment", "wanted"),
    [
        ({}, []),
        ({"LANG": "de_AT.UTF-8"}, ["de-AT"]),
        ({"LANG": "de_DE@euro"}, ["de-DE"]),
        ({"LANG": "sr_RS.UTF-8@latin"}, ["sr-Latn-RS"]),
        ({"LANG": "C"}, []),
        ({"LANG": "C.UTF-8"}, []),
        ({"LANG": "POSIX"}, []),
        ({"LANG": "de_DE", "LC_MESSAGES": "fr_FR"}, ["fr-FR"]),
        ({"LANG": "de_DE", "LC_MESSAGES": "fr_FR", "LC_ALL": "pl_PL"}, ["pl-PL"]),
        ({"LANG": "de_DE", "LC_ALL": "C"}, []),
        ({"LANG": "de_DE", "LC_ALL": ""}, ["de-DE"]),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "de_AT:de:fr"}, ["de-AT", "de", "fr"]),
        ({"LANG": "C.UTF-8", "LANGUAGE": "de"}, ["de"]),
        ({"LANG": "pl_PL", "LANGUAGE": ""}, ["pl-PL"]),
        ({"LANG": "pl_PL", "LANGUAGE": ":C:POSIX:"}, ["pl-PL"]),
        ({"LANGUAGE": "de:DE:de_de"}, ["de", "de-DE"]),
        ({"LANG": "../../etc/passwd"}, []),
    ],
)
def test_an_environment_asks_for_languages(environment: dict[str, str], wanted: list[str]) -> None:
    assert languages_wanted(environment) == wanted


@pytest.mark.parametrize(
    ("wanted", "available", "best"),
    [
        (["de"], ["en", "de"], "de"),
        (["de-AT"], ["en", "de"], "de"),
        (["de-AT"], ["de", "de-AT"], "de-AT"),
        (["de"], ["en", "de-AT"], "de-AT"),
        (["de"], ["de-AT", "de"], "de"),
        (["de-CH"], ["de-AT", "en"], "de-AT"),
        (["DE_at"], ["De_AT"], "De_AT"),
        (["de-CH-1996"], ["de-CH"], "de-CH"),
        (["en-u-ca-gregory"], ["en"], "en"),
        (["zh-TW"], ["zh-Hans", "zh-Hant"], "zh-Hant"),
        (["zh-CN"], ["zh-Hant", "zh-Hans"], "zh-Hans"),
        (["zh-TW"], ["zh-Hans"], None),
        (["zh"], ["zh-Hant"], "zh-Hant"),
        (["zh-Hant-HK"], ["zh"], "zh"),
        (["sr-Latn"], ["sr-Cyrl"], None),
        (["nl", "fr"], ["en", "fr"], "fr"),
        (["de-AT", "fr"], ["fr", "de-CH"], "de-CH"),
        (["nonsense!", "fr"], ["fr"], "fr"),
        (["de"], ["French", "de"], "de"),
        (["nl"], ["de"], None),
        (["den"], ["de"], None),
        ([], ["de"], None),
        (["de"], [], None),
    ],
)
def test_the_best_of_the_languages_there_are(wanted: list[str], available: list[str], best: str | None) -> None:
    assert best_of(wanted, available) == best


TAGS = st.from_regex(r"\A[a-z]{2,3}([-_][A-Za-z]{4})?([-_][A-Za-z]{2})?\Z")


@given(TAGS, TAGS)
def test_what_is_found_is_the_same_language(wanted: str, available: str) -> None:
    best = best_of([wanted], [available])
    assert best in (available, None)
    if best is not None:
        assert primary_language(wanted) == primary_language(available)


@given(st.text())
def test_any_words_have_a_tag_in_its_one_spelling_or_none(words: str) -> None:
    tag = normalised_tag(words)
    assert tag is None or normalised_tag(tag.upper().replace("-", "_")) == tag


def test_languages_are_known_by_their_names() -> None:
    assert (own_name("pt-BR"), own_name("gsw")) == ("Português", "gsw")
    assert (english_name("de"), english_name("de_at"), english_name("gsw")) == ("German", "German (de-AT)", "“gsw”")
    assert [tag_of_name(name) for name in ("German", "deutsch", " Français ", "Klingon")] == ["de", "de", "fr", ""]

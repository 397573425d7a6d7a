"""The catalogues are whole: every message of the code is translated, and says no less than the English one."""

from __future__ import annotations

import os
import re
from datetime import date

import pytest
from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.messages.catalog import Catalog, Message
from babel.numbers import format_decimal

from game.localisation.lists_numbers_dates import and_list, date_text, decimal_text, or_list
from game.localisation.messages import in_language, interface_languages, number_text
from tests.localisation.catalogue_files import LANGUAGES, catalogue, compiled, messages, po_file, template, update

_GAP = re.compile(r"\{(\w*)\}")
_COMMAND = re.compile(r"`([^`]+)`")


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    if os.environ.get("EIGHTWINGS_UPDATE_CATALOGUES"):
        update(request.param)
    return request.param


@pytest.fixture(scope="module")
def translated(language: str) -> Catalog:
    return catalogue(language)


def _key(message: Message) -> tuple[str | None, object]:
    return message.context, message.id


def _forms(message: Message) -> list[tuple[str, str]]:
    """Each English form with the translation of it; the plural with every other form."""
    if isinstance(message.id, str):
        return [(message.id, message.string)]
    singular, *others = message.string
    return [(message.id[0], singular), *((message.id[1], other) for other in others)]


def test_the_game_speaks_every_language_that_has_a_catalogue() -> None:
    assert interface_languages() == ("en", *LANGUAGES)


def test_a_catalogue_has_the_messages_of_the_code_and_no_others(translated: Catalog) -> None:
    of_the_code = {_key(message) for message in messages(template())}
    known = {_key(message) for message in messages(translated)}
    assert of_the_code == known, "EIGHTWINGS_UPDATE_CATALOGUES=1 pytest tests/localisation brings them up to date"


def test_every_message_is_translated(translated: Catalog) -> None:
    missing = [
        message.id
        for message in messages(translated)
        if message.fuzzy or not all(translation for _, translation in _forms(message))
    ]
    assert not missing, f"{len(missing)} are not: {missing[:5]}"


def test_a_translation_has_the_gaps_of_its_message(translated: Catalog) -> None:
    wrong = [
        (english, translation)
        for message in messages(translated)
        for english, translation in _forms(message)
        if set(_GAP.findall(english)) - {"number"} != set(_GAP.findall(translation)) - {"number"}
        or ("{number}" in translation and "{number}" not in str(message.id))
    ]
    assert not wrong


def test_several_are_always_counted(translated: Catalog) -> None:
    wrong = [
        (english, translation)
        for message in messages(translated)
        if not isinstance(message.id, str)
        for english, translation in _forms(message)[1:]
        if "{number}" in english and "{number}" not in translation
    ]
    assert not wrong


def test_a_translation_begins_and_ends_with_the_same_space(translated: Catalog) -> None:
    wrong = [
        (english, translation)
        for message in messages(translated)
        for english, translation in _forms(message)
        if message.context != "sign between thousands"
        and (english[:1].isspace(), english[-1:].isspace()) != (translation[:1].isspace(), translation[-1:].isspace())
    ]
    assert not wrong


def test_a_sentence_begins_with_a_capital(translated: Catalog) -> None:
    """Where to one goes, as in “to the north”, is in small letters: no sentence begins with it."""
    wrong = [
        (english, translation)
        for message in messages(translated)
        for english, translation in _forms(message)
        if english[:1].isupper()
        and english.endswith((".", "?"))
        and (translation[:1].islower() or translation.startswith("{where_to}"))
    ]
    assert not wrong


def test_a_translation_names_as_many_commands(translated: Catalog) -> None:
    wrong = [
        (english, translation)
        for message in messages(translated)
        for english, translation in _forms(message)
        if len(_COMMAND.findall(english)) != len(_COMMAND.findall(translation))
    ]
    assert not wrong


def test_what_is_loaded_is_what_is_written(language: str, translated: Catalog) -> None:
    assert po_file(language).with_suffix(".mo").read_bytes() == compiled(translated)


@pytest.mark.parametrize("names", [("Ada",), ("Ada", "Bram"), ("Ada", "Bram", "Cleo")])
def test_lists_are_those_of_the_common_locale_data(language: str, names: tuple[str, ...]) -> None:
    locale = Locale.parse(language)
    with in_language(language):
        assert and_list(names) == format_list(names, "standard", locale)
        assert or_list(names) == format_list(names, "or", locale)


@pytest.mark.parametrize(
    ("names", "both", "either"),
    [
        (("Bram", "Ivy"), "Bram e Ivy", "Bram o Ivy"),
        (("Bram", "Hilda"), "Bram e Hilda", "Bram o Hilda"),
        (("agua", "hielo"), "agua y hielo", "agua o hielo"),
        (("siete", "ocho"), "siete y ocho", "siete u ocho"),
        (("uno", "hora"), "uno y hora", "uno u hora"),
    ],
)
def test_spanish_changes_its_and_and_or_before_their_own_sound(names: tuple[str, ...], both: str, either: str) -> None:
    with in_language("es"):
        assert (and_list(names), or_list(names)) == (both, either)


@pytest.mark.parametrize("number", [0, 7, 12_345, 1_234_567, -40_000])
def test_whole_numbers_are_grouped_as_in_the_common_locale_data(language: str, number: int) -> None:
    with in_language(language):
        assert number_text(number) == format_decimal(number, locale=language)


@pytest.mark.parametrize(("tag", "written"), [("en", "1,000"), ("de", "1.000"), ("es", "1000"), ("pl", "1000")])
def test_four_digits_are_grouped_where_the_language_does_so(tag: str, written: str) -> None:
    with in_language(tag):
        assert number_text(1000) == written


def test_decimals_stand_behind_the_sign_of_the_language(language: str) -> None:
    with in_language(language):
        assert decimal_text(2.5, 1) == format_decimal(2.5, locale=language)


@pytest.mark.parametrize("month", range(1, 13))
def test_dates_are_those_of_the_common_locale_data(language: str, month: int) -> None:
    day = date(1949, month, 4)
    with in_language(language):
        assert date_text(day) == format_date(day, "long", locale=language)

"""Sentences come from the catalogue of the language that is spoken, and stay English where there is none."""

from __future__ import annotations

import contextvars
import threading

import pytest
from babel.messages.catalog import Catalog

from game.localisation import messages
from game.localisation.messages import gettext, in_language, language_used, ngettext, pgettext, use_language
from tests.localisation.catalogue_files import DATE, compiled


@pytest.fixture(autouse=True)
def dutch(tmp_path, monkeypatch):
    """A catalogue that exists only here."""
    made = Catalog(locale="nl", creation_date=DATE)
    made.add("You have {item}.", "Je hebt {item}.")
    made.add(("{number} fact", "{number} facts"), ("{number} feit", "{number} feiten"))
    made.add("sign between thousands", "")
    made.add(",", ".", context="sign between thousands")
    made.add("May", "mei", context="month in a date")
    folder = tmp_path / "nl" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "eightwings.mo").write_bytes(compiled(made))
    monkeypatch.setattr(messages, "CATALOGUES", tmp_path)
    messages.interface_languages.cache_clear()
    messages._catalogue.cache_clear()
    yield
    messages.interface_languages.cache_clear()
    messages._catalogue.cache_clear()


def test_english_is_spoken_as_long_as_nothing_else_is_asked_for():
    assert language_used() == "en"
    assert gettext("You have {item}.", item="a pen") == "You have a pen."


def test_a_message_is_told_in_the_language_of_the_block():
    with in_language("nl"):
        assert gettext("You have {item}.", item="een pen") == "Je hebt een pen."
    assert language_used() == "en"


def test_a_message_that_the_catalogue_does_not_have_is_told_in_english():
    with in_language("nl"):
        assert gettext("Walk on") == "Walk on"


def test_numbers_choose_their_form_and_are_grouped_as_the_language_does():
    with in_language("nl"):
        assert [ngettext("{number} fact", "{number} facts", number) for number in (1, 12_000)] == [
            "1 feit",
            "12.000 feiten",
        ]
    assert ngettext("{number} fact", "{number} facts", 12_000) == "12,000 facts"


def test_a_context_tells_two_meanings_of_a_word_apart():
    with in_language("nl"):
        assert (pgettext("month in a date", "May"), pgettext("verb", "May")) == ("mei", "May")


def test_a_value_with_braces_is_inserted_as_it_is():
    assert gettext("You have {item}.", item="{0.__class__}") == "You have {0.__class__}."


def test_a_message_without_gaps_may_have_braces():
    assert gettext("Write {like this}.") == "Write {like this}."


def test_a_language_that_the_game_does_not_speak_is_refused():
    with pytest.raises(LookupError, match="`xx`"):
        use_language("xx")
    with pytest.raises(LookupError), in_language("../../etc"):
        pass


def test_another_context_keeps_its_own_language():
    heard = []

    def speak():
        use_language("nl")
        heard.append(gettext("You have {item}.", item="een pen"))

    thread = threading.Thread(target=contextvars.copy_context().run, args=(speak,))
    thread.start()
    thread.join()
    assert (heard, language_used()) == (["Je hebt een pen."], "en")

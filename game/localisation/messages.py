"""Sentences in the language that is spoken now, from the catalogues of gettext.

The language is a context variable: a server can speak another one to each of its players, and a task or thread that
is begun with a copy of the context goes on in its language. Nothing has to be handed through.

A message is a whole sentence with named gaps, `gettext("You have {item}.", item=name)`: translators can put the gaps
where their language wants them. What goes into a gap is inserted as it is; whole numbers are grouped as the language
groups them. A message without gaps is not formatted, and may have braces.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gettext import NullTranslations

#: The language of the code itself.
ENGLISH = "en"

CATALOGUES = Path(__file__).parent / "catalogues"
"""The folder with `LANGUAGE/LC_MESSAGES/eightwings.po` and, compiled, `eightwings.mo`."""

DOMAIN = "eightwings"

_language: ContextVar[str] = ContextVar("language", default=ENGLISH)


def use_language(tag: str) -> None:
    """Speak this language from now on in this context: one of `interface_languages()`.

    Raises `LookupError` for any other.
    """
    _catalogue(tag)
    _language.set(tag)


@contextmanager
def in_language(tag: str) -> Iterator[None]:
    """Speak this language inside the block, and then again that of before. Raises as `use_language` does."""
    _catalogue(tag)
    before = _language.set(tag)
    try:
        yield
    finally:
        _language.reset(before)


def language_used() -> str:
    """The language that is spoken in this context."""
    return _language.get()


@cache
def interface_languages() -> tuple[str, ...]:
    """Every language in which the game itself can speak, English first."""
    found = (folder.name for folder in CATALOGUES.iterdir() if (folder / "LC_MESSAGES" / f"{DOMAIN}.mo").is_file())
    return (ENGLISH, *sorted(found))


def gettext(message: str, /, **values: object) -> str:
    """The message in the language that is spoken now, with its gaps filled."""
    language = _language.get()
    words = message if language == ENGLISH else _known(language).gettext(message)
    return _filled(words, values) if values else words


def ngettext(singular: str, plural: str, number: int, /, **values: object) -> str:
    """The message for so many: `ngettext("{number} fact", "{number} facts", count)`.

    `{number}` is filled with the number, other gaps with the values of their names.
    """
    language = _language.get()
    if language == ENGLISH:
        words = singular if number == 1 else plural
    else:
        words = _known(language).ngettext(singular, plural, abs(number))
    return _filled(words, {"number": number, **values})


def pgettext(context: str, message: str, /, **values: object) -> str:
    """A message that means different things in different places, such as a single word: `context` says which."""
    language = _language.get()
    words = message if language == ENGLISH else _known(language).pgettext(context, message)
    return _filled(words, values) if values else words


def gettext_noop(message: str) -> str:
    """Mark a message for the catalogues where it is defined; `gettext` translates it where it is shown."""
    return message


def number_text(number: int) -> str:
    """A whole number with its thousands set apart: 12,000."""
    if language_used() == ENGLISH:
        return f"{number:,}"
    # Translators: from so many digits on a number has its thousands set apart: 4 (1,000) or 5 (1000, but 10 000).
    least = int(pgettext("digits from which thousands are set apart", "4"))
    if len(str(abs(number))) < least:
        return str(number)
    return f"{number:,}".replace(",", pgettext("sign between thousands", ","))


def _filled(words: str, values: dict[str, object]) -> str:
    return words.format_map({name: _inserted(value) for name, value in values.items()})


def _inserted(value: object) -> object:
    return number_text(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _known(language: str) -> NullTranslations:
    return _catalogue(language)


@cache
def _catalogue(language: str) -> NullTranslations:
    """The catalogue of a language, loaded when it is first spoken."""
    from gettext import GNUTranslations, NullTranslations  # who speaks English needs none of it

    if language == ENGLISH:
        return NullTranslations()
    if language not in interface_languages():
        raise LookupError(f"The game does not speak the language `{language}`.")
    with (CATALOGUES / language / "LC_MESSAGES" / f"{DOMAIN}.mo").open("rb") as file:
        return GNUTranslations(file)

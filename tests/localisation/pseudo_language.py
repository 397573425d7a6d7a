"""A language that nobody speaks: every message of the code with accents and longer, so that one sees what is none.

What still stands there in plain letters has not gone through a catalogue, and what has no bracket at its end was cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

from game.localisation import messages
from game.localisation.messages import in_language
from tests.localisation.catalogue_files import DATE, KEYWORDS, compiled, extracted, template

TAG = "en-XA"
"""What pseudo-languages are called by those who test whether programs can be translated."""

_PLAIN = "abcdefghijklmnopqrstuvwxyz"
_ACCENTED = "åƀçđéƒĝĥîĵķļɱñöƥɋŕšţûṽŵẋýž"
_LETTERS = str.maketrans(_PLAIN + _PLAIN.upper(), _ACCENTED + _ACCENTED.upper())
_GAP = re.compile(r"(\{\w+\})")
_COMMAND = re.compile(r"`[^`]+`")
_LONGER = 0.4


THE_ORIGINAL = "English (--language en)"
"""How the original is named among the languages of a story: as it calls itself, with what is typed in a shell."""


def pseudo(message: str) -> str:
    """A message in the pseudo-language. A command alone, in backticks, and what has no letters is not made longer."""
    accented = "".join(part if _GAP.fullmatch(part) else part.translate(_LETTERS) for part in _GAP.split(message))
    if not re.search(r"[^\W\d_]", _GAP.sub("", message)) or _COMMAND.fullmatch(message):
        return accented
    return f"[{accented} {'~' * max(round(len(message) * _LONGER) - 3, 1)}]"


@cache
def _typed() -> frozenset[tuple[str | None, object]]:
    """What the code has of lists of words that can be typed, each with its context."""
    found = extracted({"own_words": KEYWORDS["own_words"]})
    return frozenset((context, message) for _, _, message, _, context in found)


@cache
def _compiled() -> bytes:
    made = Catalog(locale="eo", creation_date=DATE)  # one form for one, one for all others
    for message in template():
        if message.id:
            made.add(message.id, _translated(message), context=message.context)
    return compiled(made)


def _translated(message: Message) -> str | tuple[str, ...]:
    if isinstance(message.id, tuple):
        return tuple(pseudo(form) for form in message.id)
    if (message.context, message.id) in _typed():
        return str(message.id).translate(_LETTERS)
    return pseudo(str(message.id))


@contextmanager
def spoken(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Speak the pseudo-language inside the block; its catalogue lies in the folder meanwhile."""
    path = folder / "catalogues" / TAG / "LC_MESSAGES" / f"{messages.DOMAIN}.mo"
    path.parent.mkdir(parents=True)
    path.write_bytes(_compiled())
    monkeypatch.setattr(messages, "CATALOGUES", folder / "catalogues")
    messages.interface_languages.cache_clear()
    messages._catalogue.cache_clear()
    try:
        with in_language(TAG):
            yield
    finally:
        messages.interface_languages.cache_clear()
        messages._catalogue.cache_clear()

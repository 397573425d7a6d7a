"""The words that a translated pack says, to tell them from those of the game itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from tests.yaml_files import content_of

PACKS = Path(__file__).parent.parent / "packs"
_WORD = re.compile(r"[^\W_]+")


@cache
def words_of_translation(pack: Path, language: str) -> frozenset[str]:
    """Every word of a translation, in small letters; and of the head of the pack, which nobody translates."""
    head = content_of(pack / "pack.yaml")
    texts = [head["author"]]
    for file in sorted(pack.rglob("*.yaml")):
        content = content_of(file)
        if content.get("language") == language and "texts" in content:  # a playthrough has none
            texts += [content["name"], *(text for value in content["texts"].values() for text in _texts(value["text"]))]
    return frozenset(words_in(" ".join(map(str, texts))))


def words_in(text: str) -> list[str]:
    """The words of a text, in small letters."""
    return [word.casefold() for word in _WORD.findall(text)]


def untranslated(shown: str, known: frozenset[str]) -> list[str]:
    """The words of what is shown that have only plain letters and that nobody of `known` has said.

    What was cut to fit counts as known when the beginning of a word is. Single letters are keys, and marks on maps.
    """
    plain = (word for word in words_in(shown) if word.isascii() and word.isalpha() and len(word) > 1)
    return sorted({word for word in plain if not any(whole.startswith(word) for whole in known)})


def _texts(value: Any) -> Iterator[str]:
    match value:
        case dict():
            for key, inside in value.items():
                yield str(key)
                yield from _texts(inside)
        case list():
            for inside in value:
                yield from _texts(inside)
        case _:
            yield str(value)

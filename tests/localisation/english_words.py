"""English among words of another language, found by what nobody translated and not by a list of mistakes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from pathlib import Path

from tests.localisation.catalogue_files import catalogue, messages, template
from tests.localisation.pseudo_language import THE_ORIGINAL
from tests.localisation.words_of_packs import words_in
from tests.yaml_files import content_of

_COMMAND = re.compile(r"eightwings [\w-]+|--[\w-]+")
"""What is typed in a shell, which knows no other language."""

_NAMES = {
    "eightwings",
    "eight",
    "wings",
    "unicode",
    "ascii",
    "markdown",
    "html",
    "md",
    "svg",
    "yaml",
    "ctrl",
    "tab",
    "alt",
}
"""Names of things that are called so everywhere."""

_EVERYWHERE = frozenset(("gong", "oksana", "terminal"))
"""Borrowed by all of them: an instrument in the examples of the help, a name in a sample, a device."""

SHARED = {
    "de": _EVERYWHERE | {
        "enter", "esc",  # so these keys are called in Germany, too
        "minute", "name", "normal", "text",  # the same in both, in capitals
    },
    "fr": _EVERYWHERE | {
        "article", "change", "large", "minute", "minutes", "pages", "passages", "possible",
        "question", "secret",  # English has them from French
        "pack",  # “un pack”, as of games
    },
    "es": _EVERYWHERE | {
        "cursor", "esc",  # so they are called in Spain, too
        "has", "normal",  # “has visto”, “tamaño normal”
    },
}  # fmt: skip
"""Words of the game in English that a language has as well."""


@cache
def _english() -> frozenset[str]:
    """Every word that the game says in English, and the small words of which its sentences consist."""
    shown = (message for message in messages(template()) if not (message.context or "").startswith("typed"))
    forms = (form for message in shown for form in ([message.id] if isinstance(message.id, str) else message.id))
    return frozenset(word for form in forms for word in words_in(re.sub(r"\{\w+\}", " ", form)))


@cache
def _own(language: str) -> frozenset[str]:
    """Every word of a catalogue, whatever is translated with it."""
    forms = (
        form
        for message in messages(catalogue(language))
        for form in ([message.string] if isinstance(message.string, str) else message.string)
    )
    return frozenset(word for form in forms for word in words_in(re.sub(r"\{\w+\}", " ", form)))


def english_in(shown: str, language: str, story: frozenset[str], *others: object) -> list[str]:
    """What may be English of the words that are shown: none of them where all is translated.

    These are the words that neither the story says (`story`), nor the catalogue of the language, nor the player
    (`others`: lines that were typed, paths); and those that are words of the game in English, but for the few that
    the language writes in the same way (`SHARED`) and those of the story. So a word left in English by the translator
    is found as well as one that never came into a catalogue.
    """
    said = frozenset(words_in(" ".join(map(str, others))))
    words = {
        word
        for word in words_in(_COMMAND.sub(" ", shown.replace(THE_ORIGINAL, " ")))
        if len(word) > 1 and not any(map(str.isdigit, word))
    }
    foreign = words - story - said - _NAMES
    known = _own(language) | story | said
    unknown = {word for word in foreign - known if not any(whole.startswith(word) for whole in known)}  # or cut to fit
    return sorted(unknown | (foreign & _english()) - SHARED[language])


def readable(file: Path) -> str:
    """What somebody reads, or hears read out, of a page, a drawing or a text."""
    text = file.read_text("utf-8")
    if file.suffix not in (".html", ".svg"):
        return text
    text = re.sub(r"<style>.*?</style>|<script>.*?</script>|<!--.*?-->", " ", text, flags=re.DOTALL)
    told = re.findall(r'(?:aria-label|title|alt)="([^"]*)"', text)
    return unescape(" ".join([re.sub(r"<[^>]*>", " ", text), *told]))


_SHOWN_KEYS = frozenset(
    (
        "pack", "about", "author", "disclaimer", "name", "text", "glance", "choose", "title", "role", "because",
        "right", "wrong", "states", "cloze", "order", "unit", "dating", "article", "topics", "as_of",
    )
)  # fmt: skip
"""Keys of a pack whose values are shown to whoever plays it."""


@cache
def words_of_pack(folder: Path) -> frozenset[str]:
    """Every word that a pack shows in the language in which it was written."""
    files = (content_of(file) for file in sorted(folder.glob("*.yaml")))
    return frozenset(word for content in files for text in _shown(content, said=False) for word in words_in(text))


def _shown(value: object, *, said: bool) -> Iterator[str]:
    match value:
        case dict():
            for key, inside in value.items():
                yield from _shown(inside, said=said or (key in _SHOWN_KEYS and not isinstance(inside, dict)))
                if key == "topics" and isinstance(inside, dict):
                    yield from inside.values()
        case list():
            for inside in value:
                yield from _shown(inside, said=said)
        case _ if said:
            yield str(value)

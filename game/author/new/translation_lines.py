"""Translations as lines of a file: each with its original exactly as it is, and the translation, or room for it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from game.story.compile.shown_texts import Plain, owner_of
from game.story.source.yaml_quoting import exactly, quoted

_HEAD = """\
# The texts of the story in another language. Behind `was:` stands the original; it stays as it is. The translation goes
# behind `text:`, or below it, indented by six spaces, where a | stands there. What stays empty is shown as in the
# original. Characters such as {{…}}, [some_fact], *…* and a `marta:` at the beginning mean the same in every language;
# the gaps of a question stay gaps.
language: {code}
name: {name}
texts:
"""


class Translation(NamedTuple):
    """A text in another language, with its original as it was when it was translated. None: it is to be written."""

    id: str
    was: Plain
    text: Plain | None = None


def language_file(head: str, code: str, name: str, lines: str) -> str:
    """A file of a language, whose name for itself is `name`, with these lines of texts. `head` stands above all."""
    body = "".join(f"  {line}".rstrip() + "\n" for line in lines.split("\n"))
    return f"{head}\n{_HEAD.format(code=code, name=quoted(name))}{body}"


def translation_lines(translations: Iterable[Translation]) -> str:
    """The lines for these texts, not indented: what belongs to one scene, place or question stands together."""
    groups = groupby(translations, key=lambda translation: owner_of(translation.id))
    return "\n\n".join("\n".join(_lines(translation) for translation in group) for _, group in groups)


def _lines(translation: Translation) -> str:
    was = _value(translation.was)
    if translation.text is not None:
        text = f" {_value(translation.text)}"
    else:
        text = " |" * (isinstance(translation.was, str) and was.startswith("|"))
    return f"{translation.id}:\n  was: {was}\n  text:{text}"


def _value(text: Plain) -> str:
    """A text behind its key, as it is read back."""
    if isinstance(text, str):
        return exactly(text, 4)
    if isinstance(text, list):
        return f"[{', '.join(exactly(words) for words in text)}]"
    return f"{{ {', '.join(f'{exactly(left)}: {exactly(right)}' for left, right in text.items())} }}"

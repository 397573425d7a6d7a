"""A story in which every word that is only told is hostile: names, texts, titles, labels, units, whatever there is."""

from __future__ import annotations

from typing import Any

from game.author.proofs.logic import WORDS
from game.story.model.story import Fact, Story
from game.story.model.text import Run
from tests.report.filled import HOSTILE

#: Words by which something else is found, or that are read and not shown.
_LOOKED_UP = {"fingerprint", "file", "section", "accepted", "rejected", "spot", "speaker", "strong", "by", "article"}
#: What an author can write: a pack with such a character is refused when it is loaded.
WRITTEN = HOSTILE.removesuffix("\u202e")


def hostile(story: Story) -> Story:
    """The same story with hostile words behind all words of it that are only told."""
    return _hostile(story, {})  # type: ignore[no-any-return]


def _hostile(value: Any, done: dict[int, Any]) -> Any:
    if id(value) in done:
        return done[id(value)]
    made = value
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        told = WORDS.get(type(value), frozenset()) - _LOOKED_UP
        fields = {
            name: _words(part) if name in told else _hostile(part, done)
            for name, part in zip(value._fields, value, strict=True)
        }
        if isinstance(value, Fact):
            fields["by"] = value.by if value.by == "article" else f"{value.by}{WRITTEN}"
        made = value._replace(**fields)
    elif type(value) is tuple:
        made = tuple(_hostile(part, done) for part in value)
    elif isinstance(value, dict):
        made = {key: _hostile(part, done) for key, part in value.items()}
    done[id(value)] = made
    return made


def _words(value: Any) -> Any:
    """Words with hostile ones behind them, also in what is made of words."""
    if isinstance(value, str):
        return f"{value}{WRITTEN}" if value else value
    if isinstance(value, Run):
        return Run(f"{value.words}{WRITTEN}")
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return _hostile(value._replace(**{name: _worded(name, part) for name, part in value._asdict().items()}), {})
    if type(value) is tuple:
        return tuple(_words(part) for part in value)
    if isinstance(value, dict):
        return {key: _words(part) for key, part in value.items()}
    return _hostile(value, {})


def _worded(name: str, part: Any) -> Any:
    return f"{part}{WRITTEN}" if name == "name" and isinstance(part, str) else part

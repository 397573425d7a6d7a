"""What stands behind the command `save`: a name, or what else than a copy of the play is to be kept."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from game.localisation.typed_words import own_words
from game.play.debriefing import DEBRIEFS

SaveForm: TypeAlias = Literal["copy", "test", "page", "markdown"]
"""A copy of the play, the play as a test of its story, or the debriefing as a page or in Markdown."""


class SaveWish(NamedTuple):
    """What is to be kept, and under which name; the debriefing has none."""

    form: SaveForm
    name: str = ""


def save_wished(about: str) -> SaveWish:
    """What `save` with these words behind it means: `save before the vote`, `save test A quiet day`, `save debrief`."""
    first, _, rest = about.strip().partition(" ")
    if first.casefold() in ("test", *_own_test()):
        return SaveWish("test", rest)
    said = about.strip().casefold()
    name, _, ending = said.partition(".")
    if said in DEBRIEFS or (name in _own_debrief() and ending in ("", "html", "md")):
        return SaveWish("markdown" if ending == "md" else "page")
    return SaveWish("copy", about)


def spoken_test() -> str:
    """What one types behind `save` in the language that is spoken now, to keep the play as a test."""
    return (*_own_test(), "test")[0]


def spoken_debrief() -> str:
    """What one types behind `save` in the language that is spoken now, to keep the debriefing."""
    return (*_own_debrief(), "debrief")[0]


def _own_debrief() -> tuple[str, ...]:
    return own_words("typed behind “save” to keep the debriefing as a page or file", "debrief")


def _own_test() -> tuple[str, ...]:
    return own_words("typed behind “save” to keep the play as a test", "test")

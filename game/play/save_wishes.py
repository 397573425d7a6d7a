"""What stands behind the command `save`: a name, or what else than a copy of the play is to be kept."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from game.localisation.typed_words import typable
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
    if first.casefold() in typable("typed behind “save” to keep the play as a test", "test"):
        return SaveWish("test", rest)
    said = about.strip().casefold()
    words = typable("typed behind “save” to keep the debriefing", "debrief")
    if said in DEBRIEFS or (said.partition(".")[0] in words and said.partition(".")[2] in ("", "html", "md")):
        return SaveWish("markdown" if said.endswith(".md") else "page")
    return SaveWish("copy", about)

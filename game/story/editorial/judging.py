"""Which rules of the lint can be judged in a language, and which cannot."""

from __future__ import annotations

from typing import NamedTuple

from game.story.catalogue.entry import CATALOGUE
from game.story.model.story import Story
from game.support.language_tags import DEFAULT, primary_language


class NotJudged(NamedTuple):
    """The codes of the rules that are not judged in a language, and of those of which only a part is, in order."""

    rules: tuple[str, ...]
    in_part: tuple[str, ...]


def not_judged(language: str) -> NotJudged:
    """What is not judged of texts in a language, which is given by its tag; empty: that of a pack that names none."""
    code = primary_language(language) or DEFAULT
    others = [entry for _, entry in sorted(CATALOGUE.items()) if not entry.holds_in(code)]
    return NotJudged(
        tuple(entry.code for entry in others if not entry.elsewhere),
        tuple(entry.code for entry in others if entry.elsewhere),
    )


def not_judged_of(story: Story) -> dict[str, NotJudged]:
    """By each language of a pack of which not all rules are judged, what is not."""
    by_language = {code: not_judged(code) for code in (story.written_in, *story.languages)}
    return {code or DEFAULT: left for code, left in by_language.items() if any(left)}

"""How severe findings are in one pack: what its key `checks:` says, checked against the catalogue."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Literal

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.catalogue.entry import Entry, Severity
from game.story.catalogue.quick_fixes import Mend, replaced_by
from game.story.model.yaml_nodes import ScalarNode
from game.support.similarity import nearest

_LEVELS: dict[str, Severity | Literal["off"]] = {
    "error": "error", "warning": "warning", "remark": "remark", "off": "off",
}  # fmt: skip


@cache
def _by_word() -> dict[str, Entry]:
    """Every entry of the catalogue by its code, and by its name."""
    return {word: entry for entry in catalogue.CATALOGUE.values() for word in (entry.code, entry.name)}


def severities(
    checks: Iterable[tuple[ScalarNode, ScalarNode]], found: Diagnostics
) -> dict[str, Severity | Literal["off"]]:
    """The severity by code for each line of `checks:`. What cannot be set so is reported and left out."""
    settled: dict[str, Severity | Literal["off"]] = {}
    for word, level in checks:
        by_word = _by_word()
        entry = by_word.get(word.value)
        if entry is None:
            near = next((candidate for candidate in by_word if candidate.casefold() == word.value.casefold()), "")
            near = near or nearest(word.value, [candidate for candidate, known in by_word.items() if known.adjustable])
            details = {"value": word.value, "suggestion": f"Did you mean `{near}`? " if near else ""}
            found.report(catalogue.UNKNOWN_CHECK, word.spot, mend=replaced_by(near), **details)
        elif level.value not in _LEVELS:
            near = nearest(level.value, _LEVELS)
            details = {"value": level.value, "suggestion": f"Did you mean `{near}`? " if near else ""}
            found.report(catalogue.UNKNOWN_SEVERITY, level.spot, mend=Mend(near or "off"), **details)
        elif level.value != "error" and not entry.adjustable:
            found.report(catalogue.FIXED_SEVERITY, word.spot, value=word.value, title=entry.title)
        else:
            settled[entry.code] = _LEVELS[level.value]
    return settled

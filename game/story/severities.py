"""How severe findings are in one pack: what its key `checks:` says, checked against the catalogue."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from game.story import catalogue
from game.story.catalogue.entry import Severity
from game.story.diagnostics import Diagnostics, did_you_mean
from game.story.words import Words

_LEVELS: dict[str, Severity | Literal["off"]] = {"error": "error", "warning": "warning", "off": "off"}


def severities(checks: Iterable[tuple[Words, Words]], found: Diagnostics) -> dict[str, Severity | Literal["off"]]:
    """The severity by code for each line of `checks:`. What cannot be set so is reported and left out."""
    settled: dict[str, Severity | Literal["off"]] = {}
    by_word = {word: entry for entry in catalogue.CATALOGUE.values() for word in (entry.code, entry.name)}
    for word, level in checks:
        entry = by_word.get(word.value)
        if entry is None:
            adjustable = [one for one, known in by_word.items() if known.adjustable]
            found.report(
                catalogue.UNKNOWN_CHECK, word.spot, value=word.value, suggestion=did_you_mean(word.value, adjustable)
            )
        elif level.value not in _LEVELS:
            suggestion = did_you_mean(level.value, _LEVELS)
            found.report(catalogue.UNKNOWN_SEVERITY, level.spot, value=level.value, suggestion=suggestion)
        elif level.value != "error" and not entry.adjustable:
            found.report(catalogue.FIXED_SEVERITY, word.spot, value=word.value, title=entry.title)
        else:
            settled[entry.code] = _LEVELS[level.value]
    return settled

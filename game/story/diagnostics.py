"""Findings about a pack: what is wrong, where, and what to do. All of them are gathered before any is shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from game.story.catalogue.entry import Entry, Severity
from game.story.words import Spot


class Diagnostic(NamedTuple):
    """One finding, ordered by its spot. `fix` says what to do; `severity` is `error` or `warning`."""

    spot: Spot
    code: str
    severity: Severity
    message: str
    fix: str

    def __str__(self) -> str:
        return f"{self.spot}: {self.severity} {self.code}: {self.message} {self.fix}"


class PackError(Exception):
    """The pack has errors and cannot be played. `diagnostics` holds every finding, warnings too, in order."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        self.diagnostics = diagnostics
        errors = sum(1 for one in diagnostics if one.severity == "error")
        super().__init__(f"{errors} error{'s' if errors != 1 else ''} in the pack")


class Diagnostics:
    """Collects findings while a pack is read."""

    def __init__(self) -> None:
        self._found: dict[tuple[Spot, str, str], Diagnostic] = {}
        #: Severities that the pack sets under `checks:`, by code; `off` silences a finding.
        self.severities: dict[str, Severity | Literal["off"]] = {}
        #: Files that could not be read to their end: ids they define would be reported as unknown.
        self.broken_files: set[str] = set()
        #: Ids whose definition was refused: what refers to them is not to be called unknown.
        self.refused_ids: set[str] = set()

    def report(self, entry: Entry, spot: Spot, /, **details: object) -> None:
        """Add a finding at `spot`; `details` fill the entry's templates. The same finding twice counts once."""
        message, fix = entry.message.format(**details), entry.fix.format(**details)
        self._found.setdefault((spot, entry.code, message), Diagnostic(spot, entry.code, entry.severity, message, fix))

    @property
    def has_errors(self) -> bool:
        """Whether there is an error so far, by the pack's own severities."""
        return any(self.severities.get(one.code, one.severity) == "error" for one in self._found.values())

    def excuses(self, id_: str) -> bool:
        """Whether an id that nobody defines may be defined by what could not be read, and is not to be reported."""
        return bool(self.broken_files) or id_ in self.refused_ids

    def sorted(self) -> tuple[Diagnostic, ...]:
        """All findings, by file, line and column, with the pack's own severities."""
        settled = []
        for one in self._found.values():
            severity = self.severities.get(one.code, one.severity)
            if severity != "off":
                settled.append(one._replace(severity=severity))
        return tuple(sorted(settled))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A sentence with the nearest known word and a space behind it, or nothing when none is near."""
    import difflib  # only needed when something is wrong

    candidates = sorted(known)
    near = difflib.get_close_matches(word, candidates, n=1, cutoff=0.6)
    if not near and word:
        near = [one for one in candidates if one.startswith(word) or word in one.split("_")][:1]
    return f"Did you mean `{near[0]}`? " if near else ""

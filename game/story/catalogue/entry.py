"""One kind of finding: its code, its words, what to do, why it matters, and an example that yields it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

Severity = Literal["error", "warning", "remark"]

Files = str | Mapping[str, str]
"""The files of a pack by name, or the one file `pack.yaml`."""

MARK = "▸"
"""Stands in a bad example directly before the spot that the finding names."""

WORDS_KNOWN = ("de", "en", "es", "fr", "pl")
"""The languages whose words the editorial lint knows."""

CATALOGUE: dict[str, Entry] = {}


class Example(NamedTuple):
    """`bad` yields the code at the marked spot and nothing else; `good` is the same pack put right."""

    bad: Files
    good: Files


class Entry(NamedTuple):
    """One kind of finding. `message` and `fix` are templates filled by `Diagnostics.report`.

    `explanation` says why it matters, in the guide. `example` is None where it takes more than the text of files;
    `situation` then says in words how the finding comes about.
    `opinion` marks an error with which a story can be built all the same: a pack may lower it under `checks:`.
    `languages` are the codes of those in which it can be judged at all; none of them named: it is judged in all.
    `elsewhere` says in words what is judged of it in any other language; empty where nothing is.
    """

    code: str
    name: str
    severity: Severity
    title: str
    message: str
    fix: str
    explanation: str
    example: Example | None
    opinion: bool = False
    situation: str = ""
    languages: tuple[str, ...] = ()
    elsewhere: str = ""

    def holds_in(self, language: str) -> bool:
        """Whether all of it is judged in a language, which is given by its code of two or three letters."""
        return not self.languages or language in self.languages

    @property
    def adjustable(self) -> bool:
        """Whether a pack may set the severity under `checks:`, or switch the finding off."""
        return self.severity != "error" or self.opinion


def error(
    code: str,
    name: str,
    title: str,
    *,
    message: str,
    fix: str,
    explanation: str = "",
    example: Example | None,
    opinion: bool = False,
    situation: str = "",
    languages: tuple[str, ...] = (),
    elsewhere: str = "",
) -> Entry:
    """Register a finding with which a pack cannot be played."""
    return _register(
        Entry(code, name, "error", title, message, fix, explanation, example, opinion, situation, languages, elsewhere)
    )


def warning(
    code: str,
    name: str,
    title: str,
    *,
    message: str,
    fix: str,
    explanation: str = "",
    example: Example | None,
    situation: str = "",
    languages: tuple[str, ...] = (),
    elsewhere: str = "",
) -> Entry:
    """Register a finding with which a pack can be played all the same."""
    return _register(
        Entry(code, name, "warning", title, message, fix, explanation, example, False, situation, languages, elsewhere)
    )


def remark(
    code: str,
    name: str,
    title: str,
    *,
    message: str,
    fix: str,
    explanation: str = "",
    example: Example | None,
    situation: str = "",
    languages: tuple[str, ...] = (),
    elsewhere: str = "",
) -> Entry:
    """Register what may be as it is meant: it is counted, told when asked for, and never lets a check fail."""
    return _register(
        Entry(code, name, "remark", title, message, fix, explanation, example, False, situation, languages, elsewhere)
    )


def _register(entry: Entry) -> Entry:
    if entry.code in CATALOGUE:
        raise ValueError(f"two diagnostics with the code {entry.code}")
    CATALOGUE[entry.code] = entry
    return entry

"""Findings about a pack: what is wrong, where, and what to do. All of them are gathered before any is shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from game.story.catalogue.entry import Entry, Severity
from game.story.mending import Proposal, end_of_value, mended, shortened, visible
from game.story.words import Spot


class Diagnostic(NamedTuple):
    """One finding, ordered by its spot. `fix` says what to do; `severity` is `error` or `warning`.

    `line` is the source line as it stands, with what cannot be seen made visible, and a very long one shortened; what
    is wrong stands at `caret` (from 0) in it and is `length` signs long. `mended` is the line, or the lines, as they
    should be; they replace the lines `replaces` (first and last), or are only a model when that is None. `also` are
    further spots at which the same is wrong.
    """

    spot: Spot
    code: str
    severity: Severity
    message: str
    fix: str
    line: str = ""
    mended: str = ""
    caret: int = 0
    length: int = 1
    replaces: tuple[int, int] | None = None
    also: tuple[Spot, ...] = ()

    def __str__(self) -> str:
        return f"{self.spot}: {self.severity} {self.code}: {self.message} {self.fix}"


class PackError(Exception):
    """The pack has errors and cannot be played. `diagnostics` holds every finding, warnings too, in order."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        self.diagnostics = diagnostics
        errors = sum(1 for one in diagnostics if one.severity == "error")
        super().__init__(f"{errors} error{'s' if errors != 1 else ''} in the pack")


class NoSuchLanguage(Exception):
    """The pack was not translated into the language asked for. `languages` are those there are, by their codes."""

    def __init__(self, language: str, languages: dict[str, str]) -> None:
        self.language, self.languages = language, languages
        there_are = ", ".join(f"{code} ({name})" for code, name in languages.items())
        super().__init__(
            f"The pack has no texts in the language “{language}”. "
            + (f"It has: {there_are}." if there_are else "It has no translations.")
        )


class Diagnostics:
    """Collects findings while a pack is read."""

    def __init__(self) -> None:
        self._found: dict[tuple[Spot, str, str], Diagnostic] = {}
        self._changes: dict[tuple[Spot, str, str], Proposal] = {}
        #: The contents of the pack's files by name, from which findings get their lines at the end.
        self.contents: dict[str, bytes] = {}
        #: Severities that the pack sets under `checks:`, by code; `off` silences a finding.
        self.severities: dict[str, Severity | Literal["off"]] = {}
        #: Lines, by file and number, about which all is said: they were read on as they should be.
        self.settled_lines: set[tuple[str, int]] = set()
        #: Files that could not be read to their end: ids they define would be reported as unknown.
        self.broken_files: set[str] = set()
        #: Ids whose definition was refused: what refers to them is not to be called unknown.
        self.refused_ids: set[str] = set()

    def report(self, entry: Entry, spot: Spot, /, *, mend: Proposal | None = None, **details: object) -> None:
        """Add a finding at `spot`; `details` fill the entry's templates. The same finding twice counts once.

        `mend` says how the line should read.
        """
        message, fix = entry.message.format(**details), entry.fix.format(**details)
        key = (spot, entry.code, message)
        if key not in self._found and spot[:2] not in self.settled_lines:
            self._found[key] = Diagnostic(spot, entry.code, entry.severity, message, fix)
            if mend is not None:
                self._changes[key] = mend

    @property
    def count(self) -> int:
        """How many findings there are so far."""
        return len(self._found)

    def withdraw_since(self, count: int) -> None:
        """Take back all findings but the first `count`: a later one explains them."""
        for key in list(self._found)[count:]:
            del self._found[key]

    def withdraw_below(self, entry: Entry, spot: Spot) -> None:
        """Take back findings below `spot`, in its column, that turned out to follow from one reported there."""
        below = spot.file, spot.column, entry.code
        follows = [one for one in self._found if (one[0].file, one[0].column, one[1]) == below and one[0] > spot]
        for key in follows:
            del self._found[key]

    @property
    def has_errors(self) -> bool:
        """Whether there is an error so far, by the pack's own severities."""
        return any(self.severities.get(one.code, one.severity) == "error" for one in self._found.values())

    def excuses(self, id_: str) -> bool:
        """Whether an id that nobody defines may be defined by what could not be read, and is not to be reported."""
        if self.broken_files or id_ in self.refused_ids:
            return True
        return bool(self.refused_ids) and bool(nearest(id_, self.refused_ids, cutoff=0.8))

    def sorted(self) -> tuple[Diagnostic, ...]:
        """All findings, by file, line and column, with the pack's own severities and the lines concerned."""
        settled = []
        sources: dict[str, list[str]] = {}
        for key, one in self._found.items():
            severity = self.severities.get(one.code, one.severity)
            if severity == "off":
                continue
            file = one.spot.file
            if file not in sources:
                sources[file] = lines_of(self.contents.get(file, b""))
            settled.append(_with_lines(one._replace(severity=severity), self._changes.get(key), sources[file]))
        return _together(sorted(settled, key=lambda one: one[:5]))


def lines_of(content: bytes) -> list[str]:
    """The lines of a file as the reader counts them, whatever is wrong with its signs."""
    text = content.decode("utf-8", "replace").replace("\r\n", "\n").removeprefix("\ufeff")
    return text.splitlines()


#: What is unknown is often used in many places and wrong in one: these are told once, with all their spots.
_TOGETHER = frozenset(("EW301", "EW402", "EW504"))


def _together(ordered: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings, with those that say the same of the same id told once, at the first of their spots."""
    first: dict[tuple[object, ...], int] = {}
    kept: list[Diagnostic] = []
    for one in ordered:
        key = (one.code, one.message) if one.code in _TOGETHER else (one,)
        if key in first:
            index = first[key]
            kept[index] = kept[index]._replace(also=(*kept[index].also, one.spot))
        else:
            first[key] = len(kept)
            kept.append(one)
    return tuple(kept)


def _with_lines(one: Diagnostic, change: Proposal | None, lines: list[str]) -> Diagnostic:
    """The finding with the line concerned, and how it should read."""
    made = mended(change, lines, one.spot.line, one.spot.column) if change is not None else None
    one = one._replace(message=visible(one.message), fix=visible(one.fix))
    if made is not None and made.text.strip():
        one = one._replace(mended=made.text, replaces=made.replaces)
    if not one.spot.line <= len(lines):
        return one
    here, start = lines[one.spot.line - 1], one.spot.column - 1
    line, start, length = shortened(visible(here), start, end_of_value(here, start) - start)
    return one._replace(line=line, caret=start, length=length)


_MEANT = {
    "if": "when", "condition": "when", "unless": "when", "option": "choices", "options": "choices", "then": "goto",
    "next": "goto", "question": "ask", "location": "at", "place": "at", "where": "at", "description": "text",
    "say": "text", "label": "choose", "repeat": "again", "who": "with", "people": "with", "person": "with",
    "reason": "because", "explanation": "because", "feedback": "because", "correct": "right", "incorrect": "wrong",
    "source": "cites", "fact": "cites", "facts": "cites", "ending": "end", "finish": "end", "time": "minutes",
    "teach": "learn", "take": "give", "drop": "lose", "ways": "exits", "paths": "exits", "true": "right",
    "characters": "people", "persons": "people", "rooms": "places", "locations": "places", "objects": "items",
    "things": "items", "variables": "measures", "stats": "measures", "summary": "about", "description_short": "glance",
}  # fmt: skip
"""Words that beginners use, with the key that is meant."""


def nearest(word: str, known: Iterable[str], *, keys: bool = False, cutoff: float = 0.6) -> str:
    """The known word that is probably meant, or "". With `keys`, other words for the same key count too."""
    import difflib  # only needed when something is wrong

    candidates = sorted(known)
    plain = "_".join(word.casefold().replace("-", " ").replace("_", " ").split())
    if plain in candidates:
        return plain
    if keys and _MEANT.get(plain) in candidates:
        return _MEANT[plain]
    near = difflib.get_close_matches(plain, candidates, n=1, cutoff=cutoff)
    if not near and plain and cutoff < 0.7:
        near = [one for one in candidates if one.startswith(plain) or plain in one.split("_")][:1]
    return near[0] if near else ""


def did_you_mean(word: str, known: Iterable[str], *, keys: bool = False) -> str:
    """A sentence with the nearest known word and a space behind it, or nothing when none is near."""
    near = nearest(word, known, keys=keys)
    return f"Did you mean `{near}`? " if near else ""

"""Findings about a pack: what is wrong, where, and what to do. All of them are gathered before any is shown."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from itertools import islice
from typing import Literal, NamedTuple

from game.story.catalogue import UNKNOWN_ID, UNKNOWN_NAME, UNKNOWN_SOURCE
from game.story.catalogue.entry import Entry, Severity
from game.story.catalogue.quick_fixes import LONGEST_VALUE, Lines, Proposal, end_of_value, mended, shortened_line
from game.story.model.yaml_nodes import ScalarNode, Spot
from game.support import limits
from game.support.safe_text import visible
from game.support.similarity import nearest
from game.support.source_lines import editor_lines


class Diagnostic(NamedTuple):
    """One finding, ordered by its spot. `fix` says what to do; `severity` is `error`, `warning` or `remark`.

    `line` is the source line as it stands, with what cannot be seen made visible, and a very long one shortened; what
    is wrong stands at `caret` (from 0) in it and is `length` characters long. `mended` is the line, or the lines, as
    they should be; they replace the lines `replaces` (first and last), or are only a model when that is None. `also`
    are further spots at which the same is wrong. The last finding of a kind of which there are too many says in `more`
    how many others were only counted.
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
    more: int = 0

    def __str__(self) -> str:
        return f"{self.spot}: {self.severity} {self.code}: {self.message} {self.fix}"


class TranslationProgress(NamedTuple):
    """How far the pack is translated into a language, which calls itself `name`.

    `texts` is how many there are to translate; of these, `missing` and `stale` are the ids of those that are shown as
    they were written: because there is no translation, or because the original was changed after it.
    """

    name: str
    texts: int
    missing: tuple[str, ...]
    stale: tuple[str, ...]


class Diagnostics:
    """Collects findings while a pack is read."""

    def __init__(self) -> None:
        self._found: dict[tuple[Spot, str, str], Diagnostic] = {}
        self._changes: dict[tuple[Spot, str, str], Proposal] = {}
        #: What else is to be changed in a line that was read on as it should be, by file and line.
        self._further: dict[tuple[str, int], list[tuple[Spot, Proposal]]] = {}
        self._kept: Counter[str] = Counter()
        self._uncounted: Counter[str] = Counter()
        #: How many values were read from the pack's files so far.
        self.values = 0
        #: How many characters may still be read to find out why files cannot be read.
        self.signs_to_try = limits.EXPLAINED_CHARACTERS
        #: The contents of the pack's files by name, from which findings get their lines at the end.
        self.contents: dict[str, bytes] = {}
        #: Severities that the pack sets under `checks:`, by code; `off` silences a finding.
        self.severities: dict[str, Severity | Literal["off"]] = {}
        #: What stands where an id is wanted and cannot be one, and what kind of thing it should name, if any.
        self.bad_ids: list[tuple[ScalarNode, str]] = []
        #: Lines, by file and number, about which all is said: they were read on as they should be.
        self.settled_lines: set[tuple[str, int]] = set()
        #: Lines, by file and number, in which a comma splits numbers, and how they should read.
        self.split_lines: dict[tuple[str, int], Lines] = {}
        #: Files that could not be read to their end: ids they define would be reported as unknown.
        self.broken_files: set[str] = set()
        #: Files that are no part of the story: what is wrong in them keeps nobody from playing.
        self.apart: set[str] = set()
        #: Ids whose definition was refused: what refers to them is not to be called unknown.
        self.refused_ids: set[str] = set()
        #: Kinds of findings, by code, that are not made now: in the language of what is read nobody can judge them.
        self.unjudged: frozenset[str] = frozenset()
        #: The files about which alone something is to be found now; None: all.
        self.only_in: frozenset[str] | None = None
        #: How far the pack is translated, by the tag of the language.
        self.progress: dict[str, TranslationProgress] = {}

    def beside(self) -> Diagnostics:
        """Findings about the same files, with the same severities, of which none is made yet."""
        own = Diagnostics()
        own.contents, own.severities = self.contents, self.severities
        own.settled_lines, own.split_lines = set(self.settled_lines), dict(self.split_lines)
        return own

    def take(self, other: Diagnostics, files: Collection[str]) -> None:
        """Add what was found elsewhere (see `beside`) in some of the files."""
        codes: set[str] = set()
        for key, finding in other._found.items():
            if finding.spot.file not in files or key in self._found:
                continue
            codes.add(finding.code)
            if self._kept[finding.code] >= limits.FINDINGS_OF_A_KIND:
                self._uncounted[finding.code] += 1
                continue
            self._kept[finding.code] += 1
            self._found[key] = finding
            if key in other._changes:
                self._changes[key] = other._changes[key]
        self._uncounted.update({code: more for code, more in other._uncounted.items() if code in codes})
        for line, further in other._further.items():
            if line[0] in files:
                self._further.setdefault(line, []).extend(further)
        self.settled_lines.update(line for line in other.settled_lines if line[0] in files)
        self.split_lines.update((line, made) for line, made in other.split_lines.items() if line[0] in files)

    def report(self, entry: Entry, spot: Spot, /, *, mend: Proposal | None = None, **details: object) -> None:
        """Add a finding at `spot`; `details` fill the entry's templates. The same finding twice counts once.

        `mend` says how the line should read.
        """
        if entry.code in self.unjudged or (self.only_in is not None and spot.file not in self.only_in):
            return
        if spot[:2] in self.settled_lines:
            if mend is not None and entry.severity == "error":
                self._further.setdefault(spot[:2], []).append((spot, mend))
            return
        if self.only_counts(entry):
            return
        details = {name: value if type(value) is int else _brief(str(value)) for name, value in details.items()}
        message, fix = entry.message.format(**details), entry.fix.format(**details)
        key = (spot, entry.code, message)
        if key not in self._found:
            self._kept[entry.code] += 1
            self._found[key] = Diagnostic(spot, entry.code, entry.severity, message, fix)
            if mend is not None:
                self._changes[key] = mend

    def only_counts(self, entry: Entry) -> bool:
        """Whether so many findings of this kind are there that a further one is only counted, which is done then."""
        full = self._kept[entry.code] >= limits.FINDINGS_OF_A_KIND
        self._uncounted[entry.code] += full
        return full

    def has_enough(self, entry: Entry) -> bool:
        """Whether so many findings of this kind are there that a further one needs no good advice any more."""
        return self._kept[entry.code] >= limits.FINDINGS_OF_A_KIND

    @property
    def count(self) -> int:
        """How many findings there are so far."""
        return len(self._found)

    def lines_with(self, codes: Collection[str], file: str, since: int) -> list[int]:
        """The lines of findings of these kinds in a file, but for the first `since` findings of all."""
        return [spot.line for spot, code, _ in islice(self._found, since, None) if code in codes and spot.file == file]

    def withdraw_since(self, count: int) -> None:
        """Take back all findings but the first `count`: a later one explains them."""
        if len(self._found) > count:
            self._remove(list(self._found)[count:])

    def withdraw_below(self, entry: Entry, spot: Spot) -> None:
        """Take back findings below `spot`, in its column, that turned out to follow from one reported there."""
        below = spot.file, spot.column, entry.code
        follows = [key for key in self._found if (key[0].file, key[0].column, key[1]) == below and key[0] > spot]
        self._remove(follows)

    def _remove(self, keys: list[tuple[Spot, str, str]]) -> None:
        for key in keys:
            del self._found[key]
            self._kept[key[1]] -= 1

    @property
    def has_errors(self) -> bool:
        """Whether there is an error in the story so far, by the pack's own severities."""
        return any(self._is_error(finding) and finding.spot.file not in self.apart for finding in self._found.values())

    @property
    def errors(self) -> list[Diagnostic]:
        """The errors so far, by the pack's own severities, in the order in which they were found."""
        return [finding for finding in self._found.values() if self._is_error(finding)]

    def _is_error(self, finding: Diagnostic) -> bool:
        return self.severities.get(finding.code, finding.severity) == "error"

    def errors_in(self, files: Iterable[str]) -> bool:
        """Whether there is an error in one of these files so far, by the pack's own severities."""
        wanted = frozenset(files)
        return any(
            self.severities.get(finding.code, finding.severity) == "error" and finding.spot.file in wanted
            for finding in self._found.values()
        )

    def excuses(self, id_: str) -> bool:
        """Whether an id that nobody defines may be defined by what could not be read, and is not to be reported."""
        if self.broken_files or id_ in self.refused_ids:
            return True
        return bool(self.refused_ids) and bool(nearest(id_, self.refused_ids, cutoff=0.8))

    def sorted(self) -> tuple[Diagnostic, ...]:
        """All findings, by file, line and column, with the pack's own severities and the lines concerned.

        What is wrong with the story comes before what is wrong with files that are no part of it.
        """
        settled = []
        sources: dict[str, list[str]] = {}
        for key, finding in self._found.items():
            severity = self.severities.get(finding.code, finding.severity)
            if severity == "off":
                continue
            file = finding.spot.file
            if file not in sources:
                sources[file] = source_lines(self.contents.get(file, b""))
            change = self._changes.get(key)
            if isinstance(change, Lines) and self._further:
                change = self._with_further(change, file, sources[file])
            settled.append(_with_lines(finding._replace(severity=severity), change, sources[file]))
        in_order = sorted(settled, key=lambda finding: (finding.spot.file in self.apart, finding[:5]))
        return self._with_more(_together(in_order))

    def _with_further(self, change: Lines, file: str, lines: list[str]) -> Lines:
        """The lines as they should be, with what else is wrong in them put right: they are to load as they stand."""
        text = change.text.split("\n")
        made = [*lines[: change.first - 1], *text, *lines[change.last :]]
        for number in range(change.first, change.first + len(text)):
            for spot, further in sorted(
                self._further.get((file, number), ()), key=lambda entry: entry[0], reverse=True
            ):
                put = mended(further, made, spot.line, spot.column)
                if put is not None and put.replaces == (number, number) and "\n" not in put.text:
                    made[number - 1] = put.text
        return change._replace(text="\n".join(made[change.first - 1 : change.first - 1 + len(text)]))

    def _with_more(self, ordered: list[Diagnostic]) -> tuple[Diagnostic, ...]:
        """The findings; the last one of a kind says how many more there are that were only counted."""
        last = {finding.code: index for index, finding in enumerate(ordered)} if self._uncounted else {}
        for code, more in self._uncounted.items():
            if more and code in last:
                ordered[last[code]] = ordered[last[code]]._replace(more=more)
        return tuple(ordered)


def source_lines(content: bytes) -> list[str]:
    """The lines of a file, without line ends, as findings count them, whatever is wrong with its characters.

    Bytes that are not UTF-8 become `�`, and a byte order mark is left out. An empty file has no lines. Nothing is
    raised.
    """
    return editor_lines(content.decode("utf-8", "replace").removeprefix("\ufeff"))


#: What is unknown is often used in many places and wrong in one: these are told once, with all their spots.
_TOGETHER = frozenset(entry.code for entry in (UNKNOWN_ID, UNKNOWN_NAME, UNKNOWN_SOURCE))


def _together(ordered: list[Diagnostic]) -> list[Diagnostic]:
    """The findings, with those that say the same of the same id told once, at the first of their spots."""
    first: dict[tuple[object, ...], int] = {}
    kept: list[Diagnostic] = []
    also: defaultdict[int, list[Spot]] = defaultdict(list)
    for finding in ordered:
        key = (finding.code, finding.message) if finding.code in _TOGETHER else (finding,)
        if key in first:
            index = first[key]
            also[index].append(finding.spot)
        else:
            first[key] = len(kept)
            kept.append(finding)
    for index, spots in also.items():
        kept[index] = kept[index]._replace(also=tuple(spots))
    return kept


def _brief(detail: str) -> str:
    """A part of a message, shortened: an id can be as long as a file."""
    return detail if len(detail) <= limits.DETAIL_CHARACTERS else f"{detail[: limits.DETAIL_CHARACTERS]}…"


def _with_lines(finding: Diagnostic, change: Proposal | None, lines: list[str]) -> Diagnostic:
    """The finding with the line concerned, and how it should read."""
    length = len(lines[finding.spot.line - 1]) if finding.spot.line <= len(lines) else 0
    can_mend = change is not None and length <= limits.LINE_CHARACTERS
    made = mended(change, lines, finding.spot.line, finding.spot.column) if can_mend and change is not None else None
    finding = finding._replace(message=visible(finding.message), fix=visible(finding.fix))
    if made is not None and made.text.strip() and len(made.text) <= limits.MENDED_CHARACTERS:
        finding = finding._replace(mended=made.text, replaces=made.replaces)
    if not finding.spot.line <= len(lines):
        return finding
    here, start = lines[finding.spot.line - 1], finding.spot.column - 1
    if length > limits.LINE_CHARACTERS:  # what is far from the mark is not shown, and need not be looked at
        first = max(start - LONGEST_VALUE, 0)
        here, start = here[first : start + 2 * LONGEST_VALUE], start - first
    line, start, length = shortened_line(visible(here), start, end_of_value(here, start) - start)
    return finding._replace(line=line, caret=start, length=length)

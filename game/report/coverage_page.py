"""Coverage as a page: an index, and each file of the packs with its lines, what was reached of them and by what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from game.report.template_rendering import render_template

#: With more playthroughs than these, their list opens on request.
_LISTED = 20


@dataclass(frozen=True, slots=True)
class CountedShare:
    """How many of some things were reached; `percent` from 0 to 100."""

    reached: int
    of: int
    percent: int


@dataclass(frozen=True, slots=True)
class CountedKind:
    """The share of all things of a kind, which is named for several of them."""

    name: str
    share: CountedShare


@dataclass(frozen=True, slots=True)
class LinePiece:
    """A piece of a line. `never_shown`: a side of a text that no playthrough came to see."""

    words: str
    never_shown: bool = False


@dataclass(frozen=True, slots=True)
class AnnotatedLine:
    """A line of a file, numbered from 1; its status is empty where there is nothing to reach.

    `tooltip` tells what begins here and what reached it. `note` tells what is missing; where nothing is, `by` are the
    numbers, from 0, of playthroughs that were here, and `more` is how many others were.
    """

    number: int
    pieces: tuple[LinePiece, ...]
    status: Literal["", "reached", "partly", "missing"]
    tooltip: str = ""
    note: str = ""
    by: tuple[int, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class MissingLines:
    """Lines of which nothing was reached, or only a part: from the first to the last."""

    first: int
    last: int
    in_part: bool


@dataclass(frozen=True, slots=True)
class AnnotatedFile:
    """A file of the pack, with all its lines."""

    name: str
    share: CountedShare
    missing: tuple[MissingLines, ...]
    lines: tuple[AnnotatedLine, ...]


@dataclass(frozen=True, slots=True)
class ListedPlay:
    """A playthrough, its file as the user would write it (empty: none), and how much it reached on its own."""

    title: str
    file: str
    percent: int


@dataclass(frozen=True, slots=True)
class NeverReached:
    """A thing that was not reached, with so many others in it: where it stands, what it is, what did not happen."""

    file: str
    line: int
    name: str
    missing: str
    within: int


@dataclass(frozen=True, slots=True)
class AnnotatedPack:
    """All about a pack. `files` holds each file that something in `never` names."""

    title: str
    total: CountedShare
    kinds: tuple[CountedKind, ...]
    files: tuple[AnnotatedFile, ...]
    plays: tuple[ListedPlay, ...]
    never: tuple[NeverReached, ...]


def coverage_page(packs: Sequence[AnnotatedPack]) -> str:
    """The coverage of some packs as an HTML file."""
    anchors = [
        {file.name: f"p{number}f{index}" for index, file in enumerate(pack.files, 1)}
        for number, pack in enumerate(packs, 1)
    ]
    return render_template("coverage_page.html", packs=packs, anchors=anchors, listed=_LISTED)

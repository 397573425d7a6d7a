"""What the file of a play is made of, and how it is written. `play_reading` reads it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from game.support import checksums
from game.support.checksums import Origin
from game.support.safe_text import HARMFUL_IN_RECORD, safe_line


class Header(NamedTuple):
    """Which story a play is of, in which language, and the seed it began with.

    `title` says what the play is for, `about` what is to be known about it; both may be empty. `chance` names the
    stream from which is drawn; None in a play by an older version, whose stream is the name of the pack.
    `id` tells plays of one player and one seed apart: 16 hexadecimal digits, or empty in a play by an older version.
    """

    pack: str
    fingerprint: str
    seed: int
    language: str = ""
    title: str = ""
    about: str = ""
    chance: str | None = None
    id: str = ""

    @property
    def stream(self) -> str:
        """The stream from which this play draws."""
        return self.pack if self.chance is None else self.chance

    @property
    def origin(self) -> Origin:
        """What its first sum is made of."""
        return Origin(self.seed, self.stream)

    def lines(self, *, marked: bool = False) -> str:
        """The header as the first lines of the file; `marked` when the lines behind it have sums."""
        about = "".join(f"  {line}".rstrip() + "\n" for line in harmless(self.about).split("\n"))
        edit = " To change it by hand, first delete what stands behind `steps:`." if marked else ""
        return (
            f"# A play of Eight Wings. `eightwings play {self.pack} --load FILE` goes on from here.{edit}\n"
            f"playthrough: {_quoted(self.title or f'A play of {self.pack}')}\n"
            f"pack: {_quoted(self.pack)}\nfingerprint: {_quoted(self.fingerprint)}\nseed: {self.seed}\n"
            + (f"chance: {_quoted(self.chance)}\n" if self.chance is not None else "")
            + (f"id: {_quoted(self.id)}\n" if self.id else "")
            + (f"language: {_quoted(self.language)}\n" if self.language else "")
            + (f"about: |\n{about}" if self.about else "")
            + (f"{self.origin.line}\n" if marked else "steps:\n")
        )


CONFIDENCES = ("guess", "not sure", "sure")
"""What a player can say of how sure they are of an answer, the least sure first."""


class Step(NamedTuple):
    """One thing that the player did: chose the option `do`, gave an `answer`, or took steps back: `undo` many.

    `asked` is the id of the question that waited, if one did; `saw` the label or the question as the player saw it;
    `got` how an answer in words was graded: `right`, `partly` or `wrong`, empty in plays of older versions.
    `confidence`: how sure the player was of the answer, one of `CONFIDENCES`, or empty.
    """

    do: str = ""
    answer: str = ""
    undo: int = 0
    saw: str = ""
    asked: str = ""
    got: str = ""
    confidence: str = ""

    @property
    def content(self) -> str:
        """The step as a line of the file, without its end."""
        ordered = {
            "do": self.do, "answer": self.answer, "got": self.got, "confidence": self.confidence,
            "undo": int(self.undo), "asked": self.asked, "saw": self.saw,
        }  # fmt: skip
        return f"- {_quoted({name: value for name, value in ordered.items() if value})}"

    def line(self) -> str:
        """The step as a line of a file without sums."""
        return f"{self.content}\n"


class Recorded(NamedTuple):
    """All that the file of a play holds: its header, and every step, undone ones and their undoing too."""

    header: Header
    steps: tuple[Step, ...]


class Contents(NamedTuple):
    """What the file of a play says, as far as it is to be believed.

    `damage` is a sentence on what is wrong with it, or empty; `left_out` counts the lines of steps that are not
    believed. `sums` are those of the steps of a marked file, None in one without. `whole` is how many bytes the lines
    take that are believed, `rest` what comes behind them: part of a line, or the line that says that the play was
    left (`was_left`). `is_closed` tells whether the last line has its end.
    """

    recorded: Recorded
    damage: str
    left_out: int
    sums: tuple[int, ...] | None
    whole: int
    rest: bytes
    was_left: bool
    is_closed: bool

    @property
    def is_torn(self) -> bool:
        """Whether the file ends inside a line."""
        return bool(self.rest) and not self.was_left


class JournalError(Exception):
    """The play cannot be read or written; the message is a sentence for the player."""


class DamagedPlay(JournalError):
    """The file of a play is damaged; `contents` is what can be believed of it."""

    def __init__(self, sentence: str, contents: Contents) -> None:
        super().__init__(sentence)
        self.contents = contents


def marked_lines(steps: Iterable[Step], before: int) -> tuple[str, int]:
    """The lines of these steps with their sums, behind a line with the sum `before`; and the last of the sums."""
    lines = []
    for step in steps:
        content = step.content
        before = checksums.following(before, content)
        lines.append(f"{content} # {checksums.sum_in_file(before)}\n")
    return "".join(lines), before


def whole_file(header: Header, steps: Iterable[Step], *, left: bool = False) -> str:
    """A play as a file; `left` when nothing more is to be written to it."""
    steps = tuple(steps)
    lines, last = marked_lines(steps, header.origin.sum)
    end = f"{checksums.left_line(len(steps), last)}\n" if left else ""
    return f"{header.lines(marked=True)}{lines}{end}"


def harmless(text: str) -> str:
    """The text without characters that steer a terminal, or cannot be written at all: no play of ours has them."""
    return text if text.isascii() and text.isprintable() else re.sub(HARMFUL_IN_RECORD, "�", text)


def path_words(path: Path) -> str:
    """The path as it can be shown in one line, whatever characters are in it."""
    return safe_line(str(path))


def _quoted(value: object) -> str:
    """A text or a table on one line, in the notation that JSON and YAML share."""
    return re.sub(HARMFUL_IN_RECORD, lambda sign: f"\\u{ord(sign[0]):04x}", json.dumps(value, ensure_ascii=False))

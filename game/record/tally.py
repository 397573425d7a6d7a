"""How many steps of a play were acknowledged, noted beside its file.

A file that was cut at the end of a line looks like an earlier one. The line with which a play is left tells (see
`game.support.checksums`); but a game that was killed writes none. So this note is made after each step, without waiting
for the disk: a process that is killed leaves it behind, and what it says of a file is only ever too little.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import NamedTuple

from game.localisation.messages import gettext, ngettext
from game.record.play_file import Contents, path_words
from game.support import checksums

_LONGEST = 60
_FLAGS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class KeptTally(NamedTuple):
    """Of which file (its number on its disk), how many lines of steps it has, and the sum of the last of them."""

    file: int
    steps: int
    sum: int


def tally_path(play: Path) -> Path:
    """Where the note on the file of a play is."""
    return play.with_name(f".{play.name}.tally")


def note(play: Path, tally: KeptTally) -> None:
    """Write it down, if that is possible. In one piece and always as long: a part of it never looks like one."""
    words = f"{tally.file:024d} {tally.steps:010d} {checksums.sum_in_file(tally.sum)}\n".encode()
    with contextlib.suppress(OSError):
        descriptor = os.open(tally_path(play), os.O_CREAT | os.O_WRONLY | _FLAGS, 0o666)
        try:
            os.write(descriptor, words)
        finally:
            os.close(descriptor)


def forget(play: Path) -> None:
    """Take the note away."""
    with contextlib.suppress(OSError):
        os.unlink(tally_path(play))  # noqa: PTH108 - the functions of `os` are what a test lets fail


def noted(play: Path) -> KeptTally | None:
    """What the note says, if there is one."""
    with contextlib.suppress(OSError, ValueError):
        descriptor = os.open(tally_path(play), os.O_RDONLY | _FLAGS)
        try:
            words = os.read(descriptor, _LONGEST).decode("ascii").split()
        finally:
            os.close(descriptor)
        if len(words) == 3:
            return KeptTally(int(words[0]), int(words[1]), int(words[2], 16))
    return None


def doubt(play: Path, file: int, contents: Contents) -> str:
    """A sentence when steps may be missing at the end of a file, the number of which is `file`; else empty."""
    recorded, sums = contents.recorded, contents.sums
    if sums is None:
        if not contents.is_torn:
            return ""
        return gettext("The last line of {file} is cut short and left out.", file=path_words(play))
    if contents.was_left:
        return ""
    tally = noted(play)
    if tally is None or tally.file != file:
        return gettext(
            "{file} does not end as a play does that was left: the game was killed, or steps at the end are missing.",
            file=path_words(play),
        )
    so_many = (recorded.header.origin.sum, *sums)
    if tally.steps < len(so_many) and so_many[tally.steps] == tally.sum:
        return ""
    # Translators: {before} and {number} count lines of steps in a file.
    return ngettext(
        "The end of {file} is missing: it had {before} lines of steps, and has {number} line of steps.",
        "The end of {file} is missing: it had {before} lines of steps, and has {number} lines of steps.",
        len(sums), file=path_words(play), before=tally.steps,
    )  # fmt: skip

"""A play on disk: an append-only file of what the player did, one line a step.

    pack: hq
    fingerprint: 0c2ff34a00012f00
    seed: 7
    steps:
    - {"do": "go:north", "saw": "North: The forecourt"}
    - {"answer": "Article 5", "saw": "Which article is it?"}
    - {"undo": true}

The file is YAML for people and other tools. Each line is written and handed to the disk before its step is shown, so
a play can be killed at any moment and goes on at its last whole line. Nothing is ever removed: an undone step stays,
followed by an `undo`.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import stat
from collections.abc import Iterable, Iterator
from io import FileIO
from pathlib import Path
from typing import NamedTuple

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows has no advisory locks of this kind
    fcntl = None  # type: ignore[assignment]

from game.story import limits
from game.story.mending import visible

ENDING = ".play.yaml"
_UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_SEED = re.compile(r"-?[0-9]{1,20}")


class Header(NamedTuple):
    """Which story a play is of, and the seed it began with."""

    pack: str
    fingerprint: str
    seed: int


class Step(NamedTuple):
    """One thing that the player did: chose the option `do`, gave an `answer`, or took the step before back (`undo`).

    `saw` is the label or the question as the player saw it, for people who read the file.
    """

    do: str = ""
    answer: str = ""
    undo: bool = False
    saw: str = ""

    def line(self) -> str:
        """The step as a line of the file."""
        written = {name: value for name, value in self._asdict().items() if value}
        return f"- {json.dumps(written, ensure_ascii=False)}\n"


class JournalError(Exception):
    """The play cannot be read or written; the message is a sentence for the player."""


class Journal:
    """An open play. Create one with `create` or `reopen`; close it when done."""

    def __init__(self, path: Path, header: Header, file: FileIO) -> None:
        self.path, self.header, self._file = path, header, file

    @classmethod
    def create(cls, path: Path, header: Header) -> Journal:
        """Begin a play at `path`. One that is there already is kept beside it, with a number in its name."""
        with _explained(path, "begun"):
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.exists():
                path.rename(_free_name(path))
            file = path.open("xb", buffering=0)
        _lock(file, path)
        journal = cls(path, header, file)
        journal._write(
            f"# A play of Eight Wings. `eightwings play {header.pack} --load FILE` goes on from here.\n"
            f"pack: {json.dumps(header.pack)}\nfingerprint: {json.dumps(header.fingerprint)}\n"
            f"seed: {header.seed}\nsteps:\n"
        )
        return journal

    @classmethod
    def reopen(cls, path: Path) -> tuple[Journal, tuple[Step, ...]]:
        """Go on with a play: its journal, and the steps so far (undone ones left out)."""
        with _explained(path, "opened"):
            file = _opened(path, os.O_RDWR)
        _lock(file, path)
        with _explained(path, "read"), _closed_on_error(file):
            content = _content(file, path)
            whole = content[: content.rfind(b"\n") + 1]
            header, steps = _parse(whole, path)
            file.truncate(len(whole))
            file.seek(len(whole))
        return cls(path, header, file), tuple(effective(steps))

    def append(self, step: Step) -> None:
        """Write a step and hand it to the disk. Raises JournalError when that is not possible."""
        self._write(step.line())

    def extend(self, steps: Iterable[Step]) -> None:
        """Write many steps at once."""
        self._write("".join(step.line() for step in steps))

    def _write(self, text: str) -> None:
        end = self._file.tell()
        content = text.encode()
        try:
            # The file has no buffer of its own, so that nothing of a failed step can come out later.
            while content:
                content = content[self._file.write(content) :]
            os.fsync(self._file.fileno())
        except OSError as error:
            with contextlib.suppress(OSError):
                self._file.truncate(end)
                self._file.seek(end)
            raise JournalError(
                f"This step could not be saved in {_shown(self.path)}: {error.strerror}. Nothing before it is lost; "
                "make room or choose another folder, then try again."
            ) from error

    def close(self) -> None:
        """Close the file; the play stays on disk."""
        with contextlib.suppress(OSError):
            self._file.close()


def read_play(path: Path) -> tuple[Header, tuple[Step, ...]]:
    """The header and the steps (undone ones left out) of a play, without opening it for more."""
    with _explained(path, "read"), _opened(path, os.O_RDONLY) as file:
        content = _content(file, path)
    header, steps = _parse(content[: content.rfind(b"\n") + 1], path)
    return header, tuple(effective(steps))


def _opened(path: Path, flags: int) -> FileIO:
    """The file, opened; a pipe is not waited for. Raises OSError, JournalError when it is no ordinary file."""
    descriptor = os.open(path, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise JournalError(f"{_shown(path)} is no play of Eight Wings: it is no ordinary file.")
    return FileIO(descriptor, "rb" if flags == os.O_RDONLY else "r+b")


def _content(file: FileIO, path: Path) -> bytes:
    """All that the file holds. Raises JournalError when that is more than any play has."""
    content = b""
    while piece := file.read(limits.PLAY_BYTES + 1 - len(content)):
        content += piece
        if len(content) > limits.PLAY_BYTES:
            raise JournalError(f"{_shown(path)} is too long for a play: {limits.PLAY_BYTES / 1e6:.0f} MB are the most.")
    return content


@contextlib.contextmanager
def _closed_on_error(file: FileIO) -> Iterator[None]:
    try:
        yield
    except BaseException:
        file.close()
        raise


def _shown(path: Path) -> str:
    """The path as it can be shown in one line, whatever signs are in it."""
    return visible(str(path)).replace("\n", "⏎")


def effective(steps: Iterable[Step]) -> list[Step]:
    """The steps that still hold: each `undo` takes back the last one before it."""
    holding: list[Step] = []
    for step in steps:
        if step.undo:
            del holding[-1:]
        else:
            holding.append(step)
    return holding


def _parse(content: bytes, path: Path) -> tuple[Header, list[Step]]:
    try:
        lines = content.decode("utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise JournalError(f"{_shown(path)} is no play of Eight Wings: it is not text.") from error
    fields: dict[str, str] = {}
    steps: list[Step] = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith(("#", "steps:")):
            continue
        try:
            if line.startswith("- "):
                steps.append(_step(json.loads(line[2:])))
                if len(steps) > limits.PLAY_STEPS:
                    raise JournalError(f"{_shown(path)} has more than {limits.PLAY_STEPS:,} steps, the most of a play.")
            else:
                name, _, value = line.partition(":")
                fields[name] = str(json.loads(value.strip()))
        except (ValueError, TypeError, RecursionError) as error:  # brackets inside each other a thousand times
            wrong = f"line {number}, is not a line of a play: “{visible(line[:60])}”."
            raise JournalError(f"{_shown(path)}, {wrong}") from error
    if not {"pack", "fingerprint", "seed"} <= fields.keys() or not _SEED.fullmatch(fields["seed"]):
        raise JournalError(
            f"{_shown(path)} is no play of Eight Wings: it does not begin with `pack`, `fingerprint` and `seed`."
        )
    return Header(_harmless(fields["pack"]), _harmless(fields["fingerprint"]), int(fields["seed"])), steps


def _step(written: object) -> Step:
    if not isinstance(written, dict) or not written.keys() <= set(Step._fields):
        raise ValueError("no step")
    return Step(
        _harmless(str(written.get("do", ""))),
        _harmless(str(written.get("answer", ""))),
        bool(written.get("undo")),
        _harmless(str(written.get("saw", ""))),
    )


def _harmless(text: str) -> str:
    """The text without signs that give orders to a terminal, or cannot be written at all: no play of ours has them."""
    return _UNSAFE.sub("�", text)


def _free_name(path: Path) -> Path:
    number = 1
    while (free := path.with_name(f"{path.name.removesuffix(ENDING)}-{number}{ENDING}")).exists():
        number += 1
    return free


def _lock(file: FileIO, path: Path) -> None:
    """Two processes must not write one play."""
    if fcntl is None:  # pragma: no cover - see the import
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        file.close()
        raise JournalError(f"The play {_shown(path)} is open in another window. Close it there first.") from error


@contextlib.contextmanager
def _explained(path: Path, what: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        where = " Set EIGHTWINGS_HOME to a folder that can be written." if what == "begun" else ""
        raise JournalError(f"The play {_shown(path)} cannot be {what}: {error.strerror}.{where}") from error

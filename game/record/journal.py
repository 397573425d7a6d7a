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
from collections.abc import Iterable, Iterator
from io import FileIO
from pathlib import Path
from typing import NamedTuple

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows has no advisory locks of this kind
    fcntl = None  # type: ignore[assignment]

ENDING = ".play.yaml"


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
            file = path.open("r+b", buffering=0)
        _lock(file, path)
        with _explained(path, "read"):
            content = file.read()
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
                f"This step could not be saved in {self.path}: {error.strerror}. Nothing before it is lost; "
                "make room or choose another folder, then try again."
            ) from error

    def close(self) -> None:
        """Close the file; the play stays on disk."""
        with contextlib.suppress(OSError):
            self._file.close()


def read_play(path: Path) -> tuple[Header, tuple[Step, ...]]:
    """The header and the steps (undone ones left out) of a play, without opening it for more."""
    with _explained(path, "read"):
        content = path.read_bytes()
    header, steps = _parse(content[: content.rfind(b"\n") + 1], path)
    return header, tuple(effective(steps))


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
        raise JournalError(f"{path} is no play of Eight Wings: it is not text.") from error
    fields: dict[str, str] = {}
    steps: list[Step] = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith(("#", "steps:")):
            continue
        try:
            if line.startswith("- "):
                steps.append(_step(json.loads(line[2:])))
            else:
                name, _, value = line.partition(":")
                fields[name] = str(json.loads(value.strip()))
        except (ValueError, TypeError) as error:
            raise JournalError(f"{path}, line {number}, is not a line of a play: “{line[:60]}”.") from error
    if not {"pack", "fingerprint", "seed"} <= fields.keys() or not fields["seed"].lstrip("-").isdigit():
        raise JournalError(
            f"{path} is no play of Eight Wings: it does not begin with `pack`, `fingerprint` and `seed`."
        )
    return Header(fields["pack"], fields["fingerprint"], int(fields["seed"])), steps


def _step(written: object) -> Step:
    if not isinstance(written, dict) or not written.keys() <= set(Step._fields):
        raise ValueError("no step")
    return Step(
        str(written.get("do", "")),
        str(written.get("answer", "")),
        bool(written.get("undo")),
        str(written.get("saw", "")),
    )


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
        raise JournalError(f"The play {path} is open in another window. Close it there first.") from error


@contextlib.contextmanager
def _explained(path: Path, what: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        where = " Set EIGHTWINGS_HOME to a folder that can be written." if what == "begun" else ""
        raise JournalError(f"The play {path} cannot be {what}: {error.strerror}.{where}") from error

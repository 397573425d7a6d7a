"""A play on disk: an append-only file of what the player did, one line a step.

    playthrough: "A play of The perfect day"
    pack: "hq"
    fingerprint: "0c2ff34a00012f00"
    seed: 7
    steps:
    - {"do": "go:north", "saw": "North: The forecourt"}
    - {"answer": "Article 5", "asked": "clause", "saw": "Which article is it?"}
    - {"undo": 1}

The file is YAML for people and other tools, and a playthrough file like those that are written by hand. Each line is
written and handed to the disk before its step is shown, so a play can be killed at any moment and goes on at its last
whole line. Nothing is ever removed: undone steps stay, followed by an `undo` with their number.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows has no advisory locks of this kind
    fcntl = None  # type: ignore[assignment]

from game.record.placing import ENDING, place, write_all
from game.story import limits
from game.story.safe_text import HARMFUL_IN_RECORD, safe_line, visible

__all__ = [
    "ENDING",
    "Header",
    "Journal",
    "JournalError",
    "NotKept",
    "Recorded",
    "Step",
    "StepNotKept",
    "effective",
    "read_play",
    "read_record",
]

_SEED = re.compile(r"-?[0-9]{1,20}")
_KEY = re.compile(r"([a-z_]+):(?: (.*)|)")
_KEYS = ("playthrough", "pack", "fingerprint", "seed", "language", "about")


class Header(NamedTuple):
    """Which story a play is of, in which language, and the seed it began with.

    `title` says what the play is for, `about` what is to be known about it; both may be empty.
    """

    pack: str
    fingerprint: str
    seed: int
    language: str = ""
    title: str = ""
    about: str = ""

    def lines(self) -> str:
        """The header as the first lines of the file."""
        about = "".join(f"  {line}".rstrip() + "\n" for line in harmless(self.about).split("\n"))
        return (
            f"# A play of Eight Wings. `eightwings play {self.pack} --load FILE` goes on from here.\n"
            f"playthrough: {_quoted(self.title or f'A play of {self.pack}')}\n"
            f"pack: {_quoted(self.pack)}\nfingerprint: {_quoted(self.fingerprint)}\nseed: {self.seed}\n"
            + (f"language: {_quoted(self.language)}\n" if self.language else "")
            + (f"about: |\n{about}" if self.about else "")
            + "steps:\n"
        )


class Step(NamedTuple):
    """One thing that the player did: chose the option `do`, gave an `answer`, or took steps back: `undo` many.

    `asked` is the id of the question that waited, if one did; `saw` the label or the question as the player saw it.
    """

    do: str = ""
    answer: str = ""
    undo: int = 0
    saw: str = ""
    asked: str = ""

    def line(self) -> str:
        """The step as a line of the file."""
        ordered = {"do": self.do, "answer": self.answer, "undo": int(self.undo), "asked": self.asked, "saw": self.saw}
        return f"- {_quoted({name: value for name, value in ordered.items() if value})}\n"


class Recorded(NamedTuple):
    """All that the file of a play holds: its header, and every step, undone ones and their undoing too."""

    header: Header
    steps: tuple[Step, ...]


class JournalError(Exception):
    """The play cannot be read or written; the message is a sentence for the player."""


class NotKept(JournalError):
    """The disk does not take what is to be written; the message is a sentence for the player."""


class StepNotKept(NotKept):
    """A step of an open play could not be written; nothing before it is lost."""


class Journal:
    """An open play. Make one with `create` or `reopen`; close it when done.

    `kept` is where the play is that had the path before, if there was one.
    """

    def __init__(self, path: Path, parsed: _Parsed, descriptor: int) -> None:
        self.path, self.header = path, parsed.recorded.header
        self.kept: Path | None = None
        self._descriptor, self._end, self._lines = descriptor, parsed.whole, len(parsed.recorded.steps)
        self._before = b"" if parsed.is_closed else b"\n"
        self._was = os.fstat(descriptor)

    @classmethod
    def create(cls, path: Path, header: Header, steps: Iterable[Step] = ()) -> Journal:
        """Begin a play at `path`, with these steps. One that is there already is kept beside it, with a number."""
        with _explained(path, "written"):
            kept = place(path, (header.lines() + "".join(step.line() for step in steps)).encode())
        journal = cls._opened(path)[0]
        journal.kept = kept
        return journal

    @classmethod
    def reopen(cls, path: Path) -> tuple[Journal, tuple[Step, ...]]:
        """Go on with a play: its journal, and every step in it, undone ones and their undoing too."""
        return cls._opened(path)

    @classmethod
    def _opened(cls, path: Path) -> tuple[Journal, tuple[Step, ...]]:
        with _explained(path, "opened"):
            descriptor = _open(path, os.O_RDWR)
        with _closed_on_error(descriptor):
            _lock(descriptor, path)
            with _explained(path, "read"):
                parsed = _parse(_content(descriptor, path), path)
                journal = cls(path, parsed, descriptor)
        if fcntl is None:
            journal.close()
        return journal, parsed.recorded.steps

    def append(self, step: Step) -> None:
        """Write a step and hand it to the disk. Raises JournalError when that is not possible."""
        self.extend((step,))

    def extend(self, steps: Iterable[Step]) -> None:
        """Write many steps at once. Raises JournalError, and then none of them is in the file."""
        steps = tuple(steps)
        content = self._before + "".join(step.line() for step in steps).encode()
        if self._lines + len(steps) > limits.PLAY_STEPS or self._end + len(content) > limits.PLAY_BYTES:
            raise JournalError(
                f"The file {shown(self.path)} is full: {limits.PLAY_STEPS:,} lines and {limits.PLAY_BYTES / 1e6:.0f} "
                "MB are the most of a play. Save a copy under a name and load it: undone steps stay behind."
            )
        try:
            with self._file() as descriptor:
                self._to_end(descriptor)
                write_all(descriptor, content)
                os.fsync(descriptor)
        except OSError as error:
            with contextlib.suppress(OSError), self._file() as descriptor:
                self._to_end(descriptor)
            raise StepNotKept(
                f"This step could not be saved in {shown(self.path)}: {error.strerror}. Nothing before it is lost; "
                "make room or choose another folder, then try again."
            ) from error
        self._end += len(content)
        self._lines += len(steps)
        self._before = b""

    @contextlib.contextmanager
    def _file(self) -> Iterator[int]:
        """The open file. Where it cannot be locked it is open only meanwhile: such systems rename no open files."""
        if fcntl is not None:
            yield self._descriptor
            return
        descriptor = _open(self.path, os.O_RDWR)
        try:
            if not os.path.samestat(self._was, os.fstat(descriptor)):
                raise OSError(None, "another play has taken its name")
            yield descriptor
        finally:
            os.close(descriptor)

    def _to_end(self, descriptor: int) -> None:
        """Stand at the end of what was acknowledged; what is behind it goes: a step cut short. Raises OSError."""
        if os.fstat(descriptor).st_size != self._end:
            os.ftruncate(descriptor, self._end)
        os.lseek(descriptor, self._end, os.SEEK_SET)

    @property
    def where(self) -> Path:
        """Where the play is now: another one may have taken its name meanwhile, which leaves it a number."""
        with contextlib.suppress(OSError):
            mine = os.fstat(self._descriptor)
            for path in (self.path, *sorted(self.path.parent.glob(f"{self.path.name.partition('.')[0]}-*"))):
                if os.path.lexists(path) and os.path.samestat(mine, os.lstat(path)):
                    return path
        return self.path

    def close(self) -> None:
        """Close the file; the play stays on disk."""
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            with contextlib.suppress(OSError):
                os.close(descriptor)


def read_record(path: Path) -> Recorded:
    """All that the file of a play holds, without opening it for more. Raises JournalError."""
    with _explained(path, "read"):
        descriptor = _open(path, os.O_RDONLY)
        try:
            content = _content(descriptor, path)
        finally:
            os.close(descriptor)
    return _parse(content, path).recorded


def read_play(path: Path) -> tuple[Header, tuple[Step, ...]]:
    """The header and the steps (undone ones left out) of a play. Raises JournalError."""
    recorded = read_record(path)
    return recorded.header, tuple(effective(recorded.steps))


def effective(steps: Iterable[Step]) -> list[Step]:
    """The steps that still hold: each `undo` takes back the last ones before it."""
    holding: list[Step] = []
    for step in steps:
        if step.undo:
            del holding[max(len(holding) - step.undo, 0) :]
        else:
            holding.append(step)
    return holding


def harmless(text: str) -> str:
    """The text without signs that give orders to a terminal, or cannot be written at all: no play of ours has them."""
    return text if text.isascii() and text.isprintable() else HARMFUL_IN_RECORD.sub("�", text)


def shown(path: Path) -> str:
    """The path as it can be shown in one line, whatever signs are in it."""
    return safe_line(str(path))


def _quoted(value: object) -> str:
    """A text or a table on one line, in the notation that JSON and YAML share."""
    return HARMFUL_IN_RECORD.sub(lambda sign: f"\\u{ord(sign[0]):04x}", json.dumps(value, ensure_ascii=False))


# Reading


def _open(path: Path, flags: int) -> int:
    """The file, opened; a pipe is not waited for. Raises OSError, JournalError when it is no ordinary file."""
    descriptor = os.open(path, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise JournalError(f"{shown(path)} is no play of Eight Wings: it is no ordinary file.")
    return descriptor


def _content(descriptor: int, path: Path) -> bytes:
    """All that the file holds. Raises JournalError when that is more than any play has."""
    pieces: list[bytes] = []
    left = limits.PLAY_BYTES + 1
    while left and (piece := os.read(descriptor, left)):
        pieces.append(piece)
        left -= len(piece)
    if not left:
        raise JournalError(f"{shown(path)} is too long for a play: {limits.PLAY_BYTES / 1e6:.0f} MB are the most.")
    return b"".join(pieces)


@contextlib.contextmanager
def _closed_on_error(descriptor: int) -> Iterator[None]:
    try:
        yield
    except BaseException:
        os.close(descriptor)
        raise


class _Parsed(NamedTuple):
    """What a file holds, how many of its bytes are whole lines, and whether the last of them has its end."""

    recorded: Recorded
    whole: int
    is_closed: bool


def _parse(content: bytes, path: Path) -> _Parsed:
    cut = content.rfind(b"\n") + 1
    # An editor may leave the last line without its end; a line that was cut short is no step and does not count.
    is_closed = cut == len(content) or not _is_step(content[cut:])
    whole = content[:cut] if is_closed else content
    try:
        lines = whole.decode("utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise JournalError(f"{shown(path)} is no play of Eight Wings: it is not text.") from error
    fields: dict[str, str] = {}
    steps: list[Step] = []
    block = ""
    for number, line in enumerate(lines, 1):
        line = line.removesuffix("\r")  # noqa: PLW2901
        if block and (line.startswith("  ") or not line.strip()):
            fields[block] += f"{line[2:]}\n"
            continue
        block = ""
        if not line.strip() or line.startswith(("#", "steps:")):
            continue
        try:
            if line.startswith("- "):
                steps.append(_step(json.loads(line[2:])))
                if len(steps) > limits.PLAY_STEPS:
                    raise JournalError(f"{shown(path)} has more than {limits.PLAY_STEPS:,} steps, the most of a play.")
                continue
            name, value = _field(line)
            if value == "|":
                block, value = name, ""
            if name not in _KEYS:
                raise _Unknown(name) if fields else ValueError("no play")
            fields[name] = value
        except _Unknown as unknown:
            raise JournalError(
                f"{shown(path)}, line {number}, has `{visible(str(unknown))[:40]}`, which this version of Eight Wings "
                "does not know. The play may be from a newer version, or a playthrough that was written by hand."
            ) from unknown
        except (ValueError, TypeError, RecursionError) as error:  # brackets inside each other a thousand times
            wrong = f"line {number}, is not a line of a play: “{visible(line[:60])}”."
            raise JournalError(f"{shown(path)}, {wrong}") from error
    if not {"pack", "fingerprint", "seed"} <= fields.keys() or not _SEED.fullmatch(fields["seed"]):
        raise JournalError(
            f"{shown(path)} is no play of Eight Wings: it does not begin with `pack`, `fingerprint` and `seed`."
        )
    told = {name: harmless(fields.get(name, "")) for name in ("pack", "fingerprint", "language")}
    about = "\n".join(harmless(line) for line in fields.get("about", "").rstrip().split("\n"))
    header = Header(**told, seed=int(fields["seed"]), title=harmless(fields.get("playthrough", "")), about=about)
    return _Parsed(Recorded(header, tuple(steps)), len(whole), is_closed)


class _Unknown(Exception):
    """A key that no play of this version has."""


def _field(line: str) -> tuple[str, str]:
    """The name and the value of a line of the header. Raises ValueError."""
    found = _KEY.fullmatch(line)
    if found is None:
        raise ValueError("no field")
    name, value = found[1], (found[2] or "").strip()
    return name, str(json.loads(value)) if value.startswith(('"', "[", "{")) else value


def _is_step(line: bytes) -> bool:
    with contextlib.suppress(ValueError, TypeError, RecursionError, _Unknown):
        _step(json.loads(line.decode("utf-8").removeprefix("- ")))
        return line.startswith(b"- ")
    return False


def _step(written: object) -> Step:
    if not isinstance(written, dict):
        raise ValueError("no step")
    for name in written:
        if name not in Step._fields:
            raise _Unknown(name)
    undo = written.get("undo", 0)
    if not isinstance(undo, int) or not 0 <= undo <= limits.PLAY_STEPS:
        raise ValueError("no number of steps")
    words = {name: harmless(str(written.get(name, ""))) for name in ("do", "answer", "saw", "asked")}
    if not (undo or words["do"] or words["answer"]):
        raise ValueError("nothing was done")
    return Step(**words, undo=int(undo))


def _lock(descriptor: int, path: Path) -> None:
    """Two processes must not write one play. Raises JournalError."""
    if fcntl is None:  # pragma: no cover - see the import
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise JournalError(f"The play {shown(path)} is open in another window. Close it there first.") from error


@contextlib.contextmanager
def _explained(path: Path, what: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        sentence = f"The play {shown(path)} cannot be {what}: {error.strerror or error}."
        if what == "written":
            sentence = f"{sentence} Set EIGHTWINGS_HOME to a folder that can be written."
        writing = what == "written" or (what == "opened" and not isinstance(error, FileNotFoundError))
        raise (NotKept if writing else JournalError)(sentence) from error

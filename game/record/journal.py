"""A play on disk: an append-only file of what the player did, one line a step.

    playthrough: "A play of The perfect day"
    pack: "hq"
    fingerprint: "0c2ff34a00012f00"
    seed: 7
    chance: "hq"
    steps: # [7, "hq"] 3f9a01c2
    - {"do": "go:north", "saw": "North: The forecourt"} # 9c1f03ab
    - {"answer": "Article 5", "asked": "clause", "saw": "Which article is it?"} # 77ab21f4
    - {"undo": 1} # 51d2e07f

The file is YAML for people and other tools, and a playthrough file like those that are written by hand. Each line is
written and handed to the disk before its step is shown, so a play can be killed at any moment and goes on at its last
whole line. Nothing is ever removed: undone steps stay, followed by an `undo` with their number. The sums behind the
lines are explained in `game.support.checksums`; a play of an older version has none, and gets none.

The whole file is in memory, too. Before and after each step is written it is looked at: when somebody has deleted,
moved, replaced or changed it, the play is written anew before the step counts, and the player is told.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows has no advisory locks of this kind
    fcntl = None  # type: ignore[assignment]

from game.localisation.messages import gettext
from game.localisation.system_words import system_reason
from game.record import tally
from game.record.atomic_files import sync, write_all, write_and_keep_old
from game.record.journal_words import (
    FileFate,
    full_words,
    lost_words,
    name_taken_words,
    no_locks_words,
    not_saved_words,
    written_anew_words,
)
from game.record.locations import data_folder
from game.record.locks import Lock
from game.record.opened_file import NotKept, closed_on_error, explained_change, open_file, open_locked, read_all
from game.record.play_file import (
    Contents,
    DamagedPlay,
    Header,
    JournalError,
    Recorded,
    Step,
    harmless,
    marked_lines,
    path_words,
    whole_file,
)
from game.record.play_reading import parse
from game.support import checksums, limits

__all__ = [
    "DamagedPlay",
    "Header",
    "Journal",
    "JournalError",
    "NotKept",
    "Recorded",
    "Step",
    "StepNotKept",
    "effective",
    "harmless",
    "path_words",
    "read_contents",
    "read_play",
    "read_record",
]


class StepNotKept(NotKept):
    """A step of an open play could not be written; nothing before it is lost."""


class Journal:
    """An open play. Make one with `create` or `reopen`; close it when done.

    `kept` is where the play is that had the path before, if there was one. `doubt` is a sentence when steps may be
    missing at the end of the file that was opened, or empty.
    """

    def __init__(self, path: Path, contents: Contents, content: bytes, descriptor: int) -> None:
        self.path, self.header = path, contents.recorded.header
        self.kept: Path | None = None
        self._descriptor = descriptor
        # What is acknowledged, and what may stand behind it: a line cut short, or the one with which it was left.
        self._content, self._rest = content[: contents.whole], contents.rest
        self._steps, self._was_left = len(contents.recorded.steps), contents.was_left
        self._sum = None if contents.sums is None else (self.header.origin.sum, *contents.sums)[-1]
        self._before = b"" if contents.is_closed else b"\n"
        self._was = os.fstat(descriptor)
        self._told: list[str] = []
        self._is_open = True
        self.doubt = tally.doubt(path, self._was.st_ino, contents)

    @classmethod
    def create(cls, path: Path, header: Header, steps: Iterable[Step] = ()) -> Journal:
        """Begin a play at `path`, with these steps. One that is there already is kept beside it, with a number."""
        with explained_change(path, "written"):
            kept = write_and_keep_old(path, whole_file(header, steps))
        journal = cls._opened(path)[0]
        journal.kept, journal.doubt = kept, ""
        try:
            journal._note()
        except BaseException:
            journal.close()
            raise
        return journal

    @classmethod
    def reopen(cls, path: Path) -> tuple[Journal, tuple[Step, ...]]:
        """Go on with a play: its journal, and every step in it, undone ones and their undoing too.

        Raises DamagedPlay when it is not as it was written, JournalError.
        """
        return cls._opened(path)

    @classmethod
    def _opened(cls, path: Path) -> tuple[Journal, tuple[Step, ...]]:
        descriptor, locked = open_locked(path)
        with closed_on_error(descriptor), explained_change(path, "read"):
            content = read_all(descriptor, path)
            contents = parse(content, path)
            if contents.damage:
                raise DamagedPlay(contents.damage, contents)
            journal = cls(path, contents, content, descriptor)
        if fcntl is None:
            journal._let_go()
        elif locked is Lock.NONE:
            journal._told.append(no_locks_words(path_words(path)))
        return journal, contents.recorded.steps

    def append(self, step: Step) -> None:
        """Write a step and hand it to the disk. Raises JournalError when that is not possible."""
        self.extend((step,))

    def extend(self, steps: Iterable[Step]) -> None:
        """Write many steps at once. Raises JournalError, and then none of them is in the file."""
        steps = tuple(steps)
        added, sum_ = self._lines(steps)
        if self._steps + len(steps) > limits.PLAY_STEPS or len(self._content) + len(added) > limits.PLAY_BYTES:
            raise JournalError(full_words(path_words(self.path)))
        self._note()  # while it still says that it was left, it needs none
        self._write(added)
        self._steps += len(steps)
        self._sum = sum_
        self._note()

    def settle(self) -> None:
        """See to it that everything that was acknowledged is on disk where `where` says. Raises JournalError."""
        self._write(b"")

    def told(self) -> str:
        """Sentences on what happened to the file, which the player must know; each is given once, after `leave` too."""
        words, self._told = " ".join(self._told), []
        return words

    def leave(self) -> None:
        """See that the play is on disk, write the line that says that it was left, where it has none, and close it."""
        try:
            if self._is_open:
                self.settle()
                # Without this line nothing is lost; the next time the player is told that it is missing.
                with contextlib.suppress(OSError, _Replaced):
                    if self._sum is not None and not self._was_left:
                        self._write_left(self._sum)
        except JournalError as problem:
            # Translators: {problem} is a sentence.
            self._told.append(gettext("The play is not kept: {problem}", problem=problem))
        finally:
            self.close()

    @property
    def is_marked(self) -> bool:
        """Whether its lines have checksums; those of an older version, or written by hand, have none."""
        return self._sum is not None

    @property
    def where(self) -> Path:
        """Where the play is now: another one may have taken its name meanwhile, which leaves it a number."""
        return self._found() or self.path

    @property
    def where_words(self) -> str:
        """The same, as it is told."""
        return path_words(self.where)

    def close(self) -> None:
        """Close the file; the play stays on disk."""
        self._is_open = False
        self._let_go()

    # Writing

    def _lines(self, steps: tuple[Step, ...]) -> tuple[bytes, int | None]:
        """The lines of these steps as the file has them, and the sum of the last one."""
        if self._sum is None:
            return self._before + "".join(step.line() for step in steps).encode(), None
        lines, sum_ = marked_lines(steps, self._sum)
        return self._before + lines.encode(), sum_

    def _write(self, added: bytes) -> None:
        """Write something behind what is acknowledged; where that is not there any more, everything anew."""
        try:
            reason = self._written(added)
        except OSError as error:
            raise StepNotKept(not_saved_words(path_words(self.path), system_reason(error))) from error
        if reason:
            self._write_anew(self._content + added, reason)
        if added:
            self._content += added
            self._before, self._rest, self._was_left = b"", b"", False

    def _written(self, added: bytes) -> FileFate | None:
        """Write behind what is acknowledged, and look before and after. Why that was not possible, or None."""
        try:
            self._follow()
            with self._file() as descriptor:
                reason = self._gone(descriptor) or self._changed(descriptor)
                if reason or not added:
                    return reason
                try:
                    self._write_behind(descriptor, added)
                    sync(descriptor)
                except OSError:
                    self._rest, self._was_left = added, False
                    with contextlib.suppress(OSError):
                        self._cut(descriptor)
                    raise
                expected = len(self._content) + len(added)
                return self._gone(descriptor) or (None if os.fstat(descriptor).st_size == expected else "changed")
        except FileNotFoundError:
            return "gone"
        except _Replaced:
            return "replaced"

    def _write_left(self, sum_: int) -> None:
        with self._file() as descriptor:
            self._write_behind(descriptor, self._before + f"{checksums.left_line(self._steps, sum_)}\n".encode())
            sync(descriptor)
        tally.forget(self.path)

    def _write_behind(self, descriptor: int, added: bytes) -> None:
        self._cut(descriptor)
        write_all(descriptor, added)

    def _cut(self, descriptor: int) -> None:
        """Take away what stands behind what is acknowledged, and is ours. Raises OSError."""
        if os.fstat(descriptor).st_size > len(self._content) and not self._changed(descriptor):
            os.ftruncate(descriptor, len(self._content))

    def _follow(self) -> None:
        """Go by the name that the file has now, when another play took its own and left it a number."""
        found = self._found()
        if found is not None and found != self.path:
            self.path = found
            self._told.append(name_taken_words(path_words(found)))

    def _gone(self, descriptor: int) -> FileFate | None:
        """Why the path does not lead to this file any more, or None."""
        with contextlib.suppress(OSError):
            if os.path.samestat(os.fstat(descriptor), os.stat(self.path)):  # noqa: PTH116
                return None
        return "replaced" if os.path.lexists(self.path) else "gone"

    def _changed(self, descriptor: int) -> FileFate | None:
        """Why the file is not as this process left it, or None."""
        os.lseek(descriptor, 0, os.SEEK_SET)
        content = read_all(descriptor, self.path, more=True)
        known = len(self._content)
        is_ours = content[:known] == self._content and self._rest.startswith(content[known:])
        return None if is_ours else "changed"

    def _write_anew(self, content: bytes, fate: FileFate) -> None:
        """Write the whole play to its place, or where that is not possible, to another. Raises StepNotKept."""
        old, problem = self.path, ""
        for path in _places(old):
            try:
                kept = write_and_keep_old(path, content)
                descriptor, _ = open_locked(path)
            except (OSError, JournalError) as error:
                problem = problem or system_reason(error).rstrip(".")
                continue
            break
        else:
            raise StepNotKept(lost_words(fate, path_words(old), problem))
        if kept is not None and _is_part(kept, content):
            with contextlib.suppress(OSError):
                os.unlink(kept)  # noqa: PTH108 - all of it is in the new one
            kept = None
        self._let_go()
        self.path, self._descriptor, self._was = path, descriptor, os.fstat(descriptor)
        self._rest, self._was_left = b"", False
        if fcntl is None:
            self._let_go()
        new, aside = "" if path == old else path_words(path), path_words(Path(kept.name)) if kept is not None else ""
        self._told.append(written_anew_words(fate, path_words(old), new, aside))

    # The open file

    @contextlib.contextmanager
    def _file(self) -> Iterator[int]:
        """The open file. Where it cannot be locked it is open only meanwhile: such systems rename no open files."""
        if fcntl is not None:
            yield self._descriptor
            return
        descriptor = open_file(self.path, os.O_RDWR | os.O_APPEND)
        try:
            if not os.path.samestat(self._was, os.fstat(descriptor)):
                raise _Replaced
            yield descriptor
        finally:
            os.close(descriptor)

    def _found(self) -> Path | None:
        """The name that this file has in its folder, with a number or without."""
        with contextlib.suppress(OSError):
            mine = os.fstat(self._descriptor) if self._descriptor >= 0 else self._was
            for path in (self.path, *sorted(self.path.parent.glob(f"{self.path.name.partition('.')[0]}-*"))):
                if os.path.exists(path) and os.path.samestat(mine, os.stat(path)):  # noqa: PTH110,PTH116
                    return path
        return None

    def _note(self) -> None:
        if self._sum is not None:
            tally.note(self.path, tally.KeptTally(self._was.st_ino, self._steps, self._sum))

    def _let_go(self) -> None:
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            with contextlib.suppress(OSError):
                os.close(descriptor)


class _Replaced(Exception):
    """Another file has the path of a play."""


def read_contents(path: Path) -> tuple[Contents, str]:
    """What the file of a play says, damaged or not, and a sentence when steps may be missing at its end, or empty.

    Nothing is opened for more. Raises JournalError when it is no play, or nothing in it can be believed.
    """
    with explained_change(path, "read"):
        descriptor = open_file(path, os.O_RDONLY)
        try:
            content, file = read_all(descriptor, path), os.fstat(descriptor).st_ino
        finally:
            os.close(descriptor)
    contents = parse(content, path)
    return contents, tally.doubt(path, file, contents)


def read_record(path: Path) -> Recorded:
    """All that the file of a play holds. Raises DamagedPlay when it is not as it was written, JournalError."""
    contents, _ = read_contents(path)
    if contents.damage:
        raise DamagedPlay(contents.damage, contents)
    return contents.recorded


def read_play(path: Path) -> tuple[Header, tuple[Step, ...]]:
    """The header and the steps (undone ones left out) of a play. Raises what `read_record` raises."""
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


def _places(path: Path) -> Iterator[Path]:
    """Where a play can be written anew: where it was, with the others, or in a folder of its own for what passes."""
    yield path
    yield data_folder() / "rescued" / path.name
    with contextlib.suppress(OSError):
        yield Path(tempfile.mkdtemp(prefix="eightwings-")) / path.name


def _is_part(path: Path, content: bytes) -> bool:
    """Whether a file is an ordinary one with a beginning of this content, and nothing else."""
    with contextlib.suppress(OSError, JournalError):
        descriptor = open_file(path, os.O_RDONLY)
        try:
            return content.startswith(read_all(descriptor, path))
        finally:
            os.close(descriptor)
    return False

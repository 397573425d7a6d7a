"""Tells when the files of a pack were saved. The folder may be moved away and come back; watching goes on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event

from game.story.catalogue.diagnostics import Diagnostics
from game.story.packs import fingerprint
from game.story.source.file_findings import every_file

#: How often it is looked whether the folder and its files are still the same ones, in milliseconds.
_LOOK = 1_000


def changes_of(path: Path, stop: Event | None = None) -> Iterator[None]:
    """Yields once for each time that the pack at `path` is not what it was, from now on, until `stop` is set.

    A folder that vanishes, or is replaced by another one, is waited for: its going and its return are changes too.
    """
    return _changes(path, _mark(path), stop or Event())


def _changes(path: Path, known: str, stop: Event) -> Iterator[None]:
    folder = path if path.is_dir() else path.parent
    while not stop.is_set():
        watched = _identity(folder)
        # What is saved before the watch is set up, or on a disk that tells nothing, is seen at the next look.
        for _ in _looks(folder, folder == path, stop):
            known, before = _mark(path), known
            if known != before:
                yield None
            if _identity(folder) != watched:
                break


def _looks(folder: Path, recursive: bool, stop: Event) -> Iterator[None]:
    """Yields after each change in the folder, and when none was told for a while."""
    from watchfiles import watch  # a dependency that only this needs

    try:
        for _ in watch(folder, recursive=recursive, rust_timeout=_LOOK, yield_on_timeout=True, stop_event=stop):
            yield None
    except (OSError, RuntimeError):  # the folder is not there, or the system watches no more of them
        stop.wait(_LOOK / 1000)
        yield None


def _mark(path: Path) -> str:
    """What tells the pack's files from what they were before."""
    return fingerprint(every_file(path, Diagnostics()))


def _identity(folder: Path) -> tuple[int, int] | None:
    """What tells a folder from another one at the same path; None when there is none."""
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino

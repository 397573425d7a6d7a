"""`check --watch`: the pack is checked again whenever one of its files is saved."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path

from game.author.findings import run_check
from game.story.diagnostics import Diagnostics
from game.story.files import read_files
from game.story.library import find_pack
from game.story.packs import fingerprint

#: How often it is looked whether the folder and its files are still the same ones, in milliseconds.
_LOOK = 1_000


def watch(
    pack: str,
    *,
    strict: bool,
    changes: Iterable[object] | None = None,
    now: Callable[[], datetime] = datetime.now,
) -> int:
    """Report on a pack now and after each of the `changes`, until they end or Ctrl+C is pressed.

    `changes` yields once for all files saved at about the same time; by default it waits for the pack's own files.
    The result is the exit code: 0, or 2 when there is no pack to watch.
    """
    try:
        path = find_pack(pack)
        changes = changes_of(path) if changes is None else changes
        code = _report(pack, strict, now)
        if code == 2 and not os.path.exists(path):  # noqa: PTH110 - says no to a name too long for a path
            return code
        for _ in changes:
            _report(pack, strict, now)
    except KeyboardInterrupt:
        print()
    return 0


def changes_of(path: Path) -> Iterator[None]:
    """Yields once for each time that the pack at `path` is not what it was, from now on. Never ends by itself.

    A folder that vanishes, or is replaced by another one, is waited for: its going and its return are changes too.
    """
    return _changes(path, _mark(path))


def _changes(path: Path, known: str) -> Iterator[None]:
    from watchfiles import watch as watch_files  # a dependency that only this needs

    folder = path if path.is_dir() else path.parent
    while True:
        watched = _identity(folder)
        if watched is None:
            time.sleep(_LOOK / 1000)
        with contextlib.suppress(OSError):  # it may go at any moment
            # What is saved before the watch is set up, or on a disk that tells nothing, is seen at the next look.
            for _ in watch_files(folder, recursive=folder == path, rust_timeout=_LOOK, yield_on_timeout=True):
                known, before = _mark(path), known
                if known != before:
                    yield None
                if _identity(folder) != watched:
                    break


def _mark(path: Path) -> str:
    """What tells the pack's files from what they were before."""
    return fingerprint(read_files(path, Diagnostics()))


def _report(pack: str, strict: bool, now: Callable[[], datetime]) -> int:
    if sys.stdout.isatty():
        print("\x1b[H\x1b[2J", end="")
    try:
        code = run_check(pack, as_json=False, strict=strict)
    except OSError as error:  # a file that goes away while it is read
        print(f"The pack cannot be read just now: {error.strerror}.")
        code = 1
    print(f"\nChecked at {now():%H:%M:%S}; waiting for changes (Ctrl+C ends).", flush=True)
    return code


def _identity(folder: Path) -> tuple[int, int] | None:
    """What tells a folder from another one at the same path; None when there is none."""
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino

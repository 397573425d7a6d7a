"""`check --watch`: the pack is checked again whenever one of its files is saved."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from game.author.findings import run_check
from game.author.watching import changes_of
from game.record.safe_output import unguarded
from game.story.source.library import find_pack
from game.support.exit_codes import INTERRUPTED

if TYPE_CHECKING:
    from game.author.proofs.proofs_command import Proving


def watch(
    pack: str,
    *,
    strict: bool,
    proving: Proving | None = None,
    remarks: bool = False,
    changes: Iterable[object] | None = None,
    now: Callable[[], datetime] = datetime.now,
) -> int:
    """Report on a pack now and after each of the `changes`, until they end or Ctrl+C is pressed.

    `changes` yields once for all files saved at about the same time; by default it waits for the pack's own files.
    The result is the exit code: 130 after Ctrl+C, 2 when there is no pack to watch.
    """
    try:
        path = find_pack(pack)
        changes = changes_of(path) if changes is None else changes
        code = _report(pack, strict, proving, remarks, now)
        if code == 2 and not os.path.exists(path):  # noqa: PTH110 - says no to a name too long for a path
            return code
        for _ in changes:
            _report(pack, strict, proving, remarks, now)
    except KeyboardInterrupt:
        print()
        return INTERRUPTED
    return 0


def _report(pack: str, strict: bool, proving: Proving | None, remarks: bool, now: Callable[[], datetime]) -> int:
    if sys.stdout.isatty():
        print("\x1b[H\x1b[2J", end="", file=unguarded(sys.stdout))
    try:
        code = run_check(pack, as_json=False, strict=strict, proving=proving, quick=True, remarks=remarks)
    except OSError as error:  # a file that goes away while it is read
        print(f"The pack cannot be read just now: {error.strerror}.")
        code = 1
    print(f"\nChecked at {now():%H:%M:%S}; waiting for changes (Ctrl+C ends).", flush=True)
    return code

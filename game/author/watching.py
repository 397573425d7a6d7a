"""Tells when the files of a pack were saved. The folder may be moved away and come back; watching goes on."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path

_LOOK_EVERY = 2_000
"""Milliseconds after which one looks whether the folder is still the same one. Nothing tells of all that can happen."""


async def saves(pack: Path) -> AsyncIterator[None]:
    """Yields after each save, or several saves at once; `pack` is a folder or a file, with an absolute path."""
    from watchfiles import awatch  # only who watches needs it

    while True:
        folder = pack if pack.is_dir() else pack.parent
        there = _mark(pack)
        while not folder.is_dir():
            folder = folder.parent
        mark = _mark(folder)
        try:
            async for changes in awatch(
                folder,
                watch_filter=None,
                recursive=folder == pack,
                rust_timeout=_LOOK_EVERY,
                yield_on_timeout=True,
                raise_interrupt=False,
            ):
                moved = _mark(folder) != mark or (folder != pack and _mark(pack) != there)
                if moved or any(_concerns(pack, Path(path)) for _, path in changes):
                    yield
                if moved:
                    break
        except (OSError, RuntimeError):
            # The folder went just now, or the system watches no more folders: then one looks now and then.
            await asyncio.sleep(_LOOK_EVERY / 1_000)
            yield


def _mark(path: Path) -> tuple[int, int]:
    """What tells a folder from another one of the same name."""
    try:
        found = os.stat(path)  # noqa: PTH116 - one call, whatever the path is
    except OSError:
        return 0, 0
    return found.st_dev, found.st_ino


def _concerns(pack: Path, changed: Path) -> bool:
    """Whether a change of this path can be one of the pack: plays and hidden files are not."""
    if pack == changed:
        return True
    inside = changed.relative_to(pack).parts if changed.is_relative_to(pack) else ()
    return bool(inside) and inside[0] != "playthroughs" and not any(one.startswith(".") for one in inside)

"""The key under which what was made of a pack is kept: another one as soon as anything it was made from differs."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import game
from game.record.cache_files import digest
from game.story.source import library
from game.story.source.pack_files import PackFile


def story_key(path: Path, files: tuple[PackFile, ...], language: str) -> str:
    """The key of a pack at `path` with these files, the dossiers and the code that loads them, in a language."""
    made_for = f"{game.__version__} {sys.version_info[:3]} {path.resolve()} {language}"
    mark = digest(made_for.encode("utf-8", "surrogateescape"), size=16)
    dossiers = ((id_, path.read_bytes()) for id_, path in library.dossier_files().items())
    for name, content in (*files, *dossiers):
        mark.update(f"\0{name}\0{len(content)}\0".encode())
        mark.update(content)
    mark.update(repr(sorted(_code(Path(game.__file__).parent))).encode())
    return str(mark.hexdigest())


def _code(package: Path) -> Iterator[tuple[str, int, int]]:
    """The files of code on which a kept story depends, with their sizes and times."""
    for part in ("support", "story", "record"):
        for folder, _, names in os.walk(package / part):
            for name in names:
                if name.endswith(".py"):
                    state = os.stat(os.path.join(folder, name))  # noqa: PTH116,PTH118 - at every start, for many files
                    yield f"{folder}/{name}", state.st_size, state.st_mtime_ns

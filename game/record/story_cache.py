"""Loading a story fast: the finished story is kept, and used again as long as nothing it was made from changed."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import game
from game.record.atomic_files import write_file
from game.record.locations import cache_folder
from game.record.pieces import pack, unpack
from game.story import library
from game.story.diagnostics import Diagnostics, PackError
from game.story.files import PackFile, read_files
from game.story.pausing import collector_paused
from game.story.program import Story

_KEPT = 12


def load_story(name: str, language: str = "") -> Story:
    """The story of a pack (a path, or the name of one that comes with the game), in a language or as it was written.

    Raises PackError, NoSuchLanguage.

    The cache is keyed by the contents of the pack's files, of the dossiers and of the code that loads them. It lies
    in the user's own cache folder and holds only what this program wrote; a damaged or unwritable one is ignored.
    """
    path = library.find_pack(name)
    found = Diagnostics()
    files = read_files(path, found)
    kept = cache_folder() / "stories" / f"{_key(path, files, language)}.pickle"
    if not found.has_errors:
        with contextlib.suppress(Exception), collector_paused():
            return unpack(kept.read_bytes())
    from game.story.packs import build, pack_id  # the loader is needed only when there is nothing kept

    story, diagnostics = build(pack_id(path), files, found, str(path), language)
    if story is None:
        raise PackError(diagnostics)
    _keep(kept, story)
    return story


def _key(path: Path, files: tuple[PackFile, ...], language: str) -> str:
    try:
        from _blake2 import blake2b  # without OpenSSL, which `hashlib` loads and which takes longer than all the rest
    except ImportError:
        from hashlib import blake2b

    made_for = f"{game.__version__} {sys.version_info[:3]} {path.resolve()} {language}"
    mark = blake2b(made_for.encode("utf-8", "surrogateescape"), digest_size=16)
    for name, content in files:
        mark.update(f"\0{name}\0{len(content)}\0".encode())
        mark.update(content)
    for dossier in library.dossier_files().values():
        mark.update(dossier.read_bytes())
    mark.update(repr(sorted(_code(Path(game.__file__).parent))).encode())
    return mark.hexdigest()


def _code(package: Path) -> Iterator[tuple[str, int, int]]:
    """The files of code on which a kept story depends, with their sizes and times."""
    for part in ("story", "record"):
        for folder, _, names in os.walk(package / part):
            for name in names:
                if name.endswith(".py"):
                    state = os.stat(os.path.join(folder, name))  # noqa: PTH116,PTH118 - at every start, for many files
                    yield f"{folder}/{name}", state.st_size, state.st_mtime_ns


def _keep(path: Path, story: Story) -> None:
    """Write through a file of its own, so that nobody ever reads half a story; keep only the latest few."""
    with contextlib.suppress(OSError), collector_paused():
        write_file(path, pack(story), lasting=False)
        older = sorted(path.parent.glob("*.pickle"), key=lambda one: one.stat().st_mtime, reverse=True)[_KEPT:]
        for one in older:
            one.unlink(missing_ok=True)

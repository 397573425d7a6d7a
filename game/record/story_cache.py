"""Loading a story fast: the finished story is kept, and used again as long as nothing it was made from changed."""

from __future__ import annotations

import contextlib
import os
import pickle
import sys
import zlib
from pathlib import Path

import game
from game.record.locations import cache_folder
from game.story import library
from game.story.diagnostics import Diagnostics, PackError
from game.story.files import PackFile, read_files
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
        with contextlib.suppress(Exception):
            story = pickle.loads(kept.read_bytes())  # noqa: S301 - see above
            if isinstance(story, Story):
                return story
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

    mark = blake2b(f"{game.__version__} {sys.version_info[:3]} {path.resolve()} {language}".encode(), digest_size=16)
    for name, content in files:
        mark.update(f"\0{name}\0{len(content)}\0".encode())
        mark.update(content)
    for dossier in library.dossier_files().values():
        mark.update(dossier.read_bytes())
    code = Path(game.__file__).parent / "story"
    with os.scandir(code) as entries:
        times = sorted((entry.name, entry.stat().st_mtime_ns) for entry in entries if entry.name.endswith(".py"))
    mark.update(zlib.crc32(repr(times).encode()).to_bytes(4))
    return mark.hexdigest()


def _keep(path: Path, story: Story) -> None:
    """Write through a file of its own, so that nobody ever reads half a story; keep only the latest few."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(f".{os.getpid()}.new")
        fresh.write_bytes(pickle.dumps(story, protocol=pickle.HIGHEST_PROTOCOL))
        fresh.replace(path)
        older = sorted(path.parent.glob("*.pickle"), key=lambda one: one.stat().st_mtime, reverse=True)[_KEPT:]
        for one in older:
            one.unlink(missing_ok=True)

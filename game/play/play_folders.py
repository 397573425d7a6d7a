"""Where the plays of a pack are kept: packs that are called the same do not share a folder, and old plays are found.

A folder belongs to the pack for which it was first used; a small file in it says so (`OWNER`). A pack is known again by
its path, and one that says what it is called (`id:`) also after it was moved or renamed, once nothing is left at the
old path. Folders that older versions made have no such file: they belong to the pack of whose story their plays are.
The packs that come with the game have folders that no other pack can have.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from game.record.locations import plays_folder
from game.story.source import library

if TYPE_CHECKING:
    from game.story.model.story import Story

OWNER = "belongs-to.json"
"""The file in a folder of plays that says of which pack they are."""

#: A longer name is cut; so many plays are looked at to tell whose a folder is; so many packs can be called the same.
_LONGEST = 60
_LOOKED_AT = 5
_SAME_NAME = 100
_OWNER_BYTES = 20_000
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?\Z", re.IGNORECASE)


class _Owner(NamedTuple):
    """The pack to which a folder belongs: what it says that it is called, or empty, and where it is."""

    id: str
    path: str

    def is_me(self, me: _Owner) -> bool:
        """Whether it is this pack. It may say since when it was first played what it is called."""
        return self.path == me.path and self.id in ("", me.id)

    def has_moved_to(self, me: _Owner) -> bool:
        """Whether it can be this pack, which was somewhere else before."""
        return bool(me.id) and self.id == me.id and not os.path.lexists(self.path)


def home_of_shipped(pack: Path) -> Path | None:
    """The folder of the plays of a pack that comes with the game; None for every other pack."""
    return plays_folder(pack.resolve().name) if library.comes_with_the_game(pack) else None


def home_of(story: Story, pack: Path) -> Path:
    """The folder of the plays of the story at `pack`. That it is so is noted there, where that can be written."""
    shipped = home_of_shipped(pack)
    if shipped is not None:
        return shipped
    path = pack.resolve()
    me = _Owner(story.own_id, str(path))
    for _ in range(_SAME_NAME):
        folder, is_mine = _found(story, me, _names(story, path))
        if is_mine or _claimed(folder, me):
            return folder
    return folder


def _names(story: Story, path: Path) -> Iterable[str]:
    """What the folder for this pack may be called, with the best name first."""
    folder = path.stem if path.is_file() else path.name
    is_copy = story.own_id in library.pack_names()  # of a pack that comes with the game, whose plays are elsewhere
    return dict.fromkeys((folder, story.id) if is_copy else (story.id, folder))


def _found(story: Story, me: _Owner, names: Iterable[str]) -> tuple[Path, bool]:
    """The folder for this pack, and whether it is noted already that it is."""
    free: Path | None = None
    others: list[tuple[Path, _Owner | None]] = []
    for folder in (folder for name in names for folder in _called(name)):
        owner = _owner(folder)
        if owner is not None and owner.is_me(me):
            return folder, owner == me
        if owner is None and not folder.is_dir():
            free = free or folder
        else:
            others.append((folder, owner))
    for folder, owner in others:
        if (owner is None or owner.has_moved_to(me)) and _is_of(story, folder):
            return folder, False
    assert free is not None  # noqa: S101 - there is always a next number
    return free, False


def _called(name: str) -> Iterator[Path]:
    """The folders of the packs that are called so, up to the first that is not there."""
    name = name.strip(". ")[:_LONGEST] or "pack"
    name = f"pack-{name}" if _DEVICES.match(name) else name
    reserved = {taken.casefold() for taken in library.pack_names()}
    number = 1
    while True:
        called = name if number == 1 else f"{name}-{number}"
        number += 1
        if called.casefold() not in reserved:
            folder = plays_folder(called)
            yield folder
            if not os.path.lexists(folder):
                return


def _owner(folder: Path) -> _Owner | None:
    """To which pack a folder belongs; None when nothing in it says so."""
    try:
        with (folder / OWNER).open("rb") as file:
            written = json.loads(file.read(_OWNER_BYTES))
        owner = _Owner(written["id"], written["path"])
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None
    return owner if all(isinstance(part, str) for part in owner) else None


def _claimed(folder: Path, me: _Owner) -> bool:
    """Note that a folder belongs to a pack. False when another process has just done so for another pack."""
    from game.record.atomic_files import write_file, write_new_file

    words = {"what": "The pack of which these plays are", "id": me.id, "path": me.path}
    content = json.dumps(words, ensure_ascii=False, indent=2).encode("utf-8", "surrogateescape") + b"\n"
    with contextlib.suppress(OSError):
        if _owner(folder) is not None or os.path.lexists(folder / OWNER):
            write_file(folder / OWNER, content)
        else:
            try:
                write_new_file(folder / OWNER, content)
            except FileExistsError:
                return False
    return True


def _is_of(story: Story, folder: Path) -> bool:
    """Whether the plays in a folder are of this story: the one kept by itself, else the latest that can be read.

    A folder without plays is anybody's.
    """
    from game.engine import EndlessLoop
    from game.play.play_header import title_of  # a folder that is known needs none of this
    from game.play.replaying import replay
    from game.record.journal import JournalError, read_contents
    from game.record.locations import CURRENT, ENDING

    plays = sorted(folder.glob(f"*{ENDING}"), key=_when, reverse=True)
    for play in sorted(plays, key=lambda path: path.name != CURRENT)[:_LOOKED_AT]:
        try:
            contents, _ = read_contents(play)
            replayed = replay(story, contents.recorded, is_marked=contents.sums is not None)
        except (JournalError, EndlessLoop):
            continue
        header, session = contents.recorded.header, replayed.session
        if header.fingerprint == story.fingerprint:
            return True
        all_hold = not (replayed.lost or replayed.odd or session.found)
        is_called_so = header.title == title_of(story)
        return bool(session.steps()) and (all_hold or is_called_so)
    return True


def _when(play: Path) -> float:
    with contextlib.suppress(OSError):
        return play.stat().st_mtime
    return 0.0

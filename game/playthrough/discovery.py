"""Finding playthrough files, and the pack to which each belongs.

A playthrough belongs to the pack in whose folder it lies. In a folder with several packs, or beside them, its key
`pack` says which one is meant.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from game.story.source import library
from game.story.source.pack_files import PLAYTHROUGHS, RECORDED, is_playthrough, read_below, read_bounded, shown_name
from game.support import limits
from game.support.open_folders import LeadsOutside, below

_YAML = (".yaml", ".yml")
#: Folders in which nobody keeps playthroughs.
_LEFT_OUT = frozenset(("__pycache__", "node_modules", "site-packages"))
_TITLED = re.compile(rb"""^(?:"pack"|'pack'|pack)[ \t]*:""", re.M)
#: A file that is one pair of braces, up to the next brace in it, and a key `pack` inside.
_IN_BRACES = re.compile(rb"\s*\{([^{}]*)")
_TITLED_IN_BRACES = re.compile(rb"""(?:\A|,)\s*"?pack"?\s*:""")
_RECORDED = re.compile(rb"^steps[ \t]*:", re.M)
_NAMED = re.compile(rb"^pack[ \t]*:([^\r\n#]*)", re.M)
#: So many folders, one above the other, are looked at for a pack.
_HIGHEST = 12
#: So much of a playthrough is looked at for the pack that it names.
_HEAD = 64_000


class FoundPlaythrough(NamedTuple):
    """A playthrough file, and the pack it belongs to: a folder or a file. Without one, `problem` says why.

    No link may lead the path out of the folder `root`; None: the file was named by the user.
    """

    path: Path
    pack: Path | None
    problem: str = ""
    root: Path | None = None

    def content(self) -> bytes | int | None:
        """What the file holds; its size if that is above `limits.PLAY_BYTES`; None when it is no ordinary file.

        Raises OSError, or LeadsOutside, which is one, when a link leads out of `root`.
        """
        return _content(self.path, self.root)


class NoPlaythroughs(Exception):
    """There is nothing to run; the message says what was looked for, and where."""


def find_playthroughs(path: str | Path) -> list[FoundPlaythrough]:
    """The playthrough files of a pack, in a folder with several packs, or the one file; in the order of their names.

    A name that is no path is that of a pack that comes with the game. Raises NoPlaythroughs when there is nothing such.
    """
    given = library.find_pack(str(path))
    if not os.path.exists(given):  # noqa: PTH110 - says no to a name too long for a path
        raise NoPlaythroughs(f"There is nothing at {shown_name(str(path))}.")
    finder = Finder(given if given.is_dir() else pack_around(given))
    if given.is_dir():
        found = [finder.found(file) for file in finder.files(given)]
        if finder.is_one_pack(given):  # the file with `pack:` may lie further down in its pack
            found = [
                playthrough._replace(pack=given, problem="") if playthrough.pack is None else playthrough
                for playthrough in found
            ]
    elif finder.is_playthrough(given):
        found = [finder.found(given)]
    else:
        found = finder.of_one_file(given)
    if not found:
        linked = given / PLAYTHROUGHS if given.is_dir() else given.parent / PLAYTHROUGHS
        note = f"{shown_name(str(linked))} is a link, and links to folders are not followed. " * linked.is_symlink()
        raise NoPlaythroughs(
            f"There are no playthroughs in {shown_name(str(path))}. {note}A playthrough is a file that begins with "
            "`playthrough:`; `eightwings new playthrough PACK` writes one to begin with."
        )
    return found


class Finder:
    """Looks at each file and folder once. Make a new one when files may have changed.

    What lies below `root` may be a stranger's: no link out of it is followed. None: all paths are the user's own.
    """

    def __init__(self, root: Path | None = None) -> None:
        self._root = root
        self._packs: dict[Path, list[Path]] = {}
        self._contents: dict[Path, bytes] = {}

    def found(self, path: Path) -> FoundPlaythrough:
        """A playthrough file with its pack."""
        root = self._root_of(path)
        if self.leads_outside(path):
            problem = f"It is a link that leads out of {shown_name(str(root))}, and is not followed."
            return FoundPlaythrough(path, None, problem, root)
        return self._found(path)._replace(root=root)

    def _found(self, path: Path) -> FoundPlaythrough:
        named = self.named_pack(path)
        folder = path.resolve().parent
        beside = folder.parent if folder.name == PLAYTHROUGHS else folder
        for above in (folder, *folder.parents)[:_HIGHEST]:
            packs = self.packs_in(above)
            if len(packs) == 1 and packs[0] == above:
                return FoundPlaythrough(path, _as_given(above, path))
            if not packs and above == beside != folder and self.is_one_pack(above):
                return FoundPlaythrough(path, _as_given(above, path))  # its title stands in a folder further down
            if above == beside and (packs := packs or self.packs_beside(above)):
                return self._chosen(path, packs, named)
        ours = library.PACKS / named
        if named and "/" not in named and ours.is_dir():
            return FoundPlaythrough(path, ours)
        if named:
            return FoundPlaythrough(path, None, f"There is no pack “{shown_name(named)}” here.")
        return FoundPlaythrough(path, None, "It lies in no pack. Put it into one, or write `pack: its_name` into it.")

    def _chosen(self, path: Path, packs: list[Path], named: str) -> FoundPlaythrough:
        """The one of several packs that is named."""
        fitting = [pack for pack in packs if named in (pack.name, pack.stem)] if named else packs
        if len(fitting) == 1:
            return FoundPlaythrough(path, _as_given(fitting[0], path))
        ours = library.PACKS / named
        if named and "/" not in named and ours.is_dir():
            return FoundPlaythrough(path, ours)
        names = ", ".join(shown_name(pack.stem if pack.is_file() else pack.name) for pack in packs)
        said = f"There is no pack “{shown_name(named)}” here" if named else "There are several packs here"
        return FoundPlaythrough(path, None, f"{said}. Write one of them into it, as `pack: …`: {names}.")

    def files(self, folder: Path) -> Iterator[Path]:
        """Every playthrough file in a folder and below, in the order of their names."""
        yield from (path for path in self._yaml_below(folder) if self.is_playthrough(path))

    def of_one_file(self, pack: Path) -> list[FoundPlaythrough]:
        """The playthroughs of a pack that is one file: those beside it that are not another one's."""
        folder = pack.resolve().parent
        near = [*self._yaml_in(pack.parent), *self._yaml_in(pack.parent / PLAYTHROUGHS)]
        found = [self.found(path) for path in near if self.is_playthrough(path)]
        own = (folder, pack.resolve())
        return [
            playthrough._replace(pack=pack)
            for playthrough in found
            if playthrough.pack is not None and playthrough.pack.resolve() in own
        ]

    def is_playthrough(self, path: Path) -> bool:
        """Whether a file is a playthrough, one in the form of before too."""
        if not path.name.endswith(_YAML):
            return False
        if path.is_symlink() and self.leads_outside(path):  # told, and not looked into
            return path.name.endswith(RECORDED) or path.parent.name == PLAYTHROUGHS
        content = self.content(path)
        if path.parent.name != PLAYTHROUGHS:
            return is_playthrough(path.name, content)
        return is_playthrough(path.name, content) or bool(_RECORDED.search(content))

    def named_pack(self, path: Path) -> str:
        """What stands behind `pack:` in a playthrough, or empty."""
        named = _NAMED.search(self.content(path), 0, _HEAD)
        words = named[1].strip() if named else b""
        if words[:1] in (b"'", b'"') and words[:1] == words[-1:]:
            words = words[1:-1]
        return words.decode("utf-8", "replace")

    def packs_in(self, folder: Path) -> list[Path]:
        """The folder itself, alone, if it is a pack; else the packs in it that are one file each, perhaps none."""
        if folder not in self._packs:
            titled = [path for path in self._yaml_in(folder) if self._is_titled(path)]
            alone = len(titled) == 1 and self.is_one_pack(folder)
            self._packs[folder] = [folder] if alone else titled
        return self._packs[folder]

    def packs_beside(self, folder: Path) -> list[Path]:
        """The packs that are folders in this one."""
        try:
            inside = sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))
        except OSError:
            return []
        return [path for path in inside if self.packs_in(path) == [path]]

    def is_one_pack(self, folder: Path) -> bool:
        """Whether there is one file with the key `pack:` in a folder and below. Nothing behind a second is read."""
        titled = (path for path in self._yaml_below(folder) if self._is_titled(path))
        return len(list(islice(titled, 2))) == 1

    def _is_titled(self, path: Path) -> bool:
        content = self.content(path)
        if path.parent.name == PLAYTHROUGHS or is_playthrough(path.name, content):
            return False
        braces = _IN_BRACES.match(content)
        return bool(_TITLED.search(content) or (braces and _TITLED_IN_BRACES.search(braces[1])))

    def _yaml_in(self, folder: Path) -> list[Path]:
        if self.leads_outside(folder):
            return []
        try:
            return sorted(path for path in folder.iterdir() if path.name.endswith(_YAML) and path.is_file())
        except OSError:
            return []

    def _yaml_below(self, folder: Path) -> Iterator[Path]:
        seen = 0
        for inside, folders, names in os.walk(folder):
            folders[:] = sorted(
                folder_name
                for folder_name in folders
                if not folder_name.startswith(".") and folder_name not in _LEFT_OUT
            )
            for name in sorted(names):
                seen += 1
                if seen > limits.FOLDER_ENTRIES:
                    return
                if name.endswith(_YAML) and not name.startswith("."):
                    yield Path(inside, name)

    def leads_outside(self, path: Path) -> bool:
        """Whether a link leads a path out of the folder in which it must stay."""
        root = self._root_of(path)
        if root is None:
            return False
        try:
            below(path, root)
        except LeadsOutside:
            return True
        return False

    def content(self, path: Path) -> bytes:
        """The content of a file: b"" if it cannot be read, is no ordinary file, or is larger than a play may be."""
        if path not in self._contents:
            try:
                content = _content(path, self._root_of(path))
            except OSError:
                content = b""
            self._contents[path] = content if isinstance(content, bytes) else b""
        return self._contents[path]

    def _root_of(self, path: Path) -> Path | None:
        """The folder out of which no link may lead this path; None when the path is the user's own."""
        root = self._root
        if root is None or not (_is_in(path, root) or path.is_relative_to(os.path.realpath(root))):
            return None
        return root


def _content(path: Path, root: Path | None) -> bytes | int | None:
    if root is None:
        return read_bounded(str(path), limits.PLAY_BYTES)
    return read_below(path, root, limits.PLAY_BYTES)


def _is_in(path: Path, root: Path) -> bool:
    """Whether a path lies in a folder, as it is written."""
    return Path(os.path.abspath(path)).is_relative_to(os.path.abspath(root))  # noqa: PTH100 - links stay as they are


def pack_around(path: Path) -> Path | None:
    """The folder of the pack in which a file lies as its path is written, wherever links lead; None without one."""
    finder = Finder()
    above = Path(os.path.abspath(path)).parents  # noqa: PTH100
    return next((folder for folder in above[:_HIGHEST] if finder.packs_in(folder) == [folder]), None)


def _as_given(pack: Path, playthrough: Path) -> Path:
    """The pack's path in the form in which the playthrough's was given: relative, where that was."""
    if playthrough.is_absolute():
        return pack
    try:
        return Path(os.path.relpath(pack))
    except ValueError:  # another drive
        return pack

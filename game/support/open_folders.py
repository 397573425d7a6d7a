"""Folders held open, so that what is done by name in them happens there and nowhere else.

A stranger may have made what lies in a folder, links among it, and may change it at any moment. `below` finds out where
a path leads and refuses what leads out of the root; `open_folder` then walks from the root down and follows no link at
all, so that whatever becomes a link in between is refused, too. Links that lead around inside the root are followed.

Where the system opens files relative to an open folder (Linux, macOS), this holds at every moment. Elsewhere (Windows)
each part of the path is looked at just before it is used.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from pathlib import Path

#: What is done relative to an open folder; Python in a browser can do only some of it.
_USED = {os.open, os.access, os.stat, os.mkdir, os.unlink, os.rename}
#: Whether files can be opened relative to an open folder.
RELATIVE = os.supports_dir_fd >= _USED and hasattr(os, "O_DIRECTORY") and hasattr(os, "O_NOFOLLOW")
#: Flags that not every system has: follow no link, do not wait for a pipe, leave line breaks alone.
NO_LINK = getattr(os, "O_NOFOLLOW", 0)
NO_WAIT = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)


class LeadsOutside(OSError):
    """A path leads out of the folder in which it should stay, or through what became a link meanwhile."""

    def __init__(self, path: object, why: str = "a link in it leads out of the folder") -> None:
        super().__init__(errno.ELOOP, why, str(path))


def below(path: str | Path, root: str | Path) -> tuple[str, ...]:
    """The way from the real folder `root` to where `path` really leads, without links; () for the root itself.

    What does not exist yet counts as what it will be: a plain file or folder. Raises LeadsOutside.
    """
    real_root, real = Path(os.path.realpath(root)), Path(os.path.realpath(path))
    if not real.is_relative_to(real_root):
        raise LeadsOutside(path)
    return real.relative_to(real_root).parts


def holder(path: str | Path, roots: tuple[str | Path, ...]) -> Path | None:
    """The one of the folders `roots` in which `path` lies, whatever way it is written; None when in none of them.

    The result is spelled as in `path`, from which it can be followed further down.
    """
    lexical = Path(os.path.abspath(path))  # noqa: PTH100 - links stay as they are
    for above in reversed((lexical, *lexical.parents)):
        for root in roots:
            with contextlib.suppress(OSError):
                if os.path.isdir(root) and os.path.samefile(above, root):  # noqa: PTH112, PTH121
                    return above
    return None


class OpenFolder:
    """A folder, held open where the system can do that. Close it, or use it in a `with`.

    All names are of direct entries of the folder: no separators, no `..`.
    """

    def __init__(self, path: str | Path, descriptor: int | None) -> None:
        self.path, self.descriptor = Path(path), descriptor

    @classmethod
    def at(cls, path: str | Path) -> OpenFolder:
        """The folder at a path, whose links are followed. Raises OSError."""
        if RELATIVE:
            return cls(path, os.open(path, _FOLDER))
        if not stat.S_ISDIR(os.stat(path).st_mode):  # noqa: PTH116
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(path))
        return cls(path, None)

    def __enter__(self) -> OpenFolder:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close it; once more does nothing."""
        descriptor, self.descriptor = self.descriptor, None
        if descriptor is not None:
            os.close(descriptor)

    def named(self, name: str) -> str:
        """What `os` takes for an entry, together with `dir_fd=self.descriptor`."""
        return name if self.descriptor is not None else str(self.path / name)

    def state(self, name: str) -> os.stat_result | None:
        """What an entry itself is, a link being a link; None when there is none. Raises OSError."""
        try:
            return os.stat(self.named(name), dir_fd=self.descriptor, follow_symlinks=False)
        except FileNotFoundError:
            return None

    def open(self, name: str, flags: int, mode: int = 0o666) -> int:
        """Open an entry that is no link. The result is a descriptor. Raises OSError, LeadsOutside for a link."""
        before = None if self.descriptor is not None or flags & os.O_EXCL else self.state(name)
        if before is not None and is_link(before):
            raise LeadsOutside(self.path / name, "it is a link")
        flags |= NO_LINK | NO_WAIT | getattr(os, "O_CLOEXEC", 0)
        try:
            opened = os.open(self.named(name), flags, mode, dir_fd=self.descriptor)
        except OSError as error:
            if error.errno in (errno.ELOOP, errno.EMLINK, errno.ENOTDIR) and self._is_link(name):
                raise LeadsOutside(self.path / name, "it is a link") from error
            raise
        if before is not None and not os.path.samestat(before, os.fstat(opened)):
            os.close(opened)
            raise LeadsOutside(self.path / name, "it was exchanged for another file")
        return opened

    def _is_link(self, name: str) -> bool:
        with contextlib.suppress(OSError):
            state = self.state(name)
            return state is not None and is_link(state)
        return False

    def folder(self, name: str, *, make: bool = False) -> OpenFolder:
        """A folder in this one, no link; made when it is not there and that is wanted. Raises OSError, LeadsOutside."""
        if make and self.state(name) is None:
            with contextlib.suppress(FileExistsError):
                os.mkdir(self.named(name), 0o777, dir_fd=self.descriptor)
                self.sync()
        if self.descriptor is not None:
            return OpenFolder(self.path / name, self.open(name, _FOLDER))
        state = self.state(name)
        if state is not None and is_link(state):
            raise LeadsOutside(self.path / name, "it is a link")
        return OpenFolder.at(self.path / name)

    def names(self) -> list[str]:
        """The names of all entries, in no order. Raises OSError."""
        return os.listdir(self.path if self.descriptor is None else self.descriptor)  # noqa: PTH208

    def sync(self) -> None:
        """Hand the names in it to the disk, where the system can do that: without it, they follow a little later."""
        if self.descriptor is not None:
            with contextlib.suppress(OSError):
                os.fsync(self.descriptor)


def open_folder(root: str | Path, way: tuple[str, ...] = (), *, make: bool = False) -> OpenFolder:
    """The folder to which `way` leads from `root`, through no link below the root. Raises OSError, LeadsOutside."""
    here = OpenFolder.at(root)
    for name in way:
        with here:
            inner = here.folder(name, make=make)
        here = inner
    return here


class FolderReader:
    """Opens files below a folder. The folder of the last file stays open: whoever goes by name opens each one once.

    Close it, or use it in a `with`.
    """

    def __init__(self, root: str | Path) -> None:
        self._root = root
        self._way: tuple[str, ...] = ()
        self._folder: OpenFolder | None = None

    def __enter__(self) -> FolderReader:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def open(self, way: tuple[str, ...], flags: int = os.O_RDONLY) -> int:
        """Open the file to which this way leads, through no link. Raises OSError, LeadsOutside."""
        if self._folder is None or self._way != way[:-1]:
            self.close()
            self._folder, self._way = open_folder(self._root, way[:-1]), way[:-1]
        return self._folder.open(way[-1], flags)

    def close(self) -> None:
        """Close what is open; it can be used again."""
        folder, self._folder = self._folder, None
        if folder is not None:
            folder.close()


def open_below(path: str | Path, root: str | Path, flags: int = os.O_RDONLY) -> int:
    """Open the file to which a path leads below `root`. The result is a descriptor. Raises OSError, LeadsOutside."""
    way = below(path, root)
    if not way:
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    with FolderReader(os.path.realpath(root)) as reader:
        return reader.open(way, flags)


def is_link(state: os.stat_result) -> bool:
    """Whether an entry leads elsewhere: a symbolic link, or what Windows has of that kind, such as a junction."""
    tag = getattr(state, "st_reparse_tag", 0)
    return stat.S_ISLNK(state.st_mode) or tag in (0xA000000C, 0xA0000003)

"""Content on its way to its name: written without one, or under one that nobody can guess, and what is left of that.

`atomic_files` is what the rest of the program uses.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
import time
from collections.abc import Iterator

from game.record.locks import Lock, wait_for_lock
from game.support.open_folders import OpenFolder, is_link

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows
    fcntl = None  # type: ignore[assignment]

#: What a file or folder is called that a process is just writing, or was when it was killed.
TEMPORARY = re.compile(r"\.eightwings-[0-9a-f]{16}\.tmp")
#: So long we wait for another process of ours that writes in the same folder, in seconds.
_PATIENCE = 10.0
#: Where folders have no locks, what is older than this was left behind, in seconds.
_LEFT_BEHIND = 3600.0
#: What a system or a disk says that has no files without names, cannot name them later, or has no second names.
_NOT_POSSIBLE = frozenset(
    (
        errno.EOPNOTSUPP, errno.ENOTSUP, errno.EISDIR, errno.ENOENT, errno.EINVAL, errno.ENOSYS, errno.EXDEV,
        errno.EPERM, errno.EACCES, errno.EMLINK,
    )
)  # fmt: skip


class Draft:
    """Content that is on the disk and has no name yet, or one that nobody knows. `take` and `take_free` give it one.

    Open one with `drafted`, in a folder that is held with `alone_in`.
    """

    def __init__(
        self, folder: OpenFolder, data: bytes, like: os.stat_result | None, lasting: bool, private: bool
    ) -> None:
        self._folder, self._data, self._like, self._lasting, self._private = folder, data, like, lasting, private
        self._name = ""
        self._descriptor = -1

    def write(self, *, unnamed: bool) -> None:
        """Write the content and hand it to the disk, without a name if that is wanted. Raises OSError."""
        if unnamed:
            flags = os.O_TMPFILE | os.O_RDWR | os.O_CLOEXEC
            self._descriptor = os.open(".", flags, 0o666, dir_fd=self._folder.descriptor)
        else:
            name = _temporary_name()
            self._descriptor = self._folder.open(name, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
            self._name = name
        write_all(self._descriptor, self._data)
        if self._like is not None:
            _make_like(self._descriptor, self._like)
        if self._private and hasattr(os, "fchmod"):
            os.fchmod(self._descriptor, 0o600)
        if self._lasting:
            sync(self._descriptor)

    def take(self, name: str) -> None:
        """Have this name in the folder, in place of what has it now. Raises OSError."""
        if not self._name:
            self._link(_temporary_name(), self._folder, remember=True)
        self.close()
        at = self._folder.descriptor
        os.replace(self._folder.named(self._name), self._folder.named(name), src_dir_fd=at, dst_dir_fd=at)
        self._name = ""

    def take_free(self, name: str, folder: OpenFolder | None = None) -> None:
        """Have this name, which nobody has, in this folder or another. Raises FileExistsError, OSError."""
        folder = folder or self._folder
        if not self._name and self._link(name, folder):
            return
        self.close()
        if not named_too(self._folder, self._name, folder, name):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(folder.path / name))

    def _link(self, name: str, folder: OpenFolder, *, remember: bool = False) -> bool:
        """Give the file without a name this one. Where that cannot be, it is written again, under a name: False."""
        if remember:
            self._name = name
        try:
            source = f"/proc/self/fd/{self._descriptor}"
            os.link(source, name, dst_dir_fd=folder.descriptor, follow_symlinks=True)
        except (OSError, NotImplementedError) as error:
            self._name = ""
            if isinstance(error, OSError) and error.errno not in _NOT_POSSIBLE:
                raise
            self.close()
            self.write(unnamed=False)
            return False
        return True

    def close(self) -> None:
        """Close the file, which some systems want before it is renamed."""
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            os.close(descriptor)

    def end(self) -> None:
        """Close the file; if it still has the name that nobody knows, that goes."""
        self.close()
        if self._name:
            with contextlib.suppress(OSError):
                os.unlink(self._folder.named(self._name), dir_fd=self._folder.descriptor)


@contextlib.contextmanager
def drafted(
    folder: OpenFolder, data: bytes, like: os.stat_result | None = None, *, lasting: bool = True, private: bool = False
) -> Iterator[Draft]:
    """The content, written and (`lasting`) handed to the disk, with the permissions of another file if one is given.

    One that is `private` is for this user alone to read and write. What got no name is gone at the end. Raises OSError.
    """
    draft = Draft(folder, data, like, lasting, private)
    try:
        try:
            draft.write(unnamed=_has_unnamed(folder))
        except OSError as error:
            if error.errno not in _NOT_POSSIBLE or not _has_unnamed(folder):
                raise
            draft.end()
            draft.write(unnamed=False)
        yield draft
    finally:
        draft.end()


def _has_unnamed(folder: OpenFolder) -> bool:
    """Whether files can be written there that have no name yet: on Linux, on most disks."""
    return hasattr(os, "O_TMPFILE") and folder.descriptor is not None and os.path.isdir("/proc/self/fd")  # noqa: PTH112


def _make_like(descriptor: int, like: os.stat_result) -> None:
    """Give an open file the owner, if we may, and the permissions of another one. Raises OSError."""
    if hasattr(os, "fchown"):
        now = os.fstat(descriptor)
        if (now.st_uid, now.st_gid) != (like.st_uid, like.st_gid):
            with contextlib.suppress(OSError):
                os.fchown(descriptor, like.st_uid, like.st_gid)
    if hasattr(os, "fchmod"):
        os.fchmod(descriptor, like.st_mode & 0o777)


def write_all(descriptor: int, content: bytes) -> None:
    """Write all of it to an open file, in as many pieces as the system wants.

    Raises OSError; a part may have been written by then.
    """
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def sync(descriptor: int) -> None:
    """Hand what was written to the disk, and see to it that it is there when this returns. Raises OSError.

    On macOS `fsync` alone leaves it in the memory of the drive; F_FULLFSYNC does not, but not every disk knows it.
    """
    full = getattr(fcntl, "F_FULLFSYNC", None)
    if full is not None:
        try:
            fcntl.fcntl(descriptor, full)
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EIO, errno.EDQUOT):
                raise
        else:
            return
    os.fsync(descriptor)


def named_too(folder: OpenFolder, name: str, target: OpenFolder, free: str) -> bool:
    """Give a file a second name, or on a disk without such, that name instead. False when it is taken.

    Raises OSError.
    """
    if target.state(free) is not None:
        return False
    source, wanted, at, to = folder.named(name), target.named(free), folder.descriptor, target.descriptor
    try:
        if not hasattr(os, "link"):  # Python in a browser has none
            raise NotImplementedError
        os.link(source, wanted, src_dir_fd=at, dst_dir_fd=to, follow_symlinks=False)
    except FileExistsError:
        return False
    except (OSError, NotImplementedError) as error:
        if isinstance(error, OSError) and error.errno not in _NOT_POSSIBLE:
            raise
    else:
        return True
    if os.name == "nt":  # there, a rename never takes a name that somebody has
        try:
            os.rename(source, wanted)  # noqa: PTH104
        except FileExistsError:
            return False
        return True
    try:
        os.close(target.open(free, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
    except FileExistsError:
        return False
    try:
        os.replace(source, wanted, src_dir_fd=at, dst_dir_fd=to)
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(wanted, dir_fd=to)
        raise
    return True


@contextlib.contextmanager
def alone_in(folder: OpenFolder) -> Iterator[None]:
    """Inside, and until the folder is closed, no other process of ours writes in it, where the system can see to that.

    What a process left behind that was killed is swept away first.
    """
    got = wait_for_lock(folder.descriptor, _PATIENCE) if folder.descriptor is not None else Lock.NONE
    _sweep(folder, None if got is Lock.HELD else time.time() - _LEFT_BEHIND)
    yield


@contextlib.contextmanager
def temporary_folder(folder: OpenFolder) -> Iterator[tuple[OpenFolder, str]]:
    """A folder with a name that nobody can guess, and that name. What is still called so at the end is removed."""
    name = _temporary_name()
    try:
        with folder.folder(name, make=True) as inside:
            yield inside, name
    finally:
        _sweep_away(folder, name)


def _sweep(folder: OpenFolder, before: float | None) -> None:
    """Remove what killed processes left behind: everything they called so, or what is older than a moment."""
    with contextlib.suppress(OSError):
        for name in folder.names():
            if TEMPORARY.fullmatch(name):
                with contextlib.suppress(OSError):
                    state = folder.state(name)
                    if state is not None and (before is None or state.st_mtime < before):
                        _sweep_away(folder, name)


def _sweep_away(folder: OpenFolder, name: str) -> None:
    """Remove a temporary file, or a temporary folder with the files in it. What is more than that stays."""
    with contextlib.suppress(OSError):
        state = folder.state(name)
        if state is None:
            return
        if not stat.S_ISDIR(state.st_mode) or is_link(state):
            os.unlink(folder.named(name), dir_fd=folder.descriptor)
            return
        with folder.folder(name) as inside:
            for file in inside.names():
                os.unlink(inside.named(file), dir_fd=inside.descriptor)
        os.rmdir(folder.named(name), dir_fd=folder.descriptor)


def _temporary_name() -> str:
    return f".eightwings-{os.urandom(8).hex()}.tmp"

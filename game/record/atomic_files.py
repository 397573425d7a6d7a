"""Writing whole files: whatever moment the process ends at, a name holds the old content or the new one.

Nothing else in the program opens a file for writing (`tests/test_writing.py`); only the journal of a play appends
to its own. New content is written to a file that has no name yet, or where the system cannot do that, one that nobody
can guess (`TEMPORARY`); it is handed to the disk, and only then takes its name, in one step. What a killed process
leaves behind is swept away by the next one that writes in the same folder.

`root` is for whatever lies in a folder that a stranger may have made: no link leads out of it
(`support/open_folders.py`). Without it, the path is the user's own, and the links in it are meant: what is written is
what the path leads to, a device or a pipe too.

Text is written as UTF-8 with the line breaks that it has, on every system.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from game.localisation.messages import gettext, gettext_noop
from game.localisation.system_words import system_reason
from game.record.drafts import TEMPORARY, alone_in, drafted, named_too, sync, temporary_folder, write_all
from game.record.locations import ENDING
from game.support.open_folders import LeadsOutside, OpenFolder, below, holder, is_link, open_folder
from game.support.safe_text import safe_line

__all__ = [
    "TEMPORARY",
    "LeadsOutside",
    "make_folder",
    "move_file",
    "numbered_path",
    "output_root",
    "remove_file",
    "rewrite_file",
    "sync",
    "write_all",
    "write_and_keep_old",
    "write_file",
    "write_folder",
    "write_new_file",
    "write_numbered_file",
]


def write_file(
    path: str | Path,
    content: bytes | str,
    *,
    root: str | Path | None = None,
    make_folders: bool = True,
    lasting: bool = True,
    private: bool = False,
) -> None:
    """Write a file, new or in place of the one that is there, whose permissions it keeps. Raises OSError.

    A file that is write-protected is not replaced. `make_folders` says whether folders that are missing are made. What
    can be made anew at any time need not be `lasting`: nothing waits for the disk, so after a power cut the file may be
    there and be empty. What is `private` can be read and written by this user alone.
    """
    data = _encoded(content)
    if root is None and _is_special(path):
        _write_to_device(path, data)
        return
    with _place(path, root, make=make_folders) as (folder, name):
        _replace(folder, name, data, lasting=lasting, private=private)


def write_new_file(
    path: str | Path, content: bytes | str, *, root: str | Path | None = None, private: bool = False
) -> None:
    """Write a file where there is none. Raises FileExistsError when something has its name, a link too, OSError.

    What is `private` can be read and written by this user alone.
    """
    data = _encoded(content)
    with _place(path, root, through_last=False) as (folder, name):
        if folder.state(name) is not None:
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
        with drafted(folder, data, private=private) as draft:
            draft.take_free(name)
        folder.sync()


def write_numbered_file(path: Path, content: bytes | str, *, root: str | Path | None = None) -> Path:
    """Write a new file at `path`, or where that is taken, at the same with a number. The result is its path.

    Raises OSError.
    """
    data = _encoded(content)
    with _place(path, root, through_last=False) as (folder, _), drafted(folder, data) as draft:
        number, free = 0, path
        while True:
            if folder.state(free.name) is None:
                with contextlib.suppress(FileExistsError):
                    draft.take_free(free.name)
                    break
            number += 1
            free = numbered_path(path, number)
        folder.sync()
    return free


def write_and_keep_old(path: Path, content: bytes | str, *, root: str | Path | None = None) -> Path | None:
    """Write a file; one that has its name stays beside it with a number. The result is its new path, if there was one.

    Raises OSError.
    """
    data = _encoded(content)
    with _place(path, root, through_last=False) as (folder, name), drafted(folder, data) as draft:
        kept = None
        try:
            kept = _keep_aside(folder, path) if folder.state(name) is not None else None
            draft.take(name)
        except BaseException:
            if kept is not None:
                with contextlib.suppress(OSError):
                    _take_back(folder, kept.name, name)
            raise
        folder.sync()
    return kept


def rewrite_file(path: str | Path, before: bytes, after: bytes, *, root: str | Path | None = None) -> None:
    """Give a file new content, with the permissions that it had, if its content is still `before`.

    Raises OSError with EBUSY when it is not, FileNotFoundError when the file is gone, PermissionError when it is
    write-protected, LeadsOutside when a link leads out of `root`, and whatever else the disk says, as OSError.
    """
    with _place(path, root, make=False) as (folder, name):
        _replace(folder, name, after, before)


def move_file(path: Path, to: Path) -> Path:
    """Move a file into the folder `to`, with a number if its name is taken. The result is its path. Raises OSError."""
    with OpenFolder.at(path.parent) as folder, alone_in(folder), contextlib.ExitStack() as opened:
        if folder.state(path.name) is None:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
        target = opened.enter_context(_made(to))
        number, free = 0, path.name
        while not named_too(folder, path.name, target, free):
            number += 1
            free = numbered_path(path, number).name
        if folder.state(path.name) is not None:
            os.unlink(folder.named(path.name), dir_fd=folder.descriptor)  # its other name stays
        target.sync()
        folder.sync()
    return to / free


def remove_file(path: Path, *, root: str | Path | None = None) -> None:
    """Take a file away; a link itself, and never what it leads to. Raises OSError."""
    with _folder_of(path, root, through_last=False, make=False) as (folder, name):
        os.unlink(folder.named(name), dir_fd=folder.descriptor)
        folder.sync()


def make_folder(path: str | Path) -> None:
    """Make a folder and what is missing above it, and hand their names to the disk. Raises OSError."""
    _made(Path(path)).close()


def write_folder(path: Path, files: Mapping[str, bytes | str]) -> None:
    """Write a new folder with these files by their names, whole or not at all. Raises FileExistsError, OSError.

    Into a folder that is there, they are written one after the other, in the order given; one that is there already,
    and the same, stays as it is.
    """
    if os.path.lexists(path):
        for name, content in files.items():
            if not _is_there(path, name, _encoded(content)):
                write_new_file(path / name, content, root=path)
        return
    parent = Path(os.path.abspath(path)).parent  # noqa: PTH100 - links stay as they are
    with _made(parent) as above, alone_in(above), contextlib.ExitStack() as drafts:
        if above.state(path.name) is not None:
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
        # With names only at the end, a process that is killed leaves hardly ever anything behind.
        ready = {name: drafts.enter_context(drafted(above, _encoded(written))) for name, written in files.items()}
        with temporary_folder(above) as (inside, made):
            for name, draft in ready.items():
                draft.take_free(name, inside)
            inside.sync()
            inside.close()
            at = above.descriptor
            os.rename(above.named(made), above.named(path.name), src_dir_fd=at, dst_dir_fd=at)
        above.sync()


def output_root(path: Path, packs: Iterable[str | Path], *, named: bool = True, folder: bool = False) -> Path | None:
    """The `root` for what the user wants to have written at `path`: None when its links are the user's own.

    In the folder of one of these packs, a stranger made the links. So it may be with a name that the user did not give
    (`named`), seen from the current folder, and with what lies in a `folder` that is named.
    """
    inside = holder(path, tuple(packs))
    if inside is not None:
        return inside
    if not named:
        return Path()
    return path if folder else None


def not_written(path: str | Path, error: OSError) -> str:
    """The sentence that a file or folder cannot be written."""
    # Translators: {reason} is why, such as “Permission denied”.
    return gettext("{file} cannot be written: {reason}.", file=safe_line(str(path)), reason=system_reason(error))


def numbered_path(path: Path, number: int) -> Path:
    """The name with a number: `current-1.play.yaml`, `mine-1.yaml`."""
    ending = ENDING if path.name.endswith(ENDING) else path.suffix
    return path.with_name(f"{path.name.removesuffix(ending)}-{number}{ending}")


# Where it goes


@contextlib.contextmanager
def _place(
    path: str | Path, root: str | Path | None, *, through_last: bool = True, make: bool = True
) -> Iterator[tuple[OpenFolder, str]]:
    """The folder of a file, made where it is missing and that is wanted, to ourselves; and the name of the file in it.

    A link that has the name of the file is followed only `through_last`.
    """
    with _folder_of(path, root, through_last, make) as (folder, name), alone_in(folder):
        yield folder, name


@contextlib.contextmanager
def _folder_of(
    path: str | Path, root: str | Path | None, through_last: bool, make: bool = True
) -> Iterator[tuple[OpenFolder, str]]:
    given = Path(path)
    if given.name in ("", ".."):
        raise _is_a_folder(path)
    if root is None:
        target = Path(os.path.realpath(given)) if through_last and given.is_symlink() else given
        with _made(target.parent) if make else OpenFolder.at(target.parent) as folder:
            yield folder, target.name
        return
    way = below(given, root) if through_last else (*below(given.parent, root), given.name)
    if not way:
        raise _is_a_folder(path)
    if make:
        _made(Path(root)).close()
    with open_folder(os.path.realpath(root), way[:-1], make=make) as folder:
        yield folder, way[-1]


def _is_a_folder(path: str | Path) -> OSError:
    return IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))


def _made(path: Path) -> OpenFolder:
    """A folder of the user's, open; made with all that is missing above it. Raises OSError."""
    try:
        return OpenFolder.at(path)
    except FileNotFoundError:
        if path.parent == path or os.path.lexists(path):
            raise
    with _made(path.parent) as above:
        if path.name in ("", "..", "."):
            return OpenFolder.at(path)
        return above.folder(path.name, make=True)


def _is_special(path: str | Path) -> bool:
    """Whether a path leads to a device or a pipe, which is written to as it is."""
    with contextlib.suppress(OSError):
        mode = os.stat(path).st_mode  # noqa: PTH116 - like all of this module, through `os`
        return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))
    return False


def _write_to_device(path: str | Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | getattr(os, "O_BINARY", 0))
    try:
        write_all(descriptor, data)
    finally:
        os.close(descriptor)


# What is done


def _replace(
    folder: OpenFolder, name: str, data: bytes, before: bytes | None = None, *, lasting: bool = True,
    private: bool = False,
) -> None:  # fmt: skip
    """Put content in place of a file, or where there is none; only if it is still `before`. Raises OSError."""
    path = folder.path / name
    old = folder.state(name)
    if old is None and before is not None:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
    if old is not None:
        if is_link(old):
            raise LeadsOutside(path, gettext_noop("it became a link"))
        if stat.S_ISDIR(old.st_mode):
            raise _is_a_folder(path)
        if not stat.S_ISREG(old.st_mode):
            raise OSError(errno.EINVAL, gettext_noop("it is no ordinary file"), str(path))
        if not os.access(folder.named(name), os.W_OK, dir_fd=folder.descriptor):
            raise PermissionError(errno.EACCES, gettext_noop("it is write-protected"), str(path))
    with drafted(folder, data, old, lasting=lasting, private=private) as draft:
        if before is not None and _content(folder, name, len(before)) != before:
            raise OSError(errno.EBUSY, gettext_noop("it was changed meanwhile"), str(path))
        draft.take(name)
    if lasting:
        folder.sync()


def _content(folder: OpenFolder, name: str, length: int) -> bytes:
    """What a file holds, and one byte more than this length at most. Raises OSError."""
    with open(folder.open(name, os.O_RDONLY), "rb") as file:  # noqa: PTH123
        return file.read(length + 1)


def _is_there(path: Path, name: str, data: bytes) -> bool:
    """Whether a folder has this file, with this content."""
    with contextlib.suppress(OSError), OpenFolder.at(path) as folder:
        return _content(folder, name, len(data)) == data
    return False


def _encoded(content: bytes | str) -> bytes:
    return content if isinstance(content, bytes) else content.encode("utf-8", "replace")


# Second names


def _keep_aside(folder: OpenFolder, path: Path) -> Path:
    """Give the file at `path` a free name with a number; where the disk allows it, it has both. Raises OSError."""
    number = 1
    while not named_too(folder, path.name, folder, numbered_path(path, number).name):
        number += 1
    return numbered_path(path, number)


def _take_back(folder: OpenFolder, kept: str, name: str) -> None:
    """Undo `_keep_aside`, when nothing took the place of the file."""
    at, state, kept_state = folder.descriptor, folder.state(name), folder.state(kept)
    if state is None:
        os.replace(folder.named(kept), folder.named(name), src_dir_fd=at, dst_dir_fd=at)
    elif kept_state is not None and os.path.samestat(kept_state, state):
        os.unlink(folder.named(kept), dir_fd=at)

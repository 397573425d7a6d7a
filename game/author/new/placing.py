"""Putting new files in place: whole or not at all, never over what is there."""

from __future__ import annotations

import contextlib
import errno
import os
import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path

from game.author.new.asking import NotWritten
from game.record.atomic_files import not_written, rewrite_file, write_folder, write_new_file
from game.support.file_names import windows_trouble


def place(path: Path, content: str, root: Path) -> None:
    """Write a new file below the folder `root`. Raises NotWritten when there is one, or when it cannot be written."""
    _check_name(path)
    with _explained(path):
        write_new_file(path, content, root=root)


def place_folder(path: Path, files: Mapping[str, str]) -> None:
    """Write a new folder with these files in it, all or none. Raises NotWritten."""
    with _explained(path):
        write_folder(path, files)


def replace(path: Path, before: bytes, after: bytes, root: Path | None) -> None:
    """Give a file new content in one step. Raises NotWritten when it no longer has the content `before`.

    No link leads the path out of the folder `root`; None: the path is the user's own.
    """
    with _explained(path):
        rewrite_file(path, before, after, root=root)


def command(*words: str) -> str:
    """A command line for the reader to copy."""
    if os.name == "nt":
        return " ".join(f'"{word}"' if " " in word else word for word in words)
    return shlex.join(words)


def _check_name(path: Path) -> None:
    """See that the file can be copied to any computer. Raises NotWritten."""
    if trouble := windows_trouble(path.name):
        raise NotWritten(f"“{path.name}” cannot be the name of a file everywhere: {trouble}. Choose another one.")


@contextlib.contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turns what the disk says into a sentence."""
    try:
        yield
    except FileExistsError as error:
        raise NotWritten(f"{path} is there already. Nothing was written; choose another name.") from error
    except OSError as error:
        if error.errno == errno.EBUSY:
            raise NotWritten(f"{path} was changed meanwhile. Nothing was written; try again.") from error
        raise NotWritten(f"{not_written(path, error)} Nothing was lost.") from error

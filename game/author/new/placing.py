"""Putting new files in place: whole or not at all, never over what is there."""

from __future__ import annotations

import contextlib
import os
import shlex
import tempfile
from collections.abc import Iterator
from pathlib import Path

from game.author.new.asking import NotWritten


def place(path: Path, content: str) -> None:
    """Write a new file. Raises NotWritten when there is one, or when it cannot be written."""
    with _explained(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = _written_beside(path, content.encode())
        try:
            os.link(temporary, path)  # the one way to give a file its name that never replaces another
        except FileExistsError:
            raise
        except OSError:  # a disk that has no links
            with path.open("xb") as file:
                file.write(content.encode())
        finally:
            temporary.unlink()


def replace(path: Path, before: bytes, after: bytes) -> None:
    """Give a file new content in one step. Raises NotWritten when it no longer has the content `before`."""
    with _explained(path):
        temporary = _written_beside(path, after)
        try:
            if path.read_bytes() != before:
                raise NotWritten(f"{path} was changed meanwhile. Nothing was written; try again.")
            temporary.chmod(path.stat().st_mode & 0o777)
            temporary.replace(path.resolve())
        finally:
            temporary.unlink(missing_ok=True)


def command(*words: str) -> str:
    """A command line for the reader to copy."""
    if os.name == "nt":
        return " ".join(f'"{word}"' if " " in word else word for word in words)
    return shlex.join(words)


def _written_beside(path: Path, content: bytes) -> Path:
    handle, name = tempfile.mkstemp(prefix=".", suffix=".new", dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary = Path(name)
    temporary.chmod(0o666 & ~_umask())
    return temporary


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


@contextlib.contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turns what the disk says into a sentence."""
    try:
        yield
    except FileExistsError as error:
        raise NotWritten(f"{path} is there already. Nothing was written; choose another name.") from error
    except OSError as error:
        raise NotWritten(f"{path} cannot be written: {error.strerror}. Nothing was lost.") from error

"""The files of a pack: found, bounded, read as UTF-8. Nothing outside the pack's folder is ever opened.

Files that begin with `playthrough:`, and whatever lies in a folder `playthroughs`, are no part of the story.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias

from game.story.source import library
from game.support import limits
from game.support.open_folders import NO_WAIT, FolderReader, LeadsOutside, below, open_below
from game.support.safe_text import safe_line

_ENDINGS = (".yaml", ".yml")
#: What a text editor or a word processor makes of the name of a story file; many systems hide such an ending.
_MISNAMED = re.compile(r"(.+\.ya?ml)\.(?:txt|text|rtf|docx?|odt)", re.IGNORECASE)
#: The folder for playthroughs. It needs not be used; but nothing in it belongs to the story.
PLAYTHROUGHS = "playthroughs"
#: The ending of a play that was recorded.
RECORDED = ".play.yaml"
#: Folders of a pack that hold something else than story files.
_OTHER_FOLDERS = frozenset({PLAYTHROUGHS, "__pycache__"})
_FIRST_KEY = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:[ \t]*(?:#[^\n]*|\r?)\n)*(?:---[ \t]*\r?\n(?:[ \t]*(?:#[^\n]*|\r?)\n)*)?[ \t]*(?:\{\s*)?"
    rb"""(["']?)playthrough\1[ \t]*:"""
)
#: So much of a file is looked at to see what it begins with.
_BEGINNING = 64_000


FileWay: TypeAlias = tuple[str, ...]
"""The way from a folder to a file below it: the names of the folders on it, and of the file."""


class PackFile(NamedTuple):
    """One file of a pack; `name` is its path inside the pack, with forward slashes."""

    name: str
    content: bytes


_Kind: TypeAlias = Literal[
    "no such pack", "hidden ending", "too many files", "unreadable file", "outside pack", "file too large",
    "pack too large",
]  # fmt: skip


class FileProblem(NamedTuple):
    """What is wrong with a file or folder of a pack; `details` are what there is to say of it."""

    kind: _Kind
    file: str
    details: dict[str, str | int]


class FileProblems:
    """What turned out to be wrong while files were read: `file_findings` makes findings of it.

    It is kept apart from them because hardly any start has one, and each would load all there is to say about packs.
    """

    def __init__(self) -> None:
        self.found: list[FileProblem] = []
        #: Files that are no part of the story: what is wrong in them keeps nobody from playing.
        self.apart: set[str] = set()
        #: Files of the story that could not be read.
        self.broken: set[str] = set()

    def add(self, kind: _Kind, file: str, **details: str | int) -> None:
        """Note what is wrong with a file."""
        self.found.append(FileProblem(kind, file, details))


def story_files(path: Path, problems: FileProblems) -> tuple[PackFile, ...]:
    """Every story file of the pack at `path` (a folder, or one file), in the order of their names.

    One file that was given is read whatever it is.
    """
    if not os.path.exists(path):  # noqa: PTH110 - says no to a name too long for a path
        shown = shown_name(str(path))
        problems.add("no such pack", shown, path=shown, known=", ".join(library.pack_names()))
        return ()
    if path.is_file():
        content = _read(lambda: os.open(path, os.O_RDONLY | NO_WAIT), shown_name(path.name), problems)
        return (PackFile(shown_name(path.name), content),) if content is not None else ()
    names = {name: way for name, way in _names(path, problems).items() if not name.endswith(RECORDED)}
    return _read_all(path, names, problems, limits.FILE_BYTES, limits.PACK_BYTES, playthroughs=False)


def playthrough_files(path: Path, problems: FileProblems) -> tuple[PackFile, ...]:
    """Every playthrough file of the pack at `path`, in the order of their names; none for a pack that is one file."""
    if not os.path.isdir(path):  # noqa: PTH112 - says no to a name too long for a path
        return ()
    names = _names(path, problems, _OTHER_FOLDERS - {PLAYTHROUGHS})
    return _read_all(path, names, problems, limits.PLAY_BYTES, limits.PLAYTHROUGH_BYTES, playthroughs=True)


def is_playthrough(name: str, content: bytes) -> bool:
    """Whether a file of a pack is a playthrough: by its first key, by its ending, or by the folder it is in.

    `name` is its path inside the pack, with forward slashes. Only the first `_BEGINNING` bytes of `content` are looked
    at, so it need not be more; if it is empty, the name decides.
    """
    recorded = name.endswith(RECORDED) or f"/{PLAYTHROUGHS}/" in f"/{name}"
    return recorded or _FIRST_KEY.match(content, 0, _BEGINNING) is not None


def _read_all(
    root: Path, names: dict[str, FileWay], problems: FileProblems, file_limit: int, limit: int, playthroughs: bool
) -> tuple[PackFile, ...]:
    """The files below `root` with these names that are playthroughs, or those that are not."""
    files = []
    left = limit
    with FolderReader(root) as reader:
        for name, way in sorted(names.items()):
            opening = partial(reader.open, way)
            content = _read(opening, shown_name(name), problems, limit=file_limit, playthroughs=playthroughs)
            if content is None:
                continue
            left -= len(content)
            if left < 0:
                (problems.apart if playthroughs else problems.broken).add(shown_name(name))
                problems.add("pack too large", shown_name(name), limit=_megabytes(limit))
                break
            files.append(PackFile(shown_name(name), content))
    return tuple(files)


def shown_name(name: str) -> str:
    """The name of a file or folder as it can be shown: it may hold any character, also one that steers it."""
    return safe_line(name)


def _names(folder: Path, problems: FileProblems, others: frozenset[str] = _OTHER_FOLDERS) -> dict[str, FileWay]:
    """Every YAML file of the folder by its name in it, with the way to what is to be opened for it.

    What is in the folders `others` is left out.
    """
    names: dict[str, FileWay] = {}
    waiting = [""]
    seen = 0
    while waiting:
        inside = waiting.pop()
        try:
            with os.scandir(folder / inside) as entries:
                for entry in entries:
                    seen += 1
                    if entry.name.startswith("."):
                        continue
                    name = f"{inside}{entry.name}"
                    if entry.is_dir(follow_symlinks=False):
                        if entry.name not in others:
                            waiting.append(f"{name}/")
                    elif (misnamed := _MISNAMED.fullmatch(entry.name)) is not None:
                        called, meant = shown_name(entry.name), shown_name(misnamed[1])
                        problems.add("hidden ending", shown_name(name), name=called, meant=meant)
                    elif entry.name.lower().endswith(_ENDINGS):
                        way = (
                            _target(entry.path, name, folder, problems)
                            if entry.is_symlink()
                            else tuple(name.split("/"))
                        )
                        if way:
                            names[name] = way
                    if len(names) > limits.FILES or seen > limits.FOLDER_ENTRIES:
                        problems.add("too many files", shown_name(str(folder)), limit=limits.FILES)
                        return {}
        except OSError as error:
            problems.add("unreadable file", shown_name(inside or str(folder)), reason=error.strerror or str(error))
    return names


def _target(path: str, name: str, root: Path, problems: FileProblems) -> FileWay:
    """The way to the file to which a link leads; () for a folder, and after reporting that it leads outside."""
    shown = shown_name(name)
    apart = is_playthrough(name, b"")
    if apart:
        problems.apart.add(shown)
    try:
        Path(path).resolve(strict=True)
        return () if os.path.isdir(path) else below(path, root)  # noqa: PTH112 - a third of the time of `Path`
    except LeadsOutside:
        problems.add("outside pack", shown)
    except (OSError, RuntimeError):  # it leads nowhere, or in a circle
        problems.add("unreadable file", shown, reason="it is a link that leads nowhere")
        if not apart:
            problems.broken.add(shown)
    return ()


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB".replace(".0 ", " ")


def _read(
    opening: Callable[[], int],
    name: str,
    problems: FileProblems,
    limit: int = limits.FILE_BYTES,
    playthroughs: bool | None = None,
) -> bytes | None:
    """The content of a file, which `name` names in problems; only of a playthrough, or of none, when that is asked."""
    try:
        content = _content(opening(), limit)
        if isinstance(content, bytes):
            fits = playthroughs is None or is_playthrough(name, content) == playthroughs
            return content if fits else None
        if content is not None and playthroughs is not None:
            fits = _begins_as_playthrough(opening(), name) == playthroughs
            if not fits:
                return None
    except OSError as error:
        content, reason = None, error.strerror or str(error)
    else:
        reason = "it is no ordinary file"
    if playthroughs and not isinstance(content, int) and not is_playthrough(name, b""):
        return None  # where the story is read, it is told
    (problems.apart if playthroughs else problems.broken).add(name)
    if isinstance(content, int):
        size, most = _megabytes(content), _megabytes(limit)
        problems.add("file too large", name, size=size, limit=most)
    else:
        problems.add("unreadable file", name, reason=reason)
    return None


def _begins_as_playthrough(descriptor: int, name: str) -> bool:
    """Whether an open file that is too large to be read begins as a playthrough; it is closed. Raises OSError."""
    with open(descriptor, "rb") as file:
        return is_playthrough(name, file.read(_BEGINNING))


def read_bounded(path: str, limit: int) -> bytes | int | None:
    """The content of an ordinary file; its size when it has more than `limit` bytes; None when it is something else.

    What is opened is what is looked at, whatever its name leads to a moment later, and a pipe is not waited for. Links
    are followed: the path is the user's own. Raises OSError.
    """
    return _content(os.open(path, os.O_RDONLY | NO_WAIT), limit)


def read_below(path: str | Path, root: str | Path, limit: int) -> bytes | int | None:
    """Like `read_bounded`, for what a stranger may have made: no link leads out of `root`.

    The result is the content, a size above `limit`, or None for what is no ordinary file. Raises OSError, or
    LeadsOutside, which is one, when the path leads out of `root`.
    """
    return _content(open_below(path, root), limit)


def _content(descriptor: int, limit: int) -> bytes | int | None:
    """What an open file holds, as `read_bounded` gives it; it is closed. Raises OSError.

    `os` itself, not `Path`: this is most of the time that a story from the cache takes.
    """
    with open(descriptor, "rb", buffering=0) as file:
        state = os.fstat(descriptor)
        if not stat.S_ISREG(state.st_mode):
            return None
        if state.st_size > limit:
            return state.st_size
        content = b""
        while piece := file.read(limit + 1 - len(content)):  # it may grow meanwhile
            content += piece
            if len(content) > limit:
                return len(content)
        return content

"""The line at the top of a story file that tells editors which schema describes it."""

from __future__ import annotations

import os
import re
from pathlib import Path

from game.author.declared import FileKind, file_kinds
from game.author.schemas import schema_name
from game.record.atomic_files import rewrite_file
from game.story.catalogue.diagnostics import Diagnostics
from game.story.compile.collecting import read_table
from game.story.source.file_findings import decode, every_file
from game.story.source.pack_files import RECORDED, PackFile, is_playthrough

_MODELINE = re.compile(r"#\s*yaml-language-server\s*:.*\$schema=.*")


def modeline(kind: FileKind, file: Path, schemas: Path) -> str:
    """The line for a file of this kind, with the way from it to the folder of schemas."""
    way = Path(os.path.relpath(schemas.resolve(), file.resolve().parent)).as_posix()
    return f"# yaml-language-server: $schema={way}/{schema_name(kind)}"


def marked(text: str, line: str) -> str:
    """The text of a file with this line on top, in the place of the one that it had."""
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    lines = text.removeprefix(mark).splitlines(keepends=True)
    if lines and _MODELINE.match(lines[0]):
        lines = lines[1:]
    end = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    return mark + line + end + "".join(lines)


def mark_files(folder: Path, schemas: Path) -> list[Path]:
    """Give every file of a pack's folder (or the one file) its line; the result is the files that were changed.

    A file that cannot be read is left as it is, and so is a recorded play. Raises OSError.
    """
    changed = []
    for file in every_file(folder, Diagnostics()):
        if file.name.endswith(RECORDED):
            continue
        path = folder / file.name if folder.is_dir() else folder
        kind = kind_of_file(file)
        if kind is None or not path.exists():  # a name that cannot be shown is not the one on the disk
            continue
        fresh = marked(file.content.decode("utf-8"), modeline(kind, path, schemas)).encode()
        if fresh != file.content:
            rewrite_file(path, file.content, fresh, root=folder if folder.is_dir() else None)
            changed.append(path)
    return changed


def kind_of_file(file: PackFile) -> FileKind | None:
    """Which kind of file it is, or None when it cannot be read."""
    found = Diagnostics()
    text = decode(file, found)
    table = read_table(text, file.name, found) if text is not None else None
    if table is None:
        return None
    story, *single = file_kinds()
    begins = table.entries[0][0].value if table.entries else ""
    # A playthrough has a language too, and so has a pack.
    named = [kind for kind in single if kind.first != "language" or not table.has("pack")]
    in_order = sorted(named, key=lambda kind: kind.first != begins)
    kind = next((kind for kind in in_order if table.has(kind.first)), story)
    return kind if kind is not story or not is_playthrough(*file) else None

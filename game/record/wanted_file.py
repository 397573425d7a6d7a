"""Writing the file that somebody asked for on the command line: a page, a table, a picture."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from game.record.atomic_files import not_written, output_root, write_file


def write_wanted_file(path: Path, content: bytes | str, packs: Iterable[str | Path] = ()) -> str:
    """Write it, and give a sentence when that is not possible, else an empty one.

    No folder is made for it: one that is missing is most likely a slip. `packs` are the folders of packs: if the file
    lies in one of them, no link that the pack has brought along leads out of it.
    """
    try:
        write_file(path, content, root=output_root(path, packs), make_folders=False)
    except OSError as error:
        return not_written(path, error)
    return ""

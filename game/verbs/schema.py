"""`eightwings schema`: the files that let editors complete and explain the keys of a pack."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from game.support.exit_codes import FINE, UNFINISHED, WRONG_USAGE

FOLDER = ".schemas"


def add_arguments(parser: ArgumentParser) -> None:
    """What stands behind `schema`."""
    parser.add_argument(
        "pack", nargs="?", default="", metavar="PACK", help="a folder or story file, whose ids are to be offered too"
    )
    parser.add_argument(
        "--out", type=Path, metavar="FOLDER", help=f"where to write; by default {FOLDER} in the pack's folder"
    )
    parser.add_argument(
        "--mark", action="store_true", help="put the line that names its schema at the top of each file of the pack"
    )


def run(given: Namespace) -> int:
    """Write the schemas: with a pack those that know its ids, else those that fit every pack."""
    from game.author.schemas import file_schemas
    from game.record.atomic_files import not_written, output_root
    from game.story.source import library

    path = library.find_pack(given.pack) if given.pack else None
    if path is None:
        if given.mark:
            print("To put a line at the top of files, name their pack: eightwings schema PACK --mark", file=sys.stderr)
            return WRONG_USAGE
        ids, home, packs = None, Path(), []
    else:
        from game.author.pack_ids import read_ids

        ids = read_ids(path)
        own = str(path) == str(Path(given.pack))
        if given.mark and not own:
            print(f"The pack {given.pack} comes with the game: copy it, and mark the copy.", file=sys.stderr)
            return WRONG_USAGE
        # What comes with the game may lie where nobody should write.
        home = Path() if not own else path if path.is_dir() else path.parent
        packs = [home] * own
    folder: Path = given.out or home / FOLDER
    root = output_root(folder, packs, folder=True) if given.out else home
    try:
        return _write(folder, root, file_schemas(ids), home, path if given.mark else None)
    except OSError as error:
        print(not_written(error.filename or folder, error), file=sys.stderr)
        return UNFINISHED


def _write(
    folder: Path, root: Path | None, schemas: dict[str, dict[str, object]], home: Path, marked_pack: Path | None
) -> int:
    from game.author.declared import file_kinds
    from game.author.modelines import mark_files, modeline
    from game.author.schemas import as_text
    from game.record.atomic_files import write_file

    for name, schema in schemas.items():
        write_file(folder / name, as_text(schema), root=root)
    print(f"Written to {folder}: {', '.join(schemas)}.")
    if marked_pack is not None:
        changed = mark_files(marked_pack, folder)
        print(f"{len(changed)} file{'s have' if len(changed) != 1 else ' has'} the line for editors on top now.")
        return FINE
    print("An editor uses them when the first line of a file names its schema:")
    story, *single = file_kinds()
    for kind in (*single, story):
        begins = f"in a file that begins with `{kind.first}:`" if kind.first else "in every other file"
        print(f"  {modeline(kind, home / 'file.yaml', folder)}    {begins}")
    print(
        "In a folder further down `../` comes before the path. `eightwings schema PACK --mark` writes all these lines."
    )
    return FINE

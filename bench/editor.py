"""What an editor makes of the schemas: yaml-language-server, driven as an editor drives it.

    python bench/editor.py

Every key of every definition is completed and explained, and misspelt and given wrong values; what the editor finds
wrong is compared with what `eightwings check` finds, by line and column. The server is installed from npm into the
user's cache folder. Exit code 1: something disagrees; 3: without npm nothing could be tried.
"""

from __future__ import annotations

import itertools
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple

import platformdirs
from commands import run_command
from format_samples import Frame, Mistake, frames, mistakes, sample
from language_server import LanguageServer

from game.author.declared import inner
from game.author.modelines import mark_files, modeline
from game.author.pack_ids import read_ids
from game.author.schemas import KnownIds, as_text, file_schemas
from game.story.catalogue.diagnostics import Diagnostics
from game.story.packs import build
from game.story.schema.field_types import IdField, Many
from game.story.source.pack_files import PackFile

VERSION = "1.25.0"
ROOT = Path(__file__).parent.parent
UNFINISHED = 3


def installed() -> list[str]:
    """The command that runs the language server, which is installed if it is not."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        print("There is no npm here, so no editor's language server could be tried. Install Node.js 20 or later.")
        raise SystemExit(UNFINISHED)
    folder = Path(platformdirs.user_cache_dir("eightwings"), f"yaml-language-server-{VERSION}")
    program = folder / "node_modules/yaml-language-server/bin/yaml-language-server"
    if not program.exists():
        folder.mkdir(parents=True, exist_ok=True)
        wanted = f"yaml-language-server@{VERSION}"
        quiet = ["--no-audit", "--no-fund", "--loglevel=error", "--ignore-scripts"]
        done = subprocess.run(
            [npm, "install", "--prefix", folder, *quiet, wanted], check=False, capture_output=True, text=True
        )
        if done.returncode or not program.exists():
            print(f"npm could not install {wanted}, so no editor's language server could be tried.\n{done.stderr}")
            raise SystemExit(UNFINISHED)
    return [node, str(program), "--stdio"]


class Editor:
    """Files in an editor, each with the line that names its schema."""

    def __init__(self, server: LanguageServer, folder: Path, ids: KnownIds | None) -> None:
        self.server, self.folder, self.numbers = server, folder, itertools.count(1)
        (folder / ".schemas").mkdir(parents=True)
        for name, schema in file_schemas(ids).items():
            (folder / ".schemas" / name).write_text(as_text(schema), "utf-8")

    def open(self, frame: Frame | Mistake, text: str) -> Path:
        """Open a file of this text, which begins in its second line."""
        file = self.folder / f"{next(self.numbers)}.yaml"
        self.server.open(file, f"{modeline(frame.file, file, self.folder / '.schemas')}\n{text}")
        return file

    def completed(self, frame: Frame) -> list[str]:
        """The keys of a definition that are not offered where it is empty, or not with their colon."""
        file = self.open(frame, frame.text(""))
        offered = self.server.completions(file, len(frame.above) + 1, frame.indent)
        return [
            key.name
            for key in frame.keys
            if not offered.get(key.name, {}).get("insertText", "").startswith(key.name + ":")
        ]

    def explained(self, frame: Frame) -> list[str]:
        """The keys of a definition whose meaning is not told when one points at them."""
        silent = []
        for key in frame.keys:
            needed = frame.needed(but=key.name)
            file = self.open(frame, frame.text(*needed, f"{key.name}: {sample(key.kind)}"))
            told = self.server.hover(file, len(frame.above) + len(needed) + 1, frame.indent + 1)
            if key.meaning[1:].rstrip(".") not in told:
                silent.append(key.name)
        return silent


class Spots(NamedTuple):
    """Where something is wrong: lines and columns from 1."""

    by_check: set[tuple[int, int]]
    by_editor: set[tuple[int, int]]


def compared(editor: Editor, some: list[Mistake]) -> list[tuple[Mistake, Spots]]:
    """Where `check` and the editor find something in each file. All files are opened before the first answer."""
    files = [editor.open(mistake, mistake.text) for mistake in some]
    both = []
    for mistake, file in zip(some, files, strict=True):
        found = build("broken", (PackFile("broken.yaml", mistake.text.encode()),), Diagnostics(), "broken")[1]
        # The editor counts from 0, and the line that names the schema is its first.
        seen = {(at["line"], at["character"] + 1) for at in (f["range"]["start"] for f in editor.server.findings(file))}
        both.append((mistake, Spots({finding.spot[1:] for finding in found}, seen)))
    return both


def main() -> None:
    """Try everything; print what was tried and what disagrees."""
    command = installed()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        with LanguageServer(command, root, {"validate": True, "hover": True, "completion": True}) as server:
            general, own = Editor(server, root / "general", None), Editor(server, root / "own", {})
            every = frames()
            keys = sum(len(frame.keys) for frame in every)
            missing = [f"{frame.name}: `{key}` is not completed" for frame in every for key in general.completed(frame)]
            silent = [f"{frame.name}: `{key}` is not explained" for frame in every for key in general.explained(frame)]
            print(f"{len(every)} definitions and files with {keys} keys: {keys - len(missing)} are completed, "
                  f"{keys - len(silent)} explained when one points at them")  # fmt: skip
            wrong = missing + silent
            wrong += agreement(own, knows_measures=True) + agreement(general, knows_measures=False)
            wrong += right_files(server, root)
            wrong += ids_offered(server, root)
    print(*wrong, sep="\n", end="\n" if wrong else "")
    raise SystemExit(1 if wrong else 0)


def agreement(editor: Editor, knows_measures: bool) -> list[str]:
    """Compare what is found in broken files, and print how many agree; the result is what disagrees."""
    # Without the pack `minutes_x: 5` could be a measure that gets 5 more; YAML's `5` is its `+5`.
    both = compared(editor, [mistake for mistake in mistakes() if knows_measures or not mistake.like_measure])
    wrong, exact = [], 0
    for mistake, spots in both:
        spot = (mistake.line, mistake.column)
        exact += spot in spots.by_editor
        # Without the pack any word could be a measure: the editor then marks what stands behind it.
        marked = spot in spots.by_editor or (
            not knows_measures and any(line == mistake.line for line, _ in spots.by_editor)
        )
        if spot not in spots.by_check or not marked:
            found = f"check {sorted(spots.by_check)}, editor {sorted(spots.by_editor)}, expected {spot}"
            wrong.append(f"{mistake.words}: {found}\n{mistake.text}")
    print(
        f"{len(both)} broken files, schemas {'of a pack' if knows_measures else 'for every pack'}: "
        f"{len(both) - len(wrong)} found by both in the same line, {exact} in the same column"
    )
    return wrong


def right_files(server: LanguageServer, root: Path) -> list[str]:
    """Open every file of the packs of this repository, of which nothing may be called wrong."""
    wrong, count = [], 0
    for pack in ("scenes/hq", "tests/packs/harbour"):
        copy = root / Path(pack).name
        shutil.copytree(ROOT / pack, copy)
        for ids, schemas in ((None, "general"), (read_ids(copy), "own")):
            for name, schema in file_schemas(ids).items():
                (copy / schemas).mkdir(exist_ok=True)
                (copy / schemas / name).write_text(as_text(schema), "utf-8")
            mark_files(copy, copy / schemas)
            files = sorted(copy.rglob("*.yaml"))
            for file in files:
                server.open(file, file.read_text("utf-8"))
            found = [(file, finding) for file in files for finding in server.findings(file)]
            wrong += [f"{file.name}: {finding['range']['start']}: {finding['message']}" for file, finding in found]
            count += len(files)
    print(f"{count} right files, {len(wrong)} called wrong")
    return wrong


def ids_offered(server: LanguageServer, root: Path) -> list[str]:
    """Ask for the ids of a pack wherever one can be named; the result is what is not offered."""
    ids = read_ids(ROOT / "tests/packs/harbour")
    editor, wrong, count = Editor(server, root / "ids", ids), [], 0
    for frame in frames():
        for key in frame.keys:
            kind = inner(key.kind) if isinstance(key.kind, Many) else key.kind
            wanted = (
                {id_ for of in kind.of.split(" or ") for id_ in ids.get(of, ())} if isinstance(kind, IdField) else set()
            )
            lines = [*frame.needed(but=key.name), f"{key.name}: "]
            file = editor.open(frame, frame.text(*lines).rstrip("\n"))
            line, column = len(frame.above) + len(lines), frame.indent + len(lines[-1])
            offered = server.completions(file, line, column) if wanted else {}
            count += bool(wanted)
            if not wanted <= offered.keys():
                wrong.append(f"{frame.name}: `{key.name}` does not offer {sorted(wanted - offered.keys())}")
    print(f"{count} keys that name something of a pack: {count - len(wrong)} offer all its ids")
    return wrong


if __name__ == "__main__":
    run_command(main)

"""Whether the tests notice when the rules change: mutants of the engine, of grading and of the abstract proofs.

    python bench/mutation.py [--area grading] [--count 40] [--seed 1] [--short]

Cosmic Ray (`pip install -e ".[mutation]"`) makes the mutants: an operator, a number, a condition or a decorator changed
at one place. Each is tried in a copy of the project, by the tests that concern it, until one of them fails. The areas
are

* grading: `game/grading/`, by `tests/grading` and `tests/engine/test_grading.py`;
* engine: all other modules of `game/engine`, by `tests/engine`;
* abstract: `game/verify/abstract`, by `tests/verify/abstract`.

Printed are, for each area, how many mutants were tried and killed, and each that survived, with the change. A mutant
under which the tests take much longer than without it counts as killed. Mutants of type annotations are left out: they
change nothing. `--count` tries so many of each area, drawn at random from `--seed` on; without it all are tried, which
takes hours. `--short` tries a few. The exit code is 1 when the tests fail without any mutant.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import os
import random
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from commands import run_command

ROOT = Path(__file__).parent.parent
COPIED = ("game", "tests", "scenes", "seeds", "docs", "bench")
SHORT = 6
#: So many times longer than without a mutant, and so many seconds more, the tests may take before they are stopped.
PATIENCE, MARGIN = 4, 20

Span = tuple[tuple[int, int], tuple[int, int]]
"""From which line and column to which: lines from 1 on, columns from 0 on."""


class Area(NamedTuple):
    """Modules that are changed, and the tests that should notice: first those that soon fail."""

    modules: tuple[Path, ...]
    tests: tuple[str, ...]


def areas() -> dict[str, Area]:
    """What can be mutated, by name; paths are those in the project."""
    grading = tuple(path.relative_to(ROOT) for path in sorted((ROOT / "game/grading").glob("[!_]*.py")))
    engine = [path.relative_to(ROOT) for path in sorted((ROOT / "game/engine").glob("[!_]*.py"))]
    abstract = [path.relative_to(ROOT) for path in sorted((ROOT / "game/verify/abstract").glob("[!_]*.py"))]
    here = "tests/verify/abstract"
    return {
        "grading": Area(grading, ("tests/grading", "tests/engine/test_grading.py")),
        "engine": Area(tuple(engine), ("tests/engine",)),
        "abstract": Area(tuple(abstract), (f"{here}/test_predicate_abstraction.py", here)),
    }


def annotation_spans(module: Path) -> list[Span]:
    """Where the type annotations of a module stand."""
    found = []
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        kinds = [getattr(node, "annotation", None), getattr(node, "returns", None)]
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id[:1].isupper():
            kinds += [node.value] if _is_type(node.value) else []
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.annotation) == "TypeAlias":
            kinds.append(node.value)
        found += [
            ((kind.lineno, kind.col_offset), (kind.end_lineno, kind.end_col_offset))
            for kind in kinds
            if kind is not None
        ]
    return found


def _is_type(value: ast.expr) -> bool:
    return isinstance(value, ast.Subscript | ast.BinOp) and isinstance(getattr(value, "op", ast.BitOr()), ast.BitOr)


def mutations_of(area: Area) -> list[Any]:
    """Every mutation of an area, in the current folder."""
    from cosmic_ray.commands import init
    from cosmic_ray.work_db import WorkDB, use_db

    with tempfile.TemporaryDirectory() as folder, use_db(Path(folder, "session.sqlite"), WorkDB.Mode.create) as known:
        init(area.modules, known, {})
        mutations = [mutation for item in known.work_items for mutation in item.mutations]
    spans = {module: annotation_spans(module) for module in area.modules}
    return sorted(
        (
            mutation
            for mutation in mutations
            if not any(begin <= mutation.start_pos < end for begin, end in spans[mutation.module_path])
        ),
        key=lambda mutation: (mutation.module_path, mutation.start_pos, mutation.operator_name, mutation.occurrence),
    )


@contextlib.contextmanager
def copy_of_the_project() -> Iterator[None]:
    """A copy as the current folder, from which the tests import everything: the project itself is never changed."""
    with tempfile.TemporaryDirectory(prefix="eightwings-mutants-") as folder:
        for name in COPIED:
            shutil.copytree(ROOT / name, Path(folder, name), ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "pyproject.toml", folder)
        os.environ["PYTHONPATH"] = os.pathsep.join([folder, *filter(None, [os.environ.get("PYTHONPATH")])])
        with contextlib.chdir(folder):
            yield


def tried(area: Area, count: int | None, seed: int) -> bool:
    """Try mutants of an area, and print what became of them. False when the tests fail without any."""
    from cosmic_ray.mutating import mutate_and_test

    command = [sys.executable, "-m", "pytest", "-x", "-p", "no:cacheprovider", *area.tests]
    begun = time.monotonic()
    if subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode:
        print("  The tests fail without any mutant.")
        return False
    patience = PATIENCE * (time.monotonic() - begun) + MARGIN
    mutations = mutations_of(area)
    if count is not None and count < len(mutations):
        mutations = random.Random(seed).sample(mutations, count)
    survivors, killed = 0, 0
    try:
        for mutation in mutations:
            result = mutate_and_test([mutation], shlex.join(command), patience)
            if result.is_killed:
                killed += 1
                continue
            survivors += 1
            difference = (result.diff or "").splitlines()
            changed = [line for line in difference if line[:1] in ("+", "-") and line[:3] not in ("+++", "---")]
            print(f"  survived: {mutation.module_path}:{mutation.start_pos[0]}", *changed, sep="\n    ", flush=True)
    finally:  # whoever stops it sees how far it came
        share = 100 * killed / max(killed + survivors, 1)
        print(f"  {killed} of {killed + survivors} killed: {share:.0f} %", flush=True)
    return True


def main() -> int:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--area", action="append", choices=list(areas()), help="only this; may be given again")
    parser.add_argument("--count", type=int, help="mutants of each area; all when left out")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--short", action="store_true", help=f"{SHORT} mutants of each area")
    given = parser.parse_args()
    count = given.count if given.count is not None else SHORT if given.short else None
    well = True
    with copy_of_the_project():
        for name, area in areas().items():
            if given.area is None or name in given.area:
                print(f"{name}:", flush=True)
                well = tried(area, count, given.seed) and well
    return 0 if well else 1


if __name__ == "__main__":
    run_command(main)

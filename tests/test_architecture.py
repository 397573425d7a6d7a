"""The house rules that a machine can check: which part may import which, and what a part must not bring along."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
#: From the lowest part to the highest: nothing imports from further up. `cli` calls each verb's module by name.
LAYERS = ("story", "engine", "record", "play", "playthrough", "author", "plain", "app", "verbs")
MAX_LINES = 420


def loaded_by(statement: str) -> set[str]:
    """The modules that are loaded after a statement in a fresh Python."""
    code = f"{statement}\nimport sys\nprint(*sys.modules)"
    return set(subprocess.check_output([sys.executable, "-c", code], text=True).split())


@pytest.mark.parametrize(
    ("statement", "unwanted"),
    [
        ("import game.engine", {"textual", "rich", "yaml", "random", "sqlite3", "rapidfuzz", "platformdirs"}),
        ("import game.story.program", {"textual", "rich", "yaml"}),
        ("import game.record.story_cache", {"textual", "rich", "yaml", "platformdirs"}),
        ("import game.plain", {"textual", "rich", "yaml"}),
        ("import game.cli", {"textual", "rich", "yaml", "argparse", "game.engine"}),
    ],
)
def test_what_is_not_needed_is_not_loaded(statement: str, unwanted: set[str]) -> None:
    assert not loaded_by(statement) & unwanted


@pytest.mark.parametrize("layer", LAYERS)
def test_nothing_imports_upward(layer: str) -> None:
    above = {f"game.{one}" for one in LAYERS[LAYERS.index(layer) + 1 :]}
    files = [ROOT / "game" / f"{layer}.py"] if layer == "plain" else sorted((ROOT / "game" / layer).rglob("*.py"))
    assert files
    for file in files:
        words = set(file.read_text("utf-8").replace(",", " ").split())
        imported = {word for word in words if word.startswith("game.")}
        assert not {word for word in imported if ".".join(word.split(".")[:2]) in above}, file


#: Modules that run what they read, or that make it easy to.
RUNNING = {"pickle", "marshal", "shelve", "dill", "cloudpickle", "joblib", "code", "codeop", "runpy"}
#: The files that make Python of conditions and courses. Each says what gets into it.
GENERATING = {"story/formulas.py", "engine/courses.py", "verify/writing.py"}


def test_nothing_that_is_read_is_ever_code() -> None:
    for file in sorted((ROOT / "game").rglob("*.py")):
        name = file.relative_to(ROOT / "game").as_posix()
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                assert not {one.name.partition(".")[0] for one in node.names} & RUNNING, name
            elif isinstance(node, ast.ImportFrom):
                assert (node.module or "").partition(".")[0] not in RUNNING, name
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in ("exec", "eval", "compile", "__import__") or name in GENERATING, name


def test_files_can_be_read_in_one_sitting() -> None:
    long = {
        path.name: lines
        for path in (ROOT / "game").rglob("*.py")
        if (lines := len(path.read_text("utf-8").splitlines())) > MAX_LINES
    }
    assert not long

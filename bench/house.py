"""How readable the code is, in figures: sizes, names with two meanings, circles of modules, names that say nothing.

    python bench/house.py [FOLDER]

FOLDER is a checkout, by default this one: another one shows how it was before. Nothing is imported from it.
"""

from __future__ import annotations

import argparse
import ast
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from commands import run_command  # noqa: E402

from game.support.components import strongly_connected_components  # noqa: E402
from tests.test_architecture import EMPTY, public_names, variables  # noqa: E402

ROOMS = ("game", "tests", "bench")
"""The folders with code. Only of the first are there figures of sizes and of names for others."""


def modules(root: Path) -> dict[str, ast.Module]:
    """The modules of the game, by their dotted names."""
    found = {}
    for file in sorted((root / "game").rglob("*.py")):
        parts = file.relative_to(root).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = ast.parse(file.read_text("utf-8"))
    return found


def imports(module: ast.Module, known: set[str]) -> set[str]:
    """The modules of the game that are imported anywhere, also inside functions."""
    found: set[str] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names} & known
        elif isinstance(node, ast.ImportFrom) and node.module:
            parts = {f"{node.module}.{alias.name}" for alias in node.names} & known
            found |= parts or ({node.module} & known)
    return found


def circles(all_modules: dict[str, ast.Module]) -> list[list[str]]:
    """Modules that import each other, in however many steps."""
    leads = {name: sorted(imports(module, set(all_modules))) for name, module in all_modules.items()}
    return [sorted(circle) for circle in strongly_connected_components(leads) if len(circle) > 1]


def empty_names(folder: Path) -> Counter[str]:
    """How often each name that says nothing of the thing is given to a variable below a folder."""
    texts = (file.read_text("utf-8") for file in folder.rglob("*.py"))
    return Counter(name for text in texts for name in variables(ast.parse(text)) if name in EMPTY)


def docstrings(module: ast.Module) -> Iterator[str]:
    """Those of public functions and classes, methods too."""
    for node in ast.walk(module):
        if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) or node.name.startswith("_"):
            continue
        if text := ast.get_docstring(node):
            yield text


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=HERE.parent)
    root = parser.parse_args().folder
    all_modules = modules(root)
    lengths = [len(file.read_text("utf-8").splitlines()) for file in (root / "game").rglob("*.py")]
    defined = Counter(name for module in all_modules.values() for name in public_names(module))
    files = Counter(file.name for file in (root / "game").rglob("*.py") if file.name != "__init__.py")
    stored = {room: empty_names(root / room) for room in ROOMS}
    texts = [text for module in all_modules.values() for text in docstrings(module)]
    rings = circles(all_modules)
    print(f"files: {len(lengths)}, lines: {sum(lengths):,}, longest: {max(lengths)}")
    print(f"public names defined in two modules or more: {sum(count > 1 for count in defined.values())}")
    print(f"file names that stand more than once: {sum(count > 1 for count in files.values())}")
    for room, names in stored.items():
        print(f"variables in {room}/: " + ", ".join(f"`{name}` {names[name]}" for name in EMPTY))
    print(f"circles of modules: {len(rings)}, with {sum(map(len, rings))} modules")
    for ring in rings:
        print("  " + ", ".join(ring))
    one_line = sum("\n" not in text for text in texts)
    print(f"public docstrings: {len(texts)}, of one line {100 * one_line / len(texts):.0f} %")


if __name__ == "__main__":
    run_command(main)

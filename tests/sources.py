"""The source of the game, read and parsed once for all tests that look at it."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

GAME = Path(__file__).parent.parent / "game"


@cache
def files_of_the_game() -> tuple[Path, ...]:
    """Every file of Python, in order."""
    return tuple(sorted(GAME.rglob("*.py")))


@cache
def text_of(file: Path) -> str:
    """What a file says."""
    return file.read_text("utf-8")


@cache
def tree_of(file: Path) -> ast.Module:
    """The syntax tree of a file. It is shared: nobody changes it."""
    return ast.parse(text_of(file))


@cache
def nodes_of(file: Path) -> tuple[ast.AST, ...]:
    """All nodes of the syntax tree of a file."""
    return tuple(ast.walk(tree_of(file)))

"""What comments and docstrings refer to is there: a name that was changed is changed in them, too."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

from tests.sources import GAME, files_of_the_game, nodes_of, text_of

_OF_A_MODULE = re.compile(r"`([a-z]\w*)\.(\w+)`")
_SEEN = re.compile(r"[Ss]ee `([a-z]\w*)\.(\w+)`")


def remarks(file: Path) -> Iterator[str]:
    """The comments and docstrings of a file; of one that names nothing, which takes no time, none."""
    if not _OF_A_MODULE.search(text_of(file)):
        return
    for token in tokenize.generate_tokens(io.StringIO(text_of(file)).readline):
        if token.type == tokenize.COMMENT:
            yield token.string
    for node in nodes_of(file):
        match node:
            case ast.Expr(value=ast.Constant(value=str(words))):
                yield words


def global_names() -> dict[str, set[str]]:
    """The names of the modules and rooms, and what is in those of a name: functions, classes, constants, modules."""
    found: dict[str, set[str]] = {}
    for file in files_of_the_game():
        found.setdefault(file.parent.name, set()).add(file.stem)
        found.setdefault(file.parent.parent.name, set()).add(file.parent.name)
        own = found.setdefault(file.parent.name if file.stem == "__init__" else file.stem, set())
        for node in nodes_of(file):
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                own.add(node.name)
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                own.add(node.id)
    return found


def test_what_a_comment_names_in_a_module_is_there() -> None:
    modules = global_names()
    suffixes = {path.suffix.removeprefix(".") for path in GAME.rglob("*.*")}
    stale = []
    for file in files_of_the_game():
        for remark in remarks(file):
            named, seen = set(_OF_A_MODULE.findall(remark)), set(_SEEN.findall(remark))
            stale += [
                f"{file.relative_to(GAME)}: {module}.{name}"
                for module, name in sorted(named)
                if (name not in modules[module] | suffixes if module in modules else (module, name) in seen)
            ]
    assert stale == []

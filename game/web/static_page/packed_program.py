"""The part of the program that a page needs, as one file: the modules of the game, and the libraries they use.

Which modules of the game those are is read from their imports, those inside functions too, so nothing has to be listed.
Of a library every module in Python is taken: what is compiled for this machine does not run in a browser, and each of
these libraries does without.
"""

from __future__ import annotations

import ast
import gzip
import json
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path

import game
from game.localisation.messages import CATALOGUES, DOMAIN, ENGLISH
from game.story.model.story import Story


BEGINS_WITH = ("game.web.static_page.worker_play",)
"""The modules that a page imports itself."""

_LIBRARIES = ("jinja2", "markupsafe")
_ROOT = Path(game.__file__).parent


class NotPacked(Exception):
    """The program cannot be packed; the message is a sentence with the reason and the fix."""


def modules_needed(roots: Iterable[str] = BEGINS_WITH) -> dict[str, Path]:
    """The modules of the game that these ones import, directly or not, with their files; packages above them too."""
    found: dict[str, Path] = {}
    waiting = list(roots)
    while waiting:
        name = waiting.pop()
        file = _file_of(name)
        if file is None or name in found:
            continue
        found[name] = file
        waiting.extend(_imported(ast.parse(file.read_bytes())))
        above = name.rpartition(".")[0]
        if above:
            waiting.append(above)
    return dict(sorted(found.items()))


def _file_of(module: str) -> Path | None:
    """The file of a module of the game; None for any other name."""
    first, *rest = module.split(".")
    if first != "game":
        return None
    path = _ROOT.joinpath(*rest)
    return next((file for file in (path / "__init__.py", path.with_suffix(".py")) if file.is_file()), None)


def _imported(node: ast.AST) -> Iterator[str]:
    """The names that a module may import, but for those that only a type checker reads."""
    if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
        children: Iterable[ast.AST] = node.orelse
    else:
        children = ast.iter_child_nodes(node)
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module is not None:
        yield node.module
        yield from (f"{node.module}.{alias.name}" for alias in node.names)
    for child in children:
        yield from _imported(child)


def packed_program(story: Story, packed_story: bytes, language: str, reports: bool = False) -> bytes:
    """The program with a story in it, as gzipped JSON: {texts: {path: text}, bytes: {path: base64}}.

    `language` is the one in which the game speaks. The same input gives the same bytes. Raises NotPacked.
    """
    texts = {_inside(file): file.read_text("utf-8") for file in modules_needed().values()}
    texts |= {_inside(file): file.read_text("utf-8") for file in _data_files()}
    for library in _LIBRARIES:
        texts |= _library(library)
    texts["story.json"] = packed_story.decode()
    contents = {"texts": dict(sorted(texts.items())), "bytes": _catalogue(language)}
    return gzip.compress(json.dumps(contents, ensure_ascii=False).encode(), mtime=0)


def _inside(file: Path) -> str:
    return file.relative_to(_ROOT.parent).as_posix()


def _data_files() -> Iterator[Path]:
    """What those modules read beside themselves: templates and style sheets of pages, the words of grading."""
    yield from sorted((_ROOT / "web" / "templates").glob("*.html"))
    yield from sorted(file for file in (_ROOT / "report").iterdir() if file.suffix in (".html", ".css", ".svg", ".js"))
    yield from sorted(file for file in (_ROOT / "grading" / "words").iterdir() if file.suffix in (".yaml", ".yml"))


def _library(name: str) -> Mapping[str, str]:
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise NotPacked(f"The library {name} is not installed, and the page needs it: pip install {name}")
    folder = Path(spec.origin).parent
    return {
        file.relative_to(folder.parent).as_posix(): file.read_text("utf-8")
        for file in sorted(folder.rglob("*.py"))
    }


def _catalogue(language: str) -> dict[str, str]:
    """The compiled catalogue of the language in which the game speaks, as base64; English needs none."""
    if language == ENGLISH:
        return {}
    file = CATALOGUES / language / "LC_MESSAGES" / f"{DOMAIN}.mo"
    return {_inside(file): b64encode(file.read_bytes()).decode()}

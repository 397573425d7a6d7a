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
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import game
from game.grading.number_table import NUMBERS_ENDING
from game.grading.spelling import LISTED
from game.localisation.messages import CATALOGUES, DOMAIN, ENGLISH
from game.story.model.story import Story
from game.support.language_tags import DEFAULT, primary_language
from game.web.static_page.number_tables import number_table_of

BEGINS_WITH = ("game.web.static_page.worker_play",)
"""The modules that a page imports itself."""

_ALWAYS = ("jinja2", "markupsafe", "rapidfuzz")
_TO_GRADE_WORDS = ("yaml", "spellchecker")
_WITHOUT_WORDS = frozenset({"choice", "several", "order", "match", "sort"})
_OF_STATEMENTS = (ast.stmt, ast.excepthandler, ast.match_case)
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
        waiting.extend(_imported_by(file))
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


@cache
def _imported_by(file: Path) -> frozenset[str]:
    """The names that a file of the game may import, which stay the same as long as it runs."""
    return frozenset(_imported(ast.parse(file.read_bytes())))


def _imported(node: ast.AST) -> Iterator[str]:
    """The names that a part of a module may import, but for those that only a type checker reads."""
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
        if isinstance(child, _OF_STATEMENTS):  # nothing is imported inside an expression
            yield from _imported(child)


def packed_program(story: Story, packed_story: bytes, language: str, reports: bool = False) -> bytes:
    """The program with a story in it, as gzipped JSON: {texts: {path: text}, bytes: {path: base64}}.

    `language` is the one in which the game speaks. The same input gives the same bytes. Raises NotPacked.
    """
    texts = {_inside(file): file.read_text("utf-8") for file in modules_needed().values()}
    texts |= {_inside(file): file.read_text("utf-8") for file in _data_files()}
    grades = grades_words(story)
    for library in (*_ALWAYS, *(_TO_GRADE_WORDS * grades)):
        texts |= _library(library)
    if grades:
        texts |= _number_table(story)
    texts["story.json"] = packed_story.decode()
    binary = {**_catalogue(language), **(_word_list(story) if grades else {})}
    contents = {"texts": dict(sorted(texts.items())), "bytes": binary}
    return gzip.compress(json.dumps(contents, ensure_ascii=False).encode(), mtime=0)


def grades_words(story: Story) -> bool:
    """Whether an answer to any question of the story is graded that the player says in words or figures."""
    return any(question.kind not in _WITHOUT_WORDS for question in story.questions.values())


def _inside(file: Path) -> str:
    return file.relative_to(_ROOT.parent).as_posix()


def _data_files() -> Iterator[Path]:
    """What those modules read beside themselves: templates and style sheets of pages, the words of grading."""
    yield from sorted((_ROOT / "web" / "templates").glob("*.html"))
    yield from sorted(file for file in (_ROOT / "report").iterdir() if file.suffix in (".html", ".css", ".svg", ".js"))
    yield from sorted(file for file in (_ROOT / "grading" / "words").iterdir() if file.suffix in (".yaml", ".yml"))


def _folder_of(library: str) -> Path:
    spec = find_spec(library)
    if spec is None or spec.origin is None:
        raise NotPacked(f"The library {library} is not installed, and the page needs it: pip install {library}")
    return Path(spec.origin).parent


def _library(name: str) -> dict[str, str]:
    folder = _folder_of(name)
    return {
        file.relative_to(folder.parent).as_posix(): file.read_text("utf-8") for file in sorted(folder.rglob("*.py"))
    }


def _language(story: Story) -> str:
    return primary_language(story.language or story.written_in) or DEFAULT


def _number_table(story: Story) -> dict[str, str]:
    """The number words of the story's language; the library that reads them is not in Python."""
    code = _language(story)
    table = number_table_of(code)
    path = f"{_inside(_ROOT)}/grading/words/{code}{NUMBERS_ENDING}"
    return {path: json.dumps(table, ensure_ascii=False)} if table is not None else {}


def _word_list(story: Story) -> dict[str, str]:
    """The list of the words of the story's language, with which slips are told from other words, as base64."""
    code = _language(story)
    folder = _folder_of("spellchecker")
    file = folder / "resources" / f"{code}.json.gz"
    if code not in LISTED or not file.is_file():
        return {}
    return {file.relative_to(folder.parent).as_posix(): b64encode(file.read_bytes()).decode()}


def _catalogue(language: str) -> dict[str, str]:
    """The compiled catalogue of the language in which the game speaks, as base64; English needs none."""
    if language == ENGLISH:
        return {}
    file = CATALOGUES / language / "LC_MESSAGES" / f"{DOMAIN}.mo"
    return {_inside(file): b64encode(file.read_bytes()).decode()}

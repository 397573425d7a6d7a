"""Words in the code of the clients that no catalogue has."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.localisation.catalogue_files import KEYWORDS, ROOT
from tests.sources import tree_of

#: What players see is made here. What only authors see stays in English: `check`, `new`, `preview`, `simulate`, maps.
ROOMS = (
    "play",
    "app",
    "questions",
    "plain.py",
    "plain_pages.py",
    "author/handout",
    "learning/practice",
    "learning/record",
    "record",
)
FOR_AUTHORS = ("app/preview", "play/finding.py")

#: Words in code that nobody reads as words: selectors, styles, patterns, ids, formats, names of types.
_UNREAD_CALLS = {
    "compile", "query_one", "query", "query_children", "add_class", "remove_class", "set_class", "has_class", "TypeVar",
    "getattr", "setattr", "startswith", "endswith", "encode", "decode", "removeprefix", "removesuffix", "style_of",
    "append_css", "execute", "Literal", "assert_never", "NewType", "executescript", "toggle_class", "partition",
}  # fmt: skip
_UNREAD_KEYWORDS = {"classes", "id", "id_", "style", "css", "encoding", "group", "action", "key", "name_", "kind"}
_WORD = re.compile(r"[^\W\d_]{2,}")


class SpokenLiteral(NamedTuple):
    """A literal of the code that looks like words for a player."""

    file: str
    line: int
    words: str


def spoken_literals() -> Iterator[SpokenLiteral]:
    """Every literal that looks like words and is not handed to a catalogue."""
    for path in _files():
        file = str(path.relative_to(ROOT / "game"))
        for line, words in _of_tree(tree_of(path)):
            yield SpokenLiteral(file, line, words)


def _files() -> Iterator[Path]:
    for room in ROOMS:
        path = ROOT / "game" / room
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            if not str(file.relative_to(ROOT / "game")).startswith(FOR_AUTHORS):
                yield file


def _of_tree(node: ast.AST) -> Iterator[tuple[int, str]]:
    match node:
        case ast.Call(func=func, args=args, keywords=keywords):
            name = func.id if isinstance(func, ast.Name) else func.attr if isinstance(func, ast.Attribute) else ""
            yield from _of_tree(func)
            if name not in _UNREAD_CALLS:
                for argument in args:
                    if not (name in KEYWORDS and _is_text(argument)):
                        yield from _of_tree(argument)
            for keyword in keywords:
                if keyword.arg not in _UNREAD_KEYWORDS:
                    yield from _of_tree(keyword.value)
        case ast.Expr(value=ast.Constant()) | ast.Assert() | ast.AnnAssign(value=None):
            return  # a docstring, or nothing that is shown
        case ast.AnnAssign(value=value) if value is not None:
            yield from _of_tree(value)
        case ast.Assign(targets=[ast.Name(id="DEFAULT_CSS" | "CSS" | "__all__" | "__slots__")]):
            return
        case ast.Subscript(value=value, slice=part):
            yield from _of_tree(value)
            if not isinstance(value, ast.Name) or value.id != "Literal":
                yield from _of_tree(part)
        case ast.Compare(left=left):
            yield from _of_tree(left)  # what is compared with is a key
        case ast.JoinedStr(values=values):
            fixed = "".join(part.value for part in values if isinstance(part, ast.Constant))
            if _WORD.search(fixed):
                yield node.lineno, "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in values)
            for part in values:
                if isinstance(part, ast.FormattedValue):
                    yield from _of_tree(part.value)
        case ast.Constant(value=str(words)):
            if _looks_spoken(words):
                yield node.lineno, words
        case ast.FunctionDef(args=arguments, body=body) | ast.AsyncFunctionDef(args=arguments, body=body):
            for default in (*arguments.defaults, *(d for d in arguments.kw_defaults if d is not None)):
                yield from _of_tree(default)
            for statement in body:
                yield from _of_tree(statement)
        case ast.Match(subject=subject, cases=cases):
            yield from _of_tree(subject)
            for case in cases:
                for statement in case.body:
                    yield from _of_tree(statement)
        case _:
            for child in ast.iter_child_nodes(node):
                yield from _of_tree(child)


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _looks_spoken(words: str) -> bool:
    """Whether a literal reads like a sentence, a title or a label and not like a name in code."""
    if not _WORD.search(words) or words.startswith(("/", ".", "#", "$", "@", "game.", "-")):
        return False
    if " " in words.strip():
        return True
    return words[0].isupper() and not words.isupper() and words.rstrip(".:!?…,").isalpha()


if __name__ == "__main__":
    for literal in spoken_literals():
        if not sys.argv[1:] or literal.file.startswith(tuple(sys.argv[1:])):
            print(f"{literal.file}:{literal.line}: {literal.words[:110]!r}")

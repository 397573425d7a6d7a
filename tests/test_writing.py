"""One module writes files. Nothing else opens one for writing, names one, or takes one away."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

import pytest

from tests.sources import GAME, files_of_the_game, nodes_of

#: The modules that write, and what they may do. `journal` appends to a play; `cli` opens what swallows everything.
WRITERS = {
    "record/atomic_files.py": {"os.open", "os.link", "os.unlink", "os.replace", "os.rename"},
    "record/drafts.py": {"os.open", "os.link", "os.unlink", "os.replace", "os.rename", "os.rmdir"},
    "support/open_folders.py": {"os.open", "os.mkdir"},
    "record/journal.py": {"os.unlink"},  # what was rescued and is no longer needed
    "record/opened_file.py": {"os.open"},
    "record/tally.py": {"os.open", "os.unlink"},
    "record/cache_files.py": {".chmod", ".mkdir", ".unlink"},  # in the user's own cache
    "cli.py": {"os.open"},
    "process.py": {"os.open"},  # what swallows everything, in the place of a stream that is closed
    "record/story_cache.py": {".unlink"},  # in the user's own cache
    "author/proofs/kept.py": {".unlink"},  # in the user's own cache
}
METHODS = frozenset(
    ("write_text", "write_bytes", "touch", "mkdir", "unlink", "rmdir", "rename", "symlink_to", "hardlink_to", "chmod")
)
OF_OS = METHODS | {"link", "symlink", "makedirs", "replace", "remove", "removedirs", "renames", "truncate", "fdopen"}
OF_TEMPFILE = frozenset(("mkstemp", "mktemp", "NamedTemporaryFile", "TemporaryFile"))
WRITING = ("O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC", "O_APPEND", "O_TMPFILE")


def writes(code: str) -> Iterator[str]:
    """What a module does to files, beside reading them."""
    return _writes(ast.walk(ast.parse(code)))


def _writes(nodes: Iterable[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        if isinstance(called, ast.Name):
            if called.id == "open" and not _reads(node, 1):
                yield "open"
        elif isinstance(called, ast.Attribute):
            of = called.value.id if isinstance(called.value, ast.Name) else ""
            if of == "os":
                if called.attr in OF_OS or (called.attr == "open" and _may_write(node)):
                    yield f"os.{called.attr}"
            elif (of == "shutil" and called.attr not in ("which", "get_terminal_size")) or (
                of == "tempfile" and called.attr in OF_TEMPFILE
            ):
                yield f"{of}.{called.attr}"
            elif called.attr in METHODS or (called.attr == "replace" and len(node.args) == 1 and not node.keywords):
                yield f".{called.attr}"
            elif called.attr == "open" and node.args and _is_mode(node.args[0]) and not _reads(node, 0):
                yield ".open"


def _reads(call: ast.Call, at: int) -> bool:
    """Whether a mode at this place, or by its name, is one for reading."""
    given = [*call.args[at : at + 1], *(keyword.value for keyword in call.keywords if keyword.arg == "mode")]
    return all(isinstance(node, ast.Constant) and set(str(node.value)) <= set("rbt") for node in given)


def _is_mode(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and set(node.value) <= set("rwaxbt+")


def _may_write(call: ast.Call) -> bool:
    """Whether the flags say so, or are not there to be read."""
    flags = ast.unparse(call.args[1])
    return any(flag in flags for flag in WRITING) or "O_RDONLY" not in flags


def test_only_one_module_writes_files() -> None:
    found = {}
    for path in files_of_the_game():
        name = path.relative_to(GAME).as_posix()
        if done := set(_writes(nodes_of(path))) - WRITERS.get(name, set()):
            found[name] = done
    assert not found


@pytest.mark.parametrize(
    "code",
    [
        "open(path, 'w')", "open(path, mode='ab')", "open(path, kind)", "path.open('r+')", "path.open('xb')",
        "path.write_text(words)", "path.write_bytes(data)", "path.touch()", "path.replace(other)", "path.unlink()",
        "os.open(path, os.O_WRONLY)", "os.open(path, flags)", "os.open(path, os.O_RDONLY | os.O_CREAT)",
        "os.replace(a, b)", "os.link(a, b)", "os.makedirs(path)", "shutil.copy(a, b)", "tempfile.mkstemp()",
    ],
)  # fmt: skip
def test_whatever_writes_is_noticed(code: str) -> None:
    assert list(writes(code))


@pytest.mark.parametrize(
    "code",
    [
        "open(path)", "open(path, 'rb')", "path.open('rb')", "text.replace('a', 'b')", "self.open('findings')",
        "os.open(path, os.O_RDONLY | NO_WAIT)", "way.open(states)", "shutil.which('vi')", "path.read_text('utf-8')",
    ],
)  # fmt: skip
def test_whatever_reads_is_let_pass(code: str) -> None:
    assert not list(writes(code))

"""The house rules that a machine can check: which part may import which, and what a part must not bring along."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from game.support.components import strongly_connected_components
from tests.sources import files_of_the_game, nodes_of, text_of, tree_of

ROOT = Path(__file__).parent.parent
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
MAX_LINES = 420


def loaded_by(statement: str) -> set[str]:
    """The modules that are loaded after a statement in a fresh Python."""
    code = f"{statement}\nimport sys\nprint(*sys.modules)"
    return set(subprocess.check_output([sys.executable, "-c", code], text=True).split())


@pytest.mark.parametrize(
    ("statement", "unwanted"),
    [
        ("import game.engine", {"textual", "rich", "yaml", "random", "sqlite3", "rapidfuzz", "platformdirs", "jinja2"}),
        ("import game.story.model.story", {"textual", "rich", "yaml", "jinja2"}),
        ("import game.record.story_cache", {"textual", "rich", "yaml", "platformdirs", "jinja2"}),
        ("import game.plain", {"textual", "rich", "yaml", "jinja2"}),
        ("import game.cli", {"textual", "rich", "yaml", "argparse", "game.engine", "jinja2"}),
        ("import game.verbs.play, game.app.main, game.app.application", {"jinja2", "game.report", "sqlite3", "fsrs"}),
        (
            "import game.learning.record.wanted, game.learning.practice.practice_offered",
            {"sqlite3", "fsrs", "game.engine", "game.play"},
        ),
        (
            "import game.verbs.play, game.record.story_cache, game.app.main, game.app.screens.title_screen",
            {"argparse", "game.story.catalogue", "game.engine", "game.record.journal", "game.record.atomic_files"},
        ),
        (
            "import game.verbs.play, game.app.main, game.app.application, game.app.screens.game_screen",
            {"game.play.completions", "game.play.letter_search", "game.app.screens.palette_screen", "game.app.actions"},
        ),
        ("import game.report.map_page, game.report.handout_page", {"jinja2", "textual", "rich", "yaml"}),
        ("import game.author.map.listing, game.playthrough.simulation.report_text", {"jinja2"}),
    ],
)
def test_what_is_not_needed_is_not_loaded(statement: str, unwanted: set[str]) -> None:
    assert not loaded_by(statement) & unwanted


def test_a_start_from_the_cache_loads_no_loader_and_no_findings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EIGHTWINGS_HOME", str(tmp_path))
    start = "from game.record.story_cache import load_story; load_story('hq')"
    loader = {"yaml", "game.story.catalogue", "game.story.packs", "game.story.source.file_findings"}
    assert loader <= loaded_by(start)
    assert not loader & loaded_by(start)


PLAYED = """
import io, sys
from pathlib import Path
opened = []
sys.addaudithook(lambda event, given: opened.append(str(given[0])) if event == "open" else None)
from game.plain import PlainClient
from game.play.opening import open_play
from game.play.spoken_language import speak_as
from game.story.packs import load
story = load("first-scene", {language!r})
speak_as(story)
typed = io.StringIO("help\\nmap\\nnotebook\\n1\\nsettings\\ntranscript\\nquit\\n")
PlainClient(open_play(story, Path({plays!r}), seed=1), Path({plays!r}), typed, io.StringIO()).run()
print(*(path for path in opened if path.endswith(".mo")))
print(*sys.modules)
"""


def played_in(language: str, folder: Path) -> tuple[list[str], set[str]]:
    """The catalogues that are opened during a play in a fresh Python, by their languages, and the modules loaded."""
    code = PLAYED.format(language=language, plays=str(folder))
    catalogues, modules = subprocess.check_output([sys.executable, "-c", code], text=True).splitlines()
    return [Path(path).parts[-3] for path in catalogues.split()], set(modules.split())


def test_a_play_in_english_opens_no_catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EIGHTWINGS_HOME", str(tmp_path))
    catalogues, modules = played_in("en", tmp_path / "plays")
    assert catalogues == []
    assert "game.plain_pages" in modules
    assert not modules & {"gettext", "babel", "rapidfuzz"}


def test_a_play_in_another_language_opens_the_catalogue_of_that_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EIGHTWINGS_HOME", str(tmp_path))
    catalogues, modules = played_in("de", tmp_path / "plays")
    assert catalogues == ["de"]
    assert "gettext" in modules


def test_nobody_who_starts_in_english_waits_for_gettext() -> None:
    start = "import game.verbs.play, game.app.main, game.app.application, game.app.screens.title_screen"
    assert "gettext" not in loaded_by(start)


LAYERED = [contract for contract in CONTRACTS if contract["type"] == "layers"]


def floors(contract: dict[str, list[str]]) -> dict[str, int]:
    """The rooms of a contract, each with its floor: 0 is the lowest."""
    above = f"{contract['containers'][0]}." if "containers" in contract else ""
    layers = [layer.replace(" ", "").split("|") for layer in contract["layers"]]
    return {f"{above}{room}": floor for floor, rooms in enumerate(reversed(layers)) for room in rooms}


@cache
def imports_of(file: Path) -> frozenset[str]:
    """The modules of the game that a file imports anywhere, also where only a function does."""
    nodes = nodes_of(file)
    plain = {name.name for node in nodes if isinstance(node, ast.Import) for name in node.names}
    from_ = [node for node in nodes if isinstance(node, ast.ImportFrom) and node.module]
    return frozenset(plain | {f"{node.module}.{name.name}" for node in from_ for name in node.names})


@pytest.mark.parametrize("contract", LAYERED, ids=lambda contract: contract["name"])
def test_nothing_imports_upward_and_every_room_has_its_floor(contract: dict[str, list[str]]) -> None:
    """The contracts are those of import-linter; whoever adds a room says in `pyproject.toml` on which floor it is."""
    rooms = floors(contract)
    above = ROOT.joinpath(*next(iter(rooms)).split(".")[:-1])
    assert {path.stem for path in above.glob("[a-z]*")} == {room.rpartition(".")[2] for room in rooms}
    for room, floor in rooms.items():
        folder = ROOT.joinpath(*room.split("."))
        files = sorted(folder.rglob("*.py")) if folder.is_dir() else [folder.with_suffix(".py")]
        assert files
        for file in files:
            higher = [other for other, where in rooms.items() if where > floor]
            assert not [
                imported for imported in imports_of(file) for other in higher if f"{imported}.".startswith(f"{other}.")
            ], file


def test_modules_import_each_other_in_no_circle() -> None:
    """Whoever reads one can read what it builds on first, also where the import stands in a function."""
    modules = {
        ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): file
        for file in files_of_the_game()
    }

    def module_of(name: str) -> str:
        while name and name not in modules:
            name = name.rpartition(".")[0]
        return name

    leads = {
        name: sorted({module_of(imported) for imported in imports_of(file)} - {""}) for name, file in modules.items()
    }
    circles = [circle for circle in strongly_connected_components(leads) if len(circle) > 1]
    assert not circles


#: Modules that run what they read, or that make it easy to.
RUNNING = {"pickle", "marshal", "shelve", "dill", "cloudpickle", "joblib", "code", "codeop", "runpy"}
#: The files that make Python of conditions and courses. Each says what gets into it.
GENERATING = {"story/model/expressions.py", "engine/compiled_effects.py", "verify/exact/code_generation.py"}


def test_nothing_that_is_read_is_ever_code() -> None:
    for file in files_of_the_game():
        name = file.relative_to(ROOT / "game").as_posix()
        for node in nodes_of(file):
            if isinstance(node, ast.Import):
                assert not {alias.name.partition(".")[0] for alias in node.names} & RUNNING, name
            elif isinstance(node, ast.ImportFrom):
                assert (node.module or "").partition(".")[0] not in RUNNING, name
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in ("exec", "eval", "compile", "__import__") or name in GENERATING, name


#: What makes HTML of words, and what it looks like. Only one room has it, so that no words get into a page unescaped.
PAGE_MAKING = {"html", "jinja2", "markupsafe"}
#: A table of what `&eacute;` and its like stand for, with which HTML is read; it makes none.
HTML_READING = {"html.entities.html5"}
END_TAG = re.compile(r"</(a|body|div|g|h\d|html|li|p|script|span|style|svg|t[dhr]|ul)>")


def test_pages_are_made_in_one_room() -> None:
    for file in files_of_the_game():
        if not file.is_relative_to(ROOT / "game/report"):
            assert not {name.partition(".")[0] for name in imports_of(file) - HTML_READING} & PAGE_MAKING, file
            assert not END_TAG.search(text_of(file)), file


#: Names that mean the same wherever they are defined: what each verb, each engine and each test of types has.
SHARED = {"run", "add_arguments", "explore", "T", "D"}


def public_names(module: ast.Module) -> set[str]:
    """What a module defines at its top level for others."""
    found: set[str] = set()
    for node in module.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.Assign):
            found.update(name.id for target in node.targets for name in ast.walk(target) if isinstance(name, ast.Name))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found.add(node.target.id)
    return {name for name in found if not name.startswith("_")} - SHARED


def test_no_public_name_is_defined_in_two_modules() -> None:
    where: dict[str, list[str]] = {}
    for file in files_of_the_game():
        for name in public_names(tree_of(file)):
            where.setdefault(name, []).append(file.relative_to(ROOT).as_posix())
    assert {name: files for name, files in where.items() if len(files) > 1} == {}


#: The last section of the page on the architecture: rules, each with its file below `game/` and its name there.
INDEX = (ROOT / "docs/architecture.md").read_text("utf-8").partition("\n## Where each rule stands\n")[2]
RULES = [row for row in re.findall(r"^\| (.+) \| (.+) \|$", INDEX, re.MULTILINE) if row[1] not in ("where", "---")]


def named_in(row: str) -> Iterator[tuple[Path, str]]:
    """The files that a row of the index names, each with every name in it; with an empty one for the file alone."""
    file = None
    for name in re.findall(r"`([^`]+)`", row):
        if "/" in name or name.endswith(".py"):
            file = ROOT / "game" / name
            yield file, ""
        else:
            assert file is not None, row
            yield file, name


def defined_in(module: ast.Module) -> set[str]:
    """What a module defines at its top level, for itself too, and the methods of its classes behind a point."""
    found: set[str] = set()
    for node in module.body:
        if isinstance(node, ast.ClassDef):
            methods = [part for part in node.body if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef)]
            found |= {node.name, *(f"{node.name}.{method.name}" for method in methods)}
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            found.add(node.name)
        else:
            found |= {
                name.id for name in ast.walk(node) if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store)
            }
    return found


def test_the_index_of_rules_names_nothing_that_is_not_there() -> None:
    assert RULES
    for rule, where in RULES:
        names = list(named_in(where))
        assert names, rule
        for file, name in names:
            assert file.exists(), rule
            assert not name or name in defined_in(tree_of(file)), f"{rule}: {name}"


def test_the_index_of_rules_has_every_room() -> None:
    named = {file for _, where in RULES for file, _ in named_in(where)}
    rooms = {file.parent for file in files_of_the_game() if file.name != "__init__.py"} - {ROOT / "game"}
    assert not [room for room in sorted(rooms) if not any(file.is_relative_to(room) for file in named)]


#: Names that say nothing of the thing.
EMPTY = ("one", "it", "what")
#: Where such a word is a key of the pack format, and so the name of the field that holds it.
KEYS = {("game/story/schema/dossier_definitions.py", "what")}


def variables(module: ast.Module) -> Iterator[str]:
    """Each name that is assigned to, looped over, captured or handed over, as often as it is."""
    for node in ast.walk(module):
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name):
                yield name
            case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)) | ast.ExceptHandler(name=str(name)):
                yield name


@pytest.mark.parametrize("folder", ["game", "tests", "bench"])
def test_every_variable_has_the_name_of_the_thing(folder: str) -> None:
    empty = {
        (file.relative_to(ROOT).as_posix(), name)
        for file in (ROOT / folder).rglob("*.py")
        for name in variables(ast.parse(file.read_text("utf-8")))
        if name in EMPTY
    }
    assert empty - KEYS == set()


#: What Python calls to make an object.
CONSTRUCTORS = {"__init__", "__post_init__", "__new__"}


def own_calls(function: ast.FunctionDef) -> set[str]:
    """The methods of its own object that a method calls itself: not what it hands to others to be called later."""
    found: set[str] = set()
    waiting: list[ast.AST] = [*function.body]
    while waiting:
        match waiting.pop():
            case ast.Lambda() | ast.FunctionDef() | ast.AsyncFunctionDef():
                continue
            case ast.Call(func=ast.Attribute(value=ast.Name(id="self"), attr=name)) as node:
                found.add(name)
            case node:
                pass
        waiting += ast.iter_child_nodes(node)
    return found


def test_constructors_construct() -> None:
    """What is searched for, or worked out until nothing changes, has a function with a name of its own."""
    searching = {
        f"{file.relative_to(ROOT).as_posix()}: {class_.name}.{name}"
        for file in (ROOT / "game").rglob("*.py")
        for class_ in nodes_of(file)
        if isinstance(class_, ast.ClassDef)
        for methods in [{node.name: node for node in class_.body if isinstance(node, ast.FunctionDef)}]
        for constructor in CONSTRUCTORS & methods.keys()
        for name in {constructor, *own_calls(methods[constructor])} & methods.keys()
        if any(isinstance(node, ast.While) for node in ast.walk(methods[name]))
    }
    assert searching == set()


def test_files_can_be_read_in_one_sitting() -> None:
    long = {path.name: lines for path in files_of_the_game() if (lines := len(text_of(path).splitlines())) > MAX_LINES}
    assert not long


def own_returns(function: ast.FunctionDef) -> Iterator[ast.Return]:
    """What a function itself returns, not the functions in it."""
    waiting: list[ast.AST] = [*function.body]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Return):
            yield node
        elif not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)):
            waiting.extend(ast.iter_child_nodes(node))


def is_made_here(node: ast.expr | None) -> bool:
    """Whether an expression makes something new of it, and so never None: an object, a text, a list and so on."""
    match node:
        case ast.Constant(value=None):
            return False
        case ast.Constant() | ast.JoinedStr() | ast.BinOp() | ast.Compare() | ast.Tuple() | ast.List() | ast.Dict():
            return True
        case ast.Call(func=ast.Name(id=name)):
            return name.lstrip("_")[:1].isupper() or name in ("replace", "tuple", "list", "str")
    return False


def test_no_function_promises_less_than_it_gives() -> None:
    """One that says that it may return None has a way to do so."""
    found = []
    for file in files_of_the_game():
        for function in nodes_of(file):
            if not isinstance(function, ast.FunctionDef) or not isinstance(function.returns, ast.BinOp):
                continue
            returned = [node.value for node in own_returns(function)]
            ends = isinstance(function.body[-1], ast.Return | ast.Raise)
            if ends and returned and "None" in ast.unparse(function.returns).split(" | "):
                found += [function.name] if all(map(is_made_here, returned)) else []
    assert found == []


def public_functions(body: list[ast.stmt]) -> Iterator[ast.FunctionDef]:
    """The functions and methods that others may call."""
    for node in body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from public_functions(node.body)
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node


def test_no_public_function_raises_what_only_its_module_can_name() -> None:
    found = [
        f"{file.relative_to(ROOT)}: {function.name} raises {name}"
        for file in files_of_the_game()
        for function in public_functions(tree_of(file).body)
        for name in re.findall(r"\b_[A-Z]\w+", (ast.get_docstring(function) or "").partition("Raises")[2])
    ]
    assert found == []

"""Every regular expression of the game takes time in proportion to the text that it meets."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

import pytest

from game.story.editorial import (
    answer_figures,
    answer_options,
    disclaimers,
    giveaways,
    numbers_in_text,
    quotations,
    sentences,
    stems,
    voices,
    wording,
)
from game.story.editorial.words.lint_words import LINT_LANGUAGES, LintWords, lint_words_of
from tests.linear_patterns import why_not_linear
from tests.sources import GAME, files_of_the_game, nodes_of

FUNCTIONS = {"compile", "match", "fullmatch", "search", "finditer", "findall", "sub", "subn", "split"}
#: At the beginning of a text, or all of it; any other use counts as one at every position.
ANCHORED = {"match", "fullmatch"}
Make = Callable[[], list[re.Pattern[str]]]


def in_every_language(make: Callable[[LintWords], re.Pattern[str]], needed: str = "code") -> Make:
    """The patterns of the lint that are made of words, in each language that has those that it needs."""
    return lambda: [make(lint_words_of(code)) for code in LINT_LANGUAGES if getattr(lint_words_of(code), needed)]


#: Patterns that are put together by functions, and how they are used, by module and function.
EDITORIAL = "game.story.editorial"
MADE: dict[tuple[str, str], tuple[Make, str]] = {
    (f"{EDITORIAL}.answer_figures", "_worked_out"): (in_every_language(answer_figures._worked_out), "search"),
    (f"{EDITORIAL}.answer_figures", "_counts"): (in_every_language(answer_figures._counts), "search"),
    (f"{EDITORIAL}.answer_figures", "_listed"): (in_every_language(answer_figures._listed), "findall"),
    (f"{EDITORIAL}.answer_options", "_all_or_none"): (in_every_language(answer_options._all_or_none), "fullmatch"),
    (f"{EDITORIAL}.disclaimers", "_invented"): (in_every_language(disclaimers._invented), "search"),
    (f"{EDITORIAL}.giveaways", "_denial"): (in_every_language(giveaways._denial), "match"),
    (f"{EDITORIAL}.numbers_in_text", "said_percent"): (in_every_language(numbers_in_text.said_percent), "match"),
    (f"{EDITORIAL}.quotations", "_he_said"): (in_every_language(quotations._he_said), "match"),
    (f"{EDITORIAL}.sentences", "_end"): (lambda: [sentences._end()], "finditer"),
    (f"{EDITORIAL}.sentences", "_word"): (lambda: [sentences._word()], "findall"),
    (f"{EDITORIAL}.stems", "_turns"): (lambda: [stems._turns()], "finditer"),
    (f"{EDITORIAL}.stems", "_turned"): (in_every_language(stems._turned, "asking"), "finditer"),
    (f"{EDITORIAL}.voices", "_according"): (in_every_language(voices._according), "search"),
    (f"{EDITORIAL}.wording", "_dated"): (in_every_language(wording._dated), "search"),
    (f"{EDITORIAL}.wording", "_relative"): (in_every_language(wording._relative), "finditer"),
    (f"{EDITORIAL}.wording", "_unnamed"): (in_every_language(wording._unnamed), "finditer"),
    ("game.play.failing", "_discreet"): (lambda: [re.compile(r"\bsomebody\b")], "sub"),
}


class Use(NamedTuple):
    """A pattern in the source: where, and by which methods it is used."""

    where: str
    pattern: str | bytes
    flags: int
    methods: frozenset[str]

    @property
    def anywhere(self) -> bool:
        """Whether it is looked for at every position of a text."""
        return not self.methods <= ANCHORED


@cache
def modules() -> dict[str, tuple[ast.AST, ...]]:
    """By module, all nodes of its syntax tree."""
    return {
        ".".join(("game", *path.relative_to(GAME).with_suffix("").parts)): nodes_of(path)
        for path in files_of_the_game()
    }


@cache
def parents() -> dict[ast.AST, ast.AST]:
    return {child: node for nodes in modules().values() for node in nodes for child in ast.iter_child_nodes(node)}


def around(node: ast.AST) -> Iterator[ast.AST]:
    while (node := parents().get(node)) is not None:  # type: ignore[assignment]
        yield node


@cache
def uses() -> dict[tuple[str, str], set[str]]:
    """By module and name, how what has this name is used there: its method that is called, or `?`."""
    found: dict[tuple[str, str], set[str]] = {}
    for module, nodes in modules().items():
        for node in nodes:
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("game."):
                for name in node.names:  # under the same name: what is imported is used as it is where it comes from
                    found.setdefault((node.module, name.name), set()).add(f"in {module}")
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                found.setdefault((module, node.id), set()).add(use_of(node))
    return found


def use_of(node: ast.AST) -> str:
    method = next(around(node))
    call = next(around(method), None)
    if not (isinstance(method, ast.Attribute) and isinstance(call, ast.Call) and call.func is method):
        return "?"
    if len(call.args) > 1 and not (isinstance(call.args[1], ast.Constant) and call.args[1].value == 0):
        return "?"  # at some position of the text
    return method.attr


def uses_of(name: str, module: str) -> set[str]:
    """How the pattern of this name is used, wherever it is known."""
    own = uses().get((module, name), set())
    elsewhere = [use.removeprefix("in ") for use in own if use.startswith("in ")]
    return {use for use in own if not use.startswith("in ")}.union(*(uses().get((at, name), set()) for at in elsewhere))


def calls() -> Iterator[tuple[str, ast.Call]]:
    for module, nodes in modules().items():
        for node in nodes:
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "re"
                and node.func.attr in FUNCTIONS
            ):
                yield module, node


@cache
def used() -> tuple[Use, ...]:
    return tuple(_used())


def _used() -> Iterator[Use]:
    for module, call in calls():
        where = f"{module}:{call.lineno}"
        function = call.func.attr  # type: ignore[attr-defined]
        inside = [node.name for node in around(call) if isinstance(node, ast.FunctionDef)]
        assigned = next(around(call))
        if function == "compile" and not inside:
            made = importlib.import_module(module)
            target = assigned.targets[0] if isinstance(assigned, ast.Assign) else None
            if isinstance(target, ast.Name):
                pattern = getattr(made, target.id)
                yield Use(where, pattern.pattern, pattern.flags, frozenset(uses_of(target.id, module)))
                continue
        try:
            first = call.args[0]
            named = isinstance(first, ast.Name) and getattr(importlib.import_module(module), first.id, None)
            pattern = named if isinstance(named, str) else ast.literal_eval(first)
        except ValueError:
            make, method = MADE[module, inside[-1]]
            for pattern in make():
                yield Use(where, pattern.pattern, pattern.flags, frozenset([method]))
            continue
        least = {"sub": 3, "subn": 3, "compile": 1}.get(function, 2)
        given = [*call.args[least:], *(keyword.value for keyword in call.keywords if keyword.arg == "flags")]
        flags = eval(compile(ast.Expression(given[0]), where, "eval"), {"re": re}) if given else 0  # noqa: S307 - our own source
        yield Use(where, pattern, flags, frozenset([function]))


def test_every_pattern_is_linear() -> None:
    reasons = {}
    for use in used():
        flags = use.flags & ~(re.UNICODE if isinstance(use.pattern, str) else re.LOCALE)
        whole = "fullmatch" in use.methods
        if reason := why_not_linear(use.pattern, anywhere=use.anywhere, whole=whole, flags=flags):
            reasons[use.where] = f"{use.pattern!r}: {reason}"
    assert reasons == {}


def test_patterns_are_found() -> None:
    """The search above sees the patterns that it is there for."""
    found = {use.where.partition(":")[0]: use for use in used()}
    assert {
        "game.story.source.pack_files",
        "game.grading.normal_form",
        "game.playthrough.plugin_session",
    } <= found.keys()
    assert sum(use.anywhere for use in used()) > 30


def test_no_pattern_is_used_unseen() -> None:
    """Every module that has patterns has them by `import re` and nothing else, so that each is found above."""
    for module, nodes in modules().items():
        for node in nodes:
            if isinstance(node, ast.ImportFrom):
                assert node.module != "re", module
            if isinstance(node, ast.Import):
                assert all(name.name != "re" or name.asname is None for name in node.names), module
                assert all(name.name not in ("regex", "fnmatch", "glob") for name in node.names), module


@pytest.mark.parametrize(
    ("pattern", "anywhere"),
    [
        (r"\s+$", True),
        (r" *#", True),
        (r"(a*)*b", False),
        (r"(?:[ab]|bc?)+d", False),
        (r"a*a*b", False),
        (r"a*b*a*c", False),
        (r"x.*y", True),
        (r"(?=.*x)a", True),
        (r"(?:a.*b)?c", True),
        (r"a(?:.*b)?", True),
        (r"(?:a?b?)*c", False),
        (r"(?:#[^\n]*\r?\n)*x", False),
        (r"(\s*)*+x", False),
        (r"\s*+x", True),
        (r"(\s)\s*\1\s*x", False),
        (rb"(?:[ \t]*(?:#[^\n]*)?\r?\n)*(?:[ \t]*\r?\n)*playthrough", False),
    ],
)
def test_what_takes_longer_is_refused(pattern: str | bytes, anywhere: bool) -> None:
    assert why_not_linear(pattern, anywhere=anywhere)


@pytest.mark.parametrize(
    ("pattern", "anywhere"),
    [
        (r"\w+", True),
        (r"a*+a*b", False),
        (r"(?<!\s)\s+$", True),
        (r"\[([^\[\]]+)\]", True),
        (r'"(?:[^"\\]|\\.)*"', False),
        (r"\bfoo\w+bar", True),
        (r"[a-z]+(?:\s+[a-z]+)*", False),
        (r"[^,]{1,60},x", True),
        (r"(?:([+-])|=)\s?((?(1)|-?)\d{1,6})\Z", False),
        (r"\d+(?:[.,]\d+)*(?:\s?%)?", True),
    ],
)
def test_what_is_linear_is_let_through(pattern: str, anywhere: bool) -> None:
    assert why_not_linear(pattern, anywhere=anywhere) == ""


def test_what_must_match_to_its_end_can_fail_there() -> None:
    assert why_not_linear(r"\d+(?:\w+)?", anywhere=False, whole=True)
    assert why_not_linear(r"\d+(?:\w+)?", anywhere=False) == ""

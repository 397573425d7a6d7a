"""Every sentence that a player or a pupil sees goes through the catalogues, and none while a module is loaded."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.localisation.catalogue_files import KEYWORDS, ROOT, messages, template
from tests.localisation.spoken_literals import NOT_FOR_PLAYERS, needlessly_spared, unexplained
from tests.sources import tree_of

#: Pages that pupils read. Their words are handed to them.
PAGES = ("debrief_page.html", "handout_page.html", "ending_picture.svg")
_TAG = re.compile(r"<[^<>]*>")
_TEMPLATE = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_HIDDEN = re.compile(r"<style>.*?</style>|\{% block style %\}.*?\{% endblock %\}", re.DOTALL)
_LABEL = re.compile(r"(?:aria-label|title|alt|placeholder)=\"[^\"]*[A-Za-z]{2,}[^\"]*\"")
_WORD = re.compile(r"[A-Za-z]{2,}")


@pytest.mark.parametrize("room", NOT_FOR_PLAYERS)
def test_every_sentence_of_a_room_stands_in_the_catalogues(room: str) -> None:
    assert unexplained(room) == []


@pytest.mark.parametrize("room", NOT_FOR_PLAYERS)
def test_nothing_is_spared_that_is_not_there(room: str) -> None:
    assert needlessly_spared(room) == []


@pytest.mark.parametrize("page", PAGES)
def test_a_page_that_pupils_read_has_no_words_of_its_own(page: str) -> None:
    template = _HIDDEN.sub("", (ROOT / "game" / "report" / page).read_text(encoding="utf-8"))
    without_gaps = _TEMPLATE.sub("", template)
    assert _LABEL.findall(without_gaps) == []
    assert _WORD.findall(_TAG.sub("", without_gaps).replace('<?xml version="1.0" encoding="UTF-8"?>', "")) == []


# Nothing is translated while a module is loaded


def _files() -> Iterator[Path]:
    return (file for file in (ROOT / "game").rglob("*.py") if file.name != "__main__.py")


def _at_import(node: ast.AST) -> Iterator[ast.Call]:
    """The calls that are made when this is loaded: not those inside functions, but those in what they begin with."""
    match node:
        case ast.If(test=ast.Compare(left=ast.Name(id="__name__"))):
            return  # what is done when a file is run by itself
        case (
            ast.FunctionDef(args=arguments, decorator_list=decorators)
            | ast.AsyncFunctionDef(args=arguments, decorator_list=decorators)
        ):
            loaded: list[ast.AST] = [*decorators, *_defaults(arguments)]
        case ast.Lambda(args=arguments):
            loaded = [*_defaults(arguments)]
        case _:
            if isinstance(node, ast.Call):
                yield node
            loaded = [*ast.iter_child_nodes(node)]
    for part in loaded:
        yield from _at_import(part)


def _defaults(arguments: ast.arguments) -> list[ast.expr]:
    return [*arguments.defaults, *(default for default in arguments.kw_defaults if default is not None)]


def _called(node: ast.AST) -> set[str]:
    return {
        call.func.id for call in ast.walk(node) if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
    }  # fmt: skip


def _speaking() -> dict[Path, set[str]]:
    """By file, the functions in it, or known there, of which a call asks for a message: at once, or by way of others.

    Public names mean one thing in the whole game, those that begin with an underscore one in their file.
    """
    public = set(KEYWORDS) - {"gettext_noop"}
    private: dict[Path, set[str]] = {file: set() for file in _files()}
    defined = [
        (file, node.name, _called(node))
        for file in private
        for node in tree_of(file).body
        if isinstance(node, ast.FunctionDef)
    ]
    grown = True
    while grown:
        grown = False
        for file, name, called in defined:
            known = private[file] if name.startswith("_") else public
            if name not in known and not called.isdisjoint(public | private[file]):
                known.add(name)
                grown = True
    return {file: public | own for file, own in private.items()}


def test_nothing_is_translated_while_a_module_is_loaded() -> None:
    frozen = [
        f"{file.relative_to(ROOT)}:{call.lineno}: {call.func.id}"
        for file, speaking in _speaking().items()
        for call in _at_import(tree_of(file))
        if isinstance(call.func, ast.Name) and call.func.id in speaking
    ]
    assert frozen == []


def test_every_message_of_the_code_is_extracted() -> None:
    """Who looks for messages finds none inside an f-string, nor in the gaps of another message."""
    found = {(message.context, message.id) for message in messages(template())}
    hidden = [
        f"{file.relative_to(ROOT)}:{call.lineno}: {message}"
        for file in _files()
        for call in ast.walk(tree_of(file))
        if (message := _message(call)) is not None and message not in found
    ]
    assert hidden == []


def _message(node: ast.AST) -> tuple[str | None, str | tuple[str, str]] | None:
    """The context and the message, or both of its forms, for which a call asks that has them as literals."""
    match node:
        case ast.Call(func=ast.Name(id="gettext" | "gettext_noop"), args=[ast.Constant(value=str(words)), *_]):
            return None, words
        case ast.Call(
            func=ast.Name(id="ngettext"), args=[ast.Constant(value=str(words)), ast.Constant(value=str(several)), *_]
        ):
            return None, (words, several)
        case ast.Call(
            func=ast.Name(id="pgettext" | "own_words"),
            args=[ast.Constant(value=str(context)), ast.Constant(value=str(words)), *_],
        ):
            return context, words
    return None


def test_a_message_is_a_literal_in_its_call() -> None:
    """Else no catalogue has it. Only `gettext` may be handed a name: of a constant that `gettext_noop` has marked."""
    wrong = [
        f"{file.relative_to(ROOT)}:{call.lineno}"
        for file in _files()
        if file.name != "typed_words.py"
        for call in ast.walk(tree_of(file))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in KEYWORDS
        for message in call.args[: 1 if call.func.id.startswith("gettext") else 2]
        if not (isinstance(message, ast.Constant) and isinstance(message.value, str))
        and not (call.func.id == "gettext" and isinstance(message, ast.Name | ast.Attribute))
    ]
    assert wrong == []

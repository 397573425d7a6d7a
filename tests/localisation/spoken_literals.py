"""Words in the code of the clients that no catalogue has."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
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
    "playthrough/play_as_test.py",
    "playthrough/keepsakes.py",
    "author/handout",
    "learning/practice",
    "learning/record",
    "record",
    "engine",
    "grading",
    "report/debrief_page.py",
    "report/ending_picture.py",
    "report/handout_page.py",
    "report/handout_words.py",
)
FOR_AUTHORS = ("app/preview", "play/explaining.py", "author/handout/handout_export.py")

#: Words in code that nobody reads as words: selectors, styles, patterns, ids, formats, names of types.
_UNREAD_CALLS = {
    "compile", "query_one", "query", "query_children", "add_class", "remove_class", "set_class", "has_class", "TypeVar",
    "getattr", "setattr", "startswith", "endswith", "encode", "decode", "removeprefix", "removesuffix", "style_of",
    "append_css", "execute", "Literal", "assert_never", "NewType", "executescript", "toggle_class", "partition",
    "cast",
}  # fmt: skip
_UNREAD_KEYWORDS = {"classes", "id", "id_", "style", "css", "encoding", "group", "action", "key", "name_", "kind"}
_WORD = re.compile(r"[^\W\d_]{2,}")
#: Statements of the database begin so, and so do parts of them.
_SQL = ("CREATE ", "ALTER ", "SELECT ", "INSERT ", "UPDATE ", "DELETE ", "WHERE ")


class Spared(NamedTuple):
    """Literals of a file that look like words for a player and are none, as `SpokenLiteral` has them; or all of them.

    `reason` says what they are.
    """

    file: str
    reason: str
    literals: tuple[str, ...] = ()


_TYPED = "what is typed, which has catalogues of its own (own_vocabulary.py)"
_IN_FILES = "stands in files, which other programs and later versions read"

NOT_FOR_PLAYERS: dict[str, tuple[Spared, ...]] = {
    "play": (
        Spared("play/command_words.py", _TYPED),
        Spared("play/completions.py", _TYPED),
        Spared("play/own_vocabulary.py", _TYPED),
        Spared("play/going.py", _TYPED, ("go {}",)),
        Spared("play/waiting.py", _TYPED, ("half an", "a quarter of an")),
        Spared("play/confidence.py", _TYPED, ("a guess", "not sure")),
        Spared("play/settings.py", _TYPED, ("no colour", "no colours", "16 colours")),
        Spared("play/opening.py", "a command with its options", ("eightwings play {} --load {}", "--language {}")),
        Spared("play/reports.py", "the name that a language has for itself, and an option", ("{} (--language {})",)),
        Spared("play/map_marks.py", "English articles, which stand in names of packs", ("The", "An")),
        Spared("play/play_header.py", _IN_FILES, ("A play of {}",)),
        Spared("play/seen.py", _IN_FILES, ("eightwings seen {} {} {}",)),
        Spared("play/play_folders.py", _IN_FILES, ("The pack of which these plays are",)),
        Spared(
            "play/failing.py", "a report for whoever maintains the game",
            (
                "a play was opened", "playthrough: What happened before a play was open\nabout: |\n{}steps: []\n",
                "What went wrong in {}", "While {}: {}: {}", "Eight Wings {}, Python {}, {}", "another system",
                "at {}, line {}, in {}", "(a path)", "(a name)",
            ),
        ),
    ),
    "questions": (
        Spared("questions/free.py", "what simulated players answer", ("I have thought about it.",)),
        Spared(
            "questions/question_type.py", "what simulated players answer",
            ("no idea", "something else", "zzzzzzzzzz 9"),
        ),
    ),
    "author/handout": (),
    "learning/practice": (
        Spared("learning/practice/sitting.py", "for a report on a failure", ("“{}” was carried out",)),
    ),
    "learning/record": (
        Spared("learning/record/kept_answers.py", "a statement of the database", ("plays.{} = ?",)),
    ),
    "record": (
        Spared("record/cache_files.py", "a warning for whoever maintains the game", ("{} could not be kept: {}",)),
        Spared("record/story_cache.py", "as above", ("A story",)),
        Spared("record/story_cache.py", _IN_FILES, ("eightwings story {} {}",)),
        Spared("record/title_card.py", _IN_FILES, ("eightwings title {} {}",)),
        Spared(
            "record/codecs.py", "a mistake in the code", ("{} has the fields {}, and there are codecs for {}",),
        ),
        Spared("record/play_file.py", _IN_FILES),
        Spared(
            "record/play_reading.py", "caught where the line is told",
            (
                "no field", "no text", "no step", "no number of steps", "nothing was done", "no verdict",
                "no confidence",
            ),
        ),
    ),
    "engine": (
        Spared("engine/compiled_effects.py", "code that is generated"),
        Spared("engine/variable_updates.py", "code that is generated"),
    ),
    "grading": (
        Spared("grading/clock.py", "what is typed as an answer", ("o clock",)),
        Spared("grading/quantities.py", "what is typed as an answer", ("{} h {} min",)),
        Spared("grading/normal_form.py", "what is typed as an answer", ("{} century",)),
    ),
    "report/debrief_page.py": (),
    "report/ending_picture.py": (),
    "report/handout_page.py": (),
    "report/handout_words.py": (),
}  # fmt: skip
"""By rooms, all that looks like words for players and is none. A room that is not here yet is not finished."""


class SpokenLiteral(NamedTuple):
    """A literal of the code that looks like words for a player."""

    file: str
    line: int
    words: str


def spoken_literals(rooms: Iterable[str] = ROOMS) -> Iterator[SpokenLiteral]:
    """Every literal of these rooms that looks like words and is not handed to a catalogue."""
    for path in _files(rooms):
        file, tree = str(path.relative_to(ROOT / "game")), tree_of(path)
        kinds = _names_of_kinds(tree)
        for line, words in _of_tree(tree):
            if words not in kinds:
                yield SpokenLiteral(file, line, words)


def unexplained(room: str) -> list[SpokenLiteral]:
    """The literals of a room that look like words for players and are neither in a catalogue nor spared."""
    spared = NOT_FOR_PLAYERS[room]
    whole = {each.file for each in spared if not each.literals}
    known = {(each.file, words) for each in spared for words in each.literals}
    return [
        literal
        for literal in _literals_of(room)
        if literal.file not in whole and (literal.file, literal.words) not in known
    ]


def needlessly_spared(room: str) -> list[tuple[str, str]]:
    """What is spared in a room and does not stand there, or not any more; of a whole file its name alone."""
    found = {(literal.file, literal.words) for literal in _literals_of(room)}
    return [
        (each.file, words)
        for each in NOT_FOR_PLAYERS[room]
        for words in (each.literals or ("",))
        if (each.file, words) not in found and not (not words and any(file == each.file for file, _ in found))
    ]


@cache
def _literals_of(room: str) -> tuple[SpokenLiteral, ...]:
    return tuple(spoken_literals((room,)))


def _files(rooms: Iterable[str]) -> Iterator[Path]:
    for room in rooms:
        path = ROOT / "game" / room
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            if not str(file.relative_to(ROOT / "game")).startswith(FOR_AUTHORS):
                yield file


def _names_of_kinds(tree: ast.AST) -> frozenset[str]:
    """The members of every type `Literal[…]` of a module: they tell kinds apart, and nobody reads them."""
    literals = (
        node.slice
        for node in ast.walk(tree)
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id == "Literal"
    )
    return frozenset(
        part.value
        for literal in literals
        for part in ast.walk(literal)
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    )


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
            if _WORD.search(fixed) and not _is_a_name(fixed):
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


def _is_a_name(fixed: str) -> bool:
    """Whether the fixed parts of a text with gaps make a name, such as an id or that of a file, and no sentence."""
    return fixed.startswith(_SQL) or (not any(character.isspace() for character in fixed) and fixed == fixed.lower())


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _looks_spoken(words: str) -> bool:
    """Whether a literal reads like a sentence, a title or a label and not like a name in code."""
    if not _WORD.search(words) or words.startswith(("/", ".", "#", "$", "@", "game.", "-", *_SQL)):
        return False
    if " " in words.strip():
        return True
    return words[0].isupper() and not words.isupper() and words.rstrip(".:!?…,").isalpha()


if __name__ == "__main__":
    for literal in spoken_literals():
        if not sys.argv[1:] or literal.file.startswith(tuple(sys.argv[1:])):
            print(f"{literal.file}:{literal.line}: {literal.words[:110]!r}")

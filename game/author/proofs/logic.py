"""What proofs are about: everything in a story but its words, and the code that proves it, as one mark.

Whatever a story holds is part of its logic unless it stands in `WORDS`. So a field that is added to the story counts
from the first day on, and the worst that forgetting it here can do is to search once more than needed. A value of a
kind that nobody thought of is refused, and not left out.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

import game
from game.record.cache_files import digest
from game.story.model.documents import DocumentLine, StoryDocument, Wording
from game.story.model.expressions import Formula
from game.story.model.layout import Layout
from game.story.model.measures import Measure
from game.story.model.promised import Promise
from game.story.model.story import (
    Achievement,
    Answer,
    Choice,
    Dossier,
    Ending,
    Fact,
    Item,
    Person,
    Place,
    Question,
    Scene,
    Story,
)
from game.story.model.text import Branch, Emphasis, Paragraph, Run, Text, Variation, sides
from game.verify.verdicts.properties import Property

WORDS: dict[type, frozenset[str]] = {
    # What a pack promises of its balance is not proved but played, and odds are worked out anew each time. Deadlines
    # are told, and conditions are resolved.
    # Checkpoints are names for where a player has been; a map only shows.
    Story: frozenset(
        (
            "title",
            "about",
            "author",
            "fingerprint",
            "languages",
            "balance",
            "likely",
            "deadlines",
            "checkpoints",
            "map_style",
            "waits",
        )
    ),
    # What can be looked at or asked about changes nothing.
    Scene: frozenset(("file", "line", "look")),
    Choice: frozenset(("flavour",)),
    Place: frozenset(("name", "look")),
    Person: frozenset(("name", "role", "asked_about")),
    Item: frozenset(("name",)),
    Answer: frozenset(("words",)),
    Question: frozenset(("accepted", "rejected", "unit", "parts", "partners")),
    Measure: frozenset(("name", "remembered", "about")),
    Ending: frozenset(("title",)),
    Achievement: frozenset(("title", "text")),
    Fact: frozenset(("states", "paragraph", "by", "quote", "as_of")),
    Dossier: frozenset(("title", "article", "as_of")),
    StoryDocument: frozenset(("title", "sections")),
    DocumentLine: frozenset(("title", "section", "open", "group")),
    Wording: frozenset(("open", "by")),
    Promise: frozenset(("spot", "because")),
    Property: frozenset(("says", "denies", "spot")),
    # Of a text, what its parts are is looked through apart from it (see `_text`).
    Text: frozenset(("paragraphs",)),
    Paragraph: frozenset(("speaker", "parts")),
    Run: frozenset(("words",)),
    Emphasis: frozenset(("strong", "parts")),
    Branch: frozenset(("then", "otherwise")),
    Variation: frozenset(("alternatives",)),
}
"""The fields that are only told, by kind: no condition reads them, and nothing that happens depends on them."""

#: Libraries on which proofs rest, where the installed program does not say which it needs.
_LIBRARIES = ("numpy", "oxidd", "pyyaml", "rapidfuzz")


def logic_mark(story: Story, properties: Iterable[Property], form: str) -> str:
    """What tells the logic of a story, what is asked about it, and the code that answers, from any others.

    `form` says what is kept under this mark, and how. Raises TypeError for a story that holds a value of another kind.
    """
    mark = digest(size=24)

    def write(words: str) -> None:
        mark.update(f"{len(words)}:{words},".encode("utf-8", "surrogatepass"))

    write(form)
    write(code_mark())
    _write(story, write)
    _write(tuple(properties), write)
    return str(mark.hexdigest())


def _write(value: Any, write: Callable[[str], None]) -> None:
    """Write down a value and all that is in it, so that two that differ in more than words are written differently."""
    if value is None or isinstance(value, str | int):
        write(f"{type(value).__name__} {value}")
    elif isinstance(value, Text):
        _text(value, write)
    elif hasattr(value, "_fields"):
        _fields(value, write)
    elif isinstance(value, Formula):
        write(f"formula {value.type}")
        _write(value.tree, write)
    elif isinstance(value, Layout):
        write(f"layout {value.bits} {value.start}")
        _write(tuple(value), write)
    elif isinstance(value, Mapping):
        write(f"by id {len(value)}")
        for key, entry in value.items():
            _write(key, write)
            _write(entry, write)
    elif isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        write(f"some {len(value)}")
        for element in value:
            _write(element, write)
    else:
        raise TypeError(f"{type(value).__name__} is neither logic nor words of a story")


def _text(text: Text, write: Callable[[str], None]) -> None:
    """A text: what of it depends on the play, and which facts it tells. Of plain words only the id is left."""
    _fields(text, write)
    for paragraph in text.paragraphs:
        _if_more_than_words(paragraph, write)
        _parts(paragraph.parts, write)


def _parts(parts: Iterable[Any], write: Callable[[str], None]) -> None:
    """Parts of a text that are more than words, also where they are stressed."""
    for part in parts:
        match part:
            case Run():
                _if_more_than_words(part, write)
            case Emphasis(inside):
                _if_more_than_words(part, write)
                _parts(inside, write)
            case Branch() | Variation():
                _fields(part, write)
                write(f"sides {len(sides(part))}")
                for side in sides(part):
                    # Whether there is something to show, even if only words, is more than words.
                    write("nothing" if not side else "something")
                    _parts(side, write)
                    write("end")
            case _:
                _fields(part, write)


def _if_more_than_words(value: Any, write: Callable[[str], None]) -> None:
    """Write down fields that somebody adds to what is nothing but words so far."""
    if any(name not in WORDS[type(value)] for name in value._fields):
        _fields(value, write)


def _fields(value: Any, write: Callable[[str], None]) -> None:
    """All fields of a named tuple but its words."""
    words = WORDS.get(type(value), ())
    write(type(value).__name__)
    for name in value._fields:
        if name not in words:
            write(name)
            _write(getattr(value, name), write)


@cache
def code_mark() -> str:
    """A mark of all code of this program, of the libraries it uses, and of Python itself."""
    mark = digest(repr((sys.version, sys.implementation.name, sys.byteorder, sys.maxsize)).encode())
    package = Path(game.__file__).parent
    for path in sorted(package.rglob("*.py")):
        content = path.read_bytes()
        mark.update(f"\0{path.relative_to(package).as_posix()}\0{len(content)}\0".encode())
        mark.update(content)
    for name in sorted(_libraries()):
        mark.update(f"\0{name} {_version(name)}".encode())
    return str(mark.hexdigest())


def _libraries() -> Iterable[str]:
    """The libraries that this program says it needs."""
    try:
        needed = metadata.requires("eightwings") or ()
    except metadata.PackageNotFoundError:
        return _LIBRARIES
    names = (requirement.partition(";")[0].strip() for requirement in needed if "extra ==" not in requirement)
    return {*_LIBRARIES, *("".join(_until_sign(name)) for name in names)}


def _until_sign(requirement: str) -> Iterable[str]:
    for letter in requirement:
        if not (letter.isalnum() or letter in "-_."):
            return
        yield letter


def _version(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return "none"

"""Each key whose words players read can be translated, and each that can be translated is read by players.

A key says of itself whether it is shown. Here it is held to that: by looking through what was read of packs, and by
playing a pack in which the words behind each key are marked.
"""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml

from game.author.declared import keys_of, records
from game.author.handout.markdown import as_markdown
from game.author.handout.worksheet import make_worksheet
from game.plain import PlainClient
from game.play.building_map import building_map
from game.play.completions import possible_lines
from game.play.opening import Opened
from game.play.reports import about_story
from game.play.session import Session
from game.play.stakes import stakes
from game.story.catalogue.diagnostics import Diagnostics
from game.story.compile.collecting import Definitions, gather
from game.story.compile.shown_texts import ShownText, texts
from game.story.model.story import Story
from game.story.model.yaml_nodes import ScalarNode, Spot
from game.story.packs import load
from game.story.schema.definition_schema import Definition, declared_keys
from game.story.schema.field_types import LineField, Many, Pairs, Prose
from game.story.schema.named_texts import NamedTexts
from game.story.schema.shown_values import is_in_a_language
from game.story.source.file_findings import read_files
from game.story.source.pack_files import PackFile
from tests.shown_pack import FILES

ROOT = Path(__file__).parent.parent
Key = tuple[str, str]
"""The definition that declares a key, and the key."""

NOT_READ: set[Key] = {("QuestionDef", "not")}
"""What is translated though nobody reads it: wrong answers that somebody may type."""
NO_WORDS = {("QuestionDef", key) for key in ("number", "tolerance", "year", "date", "time", "draws")} | {
    ("PackDef", "checks"),
    ("PromiseDef", "likely"),
    ("LanguageDef", "name"),
}
"""What takes text on one line, and is a figure, a severity, or what a language calls itself."""
OF_PLAYTHROUGHS = ("ExpectDef", "PlayDef", "StepDef", "PlaythroughDef")


def gathered(files: dict[str, str]) -> Definitions:
    packed = tuple(PackFile(name, text.encode()) for name, text in sorted(files.items()))
    return gather(packed, Diagnostics())


def definitions_in(value: object) -> Iterator[Definition]:
    """Every definition inside a value, however deep."""
    if isinstance(value, Definition):
        yield value
    if isinstance(value, Definition | Definitions):
        for field in dataclasses.fields(value):
            yield from definitions_in(getattr(value, field.name))
    elif isinstance(value, dict):
        yield from definitions_in(tuple(value.values()))
    elif isinstance(value, tuple | list):
        for part in value:
            yield from definitions_in(part)


def owner(definition: type[Definition], name: str) -> str:
    """The definition that declares a field: several share those of one that they are made from."""
    return next(base.__name__ for base in reversed(definition.__mro__) if name in vars(base).get("__annotations__", ()))


def spot_of(value: object) -> Spot:
    while not isinstance(value, ScalarNode):
        value = value[0]  # type: ignore[index]
    return value.spot


def shown_values(defined: Definitions) -> dict[Spot, Key]:
    """Where the value of each key begins that is declared as shown and has words in it."""
    found = {}
    for definition in definitions_in(defined):
        for key, field in declared_keys(type(definition)).items():
            value = getattr(definition, field.name)
            if field.metadata["shown"] and value not in (None, ()) and is_in_a_language(key, value):
                found[spot_of(value)] = (owner(type(definition), field.name), key)
    return found


@pytest.mark.parametrize("pack", ["tests/packs/harbour", "scenes/hq", "scenes/ministerial", "scenes/first-scene", ""])
def test_whatever_is_declared_as_shown_can_be_translated(pack: str) -> None:
    defined = gather(read_files(ROOT / pack, Diagnostics()), Diagnostics()) if pack else gathered(FILES)
    assert {text.spot for text in texts(defined)} == shown_values(defined).keys()


def declared() -> Iterator[tuple[Key, bool, object]]:
    """Every key of a pack, whether it is shown, and what may stand behind it."""
    for record in records():
        for key in keys_of(record):
            field = declared_keys(record.definition)[key.name]
            yield (owner(record.definition, field.name), key.name), field.metadata["shown"], key.kind


def test_the_pack_that_is_played_here_has_every_key_that_is_shown() -> None:
    assert set(shown_values(gathered(FILES)).values()) == {key for key, shown, _ in declared() if shown}


def test_all_other_words_of_the_pack_that_is_played_here_say_that_they_are_not_read() -> None:
    """So that a key of which nobody said that it is shown does not go by unnoticed."""
    not_shown = {key for key, shown, kind in declared() if not shown and takes_words(kind)} - NO_WORDS
    said = {
        (owner(type(definition), field.name), key): "unmarked" in str(getattr(definition, field.name)).casefold()
        for definition in definitions_in(gathered(FILES))
        for key, field in declared_keys(type(definition)).items()
        if getattr(definition, field.name) not in (None, ())
    }
    assert {key for key in not_shown if not said.get(key) and key[0] not in OF_PLAYTHROUGHS} == set()


def takes_words(kind: object) -> bool:
    return type(kind) in (LineField, Prose, Pairs, NamedTexts) or kind in (Many(LineField()), Many(Prose()))


MOST_TURNS = 100


def mark(number: int) -> str:
    """A word that stands nowhere else."""
    return f"Zq{chr(97 + number // 26 % 26)}{chr(97 + number % 26)}"


def marked(text: ShownText, word: str) -> object:
    """The text with a word in front of each of its parts."""
    match text.text:
        case str(words):
            return f"{word} {words}"
        case list(parts):
            return [f"{word} {part}" for part in parts]
        case pairs:
            named = (".feedback", ".look", ".asked_about")
            by_id = text.id.startswith(("pack.", "documents.")) or text.id.endswith(named)
            return {left if by_id else f"{word} {left}": f"{word} {right}" for left, right in pairs.items()}


class Reader(io.StringIO):
    """Whoever plays: asks for everything, and takes each option once."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.lines: list[str] = []
        self.taken: set[tuple[str, str]] = set()
        self.turns = 0
        self.drawn: list[str] = []

    def readline(self, _: int = -1) -> str:  # type: ignore[override]
        if not self.lines:
            self.lines = list(self.next_lines())
            self.turns += 1
        return f"{self.lines.pop(0)}\n" if self.turns < MOST_TURNS else ""

    def next_lines(self) -> Iterator[str]:
        session = self.session
        self.drawn += [repr(stakes(session))]
        self.drawn += [repr(building_map(session.story, session.state.memory, width)) for width in (24, 78)]
        if session.is_over:
            yield from ("endings", "debrief", "story", "achievements", "quit")
        elif session.question is not None:
            if "hint" in [option.id for option in session.options] and session.question.hints:
                yield "hint"
            yield {"true_false": "true b", "free": "I do not know"}.get(session.question.kind, "b")
            yield "pass"
        else:
            yield from ("look", "exits", "status", "goals", "people", "deadlines", "inventory", "documents", "page")
            yield from ("map", "notes", "help", "sources", "source 1.1", "source 1.2", "who is ana", "calm", "x lamp")
            yield from (line for line in possible_lines(session) if line.startswith(("look at ", "ask ", "notes ")))
            open_ways = {option.subject for option in session.options if option.kind == "go"}
            if session.is_roaming and session.place is not None:
                yield from (way.direction for way in session.place.exits if way.direction not in open_ways)
            here = str(session.place)
            options = [option for option in session.options if (here, option.id) not in self.taken]
            option = (options or session.options)[0]
            self.taken.add((here, option.id))
            yield str(session.options.index(option) + 1)


def everything_read(story: Story, plays: Path) -> str:
    """What somebody reads who plays a story, with its worksheet."""
    session = Session(story, 1)
    reader, out = Reader(session), io.StringIO()
    PlainClient(Opened(session), plays, reader, out).run()
    assert session.is_over
    sheet = make_worksheet(story, list(story.questions.values()), 1)
    about = [told.words for told in about_story(story)]
    return "\n".join([out.getvalue(), *reader.drawn, as_markdown(sheet, with_key=True), *about])


@cache
def played(folder: Path) -> tuple[dict[Key, str], str]:
    """By the key, a word that stands in every text behind it; and what was read of a play with these words."""
    defined = gathered(FILES)
    keys = shown_values(defined)
    words = {key: mark(number) for number, key in enumerate(sorted(set(keys.values())))}
    entries = {text.id: {"was": text.text, "text": marked(text, words[keys[text.spot]])} for text in texts(defined)}
    for name, content in FILES.items():
        (folder / name).write_text(content, "utf-8")
    translation = {"language": "tlh", "name": "tlhIngan", "texts": entries}
    (folder / "tlh.yaml").write_text(yaml.safe_dump(translation, allow_unicode=True), "utf-8")
    story = load(folder, "tlh")
    return words, everything_read(story, folder / "plays")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("everything")


def test_whatever_can_be_translated_is_read_by_players(folder: Path) -> None:
    words, read = played(folder)
    assert {key for key, word in words.items() if word not in read} == NOT_READ


def test_nothing_else_of_a_pack_is_read_by_players(folder: Path) -> None:
    _, read = played(folder)
    assert "unmarked" not in read.casefold()

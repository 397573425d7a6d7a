"""Everything that playthroughs can reach in a pack, with where it stands: the definitions, read again.

A story keeps no spots of its texts and choices, for it never needs them when it is played.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from game.story.catalogue.diagnostics import Diagnostics
from game.story.compile.choice_names import choice_names
from game.story.compile.collecting import Definitions, gather
from game.story.compile.flow import choice_id
from game.story.compile.pack_names import PackNames
from game.story.compile.question_bank import hint_id
from game.story.compile.text_context import Counter
from game.story.compile.translated_story import translated_story
from game.story.model.directions import DIRECTIONS
from game.story.model.document_wordings import BLANK_LINE, can_stand
from game.story.model.layout import Layout
from game.story.model.story import PARTLY, Question, Story
from game.story.model.yaml_nodes import ScalarNode, Spot
from game.story.packs import fingerprint
from game.story.schema.building_definitions import PlaceDef
from game.story.schema.definition_schema import Definition
from game.story.schema.definitions import ChoiceDef, SceneDef, StepsDef
from game.story.schema.document_definitions import DocumentDef
from game.story.schema.question_definitions import QuestionDef
from game.story.source.file_findings import read_files
from game.story.targets import target_keys
from game.story.targets.target_keys import RESULTS, OutcomeKey, TargetKind
from game.story.targets.text_branches import Side, sides_of

_MISSING: dict[OutcomeKey, str] = {
    "right": "never answered right", "wrong": "never answered wrong", "passed": "never passed",
    "partly": "never answered partly right",
}  # fmt: skip

_UNREAD = "never to be read"


class SurveyBlock(NamedTuple):
    """The lines of a definition: they begin at the spot of its thing.

    The lines below belong to it that are indented at least by `indent` characters.
    """

    indent: int


class Thing(NamedTuple):
    """Something that playthroughs can reach.

    `key` is its name in the records (see `target_keys`), `name` that for people; `missing` says in words what did not
    happen when it was not reached. `inside` is the key of what it is a part of and cannot be reached without. `end`
    is where a side of a text ends, `block` what a definition has below it.
    """

    key: str
    kind: TargetKind
    name: str
    missing: str
    spot: Spot
    inside: str = ""
    end: Spot | None = None
    block: SurveyBlock | None = None


class Survey(NamedTuple):
    """All things of a pack in the order of the pack, and the files in which they are, by name.

    `aliases` are further keys of things: a text that is not translated is one thing, whatever is played.
    """

    pack: str
    title: str
    fingerprint: str
    things: tuple[Thing, ...]
    aliases: dict[str, str]
    sources: dict[str, str]


class PackChanged(Exception):
    """The files of the pack are no longer those of the story that was played."""


def survey(story: Story, path: Path, languages: Iterable[str] = ("",)) -> Survey:
    """Everything there is to be reached in the pack at `path`, from which `story` was made.

    `languages` are those that were played: the texts of each count. Raises PackChanged.
    """
    found = Diagnostics()
    files = read_files(path, found)
    if fingerprint(files) != story.fingerprint:
        raise PackChanged(f"{path} was changed while its playthroughs ran. Run them again for their coverage.")
    defined = gather(files, found)
    everything = _Surveyor(story, defined, "", found)
    everything.pack()
    things = {thing.key: thing for thing in everything.things}
    aliases: dict[str, str] = {}
    here = {(thing.spot, thing.kind, thing.key.rpartition(".")[2]): thing.key for thing in everything.things}
    for language in sorted(set(languages) & defined.languages.keys()):
        texts = translated_story(story, defined, language, found).definitions
        translated = _Surveyor(story, texts, language, found)
        translated.pack()
        for thing in translated.things:
            if thing.kind == "text":
                original = here.get((thing.spot, thing.kind, thing.key.rpartition(".")[2]))
                if original is None:
                    things[thing.key] = thing
                else:
                    aliases[thing.key] = original
    named = {thing.spot.file for thing in things.values()}
    sources = {
        file.name: file.content.decode("utf-8", "replace").replace("\r\n", "\n") for file in files if file.name in named
    }
    return Survey(story.id, story.title, story.fingerprint, tuple(things.values()), aliases, sources)


class _Surveyor:
    """Goes through the definitions of a pack, with its texts in one language."""

    def __init__(self, story: Story, defined: Definitions, language: str, found: Diagnostics) -> None:
        self.story, self.defined, self.language, self.found = story, defined, language, found
        self.names = PackNames(defined, choice_names(defined), Layout())
        self.things: list[Thing] = []

    def pack(self) -> None:
        """All things, kind by kind."""
        defined = self.defined
        for id_, scene in defined.scenes.items():
            self.scene(id_, scene)
        for id_, place in defined.places.items():
            self.place(id_, place)
        for id_, question in defined.questions.items():
            self.question(self.story.questions[id_], question)
        for id_, ending in defined.endings.items():
            key = self.definition("ending", id_, "never reached", ending)
            self.text("endings", f"{id_}.text", ending.text, key, counted=False)
            self.text("endings", f"{id_}.closing", ending.closing, key, counted=False)
        for id_, epilogue in defined.epilogues.items():
            key = self.definition("epilogue", id_, "never told", epilogue)
            self.text("epilogues", f"{id_}.text", epilogue.text, key, counted=False)
        for id_, item in defined.items.items():
            self.definition("item", id_, "never carried", item)
        for id_, achievement in defined.achievements.items():
            self.definition("achievement", id_, "never achieved", achievement)
        for id_, document in defined.documents.items():
            self.document(id_, document)

    def add(
        self, key: str, kind: TargetKind, name: str, missing: str, spot: Spot, inside: str, block: SurveyBlock | None
    ) -> str:
        self.things.append(Thing(key, kind, name, missing, spot, inside, None, block))
        return key

    def definition(self, kind: TargetKind, id_: str, missing: str, definition: Definition) -> str:
        """Something that is defined by its id, with its keys indented below."""
        return self.add(
            target_keys.target_key(kind, id_),
            kind,
            id_,
            missing,
            definition.spot,
            "",
            SurveyBlock(definition.spot.column),
        )

    def text(self, section: str, id_: str, words: ScalarNode | None, inside: str, counted: bool = True) -> None:
        """The sides of what branches and varies in a text."""
        if words is None or "{" not in words.value:
            return
        counter = Counter("shown", 1) if counted else None  # what counts makes no difference here
        for number, index, side in sides_of(words, id_, counter, self.names, self.found):
            self.side(target_keys.side(self.language, section, id_, number, index), id_, side, inside)

    def side(self, key: str, text: str, side: Side, inside: str) -> None:
        self.things.append(Thing(key, "text", f"{text} {side.words}", "never shown", side.start, inside, side.end))

    def scene(self, id_: str, scene: SceneDef) -> None:
        whole_file = any(word.value == "scene" for word in scene.written)
        key = target_keys.target_key("scene", id_)
        self.add(key, "scene", id_, "never opened", scene.spot, "", SurveyBlock(0 if whole_file else scene.spot.column))
        self.text("scenes", f"{id_}.title", scene.title, "")
        self.steps(scene, id_, f"{id_}.text", key, id_)

    def steps(self, steps: StepsDef, scene: str, text: str, inside: str, name: str) -> None:
        """What happens in a scene, a choice or after an answer."""
        self.text("scenes", text, steps.text, inside)
        if steps.ask is not None:
            for result in RESULTS[1:]:
                outcome: StepsDef | None = getattr(steps, result)
                if outcome is not None:
                    word = next(candidate for candidate in steps.written if candidate.value == result)
                    key = target_keys.outcome(text, result)
                    block = SurveyBlock(word.spot.column)
                    self.add(key, "outcome", f"{name} › {result}", "never happened", word.spot, inside, block)
                    self.steps(outcome, scene, f"{text}.{result}", key, f"{name} › {result}")
        for choice in steps.choices or ():
            self.choice(choice, scene, inside)

    def choice(self, choice: ChoiceDef, scene: str, inside: str) -> None:
        id_ = choice_id(scene, choice)
        key = target_keys.target_key("choice", id_)
        self.add(key, "choice", id_, "never taken", choice.spot, inside, SurveyBlock(choice.spot.column - 1))
        self.text("scenes", f"{id_}.choose", choice.choose, inside)
        self.text("scenes", f"{id_}.closed", choice.closed, inside, counted=False)
        self.text("scenes", f"{id_}.price", choice.price, inside)
        self.steps(choice, scene, f"{id_}.text", key, id_)

    def place(self, id_: str, place: PlaceDef) -> None:
        key = self.definition("place", id_, "never visited", place)
        self.text("places", f"{id_}.text", place.text, key)
        self.text("places", f"{id_}.glance", place.glance, key)
        for way in self.story.places[id_].exits:
            spot, label = self.exit_spot(id_, way.direction, way.to)
            name = f"{id_} › {way.direction} to {way.to}"
            self.add(
                target_keys.exit_(id_, way.direction), "exit", name, "never gone", spot, key, SurveyBlock(spot.column)
            )
            self.text("places", f"{id_}.{way.direction}.label", label, key, counted=False)

    def exit_spot(self, place: str, direction: str, to: str) -> tuple[Spot, ScalarNode | None]:
        """Where this way is written, and its label if it has one. A way is written at one of its ends, or at both."""
        for word, way in self.defined.places[place].exits:
            if word.value == direction:
                return word.spot, way.label
        for word, way in self.defined.places[to].exits:
            if DIRECTIONS[word.value] == direction and way.to.value == place:
                return word.spot, None
        raise LookupError(f"no way {direction} from {place}")  # pragma: no cover - the story has none then either

    def document(self, id_: str, document: DocumentDef) -> None:
        """The wordings of a document; one behind a wording without a condition is none."""
        self.text("documents", f"{id_}.text", document.text, "", counted=False)
        for (word, line), known in zip(document.lines, self.story.documents[id_].lines, strict=True):
            path, can = f"{id_}/{word.value}", can_stand(known)
            for name, wording in line.wordings:
                if name.value in can:
                    key = target_keys.wording(id_, word.value, name.value)
                    block = SurveyBlock(name.spot.column)
                    self.add(key, "wording", f"{id_}.{word.value} › {name.value}", _UNREAD, name.spot, "", block)
                    self.text("documents", f"{path}/{name.value}.text", wording.text, key, counted=False)
            if line.blank is not None and BLANK_LINE in can:
                key = target_keys.wording(id_, word.value, BLANK_LINE)
                self.add(key, "wording", f"{id_}.{word.value} › blank", _UNREAD, line.blank.spot, "", None)
                self.text("documents", f"{path}.blank", line.blank, key, counted=False)

    def question(self, question: Question, defined: QuestionDef) -> None:
        id_ = question.id
        asked = target_keys.question(id_, "asked")
        spot = defined.spot
        self.add(asked, "question", id_, "never asked", spot, "", SurveyBlock(spot.column))
        for result, missing in _MISSING.items():
            if result == "partly" and question.outcome.high < PARTLY:
                continue
            if result == "wrong" and not question.verdict:
                continue
            self.add(target_keys.question(id_, result), "question", id_, missing, spot, asked, None)
        self.text("questions", f"{id_}.text", defined.text, asked, counted=False)
        self.text("questions", f"{id_}.because", defined.because, asked, counted=False)
        for number, words in enumerate(defined.hints, 1):
            key = target_keys.hint(id_, number)
            self.add(key, "hint", f"{id_}, hint {number}", "never shown", words.spot, asked, None)
            self.text("questions", hint_id(id_, number), words, key, counted=False)
        feedback = {words.value.casefold(): told for words, told in defined.feedback or ()}
        if not (defined.answers or defined.reasons):  # its answers are words of a text, or a list of words
            for answer in question.answers:
                key, name = target_keys.answer(id_, answer.id), f"{id_}/{answer.id}"
                self.add(key, "answer", name, "never given", spot, asked, None)
                told = feedback.get((answer.id if question.form == "evidence" else answer.words).casefold())
                self.text("questions", f"{id_}.{answer.id}.because", told, key, counted=False)
            return
        for answer, definition in zip(question.answers, defined.answers or defined.reasons or (), strict=True):
            key = target_keys.answer(id_, answer.id)
            name = f"{id_}/{answer.id}"
            self.add(
                key, "answer", name, "never given", definition.spot, asked, SurveyBlock(definition.spot.column - 1)
            )
            self.text("questions", f"{id_}.{answer.id}.because", definition.because, key, counted=False)

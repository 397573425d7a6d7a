"""What a pack defines, for editors: the ids of every kind of thing, each with a few words on it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from pathlib import Path

from game.author.schemas import KnownIds
from game.story import catalogue
from game.story.catalogue import NO_PACK
from game.story.catalogue.diagnostics import Diagnostics
from game.story.compile.collecting import Definitions, gather
from game.story.model.yaml_nodes import Spot
from game.story.refusals import PackError
from game.story.schema.definitions import SceneDef
from game.story.schema.measure_definitions import MeasureDef
from game.story.schema.question_definitions import QuestionDef
from game.story.source import library
from game.story.source.file_findings import read_files
from game.support.counts import counted

_WIDTH = 90


def read_ids(path: Path) -> KnownIds:
    """The ids that the pack at `path` defines, whatever else is wrong with it. Raises PackError when there is none."""
    found = Diagnostics()
    files = read_files(path, found)
    defined = gather(files, found)
    if not files or not (defined.titled or found.broken_files):
        found.report(catalogue.NOT_A_PACK, Spot(str(path), 1, 1), path=path)
        raise PackError(tuple(finding for finding in found.sorted() if finding.code in NO_PACK)[:1])
    return ids_of(defined)


def ids_of(defined: Definitions) -> KnownIds:
    """The ids that a pack defines, by kind. What could not be read is not among them."""
    pack = defined.pack
    return {
        "place": {id_: place.name.value for id_, place in defined.places.items()},
        "person": {id_: person.name.value for id_, person in defined.people.items()},
        "item": {id_: item.name.value for id_, item in defined.items.items()},
        "question": {id_: _short(_asked(question)) for id_, question in defined.questions.items()},
        "scene": {id_: _short(_offered(scene)) for id_, scene in defined.scenes.items()},
        "ending": {id_: _short((ending.title or ending.text).value) for id_, ending in defined.endings.items()},
        "fact": {id_: _short(fact.states.value) for id_, fact in defined.facts.items()},
        "measure": {id_: _range(id_, measure) for id_, measure in defined.measures.items()},
        "topic": _topics(defined),
        "section": {
            word.value: title.value for document in defined.documents.values() for word, title in document.sections
        },
        "wing": {word.value: name.value for word, name in pack.wings} if pack else {},
        "dossier": {
            **dict.fromkeys(library.dossier_files(), "a dossier that comes with the game"),
            **{id_: dossier.title.value for id_, dossier in defined.dossiers.items()},
        },
    }


def _asked(question: QuestionDef) -> str:
    words = question.text or question.cloze
    return words.value if words else ""


def _offered(scene: SceneDef) -> str:
    words = scene.title or scene.text
    return words.value if words else f"in {scene.spot.file}"


def _range(id_: str, measure: MeasureDef) -> str:
    name = measure.name.value if measure.name else id_.replace("_", " ").capitalize()
    return f"{name} ({measure.min} to {measure.max}, {measure.start} at the beginning)"


def _topics(defined: Definitions) -> dict[str, str]:
    """Each topic with how many facts and questions name it."""
    facts, questions = (
        _counted(word.value for definition in some for word in definition.topics)
        for some in (defined.facts.values(), defined.questions.values())
    )
    return {
        topic: f"{counted(facts.get(topic, 0), 'fact')}, {counted(questions.get(topic, 0), 'question of their own')}"
        for topic in sorted({*facts, *questions})
    }


def _counted(words: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return counts


def _short(text: str) -> str:
    return textwrap.shorten(text, _WIDTH, placeholder=" …")

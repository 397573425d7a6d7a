"""Everything in a picture as a list, for whoever does not see it drawn, and for whoever looks for something."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from types import MappingProxyType
from typing import TypeAlias

from game.author.map.cards import SIGN_OF_WAY, FullCards, exit_words, opening_words, trail_words
from game.author.map.drawn_documents import DrawnDocument
from game.author.map.outline import Line
from game.author.map.picture import DrawnEnding, DrawnPlace, DrawnScene, Picture, Remarks, Source
from game.author.map.sheet import SheetParts
from game.author.map.sheet_drawing import drawing_of
from game.author.remembering.reader_words import later_words, reader_words
from game.play.reports import floor_name
from game.report.map_page import MapContents, MapEntry, MapGroup, MapLink, MapLinks, MapQuestion, MapSection, MapStep
from game.verify.dependence.remembered_choices import ChoiceMemory

_MOST_READERS = 8

RememberedChoices: TypeAlias = Mapping[str, ChoiceMemory]
"""What is remembered of each choice, by its id."""


def map_contents(
    picture: Picture, parts: SheetParts, remarks: Remarks, remembered: RememberedChoices = MappingProxyType({})
) -> MapContents:
    """The drawing and the list."""
    return MapContents(
        title=picture.title,
        drawing=drawing_of(picture, parts, FullCards(picture, remarks), linked=True),
        sections=tuple(_sections(picture, parts, remarks, remembered)),
        disclaimer=picture.disclaimer,
    )


def _sections(
    picture: Picture, parts: SheetParts, remarks: Remarks, remembered: RememberedChoices
) -> Iterator[MapSection]:
    if parts != "places":
        groups = tuple(
            MapGroup(
                place.name if place else "At no place" if picture.places else "All",
                tuple(_scene(picture, picture.scenes[id_], remarks, remembered) for id_ in ids),
            )
            for place, ids in picture.groups()
        )
        yield MapSection("The scenes", groups)
        endings = tuple(_ending(picture, ending) for ending in picture.endings.values())
        yield MapSection("The endings", (MapGroup("", endings),))
        if documents := tuple(map(_document, picture.documents.values())):
            yield MapSection("The documents", (MapGroup("", documents),))
    if parts != "scenes" and picture.places:
        places = tuple(_place(picture, place, parts) for place in picture.places.values())
        yield MapSection("The places", (MapGroup("", places),))


def _scene(picture: Picture, scene: DrawnScene, remarks: Remarks, remembered: RememberedChoices) -> MapEntry:
    remark = remarks.get(scene.id)
    people = f"with {', '.join(scene.people)}" if scene.people else ""
    links = (
        ("Waits for", [_scene_link(picture, id_) for id_ in scene.after]),
        ("Awaited by", [_scene_link(picture, id_) for id_ in scene.before]),
        ("Reached from", [_source(picture, source) for source in scene.reached_from]),
        ("Leads to", list(_ways(picture, scene))),
    )
    return MapEntry(
        key=f"scene-{scene.id}",
        id=scene.id,
        title=scene.title,
        where=f"{scene.file}, line {scene.line}",
        note=remark.words if remark is not None else "",
        tone=remark.tone if remark is not None else "",
        about="; ".join(words for words in (opening_words(picture, scene, None), people) if words),
        when=scene.when,
        links=_listed(links),
        steps=_steps(picture, scene.lines, remembered),
    )


def _ending(picture: Picture, ending: DrawnEnding) -> MapEntry:
    return MapEntry(
        key=f"ending-{ending.id}",
        id=ending.id,
        title=ending.title,
        links=_listed([("Reached from", [_source(picture, source) for source in ending.reached_from])]),
        is_ending=True,
        told=ending.words,
    )


def _document(document: DrawnDocument) -> MapEntry:
    steps: list[MapStep] = []
    for line in document.lines:
        wordings = tuple(MapStep("text", wording.words, wording.when) for wording in line.wordings)
        title = f"{line.title} ({line.about})" if line.about else line.title
        steps += [MapStep("line", title), MapStep("inner", inner=wordings)]
    return MapEntry(
        key=f"document-{document.id}",
        id=document.id,
        title=document.title,
        about=" ".join(document.words),
        steps=tuple(steps),
        steps_are="What can stand there",
    )


def _place(picture: Picture, place: DrawnPlace, parts: SheetParts) -> MapEntry:
    wing = picture.wings.get(place.wing, "")
    exits = [MapLink(f"place-{way.to}", exit_words(picture, way)) for way in place.exits]
    scenes = [_scene_link(picture, id_) for id_ in place.scenes] if parts == "all" else []
    return MapEntry(
        key=f"place-{place.id}",
        id=place.id,
        title=place.name,
        where="; ".join(words for words in (wing, floor_name(place.floor)) if words),
        links=_listed([("Ways", exits), ("Scenes", scenes)]),
    )


def _listed(links: Iterable[tuple[str, Sequence[MapLink]]]) -> tuple[MapLinks, ...]:
    return tuple(MapLinks(heading, tuple(some)) for heading, some in links if some)


def _scene_link(picture: Picture, id_: str) -> MapLink:
    return MapLink(f"scene-{id_}", picture.scenes[id_].title)


def _source(picture: Picture, source: Source) -> MapLink:
    return MapLink(f"scene-{source.scene}", picture.scenes[source.scene].title, after=_by(source.by))


def _ways(picture: Picture, scene: DrawnScene) -> Iterator[MapLink]:
    for way in scene.ways:
        kind = "ending" if way.kind == "end" else "scene"
        back = ", and back" if way.kind == "call" else ""
        before = f"{SIGN_OF_WAY[way.kind]} "
        yield MapLink(f"{kind}-{way.to}", picture.name_of(way), before, f"{back}{_by(way.by)}")


def _by(trails: Iterable[tuple[str, ...]]) -> str:
    """The choices that lead somewhere, as they stand behind a link."""
    words = "; ".join(trail_words(trail) for trail in trails if trail)
    return f": {words}" if words else ""


def _steps(
    picture: Picture, lines: Iterable[Line], remembered: RememberedChoices, depth: int = 0
) -> tuple[MapStep, ...]:
    """The lines as lists in lists, one a level of choices."""
    steps: list[MapStep] = []
    for is_deeper, some in groupby(lines, lambda line: len(line.by) > depth):
        if is_deeper:
            steps.append(MapStep("inner", inner=_steps(picture, some, remembered, depth + 1)))
        else:
            steps.extend(_step(picture, line, remembered) for line in some)
    return tuple(steps)


def _step(picture: Picture, line: Line, remembered: RememberedChoices) -> MapStep:
    match line.kind:
        case "choice":
            step = MapStep(line.kind, line.words, line.when)
            memory = remembered.get(line.choice)
            return step if memory is None else _with_memory(step, memory)
        case "ask":
            questions = tuple(MapQuestion(id_, picture.questions[id_]) for id_ in line.questions)
            words = "asks one of:" if len(questions) > 1 else "asks:" if questions else "asks what was missed"
            return MapStep(line.kind, words, questions=questions)
        case "goto" | "call":
            back = ", and back" if line.kind == "call" else ""
            link = MapLink(
                f"scene-{line.to}", picture.scenes[line.to].title, f"{SIGN_OF_WAY[line.kind]} ", back
            )  # fmt: skip
            return MapStep(line.kind, link=link)
        case "end":
            ending = picture.endings[line.to]
            return MapStep(line.kind, link=MapLink(f"ending-{ending.id}", ending.title, f"{SIGN_OF_WAY['end']} "))
        case "right" | "wrong" | "partly":
            return MapStep(line.kind, f"when the answer is {line.kind}{' right' if line.kind == 'partly' else ''}")
        case _:
            return MapStep(line.kind, line.words)


def _with_memory(step: MapStep, memory: ChoiceMemory) -> MapStep:
    """The step of a choice, with the nearest of what can still depend on it later."""
    readers = [reader_words(later) for later in memory.readers]
    if len(readers) > _MOST_READERS:
        readers[_MOST_READERS:] = [f"and {len(readers) - _MOST_READERS} more"]
    forgotten = memory.status in ("forgotten", "clock") and not memory.flavour
    return replace(step, later=later_words(memory), readers=tuple(readers), forgotten=forgotten)

"""What a picture of a story shows: places with their ways, scenes with where they lead, endings with what leads there.

It follows from the Story alone and knows nothing of any form of drawing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple, TypeAlias

from game.author.map.drawn_documents import DrawnDocument, drawn_documents
from game.author.map.map_words import as_written, label, plain
from game.author.map.outline import Line, outline
from game.play.floor_plan import cells_of_floor, floors
from game.story.model.expressions import Expression, Not, Number, Operation, VariableRead
from game.story.model.story import Place, Scene, Story

ELSEWHERE = ""
"""The place of scenes that belong to none."""

Tone: TypeAlias = Literal["", "good", "doubtful", "bad"]


class Remark(NamedTuple):
    """Something to add to the drawing of a scene: a few words, and how good that is."""

    words: str
    tone: Tone = ""


Remarks: TypeAlias = Mapping[str, Remark]
"""Remarks by the ids of scenes."""


class Way(NamedTuple):
    """Where a scene leads: to a scene that follows or is called, or to an ending.

    `by` says what leads there: one entry for each way to it, each with its choices and outcomes, the first one first.
    An empty entry: it is reached without a choice.
    """

    kind: Literal["goto", "call", "end"]
    to: str
    by: tuple[tuple[str, ...], ...]


class Source(NamedTuple):
    """A scene that leads somewhere, and how; `by` as in `Way`."""

    scene: str
    kind: Literal["goto", "call", "end"]
    by: tuple[tuple[str, ...], ...]


class Asked(NamedTuple):
    """The questions that are asked at one spot of a scene, and the choices that lead there."""

    questions: tuple[str, ...]
    by: tuple[str, ...]


class DrawnScene(NamedTuple):
    """A scene. `after`: the scenes that its condition wants to have been opened; `before`: those that want this one.

    `reached_from`: every scene that goes on to it or calls it. `leaves`: the player may walk on when it is over.
    """

    id: str
    title: str
    file: str
    line: int
    at: tuple[str, ...]
    people: tuple[str, ...]
    when: str
    on_arrival: bool
    again: bool
    is_start: bool
    lines: tuple[Line, ...]
    ways: tuple[Way, ...]
    asks: tuple[Asked, ...]
    after: tuple[str, ...]
    leaves: bool
    before: tuple[str, ...] = ()
    reached_from: tuple[Source, ...] = ()

    @property
    def home(self) -> str:
        """The id of the place under which the scene is listed."""
        return self.at[0] if self.at else ELSEWHERE


class DrawnEnding(NamedTuple):
    """An ending, and the scenes that lead to it."""

    id: str
    title: str
    words: tuple[str, ...]
    reached_from: tuple[Source, ...]


class DrawnExit(NamedTuple):
    """A way out of a place. `both_ways`: the same way leads back."""

    direction: str
    to: str
    label: str
    when: str
    both_ways: bool


class DrawnPlace(NamedTuple):
    """A place; `scenes` are those listed under it, in the order in which they are offered.

    `column` and `row` are its cell on the plan of its floor, counted from the north-west.
    """

    id: str
    name: str
    wing: str
    floor: int
    column: int
    row: int
    exits: tuple[DrawnExit, ...]
    scenes: tuple[str, ...]


class Picture(NamedTuple):
    """Everything that is drawn, by id; `elsewhere` are the scenes that belong to no place.

    `questions` are the words of each question, `wings` the names of the wings in the order of the plan.
    """

    title: str
    about: str
    disclaimer: tuple[str, ...]
    scenes: dict[str, DrawnScene]
    endings: dict[str, DrawnEnding]
    places: dict[str, DrawnPlace]
    wings: dict[str, str]
    elsewhere: tuple[str, ...]
    questions: dict[str, str]
    documents: dict[str, DrawnDocument]
    start_place: str

    def name_of(self, way: Way) -> str:
        """What the scene or the ending of a way is called."""
        return self.endings[way.to].title if way.kind == "end" else self.scenes[way.to].title

    def groups(self) -> Iterator[tuple[DrawnPlace | None, tuple[str, ...]]]:
        """The places that have scenes, wing by wing, with these scenes; at last those that belong to no place."""
        order = [*self.wings, ELSEWHERE]
        for place in sorted(self.places.values(), key=lambda place: order.index(place.wing)):
            if place.scenes:
                yield place, place.scenes
        if self.elsewhere:
            yield None, self.elsewhere


def picture_of(story: Story) -> Picture:
    """The picture of a story."""
    cells = {id_: cell for floor in floors(story) for id_, cell in cells_of_floor(story, floor).items()}
    scenes = _with_sources({id_: _scene(story, scene) for id_, scene in story.scenes.items()})
    ended: dict[str, list[Source]] = {id_: [] for id_ in story.endings}
    for scene in scenes.values():
        for way in scene.ways:
            if way.kind == "end":
                ended[way.to].append(Source(scene.id, way.kind, way.by))
    return Picture(
        title=plain(story.title) or story.id,
        about=plain(story.about),
        disclaimer=as_written(story, story.disclaimer),
        scenes=scenes,
        endings={
            id_: DrawnEnding(id_, plain(ending.title) or id_, as_written(story, ending.text), tuple(ended[id_]))
            for id_, ending in story.endings.items()
        },
        places={id_: _place(story, place, cells[id_]) for id_, place in story.places.items()},
        wings={id_: plain(name) or id_ for id_, name in story.wings.items()},
        elsewhere=tuple(scene.id for scene in scenes.values() if scene.home == ELSEWHERE),
        questions={id_: " ".join(as_written(story, question.text)) for id_, question in story.questions.items()},
        documents=drawn_documents(story),
        start_place=story.start_place,
    )


def _with_sources(scenes: dict[str, DrawnScene]) -> dict[str, DrawnScene]:
    """The scenes, each with what leads to it and what waits for it."""
    reached: dict[str, list[Source]] = {id_: [] for id_ in scenes}
    before: dict[str, list[str]] = {id_: [] for id_ in scenes}
    for scene in scenes.values():
        for way in scene.ways:
            if way.kind != "end":
                reached[way.to].append(Source(scene.id, way.kind, way.by))
        for id_ in scene.after:
            before[id_].append(scene.id)
    return {
        id_: scene._replace(reached_from=tuple(reached[id_]), before=tuple(before[id_]))
        for id_, scene in scenes.items()
    }


def _scene(story: Story, scene: Scene) -> DrawnScene:
    lines, leaves = outline(story, scene.start)
    return DrawnScene(
        id=scene.id,
        title=label(story, scene.title, scene.id),
        file=plain(scene.file),
        line=scene.line,
        at=scene.at,
        people=tuple(plain(story.people[id_].name) for id_ in scene.people),
        when=plain(scene.when.source) if scene.when is not None else "",
        on_arrival=scene.on_arrival,
        again=scene.again,
        is_start=scene.id == story.start_scene,
        lines=lines,
        ways=_ways(lines),
        asks=tuple(Asked(line.questions, line.by) for line in lines if line.kind == "ask"),
        after=tuple(dict.fromkeys(_wanted(scene.when.tree))) if scene.when is not None else (),
        leaves=leaves,
    )


def _ways(lines: tuple[Line, ...]) -> tuple[Way, ...]:
    """The ways out of these lines; those to the same place become one."""
    found: dict[tuple[Literal["goto", "call", "end"], str], list[tuple[str, ...]]] = {}
    for line in lines:
        if line.kind in ("goto", "call", "end"):
            found.setdefault((line.kind, line.to), []).append(line.by)
    return tuple(Way(kind, to, tuple(dict.fromkeys(by))) for (kind, to), by in found.items())


def _wanted(tree: Expression) -> Iterator[str]:
    """The scenes that must have been opened, or in which something must have been chosen, for a condition to hold."""
    match tree:
        case Operation("and" | "or", left, right):
            yield from _wanted(left)
            yield from _wanted(right)
        case Operation(">=" | ">" | "==", VariableRead(variable), Number(value)) if value or tree.operator == ">":
            space, _, id_ = variable.partition(".")
            if space in ("visits", "taken"):
                yield id_.partition("/")[0]
        case Not(Not(part)):
            yield from _wanted(part)


def _place(story: Story, place: Place, cell: tuple[int, int]) -> DrawnPlace:
    exits = tuple(
        DrawnExit(
            way.direction,
            way.to,
            label(story, way.label, ""),
            plain(way.when.source) if way.when is not None else "",
            any(back.to == place.id for back in story.places[way.to].exits),
        )
        for way in place.exits
    )
    listed = tuple(id_ for id_ in (*place.arrivals, *place.scenes) if story.scenes[id_].at[:1] == (place.id,))
    wing = place.wing if place.wing in story.wings else ELSEWHERE
    return DrawnPlace(place.id, plain(place.name) or place.id, wing, place.floor, *cell, exits, listed)

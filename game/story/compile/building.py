"""The building: places with the ways between them, both ways, and what and who is found there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.catalogue.quick_fixes import CLOCK_LINE, Added, Mend
from game.story.compile.collecting import Definitions
from game.story.compile.flow import Flow
from game.story.compile.pack_names import PackNames
from game.story.compile.text_context import Counter
from game.story.model.directions import DIRECTIONS
from game.story.model.story import Exit, Item, Person, Place, Scene
from game.story.model.text import Text
from game.story.model.yaml_nodes import ScalarNode
from game.story.schema.building_definitions import ExitDef, ItemDef, PersonDef, PlaceDef


def in_order(scenes: Iterable[Scene]) -> list[Scene]:
    """Scenes by priority, then as they were written; the names of files do not count."""
    return sorted(scenes, key=lambda scene: (-scene.priority, scene.line, scene.id))


class _Way(NamedTuple):
    """A way as it was written, from one end."""

    direction: ScalarNode
    defined: ExitDef


class Building:
    """Builds the places, people and items of one pack."""

    def __init__(self, defined: Definitions, names: PackNames, flow: Flow, found: Diagnostics) -> None:
        self.defined, self.names, self.flow, self.found = defined, names, flow, found
        self.ways = {id_: self.written_ways(place) for id_, place in defined.places.items()}
        self.ways_to: dict[str, list[tuple[str, _Way]]] = {id_: [] for id_ in defined.places}
        for id_, ways in self.ways.items():
            for way in ways:
                self.ways_to[way.defined.to.value].append((id_, way))
        self.exits = {id_: self.all_ways(id_) for id_ in defined.places}
        self.texts = {id_: self.place_texts(id_, place) for id_, place in defined.places.items()}
        self.abouts = {
            id_: flow.text(definition.about, f"{id_}.about", None) if definition.about else None
            for group in (defined.people, defined.items)
            for id_, definition in group.items()
        }
        self.looks = {id_: flow.named_texts(place.look, f"{id_}.look") for id_, place in defined.places.items()}
        self.asked = {
            id_: flow.named_texts(person.asked_about, f"{id_}.asked_about") for id_, person in defined.people.items()
        }
        self.item_conditions = {id_: flow.formula(item.when) for id_, item in defined.items.items()}
        self.check_people()
        self.check_things()

    def written_ways(self, place: PlaceDef) -> list[_Way]:
        """The ways as the file has them, from one end."""
        places = self.defined.places
        return [_Way(word, defined) for word, defined in place.exits if self.flow.known("place", defined.to, places)]

    def all_ways(self, place: str) -> dict[str, tuple[str, ExitDef, bool]]:
        """Every way out of a place by its direction: where to, as it was written, and whether it was written here."""
        ways = {way.direction.value: (way.defined.to.value, way.defined, True) for way in self.ways[place]}
        for other, way in self.ways_to[place]:
            if way.defined.one_way or other == place:
                continue
            direction = DIRECTIONS[way.direction.value]
            if any(own.defined.to.value == other for own in self.ways[place]):
                continue
            if direction in ways and ways[direction][0] == other:
                continue
            if direction in ways:
                first, second = ways[direction][0], other
                self.found.report(
                    catalogue.SAME_EXIT,
                    way.direction.spot,
                    mend=Mend(f"{{ to: {place}, one_way: true }}", behind=True),
                    place=place,
                    direction=direction,
                    first=first,
                    second=second,
                )
                continue
            ways[direction] = (other, way.defined, False)
        return {direction: ways[direction] for direction in DIRECTIONS if direction in ways}

    def place_texts(self, id_: str, place: PlaceDef) -> tuple[Text | None, Text | None, tuple[Exit, ...]]:
        """The texts of a place, and its exits."""
        counter = Counter(f"been.{id_}", 1)
        text = self.flow.text(place.text, f"{id_}.text", counter) if place.text else None
        later = Counter(f"been.{id_}", 2)
        glance = self.flow.text(place.glance, f"{id_}.glance", later) if place.glance else None
        exits = []
        for direction, (to, way, written_here) in self.exits[id_].items():
            way_id = f"{id_}.{direction}"
            label = self.flow.text(way.label, f"{way_id}.label", None) if way.label and written_here else None
            closed = self.flow.text(way.closed, f"{way_id}.closed", None) if way.closed else None
            exits.append(Exit(direction, to, label, self.flow.formula(way.when), closed, way.minutes or 0))
            if way.minutes and (self.defined.pack is None or self.defined.pack.clock is None):
                spot = next(word.spot for word in way.written if word.value == "minutes")
                if not self.found.excuses("clock"):
                    self.found.report(catalogue.NO_CLOCK, spot, mend=CLOCK_LINE, key="minutes")
        return text, glance, tuple(exits)

    def check_people(self) -> None:
        """Report people at unknown places, and those who are neither real nor invented."""
        for id_, person in self.defined.people.items():
            if person.at is not None:
                self.flow.known("place", person.at, self.defined.places)
            if person.real == person.fictional:
                first = person.written[0].spot
                mend = Added("fictional: true", (first.line, first.column)) if not person.real else None
                self.found.report(catalogue.REAL_OR_FICTIONAL, person.spot, mend=mend, id=id_)

    def check_things(self) -> None:
        """Report items at unknown places, and places in unknown wings."""
        for item in self.defined.items.values():
            if item.at is not None:
                self.flow.known("place", item.at, self.defined.places)
        wings = {word.value: name for word, name in self.defined.pack.wings} if self.defined.pack else {}
        for place in self.defined.places.values():
            if place.wing is not None:
                self.flow.known("wing", place.wing, wings)

    def places(self, scenes: dict[str, Scene]) -> dict[str, Place]:
        """All places, once the layout is filled and the scenes are there."""
        made = {}
        offered: dict[str, list[str]] = {id_: [] for id_ in self.defined.places}
        arriving: dict[str, list[Scene]] = {id_: [] for id_ in self.defined.places}
        anywhere = []
        for scene in in_order(scenes.values()):
            if scene.on_arrival and not scene.at:
                anywhere.append(scene)
            for place_id in dict.fromkeys(scene.at):
                if scene.on_arrival:
                    arriving[place_id].append(scene)
                else:
                    offered[place_id].append(scene.id)
        everywhere = _ids(anywhere)  # one for all places that have no more
        items = _by_place(self.defined.items)
        people = _by_place(self.defined.people)
        for index, (id_, place) in enumerate(self.defined.places.items()):
            text, glance, exits = self.texts[id_]
            made[id_] = Place(
                id=id_, number=index, name=place.name.value, text=text, glance=glance,
                wing=place.wing.value if place.wing else "", floor=place.floor, exits=exits,
                scenes=tuple(offered[id_]),
                arrivals=_ids(in_order([*arriving[id_], *anywhere])) if arriving[id_] else everywhere,
                items=tuple(items.get(id_, ())), people=tuple(people.get(id_, ())),
                visits=self.flow.layout[f"been.{id_}"], look=self.looks[id_],
            )  # fmt: skip
        return made

    def people(self) -> dict[str, Person]:
        """All people."""
        return {
            id_: Person(
                id_, person.name.value, person.role.value if person.role else "", person.at.value if person.at else "",
                self.abouts[id_], person.real, self.asked[id_],
            )
            for id_, person in self.defined.people.items()
        }  # fmt: skip

    def items(self) -> dict[str, Item]:
        """All items, once the layout is filled."""
        layout = self.flow.layout
        made = {}
        for id_, item in self.defined.items.items():
            at = item.at.value if item.at and self.flow.known("place", item.at, self.defined.places) else ""
            taken = layout[f"picked.{id_}"] if at else None
            made[id_] = Item(
                id_,
                item.name.value,
                at,
                self.abouts[id_],
                self.item_conditions[id_],
                layout[f"has.{id_}"],
                taken,
            )
        return made


def _ids(scenes: Iterable[Scene]) -> tuple[str, ...]:
    return tuple(scene.id for scene in scenes)


def _by_place(things: Mapping[str, PersonDef | ItemDef]) -> dict[str, list[str]]:
    """The ids of people or items by the place where they are."""
    found: dict[str, list[str]] = {}
    for id_, thing in things.items():
        if thing.at is not None:
            found.setdefault(thing.at.value, []).append(id_)
    return found

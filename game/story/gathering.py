"""From files to definitions: everything that a pack defines, by kind and id, with double ids reported."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import TypeVar

from game.story import catalogue, library
from game.story.definitions import (
    DOSSIER,
    PACK,
    SCENE,
    SECTIONS,
    DossierDef,
    EndingDef,
    FactDef,
    ItemDef,
    MeasureDef,
    PackDef,
    PersonDef,
    PlaceDef,
    QuestionDef,
    SceneDef,
)
from game.story.diagnostics import Diagnostics, did_you_mean
from game.story.files import PackFile, decode
from game.story.kinds import Context, Definition, Name, declared_keys
from game.story.reading import read_table
from game.story.severities import severities
from game.story.words import Node, Spot, Table, Words, kind_of

T = TypeVar("T", bound=Definition)


@dataclass(slots=True)
class Definitions:
    """All that a pack defines, by kind and id, in the order of the files."""

    pack: PackDef | None = None
    #: Whether there is a key `pack:` at all.
    titled: bool = False
    places: dict[str, PlaceDef] = field(default_factory=dict)
    people: dict[str, PersonDef] = field(default_factory=dict)
    items: dict[str, ItemDef] = field(default_factory=dict)
    questions: dict[str, QuestionDef] = field(default_factory=dict)
    scenes: dict[str, SceneDef] = field(default_factory=dict)
    endings: dict[str, EndingDef] = field(default_factory=dict)
    measures: dict[str, MeasureDef] = field(default_factory=dict)
    facts: dict[str, FactDef] = field(default_factory=dict)
    dossiers: dict[str, DossierDef] = field(default_factory=dict)


_PACK_KEYS = frozenset(declared_keys(PackDef))


def gather(files: tuple[PackFile, ...], found: Diagnostics) -> Definitions:
    """The definitions of a pack's files and of the dossiers it names."""
    tables = []
    for file in files:
        text = decode(file, found)
        table = read_table(text, file.name, found) if text is not None else None
        if table is not None:
            tables.append(table)
    return _Gatherer(found).all(tables)


def dossier_by_id(id_: str, found: Diagnostics) -> DossierDef | None:
    """A dossier that comes with the game. Its findings name the file `seeds/…`."""
    path = library.dossier_files().get(id_)
    if path is None:
        return None
    file = PackFile(f"seeds/{path.name}", path.read_bytes())
    found.contents[file.name] = file.content
    text = decode(file, found)
    table = read_table(text, file.name, found) if text is not None else None
    return DOSSIER.read_table(table, Context(found)) if table is not None else None


class _Gatherer:
    def __init__(self, found: Diagnostics) -> None:
        self.found = found
        self.context = Context(found)
        self.all_definitions = Definitions()
        self.pack_entries: list[tuple[Words, Node]] = []

    def all(self, tables: list[Table]) -> Definitions:
        everything = self.all_definitions
        sections = [table for table in tables if not self.is_single(table)]
        for table in sections:
            self.pack_section(table)
        self.pack()
        self.context.measures = frozenset(everything.measures)
        for table in tables:
            if table.has("scene"):
                self.scene_file(table)
            elif table.has("dossier"):
                self.dossier(DOSSIER.read_table(table, self.context), table)
            else:
                self.story_file(table)
        listed: dict[str, Spot] = {}
        for name in everything.pack.dossiers if everything.pack else ():
            if name.value in listed:
                other = f"{listed[name.value].file}:{listed[name.value].line}"
                self.found.report(catalogue.DUPLICATE_ID, name.spot, kind="dossier", id=name.value, other=other)
                continue
            listed[name.value] = name.spot
            if name.value in everything.dossiers:
                continue
            dossier = dossier_by_id(name.value, self.found)
            if dossier is not None:
                self.dossier(dossier)
            elif not self.found.excuses(name.value):
                known = library.dossier_files()
                self.found.report(
                    catalogue.UNKNOWN_DOSSIER,
                    name.spot,
                    id=name.value,
                    suggestion=did_you_mean(name.value, known),
                    known=", ".join(known),
                )
        return everything

    @staticmethod
    def is_single(table: Table) -> bool:
        return table.has("scene") or table.has("dossier")

    def pack_section(self, table: Table) -> None:
        """Collect the keys of the pack, which may stand in any file but each only once."""
        given = {word.value: word for word, _ in self.pack_entries}
        for word, node in table.entries:
            if word.value not in _PACK_KEYS:
                continue
            if word.value in given:
                other = given[word.value].spot
                self.found.report(
                    catalogue.DUPLICATE_SECTION, word.spot, key=word.value, other=f"{other.file}:{other.line}"
                )
            else:
                self.pack_entries.append((word, node))

    def pack(self) -> None:
        if not any(word.value == "pack" for word, _ in self.pack_entries):
            return
        self.all_definitions.titled = True
        # The measures come first: the cost of a look-up may name them.
        spot = next(word.spot for word, _ in self.pack_entries if word.value == "pack")
        own = [(word, node) for word, node in self.pack_entries if word.value == "measures"]
        rest = [(word, node) for word, node in self.pack_entries if word.value != "measures"]
        for word, node in own:
            measures = declared_keys(PackDef)["measures"].metadata["kind"].read(word.value, node, self.context)
            self.all_definitions.measures = {
                name.value: dataclasses.replace(one, spot=name.spot) for name, one in measures or ()
            }
        self.context.measures = frozenset(self.all_definitions.measures)
        pack = PACK.read_table(Table(rest, spot), self.context)
        self.all_definitions.pack = pack
        if pack is not None and pack.clock is None and any(word.value == "clock" for word in pack.written):
            self.found.refused_ids.add("clock")
        if pack is not None:
            self.found.severities.update(severities(pack.checks, self.found))

    def scene_file(self, table: Table) -> None:
        named = next((word, node) for word, node in table.entries if word.value == "scene")
        name = Name().read("scene", named[1], self.context)
        scene = SCENE.read_table(table, self.context, ignore=("scene",))
        if scene is None and isinstance(named[1], Words):
            self.found.refused_ids.add(named[1].value)
        if name is not None and scene is not None:
            self.add("scene", self.all_definitions.scenes, name, dataclasses.replace(scene, spot=name.spot))

    def story_file(self, table: Table) -> None:
        for word, node in table.entries:
            if word.value in _PACK_KEYS:
                continue
            record = SECTIONS.get(word.value)
            if record is None:
                known = ["scene", "dossier", *SECTIONS, *sorted(_PACK_KEYS)]
                self.found.report(
                    catalogue.UNKNOWN_KEY,
                    word.spot,
                    what="A story file",
                    key=word.value,
                    suggestion=did_you_mean(word.value, known),
                    known=", ".join(known),
                )
                continue
            if isinstance(node, Words) and not node.value.strip():
                continue
            if not isinstance(node, Table):
                self.found.report(
                    catalogue.WRONG_SHAPE,
                    node.spot,
                    key=word.value,
                    expected="ids with what belongs to each",
                    found=kind_of(node),
                    example=f"Write `{word.value}:` and below it, indented, an id with a colon.",
                )
                continue
            for id_, value in node.entries:
                name = Name().read("id", id_, self.context)
                definition = record.read(id_.value, value, self.context)
                if definition is None:
                    self.found.refused_ids.add(id_.value)
                if name is not None and definition is not None:
                    into = getattr(self.all_definitions, word.value)
                    self.add(
                        record.what.partition(" ")[2],
                        into,
                        name,
                        dataclasses.replace(definition, spot=name.spot),
                    )

    def dossier(self, dossier: DossierDef | None, table: Table | None = None) -> None:
        if dossier is None:
            for word, node in table.entries if table is not None else ():
                if word.value == "dossier" and isinstance(node, Words):
                    self.found.refused_ids.add(node.value)
                elif word.value == "facts" and isinstance(node, Table):
                    self.found.refused_ids.update(name.value for name, _ in node.entries)
            return
        self.check_dossier(dossier)
        if self.add("dossier", self.all_definitions.dossiers, dossier.dossier, dossier):
            for name, fact in dossier.facts:
                self.add("fact", self.all_definitions.facts, name, dataclasses.replace(fact, spot=name.spot))

    def check_dossier(self, dossier: DossierDef) -> None:
        """Report quotations of nobody, and corrections of facts that there are not."""
        for name, fact in dossier.facts:
            named = fact.by.value != "article" or "article" in fact.states.value.casefold()
            if fact.quote is not None and not named:
                self.found.report(catalogue.FACT_WITHOUT_SPEAKER, fact.by.spot, id=name.value)
        ids = [name.value for name, _ in dossier.facts]
        for correction in dossier.corrections:
            id_ = correction.fact.value
            if id_ not in ids and not self.found.excuses(id_):
                suggestion = did_you_mean(id_, ids) or "Name a fact of this dossier."
                self.found.report(
                    catalogue.UNKNOWN_ID, correction.fact.spot, kind="fact", id=id_, suggestion=suggestion
                )

    def add(self, kind: str, into: dict[str, T], name: Words, definition: T) -> bool:
        other: Spot | None = into[name.value].spot if name.value in into else None
        if other is not None:
            self.found.report(
                catalogue.DUPLICATE_ID,
                name.spot,
                kind=kind,
                id=name.value,
                other=f"{other.file}:{other.line}",
            )
            return False
        into[name.value] = definition
        return True

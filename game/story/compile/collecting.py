"""From files to definitions: everything that a pack defines, by kind and id, with double ids reported."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import TypeVar

import yaml

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostic, Diagnostics
from game.story.catalogue.quick_fixes import Added, Indented, Lines, Mend, Model, replaced_by
from game.story.catalogue.severities import severities
from game.story.compile.article_words import names_article
from game.story.compile.uncited_questions import set_aside_todo
from game.story.model.yaml_nodes import MappingNode, ScalarNode, Spot, YamlNode, kind_of_node
from game.story.schema.building_definitions import ItemDef, PersonDef, PlaceDef
from game.story.schema.definition_schema import Definition, declared_keys
from game.story.schema.definitions import (
    DOSSIER,
    FILE_SCHEMAS,
    LANGUAGE,
    LISTS,
    PACK,
    SCENE_FILE,
    SECTIONS,
    AchievementDef,
    PackDef,
    SceneDef,
)
from game.story.schema.document_definitions import DocumentDef
from game.story.schema.dossier_definitions import DossierDef, FactDef
from game.story.schema.ending_definitions import EndingDef, EpilogueDef
from game.story.schema.field_types import Context, IdField, is_empty
from game.story.schema.language_definitions import LanguageDef
from game.story.schema.measure_definitions import MeasureDef
from game.story.schema.promise_definitions import PromiseDef
from game.story.schema.question_definitions import QuestionDef
from game.story.schema.unknown_keys import report_not_first, report_unknown_key
from game.story.source import library
from game.story.source.file_findings import decode
from game.story.source.pack_files import PackFile
from game.story.source.yaml_reader import table_of
from game.support import limits
from game.support.similarity import did_you_mean, nearest
from game.support.slugs import slug

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
    epilogues: dict[str, EpilogueDef] = field(default_factory=dict)
    achievements: dict[str, AchievementDef] = field(default_factory=dict)
    documents: dict[str, DocumentDef] = field(default_factory=dict)
    measures: dict[str, MeasureDef] = field(default_factory=dict)
    facts: dict[str, FactDef] = field(default_factory=dict)
    dossiers: dict[str, DossierDef] = field(default_factory=dict)
    promises: list[PromiseDef] = field(default_factory=list)
    #: The files with translations, by the code of their language.
    languages: dict[str, list[LanguageDef]] = field(default_factory=dict)
    #: The language of the texts here; empty for the one in which the pack was written.
    language: str = ""


_PACK_KEYS = frozenset(declared_keys(PackDef))
_OF_SCENES = frozenset(declared_keys(SceneDef))
_OF_DOSSIERS = frozenset(declared_keys(DossierDef))


def misplaced(id_: str, node: YamlNode, definition: type[Definition]) -> bool:
    """Whether this is a key of the definition above it rather than an id: the value behind it defines nothing."""
    keys = declared_keys(definition)
    if id_ not in keys:
        return False
    return not isinstance(node, MappingNode) or not any(word.value in keys for word, _ in node.entries)


def read_table(text: str, file: str, found: Diagnostics, longest: int = limits.ITEMS) -> MappingNode | None:
    """The keys of a story file, or None after reporting why it cannot be read. See `table_of`."""
    return table_of(text, file, found, _explained, longest=longest)


def _explained(error: yaml.YAMLError, text: str, file: str, found: Diagnostics) -> str | None:
    from game.story.compile.parse_error_recovery import explain  # only when a file cannot be read

    return explain(error, text, file, found, _findings_alone)


def _findings_alone(text: str) -> tuple[Diagnostic, ...]:
    """What is found in a file of this text, taken for a part of a pack that may define whatever it does not."""
    found = Diagnostics()
    found.broken_files.add("the rest of the pack")
    gather((PackFile("pack.yaml", text.encode()),), found)
    return found.sorted()


def gather(files: tuple[PackFile, ...], found: Diagnostics) -> Definitions:
    """The definitions of a pack's files and of the dossiers it names."""
    tables = []
    for file in files:
        text = decode(file, found)
        table = read_table(text, file.name, found) if text is not None else None
        if table is not None:
            tables.append(table)
    defined = _Gatherer(found).all(tables)
    set_aside_todo(defined.questions, defined.facts, found)
    if found.bad_ids:
        from game.story.schema.unknown_ids import tell_bad_ids  # only when something is wrong

        tell_bad_ids(defined, found)
    return defined


def gather_as_meant(files: tuple[PackFile, ...], found: Diagnostics) -> Definitions:
    """The same, with lines moved that stand in a column where they mean something else; they are reported."""
    before, known = found.count, (found.values, set(found.broken_files), set(found.refused_ids))
    defined = gather(files, found)
    if not found.has_errors:
        return defined
    from game.story.compile.reindentation import reindented, report_move  # only when something is wrong

    moved, causes = reindented(files, found, before, _findings_alone)
    if not causes:
        return defined
    found.withdraw_since(before)
    found.values, found.broken_files, found.refused_ids = known
    names = [new.name for new, old in zip(moved, files, strict=True) if new is not old]
    for name, cause in zip(names, causes, strict=True):
        report_move(cause, name, found)
    return gather(moved, found)


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


def section_of(node: YamlNode) -> str:
    """The section in which something with these keys would be defined, or "" when that is not clear."""
    keys = {word.value for word, _ in node.entries} if isinstance(node, MappingNode) else set()
    return next(
        (section for section in SECTIONS if keys and keys <= set(declared_keys(SECTIONS[section].definition))), ""
    )


class _Gatherer:
    def __init__(self, found: Diagnostics) -> None:
        self.found = found
        self.context = Context(found, defers=True)
        self.all_definitions = Definitions()
        self.pack_entries: list[tuple[ScalarNode, YamlNode]] = []

    def all(self, tables: list[MappingNode]) -> Definitions:
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
            elif table.has("language") and not table.has("pack"):
                self.language_file(table)
            elif table.has("playthrough"):
                report_not_first(table, self.found)  # where it is first, it is not read here
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
                    mend=replaced_by(nearest(name.value, known)),
                    id=name.value,
                    suggestion=did_you_mean(name.value, known),
                    known=", ".join(known),
                )
        return everything

    @staticmethod
    def is_single(table: MappingNode) -> bool:
        return any(table.has(key) for key in FILE_SCHEMAS if key != "language" or not table.has("pack"))

    def pack_section(self, table: MappingNode) -> None:
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
        spot = next((word.spot for word, _ in self.pack_entries if word.value == "pack"), None)
        # The measures come first: the cost of a look-up may name them.
        own = [(word, node) for word, node in self.pack_entries if word.value == "measures"]
        rest = [(word, node) for word, node in self.pack_entries if word.value != "measures"]
        for word, node in own:
            measures = declared_keys(PackDef)["measures"].metadata["kind"].read(word.value, node, self.context)
            self.all_definitions.measures = {
                name.value: dataclasses.replace(measure, spot=name.spot) for name, measure in measures or ()
            }
        self.context.measures = frozenset(self.all_definitions.measures)
        if spot is None:
            return
        self.all_definitions.titled = True
        pack = PACK.read_table(MappingNode(rest, spot), self.context)
        self.all_definitions.pack = pack
        if pack is not None and pack.clock is None and any(word.value == "clock" for word in pack.written):
            self.found.refused_ids.add("clock")
        if pack is not None:
            self.found.severities.update(severities(pack.checks, self.found))

    def scene_file(self, table: MappingNode) -> None:
        key, id_ = next((word, node) for word, node in table.entries if word.value == "scene")
        if isinstance(id_, MappingNode):
            self.found.report(catalogue.SCENE_OR_SCENES, key.spot, mend=Mend("scenes"))
            self.found.broken_files.add(table.spot.file)
            return
        scene = SCENE_FILE.read_table(table, self.context, spot=id_.spot)
        if scene is not None:
            self.add("scene", self.all_definitions.scenes, scene.scene, scene)
        elif isinstance(id_, ScalarNode):
            self.found.refused_ids.add(id_.value)

    def language_file(self, table: MappingNode) -> None:
        translations = LANGUAGE.read_table(table, self.context)
        if translations is not None:
            code, known = translations.language, self.all_definitions.languages
            if code.value not in known and len(known) >= limits.LANGUAGES:
                self.found.report(catalogue.TOO_MANY_LANGUAGES, code.spot, limit=limits.LANGUAGES)
                return
            self.all_definitions.languages.setdefault(translations.language.value, []).append(translations)

    def story_file(self, table: MappingNode) -> None:
        unknown: list[tuple[ScalarNode, YamlNode]] = []
        for word, node in table.entries:
            if word.value in _PACK_KEYS:
                continue
            record = SECTIONS.get(word.value)
            if record is None and word.value not in LISTS:
                unknown.append((word, node))
                continue
            if is_empty(node):
                continue
            if record is None:
                self.listed(word.value, node)
                continue
            if not isinstance(node, MappingNode):
                self.found.report(
                    catalogue.WRONG_SHAPE,
                    node.spot,
                    key=word.value,
                    expected="ids with what belongs to each",
                    found=kind_of_node(node),
                    example=f"Write `{word.value}:` and below it, indented, an id with a colon.",
                )
                continue
            above = ""
            for id_, value in node.entries:
                if above and misplaced(id_.value, value, record.definition):
                    self.report_misplaced(id_, record.noun, above)
                    continue
                above = id_.value
                self.definition(word.value, id_, value)
        if unknown:
            self.report_unknown(table, unknown)

    def definition(self, section: str, id_: ScalarNode, value: YamlNode) -> None:
        """Read the definition behind an id, and keep it."""
        record = SECTIONS[section]
        name = IdField().read("id", id_, self.context)
        definition = record.read(id_.value, value, self.context, id_.spot)
        if definition is None:
            self.found.refused_ids.add(id_.value)
        if name is not None and definition is not None:
            into = getattr(self.all_definitions, section)
            self.add(record.noun.partition(" ")[2], into, name, definition)

    def listed(self, section: str, node: YamlNode) -> None:
        """Read a section that is a list, and keep what stands in it."""
        getattr(self.all_definitions, section).extend(LISTS[section].read(section, node, self.context) or ())

    def report_misplaced(self, key: ScalarNode, kind: str, above: str) -> None:
        """Report a key that stands in the column of the ids."""
        details = {"key": key.value, "what": kind, "above": above}
        self.found.report(catalogue.KEY_AMONG_IDS, key.spot, mend=Indented(), **details)
        self.found.broken_files.add(key.spot.file)

    def report_unknown(self, table: MappingNode, unknown: list[tuple[ScalarNode, YamlNode]]) -> None:
        """Report what is no section: one misspelt, or keys of a scene or a dossier whose first line is missing."""
        known = [*FILE_SCHEMAS, *SECTIONS, *LISTS, *sorted(_PACK_KEYS)]
        given = {word.value for word, _ in table.entries}
        sections = [word.value for word, _ in table.entries if word.value in SECTIONS]
        for word, node in unknown:
            meant = nearest(word.value, (candidate for candidate in known if candidate not in given), keys=True)
            if word.value in _OF_SCENES | _OF_DOSSIERS and not (meant and len(unknown) == 1):
                self.found.broken_files.add(word.spot.file)
                above = [word for word, _ in table.entries if word.value in sections and word.spot < unknown[0][0].spot]
                if above and word.value in _OF_SCENES:
                    self.report_misplaced(word, "a scene", above[-1].value)
                else:
                    kind = "scene" if word.value in _OF_SCENES else "dossier"
                    id_ = slug(word.spot.file.rpartition("/")[2].rpartition(".")[0])
                    _, line, column = table.entries[0][0].spot
                    first_line = Added(f"{kind}: {id_}", (line, column))
                    self.found.report(
                        catalogue.NO_FIRST_LINE, word.spot, mend=first_line, key=word.value, kind=kind, id=id_
                    )
                return
            section = section_of(node) if meant not in SECTIONS else ""
            if section:
                line, column = word.spot.line, word.spot.column
                mend = Lines(line, line - 1, f"{section}:") if column > 1 else Indented()
                self.found.report(catalogue.NO_SECTION, word.spot, mend=mend, id=word.value, section=section)
                self.found.broken_files.add(word.spot.file)
                return
            report_unknown_key(word, "a story file", known, given, self.found)
            if meant in (*FILE_SCHEMAS, "pack"):
                self.found.broken_files.add(word.spot.file)
                return  # the other keys belong to it
            if meant in LISTS:
                self.listed(meant, node)
                continue
            for named, value in node.entries if isinstance(node, MappingNode) else ():
                if meant in SECTIONS:
                    self.definition(meant, named, value)
                else:
                    self.found.refused_ids.add(named.value)

    def dossier(self, dossier: DossierDef | None, table: MappingNode | None = None) -> None:
        if dossier is None:
            for word, node in table.entries if table is not None else ():
                if word.value == "dossier" and isinstance(node, ScalarNode):
                    self.found.refused_ids.add(node.value)
                elif word.value == "facts" and isinstance(node, MappingNode):
                    self.found.refused_ids.update(name.value for name, _ in node.entries)
            return
        self.check_dossier(dossier)
        if self.add("dossier", self.all_definitions.dossiers, dossier.dossier, dossier):
            for name, fact in dossier.facts:
                self.add("fact", self.all_definitions.facts, name, dataclasses.replace(fact, spot=name.spot))

    def check_dossier(self, dossier: DossierDef) -> None:
        """Report quotations of nobody, and corrections of facts that there are not."""
        for name, fact in dossier.facts:
            named = fact.by.value != "article" or names_article(fact.states.value)
            if fact.quote is not None and not named:
                mend = Model("by: The person's full name")
                self.found.report(catalogue.FACT_WITHOUT_SPEAKER, fact.by.spot, mend=mend, id=name.value)
        ids = [name.value for name, _ in dossier.facts]
        for correction in dossier.corrections:
            id_ = correction.fact.value
            if id_ not in ids and not self.found.excuses(id_):
                suggestion = did_you_mean(id_, ids) or "Name a fact of this dossier."
                self.found.report(
                    catalogue.UNKNOWN_ID,
                    correction.fact.spot,
                    mend=replaced_by(nearest(id_, ids)),
                    kind="fact",
                    id=id_,
                    suggestion=suggestion,
                )

    def add(self, kind: str, into: dict[str, T], name: ScalarNode, definition: T) -> bool:
        other: Spot | None = into[name.value].spot if name.value in into else None
        if other is not None:
            self.found.report(
                catalogue.DUPLICATE_ID,
                name.spot,
                mend=Mend(f"{name.value}_2"),
                kind=kind,
                id=name.value,
                other=f"{other.file}:{other.line}",
            )
            return False
        into[name.value] = definition
        return True

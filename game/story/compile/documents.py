"""Documents: their lines and wordings, with conditions and texts parsed, and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.catalogue.quick_fixes import Mend, Model
from game.story.compile.collecting import Definitions
from game.story.compile.flow import Flow
from game.story.compile.known_names import RESERVED_NAMES
from game.story.model.documents import DocumentLine, StoryDocument, Wording
from game.story.model.expressions import Formula
from game.story.model.text import DocumentInsert, Text, walk
from game.story.model.yaml_nodes import ScalarNode, Spot
from game.story.schema.document_definitions import DocumentDef, DocumentLineDef, WordingDef
from game.support import limits

_ASKS = re.compile(r"\bstands\s*\.")


def compiled_documents(defined: Definitions, flow: Flow, found: Diagnostics) -> dict[str, StoryDocument]:
    """The documents of a pack, after reporting what is wrong with them."""
    return _Compiling(defined, flow, found).documents()


class _Compiling:
    def __init__(self, defined: Definitions, flow: Flow, found: Diagnostics) -> None:
        self.defined, self.flow, self.found = defined, flow, found

    def documents(self) -> dict[str, StoryDocument]:
        left, made = limits.DOCUMENT_LINES, {}
        for id_, definition in self.defined.documents.items():
            left -= len(definition.lines)
            if left < 0:
                self.report_too_many(definition.spot, "lines of documents", limits.DOCUMENT_LINES)
                break
            made[id_] = self.document(id_, definition)
        return made

    def document(self, id_: str, definition: DocumentDef) -> StoryDocument:
        self.check_name(id_, definition)
        if not definition.lines and not self.found.has_errors:
            self.report_empty(definition.spot, f"The document `{id_}`", "lines", "lines: { my_line: … }")
        sections = {word.value: title.value for word, title in definition.sections}
        text = self.text(definition.text, f"{id_}.text") if definition.text is not None else None
        # Sections that could not be read are reported already.
        known = sections if sections or "sections" not in definition.given else None
        lines = tuple(self.line(f"{id_}/{word.value}", word, line, known) for word, line in definition.lines)
        return StoryDocument(id_, definition.title.value, text, sections, lines)

    def check_name(self, id_: str, definition: DocumentDef) -> None:
        """Report an id that means something else in braces."""
        measure = id_ in self.defined.measures
        if measure or id_ in RESERVED_NAMES:
            shown = "a measure" if measure else "something else"
            mend = Mend(f"{id_}_page")
            self.found.report(catalogue.DOCUMENT_NAME_TAKEN, definition.spot, mend=mend, id=id_, what=shown)

    def report_empty(self, spot: Spot, subject: str, missing: str, example: str) -> None:
        instead = f"Write `{example}`."
        self.found.report(
            catalogue.EMPTY_DOCUMENT,
            spot,
            mend=Model(example, spot.column + 2),
            what=subject,
            missing=missing,
            instead=instead,
        )

    def report_too_many(self, spot: Spot, things: str, limit: int) -> None:
        self.found.report(catalogue.DOCUMENT_TOO_LONG, spot, what=things, limit=limit)

    def line(
        self, path: str, word: ScalarNode, definition: DocumentLineDef, sections: dict[str, str] | None
    ) -> DocumentLine:
        wordings = definition.wordings
        if not wordings and not self.found.has_errors:  # else those that it has were refused
            self.report_empty(word.spot, f"The line `{word.value}`", "wordings", "wordings: { my_wording: The words. }")
        if len(wordings) > limits.WORDINGS:
            self.report_too_many(word.spot, "wordings of one line", limits.WORDINGS)
            wordings = wordings[: limits.WORDINGS]
        self.check_order(word, definition)
        if definition.section is not None and sections is not None:
            self.flow.known("section", definition.section, sections)
        return DocumentLine(
            word.value,
            definition.title.value if definition.title is not None else "",
            definition.section.value if definition.section is not None else "",
            tuple(self.wording(f"{path}/{id_.value}", id_, wording) for id_, wording in wordings),
            self.condition(definition.open),
            self.text(definition.blank, f"{path}.blank") if definition.blank is not None else None,
            definition.group.value if definition.group is not None else "",
        )

    def wording(self, path: str, word: ScalarNode, definition: WordingDef) -> Wording:
        for person in definition.by:
            if self.flow.known("person", person, self.defined.people) and self.defined.people[person.value].real:
                self.found.report(catalogue.REAL_PERSON_ASKS, person.spot, id=person.value)
        return Wording(
            word.value, self.text(definition.text, f"{path}.text"), self.condition(definition.when),
            self.condition(definition.open), tuple(person.value for person in definition.by),
        )  # fmt: skip

    def condition(self, words: ScalarNode | None) -> Formula | None:
        """The condition of a line or a wording, which asks nothing of any document."""
        if words is not None and _ASKS.search(words.value):
            self.found.report(catalogue.DOCUMENT_IN_DOCUMENT, words.spot)
            return None
        return self.flow.formula(words)

    def text(self, words: ScalarNode, id_: str) -> Text:
        text = self.flow.text(words, id_, None)
        if any(isinstance(part, DocumentInsert) for part in walk(text)):
            self.found.report(catalogue.DOCUMENT_IN_DOCUMENT, words.spot)
        return text

    def check_order(self, line: ScalarNode, definition: DocumentLineDef) -> None:
        """Report wordings behind the last one, and what is missing or has no use where there is none."""
        last = next((id_.value for id_, wording in definition.wordings if wording.when is None), "")
        for id_ in self._behind_last(definition):
            model = Model(f"{last}: {{ when: trust >= 2, text: … }}", id_.spot.column)
            self.found.report(catalogue.WORDING_BEHIND_LAST, id_.spot, mend=model, id=id_.value, above=last)
        given = {word.value: word for word in definition.written if word.value in ("blank", "left_out")}
        if definition.blank is None and not definition.left_out:
            if not last and definition.wordings:
                model = Model("left_out: true", line.spot.column + 2)
                self.found.report(catalogue.NO_LAST_WORDING, line.spot, mend=model, id=line.value)
            return
        key = given["blank" if definition.blank is not None else "left_out"]
        if last:
            why, instead = f"`{last}` needs no condition and always can stand there", "Leave it out."
        elif definition.blank is not None and definition.left_out:
            why, instead = "the line is to be left out, too", "Leave one of the two out."
        else:
            return
        self.found.report(catalogue.NEVER_BLANK, key.spot, key=key.value, id=line.value, why=why, instead=instead)

    @staticmethod
    def _behind_last(definition: DocumentLineDef) -> Iterator[ScalarNode]:
        over = False
        for id_, wording in definition.wordings:
            if over:
                yield id_
            over = over or wording.when is None

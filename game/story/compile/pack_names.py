"""What the names in conditions and texts stand for, in one pack."""

from __future__ import annotations

from collections.abc import Iterable

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.compile.collecting import Definitions
from game.story.compile.expression_parsing import parse_formula
from game.story.compile.known_names import ONE_WORD_NAMES, UNBOUNDED, Known, KnownNames, at_least
from game.story.model.document_wordings import ALWAYS, BLANK_LINE, BLANK_NAME
from game.story.model.expressions import Expression, Formula, Not, Number, Operation, Type, conjunction, needed_heights
from game.story.model.layout import Layout
from game.story.model.missed_conditions import families_of
from game.story.model.story import NEITHER, PARTLY, RIGHT, WRONG
from game.story.model.yaml_nodes import ScalarNode, Spot
from game.story.schema.document_definitions import DocumentLineDef
from game.story.schema.question_definitions import QuestionDef, has_parts

__all__ = ["ONE_WORD_NAMES", "RIGHT", "UNBOUNDED", "WRONG", "PackNames", "at_least"]

#: Parts, and levels of them, of what `stands.` stands for: it is written in a few letters.
_MOST_PARTS, _DEEPEST = 400, 40


class PackNames(KnownNames):
    """Resolves names against the definitions of a pack, and keeps account of what must be counted how far."""

    def __init__(self, defined: Definitions, choice_ids: dict[str, str], layout: Layout) -> None:
        self.defined = defined
        self.layout = layout
        #: How far each counter has to count, for the conditions and texts seen so far.
        self.heights: dict[str, int] = {}
        #: The questions of which somebody asks whether the answer was partly right.
        self.partly: set[str] = set()
        #: Where somebody asks whether something that was missed is due.
        self.due_asked_at: list[Spot] = []
        self._formulas: dict[tuple[str, Type], Formula] = {}
        named = (defined.places, defined.people, defined.items)
        self.called = {id_: definition.name.value for group in named for id_, definition in group.items()}
        self.people = {id_: person.real for id_, person in defined.people.items()}
        self.facts = {id_: fact.quote is not None for id_, fact in defined.facts.items()}
        self.documents = {
            id_: tuple(word.value for word, _ in document.lines) for id_, document in defined.documents.items()
        }
        self._wordings = _wordings_of(defined)
        self._trees: dict[str, Expression | None] = {}
        self.question_topics = {
            id_: [word.value for word in question.topics] or self.topics_of(word.value for word in question.cites)
            for id_, question in defined.questions.items()
        }
        clock = defined.pack.clock if defined.pack is not None else None
        super().__init__(
            Known(
                items=defined.items,
                facts={id_: [word.value for word in fact.topics] for id_, fact in defined.facts.items()},
                scenes=defined.scenes,
                choices=choice_ids,
                achievements=defined.achievements,
                places=defined.places,
                questions=self.question_topics,
                outcomes={id_: _highest_outcome(question) for id_, question in defined.questions.items()},
                measures={id_: (measure.min, measure.max) for id_, measure in defined.measures.items()},
                clock=(clock.start, clock.end) if clock is not None else None,
                deadlines={word.value: each.at for word, each in defined.pack.deadlines} if defined.pack else {},
                comes_back=self.families(),
                wordings=self._wordings,
                standing=self.standing,
            )
        )

    def standing(self, id_: str) -> Expression | None:
        """When this wording stands in its line; None for one that never does, or whose conditions cannot be read.

        What is wrong with the conditions is reported where they stand.
        """
        if id_ not in self._trees:
            self._trees[id_] = None  # a document that asks what stands in one gets no answer, and is reported
            line, wording = self._wordings[id_]
            trees: list[Expression] = []
            for name, definition in line.wordings:
                if definition.when is None:
                    parsed: Expression | None = ALWAYS
                else:
                    formula = self.formula(definition.when, Diagnostics())
                    parsed = formula.tree if formula is not None else None
                if parsed is None:
                    return None
                if name.value == wording:
                    trees.append(parsed)
                    break
                trees.append(Not(parsed))
            self._trees[id_] = conjunction("and", trees) if trees else None
        return self._trees[id_]

    def families(self) -> tuple[tuple[str, ...], ...]:
        """The questions that can be missed, each with its other forms behind it, in the order of the bank."""
        return families_of({
            id_: question.form_of.value if question.form_of is not None else ""
            for id_, question in self.defined.questions.items()
            if _highest_outcome(question) < NEITHER
        })  # fmt: skip

    def topics_of(self, facts: Iterable[str]) -> list[str]:
        """The topics of some facts, each once."""
        known = self.defined.facts
        return list(dict.fromkeys(topic.value for id_ in facts if id_ in known for topic in known[id_].topics))

    def formula(self, words: ScalarNode, found: Diagnostics, wanted: Type = "truth") -> Formula | None:
        """The formula in `words` over this pack's memories, or None after reporting what is wrong with it.

        The same words make the same formula: packs ask the same thing in many places.
        """
        made = self._formulas.get((words.value, wanted))
        if made is None:
            parsed = parse_formula(words, self, found, wanted)
            if parsed is None:
                return None
            for variable, height in needed_heights(parsed.tree, UNBOUNDED):
                self.count(variable, height)
            made = self._formulas[words.value, wanted] = parsed.bind(self.layout)
        return made

    def resolve(self, name: str, spot: Spot, found: Diagnostics) -> tuple[Expression, Type] | None:
        """The tree and type that a name stands for; None after reporting that it stands for nothing."""
        if name == "missed.due":
            self.due_asked_at.append(spot)
            if not self.ids.comes_back:
                return Number(0), "truth"  # that nothing comes back is reported later
        resolved = super().resolve(name, spot, found)
        if resolved is not None and name.startswith("stands."):
            size, depth = _measured(resolved[0])
            if size > _MOST_PARTS or depth > _DEEPEST:
                reason = f"the conditions of the line of `{name}` are too large to be asked for"
                found.report(catalogue.CONDITION_TOO_LARGE, spot, reason=reason)
                return None
        return resolved

    def called_so(self, kind: str, words: str) -> str:
        """The id of this kind of thing whose name these words are, or nearly are."""
        from game.story.schema.unknown_ids import nearest_id  # only when something is wrong

        return nearest_id(words, kind, self.defined)

    def ask_for_partly(self, question: str) -> None:
        """Say that somebody needs to know whether the answer to this question was partly right."""
        self.partly.add(question)

    def count(self, variable: str, height: int) -> None:
        """Say that somebody needs to tell the values of this counter apart up to `height`."""
        if height > self.heights.get(variable, -1):
            self.heights[variable] = min(height, UNBOUNDED)


def _wordings_of(defined: Definitions) -> dict[str, tuple[DocumentLineDef, str]]:
    """What may follow `stands.`: the line of each wording, and the id of the wording there."""
    found: dict[str, tuple[DocumentLineDef, str]] = {}
    for document, definition in defined.documents.items():
        for word, line in definition.lines:
            name = f"{document}.{word.value}"
            if line.blank is not None:
                found[f"{name}.{BLANK_NAME}"] = line, BLANK_LINE
            found.update({f"{name}.{id_.value}": (line, id_.value) for id_, _ in line.wordings})
    return found


def _measured(tree: Expression) -> tuple[int, int]:
    """How many parts a tree has, and how deep it is."""
    parts, deepest, waiting = 0, 0, [(tree, 1)]
    while waiting:
        part, depth = waiting.pop()
        parts, deepest = parts + 1, max(deepest, depth)
        inside: tuple[Expression, ...] = (part.part,) if isinstance(part, Not) else ()
        inside = (part.left, part.right) if isinstance(part, Operation) else inside
        waiting.extend((below, depth + 1) for below in inside)
    return parts, deepest


def _highest_outcome(defined: QuestionDef) -> int:
    """The highest of the numbers that can stand for an outcome of this question."""
    if defined.open is not None or defined.poll is not None:
        return NEITHER
    return PARTLY if has_parts(defined) else RIGHT

"""What the names in conditions and texts stand for, in one pack."""

from __future__ import annotations

from collections.abc import Iterable

from game.story.catalogue.diagnostics import Diagnostics
from game.story.compile.collecting import Definitions
from game.story.compile.expression_parsing import parse_formula
from game.story.compile.known_names import ONE_WORD_NAMES, UNBOUNDED, Known, KnownNames, at_least
from game.story.model.expressions import Expression, Formula, Number, Type, needed_heights
from game.story.model.layout import Layout
from game.story.model.missed_conditions import families_of
from game.story.model.story import NEITHER, PARTLY, RIGHT, WRONG
from game.story.model.yaml_nodes import ScalarNode, Spot
from game.story.schema.question_definitions import QuestionDef, has_parts

__all__ = ["ONE_WORD_NAMES", "RIGHT", "UNBOUNDED", "WRONG", "PackNames", "at_least"]


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
            )
        )

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
        return super().resolve(name, spot, found)

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


def _highest_outcome(defined: QuestionDef) -> int:
    """The highest of the numbers that can stand for an outcome of this question."""
    if defined.open is not None or defined.poll is not None:
        return NEITHER
    return PARTLY if has_parts(defined) else RIGHT

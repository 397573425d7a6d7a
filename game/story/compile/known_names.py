"""What the names in conditions stand for, among what is known of a story: as a pack defines it, or as it is played."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import NamedTuple

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.catalogue.quick_fixes import CLOCK_LINE, Mend
from game.story.compile.expression_parsing import NAMESPACES
from game.story.model.comeback import SCENES_BETWEEN
from game.story.model.document_wordings import BLANK_NAME, can_stand, standing_tree
from game.story.model.expressions import Count, Expression, Number, Operation, Type, VariableRead
from game.story.model.missed_conditions import any_missed
from game.story.model.story import PARTLY, RIGHT, WRONG, Offer, Story
from game.story.model.yaml_nodes import Spot
from game.support.similarity import nearest

ONE_WORD_NAMES = ("notes", "correct", "time")
"""Names that stand alone; no measure may be called so."""
RESERVED_NAMES = frozenset((*NAMESPACES, *ONE_WORD_NAMES, "and", "or", "not", "true", "false", "name", "quote"))
"""What stands for something of its own in conditions and texts, so that nothing else is called so."""

#: A counter whose exact value is shown or added counts up to here.
UNBOUNDED = 99

_TOPICAL = ("notes", "correct")
_DEFINE = "Define it, or use one of the {kind}s that there are."


_HIGHEST = {"has": 1, "knows": 1, "since": SCENES_BETWEEN}

_MISSED = ("any", "due")
"""What can be asked about what was missed."""


class Known(NamedTuple):
    """The ids of a story. `choices` has what may follow `chose.`, with the id of the choice; measures have a range.

    The topics are those of facts and of questions, by their ids. `outcomes` has the highest number that stands for an
    outcome of each question. `wordings` has what may follow `stands.`, and `standing` says when each of them stands.
    `comes_back` are the questions that can be missed, with their other forms.
    """

    items: Collection[str]
    facts: Mapping[str, Collection[str]]
    scenes: Collection[str]
    choices: Mapping[str, str]
    achievements: Collection[str]
    places: Collection[str]
    questions: Mapping[str, Collection[str]]
    outcomes: Mapping[str, int]
    measures: Mapping[str, tuple[int, int]]
    clock: tuple[int, int] | None
    deadlines: Mapping[str, int]
    wordings: Collection[str]
    standing: Callable[[str], Expression | None]
    comes_back: tuple[tuple[str, ...], ...] = ()


def known_in(story: Story) -> Known:
    """What is known in a story that can be played."""
    choices = (choice.id for node in story.nodes if isinstance(node, Offer) for choice in node.choices)
    lines = {
        f"{document.id}.{line.id}.{id_ or BLANK_NAME}": (line, id_)
        for document in story.documents.values()
        for line in document.lines
        for id_ in can_stand(line)
    }
    return Known(
        items=story.items,
        facts={id_: fact.topics for id_, fact in story.facts.items()},
        scenes=story.scenes,
        choices={id_.replace("/", "."): id_ for id_ in choices},
        achievements=story.achievements,
        places=story.place_order,
        questions={id_: story.questions[id_].topics for id_ in story.question_order},
        outcomes={id_: story.questions[id_].outcome.high for id_ in story.question_order},
        measures={id_: (measure.slot.low, measure.slot.high) for id_, measure in story.measures.items()},
        clock=(story.clock.low, story.clock.high) if story.clock is not None else None,
        deadlines={deadline.id: deadline.at for deadline in story.deadlines},
        comes_back=story.comeback.families if story.comeback is not None else (),
        wordings=lines,
        standing=lambda id_: standing_tree(*lines[id_]),
    )


class KnownNames:
    """Resolves names against what is known."""

    def __init__(self, known: Known) -> None:
        self.ids = known
        self._any_missed: Expression | None = None
        #: What `notes` and `correct` count, by topic; behind the empty topic everything. Formulas share these: a large
        #: pack has thousands of facts and questions, and each count names them all.
        self.notes_on = {topic: Count(ids) for topic, ids in _by_topic("knows", known.facts).items()}
        self.correct_on = {topic: self._right_of(ids) for topic, ids in _by_topic("answer", known.questions).items()}
        self.place_index = {id_: index for index, id_ in enumerate(known.places)}

    @property
    def all_topics(self) -> set[str]:
        """Every topic of a fact or a question."""
        return (self.notes_on.keys() | self.correct_on.keys()) - {""}

    def _right_of(self, answers: tuple[str, ...]) -> Expression:
        """How many of these were answered right, without those that are partly right or have no verdict."""
        right = Count(answers, RIGHT)
        further = tuple(name for name in answers if self.ids.outcomes[name.removeprefix("answer.")] > RIGHT)
        return Operation("-", right, Count(further, RIGHT + 1)) if further else right

    def ask_for_partly(self, question: str) -> None:
        """Say that somebody needs to know whether the answer to this question was partly right."""

    def count(self, variable: str, height: int) -> None:
        """Say that somebody needs to tell the values of this counter apart up to `height`."""

    def span(self, variable: str) -> tuple[int, int | None]:
        """The lowest and the highest value of a variable; None where it has no highest."""
        space, _, id_ = variable.partition(".")
        if space in _HIGHEST:
            return 0, _HIGHEST[space]
        if space == "answer":
            return 0, self.ids.outcomes.get(id_, RIGHT)
        if space == "measure":
            return self.ids.measures[id_]
        if space == "time" and self.ids.clock is not None:
            return self.ids.clock
        if space == "place":
            return 0, len(self.place_index) - 1
        return 0, None

    def resolve(self, name: str, spot: Spot, found: Diagnostics) -> tuple[Expression, Type] | None:
        """The tree and type that a name stands for; None after reporting that it stands for nothing."""
        space, dot, id_ = name.partition(".")
        if not dot:
            return self.single(name, spot, found)
        if space not in self.spaces:
            known = [f"{known_space}.…" for known_space in self.spaces]
            near = nearest(space, self.spaces)
            suggestion = f"Did you mean `{near}.{id_}`? " if near else f"Known here: {', '.join(known)}."
            mend = Mend(f"{near}.{id_}", name) if near else None
            kind = f"word as `{space}.`"
            found.report(catalogue.UNKNOWN_NAME, spot, mend=mend, name=name, kind=kind, suggestion=suggestion)
            return None
        resolved = self.read(space, id_)
        if resolved is None and not self.excused(space, id_, found):
            kind, ids = self.known(space)
            near = nearest(id_, ids) or self.called_so(kind, id_)
            suggestion = f"Did you mean `{space}.{near}`? " if near else _DEFINE.format(kind=kind)
            mend = Mend(f"{space}.{near}", name) if near else None
            found.report(catalogue.UNKNOWN_NAME, spot, mend=mend, name=name, kind=kind, suggestion=suggestion)
        return resolved

    @property
    def spaces(self) -> tuple[str, ...]:
        """Words that take a dot and an id."""
        return NAMESPACES

    def called_so(self, kind: str, words: str) -> str:
        """The id of this kind of thing whose name these words are, as far as names are known here; else ""."""
        return ""

    def read(self, space: str, id_: str) -> tuple[Expression, Type] | None:
        """What an id stands for behind a word and a dot; None where it stands for nothing."""
        return _READERS[space](self, id_)

    def single(self, name: str, spot: Spot, found: Diagnostics) -> tuple[Expression, Type] | None:
        """What a name without a dot stands for."""
        if name == "notes":
            return self._notes("")
        if name == "correct":
            return self._correct("")
        if name == "time":
            if self.ids.clock is None:
                if not found.excuses("clock"):
                    found.report(catalogue.NO_CLOCK, spot, mend=CLOCK_LINE, key="time")
                return None
            return VariableRead("time"), "number"
        if name in self.ids.measures:
            return VariableRead(f"measure.{name}"), "number"
        if name in ("true", "false"):
            return Operation("==", Number(1), Number(1 if name == "true" else 0)), "truth"
        if found.excuses(name):
            return None
        joined = name.partition("_")  # `has_badge` for `has.badge`
        spaces = [f"{joined[0]}.{joined[2]}"] if joined[0] in self.spaces and self.belongs(joined[0], joined[2]) else []
        spaces += [f"{space}.{name}" for space in self.spaces if space not in _TOPICAL and self.belongs(space, name)]
        near = spaces[0] if spaces else nearest(name, [*self.ids.measures, *ONE_WORD_NAMES])
        suggestion = f"Did you mean `{near}`? " if near else _DEFINE.format(kind="measure")
        mend = Mend(near, name) if near else None
        found.report(catalogue.UNKNOWN_NAME, spot, mend=mend, name=name, kind="measure", suggestion=suggestion)
        return None

    @staticmethod
    def excused(space: str, id_: str, found: Diagnostics) -> bool:
        """Whether the id may be defined by what could not be read; a topic, by any definition that was refused."""
        if space in _TOPICAL and found.refused_ids:
            return True
        return found.excuses(id_.partition(".")[0])

    def belongs(self, space: str, id_: str) -> bool:
        """Whether the id would be known behind this word and a dot."""
        return id_ in self.known(space)[1]

    def known(self, space: str) -> tuple[str, Iterable[str]]:
        """What the ids behind a dot are, and which there are."""
        ids = self.ids
        known: dict[str, tuple[str, Iterable[str]]] = {
            "has": ("item", ids.items), "knows": ("fact", ids.facts), "chose": ("choice", ids.choices),
            "achieved": ("achievement", ids.achievements), "been": ("place", ids.places), "at": ("place", ids.places),
            "before": ("deadline", ids.deadlines), "stands": ("wording", ids.wordings),
            "notes": ("topic", self.all_topics), "correct": ("topic", self.all_topics),
        }  # fmt: skip
        if space in ("seen", "visits"):
            return "scene", ids.scenes
        if space == "missed":
            return "question about what was missed", _MISSED if ids.comes_back else ()
        return known.get(space, ("question", ids.questions))

    def _has(self, id_: str) -> tuple[Expression, Type] | None:
        return (at_least(f"has.{id_}", 1), "truth") if id_ in self.ids.items else None

    def _achieved(self, id_: str) -> tuple[Expression, Type] | None:
        return (at_least(f"achieved.{id_}", 1), "truth") if id_ in self.ids.achievements else None

    def _knows(self, id_: str) -> tuple[Expression, Type] | None:
        return (at_least(f"knows.{id_}", 1), "truth") if id_ in self.ids.facts else None

    def _seen(self, id_: str) -> tuple[Expression, Type] | None:
        return (at_least(f"visits.{id_}", 1), "truth") if id_ in self.ids.scenes else None

    def _visits(self, id_: str) -> tuple[Expression, Type] | None:
        return (VariableRead(f"visits.{id_}"), "number") if id_ in self.ids.scenes else None

    def _chose(self, id_: str) -> tuple[Expression, Type] | None:
        if id_ not in self.ids.choices:
            return None
        variable = f"taken.{self.ids.choices[id_]}"
        self.count(variable, 1)
        return at_least(variable, 1), "truth"

    def _right(self, id_: str) -> tuple[Expression, Type] | None:
        return self._outcome(id_, "==", RIGHT)

    def _wrong(self, id_: str) -> tuple[Expression, Type] | None:
        return self._outcome(id_, "==", WRONG)

    def _partly(self, id_: str) -> tuple[Expression, Type] | None:
        self.ask_for_partly(id_)
        return self._outcome(id_, "==", PARTLY)

    def _asked(self, id_: str) -> tuple[Expression, Type] | None:
        return self._outcome(id_, ">=", WRONG)

    def _outcome(self, id_: str, sign: str, value: int) -> tuple[Expression, Type] | None:
        if id_ not in self.ids.questions:
            return None
        return Operation(sign, VariableRead(f"answer.{id_}"), Number(value)), "truth"

    def _been(self, id_: str) -> tuple[Expression, Type] | None:
        return (at_least(f"been.{id_}", 1), "truth") if id_ in self.ids.places else None

    def _at(self, id_: str) -> tuple[Expression, Type] | None:
        if id_ not in self.place_index:
            return None
        return Operation("==", VariableRead("place"), Number(self.place_index[id_])), "truth"

    def _before(self, id_: str) -> tuple[Expression, Type] | None:
        if id_ not in self.ids.deadlines:
            return None
        if self.ids.clock is None:  # which was reported
            return Operation("==", Number(1), Number(1)), "truth"
        return Operation("<", VariableRead("time"), Number(self.ids.deadlines[id_])), "truth"

    def _stands(self, id_: str) -> tuple[Expression, Type] | None:
        tree = self.ids.standing(id_) if id_ in self.ids.wordings else None
        return (tree, "truth") if tree is not None else None

    def _notes(self, topic: str) -> tuple[Expression, Type] | None:
        if topic not in self.notes_on and topic and topic not in self.correct_on:
            return None
        return self.notes_on.get(topic, Count(())), "number"

    def _missed(self, id_: str) -> tuple[Expression, Type] | None:
        if id_ not in _MISSED or not self.ids.comes_back:
            return None
        if self._any_missed is None:
            self._any_missed = any_missed(self.ids.comes_back, self.ids.outcomes.__getitem__)
        if id_ == "any":
            return self._any_missed, "truth"
        return Operation("and", at_least("since", SCENES_BETWEEN), self._any_missed), "truth"

    def _correct(self, topic: str) -> tuple[Expression, Type] | None:
        if topic not in self.correct_on and topic and topic not in self.notes_on:
            return None
        return self.correct_on.get(topic, Count((), RIGHT)), "number"


_READERS: dict[str, Callable[[KnownNames, str], tuple[Expression, Type] | None]] = {
    space: getattr(KnownNames, f"_{space}") for space in NAMESPACES
}
"""By the word before the dot: what reads the id behind it."""


def _by_topic(space: str, topics: Mapping[str, Collection[str]]) -> dict[str, tuple[str, ...]]:
    """The variables of some ids by topic, each once and in their order; behind the empty topic all of them."""
    found: dict[str, list[str]] = {}
    for id_, topics_of in topics.items():
        for topic in dict.fromkeys(("", *topics_of)):
            found.setdefault(topic, []).append(f"{space}.{id_}")
    return {topic: tuple(variables) for topic, variables in found.items()}


def at_least(variable: str, value: int) -> Expression:
    """The tree of `variable >= value`."""
    return Operation(">=", VariableRead(variable), Number(value))

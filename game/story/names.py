"""What the names in conditions and texts stand for, in one pack."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from game.story import catalogue
from game.story.diagnostics import Diagnostics
from game.story.formula_parsing import NAMESPACES, parse_formula
from game.story.formulas import Count, Formula, Number, Operation, Reading, Tree, Type, needed_heights
from game.story.gathering import Definitions
from game.story.likeness import nearest
from game.story.memory import Layout
from game.story.mending import CLOCK_LINE, Mend
from game.story.words import Spot, Words

#: A counter whose exact value is shown or added counts up to here.
UNBOUNDED = 99

ONE_WORD_NAMES = ("notes", "correct", "time")
"""Names that stand alone; no measure may be called so."""

_DEFINE = "Define it, or use one of the {kind}s that there are."

WRONG, RIGHT = 1, 2
"""Values of a question's outcome; 0 while it was not answered."""

_HIGHEST = {"has": 1, "knows": 1, "answer": RIGHT}


class PackNames:
    """Resolves names against the definitions of a pack, and keeps account of what must be counted how far."""

    def __init__(self, defined: Definitions, choice_ids: dict[str, str], layout: Layout) -> None:
        self.defined = defined
        self.layout = layout
        #: What may follow `chose.`, with the id of the choice.
        self.choice_ids = choice_ids
        #: How far each counter has to count, for the conditions and texts seen so far.
        self.heights: dict[str, int] = {}
        self._formulas: dict[tuple[str, Type], Formula] = {}
        fact_topics = {id_: [word.value for word in fact.topics] for id_, fact in defined.facts.items()}
        #: What `notes` and `correct` count, by topic; behind the empty topic everything. Formulas share these: a large
        #: pack has thousands of facts and questions, and each count names them all.
        self.notes_on = {topic: Count(ids) for topic, ids in _by_topic("knows", fact_topics).items()}
        named = (defined.places, defined.people, defined.items)
        self.called = {id_: one.name.value for group in named for id_, one in group.items()}
        self.people = {id_: one.real for id_, one in defined.people.items()}
        self.facts = {id_: one.quote is not None for id_, one in defined.facts.items()}
        self.place_index = {id_: index for index, id_ in enumerate(defined.places)}
        self.question_topics = {
            id_: [word.value for word in question.topics] or self.topics_of(word.value for word in question.cites)
            for id_, question in defined.questions.items()
        }
        self.correct_on = {topic: Count(ids, RIGHT) for topic, ids in _by_topic("answer", self.question_topics).items()}

    def topics_of(self, facts: Iterable[str]) -> list[str]:
        """The topics of some facts, each once."""
        known = self.defined.facts
        return list(dict.fromkeys(topic.value for id_ in facts if id_ in known for topic in known[id_].topics))

    @property
    def all_topics(self) -> set[str]:
        """Every topic of a fact or a question."""
        return (self.notes_on.keys() | self.correct_on.keys()) - {""}

    def formula(self, words: Words, found: Diagnostics, wanted: Type = "truth") -> Formula | None:
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

    def count(self, variable: str, height: int) -> None:
        """Say that somebody needs to tell the values of this counter apart up to `height`."""
        if height > self.heights.get(variable, -1):
            self.heights[variable] = min(height, UNBOUNDED)

    def span(self, variable: str) -> tuple[int, int | None]:
        """The lowest and the highest value of a variable; None where it has no highest."""
        space, _, id_ = variable.partition(".")
        if space in _HIGHEST:
            return 0, _HIGHEST[space]
        if space == "measure":
            return self.defined.measures[id_].min, self.defined.measures[id_].max
        if space == "time" and self.defined.pack is not None and self.defined.pack.clock is not None:
            return self.defined.pack.clock.start, self.defined.pack.clock.end
        if space == "place":
            return 0, len(self.place_index) - 1
        return 0, None

    def resolve(self, name: str, spot: Spot, found: Diagnostics) -> tuple[Tree, Type] | None:
        """The tree and type that a name stands for; None after reporting that it stands for nothing."""
        space, dot, id_ = name.partition(".")
        if not dot:
            return self.single(name, spot, found)
        reader = _READERS.get(space)
        if reader is None:
            known = [f"{one}.…" for one in NAMESPACES]
            near = nearest(space, NAMESPACES)
            suggestion = f"Did you mean `{near}.{id_}`? " if near else f"Known here: {', '.join(known)}."
            mend = Mend(f"{near}.{id_}", name) if near else None
            kind = f"word as `{space}.`"
            found.report(catalogue.UNKNOWN_NAME, spot, mend=mend, name=name, kind=kind, suggestion=suggestion)
            return None
        resolved = reader(self, id_)
        if resolved is None and not self.excused(space, id_, found):
            kind, ids = self.known(space)
            near = nearest(id_, ids)
            suggestion = f"Did you mean `{space}.{near}`? " if near else _DEFINE.format(kind=kind)
            mend = Mend(f"{space}.{near}", name) if near else None
            found.report(catalogue.UNKNOWN_NAME, spot, mend=mend, name=name, kind=kind, suggestion=suggestion)
        return resolved

    def single(self, name: str, spot: Spot, found: Diagnostics) -> tuple[Tree, Type] | None:
        """What a name without a dot stands for."""
        if name == "notes":
            return self._notes("")
        if name == "correct":
            return self._correct("")
        if name == "time":
            if self.defined.pack is None or self.defined.pack.clock is None:
                if not found.excuses("clock"):
                    found.report(catalogue.NO_CLOCK, spot, mend=CLOCK_LINE, key="time")
                return None
            return Reading("time"), "number"
        if name in self.defined.measures:
            return Reading(f"measure.{name}"), "number"
        if name in ("true", "false"):
            return Operation("==", Number(1), Number(1 if name == "true" else 0)), "truth"
        if found.excuses(name):
            return None
        joined = name.partition("_")  # `has_badge` for `has.badge`
        spaces = [f"{joined[0]}.{joined[2]}"] if joined[0] in NAMESPACES and self.belongs(joined[0], joined[2]) else []
        spaces += [f"{space}.{name}" for space in NAMESPACES[:-2] if self.belongs(space, name)]
        near = spaces[0] if spaces else nearest(name, [*self.defined.measures, *ONE_WORD_NAMES])
        suggestion = f"Did you mean `{near}`? " if near else _DEFINE.format(kind="measure")
        mend = Mend(near, name) if near else None
        found.report(catalogue.UNKNOWN_NAME, spot, mend=mend, name=name, kind="measure", suggestion=suggestion)
        return None

    @staticmethod
    def excused(space: str, id_: str, found: Diagnostics) -> bool:
        """Whether the id may be defined by what could not be read; a topic, by any definition that was refused."""
        if space in ("notes", "correct") and found.refused_ids:
            return True
        return found.excuses(id_.partition(".")[0])

    def belongs(self, space: str, id_: str) -> bool:
        """Whether the id would be known behind this word and a dot."""
        return id_ in self.known(space)[1]

    def known(self, space: str) -> tuple[str, Iterable[str]]:
        """What the ids behind a dot are, and which there are."""
        defined = self.defined
        known: dict[str, tuple[str, Iterable[str]]] = {
            "has": ("item", defined.items), "knows": ("fact", defined.facts), "chose": ("choice", self.choice_ids),
            "achieved": ("achievement", defined.achievements),
            "been": ("place", defined.places), "at": ("place", defined.places),
            "notes": ("topic", self.all_topics), "correct": ("topic", self.all_topics),
        }  # fmt: skip
        if space in ("seen", "visits"):
            return "scene", defined.scenes
        return known.get(space, ("question", defined.questions))

    def _has(self, id_: str) -> tuple[Tree, Type] | None:
        return (at_least(f"has.{id_}", 1), "truth") if id_ in self.defined.items else None

    def _achieved(self, id_: str) -> tuple[Tree, Type] | None:
        return (at_least(f"achieved.{id_}", 1), "truth") if id_ in self.defined.achievements else None

    def _knows(self, id_: str) -> tuple[Tree, Type] | None:
        return (at_least(f"knows.{id_}", 1), "truth") if id_ in self.defined.facts else None

    def _seen(self, id_: str) -> tuple[Tree, Type] | None:
        return (at_least(f"visits.{id_}", 1), "truth") if id_ in self.defined.scenes else None

    def _visits(self, id_: str) -> tuple[Tree, Type] | None:
        return (Reading(f"visits.{id_}"), "number") if id_ in self.defined.scenes else None

    def _chose(self, id_: str) -> tuple[Tree, Type] | None:
        if id_ not in self.choice_ids:
            return None
        variable = f"taken.{self.choice_ids[id_]}"
        self.count(variable, 1)
        return at_least(variable, 1), "truth"

    def _right(self, id_: str) -> tuple[Tree, Type] | None:
        return self._outcome(id_, "==", RIGHT)

    def _wrong(self, id_: str) -> tuple[Tree, Type] | None:
        return self._outcome(id_, "==", WRONG)

    def _asked(self, id_: str) -> tuple[Tree, Type] | None:
        return self._outcome(id_, ">=", WRONG)

    def _outcome(self, id_: str, sign: str, value: int) -> tuple[Tree, Type] | None:
        if id_ not in self.defined.questions:
            return None
        return Operation(sign, Reading(f"answer.{id_}"), Number(value)), "truth"

    def _been(self, id_: str) -> tuple[Tree, Type] | None:
        return (at_least(f"been.{id_}", 1), "truth") if id_ in self.defined.places else None

    def _at(self, id_: str) -> tuple[Tree, Type] | None:
        if id_ not in self.place_index:
            return None
        return Operation("==", Reading("place"), Number(self.place_index[id_])), "truth"

    def _notes(self, topic: str) -> tuple[Tree, Type] | None:
        if topic not in self.notes_on and topic and topic not in self.correct_on:
            return None
        return self.notes_on.get(topic, Count(())), "number"

    def _correct(self, topic: str) -> tuple[Tree, Type] | None:
        if topic not in self.correct_on and topic and topic not in self.notes_on:
            return None
        return self.correct_on.get(topic, Count((), RIGHT)), "number"


_READERS: dict[str, Callable[[PackNames, str], tuple[Tree, Type] | None]] = {
    space: getattr(PackNames, f"_{space}") for space in NAMESPACES
}
"""By the word before the dot: what reads the id behind it."""


def _by_topic(space: str, topics: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    """The variables of some ids by topic, each once and in their order; behind the empty topic all of them."""
    found: dict[str, list[str]] = {}
    for id_, topics_of in topics.items():
        for topic in dict.fromkeys(("", *topics_of)):
            found.setdefault(topic, []).append(f"{space}.{id_}")
    return {topic: tuple(variables) for topic, variables in found.items()}


def at_least(variable: str, value: int) -> Tree:
    """The tree of `variable >= value`."""
    return Operation(">=", Reading(variable), Number(value))

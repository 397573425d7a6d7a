"""Observers: whatever else somebody may ask about is emitted where it happens, so that a search sees whether it does.

An observation is emitted by an `Emit` in the effects of a system. What decides whether it is made is a `Fork` before
it, so reductions keep the variables it depends on, and every engine finds observations as it finds scenes and endings.
Their names are those of what was reached in playthroughs (`game.story.targets.target_keys`) where there is one.

What is so when the player has to choose somewhere, and not on the way there, is emitted at a location of its own before
it (of the kind `entering`, where nobody chooses): nothing of it is emitted again for each transition that leads there.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, cast

from game.engine.events import Event
from game.engine.guards import expressions, once_only
from game.engine.instructions import Assign, Emit, GuardFailed, Increment, Move
from game.story.model.document_wordings import BLANK_LINE, can_stand, standing_conditions
from game.story.model.expressions import FALSE, TRUE, Expression, Not, Number, Operation, VariableRead, conjunction
from game.story.model.layout import Slot
from game.story.model.story import Choice, Offer, Story
from game.story.model.text import Branch, Text, Variation
from game.story.targets.target_keys import side, wording
from game.story.targets.text_points import TextPoint, points
from game.verify.system.elements import (
    ContinueAt,
    DisplayText,
    Fork,
    Location,
    LocationKey,
    SystemInstruction,
    SystemInstructions,
    Transition,
)
from game.verify.system.partial_evaluation import partially_evaluated
from game.verify.system.transition_system import System

_MOST_TURNS = 400


@dataclass(frozen=True)
class Observation:
    """Something that happens, by its name."""

    name: str


class InstrumentedSystem(NamedTuple):
    """A system with marks. `standing` are its locations in which a player can stand, all others are passed through."""

    story: Story
    locations: tuple[Location, ...]
    settling: Mapping[int, SystemInstructions]
    slots: Mapping[str, Slot]
    standing: frozenset[int]


class MonitorChange(NamedTuple):
    """Where the player stands and `at` holds, a variable of a monitor is put to `value`; None: it grows by 1."""

    at: Callable[[Location], Expression]
    variable: str
    value: int | None


class PromiseObserver(NamedTuple):
    """A condition that is told as a mark wherever it holds when the player stands somewhere.

    `at` gives the condition as it is at a location, over the variables of the memory and those of the monitor.
    The monitor remembers what the mark needs to know of the play so far: `variables`, with the highest value of each,
    begin with 0, and each time the player stands somewhere they are changed first, in the order of `changes`.
    """

    name: str
    at: Callable[[Location], Expression]
    variables: tuple[tuple[str, int], ...] = ()
    changes: tuple[MonitorChange, ...] = ()


def monitor_slots(slots: Mapping[str, Slot], observers: Iterable[PromiseObserver]) -> dict[str, Slot]:
    """These slots, and behind them those of the variables of monitors."""
    made = dict(slots)
    shift = max((slot.shift + slot.mask.bit_length() for slot in made.values()), default=0)
    for name, high in (variable for observer in observers for variable in observer.variables):
        made[name] = Slot(name, shift, (1 << high.bit_length()) - 1, 0, high)
        shift += high.bit_length()
    return made


def monitor_changes(
    observer: PromiseObserver, here: Location, slots: Mapping[str, Slot]
) -> Iterator[SystemInstruction]:
    """What a monitor does when the player stands at a location."""
    for change in observer.changes:
        condition, slot = change.at(here), slots[change.variable]
        done = (Increment(slot, 1) if change.value is None else Assign(slot, change.value),)
        if condition == TRUE:
            yield from done
        elif condition != FALSE:
            yield Fork((condition,), done, ())


def observed(name: str) -> Emit:
    """The instruction that tells a mark."""
    return Emit(cast("Event", Observation(name)))


def instrumented(
    system: System, wanted: Collection[str] | None = None, statements: tuple[PromiseObserver, ...] = ()
) -> InstrumentedSystem:
    """The system with the marks of its texts, conditions, measures and questions, and of the statements.

    `wanted` are the names of those that matter; None: all.
    """
    return _Watching(system, wanted, statements).made()


class _Watching:
    def __init__(self, system: System, wanted: Collection[str] | None, statements: tuple[PromiseObserver, ...]) -> None:
        self.system, self.story, self.wanted, self.statements = system, system.story, wanted, statements
        self.slots = monitor_slots(system.slots, statements)
        self._sections = _sections(self.story)
        self._texts: dict[tuple[int, int], SystemInstructions] = {}
        self._fresh: dict[int, int] = {}
        #: By place, the marks of what can be read at any time: the same wherever the player stands there.
        self._reading: dict[int, SystemInstructions] = {}

    def made(self) -> InstrumentedSystem:
        locations = list(self.system.locations)
        arrivals: dict[int, SystemInstructions] = {}
        for number, here in enumerate(locations):
            if here.is_chosen or here.key.kind == "ending":
                marks = tuple(self._arriving(here))
                if marks:
                    arrivals[number] = marks
                    self._fresh[number] = len(locations) + len(arrivals) - 1
        before = [
            Location(LocationKey("entering", locations[number].key.place, -1 - number, ()),
                     (Transition("enter", "", "", (), (*marks, ContinueAt(number))),))
            for number, marks in arrivals.items()
        ]  # fmt: skip
        standing = frozenset(
            n for n, location in enumerate(locations) if location.is_chosen or location.key.kind == "ending"
        )
        mapped = [
            location._replace(
                transitions=tuple(
                    transition._replace(effect=self._effect(transition.effect)) for transition in location.transitions
                )
            )
            for location in locations
        ]
        settling = {place: self._effect(effect) for place, effect in self.system.settling.items()}
        return InstrumentedSystem(self.story, (*mapped, *before), settling, self.slots, standing)

    def _emitted(self, name: str, conditions: tuple[Expression, ...]) -> SystemInstructions:
        """A mark while conditions hold; nothing for one that nobody wants or that can never be."""
        left = tuple(tree for tree in conditions if tree != TRUE)
        if (self.wanted is not None and name not in self.wanted) or FALSE in left:
            return ()
        return (Fork(left, (observed(name),), ()),) if left else (observed(name),)

    def _effect(self, effect: SystemInstructions) -> SystemInstructions:
        made: list[SystemInstruction] = []
        for instruction in effect:
            match instruction:
                case DisplayText(text, place):
                    made.extend(self._text(text, place))
                case Increment(slot, amount, emitted) if emitted is not None and emitted[0] == "measure":
                    made.extend(self._pressed(emitted[1], slot, amount))
                    made.append(instruction)
                case GuardFailed(kind, id_, conditions):
                    made.extend(self._emitted(f"closed {kind} {id_}", conditions))
                case Fork(conditions, then, otherwise):
                    made.append(Fork(conditions, self._effect(then), self._effect(otherwise)))
                case ContinueAt(location):
                    made.append(ContinueAt(self._fresh.get(location, location)))
                case _:
                    made.append(instruction)
        return tuple(made)

    def _pressed(self, measure: str, slot: Slot, amount: int) -> Iterator[SystemInstruction]:
        """The measure would go beyond a bound."""
        bound, sign, edge = (slot.high, ">", "most") if amount > 0 else (slot.low, "<", "least")
        if amount:
            beyond = Operation(sign, VariableRead(slot.name), Number(bound - amount))
            yield from self._emitted(f"pressed {measure} {edge}", (beyond,))

    # Texts

    def _text(self, text: Text, place: int) -> SystemInstructions:
        found = self._texts.get((id(text), place))
        if found is None:
            section = self._sections.get(id(text), "scenes")
            known = self._known(place)
            sides = self._sides(section, text.id, points(text))
            emitted = (
                self._emitted(name, tuple(partially_evaluated(tree, known) for tree in some)) for name, some in sides
            )
            found = self._texts[id(text), place] = tuple(
                instruction for instructions in emitted for instruction in instructions
            )
        return found

    def _known(self, place: int) -> dict[str, int]:
        """What is no variable of the system, because every location knows it."""
        known = {self.story.asking.name: 0}
        return known if self.story.place is None else {**known, self.story.place.name: place}

    def _sides(
        self, section: str, id_: str, some: tuple[TextPoint, ...], above: tuple[Expression, ...] = ()
    ) -> Iterator[tuple[str, tuple[Expression, ...]]]:
        """By the name of its mark, when each side of a text is shown, those inside of others among them."""
        for point in some:
            for index, inside in enumerate(point.inside):
                conditions = (*above, *_side(self.story, point.part, index))
                yield side(self.story.language, section, id_, point.number, index), conditions
                yield from self._sides(section, id_, inside, conditions)

    # Where the player stands

    def _arriving(self, here: Location) -> Iterator[SystemInstruction]:
        place = here.key.place
        for statement in self.statements:
            if self.wanted is None or statement.name in self.wanted:
                yield from monitor_changes(statement, here, self.slots)
        if here.key.kind == "roaming" and self.story.places:
            yield from self._looking(place)
        yield from self._at(place, [(statement.name, (statement.at(here),)) for statement in self.statements])
        if place not in self._reading:
            self._reading[place] = tuple(self._at(place, self._readable))
        yield from self._reading[place]
        if here.key.kind == "question":
            yield from self._at(place, self._asked(here.key.question))
        if here.key.kind in ("roaming", "offer"):
            for move, conditions in self.system.moves.at(here.key):
                yield from self._at(place, self._open(here, move, conditions))

    def _at(self, place: int, marks: Iterable[tuple[str, tuple[Expression, ...]]]) -> Iterator[SystemInstruction]:
        """Marks under these conditions at a place."""
        known = self._known(place)
        for name, conditions in marks:
            yield from self._emitted(name, tuple(partially_evaluated(tree, known) for tree in conditions))

    @cached_property
    def _readable(self) -> tuple[tuple[str, tuple[Expression, ...]], ...]:
        """By the names of their marks, when each wording of a document, and each side of its text, can be read."""
        found: list[tuple[str, tuple[Expression, ...]]] = []
        for document in self.story.documents.values():
            if document.text is not None:
                found.extend(self._sides("documents", document.text.id, points(document.text)))
            for line in document.lines:
                texts = {each.id: each.text for each in line.wordings} | {BLANK_LINE: line.blank}
                for id_ in can_stand(line):
                    conditions = tuple(partially_evaluated(tree, {}) for tree in standing_conditions(line, id_))
                    found.append((wording(document.id, line.id, id_), conditions))
                    if (text := texts[id_]) is not None:
                        found.extend(self._sides("documents", text.id, points(text), conditions))
        return tuple(mark for mark in found if self.wanted is None or mark[0] in self.wanted)

    def _looking(self, place: int) -> SystemInstructions:
        """Whoever looks around sees the text of the place, whenever that is."""
        text = self.story.places[self.story.place_order[place]].text
        return self._text(text, place) if text is not None else ()

    def _asked(self, number: int) -> Iterator[tuple[str, tuple[Expression, ...]]]:
        question = self.story.questions[self.story.question_order[number - 1]]
        known = conjunction("and", [VariableRead(self.story.facts[id_].known.name) for id_ in question.cites])
        # Before the first answer, and before a look into the notebook or a hint, which may bring something of its own.
        helps = (self.story.looked_up, *((self.story.hinted,) if self.story.hinted is not None else ()))
        first = tuple(Not(VariableRead(slot.name)) for slot in (question.outcome, *helps))
        yield f"question {question.id} asked", ()
        yield f"met {question.id}", (*first, known)
        yield f"unmet {question.id}", (*first, partially_evaluated(Not(known), {}))
        yield from self._sides("questions", f"{question.id}.text", points(question.text))

    def _open(
        self, here: Location, transition: Move, conditions: tuple[Expression, ...]
    ) -> Iterator[tuple[str, tuple[Expression, ...]]]:
        """What there is to ask about an option: whether its own condition ever fails, and what its label shows."""
        story, place = self.story, here.key.place
        name, when, label, section = "", None, None, "scenes"
        once: tuple[Expression, ...] = ()
        if transition.kind == "choice":
            offer = story.nodes[here.key.node]
            assert isinstance(offer, Offer)  # noqa: S101 - choices are offered nowhere else
            choice = next(candidate for candidate in offer.choices if candidate.id == transition.id)
            name, when, label, once = f"choice {transition.id}", choice.when, choice.label, once_only(choice)
            yield from self._reason(choice, offer)
        elif transition.kind == "scene":
            scene = story.scenes[transition.subject]
            name, when, label, once = f"scene {transition.subject}", scene.when, scene.title, once_only(scene)
        elif transition.kind == "go":
            exit_ = next(
                candidate
                for candidate in story.places[story.place_order[place]].exits
                if candidate.direction == transition.subject
            )
            name, when, label = f"exit {story.place_order[place]} {transition.subject}", exit_.when, exit_.label
            section = "places"
        if when is not None:
            yield f"closed {name}", (*once, partially_evaluated(Not(when.tree), {}))
        if isinstance(label, Text):
            yield from self._sides(section, label.id, points(label), conditions)

    def _reason(self, choice: Choice, offer: Offer) -> Iterator[tuple[str, tuple[Expression, ...]]]:
        """What is shown of a choice that cannot be taken, and of the reason, while that is so."""
        if choice.closed is None or choice.when is None:
            return
        others = [other for other in offer.choices if choice.fallback and not other.fallback]
        needed = (partially_evaluated(Not(conjunction("and", expressions(other))), {}) for other in others)
        shut = (*once_only(choice), partially_evaluated(Not(choice.when.tree), {}), *needed)
        for text in (choice.label, choice.closed):
            yield from self._sides("scenes", text.id, points(text), shut)


def _sections(story: Story) -> dict[int, str]:
    """In which section of a pack a text is, for those that are not in scenes; by the identity of the text."""
    found = {id(text): "endings" for ending in story.endings.values() for text in ending.texts}
    found |= {id(epilogue.text): "epilogues" for epilogue in story.epilogues.values()}
    for place in story.places.values():
        found |= {id(text): "places" for text in (place.text, place.glance) if text is not None}
    return found


def _side(story: Story, part: Branch | Variation, index: int) -> tuple[Expression, ...]:
    """The condition under which a side is shown. By chance any side of a shuffle can be shown."""
    if isinstance(part, Branch):
        return (part.when.tree,) if not index else (partially_evaluated(Not(part.when.tree), {}),)
    number = len(part.alternatives)
    if part.order == "shuffle" or number == 1:
        return ()
    if part.counter not in story.layout:
        return () if not index else (FALSE,)
    slot = story.layout[part.counter]
    count = VariableRead(slot.name)
    if part.order == "sequence":
        if not index:
            return (Operation("<=", count, Number(part.first)),)
        sign = ">=" if index == number - 1 else "=="
        return (Operation(sign, count, Number(part.first + index)),)
    values = range(part.first + index, min(slot.high, part.first + _MOST_TURNS) + 1, number)
    turns: list[Expression] = [Operation("==", count, Number(value)) for value in values]
    if not index:
        turns.append(Operation("<", count, Number(part.first)))
    return (conjunction("or", turns),)

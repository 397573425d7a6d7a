"""Marks: whatever else somebody may ask about, told where it happens, so that a search can say whether it ever does.

A mark is a `Tell` in the courses of a system. What decides whether it is told is a `Split` before it, so reductions
keep the variables it depends on, and every engine finds marks as it finds scenes and endings. The names of marks are
those of what was reached in playthroughs (`game.playthrough.coverage.keys`) where there is one.

What is so when the player stands somewhere, and not on the way there, is told at a location of its own before it (one
of the kind `entering`, where nobody chooses): nothing of it is told again for each way that leads there.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, cast

from game.engine.events import Event
from game.engine.instructions import Add, Closed, Move, Tell
from game.engine.transitions import offered_when, once_only
from game.playthrough.coverage.keys import side
from game.playthrough.coverage.points import Point, points
from game.story.model.expressions import Not, Number, Operation, Reading, Tree
from game.story.model.layout import Slot
from game.story.model.story import Choice, Offer, Story
from game.story.model.text import Branch, Text, Variation
from game.verify.system.partial_evaluation import FALSE, TRUE, joined, known_part
from game.verify.system.transition_system import Act, At, Course, Key, Location, Shown, Split, System, Way

_MOST_TURNS = 400


@dataclass(frozen=True)
class Mark:
    """Something that happens, by its name."""

    name: str


class Watched(NamedTuple):
    """A system with marks. `standing` are its locations in which a player can stand, all others are passed through."""

    story: Story
    locations: tuple[Location, ...]
    settling: Mapping[int, Course]
    slots: Mapping[str, Slot]
    standing: frozenset[int]


class Statement(NamedTuple):
    """A condition that is told as a mark wherever it holds when the player stands somewhere.

    `at` gives the condition as it is at a location, over the variables of the memory alone.
    """

    name: str
    at: Callable[[Location], Tree]


def marked(name: str) -> Tell:
    """The act that tells a mark."""
    return Tell(cast("Event", Mark(name)))


def watched(system: System, wanted: Collection[str] | None = None, statements: tuple[Statement, ...] = ()) -> Watched:
    """The system with the marks of its texts, conditions, measures and questions, and of the statements.

    `wanted` are the names of those that matter; None: all.
    """
    return _Watching(system, wanted, statements).made()


class _Watching:
    def __init__(self, system: System, wanted: Collection[str] | None, statements: tuple[Statement, ...]) -> None:
        self.system, self.story, self.wanted, self.statements = system, system.story, wanted, statements
        self._sections = _sections(self.story)
        self._texts: dict[tuple[int, int], Course] = {}
        self._fresh: dict[int, int] = {}

    def made(self) -> Watched:
        locations = list(self.system.locations)
        arrivals: dict[int, Course] = {}
        for number, here in enumerate(locations):
            if here.is_chosen or here.key.kind == "ending":
                marks = tuple(self._arriving(here))
                if marks:
                    arrivals[number] = marks
                    self._fresh[number] = len(locations) + len(arrivals) - 1
        before = [
            Location(Key("entering", locations[number].key.place, -1 - number, ()),
                     (Way("enter", "", "", (), (*marks, At(number))),))
            for number, marks in arrivals.items()
        ]  # fmt: skip
        standing = frozenset(n for n, one in enumerate(locations) if one.is_chosen or one.key.kind == "ending")
        mapped = [
            one._replace(ways=tuple(way._replace(course=self._course(way.course)) for way in one.ways))
            for one in locations
        ]
        settling = {place: self._course(course) for place, course in self.system.settling.items()}
        return Watched(self.story, (*mapped, *before), settling, self.system.slots, standing)

    def _told(self, name: str, conditions: tuple[Tree, ...]) -> Course:
        """A mark while conditions hold; nothing for one that nobody wants or that can never be."""
        left = tuple(tree for tree in conditions if tree != TRUE)
        if (self.wanted is not None and name not in self.wanted) or FALSE in left:
            return ()
        return (Split(left, (marked(name),), ()),) if left else (marked(name),)

    def _course(self, course: Course) -> Course:
        made: list[Act] = []
        for act in course:
            match act:
                case Shown(text, place):
                    made.extend(self._text(text, place))
                case Add(slot, amount, told) if told is not None and told[0] == "measure":
                    made.extend(self._pressed(told[1], slot, amount))
                    made.append(act)
                case Closed(kind, id_, conditions):
                    made.extend(self._told(f"closed {kind} {id_}", conditions))
                case Split(conditions, then, otherwise):
                    made.append(Split(conditions, self._course(then), self._course(otherwise)))
                case At(location):
                    made.append(At(self._fresh.get(location, location)))
                case _:
                    made.append(act)
        return tuple(made)

    def _pressed(self, measure: str, slot: Slot, amount: int) -> Iterator[Act]:
        """The measure would go beyond a bound."""
        bound, sign, edge = (slot.high, ">", "most") if amount > 0 else (slot.low, "<", "least")
        if amount:
            beyond = Operation(sign, Reading(slot.name), Number(bound - amount))
            yield from self._told(f"pressed {measure} {edge}", (beyond,))

    # Texts

    def _text(self, text: Text, place: int) -> Course:
        found = self._texts.get((id(text), place))
        if found is None:
            section = self._sections.get(id(text), "scenes")
            known = self._known(place)
            sides = self._sides(section, text.id, points(text))
            told = (self._told(name, tuple(known_part(tree, known) for tree in some)) for name, some in sides)
            found = self._texts[id(text), place] = tuple(act for acts in told for act in acts)
        return found

    def _known(self, place: int) -> dict[str, int]:
        """What is no variable of the system, because every location knows it."""
        known = {self.story.asking.name: 0}
        return known if self.story.place is None else {**known, self.story.place.name: place}

    def _sides(
        self, section: str, id_: str, some: tuple[Point, ...], above: tuple[Tree, ...] = ()
    ) -> Iterator[tuple[str, tuple[Tree, ...]]]:
        """By the name of its mark, when each side of a text is shown, those inside of others among them."""
        for point in some:
            for index, inside in enumerate(point.inside):
                conditions = (*above, *_side(self.story, point.part, index))
                yield side(self.story.language, section, id_, point.number, index), conditions
                yield from self._sides(section, id_, inside, conditions)

    # Where the player stands

    def _arriving(self, here: Location) -> Iterator[Act]:
        known = self._known(here.key.place)
        made: list[tuple[str, tuple[Tree, ...]]] = [(one.name, (one.at(here),)) for one in self.statements]
        if here.key.kind == "question":
            made.extend(self._asked(here.key.question))
        if here.key.kind == "roaming" and self.story.places:
            yield from self._looking(here.key.place)
        if here.key.kind in ("roaming", "offer"):
            for move, conditions in self.system.offered(here.key):
                made.extend(self._open(here, move, conditions))
        for name, conditions in made:
            yield from self._told(name, tuple(known_part(tree, known) for tree in conditions))

    def _looking(self, place: int) -> Course:
        """Whoever looks around sees the text of the place, whenever that is."""
        text = self.story.places[self.story.place_order[place]].text
        return self._text(text, place) if text is not None else ()

    def _asked(self, number: int) -> Iterator[tuple[str, tuple[Tree, ...]]]:
        question = self.story.questions[self.story.question_order[number - 1]]
        known = joined("and", [Reading(self.story.facts[id_].known.name) for id_ in question.cites])
        # Before the first answer, and before a look into the notebook, which may bring something of its own.
        first = Not(Reading(question.outcome.name)), Not(Reading(self.story.looked_up.name))
        yield f"question {question.id} asked", ()
        yield f"met {question.id}", (*first, known)
        yield f"unmet {question.id}", (*first, known_part(Not(known), {}))
        yield from self._sides("questions", f"{question.id}.text", points(question.text))

    def _open(self, here: Location, way: Move, conditions: tuple[Tree, ...]) -> Iterator[tuple[str, tuple[Tree, ...]]]:
        """What there is to ask about an option: whether its own condition ever fails, and what its label shows."""
        story, place = self.story, here.key.place
        name, when, label, section = "", None, None, "scenes"
        once: tuple[Tree, ...] = ()
        if way.kind == "choice":
            offer = story.nodes[here.key.node]
            assert isinstance(offer, Offer)  # noqa: S101 - choices are offered nowhere else
            choice = next(one for one in offer.choices if one.id == way.id)
            name, when, label, once = f"choice {way.id}", choice.when, choice.label, once_only(choice)
            yield from self._reason(choice, offer)
        elif way.kind == "scene":
            scene = story.scenes[way.subject]
            name, when, label, once = f"scene {way.subject}", scene.when, scene.title, once_only(scene)
        elif way.kind == "go":
            exit_ = next(one for one in story.places[story.place_order[place]].exits if one.direction == way.subject)
            name, when, label = f"exit {story.place_order[place]} {way.subject}", exit_.when, exit_.label
            section = "places"
        if when is not None:
            yield f"closed {name}", (*once, known_part(Not(when.tree), {}))
        if isinstance(label, Text):
            yield from self._sides(section, label.id, points(label), conditions)

    def _reason(self, choice: Choice, offer: Offer) -> Iterator[tuple[str, tuple[Tree, ...]]]:
        """What is shown of a choice that cannot be taken, and of the reason, while that is so."""
        if choice.closed is None or choice.when is None:
            return
        others = [one for one in offer.choices if choice.fallback and not one.fallback]
        needed = (known_part(Not(joined("and", offered_when(one))), {}) for one in others)
        shut = (*once_only(choice), known_part(Not(choice.when.tree), {}), *needed)
        for text in (choice.label, choice.closed):
            yield from self._sides("scenes", text.id, points(text), shut)


def _sections(story: Story) -> dict[int, str]:
    """In which section of a pack a text is, for those that are not in scenes; by the identity of the text."""
    found = {id(one.text): "endings" for one in story.endings.values()}
    for place in story.places.values():
        found |= {id(text): "places" for text in (place.text, place.glance) if text is not None}
    return found


def _side(story: Story, part: Branch | Variation, index: int) -> tuple[Tree, ...]:
    """The condition under which a side is shown. By chance any side of a shuffle can be shown."""
    if isinstance(part, Branch):
        return (part.when.tree,) if not index else (known_part(Not(part.when.tree), {}),)
    number = len(part.alternatives)
    if part.way == "shuffle" or number == 1:
        return ()
    if part.counter not in story.layout:
        return () if not index else (FALSE,)
    slot = story.layout[part.counter]
    count = Reading(slot.name)
    if part.way == "sequence":
        if not index:
            return (Operation("<=", count, Number(part.first)),)
        sign = ">=" if index == number - 1 else "=="
        return (Operation(sign, count, Number(part.first + index)),)
    values = range(part.first + index, min(slot.high, part.first + _MOST_TURNS) + 1, number)
    turns: list[Tree] = [Operation("==", count, Number(value)) for value in values]
    if not index:
        turns.append(Operation("<", count, Number(part.first)))
    return (joined("or", turns),)

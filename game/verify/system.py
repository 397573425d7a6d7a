"""A story as a transition system: where a player can stand, and every way on from there.

It is made of the courses that the game itself carries out (`game.engine.transitions`). Here they are followed from one
standing to the next, whatever the memory: what is known at a *location* (the place, the node, the scenes to return to,
the question that was asked) is worked out, and what depends on the memory is left as conditions and changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias

from game.engine import acts
from game.engine.acts import Add, Draw, Enter, Go, Push, Put, Return, Settle, Show, Stand, Tell, TellOf, When
from game.engine.transitions import Rules
from game.story.formulas import Not, Number, Operation, Reading, Tree
from game.story.program import ROAMING, Ask, Question, Story
from game.story.text import Text
from game.verify.trees import FALSE, TRUE, joined, known_part

Kind: TypeAlias = Literal[
    "beginning", "roaming", "offer", "question", "drawing", "entering", "settling", "deciding", "ending"
]


class Key(NamedTuple):
    """What is known at a location. `place` is the number of a place, `question` that of the question asked, or 0."""

    kind: Kind
    place: int
    node: int
    stack: tuple[int, ...]
    question: int = 0


class Split(NamedTuple):
    """The first course while all conditions hold, else the second; one that does not end comes back here."""

    conditions: tuple[Tree, ...]
    then: Course
    otherwise: Course


class At(NamedTuple):
    """The end of a course: the player stands at the location with this number."""

    location: int


class Settled(NamedTuple):
    """The end of a course: on with `System.settling` of this place, which many courses share."""

    place: int


class Shown(NamedTuple):
    """A text is shown at the place with this number, with the memory as it is now. It changes nothing."""

    text: Text
    place: int


Act: TypeAlias = Put | Add | Split | Tell | Shown | At | Settled
Course: TypeAlias = tuple[Act, ...]


class Way(NamedTuple):
    """A way on: the move of a player or, where `kind` is `draw` or `enter`, of nobody.

    `id`, `kind` and `subject` are those of the move. It is open while all `conditions` hold. Every course, and both
    courses of a `Split` that are followed by nothing, end with `At` or `Settled`.
    """

    kind: str
    id: str
    subject: str
    conditions: tuple[Tree, ...]
    course: Course


class Location(NamedTuple):
    """Where a player can stand, with every way on. At an ending there is none."""

    key: Key
    ways: tuple[Way, ...]

    @property
    def is_chosen(self) -> bool:
        """Whether it is the player who decides how to go on."""
        return self.key.kind in ("roaming", "offer", "question")


class System:
    """The transition system of a story.

    `locations[0]` is the beginning; all others can follow from it, if conditions are left out of account.
    """

    def __init__(self, story: Story) -> None:
        self.story = story
        self.rules = Rules(story)
        self.locations: list[Location] = []
        self._keys: list[Key] = []
        self._numbers: dict[Key, int] = {}
        #: What happens when the player walks about at a place, by its number.
        self.settling: dict[int, Course] = {}
        self._being_settled: set[int] = set()
        self._entering: list[tuple[int, str, tuple[int, ...]]] = []
        place = story.place
        self._place = place.name if place is not None else ""
        self._known_anyway = {story.asking.name: 0}
        self.number(Key("beginning", place.get(story.layout.start) if place is not None else 0, ROAMING, ()))
        while len(self.locations) < len(self._keys):
            key = self._keys[len(self.locations)]
            self.locations.append(Location(key, tuple(self._ways(key))))

    def number(self, key: Key) -> int:
        """The number of a location; a new one for a new key."""
        number = self._numbers.setdefault(key, len(self._keys))
        if number == len(self._keys):
            self._keys.append(key)
        return number

    # The ways on from a location

    def _ways(self, key: Key) -> Iterator[Way]:
        match key.kind:
            case "beginning":
                yield Way("enter", "", "", (), self._course(self.rules.beginning(), key.place, ()))
            case "settling":
                yield Way("enter", "", "", (), self._settling(key.place))
            case "entering":
                yield Way("enter", "", "", (), self._course(self.rules.at_node(key.node), key.place, key.stack))
            case "drawing":
                yield from self._draws(key)
            case "roaming":
                if self.rules.places:
                    yield from self._moves(key, self.rules.at_place(key.place))
            case "offer":
                yield from self._moves(key, self.rules.at_offer(key.node))
            case "question":
                numbers = self.rules.at_question(key.node, key.question)
                in_words = self._question(key.question).kind != "choice"
                yield from self._moves(key, numbers if in_words else numbers[:-2])

    def _moves(self, key: Key, numbers: tuple[int, ...]) -> Iterator[Way]:
        moves = [self.rules.moves[number] for number in numbers]
        usual = [joined("and", self._left(one.conditions, key.place)) for one in moves if not one.fallback]
        none_else = (Not(joined("or", usual)),) if usual else ()
        for one in moves:
            conditions = (*self._left(one.conditions, key.place), *(none_else if one.fallback else ()))
            conditions = tuple(known_part(tree, {}) for tree in conditions)
            if FALSE not in conditions:
                course = self._course(one.course, key.place, key.stack, key.question)
                yield Way(one.kind, one.id, one.subject, tuple(one for one in conditions if one != TRUE), course)

    def _draws(self, key: Key) -> Iterator[Way]:
        """Chance asks one of the questions that were not asked; when all were, any of them."""
        asking = self.story.nodes[key.node]
        assert isinstance(asking, Ask)  # noqa: S101 - questions are drawn nowhere else
        asked = {id_: Reading(self.story.questions[id_].outcome.name) for id_ in asking.questions}
        all_asked = joined("and", list(asked.values()))
        for id_ in asking.questions:
            number = self.story.questions[id_].number
            location = self.number(key._replace(kind="question", question=number))
            course = (Put(self.story.looked_up, 0), At(location))
            yield Way("draw", id_, id_, (Operation("or", Not(asked[id_]), all_asked),), course)

    def _question(self, number: int) -> Question:
        return self.story.questions[self.story.question_order[number - 1]]

    def _left(self, conditions: tuple[Tree, ...], place: int) -> tuple[Tree, ...]:
        """What is left of conditions at a place; those that hold there anyway are left out."""
        known = {**self._known_anyway, self._place: place}
        left = tuple(known_part(tree, known) for tree in conditions)
        return tuple(tree for tree in left if not (isinstance(tree, Number) and tree.value))

    # Courses, followed to where the player stands again

    def _course(self, course: acts.Course, place: int, stack: tuple[int, ...], question: int = 0) -> Course:
        """The course at a place with scenes to return to: both are known, so nothing of them is left in it."""
        made: list[Act] = []
        for index, act in enumerate(course):
            rest = course[index + 1 :]
            match act:
                case Put(slot, value) if slot.name == self._place:
                    place = value
                case Put(slot) if slot.name == self.story.asking.name:
                    question = 0
                case Put() | Add() | Tell():
                    made.append(act)
                case Show(text):
                    made.append(Shown(text, place))
                case TellOf():
                    pass
                case When(conditions, then, otherwise):
                    left = self._left(conditions, place)
                    if any(isinstance(tree, Number) for tree in left):
                        return (*made, *self._course((*otherwise, *rest), place, stack, question))
                    if not left:
                        return (*made, *self._course((*then, *rest), place, stack, question))
                    if not _ends(then) and not self._goes_elsewhere(then):
                        yes, no = (self._course(one, place, stack, question) for one in (then, otherwise))
                        made.append(Split(left, yes, no))
                        continue
                    yes = self._course(then if _ends(then) else (*then, *rest), place, stack, question)
                    no = self._course((*otherwise, *rest), place, stack, question)
                    return (*made, Split(left, yes, no))
                case Push(node):
                    stack = (*stack, node)
                case Go(node):
                    return (*made, *self._course(self.rules.at_node(node), place, stack))
                case Enter(scene):
                    return (*made, *self._entered(scene, place, stack))
                case Return():
                    if stack:
                        return (*made, *self._course(self.rules.at_node(stack[-1]), place, stack[:-1]))
                    return (*made, *self._settling(place))
                case Settle():
                    return (*made, *self._settling(place))
                case Draw(questions, node):
                    if len(questions) > 1:
                        return (*made, At(self.number(Key("drawing", place, node, stack))))
                    made.append(Put(self.story.looked_up, 0))
                    return (*made, *self._standing(Key("question", place, node, stack, questions[0])))
                case Stand(node, for_good):
                    kind: Kind = "ending" if for_good else "roaming" if node == ROAMING else "offer"
                    kind = "question" if question else kind
                    return (*made, *self._standing(Key(kind, place, node, () if for_good else stack, question)))
        return tuple(made)

    def _standing(self, key: Key) -> Course:
        ending = self._course(self.rules.ending_a_turn(), key.place, ())
        return (*ending, At(self.number(key)))

    def _settling(self, place: int) -> Course:
        """The player walks about: the same course for all ways that lead there, and a location where it comes back."""
        if place in self._being_settled:
            return (At(self.number(Key("settling", place, ROAMING, ()))),)
        if place not in self.settling:
            self._being_settled.add(place)
            self.settling[place] = self._course(self.rules.settling(place), place, ())
            self._being_settled.remove(place)
        return (Settled(place),)

    def _entered(self, scene: str, place: int, stack: tuple[int, ...]) -> Course:
        """A scene opens. Where that goes in a circle, entering is a location of its own: a course has an end."""
        opening = tuple(act for act in self.rules.opening(scene) if isinstance(act, Put | Add | Tell))
        entering = (place, scene, stack)
        start = self.story.scenes[scene].start
        if entering in self._entering:
            return (*opening, At(self.number(Key("entering", place, start, stack))))
        self._entering.append(entering)
        try:
            return (*opening, *self._course(self.rules.at_node(start), place, stack))
        finally:
            self._entering.pop()

    def _goes_elsewhere(self, course: acts.Course) -> bool:
        return any(isinstance(act, Put) and act.slot.name == self._place for act in course)


def _ends(course: acts.Course) -> bool:
    return bool(course) and isinstance(course[-1], Go | Enter | Return | Settle | Draw | Stand)

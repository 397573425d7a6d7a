"""A story as a transition system: where a player can stand, and every way on from there.

It is made of the courses that the game itself carries out (`game.engine.transitions`). Here they are followed from one
standing to the next, whatever the memory: what is known at a *location* (the place, the node, the scenes to return to,
the question that was asked) is worked out, and what depends on the memory is left as conditions and changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple, TypeAlias

from game.engine import instructions
from game.engine.instructions import Add, Closed, Draw, Enter, Go, Push, Put, Return, Settle, Show, Stand, Tell, When
from game.engine.transitions import Rules
from game.story.model.expressions import Not, Number, Operation, Reading, Tree
from game.story.model.story import ROAMING, Ask, Question, Story
from game.story.model.text import Text
from game.verify.system.partial_evaluation import FALSE, TRUE, joined, known_part
from game.verify.system.space import Progress, Stopped

Kind: TypeAlias = Literal[
    "beginning", "roaming", "offer", "question", "drawing", "entering", "settling", "deciding", "ending", "endless"
]


Entered: TypeAlias = tuple[tuple[int, str, tuple[int, ...]], ...]
"""The scenes that a course has entered so far: where, which, and the scenes to return to from it."""

DEEPEST = 40
"""`Split`s in each other, at most, and scenes that a course enters: Python takes no more than a hundred blocks."""
MOST_SETTLED = 8
"""Places at which one settles on the way to settling at another, within one course."""
MOST_RETURNS = 300
"""Scenes to return to."""
MOST_LOCATIONS = 100_000
MOST_ACTS = 400_000
ASKED_AFTER = 5_000
"""Acts after which it is asked again whether to go on."""


class TooLarge(Stopped):
    """There is more in the story than anybody will look at; what, it says itself."""


class Key(NamedTuple):
    """What is known at a location. `place` is the number of a place, `question` that of the question asked, or 0.

    `node` is that of the story; at a location of the kind `deciding`, -2 less the number of what is still to come.
    """

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


class _Rest(NamedTuple):
    """What is still to come of a course: its acts, from number `first` on, and `then` what comes after them."""

    acts: instructions.Course
    first: int
    then: _Rest | None


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


class Entering(NamedTuple):
    """A scene is entered within a turn; the game counts these, and gives up a turn with too many of them."""


Act: TypeAlias = Put | Add | Split | Tell | Shown | Closed | Entering | At | Settled
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

    `locations[0]` is the beginning; all others can follow from it, if conditions are left out of account. `settling` is
    what happens when the player walks about at a place, by its number. `slots` are the variables: those of the story
    and, if turns have to be counted, their count (see `game.verify.system.turn_limit`). `progress` is told how many
    acts were made so far, and says whether to go on. Raises Stopped; TooLarge when there is too much.
    """

    def __init__(self, story: Story, progress: Progress = lambda made: True) -> None:
        self.story = story
        self.rules = Rules(story)
        self.locations: list[Location] = []
        self._keys: list[Key] = []
        self._numbers: dict[Key, int] = {}
        self.settling: dict[int, Course] = {}
        self._being_settled: set[int] = set()
        self._nodes: dict[int, instructions.Course] = {}
        self._turn_ends = self.rules.ending_a_turn()
        self._rests: list[_Rest] = []
        self._rest_numbers: dict[tuple[tuple[int, int], ...], int] = {}
        self._progress, self._made, self._asked = progress, 0, 0
        place = story.place
        self._place = place.name if place is not None else ""
        self._known_anyway = {story.asking.name: 0}
        self.number(Key("beginning", place.get(story.layout.start) if place is not None else 0, ROAMING, ()))
        while len(self.locations) < len(self._keys):
            key = self._keys[len(self.locations)]
            self.locations.append(Location(key, tuple(self._ways(key))))
        from game.verify.system.turn_limit import counted  # it needs what is defined here

        self.locations, self.settling, count = counted(self.locations, self.settling, story.layout.bits)
        self.slots = {slot.name: slot for slot in (*story.layout, *count)}

    def number(self, key: Key) -> int:
        """The number of a location; a new one for a new key."""
        number = self._numbers.setdefault(key, len(self._keys))
        if number == len(self._keys):
            if number == MOST_LOCATIONS:
                raise TooLarge(f"A player of this story can stand in more than {MOST_LOCATIONS:,} ways.")
            self._keys.append(key)
        return number

    # The ways on from a location

    def _ways(self, key: Key) -> Iterator[Way]:
        match key.kind:
            case "beginning":
                yield Way("enter", "", "", (), self._course(self.rules.beginning(), key.place, ()))
            case "deciding":
                rest = self._rests[-2 - key.node]
                yield Way("enter", "", "", (), self._followed(rest, key.place, key.stack, key.question, (), 0))
            case "settling":
                yield Way("enter", "", "", (), self._settling(key.place))
            case "entering":
                yield Way("enter", "", "", (), self._course(self.rules.at_node(key.node), key.place, key.stack))
            case "drawing":
                yield from self._draws(key)
            case _:
                for move, conditions in self.offered(key):
                    self._count(1)
                    if FALSE not in conditions:
                        course = self._course(move.course, key.place, key.stack, key.question)
                        yield Way(move.kind, move.id, move.subject, conditions, course)

    def offered(self, key: Key) -> Iterator[tuple[instructions.Move, tuple[Tree, ...]]]:
        """The moves that belong to a location, each with what has to hold for it there.

        Those that are never open there (`FALSE` is among the conditions), or that `left_out` took away, are among them.
        """
        moves = [self.rules.moves[number] for number in self._numbers_at(key)]
        usual = [joined("and", self._left(move.conditions, key.place)) for move in moves if not move.fallback]
        none_else = (Not(joined("or", usual)),) if usual else ()
        for move in moves:
            conditions = (*self._left(move.conditions, key.place), *(none_else if move.fallback else ()))
            known = (known_part(tree, {}) for tree in conditions)
            yield move, tuple(tree for tree in known if tree != TRUE)

    def _numbers_at(self, key: Key) -> tuple[int, ...]:
        """The numbers of the moves at a location where a player chooses; elsewhere there are none."""
        match key.kind:
            case "roaming":
                return self.rules.at_place(key.place) if self.rules.places else ()
            case "offer":
                return self.rules.at_offer(key.node)
            case "question":
                numbers = self.rules.at_question(key.node, key.question)
                return numbers if self._question(key.question).kind != "choice" else numbers[:-2]
        return ()

    def _draws(self, key: Key) -> Iterator[Way]:
        """Chance asks one of the questions that were not asked; when all were, any of them."""
        asking = self.story.nodes[key.node]
        assert isinstance(asking, Ask)  # noqa: S101 - questions are drawn nowhere else
        asked = {id_: Reading(self.story.questions[id_].outcome.name) for id_ in asking.questions}
        all_asked = joined("and", list(asked.values()))
        for id_ in asking.questions:
            course = self._course(self.rules.asking(self.story.questions[id_].number, key.node), key.place, key.stack)
            yield Way("draw", id_, id_, (Operation("or", Not(asked[id_]), all_asked),), course)

    def _question(self, number: int) -> Question:
        return self.story.questions[self.story.question_order[number - 1]]

    def _left(self, conditions: tuple[Tree, ...], place: int) -> tuple[Tree, ...]:
        """What is left of conditions at a place; those that hold there anyway are left out."""
        known = {**self._known_anyway, self._place: place}
        left = tuple(known_part(tree, known) for tree in conditions)
        return tuple(tree for tree in left if not (isinstance(tree, Number) and tree.value))

    # Courses, followed to where the player stands again

    def _course(self, course: instructions.Course, place: int, stack: tuple[int, ...], question: int = 0) -> Course:
        """The course at a place with scenes to return to: both are known, so nothing of them is left in it."""
        return self._followed(_Rest(course, 0, None), place, stack, question, (), 0)

    def _followed(
        self, rest: _Rest | None, place: int, stack: tuple[int, ...], question: int, entered: Entered, depth: int
    ) -> Course:
        """What is still to come of a course, where so many `Split`s are around it, and these scenes were entered."""
        made: list[Act] = []
        while rest is not None:
            here, (course, first, then) = rest, rest
            if first == len(course):
                rest = then
                continue
            act, rest = course[first], _Rest(course, first + 1, then)
            self._count(1)
            match act:
                case Put(slot, value) if slot.name == self._place:
                    place = value
                case Put(slot, value) if slot.name == self.story.asking.name:
                    question = value
                case Put() | Add() | Tell():
                    made.append(act)
                case Show(text):
                    made.append(Shown(text, place))
                case Closed(what, id_, conditions):
                    made.append(Closed(what, id_, self._left(conditions, place)))
                case When(conditions, yes, no):
                    left = self._left(conditions, place)
                    comes_back = not _ends(yes) and not self._goes_elsewhere(yes)
                    if any(isinstance(tree, Number) for tree in left):
                        rest = _Rest(no, 0, rest)
                    elif not left:
                        rest = _Rest(yes, 0, None if _ends(yes) else rest)
                    elif depth == DEEPEST:
                        return (*made, At(self._deciding(here, place, stack, question)))
                    else:
                        further = None if comes_back else rest
                        made.append(Split(
                            left,
                            self._followed(_Rest(yes, 0, None if _ends(yes) else further), place, stack, question,
                                           entered, depth + 1),
                            self._followed(_Rest(no, 0, further), place, stack, question, entered, depth + 1),
                        ))  # fmt: skip
                        if not comes_back:
                            return tuple(made)
                case Push(node):
                    if len(stack) == MOST_RETURNS:
                        raise TooLarge("Scenes call each other again and again, and never return.")
                    stack = (*stack, node)
                case Go(node):
                    rest, question = _Rest(self._at_node(node), 0, None), 0
                case Enter(scene):
                    made += (one for one in self.rules.opening(scene) if isinstance(one, Put | Add | Tell))
                    made.append(Entering())
                    start = self.story.scenes[scene].start
                    # Where entering goes in a circle, it is a location of its own: a course has an end.
                    if (place, scene, stack) in entered or len(entered) == DEEPEST:
                        return (*made, At(self.number(Key("entering", place, start, stack))))
                    entered = (*entered, (place, scene, stack))
                    rest, question = _Rest(self._at_node(start), 0, None), 0
                case Return() if stack:
                    rest, stack, question = _Rest(self._at_node(stack[-1]), 0, None), stack[:-1], 0
                case Return() | Settle():
                    return (*made, *self._settling(place))
                case Draw(questions, node):
                    if len(questions) > 1:
                        return (*made, At(self.number(Key("drawing", place, node, stack))))
                    rest = _Rest(self.rules.asking(questions[0], node), 0, None)
                case Stand(node, for_good):
                    kind: Kind = "ending" if for_good else "roaming" if node == ROAMING else "offer"
                    kind = "question" if question else kind
                    return (*made, *self._standing(Key(kind, place, node, () if for_good else stack, question)))
        return tuple(made)

    def _deciding(self, rest: _Rest, place: int, stack: tuple[int, ...], question: int) -> int:
        """The number of a location where it goes on with this, when too much has to be decided at once."""
        number = self._rest_numbers.setdefault(_identity(rest), len(self._rests))
        if number == len(self._rests):
            self._rests.append(rest)
        return self.number(Key("deciding", place, -2 - number, stack, question))

    def _at_node(self, node: int) -> instructions.Course:
        course = self._nodes.get(node)
        if course is None:
            course = self._nodes[node] = self.rules.at_node(node)
        return course

    def _standing(self, key: Key) -> Course:
        if not self._turn_ends:
            return (At(self.number(key)),)
        return (*self._course(self._turn_ends, key.place, ()), At(self.number(key)))

    def _settling(self, place: int) -> Course:
        """The player walks about: the same course for all ways that lead there, and a location where it comes back."""
        if place not in self.settling:
            if place in self._being_settled or len(self._being_settled) == MOST_SETTLED:
                return (At(self.number(Key("settling", place, ROAMING, ()))),)
            self._being_settled.add(place)
            self.settling[place] = self._course(self.rules.settling(place), place, ())
            self._being_settled.remove(place)
        return (Settled(place),)

    def _count(self, acts: int) -> None:
        """So much more was made."""
        self._made += acts
        if self._made > MOST_ACTS:
            raise TooLarge(f"More than {MOST_ACTS:,} things can happen in this story, one by one.")
        if self._made >= self._asked + ASKED_AFTER:
            self._asked = self._made
            if not self._progress(self._made):
                raise Stopped

    def _goes_elsewhere(self, course: instructions.Course) -> bool:
        return any(isinstance(act, Put) and act.slot.name == self._place for act in course)


def left_out(system: System, choices: Iterable[str]) -> System:
    """The system in which these choices are never there."""
    system.locations = [
        one._replace(ways=tuple(way for way in one.ways if way.kind != "choice" or way.id not in choices))
        for one in system.locations
    ]
    return system


def _identity(rest: _Rest | None) -> tuple[tuple[int, int], ...]:
    """What tells one rest from all others, as long as they are there."""
    parts = []
    while rest is not None:
        if rest.first < len(rest.acts):
            parts.append((id(rest.acts), rest.first))
        rest = rest.then
    return tuple(parts)


def _ends(course: instructions.Course) -> bool:
    return bool(course) and isinstance(course[-1], Go | Enter | Return | Settle | Draw | Stand)

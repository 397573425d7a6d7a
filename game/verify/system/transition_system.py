"""A story as a transition system: where a player can stand, and every way on from there.

It is made of the effects that the game itself carries out (`game.engine.transitions`). Here they are followed from one
standing to the next, whatever the memory: what is known at a *location* (the place, the node, the scenes to return to,
the question that was asked) is worked out, and what depends on the memory is left as conditions and changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeAlias

from game.engine import instructions
from game.engine.instructions import (
    Assign,
    DrawQuestion,
    Emit,
    EmitText,
    EndTurn,
    EnterScene,
    GuardFailed,
    If,
    Increment,
    Jump,
    PushReturn,
    Return,
    Settle,
)
from game.engine.transitions import Rules
from game.story.model.expressions import FALSE, TRUE, Expression, Not, Number, Operation, VariableRead, conjunction
from game.story.model.layout import Slot
from game.story.model.story import ROAMING, Ask, Question, Story
from game.verify.system.elements import (
    ContinueAt,
    CountScene,
    DisplayText,
    Fork,
    Location,
    LocationKey,
    LocationKind,
    SettleAt,
    SystemInstruction,
    SystemInstructions,
    Transition,
)
from game.verify.system.partial_evaluation import partially_evaluated
from game.verify.system.space import Progress, SearchStopped
from game.verify.system.turn_limit import with_turn_counter

Entered: TypeAlias = tuple[tuple[int, str, tuple[int, ...]], ...]
"""The scenes that an effect has entered so far: where, which, and the scenes to return to from it."""

MOST_ENTERED = 40
"""`Fork`s in each other, at most, and scenes that an effect enters: Python takes no more than a hundred blocks."""
MOST_SETTLED = 8
"""Places at which one settles on the way to settling at another, within one effect."""
MOST_RETURNS = 300
"""Scenes to return to."""
MOST_LOCATIONS = 100_000
MOST_ACTS = 400_000
ASKED_AFTER = 5_000
"""Acts after which it is asked again whether to go on."""


class TooLarge(SearchStopped):
    """There is more in the story than anybody will look at; what, it says itself."""


class _Rest(NamedTuple):
    """What is still to come of an effect: its instructions from number `first` on, and then `then`."""

    instructions: instructions.Instructions
    first: int
    then: _Rest | None


class OfferedMoves:
    """The moves that belong to locations of a story, each with what has to hold for it there."""

    def __init__(self, story: Story, rules: Rules) -> None:
        self.story, self.rules = story, rules
        self.place = story.place.name if story.place is not None else ""
        self._known_anyway = {story.asking.name: 0}

    def at(self, key: LocationKey) -> Iterator[tuple[instructions.Move, tuple[Expression, ...]]]:
        """The moves that belong to a location, each with what has to hold for it there: nothing if it is always open.

        Those that are never open there (`FALSE` is among the conditions), or that `left_out` took away, are among them.
        There are none where nobody chooses.
        """
        moves = [self.rules.moves[number] for number in self._numbers_at(key)]
        usual = [conjunction("and", self.left(move.guards, key.place)) for move in moves if not move.fallback]
        none_else = (Not(conjunction("or", usual)),) if usual else ()
        for move in moves:
            conditions = (*self.left(move.guards, key.place), *(none_else if move.fallback else ()))
            known = (partially_evaluated(tree, {}) for tree in conditions)
            yield move, tuple(tree for tree in known if tree != TRUE)

    def _numbers_at(self, key: LocationKey) -> tuple[int, ...]:
        """The numbers of the moves at a location where a player chooses; elsewhere there are none."""
        match key.kind:
            case "roaming":
                return self.rules.at_place(key.place) if self.rules.places else ()
            case "offer":
                return self.rules.at_offer(key.node)
            case "question":
                numbers = self.rules.at_question(key.node, key.question)
                return numbers if self.question(key.question).kind != "choice" else numbers[:-2]
        return ()

    def question(self, number: int) -> Question:
        """The question with this number, from 1 on."""
        return self.story.questions[self.story.question_order[number - 1]]

    def left(self, conditions: tuple[Expression, ...], place: int) -> tuple[Expression, ...]:
        """What is left of conditions at a place, by its number; those that hold there anyway are left out.

        Of one that never holds there, the number 0 is left.
        """
        known = {**self._known_anyway, self.place: place}
        left = tuple(partially_evaluated(tree, known) for tree in conditions)
        return tuple(tree for tree in left if not (isinstance(tree, Number) and tree.value))


@dataclass(frozen=True, eq=False)
class System:
    """The transition system of a story.

    `locations[0]` is the beginning; all others can follow from it, if conditions are left out of account. `settling` is
    what happens when the player walks about at a place, by its number. `slots` are the variables: those of the story
    and, if turns have to be counted, their count (see `game.verify.system.turn_limit`). `moves` are all that the story
    has at a location.
    """

    story: Story
    locations: tuple[Location, ...]
    settling: Mapping[int, SystemInstructions]
    slots: Mapping[str, Slot]
    moves: OfferedMoves


def transition_system(story: Story, progress: Progress = lambda made: True) -> System:
    """The transition system of a story.

    `progress` is told how many instructions were made so far, and says whether to go on. Raises SearchStopped when it
    does not, and TooLarge, which is one, when there are more than `MOST_LOCATIONS`, `MOST_ACTS` or `MOST_RETURNS`.
    """
    layout = _Layout(story, progress)
    layout.follow()
    locations, settling, count = with_turn_counter(layout.locations, layout.settling, story.layout.bits)
    slots = {slot.name: slot for slot in (*story.layout, *count)}
    return System(story, tuple(locations), settling, slots, layout.moves)


class _Layout:
    """Follows the effects of a story from each location to those that come after it."""

    def __init__(self, story: Story, progress: Progress) -> None:
        self.story = story
        self.rules = Rules(story)
        self.moves = OfferedMoves(story, self.rules)
        self.locations: list[Location] = []
        self._keys: list[LocationKey] = []
        self._numbers: dict[LocationKey, int] = {}
        self.settling: dict[int, SystemInstructions] = {}
        self._being_settled: set[int] = set()
        self._nodes: dict[int, instructions.Instructions] = {}
        self._turn_ends = self.rules.ending_a_turn()
        self._rests: list[_Rest] = []
        self._rest_numbers: dict[tuple[tuple[int, int], ...], int] = {}
        self._progress, self._made, self._asked = progress, 0, 0

    def follow(self) -> None:
        """Find all locations. Raises SearchStopped."""
        place = self.story.place
        at = place.get(self.story.layout.start) if place is not None else 0
        self.number(LocationKey("beginning", at, ROAMING, ()))
        while len(self.locations) < len(self._keys):
            key = self._keys[len(self.locations)]
            self.locations.append(Location(key, tuple(self._transitions(key))))

    def number(self, key: LocationKey) -> int:
        """The number of a location; a new one for a new key."""
        number = self._numbers.setdefault(key, len(self._keys))
        if number == len(self._keys):
            if number == MOST_LOCATIONS:
                raise TooLarge(f"A player of this story can stand in more than {MOST_LOCATIONS:,} ways.")
            self._keys.append(key)
        return number

    # The transitions on from a location

    def _transitions(self, key: LocationKey) -> Iterator[Transition]:
        match key.kind:
            case "beginning":
                yield Transition("enter", "", "", (), self._effect(self.rules.beginning(), key.place, ()))
            case "deciding":
                rest = self._rests[-2 - key.node]
                yield Transition("enter", "", "", (), self._followed(rest, key.place, key.stack, key.question, (), 0))
            case "settling":
                yield Transition("enter", "", "", (), self._settling(key.place))
            case "entering":
                yield Transition("enter", "", "", (), self._effect(self.rules.at_node(key.node), key.place, key.stack))
            case "drawing":
                yield from self._draws(key)
            case _:
                for move, conditions in self.moves.at(key):
                    self._count(1)
                    if FALSE not in conditions:
                        effect = self._effect(move.effect, key.place, key.stack, key.question)
                        yield Transition(move.kind, move.id, move.subject, conditions, effect)

    def _draws(self, key: LocationKey) -> Iterator[Transition]:
        """Chance asks one of the questions that were not asked; when all were, any of them."""
        asking = self.story.nodes[key.node]
        assert isinstance(asking, Ask)  # noqa: S101 - questions are drawn nowhere else
        asked = {id_: VariableRead(self.story.questions[id_].outcome.name) for id_ in asking.questions}
        all_asked = conjunction("and", list(asked.values()))
        for id_ in asking.questions:
            effect = self._effect(self.rules.asking(self.story.questions[id_].number, key.node), key.place, key.stack)
            yield Transition("draw", id_, id_, (Operation("or", Not(asked[id_]), all_asked),), effect)

    # Effects, followed to where the player stands again

    def _effect(
        self, effect: instructions.Instructions, place: int, stack: tuple[int, ...], question: int = 0
    ) -> SystemInstructions:
        """The effect at a place with scenes to return to: both are known, so nothing of them is left in it."""
        return self._followed(_Rest(effect, 0, None), place, stack, question, (), 0)

    def _followed(
        self, rest: _Rest | None, place: int, stack: tuple[int, ...], question: int, entered: Entered, depth: int
    ) -> SystemInstructions:
        """What is still to come of an effect, where so many `Fork`s are around it, and these scenes were entered."""
        made: list[SystemInstruction] = []
        while rest is not None:
            here, (effect, first, then) = rest, rest
            if first == len(effect):
                rest = then
                continue
            instruction, rest = effect[first], _Rest(effect, first + 1, then)
            self._count(1)
            match instruction:
                case Assign(slot, value) if slot.name == self.moves.place:
                    place = value
                case Assign(slot, value) if slot.name == self.story.asking.name:
                    question = value
                case Assign() | Increment() | Emit():
                    made.append(instruction)
                case EmitText(text):
                    made.append(DisplayText(text, place))
                case GuardFailed(failing, id_, conditions):
                    made.append(GuardFailed(failing, id_, self.moves.left(conditions, place)))
                case If(conditions, yes, no):
                    left = self.moves.left(conditions, place)
                    comes_back = not _ends(yes) and not self._goes_elsewhere(yes)
                    if any(isinstance(tree, Number) for tree in left):
                        rest = _Rest(no, 0, rest)
                    elif not left:
                        rest = _Rest(yes, 0, None if _ends(yes) else rest)
                    elif depth == MOST_ENTERED:
                        return (*made, ContinueAt(self._deciding(here, place, stack, question)))
                    else:
                        further = None if comes_back else rest
                        made.append(Fork(
                            left,
                            self._followed(_Rest(yes, 0, None if _ends(yes) else further), place, stack, question,
                                           entered, depth + 1),
                            self._followed(_Rest(no, 0, further), place, stack, question, entered, depth + 1),
                        ))  # fmt: skip
                        if not comes_back:
                            return tuple(made)
                case PushReturn(node):
                    if len(stack) == MOST_RETURNS:
                        raise TooLarge("Scenes call each other again and again, and never return.")
                    stack = (*stack, node)
                case Jump(node) if self.story.comeback is not None and node == self.story.comeback.choosing:
                    # It is long, and many answers lead to it: a location of its own.
                    return (*made, ContinueAt(self._deciding(_Rest(self._at_node(node), 0, None), place, stack, 0)))
                case Jump(node):
                    rest, question = _Rest(self._at_node(node), 0, None), 0
                case EnterScene(scene):
                    made.append(CountScene())
                    made += (
                        opening
                        for opening in self.rules.opening(scene)
                        if isinstance(opening, Assign | Increment | Emit)
                    )
                    start = self.story.scenes[scene].start
                    # Where entering goes in a circle, it is a location of its own: an effect has an end.
                    if (place, scene, stack) in entered or len(entered) == MOST_ENTERED:
                        return (*made, ContinueAt(self.number(LocationKey("entering", place, start, stack))))
                    entered = (*entered, (place, scene, stack))
                    rest, question = _Rest(self._at_node(start), 0, None), 0
                case Return() if stack:
                    rest, stack, question = _Rest(self._at_node(stack[-1]), 0, None), stack[:-1], 0
                case Return() | Settle():
                    return (*made, *self._settling(place))
                case DrawQuestion(questions, node):
                    if len(questions) > 1:
                        return (*made, ContinueAt(self.number(LocationKey("drawing", place, node, stack))))
                    rest = _Rest(self.rules.asking(questions[0], node), 0, None)
                case EndTurn(node, for_good):
                    kind: LocationKind = "ending" if for_good else "roaming" if node == ROAMING else "offer"
                    kind = "question" if question else kind
                    return (*made, *self._standing(LocationKey(kind, place, node, () if for_good else stack, question)))
        return tuple(made)

    def _deciding(self, rest: _Rest, place: int, stack: tuple[int, ...], question: int) -> int:
        """The number of a location where it goes on with this, when too much has to be decided at once."""
        number = self._rest_numbers.setdefault(_identity(rest), len(self._rests))
        if number == len(self._rests):
            self._rests.append(rest)
        return self.number(LocationKey("deciding", place, -2 - number, stack, question))

    def _at_node(self, node: int) -> instructions.Instructions:
        effect = self._nodes.get(node)
        if effect is None:
            effect = self._nodes[node] = self.rules.at_node(node)
        return effect

    def _standing(self, key: LocationKey) -> SystemInstructions:
        if not self._turn_ends:
            return (ContinueAt(self.number(key)),)
        return (*self._effect(self._turn_ends, key.place, ()), ContinueAt(self.number(key)))

    def _settling(self, place: int) -> SystemInstructions:
        """The player walks about: the same effect for all transitions that lead there, and a location where it comes
        back.
        """
        if place not in self.settling:
            if place in self._being_settled or len(self._being_settled) == MOST_SETTLED:
                return (ContinueAt(self.number(LocationKey("settling", place, ROAMING, ()))),)
            self._being_settled.add(place)
            self.settling[place] = self._effect(self.rules.settling(place), place, ())
            self._being_settled.remove(place)
        return (SettleAt(place),)

    def _count(self, instructions: int) -> None:
        """So much more was made."""
        self._made += instructions
        if self._made > MOST_ACTS:
            raise TooLarge(f"More than {MOST_ACTS:,} things can happen in this story, one by one.")
        if self._made >= self._asked + ASKED_AFTER:
            self._asked = self._made
            if not self._progress(self._made):
                raise SearchStopped

    def _goes_elsewhere(self, effect: instructions.Instructions) -> bool:
        return any(
            isinstance(instruction, Assign) and instruction.slot.name == self.moves.place for instruction in effect
        )


def left_out(system: System, choices: Iterable[str]) -> System:
    """The system without the transitions of these choices, by id; ids that are not there change nothing.

    The system that is given stays as it is.
    """
    never = frozenset(choices)
    locations = [
        location._replace(
            transitions=tuple(
                transition for transition in location.transitions
                if transition.kind != "choice" or transition.id not in never
            )
        )
        for location in system.locations
    ]  # fmt: skip
    return replace(system, locations=tuple(locations))


def _identity(rest: _Rest | None) -> tuple[tuple[int, int], ...]:
    """What tells one rest from all others, as long as they are there."""
    parts = []
    while rest is not None:
        if rest.first < len(rest.instructions):
            parts.append((id(rest.instructions), rest.first))
        rest = rest.then
    return tuple(parts)


def _ends(effect: instructions.Instructions) -> bool:
    return bool(effect) and isinstance(effect[-1], Jump | EnterScene | Return | Settle | DrawQuestion | EndTurn)

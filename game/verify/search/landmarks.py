"""What a player may wish for: measures that are high or low, or that something happens which has not happened yet.

A wish says of each variable whether more or less of it is wanted, from what the conditions of something ask for, and
from what every transition asks for that leads there. Transitions that change variables so are preferred where they are
open: that finds what plays at random would find once in very many (what helps a goal on, and what has to come before
it, are the "helpful actions" and "landmarks" of planning: J. Hoffmann, B. Nebel, "The FF planning system", 2001; J.
Hoffmann, J. Porteous, L. Sebastia, "Ordered landmarks in planning", 2004).
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from functools import reduce
from typing import NamedTuple, TypeAlias

from game.engine.instructions import Assign, Emit, Increment
from game.story.model.expressions import Count, Expression, Not, Number, Operation, VariableRead
from game.verify.abstract.control_flow_graph import Happening, happening_of
from game.verify.reductions.reaching_definitions import ends
from game.verify.system.elements import Fork, Location, SystemInstructions, Transition
from game.verify.system.space import PathStep

Landmark: TypeAlias = Mapping[str, int]
"""By variable, how much it is wanted to be more; less than 0: to be less. See `NEEDED`.

Being at a location, and that a variable has a certain value, count as variables, too.
"""
NEEDED = 10
"""How much is wished for without which it cannot be; what only helps counts 1."""
_RISING = {">": 1, ">=": 1, "<": -1, "<=": -1}


class PreferredOperators:
    """How much the transitions do for a wish.

    `changes` are by location and transition the directions in which variables change: 1 or -1.
    """

    def __init__(self, wish: Landmark, changes: Sequence[Sequence[Landmark]]) -> None:
        self._wish, self._changes = wish, changes
        self._gains: list[list[int] | None] = [None] * len(changes)
        self._best: dict[tuple[int, int], list[int]] = {}

    def best(self, location: int, open_: int, numbers: list[int]) -> list[int]:
        """Of these transitions of a location, which are those in the mask `open_`, the ones that do most."""
        best = self._best.get((location, open_))
        if best is None:
            gains = self.gains(location)
            most = max([gains[number] for number in numbers])
            best = self._best[location, open_] = [number for number in numbers if gains[number] == most]
        return best

    def gains(self, location: int) -> list[int]:
        """What each transition of a location does for the wish, in order: more is better; below 0, it does harm."""
        gains = self._gains[location]
        if gains is None:
            wish = self._wish
            gains = self._gains[location] = [
                sum([wish[name] * sign for name, sign in change.items() if name in wish])
                for change in self._changes[location]
            ]
        return gains


def landmarks_of(locations: Sequence[Location | None], settling: Mapping[int, SystemInstructions]) -> Landmarks:
    """What there is to wish for in a system of these locations, with the effects of settling at its places."""
    found = Landmarks(
        [
            [_changes(transition.effect) for transition in location.transitions] if location is not None else []
            for location in locations
        ]
    )
    for number, location in enumerate(locations):
        for index, transition in enumerate(location.transitions if location is not None else ()):
            found.learn_transition(PathStep(number, index), transition)
    for place, effect in settling.items():
        found.learn(effect, _changes(effect), {_at(-1 - place): NEEDED})
    return found


class Landmarks:
    """What there is to wish for in a system, and what its transitions do for it, as far as it was learned.

    `changes` are by location and transition the directions in which variables change.
    """

    def __init__(self, changes: Sequence[Sequence[Landmark]]) -> None:
        self._changes = changes
        #: By variable and direction, what the transitions ask for that change it so.
        self._helpful: dict[tuple[str, int], dict[str, int]] = {}
        #: By variable, what all transitions ask for that make it more.
        self._always: dict[str, Landmark] = {}
        self._transitions: dict[PathStep, Landmark] = {}
        #: By event, each way to it; what they all ask for is worked out only for an event that somebody asks about.
        self._ways: dict[Happening, list[_Way]] = {}
        self._events: dict[Happening, Landmark] = {}

    def learn_transition(self, step: PathStep, transition: Transition) -> None:
        """Learn what a transition asks for and does; one with conditions can be wished for then."""
        wish = {**_asked(transition.guards), _at(step.location): NEEDED}
        if transition.guards:
            self._transitions[step] = wish
        self.learn(transition.effect, self._changes[step.location][step.transition], wish)

    def learn(self, effect: SystemInstructions, changes: Landmark, wish: Landmark) -> None:
        """What an effect does that can be followed where this wish has come true."""
        self._emit(effect, _Way(wish, None, ()))
        for name, sign in changes.items():
            helpful = self._helpful.setdefault((name, sign), {})
            for other, amount in wish.items():
                helpful[other] = helpful.get(other, 0) + amount
            if sign > 0:
                before = self._always.get(name, wish)
                self._always[name] = {other: value for other, value in wish.items() if before.get(other) == value}

    def _emit(self, effect: SystemInstructions, way: _Way) -> None:
        for instruction in effect:
            if isinstance(instruction, Emit):
                self._ways.setdefault(happening_of(instruction.event), []).append(way)
            elif isinstance(instruction, Fork):
                conditions = instruction.conditions
                self._emit(instruction.then, _Way(way.wish, way, conditions))
                self._emit(instruction.otherwise, _Way(way.wish, way, tuple(map(Not, conditions))))

    def of(self, sought: PathStep | Happening) -> Landmark:
        """What to wish for so that this way is open, or this happens.

        Nothing for what is not known here, and for a transition without conditions, which is always open.
        """
        if isinstance(sought, PathStep):
            return self._transitions.get(sought, {})
        known = self._events.get(sought)
        if known is None:
            wishes = [way.asked for way in self._ways.get(sought, ())]
            known = self._events[sought] = reduce(_of_all, wishes) if wishes else {}
        return known

    def before(self, wish: Landmark) -> Landmark:
        """What has to come true before a wish can, whatever way one takes: what every way to it asks for.

        What is in the wish itself is left out.
        """
        made: dict[str, int] = {}
        waiting = [wish]
        while waiting:
            for name, amount in waiting.pop().items():
                if name not in made:
                    made[name] = amount
                    if amount >= NEEDED:
                        waiting.append(self._always.get(name, {}))
        return {name: amount for name, amount in made.items() if name not in wish}

    def unseen(self, transitions: Container[PathStep], events: Container[Happening]) -> list[PathStep | Happening]:
        """What has not happened yet, if these have: first transitions that have conditions, then events."""
        return [transition for transition in self._transitions if transition not in transitions] + [
            event for event in self._ways if event not in events
        ]

    def preference(self, wish: Landmark) -> PreferredOperators:
        """How much each transition does for a landmark and what must come before it; a little for what helps that."""
        whole = {**wish, **self.before(wish)}
        for name, amount in tuple(whole.items()):
            for other, wanted in self._helpful.get((name, 1 if amount > 0 else -1), {}).items():
                if wanted:
                    whole.setdefault(other, 1 if wanted > 0 else -1)
        return PreferredOperators(whole, self._changes)


class _Way(NamedTuple):
    """A way to an event: what the transition asks for, and of each branch that it is in, the conditions.

    `outer` is the way to the branch around it; None: it is in no branch.
    """

    wish: Landmark
    outer: _Way | None
    conditions: tuple[Expression, ...]

    @property
    def asked(self) -> Landmark:
        """All that is asked for on it; of conditions against each other, the innermost counts."""
        return self.wish if self.outer is None else {**self.outer.asked, **_asked(self.conditions)}


def _of_all(before: Landmark, wish: Landmark) -> Landmark:
    """What two ways to the same thing both need; what only one of them needs helps."""
    made = {name: amount for name, amount in before.items() if wish.get(name) == amount}
    for name, amount in (*before.items(), *wish.items()):
        made.setdefault(name, 1 if amount > 0 else -1)
    return made


def _at(node: int) -> str:
    """Being at a location, or with -1 less its number at a place that is settled."""
    return f"@{node}"


def _exactly(name: str, value: int) -> str:
    return f"{name} {value}"


def _changes(effect: SystemInstructions) -> dict[str, int]:
    """By variable, whether an effect makes it more (1) or less (-1), in one of its branches or in all."""
    made = {_at(-1 - end if shared else end): 1 for shared, end in ends(effect)}
    for instruction in effect:
        match instruction:
            case Increment(slot, amount) if amount:
                made[slot.name] = 1 if amount > 0 else -1
            case Assign(slot, value):
                made.setdefault(slot.name, 1 if value > slot.low else -1)
                made[_exactly(slot.name, value)] = 1
            case Fork(_, then, otherwise):
                made = {**_changes(otherwise), **_changes(then), **made}
    return made


def _asked(conditions: Iterable[Expression]) -> dict[str, int]:
    """What conditions ask for."""
    wish: dict[str, int] = {}
    for tree in conditions:
        _ask(tree, NEEDED, wish)
    return wish


def _ask(tree: Expression, amount: int, wish: dict[str, int]) -> None:
    match tree:
        case VariableRead(name):
            wish.setdefault(name, amount)
        case Count(names):
            for name in names:  # none of them is needed itself
                wish.setdefault(name, 1 if amount > 0 else -1)
        case Not(part):
            _ask(part, -amount, wish)
        case Operation("==" | "!=" as compared, VariableRead(name), Number(value)):
            wish.setdefault(_exactly(name, value), amount if compared == "==" else -amount)
            _ask(VariableRead(name), amount if (compared == "==") == (value > 0) else -amount, wish)
        case Operation(compared, left, right) if compared in _RISING:
            _ask(left, amount * _RISING[compared], wish)
            _ask(right, -amount * _RISING[compared], wish)
        case Operation(_, left, right):
            _ask(left, amount, wish)
            _ask(right, amount, wish)

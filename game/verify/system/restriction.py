"""A system in which only those plays are looked at in which a condition holds all the time.

What leads to where it does not hold is closed: its guard gets the weakest precondition of the condition (E. W.
Dijkstra, "Guarded commands, nondeterminacy and formal derivation of programs", 1975). Where chance has a say in that,
or where it would be too long, the play is stopped only once it has come there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from game.engine.instructions import Assign, Increment
from game.story.model.expressions import FALSE, TRUE, Expression, Not, Number, Operation, VariableRead, free_variables
from game.story.model.layout import Slot
from game.story.model.story import ROAMING
from game.verify.system.elements import (
    ContinueAt,
    Fork,
    Location,
    LocationKey,
    SettleAt,
    SystemInstructions,
    Transition,
    redirected,
)
from game.verify.system.partial_evaluation import partially_evaluated
from game.verify.system.transition_system import System

_MOST_READS = 60
"""Variables that a guard may read, counted as often as it reads them."""
_MOST_PASSED = 4
"""Locations where nobody chooses that are followed: scenes that open by themselves, one after the other."""
_MOST_VALUES = 40
"""Values of a variable that are told apart where it is added to."""


def restricted(system: System, holds: Callable[[Location], Expression]) -> System:
    """The system without whatever leads to where the condition does not hold.

    `holds` is the condition as it is at a location, over the variables of the memory. It is asked for where the player
    stands. The system that is given stays as it is.
    """
    return _Restricting(system, holds).made()


class _Restricting:
    def __init__(self, system: System, holds: Callable[[Location], Expression]) -> None:
        self.system = system
        stands = [here.is_chosen or here.key.kind == "ending" for here in system.locations]
        #: By location, what has to hold when a play comes there.
        self.wanted: dict[int, Expression] = {
            number: holds(here) if stands[number] else TRUE for number, here in enumerate(system.locations)
        }
        self._stands = stands
        self._known: dict[tuple[int, int], Expression] = {}
        self._fresh: dict[int, int] = {}

    def made(self) -> System:
        before = self.system.locations
        locations = list(before)
        left = len(locations)
        locations.append(Location(LocationKey("deciding", 0, ROAMING, (), 0), ()))
        for number, condition in self.wanted.items():
            if condition != TRUE:
                on: SystemInstructions = (ContinueAt(number),)
                stop: SystemInstructions = (ContinueAt(left),)
                effect = stop if condition == FALSE else (Fork((condition,), on, stop),)
                self._fresh[number] = len(locations)
                key = LocationKey("entering", before[number].key.place, ROAMING, (), 0)
                locations.append(Location(key, (Transition("enter", "", "", (), effect),)))
        for number, here in enumerate(before):
            transitions = (self._guarded(here, transition) for transition in here.transitions)
            locations[number] = here._replace(transitions=tuple(each for each in transitions if each is not None))
        settling = {place: redirected(effect, self._fresh) for place, effect in self.system.settling.items()}
        return replace(self.system, locations=tuple(locations), settling=settling)

    def _guarded(self, here: Location, transition: Transition) -> Transition | None:
        guards = transition.guards
        if here.is_chosen:
            needed = self._before(transition.effect, TRUE, _MOST_PASSED)
            if needed == FALSE:
                return None
            guards = (*guards, needed) if needed != TRUE else guards
        return transition._replace(guards=guards, effect=redirected(transition.effect, self._fresh))

    def _before(self, effect: SystemInstructions, after: Expression, passed: int) -> Expression:
        """What has to hold before an effect so that what is wanted holds where it ends, and `after` where it does not
        end. It may be less than that, and `TRUE`, where that would be too long, or where more than so many locations
        are passed by until the player stands.
        """
        for instruction in reversed(effect):
            match instruction:
                case ContinueAt(location):
                    after = self._at(location, passed)
                case SettleAt(place):
                    after = self._at(-1 - place, passed)
                case Assign(slot, value):
                    after = partially_evaluated(after, {slot.name: value})
                case Increment(slot, amount) if slot.name in set(free_variables(after)):
                    after = _added(after, slot, amount)
                case Fork(conditions, then, otherwise):
                    yes, no = self._before(then, after, passed), self._before(otherwise, after, passed)
                    after = yes if yes == no else _either(conditions, yes, no)
            if sum(1 for _ in free_variables(after)) > _MOST_READS:
                after = TRUE
        return after

    def _at(self, end: int, passed: int) -> Expression:
        """What has to hold when a play comes to a location or, for numbers below 0, to a settling that is shared."""
        if end >= 0 and self._stands[end]:
            return self.wanted[end]
        known = self._known.get((end, passed))
        if known is None:
            transitions = self.system.locations[end].transitions if end >= 0 else ()
            effect = self.system.settling[-1 - end] if end < 0 else transitions[0].effect if transitions else ()
            # Where there are several transitions, chance decides.
            known = TRUE if len(transitions) > 1 or not passed else self._before(effect, TRUE, passed - 1)
            self._known[end, passed] = known
        return known


def _added(tree: Expression, slot: Slot, amount: int) -> Expression:
    """A condition as it was before something was added to a variable, which stays within its bounds."""
    if slot.high - slot.low >= _MOST_VALUES:
        return TRUE
    by_value: dict[Expression, list[int]] = {}
    for value in range(slot.low, slot.high + 1):
        now = max(slot.low, min(slot.high, value + amount))
        by_value.setdefault(partially_evaluated(tree, {slot.name: now}), []).append(value)
    if len(by_value) == 1:
        return next(iter(by_value))
    made: Expression = FALSE
    for then, values in by_value.items():
        is_one: Expression = FALSE
        for value in values:
            is_one = _or(is_one, Operation("==", VariableRead(slot.name), Number(value)))
        made = _or(made, _and((is_one, then)))
    return made


def _either(conditions: Iterable[Expression], yes: Expression, no: Expression) -> Expression:
    so = _and(conditions)
    return _or(_and((so, yes)), _and((Not(so), no)))


def _and(trees: Iterable[Expression]) -> Expression:
    made: Expression = TRUE
    for tree in trees:
        made = tree if made == TRUE else made if tree == TRUE else FALSE if FALSE in (made, tree) else Operation(
            "and", made, tree
        )  # fmt: skip
    return made


def _or(first: Expression, second: Expression) -> Expression:
    if TRUE in (first, second):
        return TRUE
    return second if first == FALSE else first if second == FALSE else Operation("or", first, second)

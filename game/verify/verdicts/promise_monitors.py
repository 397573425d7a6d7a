"""What has to be remembered of a play to judge a promise about it, as the monitor of its observer.

The promises are patterns that are known from the field: absence, universality, existence, bounded existence and
response, in the scope of the whole play, before, after (M. B. Dwyer, G. S. Avrunin, J. C. Corbett, "Patterns in
property specifications for finite-state verification", 1999). Where a condition stays true once it is true, nothing
has to be remembered.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from math import comb
from typing import TypeAlias

from game.story.model.expressions import (
    FALSE,
    TRUE,
    Count,
    Expression,
    Not,
    Number,
    Operation,
    VariableRead,
    conjunction,
)
from game.story.model.position_variables import PositionVariables
from game.story.model.promised import Promise
from game.verify.system.demands import Demand
from game.verify.system.elements import Location
from game.verify.system.observers import MonitorChange, PromiseObserver
from game.verify.system.partial_evaluation import partially_evaluated

_LASTING = frozenset(("visits", "been", "taken", "knows", "ending"))
"""What the variables begin with that only grow: no instruction takes back that a scene or a place was seen, a choice
taken or a fact met. An ending is the last moment of its play."""

MOST_WRITTEN_OUT = 30
"""Ways to be more than is promised that are still written out."""

At: TypeAlias = Callable[[Location], Expression]


class PromiseMonitors:
    """The observers of the promises of a story, and what of them has to stay within reach."""

    def __init__(self, whereabouts: PositionVariables) -> None:
        self._whereabouts = whereabouts

    def observer(self, name: str, promise: Promise) -> PromiseObserver:
        """What is told where a moment fulfils a `can`, or breaks another promise.

        Of one that `branches`, that is only part of what breaks it: the play has ended, and it did not come so far.
        """
        match promise.kind:
            case "at_most" if promise.times:
                return self._times(name, promise)
            case "at_most":
                return self._counted(name, promise)
            case "can_still" | "leads_to":
                demand = self.demand(name, promise)
                return demand.monitor._replace(at=lambda here: demand.demanded(here) if _is_over(here) else FALSE)
        return self._moment(name, promise)

    def _moment(self, name: str, promise: Promise) -> PromiseObserver:
        if promise.once is None:
            return PromiseObserver(name, self._at(*promise.sought))
        if lasts(promise.once):
            return PromiseObserver(name, self._at(promise.once, *promise.sought))
        was = f"{name}: was so"
        changes = (MonitorChange(self._at(promise.once), was, 1),)
        return PromiseObserver(name, self._at(VariableRead(was), *promise.sought), ((was, 1),), changes)

    def _counted(self, name: str, promise: Promise) -> PromiseObserver:
        variables: list[tuple[str, int]] = []
        changes: list[MonitorChange] = []
        counted: list[str] = []
        for number, tree in enumerate(promise.counted):
            lasting = _lasting_variable(tree)
            if lasting and lasting not in counted:
                counted.append(lasting)
                continue
            counted.append(f"{name}: {number} was so")
            variables.append((counted[-1], 1))
            changes.append(MonitorChange(self._at(tree), counted[-1], 1))
        many = _more_than(promise.most, tuple(counted))
        return PromiseObserver(name, self._at(many, *promise.scope), tuple(variables), tuple(changes))

    def _times(self, name: str, promise: Promise) -> PromiseObserver:
        (tree,) = promise.counted
        is_so, count = f"{name}: is so", f"{name}: times"
        changes = (
            MonitorChange(self._at(tree, Not(VariableRead(is_so))), count, None),
            MonitorChange(self._at(tree), is_so, 1),
            MonitorChange(self._at(Not(tree)), is_so, 0),
        )
        many = Operation(">", VariableRead(count), Number(promise.most))
        return PromiseObserver(
            name, self._at(many, *promise.scope), ((count, promise.most + 1), (is_so, 1)), changes
        )  # fmt: skip

    # What can still follow

    def demand(self, name: str, promise: Promise) -> Demand:
        """What a promise that `branches` demands."""
        made = self._response if promise.kind == "leads_to" else self._recoverability
        return made(name, promise, self._at(promise.condition))

    def _recoverability(self, name: str, promise: Promise, goal: At) -> Demand:
        missing = Not(promise.condition)
        if promise.once is None:
            demanded = self._at(missing, *promise.scope)
            return Demand(
                PromiseObserver(name, _never), lambda here: FALSE if _is_over(here) else demanded(here), goal
            )  # fmt: skip
        was, first = f"{name}: was so", f"{name}: is so first"
        changes = (
            MonitorChange(_always, first, 0),
            MonitorChange(self._at(promise.once, Not(VariableRead(was))), first, 1),
            MonitorChange(self._at(promise.once), was, 1),
        )
        monitor = PromiseObserver(name, _never, ((was, 1), (first, 1)), changes)
        return Demand(monitor, self._at(VariableRead(first), missing), goal)

    def _response(self, name: str, promise: Promise, goal: At) -> Demand:
        begins = promise.once if promise.once is not None else conjunction("and", list(promise.scope))
        missing = Not(promise.condition)
        if lasts(begins) and lasts(promise.condition):
            return Demand(PromiseObserver(name, _never), self._at(begins, missing), goal)
        due = f"{name}: is due"
        if promise.scope:
            changes = (
                MonitorChange(self._at(begins), due, 1),
                MonitorChange(self._at(promise.condition), due, 0),
            )
            monitor = PromiseObserver(name, _never, ((due, 1),), changes)
            return Demand(monitor, self._at(VariableRead(due)), goal)
        is_due = Operation("==", VariableRead(due), Number(1))
        changes = (
            MonitorChange(self._at(begins, Operation("==", VariableRead(due), Number(0))), due, 1),
            MonitorChange(self._at(is_due, promise.condition), due, 2),
        )
        return Demand(PromiseObserver(name, _never, ((due, 2),), changes), self._at(is_due), goal)

    def _at(self, *trees: Expression) -> At:
        together = conjunction("and", list(trees))

        def at(here: Location) -> Expression:
            known = self._whereabouts.at(here.key.node, here.key.place, here.key.question)
            return partially_evaluated(together, known)

        return at


def _more_than(most: int, variables: tuple[str, ...]) -> Expression:
    """That more than so many of these variables are at least 1.

    Where there are few ways for that, each is written out: whoever leaves things out sees what to keep.
    """
    if comb(len(variables), most + 1) > MOST_WRITTEN_OUT:
        return Operation(">", Count(variables), Number(most))
    set_ = {name: Operation(">=", VariableRead(name), Number(1)) for name in variables}
    ways = [conjunction("and", [set_[name] for name in some]) for some in combinations(variables, most + 1)]
    return conjunction("or", ways)


def lasts(tree: Expression) -> bool:
    """Whether a condition stays true once it is true, as far as that can be seen from its form."""
    match tree:
        case Number():
            return True
        case Operation("and" | "or", left, right):
            return lasts(left) and lasts(right)
        case VariableRead() | Operation(">=" | ">", VariableRead() | Count(), Number()):
            some = tree if isinstance(tree, VariableRead) else tree.left
            names = some.variables if isinstance(some, Count) else (some.variable,)  # type: ignore[union-attr]
            return all(name.partition(".")[0] in _LASTING for name in names)
    return False


def _lasting_variable(tree: Expression) -> str:
    """The variable of the memory that is at least 1 from when this condition was so; empty: there is none."""
    match tree:
        case VariableRead(name) | Operation(">=", VariableRead(name), Number(1)) if lasts(tree):
            return "" if name.startswith("ending.") else name
    return ""


def _is_over(here: Location) -> bool:
    return here.key.kind == "ending"


def _always(here: Location) -> Expression:
    return TRUE


def _never(here: Location) -> Expression:
    return FALSE

"""A system in which the state says all that a simulated player goes by where something is asked.

How likely an answer is right hangs on how many answers and hints there were before. No rule of a story has to ask for
that, and reductions would forget it. So at a question there is each transition once for each such number, behind a
guard that asks for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from game.story.model.expressions import FALSE, Expression, Number, Operation, VariableRead
from game.story.model.layout import Slot
from game.story.model.story import Question
from game.verify.system.elements import Location, Transition
from game.verify.system.observers import InstrumentedSystem
from game.verify.system.partial_evaluation import evaluated_guards
from game.verify.system.transition_system import System


class AskedSoFar(NamedTuple):
    """How many answers to a question did not count, and how many hints were shown, since it was asked."""

    tried: int
    shown: int


def asked_so_far(transition: Transition) -> AskedSoFar:
    """What the transition stands for at a question of an `answering` system."""
    tried, shown = transition.id.split(" ")
    return AskedSoFar(int(tried), int(shown))


def answering(system: System) -> InstrumentedSystem:
    """The system with each transition at a question once for each number of answers and of hints before."""
    locations = tuple(
        here._replace(transitions=tuple(_counted(system, system.moves.question(here.key.question), here)))
        if here.key.kind == "question" else here
        for here in system.locations
    )  # fmt: skip
    standing = frozenset(number for number, here in enumerate(locations) if here.is_chosen or here.key.kind == "ending")
    return InstrumentedSystem(system.story, locations, system.settling, system.slots, standing)


def _counted(system: System, question: Question, here: Location) -> Iterator[Transition]:
    for tried, tried_guard in _numbers(system.story.tried, question.tries - 1):
        for shown, shown_guard in _numbers(system.story.hinted, len(question.hints)):
            known = {slot.name: number for slot, number in ((system.story.tried, tried), (system.story.hinted, shown))
                     if slot is not None}  # fmt: skip
            for transition in here.transitions:
                left = evaluated_guards(transition.guards, known)
                if left != (FALSE,):
                    yield transition._replace(id=f"{tried} {shown}", guards=(*tried_guard, *shown_guard, *left))


def _numbers(slot: Slot | None, most: int) -> Iterator[tuple[int, tuple[Expression, ...]]]:
    """The numbers from 0 to `most` that a variable can have, each with the guard that it has it, where needed."""
    if slot is None or not most:
        yield 0, ()
        return
    for number in range(most + 1):
        yield number, (Operation("==", VariableRead(slot.name), Number(number)),)

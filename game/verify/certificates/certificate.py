"""What a certificate says: sets of states that nothing leads out of, orders in which they lead to an end, and plays."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from game.verify.system.observers import InstrumentedSystem, PromiseObserver, instrumented
from game.verify.system.transition_system import System

CERTIFICATE_VERSION = 2


class DiagramNode(NamedTuple):
    """A node of a diagram: its variable, by its place in the order, and its edges.

    Each edge has the values that lead along it, as bits, the lowest of the range first, and the number of the set that
    follows: 0 the empty one, 1 everything, 2 the first node, and so on; always of a node before this one.
    """

    level: int
    edges: tuple[tuple[int, int], ...]


class RankedStates(NamedTuple):
    """States of a location, by the number of their set, from which a transition, by its number there, leads to ones
    that are ranked before. Where all transitions have to, the number is 0 and says nothing.
    """

    location: int
    transition: int
    states: int


Ranking = tuple[RankedStates, ...]
"""The nearest to the end first."""


class ClosedSet(NamedTuple):
    """States among which is the first one, and from which no transition leads elsewhere.

    `order` are the variables of the diagrams, from the top; what is in none of their nodes may have any value.
    `reached` has the number of a set for each location at which there are states. `growing` are variables that no
    transition makes smaller. `to_endings` shows that from each state an ending can be reached, `to_choices` that a play
    always comes to where somebody chooses, or to an ending; empty: it shows nothing of that. `never` are the keys of
    what happens on no transition from these states.
    """

    order: tuple[str, ...]
    nodes: tuple[DiagramNode, ...]
    reached: Mapping[int, int]
    growing: tuple[str, ...]
    to_endings: Ranking
    to_choices: Ranking
    never: tuple[str, ...]


class PlayStep(NamedTuple):
    """A step of a play after another, by its number (-1: after nothing): a transition, by its number where one is."""

    after: int
    transition: int


class Certificate(NamedTuple):
    """Everything that is certified of a story, which is known by its fingerprint.

    `without` are ids of choices that are never taken in it. `about` are the keys that are observed in the system of
    which the closed sets speak: what they say never to happen is among them. `steps` are those of all plays together,
    the beginnings that they share once; `shown` are keys of what can happen, each with the number of the step on which
    it does.
    """

    story: str
    without: tuple[str, ...]
    about: tuple[str, ...]
    closed: tuple[ClosedSet, ...]
    steps: tuple[PlayStep, ...]
    shown: Mapping[str, int]


class NotShown(Exception):
    """The certificate does not show what it says. The words tell why, in one sentence."""


def observed_for(system: System, statements: tuple[PromiseObserver, ...], keys: Collection[str]) -> InstrumentedSystem:
    """The system in which what these keys are about is told, and nothing else: the one that certificates speak of."""
    some = tuple(statement for statement in statements if statement.name in keys)
    return instrumented(system, frozenset(keys), some)

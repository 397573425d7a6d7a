"""What a search found out about a system, whichever way it searched."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import NamedTuple, Protocol

from game.engine.events import Event
from game.story.model.expressions import Expression
from game.verify.system.elements import Location

Progress = Callable[[int], bool]
"""Told how many states there are so far, at least, or how many of whatever else is counted; says whether to go on."""


class SearchStopped(Exception):
    """The search was ended by its bound before it came to its end. Nothing is proved."""


class Goal(NamedTuple):
    """A state that is looked for.

    It is at one of the `locations` (None: at any), all `conditions` hold in it (over the variables of the story), and
    where `transition` is given (by its number at the location) it is open in it, and where `event` is given that event
    happens on it (or, without `transition`, on some transition that is open). `soft_lock`: no ending can be reached
    from it. `diverges`: from it the play goes on for ever without anybody choosing.
    """

    locations: frozenset[int] | None = None
    conditions: tuple[Expression, ...] = ()
    transition: int | None = None
    event: Event | None = None
    soft_lock: bool = False
    diverges: bool = False

    def moves_from(self, here: Location) -> int:
        """How many moves of the player it takes from such a state at this location until what is looked for is so.

        1 where the player takes a transition on which it happens, else 0.
        """
        return int(here.is_chosen and (self.transition is not None or self.event is not None))


class PathStep(NamedTuple):
    """A transition that is taken: the number of the location, and of the transition there, both from 0 on."""

    location: int
    transition: int


class Space(Protocol):
    """All states that can be reached, of a reduced system.

    Much of it is worked out when it is asked for: every property and method may raise SearchStopped.
    """

    @property
    def states(self) -> int:
        """How many there are, exactly."""

    @property
    def at(self) -> tuple[int, ...]:
        """How many there are at each location, exactly: a number for each, 0 where nobody comes."""

    @property
    def transitions(self) -> frozenset[PathStep]:
        """The transitions that are open in some state."""

    @property
    def events(self) -> frozenset[tuple[PathStep, str, Event]]:
        """What happens on some way in some state, with the name of its kind: events of two kinds can be equal."""

    @property
    def deadlocks(self) -> tuple[int, ...]:
        """The locations, no endings, with a state in which no way is open."""

    @property
    def soft_locks(self) -> int:
        """How many states there are from which no ending can be reached, exactly; those of deadlocks are among them."""

    def leading_to(self, endings: Collection[int]) -> tuple[int, ...]:
        """How many states there are at each location from which one of these endings can be reached, exactly.

        `endings` are numbers of locations; all of their own states count.
        """

    @property
    def divergences(self) -> tuple[int, ...]:
        """The locations with a state from which the play goes on for ever without anybody choosing.

        Nobody chooses at such a location either; the states from which it leads there are among them, as far as nobody
        chooses between.
        """

    def path(self, goal: Goal) -> tuple[PathStep, ...] | None:
        """A way from the beginning to such a state with as few moves of the player as possible; None: there is none.

        Where the goal has a transition or an event, its last step is that way. Steps at locations where nobody chooses
        are in it, and do not count.
        """

"""Plays that are replayed, move by move, on a system as it is: whether what was sought still happens.

A play is what a player does, by kind and id, and what chance draws. What cannot be done when its turn comes is passed
over; where chance draws and the play does not say what, the first question that may be drawn is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from game.story.model.expressions import conjunction
from game.verify.abstract.control_flow_graph import CHOSEN, Happening
from game.verify.exact.packing import Packing
from game.verify.reductions.reduction import Reduced
from game.verify.search.play_code import PlayCode
from game.verify.system.elements import Location
from game.verify.system.space import PathStep

PlayMove: TypeAlias = tuple[str, str]
"""The kind and the id of a move; of the kind `draw`, what chance draws."""

TRANSITION_WORK = 10
"""To take a transition takes as long as to pass over so many moves, about."""
STUCK: Happening = ("stuck", "")
"""Sought instead of an event: that nothing can be done, and the story is not over."""
ENDLESS: Happening = ("endless", "")
"""Sought instead of an event: that the story goes on by itself for ever."""


class ReplayState(NamedTuple):
    """The number of a location, and the packed variables there."""

    location: int
    memory: int


class ReplayedMove(NamedTuple):
    """A move of a player, with the state before it, and what chance drew behind it until the next one."""

    before: ReplayState
    move: PlayMove
    drawn: tuple[PlayMove, ...]


class ReplayedPlay(NamedTuple):
    """A play up to what was sought: what chance `drew` before the first move, and the moves."""

    drawn: tuple[PlayMove, ...]
    moves: tuple[ReplayedMove, ...]

    @property
    def play(self) -> tuple[PlayMove, ...]:
        """What is done and drawn, in order."""
        return (*self.drawn, *flat(self.moves))


class WaitingPlay(NamedTuple):
    """Where a play waits for a move or for chance; `happened` is what was told on the way there."""

    state: ReplayState
    happened: frozenset[Happening]
    is_over: bool


class PlayReplay:
    """Replays plays of a system that begins with the memory `start`.

    `work` counts the moves that were passed over, and each transition that was taken as TRANSITION_WORK.
    """

    def __init__(self, whole: Reduced, start: int) -> None:
        self.whole = whole
        self._packing = Packing(whole, start)
        self._code = PlayCode(self._packing)
        self._kinds = [here.key.kind if here is not None else "" for here in whole.locations]
        self._transitions: dict[tuple[int, int], Callable[[int], tuple[int, int, int]]] = {}
        self._tests: dict[tuple[int, int], Callable[[int], bool]] = {}
        self._named: dict[int, dict[PlayMove, list[int]]] = {}
        self._told: dict[int, frozenset[Happening]] = {0: frozenset()}
        self.work = 0

    @property
    def first(self) -> ReplayState:
        """Where every play begins."""
        return ReplayState(0, self._packing.start >> self._packing.location_bits)

    def replayed(self, play: Sequence[PlayMove], sought: Happening) -> ReplayedPlay | None:
        """The play until the event happens. None: it does not."""
        drawn: list[PlayMove] = []
        found = self.go_on(self.first, play, sought, drawn)
        return ReplayedPlay(tuple(drawn), tuple(found)) if found is not None else None

    def go_on(
        self, state: ReplayState, play: Sequence[PlayMove], sought: Happening, drawn: list[PlayMove] | None = None
    ) -> list[ReplayedMove] | None:
        """The moves of a play that is here, until the event happens. None: it does not.

        What chance draws before the first of them is added to `drawn`.
        """
        made: list[ReplayedMove] = []
        behind: list[PlayMove] = [] if drawn is None else drawn
        position = 0
        while True:
            waiting = self.until_choice(state)
            state = waiting.state
            if self.is_so(sought, waiting):
                return _closed(made, behind)
            if waiting.is_over:
                return None
            choosing = self._kinds[state.location] in CHOSEN
            number = None
            if choosing:
                named, begun = self._names(state.location), position
                while number is None:
                    if position == len(play):
                        self.work += position - begun
                        return None
                    numbers = named.get(play[position])  # most of a play is passed over when much was left out
                    position += 1
                    if numbers is not None:
                        number = self._open_one(state, numbers)
                self.work += position - begun - 1
                made = _closed(made, behind)
                behind = []
                made.append(ReplayedMove(state, self.move(state.location, number), ()))
            else:
                if position < len(play) and play[position][0] == "draw":
                    number = self._open_one(state, self._names(state.location).get(play[position], ()))
                    position += number is not None
                number = next(self.open_at(state)) if number is None else number
                behind.append(self.move(state.location, number))
            state, happened = self.after(state, number)
            if sought in happened:
                return _closed(made, behind)

    def until_choice(self, state: ReplayState) -> WaitingPlay:
        """Where somebody can choose, or chance draws, or the play is over."""
        happened: frozenset[Happening] = frozenset()
        while True:
            kind = self._kinds[state.location]
            if kind in CHOSEN or kind == "drawing":
                return WaitingPlay(state, happened, is_over=False)
            if kind == "ending":
                return WaitingPlay(state, happened, is_over=True)
            if kind == "endless":
                return WaitingPlay(state, happened | {ENDLESS}, is_over=True)
            number = next(self.open_at(state), None)
            if number is None:
                return WaitingPlay(state, happened | {STUCK}, is_over=True)
            state, told = self.after(state, number)
            happened |= told

    def is_so(self, sought: Happening, waiting: WaitingPlay) -> bool:
        """Whether what is sought happened on the way to where a play waits, or is so there."""
        if sought in waiting.happened:
            return True
        return sought == STUCK and not waiting.is_over and next(self.open_at(waiting.state), None) is None

    def open_at(self, state: ReplayState) -> Iterator[int]:
        """The numbers of the transitions that are open in a state, in order."""
        for number in range(len(self.here(state.location).transitions)):
            if self._is_open(state, number):
                yield number

    def after(self, state: ReplayState, number: int) -> tuple[ReplayState, frozenset[Happening]]:
        """Where a transition leads, and what happens on it."""
        step = state.location, number
        function = self._transitions.get(step)
        if function is None:
            function = self._transitions[step] = self._code.transition(PathStep(*step))
        self.work += TRANSITION_WORK
        location, memory, mask = function(state.memory)
        told = self._told.get(mask)
        if told is None:
            told = self._told[mask] = frozenset(self._code.events_of(mask))
        return ReplayState(location, memory), told

    def here(self, number: int) -> Location:
        """The location with this number, to which something leads."""
        here = self.whole.locations[number]
        assert here is not None  # noqa: S101 - somebody is there
        return here

    def move(self, location: int, number: int) -> PlayMove:
        """What a transition of a location is called."""
        transition = self.here(location).transitions[number]
        return transition.kind, transition.id

    def is_chosen(self, location: int) -> bool:
        """Whether the player decides there."""
        return self._kinds[location] in CHOSEN

    def _is_open(self, state: ReplayState, number: int) -> bool:
        step = state.location, number
        test = self._tests.get(step)
        if test is None:
            guards = self.here(state.location).transitions[number].guards
            test = self._tests[step] = self._code.test(conjunction("and", guards)) if guards else _always
        return bool(test(state.memory))

    def _open_one(self, state: ReplayState, numbers: Sequence[int]) -> int | None:
        """The first of these transitions that is open; None: none is."""
        for number in numbers:
            if self._is_open(state, number):
                return number
        return None

    def _names(self, location: int) -> dict[PlayMove, list[int]]:
        """The transitions of a location by what they are called."""
        named = self._named.get(location)
        if named is None:
            named = self._named[location] = {}
            for number in range(len(self.here(location).transitions)):
                named.setdefault(self.move(location, number), []).append(number)
        return named


def flat(moves: Sequence[ReplayedMove]) -> Iterator[PlayMove]:
    """What is done and drawn in these moves, in order."""
    for made in moves:
        yield made.move
        yield from made.drawn


def _closed(made: list[ReplayedMove], behind: list[PlayMove]) -> list[ReplayedMove]:
    """The moves, with what chance drew behind the last one."""
    return [*made[:-1], made[-1]._replace(drawn=tuple(behind))] if made and behind else made


def _always(memory: int) -> bool:
    return True

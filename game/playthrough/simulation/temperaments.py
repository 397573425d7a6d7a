"""What a simulated player prefers, where nothing is asked: everything alike, the new, or whatever leads on.

Every temperament leaves a chance to everything that is offered, so that none of them goes round in a circle that has a
way out. The numbers below are choices of ours, not measurements of pupils; docs/simulation.md says so.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple, TypeAlias

from game.engine.moves import Moves

TemperamentName: TypeAlias = Literal["uniform", "curious", "hurried"]
NAMES: tuple[TemperamentName, ...] = ("uniform", "curious", "hurried")

Chance: TypeAlias = Callable[[], float]
"""Numbers from 0 to 1, 1 excluded."""

PickMove: TypeAlias = Callable[[tuple[int, ...], int, bool, Chance], int]
"""Of the numbers of the moves that are offered, in this memory, outside scenes or not: the one that is taken."""


class Habits(NamedTuple):
    """How likely a player looks into the notebook, how likely one who does not know says so instead of guessing, and
    how likely such a one asks for a hint first, where there is one."""

    looks_up: float
    gives_up: float
    asks: float = 0.5


HABITS: dict[TemperamentName, Habits] = {
    "uniform": Habits(looks_up=0.25, gives_up=0.25),
    "curious": Habits(looks_up=0.5, gives_up=0.125, asks=0.75),
    "hurried": Habits(looks_up=0.0, gives_up=0.5, asks=0.25),
}

#: How often the curious and the hurried do what they prefer; else they do anything that is offered.
CURIOUS_PREFERS, HURRIED_PREFERS = 0.9, 0.75


class TemperamentTable:
    """What the numbers of moves stand for, so that a player can tell what was done before.

    A way counts as the place that it leads to: a player who has been there has seen what is behind it.
    """

    def __init__(self, moves: Moves) -> None:
        self._story, self._moves = moves.story, moves.all
        self._known: dict[tuple[int, tuple[int, ...]], tuple[tuple[int, ...], int]] = {}
        self._scenes: dict[str, int] = {}

    def marks(self, place: int, numbers: tuple[int, ...]) -> tuple[tuple[int, ...], int]:
        """For each move offered at a place its mark, and how many of them open a scene: those stand first.

        The mark is the number of the move, or below zero (`-1 - number`) the place that it leads to.
        """
        known = self._known.get((place, numbers))
        if known is None:
            scenes = sum(self._moves[number].kind == "scene" for number in numbers)
            known = self._known[place, numbers] = tuple(self._mark(place, number) for number in numbers), scenes
        return known

    def _mark(self, place: int, number: int) -> int:
        move = self._moves[number]
        if move.kind == "scene":  # the same at every place
            return self._scenes.setdefault(move.subject, number)
        if move.kind != "go":
            return number
        here = self._story.places[self._story.place_order[place]]
        to = next(way.to for way in here.exits if way.direction == move.subject)
        return -1 - self._story.places[to].number


_Been: TypeAlias = Callable[[int, int], int]


def _done_least(marks: tuple[int, ...], _: int, been: _Been, chance: Chance) -> int:
    """The curious: what was done least often in this play, a way to where one was least often; by chance where equal.

    The result is an index in `marks`.
    """
    times = [been(mark, 0) for mark in marks]
    least = min(times)
    fitting = [index for index, count in enumerate(times) if count == least]
    return fitting[int(chance() * len(fitting))]


def _leads_on(marks: tuple[int, ...], firsts: int, been: _Been, chance: Chance) -> int:
    """The hurried: the first choice or scene that was not taken in this play, else a way to where one was least often.

    The first `firsts` of the marks are choices or scenes. The result is an index in `marks`, or -1 for no preference.
    """
    for index in range(firsts):
        if not been(marks[index], 0):
            return index
    ways = [index for index, mark in enumerate(marks) if mark < 0]
    least = min((been(marks[index], 0) for index in ways), default=0)
    fitting = [index for index in ways if been(marks[index], 0) == least]
    return fitting[int(chance() * len(fitting))] if fitting else -1


def picker(name: TemperamentName, moves: Moves) -> Callable[[], PickMove] | None:
    """What begins a play of somebody with this temperament. None: everything alike, which needs no memory.

    It is called without arguments once for each play, and gives a `PickMove` that remembers what was done in that play.
    This is called at each step at which no question is asked; it needs at least one move, and draws one number or two.
    """
    if name == "uniform":
        return None
    prefers, often = (_done_least, CURIOUS_PREFERS) if name == "curious" else (_leads_on, HURRIED_PREFERS)
    ways, place = TemperamentTable(moves), moves.story.place
    shift, mask = (place.shift, place.mask) if place is not None else (0, 0)

    def begin() -> PickMove:
        done: dict[int, int] = {}
        been = done.get
        last = -1

        def pick(numbers: tuple[int, ...], memory: int, roaming: bool, chance: Chance) -> int:
            nonlocal last
            place = memory >> shift & mask
            if place != last:  # also when a scene brought the player there
                last = place
                done[-1 - place] = been(-1 - place, 0) + 1
            marks, firsts = ways.marks(place, numbers) if roaming else (numbers, len(numbers))
            index = prefers(marks, firsts, been, chance) if chance() < often else -1
            if index < 0:
                index = int(chance() * len(numbers))
            if marks[index] >= 0:
                done[marks[index]] = been(marks[index], 0) + 1
            return numbers[index]

        return pick

    return begin

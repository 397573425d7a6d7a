"""How likely a simulated player does what where something is asked: the chances from which `players` draws, as numbers.

A player's luck with a question is a number of 64 bits that stays the same until an answer is given: hints are asked
for, and the notebook is opened, on the same luck. What was decided on it before is decided. So the chances hang on how
many hints were asked for on this luck, and on nothing else that the state of a play does not hold.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from game.playthrough.simulation.players import LUCK_RANGE, AnswerWays
from game.playthrough.simulation.temperaments import Habits

_BYTE, _WORD = 256, 65_536


class AnswerChance(NamedTuple):
    """A move with which a question is met, by its number, and how likely. `same_luck`: no answer is given with it."""

    number: int
    chance: Fraction
    same_luck: bool = False


AnswerOdds: TypeAlias = Callable[[AnswerWays, int, int], tuple[AnswerChance, ...]]
"""What is done when a question is asked: of the ways there are, `right_below` as it was one hint earlier, and how many
hints were asked for on this luck. The chances add up to 1; a move may be among them more than once.
"""


def odds_by_knowledge(habits: Habits) -> AnswerOdds:
    """The chances of somebody with these habits who knows as much as `AnswerWays.right_below` says."""
    looks_up = Fraction(int(habits.looks_up * _WORD), _WORD)
    gives_up, asks = (Fraction(int(share * _BYTE), _BYTE) for share in (habits.gives_up, habits.asks))

    def odds(way: AnswerWays, below_before: int, hints_on_luck: int) -> tuple[AnswerChance, ...]:
        found: list[AnswerChance] = []
        left = Fraction(1)
        if way.looks_up is not None and not hints_on_luck:  # else it was decided already, against it
            found.append(AnswerChance(way.looks_up, looks_up, same_luck=True))
            left -= looks_up
        knows = _known(way, below_before if hints_on_luck else 0)
        found += (AnswerChance(number, left * knows * part) for number, part in _right(way))
        left *= 1 - knows
        if way.hint is not None:
            found.append(AnswerChance(way.hint, left * asks, same_luck=True))
            left *= 1 - asks
        found.append(AnswerChance(way.gives_up, left * gives_up))
        left *= 1 - gives_up
        return (*found, *(AnswerChance(number, left * part) for number, part in _not_right(way)))

    return odds


def odds_of_knowing(way: AnswerWays, _: int, __: int) -> tuple[AnswerChance, ...]:
    """The chances of a reader, who neither looks up nor passes nor asks."""
    knows = _known(way, 0)
    return (
        *(AnswerChance(number, knows * part) for number, part in _right(way)),
        *(AnswerChance(number, (1 - knows) * part) for number, part in _not_right(way)),
    )


def odds_of_any_option(way: AnswerWays, _: int, __: int) -> tuple[AnswerChance, ...]:
    """The chances of somebody who takes any option, and passes where an answer is to be typed."""
    if not way.options:
        return (AnswerChance(way.gives_up, Fraction(1)),)
    return tuple(AnswerChance(number, part) for number, part in _shared(way.options, LUCK_RANGE))


def odds_of_undoing(*, first_answers_stand: bool) -> AnswerOdds:
    """The chances of somebody who passes, reads the answer and takes the pass back, where that is possible."""

    def odds(way: AnswerWays, _: int, __: int) -> tuple[AnswerChance, ...]:
        return (AnswerChance(way.gives_up if first_answers_stand else way.right, Fraction(1)),)

    return odds


def _known(way: AnswerWays, below_before: int) -> Fraction:
    """How likely it is known by who did not know it one hint earlier (with 0, by anybody)."""
    unknown = LUCK_RANGE - below_before
    return Fraction(way.right_below - below_before, unknown) if unknown else Fraction(1)


def _right(way: AnswerWays) -> list[tuple[int, Fraction]]:
    """Which right answer is given by who knows it: see `players.any_right`."""
    return [(way.right, Fraction(1))] if way.wrong or not way.options else _shared(way.options, _BYTE)


def _not_right(way: AnswerWays) -> list[tuple[int, Fraction]]:
    """What is answered by who does not know all of it: see `players.not_right`."""
    found: list[tuple[int, Fraction]] = []
    partly = Fraction(0)
    if way.partly is not None:
        partly = Fraction(way.partly_below, LUCK_RANGE)
        found.append((way.partly, partly))
    return [*found, *((number, (1 - partly) * part) for number, part in _shared(way.wrong, _BYTE))]


def _shared(numbers: tuple[int, ...], values: int) -> list[tuple[int, Fraction]]:
    """How likely each of these is where `value * len(numbers) // values` is its index, for each value alike."""
    count = len(numbers)
    bounds = [-(-index * values // count) for index in range(count + 1)] if count else []
    return [(number, Fraction(bounds[i + 1] - bounds[i], values)) for i, number in enumerate(numbers)]

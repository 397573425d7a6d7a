"""What is done where nothing is asked: anything, what costs nothing, always the first or the last thing, waiting."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from game.engine.compiled_effects import Configuration
from game.engine.moves import Moves
from game.engine.state import EndlessLoop
from game.playthrough.simulation.temperaments import Chance
from game.story.model.story import Ask

ChooseMove: TypeAlias = Callable[[tuple[int, ...], Configuration, Chance], int]
"""Of the numbers of the moves that are offered, in this standing: the one that is taken."""

#: So many situations are remembered with what was found there: plays of one story come to the same ones again.
_REMEMBERED = 100_000


def choose_at_random(numbers: tuple[int, ...], _: Configuration, chance: Chance) -> int:
    """Anything, each as likely as the others."""
    return numbers[int(chance() * len(numbers))]


def choosing_in_order(*, last: bool = False) -> ChooseMove:
    """Always the first thing, or the last, for one play.

    Where nothing at all has changed since the same things were offered before, it is the next one: nobody walks to and
    fro between two rooms for ever.
    """
    been: dict[tuple[int, tuple[int, ...]], int] = {}

    def choose(numbers: tuple[int, ...], at: Configuration, _: Chance) -> int:
        situation = at[0], numbers
        times = been[situation] = been.get(situation, -1) + 1
        index = times % len(numbers)
        return numbers[-1 - index] if last else numbers[index]

    return choose


class _LookingAhead:
    """Knows what can be done in the situations of a story, by looking one or two moves ahead."""

    def __init__(self, moves: Moves) -> None:
        self._moves, self._story = moves, moves.story
        self._known: dict[tuple[int, int, tuple[int, ...]], tuple[int, ...]] = {}
        self._slots = [measure.slot for measure in self._story.measures.values()]
        self._measures = sum(slot.mask << slot.shift for slot in self._slots)

    def _looked(self, numbers: tuple[int, ...], at: Configuration) -> tuple[int, ...]:
        """What was found in this situation, looked for only once."""
        found = self._known.get(at[:3])
        if found is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            found = self._known[at[:3]] = self._found(numbers, at)
        return found

    def _found(self, numbers: tuple[int, ...], at: Configuration) -> tuple[int, ...]:
        """Those of the moves that are wanted here."""
        raise NotImplementedError

    def _after(self, number: int, at: Configuration) -> Configuration | None:
        try:
            return self._moves.after(at, number)
        except EndlessLoop:
            return None

    def _loses(self, before: Configuration, after: Configuration) -> bool:
        had, has = before[0], after[0]
        if not (had ^ has) & self._measures:  # mostly no measure changes, and there may be many
            return False
        return any(slot.get(has) < slot.get(had) for slot in self._slots)


class Careful(_LookingAhead):
    """Knows which moves cost nothing at once: no measure falls before something is offered or asked again."""

    def choosing(self) -> ChooseMove:
        """For one play: anything that costs nothing at once; anything at all where everything does."""

        def choose(numbers: tuple[int, ...], at: Configuration, chance: Chance) -> int:
            return choose_at_random(self._looked(numbers, at) or numbers, at, chance)

        return choose

    def _found(self, numbers: tuple[int, ...], at: Configuration) -> tuple[int, ...]:
        afterwards = ((number, self._after(number, at)) for number in numbers)
        return tuple(number for number, after in afterwards if after is not None and not self._loses(at, after))


class Waiting(_LookingAhead):
    """Knows in which situations of a story one can wait: let time pass, and neither lose anything nor be asked."""

    def choosing(self) -> ChooseMove:
        """For one play: whatever lets time pass, or leads to it at once; else the first thing that is offered."""
        otherwise = choosing_in_order()

        def choose(numbers: tuple[int, ...], at: Configuration, chance: Chance) -> int:
            waits = self._looked(numbers, at) if self._story.clock is not None else ()
            return waits[0] if waits else otherwise(numbers, at, chance)

        return choose

    def _found(self, numbers: tuple[int, ...], at: Configuration) -> tuple[int, ...]:
        """The move with which one waits, or comes to where one can; nothing where there is none."""
        opened = []
        for number in numbers:
            after = self._after(number, at)
            if after is not None and self._has_waited(at, after):
                return (number,)
            if after is not None and self._moves.all[number].kind == "scene" and not self._worse(at, after):
                opened.append((number, after))
        for number, there in opened:
            following = (self._after(move, there) for move in self._moves.offered(there))
            if any(after is not None and self._has_waited(at, after) for after in following):
                return (number,)
        return ()

    def _has_waited(self, before: Configuration, after: Configuration) -> bool:
        clock, place = self._story.clock, self._story.place
        assert clock is not None  # noqa: S101 - else nobody asks
        stays = place is None or place.get(after[0]) == place.get(before[0])
        return clock.get(after[0]) > clock.get(before[0]) and stays and not self._worse(before, after)

    def _worse(self, before: Configuration, after: Configuration) -> bool:
        """Whether something was lost, or a question is to be answered."""
        asked = after[1] >= 0 and isinstance(self._story.nodes[after[1]], Ask)
        return asked or self._loses(before, after)

"""The steps of a play with their turns: all that are at hand, and the others played again when they are asked for."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, overload

from game.engine import State, Turn
from game.engine.events import QuestionAnswered, TextShown
from game.record.journal import Step
from game.support import limits

#: After so many steps the state is kept, from which the steps behind it can be played again.
_APART = 16


class Played(NamedTuple):
    """A step and what it brought. The first one of a play has no step: it is the beginning."""

    step: Step | None
    turn: Turn


def weight_of(turn: Turn) -> int:
    """About how many bytes a turn takes: what happened, and what was remembered then."""
    memories = 1 + sum(type(event) is TextShown for event in turn.events)
    return memories * (turn.state.memory.bit_length() // 8 + 60) + 80 * len(turn.events) + 200


class History(Sequence[Played]):
    """The steps of a play, as a list that can grow and be cut off behind its beginning.

    Turns take no more than `limits.KEPT_WEIGHT` bytes; of older ones only the steps are kept. `again` does a step in a
    state once more: the same step in the same state brings the same turn.
    """

    def __init__(self, beginning: Played, again: Callable[[State, Step], Turn]) -> None:
        self._again = again
        self._steps: list[Step | None] = []
        self._turns: list[Turn | None] = []
        self._states: list[State] = []
        self._at_hand: deque[int] = deque()
        self._weight = 0
        self._answers: list[tuple[int, QuestionAnswered]] = []
        self.append(beginning)

    def append(self, played: Played) -> None:
        """One more step."""
        index = len(self._steps)
        if index % _APART == 0:
            self._states.append(played.turn.state)
        self._steps.append(played.step)
        self._turns.append(played.turn)
        if index:  # from the beginning everything can be played again: it stays
            self._keep(index, played.turn)
            self._answers += ((index, event) for event in played.turn.events if isinstance(event, QuestionAnswered))

    def _keep(self, index: int, turn: Turn) -> None:
        self._turns[index] = turn
        self._at_hand.append(index)
        self._weight += weight_of(turn)
        while self._weight > limits.KEPT_WEIGHT and len(self._at_hand) > 1:
            self._forget(self._at_hand.popleft())

    def cut(self, length: int) -> None:
        """Keep the first steps, so many, the beginning among them."""
        while self._at_hand and self._at_hand[-1] >= length:
            self._forget(self._at_hand.pop())
        while self._answers and self._answers[-1][0] >= length:
            self._answers.pop()
        del self._steps[length:], self._turns[length:], self._states[(length + _APART - 1) // _APART :]
        if self._turns[-1] is None:  # where the play stands is asked all the time
            self._keep(length - 1, self[-1].turn)

    def _forget(self, index: int) -> None:
        turn = self._turns[index]
        if turn is not None:
            self._weight -= weight_of(turn)
            self._turns[index] = None

    def __len__(self) -> int:
        return len(self._steps)

    @overload
    def __getitem__(self, index: int) -> Played: ...

    @overload
    def __getitem__(self, index: slice) -> list[Played]: ...

    def __getitem__(self, index: int | slice) -> Played | list[Played]:
        if isinstance(index, slice):
            start, stop, step = index.indices(len(self))
            assert step == 1  # noqa: S101 - nobody asks for every second step
            return list(self._from(start, stop))
        position = range(len(self))[index]
        turn = self._turns[position]
        return Played(self._steps[position], turn) if turn is not None else next(self._from(position, position + 1))

    def __iter__(self) -> Iterator[Played]:
        return self._from(0, len(self))

    def __reversed__(self) -> Iterator[Played]:
        """From the last step to the beginning, as lazily as it is read; no forgotten turn is played more than once."""
        stop = len(self)
        while stop > 1:
            start = (stop - 2) // _APART * _APART + 1  # the state just before it was kept
            yield from reversed(list(self._from(start, stop)))
            stop = start
        yield from self._from(0, stop)

    @property
    def answers(self) -> Sequence[tuple[int, QuestionAnswered]]:
        """Every answer that was given, behind the position of its step; counted as they come, however long the play."""
        return self._answers

    def steps(self) -> Iterator[Step]:
        """The steps alone, for which no turn is played again."""
        return (step for step in self._steps if step is not None)

    def _from(self, start: int, stop: int) -> Iterator[Played]:
        state: State | None = None
        for index in range(start, stop):
            step, turn = self._steps[index], self._turns[index]
            if turn is None:
                state = self._state(index - 1) if state is None else state
                assert step is not None  # noqa: S101 - the beginning stays
                turn = self._again(state, step)
            state = turn.state
            yield Played(step, turn)

    def _state(self, index: int) -> State:
        """The state after a step, from the last one that was kept before it."""
        kept = index // _APART
        state = self._states[kept]
        for step in self._steps[kept * _APART + 1 : index + 1]:
            assert step is not None  # noqa: S101 - only the beginning has no step
            state = self._again(state, step)[0]
        return state

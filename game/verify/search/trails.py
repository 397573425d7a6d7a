"""Paths of plays that begin as another one began: what they have in common is kept once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import overload

TakenStep = tuple[int, int]
"""A location and the number of a transition there."""


class Trail:
    """The steps of a play that goes on: those of `before`, and behind them `steps`, to which it adds its own."""

    __slots__ = ("_before", "_begun", "steps")

    def __init__(self, before: Sequence[TakenStep] = ()) -> None:
        self._before, self._begun = before, len(before)
        self.steps: list[TakenStep] = []

    def __len__(self) -> int:
        return self._begun + len(self.steps)

    def __iter__(self) -> Iterator[TakenStep]:
        return chain(self._before, self.steps)

    def path(self, *further: TakenStep) -> TrailPath:
        """The steps so far, which stay as they are when the play goes on; and `further` ones behind them."""
        here = TrailPath(self._before, self.steps, len(self.steps))
        return TrailPath(here, list(further), len(further)) if further else here


class TrailPath(Sequence[TakenStep]):
    """The steps of a play up to somewhere. Equal to whatever has the same steps."""

    __slots__ = ("_before", "_mine", "_steps", "_whole")

    def __init__(self, before: Sequence[TakenStep], steps: list[TakenStep], mine: int) -> None:
        """So many steps of `steps` are `mine`, whatever is added behind them."""
        self._before, self._steps, self._mine = before, steps, mine
        self._whole = len(before) + mine

    def __len__(self) -> int:
        return self._whole

    def __iter__(self) -> Iterator[TakenStep]:
        parts: list[Iterator[TakenStep]] = []
        path: Sequence[TakenStep] = self
        while isinstance(path, TrailPath):  # one behind the other: there may be very many
            parts.append(islice(path._steps, path._mine))
            path = path._before
        return chain(path, *reversed(parts))

    @overload
    def __getitem__(self, index: int) -> TakenStep: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[TakenStep]: ...

    def __getitem__(self, index: int | slice) -> TakenStep | Sequence[TakenStep]:
        return tuple(self)[index]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and all(
            mine == theirs for mine, theirs in zip(self, other, strict=True)
        )  # fmt: skip

    __hash__ = None  # type: ignore[assignment]

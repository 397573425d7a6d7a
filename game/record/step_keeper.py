"""What a play needs of whatever keeps its steps: a file (`game.record.journal`), or the server of a class."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from game.record.play_file import Step


class StepKeeper(Protocol):
    """Keeps every step of an open play, each before it becomes the state.

    `kept` is where the play is that had the place of this one before, if there was one.
    """

    kept: Path | None

    @property
    def where_words(self) -> str:
        """Where the play is kept, as the end of a sentence says it."""

    def append(self, step: Step) -> None:
        """Keep a step for good. Raises JournalError when that is not possible."""

    def extend(self, steps: Iterable[Step]) -> None:
        """Keep many steps at once. Raises JournalError, and then none of them is kept."""

    def settle(self) -> None:
        """See to it that everything that was acknowledged is kept. Raises JournalError."""

    def told(self) -> str:
        """Sentences that the player must know; each is given once."""

    def leave(self) -> None:
        """The play is left; it stays where it is kept."""

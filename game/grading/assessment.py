"""What comes of an answer."""

from __future__ import annotations

from typing import NamedTuple


class Assessment(NamedTuple):
    """What an answer is worth.

    `credit`: from 0 (wrong) to 1 (right); between them the answer is partly right. `spelling`: right but for its
    spelling. `ask`: why the answer cannot be graded as it stands, a sentence for the player; it costs nothing, and
    depends on the form of the answer alone, so that it gives nothing away.
    """

    credit: float = 0.0
    spelling: bool = False
    ask: str = ""

    @property
    def right(self) -> bool:
        """Whether all of it is right."""
        return self.credit == 1.0


ALL_RIGHT = Assessment(1.0)
MISSPELLED = Assessment(1.0, spelling=True)
ALL_WRONG = Assessment()


def ask_back(reason: str) -> Assessment:
    """The verdict that asks for the answer in another form."""
    return Assessment(ask=reason)

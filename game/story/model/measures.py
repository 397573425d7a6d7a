"""What a story keeps count of."""

from __future__ import annotations

from typing import NamedTuple

from game.story.model.layout import Slot


class Measure(NamedTuple):
    """A bounded number that the story watches. `stops_at_bounds`: the author knows that changes end at its bounds.

    `remembered` is told when a hidden one changes, `about` to players who ask what it stands for; empty: nothing is.
    """

    id: str
    name: str
    slot: Slot
    hidden: bool
    stops_at_bounds: bool = False
    remembered: str = ""
    about: str = ""

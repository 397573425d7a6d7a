"""Plays that are kept elsewhere than in the player's own folder, such as in a class."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from game.play.opening import Opened


class PlaysElsewhere(Protocol):
    """Opens the plays of a player at another place.

    A play there can go on by other hands, too: `when_gone_on` is called when a step was refused because of that, and
    whoever shows the play calls `go_on` then. `no_loading` says why no saved play can be loaded.
    """

    when_gone_on: Callable[[], None]
    no_loading: str

    def go_on(self) -> Opened:
        """The play that goes on, as it stands there now. Raises JournalError."""

    def begin_anew(self) -> Opened:
        """Another play instead of it. Raises JournalError."""

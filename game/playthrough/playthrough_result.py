"""What came of a playthrough."""

from __future__ import annotations

from typing import NamedTuple

from game.play.history import Played
from game.playthrough.expectations import Wrong
from game.playthrough.playthrough import Playthrough
from game.story.model.yaml_nodes import Spot


class Failure(NamedTuple):
    """Something that did not go as it should: where the file says so, what, and what may help.

    `told` says how much of the transcript there was then. `wrong` is the expectation; None for a step. `included` are
    the spots of the steps that included the file, the outermost first.
    """

    spot: Spot
    message: str
    fix: str = ""
    told: int = 0
    wrong: Wrong | None = None
    included: tuple[Spot, ...] = ()

    def __str__(self) -> str:
        return f"{self.spot}: {self.message}{' ' if self.fix else ''}{self.fix}"


class PlaythroughResult(NamedTuple):
    """What came of a playthrough. It passed when there are no failures.

    `turns` are all turns that were played, those that were undone too. `transcript` is what was done (`> Read the
    plaque`) and told, up to a step that was not possible, or the end. `notes` say which steps were taken for another
    that is nearly called so.
    """

    playthrough: Playthrough
    failures: tuple[Failure, ...]
    turns: tuple[Played, ...]
    transcript: tuple[str, ...]
    notes: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether everything was as expected."""
        return not self.failures

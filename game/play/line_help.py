"""What helps to type a line in a play: how it may go on, and the lines that were typed before."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from game.play.session import Session
from game.play.typed_history import TypedHistory


class LineHelp:
    """Helps with the lines of the play that `playing` tells. `plays` tells the folder of the saved ones, if any.

    `is_asked`: whether something waits for an answer besides the question of the story. While anything does, no earlier
    line comes back and none is kept: what is typed then is an answer.
    """

    def __init__(
        self,
        playing: Callable[[], Session],
        plays: Callable[[], Path | None] = lambda: None,
        is_asked: Callable[[], bool] = lambda: False,
    ) -> None:
        self.history = TypedHistory()
        self._playing, self._plays, self._is_asked = playing, plays, is_asked

    def completions(self, typed: str, most: int) -> list[str]:
        """How the line may go on, the best first, at most so many; nothing where that cannot be found out."""
        from game.play.completions import completions  # nobody types before the first frame

        if self._is_asked():
            return []
        try:
            return completions(self._playing(), typed, self._saved, most)
        except Exception:  # carrying the line out says what is wrong; typing it goes on
            return []

    def _saved(self) -> list[str]:
        from game.play.saved_games import saved_names

        folder = self._plays()
        return saved_names(folder) if folder is not None else []

    def keep(self, typed: str) -> None:
        """Keep a line that is handed on, if it is no answer."""
        if not self._is_answer:
            self.history.add(typed)

    def older(self, typed: str) -> str:
        """The line before that which stands there."""
        return typed if self._is_answer else self.history.older(typed)

    def newer(self, typed: str) -> str:
        """The line after that which stands there."""
        return typed if self._is_answer else self.history.newer(typed)

    @property
    def _is_answer(self) -> bool:
        return self._is_asked() or self._playing().question is not None

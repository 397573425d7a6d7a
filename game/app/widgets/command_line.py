"""The line where commands and answers are typed. It has the focus all the time."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.widgets import Input


class CommandLine(Input):
    """An input that hands on at once what it gets, so that fast typing never meets an older state.

    `on_digit` is asked about a digit typed into the empty line and says whether it took it; `on_enter` gets the line.
    """

    def __init__(self, on_enter: Callable[[str], None], on_digit: Callable[[str], bool] | None = None) -> None:
        super().__init__(compact=True, select_on_focus=False, max_length=400)
        self.cursor_blink = False
        self._hand_on, self._take_digit = on_enter, on_digit

    async def _on_key(self, event: events.Key) -> None:
        character = event.character or ""
        takes_digits = self._take_digit is not None and not self.value
        if takes_digits and len(character) == 1 and character in "123456789" and self._take_digit(character):  # type: ignore[misc]
            event.stop()
            event.prevent_default()

    async def action_submit(self) -> None:
        """Hand the line on, and empty it."""
        typed, self.value = self.value, ""
        self._hand_on(typed)

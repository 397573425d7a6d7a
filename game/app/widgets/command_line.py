"""The line where commands and answers are typed. It has the focus all the time."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.message import Message
from textual.widgets import Input

from game.support import limits


class CommandLine(Input):
    """An input that hands on at once what it gets, so that fast typing never meets an older state.

    `on_digit` is asked about a digit typed into the empty line and says whether it took it; `on_enter` gets the line.
    """

    class TooLong(Message):
        """What was pasted does not fit into the line; nothing of it is there. `sentence` says so."""

        def __init__(self) -> None:
            super().__init__()
            most = f"{limits.ANSWER_CHARACTERS:,}"
            self.sentence = f"That is too long to be pasted: at most {most} characters are allowed."

    def __init__(self, on_enter: Callable[[str], None], on_digit: Callable[[str], bool] | None = None) -> None:
        super().__init__(compact=True, select_on_focus=False, max_length=limits.ANSWER_CHARACTERS)
        self.cursor_blink = False
        self._hand_on, self._take_digit = on_enter, on_digit
        #: What an arrow to the left (-1) or right (1) does while nothing is typed.
        self.on_across: Callable[[int], None] | None = None

    async def _on_key(self, event: events.Key) -> None:
        character = event.character or ""
        takes_digits = self._take_digit is not None and not self.value
        if takes_digits and len(character) == 1 and character in "123456789" and self._take_digit(character):  # type: ignore[misc]
            event.stop()
            event.prevent_default()

    def action_cursor_left(self, select: bool = False) -> None:
        """To the left; in the empty line the arrow is the screen's."""
        if not self._across(-1):
            super().action_cursor_left(select)

    def action_cursor_right(self, select: bool = False) -> None:
        """To the right, as above."""
        if not self._across(1):
            super().action_cursor_right(select)

    def _across(self, step: int) -> bool:
        if self.value or self.on_across is None:
            return False
        self.on_across(step)
        return True

    def _on_paste(self, event: events.Paste) -> None:
        """Take what is pasted as one line, or nothing of it. No order to the terminal comes in this way."""
        event.stop()
        event.prevent_default()
        if len(event.text) < limits.TYPED_CHARACTERS:
            start, end = sorted(self.selection)
            pasted = " ".join(
                "".join(character if character.isprintable() else " " for character in event.text).split()
            )
            if len(self.value) - (end - start) + len(pasted) <= limits.ANSWER_CHARACTERS:
                self.replace(pasted, start, end)
                return
        self.post_message(self.TooLong())

    async def action_submit(self) -> None:
        """Hand the line on, and empty it."""
        typed, self.value = self.value, ""
        self._hand_on(typed)

"""The line where commands and answers are typed. It has the focus all the time."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Protocol

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.suggester import Suggester
from textual.widgets import Input

from game.localisation.messages import ngettext
from game.support import limits

_ALTERNATIVES = 8


class LineHelper(Protocol):
    """Knows how a line may go on, and which lines were handed on before."""

    def completions(self, typed: str, most: int) -> list[str]:
        """How the line may go on, the best first, at most so many; each begins with `typed` to the letter."""
        ...

    def keep(self, typed: str) -> None:
        """A line is handed on."""
        ...

    def older(self, typed: str) -> str:
        """The line before that which stands there."""
        ...

    def newer(self, typed: str) -> str:
        """The line after that which stands there."""
        ...


class _InGrey(Suggester):
    """Has the best completion shown behind the cursor."""

    def __init__(self, helper: LineHelper) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._helper = helper

    async def get_suggestion(self, value: str) -> str | None:
        return next(iter(self._helper.completions(value, 1)), None)


class CommandLine(Input):
    """An input that hands on at once what it gets, so that fast typing never meets an older state.

    `on_digit` is asked about a digit typed into the empty line and says whether it took it; `on_enter` gets the line.
    With a `helper` the line is completed in grey as it is typed, and earlier ones can be called back.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete"),
        Binding("shift+tab", "complete_otherwise"),
        Binding("alt+up,ctrl+up", "call_back(-1)"),
        Binding("alt+down,ctrl+down", "call_back(1)"),
    ]

    class TooLong(Message):
        """What was pasted does not fit into the line; nothing of it is there. `sentence` says so."""

        def __init__(self) -> None:
            super().__init__()
            self.sentence = ngettext(
                "That is too long to be pasted: at most {number} character is allowed.",
                "That is too long to be pasted: at most {number} characters are allowed.",
                limits.ANSWER_CHARACTERS,
            )

    class Entered(Message):
        """A line was entered, and has gone through all widgets as keys do."""

        def __init__(self, line: CommandLine, typed: str) -> None:
            super().__init__()
            self.line, self.typed = line, typed

    def __init__(
        self,
        on_enter: Callable[[str], None],
        on_digit: Callable[[str], bool] | None = None,
        helper: LineHelper | None = None,
    ) -> None:
        super().__init__(
            compact=True,
            select_on_focus=False,
            max_length=limits.ANSWER_CHARACTERS,
            suggester=_InGrey(helper) if helper is not None else None,
        )
        self.cursor_blink = False
        self._hand_on, self._take_digit, self._helper = on_enter, on_digit, helper
        #: What an arrow to the left (-1) or right (1) does while nothing is typed.
        self.on_across: Callable[[int], None] | None = None
        #: How many lines were entered and are still on their way to the app.
        self._on_the_way = 0

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            # Its binding would come once the key has gone through all widgets, and by then more may have been typed.
            event.stop()
            event.prevent_default()
            await self.action_submit()
            return
        character = event.character or ""
        takes_digits = self._take_digit is not None and not self.value and not self._on_the_way
        if takes_digits and len(character) == 1 and character in "123456789" and self._take_digit(character):  # type: ignore[misc]
            event.stop()
            event.prevent_default()

    def action_cursor_left(self, select: bool = False) -> None:
        """To the left; in the empty line the arrow is the screen's."""
        if not self._across(-1):
            super().action_cursor_left(select)

    def action_cursor_right(self, select: bool = False) -> None:
        """To the right, as above; at the end take what stands there in grey."""
        if self._across(1):
            return
        if self.cursor_at_end and not select and self.selection.is_empty:
            self.action_complete()
        else:
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
        """Hand the line on, and empty it.

        An empty one takes what is highlighted. Arrows go through all widgets before they move that: it follows them.
        """
        typed, self.value = self.value, ""
        if self._helper is not None:
            self._helper.keep(typed)
        if typed and not self._on_the_way:
            self._hand_on(typed)
            return
        self._on_the_way += 1
        self.post_message(self.Entered(self, typed))

    def arrived(self, typed: str) -> None:
        """Hand on a line that went through all widgets, unless another screen was opened meanwhile."""
        self._on_the_way -= 1
        if self.is_attached and self.screen.is_current:
            self._hand_on(typed)

    def put(self, words: str) -> None:
        """Let these words stand in the line, with the cursor behind them."""
        self.value = words
        self.cursor_position = len(words)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a helper its keys are those of the page."""
        return self._helper is not None or action not in ("complete", "complete_otherwise", "call_back")

    def action_complete(self) -> None:
        """Take what stands behind the cursor in grey. Whoever types faster than it appears gets it, too."""
        if self._helper is None or not self.value or not self.cursor_at_end:
            return
        shown = self._suggestion if len(self._suggestion) > len(self.value) else ""
        self.put(shown or next(iter(self._helper.completions(self.value, 1)), self.value))

    def action_complete_otherwise(self) -> None:
        """Show the next way to go on, of some."""
        if self._helper is None or not self.value:
            return
        ways = self._helper.completions(self.value, _ALTERNATIVES)
        at = ways.index(self._suggestion) + 1 if self._suggestion in ways else 0
        self._suggestion = ways[at % len(ways)] if ways else ""

    def action_call_back(self, step: int) -> None:
        """Walk through the lines that were handed on before, from the latest."""
        if self._helper is not None:
            self.put(self._helper.older(self.value) if step < 0 else self._helper.newer(self.value))

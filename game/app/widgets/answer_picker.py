"""Answering by the mouse: the card of a question, whose parts can be clicked, and keys for what has no parts.

Whatever is clicked is written into the line as one would type it.
"""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.content import Content
from textual.style import Style

from game.app.keymap import key_label
from game.app.widgets.command_line import CommandLine
from game.app.widgets.steady import SteadyText
from game.localisation.messages import pgettext
from game.play.own_commands import spoken_command
from game.play.session import Session
from game.questions.picking import truths, typing_keys

_IN_A_ROW, _KEY_WIDTH, _SIDES = 19, 3, 4
"""So many keys stand in a row at most, each so wide; so many columns of the window are not for them."""


class QuestionCardView(SteadyText):
    """The card of a question. `on_pick` gets the key of a part that was clicked."""

    def __init__(self, on_pick: Callable[[str], None]) -> None:
        super().__init__()
        self._on_pick = on_pick

    def on_click(self, event: events.Click) -> None:
        """Pick the part that was clicked."""
        key = event.style.meta.get("part")
        if isinstance(key, str):
            self._on_pick(key)


class TypingKeys(SteadyText):
    """The characters of an answer in words or numbers, to be clicked."""

    def __init__(self, line: CommandLine) -> None:
        super().__init__()
        self._line = line

    def offer(self, characters: str) -> None:
        """Have these characters ready."""
        keys = [_key(character, f"type({character!r})", "bold $heading") for character in characters]
        room = self.app.size.width - _SIDES
        across = max(min(_IN_A_ROW, room // _KEY_WIDTH), 1)
        rows = [Content("").join(keys[at : at + across]) for at in range(0, len(keys), across)]
        last = Content("").join((
            _key(pgettext("key to be clicked", "space"), "type(' ')", "$quiet"),
            _key(pgettext("key to be clicked", "delete"), "delete", "$quiet"),
        ))  # fmt: skip
        fits = bool(rows) and rows[-1].cell_length + last.cell_length <= room
        self.update(Content("\n").join([*rows[:-1], rows[-1] + last] if fits else [*rows, last]))

    def action_type(self, character: str) -> None:
        """A character was clicked."""
        self._line.insert_text_at_cursor(character)

    def action_delete(self) -> None:
        """Take away the last character."""
        self._line.action_delete_left()


class AnswerPicker(SteadyText):
    """What stands behind the line while an answer is put together: true and false, the keys, and Enter.

    `on_open` is called when the keys are wanted, or no longer.
    """

    def __init__(
        self, line: CommandLine, keys: TypingKeys, on_pick: Callable[[str], None], on_open: Callable[[], object]
    ) -> None:
        super().__init__()
        self._line, self._keys, self._on_pick, self._on_open = line, keys, on_pick, on_open
        #: What the question that waits needs; nothing where none waits for more than a choice.
        self._offered: list[Content] = []

    def show(self, session: Session | None) -> None:
        """Show what the question that waits needs, if one waits for more than a choice."""
        question = session.question if session is not None and session.wants_words else None
        self._offered = []
        if question is not None:
            characters = typing_keys(question)
            self._keys.offer(characters)
            keys = [_key(pgettext("shows keys to be clicked", "keys"), "open", "$quiet")] if characters else []
            if question.kind == "true_false":
                keys = [_key(truth, f"pick({truth!r})", "bold $heading") for truth in truths()]
            self._offered = [*keys, _key(key_label("enter"), "enter", "bold")]
        self.ask_back(waits=False)

    def ask_back(self, *, waits: bool) -> None:
        """Offer `yes` as well, as long as something waits for it; later it would be an answer."""
        shown = [*([_key(_yes(), "agree", "bold $heading")] if waits else []), *self._offered]
        self.set_class(bool(shown), "-wanted")
        self.update(Content("").join(shown))

    def action_pick(self, key: str) -> None:
        """True or false was clicked."""
        self._on_pick(key)

    def action_open(self) -> None:
        """Show all keys, or put them away."""
        self._on_open()

    async def action_agree(self) -> None:
        """Say yes to what was asked back."""
        self._line.put(_yes())
        await self._line.action_submit()

    async def action_enter(self) -> None:
        """Hand the line on."""
        await self._line.action_submit()


def _yes() -> str:
    """What is typed to agree."""
    return spoken_command("yes")


def _key(words: str, action: str, style: str) -> Content:
    return Content.styled(f" {words} ", style).stylize(Style.from_meta({"@click": action}))

"""The keys with which an answer is put together by the mouse: its letters and numbers, or the characters of a word."""

from __future__ import annotations

from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from game.app.widgets.command_line import CommandLine
from game.engine.rules import answer_order
from game.play.session import Session
from game.questions.picking import keys_in, pickable, picked, typing_keys
from game.story.model.story import Question

_HELD = "bold reverse"
_A_ROW = 18


class AnswerPicker(Static):
    """A row of keys above the `line` in which a question is answered; nothing elsewhere.

    What is clicked is written into the line, as it would be typed; what is typed is marked here. Many keys, those of a
    whole alphabet, stand behind `keys` until they are wanted.
    """

    def __init__(self, line: CommandLine) -> None:
        super().__init__()
        self._line = line
        self._question: Question | None = None
        self._order: tuple[int, ...] = ()
        self._is_open = False
        self.display = False

    def on_mount(self) -> None:
        """What is typed by hand is marked, too."""
        self.watch(self._line, "value", self._mark, init=False)

    def show(self, session: Session, *, asks_words: bool) -> None:
        """Show the keys for the question that waits, if it waits for more than a choice."""
        question = session.question if asks_words else None
        if question is not self._question:
            self._is_open = False
        self._question = question
        self._order = answer_order(session.story, session.state, question) if question is not None else ()
        self.display = question is not None
        self._mark()

    def _mark(self) -> None:
        if self._question is not None:
            self.update(self._keys(self._question))

    def _keys(self, question: Question) -> Content:
        held = keys_in(question, self._order, self._line.value)
        parts = [part.key for part in pickable(question, self._order)]
        keys = [_key(key, f"pick({key!r})", _HELD if key in held else "bold $heading") for key in parts]
        characters = typing_keys(question)
        last = [_key("delete", "delete", "$quiet"), _key("Enter", "enter", "bold")]
        if len(characters) > _A_ROW:
            last.insert(0, _key("space", "type(' ')", "$quiet") if self._is_open else _key("keys", "open", "$quiet"))
        if len(characters) <= _A_ROW or self._is_open:
            keys += [_key(character, f"type({character!r})", "bold $heading") for character in characters]
        rows = [Content("").join(keys[at : at + _A_ROW]) for at in range(0, len(keys), _A_ROW)]
        if not rows:
            rows.append(Content(""))
        return Content("\n").join([*rows[:-1], Content("").join([rows[-1], *last])])

    def action_pick(self, key: str) -> None:
        """A part of the answer was clicked."""
        if self._question is not None:
            self._line.put(picked(self._question, self._order, self._line.value, key))

    def action_type(self, character: str) -> None:
        """A character was clicked."""
        self._line.insert_text_at_cursor(character)

    def action_delete(self) -> None:
        """Take away the last character."""
        self._line.action_delete_left()

    async def action_enter(self) -> None:
        """Hand the line on."""
        await self._line.action_submit()

    def action_open(self) -> None:
        """Show all keys."""
        self._is_open = True
        self._mark()


def _key(words: str, action: str, style: str) -> Content:
    return Content.styled(f" {words} ", style).stylize(Style.from_meta({"@click": action}))

"""What stands below the story: what can be chosen and the line to type in; while a question waits, its card."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from game.app.choice_layout import ChoiceEntry
from game.app.prose import frame_title
from game.app.question_card_drawing import question_content
from game.app.widgets.answer_picker import AnswerPicker, QuestionCardView, TypingKeys
from game.app.widgets.choices import Choices
from game.app.widgets.command_line import CommandLine, LineHelper
from game.app.widgets.steady import Steady, SteadyText
from game.engine.rules import answer_order
from game.localisation.messages import gettext
from game.play.glyphs import UNICODE
from game.play.question_card import question_card
from game.play.session import Session
from game.questions.picking import picked

_AROUND = 5
"""Rows of the window for what stands around story, choices and card: the top, the frame, the line, the keys."""
_CHOICES_SHARE = 50
"""So many per cent of the other rows choices take at most."""
_LEAST_ROWS = 3


class _CardScroll(Steady, VerticalScroll):
    """What scrolls a question that is longer than the room for it."""


class _Line(Steady, Horizontal):
    """The line to type in, with what stands before and behind it."""


class OfferPanel(Steady, Vertical):
    """Choices and the line; with a question, a frame around it, its answers and the line.

    `on_enter` gets what is typed, `on_digit` says whether it takes a digit, `helper` completes the line.
    """

    def __init__(
        self, on_enter: Callable[[str], None], on_digit: Callable[[str], bool], helper: LineHelper | None = None
    ) -> None:
        super().__init__()
        self.choices = Choices()
        self.line = CommandLine(on_enter, on_digit, helper)
        self._card = QuestionCardView(self._pick)
        self._keys = TypingKeys(self.line)
        self._picker = AnswerPicker(self.line, self._keys, self._pick, self._show_keys)
        self._scroll = _CardScroll(self._card, id="card", can_focus=False)
        self._notice = SteadyText(id="notice", markup=False)
        #: The sentence above the line, or empty.
        self.notice = ""
        self._session: Session | None = None
        self._how_far = ""

    def compose(self) -> ComposeResult:
        """The card, the choices, the line."""
        yield self._scroll
        yield self.choices
        yield self._keys
        yield self._notice
        with _Line(id="line"):
            yield Static("> ", classes="prompt")
            yield self.line
            yield self._picker

    def offer(
        self, session: Session, entries: Sequence[ChoiceEntry], placeholder: str, *, with_card: bool = True
    ) -> None:
        """Show what can be done now; `with_card`: a question that waits is shown with it."""
        question = session.question if with_card else None
        self._session = session if question is not None else None
        self.set_class(question is not None, "question")
        self._entitle()
        self.choices.offer(entries, highlight=session.question is None)
        self.choices.display = bool(entries)
        self.line.placeholder = placeholder
        self._scroll.scroll_home(animate=False)
        self.remove_class("-keys")
        self.tell("")
        self._picker.show(self._session)
        self.draw_card("")
        self.share_rows()

    def ask_back(self, *, waits: bool) -> None:
        """Whether it waits for a `yes` to what was asked back: that can be clicked, too."""
        self._picker.ask_back(waits=waits)

    def _show_keys(self) -> None:
        """Show the keys in the place of the choices, or put them away."""
        self.toggle_class("-keys")
        self.choices.display = not self.has_class("-keys")

    def _pick(self, key: str) -> None:
        """Write a part of the answer into the line, or take it out again."""
        session = self._session
        question = session.question if session is not None else None
        if session is not None and question is not None and session.wants_words:
            order = answer_order(session.story, session.state, question)
            self.line.put(picked(question, order, self.line.value, key))

    def tell_how_far(self, words: str) -> None:
        """Say in the frame how far the story was read, and how to go on; empty words say that its end is in view."""
        if words != self._how_far:
            self._how_far = words
            self._entitle()

    def _entitle(self) -> None:
        is_question = self._session is not None
        self.border_title = frame_title("question") if is_question else self._how_far or None
        goes_on = gettext("the story goes on: {how_far}", how_far=self._how_far)
        self.border_subtitle = goes_on if is_question and self._how_far else None

    def tell(self, words: str) -> None:
        """Show a sentence above the line, until something is typed or done; empty words take it away."""
        self.notice = words
        self.set_class(bool(words), "-notice")
        self._notice.update(words)

    def draw_card(self, typed: str) -> None:
        """Draw the card anew, with the answer as it stands."""
        card = question_card(self._session, typed) if self._session is not None else None
        if card is None:
            self._card.update(Content(""))
            return
        width = self._scroll.scrollable_content_region.width or self.app.size.width - 6
        self._card.update(question_content(card, width, getattr(self.app, "glyphs", UNICODE)))

    @property
    def hides_something(self) -> bool:
        """Whether a part of the question is below what is in view."""
        return self._session is not None and self._scroll.scroll_y < self._scroll.max_scroll_y

    def show_more(self) -> None:
        """Scroll the question on."""
        self._scroll.scroll_relative(y=max(self._scroll.size.height - 1, 1), animate=False)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Fill in the card what is typed. Whoever types has read the sentence above the line."""
        if self.line.value:  # as it is now: what was handed on meanwhile is not being typed any more
            self.tell("")
        if self._session is not None and self._session.wants_words:
            self.draw_card(event.value)

    def on_choices_highlighted(self, event: Choices.Highlighted) -> None:
        """An answer that is highlighted stands in the gap."""
        session = self._session
        if session is not None and not session.wants_words and event.index < len(session.options):
            option = session.options[event.index]
            self.draw_card(session.labels[event.index] if option.kind == "answer" else "")

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Whoever has a mouse sees what can be clicked to answer; nobody else gives up room for it."""
        self.add_class("-mouse")

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """As above, where the terminal tells clicks alone."""
        self.add_class("-mouse")

    def on_resize(self, event: events.Resize) -> None:
        """Draw for the new width."""
        self.share_rows()
        if self._session is not None:
            self.draw_card(self.line.value)

    def share_rows(self) -> None:
        """Give the card and the choices so many rows that the line below them and some of the story stay in view."""
        rows = self.app.size.height - _AROUND
        if self._session is None:
            self.choices.styles.max_height = max(rows * _CHOICES_SHARE // 100, _LEAST_ROWS)
            return
        rows = max(rows - _LEAST_ROWS - 1, 2 * _LEAST_ROWS)
        choices = min(len(self.choices.lines), max(rows // 2, _LEAST_ROWS)) if self.choices.display else 0
        self.choices.styles.max_height = max(choices, 1)
        self._scroll.styles.max_height = max(rows - choices, _LEAST_ROWS)

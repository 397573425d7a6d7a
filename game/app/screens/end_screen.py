"""How a play went, once it is over: its ending, what stands, where it turned, whom one never met."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar, Literal, NamedTuple, TypeAlias

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from game.app.choice_layout import ChoiceEntry
from game.app.document_name import document_name
from game.app.endings_seen import find_seen
from game.app.keymap import key_label
from game.app.lettering import spaced
from game.app.prose import Writer, safe_words
from game.app.screens.page import BarKeys, Page
from game.app.widgets.choices import Choices
from game.app.widgets.key_bar import KeyBar
from game.app.window_sizes import WIDEST_PAGE
from game.localisation.messages import gettext, pgettext
from game.play.after_the_end import (
    HowItWent,
    endings_in_words,
    how_it_went,
    never_met,
    never_met_words,
    new_play_words,
    topic_bars,
    turned_because,
    turned_time,
    turned_words,
)
from game.play.checkpoints import ways_back
from game.play.failing import explained_failure
from game.play.seen import Seen
from game.play.session import Session
from game.play.stakes import LineGroup
from game.support.columns import cut_to, filled_to

_SHOWN_GROUP = 12
"""So many lines of a group are drawn as squares; of more than that only the numbers are told."""
_NAME, _BAR, _COUNT = 16, 8, 9
_GAP = 3
_LONGEST_NAME, _LONG_NAME = 30, 16
"""So many columns a document may be called by its name on its key: where there is room, and where there is little."""
_FORK, _NEW, _DOCUMENTS = "screen.choose_fork", "screen.begin_anew", "screen.documents"
_MISSED, _PICTURE = "screen.missed", "screen.picture"

StyledWords: TypeAlias = tuple[tuple[str, str], ...]
"""Words that stay together on a line, each part with its style."""


class EndWish(NamedTuple):
    """What the player wants: back to the point with this number, to the story so far, or a new play."""

    deed: Literal["back", "story", "new"]
    number: int = 0


class EndScreen(Page[EndWish]):
    """How a play went that is over. The result is a wish, or None. `plays` is the folder of the plays, or None."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        ("enter", "take"),
        ("r", "choose_fork"),
        ("n", "begin_anew"),
        ("d", "documents"),
        ("w", "missed"),
        ("s", "picture"),
    ]

    def __init__(self, session: Session, plays: Path | None) -> None:
        super().__init__(classes="ended")
        self.session, self.plays = session, plays
        self.went: HowItWent = how_it_went(session)
        self.seen: Seen | None = None
        ways = ways_back(session)
        self._numbers = [*(point.number for point in self.went.turned), *(way.number for way in ways)]
        self._checkpoints = [way.name for way in ways]

    def compose(self) -> ComposeResult:
        """Ending and what stands; the forks; whom one never met, and the questions; the keys."""
        with Vertical(id="page"):
            yield Static(id="ending")
            choices = Choices()
            choices.offer(list(self._entries()), highlight=False)  # who presses Enter once too often goes nowhere
            choices.display = bool(self._numbers)
            yield choices
            with VerticalScroll(id="sheet", can_focus=False):
                yield Static(id="content")
            yield Static("", id="message", markup=False)
        yield KeyBar(*self.bar_keys(), shorter=self._shorter)

    def _title_of_forks(self, width: int) -> str:
        """What stands above the list, in so many columns: with a word on Enter where there is room for it."""
        if self.went.turned:
            whole, short = gettext("It turned at (Enter: to just before it)"), gettext("It turned at")
        else:
            whole, short = gettext("You can go back (Enter: to just before it)"), gettext("You can go back")
        return whole if cell_len(whole) <= width else short

    def on_mount(self) -> None:
        """What was seen in all plays is counted beside the screen."""
        find_seen(self, self.session, self.plays, self._count)

    def on_resize(self, event: events.Resize) -> None:
        """Lay out anew."""
        self._show()

    def _count(self, seen: Seen) -> None:
        self.seen = seen
        self._show()

    def _show(self) -> None:
        width = min(self.app.size.width, WIDEST_PAGE) - 4
        self.query_one(Choices).border_title = self._title_of_forks(width)
        self.query_one("#ending", Static).update(self._ending(width))
        self.query_one("#content", Static).update(self._below(width))

    # What stands there

    def _entries(self) -> Iterable[ChoiceEntry]:
        number = 0
        for number, point in enumerate(self.went.turned, 1):
            time = turned_time(point)
            words = f"{time}  {turned_words(point)}" if time else turned_words(point)
            yield ChoiceEntry(str(number), words, note=turned_because(point))
        for at, name in enumerate(self._checkpoints, number + 1):
            yield ChoiceEntry(str(at), gettext("Checkpoint: {name}", name=name))

    def bar_keys(self) -> BarKeys:
        """What can be done now, as far as this story has it."""
        story = self.session.story
        keys = (
            ("R", gettext("Return to a fork") if self._numbers else self._shorter[_FORK], _FORK, True),
            ("N", new_play_words(story), _NEW, True),
            ("D", self._document(), _DOCUMENTS, bool(story.documents)),
            ("W", gettext("What I missed"), _MISSED, bool(story.questions)),
            ("S", gettext("Save picture"), _PICTURE, True),
            (key_label("escape"), pgettext("what a key does", "Close"), "screen.close", True),
        )
        return tuple((key, words, action) for key, words, action, is_there in keys if is_there)

    def _document(self) -> str:
        """What the key of the documents shows, in full."""
        name = document_name(self.session.story, _LONGEST_NAME)
        return gettext("{document} as it stands", document=name) if name else gettext("Documents")

    @property
    def _shorter(self) -> dict[str, str]:
        """What keys do, in fewer words, by action."""
        return {
            _FORK: pgettext("short for “Return to a fork”", "Return"),
            _NEW: pgettext("short for “New game” or “New day”", "New"),
            _DOCUMENTS: document_name(self.session.story, _LONG_NAME) or gettext("Documents"),
            _MISSED: pgettext("short for “What I missed”", "Missed"),
            _PICTURE: pgettext("short for “Save picture”", "Picture"),
        }

    def _ending(self, width: int) -> Content:
        """The title, the endings that were seen, and what stands."""
        seen = endings_in_words(self.session.story, self.seen)
        title = spaced(safe_words(self.went.title), width)
        writer = Writer().add(title, "bold $heading")
        if seen:
            beside = len(title) + len(seen) + 3 <= width
            writer.add(f"{' ' * (width - len(title) - len(seen))}{seen}" if beside else f"\n{seen}", "$quiet")
        groups: list[StyledWords] = [
            ((f"{group.label} ", ""), (_squares(group), "$heading")) for group in self.went.stakes.groups
        ]
        measures: list[StyledWords] = [
            ((f"{measure.name} ", ""), (str(measure.value), "bold"), (f"/{measure.high}", "$quiet"))
            for measure in self.went.stakes.measures
        ]
        writer.add("\n" * bool(groups or measures))
        for row in (*_rows(groups, width), *_rows(measures, width)):
            writer.add("\n")
            _write_row(writer, row)
        return writer.content()

    def _below(self, width: int) -> Content:
        """Whom one never met, and how the questions went, topic by topic."""
        writer = Writer()
        if self.seen is not None:
            writer.add(never_met_words(never_met(self.session, self.seen)))
        bars = list(topic_bars(self.went.topics, _BAR))
        counts = max(_COUNT, *(cell_len(count) for _, _, count in bars), 0)
        cells: list[StyledWords] = [
            ((f"{_fitted(name, _NAME)} ", ""), (bar, "$speaker"), (f" {count.ljust(counts)}", "$quiet"))
            for name, bar, count in bars
        ]
        if cells:
            writer.add("\n\n" if writer.length else "").add(gettext("Your answers, by topic"), "bold $heading")
        for row in _columns(cells, max((width + _GAP) // (_NAME + _BAR + counts + 2 + _GAP), 1)):
            writer.add("\n")
            _write_row(writer, row)
        return writer.content()

    # What can be done

    def on_key(self, event: events.Key) -> None:
        """A digit goes back at once, where no longer number can be meant."""
        if event.character and event.character in "123456789" and int(event.character) <= len(self._numbers):
            event.stop()
            self.go_back(int(event.character) - 1)

    def on_choices_taken(self, event: Choices.Taken) -> None:
        """Go back by the mouse."""
        self.go_back(event.index)

    def go_back(self, index: int) -> None:
        """Go back to the moment before what stands at this position of the list."""
        self.dismiss(EndWish("back", self._numbers[index]))

    def action_take(self) -> None:
        """Go back to what is highlighted."""
        highlighted = self.query_one(Choices).highlighted
        if highlighted is not None:
            self.go_back(highlighted)

    def action_choose_fork(self) -> None:
        """Go to the list of forks, from one to the next; without any, to the story so far."""
        if self._numbers:
            self.query_one(Choices).move(1)
        else:
            self.dismiss(EndWish("story"))

    def action_begin_anew(self) -> None:
        """A new play."""
        self.dismiss(EndWish("new"))

    def action_documents(self) -> None:
        """The documents as they stand."""
        from game.app.screens.document_screen import DocumentScreen

        if self.session.story.documents:
            self.app.push_screen(DocumentScreen(self.session, tuple(self.session.story.documents)))

    def action_missed(self) -> None:
        """What was missed, and why."""
        from game.app.screens.debrief_screen import DebriefScreen

        if self.session.story.questions:
            self.app.push_screen(DebriefScreen(self.session, self.plays))

    def action_picture(self) -> None:
        """Save a picture of all this, and say where it is."""
        from game.playthrough.keepsakes import save_picture  # few plays end in a picture

        try:
            path = save_picture(self.session, self.seen, self.plays).absolute()
            words = gettext("The picture is saved: {path}", path=path)
        except Exception as problem:
            words = explained_failure(self.session, problem, "a picture was saved")
        self.query_one("#message", Static).update(safe_words(words))

    def action_scroll_lines(self, step: int) -> None:
        """The arrows move the highlight; where there is nothing to choose, they scroll."""
        if self._numbers:
            self.query_one(Choices).move(step)
        else:
            super().action_scroll_lines(step)


def _squares(group: LineGroup) -> str:
    if group.total > _SHOWN_GROUP:
        return f"{group.settled}/{group.total}"
    return "".join("■" if line.is_settled else "□" for line in group.lines)


def _fitted(words: str, width: int) -> str:
    return filled_to(cut_to(safe_words(words), width), width)


def _rows(pieces: Iterable[StyledWords], width: int) -> list[list[StyledWords]]:
    """The pieces beside each other, as many in a row as fit."""
    rows: list[list[StyledWords]] = []
    room = 0
    for piece in pieces:
        needed = _width(piece) + _GAP
        if rows and needed <= room:
            rows[-1].append(piece)
        else:
            rows.append([piece])
            room = width + _GAP
        room -= needed
    return rows


def _columns(cells: list[StyledWords], columns: int) -> list[list[StyledWords]]:
    """Cells of one width in columns, to be read downwards."""
    height = -(-len(cells) // columns)
    return [cells[row::height] for row in range(height)]


def _width(piece: StyledWords) -> int:
    return sum(cell_len(safe_words(words)) for words, _ in piece)


def _write_row(writer: Writer, row: list[StyledWords]) -> None:
    for at, piece in enumerate(row):
        writer.add(" " * (_GAP * bool(at)))
        for words, style in piece:
            writer.add(words, style)

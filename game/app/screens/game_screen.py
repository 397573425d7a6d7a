"""The game itself: the story, what can be done, the line to type in."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from game.app.choice_layout import ChoiceEntry, numbered_choices
from game.app.endings_seen import add_turn
from game.app.keymap import bound
from game.app.motion import motion_wanted
from game.app.page_openers import open_page
from game.app.play_entries import closed_entries, how_to_choose, open_entries
from game.app.prose import blocks, safe_words
from game.app.screens.play_screen import PlayScreen
from game.app.widgets.choices import Choices
from game.app.widgets.command_line import CommandLine
from game.app.widgets.key_bar import KeyBar
from game.app.widgets.offer_panel import OfferPanel
from game.app.widgets.side_panel import SidePanel
from game.app.widgets.status_bar import StatusBar
from game.app.widgets.story_log import StoryLog
from game.engine.rendering import clock_time
from game.engine.state import Action, AnswerGiven, State, Turn
from game.localisation.messages import gettext, gettext_noop, pgettext
from game.play import reports
from game.play.acts import act_begun
from game.play.after_the_end import how_it_went_label
from game.play.checkpoints import ways_back
from game.play.commands import AskBack, Command, DoCommand, Say, Show, WaitCommand, WalkCommand, understand
from game.play.confidence import confidence_of
from game.play.consequences import turn_in_brief
from game.play.failing import explained_failure
from game.play.narration import Told, in_sentence, told
from game.play.opening import Opened
from game.play.turning_back import step_to, take_back
from game.record.play_file import CONFIDENCES

_SHOWN_AGAIN = 3
_TAKE_BACK = gettext_noop("Take the last step back")
_BRIEF = 2
"""What has at most so many lines and answers a command is told above the line, and does not pile up in the story."""
_LONG = 14
"""What has more lines than that stands on a page of its own."""


class GameScreen(PlayScreen):
    """One play. It shows what the session says and hands on what the player does; it knows no rule."""

    CSS_PATH = "game.tcss"
    AUTO_FOCUS = "CommandLine"
    TELLS_HOW_IT_WENT = True
    AFTER_THE_END: ClassVar[tuple[str, ...]] = (
        gettext_noop("Begin a new game"),
        gettext_noop("Look back at the whole story"),
        gettext_noop("Back to the title"),
        gettext_noop("Quit"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        bound("up", "highlight(-1)"),
        bound("down", "highlight(1)"),
        bound("page-up", "page(-1)"),
        bound("page-down", "page(1)"),
        bound("close", "clear"),
        bound("help", "open('help')"),
        bound("map", "open('map')"),
        bound("notes", "open('notes')"),
        bound("transcript", "open('transcript')"),
        bound("story", "open('story')"),
        bound("save", "open('save')"),
        bound("documents", "open('document')"),
        bound("palette", "open('palette')"),
        bound("stay", "nothing"),
    ]

    def __init__(self, opened: Opened) -> None:
        super().__init__(opened.session)
        self._notice = opened.notice
        self._stuck_at: State | None = None
        #: Where the last turn began, if it was done while this screen was shown.
        self._before: State | None = None
        #: What the last line that was typed asked back about.
        self._suggested: Action | None = None

    def compose(self) -> ComposeResult:
        """Status, story and choices, the line to type in, the keys."""
        with Vertical(id="play"):
            yield StatusBar()
            with Horizontal(id="body"):
                with Vertical(id="story"):
                    yield StoryLog(self.app.settings)
                    yield OfferPanel(self.carry_out, self.take_digit, self.line_help)
                yield from self.beside()
            yield from self.below()

    def beside(self) -> list[Widget]:
        """What stands beside the story in a wide window."""
        return [SidePanel()]

    def below(self) -> list[Widget]:
        """What stands below everything."""
        return [
            KeyBar(
                ("F1", pgettext("what a key does", "Help"), "screen.open('help')"),
                ("F2", pgettext("what a key does", "Map"), "screen.open('map')"),
                ("F3", pgettext("what a key does", "Notes"), "screen.open('notes')"),
                ("F4", pgettext("what a key does", "Transcript"), "screen.open('transcript')"),
                ("F5", pgettext("what a key does", "Story"), "screen.open('story')"),
                ("F6", pgettext("what a key does", "Save"), "screen.open('save')"),
                *self.document_key(),
                ("^P", pgettext("what a key does", "Find"), "screen.open('palette')"),
                ("F9", pgettext("what a key does", "Settings"), "app.settings"),
                ("^Q", pgettext("what a key does", "Quit"), "app.quit"),
            )
        ]

    def on_mount(self) -> None:
        """Show the play."""
        self.log_view, self.offer = self.query_one(StoryLog), self.query_one(OfferPanel)
        self.choices, self.line = self.offer.choices, self.offer.line
        self.line.on_across = lambda step: self.choices.move(0, step)
        self.show_play()

    def show_play(self) -> None:
        """Show where the play stands: the first turn, or the last few of one that goes on."""
        self._stuck_at = None
        with self.guarded("the last turns were told"):
            self._show_last_turns()
        self.refresh_state()

    def _show_last_turns(self) -> None:
        session = self.session
        before = session.played[max(len(session.played) - _SHOWN_AGAIN - 1, 0)].turn.state
        for played in session.played[-_SHOWN_AGAIN:]:
            echo = (played.step.answer or played.step.saw) if played.step is not None else ""
            self.log_view.add(blocks(turn_in_brief(session.story, before, played.turn), echo))
            before = played.turn.state
        if self._notice:
            self.say(told("message", self._notice))
        add_turn(self, self.log_view, [])

    def on_unmount(self) -> None:
        """The play stays on disk."""
        self.session.close()
        self.app.last_words = self.session.told()

    def on_screen_resume(self) -> None:
        """Another page is gone: what it has set may be drawn in another way."""
        if self.is_mounted:
            self.query_one(StatusBar).show(self.session, self._before)
            self.query_one(SidePanel).show_session(self.session)
            self.log_view.read_as(self.app.settings)
            self.on_story_log_read()

    def on_story_log_read(self) -> None:
        """Say above the choices whether the story goes on below the window."""
        self.offer.tell_how_far(self.log_view.how_far)

    def on_command_line_too_long(self, event: CommandLine.TooLong) -> None:
        """Say that nothing was pasted."""
        self.tell_briefly([told("message", event.sentence)])

    # What is shown

    def say(self, *lines: Told, echo: str = "") -> None:
        """Show lines that are no turn of the story."""
        self.log_view.add(blocks(lines, echo))

    def tell_briefly(self, lines: list[Told]) -> None:
        """Show what is no part of the story above the line, until something is typed: why nothing was done.

        What is possible is listed there already.
        """
        self.offer.tell(safe_words(lines[0].words))

    def refresh_state(self) -> None:
        """Show what can be done now, and how things stand. What cannot even be shown is taken back."""
        while True:
            try:
                self._show_state()
            except Exception as problem:
                if len(self.session.played) == 1:
                    raise
                self.say(told("message", explained_failure(self.session, problem, "what can be done was shown")))
                self.say(*take_back(self.session).lines)
            else:
                break
        words = self.session.told()
        if words:
            self.say(told("message", words))
        self._tell_dead_end()

    def _tell_dead_end(self) -> None:
        """Say that the story cannot go on here, once, however one has come here."""
        stuck_at = self.session.state if self.session.is_stuck else None
        if stuck_at is not None and stuck_at != self._stuck_at:
            self.say(*reports.dead_end(self.session))
        self._stuck_at = stuck_at

    def _show_state(self) -> None:
        session, entries = self.session, self._entries()
        asks_how_sure = self.held is not None
        placeholder = how_to_choose(session, len(entries), asks_how_sure=asks_how_sure)
        self.log_view.read_as(self.app.settings)
        self.offer.offer(session, [*entries, *closed_entries(session)], placeholder, with_card=not asks_how_sure)
        self.log_view.keep_question_back(waits=session.question is not None)
        self.query_one(StatusBar).show(session, self._before)
        self.query_one(SidePanel).show_session(session)

    def _entries(self) -> list[ChoiceEntry]:
        if self.session.is_over:
            return numbered_choices(self._after_the_end)
        return open_entries(self.session, asks_how_sure=self.held is not None)

    @property
    def _after_the_end(self) -> tuple[str, ...]:
        """What is offered where the story offers nothing more. Out of a dead end the first way is back."""
        session = self.session
        always = tuple(gettext(words) for words in self.AFTER_THE_END)
        if session.is_stuck:
            offers_back = len(session.played) > 1 and _TAKE_BACK not in self.AFTER_THE_END
            return (gettext(_TAKE_BACK), *always) if offers_back else always
        ways = (gettext("Go back: {place}", place=way.name) for way in ways_back(session))
        return (*((how_it_went_label(),) * self.TELLS_HOW_IT_WENT), *ways, *always)

    # What the player does

    def take_digit(self, digit: str) -> bool:
        """Choose by a digit, at once, where no longer number can be meant."""
        if self.session.wants_words and self.held is None:
            return False
        if self.offer.hides_something:
            self.offer.show_more()  # nobody answers a question whose end is out of sight
            return True
        number, count = int(digit), len(self._entries())
        if number * 10 <= count:
            return False
        if number > count:
            words = gettext(
                "There is no number {number} here; the numbers go from 1 to {last}.", number=number, last=count
            )
            self.tell_briefly([told("message", words)])
            # An Enter typed behind it out of habit must not take something else.
            self.choices.highlighted = None
            return True
        self.choose(number - 1)
        return True

    def on_choices_taken(self, event: Choices.Taken) -> None:
        """Choose by the mouse."""
        self.choose(event.index)

    def on_side_panel_place_chosen(self, event: SidePanel.PlaceChosen) -> None:
        """Walk to a place that was clicked on the small map."""
        if self.session.place is not None and self.session.place.id != event.place:
            self.walk(event.place)

    def choose(self, index: int) -> None:
        """Take the entry at this position."""
        session = self.session
        if session.is_over:
            self._choose_after_the_end(index)
        elif self.held is not None:
            self.do(self.held, CONFIDENCES[index])
        elif index < len(session.options):
            self.do(session.options[index].id)

    def carry_out(self, typed: str) -> None:
        """Carry out a typed line; an empty one takes what is highlighted."""
        session = self.session
        if not typed.strip():
            if self.log_view.has_more:
                # Nobody should choose before the end was read.
                self.action_page(1)
            elif self.offer.hides_something:
                self.offer.show_more()
            elif self.choices.highlighted is not None:
                self.choose(self.choices.highlighted)
            elif self.held is not None:
                self.do(self.held)
            return
        if self.held is not None:
            said = confidence_of(typed)
            self.let_go(typed) if said is None else self.do(self.held, said)
            return
        if session.is_over and typed.strip().isdigit() and 0 < int(typed) <= len(self._after_the_end):
            self._choose_after_the_end(int(typed) - 1)
            return
        with self.guarded(f"“{typed.strip()[:60]}” was carried out", typed.strip()):
            suggested, self._suggested = self._suggested, None
            match understand(session, typed, suggested):
                case DoCommand(action):
                    self.do(action)
                case WalkCommand(place):
                    self.walk(place)
                case WaitCommand(option, until):
                    self.wait(option, until)
                case AskBack(lines, action):
                    self._suggested = action
                    self.say(*lines, echo=typed.strip())
                case Say(lines) if lines and lines[0].kind == "message" and len(lines) <= _BRIEF:
                    self.tell_briefly(lines)
                case Say(lines) if len(lines) > _LONG:
                    from game.app.screens.report_screen import ReportScreen

                    self.app.push_screen(ReportScreen(lines, typed.strip()))
                case Say(lines):
                    self.say(*lines, echo=typed.strip())
                case Show(page, about):
                    self.action_open(page, about)
        self.offer.ask_back(waits=self._suggested is not None)

    def do(self, action: Action, confidence: str = "") -> None:
        """Do something in the story and show what it brings; an answer perhaps only after a word on how sure it is."""
        session = self.session
        if isinstance(action, AnswerGiven):
            echo = action.words
        else:
            labels = zip(session.options, session.labels, strict=True)
            echo = next((label for option, label in labels if option.id == action), str(action))
        before = session.state
        with self.guarded("a step was done", echo):
            echo = confidence if self.held is not None else echo
            if not self.hold(action, echo):
                self._show_turn(before, session.do(action, confidence), echo, confidence)

    def walk(self, place: str) -> None:
        """Walk to a place, as far as one gets."""
        echo = gettext("Walk to {place}", place=in_sentence(self.session.story.places[place].name))
        self._do_several(lambda: self.session.walk(place), echo, "a way was walked")

    def wait(self, option: str, until: int) -> None:
        """Wait until a time, as far as nothing happens before."""
        echo = gettext("Wait until {time}", time=clock_time(until))
        self._do_several(lambda: self.session.wait(option, until), echo, "time was let pass")

    def _do_several(self, steps: Callable[[], Turn], echo: str, doing: str) -> None:
        """Do several steps in one go and show what they bring, also when one of them fails."""
        before, begun = len(self.session.played), self.session.state
        try:
            turn = steps()
        except Exception as problem:
            events = tuple(event for played in self.session.played[before:] for event in played.turn.events)
            if events:
                self._show_turn(begun, Turn(self.session.state, events), echo)
                echo = ""
            self.say(told("message", explained_failure(self.session, problem, doing)), echo=echo)
            return
        self._show_turn(begun, turn, echo)

    def _show_turn(self, before: State, turn: Turn, echo: str, confidence: str = "") -> None:
        self._before = before
        lines = turn_in_brief(self.session.story, before, turn, confidence)
        if lines[0].kind == "place":
            echo = ""  # whoever comes somewhere need not be told that they went there
        add_turn(self, self.log_view, [*act_begun(self.session, turn), *lines], echo)
        self.refresh_state()

    def _choose_after_the_end(self, index: int) -> None:
        behind = len(self._after_the_end) - len(self.AFTER_THE_END)
        if index >= behind:
            self.after_the_end(index - behind)
        elif self.session.is_stuck:
            self.undo()
        elif self.TELLS_HOW_IT_WENT and not index:
            self.action_open("ending")
        else:
            way = ways_back(self.session)[index - self.TELLS_HOW_IT_WENT]
            self.turn(gettext("Go back: {place}", place=way.name), lambda: step_to(self.session, way.number))

    def after_the_end(self, index: int) -> None:
        """Do what is offered at this position once the story is over."""
        match index:
            case 0:
                problem = self.app.try_to("begin_play")
                if problem:
                    self.say(told("message", problem))
                else:
                    self.session.close()
            case 1:
                self.action_open("transcript")
            case 2:
                self.session.close()
                self.app.show_title()
            case _:
                self.app.exit(0)

    # Keys

    def action_highlight(self, step: int) -> None:
        """Move the highlight among the choices."""
        self.choices.move(step)

    def action_page(self, step: int) -> None:
        """Scroll the story by a page, less two lines to keep the thread."""
        by = max(self.log_view.size.height - 2, 1) * step
        self.log_view.scroll_relative(y=by, animate=motion_wanted(self.app), duration=0.2)

    def action_clear(self) -> None:
        """Empty the line."""
        self.line.value = ""

    def action_nothing(self) -> None:
        """The line keeps the focus."""

    def action_open(self, page: str, about: str = "") -> None:
        """Open one of the pages, or do what a page's word means here."""
        open_page(self, page, about)

    def back_from_map(self, wish: Command | None) -> None:
        """Do what was chosen on the map, if anything was."""
        if isinstance(wish, WalkCommand):
            self.walk(wish.place)
        elif isinstance(wish, DoCommand):
            self.do(wish.action)

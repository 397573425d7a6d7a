"""The line-by-line client: for screen readers, pipes and terminals that can do nothing else.

Everything is words on standard output, in the order in which it happens; nothing is drawn, coloured or overwritten.
"""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import TextIO

from game.engine import State
from game.engine.state import Action
from game.localisation.lists_numbers_dates import labelled
from game.localisation.messages import gettext, pgettext
from game.plain_pages import PlainPages
from game.play import reports
from game.play.after_the_end import told_after_the_end
from game.play.checkpoints import ways_back
from game.play.command_words import TYPED_FOR
from game.play.commands import AskBack, DoCommand, Say, Show, WaitCommand, WalkCommand, understand
from game.play.confidence import (
    answer_taken_back,
    asks_how_sure,
    first_how_sure,
    how_sure,
    said_how_sure,
)
from game.play.failing import explained_failure
from game.play.narration import closed_words
from game.play.opening import Opened
from game.play.own_commands import spoken_command
from game.play.session import SessionWatch
from game.play.turning_back import step_to, take_back
from game.record.journal import JournalError
from game.support import limits
from game.support.exit_codes import INTERRUPTED

#: Not to be seen, and yet parts of words in some languages.
_JOINERS = "\u200c\u200d"
#: Stands for a byte that is no character, and that nobody has typed on purpose.
_NO_CHARACTER = "\ufffd"


class PlainClient(PlainPages):
    """Plays one session on two streams. `watch` makes somebody who is told what happens in it.

    `asking`: whoever answers says how sure they are, whatever the pack says. `held` is an answer of which that is still
    to be said.
    """

    held: Action | None

    def __init__(
        self, opened: Opened, plays: Path, source: TextIO, out: TextIO, pack: Path | None = None,
        watch: SessionWatch | None = None, *, asking: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(out)
        self.session, self.notice = opened
        self.session.be_watched(watch)
        self.plays, self.source, self.pack, self.watch = plays, source, pack, watch
        self.session.asks_confidence |= asking
        self.asking, self.held = asking, None
        self.echo = not source.isatty()
        #: What the last line asked back about.
        self.suggested: Action | None = None
        #: The end of the story that was told last.
        self.ended_at: State | None = None

    def run(self) -> int:
        """Play until the story ends, the player quits or the input is at its end.

        The result is the exit code: 1 when the input ends where the story cannot go on, or cannot be shown.
        """
        self.title()
        self.where_one_is()
        while True:
            try:
                if self.held is not None:
                    self.line(how_sure())
                elif self.session.is_stuck:
                    self.line()
                    self.show(reports.dead_end(self.session))
                elif self.session.is_over:
                    self.end()
                else:
                    self.options()
            except Exception as error:
                # What cannot even be shown cannot be played: back to where it could.
                self.line(explained_failure(self.session, error, "what can be done was shown"))
                if not self.turn(lambda: take_back(self.session)):
                    self.farewell()
                    return 1
                continue
            typed = self.read()
            if typed is None and self.held is not None:
                self.do(self.held)
            if typed is None or not self.take(typed):
                self.farewell()
                return int(typed is None and self.session.is_stuck)

    def options(self) -> None:
        """What can be done now: numbered, or by word while an answer is to be typed."""
        session = self.session
        self.line()
        if session.wants_words:
            for option, label in zip(session.options, session.labels, strict=True):
                self.line("  " + labelled(spoken_command(TYPED_FOR[option.id]), label))
            return
        for number, label in enumerate(session.priced_labels, 1):
            self.numbered(number, label)
        for closed in session.closed:
            words = closed_words(session.story, session.state, closed, ". ")
            self.line("  " + gettext("Not now: {choice}", choice=words))

    def end(self) -> None:
        """Tell how the play went, once, and from where one can go on."""
        if self.ended_at is not self.session.state:
            self.show(told_after_the_end(self.session, self.plays))
        self.ended_at = self.session.state
        ways = ways_back(self.session)
        if ways:
            self.line()
            self.line(
                gettext("You can go back to one of these by its number, or with `back to` and its name; `quit` leaves.")
            )
        for number, way in enumerate(ways, 1):
            self.numbered(number, way.name)

    def choose_after_the_end(self, number: int) -> bool:
        """Go back to the checkpoint with this number in the list. False where there is none such."""
        ways = ways_back(self.session) if self.session.is_over and not self.session.is_stuck else []
        return 0 < number <= len(ways) and self.turn(lambda: step_to(self.session, ways[number - 1].number))

    @property
    def prompt(self) -> str:
        """What stands before what is typed: words to be heard; where the output repeats what it was fed, a mark."""
        if self.echo:
            return "> "
        if self.held is not None:
            return pgettext("in front of what is typed", "How sure:") + " "
        if self.session.wants_words:
            return pgettext("in front of what is typed", "Your answer:") + " "
        return pgettext("in front of what is typed", "What now:") + " "

    def read(self) -> str | None:
        """The next line of input, or None at its end."""
        self.out.write(self.prompt)
        self.out.flush()
        line = self.source.readline(limits.TYPED_CHARACTERS)
        rest = line
        while len(rest) == limits.TYPED_CHARACTERS and not rest.endswith("\n"):
            rest = self.source.readline(limits.TYPED_CHARACTERS)  # of a line that is too long, the end is left out
        if not line:
            self.out.write("\n")
            return None
        typed = "".join(character if character.isprintable() or character in _JOINERS else " " for character in line)
        typed = typed.replace(_NO_CHARACTER, "").strip()
        self.out.write(f"{typed[: limits.ANSWER_CHARACTERS]}\n" if self.echo else "")
        self.after_blank = False
        return typed

    def take(self, typed: str) -> bool:
        """Carry a command out. False when the player wants to leave."""
        session = self.session
        if self.held is not None:
            return self.take_confidence(self.held, typed)
        suggested, self.suggested = self.suggested, None
        try:
            if typed.isdecimal() and self.choose_after_the_end(int(typed)):
                return True
            match understand(session, typed, suggested):
                case DoCommand(action) if asks_how_sure(session, action):
                    self.held = action
                case DoCommand(action):
                    self.do(action)
                case WalkCommand(place):
                    self.show_turn(session.state, session.walk(place))
                case WaitCommand(option, until):
                    self.show_turn(session.state, session.wait(option, until))
                case AskBack(lines, action):
                    self.suggested = action
                    self.show(lines)
                case Say(lines):
                    self.show(lines)
                case Show("quit"):
                    return False
                case Show(page, about):
                    self.page(page, about)
        except Exception as problem:
            self.line(explained_failure(self.session, problem, f"“{typed[:60]}” was carried out"))
        self.tell_of_file()
        return True

    def do(self, action: Action, confidence: str = "") -> None:
        """Do something and tell what it brings; an answer perhaps with how sure the player is of it."""
        self.held = None
        self.show_turn(self.session.state, self.session.do(action, confidence), confidence)

    def take_confidence(self, held: Action, typed: str) -> bool:
        """Take what the player says of how sure they are. False when they want to leave, with the answer given."""
        said = said_how_sure(typed)
        match said.means:
            case "undo":
                self.held = None
                self.line(answer_taken_back())
            case "unclear":
                self.line(first_how_sure())
            case _:
                try:
                    self.do(held, said.confidence)
                except Exception as problem:
                    self.line(explained_failure(self.session, problem, "an answer was given"))
                self.tell_of_file()
        return said.means != "leave"

    def farewell(self) -> None:
        """Say where the play is kept, after looking whether it is."""
        journal = self.session.journal
        if journal is None:
            self.as_it_is(gettext("Nothing more was saved."))
            return
        try:
            journal.settle()
        except JournalError as problem:
            self.line(gettext("Your play is not kept: {problem}", problem=problem))
            return
        self.tell_of_file()
        self.as_it_is(gettext("Your play is kept in {path}.", path=journal.where_words))


def run_plain(
    opened: Opened, plays: Path, pack: Path | None = None, watch: SessionWatch | None = None, *, asking: bool = False
) -> int:
    """Play on standard input and output. `pack` is where the story lies. The result is the exit code.

    `asking`: whoever answers says how sure they are.
    """
    client = PlainClient(opened, plays, sys.stdin, sys.stdout, pack, watch, asking=asking)
    try:
        return client.run()
    except KeyboardInterrupt:
        client.line()
        client.farewell()
        return INTERRUPTED
    finally:
        client.session.close()
        with contextlib.suppress(OSError):
            client.tell_of_file()

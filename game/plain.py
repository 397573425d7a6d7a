"""The line-by-line client: for screen readers, pipes and terminals that can do nothing else.

Everything is words on standard output, in the order in which it happens; nothing is drawn, coloured or overwritten.
"""

from __future__ import annotations

import shutil
import sys
import textwrap
from pathlib import Path
from typing import TextIO

from game.engine import EndlessLoop, Refused
from game.engine.rendering import clock_time
from game.play import opening, reports
from game.play.commands import Do, Say, Show, Walk, understand
from game.play.help import HELP
from game.play.opening import Opened
from game.play.telling import THE_END, Told, in_sentence, option_words, question_lines, tell
from game.record.journal import JournalError
from game.story import limits

_MARKS = {
    "note": "* ", "hint": "", "wrong": "Not right: ", "reason": "  ", "source": "  Source: ",
    "question": "? ", "part": "    ",
}  # fmt: skip
_APART = ("right", "wrong", "reason", "source", "change", "note")


class PlainClient:
    """Plays one session on two streams."""

    def __init__(self, opened: Opened, plays: Path, source: TextIO, out: TextIO) -> None:
        self.session, self.notice = opened
        self.plays, self.source, self.out = plays, source, out
        self.echo = not source.isatty()
        self.after_blank = True
        self.width = min(shutil.get_terminal_size((79, 24)).columns - 1, 100) if out.isatty() else 78

    def run(self) -> int:
        """Play until the story ends, the player quits or the input is at its end. The result is the exit code."""
        self.title()
        session = self.session
        if len(session.played) > 1:
            steps = len(session.played) - 1
            self.line(f"You go on after {steps} step{'s' * (steps != 1)}. To begin anew, quit and use --new.")
            self.line()
        if self.notice:
            self.line(self.notice)
        if len(session.played) > 1 and session.place is not None:
            clock = session.story.clock
            time = f" It is {clock_time(clock.get(session.state.memory))}." if clock is not None else ""
            self.line(f"You are in {in_sentence(session.place.name)}.{time}")
            self.line()
        self.show(tell(session.story, session.state, session.played[-1].turn.events))
        while not session.is_over:
            self.options()
            typed = self.read()
            if typed is None or not self.take(typed):
                self.farewell()
                return 0
        self.show(reports.ending_summary(session))
        return 0

    def title(self) -> None:
        """What is played, what is invented in it, and how to play."""
        story = self.session.story
        self.line(story.title)
        if story.about:
            self.line(story.about)
        self.line()
        if len(self.session.played) == 1:
            self.show(reports.disclaimer(self.session))
            self.show(reports.languages(story))
        self.line("Type a number or a command; `help` lists the commands, `quit` leaves. Every step is saved.")
        self.line()

    def options(self) -> None:
        """What can be done now: numbered, or by word while an answer is to be typed."""
        session = self.session
        self.line()
        if session.wants_words:
            words = {"lookup": "notebook", "pass": "pass"}
            for option in session.options:
                self.line(f"  {words[option.id]}: {option_words(session.story, session.state, option)}")
            return
        for number, option in enumerate(session.options, 1):
            self.line(f"{number:3} {option_words(session.story, session.state, option)}")

    def read(self) -> str | None:
        """The next line of input, or None at its end."""
        self.out.write("> ")
        self.out.flush()
        line = self.source.readline(limits.TYPED_SIGNS)
        rest = line
        while len(rest) == limits.TYPED_SIGNS and not rest.endswith("\n"):
            rest = self.source.readline(limits.TYPED_SIGNS)  # of a line that is too long, the end is left out
        if not line:
            self.out.write("\n")
            return None
        typed = "".join(sign if sign.isprintable() else " " for sign in line).strip()
        self.out.write(f"{typed}\n" if self.echo else "")
        self.after_blank = False
        return typed

    def take(self, typed: str) -> bool:
        """Carry a command out. False when the player wants to leave."""
        session = self.session
        command = understand(session, typed)
        try:
            match command:
                case Do(action):
                    self.show(tell(session.story, session.state, session.do(action).events))
                case Walk(place):
                    self.show(tell(session.story, session.state, session.walk(place).events))
                case Say(lines):
                    self.show(lines)
                case Show("quit"):
                    return False
                case Show(page, about):
                    self.page(page, about)
        except (Refused, EndlessLoop, JournalError) as problem:
            self.line(str(problem))
        return True

    def page(self, page: str, about: str) -> None:
        """Show one of the pages that a command asks for."""
        session = self.session
        match page:
            case "help":
                for line in HELP:
                    self.line(line)
            case "map":
                self.show(reports.building(session))
            case "notes":
                self.show(reports.notebook(session, about.replace(" ", "_")))
            case "transcript":
                for played in session.played:
                    if played.step is not None:
                        self.line(f"→ {played.step.answer or played.step.saw}")
                    self.show(tell(session.story, played.turn.state, played.turn.events))
            case "undo":
                self.undo()
            case "save":
                path = opening.save_as(session, self.plays, about or "saved")
                self.out.write(f"Saved as {path}.\n")

    def undo(self) -> None:
        """Take the last step back and say what it was."""
        session = self.session
        last = session.played[-1].step
        if not session.undo():
            self.line("This is the beginning; there is nothing to take back.")
            return
        if last is not None:
            self.line(f"Taken back: {last.answer or last.saw}")
        if session.question is not None:
            self.show(list(question_lines(session.story, session.state, session.question)))
        elif session.is_roaming:
            self.show(reports.look(session)[:1])

    def show(self, lines: list[Told]) -> None:
        """Write told lines, each a paragraph of its own."""
        before = ""
        for told in lines:
            words = told.words.replace("\n- ", "\n  - ")
            match told.kind:
                case "place":
                    self.line()
                    self.line(f"== {words} ==")
                case "ending":
                    self.line()
                    self.line(f"== The end: {words} ==" if words != THE_END else f"== {words} ==")
                    self.line()
                case "story" | "speech":
                    if before in _APART:
                        self.line()
                    self.line(words)
                    self.line()
                case kind:
                    if kind == "question":
                        self.line()
                    self.line(words, _MARKS.get(kind, ""))
            before = told.kind

    def line(self, words: str = "", mark: str = "") -> None:
        """Write one paragraph, wrapped."""
        if not words:
            if not self.after_blank:
                self.out.write("\n")
            self.after_blank = True
            return
        self.after_blank = False
        for index, part in enumerate(words.split("\n")):
            before = mark if not index else " " * len(mark)
            indent = " " * max(len(mark), len(part) - len(part.lstrip()))
            self.out.write(textwrap.fill(part, self.width, initial_indent=before, subsequent_indent=indent) + "\n")

    def farewell(self) -> None:
        """Say where the play is kept."""
        session = self.session
        kept = session.journal.path if session.journal is not None else None
        # A path is never wrapped: it is there to be copied.
        self.out.write(f"Your play is kept in {kept}.\n" if kept else "Goodbye.\n")


def run_plain(opened: Opened, plays: Path) -> int:
    """Play on standard input and output. The result is the exit code."""
    client = PlainClient(opened, plays, sys.stdin, sys.stdout)
    try:
        return client.run()
    except KeyboardInterrupt:
        client.line()
        client.farewell()
        return 0

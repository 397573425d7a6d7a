"""A play of a class, line by line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TextIO

from game.localisation.messages import gettext
from game.plain import PlainClient
from game.play.opening import Opened
from game.record.journal import JournalError
from game.support.exit_codes import INTERRUPTED
from game.web.joining.joined_class import JoinedClass


class PlainClassClient(PlainClient):
    """Plays one session of a class on two streams. Where it went on elsewhere it is taken from there again."""

    def __init__(
        self, opened: Opened, joined: JoinedClass, plays: Path, source: TextIO, out: TextIO, pack: Path
    ) -> None:
        super().__init__(opened, plays, source, out, pack)
        self.joined, self._has_gone_on = joined, False
        joined.when_gone_on = self._gone_on

    def _gone_on(self) -> None:
        self._has_gone_on = True

    def take(self, typed: str) -> bool:
        """Carry a command out. False when the player wants to leave."""
        goes_on = super().take(typed)
        if self._has_gone_on:
            self._has_gone_on = False
            try:
                self.go_on_with(self.joined.go_on())
            except JournalError as problem:
                self.line(str(problem))
            else:
                self.held = None
                self.where_one_is()
        return goes_on

    def page(self, page: str, about: str) -> None:
        """Show a page, but for what does not go with a class."""
        if page in ("load", "delete", "unsaved"):
            words = gettext(
                "Your play is kept in the class, step by step; nothing is loaded there, nothing goes unsaved."
            )
            self.line(words)
        else:
            super().page(page, about)

    def begin_anew(self) -> None:
        """Leave a play that is over, and begin a new one."""
        self.go_on_with(self.joined.begin_anew())
        self.title()
        self.where_one_is()


def run_plain_class(opened: Opened, joined: JoinedClass, plays: Path, pack: Path) -> int:
    """Play on standard input and output. The result is the exit code."""
    client = PlainClassClient(opened, joined, plays, sys.stdin, sys.stdout, pack)
    try:
        return client.run()
    except KeyboardInterrupt:
        client.line()
        client.farewell()
        return INTERRUPTED
    finally:
        client.session.close()

"""Questions to whoever writes a pack, with a default for each: in a terminal, or answered by the defaults alone."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import NamedTuple

from game.story.source.yaml_reader import without_control_characters
from game.support.safe_text import is_blank
from game.support.similarity import did_you_mean

#: More than this are not listed at once; who types a part of a name sees the rest.
_LISTED = 12


class NotWritten(Exception):
    """Nothing was written; the message is a sentence with the reason and the fix. `code` is the exit code."""

    def __init__(self, message: str, code: int = 2) -> None:
        self.code = code
        super().__init__(message)


class Pick(NamedTuple):
    """One of several things to choose from: its id, and what it is called."""

    id: str
    words: str


class Asker:
    """Asks, or takes the defaults when there is nobody to ask (`read` is None)."""

    def __init__(self, read: Callable[[str], str] | None, say: Callable[[str], object] = print) -> None:
        self.read, self.say = read, say

    def words(self, question: str, default: str, given: str | None = None) -> str:
        """A line of text. `given` is what a flag says already; then nothing is asked."""
        if given is not None:
            return tidy(given) or default
        if self.read is None:
            return default
        return tidy(self.read(f"{question} [{default}]: " if default else f"{question} (may stay empty): ")) or default

    def pick(self, question: str, picks: Sequence[Pick], default: str, given: str | None = None) -> str:
        """The id of one of `picks`: told by its number, its id, its name or a part of it.

        `default` is an id, or empty for none of them. Raises NotWritten when `given` is none of them.
        """
        if given is not None:
            return _exact(picks, given) or self._unknown(question, picks, given)
        if self.read is None or not picks:
            return default
        shown = self._list(picks)
        while True:
            typed = tidy(self.read(f"{question} [{default or 'none'}]: "))
            if not typed:
                return default
            if typed.isdecimal() and 1 <= int(typed) <= len(shown):
                return shown[int(typed) - 1].id
            exact = _exact(picks, typed)
            if exact:
                return exact
            near = [pick for pick in picks if typed.casefold() in f"{pick.id} {pick.words}".casefold()]
            if near:
                shown = self._list(near)
            else:
                self.say(f"  There is no “{typed}”. {did_you_mean(typed, [pick.id for pick in picks])}Type its number.")

    def _list(self, picks: Sequence[Pick]) -> Sequence[Pick]:
        shown = picks[:_LISTED]
        for number, pick in enumerate(shown, 1):
            words = pick.words if len(pick.words) <= 68 else f"{pick.words[:67].rstrip()}…"
            self.say(f"  {number:2} {words}")
        if len(picks) > len(shown):
            self.say(f"     … and {len(picks) - len(shown)} more: type a part of a name to find them")
        return shown

    def _unknown(self, question: str, picks: Sequence[Pick], given: str) -> str:
        ids = [pick.id for pick in picks]
        known = ", ".join(ids[:_LISTED]) + (", …" if len(ids) > _LISTED else "") if ids else "none"
        raise NotWritten(f"{question}: there is no “{given}”. {did_you_mean(given, ids)}There are: {known}.")


def tidy(typed: str) -> str:
    """What was typed on one line, without characters that no story file may hold; empty where nothing can be seen."""
    line = " ".join(without_control_characters(typed).split())
    return "" if is_blank(line) else line


def at_the_terminal() -> Asker:
    """Asks on the terminal, if both ends of it are one."""
    return Asker(input if sys.stdin.isatty() and sys.stdout.isatty() else None)


def _exact(picks: Sequence[Pick], typed: str) -> str:
    wanted = typed.casefold()
    return next((pick.id for pick in picks if wanted in (pick.id.casefold(), pick.words.casefold())), "")

"""The standard streams, through which nothing goes that does harm to a terminal, or that it cannot show.

Whatever is printed, by us, by argparse or by Python itself, goes through `safe_text`. Only what writes orders to the
terminal on purpose, such as colours, asks for the stream behind it: `unguarded`. It sees to its words itself.
"""

from __future__ import annotations

import codecs
import contextlib
import sys
import unicodedata
from collections.abc import Iterator
from io import TextIOWrapper
from typing import Any, TextIO, cast

from game.support.safe_text import safe_text

_PLAINER = {
    "→": "->", "←": "<-", "↑": "^", "↓": "v", "…": "...", "–": "-", "—": "-", "−": "-", "“": '"', "”": '"', "„": '"',
    "‘": "'", "’": "'", "·": "-", "•": "-", "»": ">>", "«": "<<", "×": "x", "─": "-", "━": "-", "═": "=", "│": "|",
    "┃": "|", "█": "#", "✓": "v", "✗": "x", "␛": "?",
}  # fmt: skip
_ERRORS = "eightwings-plainer"


class SafeOutput:
    """A text stream that writes every text as `safe_text` gives it; all else is what the stream behind it does."""

    def __init__(self, behind: TextIO) -> None:
        self.behind = behind

    def write(self, text: str) -> int:
        """Write the text. The result is its length. Raises OSError."""
        self.behind.write(safe_text(text))
        return len(text)

    def writelines(self, lines: list[str]) -> None:
        """Write these, one behind the other. Raises OSError."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.behind, name)


@contextlib.contextmanager
def safe_output() -> Iterator[None]:
    """Inside, everything that is printed is safe, and nothing is refused because of its characters."""
    codecs.register_error(_ERRORS, plainer)
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace" if stream is sys.stdin else _ERRORS)
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = (_guarded(output) for output in before)
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


def unguarded(stream: TextIO) -> TextIO:
    """The stream itself, for whoever gives orders to the terminal on purpose, and sees to the words in between."""
    return getattr(stream, "behind", stream)


def _guarded(stream: TextIO) -> TextIO:
    """The stream, with what makes it safe before it; there is none where the program has no terminal at all."""
    return cast("TextIO", SafeOutput(unguarded(stream))) if stream is not None else stream


def plainer(error: UnicodeError) -> tuple[str, int]:
    """What is written instead of characters that the stream does not know: a handler of errors for `codecs`."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(_plainer(character) for character in error.object[error.start : error.end]), error.end


def _plainer(character: str) -> str:
    if character in _PLAINER:
        return _PLAINER[character]
    return unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode() or "?"

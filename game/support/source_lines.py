"""Lines of a file as editors count them: they end with a line feed, a carriage return, or both, and with nothing else.

`str.splitlines` also ends them at a form feed and at other characters that do harm (`safe_text`), and so do parsers of
YAML at some of these. No file of a pack may hold them, but a finding has to point at the first one (EW105).
"""

from __future__ import annotations


def editor_lines(text: str) -> list[str]:
    """The lines of a text, without their ends. An empty text has none, and none stands behind the last line end."""
    lines = _with_line_feeds(text).split("\n")
    if not lines[-1]:
        lines.pop()
    return lines


def line_and_column(text: str, position: int) -> tuple[int, int]:
    """In which line and column a character of a text stands, both counted from 1; `position` is counted from 0."""
    before = _with_line_feeds(text[:position])
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")

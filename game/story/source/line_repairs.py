"""Lines put right while a file is read: a dash that was left out, backslashes that were meant as such."""

from __future__ import annotations

import re

_DASHLESS = re.compile(r"( *)  (?=(?:choose|right|wrong): )")
_ESCAPED = re.compile(r"\\(x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.|\Z)")
_KNOWN_ESCAPES = frozenset('0nre "/\\N_LP')
_BEFORE_LETTERS = frozenset("abtvf")


def with_backslashes(line: str, start: int, force: int = -1) -> tuple[str, int] | None:
    """The line with those backslashes doubled that are meant as such, inside double quotes that open before `start`.

    They stand before what is no escape, or before letters (`\\frac`, `\\times`), or at `force`. Also where the first of
    them stands; None when there is none.
    """
    text, at, first = line[:start], start, -1
    while at < len(line):
        escape = _ESCAPED.match(line, at)
        if escape is None:
            if line[at] == '"':
                break
            text, at = text + line[at], at + 1
            continue
        sign, letters = escape[1][:1], line[at + 1 : at + 3].isalpha()
        meant = sign not in _KNOWN_ESCAPES and len(escape[1]) < 2 and (sign not in _BEFORE_LETTERS or letters)
        if meant or at == force:
            first = at if first < 0 else first
            text, at = f"{text}\\\\", at + 1
        else:
            text, at = text + escape[0], escape.end()
    return (text + line[at:], first) if first >= 0 else None


def with_dash(line: str) -> str | None:
    """The line of a choice or an answer with the dash that was left out, when there is room for it."""
    match = _DASHLESS.match(line)
    return f"{match[1]}- {line[match.end(1) + 2 :]}" if match else None

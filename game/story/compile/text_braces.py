"""Braces in a text: where each closes, and where the formula ends that stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from game.story.compile.expression_parsing import looks_like_formula

#: Colons of a condition, as of times in it, behind which its text could begin.
_COLONS = 12
_BRACES = re.compile(r"\\.|[{}]", re.DOTALL)
_BAR_OR_BRACE = re.compile(r"[|{}]")


def closing_brace(text: str, start: int, end: int) -> int | None:
    """Where the brace at `start` is closed, before `end`; None: it is not."""
    depth = 0
    for sign in _BRACES.finditer(text, start, end):
        depth += {"{": 1, "}": -1}.get(sign[0], 0)
        if depth == 0:
            return sign.start()
    return None


def condition_end(text: str, start: int, close: int) -> int | None:
    """Where the colon behind the condition stands, in braces from `start` to `close`; None: there is no condition.

    The words before a colon have the form of one. A time of day has a colon of its own, so every colon before the first
    bar or brace is tried, the last first.
    """
    colons = _colons(text, start, close)
    return next((at for at in reversed(colons[:_COLONS]) if looks_like_formula(text[start + 1 : at])), None)


def formulas_in(text: str) -> Iterator[tuple[int, int]]:
    """Where formulas of a paragraph stand, in their order: conditions with brace and colon, and sums with both braces.

    What is no paragraph that can be parsed may have others: of what stands before a single colon nothing is asked, and
    whatever has a digit counts as a sum.
    """
    closed = brace_pairs(text)
    last = -1
    for start in sorted(closed):
        close = closed[start]
        if start < last:
            continue
        if closed.get(start + 1) == close - 1:
            last = close  # doubled braces are braces
            continue
        colons = _colons(text, start, close)
        colon = colons[0] if len(colons) == 1 else condition_end(text, start, close)
        if colon is not None and text[start + 1 : colon].strip() != "quote":
            yield start, colon + 1
        elif colon is None and _may_be_sum(text, start, close):
            yield start, close + 1


def _may_be_sum(text: str, start: int, close: int) -> bool:
    if _end_of_head(text, start, close) < close or text[start + 1] in "&~":
        return False
    return any(character.isdigit() for character in text[start + 1 : close])


def _colons(text: str, start: int, close: int) -> list[int]:
    """The colons behind which the text of a condition could begin."""
    stop = _end_of_head(text, start, close)
    return [at for at in range(start + 1, stop) if text[at] == ":" and text[at - 1] != "\\"]


def _end_of_head(text: str, start: int, close: int) -> int:
    """Where the first bar or brace stands in braces; where they close, if there is none."""
    found = _BAR_OR_BRACE.search(text, start + 1, close)
    return found.start() if found is not None else close


def brace_pairs(text: str) -> dict[int, int]:
    """Where braces are closed, by where they open. Takes time in proportion to the text."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for sign in _BRACES.finditer(text):
        if sign[0] == "{":
            opened.append(sign.start())
        elif sign[0] == "}" and opened:
            found[opened.pop()] = sign.start()
    return found

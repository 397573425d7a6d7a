"""Numbers that a comma splits: inside brackets `2,5 litres` are two values, `2` and `5 litres`.

YAML divides the values of `[…]` and `{…}` by commas, with or without a space behind them. A value without quotation
marks that ends in a digit, directly before a comma and another digit, can therefore only be such a number.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from game.story.catalogue.quick_fixes import Lines, quoted_value

_SPLIT = re.compile(r"\d,\d")
#: Where a value without quotation marks ends inside brackets.
_END = re.compile(r"[\[\]{}]|:(?=[\s,\[\]{}]|\Z)|\s#|\Z")


class SplitNumber(NamedTuple):
    """A value inside brackets that a comma splits. `start` and `end` are its columns in the line, from 0.

    `number` is the column where its first number that is split begins.
    """

    start: int
    end: int
    number: int


def may_split_numbers(text: str) -> bool:
    """Whether there can be a split number in the text at all."""
    return _SPLIT.search(text) is not None


def is_split(line: str, start: int, end: int) -> bool:
    """Whether the value without quotation marks from `start` to `end` is the first part of a split number."""
    parts_before = (
        start >= 2 and line[start - 1] == "," and line[start - 2].isdigit() and line[start : start + 1].isdigit()
    )
    return not parts_before and _is_split_at(line, end)


def _is_split_at(line: str, comma: int) -> bool:
    return (
        line[comma : comma + 1] == "," and line[comma - 1 : comma].isdigit() and line[comma + 1 : comma + 2].isdigit()
    )


def split_number(line: str, start: int, end: int) -> SplitNumber:
    """The whole value of which `line[start:end]` is the first part."""
    while _is_split_at(line, end):
        comma = line.find(",", end + 1)
        close = _END.search(line, end + 1)
        stop = close.start() if close is not None else len(line)
        end = min(comma, stop) if comma >= 0 else stop
    end = len(line[:end].rstrip())
    first_comma = next(at for at in range(start, end) if _is_split_at(line, at))
    number = first_comma
    while number > start and (line[number - 1].isdigit() or line[number - 1] in ".,'’"):
        number -= 1
    return SplitNumber(start, end, number)


def in_quotes(line: str, number: int, splits: list[SplitNumber]) -> Lines:
    """The line (of this number, from 1) with all its split numbers in quotation marks."""
    for split in sorted(splits, reverse=True):
        line = line[: split.start] + quoted_value(line[split.start : split.end]) + line[split.end :]
    return Lines(number, number, line)

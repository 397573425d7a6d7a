"""Number words read from a table: where the library that reads them (text2num) cannot run, as in a browser.

The table of a language is made with that library (`game.web.static_page.number_tables`), and holds what it reads below
one hundred; larger numbers are put together here. Where there is no table, number words stay words.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

NUMBERS_ENDING = ".numbers.json"
"""Behind the code of the language, the name of the file with its table."""

#: What may stand between the parts of a number.
CONNECTORS = {"en": ("and",), "fr": ("et",), "de": ("und",), "pt": ("e",), "nl": ("en",), "it": ("e",), "ca": ("i",)}
_WORD = re.compile(r"[^\W\d_]+")
_READING = re.compile(r"(\d+)(\D*)\Z")
_LONGEST = 7
#: Words for the decimal sign, with the sign that the library writes.
_SIGNS = {"point": ".", "punto": ".", "coma": ",", "virgule": ",", "komma": ",", "virgola": ",", "vírgula": ","}
#: Where a thousand stands in front of millions: "mil millones".
_THOUSANDS_OF_MILLIONS = frozenset({"es", "pt"})


class NumberTable(NamedTuple):
    """`phrases`: by the words of a number below a hundred, or of any in a single word, the digits that the library
    makes of it, with the ending of an ordinal. `glued`: words for a thousand and a hundred that stand inside compounds,
    with their values, the larger first; `ones`: what stands in front of them for one of them."""

    phrases: dict[str, str]
    glued: dict[str, int]
    ones: tuple[str, ...]


class _Part(NamedTuple):
    """A part of a number: its value, the ending of an ordinal or empty, and where it ends in the text."""

    value: int
    suffix: str
    end: int


@cache
def number_table(code: str) -> NumberTable | None:
    """The table of a language, if there is one."""
    file = Path(__file__).parent / "words" / f"{code}{NUMBERS_ENDING}"
    if not file.is_file():
        return None
    made = json.loads(file.read_text("utf-8"))
    return NumberTable(made["phrases"], made["glued"], tuple(made["ones"]))


def alpha2digit(text: str, code: str, threshold: int = 0) -> str:
    """The text with its number words in digits, like the function of the library that has this name."""
    table = number_table(code)
    return text if table is None else _Reader(text, code, table).read()


class _Reader:
    """Reads one text."""

    def __init__(self, text: str, code: str, table: NumberTable) -> None:
        self._text, self._table = text, table
        self._words = {found.start(): found.end() for found in _WORD.finditer(text)}
        self._connectors, self._code = CONNECTORS.get(code, ()), code

    def read(self) -> str:
        made: list[str] = []
        done = 0
        for start in self._words:
            if start >= done and (part := self._number(start)) is not None:
                digits, end = self._with_decimals(part)
                made += [self._text[done:start], digits]
                done = end
        return "".join([*made, self._text[done:]])

    def _with_decimals(self, part: _Part) -> tuple[str, int]:
        """The digits of a number, with those behind a word for the decimal sign; and where it ends."""
        at = self._next_word(part.end)
        sign = _SIGNS.get(self._text[at : self._words[at]], "") if at in self._words else ""
        if sign and not part.suffix:
            zeros, behind = "", self._next_word(self._words[at])
            while (digit := self._phrase(behind)) is not None and (digit.value, digit.suffix) == (0, ""):
                zeros, end = f"{zeros}0", digit.end
                behind = self._next_word(end)
            decimals = self._number(behind)
            if decimals is not None and not decimals.suffix:
                return f"{part.value}{sign}{zeros}{decimals.value}", decimals.end
        return f"{part.value}{part.suffix}", part.end

    def _number(self, start: int) -> _Part | None:
        """The number that begins with the word at `start`, as far as it goes."""
        first = self._phrase(start)
        if first is None:
            return None
        done, open_, now = 0, first.value, first
        if first.value >= 1000:
            done, open_ = first.value, 0
        smallest = first.value if first.value >= 1000 else 0
        while first.value and not now.suffix and (part := self._continued(now.end)) is not None:
            value = part.value
            if value >= 1000 and _is_magnitude(value):
                if not open_ and done == 1000 < value and self._code in _THOUSANDS_OF_MILLIONS:
                    open_, done, smallest = 1000, 0, 0
                if not open_ or (smallest and value >= smallest) or part.suffix:
                    break
                done, open_, smallest = done + open_ * value, 0, value
            elif value == 100 and 0 < open_ < 100:
                open_ *= 100
            elif (open_ == 0 and done and 0 < value < smallest) or (open_ and open_ % 100 == 0 and 0 < value < 100):
                open_ += value
            else:
                break
            now = part
        return _Part(done + open_, now.suffix, now.end)

    def _continued(self, end: int) -> _Part | None:
        """The part that comes next, behind a blank, a hyphen or a connecting word."""
        at = self._next_word(end)
        if at in self._words and self._text[at : self._words[at]] in self._connectors:
            at = self._next_word(self._words[at])
        return self._phrase(at)

    def _next_word(self, end: int) -> int:
        """Where the word begins that comes next, behind one blank or hyphen; -1: there is none."""
        return end + 1 if self._text[end : end + 1] in (" ", "-") and end + 1 in self._words else -1

    def _phrase(self, start: int) -> _Part | None:
        """The longest phrase of the table that begins here, or a compound."""
        if start not in self._words:
            return None
        found: _Part | None = None
        end = self._words[start]
        for _ in range(_LONGEST):
            reading = self._table.phrases.get(self._text[start:end])
            if reading is not None and (parsed := _READING.match(reading)) is not None:
                found = _Part(int(parsed[1]), parsed[2], end)
            after = self._next_word(end)
            if after < 0:
                break
            end = self._words[after]
        return found or self._compound(start)

    def _compound(self, start: int) -> _Part | None:
        """A number in one word around words for a hundred and a thousand: "zweitausendsechzehn"."""
        end = self._words[start]
        found = self._in_one_word(self._text[start:end])
        return _Part(*found, end) if found is not None else None

    def _in_one_word(self, word: str) -> tuple[int, str] | None:
        """The value of a compound and the ending of an ordinal."""
        reading = self._table.phrases.get(word)
        if reading is not None:
            parsed = _READING.match(reading)
            return (int(parsed[1]), parsed[2]) if parsed is not None else None
        for glued, unit in self._table.glued.items():
            before, there, behind = word.partition(glued)
            if there:
                many = (1, "") if before in self._table.ones else self._in_one_word(before)
                rest = (0, "") if not behind else self._behind(behind)
                if many is None or rest is None or many[1] or not 0 < many[0] < 1000 or rest[0] >= unit:
                    return None
                return many[0] * unit + rest[0], rest[1]
        return None

    def _behind(self, word: str) -> tuple[int, str] | None:
        """The same for what stands behind a hundred or a thousand, with a connecting word or without."""
        for joint in ("", *self._connectors):
            found = self._in_one_word(word.removeprefix(joint)) if word.startswith(joint) else None
            if found is not None:
                return found
        return None


def _is_magnitude(value: int) -> bool:
    """Whether it is 1,000 or a power of it."""
    while value > 1 and value % 1000 == 0:
        value //= 1000
    return value == 1

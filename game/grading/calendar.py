"""Step three for dates, in the many ways in which they are written."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from game.grading.languages import Language
from game.grading.letters import lowered
from game.grading.normal_form import roman, with_digits
from game.grading.spelling import is_slip, is_typing_error, respelled

_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_FIGURES = re.compile(r"(?<![\d.,/])(\d{1,2}) ?([./-]) ?(\d{1,2})(?: ?\2 ?(\d{4}|\d{2}))?(?![\d/])")
#: The month as a Roman numeral: "4 IV 1949", "4-IV-1949".
_ROMAN_MONTH = re.compile(r"(?<![\w.,/-])(\d{1,2})(?:\. ?|[ /-])([ivx]{1,4})(?:\. ?|[ /-])(\d{4})(?!\d)")
_PIECE = re.compile(r"\d+|[^\W\d_]+")


class Date(NamedTuple):
    """A day of the calendar; 0 for what was not said. Years before our era are negative."""

    year: int
    month: int
    day: int

    def agrees(self, key: Date) -> bool:
        """Whether what both say is the same, and all is said that the key says."""
        year = self.year == key.year or (0 < self.year < 100 and self.year == key.year % 100)
        return (not key.year or year) and all(
            not wanted or wanted == given for wanted, given in zip(key[1:], self[1:], strict=True)
        )


class Dated(NamedTuple):
    """The dates that a text can mean, and the words around it. `misspelled`: the name of the month is."""

    days: tuple[Date, ...] = ()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    misspelled: bool = False


_NONE = Dated()


def dates(text: str, language: Language) -> tuple[Date, ...]:
    """The dates that a text can mean: figures may be day and month, or month and day, so that there can be two."""
    return dated(text, language).days


@lru_cache(maxsize=4096)
def dated(text: str, language: Language) -> Dated:
    """The date in a text, with the words around it."""
    words = lowered(text)
    if words.isdecimal():
        return _NONE
    if (iso := _ISO.search(words)) is not None:
        return _around(words, iso, [Date(int(iso[1]), int(iso[2]), int(iso[3]))])
    if (counted := _ROMAN_MONTH.search(words)) is not None and (month := roman(counted[2])):
        return _around(words, counted, [Date(int(counted[3]), int(month), int(counted[1]))])
    named = _with_month(with_digits(words, language), language)
    if named is not None:
        return named
    figures = _FIGURES.search(words)
    if figures is None:
        return _NONE
    first, second, year = int(figures[1]), int(figures[3]), int(figures[4] or 0)
    only = language.day_first or figures[2] == "."
    return _around(words, figures, [Date(year, second, first), *([] if only else [Date(year, first, second)])])


def _around(words: str, found: re.Match[str], days: list[Date]) -> Dated:
    before, after = _PIECE.findall(words[: found.start()]), _PIECE.findall(words[found.end() :])
    return Dated(tuple(day for day in days if _is_date(day)), tuple(before), tuple(after))


def _is_date(date: Date) -> bool:
    return 0 <= date.month <= 12 and 0 <= date.day <= 31


def _with_month(words: str, language: Language) -> Dated | None:
    """The date whose month is written as a word, with a day or a year or both; None where there is none."""
    if not any(character.isdecimal() for character in words):
        return None
    pieces = _PIECE.findall(words)
    months = [_month(piece, language) for piece in pieces]
    misspelled = not any(months)
    if misspelled:
        months = [_misspelled(piece, language) for piece in pieces]
    at = next((place for place, month in enumerate(months) if month), -1)
    if at < 0:
        return None
    places = [place for place, piece in enumerate(pieces) if piece.isdecimal()]
    years = [int(pieces[place]) for place in places if len(pieces[place]) in (3, 4)]
    counted = [int(pieces[place]) for place in places if len(pieces[place]) <= 2]
    if not years and len(counted) == 2 and (places[1] > at or _is_before_era(pieces, language)):
        years = [counted.pop()]  # "6 June 44"
    if len(years) > 1 or len(counted) > 1:
        # "4.4.1949, in April" is no other date
        return None
    year = -years[0] if years and _is_before_era(pieces, language) else years[0] if years else 0
    day = Date(year, months[at], counted[0] if counted else 0)
    first, last = min(at, *places), max(at, *places)
    days = (day,) if _is_date(day) else ()
    return Dated(days, tuple(pieces[:first]), tuple(pieces[last + 1 :]), misspelled)


def _month(word: str, language: Language) -> int:
    return language.months.get(word, 0) or language.months.get(respelled(word, language), 0)


def _misspelled(word: str, language: Language) -> int:
    """The month whose name this is with one slip, 0 for none."""
    if len(word) < 4 or word.isdecimal():
        return 0
    near = {
        month
        for name, month in language.months.items()
        if -2 < len(name) - len(word) < 2
        and len(name) > 3
        and ((len(name) > 4 and is_slip(word, name, (), language)) or is_typing_error(word, name))
    }
    return near.pop() if len(near) == 1 else 0


def _is_before_era(pieces: list[str], language: Language) -> bool:
    spaced = f" {' '.join(piece for piece in pieces if not piece.isdecimal())} "
    return any(f" {era} " in spaced for era in language.before_era)

"""Step three for dates and times of day, in the many ways in which they are written."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from game.grading.languages import Language
from game.grading.normal_form import bare, lowered, with_digits

_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_FIGURES = re.compile(r"(?<![\d.,/])(\d{1,2}) ?([./-]) ?(\d{1,2})(?: ?\2 ?(\d{4}|\d{2}))?(?![\d/])")
_PIECE = re.compile(r"\d+|[a-z]+")
_HALF = r"(?: ?(am|pm|a\.?m\.?|p\.?m\.?)(?![a-z]))"
_CLOCK = re.compile(rf"(?<![\d.,:])([01]?\d|2[0-4])(?: ?[:.h] ?([0-5]\d)| ?uhr ([0-5]?\d))(?!\d){_HALF}?")
_HOUR = re.compile(
    r"(?<![\d.,:])([01]?\d|2[0-4])(?: ?(am|pm|a\.?m\.?|p\.?m\.?)(?![a-z])| ?(oclock|uhr|h|heures?)(?![a-z]))"
)
#: "seven thirty", and "1535" for 15:35.
_PLAIN = re.compile(r"([01]?\d|2[0-3]) ?([0-5]\d)(?: ?(am|pm))?")
_PAST = re.compile(r"(?<![\d.,:])(?:(half|quarter)|([0-5]?\d)(?: minutes?)?) (past|to|after|before) ([01]?\d)(?!\d)")
_GERMAN = re.compile(r"(?<!\w)(?:(halb)|(viertel) (nach|vor)) ([01]?\d)(?!\d)")
_DAYTIME = {
    "noon": (12, 0),
    "midday": (12, 0),
    "midnight": (0, 0),
    "mittag": (12, 0),
    "mitternacht": (0, 0),
    "midi": (12, 0),
    "minuit": (0, 0),
}


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


@lru_cache(maxsize=4096)
def dates(text: str, language: Language) -> tuple[Date, ...]:
    """The dates that a text can mean: figures may be day and month, or month and day, so that there can be two."""
    words = lowered(text)
    iso = _ISO.search(words)
    if iso is not None:
        return tuple(date for date in [Date(int(iso[1]), int(iso[2]), int(iso[3]))] if _is_date(date))
    named = _with_month(with_digits(words, language).replace(",", " "), language)
    if named is not None:
        return (named,) if _is_date(named) else ()
    figures = _FIGURES.search(words)
    if figures is None:
        return ()
    first, second, year = int(figures[1]), int(figures[3]), int(figures[4] or 0)
    both = [Date(year, second, first), Date(year, first, second)]
    return tuple(date for date in both[: 1 if figures[2] == "." else 2] if _is_date(date))


def _is_date(date: Date) -> bool:
    return 0 <= date.month <= 12 and 0 <= date.day <= 31


def _with_month(words: str, language: Language) -> Date | None:
    """The date whose month is written as a word, with a day or a year or both."""
    pieces = _PIECE.findall(words)
    at = next((place for place, piece in enumerate(pieces) if piece in language.months), None)
    if at is None:
        return None
    month = language.months[pieces[at]]
    numbers = [piece for piece in pieces if piece.isdecimal()]
    years = [int(piece) for piece in numbers if len(piece) in (3, 4)]
    days = [int(piece) for piece in numbers if len(piece) <= 2]
    if not numbers or len(years) > 1 or len(days) > 1:
        return None
    year = years[0] if years else 0
    return Date(-year if _is_before_era(words, language) else year, month, days[0] if days else 0)


def _is_before_era(words: str, language: Language) -> bool:
    spaced = f" {re.sub(r'[^a-z ]', ' ', words)} "
    return any(f" {era} " in " ".join(spaced.split()).join("  ") for era in language.before_era)


@lru_cache(maxsize=4096)
def times(text: str, language: Language) -> frozenset[int]:
    """The times of day that a text can mean, in minutes from midnight: "half past seven" is morning or evening."""
    words = with_digits(lowered(text), language).replace("o clock", "oclock")
    named = next((time for word, time in _DAYTIME.items() if re.search(rf"(?<!\w){word}(?!\w)", words)), None)
    late = any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", bare(words)) for word in language.afternoon)
    early = any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", bare(words)) for word in language.morning)
    spoken = _spoken(words)
    if spoken is not None:
        return _either(*spoken, late, early)
    clock = _CLOCK.search(words)
    if clock is not None:
        half = (clock[4] or "").replace(".", "")
        minutes = int(clock[2] or clock[3])
        return _either(int(clock[1]), minutes, late or half == "pm", early or half == "am" or not late, exact=True)
    hour = _HOUR.search(words)
    if hour is not None:
        half = (hour[2] or "").replace(".", "")
        return _either(
            int(hour[1]), 0, late or half == "pm", early or half == "am", exact=bool(hour[3] and hour[3] != "oclock")
        )
    plain = _PLAIN.fullmatch(words.strip(" .!"))
    if plain is not None:
        return _either(int(plain[1]), int(plain[2]), late or plain[3] == "pm", early or plain[3] == "am")
    return frozenset([60 * named[0] + named[1]]) if named is not None else frozenset()


def _spoken(words: str) -> tuple[int, int] | None:
    past = _PAST.search(words)
    if past is not None:
        minutes = {"half": 30, "quarter": 15}.get(past[1] or "", int(past[2] or 0))
        hour = int(past[4])
        return (hour, minutes) if past[3] in ("past", "after") else ((hour - 1) % 24, 60 - minutes)
    german = _GERMAN.search(words)
    if german is not None:
        hour = int(german[4])
        if german[1]:
            return (hour - 1) % 24, 30
        return (hour, 15) if german[3] == "nach" else ((hour - 1) % 24, 45)
    return None


def _either(hour: int, minutes: int, late: bool, early: bool, *, exact: bool = False) -> frozenset[int]:
    """The minutes of the day: in the half of it that was said, or in both."""
    hour = 0 if hour == 24 else hour
    if hour > 12 or (hour == 12 and exact and not early and not late):
        return frozenset([60 * hour + minutes])
    morning, evening = 60 * (hour % 12) + minutes, 60 * (hour % 12 + 12) + minutes
    if late:
        return frozenset([evening])
    if early:
        return frozenset([60 * hour + minutes if exact and hour == 12 else morning])
    return frozenset([morning, evening])

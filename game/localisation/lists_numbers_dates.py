"""Lists, numbers and dates as a language writes them.

The patterns stand in the catalogues like all other messages, and a test holds them against the Common Locale Data
Repository. So nobody waits for a library of all locales while the game starts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from typing import Protocol, TypeAlias

from game.localisation.messages import language_used, pgettext
from game.localisation.quotation_styles import in_marks_of


class CalendarDay(Protocol):
    """A day with its numbers, such as a `datetime.date`: who tells dates needs no clock."""

    @property
    def day(self) -> int:
        """From 1 on."""

    @property
    def month(self) -> int:
        """From 1 to 12."""

    @property
    def year(self) -> int:
        """As it is counted today."""


_Joint: TypeAlias = Callable[[str, str], str]


def and_list(names: Sequence[str]) -> str:
    """All of them in a sentence: “a, b and c”. Empty for none."""
    return _joined(names, _and)


def or_list(names: Sequence[str]) -> str:
    """One of them in a sentence: “a, b or c”. Empty for none."""
    return _joined(names, _or)


def comma_list(names: Iterable[str]) -> str:
    """All of them behind a colon: “a, b, c”. Empty for none."""
    return pgettext("between the items of a list", ", ").join(names)


def clause_list(clauses: Iterable[str]) -> str:
    """Clauses that may have commas in them: “a, b; c”. Empty for none."""
    said = tuple(clauses)
    return reduce(_clauses, said) if said else ""


def labelled(label: str, words: str) -> str:
    """A label, and behind it what belongs to it: “Notebook: 3 facts”."""
    return pgettext("a label and what belongs to it", "{label}: {words}", label=label, words=words)


def quotation(words: str) -> str:
    """The words in the quotation marks of the language that is spoken."""
    return in_marks_of(words, language_used())


def out_of(part: int, whole: int) -> str:
    """So many of so many, where there is no room for a sentence: “3 of 4”."""
    return pgettext("so many of so many", "{part} of {whole}", part=part, whole=whole)


def _clauses(first: str, last: str) -> str:
    return pgettext("clauses of a sentence", "{first}; {last}", first=first, last=last)


def _joined(names: Sequence[str], joint: _Joint) -> str:
    if len(names) < 2:
        return "".join(names)
    *first, last = names
    return joint(comma_list(first), last)


def _and(first: str, last: str) -> str:
    if _sound(last).startswith("i") and not _sound(last).startswith("ie"):
        # Translators: Spanish says “e” here and not “y”; elsewhere it is the same as in other lists.
        return pgettext("list whose last name begins with the sound of i", "{first} and {last}", first=first, last=last)
    return pgettext("list", "{first} and {last}", first=first, last=last)


def _or(first: str, last: str) -> str:
    if _sound(last).startswith("o"):
        # Translators: Spanish says “u” here and not “o”; elsewhere it is the same as in other lists.
        return pgettext("list whose last name begins with the sound of o", "{first} or {last}", first=first, last=last)
    return pgettext("list", "{first} or {last}", first=first, last=last)


def _sound(name: str) -> str:
    return name.lstrip("“”\"'«„ ").casefold().removeprefix("h")


def decimal_sign() -> str:
    """What stands in front of the decimals of a number."""
    return pgettext("sign in front of decimals", ".")


def decimal_text(number: float, digits: int) -> str:
    """A number with so many decimals."""
    whole, _, decimals = f"{number:.{digits}f}".partition(".")
    return f"{whole}{decimal_sign()}{decimals}" if decimals else whole


def date_text(day: CalendarDay) -> str:
    """A date with the name of its month: 4 April 1949."""
    return date_words(day.day, day.month, day.year)


def date_words(day: int, month: int, year: int) -> str:
    """The same of a date that may be outside of what `date` knows: the year 0, and those before it."""
    return pgettext("date", "{day} {month} {year}", day=day, month=_months()[month - 1], year=str(year))


def _months() -> tuple[str, ...]:
    return (
        pgettext("month in a date", "January"),
        pgettext("month in a date", "February"),
        pgettext("month in a date", "March"),
        pgettext("month in a date", "April"),
        pgettext("month in a date", "May"),
        pgettext("month in a date", "June"),
        pgettext("month in a date", "July"),
        pgettext("month in a date", "August"),
        pgettext("month in a date", "September"),
        pgettext("month in a date", "October"),
        pgettext("month in a date", "November"),
        pgettext("month in a date", "December"),
    )

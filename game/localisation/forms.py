"""Lists, numbers and dates as a language writes them.

The patterns stand in the catalogues like all other messages, and a test holds them against the Common Locale Data
Repository. So nobody waits for a library of all locales while the game starts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeAlias

from game.localisation.messages import pgettext

_Joint: TypeAlias = Callable[[str, str], str]


def and_list(names: Sequence[str]) -> str:
    """All of them in a sentence: “a, b and c”. Empty for none."""
    return _joined(names, _and)


def or_list(names: Sequence[str]) -> str:
    """One of them in a sentence: “a, b or c”. Empty for none."""
    return _joined(names, _or)


def _joined(names: Sequence[str], joint: _Joint) -> str:
    if len(names) < 2:
        return "".join(names)
    *first, last = names
    return joint(pgettext("between the items of a list", ", ").join(first), last)


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


def decimal_text(number: float, digits: int) -> str:
    """A number with so many decimals."""
    whole, _, decimals = f"{number:.{digits}f}".partition(".")
    sign = pgettext("sign in front of decimals", ".")
    return f"{whole}{sign}{decimals}" if decimals else whole


def date_text(day: date) -> str:
    """A date with the name of its month: 4 April 1949."""
    month = _months()[day.month - 1]
    return pgettext("date", "{day} {month} {year}", day=day.day, month=month, year=str(day.year))


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

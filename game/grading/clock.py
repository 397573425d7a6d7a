"""Step three for times of day: "half past seven", "halb acht", "trois heures moins le quart", "14 h 30"."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from game.grading.languages import Language
from game.grading.letters import lowered
from game.grading.normal_form import with_digits

_HALF = re.compile(r"(?<![a-z])([ap])\.? m(?:\.|(?![a-z]))|(?<![a-z])([ap])\.m\.?(?![a-z])")
_CLOCK = re.compile(r"(?<![\d.,:])([01]?\d|2[0-4])(?: ?[:.h] ?([0-5]\d)| ?uhr ([0-5]?\d))(?!\d)(?: ?(am|pm)(?![a-z]))?")
_HOUR = re.compile(r"(?<![\d.,:])([01]?\d|2[0-4])(?: ?(am|pm)(?![a-z])| ?(oclock|uhr|h)(?![a-z]))")
#: "seven thirty", and "1535" for 15:35.
_PLAIN = re.compile(r"([01]?\d|2[0-3]) ?([0-5]\d)")
#: Signs of other numbers.
_NO_TIME = re.compile(r"[-+°%/*=$€£]")
_PIECE = re.compile(r"\d+|[^\W\d_]+")


class Moment(NamedTuple):
    """A time of day that somebody names.

    `minutes`: the minutes from midnight that can be meant; "half past seven" is morning or evening. `before` and
    `after`: the words around it. `sure`: it is written as a time, and no number alone.
    """

    minutes: frozenset[int]
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    sure: bool = True


class _Way(NamedTuple):
    """One way of saying a time: each place is a set of words, or None for the hour and for the minutes."""

    places: tuple[frozenset[str], ...]
    hour: int
    minutes: int
    plus: int
    sign: int


@lru_cache(maxsize=4096)
def moment(text: str, language: Language) -> Moment | None:
    """The time of day in a text, if there is one."""
    low = lowered(text)
    for word, other in language.clock_words.items():
        low = low.replace(word, other)
    words = with_digits(_HALF.sub(lambda found: f"{found[1] or found[2]}m", low), language).replace("o clock", "oclock")
    pieces = _PIECE.findall(words)
    for way in _ways(language):
        found = _said(way, pieces, language)
        if found is not None:
            return found
    return _written(words, language) or _alone(words, pieces, language)


def _written(words: str, language: Language) -> Moment | None:
    """The time in figures: "14:30", "2.30 pm", "20 Uhr"."""
    found = _CLOCK.search(words)
    minutes = int(found[2] or found[3]) if found is not None else 0
    half = found[4] if found is not None else ""
    exact, zero = True, found is not None and found[1][0] == "0"
    if found is None:
        found = _HOUR.search(words)
        if found is None:
            return None
        half, exact = found[2], found[3] is not None and found[3] != "oclock"
    before, after = _PIECE.findall(words[: found.start()]), _PIECE.findall(words[found.end() :])
    if zero and not half:  # "07:30" is the morning's
        return Moment(frozenset([60 * int(found[1]) + minutes]), tuple(before), tuple(after))
    rest = [*before, *([half] if half else []), *after]
    return Moment(_either(int(found[1]), minutes, rest, language, exact=exact), tuple(before), tuple(after))


def _alone(words: str, pieces: list[str], language: Language) -> Moment | None:
    """A name such as noon, or a number that can be nothing else: "at eight", "seven thirty", "1535"."""
    named = next((at for at, piece in enumerate(pieces) if piece in language.hours), None)
    if named is not None and not _is_part_of_day(pieces, named, language):
        hour = language.hours[pieces[named]]
        rest = tuple(piece for piece in (*pieces[:named], *pieces[named + 1 :]) if piece != str(hour))
        if not any(piece.isdecimal() for piece in rest):
            return Moment(frozenset([60 * hour]), rest[:named], rest[named:])
    if _NO_TIME.search(words) is not None:
        return None
    told = _parts_of_day(pieces, language)
    left = [
        piece
        for piece in pieces
        if piece not in language.around_time and piece not in told and piece not in ("am", "pm")
    ]
    plain = _PLAIN.fullmatch(" ".join(left))
    if plain is not None:
        sure = len(left) > 1
        return Moment(_either(int(plain[1]), int(plain[2]), pieces, language), sure=sure)
    if len(left) == 1 and left[0].isdecimal() and int(left[0][:3]) <= 24:
        return Moment(_either(int(left[0]), 0, pieces, language), sure=False)
    return None


def _is_part_of_day(pieces: list[str], at: int, language: Language) -> bool:
    """Whether the name of an hour is in the name of a part of the day: "après-midi"."""
    for phrase in (*language.afternoon, *language.morning, *language.night):
        words = phrase.split()
        if len(words) > 1 and pieces[at] in words:
            start = at - words.index(pieces[at])
            if start >= 0 and pieces[start : start + len(words)] == words:
                return True
    return False


def _parts_of_day(pieces: list[str], language: Language) -> set[str]:
    """The words of the text that name a part of the day."""
    text = f" {' '.join(pieces)} "
    phrases = (*language.afternoon, *language.morning, *language.night)
    return {word for phrase in phrases if f" {phrase} " in text for word in phrase.split()}


def _either(hour: int, minutes: int, words: list[str], language: Language, *, exact: bool = False) -> frozenset[int]:
    """The minutes of the day: in the half of it that the words name, or in both. `exact`: the hour is one of 24."""
    text = f" {' '.join(words)} "

    def named(phrases: tuple[str, ...]) -> bool:
        return any(f" {phrase} " in text for phrase in phrases)

    late = named(language.afternoon) or " pm " in text
    early = not late and (named(language.morning) or " am " in text)
    if not late and not early and named(language.night):
        late, early = 6 <= hour < 12, not 6 <= hour < 12
    hour = 0 if hour == 24 else hour
    if hour > 12 or (exact and hour == 0) or (hour == 12 and exact and not early and not late):
        return frozenset([60 * hour + minutes])
    morning, evening = 60 * (hour % 12) + minutes, 60 * (hour % 12 + 12) + minutes
    return frozenset([evening] if late else [morning] if early else [morning, evening])


def _said(way: _Way, pieces: list[str], language: Language) -> Moment | None:
    """The time of day where the words of one way of saying it stand somewhere in the text."""
    for start in range(len(pieces) - len(way.places) + 1):
        here = pieces[start : start + len(way.places)]
        if all(place is None or piece in place for place, piece in zip(way.places, here, strict=True)):
            hour = _hour(here[way.hour], language)
            minutes = int(here[way.minutes]) if way.minutes >= 0 and here[way.minutes][:3].isdecimal() else -1
            if hour is None or (way.minutes >= 0 and not 0 <= minutes < 60):
                continue
            shift = way.plus + way.sign * max(minutes, 0)
            before, after = pieces[:start], pieces[start + len(way.places) :]
            rest = [*before, *after]
            shown = (60 * hour + shift) % 1440
            named = here[way.hour] in language.hours
            if named:
                return Moment(frozenset([shown]), tuple(before), tuple(after))
            late = _either(shown // 60, shown % 60, rest, language, exact=hour == 0)
            return Moment(late, tuple(before), tuple(after))
    return None


def _hour(word: str, language: Language) -> int | None:
    if word.isdecimal():
        return int(word) if len(word) <= 2 and int(word) <= 24 else None
    return language.hours.get(word, language.number_forms.get(word))


@cache
def _ways(language: Language) -> tuple[_Way, ...]:
    """The ways in which times are said in the language, the longest first."""
    found = [_way(text, value) for text, value in language.clock.items()]
    return tuple(sorted(found, key=lambda way: -len(way.places)))


def _way(text: str, value: str) -> _Way:
    words = text.split()
    shift = value.removesuffix("m").rstrip("+-")
    return _Way(
        tuple(None if word in ("{h}", "{m}") else frozenset(word.split("/")) for word in words),  # type: ignore[misc]
        words.index("{h}"),
        words.index("{m}") if "{m}" in words else -1,
        int(shift or 0),
        0 if not value.endswith("m") else -1 if value[-2] == "-" else 1,
    )

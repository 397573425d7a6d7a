"""The figures of a text and the numbers they can stand for: in digits, in words, as shares and with units.

How words of a number follow each other is known here for English alone; elsewhere `game.grading` reads them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from game.story.editorial.words.lint_words import LintWords


class Figure(NamedTuple):
    """A figure from `start` to `end` of a text, and every number that it can stand for (without its per cent sign).

    `1.500` is one and a half to some readers and fifteen hundred to others: both are among the numbers.
    """

    start: int
    end: int
    words: str
    numbers: frozenset[Fraction]


_DIGITS = r"\d{1,3}(?:[ \u00a0\u202f'’]\d{3}){1,6}(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)*"
_TOKEN = re.compile(rf"(?P<digits>(?<!\w)(?:{_DIGITS}))|(?P<part>[½⅓⅔¼¾⅕⅛])|(?P<word>[^\W\d_]+)")
_PARTS = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅛": (1, 8)}
_ROMAN = {"II": 2, "III": 3, "IV": 4, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "XI": 11, "XII": 12, "XIV": 14, "XVI": 16}
#: Written the same in every language, by how many of the smallest they are.
_SYMBOLS = {
    "length": {"mm": "1", "cm": "10", "m": "1000", "km": "1000000"},
    "mass": {"g": "1", "kg": "1000", "t": "1000000"},
    "volume": {"ml": "1", "cl": "10", "l": "1000"},
    "time": {"s": "1", "min": "60", "h": "3600"},
}


class _Vocabulary(NamedTuple):
    """The number words of a language, made ready."""

    cardinals: Mapping[str, int]
    #: Those that can begin a number, and those that can follow `and` or `a` in one.
    alone: frozenset[str]
    joined: frozenset[str]
    #: Each unit: its family, and how many of the smallest it is.
    units: Mapping[str, tuple[str, Fraction]]


@cache
def _vocabulary(words: LintWords) -> _Vocabulary:
    cardinals = {word: int(value) for word, value in words.numbers.items()} | {"zero": 0}
    alone = (
        frozenset(("half", "hundred", "thousand", "million", "billion", "dozen")) if words.code == "en" else frozenset()
    )
    units = {
        unit: (family, Fraction(size))
        for tables in (_SYMBOLS, words.units)
        for family, names in tables.items()
        for row, size in names.items()
        for unit in row.split()
    }
    return _Vocabulary(cardinals, alone, frozenset((*cardinals, *words.shares, *alone, "a")), units)


@cache
def said_percent(words: LintWords) -> re.Pattern[str]:
    """What says behind a figure that it is a share: the sign, or words."""
    said = f"|{'|'.join(words.percent)}" if words.percent else ""
    return re.compile(rf"\s{{0,3}}(?:[%٪]{said})(?!\w)", re.IGNORECASE)


def with_words_in_digits(text: str, words: LintWords) -> str:
    """A text in small letters with its number words in digits, as answers are read in its language."""
    from game.grading.languages import language  # only where a figure is not found as it stands
    from game.grading.number_words import in_digits as read_in_digits

    return read_in_digits(text.lower(), language(words.code))


def figures_in(text: str, words: LintWords) -> list[Figure]:
    """The figures of a text that a reader takes for one: digits, and cardinal numbers in words."""
    return list(_figures(text, words))


def numbers_in(text: str, words: LintWords) -> set[Fraction]:
    """Every number that stands in a text in any way: as a figure, an ordinal, a word such as `once`."""
    found = {number for figure in _figures(text, words) for number in figure.numbers}
    if words.code != "en":
        found |= {number for figure in _figures(with_words_in_digits(text, words), words) for number in figure.numbers}
    for token in re.findall(r"[^\W_]+", text):
        word = token.lower()
        if word in words.ordinals:
            found.add(Fraction(words.ordinals[word]))
        if word in words.shares:
            found.update(_share(Fraction(1, words.shares[word])))
        if token in _ROMAN:
            found.add(Fraction(_ROMAN[token]))
        digits = re.fullmatch(r"[^\W\d_]*(\d{1,15})[^\W\d_]*", token)  # `WW2`, `1st`, `1940s`
        if digits is not None:
            found.add(Fraction(int(digits[1])))
    return found


def sizes_in(text: str, words: LintWords, unit: str = "") -> set[tuple[str, Fraction]]:
    """The figures of a text with their units, as sizes that can be compared: (`length`, how many of the smallest).

    `unit` is that of a figure behind which none stands.
    """
    found: set[tuple[str, Fraction]] = set()
    units = _vocabulary(words).units
    for figure in _figures(text, words):
        following = re.match(r"[\s-]*([^\W\d_]+)", text[figure.end : figure.end + 40])
        known = units.get(following[1].lower()) if following is not None else None
        known = known or units.get(unit.strip().lower())
        if known is not None:
            found.update((known[0], number * known[1]) for number in figure.numbers)
    return found


def multiplied(numbers: frozenset[Fraction], unit: str, words: LintWords) -> frozenset[Fraction]:
    """The numbers, and what they are with a unit such as `million euros` or `%`."""
    first = unit.lower().partition(" ")[0]
    more = {number * words.times[first] for number in numbers} if first in words.times and len(first) > 1 else set()
    if said_percent(words).match(f" {unit}"):
        more |= {number / 100 for number in numbers}
    return numbers | more


def _figures(text: str, words: LintWords) -> Iterator[Figure]:
    tokens = list(_TOKEN.finditer(text))
    at = 0
    while at < len(tokens):
        end = _end_of_words(text, tokens, at, words)
        if tokens[at]["digits"] or tokens[at]["part"]:
            last, numbers = _written_in_digits(text, tokens, at, words)
        elif end > at:
            last, numbers = _written_in_words(text, tokens, at, end, words)
        else:
            at += 1
            continue
        start, stop = tokens[at].start(), tokens[last - 1].end()
        if numbers:  # else nobody here knows what words are together
            yield Figure(start, stop, text[start:stop], numbers)
        at = last


def _written_in_digits(
    text: str, tokens: list[re.Match[str]], at: int, words: LintWords
) -> tuple[int, frozenset[Fraction]]:
    """Where a figure in digits ends, in tokens, and what it can be."""
    token = tokens[at]
    if token["part"]:
        return at + 1, frozenset(_share(Fraction(*_PARTS[token["part"]])))
    numbers = _read(token[0])
    last = at + 1
    if last < len(tokens) and tokens[last]["part"] and text[token.end() : tokens[last].start()].strip() == "":
        return last + 1, frozenset(number + Fraction(*_PARTS[tokens[last]["part"]]) for number in numbers)
    behind = text[token.end() : token.end() + 20]
    if said_percent(words).match(behind):
        numbers |= {number / 100 for number in numbers}
    divided = re.match(r"\s?[/⁄]\s?(\d{1,4})(?!\d)", behind)
    if divided is not None and int(divided[1]):
        numbers |= {share for number in numbers for share in _share(number / int(divided[1]))}
    between = text[token.end() : tokens[last].start()] if last < len(tokens) else "."
    times = words.times.get(tokens[last][0].lower()) if last < len(tokens) else None
    if times and not between.strip(" -\u00a0") and len(between) <= 2:
        numbers, last = numbers | {number * times for number in numbers}, last + 1
    return last, frozenset(numbers)


def _read(digits: str) -> set[Fraction]:
    """What digits with commas, points, spaces and apostrophes in them can mean."""
    bare = re.sub(r"[ \u00a0\u202f'’]", "", digits)[:40].rstrip(".,")
    parts = re.split(r"[.,]", bare)
    signs = re.findall(r"[.,]", bare)
    if not signs:
        return {Fraction(int(bare))}
    grouped = all(len(part) == 3 for part in parts[1:]) and len(parts[0]) <= 3
    found = set()
    if len(signs) == 1 or signs[-1] not in signs[:-1]:
        found.add(Fraction(f"{''.join(parts[:-1])}.{parts[-1]}"))
    if grouped and len(set(signs)) == 1 and parts[0] != "0":
        found.add(Fraction(int("".join(parts))))
    return found or {Fraction(int(part)) for part in parts}


def _end_of_words(text: str, tokens: list[re.Match[str]], at: int, words: LintWords) -> int:
    """Where the number words that begin at this token end; `at` itself when none do."""
    end = at
    known_words = _vocabulary(words)
    if not words.numbers:
        return at
    while end < len(tokens) and end - at < 12:
        word = tokens[end][0].casefold() if tokens[end]["word"] else ""
        between = text[tokens[end - 1].end() : tokens[end].start()] if end > at else ""
        if between.strip(" -\u2011\u00a0\n"):
            break
        known = (
            word in known_words.cardinals
            or word in known_words.alone
            or (end > at and (word in words.times or word in words.shares) and len(word) > 1)
        )
        following = tokens[end + 1][0].casefold() if end + 1 < len(tokens) else ""
        joins = word in ("and", "a") and end > at and following in known_words.joined
        if not known and not joins:
            break
        if joins and following in known_words.cardinals and tokens[end - 1][0].casefold() not in words.times:
            break  # `four and five` are two numbers, `a hundred and five` is one
        end += 1
    return end


def _written_in_words(
    text: str, tokens: list[re.Match[str]], at: int, end: int, words: LintWords
) -> tuple[int, frozenset[Fraction]]:
    """The end of a number in words, and what it can be."""
    if words.code != "en":
        read = with_words_in_digits(text[tokens[at].start() : tokens[end - 1].end()], words)
        figures = re.findall(r"\d{1,40}", read)
        alone = words.numbers.get(tokens[at][0].lower()) if end == at + 1 else None
        return end, frozenset(Fraction(int(part)) for part in (figures or filter(None, [alone])))
    cardinals = _vocabulary(words).cardinals
    parts = [token[0].casefold() for token in tokens[at:end] if token[0].casefold() not in ("and", "a")]
    whole, current, share = Fraction(0), Fraction(0), Fraction(0)
    years = [cardinals.get(word, 0) for word in parts]
    for index, word in enumerate(parts):
        if word in words.shares:
            joined = any(token[0].casefold() == "and" for token in tokens[at:end])
            if joined and index:  # `two and a half`
                share = Fraction(1, words.shares[word])
            elif index + 1 < len(parts):  # `half a million`
                current = Fraction(1, words.shares[word])
            else:  # `three quarters`
                return end, frozenset(_share((whole + current or Fraction(1)) / words.shares[word]))
        elif word in words.times:
            current = (current or Fraction(1)) * words.times[word]
            if words.times[word] > 100:
                whole, current = whole + current, Fraction(0)
        else:
            current += cardinals[word]
    found = {whole + current + share}
    if len(years) > 1 and 10 < years[0] < 21 and all(years):  # `nineteen forty-nine`
        found.add(Fraction(years[0] * 100 + sum(years[1:])))
    return end, frozenset(found)


def _share(share: Fraction) -> set[Fraction]:
    """A share, as a part of one and in per cent, exact and rounded."""
    percent = share * 100
    return {share, percent, Fraction(round(percent)), Fraction(round(percent, 1)), Fraction(round(percent, 2))}

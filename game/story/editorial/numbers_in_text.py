"""The figures of a text and the numbers they can stand for: in digits, in English words, as shares and with units."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from game.story.editorial.word_lists import NUMBER_WORDS


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
_TIMES = {
    "hundred": 100, "thousand": 1_000, "k": 1_000, "million": 10**6, "millions": 10**6, "m": 10**6, "mn": 10**6,
    "mio": 10**6, "billion": 10**9, "billions": 10**9, "bn": 10**9, "mrd": 10**9, "trillion": 10**12, "dozen": 12,
    "thousands": 1_000,
}  # fmt: skip
_SHARES = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5, "sixth": 6,
    "sixths": 6, "seventh": 7, "eighth": 8, "eighths": 8, "ninth": 9, "tenth": 10, "tenths": 10, "hundredth": 100,
}  # fmt: skip
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "twentieth": 20,
    "once": 1, "single": 1, "only": 1, "sole": 1, "twice": 2, "double": 2, "doubled": 2, "both": 2, "pair": 2,
    "couple": 2, "thrice": 3, "triple": 3, "tripled": 3, "zero": 0, "none": 0, "no": 0, "never": 0, "nobody": 0,
    "nothing": 0, "a": 1, "an": 1, "century": 100, "centuries": 100, "decade": 10, "score": 20,
}  # fmt: skip
"""What counts as a number in a fact, though it is no figure: nobody is told that a key contradicts such a word."""

_ROMAN = {"II": 2, "III": 3, "IV": 4, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "XI": 11, "XII": 12, "XIV": 14, "XVI": 16}
_CARDINALS = {word: int(value) for word, value in NUMBER_WORDS.items()} | {"zero": 0}
#: Words of a number that can begin one, and those that can follow `and` or `a` in one.
_ALONE = frozenset(("half", "hundred", "thousand", "million", "billion", "dozen"))
_JOINED = frozenset((*_CARDINALS, *_SHARES, *_ALONE, "a"))
#: Units of one family, by how many of the smallest they are.
_UNITS: dict[str, tuple[str, Fraction]] = {
    unit: (family, Fraction(size))
    for family, units in {
        "length": {"mm millimetre millimeter": "1", "cm centimetre centimeter": "10", "m metre meter": "1000",
                   "km kilometre kilometer": "1000000"},
        "mass": {"g gram gramme": "1", "kg kilo kilogram kilogramme": "1000", "t tonne ton": "1000000"},
        "volume": {"ml millilitre milliliter": "1", "cl centilitre": "10", "l litre liter": "1000"},
        "time": {"s second": "1", "min minute": "60", "h hour": "3600", "day": "86400", "week": "604800"},
        "years": {"month": "1", "year": "12", "decade": "120", "century": "1200"},
    }.items()
    for names, size in units.items()
    for name in names.split()
    for unit in (name, f"{name}s")
}  # fmt: skip


def figures_in(text: str) -> list[Figure]:
    """The figures of a text that a reader takes for one: digits, and cardinal numbers in words."""
    return list(_figures(text))


def numbers_in(text: str) -> set[Fraction]:
    """Every number that stands in a text in any way: as a figure, an ordinal, a word such as `once`."""
    found = {number for figure in _figures(text) for number in figure.numbers}
    for token in re.findall(r"[^\W_]+", text):
        word = token.casefold()
        if word in _ORDINALS:
            found.add(Fraction(_ORDINALS[word]))
        if word in _SHARES:
            found.update(_share(Fraction(1, _SHARES[word])))
        if token in _ROMAN:
            found.add(Fraction(_ROMAN[token]))
        digits = re.fullmatch(r"[^\W\d_]*(\d{1,15})[^\W\d_]*", token)  # `WW2`, `1st`, `1940s`
        if digits is not None:
            found.add(Fraction(int(digits[1])))
    return found


def sizes_in(text: str, unit: str = "") -> set[tuple[str, Fraction]]:
    """The figures of a text with their units, as sizes that can be compared: (`length`, how many of the smallest).

    `unit` is that of a figure behind which none stands.
    """
    found: set[tuple[str, Fraction]] = set()
    for figure in _figures(text):
        following = re.match(r"[\s-]*([^\W\d_]+)", text[figure.end : figure.end + 40])
        known = _UNITS.get(following[1].casefold()) if following is not None else None
        known = known or _UNITS.get(unit.strip().casefold())
        if known is not None:
            found.update((known[0], number * known[1]) for number in figure.numbers)
    return found


def multiplied(numbers: frozenset[Fraction], unit: str) -> frozenset[Fraction]:
    """The numbers, and what they are with a unit such as `million euros` or `%`."""
    first = unit.casefold().partition(" ")[0]
    more = {number * _TIMES[first] for number in numbers} if first in _TIMES and len(first) > 1 else set()
    if unit.startswith("%") or first in ("percent", "per"):
        more |= {number / 100 for number in numbers}
    return numbers | more


def _figures(text: str) -> Iterator[Figure]:
    tokens = list(_TOKEN.finditer(text))
    at = 0
    while at < len(tokens):
        end = _end_of_words(text, tokens, at)
        if tokens[at]["digits"] or tokens[at]["part"]:
            last, numbers = _written_in_digits(text, tokens, at)
        elif end > at:
            last, numbers = _written_in_words(tokens, at, end)
        else:
            at += 1
            continue
        start, stop = tokens[at].start(), tokens[last - 1].end()
        yield Figure(start, stop, text[start:stop], numbers)
        at = last


def _written_in_digits(text: str, tokens: list[re.Match[str]], at: int) -> tuple[int, frozenset[Fraction]]:
    """Where a figure in digits ends, in tokens, and what it can be."""
    token = tokens[at]
    if token["part"]:
        return at + 1, frozenset(_share(Fraction(*_PARTS[token["part"]])))
    numbers = _read(token[0])
    last = at + 1
    if last < len(tokens) and tokens[last]["part"] and text[token.end() : tokens[last].start()].strip() == "":
        return last + 1, frozenset(number + Fraction(*_PARTS[tokens[last]["part"]]) for number in numbers)
    behind = text[token.end() : token.end() + 12]
    if re.match(r"\s?%|\s+per\s?cent", behind):
        numbers |= {number / 100 for number in numbers}
    divided = re.match(r"\s?[/⁄]\s?(\d{1,4})(?!\d)", behind)
    if divided is not None and int(divided[1]):
        numbers |= {share for number in numbers for share in _share(number / int(divided[1]))}
    between = text[token.end() : tokens[last].start()] if last < len(tokens) else "."
    times = _TIMES.get(tokens[last][0].casefold()) if last < len(tokens) else None
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


def _end_of_words(text: str, tokens: list[re.Match[str]], at: int) -> int:
    """Where the number words that begin at this token end; `at` itself when none do."""
    end = at
    while end < len(tokens) and end - at < 12:
        word = tokens[end][0].casefold() if tokens[end]["word"] else ""
        between = text[tokens[end - 1].end() : tokens[end].start()] if end > at else ""
        if between.strip(" -\u2011\u00a0\n"):
            break
        known = (
            word in _CARDINALS or word in _ALONE or (end > at and (word in _TIMES or word in _SHARES) and len(word) > 1)
        )
        following = tokens[end + 1][0].casefold() if end + 1 < len(tokens) else ""
        joins = word in ("and", "a") and end > at and following in _JOINED
        if not known and not joins:
            break
        if joins and following in _CARDINALS and tokens[end - 1][0].casefold() not in _TIMES:
            break  # `four and five` are two numbers, `a hundred and five` is one
        end += 1
    return end


def _written_in_words(tokens: list[re.Match[str]], at: int, end: int) -> tuple[int, frozenset[Fraction]]:
    """The end of a number in words, and what it can be."""
    words = [token[0].casefold() for token in tokens[at:end] if token[0].casefold() not in ("and", "a")]
    whole, current, share = Fraction(0), Fraction(0), Fraction(0)
    years = [_CARDINALS.get(word, 0) for word in words]
    for index, word in enumerate(words):
        if word in _SHARES:
            joined = any(token[0].casefold() == "and" for token in tokens[at:end])
            if joined and index:  # `two and a half`
                share = Fraction(1, _SHARES[word])
            elif index + 1 < len(words):  # `half a million`
                current = Fraction(1, _SHARES[word])
            else:  # `three quarters`
                return end, frozenset(_share((whole + current or Fraction(1)) / _SHARES[word]))
        elif word in _TIMES:
            current = (current or Fraction(1)) * _TIMES[word]
            if _TIMES[word] > 100:
                whole, current = whole + current, Fraction(0)
        else:
            current += _CARDINALS[word]
    found = {whole + current + share}
    if len(years) > 1 and 10 < years[0] < 21 and all(years):  # `nineteen forty-nine`
        found.add(Fraction(years[0] * 100 + sum(years[1:])))
    return end, frozenset(found)


def _share(share: Fraction) -> set[Fraction]:
    """A share, as a part of one and in per cent, exact and rounded."""
    percent = share * 100
    return {share, percent, Fraction(round(percent)), Fraction(round(percent, 1)), Fraction(round(percent, 2))}

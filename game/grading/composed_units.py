"""Step three for units that are put together of others: "m/s²", "m s^-2", "metres per second squared", "kg/m³".

Each is a product of units with powers. What it measures is the product of its base units, so that newtons a kilogram
are metres per second squared.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from game.grading.languages import Language
from game.grading.letters import bare, lowered

#: Behind a number: a unit, and something that goes on with it.
_BEGINS = re.compile(r" ?(?<![a-zµ°€$£])(?:square |cubic )?[a-zµ°€$£]+(?:\^?-?\d|\^|[/*]| /| \w)")
_NAME = re.compile(r"[a-zµ°%€$£]+")
_POWER = re.compile(r"\^?\(?(-?[1-9])\)?(?!\d)")
_FACTOR = re.compile(r"([a-zµ°%€$£ ]+)(?:\^(-?\d))?")
_MOST_FACTORS = 5
#: What other units are rates of: "1,250 € a month" are euros.
_BASES = frozenset({"m", "g", "s", "a", "k", "mol", "m^2", "m^3", "n", "j", "w", "pa", "v", "ohm", "hz", "bit", "byte"})
_OF_THE_CALENDAR = frozenset({"day", "week"})


class UnitMeasure(NamedTuple):
    """What a unit measures: the power of each base unit, and how much of their product it is."""

    size: Fraction
    powers: tuple[tuple[str, int], ...]


class _Reader:
    """Reads factors from a text, one behind the other."""

    def __init__(self, words: str, at: int, language: Language) -> None:
        self.words, self.at, self.language = words, at, language
        self.factors: list[tuple[str, int]] = []
        self.end = at

    def read(self) -> None:
        sign = 1
        for _ in range(_MOST_FACTORS):
            if not self._factor(sign):
                return
            self.end = self.at
            sign = self._joint()
            if not sign:
                return

    def _factor(self, sign: int) -> bool:
        raised = 1
        for word, power in (("square ", 2), ("cubic ", 3)):
            if self.words.startswith(word, self.at):
                self.at += len(word)
                raised = power
        found = _NAME.match(self.words, self.at)
        if found is None:
            return False
        self.at = found.end()
        exponent = _POWER.match(self.words, self.at)
        if exponent is not None:
            self.at = exponent.end()
            raised *= int(exponent[1])
        for word, raising in (("squared", 2), ("cubed", 3)):
            if self.words.startswith(f" {word}", self.at):
                self.at += len(word) + 1
                raised *= raising
        names = self._names(found[0], raised)
        if not all(map(self._can_be_part, names)):
            return False
        self.factors += [(name, sign) for name in names[:-1]] + [(name, sign * raised) for name in names[-1:]]
        return bool(names)

    def _names(self, word: str, power: int) -> tuple[str, ...]:
        """The units that a word is: one, or two without a space between them: "ms^-1" is no millisecond."""
        known = self.language.units
        cuts = [(word[:cut], word[cut:]) for cut in range(1, min(len(word), 4))]
        parts = next((cut for cut in cuts if cut[0] in known and cut[1] in known and len(cut[1]) < 4), None)
        if parts is not None and power < 0:
            return known[parts[0]], known[parts[1]]
        return (known[word],) if word in known else ()

    def _can_be_part(self, unit: str) -> bool:
        return unit not in _OF_THE_CALENDAR and self.language.sizes.get(unit, (unit,))[0] in _BASES

    def _joint(self) -> int:
        """What stands in front of the next factor: 1 for a product, -1 for a quotient, 0 where there is none."""
        rest = self.words[self.at : self.at + 12]
        for sign, meaning in (("/", -1), ("*", 1)):
            if rest.lstrip(" ").startswith(sign):
                self.at += rest.index(sign) + 1
                self.at += self.words[self.at : self.at + 1] == " "
                return meaning
        if not rest.startswith(" "):
            return 0
        word = rest[1:].partition(" ")[0]
        if word in self.language.per:
            self.at += len(word) + 2
            return -1
        self.at += 1
        return 1


def composed(words: str, at: int, language: Language) -> tuple[str, int]:
    """The unit in normal form that is put together at this place of a text, and its end; "" where there is none.

    The form has the units in one order, each with its power unless that is 1: "m*s^-2".
    """
    if _BEGINS.match(words, at) is None:
        return "", at
    reader = _Reader(words, at + (words[at : at + 1] == " "), language)
    reader.read()
    factors = reader.factors
    is_product = len(factors) > 1 and all(power == 1 for _, power in factors)
    if is_product and not any(sign in words[at : reader.end] for sign in "*^"):
        return "", at
    powers: dict[str, int] = {}
    for unit, power in factors:
        powers[unit] = powers.get(unit, 0) + power
    powers = {unit: power for unit, power in powers.items() if power}
    if not powers or list(powers.values()) == [1]:
        return "", at
    name = "*".join(unit if power == 1 else f"{unit}^{power}" for unit, power in sorted(powers.items()))
    return language.units.get(name, name), reader.end


@lru_cache(maxsize=512)
def unit_named(text: str, language: Language) -> str:
    """The unit that an author names, as answers give it: "m/s²" and "metres per second squared" are one."""
    low = bare(lowered(text))
    if low in language.units:
        return language.units[low]
    name, end = composed(low, 0, language)
    return name if name and end == len(low) else low


@lru_cache(maxsize=2048)
def unit_measure(unit: str, language: Language) -> UnitMeasure | None:
    """What a unit measures; None for one that is put together of what is none."""
    size, powers, sign = Fraction(1), dict[str, int](), 1
    for piece in re.split(r"([/*])", unit):
        if piece in ("/", "*"):
            sign = -1 if piece == "/" else 1
            continue
        found = _FACTOR.fullmatch(piece)
        if found is None:
            return None
        power = sign * int(found[2] or 1)
        whole = found[0] in language.sizes or found[0] in language.derived
        name, power = (found[0], sign) if whole else (found[1], power)
        base, factor = language.sizes.get(name, (name, "1"))
        size *= Fraction(factor) ** power
        parts = language.derived.get(base, base).split()
        if parts[0].isdecimal():
            size *= Fraction(parts.pop(0)) ** power
        for part in parts:
            letter, _, raised = part.partition("^")
            powers[letter] = powers.get(letter, 0) + power * int(raised or 1)
    return UnitMeasure(size, tuple(sorted((letter, power) for letter, power in powers.items() if power)))

"""Step four for formulas that say the same in another way: "mv²/2" for "½mv²", "R = V/I" for "V = IR".

Nothing is transformed. Both formulas are worked out for the same values of their letters, modulo a large prime; what
agrees there is the same expression (Schwartz, 1980; Zippel, 1979). Roots and other functions are letters of their own,
one for each value in front of which they stand.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from hashlib import blake2b

_PRIME = 2**61 - 1
_TOKEN = re.compile(r"(?P<number>\d+(?:[.,]\d+)?|[.,]\d+)|(?P<word>[^\W\d_]+)|(?P<sign>[-+*/^()√])")
_FUNCTIONS = frozenset({"sin", "cos", "tan", "log", "ln", "exp", "sqrt"})
#: A name of so many letters or more is one, fewer are a product: "mv".
_NAME = 4
_MOST = 120
_DEEPEST = 12
#: For how many values of the letters formulas are worked out.
_TRIES = (1, 2)


class _NoFormula(Exception):
    pass


@lru_cache(maxsize=4096)
def _value_of(name: str, which: int) -> int:
    return int.from_bytes(blake2b(f"{which} {name}".encode(), digest_size=7).digest(), "big") % _PRIME


def _divided(number: int, by: int) -> int:
    if not by:
        raise _NoFormula
    return number * pow(by, -1, _PRIME) % _PRIME


class _Reader:
    """Works out an expression. Powers bind first, then what stands side by side, then products, then sums."""

    def __init__(self, text: str, which: int, known: dict[str, int]) -> None:
        self.tokens: list[tuple[str, str, bool]] = []
        self.at, self.which, self.known, self.depth = 0, which, known, 0
        end = 0
        for found in _TOKEN.finditer(text):
            between = text[end : found.start()]
            if between.strip():
                raise _NoFormula
            end = found.end()
            kind = found.lastgroup or ""
            spaced = bool(between)
            if kind == "word" and len(found[kind]) < _NAME and found[kind] not in _FUNCTIONS:
                for letter in found[kind]:
                    self.tokens.append(("word", letter, spaced))
                    spaced = False
            else:
                self.tokens.append((kind, found[kind], spaced))
        if text[end:].strip() or not self.tokens:
            raise _NoFormula

    def value(self) -> int:
        found = self._sum()
        if self.at < len(self.tokens):
            raise _NoFormula
        return found

    def _next(self, *signs: str) -> str:
        if self.at < len(self.tokens):
            kind, text, _spaced = self.tokens[self.at]
            if kind == "sign" and text in signs:
                self.at += 1
                return text
        return ""

    def _sum(self) -> int:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise _NoFormula
        total = -self._product() if self._next("-", "+") == "-" else self._product()
        while sign := self._next("+", "-"):
            part = self._product()
            total += part if sign == "+" else -part
        self.depth -= 1
        return total % _PRIME

    def _product(self) -> int:
        total = self._factor()
        while True:
            if sign := self._next("*", "/"):
                factor = self._denominator() if sign == "/" else self._factor()
                total = total * factor % _PRIME if sign == "*" else _divided(total, factor)
            elif self._goes_on():
                total = total * self._factor() % _PRIME
            else:
                return total

    def _denominator(self) -> int:
        """What a slash divides by: all that stands behind it without a space; of "1/2mv²" the 2 alone."""
        number = self.at > 1 and self.tokens[self.at - 2][0] == "number" == self._kind()
        total = self._factor()
        while not number and self._goes_on() and not self.tokens[self.at][2]:
            total = total * self._factor() % _PRIME
        return total

    def _kind(self) -> str:
        return self.tokens[self.at][0] if self.at < len(self.tokens) else ""

    def _goes_on(self) -> bool:
        if self.at >= len(self.tokens):
            return False
        kind, text, _spaced = self.tokens[self.at]
        return kind in ("word", "number") or text in ("(", "√")

    def _factor(self) -> int:
        if self._next("-"):
            return -self._factor() % _PRIME
        kind = self._kind()
        base = self._atom()
        if self._next("^"):
            return self._raised(base)
        if kind == "word" and self._kind() == "number" and not self.tokens[self.at][2]:
            return self._raised(base)  # "r2" is r²
        return base

    def _raised(self, base: int) -> int:
        negative = bool(self._next("-"))
        kind, text, _spaced = self.tokens[self.at] if self.at < len(self.tokens) else ("", "", False)
        if kind == "number" and text.isdecimal() and len(text) < 4:
            self.at += 1
            power = pow(base, int(text), _PRIME)
        else:
            power = _value_of(f"{base}^{self._atom()}", self.which)
        return _divided(1, power) if negative else power

    def _atom(self) -> int:
        if self.at >= len(self.tokens):
            raise _NoFormula
        kind, text, _spaced = self.tokens[self.at]
        self.at += 1
        if kind == "number":
            number = Fraction(text.replace(",", "."))
            return _divided(number.numerator, number.denominator)
        if text in _FUNCTIONS or text == "√":
            return _value_of(f"{text.replace('sqrt', '√')} {self._factor()}", self.which)
        if kind == "word":
            return self.known.get(text, _value_of(text, self.which))
        if text == "(":
            inner = self._sum()
            if self._next(")"):
                return inner
        raise _NoFormula


def _worked_out(text: str, which: int, known: dict[str, int] | None = None) -> int | None:
    try:
        return _Reader(text, which, known or {}).value()
    except (_NoFormula, RecursionError):
        return None


def _sides(text: str) -> tuple[str, ...]:
    return tuple(side.strip() for side in text.split("="))


@lru_cache(maxsize=1024)
def same_formula(given: str, key: str, *, turned: bool = True) -> bool:
    """Whether two formulas in lowered text say the same. `turned`: an equation may be solved for another letter."""
    if len(given) > _MOST or len(key) > _MOST:
        return False
    mine, own = _sides(given), _sides(key)
    if len(mine) != len(own) or len(own) > 2:
        return False
    if len(own) == 1:
        return all(_worked_out(given, which) == _worked_out(key, which) is not None for which in _TRIES)
    if not turned and not set(mine) & {side for side in own if side.isalpha()}:
        return False
    ratios = set()
    for which in _TRIES:
        mine_out, own_out = _difference(mine, which), _difference(own, which)
        if not mine_out or not own_out:
            return False
        ratios.add(_divided(mine_out, own_out))
    return len(ratios) == 1 or _holds_where_key_does(mine, own)


def _difference(sides: tuple[str, ...], which: int, known: dict[str, int] | None = None) -> int | None:
    left, right = (_worked_out(side, which, known) for side in sides)
    return None if left is None or right is None else (left - right) % _PRIME


def _holds_where_key_does(mine: tuple[str, ...], own: tuple[str, ...]) -> bool:
    """Whether an equation is true for all values for which that of the key is, which has a letter alone on one side."""
    alone = next((at for at, side in enumerate(own) if side.isalpha() and (len(side) == 1 or len(side) >= _NAME)), -1)
    if alone < 0 or own[alone] in re.findall(r"[^\W\d_]{4,}|[^\W\d_]", own[1 - alone]):
        return False
    for which in _TRIES:
        value = _worked_out(own[1 - alone], which)
        if value is None or _difference(mine, which, {own[alone]: value}) != 0:
            return False
    return True

"""Step four for formulas, in which every sign counts: "E = mc²", "a - b", "Na+"."""

from __future__ import annotations

import re

from game.grading.languages import Language
from game.grading.letters import lowered

_OPERATORS = re.compile(r"[=+*/^<>√±→]|(?<=[\w)]) ?- ?(?=[\w(])|(?<=\w)-$")
_HYPHENED = re.compile(r"(?<![a-z])[a-z]{2,}+-[a-z]{2}")


def is_formula(text: str) -> bool:
    """Whether a key is a formula, in which every sign counts: "E = mc²", "a - b", "Na+"."""
    low = lowered(text)
    if (
        _HYPHENED.search(low)
        or re.fullmatch(r"[+-]?[\d.,/:% -]+", low)
        or "and/or" in low
        or len(re.findall(r"[a-z]{4,}", low)) > 1
    ):
        return False
    return _OPERATORS.search(low) is not None and not re.fullmatch(r"[a-z ]+/[a-z ]+", low)


def formula(text: str, language: Language) -> str:
    """A formula without spaces, signs of multiplication and powers; its sides and sums in one order."""
    ended = text.rstrip(" .!?")
    spaced = f" {ended} "
    for word, sign in language.operators.items():
        spaced = spaced.replace(f" {word} ", f" {sign} ")
    compact = re.sub(r"[\s^{}]+", "", spaced).replace("**", "").replace("->", "→").replace("*", "")
    compact = re.sub(r"(?<=[a-z])(\+\+|--)$", lambda found: f"2{found[0][0]}", compact)
    if compact.endswith(("+", "-")) or "(" in compact:
        return compact
    sides = ["+".join(sorted(side.split("+"))) for side in compact.split("=")]
    return "=".join(sorted(sides))

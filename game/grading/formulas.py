"""Step four for formulas, in which every sign counts: "E = mc²", "a - b", "Na+", "2H2 + O2 → 2H2O"."""

from __future__ import annotations

import re
from functools import lru_cache

from game.grading.algebra import same_formula
from game.grading.languages import Language
from game.grading.letters import lowered

_OPERATORS = re.compile(r"[=+*/^<>√±→]|(?<=[\w)]) ?- ?(?=[\w(])|(?<=\w)-$")
_HYPHENED = re.compile(r"(?<![a-z])[a-z]{2,}+-[a-z]{2}")
_ARROW = re.compile(r" ?(?:<?[-=]{1,3}>|[→⟶⇒⇌⇄↔⟹]) ?")
#: Whether a substance is solid, liquid, a gas or dissolved.
_STATE = re.compile(r" ?\((?:g|l|s|aq)\)")
#: The charge of an ion, in brackets or behind them: "[SO4]2-", "SO4(2-)".
_CHARGE = re.compile(r"[\[(]?((?<=[\[(])\d?[+-](?=[\])]$)|(?<=[\[])[a-z0-9]+(?=\]\d?[+-]$))[\])]")
_TIMES = re.compile(r"(?<=[\w)^]) ?x ?(?=[\w(])")


def is_formula(text: str) -> bool:
    """Whether a key is a formula, in which every sign counts: "E = mc²", "a - b", "Na+"."""
    low = lowered(text)
    if _HYPHENED.search(low) or re.fullmatch(r"[+-]?[\d.,/:% -]+", low) or "and/or" in low:
        return False
    if len(re.findall(r"[a-z]{4,}", low)) > 1 and not _is_in_words(low):
        return False
    return _OPERATORS.search(low) is not None and not re.fullmatch(r"[a-z ]+/[a-z ]+", low)


def _is_in_words(low: str) -> bool:
    """Whether a formula has names of several letters, none of which is two words: "speed = distance / time"."""
    names = [piece.strip() for piece in re.split(r"[=*/+()-]", low)]
    return ("=" in low or "*" in low) and "→" not in low and all(re.fullmatch(r"\w*", name) for name in names)


def formula(text: str, language: Language) -> str:
    """A formula without spaces, signs of multiplication and powers; its sides and sums in one order."""
    ended = _CHARGE.sub(r"\1", text.rstrip(" .!?").lstrip("= "))
    if _ARROW.search(ended) is not None:
        return _reaction(_ARROW.sub("→", ended))
    compact = re.sub(r"[\s^{}]+", "", _with_signs(ended, language)).replace("**", "").replace("*", "")
    compact = re.sub(r"(?<=[a-z])(\+\+|--)$", lambda found: f"2{found[0][0]}", compact)
    if compact.endswith(("+", "-")) or "(" in compact:
        return compact
    sides = ["+".join(sorted(side.split("+"))) for side in compact.split("=")]
    return "=".join(sorted(sides))


def _reaction(text: str) -> str:
    """An equation of chemistry, its substances in one order on each side of the arrow."""
    compact = re.sub(r"[\s^_{}*]+", "", _STATE.sub("", text))
    sides = [sorted(re.sub(r"^1(?=\D)", "", part) for part in side.split("+")) for side in compact.split("→")]
    return "→".join("+".join(side) for side in sides)


def _with_signs(text: str, language: Language) -> str:
    """The text with signs for the words that stand for them."""
    spaced = f" {text} "
    for word, sign in language.operators.items():
        spaced = spaced.replace(f" {word} ", f" {sign} ")
    return spaced


@lru_cache(maxsize=1024)
def _algebra(text: str, language: Language) -> str:
    """The text as algebra: "pi r squared" is "π r^2"."""
    text = _with_signs(text.rstrip(" .!?"), language).replace("**", "^").replace(" ^", "^")
    text = re.sub(r"(?<![a-z])pi(?![a-z])", "π", text)
    return re.sub(r"(?<![a-z])the ", "", text).strip()


def says_the_formula(text: str, keys: tuple[str, ...], asked: str, language: Language) -> bool:
    """Whether a lowered answer is one of the keys, as it stands or worked out.

    Where the question gives an equation itself, it is not to be given back solved for another letter. A name in front
    of the sign of equality may be left out or added as far as one of the keys has none.
    """
    own = [lowered(key) for key in keys]
    text = text.lstrip("= ")
    compact = text.replace(" ", "")
    if (
        len(compact) > 3
        and compact in lowered(asked).replace(" ", "")
        and compact not in (key.replace(" ", "") for key in own)
    ):
        return False  # what the question gives is to be given in another form
    if any(_ARROW.search(key) for key in own):
        arrow = _ARROW.sub("→", text) if _ARROW.search(text) else text.replace("=", "→")
        return any(formula(arrow, language) == formula(key, language) for key in own)
    bare = [key for key in own if "=" not in key]
    name, sign, rest = text.partition("=")
    ways = {text}
    if sign and bare and re.fullmatch(r"\w+ *", name):
        ways.add(rest)
    if not sign:  # what the question names may be left out: "mass / volume" is the density
        named = [key.partition("=") for key in own if "=" in key]
        own += [rest for name, _, rest in named if len(name.strip()) > 3 and name.strip() in lowered(asked)]
    ways |= {_TIMES.sub("*", way) for way in ways}
    turned = "=" not in asked
    return any(
        same_formula(_algebra(way, language), _algebra(key, language), turned=turned) for way in ways for key in own
    )

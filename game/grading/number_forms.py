"""Step two for numbers: forms of an answer that make it right or wrong whatever its value is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

from game.grading.composed_units import unit_measure
from game.grading.languages import Language
from game.grading.letters import bare, lowered
from game.grading.normal_form import roman, with_digits
from game.grading.number_words import in_digits
from game.grading.quantities import Quantity, quantities

_ARROWS = re.compile(r"<?[-=]{1,3}>")
_INEQUALITY = re.compile(r"[<>≠≮≯]")
#: "4-5 years", "4 to 5", but no date.
_SPAN = re.compile(r"(?<![\w.,/:-])(\d+(?:[.,]\d+)*) ?(?:-|\.\.\.?|…) ?(\d+(?:[.,]\d+)*)(?![\d/:-]|[.,]\d)")
_SIGNED = re.compile(r"(?:±|\+ ?/? ?-|plus ?/? ?(?:or )?minus|plus ou moins|mas o menos) ?(?=\d)")
_NAME_IN_FRONT = re.compile(r"(?<![a-z])[a-z](?: ?_?\d)? ?= ?")
_PIECES = re.compile(r" ?[;,](?= |[+-]|x ?=) ?| - | ?\.{2,3} ?| ?… ?|(?<=\d)-(?=\d)")
_POWER_OF_TEN = re.compile(r"(?<![\d.,])([\d.,]+)(?: ?(?:[*x]|times|mal|fois|por|razy) ?10|e[+-]?\d)")
_AROUND_WORDS = re.compile(r"[.,;:?!()](?= |$)|(?<= )[(]")
_FRACTION = re.compile(r"\d+ ?/ ?\d+")
_MANTISSA = re.compile(r"[1-9](?:\.\d+)?")
_LETTER = re.compile(r"(?<![a-z])[xyz](?![a-z])")
_LETTER_BEHIND = re.compile(r"\d ?([xyz])(?!\w)")
_ORDINAL = re.compile(r"\d([a-z]{2,4})\Z")
#: A converted value may be rounded to so many digits.
_SIGNIFICANT = 3


def is_inequality(text: str) -> bool:
    """Whether an answer says what a number is not, or of what it is a limit, by a sign: "x > 3", "x ≠ 3"."""
    return _INEQUALITY.search(_ARROWS.sub(" ", text)) is not None


def is_multiple_of_letter(text: str, asked: str) -> bool:
    """Whether a number stands in front of a letter that stands for one in the question: "-4x" is no gradient."""
    found = _LETTER_BEHIND.search(text)
    return found is not None and found[1] in _LETTER.findall(lowered(asked))


def span(text: str) -> tuple[str, str] | None:
    """The two numbers between which an answer says that it lies: "4-5 years"."""
    found = _SPAN.search(text)
    return (found[1], found[2]) if found is not None else None


def is_repeated(text: str, asked: str, language: Language) -> bool:
    """Whether an answer only says again what stands in the question in another form: "7/8" is 7/8 as no decimal."""
    core = text.strip(" .!?")
    if not core or core.replace(",", "").replace(".", "").isdecimal():
        return False
    if f" {core} " not in f" {_AROUND_WORDS.sub(' ', lowered(asked))} ":
        return False
    if roman(core) or _FRACTION.fullmatch(core) is not None:
        return True
    found = quantities(core, language)
    return len(found) == 1 and bool(found[0].unit) and not found[0].before and not found[0].after


def is_in_standard_form(text: str, language: Language) -> bool:
    """Whether a number is written with one digit from 1 to 9 in front of the decimals, and a power of ten."""
    found = _POWER_OF_TEN.search(with_digits(text.replace("**", "^"), language))
    if found is None:
        return False
    digits = found[1].replace(",", ".").strip(".")
    return _MANTISSA.fullmatch(digits) is not None


def is_ordinal(text: str, language: Language) -> bool:
    """Whether the answer is the place in a row rather than a number: "the 14th"."""
    found = _ORDINAL.search(bare(in_digits(text.rstrip(" .!?"), language)))
    return found is not None and found[1] in language.ordinal_endings


def rounded(value: Fraction, like: Fraction) -> Fraction:
    """The number with so many digits that count as another has, two at least: 299,792 like 300,000 is 300,000."""
    digits = str(abs(like.numerator)).rstrip("0") if like.denominator == 1 else ""
    if not digits:
        return value
    unit = Fraction(10) ** (len(str(abs(int(value)))) - max(2, len(digits)))
    return round(value / unit) * unit


def rounding(value: Fraction) -> Fraction:
    """How far a number may be from the exact one that it is rounded from; 0 where it has too few digits for that."""
    places = next((places for places in range(13) if 10**places % value.denominator == 0), 13)
    if places == 13:
        return Fraction(0)
    digits = str(abs(value.numerator) * 10**places // value.denominator).strip("0")
    return Fraction(1, 2 * 10**places) if len(digits) >= _SIGNIFICANT else Fraction(0)


@lru_cache(maxsize=4096)
def several_numbers(text: str, language: Language) -> tuple[tuple[Fraction, str], ...]:
    """The numbers of a text that says nothing else, in one order: "±3", "x = 3 or x = -3", "20 to 40 Hz".

    Each is its size in the base units, with these. Empty where there are other words, or fewer than two numbers.
    """
    low = _NAME_IN_FRONT.sub("", lowered(text).strip(" {}[]().!?"))
    signed = _SIGNED.match(low)
    if signed is not None:
        number = low[signed.end() :]
        low = f"{number} ; -{number}"
    joints = language.conjunctions | language.alternatives | language.range_joints
    words = low.split()
    if words and words[0] in language.range_starts | {"both", "either"}:
        words = words[1:]
    pieces = _PIECES.split(" ".join(" ; " if word in joints else word for word in words).replace(" ; ", "; "))
    pieces = [piece.strip(" ;") for piece in pieces if piece.strip(" ;")]
    if not 2 <= len(pieces) <= 12:
        return ()
    read = [quantities(piece, language) for piece in pieces]
    if any(len(found) != 1 or found[0].before or found[0].after for found in read):
        return ()
    sizes = _sizes([found[0] for found in read], language)
    return tuple(sorted(sizes))


def _sizes(found: Sequence[Quantity], language: Language) -> list[tuple[Fraction, str]]:
    """Each number in its base units; one without a unit has that of the next that has one."""
    unit, sizes = "", list[tuple[Fraction, str]]()
    for quantity in reversed(found):
        unit = quantity.unit or unit
        measured = unit_measure(unit, language) if unit else None
        if measured is None:
            sizes.append((quantity.value, unit))
        else:
            sizes.append((quantity.value * measured.size, str(measured.powers)))
    return sizes

"""Step four for numbers: a key with a unit, and what is right within its tolerance."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from game.grading import stances
from game.grading.assessment import ALL_RIGHT, ALL_WRONG, Assessment, ask_back
from game.grading.calendar import dated
from game.grading.languages import Language
from game.grading.letters import bare, lowered
from game.grading.normal_form import roman, tokens_of, without_points
from game.grading.number_forms import (
    is_in_standard_form,
    is_inequality,
    is_multiple_of_letter,
    is_ordinal,
    is_repeated,
    rounded,
    rounding,
    span,
)
from game.grading.quantities import Quantity, measured, quantities
from game.localisation.messages import gettext

#: A year without its century: "'89".
_SHORT_YEAR = re.compile(r"(?:in )?'(\d\d)")
_LETTERS = re.compile(r"[^\W\d_]+")
_WORD_OF_LETTERS = re.compile(r"[^\W\d_]{4,}")
_ONE = re.compile(r"(?<!\d)1(?!\d)")


class NumberKey(NamedTuple):
    """What a number has to be: from `least` to `most`, which are the same where there is no tolerance.

    `units`: the unit of the question, or those that its words name; any other known unit is wrong. `year`: the number
    is a year, and a whole date says it, too. `words`: the words of the question and its facts, in normal form.
    `often`: a number of times is asked for, and no span of time. `counted`: a number of things is. `inexact`:
    the question does not ask for the exact number. `asked`: the question.
    """

    least: Fraction
    most: Fraction
    units: frozenset[str] = frozenset()
    year: bool = False
    words: frozenset[str] = frozenset()
    often: bool = False
    counted: bool = False
    inexact: bool = False
    asked: str = ""

    def admits(self, value: Fraction) -> bool:
        """Whether a value is right."""
        if value == self.least or self.least <= value <= self.most:
            return True
        if self.inexact and value and self.least == self.most and rounded(value, self.least) == self.least:
            return True
        return self.is_rounded and abs(value - self.least) <= rounding(value)

    @property
    def is_rounded(self) -> bool:
        """Whether the key is no number that can be written with decimals, such as 1/6."""
        return self.least == self.most and 10**12 % self.least.denominator != 0


def grade_number(answer: str, key: NumberKey, language: Language) -> Assessment:
    """The verdict on an answer that has to be one number."""
    low = lowered(answer)
    if is_inequality(low) or is_multiple_of_letter(low, key.asked):
        return ALL_WRONG
    if (limits := span(low.rpartition("=")[2])) is not None and not (
        key.year and (len(limits[1]) == 2 or dated(low, language).days)
    ):
        return _of_span(limits, key, language)
    if key.counted and is_ordinal(low, language):
        return ALL_WRONG
    text = lowered(stances.without_brackets(answer)).rpartition("=")[2]
    text = stances.without_contrast(stances.without_approximation(text, language), language)
    text = _without_another(text, language)
    given = _quantity(text, key, language)
    if isinstance(given, Assessment):
        return given
    words = bare(without_points(text, language)).replace(",", " ").split()
    if stances.negations(words, language) and stances.negations(_without_the_number(words, language), language):
        return ALL_WRONG
    if stances.is_bounded(given.before, given.after, language):
        return ALL_WRONG
    if key.often and given.before and given.before[-1] in language.every:
        return ALL_WRONG
    if key.units and not key.often and given.after and given.after[0] in language.often:
        return ALL_WRONG
    if key.counted and _is_a_rate(given, key, language):
        return ALL_WRONG
    if not any(key.admits(value) for value in _values(given, key, language)) and not _is_converted(
        given, key, language
    ):
        return ALL_WRONG
    if key.asked and (_is_given_back(low, given, key, language) or not _has_the_form(low, key, language)):
        return ALL_WRONG
    return ALL_RIGHT


def _is_a_rate(given: Quantity, key: NumberKey, language: Language) -> bool:
    """Whether a number is one for each of something that the question does not name: "100 per state"."""
    after = given.after
    return len(after) > 1 and after[0] in language.per and len(after[0]) > 2 and after[1] not in key.words


def _is_given_back(text: str, given: Quantity, key: NumberKey, language: Language) -> bool:
    """Whether the answer is what stands in the question, in which another form of it, or another unit, is asked for."""
    if is_repeated(text, key.asked, language):
        return True
    if not given.unit or given.unit in key.units:
        return False
    return any((said.value, said.unit) == (given.value, given.unit) for said in quantities(key.asked, language))


def _has_the_form(text: str, key: NumberKey, language: Language) -> bool:
    """Whether the answer is written as the question asks, where that is with a power of ten."""
    asked = bare(lowered(key.asked))
    return not any(phrase in asked for phrase in language.powers_asked) or is_in_standard_form(text, language)


def _of_span(limits: tuple[str, str], key: NumberKey, language: Language) -> Assessment:
    """The verdict on "70-72", which is right where all of it is; otherwise there is more than one number."""
    values = [quantity.value for limit in limits for quantity in quantities(limit, language)]
    return ALL_RIGHT if key.least < key.most and all(map(key.admits, values)) else _ask_for_one()


def _without_another(text: str, language: Language) -> str:
    """The text without what the number is not: "1928 not 1918"."""
    words = text.split()
    at = next((at for at, word in enumerate(words) if at and word in language.negations), 0)
    if not at or not quantities(" ".join(words[:at]), language):
        return text
    rest = " ".join(words[at + 1 :])
    found = quantities(rest, language)
    return " ".join(words[:at]) if len(found) == 1 and not found[0].before else text


def _is_converted(given: Quantity, key: NumberKey, language: Language) -> bool:
    """Whether the key in the unit of the answer is what was typed, as far as that is rounded: 373 K for 100 °C."""
    room = rounding(given.value) if given.unit else Fraction(0)
    if not room:
        return False
    for unit in key.units - {given.unit}:
        limits = [measured(Quantity(limit, unit, (), ()), given.unit, language) for limit in (key.least, key.most)]
        least, most = limits
        if least is not None and most is not None and least - room <= given.value <= most + room:
            return True
    return False


def _values(given: Quantity, key: NumberKey, language: Language) -> list[Fraction]:
    """What the number is worth in the units of the key; nothing where it is one of something else."""
    value = -given.value if is_before_era(given, language) else given.value
    if key.year:
        return [value]
    millions = [value * 10**6] if given.unit == "m" else []
    if not key.units:
        if key.counted and given.unit and given.unit != "%" and not (len(given.unit) == 1 and given.unit.isalpha()):
            return millions
        return [value / 100] if given.unit == "%" else [value, *millions]
    found = [measured(given._replace(value=value), unit, language) for unit in key.units]
    return [measure for measure in [*found, *millions] if measure is not None]


def is_before_era(given: Quantity, language: Language) -> bool:
    """Whether words behind a year say that it is one before our era."""
    if not given.after:
        return False
    behind = " ".join(_LETTERS.findall(" ".join(given.after)))
    return any(f"{behind} ".startswith(f"{era} ") for era in language.before_era)


def _without_the_number(words: list[str], language: Language) -> list[str]:
    """The words without those that are a number themselves: "never" is 0 times."""
    return [word for word in words if word.strip(".!?;:") not in language.numbers]


def _quantity(text: str, key: NumberKey, language: Language) -> Quantity | Assessment:
    """The one number that an answer gives, or why there is none."""
    if key.year and (year := _year_of_date(text, language)) is not None:
        return year
    if key.year and (short := _SHORT_YEAR.fullmatch(text.strip(" .!?"))) is not None:
        century = key.least - key.least % 100
        return Quantity(century + int(short[1]), "", (), ())
    whole = text.strip(" .!?")
    if len(whole) > 1 and whole[0] in "ivxlcdm" and (value := roman(whole)) and whole != "mix":
        return Quantity(Fraction(value), "", (), ())
    answers = stances.alternatives(text, language)
    if len(answers) > 1:
        found = {quantity.value for answer in answers for quantity in quantities(answer, language)}
        if len(found) > 1:
            return _ask_for_one()
    clauses = stances.clauses(text) or [text]
    if len(clauses) == 1:
        found_here = list(quantities(clauses[0], language))
    else:
        pieces = [piece for piece in clauses if quantities(piece, language)]
        chosen = [piece for piece in pieces if not _is_context(piece, language)] or pieces
        found_here = [quantity for piece in chosen for quantity in quantities(piece, language)]
    if len(found_here) > 1 and len({quantity.value for quantity in found_here}) > 1:
        if result := _result(text, language):
            return _quantity(result, key, language)
        found_here = _meant(found_here, text, key, language)
        if len({quantity.value for quantity in found_here}) != 1:
            return _ask_for_one()
    if not found_here or found_here[0].before or found_here[0].after:
        mended = _mended(text, key, language, strict=not found_here)
        if mended != text:
            return _quantity(mended, key, language)
    if not found_here:
        slip = _slip(text, key, language)
        return slip if slip is not None else _ask_for_one()
    return found_here[0]


def _result(text: str, language: Language) -> str:
    """What stands behind the word for the result of a sum: "7 times 8 makes 56"; empty where there is no sum."""
    words = text.split()
    at = next((place for place in range(len(words) - 1, 0, -1) if words[place] in language.results), 0)
    before, behind = " ".join(words[:at]), " ".join(words[at + 1 :])
    is_sum = at and len(quantities(before, language)) > 1 and len(quantities(behind, language)) == 1
    return behind if is_sum else ""


def _meant(found: list[Quantity], text: str, key: NumberKey, language: Language) -> list[Quantity]:
    """Of several numbers those that can be the answer: no article, no "30-year", and of the unit that is asked for."""
    articles = not language.articles.isdisjoint(text.split()) and _ONE.search(text) is None
    left = [
        quantity
        for quantity in found
        if not (articles and quantity.value == 1)
        and not (quantity.after and quantity.after[0][0] == "-" and quantity.after[0][1:2].isalpha())
    ]
    if len({quantity.value for quantity in left}) > 1:
        left = [quantity for quantity in left if quantity.unit and quantity.unit in key.units]
    return left


def _mended(text: str, key: NumberKey, language: Language, *, strict: bool) -> str:
    """The text without the slips in its number words: "8 Miliarden"; a slip is near to one number word alone.

    `strict`: only where every other word is one that says nothing or that the question says.
    """
    from game.grading.spelling import is_slip  # only words that are no number at all come here

    given, unknown = text, False
    for written in dict.fromkeys(_WORD_OF_LETTERS.findall(text)):
        word = bare(written)
        if word in key.words or word in language.fillers or word in language.units:
            continue
        names = _number_words(language)
        if word in names:
            continue
        near = [
            name
            for name in names
            if -2 < len(name) - len(word) < 2 and len(name) > 4 and is_slip(word, name, (), language)
        ]
        if len(near) == 1:
            text = text.replace(written, near[0])
        else:
            unknown = True
    return given if strict and unknown else text


def _ask_for_one() -> Assessment:
    return ask_back(gettext("The answer is one number. Write it in digits, for example 3."))


@cache
def _number_words(language: Language) -> frozenset[str]:
    return language.larger_numbers.union(language.cardinals, language.ordinals)


def _is_context(piece: str, language: Language) -> bool:
    """Whether a piece says something of the answer: "after 9/11", "ten years after the first"."""
    first = bare(without_points(piece, language)).split()[0]
    if first in language.context:
        return True
    return any(
        found.unit and found.after and found.after[0] in language.context for found in quantities(piece, language)
    )


def _year_of_date(text: str, language: Language) -> Quantity | None:
    """The year of a whole date, with the words around the date."""
    found = dated(text, language)
    years = {date.year for date in found.days}
    if len(years) != 1 or 0 in years:
        return None
    year = years.pop()
    return Quantity(Fraction(year), "", found.before, found.after if year > 0 else ())


def _slip(text: str, key: NumberKey, language: Language) -> Quantity | None:
    """The key's own number with one slip in the word for it: "tow" for "two", where no other number is as near."""
    from game.grading.spelling import is_slip  # only words that are no number at all come here

    if key.least != key.most or not 0 <= key.least < len(language.cardinals) or key.least.denominator != 1:
        return None
    number = int(key.least)
    wanted = {language.cardinals[number], *language.ordinals[number : number + 1]} - {""}
    names = [name for name in (*language.cardinals, *language.ordinals) if name and name not in wanted]
    given = [token.text for token in tokens_of(text, language) if token.text not in language.fillers]
    slips = {word for word in given for name in wanted if is_slip(word, name, names, language)}
    if len(slips) != 1:
        return None
    known = slips | key.words | language.counts
    if any(word not in known for word in given):
        return None
    return Quantity(key.least, "", (), ())

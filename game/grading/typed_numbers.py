"""Keys of typed answers that are numbers, though the question is no question for a number."""

from __future__ import annotations

import re

from game.grading.calendar import dates
from game.grading.clock import moment
from game.grading.formulas import is_formula
from game.grading.languages import Language
from game.grading.letters import lowered
from game.grading.normal_form import ends_in_ordinal
from game.grading.numbers import NumberKey, is_before_era
from game.grading.quantities import Quantity, quantities, units_in

#: The 1960s are no seconds.
_DECADE = re.compile(r"(?:the )?\d{1,3}0'?s")


def has_part(text: str, language: Language) -> bool:
    """Whether a number of the text is none that counts: "1/3", "3,1"."""
    return any(quantity.value.denominator != 1 for quantity in quantities(text, language))


def only_quantities(accepted: str, language: Language) -> tuple[Quantity, ...]:
    """The quantities of a key that says nothing else."""
    found = quantities(accepted, language)
    words = [word.strip(".,-") for quantity in found for word in (*quantity.before, *quantity.after)]
    small = language.fillers | language.conjunctions | {"", "between", "zwischen", "bis", "entre"}
    if dates(accepted, language) or moment(accepted, language) or any(word not in small for word in words):
        return ()
    return found if any(quantity.unit for quantity in found) else ()


def is_number_key(accepted: str, language: Language) -> bool:
    """Whether a key is written as a number, without more words than one unit, or those of a year before our era."""
    low = lowered(accepted)
    if _DECADE.fullmatch(low) is not None:
        return False
    found = quantities(accepted, language)
    if len(found) == 1 and not found[0].before and is_before_era(found[0], language):
        return True
    return (
        re.fullmatch(r"[$€£]? ?[+-]?\d[\d.,' ]*(?:/ ?\d+)?(?: ?[*x] ?10 ?\^ ?[+-]?\d+)?(?: ?[^\d\s]{1,4})?", low)
        is not None
    )


def as_number(accepted: str, asked: str, language: Language) -> NumberKey | None:
    """The key as a number, where it is one with at most a unit."""
    if _DECADE.fullmatch(lowered(accepted)) is not None:
        return None
    found = quantities(accepted, language)
    before_era = len(found) == 1 and is_before_era(found[0], language)
    beside = () if len(found) != 1 else found[0].before if before_era else (*found[0].before, *found[0].after)
    if len(found) != 1 or any(word not in language.fillers for word in beside):
        return None
    if is_formula(accepted) and not is_number_key(accepted, language):
        return None
    if before_era:
        return NumberKey(-found[0].value, -found[0].value, frozenset(), year=True)
    if re.search(r"[^\W\d_]-|-[^\W\d_]|[^\W\d_]\d|:", lowered(accepted)):
        return None
    value, unit = found[0].value, found[0].unit
    if unit in language.spans or ends_in_ordinal(accepted, language):
        return None
    units = frozenset([unit]) if unit else units_in(asked, language)
    year = not unit and value.denominator == 1 and 1000 <= value <= 2200
    return NumberKey(value, value, units, year, asked=asked)

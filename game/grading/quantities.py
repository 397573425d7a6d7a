"""Step three for numbers: sign, digits, fraction, magnitude and unit of each quantity in an answer."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from game.grading.composed_units import composed, unit_measure
from game.grading.languages import Language
from game.grading.letters import bare, lowered
from game.grading.normal_form import with_digits

_SPACES = re.compile(r"(?<![\d.,])(?<!\d )[1-9]\d{0,2}(?: \d{3}(?!\d))++")
_GROUPS = {
    ".": re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:,\d{3})+(?![\d,])"),
    ",": re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:\.\d{3})+(?![\d.])"),
}
_QUANTITY = re.compile(
    r"""(?P<sign>(?<![\w.,])[+-]\ ?)?
        (?P<currency>[$€£¥]\ ?)?
        (?P<digits>\d+(?:[.,]\d+)?|(?<![\w])[.,]\d+)
        (?:\ ?/\ ?(?P<divisor>\d+)(?![\d/.,])|\^\(?(?P<raised>\d{1,2})(?!\d))?
        (?:\ ?(?:\*|x)\ ?10\ ?\^\ ?\(?(?P<power>[+-]?\d{1,3})\)?|e(?P<exponent>[+-]?\d{1,3})(?!\w))?
    """,
    re.VERBOSE,
)
#: A second that is a time, not the one behind the first.
_SECONDS = re.compile(r"((?:per|an?) |/ ?|\d )seconds?(?!\w)|(?<=[a-z])( )seconds(?!\w)")
_ARTICLE = re.compile(r" ([a-z]{1,4})(?= [a-z])")
_POWER_BEHIND = re.compile(r" ?[*x] ?10")
#: A word behind a number, or what is left of "million" there.
_MAGNITUDE = re.compile(r" ?([a-z]++)|( 1000(?:000)*+)(?!\d)")
_HYPHEN = re.compile(r"(?<=[a-z])-(?=[a-z])")
_POWER = re.compile(r"(?:times|x|\*|mal) 10 (?:to|hoch) ?(?:the )?(?:power )?(?:of )?(minus |-)?(?=\d)")
_RATIO = re.compile(r"(?<![\d.,/])(\d{1,9}) ([a-z]{1,9}(?: [a-z]{1,9})?) (\d{1,9})(?![\d.,/%])")
_FRACTION = re.compile(r"(?<![\d.,])(\d{1,3}) ?([a-z]{3,})(?!\w)")
#: "3 komma 14", "2 virgule 5 4".
_POINT = re.compile(r"(?<![\d.,])(\d{1,9}) ([a-z]{1,9}) (\d{1,9}(?: \d(?!\d)){0,9})(?![\d.,])")
#: "2h30" and "1:30 h" are hours and minutes.
_HOURS = re.compile(r"(?<![\w:])(\d{1,2})(?: ?h ?(\d{2})(?![\w:])|:(\d{2}) h(?!\w))")
#: "1m75" and "12 € 99".
_HEIGHT = re.compile(r"(?<!\w)(\d{1,3})m(\d{2})(?!\w)")
_PRICE = re.compile(r"(?<![\w.,])(\d{1,6}) ?([€$£]) ?(\d{2})(?![\w.,])")
#: How many degrees Celsius a degree of another kind is, and where zero is.
_TEMPERATURES = {
    "°c": (Fraction(1), Fraction(0)),
    "°f": (Fraction(5, 9), Fraction(-160, 9)),
    "k": (Fraction(1), Fraction("-273.15")),
}
#: Stands for the words that make the number in front of them negative.
_BELOW = "_below"


class Quantity(NamedTuple):
    """A number in an answer.

    `value` is exact. `unit`: the name that stands for it in the language's list, "" for none or one that is not known.
    `before` and `after`: the words in front of it, back to the quantity before, and those behind it and its unit.
    """

    value: Fraction
    unit: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    #: What its digits were multiplied with: 1,000,000 in "half a million".
    factor: int = 1


def exact_value(text: str) -> Fraction:
    """The exact value of digits with a point, such as `2.5`. Raises ValueError for anything else."""
    try:
        return Fraction(Decimal(text))
    except InvalidOperation:
        raise ValueError(text) from None


@lru_cache(maxsize=4096)
def quantities(text: str, language: Language) -> tuple[Quantity, ...]:
    """The numbers of a text, in digits or words, each with the unit behind it."""
    low = lowered(text).replace("**", "^")
    if "-" in low:
        low = _HYPHEN.sub(" ", low)
    if low.partition(" ")[0] in language.point:
        low = f"{language.cardinals[0]} {low}"
    if "second" in low:
        low = _SECONDS.sub(lambda found: f"{found[1] or found[2]}sec", low)
    words = with_digits(low, language)
    if words.isdecimal() and len(words) <= 400:
        return (Quantity(Fraction(int(words)), "", (), ()),)
    words = _special(_spoken(_without_groups(_with_units_apart(words), language), language), language)
    found: list[Quantity] = []
    end = 0
    for match in _QUANTITY.finditer(words):
        if match.start() < end or _is_part_of_word(words, match):
            continue
        value = _value(match)
        before = tuple(words[end : match.start()].split())
        magnitude, end = _magnitude(words, match.end(), language)
        if value.denominator == 2 and (article := _ARTICLE.match(words, end)) and article[1] in language.articles:
            end = article.end()  # "half a decade"
        unit, end = _unit(words, end, language)
        unit = unit or (match["currency"] or "").strip()
        if found:
            found[-1] = found[-1]._replace(after=before)
        value = value if magnitude == 1 else value * magnitude
        found.append(Quantity(value, language.units.get(unit, unit), before, (), magnitude))
    if not found:
        return ()
    found[-1] = found[-1]._replace(after=tuple(words[end:].split()))
    found = [_below_zero(quantity) for quantity in found]
    if len(found) > 1 or found[0].before:
        found = _put_together(found, language)
    return tuple(found)


def _with_units_apart(words: str) -> str:
    """The text with the units between figures apart: "1m75", "12 € 99", "2h30"."""
    if "m" in words:
        words = _HEIGHT.sub(r"\1 m \2", words)
    if "€" in words or "$" in words or "£" in words:
        words = _PRICE.sub(r"\1.\3 \2", words)
    if "h" in words:
        words = _HOURS.sub(lambda found: f"{found[1]} h {found[2] or found[3]} min", words)
    return words


def _below_zero(quantity: Quantity) -> Quantity:
    """The quantity, made negative by words behind it: "7 degrees below zero"."""
    if not quantity.after or quantity.after[0].rstrip(".,;!?") != _BELOW or quantity.value < 0:
        return quantity
    return quantity._replace(value=-quantity.value, after=quantity.after[1:])


def _is_part_of_word(words: str, match: re.Match[str]) -> bool:
    """Whether the digits belong to a word: those of "H2O" do, those of "pH7" at the beginning do not."""
    start = match.start("digits")
    if start == 0 or not words[start - 1].isalpha() or match["currency"] is not None:
        return False
    return not (words[:start] == "ph" and match.end() == len(words))


def _without_groups(words: str, language: Language) -> str:
    """The text without the signs between thousands: those of the language, spaces and apostrophes."""
    if " " in words:
        words = _SPACES.sub(lambda found: found[0].replace(" ", ""), words)
    sign = "," if language.decimal == "." else "."
    if sign not in words:
        return words
    return _GROUPS[language.decimal].sub(
        # "6,022 x 10^23" has a comma for decimals in any language.
        lambda found: found[0] if _POWER_BEHIND.match(words, found.end()) else found[0].replace(sign, ""),
        words,
    )


def _special(words: str, language: Language) -> str:
    """Words that are numbers and that no library reads: "once", "a dozen"."""
    pieces = words.split(" ")
    if language.numbers.keys().isdisjoint(piece.strip(",;.!?") for piece in pieces):
        return words
    made: list[str] = []
    for at, piece in enumerate(pieces):
        core = piece.strip(",;.!?")
        behind_number = at > 0 and pieces[at - 1][-1:].isdecimal()
        multiplies = core in language.magnitudes or core in language.multiples
        if core in language.numbers and not (multiplies and behind_number):
            made.append(piece.replace(core, language.numbers[core]))
        else:
            made.append(piece)
    return " ".join(made)


def _spoken(words: str, language: Language) -> str:
    """Powers, quarters, ratios, decimals and negative numbers that are said in words, in signs."""
    if " " not in words:
        return words
    if " 10 " in words:
        words = _POWER.sub(lambda found: "*10^" + ("-" if found[1] else ""), words)
    words = _FRACTION.sub(
        lambda found: f"{found[1]}/{language.fractions[found[2]]}" if found[2] in language.fractions else found[0],
        words,
    )
    words = _RATIO.sub(lambda found: f"{found[1]}/{found[3]}" if _is_ratio(found, language) else found[0], words)
    words = _POINT.sub(
        lambda found: f"{found[1]}.{found[3].replace(' ', '')}" if found[2] in language.point else found[0], words
    )
    pieces = words.split(" ")
    first = next((at for at, piece in enumerate(pieces[:-1]) if piece in language.articles), -1)
    if first > 0 and language.numbers.get(pieces[first - 1]) == "0.5":
        first = -1  # "half a decade"
    if first >= 0 and pieces[first + 1].strip(".,;!?") in language.units and not any(map(_has_digit, pieces[:first])):
        pieces[first] = "1"  # "eine Stunde"
    for at, piece in enumerate(pieces[:-1]):
        if piece in language.minus and pieces[at + 1].lstrip("$€£¥")[:1].isdecimal():
            pieces[at : at + 2] = ["", f"-{pieces[at + 1]}"]
    words = f"{' '.join(pieces)} "
    for phrase in language.below_zero:
        if f" {phrase}" in words:
            words = words.replace(f" {phrase} ", f" {_BELOW} ").replace(f" {phrase}.", f" {_BELOW}.")
    return words[:-1]


def _has_digit(piece: str) -> bool:
    return any(map(str.isdecimal, piece))


def _is_ratio(found: re.Match[str], language: Language) -> bool:
    """Whether a word makes a ratio of two numbers: "one in four", but not "un millón de millones"."""
    if found[1] != "1" and 1000 <= int(found[3]) <= 2100:
        return False  # "Apollo 11 in 1969"
    linked = found[2] in language.magnitude_links and int(found[3]) >= 1000
    return found[2] in language.ratio and not linked


def _value(match: re.Match[str]) -> Fraction:
    digits = match["digits"]
    if match.end() - match.start() == len(digits) <= 400 and digits.isdecimal():
        return Fraction(int(digits))
    value = (
        exact_value(digits.replace(",", ".")) if len(digits) <= 400 else Fraction(int(re.sub(r"\D", "", digits)[:400]))
    )
    if match["divisor"] and int(match["divisor"]):
        value /= int(match["divisor"])
    if match["raised"] and len(digits) <= 6:
        value **= int(match["raised"])
    power = int(match["power"] or match["exponent"] or 0)
    if power:
        value *= Fraction(10) ** power
    sign = (match["sign"] or "").strip()
    return -value if sign == "-" else value


def _magnitude(words: str, at: int, language: Language) -> tuple[int, int]:
    """What the words behind a number multiply it with, and where they end: "5 billion", "1.5 1000000"."""
    factor = 1
    while True:
        match = _MAGNITUDE.match(words, at)
        if match is None:
            return factor, at
        if match[2]:
            factor *= int(match[2])
        elif match[1] in language.magnitudes:
            factor *= 10 ** language.magnitudes[match[1]]
        elif match[1] in language.multiples:
            factor *= language.multiples[match[1]]
        elif match[1] in language.magnitude_links and (linked := _magnitude(words, match.end(), language))[0] > 1:
            return factor * linked[0], linked[1]
        else:
            return factor, at
        at = match.end()
        if match[1] and len(match[1]) < 4 and words[at : at + 2] == ". ":
            at += 1


def _unit(words: str, at: int, language: Language) -> tuple[str, int]:
    """The known unit behind a number, of up to four words or put together of others, and where it ends."""
    together = composed(words, at, language)
    if together[0]:
        return together
    pieces = words[at : at + 60].split(" ")
    lead = 1 if pieces and not pieces[0] else 0
    if len(pieces) > lead + 1 and pieces[lead] in language.magnitude_links:  # "40 millones de metros"
        unit, end = _unit(words, at + lead + len(pieces[lead]), language)
        return (unit, end) if unit else ("", at)
    for count in range(4, 0, -1):
        phrase = " ".join(pieces[lead : lead + count])
        name = phrase.rstrip(".,;!?)")
        for known in (name, name.replace(" ", "")):
            if len(known) == 1 and phrase[1:2] == ".":
                continue  # an abbreviation: "v. Chr."
            if known == "in" and len(pieces) > lead + 1:
                continue  # "17 in total" are no inches
            if known and known in language.units:
                return language.units[known], at + (1 if lead else 0) + len(name)
    return "", at


def _put_together(found: list[Quantity], language: Language) -> list[Quantity]:
    """Quantities that are one: "3 1/2", "1 and 0.5 million", "1 m 80", "2 hours 30 minutes"."""
    made: list[Quantity] = []
    for quantity in found:
        if made and _is_fraction_behind(made[-1], quantity, language):
            whole = made.pop()
            size = whole.value * quantity.factor
            value = size + quantity.value if size >= 0 else size - quantity.value
            made.append(Quantity(value, quantity.unit or whole.unit, whole.before, quantity.after, quantity.factor))
        elif not made and _is_half_of_one(quantity, language):
            made.append(
                quantity._replace(value=1 + quantity.value, unit=language.units[quantity.before[-2]], before=())
            )
        elif made and (rest := _rest_of(made[-1], quantity, language)) is not None:
            whole = made.pop()
            value = whole.value + rest if whole.value >= 0 else whole.value - rest
            unit = whole.unit or quantity.unit
            made.append(Quantity(value, unit, whole.before, quantity.after, max(whole.factor, quantity.factor)))
        else:
            made.append(quantity)
    return made


def _rest_of(whole: Quantity, part: Quantity, language: Language) -> Fraction | None:
    """What a number behind a quantity adds to it, in its unit: 0.8 in "1 m 80", 0.5 in "2 hours 30 minutes"."""
    if whole.value.denominator != 1 or part.value <= 0:
        return None
    if any(word not in language.conjunctions and word not in language.articles for word in part.before):
        return None
    if 0 < part.value < 1 and part.before and part.before[0] in language.conjunctions and part.factor == 1:
        return _half_more(whole, part)
    if not whole.unit and not part.before and 1 < part.factor < whole.factor and part.value < whole.factor:
        return part.value
    if not whole.unit or part.factor != 1 or any(word in language.articles for word in part.before):
        return None
    if part.unit:
        added = measured(part, whole.unit, language)
        return added if added is not None and added < 1 and part.unit != whole.unit else None
    if part.value.denominator != 1 or not 10 <= part.value < 100:
        return None
    if whole.unit == "h":
        return part.value / 60 if part.value < 60 else None
    return part.value / 100 if whole.unit in language.hundredths else None


def _is_fraction_behind(whole: Quantity, part: Quantity, language: Language) -> bool:
    if whole.unit or whole.factor != 1 or whole.value.denominator != 1 or whole.value == 0 or not whole.value % 10**6:
        return False
    if not 0 < part.value / part.factor < 1:
        return False
    between = [word for word in part.before if word not in language.fillers]
    return all(word in language.conjunctions for word in between)


def _half_more(whole: Quantity, part: Quantity) -> Fraction | None:
    """What "and a half" adds: of the unit, or of the million or more that stands in front of it."""
    if whole.unit:
        return part.value if not part.unit or part.unit == whole.unit else None
    size = next((size for size in (10**12, 10**9, 10**6) if whole.value and whole.value % size == 0), 0)
    return part.value * size if size else None


def _is_half_of_one(part: Quantity, language: Language) -> bool:
    """Whether a half stands behind a unit without a number: "hora y media"."""
    return (
        0 < part.value < 1
        and len(part.before) > 1
        and part.before[-1] in language.conjunctions
        and part.before[-2] in language.units
    )


def measured(quantity: Quantity, unit: str, language: Language) -> Fraction | None:
    """How much a quantity is in another unit, exactly: 3 for 3,000 m in km.

    A quantity without a unit is taken to be in this one already, and with `unit` empty 80 % are 0.8. None where the
    units measure different things. Degrees of any kind count as of the unit's kind where only `°` is written.
    """
    if quantity.unit == unit or not quantity.unit:
        return quantity.value
    if quantity.unit == "°" and unit.startswith("°"):
        return quantity.value
    if quantity.unit == "%" and not unit:
        return quantity.value / 100
    if quantity.unit in _TEMPERATURES and unit in _TEMPERATURES:
        (degree, zero), (own_degree, own_zero) = _TEMPERATURES[quantity.unit], _TEMPERATURES[unit]
        return (quantity.value * degree + zero - own_zero) / own_degree
    given, own = unit_measure(quantity.unit, language), unit_measure(unit, language)
    if given is None or own is None or given.powers != own.powers:
        return None
    return quantity.value * given.size / own.size


def same_series(given: tuple[Quantity, ...], key: tuple[Quantity, ...], language: Language) -> bool:
    """Whether several quantities are those of the key, one by one: "20 to 20,000 Hz" and "20 Hz - 20 kHz".

    One without a unit has that of the next, as far as there is one.
    """
    if len(given) != len(key):
        return False
    sides = [_with_units(quantities) for quantities in (given, key)]
    return all(measured(mine, own.unit, language) == own.value for mine, own in zip(*sides, strict=True))


def _with_units(series: tuple[Quantity, ...]) -> list[Quantity]:
    unit, found = "", list[Quantity]()
    for quantity in reversed(series):
        unit = quantity.unit or unit
        found.insert(0, quantity._replace(unit=unit))
    return found


def units_in(text: str, language: Language) -> frozenset[str]:
    """The units that a question names: "how many days" wants days. One letter alone is a word rather than a unit."""
    low = lowered(text).replace("'", " ") if language.elision else lowered(text)
    words = [word.strip(".,;:!?()") for word in bare(low).split()]
    phrases = [(at, " ".join(words[at : at + count])) for count in (1, 2, 3) for at in range(len(words))]
    named = {at: language.units[phrase] for at, phrase in phrases if len(phrase) > 2 and phrase in language.units}
    # Those of the numbers that the question gives are asked for only where no other is.
    asked = {unit for at, unit in named.items() if not at or not words[at - 1].replace(",", "").isdecimal()}
    return frozenset(asked or named.values())

"""Tables of number words for a page: what the library that reads them on this machine makes of them.

Everything in a table was asked of the library; nothing is known here but which words may be worth asking for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product

from game.grading.languages import Language, language
from game.grading.letters import bare
from game.grading.number_words import READ
from game.grading.spelling import LISTED

#: Between two words of a number below a hundred.
_BETWEEN = {"fr": (" et ", "-et-"), "es": (" y ",), "pt": (" e ",), "de": (" und ",), "ca": ("-i-",)}
#: Between the parts of a compound.
_GLUED = {"de": ("und", ""), "nl": ("en", "ën"), "it": ("",)}
_INSIDE = {
    "de": {"tausend": 1000, "hundert": 100}, "nl": {"duizend": 1000, "honderd": 100},
    "it": {"mila": 1000, "mille": 1000, "cento": 100},
}  # fmt: skip
_ONES = ("", "ein", "een", "un")
_LONGEST = 30
#: Words for numbers that stand in no list.
_ALSO = {"en": {"fourty"}, "de": {"zwo"}}
#: By an ending, others in its place.
_FORMS = {code: {"o": ("a", "os", "as"), "": ("s",)} for code in ("es", "pt")}
_ONE_NUMBER = re.compile(r"\d+[^\W\d_ᵃᵒˢ]{0,4}\Z|\d+[.ºª]?[ᵃᵒˢ]{0,2}\Z")


@cache
def number_table_of(code: str) -> dict[str, object] | None:
    """The table of a language as JSON holds `NumberTable`; None where the library does not read it."""
    if code not in READ:
        return None
    known = language(code)
    singles = dict(_read(_words(known), code))
    small = {words: reading for words, reading in singles.items() if _value(reading) < 100}
    small = {words: reading for words, reading in small.items() if _value(reading)}
    cardinals = [words for words, reading in small.items() if reading.isdecimal()]
    between = ((" ", "-") if code not in _GLUED else ()) + _BETWEEN.get(code, ())
    two = dict(_read(_joined(cardinals, between, small), code))
    two = {words: reading for words, reading in two.items() if _value(reading) < 100}
    tenths = [words for words, reading in small.items() if not reading.isdecimal() and _value(reading) % 10 == 0]
    if code in _FORMS:  # "décimo tercero"
        two |= dict(_read(_joined(tenths, (" ", ""), small), code))
    phrases = {**two, **singles}
    longer = two
    for _ in range(2):  # "quatre-vingt", behind it "dix", and behind that "sept"
        tens = [words for words, reading in longer.items() if reading.isdecimal() and _value(reading) % 10 == 0]
        longer = dict(_read(_joined(tens, between, small), code))
        longer = {words: reading for words, reading in longer.items() if _value(reading) < 100}
        phrases = {**longer, **phrases}
    if code in _GLUED:
        phrases |= _compounds(code, phrases)
    return {"phrases": dict(sorted(phrases.items())), "glued": _INSIDE.get(code, {}), "ones": _ONES}


def _value(reading: str) -> int:
    return int(re.match(r"\d+", reading)[0])  # type: ignore[index]  # every reading begins with digits


def _read(texts: Iterable[str], code: str) -> Iterator[tuple[str, str]]:
    """Those of the texts that the library takes for one number, each with what it makes of it."""
    from text_to_num import alpha2digit  # type: ignore[import-untyped]  # only a page needs a table

    for text in texts:
        reading = alpha2digit(text, code, 0)
        if reading != text and _ONE_NUMBER.match(reading) and not re.match(r"0\d", reading):
            yield text, reading


def _joined(first: Iterable[str], between: Iterable[str], second: Iterable[str]) -> Iterator[str]:
    return ("".join(parts) for parts in product(first, between, second))


def _words(known: Language) -> set[str]:
    """Words that may be numbers: those of the lists of grading, and all of the list of words of the language."""
    words = {
        *known.articles,
        *known.cardinals,
        *known.ordinals,
        *known.larger_numbers,
        *known.magnitudes,
        *known.fractions,
    }
    words |= _ALSO.get(known.code, set())
    words |= {word for text in (*known.respelled.values(), *known.ordinal_names) for word in (text, *text.split())}
    if known.code in LISTED:
        from spellchecker import SpellChecker  # its list is large

        listed = SpellChecker(language=known.code).word_frequency.dictionary
        # A list may be very long.
        beginnings = {bare(word)[:3] for word in words} if known.larger_numbers else None
        words |= {word for word in listed if beginnings is None or bare(word)[:3] in beginnings}
    for ending, others in _FORMS.get(known.code, {}).items():
        words |= {
            word.removesuffix(ending) + other for word in tuple(words) for other in others if word.endswith(ending)
        }
    return {word for word in words if word and " " not in word and len(word) < _LONGEST}


def _compounds(code: str, phrases: dict[str, str]) -> dict[str, str]:
    """Numbers below a hundred that are written as one word: "einundzwanzig"."""
    units = [words for words, reading in phrases.items() if words.isalpha() and reading in map(str, range(1, 10))]
    tens = [words for words, reading in phrases.items() if words.isalpha() and _value(reading) in range(20, 100, 10)]
    behind, before = _joined([*units, *_ONES], _GLUED[code], tens), _joined(tens, ("",), units)
    return {words: reading for words, reading in _read((*behind, *before), code) if _value(reading) < 100}

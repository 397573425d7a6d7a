"""The figures and dates of a translation are those of the original, however each language writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from game.grading.languages import Language, language
from game.grading.letters import bare, lowered
from game.grading.normal_form import roman, with_digits
from game.grading.number_words import READ
from game.story.editorial.numbers_in_text import Figure, figures_in, numbers_in
from game.story.editorial.words.lint_words import lint_words_of

_DIGITS = re.compile(r"\d+(?:[.,]\d+)?")
_WORD = re.compile(r"[^\W\d_]+")
_JOINED = re.compile(r"[^\W\d_]+(?:[-\u2011][^\W\d_]+)*")
#: A Roman numeral, also with the ending of an ordinal: `II`, `XXe`.
_ROMAN = re.compile(r"(?<!\w)([IVXL]{1,8})(?:e|er|th|ème)?(?!\w)")
_DATE_PIECE = re.compile(r"\d+|[^\W\d_]+")
#: Words that may stand between the day and the month, or the month and the year.
_BETWEEN = frozenset(("of", "the", "de", "del", "du", "le", "den", "st", "nd", "rd", "th", "er"))
#: Figures that are words: around the clock.
_FIGURATIVE = re.compile(r"(?<!\d)24/7(?!\d)")
#: Whole numbers up to this are often spelled. In a language whose number words nobody knows here, all of these may be.
_SPELLED = 100
#: A number in words has no more of them.
_LONGEST_NUMBER = 12
#: Number words from this on are compared, too: smaller ones stand in many phrases.
_LEAST_WORD = 10
_THOUSANDS = (1, 1_000, 1_000_000, 1_000_000_000)


class FigureDifference(NamedTuple):
    """A figure or date that only one of two texts has, as it is written there, and where."""

    words: str
    start: int


class FiguresOfText(NamedTuple):
    """What a text has of figures: those in digits, the larger ones in words, its months, and every number in any way.

    `dates` are the months beside a day or a year: their numbers, how they are written, and where. `reads_words`: the
    number words of the language are known.
    """

    digits: list[Figure]
    spelled: list[Figure]
    dates: list[tuple[int, str, int]]
    months: frozenset[int]
    numbers: frozenset[Fraction]
    reads_words: bool


def figures_of(text: str, code: str) -> FiguresOfText:
    """The figures of words without markup, in the language with this tag."""
    text = _FIGURATIVE.sub("    ", text)
    tongue, words = language(code), lint_words_of(code)
    digits = [figure for figure in figures_in(text, words) if figure.words[:1].isdigit()]
    months, dates = _months_in(text, tongue)
    numbers = numbers_in(text, words) | _spoken(text, tongue)
    for figure in digits:
        numbers |= figure.numbers | {Fraction(int(part)) for part in re.findall(r"\d+", figure.words)}
    reads_words = tongue.code in READ or bool(tongue.cardinals)
    return FiguresOfText(digits, _spelled_in(text, tongue), dates, months, frozenset(numbers), reads_words)


def may_differ(original: str, code: str, translation: str, translated_code: str) -> bool:
    """Whether the figures of two texts need to be compared: quickly told of most texts."""
    if any(map(str.isdecimal, original)) or any(map(str.isdecimal, translation)):
        return True
    return bool(_spelled_in(original, language(code)) and _spelled_in(translation, language(translated_code)))


def differing_figures(
    original: FiguresOfText, translation: FiguresOfText
) -> tuple[list[FigureDifference], list[FigureDifference]]:
    """The figures that only the original has, and those that only the translation has, each in the order of its text.

    Figures in digits are looked for in any form. Months, and larger numbers in words, count only where there are
    others in their place: a text can do without them.
    """
    pair = ((original, translation), (translation, original))
    digits = [
        [_difference(figure) for figure in here.digits if not _is_in(figure, here, there)] for here, there in pair
    ]
    words = [
        [_difference(figure) for figure in here.spelled if not _is_in(figure, here, there)] for here, there in pair
    ]
    months = [
        [FigureDifference(said, start) for month, said, start in here.dates if not _has_month(month, there)]
        for here, there in pair
    ]
    for swapped in (words, months):
        if all(swapped):
            digits = [found + more for found, more in zip(digits, swapped, strict=True)]
    only_original, only_translation = (sorted(found, key=lambda difference: difference.start) for found in digits)
    return only_original, only_translation


def _difference(figure: Figure) -> FigureDifference:
    return FigureDifference(figure.words, figure.start)


def _has_month(month: int, text: FiguresOfText) -> bool:
    return month in (text.months or {int(number) for figure in text.digits for number in figure.numbers})


def _is_in(figure: Figure, here: FiguresOfText, there: FiguresOfText) -> bool:
    """Whether another text has this figure of a text in any way."""
    numbers = there.numbers if here.months else there.numbers | {Fraction(month) for month in there.months}
    if any(_is_there(number, numbers) for number in figure.numbers):
        return True
    parts = [Fraction(int(part)) for part in re.findall(r"\d+", figure.words)]
    if len(parts) > 1 and all(part in numbers for part in parts):
        return True  # `8.30` is `8:30`, and `3.5.` the third of May
    small = any(number.denominator == 1 and number <= _SPELLED for number in figure.numbers)
    return small and not there.reads_words


def _is_there(number: Fraction, numbers: frozenset[Fraction]) -> bool:
    """Whether a number is among others: itself, in thousands or millions, as a year or an hour in short."""
    if any(number * times in numbers or number / times in numbers for times in _THOUSANDS):
        return True
    if number.denominator != 1:
        return False
    whole = int(number)
    in_short = {whole % 100} if 1_000 <= whole < 2_100 else set()  # the 1980s, les années 80
    in_short |= {whole - 12} if 13 <= whole <= 23 else {whole + 12} if 1 <= whole <= 11 else set()
    if whole < 100:
        in_short |= {century + whole for century in range(1_500, 2_100, 100) if whole >= 10}
    return any(Fraction(other) in numbers for other in in_short)


@lru_cache(maxsize=4096)
def _spoken(text: str, tongue: Language) -> frozenset[Fraction]:
    """The numbers that words of the language stand for."""
    words = lowered(text)
    romans = (roman(numeral[1].lower()) for numeral in _ROMAN.finditer(text))
    spoken = {Fraction(found.replace(",", ".")) for found in _DIGITS.findall(with_digits(words, tongue))}
    said = set(_WORD.findall(bare(words)))
    for word, number in (*tongue.numbers.items(), *((word, f"1/{parts}") for word, parts in _fractions(tongue))):
        if word in said:
            spoken |= {Fraction(number), Fraction(number) * 100}
    return frozenset(spoken | {Fraction(numeral) for numeral in romans if numeral})


def _fractions(tongue: Language) -> Iterable[tuple[str, str]]:
    return ((word, parts) for word, parts in tongue.fractions.items() if parts.isdecimal() and int(parts))


def _spelled_in(text: str, tongue: Language) -> list[Figure]:
    """The larger numbers in words: words that follow each other, such as `deux cent onze`, are one number."""
    found: list[Figure] = []
    if tongue.code not in READ:
        return found
    words = list(_JOINED.finditer(text))
    at = 0
    while at < len(words):
        end = _end_of_number(text, words, at, tongue)
        if end > at:
            start, stop = words[at].start(), words[end - 1].end()
            numbers = _numbers_of(text[start:stop], tongue)
            if max(numbers, default=0) >= _LEAST_WORD:
                found.append(Figure(start, stop, " ".join(text[start:stop].split()), frozenset(map(Fraction, numbers))))
        at = max(end, at + 1)
    return found


def _end_of_number(text: str, words: list[re.Match[str]], at: int, tongue: Language) -> int:
    """Where the number words end that follow each other from this word on, in words; `at` itself where none begins."""
    end = at
    for index in range(at, min(len(words), at + _LONGEST_NUMBER)):
        if index > at and text[words[index - 1].end() : words[index].start()].strip():
            break
        if _numbers_of(words[index][0], tongue):
            end = index + 1
        elif index == at or words[index][0].lower() not in tongue.conjunctions:
            break
    return end


@lru_cache(maxsize=65_536)
def _numbers_of(words: str, tongue: Language) -> tuple[int, ...]:
    """The whole numbers that nothing but number words stand for; none where there is another word among them."""
    pieces = with_digits(lowered(words.replace("\u2011", "-")), tongue).split()
    numbers = [int(piece) for piece in pieces if piece.isdecimal() and len(piece) <= 15]
    rest = [piece for piece in pieces if not piece.isdecimal() and piece not in tongue.conjunctions]
    return () if rest else tuple(numbers)


def _months_in(text: str, tongue: Language) -> tuple[frozenset[int], list[tuple[int, str, int]]]:
    """The months that a text names, and those among them that stand beside a day or a year."""
    if not tongue.months:
        return frozenset(), []
    pieces = [piece for piece in _DATE_PIECE.finditer(text) if piece[0].lower() not in _BETWEEN]
    named: set[int] = set()
    dates: list[tuple[int, str, int]] = []
    for at, piece in enumerate(pieces):
        month = tongue.months.get(bare(lowered(piece[0])))
        if month is None:
            continue
        named.add(month)
        beside = [other[0] for other in (*pieces[max(at - 1, 0) : at], *pieces[at + 1 : at + 2])]
        if any(other.isdecimal() and (int(other) <= 31 or len(other) == 4) for other in beside if len(other) <= 4):
            dates.append((month, piece[0], piece.start()))
    return frozenset(named), dates

"""The figures and dates of a translation are those of the original, however each language writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import NamedTuple

from game.grading.languages import Language, language
from game.grading.letters import bare, lowered
from game.grading.normal_form import roman, with_digits
from game.grading.number_words import READ
from game.story.editorial.numbers_in_text import Figure, figures_in, numbers_in
from game.story.editorial.words.lint_words import lint_words_of
from game.support import limits

_DIGITS = re.compile(r"\d{1,40}(?:[.,]\d{1,40})?")
#: The parts of a figure, up to a length that no figure has.
_PARTS = re.compile(r"\d{1,40}")
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
#: A text that is read as a whole takes so much longer than one whose words are looked up.
_AS_A_WHOLE = 8
#: A number in words has no more of them.
_LONGEST_NUMBER = 12
#: Number words from this on are compared, too: smaller ones stand in many phrases.
_LEAST_WORD = 10
_MONTHS = 12
_THOUSANDS = (1, 1_000, 1_000_000, 1_000_000_000)


class FigureDifference(NamedTuple):
    """A figure or date that only one of two texts has, as it is written there, and where."""

    words: str
    start: int


class ReadWords:
    """How many characters may still be searched for figures and for number words: any pack is compared in time."""

    def __init__(self) -> None:
        self.figures, self.words = limits.COMPARED_FIGURES, limits.CLOSELY_READ

    def may_compare(self, text: str) -> bool:
        """Whether a text with figures may be searched for them, which is counted then."""
        self.figures -= len(text)
        return self.figures >= 0

    def may_read(self, text: str, times: int = 1) -> bool:
        """Whether a text may be searched for number words, which counts so many times."""
        self.words -= times * len(text)
        return self.words >= 0


class FiguresOfText:
    """What a text has of figures, each found when it is first asked for: a text without any takes no time.

    `text` are its words without markup, `code` is the tag of its language.
    """

    def __init__(self, text: str, code: str, reading: ReadWords) -> None:
        self.text, self.language, self.reading = _FIGURATIVE.sub("    ", text), language(code), reading
        self._words = lint_words_of(code)

    @cached_property
    def digits(self) -> list[Figure]:
        """The figures in digits."""
        if not any(map(str.isdecimal, self.text)) or not self.reading.may_compare(self.text):
            return []
        return [figure for figure in figures_in(self.text, self._words) if figure.words[:1].isdigit()]

    @cached_property
    def spelled(self) -> list[Figure]:
        """The larger numbers in words."""
        return _spelled_in(self.text, self.language) if self.reading.may_read(self.text) else []

    @cached_property
    def _named_months(self) -> tuple[frozenset[int], list[tuple[int, str, int]]]:
        return _months_in(self.text, self.language) if self.digits else (frozenset(), [])

    @property
    def months(self) -> frozenset[int]:
        """The numbers of the months that it names, where it has digits."""
        return self._named_months[0]

    @property
    def dates(self) -> list[tuple[int, str, int]]:
        """The months beside a day or a year: their numbers, how they are written, and where."""
        return self._named_months[1]

    @cached_property
    def plain_numbers(self) -> frozenset[Fraction]:
        """The numbers that stand in it in digits, and in words."""
        numbers = numbers_in(self.text, self._words)
        for figure in self.digits:
            numbers |= figure.numbers | {Fraction(int(part)) for part in _PARTS.findall(figure.words)}
        return frozenset(numbers)

    @cached_property
    def spoken_numbers(self) -> frozenset[Fraction] | None:
        """The numbers that its words stand for; None where nobody knows."""
        if self.language.code not in READ and not self.language.cardinals:
            return None
        return _spoken(self.text, self.language) if self.reading.may_read(self.text, _AS_A_WHOLE) else None

    def has(self, figure: Figure, other: FiguresOfText) -> bool:
        """Whether it has a figure of another text in any way."""
        if self._has(figure, other, self.plain_numbers):
            return True
        spoken = self.spoken_numbers
        if spoken is not None:
            return self._has(figure, other, self.plain_numbers | spoken)
        return any(number.denominator == 1 and number <= _SPELLED for number in figure.numbers)

    def _has(self, figure: Figure, other: FiguresOfText, numbers: frozenset[Fraction]) -> bool:
        if not other.months:
            numbers |= {Fraction(month) for month in self.months}
        if any(_is_there(number, numbers) for number in figure.numbers):
            return True
        parts = [Fraction(int(part)) for part in _PARTS.findall(figure.words)]
        return len(parts) > 1 and all(part in numbers for part in parts)  # `8.30` is `8:30`

    @cached_property
    def possible_months(self) -> frozenset[int]:
        """The months that it names, or, where it names none, its figures as months."""
        numbers = {number for figure in self.digits for number in figure.numbers}
        return self.months or frozenset(int(number) for number in numbers if number <= _MONTHS)


def differing_figures(
    original: FiguresOfText, translation: FiguresOfText
) -> tuple[list[FigureDifference], list[FigureDifference]]:
    """The figures that only the original has, and those that only the translation has, each in the order of its text.

    Figures in digits are looked for in any form. Months, and larger numbers in words, count only where there are
    others in their place: a text can do without them. Nothing differs once too much was compared.
    """
    if not (original.digits or translation.digits or (original.spelled and translation.spelled)):
        return [], []
    if original.reading.figures < 0:
        return [], []
    pair = ((original, translation), (translation, original))
    found = [[_difference(figure) for figure in here.digits if not there.has(figure, here)] for here, there in pair]
    months = [
        [FigureDifference(said, start) for month, said, start in here.dates if month not in there.possible_months]
        for here, there in pair
    ]
    if all(months):
        found = [some + more for some, more in zip(found, months, strict=True)]
    if original.spelled and translation.spelled:
        words = [
            [_difference(figure) for figure in here.spelled if not there.has(figure, here)] for here, there in pair
        ]
        if all(words):
            found = [some + more for some, more in zip(found, words, strict=True)]
    only_original, only_translation = (sorted(some, key=lambda difference: difference.start) for some in found)
    return only_original, only_translation


def _difference(figure: Figure) -> FigureDifference:
    return FigureDifference(figure.words, figure.start)


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

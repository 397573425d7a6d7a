"""Numbers that are written as words, in digits: "nineteen forty-nine", "zweiundzwanzig", "two thirds"."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import repeat

from game.grading.languages import Language
from game.grading.letters import bare

#: The languages whose number words the library text2num reads.
READ = frozenset({"en", "fr", "es", "pt", "de", "it", "nl", "ca"})
_WORD = re.compile(r"[^\W\d_]+")
#: Two numbers of two digits that were words make a year, as in "nineteen forty-nine"; "oh" is a zero.
_YEAR = re.compile(r"(?<![\d.,-])(1[0-9]|20) (?:(?:oh|o) ([1-9])|([1-9]\d))(?![\d.,-])")
#: "la 3ª parte" is a third.
_PART = re.compile(r"(?<!\d )(?<![\d.,-])(\d{1,2})[ºª] parte(?!\w)")
_TENS = re.compile(
    r"(?<![a-z])(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(one|two|three|four|five|six|seven|eight|nine)(?![a-z])"
)
#: "a 6th" is a sixth.
_ONE_PART = re.compile(r"(?<![\w.,])(?:1|a)[ -](\d{1,3})(?:rd|th)(?= of | *[.!?]?$)")
#: "2 3rds" is what is left of "two thirds", "3 4ᵃˢ partes" of "tres cuartas partes".
_PARTS = re.compile(r"(?<![\d.,-])(\d{1,3}) (\d{1,3})(?:rds|ths|nds|sts|[ºª](?: parte)?|ᵒˢ|ᵃˢ(?: partes)?)(?!\w)")
#: Decimals of which the library takes the first alone: "2,5 4" is left of "deux virgule cinq quatre".
_DECIMALS = re.compile(r"(?<![\d.,])\d{1,9}[.,]\d{1,9}(?: \d(?!\d)){1,9}(?![.,])")
#: The hyphen for the end of a word that the next one has, too.
_LEFT_OUT = re.compile(r"(?<=[^\W\d_])-(?= )")
_PIECE = re.compile(r"[^\W\d_]+|\d+|[\W_]")


def in_digits(text: str, language: Language) -> str:
    """A text in small letters with its number words in digits: "article five" is "article 5", "the fifth" "the 5th"."""
    if any(map(text.__contains__, _beginnings(language))):
        for written, known in language.respelled.items():
            text = text.replace(written, known)
    if language.years_in_pairs and "ty" in text:
        text = _TENS.sub(r"\1-\2", text)
    words = _WORD.findall(text)
    if not words:
        return text
    if language.code not in READ:
        return _by_forms(text, language) if language.number_forms else text
    if language.number_endings:
        text = _with_endings_apart(text, words, language)
        words = _WORD.findall(text)
    if not any(map(_starts_number, words, repeat(language.code))):
        return text
    if language.point.isdisjoint(words):
        read = _read(text, language.code)
    else:
        read = _DECIMALS.sub(lambda found: found[0].replace(" ", ""), _with_decimals(text, language))
    if any(character.isdecimal() for character in text):
        return read
    if language.years_in_pairs:
        read = _YEAR.sub(lambda found: found[1] + (f"0{found[2]}" if found[2] else found[3]), read)
    return _PARTS.sub(_part, _ONE_PART.sub(r"1/\1", _PART.sub(r"1/\1", read)))


def _with_decimals(text: str, language: Language) -> str:
    """The text in digits, but for its magnitudes, which the library takes for decimals: "deux virgule 5 millions"."""
    pieces: list[list[str]] = [[]]
    for word in text.split(" "):
        if language.magnitudes.get(word, 0) >= 6:
            pieces += [[word], []]
        else:
            pieces[-1].append(word)
    return " ".join(_read(" ".join(piece), language.code) for piece in pieces if piece)


def _part(found: re.Match[str]) -> str:
    """A fraction; "el 1 2º" and "los 2 primeros" are none."""
    return f"{found[1]}/{found[2]}" if int(found[2]) > 3 or "t" in found[0] or "d" in found[0] else found[0]


def _with_endings_apart(text: str, words: list[str], language: Language) -> str:
    """The text with a space in front of the endings of number words: "zwei oder drei mal" for "zwei- oder dreimal"."""
    text = _LEFT_OUT.sub("", text)
    for word in words:
        for ending in language.number_endings:
            number = word.removesuffix(ending)
            if number != word and number and _read(number, language.code).isdecimal():
                text = text.replace(word, f"{number} {ending}")
    return text


class _Sum:
    """A number whose words are added up as far as each is less than the last."""

    def __init__(self, number: int) -> None:
        self.done, self.open = (number, 0) if number >= 1000 else (0, number)
        self.last = number

    @property
    def value(self) -> int:
        """The number so far."""
        return self.done + self.open

    def add(self, number: int) -> bool:
        """Whether this number word goes on with the number; then it is part of it now."""
        if number >= 1000:
            if self.open:
                self.done += self.open * number
            else:
                self.done = self.done * number if number > self.last else self.done + number
            self.open = 0
        elif number and (self.last >= 1000 or self.last >= 100 > number or (self.last >= 20 and number < 10)):
            self.open += number
        else:
            return False
        self.last = number
        return True


def _by_forms(text: str, language: Language) -> str:
    """The text with the number words in digits that the language lists.

    A word that can be a part of a whole stays one behind a cardinal number below 100: "trzy czwarte".
    """

    made: list[str] = []
    number: _Sum | None = None
    for piece in _PIECE.findall(text):
        value = language.number_forms.get(bare(piece))
        if number is not None and piece == " ":
            made.append(piece)
        elif value is None or (number is not None and number.value < 100 and bare(piece) in language.fractions):
            number = None
            made.append(piece)
        elif number is not None and number.add(value):
            made[-2:] = [str(number.value)]
        else:
            number = _Sum(value)
            made.append(str(value))
    return "".join(made)


@lru_cache(maxsize=4096)
def _read(text: str, code: str) -> str:
    try:
        from text_to_num import alpha2digit  # type: ignore[import-untyped]  # only where words may be numbers
    except ImportError:  # in a browser
        from game.grading.number_table import alpha2digit

    try:
        read: str = alpha2digit(text, code, 0)
    except (ValueError, OverflowError):  # digits for which the library has no room
        return text
    return read


@lru_cache(maxsize=65536)
def _starts_number(word: str, code: str) -> bool:
    """Whether the library takes this word alone, or its beginning, for a number."""
    return any(map(str.isdecimal, _read(word, code)))


@cache
def _beginnings(language: Language) -> frozenset[str]:
    """The beginnings of what is respelled: a text without them is not."""
    return frozenset(written[:3] for written in language.respelled)

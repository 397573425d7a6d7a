"""Numbers that are written as words, in digits: "nineteen forty-nine", "zweiundzwanzig", "two thirds"."""

from __future__ import annotations

import re
from functools import lru_cache

from game.grading.languages import Language

#: The languages whose number words the library text2num reads.
READ = frozenset({"en", "fr", "es", "pt", "de", "it", "nl", "ca"})
_WORD = re.compile(r"[^\W\d_]+")
#: Two numbers of two digits that were words make a year, as in "nineteen forty-nine"; "oh" is a zero.
_YEAR = re.compile(r"(?<![\d.,-])(1[0-9]|20) (?:(?:oh|o) ([1-9])|([1-9]\d))(?![\d.,-])")
#: "2 3rds" is what is left of "two thirds".
_PARTS = re.compile(r"(?<![\d.,-])(\d{1,3}) (\d{1,3})(?:rds|ths|nds|sts)(?!\w)")


def in_digits(text: str, language: Language) -> str:
    """A text in small letters with its number words in digits: "article five" is "article 5", "the fifth" "the 5th"."""
    for written, known in language.respelled.items():
        text = text.replace(written, known)
    words = _WORD.findall(text)
    if not words:
        return text
    if language.code not in READ:
        return _by_list(text, language)
    if not any(_starts_number(word, language.code) for word in words):
        return text
    read = _read(text, language.code)
    if any(character.isdecimal() for character in text):
        return read
    read = _YEAR.sub(lambda found: found[1] + (f"0{found[2]}" if found[2] else found[3]), read)
    return _PARTS.sub(r"\1/\2", read)


def _by_list(text: str, language: Language) -> str:
    numbers = {word: str(number) for number, word in enumerate(language.ordinals) if word}
    numbers |= {word: str(number) for number, word in enumerate(language.cardinals)}
    return " ".join(numbers.get(word, word) for word in text.split(" ")) if numbers else text


@lru_cache(maxsize=4096)
def _read(text: str, code: str) -> str:
    from text_to_num import alpha2digit  # type: ignore[import-untyped]  # only where words may be numbers

    try:
        read: str = alpha2digit(text, code, 0)
    except (ValueError, OverflowError):  # digits for which the library has no room
        return text
    return read


@lru_cache(maxsize=65536)
def _starts_number(word: str, code: str) -> bool:
    """Whether the library takes this word alone, or its beginning, for a number."""
    return any(character.isdecimal() for character in _read(word, code))

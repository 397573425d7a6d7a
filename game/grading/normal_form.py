"""Step one: the normal form of words.

Case, accents, punctuation and the like are gone, numbers stand in digits, and a text is a list of tokens. What still
counts is kept with each token: whether it is a number, with which sign, and how it was written.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from game.grading.languages import Language
from game.grading.letters import bare, lowered
from game.grading.number_words import in_digits

_ABBREVIATION = re.compile(r"(?<!\w)[a-z]\.[a-z](?!\w)(?:\.[a-z](?!\w))*")
_NUMBER_SIGN = re.compile(r"(?<!\w)(?:no|nr|nos|num|n)\.? ?(?=\d)|(?<!\w)[№#] ?(?=\d)")
#: Digits with a point, or with letters that may be the ending of an ordinal.
_ORDINAL = re.compile(r"(?<!\w)(\d{1,4})(?:\.?-?([a-z]{1,4})| ([a-z]{3,4}))(?!\w)|(?<!\w)(\d{1,2})\.(?= [a-z])")
#: Between digits an apostrophe is no sign of anything, or one in front of decimals.
_BETWEEN_DIGITS = re.compile(r"(?<=\d)'(?=\d)")
_DECIMALS = re.compile(r"(?<=\d)'(?=\d{1,2}(?!\d))")
_TOKEN = re.compile(r"(?:(?<!\w)(?<!\w[ /])[+-] ?(?=\d))?[^\W_]++\.?")
_HUNDREDS = re.compile(r"(?<![\d.,])(\d{1,2})00s(?!\w)")
_ROMAN_ORDINAL = re.compile(r"(?<!\w)([ivx]{1,6})(th|eme|ere|er|re|e)(?!\w)")
#: Words that only look like it.
_NO_ORDINALS = frozenset({"vie", "ivre", "ixe"})
_ROMAN = re.compile(r"(?=.)(?:m{0,3})(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


class Token(NamedTuple):
    """A word or a number. `text` is in normal form; `number` its digits with the sign, "" for a word.

    `cut`: a point stands behind the word, as behind an abbreviation.
    """

    text: str
    number: str = ""
    cut: bool = False


def without_points(text: str, language: Language) -> str:
    """Lowered text without the points of abbreviations and without apostrophes: "u.s." is "us", "isn't" is "isnt".

    Where an apostrophe ends a word there is a space for it: "l'été" is "l été".
    """
    if "'" in text:
        text = _BETWEEN_DIGITS.sub("", text)
        text = text.replace("'", " " if language.elision else "")
    return _ABBREVIATION.sub(lambda found: found[0].replace(".", ""), text.replace("&", " and "))


def with_digits(text: str, language: Language) -> str:
    """Lowered text without accents and points, with number words in digits and without the signs of ordinals."""
    if language.decimal_apostrophe:
        text = _DECIMALS.sub(",", text)
    words = bare(in_digits(_NUMBER_SIGN.sub(" ", without_points(text, language)), language))

    def without_ending(found: re.Match[str]) -> str:
        ending = found[2] or found[3]
        return found[1] if ending in language.ordinal_endings else found[4] or found[0]

    return _ORDINAL.sub(without_ending, words)


@lru_cache(maxsize=4096)
def tokens_of(text: str, language: Language) -> tuple[Token, ...]:
    """The words and numbers of a text, with number words and ordinals as numbers."""
    found = []
    words = _HUNDREDS.sub(lambda years: f"{int(years[1]) + 1} century", with_digits(lowered(text), language))
    if _ROMAN_ORDINAL.search(words):
        words = _ROMAN_ORDINAL.sub(lambda ordinal: _counted(ordinal, language), words)
    for piece in _TOKEN.findall(words):
        sign, digits = (piece[0], piece[1:].strip(" .")) if piece[0] in "+-" else ("", piece.removesuffix("."))
        if digits.isdecimal():
            found.append(Token(digits, ("-" if sign == "-" else "") + (digits.lstrip("0") or "0")))
        else:
            found.append(Token(digits, cut=piece.endswith(".")))
    if not language.ages.isdisjoint(word.text for word in found):
        return _with_ages(found, language)
    return tuple(found)


def _counted(found: re.Match[str], language: Language) -> str:
    """The number of a Roman numeral with the ending of an ordinal of the language: "18" for "xviiie"."""
    if found[2] not in language.ordinal_endings or found[0] in _NO_ORDINALS:
        return found[0]
    return roman(found[1]) or found[0]


def _with_ages(words: list[Token], language: Language) -> tuple[Token, ...]:
    """The words, in which the Roman numeral beside that for a century is a number."""

    def beside(at: int) -> bool:
        return any(word.text in language.ages for word in words[max(0, at - 1) : at + 2])

    return tuple(
        Token(word.text, number) if not word.number and beside(at) and (number := roman(word.text)) else word
        for at, word in enumerate(words)
    )


def roman(text: str) -> str:
    """The digits of a Roman numeral in small letters, "" if it is none. An l is taken for the i it looks like: "ll"."""
    if not 1 <= len(text) <= 15:
        return ""
    read = text.replace("l", "i") if set(text) == {"l"} and len(text) <= 3 else text
    if not _ROMAN.fullmatch(read):
        return ""
    values = [_VALUES[letter] for letter in read]
    return str(sum(-value if value < max(values[at:]) else value for at, value in enumerate(values)))


def run_together(words: tuple[Token, ...]) -> str:
    """All of them without spaces: "worldwar" for "world war"."""
    return "".join(word.text for word in words)


def normalised(text: str, code: str = "en") -> str:
    """A text in one line of normal form, without the little words with which an answer begins: "the", "it was"."""
    from game.grading.languages import language

    tongue = language(code)
    words = [word.number or word.text for word in tokens_of(text, tongue)]
    words = [(at and set(word) <= set("ivx") and roman(word)) or word for at, word in enumerate(words)]
    start = next((at for at, word in enumerate(words[:-1]) if word not in _OPENINGS), max(0, len(words) - 1))
    return " ".join(words[start:])


_OPENINGS = frozenset(
    ("it", "that", "this", "he", "she", "they", "is", "was", "are", "were", "its", "in", "on", "by", "the", "an", "a")
)

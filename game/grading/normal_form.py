"""Step one: the normal form of words.

Case, accents, punctuation and the like are gone, numbers stand in digits, and a text is a list of tokens. What still
counts is kept with each token: whether it is a number, with which sign, and how it was written.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from game.grading.languages import Language
from game.grading.number_words import in_digits

_WITHOUT_STROKE = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
_SIGNS = str.maketrans(
    {
        "−": "-", "–": "-", "—": "-", "‐": "-", "‑": "-", "’": "'", "‘": "'", "`": "'", "´": "'",
        "×": "*", "·": "*", "⋅": "*", "÷": "/", "⁄": "/", "≤": "<=", "≥": ">=",
    }
)  # fmt: skip
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]+")
_MIXED = re.compile(r"(?<=\d)(?=[½⅓⅔¼¾⅛])")
_ABBREVIATION = re.compile(r"(?<!\w)[a-z]\.[a-z](?!\w)(?:\.[a-z](?!\w))*")
_NUMBER_SIGN = re.compile(r"(?<!\w)(?:no|nr|nos|num|n)\.? ?(?=\d)|(?<!\w)[№#] ?(?=\d)")
_ORDINAL = re.compile(r"(?<!\w)(\d{1,4})(?:st|nd|rd|th|eme|er|ere|re|nd|de|ste)(?!\w)|(?<!\w)(\d{1,2})\.(?= [a-z])")
_TOKEN = re.compile(r"(?:(?<!\w)(?<!\w[ /])[+-] ?(?=\d))?\d+(?![a-z])|[^\W_]+\.?")
_HUNDREDS = re.compile(r"(?<![\d.,])(\d{1,2})00s(?!\w)")
_ROMAN_ORDINAL = re.compile(r"(?<!\w)([ivx]{1,6})(?:th|e|eme)(?!\w)")
_ROMAN = re.compile(r"(?=.)(?:m{0,3})(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


class Token(NamedTuple):
    """A word or a number. `text` is in normal form; `number` its digits with the sign, "" for a word.

    `cut`: a point stands behind the word, as behind an abbreviation.
    """

    text: str
    number: str = ""
    cut: bool = False


def lowered(text: str) -> str:
    """Small letters; one sign for each dash, apostrophe and operator; raised digits behind a `^`."""
    raised = _RAISED.sub(lambda found: "^" + found[0].translate(_SUPERSCRIPTS), text)
    composed = unicodedata.normalize("NFKC", _MIXED.sub(" ", raised).casefold())
    return " ".join(composed.translate(_SIGNS).split())


def bare(text: str) -> str:
    """Lowered text without accents."""
    decomposed = unicodedata.normalize("NFD", text.translate(_WITHOUT_STROKE))
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def without_points(text: str) -> str:
    """Lowered text without the points of abbreviations and without apostrophes: "u.s." is "us", "isn't" is "isnt"."""
    joined = text.replace("'", "").replace("&", " and ")
    return _ABBREVIATION.sub(lambda found: found[0].replace(".", ""), joined)


def with_digits(text: str, language: Language) -> str:
    """Lowered text without accents and points, with number words in digits and without the signs of ordinals."""
    words = bare(in_digits(_NUMBER_SIGN.sub(" ", without_points(text)), language))
    return _ORDINAL.sub(lambda found: found[1] or found[2], words)


@lru_cache(maxsize=4096)
def tokens_of(text: str, language: Language) -> tuple[Token, ...]:
    """The words and numbers of a text, with number words and ordinals as numbers."""
    found = []
    words = _HUNDREDS.sub(lambda years: f"{int(years[1]) + 1} century", with_digits(lowered(text), language))
    for piece in _TOKEN.findall(_ROMAN_ORDINAL.sub(r"\1", words)):
        sign, digits = (piece[0], piece[1:].strip()) if piece[0] in "+-" else ("", piece)
        if digits.isdecimal():
            found.append(Token(digits, ("-" if sign == "-" else "") + (digits.lstrip("0") or "0")))
        else:
            found.append(Token(piece.removesuffix("."), cut=piece.endswith(".")))
    return tuple(found)


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

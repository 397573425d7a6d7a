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
_LAST_ORDINAL = re.compile(r"\d(?:\.|\.?([a-z]{1,4}))\Z")
#: Between digits an apostrophe is no sign of anything, or one in front of decimals.
_BETWEEN_DIGITS = re.compile(r"(?<=\d)'(?=\d)")
_DECIMALS = re.compile(r"(?<=\d)'(?=\d{1,2}(?!\d))")
_TOKEN = re.compile(r"(?:(?<!\w)(?<!\w[ /])[+-] ?(?=\d))?[^\W_]++\.?")
_DIGIT = re.compile(r"\d")
_HUNDREDS = re.compile(r"(?<![\d.,])(\d{1,2})00s(?!\w)")
_DECADE_NAME = re.compile(r"(?<!\w)(?:19 )?([a-z]{3,7}ties)(?!\w)")
_DECADE = re.compile(r"(?<![\w.,])([1-9]0)s(?!\w)")
_ROMAN_ORDINAL = re.compile(r"([ivx]{1,6})(th|eme|ere|er|re|e)")
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
    text = text.replace("&", " and ")
    return _ABBREVIATION.sub(lambda found: found[0].replace(".", ""), text) if "." in text else text


@lru_cache(maxsize=4096)
def with_digits(text: str, language: Language) -> str:
    """Lowered text without accents and points, with number words in digits and without the signs of ordinals."""
    if language.decimal_apostrophe:
        text = _DECIMALS.sub(",", text)
    plain = without_points(text, language)
    if _DIGIT.search(plain) is not None:
        plain = _NUMBER_SIGN.sub(" ", plain)
    words = bare(in_digits(plain, language))
    if _DIGIT.search(words) is None:
        return words

    def without_ending(found: re.Match[str]) -> str:
        ending = found[2] or found[3]
        return found[1] if ending in language.ordinal_endings else found[4] or found[0]

    return _ORDINAL.sub(without_ending, words)


def ends_in_ordinal(text: str, language: Language) -> bool:
    """Whether a text ends in an ordinal: "3rd", "the third", "3."."""
    found = _LAST_ORDINAL.search(bare(in_digits(lowered(text), language)))
    return found is not None and (not found[1] or found[1] in language.ordinal_endings)


@lru_cache(maxsize=4096)
def tokens_of(text: str, language: Language) -> tuple[Token, ...]:
    """The words and numbers of a text, with number words and ordinals as numbers."""
    found = []
    words = with_digits(lowered(text), language)
    if "0s" in words or "ties" in words:
        words = _with_decades(words, language)
    if "00s" in words:
        words = _HUNDREDS.sub(lambda years: f"{int(years[1]) + 1} century", words)
    for piece in _TOKEN.findall(words):
        if piece[0] in "+-":
            digits = piece[1:].strip(" .")
            found.append(Token(digits, ("-" if piece[0] == "-" else "") + (digits.lstrip("0") or "0")))
            continue
        word = piece.removesuffix(".")
        if piece[0] in "ivx" and (ordinal := _ROMAN_ORDINAL.fullmatch(word)) is not None:
            word = _counted(ordinal, language)
        if word.isdecimal():
            found.append(Token(word, word.lstrip("0") or "0"))
        else:
            found.append(Token(word, cut=piece[-1] == "."))
    if not language.ages.isdisjoint([word.text for word in found]):
        return _with_ages(found, language)
    return tuple(found)


def _with_decades(words: str, language: Language) -> str:
    """The text with the century in front of decades, which is the last one where none is named: "the sixties"."""

    def in_figures(found: re.Match[str]) -> str:
        digits = language.decades.get(found[1])
        return f"19{digits}s" if digits else found[0]

    return _DECADE.sub(r"19\1s", _DECADE_NAME.sub(in_figures, words))


def _counted(found: re.Match[str], language: Language) -> str:
    """The number of a Roman numeral with the ending of an ordinal of the language: "18" for "xviiie"."""
    if found[2] not in language.ordinal_endings or found[0] in _NO_ORDINALS:
        return found[0]
    if "r" in found[2] and found[1] != "i":  # "Ier", "Ire"; "ver" is a worm
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
    return "".join([word.text for word in words])


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

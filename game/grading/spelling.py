"""Step four for words: whether a word is another one with a slip of the pen.

Distances are those of optimal string alignment (a letter too many, too few, another one, or two exchanged). A slip is
forgiven only where what was typed means nothing else: it is no word of its own in the word list of the language
(pyspellchecker), or one so rare beside the key that a slip is likelier (the noisy channel of Kernighan, Church and
Gale, 1990), it says nothing contrary by its beginning, and no wrong answer is as near.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from game.grading.languages import Language

#: The languages for which there is a word list.
LISTED = frozenset({"en", "de", "fr", "es", "it", "nl", "pt", "ru"})
#: At the end of a word these sound hard.
_HARD = str.maketrans("bdg", "ptk")
#: What the lists give words that were counted nowhere; misspelled names are among them.
FLOOR = 50
#: What was counted so often is a word that everybody knows: "bitter" is not "better" misspelled.
COMMON = 1000
#: A word that is so many times rarer than the key is more likely a slip than meant.
RARER = 50


def allowed(length: int) -> int:
    """How many slips are forgiven in a key of so many characters."""
    return 2 if length >= 10 else 1 if length >= 5 else 0


def distance(first: str, second: str, most: int) -> int:
    """How many slips lie between two words; `most` + 1 where there are more than `most`."""
    return OSA.distance(first, second, score_cutoff=most)


def is_typing_error(typed: str, key: str) -> bool:
    """Whether two letters were exchanged or one typed twice: what is forgiven in a word of four letters, too."""
    if len(typed) == len(key):
        return sorted(typed) == sorted(key) and distance(typed, key, 1) == 1
    return _is_doubled(typed, key)


def _is_doubled(long: str, short: str) -> bool:
    """Whether the long word is the short one with one of its letters twice."""
    return len(long) == len(short) + 1 and any(long == short[: at + 1] + short[at:] for at in range(len(short)))


def is_slip(typed: str, key: str, others: Iterable[str], language: Language, most: int = 1) -> bool:
    """Whether the typed word is the key with up to `most` slips, and nothing else."""
    steps = distance(typed, key, most)
    if not 0 < steps <= most or means_something_else(typed, key, language):
        return False
    return is_nearest(typed, steps, others)


def is_nearest(typed: str, steps: int, others: Iterable[str]) -> bool:
    """Whether none of the others is as near to what was typed as a key that is so many slips away."""
    return all(abs(len(other) - len(typed)) > steps or distance(typed, other, steps) > steps for other in others)


@lru_cache(maxsize=65536)
def means_something_else(typed: str, key: str, language: Language) -> bool:
    """Whether the typed word is another word than the key, or its contrary, rather than the key misspelled."""
    if is_contrary(typed, key, language) or typed in language.fractions or typed in language.numbers:
        return True
    if typed in language.countries and key not in language.countries:
        return True
    if language.code not in LISTED:
        return False
    count = _frequencies(language.code)
    if language.compounds and typed not in count and _has_another_end(typed, key, count):
        return True
    known = max(count.get(word, 0) for word in (typed, respelled(typed, language)))
    if (
        known <= FLOOR
        and count.get(key, 0) < COMMON
        and typed[0] == key[0]
        and (_is_doubled(typed, key) or _is_doubled(key, typed))
    ):
        return False
    # Hardly anybody errs in the first letter.
    if typed[0] != key[0] or (known >= COMMON and not is_typing_error(typed, key)):
        return known > 0
    return known * RARER > count.get(key, 0)


def _has_another_end(typed: str, key: str, count: dict[str, int]) -> bool:
    """Whether two compounds end in two words that do not sound alike: "Umweltschmutz" for "Umweltschutz"."""
    same = next((at for at, (letter, own) in enumerate(zip(typed, key, strict=False)) if letter != own), len(typed))
    ends = [(typed[cut:], key[cut:]) for cut in range(3, same + 1) if typed[:cut].removesuffix("s") in count]
    return any(
        len(end) > 2 and len(own) > 2 and end in count and own in count and _sound(end) != _sound(own)
        for end, own in ends
    )


def _sound(word: str) -> str:
    """The word with one spelling for each sound, as far as German has several: "rad" sounds like "rat"."""
    for letters, other in (("y", "i"), ("ie", "i"), ("ph", "f"), ("th", "t"), ("dt", "t"), ("v", "f"), ("tz", "z")):
        word = word.replace(letters, other)
    plain = "".join(letter for letter, last in zip(word, f" {word}", strict=False) if letter != last)
    return plain[:-1] + plain[-1:].translate(_HARD)


@lru_cache(maxsize=65536)
def respelled(word: str, language: Language) -> str:
    """The word in one of its right spellings: "centre" and "center" give the same."""
    for letters, other in language.letters:
        word = word.replace(letters, other)
    if len(word) < 5:
        return word
    for ending, other in language.variants:
        if word.endswith(ending):
            return word[: len(word) - len(ending)] + other
    return word


def is_contrary(first: str, second: str, language: Language) -> bool:
    """Whether two words differ in nothing but a known beginning, as "exothermic" and "endothermic" do."""
    ends = min(len(first), len(second))
    same = next((count for count in range(ends) if first[-1 - count] != second[-1 - count]), ends)
    for count in range(3, same + 1):
        here, there = first[: len(first) - count], second[: len(second) - count]
        if here in language.prefixes and there in language.prefixes and here != there:
            return True
        if {here, there} & language.negating and "" in (here, there):
            return True
    return False


@cache
def _frequencies(code: str) -> dict[str, int]:
    """How often each word of the language was counted, by its normal form."""
    from spellchecker import SpellChecker  # its list is large, and most answers need it not

    from game.grading.letters import bare

    counted = SpellChecker(language=code).word_frequency.dictionary
    if code == "en":
        return dict(counted)
    found: dict[str, int] = {}
    for word, count in counted.items():
        plain = bare(word.casefold())
        found[plain] = max(count, found.get(plain, 0))
    return found

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
#: A word that is so many times rarer than the key is more likely a slip than meant.
RARER = 50


def allowed(length: int) -> int:
    """How many slips are forgiven in a key of so many characters."""
    return 2 if length >= 10 else 1 if length >= 5 else 0


def distance(first: str, second: str, most: int) -> int:
    """How many slips lie between two words; `most` + 1 where there are more than `most`."""
    return OSA.distance(first, second, score_cutoff=most)


def is_slip(typed: str, key: str, others: Iterable[str], language: Language, most: int = 1) -> bool:
    """Whether the typed word is the key with up to `most` slips, and nothing else."""
    steps = distance(typed, key, most)
    if not 0 < steps <= most or means_something_else(typed, key, language):
        return False
    return all(distance(typed, other, steps) > steps for other in others)


@lru_cache(maxsize=65536)
def means_something_else(typed: str, key: str, language: Language) -> bool:
    """Whether the typed word is another word than the key, or its contrary, rather than the key misspelled."""
    if is_contrary(typed, key, language):
        return True
    if language.code not in LISTED:
        return False
    count = _frequencies(language.code)
    return count.get(typed, 0) * RARER > count.get(key, 0) and typed in count


def is_contrary(first: str, second: str, language: Language) -> bool:
    """Whether two words differ in nothing but a beginning that says the contrary: "endothermic" and "exothermic"."""
    for one, other in language.opposites:
        for here, there in ((one, other), (other, one)):
            if first.startswith(here) and second.startswith(there) and first[len(here) :] == second[len(there) :] != "":
                return True
    return False


@cache
def _frequencies(code: str) -> dict[str, int]:
    """How often each word of the language was counted, by its normal form."""
    from spellchecker import SpellChecker  # its list is large, and most answers need it not

    from game.grading.normal_form import bare

    counted = SpellChecker(language=code).word_frequency.dictionary
    if code == "en":
        return dict(counted)
    found: dict[str, int] = {}
    for word, count in counted.items():
        plain = bare(word.casefold())
        found[plain] = max(count, found.get(plain, 0))
    return found

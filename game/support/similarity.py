"""The known word that is probably meant by one that nobody knows."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterable, Iterator
from contextvars import ContextVar
from typing import Any, TypeVar

from game.support import limits

#: How many words may still be compared, in a list of one number; None where nobody counts.
_LEFT: ContextVar[list[int] | None] = ContextVar("comparisons left", default=None)
_MEMO: ContextVar[dict[tuple[int, str], tuple[object, Any]] | None] = ContextVar("what was made once", default=None)

T = TypeVar("T")

_MEANT = {
    "if": "when", "condition": "when", "unless": "when", "option": "choices", "options": "choices", "then": "goto",
    "next": "goto", "question": "ask", "location": "at", "place": "at", "where": "at", "description": "text",
    "say": "text", "label": "choose", "repeat": "again", "who": "with", "people": "with", "person": "with",
    "reason": "because", "explanation": "because", "feedback": "because", "correct": "right", "incorrect": "wrong",
    "source": "cites", "fact": "cites", "facts": "cites", "ending": "end", "finish": "end", "time": "minutes",
    "teach": "learn", "take": "give", "drop": "lose", "ways": "exits", "paths": "exits", "true": "right",
    "characters": "people", "persons": "people", "rooms": "places", "locations": "places", "objects": "items",
    "things": "items", "variables": "measures", "stats": "measures", "summary": "about", "description_short": "glance",
}  # fmt: skip
"""Words that beginners use, with the key that is meant."""


#: So many of the known words that have most in common with the unknown one are compared in earnest.
_CLOSEST = 40
#: Words so much alike differ by a slip of the fingers; less like ones give way to those that begin with the word.
_SLIP = 0.8


@contextlib.contextmanager
def comparisons_limited(left: list[int] | None = None) -> Iterator[None]:
    """Inside, only so many words are compared: where thousands are unknown, the last get no suggestion.

    `left` is counted down: a list of one number, for whoever limits the comparisons of several pieces of work together.
    """
    token, memo = _LEFT.set([limits.SIMILARITY_COMPARISONS] if left is None else left), _MEMO.set({})
    try:
        yield
    finally:
        _LEFT.reset(token)
        _MEMO.reset(memo)


def made_once(about: object, key: str, make: Callable[[], T]) -> T:
    """What `make` gives for `about`, which is looked for very often: made once as long as comparisons are limited.

    `make` is called without arguments, once for each object (it is known by its identity, and must not change) and
    `key` inside a `comparisons_limited`, and each time outside of one. Raises what `make` raises; then nothing is
    remembered.
    """
    memo = _MEMO.get()
    if memo is None:
        return make()
    if (id(about), key) not in memo:
        memo[id(about), key] = about, make()  # while it is held, nothing else gets its identity
    made: T = memo[id(about), key][1]
    return made


def may_compare(words: int) -> bool:
    """Whether so many words may still be compared; they are counted then."""
    left = _LEFT.get()
    if left is None:
        return True
    left[0] -= words
    return left[0] >= 0


#: What comparing the likeliest words in earnest costs, in words that are only counted.
_IN_EARNEST = 50


def nearest(word: str, known: Iterable[str], *, keys: bool = False, cutoff: float = 0.6) -> str:
    """The known word that is probably meant, or "". With `keys`, other words for the same key count too."""
    left = _LEFT.get()
    if (left is not None and left[0] <= 0) or len(word) > limits.WORD_CHARACTERS:
        return ""
    candidates = sorted(candidate for candidate in known if len(candidate) <= limits.WORD_CHARACTERS)
    if left is not None:
        left[0] -= len(candidates) + 1
    plain = "_".join(word.casefold().replace("-", " ").replace("_", " ").split())
    if plain in candidates:
        return plain
    if keys and _MEANT.get(plain) in candidates:
        return _MEANT[plain]
    near = _close(plain, candidates, max(cutoff, _SLIP))
    if not near and plain and cutoff < _SLIP:
        near = _parts(plain, candidates) or _close(plain, candidates, cutoff)
    return near[0] if near else ""


def _parts(plain: str, candidates: Collection[str]) -> list[str]:
    """The candidate of which the word is the beginning, or a part between underscores; the shortest such one."""
    begun = [candidate for candidate in candidates if candidate.startswith(f"{plain}_")]
    begun = begun or [candidate for candidate in candidates if plain in candidate.split("_")]
    begun = begun or [candidate for candidate in candidates if candidate.startswith(plain) and len(plain) > 2]
    return sorted(begun, key=len)[:1]


def _close(word: str, candidates: Collection[str], cutoff: float) -> list[str]:
    """The candidate nearest to the word, if one is near enough."""
    from rapidfuzz import process  # only needed when something is wrong
    from rapidfuzz.distance import Indel

    left = _LEFT.get()
    # Two words have never less in common by this measure than by the next, which is the better one, and slow.
    likely = process.extract(
        word, candidates, scorer=Indel.normalized_similarity, score_cutoff=cutoff - 1e-9, limit=_CLOSEST
    )
    if not likely:
        return []
    import difflib

    if left is not None:
        left[0] -= len(likely) * _IN_EARNEST
    return difflib.get_close_matches(word, sorted(candidate for candidate, _, _ in likely), n=1, cutoff=cutoff)


def did_you_mean(word: str, known: Iterable[str], *, keys: bool = False) -> str:
    """A sentence with the nearest known word and a space behind it, or nothing when none is near."""
    near = nearest(word, known, keys=keys)
    return f"Did you mean `{near}`? " if near else ""

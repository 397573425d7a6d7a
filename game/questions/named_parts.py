"""Parts of a question that are named in words instead of letters: “onions, carrots, then barley”.

Words name a part when all of them stand in it and one at least in no other part, or when they are the whole part.
Articles, and little words such as “then”, name nothing. What else stands there is not understood: “carrots before
onions” says something about an order that its words do not stand in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from game.questions.question_type import LETTERS

_WORD = re.compile(r"[^\W\d_]{2,}")
_BETWEEN = (re.compile(r"[;\n]"), re.compile(r"[;,\n]"))
"""What stands between pairs, the clearer first: a part may have a comma in it."""
_JOINT = re.compile(r"[:=→]|->|\s[-–—]\s")
"""What stands between the two of a pair."""
_ELISION = re.compile(r"(?<!\w)(?:[cdjlmnst]|qu)['’]")
_JOINING = frozenset(
    (
        "then", "next", "first", "second", "third", "finally", "last", "lastly", "dann", "danach", "zuerst", "zunachst",
        "schliesslich", "zuletzt", "und", "puis", "ensuite", "dabord", "abord", "enfin", "luego", "despues", "primero",
        "finalmente", "entonces", "potem", "najpierw", "nastepnie", "wreszcie", "na", "koncu",
    )
)  # fmt: skip
"""Words between the parts of an order, in the languages that grading knows."""


class NamedParts:
    """Finds which of some parts are named. The words of parts and answers are those of the language with this code."""

    def __init__(self, parts: Sequence[str], code: str) -> None:
        from game.grading.languages import language  # only answers in words need it

        self.language = language(code)
        self._empty = _JOINING | self.language.fillers | self.language.optional | self.language.conjunctions
        self._whole: dict[tuple[str, ...], set[int]] = {}
        self._with: dict[str, set[int]] = {}
        for at, part in enumerate(parts):
            tokens = self.tokens(part)
            self._whole.setdefault(tuple(tokens), set()).add(at)
            for token in [token for token in tokens if token not in self._empty] or tokens:
                self._with.setdefault(token, set()).add(at)

    def tokens(self, words: str) -> list[str]:
        """Words in the form in which they are compared: whatever their capitals, accents and apostrophes."""
        from game.grading.normal_form import tokens_of

        joined = _ELISION.sub("", words.casefold()) if self.language.code == "fr" else words
        return [token.number or token.text.rstrip("ºª") for token in tokens_of(joined, self.language)]

    def only(self, tokens: Sequence[str]) -> int | None:
        """The one part that these words name, from 0; None when they name none, or could name several."""
        wholly = self._whole.get(tuple(tokens), set())
        named = self.sequence(tokens) if len(wholly) != 1 else [*wholly]
        return named[0] if named is not None and len(named) == 1 else None

    def sequence(self, tokens: Sequence[str]) -> list[int] | None:
        """The parts that these words name one after the other, each once; None when they say something else, too."""
        named: list[int] = []
        for token in tokens:
            parts = self._with.get(token, set())
            if not parts:
                if token in self._empty or token == str(len(named) + 1):
                    continue  # the number counts the parts: “1. onions 2. carrots”
                return None
            if len(parts) > 1 or {*named[-1:]} == parts:
                continue  # the words of a part stand together; those of several say nothing alone
            if not parts.isdisjoint(named):
                return None
            named += parts
        return named


def has_words(answer: str) -> bool:
    """Whether an answer has words in it, and not only letters and numbers."""
    return _WORD.search(answer) is not None


def order_named(answer: str, parts: tuple[str, ...], code: str) -> list[int] | None:
    """The parts in the order in which an answer names them, from 0; None where it does not name them in words.

    Not all of them need be named.
    """
    if not has_words(answer):
        return None
    known = _named_parts(parts, code)
    pieces = [known.tokens(piece) for piece in _BETWEEN[1].split(answer) if piece.strip()]
    each = [at for piece in pieces if (at := known.only(piece)) is not None]
    if len(pieces) > 1 and len(each) == len(pieces) == len(set(each)):
        return each
    return known.sequence([token for piece in pieces for token in piece])


def pairs_named(
    answer: str, parts: tuple[str, ...], shown: tuple[str, ...], code: str, *, begun: bool = False
) -> list[tuple[int, int]] | None:
    """What an answer puts together: places in `parts`, and in `shown` on the right, from 0. None where it has no words.

    None, too, where some of it is not understood; `begun`: the last pair may be unfinished. A part can be named by its
    number, and what is on the right by its letter: the numbers and letters are not looked at for being too high. What
    is on the right twice is taken one after the other.
    """
    if not has_words(answer):
        return None
    left, right = _named_parts(parts, code), _named_parts(tuple(dict.fromkeys(shown)), code)
    for between in _BETWEEN:
        pieces = [piece for piece in between.split(answer) if piece.strip()]
        found = [_pair(piece, left, right) for piece in pieces]
        if any(found) and None not in (found[:-1] if begun else found):
            return _placed([pair for pair in found if pair is not None], shown)
    return None


class _Pair(NamedTuple):
    """The place of a part; and that of what goes with it, by its letter or else by its name."""

    part: int
    lettered: int | None
    named: int | None


def _placed(pairs: list[_Pair], shown: tuple[str, ...]) -> list[tuple[int, int]]:
    names = list(dict.fromkeys(shown))
    placed: list[tuple[int, int]] = []
    for part, lettered, named in pairs:
        if named is None:
            placed.append((part, lettered or 0))
            continue
        same = [at for at, words in enumerate(shown) if words == names[named]]
        free = [at for at in same if at not in {right for _, right in placed}]
        placed.append((part, (free or same)[0]))
    return placed


def _pair(piece: str, left: NamedParts, right: NamedParts) -> _Pair | None:
    """The part and the partner that a piece of an answer names."""
    found = set()
    for before, behind in _halves(piece, left):
        part, named = left.only(before), right.only(behind)
        if part is None and len(before) == 1 and before[0].isdecimal():
            part = int(before[0]) - 1
        lettered = LETTERS.index(behind[0]) if named is None and len(behind) == 1 and behind[0] in [*LETTERS] else None
        if part is not None and (named, lettered) != (None, None):
            found.add(_Pair(part, lettered, named))
    return found.pop() if len(found) == 1 else None


def _halves(piece: str, known: NamedParts) -> Iterator[tuple[list[str], list[str]]]:
    """The two sides of a pair: as its sign divides them, or else wherever they could be divided."""
    sides = _JOINT.split(piece)
    if len(sides) == 2:
        yield known.tokens(sides[0]), known.tokens(sides[1])
        return
    tokens = known.tokens(piece)
    yield from ((tokens[:at], tokens[at:]) for at in range(1, len(tokens)))


@lru_cache(maxsize=64)
def _named_parts(parts: tuple[str, ...], code: str) -> NamedParts:
    return NamedParts(parts, code)

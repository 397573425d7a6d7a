"""Finding something in a list by a few letters of what it is called."""

from __future__ import annotations

import re
from collections.abc import Sequence

_WORD = re.compile(r"\w+")
_NEAR = 75
"""How alike, of 100, words have to be to something of which they are a slip."""


def found(query: str, names: Sequence[str]) -> list[int]:
    """The places, in a list of names, of those that are meant by these letters, the best first.

    Each word of the query has to be in the name: best as a whole word, else as the beginning of one, else anywhere.
    Names that fit alike keep their order. Where none fits, those do that have the letters in this order; where none
    has, a slip of the pen is forgiven.
    """
    wanted = _WORD.findall(query.casefold())
    if not wanted:
        return list(range(len(names)))
    plain = [name.casefold() for name in names]
    worth = [(_worth(wanted, name), at) for at, name in enumerate(plain)]
    fitting = [at for value, at in sorted((-value, at) for value, at in worth if value)]
    return fitting or [at for at, name in enumerate(plain) if _has_letters(wanted, name)] or _nearly(query, plain)


def _worth(wanted: Sequence[str], name: str) -> int:
    """How well a name fits all the words; 0 where it does not."""
    parts = _WORD.findall(name)
    values = [_worth_of_word(word, name, parts) for word in wanted]
    return 2 * sum(values) + name.startswith(wanted[0]) if all(values) else 0


def _worth_of_word(word: str, name: str, parts: Sequence[str]) -> int:
    if word in parts:
        return 3
    return 2 if any(part.startswith(word) for part in parts) else int(word in name)


def _has_letters(wanted: Sequence[str], name: str) -> bool:
    rest = iter(name)
    return all(letter in rest for word in wanted for letter in word)


def _nearly(query: str, names: Sequence[str]) -> list[int]:
    from rapidfuzz.fuzz import partial_ratio  # only where nothing was found

    likeness = [(partial_ratio(query.casefold(), name), at) for at, name in enumerate(names)]
    return [at for value, at in sorted(likeness, key=lambda pair: (-pair[0], pair[1])) if value >= _NEAR]

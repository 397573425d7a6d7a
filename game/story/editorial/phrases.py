"""Phrases looked for in a text, however many there are: in time in proportion to the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

#: What has more pieces is no phrase that anybody would use twice, and is not looked for.
_PIECES = 10
_PIECE = re.compile(r"\w+|[^\w\s]|\s+")


class Phrases:
    """Looks for phrases that stand alone, whatever their case. Of two that begin together the longer one counts."""

    def __init__(self, phrases: Iterable[str]) -> None:
        #: By each piece the pieces that may follow; what may end there has the key "".
        self._tree: dict[str, dict[str, object]] = {}
        for phrase in phrases:
            pieces = _pieces(phrase)
            if 0 < len(pieces) <= _PIECES:
                tree = self._tree
                for piece in pieces:
                    tree = tree.setdefault(piece, {})  # type: ignore[assignment]
                tree[""] = {}

    def find(self, text: str) -> Iterator[tuple[int, str]]:
        """Where they stand, and as they are written there. None lies in another one."""
        pieces = list(_PIECE.finditer(text))
        folded = [piece[0].casefold() for piece in pieces]
        index = 0
        while index < len(pieces):
            last = self._longest(pieces, folded, index)
            if last is None:
                index += 1
            else:
                start, end = pieces[index].start(), pieces[last].end()
                yield start, text[start:end]
                index = last + 1

    def _longest(self, pieces: list[re.Match[str]], folded: list[str], index: int) -> int | None:
        """The last piece of the longest phrase that begins at this piece and stands alone."""
        tree = self._tree.get(folded[index])
        if tree is None or (index and not _parts(folded[index - 1])):
            return None
        found = None
        at = index
        while tree is not None:
            if "" in tree and (at + 1 == len(pieces) or _parts(folded[at + 1])):
                found = at
            at += 1
            tree = tree.get(folded[at]) if at < len(pieces) else None  # type: ignore[assignment]
        return found


def _pieces(phrase: str) -> list[str]:
    return _PIECE.findall(phrase.casefold())


def _parts(piece: str) -> bool:
    """Whether a piece parts a phrase from what stands beside it: a hyphen and letters do not."""
    return piece != "-" and not (piece[0].isalnum() or piece[0] == "_")

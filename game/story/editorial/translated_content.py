"""What a translation says is compared with its original: figures, sources, speakers, conditions and names.

What is compared means the same in every language. Where a language may do without something, nothing is reported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.catalogue.entry import Entry
from game.story.catalogue.quick_fixes import Mend
from game.story.compile.collecting import Definitions
from game.story.compile.shown_texts import with_texts
from game.story.compile.translation import written_language
from game.story.editorial.markup_in_text import Markup, MarkupPiece, markup_in
from game.story.editorial.translated_figures import FiguresOfText, ReadWords, differing_figures
from game.story.editorial.translated_names import (
    common_words,
    differing_names,
    names_have_to_stand,
    names_in_pack,
)
from game.story.model.yaml_nodes import ScalarNode
from game.support import limits
from game.support.counts import first_names
from game.support.language_tags import DEFAULT

#: The names of things are compared nowhere: they are what others are compared with.
_NAMES = ("people.", "places.")
#: Keys whose texts are typed by players, in as many variants as there are, or are single words.
_UNCOMPARED = frozenset(("answer", "not", "unit"))


class _Pair(NamedTuple):
    """A text and its translation."""

    id: str
    key: str
    original: ScalarNode
    translation: ScalarNode


def check_content(defined: Definitions, translated: Definitions, found: Diagnostics) -> None:
    """Report what the translations that are used say otherwise than their originals."""
    reader = _Reader(defined, translated, found)
    for pair in _pairs(defined, translated):
        reader.check(pair)


class _Reader:
    """Compares the texts of one language."""

    def __init__(self, defined: Definitions, translated: Definitions, found: Diagnostics) -> None:
        self.found = found
        self.written_in = written_language(defined) or DEFAULT
        self.language = translated.language
        self.reading, self.is_read = ReadWords(), True
        self.people, self.facts = defined.people.keys(), defined.facts.keys()
        originals = (self.markup(node.value).plain for _, _, node in _scalars(defined))
        self.names = names_in_pack(defined, translated, common_words(originals))

    def markup(self, text: str) -> Markup:
        return markup_in(text, self.people, self.facts)

    def check(self, pair: _Pair) -> None:
        """Report what differs in one text."""
        mine, theirs = self.markup(pair.original.value), self.markup(pair.translation.value)
        compared: tuple[tuple[Entry, Callable[[Markup], Sequence[MarkupPiece]]], ...] = (
            (catalogue.TRANSLATED_SOURCES, lambda markup: markup.sources),
            (catalogue.TRANSLATED_CONDITIONS, lambda markup: (*markup.conditions, *markup.inserts)),
        )
        for entry, pieces in compared:
            self.compare(entry, pair, pieces(mine), pieces(theirs))
        speakers = [[piece.words for piece in markup.speakers] for markup in (mine, theirs)]
        if speakers[0] != speakers[1]:
            self.report_speakers(pair, mine.speakers, theirs.speakers)
        self.check_figures(pair, mine.plain, theirs.plain)
        if not pair.id.startswith(_NAMES) or pair.key != "name":
            self.check_names(pair, mine.plain, theirs.plain)

    def compare(self, entry: Entry, pair: _Pair, mine: Sequence[MarkupPiece], theirs: Sequence[MarkupPiece]) -> None:
        """Report pieces of markup that only one of the two texts has."""
        known = [{piece.words for piece in pieces} for pieces in (mine, theirs)]
        missing = [piece for piece in mine if piece.words not in known[1]]
        more = [piece for piece in theirs if piece.words not in known[0]]
        if not missing and not more:
            return
        spot = pair.translation.at(more[0].start if more else 0)
        mend = Mend(missing[0].written, more[0].written) if len(missing) == len(more) == 1 else None
        differs = _said([piece.words for piece in missing], [piece.words for piece in more])
        self.found.report(entry, spot, mend=mend, id=pair.id, differs=differs)

    def report_speakers(self, pair: _Pair, mine: Sequence[MarkupPiece], theirs: Sequence[MarkupPiece]) -> None:
        """Report that others speak, or in another order."""
        said = [first_names([f"`{piece.words}:`" for piece in pieces]) or "nobody" for pieces in (mine, theirs)]
        changed = next(
            (theirs[at] for at in range(len(theirs)) if at >= len(mine) or mine[at].words != theirs[at].words), None
        )
        spot = pair.translation.at(changed.start if changed is not None else 0)
        mend = None
        if changed is not None and len(mine) == len(theirs):
            mend = Mend(mine[theirs.index(changed)].words, changed.words)
        self.found.report(catalogue.TRANSLATED_SPEAKERS, spot, mend=mend, id=pair.id, was=said[0], now=said[1])

    def check_figures(self, pair: _Pair, mine: str, theirs: str) -> None:
        original = FiguresOfText(mine, self.written_in, self.reading)
        missing, more = differing_figures(original, FiguresOfText(theirs, self.language, self.reading))
        if self.reading.figures < 0 and self.is_read:
            self.is_read = False
            limit = f"{limits.COMPARED_FIGURES:,}"
            self.found.report(catalogue.FIGURES_NOT_COMPARED, pair.translation.spot, limit=limit)
        if not missing and not more:
            return
        spot = pair.translation.at(more[0].start if more else 0)
        mend = None
        if len(missing) == len(more) == 1 and missing[0].words[:1].isdigit() and more[0].words[:1].isdigit():
            mend = Mend(missing[0].words, more[0].words)
        differs = _said([difference.words for difference in missing], [difference.words for difference in more])
        self.found.report(catalogue.TRANSLATED_FIGURES, spot, mend=mend, id=pair.id, differs=differs)

    def check_names(self, pair: _Pair, mine: str, theirs: str) -> None:
        strictly = names_have_to_stand(pair.id, pair.key)
        for name, said, instead, start in differing_names(self.names, mine, theirs, self.language, strictly):
            spot = pair.translation.at(start)
            known = name.called if name.called == name.translated else f"{name.called}, here {name.translated}"
            here = f"here stands “{instead}”" if instead else "it is not here"
            mend = Mend(said, instead) if instead and said else None
            self.found.report(catalogue.TRANSLATED_NAME, spot, mend=mend, id=pair.id, name=known, here=here)


def _said(missing: Sequence[str], more: Sequence[str]) -> str:
    """What one text has and what the other has, for a sentence."""
    sides = [first_names([f"“{words}”" for words in dict.fromkeys(side)]) for side in (missing, more)]
    if not more:
        return f"the original has {sides[0]}, and this has not"
    if not missing:
        return f"this has {sides[1]}, and the original has not"
    return f"the original has {sides[0]}, and this has {sides[1]}"


def _pairs(defined: Definitions, translated: Definitions) -> Iterator[_Pair]:
    """Each text that is translated, with its translation: part by part where it has parts in an order."""
    theirs: dict[str, list[ScalarNode]] = {}
    for id_, _, node in _scalars(translated):
        theirs.setdefault(id_, []).append(node)
    mine: dict[str, list[tuple[str, ScalarNode]]] = {}
    for id_, key, node in _scalars(defined):
        mine.setdefault(id_, []).append((key, node))
    for id_, parts in mine.items():
        others = theirs.get(id_, [])
        if len(parts) != len(others) or parts[0][0] in _UNCOMPARED:
            continue
        for (key, node), other in zip(parts, others, strict=True):
            if other is not node:
                yield _Pair(id_, key, node, other)


def _scalars(defined: Definitions) -> Iterator[tuple[str, str, ScalarNode]]:
    """Every text of a pack with its id and key; one in parts, part by part."""
    found: list[tuple[str, str, ScalarNode]] = []

    def collect(id_: str, key: str, kind: Any, value: Any) -> Any:
        found.extend((id_, key, node) for node in _nodes(value))
        return value

    with_texts(defined, collect)
    yield from found


def _nodes(value: Any) -> Iterator[ScalarNode]:
    if isinstance(value, ScalarNode):
        yield value
        return
    for part in value:
        yield from _nodes(part)

"""Step two for answers that are explained: the answer, without what somebody says of it."""

from __future__ import annotations

import re

from game.grading import stances
from game.grading.languages import Language
from game.grading.letters import bare
from game.grading.normal_form import roman, tokens_of, without_points
from game.grading.words_beside_key import Surroundings

_IN_BRACKETS = re.compile(r"([^()]*)\(([^()]*)\)[^()]*")
#: The numeral of a king or queen.
_ORDINAL_NAME = re.compile(r"(?<=\w) [ivx]{1,7}$")
_POSSESSIVE = re.compile(r"'s? ")


def explained_answer(text: str, around: Surroundings, language: Language) -> str | None:
    """The piece of a lowered text that is the answer, where the rest only explains it; None where nothing does.

    It is the first piece in front of an apposition ("Anne Boleyn, mother of Elizabeth I"), the one behind "known as",
    or the second one where the first is another name for the same: "Louis Capet, Louis XVI".
    """
    for phrase in language.also_called:
        before, called, behind = text.partition(f" {phrase} ")
        if called and behind and _may_stand_by(before, around, language):
            return behind
    bracketed = _IN_BRACKETS.fullmatch(text)
    if bracketed is not None and _is_the_same(bracketed[1], around, language):
        return bracketed[2]
    pieces = stances.clauses(text)
    if len(pieces) < 2:
        return None
    if all(_is_apposition(piece, around, language) for piece in pieces[1:]):
        return pieces[0]
    if len(pieces) == 2 and _is_the_same(pieces[0], around, language):
        return pieces[1]
    return None


def _words(text: str, language: Language) -> list[str]:
    return bare(without_points(text, language)).replace(",", " ").split()


def _may_stand_by(text: str, around: Surroundings, language: Language) -> bool:
    """Whether a piece says nothing that would be another answer: no number, no wrong word, no negation."""
    words = _words(text, language)
    if stances.negations(words, language) or not language.alternatives.isdisjoint(words):
        return False
    return not any(
        token.number or roman(token.text) or token.text in around.wrong for token in tokens_of(text, language)
    )


def _is_the_same(text: str, around: Surroundings, language: Language) -> bool:
    """Whether a piece is about what the key is about: it has a word of it, or of the question."""
    if not text.strip() or not _may_stand_by(text, around, language):
        return False
    words = [word for word in _words(text, language) if len(word) > 2 and word not in language.fillers]
    return any(word in around.keys or word in around.told for word in words)


def _is_apposition(text: str, around: Surroundings, language: Language) -> bool:
    """Whether a piece says who or what something is: "the author of Emma", "Scout's father", "a brig"."""
    words = _words(text, language)
    if not words or not _may_stand_by(_ORDINAL_NAME.sub("", text), around, language):
        return False
    kinds = language.titles | language.relations | language.categories
    says_whose = _POSSESSIVE.search(text) is not None or not language.prepositions.isdisjoint(words[1:])
    return (says_whose and len(words) > 1) or not kinds.isdisjoint(words) or words[0] in language.context

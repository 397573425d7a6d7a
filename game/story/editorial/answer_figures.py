"""The figures of right answers are those of the facts that the question cites."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import combinations

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.compile.collecting import Definitions
from game.story.editorial.numbers_in_text import Figure, figures_in, multiplied, numbers_in, sizes_in
from game.story.model.yaml_nodes import ScalarNode
from game.story.schema.question_definitions import QuestionDef

_GAP = re.compile(r"\[([^\[\]]+)\]")
_ENGLISH = frozenset(
    ("the", "and", "it", "its", "with", "from", "were", "are", "has", "have", "by", "for", "that", "this")
)
#: Words of a question whose answer is worked out from the figures of the facts.
_WORKED_OUT = re.compile(
    r"\b(?:more|less|fewer|difference|total|altogether|together|combined|sum|all in all|between|after|before|later|"
    r"earlier|older|younger|longer|shorter|left|remain\w*|average|times|twice|half|share|per ?cent|percentage|ratio|"
    r"how (?:old|long|far)|how many years|by how (?:much|many)|rise|rose|grow|grew|increase\w*|fall|fell|decrease\w*|"
    r"rounded|round|calculate|work out|compute)\b",
    re.IGNORECASE,
)
_COUNTS = re.compile(r"\b(?:how many|number of|count)\b", re.IGNORECASE)
_LISTED = re.compile(r"[,;](?!\d)|\band\b|\bor\b")
#: In a language whose number words nobody knows here, whole numbers up to this may be spelled.
_SPELLED = 100
#: So many figures of the facts are combined at most.
_COMBINED = 40


class KeyFigures:
    """Compares the right answers of a pack's questions with the facts that they cite."""

    def __init__(self, defined: Definitions, found: Diagnostics) -> None:
        self.defined, self.found = defined, found
        self._numbers: dict[str, set[Fraction]] = {}

    def check(self, question: QuestionDef) -> None:
        """Report each figure of a right answer that no cited fact has."""
        if question.worked_out or question.draws is not None:
            return
        facts = [word.value for word in question.cites if word.value in self.defined.facts]
        if not facts:
            return
        text = " ".join(self.words_of(id_) for id_ in facts)
        for words, start, key in _keys(question):
            if words.spot[:2] in self.found.split_lines:  # its numbers are not whole, which was told
                continue
            unit = question.unit.value if question.unit is not None and words is question.number else ""
            for figure in figures_in(key):
                if not self.backed(figure, key, unit, facts, text, question):
                    spot = words.at(start + figure.start)
                    there = _there(facts, self.defined)
                    self.found.report(
                        catalogue.KEY_WITHOUT_FACT, spot, figure=figure.words, facts=_said(facts), there=there
                    )

    def backed(self, figure: Figure, key: str, unit: str, facts: list[str], text: str, question: QuestionDef) -> bool:
        """Whether a figure of a key is in the facts, or can be had from them."""
        numbers = multiplied(figure.numbers, unit)
        there = set().union(*(self.numbers_of(id_) for id_ in facts))
        if numbers & there:
            return True
        if not figure.words[:1].isdigit() and numbers <= {Fraction(0), Fraction(1)}:
            return True  # `one` is seldom a figure
        asked = " ".join(part.value for part in (question.text, question.cloze) if part is not None)
        if not _ENGLISH.intersection(re.findall(r"[a-z]+", text.casefold())):
            small = any(number.denominator == 1 and number <= _SPELLED for number in numbers)
            if small:
                return True
        sizes = sizes_in(key[figure.start :], unit)
        if sizes & sizes_in(text):
            return True
        if any(2 <= number <= 1 + _most_listed(self.defined, facts) for number in numbers) and (
            _COUNTS.search(asked) or not figure.words[:1].isdigit()
        ):
            return True
        if not _WORKED_OUT.search(asked):
            return False
        return _can_be_had(numbers, {number for other in figures_in(f"{text} {asked}") for number in other.numbers})

    def words_of(self, id_: str) -> str:
        """All that a fact says."""
        fact = self.defined.facts[id_]
        return f"{fact.states.value} {fact.quote.value if fact.quote else ''} {fact.as_of.value}"

    def numbers_of(self, id_: str) -> set[Fraction]:
        """The numbers of a fact."""
        if id_ not in self._numbers:
            self._numbers[id_] = numbers_in(self.words_of(id_))
        return self._numbers[id_]


def _keys(question: QuestionDef) -> Iterator[tuple[ScalarNode, int, str]]:
    """Each right answer: the words in which it stands, where it begins in them, and itself."""
    if question.number is not None:
        yield question.number, 0, question.number.value
    for answer in question.answers or ():
        if answer.right is not None:
            yield answer.right, 0, answer.right.value
    for word in (*question.answer, *(question.order or ()), *sum(question.match or (), ())):
        yield word, 0, word.value
    if question.cloze is not None:
        for gap in _GAP.finditer(question.cloze.value):
            start = gap.start(1)
            for alternative in gap[1].split("|"):
                yield question.cloze, start, alternative
                start += len(alternative) + 1


def _most_listed(defined: Definitions, facts: Iterable[str]) -> int:
    """How many commas and `and`s the fact with the most of them has: so much longer by one is what it lists."""
    return max(len(_LISTED.findall(defined.facts[id_].states.value)) for id_ in facts)


def _can_be_had(numbers: Iterable[Fraction], known: set[Fraction]) -> bool:
    """Whether one of the numbers is the sum, the difference, the product or the quotient of two that are known."""
    wanted = set(numbers)
    some = sorted(known)[:_COMBINED]
    if sum(some) in wanted:
        return True
    for first, second in combinations(some, 2):
        had = {first + second, second - first, first * second}
        if first:
            had |= {
                second / first,
                second / first * 100,
                (second - first) / first * 100,
                Fraction(round(second / first, 1)),
            }
        if second:
            had |= {first / second * 100, Fraction(round(first / second * 100)), (second - first) / second * 100}
        if had & wanted:
            return True
    return False


def _said(facts: Iterable[str]) -> str:
    return " and ".join(f"`{id_}`" for id_ in dict.fromkeys(facts))


def _there(facts: Iterable[str], defined: Definitions) -> str:
    """The figures of the facts, for people."""
    text = " ".join(defined.facts[id_].states.value for id_ in facts)
    found = list(dict.fromkeys(figure.words for figure in figures_in(text)))
    if not found:
        return "There is no figure there."
    return f"There stands {', '.join(found[:4])}{' and more' if len(found) > 4 else ''}."

"""The figures of right answers are those of the facts that the question cites."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import cache
from itertools import combinations

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.compile.collecting import Definitions
from game.story.editorial.numbers_in_text import Figure, figures_in, multiplied, numbers_in, sizes_in
from game.story.editorial.words.lint_words import LintWords
from game.story.model.yaml_nodes import ScalarNode
from game.story.schema.question_definitions import QuestionDef

_GAP = re.compile(r"\[([^\[\]]+)\]")
_ENGLISH = frozenset(
    ("the", "and", "it", "its", "with", "from", "were", "are", "has", "have", "by", "for", "that", "this")
)


@cache
def _worked_out(words: LintWords) -> re.Pattern[str]:
    """Words of a question whose answer is worked out from the figures of the facts."""
    return re.compile(rf"\b(?:{'|'.join(words.worked_out)})\b", re.IGNORECASE)


@cache
def _counts(words: LintWords) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words.counting)})\b", re.IGNORECASE)


@cache
def _listed(words: LintWords) -> re.Pattern[str]:
    """What stands between the parts of a list."""
    joined = "".join(rf"|\b{word}\b" for word in words.conjunctions)
    return re.compile(rf"[,;、，](?!\d){joined}")


#: In a language whose number words nobody knows here, whole numbers up to this may be spelled.
_SPELLED = 100
#: So many figures of the facts are combined at most.
_COMBINED = 40


class KeyFigures:
    """Compares the right answers of a pack's questions with the facts that they cite."""

    def __init__(self, defined: Definitions, words: LintWords, found: Diagnostics) -> None:
        self.defined, self.words, self.found = defined, words, found
        self._numbers: dict[str, set[Fraction]] = {}

    def check(self, question: QuestionDef) -> None:
        """Report each figure of a right answer that no cited fact has."""
        if question.worked_out or question.draws is not None:
            return
        facts = [word.value for word in question.cites if word.value in self.defined.facts]
        if not facts:
            return
        text = " ".join(self.words_of(id_) for id_ in facts)
        for where, start, key in _keys(question):
            if where.spot[:2] in self.found.split_lines:  # its numbers are not whole, which was told
                continue
            unit = question.unit.value if question.unit is not None and where is question.number else ""
            for figure in figures_in(key, self.words):
                if not self.backed(figure, key, unit, facts, text, question):
                    spot = where.at(start + figure.start)
                    there = self.there(facts)
                    self.found.report(
                        catalogue.KEY_WITHOUT_FACT, spot, figure=figure.words, facts=_said(facts), there=there
                    )

    def backed(self, figure: Figure, key: str, unit: str, facts: list[str], text: str, question: QuestionDef) -> bool:
        """Whether a figure of a key is in the facts, or can be had from them."""
        words = self.words
        numbers = multiplied(figure.numbers, unit, words)
        there = set().union(*(self.numbers_of(id_) for id_ in facts))
        if numbers & there:
            return True
        if not figure.words[:1].isdigit() and numbers <= {Fraction(0), Fraction(1)}:
            return True  # `one` is seldom a figure
        asked = " ".join(part.value for part in (question.text, question.cloze) if part is not None)
        if not self.reads_words_of(text):
            small = any(number.denominator == 1 and number <= _SPELLED for number in numbers)
            if small:
                return True
        sizes = sizes_in(key[figure.start :], words, unit)
        if sizes & sizes_in(text, words):
            return True
        if any(2 <= number <= 1 + self.most_listed(facts) for number in numbers) and (
            not words.counting or _counts(words).search(asked) or not figure.words[:1].isdigit()
        ):
            return True
        if words.worked_out and not _worked_out(words).search(asked):
            return False
        known = {number for other in figures_in(f"{text} {asked}", words) for number in other.numbers}
        return _can_be_had(numbers, known)

    def reads_words_of(self, text: str) -> bool:
        """Whether number words of this text are known: a pack that names no language need not be in English."""
        if self.words.code == "en":
            return not _ENGLISH.isdisjoint(re.findall(r"[a-z]+", text.casefold()))
        return bool(self.words.numbers)

    def words_of(self, id_: str) -> str:
        """All that a fact says."""
        fact = self.defined.facts[id_]
        return f"{fact.states.value} {fact.quote.value if fact.quote else ''} {fact.as_of.value}"

    def numbers_of(self, id_: str) -> set[Fraction]:
        """The numbers of a fact."""
        if id_ not in self._numbers:
            self._numbers[id_] = numbers_in(self.words_of(id_), self.words)
        return self._numbers[id_]

    def most_listed(self, facts: Iterable[str]) -> int:
        """How many commas and `and`s the fact with the most of them has: so much longer by one is what it lists."""
        listed = _listed(self.words)
        return max(len(listed.findall(self.defined.facts[id_].states.value)) for id_ in facts)

    def there(self, facts: Iterable[str]) -> str:
        """The figures of the facts, for people."""
        text = " ".join(self.defined.facts[id_].states.value for id_ in facts)
        found = list(dict.fromkeys(figure.words for figure in figures_in(text, self.words)))
        if not found:
            return "There is no figure there."
        return f"There stands {', '.join(found[:4])}{' and more' if len(found) > 4 else ''}."


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

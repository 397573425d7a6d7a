"""E3: the figures and names of questions and their feedback, and years beside a mark, are those of the facts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.compile.collecting import Definitions
from game.story.editorial.numbers_in_text import said_percent, with_words_in_digits
from game.story.editorial.passages import Passage
from game.story.editorial.sentences import UNSPACED, LintParagraph, Sentence
from game.story.editorial.words.lint_words import LintWords
from game.story.schema.dossier_definitions import FactDef
from game.story.schema.question_definitions import QuestionDef

#: In a script without spaces a figure has letters beside it: `1921年`.
_FIGURE = re.compile(
    rf"(?<![^\W{UNSPACED}])(?<![.,])(?:\d{{1,3}}(?:[\u00a0\u202f]\d{{3}}){{1,6}}|\d+(?:[.,]\d+)*)(?![^\W{UNSPACED}])"
)
_GROUPS = re.compile("[\u00a0\u202f]")
_LETTERS = re.compile(r"[^\W\d_]+")
_GAP = re.compile(r"\[[^\[\]]+\]")
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_PROPER = re.compile(r"(?<=[\w,;] )[^\W\da-zß-öø-ÿ_]\w[\w-]+(?: [^\W\da-zß-öø-ÿ_]\w[\w-]+)*")


class _WrittenFigure(NamedTuple):
    """A figure in digits: where it stands, the digits, and all of it with the sign or the words for per cent."""

    start: int
    #: Without what stands between groups of them.
    digits: str
    words: str

    @property
    def is_telling(self) -> bool:
        """Whether it says something when it is wrong: a digit alone is seldom a figure."""
        return len(self.words) > 1


def _figures_in(text: str, words: LintWords) -> Iterator[_WrittenFigure]:
    """The figures of a text that are written in digits."""
    for match in _FIGURE.finditer(text):
        share = said_percent(words).match(text, match.end())
        end = share.end() if share else match.end()
        yield _WrittenFigure(match.start(), _GROUPS.sub("", match[0]), text[match.start() : end])


def all_figures_in(text: str, words: LintWords) -> set[str]:
    """All numbers of a text, those in words too."""
    found = {figure.digits for figure in _figures_in(text, words)}
    found |= {words.numbers[word] for word in _LETTERS.findall(text.casefold()) if word in words.numbers}
    if words.code != "en":
        found |= {figure.digits for figure in _figures_in(with_words_in_digits(text, words), words)}
    return found


class KnownFigures:
    """The figures of the facts and questions of a pack, each looked up once."""

    def __init__(self, defined: Definitions, words: LintWords) -> None:
        self._defined, self.words = defined, words
        self._of_facts: dict[str, set[str]] = {}
        self._of_questions: dict[tuple[str, bool], set[str]] = {}

    def of_fact(self, id_: str) -> set[str]:
        """The figures of a fact."""
        if id_ not in self._of_facts:
            self._of_facts[id_] = all_figures_in(_of_fact(self._defined.facts[id_]), self.words)
        return self._of_facts[id_]

    def of_question(self, id_: str, feedback: bool) -> set[str]:
        """The figures of a question's facts and options; for feedback also of what is asked, and reported there."""
        if (id_, feedback) not in self._of_questions:
            question = self._defined.questions[id_]
            asked = (question.text, question.cloze) if feedback else ()
            shown = " ".join(part.value for part in asked if part is not None)
            of_facts = (self.of_fact(word.value) for word in question.cites if word.value in self._defined.facts)
            self._of_questions[id_, feedback] = all_figures_in(f"{_options(question)} {shown}", self.words).union(
                *of_facts
            )
        return self._of_questions[id_, feedback]

    def unknown(self, wanted: set[str], facts: Iterable[str]) -> set[str]:
        """Those of the figures that none of the facts has."""
        left = set(wanted)
        for id_ in dict.fromkeys(facts):
            if not left:
                break
            own = self.of_fact(id_)
            # Python goes through what is taken away, however much is left.
            left.difference_update(own if len(own) < len(left) else own & left)
        return left


def _of_fact(fact: FactDef) -> str:
    return f"{fact.states.value} {fact.as_of.value} {fact.quote.value if fact.quote else ''}"


def check_figures_in_story(passage: Passage, paragraph: LintParagraph, known: KnownFigures, found: Diagnostics) -> None:
    """Report a year or a share beside a source mark when the fact has another, or none."""
    there = [
        (sentence, figure)
        for sentence in paragraph.sentences
        if sentence.facts
        for figure in _figures_in(sentence.plain, known.words)
        if figure.is_telling and (_YEAR.fullmatch(figure.digits) or len(figure.digits) < len(figure.words))
    ]
    unknown = known.unknown({figure.digits for _, figure in there}, paragraph.facts)
    _report_figures(passage, there, unknown, found)


def check_figures_in_question(
    passage: Passage, paragraph: LintParagraph, known: KnownFigures, found: Diagnostics
) -> None:
    """Report figures that neither the cited facts nor the question's own options have."""
    gaps = [gap.span() for gap in _GAP.finditer(passage.words.value)] if passage.use == "cloze" else []
    there = [
        (sentence, figure)
        for sentence in paragraph.sentences
        for figure in _figures_in(sentence.text, known.words)
        if figure.is_telling and not _is_in(gaps, sentence.start + figure.start)
    ]
    if there:
        wanted = {figure.digits for _, figure in there} - known.of_question(passage.owner, passage.use == "feedback")
        marked = paragraph.facts[len(passage.cites) :]
        whole = [(sentence._replace(facts=paragraph.facts), figure) for sentence, figure in there]
        _report_figures(passage, whole, known.unknown(wanted, marked), found)


def _is_in(gaps: list[tuple[int, int]], at: int) -> bool:
    """Whether a place is in one of these, which are in order: gaps are a key (see `answer_figures`)."""
    before = bisect_right(gaps, at, key=lambda gap: gap[0])
    return before > 0 and at < gaps[before - 1][1]


def _report_figures(
    passage: Passage, there: list[tuple[Sentence, _WrittenFigure]], unknown: set[str], found: Diagnostics
) -> None:
    for sentence, figure in there:
        if figure.digits in unknown and not found.only_counts(catalogue.FIGURE_WITHOUT_FACT):
            spot = passage.words.at(sentence.start + figure.start)
            marks = " and ".join(f"`{id_}`" for id_ in dict.fromkeys(sentence.facts))
            found.report(catalogue.FIGURE_WITHOUT_FACT, spot, figure=figure.words, facts=marks)


def _options(question: QuestionDef) -> str:
    """What may be answered: the feedback may speak of it, wrong as it is."""
    words = [answer.right or answer.wrong for answer in question.answers or ()]
    sides = [side for pair in question.match or () for side in pair]
    parts = [*words, *question.answer, *question.not_, *(question.order or ()), *sides]
    return " ".join(part.value for part in parts if part is not None)


def may_name(text: str) -> bool:
    """Whether there can be a name in a text, behind its first word."""
    return not text[1:].islower()


def check_names(
    passage: Passage,
    paragraph: LintParagraph,
    known: set[str],
    words: LintWords,
    found: Diagnostics,
    asked: set[str],
) -> None:
    """Report a name in feedback that stands in no dossier of the pack, nor in the question.

    `known` and `asked` are beginnings of words.
    """
    for sentence in paragraph.sentences:
        for match in _PROPER.finditer(sentence.plain):
            parts = match[0].split()
            strange = [
                part
                for part in parts
                if part[0].isupper() and part[1].islower() and part not in words.calendar and _stem(part) not in known
            ]
            if len(strange) == len(parts) and asked.isdisjoint(map(_stem, parts)):
                spot = passage.words.at(sentence.start + match.start())
                found.report(catalogue.NAME_WITHOUT_FACT, spot, name=match[0])


def known_names(defined: Definitions) -> set[str]:
    """The beginnings of all words with a capital letter in the dossiers, and in the names of the pack."""
    texts: list[str] = [_of_fact(fact) + " " + fact.by.value for fact in defined.facts.values()]
    texts += [f"{dossier.title.value} {dossier.article.value}" for dossier in defined.dossiers.values()]
    texts += [
        definition.name.value
        for group in (defined.people, defined.places, defined.items)
        for definition in group.values()
    ]
    return stems_of(texts)


def stems_of(texts: Iterable[str]) -> set[str]:
    """The beginnings of all words with a capital letter."""
    return {_stem(word) for text in texts for word in re.findall(r"\w+", text) if word[0].isupper()}


def _stem(word: str) -> str:
    """The beginning that a country shares with its people: Estonia, Estonian; Britain, British."""
    return word[:4].casefold()

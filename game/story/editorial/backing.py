"""E3: the figures and names of questions and their feedback, and years beside a mark, are those of the facts."""

from __future__ import annotations

import re
from collections.abc import Iterable

from game.story import catalogue
from game.story.diagnostics import Diagnostics
from game.story.dossier_definitions import FactDef
from game.story.editorial.passages import Passage
from game.story.editorial.sentences import Paragraph
from game.story.editorial.word_lists import CALENDAR, NUMBER_WORDS
from game.story.gathering import Definitions
from game.story.question_definitions import QuestionDef

_FIGURE = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*(?:\s?%|\s+per\s+cent|\s+percent)?(?!\w)")
_LETTERS = re.compile(r"[^\W\d_]+")
_GAP = re.compile(r"\[[^\[\]]+\]")
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_CAPITAL = re.compile(r"[A-Z][a-z]")
_PROPER = re.compile(r"(?<=[\w,;] )[A-Z][a-z][\w-]+(?: [A-Z][a-z][\w-]+)*")


def telling(figure: str) -> str:
    """A figure that says something when it is wrong, without its sign for per cent; else nothing."""
    number = re.match(r"[\d.,]*\d", figure)
    assert number is not None  # noqa: S101 - a figure begins with a digit
    return number[0] if len(number[0]) > 1 or len(figure) > 1 else ""


def figures(text: str) -> set[str]:
    """All numbers of a text, those in words too."""
    found = {number[0] for one in _FIGURE.finditer(text) if (number := re.match(r"[\d.,]*\d", one[0]))}
    return found | {NUMBER_WORDS[word] for word in _LETTERS.findall(text.casefold()) if word in NUMBER_WORDS}


def _of_fact(one: FactDef) -> str:
    return f"{one.states.value} {one.as_of.value} {one.quote.value if one.quote else ''}"


def check_figures_in_story(passage: Passage, paragraph: Paragraph, defined: Definitions, found: Diagnostics) -> None:
    """Report a year or a share beside a source mark when the fact has another, or none."""
    if not paragraph.facts:
        return
    known: set[str] | None = None
    for sentence in paragraph.sentences:
        if not sentence.facts:
            continue
        for one in _FIGURE.finditer(sentence.plain):
            figure = telling(one[0])
            if not figure or not (_YEAR.fullmatch(figure) or len(figure) < len(one[0])):
                continue
            if known is None:
                known = figures(" ".join(_of_fact(defined.facts[id_]) for id_ in paragraph.facts))
            if figure not in known:
                spot = passage.words.at(sentence.start + one.start())
                marks = " and ".join(f"`{id_}`" for id_ in dict.fromkeys(sentence.facts))
                found.report(catalogue.FIGURE_WITHOUT_FACT, spot, figure=one[0], facts=marks)


def check_figures_in_question(passage: Passage, paragraph: Paragraph, defined: Definitions, found: Diagnostics) -> None:
    """Report figures that neither the cited facts nor the question's own options have."""
    question = defined.questions[passage.owner]
    known: set[str] | None = None
    gaps = [gap.span() for gap in _GAP.finditer(passage.words.value)] if passage.use == "cloze" else ()
    for sentence in paragraph.sentences:
        for one in _FIGURE.finditer(sentence.text):
            figure = telling(one[0])
            at = sentence.start + one.start()
            if not figure or any(start <= at < end for start, end in gaps):  # the gaps are a key: see `keys`
                continue
            if known is None:
                facts = " ".join(_of_fact(defined.facts[id_]) for id_ in paragraph.facts)
                known = figures(f"{facts} {_options(question)} {_asked(question, passage)}")
            if figure not in known:
                spot = passage.words.at(sentence.start + one.start())
                marks = " and ".join(f"`{id_}`" for id_ in dict.fromkeys(paragraph.facts))
                found.report(catalogue.FIGURE_WITHOUT_FACT, spot, figure=one[0], facts=marks)


def _options(question: QuestionDef) -> str:
    """What may be answered: the feedback may speak of it, wrong as it is."""
    words = [one.right or one.wrong for one in question.answers or ()]
    parts = [*words, *question.answer, *question.not_, *(question.order or ()), *(sum(question.match or (), ()))]
    return " ".join(one.value for one in parts if one is not None)


def _asked(question: QuestionDef, passage: Passage) -> str:
    """What is asked, for the feedback: a figure that is wrong there is reported there."""
    if passage.use != "feedback":
        return ""
    return " ".join(one.value for one in (question.text, question.cloze) if one is not None)


def may_name(text: str) -> bool:
    """Whether there can be a name in a text, behind its first word."""
    return _CAPITAL.search(text, 1) is not None


def check_names(passage: Passage, paragraph: Paragraph, known: set[str], found: Diagnostics, asked: str) -> None:
    """Report a name in feedback that stands in no dossier of the pack, nor in the question."""
    for sentence in paragraph.sentences:
        for one in _PROPER.finditer(sentence.plain):
            words = one[0].split()
            strange = [word for word in words if word not in CALENDAR and _stem(word) not in known]
            if len(strange) == len(words) and _stems_of([asked]).isdisjoint(map(_stem, words)):
                spot = passage.words.at(sentence.start + one.start())
                found.report(catalogue.NAME_WITHOUT_FACT, spot, name=one[0])


def known_names(defined: Definitions) -> set[str]:
    """The beginnings of all words with a capital letter in the dossiers, and in the names of the pack."""
    texts: list[str] = [_of_fact(one) + " " + one.by.value for one in defined.facts.values()]
    texts += [f"{one.title.value} {one.article.value}" for one in defined.dossiers.values()]
    texts += [one.name.value for group in (defined.people, defined.places, defined.items) for one in group.values()]
    return _stems_of(texts)


def _stems_of(texts: Iterable[str]) -> set[str]:
    return {_stem(word) for text in texts for word in re.findall(r"\w+", text) if word[0].isupper()}


def _stem(word: str) -> str:
    """The beginning that a country shares with its people: Estonia, Estonian; Britain, British."""
    return word[:4].casefold()

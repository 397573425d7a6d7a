"""A text cut into paragraphs and sentences, with its marks and quotations, every character where it was typed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterator
from functools import cache
from operator import itemgetter
from typing import NamedTuple

from game.story.compile.text_braces import formulas_in
from game.story.editorial.passages import Passage
from game.story.editorial.quotation_marks import CLOSING, OPENING, Quoted, quotations_in
from game.story.editorial.words.lint_words import LintWords


class Sentence(NamedTuple):
    """`text` begins at `start` in the words. `facts` are those whose marks or quotations stand in it.

    In `plain`, as long as `text`, what stands between quotation marks or stars is blank.
    """

    text: str
    plain: str
    start: int
    facts: tuple[str, ...]


class LintParagraph(NamedTuple):
    """Sentences, and the quotations in them, where they stand in `text`."""

    text: str
    start: int
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quoted, ...]
    facts: tuple[str, ...]


#: With these a sentence can begin, beside a capital letter and what opens a quotation.
_BEGINNING = frozenset(f"{OPENING}*({{¿¡[—–")
_LAST_WORD = re.compile(r"\b[^\W\d_]+\Z")
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Characters of scripts that put no spaces between words (Thai, Lao, Burmese, Khmer, Japanese, Chinese), as a class."""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "paragraph": re.compile(r"\n[ \t]*\n\s*"),
        "source": re.compile(r"(?<!\\)\[([a-z][a-z0-9_]*)\]|(?<!\\)\{quote:\s*([a-z][a-z0-9_]*)\s*\}"),
        "sign": re.compile(r"[{}~&\\]"),
        "gap": re.compile(r"\[([^\[\]|]*)((?:\|[^\[\]]*)?)\]"),
        "stressed": re.compile(r"\*([^*]+)\*"),
    }


@cache
def _end() -> re.Pattern[str]:
    return re.compile(rf"\||[.!?…؟۔।॥][{CLOSING}*)]*(?=\s|\Z)|[。！？．][{CLOSING}*)）]*")


@cache
def _word() -> re.Pattern[str]:
    return re.compile(f"[{UNSPACED}]|[^\\W_{UNSPACED}]+")


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _without(quotations: tuple[Quoted, ...], text: str) -> str:
    """The text with blanks in the place of what is quoted."""
    pieces: list[str] = []
    at = 0
    for quoted in quotations:
        if quoted.end > at:
            first = max(quoted.start, at)
            pieces += [text[at:first], " " * (quoted.end - first)]
            at = quoted.end
    return "".join((*pieces, text[at:]))


def _without_formulas(text: str) -> str:
    if "{" not in text:
        return text
    pieces: list[str] = []
    end = 0
    for start, behind in formulas_in(text):
        pieces += [text[end:start], " " * (behind - start)]
        end = behind
    return "".join((*pieces, text[end:]))


def _without_variants(found: re.Match[str]) -> str:
    return f" {found[1]}{' ' * len(found[2])} "


_INITIAL = re.compile(r"(?<![^\W_])[A-Z]\Z")
_ORDINAL = re.compile(r"(?<!\w)\d{1,2}\Z")
#: So many characters before a point are looked at for an abbreviation.
_LONGEST_ABBREVIATION = 6


def _ends(text: str, words: LintWords) -> Iterator[int]:
    """Where the sentences of a text end. The point of `U.S. Secretary`, `Dr. Roos` or `5. Mai` ends none."""
    for match in _end().finditer(text):
        end = match.end()
        if match[0] != "|" and match[0][0] not in "。！？．":
            while end < len(text) and text[end].isspace():
                end += 1
            goes_on = text[end : end + 1]
            if goes_on and not (goes_on.isupper() or goes_on in _BEGINNING or _has_no_case(goes_on)):
                continue
            if match[0] == "." and _is_no_end(
                text[max(match.start() - _LONGEST_ABBREVIATION, 0) : match.start()], words
            ):
                continue
        yield end
    yield len(text)


def _has_no_case(letter: str) -> bool:
    """Whether a letter is of a script without capitals, in which any can begin a sentence."""
    return letter.isalpha() and letter.upper() == letter.lower()


def _is_no_end(before: str, words: LintWords) -> bool:
    """Whether a point behind this belongs to an abbreviation or an ordinal number."""
    if _INITIAL.search(before) or (words.ordinals_have_point and _ORDINAL.search(before)):
        return True
    last = _LAST_WORD.search(before)
    return last is not None and last[0] in words.abbreviations


def paragraphs(passage: Passage, known: Container[str], words: LintWords) -> list[LintParagraph]:
    """The paragraphs of a text. Behind each sentence stand the facts of the passage, and the `known` ones it marks."""
    patterns = _patterns()
    value = passage.words.value
    if passage.use == "cloze":
        value = patterns["gap"].sub(_without_variants, value)
    found = []
    start = 0
    for match in [*patterns["paragraph"].finditer(value), None]:
        end = match.start() if match else len(value)
        if value[start:end].strip():
            with_marks = passage.use in ("story", "label", "question", "feedback")
            found.append(_paragraph(value[start:end], start, passage.cites, known if with_marks else (), words))
        start = match.end() if match else end
    return found


def _paragraph(
    value: str, start: int, cites: tuple[str, ...], known: Container[str], words: LintWords
) -> LintParagraph:
    patterns = _patterns()
    marks = [
        (match.start(), fact) for match in patterns["source"].finditer(value) if (fact := match[1] or match[2]) in known
    ]
    text = patterns["sign"].sub(" ", patterns["source"].sub(_blank, _without_formulas(value)))
    stressed = patterns["stressed"].sub(_blank, text)
    text = text.replace("*", " ")
    quotations = tuple(quotations_in(text, words.speaking))
    plain = _without(quotations, stressed)
    sentences = []
    begin = seen = 0
    for end in _ends(text, words):
        if text[begin:end].strip():
            behind = bisect_left(marks, end, lo=seen, key=itemgetter(0))
            facts = tuple(fact for _, fact in marks[seen:behind])
            sentences.append(Sentence(text[begin:end], plain[begin:end], start + begin, (*cites, *facts)))
            begin, seen = end, behind
    return LintParagraph(
        text,
        start,
        tuple(sentences),
        quotations,
        (*cites, *(fact for _, fact in marks)),
    )


def marked_facts(text: str) -> list[str]:
    """The facts whose marks or quotations stand in a text."""
    return [match[1] or match[2] for match in _patterns()["source"].finditer(text)]


def same_words(text: str) -> str:
    """The words alone, in small letters, with one space between: what two quotations must share.

    Of a script without spaces between words each character counts as one.
    """
    return " ".join(_word().findall(text.casefold().replace("’", "'")))

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


class Sentence(NamedTuple):
    """`text` begins at `start` in the words. `facts` are those whose marks or quotations stand in it.

    In `plain`, as long as `text`, what stands between quotation marks or stars is blank.
    """

    text: str
    plain: str
    start: int
    facts: tuple[str, ...]


class LintParagraph(NamedTuple):
    """Sentences, and the quotations in them: offset in the words, and what is quoted."""

    text: str
    start: int
    sentences: tuple[Sentence, ...]
    quotations: tuple[tuple[int, str], ...]
    facts: tuple[str, ...]


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "paragraph": re.compile(r"\n[ \t]*\n\s*"),
        "source": re.compile(r"(?<!\\)\[([a-z][a-z0-9_]*)\]|(?<!\\)\{quote:\s*([a-z][a-z0-9_]*)\s*\}"),
        "sign": re.compile(r"[{}~&\\]"),
        "gap": re.compile(r"\[([^\[\]|]*)((?:\|[^\[\]]*)?)\]"),
        "end": re.compile(r"\||[.!?…][\"”’'*)]*(?:\s+(?=[\"“'*({A-Z])|\s*$)"),
        "quotation": re.compile(r"[\"“]([^\"“”]{2,400})[\"”]"),
        "stressed": re.compile(r"\*([^*]+)\*"),
        "words": re.compile(r"[^\W_]+"),
    }


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


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


_ABBREVIATED = re.compile(r"(?:(?<![^\W_])[A-Z]|\b(?:Mr|Mrs|Ms|Dr|St|Gen))\Z")


def _ends(text: str) -> Iterator[int]:
    """Where the sentences of a text end. The point of `U.S. Secretary` or `Dr. Roos` ends none."""
    for match in _patterns()["end"].finditer(text):
        if text[match.start()] != "." or not _ABBREVIATED.search(text, max(match.start() - 4, 0), match.start()):
            yield match.end()
    yield len(text)


def paragraphs(passage: Passage, known: Container[str]) -> list[LintParagraph]:
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
            found.append(_paragraph(value[start:end], start, passage.cites, known if with_marks else ()))
        start = match.end() if match else end
    return found


def _paragraph(value: str, start: int, cites: tuple[str, ...], known: Container[str]) -> LintParagraph:
    patterns = _patterns()
    marks = [
        (match.start(), fact) for match in patterns["source"].finditer(value) if (fact := match[1] or match[2]) in known
    ]
    text = patterns["sign"].sub(" ", patterns["source"].sub(_blank, _without_formulas(value)))
    stressed = patterns["stressed"].sub(_blank, text)
    text = text.replace("*", " ")
    plain = patterns["quotation"].sub(_blank, stressed)
    sentences = []
    begin = seen = 0
    for end in _ends(text):
        if text[begin:end].strip():
            behind = bisect_left(marks, end, lo=seen, key=itemgetter(0))
            facts = tuple(fact for _, fact in marks[seen:behind])
            sentences.append(Sentence(text[begin:end], plain[begin:end], start + begin, (*cites, *facts)))
            begin, seen = end, behind
    return LintParagraph(
        text,
        start,
        tuple(sentences),
        tuple((start + match.start(1), match[1]) for match in patterns["quotation"].finditer(text)),
        (*cites, *(fact for _, fact in marks)),
    )


def marked_facts(text: str) -> list[str]:
    """The facts whose marks or quotations stand in a text."""
    return [match[1] or match[2] for match in _patterns()["source"].finditer(text)]


def same_words(text: str) -> str:
    """The words alone, in small letters, with one space between: what two quotations must share."""
    return " ".join(_patterns()["words"].findall(text.casefold().replace("’", "'")))

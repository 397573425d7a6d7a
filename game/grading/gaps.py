"""Step four for texts with gaps: which words are meant for which gap, and how many gaps are right."""

from __future__ import annotations

import re
from itertools import combinations, islice

from game.grading.assessment import Assessment, ask_back
from game.grading.languages import Language
from game.grading.normal_form import lowered
from game.grading.typed import TypedKey, grade_typed

#: Words without signs between are tried for the gaps in each of up to so many ways.
_MOST_WAYS = 60
_FRACTION = re.compile(r"\d ?/ ?\d")
#: Between the two numbers of a span: "1914-1918", "from 20 to 20,000".
_SPAN = re.compile(r" ?[-–—] ?| to | and | bis | und ")


def grade_gaps(answer: str, gaps: tuple[TypedKey, ...], language: Language) -> Assessment:
    """The verdict on the words for all gaps, between which a semicolon, a slash, a comma, "and" or a space stands."""
    best: list[Assessment] | None = None
    for parts in _ways(answer, len(gaps), language):
        verdicts = [grade_typed(part, gap, language) for part, gap in zip(parts, gaps, strict=True)]
        if best is None or _worth(verdicts) > _worth(best):
            best = verdicts
    if best is None:
        many = f"There are {len(gaps)} gaps. Write the words for them with semicolons between."
        return ask_back(many if len(gaps) > 1 else "Write the missing word or words.")
    asked = next((verdict for verdict in best if verdict.ask), None)
    if asked is not None:
        return asked
    credit = sum(verdict.credit for verdict in best) / len(gaps)
    return Assessment(credit, credit == 1 and any(verdict.spelling for verdict in best))


def _worth(verdicts: list[Assessment]) -> tuple[float, int]:
    return sum(verdict.credit for verdict in verdicts), -sum(bool(verdict.ask) for verdict in verdicts)


def _ways(answer: str, count: int, language: Language) -> list[list[str]]:
    """The ways in which an answer gives so many pieces of words; none where there is no such way."""
    if count == 1:
        return [[answer]] if answer.strip() else []
    for sign in (";", "|", "\n", "/", ","):
        if sign in answer and not (sign == "/" and _FRACTION.search(answer)):
            parts = _cut(answer, sign, count, language)
            return [parts] if len(parts) == count and all(parts) else []
    span = _SPAN.split(answer.strip())
    if count == 2 and len(span) == 2 and all(any(letter.isdecimal() for letter in part) for part in span):
        return [[part.removeprefix("from ").removeprefix("between ").strip() for part in span]]
    words = answer.split()
    joints = [at for at, word in enumerate(words) if lowered(word) in language.conjunctions]
    if len(joints) == count - 1:
        starts, ends = [0, *(at + 1 for at in joints)], [*joints, len(words)]
        parts = [" ".join(words[start:end]) for start, end in zip(starts, ends, strict=True)]
        if all(parts):
            return [parts]
    ways = islice(combinations(range(1, len(words)), count - 1), _MOST_WAYS)
    return [
        [" ".join(words[start:end]) for start, end in zip([0, *cut], [*cut, len(words)], strict=True)] for cut in ways
    ]


def _cut(answer: str, sign: str, count: int, language: Language) -> list[str]:
    """The pieces between the signs; the last two may have "and" between: "a, b and c"."""
    parts = [part.strip() for part in answer.strip(" " + sign).split(sign)]
    if len(parts) > count:
        parts = [part for part in parts if part]
    if sign == "," and len(parts) == count - 1:
        words = parts[-1].split()
        joint = next((at for at, word in enumerate(words) if lowered(word) in language.conjunctions), 0)
        parts[-1:] = [" ".join(words[:joint]), " ".join(words[joint + 1 :])]
    elif sign == "," and len(parts) == count:
        words = parts[-1].split()
        parts[-1] = " ".join(words[1:]) if len(words) > 1 and lowered(words[0]) in language.conjunctions else parts[-1]
    return parts

"""Step four for texts with gaps: which words are meant for which gap, and how many gaps are right."""

from __future__ import annotations

import re
from itertools import combinations, islice

from game.grading.assessment import Assessment, ask_back
from game.grading.languages import Language
from game.grading.letters import lowered
from game.grading.typed_answers import TypedKey, grade_typed
from game.localisation.messages import ngettext

#: Words without signs between are tried for the gaps in each of up to so many ways.
_MOST_WAYS = 60
_TWO_NUMBERS = re.compile(r"\d+ ?/ ?\d+")
_FRACTION = re.compile(r"(?<!\d)\d{1,3}/\d")
#: A comma in a language that has commas in front of decimals: none between digits, except those of two years.
_COMMA = re.compile(r"(?<!\d),|,(?!\d)|(?<=\d{4}),(?=\d{4}(?!\d))")
#: Between the two numbers of a span: "1914-1918".
_DASH = re.compile(r" ?[-–—] ?")


def grade_gaps(answer: str, gaps: tuple[TypedKey, ...], language: Language) -> Assessment:
    """The verdict on the words for all gaps, between which a semicolon, a slash, a comma, "and" or a space stands."""
    best: list[Assessment] | None = None
    known: dict[tuple[int, str], Assessment] = {}
    for parts in _ways(answer, len(gaps), language):
        for gap in enumerate(parts):
            if gap not in known:
                known[gap] = grade_typed(gap[1], gaps[gap[0]], language)
        verdicts = [known[gap] for gap in enumerate(parts)]
        if best is None or _worth(verdicts) > _worth(best):
            best = verdicts
    if best is None:
        words = ngettext(
            "Write the missing word or words.",
            "There are {number} gaps. Write the words for them with semicolons between.", len(gaps),
        )  # fmt: skip
        return ask_back(words)
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
        if _separates(sign, answer, language) or (
            sign == "/" and count == 2 and _TWO_NUMBERS.fullmatch(answer.strip())
        ):
            parts = _cut(answer, sign, count, language)
            return [parts] if len(parts) == count and all(parts) else []
    if count == 2 and (span := _span(answer.strip(), language)):
        return [span]
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


def _separates(sign: str, answer: str, language: Language) -> bool:
    """Whether this sign stands between the words for the gaps, rather than in a fraction or in front of decimals."""
    if sign == "/":
        return sign in answer and not _FRACTION.search(answer)
    if sign == "," and language.decimal == ",":
        return _COMMA.search(answer.strip(" ,")) is not None
    return sign in answer


def _span(answer: str, language: Language) -> list[str]:
    """The two limits of a span that have digits: "from 20 to 20,000"; empty where there is none."""
    parts = _DASH.split(answer)
    if len(parts) != 2:
        words = answer.split()
        joints = language.range_joints | language.conjunctions
        start = 1 if words and lowered(words[0]) in language.range_starts else 0
        ends = [at for at, word in enumerate(words) if at > start and lowered(word) in joints]
        parts = [" ".join(words[start : ends[0]]), " ".join(words[ends[-1] + 1 :])] if ends else []
    return parts if len(parts) == 2 and all(any(map(str.isdecimal, part)) for part in parts) else []


def _cut(answer: str, sign: str, count: int, language: Language) -> list[str]:
    """The pieces between the signs; the last two may have "and" between: "a, b and c"."""
    bare = answer.strip(" " + sign)
    decimals = sign == "," and language.decimal == ","
    parts = [part.strip() for part in (_COMMA.split(bare) if decimals else bare.split(sign))]
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

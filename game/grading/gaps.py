"""Step four for texts with gaps: which words are meant for which gap, and how many gaps are right."""

from __future__ import annotations

from itertools import combinations

from game.grading.languages import Language
from game.grading.normal_form import lowered
from game.grading.typed import TypedKey, grade_typed
from game.grading.verdicts import Verdict, ask_back

#: Words without signs between are tried for the gaps in each of up to so many ways.
_MOST_WAYS = 60


def grade_gaps(answer: str, gaps: tuple[TypedKey, ...], language: Language) -> Verdict:
    """The verdict on the words for all gaps, between which a semicolon, a slash, a comma, "and" or a space stands."""
    best: list[Verdict] | None = None
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
    return Verdict(credit, credit == 1 and any(verdict.spelling for verdict in best))


def _worth(verdicts: list[Verdict]) -> tuple[float, int]:
    return sum(verdict.credit for verdict in verdicts), -sum(bool(verdict.ask) for verdict in verdicts)


def _ways(answer: str, count: int, language: Language) -> list[list[str]]:
    """The ways in which an answer gives so many pieces of words; none where there is no such way."""
    if count == 1:
        return [[answer]] if answer.strip() else []
    for sign in (";", "/", "|", "\n", ","):
        if sign in answer:
            parts = [part.strip() for part in answer.strip(" " + sign).split(sign)]
            parts = [part for part in parts if part] if len(parts) > count else parts
            return [parts] if len(parts) == count and all(parts) else []
    words = answer.split()
    joints = [at for at, word in enumerate(words) if lowered(word) in language.conjunctions]
    if len(joints) == count - 1:
        parts = [
            " ".join(words[start:end])
            for start, end in zip([0, *(at + 1 for at in joints)], [*joints, len(words)], strict=True)
        ]
        if all(parts):
            return [parts]
    if len(words) < count:
        return []
    cuts = combinations(range(1, len(words)), count - 1)
    ways = []
    for cut in cuts:
        ways.append([" ".join(words[start:end]) for start, end in zip([0, *cut], [*cut, len(words)], strict=True)])
        if len(ways) == _MOST_WAYS:
            break
    return ways

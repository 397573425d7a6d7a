"""Step four for answers in words: whether they are one of the keys, and nothing else."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from game.grading import stances
from game.grading.calendar import Date, dates, times
from game.grading.extras import Around, are_harmless
from game.grading.languages import Language
from game.grading.normal_form import Token, bare, joined, lowered, tokens, without_points
from game.grading.phrases import Phrase, find, phrase
from game.grading.spelling import allowed, distance
from game.grading.verdicts import RIGHT, SPELLED, WRONG, Verdict, ask_back

ONE_ANSWER = "That is more than one answer. Decide for one."


class Exact(NamedTuple):
    """On what an author insists: accents, small and capital letters, spelling."""

    accents: bool = False
    case: bool = False
    spelling: bool = False


class TypedKey(NamedTuple):
    """What a typed answer may be, and what it must not be.

    `accepted`: the right answers, at least one. `rejected`: near ones that are wrong. `others`: names of other things
    of the story, which a slip must not turn the answer into. `around`: the words of the question and its facts.
    """

    accepted: tuple[str, ...]
    rejected: tuple[str, ...] = ()
    others: frozenset[str] = frozenset()
    around: str = ""
    exact: Exact = Exact()


class _Prepared(NamedTuple):
    """A key in normal form."""

    phrases: tuple[Phrase, ...]
    exact: frozenset[str]
    run_together: dict[str, list[str]]
    wrong: frozenset[str]
    others: frozenset[str]
    beside: Around
    formulas: frozenset[str]
    days: tuple[Date, ...]
    moments: frozenset[int]
    who: bool


def grade_typed(answer: str, key: TypedKey, language: Language) -> Verdict:
    """The verdict on an answer in the player's own words."""
    if not any(character.isalnum() for character in answer):
        return RIGHT if answer.strip() in key.accepted else WRONG
    if key.exact.case or key.exact.accents:
        return _to_the_letter(answer, key)
    prepared = _prepared(key, language)
    text = lowered(answer)
    if prepared.formulas and (formula(text) in prepared.formulas or _is_only_formulas(key)):
        return RIGHT if formula(text) in prepared.formulas else WRONG
    whole = tokens(text, language)
    said = _said(whole)
    if said in prepared.exact:
        return RIGHT
    if said in prepared.wrong:
        return WRONG
    if prepared.run_together.get(joined(whole)) == _figures(whole):
        return RIGHT
    if _is_moment(text, prepared, language):
        return RIGHT
    answers = stances.alternatives(text, language)
    if len(answers) == 1 and "/" in text and not any("/" in one for one in key.accepted):
        answers = [piece for piece in (part.strip() for part in text.split("/")) if piece]
    if len(answers) > 1:
        verdicts = [_one(piece, key, prepared, language) for piece in answers]
        return RIGHT if all(verdict.right for verdict in verdicts) else ask_back(ONE_ANSWER)
    return _one(text, key, prepared, language)


def _one(text: str, key: TypedKey, prepared: _Prepared, language: Language) -> Verdict:
    """The verdict on one answer, in each of the ways in which it can be read."""
    spelled = False
    for reading in _readings(text):
        given = tokens(reading, language)
        if _said(given) in prepared.exact:
            return RIGHT
        for wanted in prepared.phrases:
            verdict = _compare(wanted, given, key, prepared, language)
            if verdict.right and not verdict.spelling:
                return RIGHT
            spelled = spelled or verdict.right
    return SPELLED if spelled else WRONG


def _readings(text: str) -> list[str]:
    """The text; without what stands in brackets; and its first piece or last, where the others are only context."""
    bare_text = stances.without_brackets(text)
    return list(dict.fromkeys([text, bare_text])) if bare_text != text else [text]


def _compare(
    wanted: Phrase, given: tuple[Token, ...], key: TypedKey, prepared: _Prepared, language: Language
) -> Verdict:
    words = [word.text for word in given]
    if stances.negations(words, language) > stances.negations([word.text for word in wanted.words], language):
        return WRONG
    matched = find(wanted, given, language, slips=not key.exact.spelling)
    if matched.missing and not _is_surname(wanted, matched.missing, given, prepared):
        return _run_together(wanted, given, key, prepared, language)
    if matched.first < 0 or not are_harmless(wanted, given, matched, prepared.beside, language):
        return WRONG
    if not matched.slips:
        return RIGHT
    found = " ".join(word.text for at, word in enumerate(given) if at not in matched.beside)
    return SPELLED if _is_free(found, matched.slips, prepared) else WRONG


def _run_together(
    wanted: Phrase, given: tuple[Token, ...], key: TypedKey, prepared: _Prepared, language: Language
) -> Verdict:
    """The verdict where words were put together or taken apart: "worldwar" for "world war"."""
    content = tuple(word for word in given if word.number or word.text not in language.fillers) or given
    here, there = joined(content), joined(wanted.content)
    if _numbers(content) != wanted.numbers or len(there) < 5:
        return WRONG
    if here == there:
        return RIGHT
    if len(content) == len(wanted.content) or key.exact.spelling:
        return WRONG
    steps = distance(here, there, allowed(len(there)))
    return SPELLED if 0 < steps <= allowed(len(there)) and _is_free(here, steps, prepared) else WRONG


def _is_surname(wanted: Phrase, missing: tuple[Token, ...], given: tuple[Token, ...], prepared: _Prepared) -> bool:
    """Whether the answer gives the surname alone of the one who was asked for, and no other name has the same."""
    if not prepared.who or not wanted.name or len(wanted.content) < 2 or wanted.numbers:
        return False
    surname = wanted.content[-1].text
    if wanted.content[-1] in missing or len(surname) < 3:
        return False
    return not any(surname in name.split() for name in prepared.wrong | prepared.others)


def _is_free(found: str, steps: int, prepared: _Prepared) -> bool:
    """Whether no wrong answer and no other name is as near to what was typed as the key."""
    return all(
        abs(len(name) - len(found)) > steps or distance(found, name, steps) > steps
        for names in (prepared.wrong, prepared.others)
        for name in names
    )


def _is_moment(text: str, prepared: _Prepared, language: Language) -> bool:
    """Whether the answer is the day or the time of day that is the key."""
    words = bare(without_points(text)).split()
    if prepared.days and not stances.is_bounded(words, language) and not stances.negations(words, language):
        return any(date.agrees(wanted) for wanted in prepared.days for date in dates(text, language))
    if prepared.moments and not stances.is_bounded(words, language) and not stances.negations(words, language):
        return bool(times(text, language) & prepared.moments)
    return False


def _to_the_letter(answer: str, key: TypedKey) -> Verdict:
    """The verdict where an author insists on accents or on small and capital letters."""

    def form(text: str) -> str:
        words = " ".join(re.findall(r"[\w'’-]+", text.strip()))
        words = words if key.exact.case else words.casefold()
        return words if key.exact.accents else bare(words)

    return RIGHT if form(answer) in {form(one) for one in key.accepted} else WRONG


@lru_cache(maxsize=512)
def _prepared(key: TypedKey, language: Language) -> _Prepared:
    phrases = tuple(phrase(one, language) for one in key.accepted)
    exact = frozenset(_said(found.words) for found in phrases)
    wrong = frozenset(_said(tokens(one, language)) for one in key.rejected) - exact
    others = frozenset(_said(tokens(one, language)) for one in key.others) - exact - wrong
    formulas = frozenset(formula(lowered(one)) for one in key.accepted if is_formula(one))
    days = tuple(found[0] for one in key.accepted if (found := _whole_dates(one, language)))
    moments = frozenset(time for one in key.accepted for time in _whole_times(one, language))
    around = Around.of(key.around, [word for found in phrases for word in found.words], wrong, language)
    who = any(word in language.who for word in bare(lowered(key.around)).split())
    together = {joined(found.words): _figures(found.words) for found in phrases}
    return _Prepared(phrases, exact, together, wrong, others, around, formulas, days, moments, who)


def _whole_dates(text: str, language: Language) -> tuple[Date, ...]:
    """The date that a key is, and nothing else."""
    found = [date for date in dates(text, language) if date.month]
    letters = [word for word in re.findall(r"[^\W\d_]+", bare(lowered(text))) if word not in language.months]
    return tuple(found[:1]) if all(word in language.fillers for word in letters) else ()


def _whole_times(text: str, language: Language) -> frozenset[int]:
    return (
        times(text, language)
        if re.fullmatch(r"[ \d:.]+(?:h|uhr|am|pm|[ap]\.m\.)?(?: \d\d)?", lowered(text)) and ":" in text
        else frozenset()
    )


def _said(words: tuple[Token, ...]) -> str:
    return " ".join(word.number or word.text for word in words)


def _figures(words: tuple[Token, ...]) -> list[str]:
    return re.findall(r"\d+", _said(words))


def _numbers(words: tuple[Token, ...]) -> tuple[str, ...]:
    return tuple(sorted(word.number for word in words if word.number))


# ── Formulas ─────────────────────────────────────────────────────────────────────────────────────────────

_OPERATORS = re.compile(r"[=+*/^<>√±→]|(?<=[\w)]) ?- ?(?=[\w(])|(?<=\w)-$")
_HYPHENED = re.compile(r"[a-z]{2,}-[a-z]{2,}")


def is_formula(text: str) -> bool:
    """Whether a key is a formula, in which every sign counts: "E = mc²", "a - b", "Na+"."""
    low = lowered(text)
    if (
        _HYPHENED.search(low)
        or re.fullmatch(r"[+-]?[\d.,/ %]+", low)
        or "and/or" in low
        or len(re.findall(r"[a-z]{4,}", low)) > 1
    ):
        return False
    return _OPERATORS.search(low) is not None and not re.fullmatch(r"[a-z ]+/[a-z ]+", low)


def formula(text: str) -> str:
    """A formula without spaces and signs of multiplication, with one way to write a power."""
    compact = re.sub(r"\s+", "", text).replace("**", "^").replace("->", "→").replace("*", "")
    return re.sub(r"\^\(?(-?\w+)\)?", r"^\1", compact)


def _is_only_formulas(key: TypedKey) -> bool:
    return all(is_formula(one) for one in key.accepted)

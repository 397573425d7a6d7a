"""Step four for answers in words: whether they are one of the keys, and nothing else."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from game.grading import stances
from game.grading.assessment import ALL_RIGHT, ALL_WRONG, MISSPELLED, Assessment, ask_back
from game.grading.calendar import Date, dated
from game.grading.clock import moment
from game.grading.exactness import Exact, is_spelled, is_to_the_letter, other_forms
from game.grading.explanations import explained_answer
from game.grading.formulas import formula, is_formula, says_the_formula
from game.grading.key_phrases import Phrase, find, phrase, same_word
from game.grading.languages import Language
from game.grading.letters import bare, lowered
from game.grading.normal_form import Token, run_together, tokens_of, without_points
from game.grading.number_forms import several_numbers
from game.grading.numbers import NumberKey, grade_number
from game.grading.quantities import Quantity, quantities, same_series
from game.grading.spelling import allowed, distance, is_nearest
from game.grading.typed_moments import moments_of, whole_dates, whole_times
from game.grading.typed_numbers import as_number, has_part, is_number_key, only_quantities
from game.grading.words_beside_key import Surroundings, are_harmless
from game.localisation.messages import gettext

#: Signs of units, which no date and no time of day has.
_UNIT_SIGN = re.compile(r"[$€£¥%]")
_ALIKE = str.maketrans("0il", "o11")
_DECIMALS = re.compile(r"\d ?[.,/] ?\d")
_WORDS_AND_SLASH = re.compile(r"[a-z] ?/ ?[a-z]|\d ?/ ?[a-z]|[a-z] ?/ ?\d")


class TypedKey(NamedTuple):
    """What a typed answer may be, and what it must not be.

    `accepted`: the right answers, at least one. `rejected`: near ones that are wrong. `others`: names of other things
    of the story, which a slip must not turn the answer into. `asked`: the words of the question; `facts`: those of the
    facts on which it rests.
    """

    accepted: tuple[str, ...]
    rejected: tuple[str, ...] = ()
    others: frozenset[str] = frozenset()
    asked: str = ""
    facts: str = ""
    exact: Exact = Exact()


class _Prepared(NamedTuple):
    """A key in normal form."""

    phrases: tuple[Phrase, ...]
    exact: frozenset[str]
    run_together: dict[str, list[str]]
    wrong: frozenset[str]
    others: frozenset[str]
    beside: Surroundings
    formulas: frozenset[str]
    written_formulas: tuple[str, ...]
    days: tuple[Date, ...]
    #: Whether all keys are days.
    only_days: bool
    moments: frozenset[int]
    #: Whether all keys are times of day.
    only_moments: bool
    numbers: tuple[NumberKey, ...]
    #: The quantities of keys that are nothing but several of them.
    series: tuple[tuple[Quantity, ...], ...]
    #: The numbers of keys that are nothing but several of them, in one order.
    several: frozenset[tuple[tuple[Fraction, str], ...]]
    #: The wrong answers as they are written, without spaces.
    wrong_as_written: frozenset[str]
    #: Whether all keys are numbers in digits.
    only_numbers: bool
    only_formulas: bool
    #: Whether a slash stands in one of the keys.
    slash: bool
    #: Whether numbers stand in the keys, and all of them are whole.
    whole_numbers: bool
    #: The words of the question that are none of the key.
    asked: frozenset[str]
    asked_all: frozenset[str]
    titles: frozenset[str]
    #: Whether the question asks for a form of a word, which has to be exact.
    form: bool
    #: Whether that form is one word, which has to stand in the answer letter by letter.
    form_spelled: bool

    @property
    def other_answers(self) -> frozenset[str]:
        """The wrong answers, and the other names of the story: what is typed must not be as near to one of them."""
        return self.wrong | self.others


def grade_typed(answer: str, key: TypedKey, language: Language) -> Assessment:
    """The verdict on an answer in the player's own words."""
    if key.exact.case or key.exact.accents:
        return ALL_RIGHT if is_to_the_letter(answer, key.accepted, key.exact, language) else ALL_WRONG
    if not any(character.isalnum() for character in answer):
        wordless = (accepted for accepted in key.accepted if not any(letter.isalnum() for letter in accepted))
        return ALL_RIGHT if answer.strip() in key.accepted or any(wordless) else ALL_WRONG
    prepared = _prepared(key, language)
    text = stances.without_approximation(lowered(answer), language)
    whole = tokens_of(text, language)
    said = _said(whole)
    if prepared.wrong_as_written and _as_written(text) in prepared.wrong_as_written:
        return ALL_WRONG
    if prepared.several and (numbers := several_numbers(text, language)):
        return ALL_RIGHT if numbers in prepared.several else ALL_WRONG
    if not prepared.only_numbers and not prepared.only_formulas:
        signed = (prepared.days or prepared.moments) and _UNIT_SIGN.search(text) is not None
        plain = not prepared.only_days and not prepared.form_spelled and not signed
        plain = plain and not ((prepared.numbers or prepared.whole_numbers) and _DECIMALS.search(text))
        if plain and said in prepared.exact:
            return ALL_RIGHT
        if said in prepared.wrong:
            return ALL_WRONG
        together = plain and not key.exact.spelling
        figures = prepared.run_together.get(run_together(whole)) if together else None
        if figures is not None and figures == _figures(said):
            return ALL_RIGHT
    answers = stances.alternatives(text, language)
    if (
        "/" in text
        and len(answers) == 1
        and not (prepared.slash or prepared.only_formulas)
        and _WORDS_AND_SLASH.search(text)
    ):
        answers = [piece for piece in (part.strip() for part in text.split("/")) if piece]
    if len(answers) > 1:
        verdicts = [_one(piece, key, prepared, language) for piece in answers]
        return (
            ALL_RIGHT
            if all(verdict.right for verdict in verdicts)
            else ask_back(gettext("That is more than one answer. Decide for one."))
        )
    verdict = _one(stances.without_contrast(text, language), key, prepared, language)
    if verdict.right or verdict.ask:
        return verdict
    rest = explained_answer(text, prepared.beside, language)
    return verdict if rest is None else _one(rest, key, prepared, language)


def _one(text: str, key: TypedKey, prepared: _Prepared, language: Language) -> Assessment:
    """The verdict on one answer, in each of the ways in which it can be read."""
    if prepared.form_spelled and not is_spelled(text, key.accepted, language):
        return ALL_WRONG
    if prepared.numbers:
        verdicts = [grade_number(text, number, language) for number in prepared.numbers]
        right = next((verdict for verdict in verdicts if verdict.right), None)
        if right is not None or prepared.only_numbers:
            return right or (verdicts[0] if quantities(text, language) else ALL_WRONG)
        if len(prepared.numbers) == len(key.accepted) and _is_but_a_number(text, language):
            return verdicts[0]
    if prepared.series and any(same_series(quantities(text, language), series, language) for series in prepared.series):
        return ALL_WRONG if stances.negations(bare(without_points(text, language)).split(), language) else ALL_RIGHT
    if prepared.formulas and not stances.negations(bare(without_points(text, language)).split(), language):
        if any(formula(piece, language) in prepared.formulas for piece in (text, *text.split())):
            return ALL_RIGHT
        if says_the_formula(text, prepared.written_formulas, key.asked, language):
            return ALL_RIGHT
        if prepared.only_formulas or is_formula(text):
            return ALL_WRONG
    if prepared.days or prepared.moments:
        verdict = _moment_verdict(text, prepared, language)
        if verdict is not None:
            return verdict
    if prepared.whole_numbers and len(quantities(text, language)) == 1 and has_part(text, language):
        return ALL_WRONG
    spelled, asked_back = False, ALL_WRONG
    for reading in dict.fromkeys([text, stances.without_brackets(text)]):
        given = tokens_of(reading, language)
        said = _said(given)
        if said in prepared.exact:
            return ALL_RIGHT
        negations = stances.negations([word.text for word in given], language)
        for wanted in prepared.phrases:
            if negations > wanted.negations:
                continue
            verdict = _compare(wanted, given, said, key, prepared, language)
            if verdict.right and not verdict.spelling:
                return verdict
            asked_back = verdict if verdict.ask else asked_back
            spelled = spelled or verdict.right
    return MISSPELLED if spelled else asked_back


def _as_written(text: str) -> str:
    return text.replace(" ", "").strip(".!?")


def _is_but_a_number(text: str, language: Language) -> bool:
    """Whether an answer is one number, and nothing else is in it."""
    found = quantities(text, language)
    return len(found) == 1 and not found[0].before and not found[0].after


def _compare(
    wanted: Phrase, given: tuple[Token, ...], said: str, key: TypedKey, prepared: _Prepared, language: Language
) -> Assessment:
    strict = key.exact.spelling or prepared.form
    matched = find(wanted, given, language, slips=not strict, asked=prepared.asked, person=prepared.beside.person)
    if matched.missing and not _is_said_already(wanted, matched.missing, prepared, language):
        surname = _is_surname(wanted, matched.missing, prepared)
        if surname and any(wanted.content[-1].text in name.split() for name in prepared.wrong):
            return ask_back(gettext("Which one of that name? Write the first name, too."))
        if not surname and not _is_acronym(wanted, given, prepared):
            return ALL_WRONG if strict else _run_together(wanted, given, prepared, language)
    if _is_acronym(wanted, given, prepared):
        return ALL_RIGHT
    if matched.first < 0 or not are_harmless(wanted, given, matched, prepared.beside, language):
        return ALL_WRONG
    if strict and not prepared.form_spelled and said not in prepared.exact and len(given) == 1:
        return ALL_WRONG
    if not matched.slips:
        return ALL_RIGHT
    found = " ".join([word.text for at, word in enumerate(given) if at not in matched.beside])
    return MISSPELLED if is_nearest(found, matched.slips, prepared.other_answers) else ALL_WRONG


def _is_said_already(wanted: Phrase, missing: tuple[Token, ...], prepared: _Prepared, language: Language) -> bool:
    """Whether the question itself says what is missing: "14th" in which century, "5" which article."""
    if len(missing) == len(wanted.content):
        return False
    left = [word for word in wanted.content if word not in missing]
    if not left:
        return False
    return all(
        not word.number and any(same_word(word.text, asked, language) for asked in prepared.asked_all)
        for word in missing
    ) and (
        len(left) > len(missing)
        or any(word.number or word.text in language.ordinal_names for word in left)
        or (
            wanted.full_name
            and not prepared.beside.person
            and all(_is_own_name(word, prepared, language) for word in left)
        )
    )


def _is_own_name(word: Token, prepared: _Prepared, language: Language) -> bool:
    """Whether a word of a name says all of it to this question: "Versailles" of the Treaty of Versailles."""
    if len(word.text) < 4 or word.text in prepared.asked_all or word.text in prepared.beside.wrong:
        return False
    return word.text not in language.titles | language.modifiers | language.origins | language.countries


def _is_acronym(wanted: Phrase, given: tuple[Token, ...], prepared: _Prepared) -> bool:
    """Whether the answer is the initials of the key, and the question does not name them."""
    if not wanted.full_name or wanted.numbers:
        return False
    content = [word for word in given if word.text not in ("the", "a")]
    if len(content) != 1 or content[0].number:
        return False
    initials = wanted.initials
    if len(wanted.all_initials) > 2 and content[0].text == wanted.all_initials not in prepared.asked:
        return True
    return len(initials) > 1 and content[0].text == initials and initials not in prepared.asked


def _run_together(wanted: Phrase, given: tuple[Token, ...], prepared: _Prepared, language: Language) -> Assessment:
    """The verdict where words were put together or taken apart: "worldwar" for "world war"."""
    content = tuple([word for word in given if word.number or word.text not in language.fillers]) or given
    here, there = run_together(content), wanted.joined
    if not here.isalpha() and not there.isalpha() and looks_like(here) == looks_like(there) and not wanted.numbers:
        return MISSPELLED
    if _numbers(content) != wanted.numbers or len(there) < 5:
        return ALL_WRONG
    if here == there:
        return ALL_RIGHT
    if len(content) == len(wanted.content) or not here.isalpha():
        return ALL_WRONG
    most = allowed(len(there))
    steps = distance(here, there, most)
    return MISSPELLED if 0 < steps <= most and is_nearest(here, steps, prepared.other_answers) else ALL_WRONG


def looks_like(word: str) -> str:
    """The word with one sign for letters and digits that look alike: "C02" is "CO2"."""
    return word.translate(_ALIKE)


def _is_surname(wanted: Phrase, missing: tuple[Token, ...], prepared: _Prepared) -> bool:
    """Whether the answer gives the surname of the one who was asked for, which no other name of the story has."""
    if not prepared.beside.person or not wanted.name or len(wanted.content) < 2 or wanted.content[-1].number:
        return False
    surnames = wanted.surnames.difference(prepared.titles, (word.text for word in missing))
    return bool(surnames) and not any(surnames.issubset(name.split()) for name in prepared.others)


def _moment_verdict(text: str, prepared: _Prepared, language: Language) -> Assessment | None:
    """The verdict on a day or a time of day where such is the key; None where the answer names none."""
    if _UNIT_SIGN.search(text) is not None:
        return ALL_WRONG
    negated = stances.negations(bare(without_points(text, language)).split(), language) > 0
    said = dated(text, language) if prepared.days else None
    if said is not None and any(day.agrees(wanted) for day in said.days for wanted in prepared.days):
        bounded = negated or stances.is_bounded(said.before, said.after, language)
        return ALL_WRONG if bounded else MISSPELLED if said.misspelled else ALL_RIGHT
    time = moment(text, language) if prepared.moments else None
    if time is not None and time.minutes & prepared.moments:
        return ALL_WRONG if negated or stances.is_bounded(time.before, time.after, language) else ALL_RIGHT
    # Another day is none of the words of the key in another order: 5/1 for 1/5.
    if prepared.only_moments and (time is not None or any(map(str.isdecimal, text))):
        return ALL_WRONG
    return ALL_WRONG if said is not None and prepared.only_days and any(day.day for day in said.days) else None


@lru_cache(maxsize=512)
def _prepared(key: TypedKey, language: Language) -> _Prepared:
    own_words = (*key.accepted, *_formulas_of(key, language))
    formulas = tuple(accepted for accepted in key.accepted if _is_formula(accepted, key, language))
    phrases = tuple(
        phrase(accepted, language)
        for accepted in own_words
        if accepted not in formulas or len(formulas) == len(own_words)
    )
    exact = frozenset(_said(found.words) for found in phrases)
    wrong = frozenset(_said(tokens_of(rejected, language)) for rejected in key.rejected) - exact
    others = frozenset(_said(tokens_of(name, language)) for name in key.others) - exact - wrong
    own = [word for found in phrases for word in found.words]
    asked_all = frozenset(word.text for word in tokens_of(key.asked, language) if not word.number)
    asked = asked_all - {word.text for word in own} - language.fillers
    forms = {word.text for word in own if len(word.text) > 3}
    about_form = any(same_word(word, form, language) for word in asked if len(word) > 2 for form in forms)
    alone = all(len(found.content) == 1 for found in phrases)
    about_form = about_form or not asked.isdisjoint(language.form_words)
    about_form = alone and (about_form or any(other_forms(accepted, key.asked) for accepted in key.accepted))
    person = not asked_all.isdisjoint(language.who | language.titles) or _asks_for_title(key.asked, language)
    return _Prepared(
        phrases=phrases,
        exact=exact,
        run_together={run_together(found.words): _figures(_said(found.words)) for found in phrases},
        wrong=wrong,
        others=others,
        beside=Surroundings.of(f"{key.asked} {key.facts}", key.asked, own, wrong, language, person=person),
        formulas=frozenset(formula(lowered(accepted), language) for accepted in formulas),
        written_formulas=formulas,
        days=tuple(day for accepted in key.accepted for day in whole_dates(accepted, language)),
        only_days=all(whole_dates(accepted, language) for accepted in key.accepted),
        moments=moments_of(key.accepted, language),
        only_moments=all(whole_times(accepted, language) for accepted in key.accepted),
        numbers=tuple(
            number for accepted in key.accepted if (number := as_number(accepted, key.asked, language)) is not None
        ),
        series=tuple(found for accepted in key.accepted if len(found := only_quantities(accepted, language)) > 1),
        several=frozenset(
            numbers
            for accepted in key.accepted
            if not whole_dates(accepted, language) and (numbers := several_numbers(accepted, language))
        ),
        wrong_as_written=frozenset(_as_written(lowered(rejected)) for rejected in key.rejected)
        - {_as_written(lowered(accepted)) for accepted in key.accepted},
        only_numbers=all(is_number_key(accepted, language) for accepted in key.accepted),
        only_formulas=len(formulas) == len(key.accepted),
        slash=any("/" in accepted for accepted in key.accepted),
        whole_numbers=any(found.numbers for found in phrases)
        and not moments_of(key.accepted, language)
        and not any(has_part(accepted, language) for accepted in key.accepted),
        asked=asked,
        asked_all=asked_all,
        titles=language.titles,
        form=about_form,
        form_spelled=about_form and alone,
    )


def _is_formula(accepted: str, key: TypedKey, language: Language) -> bool:
    """Whether a key is a formula; "m/V" is one where the question or another key says so."""
    if is_formula(accepted):
        return True
    if re.fullmatch(r"[a-z]{1,3} ?/ ?[a-z]{1,3}", lowered(accepted)) is None:
        return False
    asked = {word.text for word in tokens_of(key.asked, language)}
    return not asked.isdisjoint(language.formula_words) or any(map(is_formula, key.accepted))


def _formulas_of(key: TypedKey, language: Language) -> list[str]:
    """The formulas of substances that are keys, where the question neither asks for one nor gives it."""
    asked = {word.text for word in tokens_of(key.asked, language)}
    if not asked.isdisjoint(language.formula_words):
        return []
    names = (" ".join(word.text for word in tokens_of(accepted, language)) for accepted in key.accepted)
    return [formula for name in names for formula in language.substances.get(name, "").split() if formula not in asked]


def _asks_for_title(asked: str, language: Language) -> bool:
    """Whether the question asks for a person by what the person is: "Welche französische Physikerin"."""
    words = [word.text for word in tokens_of(asked, language)]
    kinds = {word for at, which in enumerate(words) if which in language.which for word in words[at + 1 : at + 4]}
    return any(same_word(word, title, language) for word in kinds if len(word) > 2 for title in language.titles)


def _said(words: tuple[Token, ...]) -> str:
    return " ".join([word.number or word.text for word in words])


def _figures(said: str) -> list[str]:
    return re.findall(r"-?\d+", said)


def _numbers(words: tuple[Token, ...]) -> tuple[str, ...]:
    return tuple(sorted([word.number for word in words if word.number]))

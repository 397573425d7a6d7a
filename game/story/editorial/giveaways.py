"""What gives an answer away to somebody who has not read: how options look, beside each other and in the whole bank."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.compile.collecting import Definitions
from game.story.editorial.quotation_marks import QUOTATION_MARKS
from game.story.editorial.shared_words import content_words, most_shared
from game.story.editorial.words.lint_words import LintWords
from game.story.model.yaml_nodes import ScalarNode
from game.story.schema.question_definitions import QuestionDef

#: Among fewer questions with options a share means nothing.
_FEW = 5
#: Of so many questions named as the worst the author gets an idea of them.
_NAMED = 3
#: So many of the facts of a question are compared with its options.
_CITED = 20


def check_giveaways(defined: Definitions, words: LintWords, found: Diagnostics) -> None:
    """Report options that single out the right one: in one question, and by a habit in more than 4 of 10."""
    choices = {id_: question for id_, question in defined.questions.items() if _is_choice(question)}
    for question in choices.values():
        _check_form(question, words, found)
        if words.code == "en":
            _check_grammar(question, found)
    _check_lengths(defined, choices, found)
    _check_echoes(defined, choices, words, found)


def _is_choice(question: QuestionDef) -> bool:
    """Whether there is one right answer among several. Where more are right, none of them stands alone."""
    right = sum(answer.right is not None for answer in question.answers or ())
    return right == 1 and len(question.answers or ()) > right


def key_and_others(question: QuestionDef) -> tuple[ScalarNode, list[str]]:
    """The right answer, and the words of the wrong ones."""
    answers = question.answers or ()
    key = next(answer.right for answer in answers if answer.right is not None)
    return key, [answer.wrong.value for answer in answers if answer.wrong is not None]


# The whole bank


def _check_lengths(defined: Definitions, choices: Mapping[str, QuestionDef], found: Diagnostics) -> None:
    shortest: dict[str, float] = {}
    longest: dict[str, float] = {}
    for id_, question in choices.items():
        key, others = key_and_others(question)
        length, lengths = len(key.value), [len(other) for other in others]
        if length < min(lengths):
            shortest[id_] = min(lengths) / length
        elif length > max(lengths):
            longest[id_] = length / max(lengths)
    for entry, by_id in ((catalogue.KEYS_SHORTEST, shortest), (catalogue.KEYS_LONGEST, longest)):
        _report_habit(entry, by_id, len(choices), defined, found)


def _check_echoes(
    defined: Definitions, choices: Mapping[str, QuestionDef], words: LintWords, found: Diagnostics
) -> None:
    echoed: dict[str, float] = {}
    words_of = {id_: content_words(fact.states.value, words) for id_, fact in defined.facts.items()} if choices else {}
    for id_, question in choices.items():
        key, others = key_and_others(question)
        facts = [words_of[word.value] for word in question.cites[:_CITED] if word.value in words_of]
        if most_shared([key.value, *others], facts, words) == (0,):
            echoed[id_] = len(key.value)
    _report_habit(catalogue.KEYS_ECHO, echoed, len(choices), defined, found)


def _report_habit(
    entry: catalogue.Entry, by_id: Mapping[str, float], total: int, defined: Definitions, found: Diagnostics
) -> None:
    """Report what more than 4 of 10 questions have in common, with those that have most of it."""
    if total < _FEW or len(by_id) * 10 <= total * 4 or defined.pack is None:
        return
    worst = sorted(by_id, key=lambda id_: (-by_id[id_], id_))[:_NAMED]
    named = ", ".join(f"`{id_}`" for id_ in worst)
    found.report(entry, defined.pack.spot, count=len(by_id), total=total, worst=named)


# One question


@cache
def _denial(words: LintWords) -> re.Pattern[str]:
    """A denial at the beginning. Further back it is a part of what happened, as in `The train did not come`."""
    return re.compile(rf"(?:[^\W\d_]+\s+)?(?:{'|'.join(words.denials)})\b", re.IGNORECASE)


_FIGURE = re.compile(r"\d")
_QUOTED = re.compile(f"[{QUOTATION_MARKS}]")


@cache
def _features(words: LintWords) -> tuple[tuple[Callable[[str], bool], str, str], ...]:
    """What an option can have or not, and how either is said."""
    denies = _denial(words).match if words.denials else lambda option: None
    return (
        (lambda option: _FIGURE.search(option) is not None, "has a figure", "has no figure"),
        (lambda option: denies(option) is not None, "begins with a denial", "begins with no denial"),
        (lambda option: _QUOTED.search(option) is not None, "quotes somebody", "quotes nobody"),
        (lambda option: option[:1].isupper(), "begins with a capital letter", "begins with a small letter"),
        (lambda option: option.endswith((".", "。")), "ends with a full stop", "ends without a full stop"),
        (
            lambda option: option.endswith(("!", "！")),
            "ends with an exclamation mark",
            "ends without an exclamation mark",
        ),
    )


def _check_form(question: QuestionDef, words: LintWords, found: Diagnostics) -> None:
    """Report a right answer that alone has a form, or alone has it not."""
    key, others = key_and_others(question)
    if len(others) < 2:
        return
    for has, with_it, without in _features(words):
        of_key, of_others = has(key.value), {has(other) for other in others}
        if of_others == {not of_key}:
            differs = with_it if of_key else without
            found.report(catalogue.KEY_ODD_ONE_OUT, key.spot, answer=key.value, differs=differs)
            return


@cache
def _ends_with_article() -> re.Pattern[str]:
    return re.compile(r"\b(an?)[\s:…_.?]*\Z", re.IGNORECASE)


@cache
def _number_wanted() -> re.Pattern[str]:
    return re.compile(r"\A(?:what|who|which(?: of (?:these|them|those))?) (are|were|is|was)\b", re.IGNORECASE)


_LIKE_A_CONSONANT = re.compile(r"(?:uni|use|usu|eu|one\b|once\b)", re.IGNORECASE)
_LIKE_A_VOWEL = re.compile(r"(?:[aeiou]|hour|honest|honou?r|heir)", re.IGNORECASE)
_PLURAL = re.compile(r"\band\b|\A(?:two|three|four|five|[2-9]|[1-9]\d+)\b|\A\w{3,}[^\Wsui]s\Z", re.IGNORECASE)


def _check_grammar(question: QuestionDef, found: Diagnostics) -> None:
    """Report a question after whose last words, or whose verb, only the right answer is English."""
    stem = question.text.value.strip() if question.text is not None else ""
    key, others = key_and_others(question)
    for word, fits in _demands(stem):
        if fits(key.value) and not any(fits(other) for other in others):
            assert question.text is not None  # noqa: S101 - else it demands nothing
            found.report(catalogue.GRAMMAR_FORCES_KEY, question.text.spot, word=word, answer=key.value)
            return


def _demands(stem: str) -> Iterable[tuple[str, Callable[[str], bool]]]:
    """What the grammar of a question demands of its answer: the word that does, and whether an answer fits."""
    article, verb = _ends_with_article().search(stem), _number_wanted().match(stem)
    if article is not None:
        vowel = article[1].casefold() == "an"
        yield article[1], lambda words: _sounds_like_vowel(words) == vowel
    if verb is not None:
        plural = verb[1].casefold() in ("are", "were")
        yield verb[1], lambda words: bool(_PLURAL.search(words)) == plural


def _sounds_like_vowel(words: str) -> bool:
    return bool(_LIKE_A_VOWEL.match(words)) and not _LIKE_A_CONSONANT.match(words)

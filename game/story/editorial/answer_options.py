"""What research on multiple choice asks of the options of one question."""

from __future__ import annotations

import re
from functools import cache

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.compile.uncited_questions import awaits_facts
from game.story.editorial.words.lint_words import LintWords
from game.story.model.yaml_nodes import ScalarNode
from game.story.schema.question_definitions import AnswerDef, QuestionDef

#: Between short answers a letter more or less gives nothing away.
_PLAINLY_LONGER = 10


@cache
def _all_or_none(words: LintWords) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(words.all_or_none)})[\s.!]*", re.IGNORECASE)


def check_options(id_: str, question: QuestionDef, words: LintWords, found: Diagnostics) -> None:
    """Report options that are too many, too few, too long, too clever, or without a reason."""
    answers = question.answers or ()
    if not answers:
        return
    if len(answers) > 4:
        found.report(catalogue.MANY_OPTIONS, question.spot, id=id_, count=len(answers))
    elif len(answers) == 2:
        found.report(catalogue.TWO_OPTIONS, question.spot, id=id_)
    for answer in answers:
        option = _option(answer)
        if words.all_or_none and _all_or_none(words).fullmatch(option.value.strip()):
            found.report(catalogue.ALL_OR_NONE, option.spot, answer=option.value)
        # Of questions that were imported just now, one finding a file says that there is work to do.
        if answer.wrong is not None and answer.because is None and not awaits_facts(question):
            found.report(catalogue.WRONG_WITHOUT_FEEDBACK, answer.wrong.spot, answer=option.value)
    key, longest = key_and_longest(question)
    if len(key.value) > 1.5 * longest and len(key.value) - longest >= _PLAINLY_LONGER:
        found.report(catalogue.KEY_STANDS_OUT, key.spot, answer=key.value, length=len(key.value), longest=longest)


def key_and_longest(question: QuestionDef) -> tuple[ScalarNode, int]:
    """The right answer, and how many characters the longest wrong one has."""
    answers = question.answers or ()
    key = next(answer.right for answer in answers if answer.right is not None)
    return key, max((len(answer.wrong.value) for answer in answers if answer.wrong is not None), default=0)


def _option(answer: AnswerDef) -> ScalarNode:
    option = answer.right or answer.wrong
    assert option is not None  # noqa: S101 - a question with an answer that is neither is refused
    return option

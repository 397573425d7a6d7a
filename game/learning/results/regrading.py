"""Grades recorded answers again, after a key was mended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import NamedTuple

from game.engine.drawn_numbers import as_asked
from game.engine.grading import grade
from game.learning.record.answer_watch import utc_words, verdict_on_credit
from game.learning.record.fingerprints import question_fingerprint
from game.learning.record.given_answers import AnswerVerdict, GivenAnswer, KeptAnswer, Regrade
from game.story.model.story import Question, Story

_OTHER_PARTS = "the parts of the question are other ones now"


class GradedAgain(NamedTuple):
    """An answer whose verdict is another one by the key of today."""

    kept: KeptAnswer
    regrade: Regrade


class NotGradedAgain(NamedTuple):
    """An answer of which nobody can say what it is worth today, and why: words that follow a colon."""

    kept: KeptAnswer
    reason: str


class Regrading(NamedTuple):
    """What grading again comes to; `looked_at` counts all answers that were graded."""

    changed: tuple[GradedAgain, ...]
    unclear: tuple[NotGradedAgain, ...]
    looked_at: int


def regrade(
    story: Story, answers: Iterable[KeptAnswer], stories: Mapping[str, Story] = MappingProxyType({})
) -> Regrading:
    """Grade the answers by the keys that the story has now; they are answers to its own pack. Nothing is written.

    `stories`: by the id of a play the story in the language in which it was played, where that is another one.

    The results are in the order of the answers. Two credits, from 0 to 1, that agree to six digits count as the same.
    """
    now = utc_words(datetime.now(UTC))
    changed, unclear, looked_at = [], [], 0
    for kept in answers:
        looked_at += 1
        keys = stories.get(kept.play.id, story)
        again = _graded(keys, kept.answer, kept.play.seed)
        if isinstance(again, str):
            unclear.append(NotGradedAgain(kept, again))
            continue
        verdict, credit = again
        if (verdict, round(credit, 6)) != (kept.verdict, round(kept.credit, 6)):
            mark = question_fingerprint(keys.questions[kept.answer.question])
            changed.append(GradedAgain(kept, Regrade(now, mark, kept.verdict, kept.credit, verdict, credit)))
    return Regrading(tuple(changed), tuple(unclear), looked_at)


def _graded(story: Story, answer: GivenAnswer, seed: int) -> tuple[AnswerVerdict, float] | str:
    """The verdict of today and its credit, or why there is none."""
    question = story.questions.get(answer.question) if answer.question in story.question_order else None
    if question is None:
        return "the pack has no such question any more"
    if answer.verdict == "passed":
        return "passed", 0.0
    chosen = next((option for option in question.answers if option.id == answer.chosen), None)
    if chosen is not None:
        return verdict_on_credit(float(chosen.right)), float(chosen.right)
    asked = _as_it_was_shown(as_asked(question, seed), answer)
    if asked is None:
        return _OTHER_PARTS
    graded = grade(story, asked[0], answer.given, asked[1])
    if graded.unclear:
        return f"it cannot be graded by the key of today. {graded.unclear}"
    return verdict_on_credit(graded.credit), graded.credit


def _as_it_was_shown(question: Question, answer: GivenAnswer) -> tuple[Question, tuple[int, ...]] | None:
    """The question with its parts as the player saw them, for the letters that were typed; None if they are gone."""
    match question.kind:
        case "order":
            if sorted(answer.shown) != sorted(question.parts):
                return None
            return question, tuple(question.parts.index(part) for part in answer.shown)
        case "match":
            partner = dict(zip(question.parts, question.partners, strict=True))
            if sorted(answer.shown) != sorted(question.parts) or sorted(answer.partners) != sorted(question.partners):
                return None
            partners = tuple(partner[part] for part in answer.shown)
            shown = question._replace(parts=answer.shown, partners=partners)
            return shown, tuple(partners.index(shown_partner) for shown_partner in answer.partners)
        case _:
            words = [option.words for option in question.answers]
            same = bool(words) and sorted(answer.shown) == sorted(words)
            return question, tuple(words.index(part) for part in answer.shown) if same else tuple(range(len(words)))

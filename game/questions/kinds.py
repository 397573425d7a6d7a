"""All kinds of questions, by the word for each in a story."""

from __future__ import annotations

from game.localisation.messages import ngettext
from game.questions.choice import ChoiceType
from game.questions.cloze import ClozeType
from game.questions.free import OpenType
from game.questions.number import NumberType
from game.questions.ordering import OrderingType
from game.questions.pairing import MatchingType, SortingType
from game.questions.question_type import Grade, QuestionType
from game.questions.several import SeveralType
from game.questions.true_false import TrueFalseType
from game.questions.typed_answer import TypedType
from game.story.model.story import Question, QuestionKind, Story
from game.support import limits

KINDS: dict[QuestionKind, QuestionType] = {
    "choice": ChoiceType(),
    "several": SeveralType(),
    "true_false": TrueFalseType(),
    "typed": TypedType(),
    "number": NumberType(),
    "cloze": ClozeType(),
    "order": OrderingType(),
    "match": MatchingType(),
    "sort": SortingType(),
    "open": OpenType(),
}


def type_of(question: Question) -> QuestionType:
    """What this kind of question knows."""
    return KINDS[question.kind]


def grade(story: Story, question: Question, words: str, order: tuple[int, ...]) -> Grade:
    """The verdict on `words`. `order` is that in which the parts of the question were shown."""
    if len(words) > limits.ANSWER_CHARACTERS:
        words = ngettext(
            "That is too long for an answer: at most {number} character is allowed.",
            "That is too long for an answer: at most {number} characters are allowed.", limits.ANSWER_CHARACTERS,
        )  # fmt: skip
        return Grade(False, unclear=words)
    return type_of(question).grade(story, question, words, order)

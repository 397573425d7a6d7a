"""All kinds of questions, by the word for each in a story."""

from __future__ import annotations

from game.questions.choice import Choice
from game.questions.cloze import Cloze
from game.questions.free import Open
from game.questions.matching import Matching, Sorting
from game.questions.number import Number
from game.questions.ordering import Ordering
from game.questions.question_type import Grade, QuestionType
from game.questions.several import Several
from game.questions.true_false import TrueFalse
from game.questions.typed import Typed
from game.story.model.story import Question, QuestionKind, Story
from game.support import limits

KINDS: dict[QuestionKind, QuestionType] = {
    "choice": Choice(),
    "several": Several(),
    "true_false": TrueFalse(),
    "typed": Typed(),
    "number": Number(),
    "cloze": Cloze(),
    "order": Ordering(),
    "match": Matching(),
    "sort": Sorting(),
    "open": Open(),
}


def type_of(question: Question) -> QuestionType:
    """What this kind of question knows."""
    return KINDS[question.kind]


def grade(story: Story, question: Question, words: str, order: tuple[int, ...]) -> Grade:
    """The verdict on `words`. `order` is that in which the parts of the question were shown."""
    if len(words) > limits.ANSWER_CHARACTERS:
        return Grade(
            False, unclear=f"That is too long for an answer: {limits.ANSWER_CHARACTERS:,} characters are the most."
        )
    return type_of(question).grade(story, question, words, order)

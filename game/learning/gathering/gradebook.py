"""The first answers of pupils to the questions of a pack, and what they come to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from game.learning.record.given_answers import AnswerVerdict, KeptAnswer
from game.questions.question_keys import words_of_text
from game.story.model.story import Story

NO_NAME = "(no name)"
"""What a pupil is called who gave no name."""


class QuestionColumn(NamedTuple):
    """A question, with its words and topics where the pack can be read."""

    id: str
    words: str = ""
    topics: tuple[str, ...] = ()


class PupilRow(NamedTuple):
    """A pupil with their first answer to each question that they were asked, by its id."""

    name: str
    first: Mapping[str, KeptAnswer]

    @property
    def score(self) -> float:
        """The sum of the credits."""
        return sum(kept.credit for kept in self.first.values())

    def when(self, confidence: str) -> tuple[int, int]:
        """How many of the first answers of which the pupil said this were right, and how many there are."""
        said = [kept.verdict == "right" for kept in self.first.values() if kept.answer.confidence == confidence]
        return sum(said), len(said)

    def count(self, verdict: AnswerVerdict) -> int:
        """How many of the first answers came to this."""
        return sum(kept.verdict == verdict for kept in self.first.values())


class Gradebook(NamedTuple):
    """Pupils and questions of one pack, with all answers, later ones and those of practice among them.

    `questions` are those that anybody was asked, `unasked` the others of the pack.
    """

    pack: str
    title: str
    questions: tuple[QuestionColumn, ...]
    unasked: tuple[QuestionColumn, ...]
    pupils: tuple[PupilRow, ...]
    answers: tuple[KeptAnswer, ...]

    def to(self, question: str) -> list[KeptAnswer]:
        """The first answers to a question."""
        return [row.first[question] for row in self.pupils if question in row.first]


def gradebook(pack: str, answers: Sequence[KeptAnswer], story: Story | None, names: Iterable[str] = ()) -> Gradebook:
    """The gradebook of a pack; `names` are pupils who are in it though they answered nothing.

    Questions stand in the order of the pack. Without a story they stand as they were first answered.
    """
    first: dict[str, dict[str, KeptAnswer]] = {name: {} for name in names}
    for kept in answers:
        rows = first.setdefault(kept.pupil, {})
        if kept.play.occasion == "play" and kept.answer.is_first:
            rows.setdefault(kept.answer.question, kept)
    asked = dict.fromkeys(kept.answer.question for kept in answers)
    columns = {id_: QuestionColumn(id_) for id_ in asked}
    title = next((kept.play.title for kept in reversed(answers)), pack)
    if story is not None:
        title = story.title
        known = {id_: _column(story, id_) for id_ in story.question_order}
        columns = {**known, **{id_: column for id_, column in columns.items() if id_ not in known}}
    return Gradebook(
        pack, title, tuple(column for column in columns.values() if column.id in asked),
        tuple(column for column in columns.values() if column.id not in asked),
        tuple(PupilRow(name, first[name]) for name in sorted(first, key=str.casefold)), tuple(answers),
    )  # fmt: skip


def _column(story: Story, id_: str) -> QuestionColumn:
    question = story.questions[id_]
    return QuestionColumn(id_, " ".join(words_of_text(question.text).split()), question.topics)

"""How much a simulated player knows, for all questions or topic by topic.

What follows for an answer: `players.right_below`.
"""

from __future__ import annotations

from typing import NamedTuple

from game.story.model.story import Question, Story
from game.support.similarity import did_you_mean

USUAL = 0.6
"""What is taken for the knowledge where nothing else is said."""


class WrongKnowledge(ValueError):
    """What was given for the knowledge is none; the message says what to write instead."""


class Knowledge(NamedTuple):
    """How likely an answer is right, from 0 to 1: for every question, or for those on some topics."""

    general: float = USUAL
    topics: tuple[tuple[str, float], ...] = ()

    def of(self, question: Question) -> float:
        """How likely the answer to this question is right: the mean where it is on several of the topics."""
        own = [likely for topic, likely in self.topics if topic in question.topics]
        return sum(own) / len(own) if own else self.general

    def in_words(self) -> str:
        """Such as `0.6` or `0.6, spending 0.9`."""
        return ", ".join([f"{self.general:g}", *(f"{topic} {likely:g}" for topic, likely in self.topics)])


def read_knowledge(written: str, story: Story) -> Knowledge:
    """The knowledge in words: `0.6`, `spending=0.8,history=0.3`, or `0.5,spending=0.8`. Raises WrongKnowledge."""
    known = sorted({topic for question in story.questions.values() for topic in question.topics})
    general, topics = USUAL, dict[str, float]()
    for part in written.split(","):
        topic, equals, number = (piece.strip() for piece in part.rpartition("="))
        likely = _likely(number)
        if not equals:
            general = likely
        elif topic in known:
            topics[topic] = likely
        else:
            listed = f"The topics are: {', '.join(known)}." if known else "It asks nothing on any topic."
            raise WrongKnowledge(
                f"{story.title} has no question on the topic “{topic}”. {did_you_mean(topic, known)}{listed}"
            )
    return Knowledge(general, tuple(topics.items()))


def _likely(number: str) -> float:
    try:
        likely = float(number)
    except ValueError:
        likely = -1.0
    if not 0 <= likely <= 1:
        raise WrongKnowledge(
            f"“{number}” is no knowledge. It is a number from 0 (never right) to 1 (always right), such as 0.6; "
            "for some topics: spending=0.8,history=0.3."
        )
    return likely

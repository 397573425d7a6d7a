"""What came of the questions of a play, for whoever shows it."""

from __future__ import annotations

from typing import NamedTuple

from game.support.counts import counted


class MissedQuestion(NamedTuple):
    """A question that was not answered right: what was asked, said, right, why, on what it rests, and where it was.

    `hints`: how many were asked for before the answer. `was_sure`: the player had said so before the verdict.
    `right_later`: it was right, in this form or another, when it was asked again.
    """

    asked: str
    given: str
    key: str
    partly: bool
    because: tuple[str, ...]
    sources: tuple[str, ...]
    where: str
    hints: int = 0
    was_sure: bool = False
    right_later: bool = False


class ConfidenceTally(NamedTuple):
    """How often somebody was right of those answers of which they said the same: a guess, not sure, or sure."""

    confidence: str
    right: int
    asked: int


class TopicTally(NamedTuple):
    """How the questions on one topic went."""

    name: str
    right: int
    asked: int


class Debriefing(NamedTuple):
    """What came of the questions of a play: those that were missed, how each topic went, and how sure one was.

    What was missed though the player was sure comes first; apart from that it stands in the order of the play.
    `after_hints`: how many of those that are right were so after a hint.
    """

    title: str
    right: int
    asked: int
    missed: tuple[MissedQuestion, ...]
    topics: tuple[TopicTally, ...]
    after_hints: int = 0
    confidences: tuple[ConfidenceTally, ...] = ()

    @property
    def score(self) -> str:
        """How many were right, in a sentence."""
        hinted = f", {self.after_hints} of these after a hint" if self.after_hints else ""
        return f"{self.right} of {counted(self.asked, 'question')} right{hinted}."

"""What came of the questions of a play, for whoever shows it."""

from __future__ import annotations

from typing import NamedTuple


class MissedQuestion(NamedTuple):
    """A question that was not answered right: what was asked, said, right, why, on what it rests, and where it was."""

    asked: str
    given: str
    key: str
    partly: bool
    because: tuple[str, ...]
    sources: tuple[str, ...]
    where: str


class TopicTally(NamedTuple):
    """How the questions on one topic went."""

    name: str
    right: int
    asked: int


class Debriefing(NamedTuple):
    """What came of the questions of a play: those that were missed, in their order, and how each topic went."""

    title: str
    right: int
    asked: int
    missed: tuple[MissedQuestion, ...]
    topics: tuple[TopicTally, ...]

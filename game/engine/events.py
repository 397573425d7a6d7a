"""What can happen in a turn. Clients decide how to show it; the engine only says that it happened."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from game.story.model.text import Text


class TextShown(NamedTuple):
    """A text to show, with the memory it speaks of."""

    text: Text
    memory: int


class Arrived(NamedTuple):
    """The player is at this place; `first` on the first visit."""

    place: str
    first: bool


class PassedThrough(NamedTuple):
    """The player came through these places without stopping; whoever walks several steps in one go says so.

    A single step never brings it: it stands for the arrivals of those in between.
    """

    places: tuple[str, ...]


class SceneBegan(NamedTuple):
    """A scene opened."""

    scene: str


class SceneEnded(NamedTuple):
    """The scenes are over; the player walks about again."""


class FactLearned(NamedTuple):
    """A fact went into the notebook."""

    fact: str


class ItemReceived(NamedTuple):
    """An item went into the bag."""

    item: str


class ItemLost(NamedTuple):
    """An item went out of the bag."""

    item: str


class Achieved(NamedTuple):
    """The player has this achievement now."""

    achievement: str


class MeasureChanged(NamedTuple):
    """A measure changed."""

    measure: str
    before: int
    after: int


class StoppedAtBound(NamedTuple):
    """A measure was to be changed beyond its `most` or its `least`, where the pack does not say that it may be.

    What went beyond the bound is lost.
    """

    measure: str
    edge: str


class TimePassed(NamedTuple):
    """The clock advanced; both in minutes since midnight."""

    before: int
    after: int


class Moved(NamedTuple):
    """A scene brought the player to another place."""

    place: str


class QuestionAsked(NamedTuple):
    """A question was asked."""

    question: str


class LookedUp(NamedTuple):
    """The player looked into the notebook during a question: these known facts bear on it."""

    question: str
    facts: tuple[str, ...]


class HintShown(NamedTuple):
    """The player asked for a hint during a question, and is shown the one with this number, counted from 1."""

    question: str
    number: int


class AskedAgain(NamedTuple):
    """The answer to a question was wrong, and it waits for another one."""

    question: str


class QuestionAnswered(NamedTuple):
    """A question was answered. `given` is what the player said, `answer` the id of a chosen answer (or empty).

    `spelling`: right but for its spelling. `credit`: how much of it is right, from 0 to 1. `number` counts the answers
    since it was asked, from 1; `again`: it is asked again, so that this one does not count.
    """

    question: str
    right: bool
    given: str
    answer: str
    spelling: bool
    credit: float = 0.0
    number: int = 1
    again: bool = False

    @property
    def outcome(self) -> Literal["right", "partly", "wrong"]:
        """How it was graded."""
        return "right" if self.right else "partly" if self.credit > 0 else "wrong"


class EpilogueTold(NamedTuple):
    """A part of the ending that follows the text of it; its own text comes next."""

    epilogue: str


class Ended(NamedTuple):
    """The story is over."""

    ending: str


Event: TypeAlias = (
    TextShown | Arrived | PassedThrough | SceneBegan | SceneEnded | FactLearned | ItemReceived | ItemLost | Achieved
    | MeasureChanged | StoppedAtBound | TimePassed | Moved | QuestionAsked | LookedUp | HintShown | AskedAgain
    | QuestionAnswered | EpilogueTold | Ended
)  # fmt: skip

"""An answer as it is kept: what was asked and given, what came of it, and where in which play it was."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

AnswerVerdict: TypeAlias = Literal["right", "partly", "wrong", "passed"]
"""What came of an answer. `passed`: the player said that they do not know."""
VERDICTS: tuple[AnswerVerdict, ...] = ("right", "partly", "wrong", "passed")

AnswerOccasion: TypeAlias = Literal["play", "review"]
"""Whether an answer was given in a story or in practice."""


class GivenAnswer(NamedTuple):
    """An answer in a play.

    `fingerprint` is that of the question's wording and key. `given` is what the player typed or chose, in words;
    `chosen` the id of the chosen answer, or empty. `credit` goes from 0 to 1. `is_first`: to this question in this
    play, those that were taken back among them. `taken_back` is when it was, in UTC, or empty. `seconds` is how long
    the question stood, None when nobody knows. `confidence` is how sure the player was: `guess`, `not sure`,
    `sure`, or empty. `hints` and `lookups` count what the
    player asked for first. `at` is when, in UTC. `shown` holds the parts of the question in the order in which they
    were shown. `depth` is the number of the step among those that hold, `path` stands for these steps, this one too:
    the same path in the same play is the same answer. `attempt`: 1 for the first answer since the question was asked, 2
    for the one after it was asked again, and so on.
    """

    question: str
    fingerprint: str
    given: str
    chosen: str
    verdict: AnswerVerdict
    credit: float
    is_first: bool
    depth: int
    path: str
    at: str = ""
    taken_back: str = ""
    spelling: bool = False
    seconds: float | None = None
    confidence: str = ""
    hints: int = 0
    lookups: int = 0
    shown: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    attempt: int = 1


class Regrade(NamedTuple):
    """A later verdict on an answer, after the key of its question was changed; what was said before stays beside it."""

    at: str
    fingerprint: str
    verdict_before: AnswerVerdict
    credit_before: float
    verdict: AnswerVerdict
    credit: float


class RecordedPlay(NamedTuple):
    """A play whose answers are kept: of which pack, where that lies, who plays, and from which seed."""

    id: str
    pack: str
    title: str
    place: str
    player: str
    seed: int
    stream: str
    begun: str
    occasion: AnswerOccasion = "play"


class KeptAnswer(NamedTuple):
    """An answer with whose it is, and what was said of it later, the latest last. `number` is its place in the record.

    From the record, answers come in the order in which they were given.
    """

    number: int
    play: RecordedPlay
    answer: GivenAnswer
    regrades: tuple[Regrade, ...] = ()

    @property
    def pupil(self) -> str:
        """Who gave it; empty for somebody without a name."""
        return self.play.player

    @property
    def verdict(self) -> AnswerVerdict:
        """What holds of it now."""
        return self.regrades[-1].verdict if self.regrades else self.answer.verdict

    @property
    def credit(self) -> float:
        """How much of it is right by what holds now, from 0 to 1."""
        return self.regrades[-1].credit if self.regrades else self.answer.credit

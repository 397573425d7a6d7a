"""When a question is to be asked again: spaced repetition over the record of answers.

Nothing is kept beside the record. The answers are gone through in their order, and after each the scheduler FSRS (the
package `fsrs`, without its chance) says when the question is due; so whatever is taken out of the record, or graded
again, counts at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from game.learning.record.given_answers import AnswerVerdict, KeptAnswer

if TYPE_CHECKING:
    from fsrs import Card

PracticeRating: TypeAlias = Literal["again", "hard", "good"]
"""How well a question was known, in the scheduler's words."""


class PracticeKey(NamedTuple):
    """A question of a pack."""

    pack: str
    question: str


def rating_of(verdict: AnswerVerdict, *, spelling: bool = False, lookups: int = 0, hints: int = 0) -> PracticeRating:
    """What an answer says of how well the question was known.

    Wrong or passed: again. Right in part, right but for the spelling, or right after a hint or a look into the
    notebook: hard.
    """
    if verdict in ("wrong", "passed"):
        return "again"
    return "hard" if verdict == "partly" or spelling or lookups or hints else "good"


def counts_for_practice(kept: KeptAnswer) -> bool:
    """Whether an answer says what was known: in a play the first one, for behind it the right one was shown."""
    return kept.play.occasion == "review" or kept.answer.is_first


class PracticeSchedule:
    """The questions that were answered, each with when it is due."""

    def __init__(self, answers: Iterable[KeptAnswer] = ()) -> None:
        from fsrs import Scheduler  # only who practises waits for it

        self._scheduler = Scheduler(enable_fuzzing=False)
        self._cards: dict[PracticeKey, Card] = {}
        self._failed: set[PracticeKey] = set()
        for kept in answers:
            if counts_for_practice(kept):
                answer = kept.answer
                rating = rating_of(kept.verdict, spelling=answer.spelling, lookups=answer.lookups, hints=answer.hints)
                self.note(PracticeKey(kept.play.pack, answer.question), rating, answer.at)

    def note(self, key: PracticeKey, rating: PracticeRating, at: str) -> None:
        """A question was answered, at this time in UTC. One of which nobody can read when it was counts for nothing."""
        from fsrs import Card, Rating

        try:
            moment = datetime.fromisoformat(at).astimezone(UTC)
        except (ValueError, OverflowError):
            return
        # A number of its own spares the library waiting for one.
        card = self._cards.get(key) or Card(card_id=len(self._cards) + 1, due=moment)
        if card.last_review is not None:
            moment = max(moment, card.last_review)  # a clock may have been put back
        ratings = {"again": Rating.Again, "hard": Rating.Hard, "good": Rating.Good}
        (self._failed.add if rating == "again" else self._failed.discard)(key)
        self._cards[key], _ = self._scheduler.review_card(card, ratings[rating], review_datetime=moment)

    def __contains__(self, key: PracticeKey) -> bool:
        return key in self._cards

    def due_at(self, key: PracticeKey) -> datetime:
        """When a question that was answered is due, in UTC."""
        return self._cards[key].due

    def interval(self, key: PracticeKey) -> timedelta:
        """How long after its last answer a question is due."""
        card = self._cards[key]
        return card.due - (card.last_review or card.due)

    def is_due(self, key: PracticeKey, now: datetime) -> bool:
        """Whether a question is to be asked now.

        One that is being learned is due to the minute, one that is known on the whole day on which it is due, where
        `now` is.
        """
        due = self._cards[key].due.astimezone(now.tzinfo)
        is_known = self.interval(key) >= timedelta(days=1)
        return due.date() <= now.date() if is_known else due <= now

    def recall(self, key: PracticeKey, now: datetime) -> float:
        """How likely it is that a question is answered right now, from 0 to 1.

        0 for one that was never answered, or wrong the last time: the scheduler speaks of what was just read, too.
        """
        card = self._cards.get(key)
        if card is None or key in self._failed:
            return 0.0
        return self._scheduler.get_card_retrievability(card, now.astimezone(UTC))

"""Watches a play for the answers that are given in it, and for those that are taken back."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import blake2b
from typing import NamedTuple, Protocol

from game.engine.drawn_numbers import as_asked
from game.engine.events import QuestionAnswered
from game.engine.rules import answer_order, asked_question, hints_shown
from game.engine.state import ASIDES, State
from game.learning.record.given_answers import AnswerVerdict, GivenAnswer
from game.play.first_answers import is_answer
from game.play.history import Played
from game.play.narration import question_words
from game.play.session import Session
from game.record.journal import Step, effective
from game.story.model.story import Question, Story

_BEGINNING = b""


class AnswerSink(Protocol):
    """Takes what a watch notices."""

    def answered(self, answer: GivenAnswer) -> None:
        """An answer was given. One with the same path was given before, and taken back: it holds again."""

    def taken_back(self, depth: int) -> None:
        """Of the answers so far, those given after so many steps were taken back."""

    def told(self) -> str:
        """What the player must know, or empty; each is told once."""

    def leave(self) -> None:
        """Nothing more is coming for now."""


class _Trodden(NamedTuple):
    """A step that holds: what stands for the way to it, and whether it was an answer."""

    path: bytes
    is_answer: bool


class AnswerWatch:
    """Watches one session from where it stands now; see `game.play.session.SessionWatcher`.

    `clock` gives seconds from any beginning, `now` the time in UTC.
    """

    def __init__(
        self,
        session: Session,
        sink: AnswerSink,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], str] = lambda: utc_words(datetime.now(UTC)),
    ) -> None:
        self._session, self._sink, self._clock, self._now = session, sink, clock, now
        # Worked out with the first answer: opening a play waits for nothing.
        self._way: list[_Trodden] | None = None
        self._answered: set[str] | None = None
        self._asked_at: float | None = None
        self._asking()

    def did(self, before: State, played: Played) -> None:
        """Notice the answer, if the step was one."""
        step = played.step
        if step is None:
            return
        event = next((happened for happened in played.turn.events if isinstance(happened, QuestionAnswered)), None)
        if event is not None:
            self._notice(before, step, event)
        elif self._way is not None:
            self._way.append(_trodden(self._way, step))
        if step.do not in ASIDES:
            self._asking()

    def took_back(self) -> None:
        """Say which answers do not hold any more."""
        depth = len(self._session.played) - 1
        if self._way is None:
            had_answers = any(is_answer(step) for step in self._session.record)
        else:
            had_answers = any(trodden.is_answer for trodden in self._way[depth:])
        if had_answers:
            self._sink.taken_back(depth)
        if self._way is not None:
            del self._way[depth:]
        self._asking()

    def told(self) -> str:
        """What the player must know of what is kept of the answers; each is told once."""
        return self._sink.told()

    def leave(self) -> None:
        """The play is left."""
        self._sink.leave()

    def _asking(self) -> None:
        """From now on the player thinks about the question, if there is one."""
        self._asked_at = self._clock() if self._session.question is not None else None

    def _notice(self, before: State, step: Step, event: QuestionAnswered) -> None:
        from game.learning.record.fingerprints import question_fingerprint  # needs what grades: not before an answer

        session = self._session
        # A play can have been gone on with, so its earlier steps are looked through; the record holds this one too.
        if self._answered is None:
            self._answered = {earlier.asked for earlier in session.record[:-1] if is_answer(earlier)}
        if self._way is None:
            self._way = []
            for earlier in effective(session.record)[: len(session.played) - 2]:
                self._way.append(_trodden(self._way, earlier))
        self._way.append(_trodden(self._way, step))
        question = session.story.questions[event.question]
        verdict, credit = verdict_given(session.story, before, step, event)
        parts, partners = shown_parts(session.story, before, question)
        self._sink.answered(
            GivenAnswer(
                event.question, question_fingerprint(question), event.given, event.answer, verdict, credit,
                event.question not in self._answered, len(self._way), self._way[-1].path.hex(), self._now(),
                spelling=event.spelling, confidence=step.confidence,
                seconds=None if self._asked_at is None else round(max(self._clock() - self._asked_at, 0.0), 1),
                lookups=session.story.looked_up.get(before.memory), hints=hints_shown(session.story, before),
                shown=parts, partners=partners, attempt=event.number,
            )
        )  # fmt: skip
        self._answered.add(event.question)


def utc_words(moment: datetime) -> str:
    """A moment as it is kept: in UTC, to the millisecond, so that the order of the words is that of time."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def verdict_given(story: Story, before: State, step: Step, event: QuestionAnswered) -> tuple[AnswerVerdict, float]:
    """The verdict on an answer that was given in the state `before`, and how much of it is right, from 0 to 1.

    Words are graded by the key of today, whatever a file says that they were worth when they were given.
    """
    if step.do == "pass":
        return "passed", 0.0
    credit = event.credit
    question = asked_question(story, before)
    if step.answer and question is not None:
        from game.engine.grading import grade  # what is chosen needs no grading

        credit = grade(story, question, step.answer, answer_order(story, before, question)).credit
    return verdict_on_credit(credit), credit


def verdict_on_credit(credit: float) -> AnswerVerdict:
    """What is said of an answer with so much credit."""
    return "right" if credit >= 1 else "partly" if credit > 0 else "wrong"


def shown_parts(story: Story, state: State, question: Question) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The parts of a question in the order in which they are shown, and of one that matches, the partners.

    They are kept because letters and numbers of an answer stand for them. Of a question whose numbers are drawn it is
    its wording, with the numbers of this play.
    """
    if question.draws is not None:
        return (question_words(story, state, as_asked(question, state.seed)),), ()
    order = answer_order(story, state, question)
    match question.kind:
        case "choice":
            return tuple(question.answers[index].words for index in order), ()
        case "order":
            return tuple(question.parts[index] for index in order), ()
        case "match":
            return question.parts, tuple(question.partners[index] for index in order)
        case _:
            return (), ()


def _trodden(way: list[_Trodden], step: Step) -> _Trodden:
    before = way[-1].path if way else _BEGINNING
    done = f"\0{step.do}\0{step.answer}".encode("utf-8", "surrogatepass")
    return _Trodden(blake2b(before + done, digest_size=12).digest(), is_answer(step))

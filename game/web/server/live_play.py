"""A play of a class in memory: made from its steps, and brought up to where the store has it.

All that it knows follows from what the store holds. So any process can have it, and drop it at any time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from game.engine import AnswerGiven, Refused, State
from game.engine.events import QuestionAnswered
from game.learning.record.answer_keeper import id_in_record
from game.learning.record.answer_watch import AnswerWatch, utc_words
from game.learning.record.given_answers import GivenAnswer, KeptAnswer, RecordedPlay
from game.learning.record.store import AnswersTakenBack, Change
from game.play.history import Played
from game.play.lost_steps import Lost
from game.play.reports import score
from game.play.session import Session
from game.play.step_recording import do_again
from game.play.surroundings import occupation
from game.record.journal import Step
from game.story.model.story import Story
from game.web.server.class_record import AnswersOfPlay
from game.web.server.class_rows import PlayRow, TimedStep
from game.web.server.request_refusals import Refusal
from game.web.web_play import PlayHost, WebPlay
from game.web.web_state import WebState


class PlaySummary(NamedTuple):
    """Where a play stands: the place, what is being done, questions answered right and asked, and the wrong ones last.

    `place` is the id of the place, `question` of the question that waits, or empty.
    """

    place: str
    doing: str
    question: str
    score: tuple[int, int]
    wrong_in_a_row: int
    is_over: bool


class LivePlay:
    """A play in memory, for one thread at a time. `row` is what the store held when it was brought up to it.

    `web` shows it to a browser; `host` makes what that can do besides. What is done in `web` or `session` stands
    behind the `row` until `is_kept` is told of the new one.
    """

    def __init__(
        self, story: Story, pack: Path, row: PlayRow, player: str, host: Callable[[LivePlay], PlayHost]
    ) -> None:
        self.story, self.row, self._host = story, row._replace(steps_done=0), host
        #: When what is done now is done: of steps that are done again, when they were.
        self.at = row.begun
        self.answers = _Answers(_recorded_play(story, pack, row, player), lambda: utc_words(self._moment()))
        self._summary: tuple[PlayRow, PlaySummary] | None = None
        #: The play that was begun instead of this one, until it is kept.
        self.successor: LivePlay | None = None
        self.session = self._begun()
        self._show(row)

    def _moment(self) -> datetime:
        return datetime.fromtimestamp(self.at, UTC)

    def _begun(self) -> Session:
        session = Session(self.story, self.row.seed, stream=self.row.stream)
        self._adopt(session)
        return session

    def _adopt(self, session: Session) -> None:
        session.id = self.row.id
        session.be_watched(
            lambda watched: AnswerWatch(watched, self.answers, lambda: self.at, lambda: utc_words(self._moment()))
        )

    def _show(self, row: PlayRow) -> None:
        self.web = WebPlay(self.session, WebState.from_json(row.state) if row.state else None, self._host(self))
        #: What the play in the browser remembered before anything was done in it.
        self.state_read = self.web.state.as_json()

    def stands_at(self, row: PlayRow) -> bool:
        """Whether it is as the store has it: nobody has gone on with it elsewhere."""
        return (row.id, row.steps_done, row.state) == (self.row.id, self.row.steps_done, self.row.state)

    def catch_up(self, row: PlayRow, steps: Iterable[TimedStep]) -> None:
        """Do what was done elsewhere: `steps` are those behind the ones that it has. Raises EndlessLoop."""
        steps = list(steps)
        for number, (step, at) in enumerate(steps):
            self.at = at
            if step.undo:
                self.session.undo(step.undo)
                continue
            again = _done_again(self.story, self.session.state, step)
            if isinstance(again, Lost):
                self._resume([*self.session.record, *(each.step for each in steps[number:])])
                break
            self.session.change(0, (again._replace(step=step),))
        self.row = row
        self._show(row)

    def _resume(self, steps: list[Step]) -> None:
        """Go on where the last step leads that holds: the pack was edited under the play."""
        self.session, _ = Session.resume(self.story, self.row.seed, steps, stream=self.row.stream)
        self._adopt(self.session)

    def begin_to_act(self, at: float) -> None:
        """What is done from now on is done in this moment."""
        self.at = at

    def do_steps(self, steps: Iterable[Step]) -> None:
        """Do what somebody says that they did: by the rules, and with nothing believed. Raises Refusal.

        Whether it came to the same steps is seen in `new_steps`.
        """
        try:
            for step in steps:
                if step.undo:
                    self.session.undo(step.undo)
                else:
                    self.session.do(AnswerGiven(step.answer) if step.answer else step.do, step.confidence)
        except Refused as refused:
            raise Refusal(str(refused)) from refused

    @property
    def new_steps(self) -> list[Step]:
        """The steps that the store has not."""
        return self.session.record[self.row.steps_done :]

    def is_kept(self, row: PlayRow) -> None:
        """What was done is in the store, which has this row now."""
        self.row, self.state_read = row, row.state

    def summary(self) -> PlaySummary:
        """Where it stands."""
        if self._summary is None or self._summary[0] is not self.row:
            self._summary = self.row, self._summed_up()
        return self._summary[1]

    def _summed_up(self) -> PlaySummary:
        session = self.session
        wrong = 0
        for kept in self.answers.kept():
            if not kept.answer.taken_back:
                wrong = 0 if kept.verdict == "right" else wrong + 1
        is_busy = not session.is_roaming and not session.is_over
        return PlaySummary(
            session.place.id if session.place is not None else "",
            occupation(session) if is_busy else "",
            session.question.id if session.question is not None else "",
            score(session), wrong, session.is_over,
        )  # fmt: skip


def _done_again(story: Story, state: State, step: Step) -> Played | Lost:
    """What a step brings, told as it was the first time; where it is graded in another way today, as it was kept."""
    if step.got:
        again = do_again(story, state, step._replace(got=""))
        events = again.turn.events if isinstance(again, Played) else ()
        if any(isinstance(event, QuestionAnswered) and event.outcome == step.got for event in events):
            return again
    return do_again(story, state, step)


def _recorded_play(story: Story, pack: Path, row: PlayRow, player: str) -> RecordedPlay:
    begun = utc_words(datetime.fromtimestamp(row.begun, UTC))
    return RecordedPlay(
        id_in_record(row.id, player), story.id, story.title, str(pack.absolute()), player, row.seed, row.stream, begun
    )


class _Answers:
    """Takes the answers of a play. What is new is handed over once, when it is in the store."""

    def __init__(self, play: RecordedPlay, now: Callable[[], str]) -> None:
        self._play, self._now = play, now
        self._answers: dict[str, GivenAnswer] = {}
        self._new: list[Change] = []

    def answered(self, answer: GivenAnswer) -> None:
        """An answer was given, perhaps one that was taken back before."""
        known = self._answers.get(answer.path)
        self._answers[answer.path] = answer if known is None else known._replace(taken_back="")
        self._new.append(answer)

    def taken_back(self, depth: int) -> None:
        """Of the answers so far, those given after so many steps were taken back."""
        now = self._now()
        for path, answer in self._answers.items():
            if answer.depth > depth and not answer.taken_back:
                self._answers[path] = answer._replace(taken_back=now)
        self._new.append(AnswersTakenBack(depth, now))

    def told(self) -> str:
        """Nothing: what becomes of the record is for whoever runs the server."""
        return ""

    def leave(self) -> None:
        """Nothing is open."""

    def kept(self) -> list[KeptAnswer]:
        """Every answer of the play, those that were taken back too."""
        return [KeptAnswer(0, self._play, answer) for answer in self._answers.values()]

    def handed_over(self) -> AnswersOfPlay | None:
        """What is new since the last time, for the record."""
        changes, self._new = tuple(self._new), []
        return AnswersOfPlay(self._play, changes) if changes else None

"""A sitting: questions asked one after the other, graded, explained, and put into the schedule."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple, Protocol

from game.engine.events import HintShown, LookedUp, QuestionAnswered
from game.engine.state import Action
from game.learning.practice.asked_in_turn import asked_in_turn
from game.learning.practice.schedule import PracticeKey, PracticeSchedule, rating_of
from game.learning.record.answer_keeper import AnswerKeeper
from game.learning.record.answer_watch import AnswerWatch
from game.learning.record.given_answers import GivenAnswer
from game.localisation.messages import gettext, ngettext
from game.play.commands import AskBack, DoCommand, Say, Show, understand
from game.play.confidence import answer_taken_back, asks_how_sure, first_how_sure, how_sure, said_how_sure
from game.play.narration import Told, question_lines, tell, told
from game.play.session import Session
from game.story.model.story import Story

_SHOWN = QuestionAnswered | LookedUp | HintShown
"""What is told of a turn; nothing else that happens belongs to practice."""


def practice_help() -> str:
    """What can be typed in a sitting."""
    return gettext(
        "Type the answer, or its number. `notebook` shows what it rests on, `pass` gives up, `quit` ends the practice."
    )


class PracticeClient(Protocol):
    """Where questions are shown and answers typed, line by line."""

    session: Session
    #: The answer of which it is not said yet how sure the player is.
    held: Action | None

    def show(self, lines: list[Told]) -> None:
        """Show told lines."""

    def line(self, words: str = "") -> None:
        """Show a paragraph."""

    def options(self) -> None:
        """Show what can be done in the session."""

    def read(self) -> str | None:
        """What is typed next; None at the end of all input."""


class Practised(NamedTuple):
    """What came of a sitting: so many questions were asked, so many known at once; and whether it went to its end."""

    asked: int
    known: int
    is_whole: bool


class _Noted:
    """Keeps answers in the record, and the last one at hand."""

    def __init__(self, keeper: AnswerKeeper) -> None:
        self.keeper = keeper
        self.last: GivenAnswer | None = None

    def answered(self, answer: GivenAnswer) -> None:
        self.last = answer
        self.keeper.answered(answer)

    def taken_back(self, depth: int) -> None:
        self.keeper.taken_back(depth)

    def told(self) -> str:
        return self.keeper.told()

    def leave(self) -> None:
        self.keeper.leave()


class Sitting:
    """Asks questions on a screen. `places` says where each pack lies, by its id, `seed` gives a new one each time.

    With `confidence` players say of each answer how sure they are, before the verdict; else where a pack wants it.
    """

    def __init__(
        self,
        screen: PracticeClient,
        stories: Mapping[str, Story],
        places: Mapping[str, Path],
        schedule: PracticeSchedule,
        player: str,
        seed: Callable[[], int],
        now: Callable[[], datetime],
        *,
        confidence: bool = False,
    ) -> None:
        self.screen, self.stories, self.places, self.schedule = screen, stories, places, schedule
        self.player, self.seed, self.now, self.confidence = player, seed, now, confidence
        #: What the last line asked back about.
        self.suggested: Action | None = None

    def ask(self, keys: Iterable[PracticeKey]) -> Practised:
        """Ask these questions; those that are not known come once more at the end.

        Every answer is in the record before the next question is asked, so a sitting can be left at any time.
        """
        waiting = deque(keys)
        again: set[PracticeKey] = set()
        asked = known = 0
        self.screen.line(practice_help())
        while waiting:
            key = waiting.popleft()
            # Translators: behind the title of a story, with semicolons between: how many questions are to come.
            left = ngettext("{number} question to come", "{number} questions to come", len(waiting))
            if not waiting:
                # Translators: behind the title of a story: this is the last question.
                left = gettext("the last one")
            # Translators: at the end of such a line: this question was asked before.
            more = [gettext("once more")] if key in again else []
            self.screen.line()
            self.screen.line("; ".join([self.stories[key.pack].title, left, *more]))
            answer = self._answer(key)
            if answer is None:
                return Practised(asked, known, is_whole=False)
            rating = rating_of(answer.verdict, spelling=answer.spelling, lookups=answer.lookups, hints=answer.hints)
            self.schedule.note(key, rating, answer.at)
            self.screen.line(self._comes_back(key))
            if key in again:
                continue
            asked += 1
            known += rating != "again"
            if rating == "again":
                again.add(key)
                waiting.append(key)
        return Practised(asked, known, is_whole=True)

    def _answer(self, key: PracticeKey) -> GivenAnswer | None:
        """Ask a question until it is answered; None when the player leaves."""
        session = Session(asked_in_turn(self.stories[key.pack], [key.question]), self.seed())
        session.asks_confidence |= self.confidence
        noted = _Noted(AnswerKeeper(session, self.places[key.pack], self.player, "review"))
        session.be_watched(lambda watched: AnswerWatch(watched, noted))
        self.screen.session = session
        question = session.question
        assert question is not None  # noqa: S101 - nothing else happens in this story
        self.screen.show(list(question_lines(session.story, session.state, question)))
        try:
            while noted.last is None:
                if self.screen.held is None:
                    self.screen.options()
                typed = self.screen.read()
                if typed is None and self.screen.held is not None:
                    typed = "quit"  # with the answer given
                if typed is None or not self._carry_out(session, typed):
                    return None
        finally:
            session.close()
            if words := session.told():
                self.screen.line(words)
        return noted.last

    def _carry_out(self, session: Session, typed: str) -> bool:
        """Do what was typed. False when the player wants to leave."""
        suggested, self.suggested = self.suggested, None
        try:
            if self.screen.held is not None:
                return self._take_confidence(session, self.screen.held, typed)
            match understand(session, typed, suggested):
                case DoCommand(action) if asks_how_sure(session, action):
                    self.screen.held = action
                    self.screen.line(how_sure())
                case DoCommand(action):
                    self._do(session, action)
                case AskBack(lines, action):
                    self.suggested = action
                    self.screen.show(lines)
                case Say(lines):
                    self.screen.show(lines)
                case Show("quit"):
                    return False
                case _:
                    self.screen.line(practice_help())
        except Exception as problem:
            from game.play.failing import explained_failure  # mostly an answer that cannot be graded as it stands

            explained = explained_failure(session, problem, f"“{typed[:60]}” was carried out")
            self.screen.show([told("message", explained)])
        return True

    def _do(self, session: Session, action: Action, confidence: str = "") -> None:
        self.screen.held = None
        turn = session.do(action, confidence)
        shown = tuple(event for event in turn.events if isinstance(event, _SHOWN))
        self.screen.show(tell(session.story, turn.state, shown, confidence))

    def _take_confidence(self, session: Session, held: Action, typed: str) -> bool:
        """Take what the player says of how sure they are. False when they want to leave, with the answer given."""
        said = said_how_sure(typed)
        match said.means:
            case "undo":
                self.screen.held = None
                self.screen.line(answer_taken_back())
            case "unclear":
                self.screen.line(first_how_sure())
            case _:
                self._do(session, held, said.confidence)
        return said.means != "leave"

    def _comes_back(self, key: PracticeKey) -> str:
        interval, now = self.schedule.interval(key), self.now()
        if interval < timedelta(hours=1):
            minutes = max(round(interval.total_seconds() / 60), 1)
            return ngettext("It comes back in {number} minute.", "It comes back in {number} minutes.", minutes)
        days = (self.schedule.due_at(key).astimezone(now.tzinfo).date() - now.date()).days
        if days > 1:
            return ngettext("It comes back in {number} day.", "It comes back in {number} days.", days)
        return gettext("It comes back tomorrow.") if days == 1 else gettext("It comes back today.")

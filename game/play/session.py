"""A play in progress: the state, how it came about, and the journal that keeps every step."""

from __future__ import annotations

from typing import NamedTuple

from game.engine import AnswerGiven, EndlessLoop, Event, Option, Refused, State, Turn, begin, choose, is_over, options
from game.engine.rendering import render_words
from game.engine.rules import asked_question
from game.engine.state import Action
from game.engine.walking import obstacle, route
from game.play.telling import in_sentence, option_words, question_words
from game.record.journal import Journal, Step
from game.story.program import ROAMING, Place, Question, Story


class Played(NamedTuple):
    """A step and what it brought. The first one of a play has no step: it is the beginning."""

    step: Step | None
    turn: Turn


class Session:
    """One play. Every step goes into the journal before it becomes the state."""

    def __init__(self, story: Story, seed: int, journal: Journal | None = None) -> None:
        self.story = story
        self.seed = seed
        self.journal = journal
        self.played: list[Played] = [Played(None, begin(story, seed))]

    @classmethod
    def resume(
        cls, story: Story, seed: int, steps: tuple[Step, ...], journal: Journal | None
    ) -> tuple[Session, Step | None]:
        """A play continued from its steps, and the first step that the story no longer allows (None: all hold).

        Steps behind one that no longer holds are left alone; the play goes on where the last good one led.
        """
        session = cls(story, seed, None)
        broken = None
        for step in steps:
            try:
                turn = choose(story, session.state, _action(step))
            except (Refused, EndlessLoop):
                broken = step
                break
            session.played.append(Played(step, turn))
        session.journal = journal
        if broken is not None and journal is not None:
            for _ in range(len(steps) - len(session.played) + 1):
                journal.append(Step(undo=1))
        return session, broken

    @property
    def state(self) -> State:
        """The state now."""
        return self.played[-1].turn.state

    @property
    def options(self) -> tuple[Option, ...]:
        """What can be done now."""
        return options(self.story, self.state)

    @property
    def question(self) -> Question | None:
        """The question that waits for an answer."""
        return asked_question(self.story, self.state)

    @property
    def wants_words(self) -> bool:
        """Whether the question waits for an answer in the player's own words."""
        question = self.question
        return question is not None and question.kind != "choice"

    @property
    def place(self) -> Place | None:
        """Where the player is."""
        return self.story.place_at(self.state.memory)

    @property
    def is_roaming(self) -> bool:
        """Whether the player walks about, in no scene."""
        return self.state.node == ROAMING

    @property
    def is_over(self) -> bool:
        """Whether nothing more can be done."""
        return is_over(self.story, self.state)

    def do(self, action: Action) -> Turn:
        """Do something. Raises Refused, EndlessLoop or JournalError, and then nothing has changed."""
        turn = choose(self.story, self.state, action)
        step = self._step(action)
        if self.journal is not None:
            self.journal.append(step)
        self.played.append(Played(step, turn))
        return turn

    def walk(self, place: str) -> Turn:
        """Walk to a place, step by step, until one is there or something happens on the way.

        Raises Refused when a scene is running or no open way leads there, else what `do` raises.
        """
        if not self.is_roaming:
            raise Refused("First this: you are in the middle of something.")
        ways = route(self.story, self.state, place)
        if ways is None:
            raise Refused(self._why_not(place))
        happened: list[Event] = []
        for way in ways:
            turn = self.do(f"go:{way.direction}")
            happened.extend(turn.events)
            if not self.is_roaming:
                break
        return Turn(self.state, tuple(happened))

    def _why_not(self, place: str) -> str:
        """What keeps one from walking to a place."""
        closed = obstacle(self.story, self.state, place)
        sentence = f"There is no open way to {in_sentence(self.story.places[place].name)} from here."
        if closed is None or closed.closed is None:
            return sentence
        return f"{sentence} {render_words(self.story, closed.closed, self.state.memory, self.seed)}"

    def undo(self) -> bool:
        """Take the last step back. False at the beginning of the play."""
        if len(self.played) == 1:
            return False
        if self.journal is not None:
            self.journal.append(Step(undo=1))
        self.played.pop()
        return True

    def steps(self) -> tuple[Step, ...]:
        """Every step of the play that holds."""
        return tuple(one.step for one in self.played if one.step is not None)

    def close(self) -> None:
        """Leave the play; it stays on disk."""
        if self.journal is not None:
            self.journal.close()

    def _step(self, action: Action) -> Step:
        question = self.question
        asked = question.id if question is not None else ""
        if isinstance(action, AnswerGiven):
            saw = question_words(self.story, self.state, question) if question is not None else ""
            return Step(answer=action.words, saw=saw, asked=asked)
        chosen = next(one for one in self.options if one.id == action)
        return Step(do=action, saw=option_words(self.story, self.state, chosen), asked=asked)


def _action(step: Step) -> Action:
    return AnswerGiven(step.answer) if step.answer else step.do

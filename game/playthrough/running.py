"""Running a playthrough: its steps done in the story, and what is expected compared with what is there."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

from game.engine import AnswerGiven, EndlessLoop, Refused, Turn
from game.engine.drawn_numbers import as_asked
from game.engine.events import QuestionAnswered
from game.engine.grading import grade
from game.engine.rules import answer_order
from game.engine.state import Action, State
from game.play.history import Played, weight_of
from game.play.narration import question_words, tell
from game.play.opening import continue_play
from game.play.saved_games import save_as
from game.play.session import Session
from game.playthrough.answering import NotAmong, any_answer, in_words
from game.playthrough.expectations import Wrong, expects_refusal, unmet
from game.playthrough.matching import matched_step
from game.playthrough.playthrough import (
    AnswersStep,
    AnswerStep,
    DoStep,
    Expect,
    Include,
    PlayOn,
    Playthrough,
    PlaythroughEntry,
    Reopen,
    Undo,
    WalkStep,
)
from game.playthrough.playthrough_result import Failure, PlaythroughResult
from game.playthrough.standing import AboutStory, Standing
from game.playthrough.why_not import told_at_closed_way, why_not
from game.record.journal import JournalError
from game.story.model.story import Question, Story
from game.story.model.yaml_nodes import Spot
from game.support import limits
from game.support.counts import counted
from game.support.similarity import did_you_mean

_TYPED = frozenset((
    "go", "walk", "take", "get", "talk", "speak", "look", "n", "s", "e", "w", "ne", "nw", "se", "sw", "u", "d",
))  # fmt: skip
"""Words with which steps begin that are written as players type them."""

#: Of so many other questions it is asked whether an answer was meant for them.
_OTHERS = 200
#: What a step weighs that is named by words, and one that is not possible, for each thing that is offered.
_NAMED, _REFUSED = 100, 500


Watch: TypeAlias = Callable[[State | None, Played], None]
"""Sees every turn as it is played, with the state in which it began; None for the first one of a play."""


Unmet: TypeAlias = Callable[[Expect, Standing, list[Wrong]], None]
"""Sees every `expect` that failed, with how things stood, and what was wrong."""


def run(
    playthrough: Playthrough,
    story: Story,
    about: AboutStory | None = None,
    watch: Watch | None = None,
    unmet_expectations: Unmet | None = None,
) -> PlaythroughResult:
    """Do the steps of a playthrough in a story. What goes wrong is in the result; nothing is raised.

    `about` saves work when many are run. Whoever goes back may answer anew in a test, even where first answers stand.
    """
    trying = story._replace(first_answers_stand=False) if story.first_answers_stand else story
    runner = _Runner(playthrough, trying, about or AboutStory(story), watch)
    runner.unmet_expectations = unmet_expectations
    runner.run()
    return runner.result()


def played_to_its_end(playthrough: Playthrough, story: Story) -> tuple[Session | None, PlaythroughResult]:
    """The play to which the steps lead, whatever is expected on the way; None when one of them is not possible."""
    runner = _Runner(playthrough, story, AboutStory(story), None)
    return (runner.session if runner.run() else None), runner.result()


class _Stopped(Exception):
    """Nothing further can be done; why was noted."""


class _NotPossible(Exception):
    """A step cannot be done, and nothing has changed. `told` is what a player is told who tries it."""

    def __init__(self, spot: Spot, message: str, fix: str = "", told: str = "") -> None:
        self.spot, self.message, self.fix, self.told = spot, message, fix, told or message


class _Runner:
    def __init__(self, playthrough: Playthrough, story: Story, about: AboutStory, watch: Watch | None) -> None:
        self.playthrough, self.story, self.about, self.watch = playthrough, story, about, watch
        self.failures: list[Failure] = []
        self.turns: list[Played] = []
        self.transcript: list[str] = []
        self.notes: list[str] = []
        self.last: tuple[Turn, ...] = ()
        self.refusal: str | None = None
        self.unmet_expectations: Unmet | None = None
        self.included: tuple[Spot, ...] = ()
        self.done = self.weight = 0
        self._here: Standing | None = None
        self.session: Session

    def run(self) -> bool:
        """Do everything. Whether that was possible to the end."""
        try:
            self.begin()
            self.follow(self.playthrough.items)
        except _Stopped:
            return False
        return True

    def result(self) -> PlaythroughResult:
        """What came of it."""
        return PlaythroughResult(
            self.playthrough, tuple(self.failures), tuple(self.turns), tuple(self.transcript), tuple(self.notes)
        )

    def begin(self) -> None:
        """The first turn."""
        try:
            self.session = Session(self.story, self.playthrough.seed, stream=self.playthrough.stream)
        except EndlessLoop as problem:
            raise self.stopped(Spot(self.playthrough.name, 1, 1), str(problem)) from problem
        self.happened(self.session.played[:])

    def follow(self, items: tuple[PlaythroughEntry, ...]) -> None:
        """Do steps one after the other; what is expected and is not so does not end them."""
        for index, item in enumerate(items):
            self.count(item.spot)
            if isinstance(item, Expect):
                self.expect(item)
                continue
            self.refusal = None
            if isinstance(item, Include):
                before, self.included = self.included, (*self.included, item.spot)
                self.follow(item.playthrough.items)
                self.included = before
                continue
            try:
                self.do(item)
            except _NotPossible as problem:
                self.weight += _REFUSED * (1 + len(self.session.options))
                if not expects_refusal(items[index + 1 : index + 2]):
                    raise self.stopped(problem.spot, problem.message, problem.fix) from problem
                self.refusal = problem.told
                self.transcript += [f"> {_said(item)}", problem.told]

    def expect(self, item: Expect) -> None:
        """Compare what is expected with what is there."""
        here = self.here()
        wrongs = unmet(item, here)
        for wrong in wrongs:
            self.fail(wrong.spot, wrong.message, wrong.fix, wrong)
        if wrongs and self.unmet_expectations is not None:
            self.unmet_expectations(item, here, wrongs)

    def count(self, spot: Spot, steps: int = 1) -> None:
        """One more step, or as many as are done again; there may not be too many, nor too much in them."""
        self.done += steps
        if self.done > limits.PLAY_STEPS:
            again = " with those that are done again" if steps > 1 else ""
            raise self.stopped(spot, f"This playthrough has more than {limits.PLAY_STEPS:,} steps{again}.")
        if self.weight > limits.PLAYED_WEIGHT:
            too_much = "So much is told, compared and remembered in this playthrough that it cannot go on."
            raise self.stopped(spot, too_much, "Divide it into several playthroughs.")

    def here(self) -> Standing:
        """The play as it stands."""
        here = self._here
        if (
            here is None or here.session is not self.session or here.last is not self.last
            or here.refusal is not self.refusal or here.state is not self.session.state
        ):  # fmt: skip
            here = self._here = Standing(self.session, self.last, self.about, self.refusal)
        return here

    def do(self, item: _Step) -> None:
        """One step. Raises _NotPossible."""
        if not isinstance(item, Undo | Reopen | PlayOn) and self.session.is_over:
            if self.session.is_stuck:
                message = f"The story cannot go on before “{_said(item)}”: nothing can be done, and this is no ending."
                raise _NotPossible(item.spot, message, "Give the story something to do there, or an ending.")
            message = f"The story is over before “{_said(item)}”."
            raise _NotPossible(item.spot, message, "Take the steps behind the end out.")
        before = len(self.session.played)
        try:
            match item:
                case DoStep():
                    self.choose(item)
                case AnswerStep():
                    self.answer(item)
                case AnswersStep():
                    question = self.question(item.spot, item.how)
                    self.act(any_answer(self.story, self.session.state, question, item.how))
                case WalkStep():
                    self.walk(item)
                case Undo():
                    self.undo(item)
                case PlayOn():
                    self.play_on(item)
                case Reopen():
                    self.reopen(item)
        except Refused as problem:
            self.happened(self.session.played[before:])
            raise _NotPossible(item.spot, str(problem)) from problem
        except EndlessLoop as problem:
            raise self.stopped(item.spot, str(problem)) from problem

    def choose(self, item: DoStep) -> None:
        """Choose the option that is meant."""
        self.check_asked(item)
        found = matched_step(self.story, self.session.state, item.words, item.saw)
        if found.how != "id":
            self.weight += _NAMED * len(self.session.options)
        if found.several:
            ids = ", ".join(f"`{option.id}`" for option in found.several)
            raise _NotPossible(item.spot, f"“{item.words}” can mean more than one thing here.", f"Write an id: {ids}.")
        if found.option is None:
            if self.typed(item):
                return
            here = self.here()
            raise _NotPossible(item.spot, *why_not(here, item.words, item.saw), told_at_closed_way(here, item.words))
        self.act(found.option.id)
        if found.how == "near":
            step = self.turns[-1].step
            self.notes.append(f"{item.spot}: “{item.words}” was taken for “{step.saw if step else ''}”.")

    def typed(self, item: DoStep) -> bool:
        """Whether the step is a command as players type it (`go north`, `take lamp`), which is carried out then."""
        if self.session.question is not None or item.words.partition(" ")[0].casefold() not in _TYPED:
            return False
        from game.play.command_types import DoCommand as Doing
        from game.play.command_types import WalkCommand as Walking
        from game.play.commands import understand  # few steps are written so

        match understand(self.session, item.words):
            case Doing(str(action)):
                self.act(action)
            case Walking(place):
                self.walk(WalkStep(item.spot, place))
            case _:
                return False
        return True

    def check_asked(self, item: DoStep | AnswerStep) -> None:
        """An answer is for the question for which it was given, and no other."""
        question = self.session.question
        if item.asked and (question is None or question.id != item.asked):
            now = f"The question that waits is `{question.id}`." if question is not None else "No question waits."
            known = (self.story.questions.get(item.asked), question)
            fix = " ".join(f"{self.called(asked)}." for asked in known if asked is not None)
            raise _NotPossible(item.spot, f"This answers the question `{item.asked}`. {now}", fix)

    def called(self, question: Question) -> str:
        """A question by its id and its words, for people."""
        words = question_words(self.story, self.session.state, question)
        return f"`{question.id}` (“{words if len(words) <= 80 else f'{words[:79].rstrip()}…'}”)"

    def other(self, question: Question, words: str) -> str:
        """A sentence with the other question to which these words are right; "" when there is none."""
        for id_ in self.story.question_order[:_OTHERS]:
            other = as_asked(self.story.questions[id_], self.session.seed)
            if id_ != question.id and other.kind in ("typed", "number", "choice", "cloze"):
                verdict = grade(self.story, other, words, answer_order(self.story, self.session.state, other))
                if verdict.right and not verdict.spelling:
                    return f"It is right for {self.called(other)}."
        return ""

    def question(self, spot: Spot, words: str) -> Question:
        """The question that waits."""
        question = self.session.question
        if question is None:
            offer = self.here().offered_words()
            raise _NotPossible(spot, f"Nothing was asked, so “{words}” answers nothing.", offer)
        return question

    def answer(self, item: AnswerStep) -> None:
        """Answer the question that waits."""
        self.check_asked(item)
        question = self.question(item.spot, item.words)
        try:
            words = in_words(self.story, self.session.state, question, item)
        except NotAmong as problem:
            fix = f"{problem.fix} The question that waits is {self.called(question)}."
            raise _NotPossible(problem.spot, str(problem), fix) from problem
        try:
            self.act(AnswerGiven(words))
        except Refused as problem:
            waits = f"“{words}” is no answer to the question that waits, {self.called(question)}. {problem}"
            raise _NotPossible(item.spot, waits, self.other(question, words), str(problem)) from problem
        given = [event for event in self.last[-1].events if isinstance(event, QuestionAnswered)]
        if given and (changed := item.graded_otherwise(given[-1].outcome)):
            raise _NotPossible(item.spot, changed, "Take `got` out of this step if that is as it should be.")
        if given and not given[-1].right and (other := self.other(question, words)):
            self.notes.append(f"{item.spot}: “{words}” is a wrong answer to {self.called(question)}. {other}")

    def act(self, action: Action) -> None:
        """Do it, and note what came of it."""
        self.session.do(action)
        self.happened(self.session.played[-1:])

    def walk(self, item: WalkStep) -> None:
        """Walk to a place."""
        if item.place not in self.story.places:
            fix = did_you_mean(item.place, self.story.places)
            raise _NotPossible(item.spot, f"There is no place `{item.place}`.", fix.strip())
        before = len(self.session.played)
        if self.session.place is not None and self.session.place.id == item.place and self.session.is_roaming:
            raise _NotPossible(item.spot, f"The player stands at `{item.place}` already.", "Take this step out.")
        self.session.walk(item.place)
        self.happened(self.session.played[before:])
        here = self.session.place.id if self.session.place is not None else ""
        if here != item.place:
            message = f"On the way to `{item.place}`, at `{here}`, the scene `{self.here().scene}` began."
            fix = f"Walk to `{here}` first, then do what the scene asks for, then walk on."
            raise self.stopped(item.spot, message, fix)

    def undo(self, item: Undo) -> None:
        """Take steps back."""
        there_are = len(self.session.played) - 1
        if item.steps > there_are:
            wanted, had = counted(item.steps, "step"), counted(there_are, "step")
            raise _NotPossible(item.spot, f"{wanted} cannot be taken back: there were only {had}.")
        self.session.undo(item.steps)
        self.last = (self.session.played[-1].turn,)
        self.transcript.append(f"> ({_said(item)})")

    def play_on(self, item: PlayOn) -> None:
        """Play at random."""
        from game.playthrough.simulation.knowledge import Knowledge  # most playthroughs play nothing at random
        from game.playthrough.simulation.recording import moves_played_on

        seed = self.playthrough.seed if item.seed is None else item.seed
        knowledge = Knowledge(item.knowledge)
        temperament: Any = item.temperament  # one of those there are, by its declaration
        for action in moves_played_on(self.story, self.session.state, item.steps, seed, knowledge, temperament):
            self.count(item.spot)
            self.act(action)

    def reopen(self, item: Reopen) -> None:
        """Save the play, close it, and go on from the file."""
        state = self.session.state
        self.count(item.spot, len(self.session.played) - 1)
        with tempfile.TemporaryDirectory() as folder:
            try:
                path = save_as(self.session, Path(folder), "reopened").path
                opened = continue_play(self.story, path)
            except (JournalError, OSError) as problem:
                message = f"The play could not be saved and opened again: {problem}"
                raise self.stopped(item.spot, message) from problem
            opened.session.close()
        opened.session.journal = None
        if opened.session.state != state:
            raise self.stopped(item.spot, f"Opened again, the play stands elsewhere. {opened.notice}".strip())
        self.session = opened.session
        self.transcript.append(f"> ({_said(item)})")

    def happened(self, played: list[Played]) -> None:
        """Note turns: the last step is all of them together."""
        self.turns.extend(played)
        if played:
            self.last = tuple(step.turn for step in played)
        first = len(self.session.played) - len(played)  # they are the last ones of the play
        for number, step in enumerate(played, first):
            lines = list(_transcript(self.story, step))
            self.transcript += lines
            self.weight += weight_of(step.turn) + sum(len(line) for line in lines)
            if self.watch is not None:
                self.watch(self.session.played[number - 1].turn.state if number else None, step)

    def fail(self, spot: Spot, message: str, fix: str = "", wrong: Wrong | None = None) -> None:
        """Note a failure."""
        self.failures.append(Failure(spot, message, fix, len(self.transcript), wrong, self.included))

    def stopped(self, spot: Spot, message: str, fix: str = "") -> _Stopped:
        """Note that nothing further can be done. The result is to be raised."""
        self.fail(spot, message, fix)
        return _Stopped()


_Step: TypeAlias = DoStep | AnswerStep | AnswersStep | WalkStep | Undo | PlayOn | Reopen


def _said(item: PlaythroughEntry) -> str:
    """What a step is, for the transcript and for messages."""
    match item:
        case DoStep(_, words, saw, _):
            return saw or words
        case AnswerStep():
            return item.words
        case AnswersStep(_, how):
            return "pass" if how == "passed" else f"an answer that is {how}"
        case WalkStep(_, place):
            return f"walk to {place}"
        case Undo(_, steps):
            return f"taken back: {counted(steps, 'step')}"
        case Reopen():
            return "saved, closed and opened again"
    return "played at random"


def _transcript(story: Story, played: Played) -> Iterator[str]:
    if played.step is not None:
        yield f"> {played.step.answer or played.step.saw or played.step.do}"
    for line in tell(story, played.turn.state, played.turn.events, all_notes=True):
        yield line.words

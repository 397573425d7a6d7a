"""Running a playthrough: its steps done in the story, and what is expected compared with what is there."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple, TypeAlias

from game.engine import AnswerGiven, EndlessLoop, Refused, Turn
from game.engine.state import Action, State
from game.play.opening import continue_play
from game.play.session import Played, Session
from game.play.slots import save_as
from game.play.telling import tell
from game.playthrough.expectations import Wrong, offered_words, unmet
from game.playthrough.matching import meant, nearest_words
from game.playthrough.playthrough import (
    Answer,
    Do,
    Expect,
    Include,
    Item,
    PlayOn,
    Playthrough,
    Reopen,
    Undo,
    Walk,
)
from game.playthrough.random_play import RandomPlayer
from game.playthrough.standing import AboutStory, Standing, folded
from game.record.journal import JournalError
from game.story import limits
from game.story.likeness import did_you_mean
from game.story.program import Story
from game.story.words import Spot


class Failure(NamedTuple):
    """Something that did not go as it should: where the file says so, what, and what may help.

    `told` says how much of the transcript there was then. `wrong` is the expectation; None for a step.
    """

    spot: Spot
    message: str
    fix: str = ""
    told: int = 0
    wrong: Wrong | None = None

    def __str__(self) -> str:
        return f"{self.spot}: {self.message}{' ' if self.fix else ''}{self.fix}"


class Result(NamedTuple):
    """What came of a playthrough. It passed when there are no failures.

    `turns` are all turns that were played, those that were undone too. `transcript` is what was done (`> Read the
    plaque`) and told, up to a step that was not possible, or the end. `notes` say which steps were taken for another
    that is nearly called so.
    """

    playthrough: Playthrough
    failures: tuple[Failure, ...]
    turns: tuple[Played, ...]
    transcript: tuple[str, ...]
    notes: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether everything was as expected."""
        return not self.failures


Watch: TypeAlias = Callable[[State | None, Played], None]
"""Sees every turn as it is played, with the state in which it began; None for the first one of a play."""


def run(playthrough: Playthrough, story: Story, about: AboutStory | None = None, watch: Watch | None = None) -> Result:
    """Do the steps of a playthrough in a story. What goes wrong is in the result; nothing is raised.

    `about` saves work when many playthroughs of one story are run.
    """
    runner = _Runner(playthrough, story, about or AboutStory(story), watch)
    try:
        runner.begin()
        runner.follow(playthrough.items, ())
    except _Stop:
        pass
    return Result(
        playthrough, tuple(runner.failures), tuple(runner.turns), tuple(runner.transcript), tuple(runner.notes)
    )


class _Stop(Exception):
    """Nothing further can be done; why was noted."""


class _Runner:
    def __init__(self, playthrough: Playthrough, story: Story, about: AboutStory, watch: Watch | None) -> None:
        self.playthrough, self.story, self.about, self.watch = playthrough, story, about, watch
        self.failures: list[Failure] = []
        self.turns: list[Played] = []
        self.transcript: list[str] = []
        self.notes: list[str] = []
        self.last: tuple[Turn, ...] = ()
        self.done = 0
        self.session: Session

    def begin(self) -> None:
        """The first turn."""
        try:
            self.session = Session(self.story, self.playthrough.seed)
        except EndlessLoop as problem:
            raise self.stopped(Spot(self.playthrough.name, 1, 1), str(problem)) from problem
        self.happened(self.session.played)

    def follow(self, items: tuple[Item, ...], included_at: tuple[Spot, ...]) -> None:
        """Do steps one after the other; what is expected and is not so does not end them."""
        for item in items:
            self.done += 1
            if self.done > limits.PLAY_STEPS:
                raise self.stopped(item.spot, f"This playthrough has more than {limits.PLAY_STEPS:,} steps.")
            if isinstance(item, Expect):
                for wrong in unmet(item, Standing(self.session, self.last, self.about)):
                    self.fail(Failure(wrong.spot, wrong.message, wrong.fix, len(self.transcript), wrong))
            elif isinstance(item, Include):
                self.follow(item.playthrough.items, (*included_at, item.spot))
            else:
                self.do(item)

    def do(self, item: Do | Answer | Walk | Undo | PlayOn | Reopen) -> None:
        """One step."""
        if not isinstance(item, Undo | Reopen | PlayOn) and self.session.is_over:
            said = getattr(item, "words", "") or getattr(item, "place", "")
            raise self.stopped(item.spot, f"The story is over before “{said}”.", "Take the steps behind the end out.")
        before = len(self.session.played)
        try:
            match item:
                case Do():
                    self.choose(item)
                case Answer():
                    self.answer(item)
                case Walk():
                    self.walk(item)
                case Undo():
                    self.undo(item)
                case PlayOn():
                    self.play_on(item)
                case Reopen():
                    self.reopen(item)
        except (Refused, EndlessLoop) as problem:
            self.happened(self.session.played[before:])
            raise self.stopped(item.spot, str(problem)) from problem

    def choose(self, item: Do) -> None:
        """Choose the option that is meant."""
        self.check_asked(item)
        found = meant(self.story, self.session.state, item.words, item.saw)
        if found.option is None:
            raise self.not_possible(item, tuple(one.id for one in found.several))
        self.act(found.option.id)
        if found.how == "near":
            step = self.turns[-1].step
            self.notes.append(f"{item.spot}: “{item.words}” was taken for “{step.saw if step else ''}”.")

    def not_possible(self, item: Do, several: tuple[str, ...]) -> _Stop:
        """Why a step cannot be done."""
        if several:
            ids = ", ".join(f"`{one}`" for one in several)
            return self.stopped(item.spot, f"“{item.words}” can mean more than one thing here.", f"Write an id: {ids}.")
        here = Standing(self.session, self.last, self.about)
        names = [called for _, called in here.offered]
        near = nearest_words(folded(item.saw or item.words), names)
        meant_ = f"Did you mean “{near}”? " if near else ""
        if self.session.wants_words:
            meant_ += f"A question waits for an answer in words: `answer: {item.words}`. "
        return self.stopped(item.spot, f"“{item.words}” is not possible here.", f"{meant_}{offered_words(names)}")

    def check_asked(self, item: Do | Answer) -> None:
        """An answer is for the question for which it was given, and no other."""
        question = self.session.question
        if item.asked and (question is None or question.id != item.asked):
            now = f"The question that waits is `{question.id}`." if question is not None else "No question waits."
            raise self.stopped(item.spot, f"This answers the question `{item.asked}`. {now}")

    def answer(self, item: Answer) -> None:
        """Answer the question that waits."""
        self.check_asked(item)
        if self.session.question is None:
            names = offered_words(called for _, called in Standing(self.session, self.last, self.about).offered)
            raise self.stopped(item.spot, f"Nothing was asked, so “{item.words}” answers nothing.", names)
        self.act(AnswerGiven(item.words))

    def act(self, action: Action) -> None:
        """Do it, and note what came of it."""
        self.session.do(action)
        self.happened(self.session.played[-1:])

    def walk(self, item: Walk) -> None:
        """Walk to a place."""
        if item.place not in self.story.places:
            fix = did_you_mean(item.place, self.story.places)
            raise self.stopped(item.spot, f"There is no place `{item.place}`.", fix.strip())
        before = len(self.session.played)
        if self.session.place is not None and self.session.place.id == item.place and self.session.is_roaming:
            raise self.stopped(item.spot, f"The player stands at `{item.place}` already.", "Take this step out.")
        self.session.walk(item.place)
        self.happened(self.session.played[before:])
        here = self.session.place.id if self.session.place is not None else ""
        if here != item.place:
            scene = Standing(self.session, self.last, self.about).scene
            raise self.stopped(item.spot, f"On the way to `{item.place}`, at `{here}`, the scene `{scene}` began.")

    def undo(self, item: Undo) -> None:
        """Take steps back."""
        for done in range(item.steps):
            if not self.session.undo():
                steps = "one step" if done == 1 else f"{done} steps"
                raise self.stopped(item.spot, f"{item.steps} steps cannot be taken back: there were only {steps}.")
        self.last = (self.session.played[-1].turn,)
        self.transcript.append(f"> (taken back: {item.steps} step{'s' * (item.steps != 1)})")

    def play_on(self, item: PlayOn) -> None:
        """Play at random."""
        seed = self.playthrough.seed if item.seed is None else item.seed
        player = RandomPlayer(seed, item.knowledge, item.temperament)
        for _ in range(item.steps):
            if self.session.is_over:
                break
            self.done += 1
            self.act(player.action(self.session))

    def reopen(self, item: Reopen) -> None:
        """Save the play, close it, and go on from the file."""
        state = self.session.state
        with tempfile.TemporaryDirectory() as folder:
            try:
                path = save_as(self.session, Path(folder), "reopened").path
                opened = continue_play(self.story, path)
            except JournalError as problem:
                raise self.stopped(item.spot, f"The play could not be saved and opened again: {problem}") from problem
            opened.session.close()
        opened.session.journal = None
        if opened.session.state != state:
            raise self.stopped(item.spot, f"Opened again, the play stands elsewhere. {opened.notice}".strip())
        self.session = opened.session
        self.transcript.append("> (saved, closed and opened again)")

    def happened(self, played: list[Played]) -> None:
        """Note turns: the last step is all of them together."""
        self.turns.extend(played)
        if played:
            self.last = tuple(one.turn for one in played)
        first = len(self.session.played) - len(played)  # they are the last ones of the play
        for number, one in enumerate(played, first):
            self.transcript.extend(_transcript(self.story, one))
            if self.watch is not None:
                self.watch(self.session.played[number - 1].turn.state if number else None, one)

    def fail(self, failure: Failure) -> None:
        """Note a failure."""
        self.failures.append(failure)

    def stopped(self, spot: Spot, message: str, fix: str = "") -> _Stop:
        """Note that a step could not be done. The result is to be raised."""
        self.fail(Failure(spot, message, fix, len(self.transcript)))
        return _Stop()


def _transcript(story: Story, played: Played) -> Iterator[str]:
    if played.step is not None:
        yield f"> {played.step.answer or played.step.saw or played.step.do}"
    for line in tell(story, played.turn.state, played.turn.events):
        yield line.words

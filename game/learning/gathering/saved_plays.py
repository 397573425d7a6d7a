"""The answers in a folder of saved plays: each play is done again in the story, which grades it as it is now."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from game.engine import EndlessLoop
from game.learning.record.answer_watch import AnswerWatch
from game.learning.record.given_answers import GivenAnswer, KeptAnswer, RecordedPlay
from game.learning.record.wanted import player_name
from game.play.lost_steps import Lost
from game.play.replaying import stream_of
from game.play.session import Session
from game.play.step_recording import do_again
from game.record.journal import JournalError, Recorded, path_words, read_contents
from game.record.locations import ENDING
from game.story.model.story import Story

UNKNOWN_TIME = "at some time"
"""When an answer was taken back, where nobody knows when."""


class PlaysRead(NamedTuple):
    """What the plays of a folder hold, the names of all pupils, and sentences on those that could not be read whole."""

    answers: list[KeptAnswer]
    pupils: tuple[str, ...]
    troubles: tuple[str, ...]


def read_saved_plays(story: Story, folder: Path, in_language: Callable[[str], Story] | None = None) -> PlaysRead:
    """The answers in all plays in a folder and below; the name of a file is that of its pupil. Raises OSError.

    `in_language` gives the story in the language of a play: its answers are graded in it.
    """
    answers: list[KeptAnswer] = []
    pupils, troubles = [], []
    files_of: dict[str, Path] = {}
    files = sorted(path for path in folder.rglob(f"*{ENDING}") if path.is_file())
    names = _names(folder, files)
    for path in files:
        try:
            contents, doubt = read_contents(path)
        except JournalError as error:
            troubles.append(str(error))
            continue
        header = contents.recorded.header
        if story.id != header.pack and story.fingerprint != header.fingerprint:
            troubles.append(f"{path_words(path)} is a play of the pack “{header.pack}”, and is left out.")
            continue
        try:
            own = story if in_language is None else in_language(header.language)
            found, lost = answers_of(own, contents.recorded, names[path])
        except EndlessLoop as loop:
            troubles.append(f"{path_words(path)}: {loop}")
            continue
        answers.extend(found)
        pupils.append(names[path])
        if header.id and (other := files_of.setdefault(header.id, path)) != path:
            troubles.append(f"{path_words(path)} is a copy of the play {path_words(other)}, or goes on from one.")
        reasons = [contents.damage or doubt, lost and f"{path_words(path)}: {lost}"]
        troubles.extend(reason for reason in reasons if reason)
    return PlaysRead(answers, tuple(pupils), tuple(troubles))


def answers_of(story: Story, recorded: Recorded, pupil: str) -> tuple[list[KeptAnswer], str]:
    """Every answer in a play, those that were taken back too, and what is wrong when not all of it holds, or empty.

    Raises EndlessLoop.
    """
    header = recorded.header
    session = Session(story, header.seed, stream=stream_of(story, header))
    collected = _Collected()
    session.be_watched(lambda watched: AnswerWatch(watched, collected, clock=lambda: 0.0, now=lambda: ""))
    lost = ""
    for number, step in enumerate(recorded.steps, 1):
        if step.undo:
            session.undo(step.undo)
            continue
        again = do_again(story, session.state, step)
        if isinstance(again, Lost):
            lost = f"Step {number}, “{again.called}”, is not possible in the story as it is: {again.reason}."
            break
        session.change(0, (again,))
    play = RecordedPlay(pupil, story.id, story.title, "", pupil, header.seed, session.stream, "")
    return [KeptAnswer(0, play, answer._replace(seconds=None)) for answer in collected.answers.values()], lost


class _Collected:
    """Takes the answers of one play, by the way that led to each."""

    def __init__(self) -> None:
        self.answers: dict[str, GivenAnswer] = {}

    def answered(self, answer: GivenAnswer) -> None:
        known = self.answers.get(answer.path)
        self.answers[answer.path] = answer if known is None else known._replace(taken_back="")

    def taken_back(self, depth: int) -> None:
        for path, answer in self.answers.items():
            if answer.depth > depth and not answer.taken_back:
                self.answers[path] = answer._replace(taken_back=UNKNOWN_TIME)

    def told(self) -> str:
        return ""

    def leave(self) -> None:
        """A play that is done again is at its end."""


def _names(folder: Path, files: list[Path]) -> dict[Path, str]:
    """What the pupils are called: the name of the file, with its folder where it is no name, or not the only one."""
    stems = {path: path.name.removesuffix(ENDING) for path in files}
    often = {stem for stem in stems.values() if list(stems.values()).count(stem) > 1} | {"current"}
    return {
        path: player_name(stem if stem not in often else str(path.relative_to(folder)).removesuffix(ENDING))
        for path, stem in stems.items()
    }

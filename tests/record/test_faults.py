"""A whole evening of playing, saving, loading and going on in an edited story, with every file operation failing once.

Whatever fails, and whenever the process is killed: every step that was acknowledged, and every copy that was, can be
read afterwards; each file is whole; and the player got sentences, never an error.
"""

from __future__ import annotations

import errno
import gc
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from game.play.opening import begin_play, continue_play, load_play
from game.play.saved_games import put_away, save_as, saved_plays
from game.play.session import Session
from game.play.story_so_far import go_to
from game.record.journal import JournalError, Step, effective, read_record
from game.record.locations import CURRENT
from game.story.model.story import Story
from game.story.packs import load

from .faults import OPERATIONS, Disk, Killed, failing

HARBOUR = Path(__file__).parent.parent / "packs" / "harbour"
EVERYTHING, WRITES = frozenset(OPERATIONS), frozenset(["write"])
#: What can fail because a disk is full or read-only; that something cannot be read is tried with a broken one.
CHANGING = EVERYTHING - {"read", "fstat", "lseek"}


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Story:
    """The harbour, in which nobody can be asked about the bell any more."""
    folder = tmp_path_factory.mktemp("edited") / "harbour"
    shutil.copytree(HARBOUR, folder)
    scenes = folder / "scenes.yaml"
    scenes.write_text(scenes.read_text("utf-8").replace("Ask about the bell", "Ask about the tide"), "utf-8")
    shutil.rmtree(folder / "playthroughs", ignore_errors=True)
    return load(folder)


class Evening:
    """What is done, and what was acknowledged: `plays` are the steps of plays and copies that must be on disk."""

    def __init__(self, folder: Path, story: Story, edited: Story) -> None:
        self.folder, self.story, self.edited = folder, story, edited
        self.path = folder / CURRENT
        self.plays: list[tuple[Step, ...]] = []
        self.now: tuple[Step, ...] | None = None
        self.sentences: list[str] = []
        self.open: list[Session] = []

    def spend(self) -> None:
        """Do everything. What cannot be done is told and left out."""
        session = self.opened(lambda: begin_play(self.story, self.path, 3).session)
        if session is None:
            return
        self.do(session, "waking/go_and_ask", "go:north", "scene:talk_to_ines", "talk_to_ines/ask_about_the_bell")
        self.attempt(lambda: self.keep(session))
        self.attempt(lambda: session.undo(2))
        self.acknowledge(session)
        self.do(session, "go:up")
        self.attempt(lambda: go_to(session, 4))
        self.acknowledge(session)
        self.attempt(lambda: self.keep(session))
        for play in saved_plays(self.story, self.folder):
            self.leave(session)
            loaded = self.opened(lambda play=play: load_play(self.story, play.path, self.path).session)  # type: ignore[misc]
            session = loaded or session
            self.do(session, "talk_to_ines/leave")
        self.leave(session)
        session = self.opened(lambda: continue_play(self.edited, self.path).session)
        if session is not None:
            self.do(session, "talk_to_ines/ask_about_the_tide")
            self.leave(session)
        for play in saved_plays(self.story, self.folder):
            self.attempt(lambda play=play: put_away(play))  # type: ignore[misc]

    def opened(self, opening: Callable[[], Session]) -> Session | None:
        session = self.attempt(opening)
        if session is not None:
            self.open.append(session)
            self.acknowledge(session)
        return session

    def do(self, session: Session, *steps: str) -> None:
        for step in steps:
            if any(option.id == step for option in session.options):
                self.attempt(lambda step=step: session.do(step))  # type: ignore[misc]
                self.acknowledge(session)

    def keep(self, session: Session) -> None:
        save_as(session, self.folder, "a copy")
        self.plays.append(session.steps())

    def acknowledge(self, session: Session) -> None:
        if session.journal is not None:
            self.now = session.steps()

    def leave(self, session: Session) -> None:
        """The play as it stands must be found later, whatever takes its place."""
        if session.journal is not None:
            self.plays.append(session.steps())
        session.close()

    def attempt(self, action: Callable[[], object]):  # type: ignore[no-untyped-def]
        try:
            return action()
        except JournalError as problem:
            self.sentences.append(str(problem))
            return None

    def check(self) -> None:
        """Everything that was acknowledged is there, in files that are whole."""
        for session in self.open:
            session.close()
        found = []
        for path in sorted(self.folder.rglob("*.play.yaml")):
            steps = read_record(path).steps
            # A play that was left and went on elsewhere has what came later, too.
            found += [tuple(effective(steps[:count])) for count in range(len(steps) + 1)]
        for play in [*self.plays, *([self.now] if self.now is not None else [])]:
            assert play in found, [step.do for step in play]


def evening(folder: Path, story: Story, edited: Story, disk: Disk) -> Evening:
    folder.mkdir()
    spent = Evening(folder, story, edited)
    try:
        with failing(disk):
            spent.spend()
    except Killed:
        # What a dead process had open is closed by the system.
        gc.collect(1)
    spent.check()
    return spent


def tried(names: frozenset[str], folder: Path, story: Story, edited: Story) -> list[int]:
    """The operations with these names in an evening that goes well, counted from 0."""
    disk = Disk(-2, errno.EIO)
    evening(folder / "whole", story, edited, disk)
    return [at for at, name in enumerate(disk.names) if name in names]


@pytest.mark.parametrize(
    ("failure", "half", "names"),
    [
        (errno.ENOSPC, False, CHANGING),
        (errno.ENOSPC, True, WRITES),
        (errno.EIO, False, EVERYTHING),
        (errno.EROFS, False, CHANGING),
    ],
    ids=["full", "full in the middle", "broken", "read-only"],
)
def test_whichever_file_operation_fails_nothing_acknowledged_is_lost(
    failure: int, half: bool, names: frozenset[str], tmp_path: Path, harbour: Story, edited: Story
) -> None:
    some = tried(names, tmp_path, harbour, edited)
    assert len(some) > (20 if half else 100)
    for at in some:
        disk = Disk(at, failure, half=half)
        spent = evening(tmp_path / str(at), harbour, edited, disk)
        assert disk.failed
        for sentence in spent.sentences:
            assert sentence.endswith(".")
            assert "\n" not in sentence
            assert "Errno" not in sentence
        # Once the disk is well again, the play goes on.
        if spent.path.exists():
            continue_play(harbour, spent.path).session.close()


@pytest.mark.parametrize(
    ("half", "later", "names", "every"),
    # Just after one operation is just before the next one, so every second one is enough.
    [(False, False, EVERYTHING, 2), (True, False, WRITES, 1), (False, True, EVERYTHING, 2)],
    ids=["before", "half written", "after"],
)
def test_whenever_the_process_is_killed_nothing_acknowledged_is_lost(
    half: bool, later: bool, names: frozenset[str], every: int, tmp_path: Path, harbour: Story, edited: Story
) -> None:
    some = tried(names, tmp_path, harbour, edited)[::every]
    assert len(some) > (20 if half else 50)
    for at in some:
        disk = Disk(at, Killed, half=half, later=later)
        spent = evening(tmp_path / str(at), harbour, edited, disk)
        assert disk.failed
        if spent.path.exists():
            continue_play(harbour, spent.path).session.close()


def test_without_a_fault_the_evening_goes_as_it_should(tmp_path: Path, harbour: Story, edited: Story) -> None:
    spent = evening(tmp_path / "whole", harbour, edited, Disk(-2, errno.EIO))
    assert spent.sentences == []
    assert len(spent.plays) > 4

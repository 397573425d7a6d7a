"""Beginning, continuing, loading and saving plays: where the files of a pack's plays are, and what they become."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from game.play.session import Session
from game.record.journal import ENDING, Header, Journal, JournalError, Step, effective, read_play
from game.story.ids import slug
from game.story.program import Story

CURRENT = f"current{ENDING}"
"""The play that is kept by itself."""


class Opened(NamedTuple):
    """A play that was opened. `notice` is a sentence for the player, or empty."""

    session: Session
    notice: str = ""


class SavedPlay(NamedTuple):
    """A play that was saved under a name."""

    name: str
    path: Path
    steps: int


def fresh_seed() -> int:
    """A seed for a play that was given none."""
    return int.from_bytes(os.urandom(4))


def begin_play(story: Story, path: Path, seed: int) -> Opened:
    """A new play, kept at `path`. A play that is there already stays, under another name. Raises JournalError."""
    journal = Journal.create(path, _header(story, seed))
    return Opened(Session(story, seed, journal))


def continue_play(story: Story, path: Path) -> Opened:
    """The play at `path`, continued where it stands. Raises JournalError when it is of another pack or unreadable."""
    header, _ = read_play(path)
    _check_pack(story, header, path)
    journal, recorded = Journal.reopen(path)
    steps = tuple(effective(recorded))
    session, broken = Session.resume(story, header.seed, steps, journal)
    return Opened(session, _notice(broken, len(steps) - len(session.steps())))


def load_play(story: Story, source: Path, path: Path) -> Opened:
    """A copy of the play `source`, kept at `path` from now on; `source` stays as it is. Raises JournalError."""
    header, steps = read_play(source)
    _check_pack(story, header, source)
    session, broken = Session.resume(story, header.seed, steps, None)
    journal = Journal.create(path, _header(story, header.seed), session.steps())
    session.journal = journal
    return Opened(session, _notice(broken, len(steps) - len(session.steps())))


def save_as(session: Session, plays: Path, name: str) -> Path:
    """A copy of the play under a name. One that has it already stays, with a number added. Raises JournalError."""
    path = plays / f"{slug(name).replace('_', '-')}{ENDING}"
    if path.name == CURRENT:
        raise JournalError("“current” is the name of the play that is kept by itself. Choose another name.")
    Journal.create(path, _header(session.story, session.seed, name), session.steps()).close()
    return path


def saved_plays(plays: Path) -> list[SavedPlay]:
    """The plays that were saved under a name, the latest first. Files that cannot be read are left out."""
    found = []
    for path in plays.glob(f"*{ENDING}"):
        if path.name == CURRENT:
            continue
        try:
            _, steps = read_play(path)
        except JournalError:
            continue
        found.append((path.stat().st_mtime, SavedPlay(path.name.removesuffix(ENDING), path, len(steps))))
    return [play for _, play in sorted(found, reverse=True)]


def _header(story: Story, seed: int, title: str = "") -> Header:
    title = title or f"A play of {story.title}"
    return Header(story.id, story.fingerprint, seed, story.language, title)


def _check_pack(story: Story, header: Header, path: Path) -> None:
    if header.pack != story.id:
        raise JournalError(
            f"{path} is a play of the pack “{header.pack}”, and this is “{story.id}”. "
            f"Start it with: eightwings play {header.pack} --load {path}"
        )


def _notice(broken: Step | None, dropped: int) -> str:
    if broken is None:
        return ""
    steps = "one step is" if dropped == 1 else f"{dropped} steps are"
    return (
        f"The story was changed since you played: “{broken.saw or broken.do}” is no longer possible where you did it. "
        f"You go on from just before; {steps} set aside in the file of the play."
    )


def open_play(
    story: Story,
    plays: Path,
    *,
    seed: int | None,
    load: Path | None = None,
    record: Path | None = None,
    fresh: bool = False,
) -> Opened:
    """The play that the command line asks for. Raises JournalError.

    Without wishes that is the one kept by itself, if there is one that is not over; a seed, `fresh` or `record`
    (a file to keep it in) asks for a new one, `load` for a copy of one that was saved.
    """
    path = record or plays / CURRENT
    if load is not None:
        return load_play(story, load, path)
    if seed is None and not fresh and record is None and path.exists():
        opened = continue_play(story, path)
        if not opened.session.is_over:
            return opened
        opened.session.close()
    return begin_play(story, path, fresh_seed() if seed is None else seed)

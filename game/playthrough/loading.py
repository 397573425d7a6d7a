"""Going on from a playthrough that was written by hand, as from a recorded play."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from game.play.play_header import header
from game.play.session import Session
from game.playthrough.playthrough import Playthrough
from game.record.journal import DamagedPlay, Journal, JournalError, read_record
from game.story.model.story import Story


@contextmanager
def recorded_playthroughs(path: Path, story: Story) -> Iterator[Path]:
    """The file itself when it is a recorded play, else one with the steps that it leads to; it is gone afterwards.

    Raises JournalError with a sentence when it is neither, or when a step of it is not possible.
    """
    problem: JournalError
    try:
        read_record(path)
    except DamagedPlay as damaged:
        if damaged.contents.sums is not None:
            yield path  # whoever opens it takes what is good
            return
        problem = damaged
    except JournalError as other:
        problem = other
    else:
        yield path
        return
    try:
        session, playthrough = _played(path, story, problem)
    except JournalError:
        if isinstance(problem, DamagedPlay):
            yield path
            return
        raise
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / path.name
        head = header(session, playthrough.title)._replace(pack=playthrough.pack or story.id)
        Journal.create(kept, head, session.steps()).leave()
        yield kept


def _played(path: Path, story: Story, problem: JournalError) -> tuple[Session, Playthrough]:
    """The play to which a playthrough written by hand leads. Raises JournalError: `problem`, when it is none."""
    from game.playthrough.reading import read_playthrough  # a recorded play needs none of this
    from game.playthrough.running import played_to_its_end

    playthrough, findings = read_playthrough(path, story)
    if playthrough is None:
        if not any(finding.code.startswith(("EW75", "EW76", "EW2")) for finding in findings):
            raise problem
        raise JournalError(str(findings[0])) from problem
    session, result = played_to_its_end(playthrough, story)
    if session is None:
        raise JournalError(str(result.failures[0])) from problem
    return session, playthrough

"""Going on from a playthrough that was written by hand, as from a recorded play."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from game.play.opening import header
from game.record.journal import Journal, JournalError, read_record
from game.story.program import Story


@contextmanager
def recorded(path: Path, story: Story) -> Iterator[Path]:
    """The file itself when it is a recorded play, else one with the steps that it leads to; it is gone afterwards.

    Raises JournalError with a sentence when it is neither, or when a step of it is not possible.
    """
    try:
        read_record(path)
    except JournalError as problem:
        from game.playthrough.reading import read_playthrough  # a recorded play needs none of this
        from game.playthrough.running import played_to_its_end

        playthrough, findings = read_playthrough(path, story)
        if playthrough is None:
            if not any(one.code.startswith(("EW75", "EW76", "EW2")) for one in findings):
                raise
            raise JournalError(str(findings[0])) from problem
        session, result = played_to_its_end(playthrough, story)
        if session is None:
            raise JournalError(str(result.failures[0])) from problem
        with tempfile.TemporaryDirectory() as folder:
            kept = Path(folder) / path.name
            named = playthrough.pack or story.id
            head = header(story, session.seed, playthrough.title)._replace(pack=named)
            Journal.create(kept, head, session.steps()).close()
            yield kept
    else:
        yield path

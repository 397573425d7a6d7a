"""Keeping a play as a test of its story: a playthrough file where the tests of the story are."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from game.localisation.messages import gettext, pgettext
from game.localisation.system_words import system_reason
from game.play.saved_games import file_name
from game.play.session import Session
from game.playthrough.writing import as_test
from game.record.atomic_files import write_numbered_file
from game.record.journal import JournalError, path_words
from game.story.source import library
from game.story.source.pack_files import PLAYTHROUGHS


class KeptPlay(NamedTuple):
    """Where the test is, and the command that runs it."""

    path: Path
    command: str


def save_as_test(session: Session, title: str, pack: Path | None) -> KeptPlay:
    """Keep the play as a test, whose first key says what it is for. A file that is there is never touched.

    It goes into the folder `playthroughs` of the pack, or beside a pack that is one file; where the pack comes with the
    installed game or cannot be written, into the current folder. Raises JournalError.
    """
    title = " ".join(title.split()) or pgettext("title of a test that was given none", "A play")
    content = as_test(session, title).encode()
    problem = ""
    for folder, root in _folders(pack):
        try:
            path = write_numbered_file(folder / f"{file_name(title)}.yaml", content, root=root)
        except OSError as error:
            problem = gettext(
                "The test cannot be written in {folder}: {reason}.",
                folder=path_words(folder), reason=system_reason(error),
            )  # fmt: skip
        else:
            return KeptPlay(path, f"eightwings test {shlex.quote(path_words(path))}")
    raise JournalError(problem)


def _folders(pack: Path | None) -> Iterator[tuple[Path, Path]]:
    """Where the test may go, the best first, and out of which folder no link may lead it."""
    if pack is not None and pack.exists() and not (library.IS_INSTALLED and pack.is_relative_to(library.PACKS)):
        yield (pack / PLAYTHROUGHS, pack) if pack.is_dir() else (pack.parent, pack.parent)
    yield Path(), Path()

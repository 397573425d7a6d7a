"""What a player takes along from a play: a picture of how it ended, and a page of what was missed.

Both go into the folder where the player is, or, where that cannot be written, into that of the plays; a file that is
there is never touched.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from game.localisation.messages import gettext, pgettext
from game.localisation.system_words import system_reason
from game.play.after_the_end import (
    endings_in_words,
    how_it_went,
    title_of_the_end,
    turned_because,
    turned_time,
    turned_words,
)
from game.play.debriefing import debriefing, debriefing_markdown
from game.play.reading_documents import read_document
from game.play.reports import disclaimer_in_short
from game.play.save_wishes import spoken_debrief
from game.play.saved_games import file_name
from game.play.seen import Seen
from game.play.session import Session
from game.record.atomic_files import write_numbered_file
from game.record.journal import JournalError, path_words
from game.report.ending_picture import EndingPicture, PictureFork, PictureGroup, PictureLine, ending_picture


def save_picture(session: Session, seen: Seen | None, plays: Path | None) -> Path:
    """Save a picture of how a play ended, as SVG. The result is where it is. Raises JournalError.

    `seen` is what the player has seen in all plays, or None where that is not known; `plays` the folder of the plays.
    """
    name = f"{session.story.title} {title_of_the_end(session)}"
    return _saved(name, ".svg", ending_picture(how_it_ended(session, seen)), plays)


def save_debrief(session: Session, plays: Path | None, *, markdown: bool = False) -> Path:
    """Save what came of the questions of a play, as HTML or Markdown. The result is where. Raises JournalError."""
    found = debriefing(session)
    if markdown:
        return _saved(f"{session.story.title} {spoken_debrief()}", ".md", debriefing_markdown(found), plays)
    from game.report.debrief_page import debrief_page  # only pages need it

    return _saved(f"{session.story.title} {spoken_debrief()}", ".html", debrief_page(found), plays)


def how_it_ended(session: Session, seen: Seen | None) -> EndingPicture:
    """What stands on the picture of how a play ended."""
    went, story = how_it_went(session), session.story
    document = next((document for document in story.documents.values()), None)
    reads = read_document(session, document.id) if document is not None else ()
    found = debriefing(session)
    return EndingPicture(
        story=story.title,
        ending=went.title,
        seen=endings_in_words(story, seen),
        groups=tuple(PictureGroup(group.label, group.settled, group.total) for group in went.stakes.groups),
        measures=tuple(
            (measure.name, measure.value, measure.high) for measure in went.stakes.measures if measure.value >= 0
        ),
        forks=tuple(
            PictureFork(turned_time(point), turned_words(point), turned_because(point._replace(stands=False)))
            for point in went.turned
        ),
        document=document.title if document is not None else "",
        lines=tuple(
            PictureLine(read.line.title, "".join(span.words for span in read.line.shown), read.line.is_open)
            for read in reads
            if read.change != "struck"
        ),
        answers=found.score if found.asked else "",
        disclaimer=disclaimer_in_short(story),
    )


def _saved(name: str, ending: str, content: str, plays: Path | None) -> Path:
    problem = ""
    for folder, root in _folders(plays):
        try:
            return write_numbered_file(folder / f"{_file_name(name)}{ending}", content, root=root)
        except OSError as error:
            problem = gettext(
                "It cannot be written in {folder}: {reason}.", folder=path_words(folder), reason=system_reason(error)
            )
    raise JournalError(problem)


def _file_name(name: str) -> str:
    try:
        return file_name(name)
    except JournalError:  # a title without a letter
        return pgettext("name of a file", "play")


def _folders(plays: Path | None) -> Iterator[tuple[Path, Path | None]]:
    """Where it may go, the best first, and out of which folder no link may lead it."""
    here = Path()
    yield here, here
    if plays is not None:
        yield plays, None

"""The pages that consist of told lines: people, deadlines, endings, what stands behind a mark, the help."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from game.localisation.messages import gettext
from game.play.help_text import help_lines
from game.play.narration import Told, told
from game.play.reports import about_story
from game.play.seen import seen_by_player
from game.play.session import Session
from game.play.source_marks import source_told
from game.play.surroundings import people
from game.play.telling_seen import endings_told
from game.play.time_left import deadlines_told
from game.web.shown_lines import ShownLine, shown_lines


class ToldPage(NamedTuple):
    """Told lines; `words` is what was looked for among them, None where nothing can be."""

    lines: tuple[ShownLine, ...]
    words: str | None = None


class HelpPage(NamedTuple):
    """What can be typed: each line an example and what it does, or a sentence with an empty example.

    `about` tells of the story: what is invented in it, on what it rests, who wrote it.
    """

    lines: tuple[tuple[str, str], ...]
    about: tuple[ShownLine, ...]


def people_page(session: Session, about: str) -> ToldPage:
    """Whom the player has met, and who is quoted in the notebook."""
    return ToldPage(shown_lines(people(session, about)), about)


def deadlines_page(session: Session) -> ToldPage:
    """The deadlines that are ahead, and those that are past."""
    return ToldPage(shown_lines(deadlines_told(session)))


def endings_page(session: Session, plays: Path | None) -> ToldPage:
    """The endings that the player has seen."""
    return ToldPage(shown_lines(endings_told(session.story, seen_by_player(session, plays))))


def source_page(session: Session, mark: str) -> ToldPage:
    """What stands behind a mark. While a question waits that would be a look into the notebook, which has its price."""
    lines: list[Told]
    if session.question is not None:
        lines = [told("message", gettext("While a question waits, a look into the notebook has its price."))]
    else:
        lines = source_told(session, mark)
    return ToldPage(shown_lines(lines))


def help_page(session: Session) -> HelpPage:
    """What can be typed, and what there is to know of the story."""
    parted = (_parted(line) for line in help_lines(session.story))
    return HelpPage(tuple(parted), shown_lines(about_story(session.story)))


def _parted(line: str) -> tuple[str, str]:
    """An example and what it does; they stand in two columns in the help."""
    example, apart, meaning = line.strip().partition("  ")
    return (example, meaning.strip()) if apart and line.startswith("  ") else ("", line.strip())

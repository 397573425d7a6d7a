"""The pages that consist of told lines: people, deadlines, endings, what stands behind a mark, the help."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from game.localisation.messages import gettext, pgettext
from game.play.narration import Told, told
from game.play.reports import about_story
from game.play.seen import seen_by_player
from game.play.session import Session
from game.play.source_marks import source_told
from game.play.surroundings import people
from game.play.telling_seen import endings_told
from game.play.time_left import deadlines_told
from game.story.model.story import Story
from game.web.shown_lines import ShownLine, shown_lines


class ToldPage(NamedTuple):
    """Told lines; `words` is what was looked for among them, None where nothing can be."""

    lines: tuple[ShownLine, ...]
    words: str | None = None


class HelpPage(NamedTuple):
    """What can be typed: each an example, and what it does; and sentences that are good to know.

    `about` tells of the story: what is invented in it, on what it rests, who wrote it. `measures` are those of which
    the story says what they stand for: a name and its words.
    """

    typed: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    measures: tuple[tuple[str, str], ...]
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
    """What can be typed in a browser, without what there is nothing of in this story; and what to know of the story."""
    story = session.story
    measures = tuple((each.name, each.about) for each in story.measures.values() if each.about and not each.hidden)
    return HelpPage(tuple(_typed(story)), _notes(story), measures, shown_lines(about_story(story)))


def _typed(story: Story) -> Iterator[tuple[str, str]]:
    # Translators: in this list stands what is typed, with examples, and behind it what it does. Write the commands of
    # your language, the first of those that you give for each; names of things and people are examples.
    yield pgettext("typed", "look, look at the beam"), gettext("what is here, and what it is like")
    if story.places:
        yield pgettext("typed", "n, north, up, go memorial"), gettext("walk; `go` finds the way to any place")
    if story.people:
        yield pgettext("typed", "talk to marta"), gettext("speak with somebody who is here")
        yield pgettext("typed", "ask marta about the gong"), gettext("what she has to tell; `people` lists topics")
    yield pgettext("typed", "where, who, exits"), gettext("where you are, who is here, the ways out")
    if story.clock is not None:
        wait = gettext("where the story lets you wait; or: until the gong")
        yield pgettext("typed", "wait, wait until 11:00"), wait
    yield pgettext("typed", "read plaque, take badge"), gettext("anything offered here, in your words")
    if story.facts:
        yield pgettext("typed", "notes, notes spending"), gettext("your notebook, or all in it with these words")
        yield pgettext("typed", "[2.3], source 2.3"), gettext("what stands behind a mark that you have met")
    if story.deadlines:
        yield pgettext("typed", "deadlines"), gettext("how long is left, and what has passed")
    yield pgettext("typed", "inventory, status"), gettext("what you carry; how things stand")
    if story.achievements:
        yield pgettext("typed", "achievements"), gettext("what you have achieved, and what is left")
    yield pgettext("typed", "undo, undo 5"), gettext("take steps back; `redo` does them again")


def _notes(story: Story) -> tuple[str, ...]:
    notes = [gettext("Every step is saved at once. You can stop at any time.")]
    if story.facts:
        marks = gettext(
            "Facts go into the notebook when you meet them. Marks such as [2.3] name the source: "
            "article 2, paragraph 3."
        )
        notes.insert(0, marks)
    return tuple(notes)

"""What is told of the endings that a player has seen and of people never met. No ending is told before it was seen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from game.localisation.lists_numbers_dates import and_list, comma_list
from game.localisation.messages import gettext, ngettext
from game.play import reports
from game.play.narration import Told, told
from game.play.seen import Seen, seen_in_plays
from game.play.session import Session
from game.story.model.story import Ending, Story

#: So many people who were never met are named, the others counted.
_NAMED = 12


def end_of_play(session: Session, seen: Seen | None) -> list[Told]:
    """How a play went, for its end, and last how many of the endings the player has seen, where there are several.

    None: it is not known yet what was seen.
    """
    lines, story = reports.ending_summary(session), session.story
    if len(story.endings) > 1:
        lines.append(ending_of_several(story, seen))
    return lines


def ending_of_several(story: Story, seen: Seen | None) -> Told:
    """That an ending is one of several, and how many of them were seen; None: that is not known yet."""
    there_are = len(story.endings)
    if seen is None:
        return told("hint", ngettext("This is one of {number} ending.", "This is one of {number} endings.", there_are))
    count = len(seen.endings)
    if count == there_are:
        words = ngettext(
            "This is one of {number} ending; you have seen all of them.",
            "This is one of {number} endings; you have seen all of them.", there_are,
        )  # fmt: skip
    else:
        words = ngettext(
            "This is one of {number} ending; you have seen {seen} of them.",
            "This is one of {number} endings; you have seen {seen} of them.", there_are, seen=count,
        )  # fmt: skip
    return told("hint", words)


def endings_told(story: Story, seen: Seen) -> list[Told]:
    """The endings that were seen, by their titles, and how many were not."""
    titles = [_title(ending) for id_, ending in story.endings.items() if id_ in seen.endings]
    count = gettext("Endings: you have seen {seen} of {all}", seen=len(titles), all=len(story.endings))
    lines = [told("place", count)]
    lines += [told("note", title) for title in titles]
    unseen = len(story.endings) - len(titles)
    if unseen:
        words = ngettext(
            "{number} ending you have not seen yet.", "{number} endings you have not seen yet.", unseen
        )  # fmt: skip
        lines.append(told("hint", words))
    return lines


def endings_count(story: Story, plays: Path, goes_on: Callable[[], bool]) -> str:
    """How many endings were seen in all plays, in a few words; empty before the first, or where there is only one."""
    seen, there_are = len(seen_in_plays(story, plays, goes_on).endings), len(story.endings)
    return gettext("Endings seen: {seen} of {all}", seen=seen, all=there_are) if seen and there_are > 1 else ""


def not_seen_yet(story: Story, plays: Path) -> str:
    """What was not seen yet in the plays before this one, as sentences; empty when nothing was or everything is."""
    seen = seen_in_plays(story, plays)
    if seen == Seen():
        return ""
    endings = len(story.endings) - len(seen.endings)
    names = [person.name for id_, person in story.people.items() if id_ not in seen.met]
    missed: list[str] = []
    if endings:
        # Translators: behind “What you have not seen:”. {unseen} counts the endings that the player has not seen.
        missed.append(
            ngettext(
                "{unseen} of {number} ending.", "{unseen} of {number} endings.", len(story.endings), unseen=endings
            )
        )
    if names:
        more = len(names) - _NAMED
        known = comma_list(names[:_NAMED])
        if more > 0:
            known = and_list([known, ngettext("{number} more", "{number} more", more)])
        missed.append(gettext("People you have never met: {people}.", people=known))
    # Translators: {missed} are one or two sentences.
    return gettext("What you have not seen: {missed}", missed=" ".join(missed)) if missed else ""


def _title(ending: Ending) -> str:
    return ending.title or ending.id.replace("_", " ").capitalize()

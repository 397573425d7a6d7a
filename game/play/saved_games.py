"""Plays saved under names, and the earlier ones that were kept when a new one began: keeping, listing, putting away."""

from __future__ import annotations

import re
import time
from datetime import date
from pathlib import Path
from typing import NamedTuple

from game.engine import EndlessLoop
from game.engine.rendering import clock_time
from game.localisation.lists_numbers_dates import comma_list, date_text, labelled
from game.localisation.messages import gettext, ngettext, pgettext
from game.localisation.system_words import system_reason
from game.play.play_header import carried, header
from game.play.replaying import is_of, replay
from game.play.session import Session
from game.record.atomic_files import move_file
from game.record.journal import Journal, JournalError, effective, read_contents
from game.record.locations import CURRENT, ENDING
from game.story.model.story import Story
from game.support.file_names import windows_trouble

PUT_AWAY = "put-away"
"""The folder, inside that of the plays, of those that were put away."""

_NAME_CHARACTERS = 60
_OTHER = re.compile(r"[^\w]+")


class SavedPlay(NamedTuple):
    """A play that can be loaded. `standing` says where it stands: place, time, steps. `when` is when it was kept.

    `name` is what its file is called, without the ending. `problem` says why it cannot be read, or is empty.
    """

    name: str
    path: Path
    steps: int
    standing: str
    when: str
    problem: str = ""

    @property
    def words(self) -> str:
        """The play in one line."""
        return labelled(self.name, self.problem or f"{self.standing}. {self.when}")


class Saved(NamedTuple):
    """Where a copy is now, and where the play is that had its name before, if there was one."""

    path: Path
    before: Path | None


def save_as(session: Session, plays: Path, name: str) -> Saved:
    """A copy of the play under a name. One that has it already stays, with a number. Raises JournalError."""
    path = plays / f"{file_name(name)}{ENDING}"
    if path.name == CURRENT:
        raise JournalError(
            gettext("“current” is the name of the play that is kept automatically. Choose another name.")
        )
    about = standing_of(session)
    title = " ".join(name.split())[:_NAME_CHARACTERS]
    journal = Journal.create(path, header(session, title, about), carried(session.record))
    journal.leave()
    return Saved(path, journal.kept)


def suggested_name(session: Session) -> str:
    """A name for a copy that is saved now, for whoever types none: where one is and when, or after how many steps."""
    place, clock = session.place, session.story.clock
    where = place.name if place is not None else session.story.title
    if clock is not None:
        when = clock_time(clock.get(session.state.memory))
    else:
        # Translators: at the end of a name for a saved play.
        when = gettext("step {number}", number=str(len(session.played) - 1))
    return f"{where[: _NAME_CHARACTERS // 2].strip()} {when}"


def file_name(name: str) -> str:
    """What the file of a play with this name is called, without its ending. Raises JournalError."""
    made = _OTHER.sub("-", name.casefold()).strip("-_")[:_NAME_CHARACTERS].rstrip("-_")
    if not made:
        raise JournalError(gettext("A name needs a letter or a digit."))
    return f"play-{made}" if windows_trouble(made) else made


def play_name(path: Path) -> str:
    """What the play in a file is called in the list."""
    return path.name.removesuffix(ENDING)


def saved_plays(story: Story, plays: Path) -> list[SavedPlay]:
    """The plays that can be loaded, the latest first; one that cannot be read says why."""
    found = []
    for path in plays.glob(f"*{ENDING}"):
        if path.name != CURRENT and not path.name.startswith("."):
            try:
                found.append((path.stat().st_mtime, _saved_play(story, path)))
            except OSError:  # it went while the folder was read
                continue
    return [play for _, play in sorted(found, key=lambda entry: (-entry[0], entry[1].name))]


def saved_names(plays: Path) -> list[str]:
    """The names of the plays that can be loaded, in the order of the alphabet. None of them is read."""
    return sorted(
        play_name(path) for path in plays.glob(f"*{ENDING}") if path.name != CURRENT and not path.name.startswith(".")
    )


def _saved_play(story: Story, path: Path) -> SavedPlay:
    name = play_name(path)
    when = written_date(path.stat().st_mtime)
    try:
        contents, _ = read_contents(path)
        before, recorded = contents.recorded
        where = before.about.partition("\n")[0]
        is_sure = before.pack == story.id or before.fingerprint == story.fingerprint
        if not where or not is_sure or contents.damage:
            replayed = replay(story, contents.recorded, is_marked=contents.sums is not None)
            if not is_of(story, before, replayed):
                # Translators: behind the name of a saved play that is none of this pack.
                other = gettext("a play of the pack “{pack}”", pack=before.pack)
                return SavedPlay(name, path, 0, "", when, other)
            where = standing_of(replayed.session)
        if contents.damage:
            # Translators: {standing} says where a play stands.
            cut = gettext("{standing} (the file is damaged after that)", standing=where)
            where = cut if contents.left_out else gettext("{standing} (a damaged file)", standing=where)
    except (JournalError, EndlessLoop) as problem:
        return SavedPlay(name, path, 0, "", when, str(problem))
    return SavedPlay(name, path, len(effective(recorded)), where, when)


def standing_of(session: Session) -> str:
    """Where a play stands, in one line: the place, the time, the steps."""
    place, clock = session.place, session.story.clock
    steps = len(session.played) - 1
    parts = [
        place.name if place is not None else "",
        clock_time(clock.get(session.state.memory)) if clock is not None else "",
        ngettext("{number} step", "{number} steps", steps),
    ]
    if session.is_over:
        # Translators: at the end of a list of a few words on where a play stands.
        stuck = pgettext("where a play stands", "no way on")
        parts.append(stuck if session.is_stuck else pgettext("where a play stands", "the end"))
    return comma_list(part for part in parts if part)


def find_play(listed: list[SavedPlay], typed: str) -> SavedPlay | None:
    """The play that the player means: its number in the list, its name, or what its name begins with."""
    if typed.isdecimal() and 1 <= int(typed) <= len(listed):
        return listed[int(typed) - 1]
    wanted = _OTHER.sub("-", typed.casefold()).strip("-")
    if not wanted:
        return None
    exact = [play for play in listed if play.name.casefold() == wanted]
    begun = [play for play in listed if play.name.casefold().startswith(wanted)]
    fitting = exact or begun
    return fitting[0] if len(fitting) == 1 else None


def put_away(play: SavedPlay) -> Path:
    """Take a play out of the list. Its file stays as it is, in a folder of its own. Raises JournalError."""
    try:
        return move_file(play.path, play.path.parent / PUT_AWAY)
    except OSError as error:
        # Translators: {play} is the name of a saved play, {reason} why, such as “Permission denied”.
        words = gettext("“{play}” cannot be put away: {reason}.", play=play.name, reason=system_reason(error))
        raise JournalError(words) from error


def written_date(moment: float) -> str:
    """A moment as a date and a time of day of this computer."""
    at = time.localtime(moment)
    day, clock = date_text(date(at.tm_year, at.tm_mon, at.tm_mday)), f"{at.tm_hour:02}:{at.tm_min:02}"
    # Translators: a date with the time of day.
    return gettext("{date}, {time}", date=day, time=clock)

"""Which endings a player has seen and whom they have met, in all plays of a pack that are kept.

It is worked out from the plays themselves, branches that were left among them. As doing many plays again takes a while,
what came of each file is kept in the cache folder, for as long as neither the file nor the story changes. Nothing is
lost with that: what is damaged, or says what cannot be, is worked out anew.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import game
from game.engine import EndlessLoop
from game.engine.events import Ended
from game.play.replaying import is_of, replay
from game.play.saved_games import PUT_AWAY
from game.play.session import Session
from game.play.story_points import every_turn, so_far
from game.play.surroundings import people_seen
from game.record.cache_files import digest, keep_cache, read_cache
from game.record.journal import JournalError, read_contents
from game.record.locations import ENDING, cache_folder
from game.story.model.story import Story

#: So many plays count, the latest; so many of them are done again at once, the others the next time; so many are kept.
_PLAYS = 1_000
_ANEW = 200
_KEPT = 50
#: Counts the forms that the kept file had.
_FORM = 2


class Seen(NamedTuple):
    """The ids of endings that were seen, and of people who were met (`people_seen`)."""

    endings: frozenset[str] = frozenset()
    met: frozenset[str] = frozenset()

    def joined(self, others: Iterable[Seen]) -> Seen:
        """What was seen in this or any of the others."""
        everything = (self, *others)
        endings = frozenset[str]().union(*(each.endings for each in everything))
        return Seen(endings, frozenset[str]().union(*(each.met for each in everything)))


class _PlayFile(NamedTuple):
    """The file of a play as it is now: what it is called below the folder of the plays, its size and its time."""

    name: str
    size: int
    time: int


def seen_in(session: Session) -> Seen:
    """What was seen in a play, also in branches that were left."""
    story = session.story
    endings: set[str] = set()
    met: set[str] = set()
    for _, turn in every_turn(session, so_far(session)):
        for event in turn.events:
            met |= people_seen(story, event)
            if isinstance(event, Ended):
                endings.add(event.ending)
    return Seen(frozenset(endings), frozenset(met))


def seen_in_plays(story: Story, plays: Path, goes_on: Callable[[], bool] = lambda: True) -> Seen:
    """What was seen in all plays of a story in their folder. It ends early when it shall not go on."""
    kept_in = cache_folder() / "seen" / f"{digest(os.fsencode(plays.absolute()), size=16).hexdigest()}.seen"
    made_for = f"eightwings seen {_FORM} {game.__version__} {story.fingerprint}"
    kept = _kept(story, read_cache(kept_in, made_for))
    known: dict[_PlayFile, Seen] = {}
    done = 0
    for file in _files(plays):
        if file in kept:
            known[file] = kept[file]
        elif done < _ANEW and goes_on():
            known[file] = _seen_in_file(story, plays / file.name)
            done += 1
    if known != kept:
        keep_cache(kept_in, made_for, _packed(known), _KEPT)
    return Seen().joined(known.values())


def seen_by_player(session: Session, plays: Path | None) -> Seen:
    """What was seen in a play and, if there is a folder of them, in all other plays of its story."""
    here = seen_in(session)
    return here.joined([seen_in_plays(session.story, plays)]) if plays is not None else here


def _files(plays: Path) -> list[_PlayFile]:
    """The plays, the latest first; those that were put away count, too."""
    found: list[_PlayFile] = []
    for folder in (plays, plays / PUT_AWAY):
        for path in folder.glob(f"*{ENDING}"):
            try:
                state = path.stat()
            except OSError:  # it went while the folder was read, or leads nowhere
                continue
            found.append(_PlayFile(path.relative_to(plays).as_posix(), state.st_size, state.st_mtime_ns))
    return sorted(found, key=lambda file: (-file.time, file.name))[:_PLAYS]


def _seen_in_file(story: Story, path: Path) -> Seen:
    """What was seen in the play in a file; nothing where it is none, or is of another story."""
    try:
        contents, _ = read_contents(path)
        replayed = replay(story, contents.recorded, is_marked=contents.sums is not None)
        return seen_in(replayed.session) if is_of(story, contents.recorded.header, replayed) else Seen()
    except (JournalError, EndlessLoop):
        return Seen()


def _packed(known: dict[_PlayFile, Seen]) -> bytes:
    lines = [[*file, sorted(seen.endings), sorted(seen.met)] for file, seen in known.items()]
    return json.dumps(lines, separators=(",", ":")).encode("ascii")


def _kept(story: Story, content: bytes | None) -> dict[_PlayFile, Seen]:
    """What is kept of each file; nothing at all where any of it cannot be."""
    if content is None:
        return {}
    try:
        return dict(_entry(story, *line) for line in json.loads(content))
    except (ValueError, TypeError, RecursionError):
        return {}


def _entry(
    story: Story, name: object, size: object, time: object, endings: list[object], met: list[object]
) -> tuple[_PlayFile, Seen]:
    """What is kept of a file. Raises ValueError or TypeError where that cannot be."""
    if not isinstance(name, str) or type(size) is not int or type(time) is not int:
        raise TypeError
    if type(endings) is not list or type(met) is not list:
        raise TypeError
    known_endings = frozenset(id_ for id_ in story.endings if id_ in endings)
    known_people = frozenset(id_ for id_ in story.people if id_ in met)
    if len(known_endings) != len(endings) or len(known_people) != len(met):
        raise ValueError
    return _PlayFile(name, size, time), Seen(known_endings, known_people)

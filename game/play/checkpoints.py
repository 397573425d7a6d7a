"""Checkpoints: the moments just before scenes to which the pack gives a name."""

from __future__ import annotations

from typing import NamedTuple
from weakref import WeakKeyDictionary

from game.engine.events import SceneBegan
from game.localisation.lists_numbers_dates import clause_list
from game.localisation.messages import gettext
from game.play.session import Session
from game.play.story_points import every_turn, so_far

#: So many of them are offered at once: a scene that opens again and again may have hundreds.
_OFFERED = 20


class PlayCheckpoint(NamedTuple):
    """A point of the play from which a scene began that has a name for the moment before it.

    `number` is that of the point. `holds`: it is on the way to where one is, and in no branch that was left.
    """

    number: int
    name: str
    holds: bool


#: What was found in each play that is open, after so many steps: clients ask for it at every key.
_KNOWN: WeakKeyDictionary[Session, tuple[int, list[PlayCheckpoint]]] = WeakKeyDictionary()


def checkpoints(session: Session) -> list[PlayCheckpoint]:
    """The checkpoints of a play by their numbers, those in branches that were left too."""
    steps = len(session.record)  # it only grows
    known = _KNOWN.get(session)
    if known is None or known[0] != steps:
        known = _KNOWN[session] = steps, _checkpoints(session)
    return known[1]


def _checkpoints(session: Session) -> list[PlayCheckpoint]:
    names = session.story.checkpoints
    if not names:
        return []
    tree = so_far(session)
    holding = {point.number for point in tree.held}
    found = {
        ((point.before or point).number, names[event.scene])
        for point, turn in every_turn(session, tree)
        for event in turn.events
        if isinstance(event, SceneBegan) and event.scene in names
    }
    return [PlayCheckpoint(number, name, number in holding) for number, name in sorted(found)]


def names_by_point(session: Session) -> dict[int, str]:
    """What the checkpoints are called, by the numbers of their points."""
    found: dict[int, list[str]] = {}
    for checkpoint in checkpoints(session):
        found.setdefault(checkpoint.number, []).append(checkpoint.name)
    return {number: clause_list(names) for number, names in found.items()}


def ways_back(session: Session) -> list[PlayCheckpoint]:
    """The latest checkpoints on the way to where one is. Of those that share a name, each says at which step it is."""
    held = [checkpoint for checkpoint in checkpoints(session) if checkpoint.holds][-_OFFERED:]
    names = [checkpoint.name for checkpoint in held]
    return [each._replace(name=_with_step(each)) if names.count(each.name) > 1 else each for each in held]


def _with_step(checkpoint: PlayCheckpoint) -> str:
    # Translators: {checkpoint} is what a moment of the story is called.
    return gettext("{checkpoint} (step {number})", checkpoint=checkpoint.name, number=str(checkpoint.number))

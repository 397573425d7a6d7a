"""What `back to` and the name of a checkpoint mean: only a whole name leads there, all else is asked back."""

from __future__ import annotations

import re
from collections.abc import Iterable

from game.localisation.messages import gettext
from game.play.checkpoints import PlayCheckpoint, checkpoints
from game.play.command_types import Command, Say, Show
from game.play.going import places_named
from game.play.naming import fits, tokens
from game.play.narration import Told, in_sentence, told
from game.play.session import Session

_BACK_TO = re.compile(r"(?P<forced>/)?\s*(?P<go>go )?back to\b(?P<name>.*)", re.IGNORECASE)
#: Words that stand in many of the names, and tell none from another.
_OF_MANY = {"before", "just", "checkpoint"}
#: So many are listed, the latest.
_LISTED = 20


def understand_back(session: Session, words: str) -> Command | None:
    """What `back to` means with a name, or without any; None where no checkpoint is called so."""
    found = _BACK_TO.fullmatch(words.strip())
    if found is None:
        return None
    known = checkpoints(session)
    wanted = _telling(found["name"])
    if not wanted:
        return Say(_listed(known))
    if not (session.story.checkpoints or found["forced"]):
        return None
    exact = [checkpoint for checkpoint in known if wanted == _telling(checkpoint.name)]
    fitting = exact or [checkpoint for checkpoint in known if _has_all(checkpoint.name, wanted)]
    fitting = [checkpoint for checkpoint in fitting if checkpoint.holds] or fitting
    places = places_named(session, tokens(found["name"]), whole=bool(exact)) if session.is_roaming else []
    if not fitting and found["forced"]:
        return Say([told("message", gettext("No checkpoint of this play is called so.")), *_listed(known)])
    if not fitting or (found["go"] and places and not exact):
        return None
    if exact and len(fitting) == 1 and not places:
        return Show("back", str(fitting[0].number))
    asked = gettext("Which do you mean?") if len(fitting) > 1 or places else gettext("Did you mean this?")
    walks = [told("hint", gettext("`go {place}` walks there.", place=in_sentence(place.name))) for place in places[:1]]
    return Say([told("message", asked), *_told(fitting)[-_LISTED:], *walks])


def _listed(known: Iterable[PlayCheckpoint]) -> list[Told]:
    """The checkpoints, and how one gets to each."""
    lines = _told(known)[-_LISTED:]
    return [told("message", gettext("You can go back to:")), *lines] if lines else [told("message", _none_yet())]


def _told(known: Iterable[PlayCheckpoint]) -> list[Told]:
    return [told("hint", _way_back(checkpoint)) for checkpoint in known]


def _way_back(checkpoint: PlayCheckpoint) -> str:
    number, name = str(checkpoint.number), checkpoint.name
    if checkpoint.holds:
        return gettext("`back to {number}`: {checkpoint}", number=number, checkpoint=name)
    return gettext("`back to {number}`: {checkpoint} (in a branch that you left)", number=number, checkpoint=name)


def _none_yet() -> str:
    return gettext(
        "There is no checkpoint yet in this play. `back to` and a number leads to any step; `story` lists them."
    )


def _telling(words: str) -> list[str]:
    """The words of a name that tell it from others; all of them where there are none."""
    named = tokens(words)
    return [word for word in named if word not in _OF_MANY] or named


def _has_all(name: str, wanted: list[str]) -> bool:
    parts = tokens(name)
    return all(any(fits(word, part) for part in parts) for word in wanted)

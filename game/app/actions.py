"""Everything that can be done in a play besides what the story offers, whichever key does it: the palette lists it.

Whoever adds a page or a setting adds an entry here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from game.play.session import Session

if TYPE_CHECKING:
    from game.app.screens.play_screen import PlayScreen


class PlayAction(NamedTuple):
    """One thing that can be done: its name, and other words by which it is found.

    `deed` is an action of Textual, such as `screen.open('map')`, whose key is looked up where it is shown; or, with `>`
    in front, a line that is carried out as if it were typed. `is_offered` says whether it can be done in a play now.
    """

    name: str
    deed: str
    words: str = ""
    is_offered: Callable[[Session], bool] = lambda session: True

    @property
    def line(self) -> str:
        """The line that is carried out; empty where an action is."""
        return self.deed[1:] if self.deed.startswith(">") else ""

    def key_on(self, screen: PlayScreen) -> str:
        """The key that does it on this screen, or the word that is typed for it; empty where there is neither."""
        for bound in screen.active_bindings.values():
            place = "app" if bound.node is screen.app else "screen"
            if self.deed in (f"{place}.{bound.binding.action}", bound.binding.action):
                return key_shown(bound.binding.key)
        return self.line

    def do(self, screen: PlayScreen) -> None:
        """Do it."""
        if self.line:
            screen.carry_out(self.line)
        else:
            screen.call_later(screen.run_action, self.deed)


def key_shown(key: str) -> str:
    """A key as it is shown: `F2` for f2, `^Q` for ctrl+q."""
    return re.sub(r"^ctrl\+", "^", key).upper() if re.fullmatch(r"ctrl\+.|f\d+", key) else key


def _has_gone_on(session: Session) -> bool:
    return len(session.played) > 1


def _has_people(session: Session) -> bool:
    return bool(session.story.people)


def _is_over(session: Session) -> bool:
    return session.is_over and not session.is_stuck


PLAY_ACTIONS = (
    PlayAction("How the play went", "screen.open('ending')", "forks turned end", _is_over),
    PlayAction("Save a picture of how it went", "screen.open('picture')", "keepsake", _is_over),
    PlayAction("Begin a new game", "screen.open('restart')", "new day restart again", _is_over),
    PlayAction("Map", "screen.open('map')", "building plan", lambda session: bool(session.story.places)),
    PlayAction("Notebook", "screen.open('notes')", "notes facts sources", lambda session: bool(session.story.facts)),
    PlayAction("People and what they said", "screen.open('people')", "met roles quoted", _has_people),
    PlayAction("Deadlines", "screen.open('deadlines')", "time left", lambda session: bool(session.story.deadlines)),
    PlayAction("Documents", "screen.open('document')", "papers", lambda session: bool(session.story.documents)),
    PlayAction("Take the last step back", ">undo", "oops", _has_gone_on),
    PlayAction("Do again what was taken back", ">redo", "forward"),
    PlayAction("Story so far", "screen.open('story')", "steps checkpoints go back to", _has_gone_on),
    PlayAction("Save and load", "screen.open('save')", "keep a copy, restore, test"),
    PlayAction("Saved plays", ">load", "restore delete"),
    PlayAction("Transcript", "screen.open('transcript')", "history text copy read again"),
    PlayAction("Look around", ">look", "room place", lambda session: session.place is not None),
    PlayAction("What can be done", ">goals", "stake deadlines tasks"),
    PlayAction("How things stand", ">status", "score measures time"),
    PlayAction("What you carry", ">inventory", "bag items"),
    PlayAction("The ways out", ">exits", "doors", lambda session: session.is_roaming),
    PlayAction("What you missed, and why", ">debrief", "mistakes questions"),
    PlayAction("The sources of the last answer", ">sources", "passages"),
    PlayAction("Achievements", ">achievements", "trophies", lambda session: bool(session.story.achievements)),
    PlayAction("Endings that were seen", ">endings"),
    PlayAction("Help", "screen.open('help')", "commands keys"),
    PlayAction("Settings", "app.settings", "theme colours light dark keys drawing motion"),
    PlayAction("Quit", "app.quit", "leave exit bye"),
)
"""In the order in which they are listed."""

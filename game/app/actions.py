"""Everything that can be done in a play besides what the story offers, whichever key does it: the palette lists it.

Whoever adds a page or a setting adds an entry here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from game.app.keymap import key_label
from game.localisation.messages import gettext, gettext_noop
from game.localisation.typed_words import typable
from game.play.session import Session

if TYPE_CHECKING:
    from game.app.screens.play_screen import PlayScreen


class PlayAction(NamedTuple):
    """One thing that can be done: its name, in English, and other words by which it is found.

    `deed` is an action of Textual, such as `screen.open('map')`, whose key is looked up where it is shown; or, in
    backticks, a line that is carried out as if it were typed. `is_offered` says whether it can be done in a play now.
    """

    name: str
    deed: str
    words: Callable[[], tuple[str, ...]] = tuple
    is_offered: Callable[[Session], bool] = lambda session: True

    @property
    def label(self) -> str:
        """The name in the language that is spoken now."""
        return gettext(self.name)

    @property
    def line(self) -> str:
        """The line that is carried out, in the language that is spoken now; empty where an action is."""
        return typed_line(gettext(self.deed)) if self.deed.startswith("`") else ""

    @property
    def found_by(self) -> str:
        """All words by which it is found: those of the language that is spoken now, and the English ones."""
        return " ".join(dict.fromkeys((self.label, self.name, *self.words())))

    def key_on(self, screen: PlayScreen) -> str:
        """The key that does it on this screen, or the word that is typed for it; empty where there is neither."""
        for bound in screen.active_bindings.values():
            place = "app" if bound.node is screen.app else "screen"
            if self.deed in (f"{place}.{bound.binding.action}", bound.binding.action):
                return key_label(bound.binding.key, short=True)
        return self.line

    def do(self, screen: PlayScreen) -> None:
        """Do it."""
        if self.line:
            screen.carry_out(self.line)
        else:
            screen.call_later(screen.run_action, self.deed)


def typed_line(told: str) -> str:
    """What is typed, from a message that tells it as sentences do, in backticks: `undo` in them is undo."""
    return told.removeprefix("`").removesuffix("`")


def _has_gone_on(session: Session) -> bool:
    return len(session.played) > 1


def _has_people(session: Session) -> bool:
    return bool(session.story.people)


def _is_over(session: Session) -> bool:
    return session.is_over and not session.is_stuck


PLAY_ACTIONS = (
    PlayAction(
        gettext_noop("How the play went"), "screen.open('ending')",
        lambda: typable("finds how the play went", "forks, turned, end"), _is_over,
    ),
    PlayAction(
        gettext_noop("Save a picture of how it went"), "screen.open('picture')",
        lambda: typable("finds the picture of a play", "keepsake"), _is_over,
    ),
    PlayAction(
        gettext_noop("Begin a new game"), "screen.open('restart')",
        lambda: typable("finds a new game", "new, day, restart, again"), _is_over,
    ),
    PlayAction(
        gettext_noop("Map"), "screen.open('map')",
        lambda: typable("finds the map", "building, plan"), lambda session: bool(session.story.places),
    ),
    PlayAction(
        gettext_noop("Notebook"), "screen.open('notes')",
        lambda: typable("finds the notebook", "notes, facts, sources"), lambda session: bool(session.story.facts),
    ),
    PlayAction(
        gettext_noop("People and what they said"), "screen.open('people')",
        lambda: typable("finds the people", "met, roles, quoted"), _has_people,
    ),
    PlayAction(
        gettext_noop("Deadlines"), "screen.open('deadlines')",
        lambda: typable("finds the deadlines", "time, left"), lambda session: bool(session.story.deadlines),
    ),
    PlayAction(
        gettext_noop("Documents"), "screen.open('document')",
        lambda: typable("finds the documents", "papers"), lambda session: bool(session.story.documents),
    ),
    PlayAction(
        gettext_noop("Take the last step back"), gettext_noop("`undo`"),
        lambda: typable("finds a step back", "oops"), _has_gone_on,
    ),
    PlayAction(
        gettext_noop("Do again what was taken back"), gettext_noop("`redo`"),
        lambda: typable("finds a step forward", "forward"),
    ),
    PlayAction(
        gettext_noop("Story so far"), "screen.open('story')",
        lambda: typable("finds the story so far", "steps, checkpoints, go back to"), _has_gone_on,
    ),
    PlayAction(
        gettext_noop("Save and load"), "screen.open('save')",
        lambda: typable("finds saving and loading", "keep a copy, restore, test"),
    ),
    PlayAction(
        gettext_noop("Saved plays"), gettext_noop("`load`"),
        lambda: typable("finds the saved plays", "restore, delete"),
    ),
    PlayAction(
        gettext_noop("Transcript"), "screen.open('transcript')",
        lambda: typable("finds the transcript", "history, text, copy, read again"),
    ),
    PlayAction(
        gettext_noop("Look around"), gettext_noop("`look`"),
        lambda: typable("finds a look around", "room, place"), lambda session: session.place is not None,
    ),
    PlayAction(
        gettext_noop("What can be done"), gettext_noop("`goals`"),
        lambda: typable("finds what can be done", "stake, deadlines, tasks"),
    ),
    PlayAction(
        gettext_noop("How things stand"), gettext_noop("`status`"),
        lambda: typable("finds how things stand", "score, measures, time"),
    ),
    PlayAction(
        gettext_noop("What you carry"), gettext_noop("`inventory`"),
        lambda: typable("finds what one carries", "bag, items"),
    ),
    PlayAction(
        gettext_noop("The ways out"), gettext_noop("`exits`"),
        lambda: typable("finds the ways out", "doors"), lambda session: session.is_roaming,
    ),
    PlayAction(
        gettext_noop("What you missed, and why"), gettext_noop("`debrief`"),
        lambda: typable("finds what was missed", "mistakes, questions"),
    ),
    PlayAction(
        gettext_noop("The sources of the last answer"), gettext_noop("`sources`"),
        lambda: typable("finds the sources", "passages"),
    ),
    PlayAction(
        gettext_noop("Achievements"), gettext_noop("`achievements`"),
        lambda: typable("finds the achievements", "trophies"), lambda session: bool(session.story.achievements),
    ),
    PlayAction(gettext_noop("Endings that were seen"), gettext_noop("`endings`")),
    PlayAction(
        gettext_noop("Help"), "screen.open('help')",
        lambda: typable("finds the help", "commands, keys"),
    ),
    PlayAction(
        gettext_noop("Settings"), "app.settings",
        lambda: typable("finds the settings", "theme, colours, light, dark, keys, drawing, motion"),
    ),
    PlayAction(
        gettext_noop("Quit"), "app.quit",
        lambda: typable("finds how to quit", "leave, exit, bye"),
    ),
)  # fmt: skip
"""In the order in which they are listed."""

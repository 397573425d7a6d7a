"""Everything that can be done in a play besides what the story offers, whichever key does it: the palette lists it.

Whoever adds a page or a setting adds an entry here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from game.app.keymap import key_label
from game.localisation.messages import ENGLISH, gettext, gettext_noop, in_language, pgettext
from game.localisation.typed_words import spellings, split_words
from game.play.own_commands import spoken_command
from game.play.session import Session

if TYPE_CHECKING:
    from game.app.screens.play_screen import PlayScreen


class PlayAction(NamedTuple):
    """One thing that can be done: its name, in English, and other words by which it is found.

    `deed` is an action of Textual, such as `screen.open('map')`, whose key is looked up where it is shown; or, with `>`
    in front, a command in English that is carried out as if it were typed. `words` gives a list of words, with commas,
    in the language that is spoken when it is called. `is_offered` says whether it can be done in a play now.
    """

    name: str
    deed: str
    words: Callable[[], str] = str
    is_offered: Callable[[Session], bool] = lambda session: True

    @property
    def label(self) -> str:
        """The name in the language that is spoken now."""
        return gettext(self.name)

    @property
    def line(self) -> str:
        """The line that is carried out, in the language that is spoken now; empty where an action is."""
        return spoken_command(self.deed[1:]) if self.deed.startswith(">") else ""

    @property
    def found_by(self) -> str:
        """All words by which it is found: those of the language that is spoken now, and the English ones."""
        own = (form for word in split_words(self.words()) for form in spellings(word))
        with in_language(ENGLISH):
            english = split_words(self.words())
        return " ".join(dict.fromkeys((self.label, self.name, *own, *english)))

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


def _has_gone_on(session: Session) -> bool:
    return len(session.played) > 1


def _has_people(session: Session) -> bool:
    return bool(session.story.people)


def _is_over(session: Session) -> bool:
    return session.is_over and not session.is_stuck


# Translators: what “finds” something are words by which people look for it in a list, as many as there are, with
# commas between them.
PLAY_ACTIONS = (
    PlayAction(
        gettext_noop("How the play went"), "screen.open('ending')",
        lambda: pgettext("finds how the play went", "forks, turned, end"), _is_over,
    ),
    PlayAction(
        gettext_noop("Save a picture of how it went"), "screen.open('picture')",
        lambda: pgettext("finds the picture of a play", "keepsake"), _is_over,
    ),
    PlayAction(
        gettext_noop("Begin a new game"), "screen.open('restart')",
        lambda: pgettext("finds a new game", "new, day, restart, again"), _is_over,
    ),
    PlayAction(
        gettext_noop("Map"), "screen.open('map')",
        lambda: pgettext("finds the map", "building, plan"), lambda session: bool(session.story.places),
    ),
    PlayAction(
        gettext_noop("Notebook"), "screen.open('notes')",
        lambda: pgettext("finds the notebook", "notes, facts, sources"), lambda session: bool(session.story.facts),
    ),
    PlayAction(
        gettext_noop("People and what they said"), "screen.open('people')",
        lambda: pgettext("finds the people", "met, roles, quoted"), _has_people,
    ),
    PlayAction(
        gettext_noop("Deadlines"), "screen.open('deadlines')",
        lambda: pgettext("finds the deadlines", "time, left"), lambda session: bool(session.story.deadlines),
    ),
    PlayAction(
        gettext_noop("Documents"), "screen.open('document')",
        lambda: pgettext("finds the documents", "papers"), lambda session: bool(session.story.documents),
    ),
    PlayAction(
        gettext_noop("Take the last step back"), ">undo",
        lambda: pgettext("finds a step back", "oops"), _has_gone_on,
    ),
    PlayAction(
        gettext_noop("Do again what was taken back"), ">redo",
        lambda: pgettext("finds a step forward", "forward"),
    ),
    PlayAction(
        gettext_noop("Story so far"), "screen.open('story')",
        lambda: pgettext("finds the story so far", "steps, checkpoints, go back to"), _has_gone_on,
    ),
    PlayAction(
        gettext_noop("Save and load"), "screen.open('save')",
        lambda: pgettext("finds saving and loading", "keep a copy, restore, test"),
    ),
    PlayAction(
        gettext_noop("Saved plays"), ">load",
        lambda: pgettext("finds the saved plays", "restore, delete"),
    ),
    PlayAction(
        gettext_noop("Transcript"), "screen.open('transcript')",
        lambda: pgettext("finds the transcript", "history, text, copy, read again"),
    ),
    PlayAction(
        gettext_noop("Look around"), ">look",
        lambda: pgettext("finds a look around", "room, place"), lambda session: session.place is not None,
    ),
    PlayAction(
        gettext_noop("What can be done"), ">goals",
        lambda: pgettext("finds what can be done", "stake, deadlines, tasks"),
    ),
    PlayAction(
        gettext_noop("How things stand"), ">status",
        lambda: pgettext("finds how things stand", "score, measures, time"),
    ),
    PlayAction(
        gettext_noop("What you carry"), ">inventory",
        lambda: pgettext("finds what one carries", "bag, items"),
    ),
    PlayAction(
        gettext_noop("The ways out"), ">exits",
        lambda: pgettext("finds the ways out", "doors"), lambda session: session.is_roaming,
    ),
    PlayAction(
        gettext_noop("What you missed, and why"), ">debrief",
        lambda: pgettext("finds what was missed", "mistakes, questions"),
    ),
    PlayAction(
        gettext_noop("The sources of the last answer"), ">sources",
        lambda: pgettext("finds the sources", "passages"),
    ),
    PlayAction(
        gettext_noop("Achievements"), ">achievements",
        lambda: pgettext("finds the achievements", "trophies"), lambda session: bool(session.story.achievements),
    ),
    PlayAction(gettext_noop("Endings that were seen"), ">endings"),
    PlayAction(
        gettext_noop("Help"), "screen.open('help')",
        lambda: pgettext("finds the help", "commands, keys"),
    ),
    PlayAction(
        gettext_noop("Settings"), "app.settings",
        lambda: pgettext("finds the settings", "theme, colours, light, dark, keys, drawing, motion"),
    ),
    PlayAction(
        gettext_noop("Quit"), "app.quit",
        lambda: pgettext("finds how to quit", "leave, exit, bye"),
    ),
)  # fmt: skip
"""In the order in which they are listed."""

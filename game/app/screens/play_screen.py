"""A play on a screen: what is done to the play itself, such as going back, saving and loading."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from textual.screen import Screen

from game.app.document_name import document_name
from game.app.echoes import spoken_line
from game.engine.state import Action, State
from game.localisation.messages import gettext, pgettext
from game.play.confidence import answer_taken_back, asks_how_sure, first_how_sure, how_sure, said_how_sure
from game.play.failing import explained_failure
from game.play.line_help import LineHelp
from game.play.narration import Told, told
from game.play.reading_documents import document_list
from game.play.save_wishes import save_wished, spoken_test
from game.play.saved_games import find_play, play_name, save_as, saved_plays
from game.play.session import Session
from game.play.turning_back import Turned, step_to, take_back

if TYPE_CHECKING:
    from game.app.playing import PlayingApp
    from game.app.screens.save_screen import Wish
    from game.play.command_types import Command

_KEY_NAME = 10


class PlayScreen(Screen[object]):
    """Has a session. How its state is shown is the affair of the screen that extends this one."""

    app: PlayingApp

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        #: An answer of which it is still to be said how sure the player is, and where it was given.
        self._held: tuple[State, Action] | None = None
        self.line_help = LineHelp(lambda: self.session, lambda: self.plays, lambda: self.held is not None)

    def say(self, *lines: Told, echo: str = "") -> None:
        """Show lines that are no turn of the story; `echo` is what the player typed."""
        raise NotImplementedError

    def refresh_state(self) -> None:
        """Show what can be done now, and how things stand."""
        raise NotImplementedError

    def carry_out(self, typed: str) -> None:
        """Carry out a typed line."""
        raise NotImplementedError

    def do(self, action: Action, confidence: str = "") -> None:
        """Do something in the story and show what it brings."""
        raise NotImplementedError

    def tell_briefly(self, lines: list[Told]) -> None:
        """Show what is no part of the story, for a while."""
        raise NotImplementedError

    def action_open(self, page: str, about: str = "") -> None:
        """Open a page by its name; `about` narrows it."""
        raise NotImplementedError

    def after_the_end(self, index: int) -> None:
        """Do what is offered at this position once the story is over; the first is to begin anew."""
        raise NotImplementedError

    def back_from_map(self, wish: Command | None) -> None:
        """Do what was chosen on the map, if anything was."""
        raise NotImplementedError

    @contextmanager
    def guarded(self, doing: str, echo: str = "") -> Iterator[None]:
        """Whatever goes wrong inside is told, and reported when it should not be; the play goes on."""
        try:
            yield
        except Exception as problem:
            self.say(told("message", explained_failure(self.session, problem, doing)), echo=echo)

    @property
    def held(self) -> Action | None:
        """The answer of which it is still to be said how sure the player is."""
        return self._held[1] if self._held is not None and self._held[0] is self.session.state else None

    def hold(self, action: Action, echo: str) -> bool:
        """Whether the player says first how sure they are; the answer waits until then. Raises Refused."""
        if self.held is not None or not asks_how_sure(self.session, action):
            return False
        self._held = self.session.state, action
        self.say(told("hint", how_sure()), echo=echo)
        self.refresh_state()
        return True

    def let_go(self, typed: str) -> None:
        """Take the answer that waits back, for `undo`; for anything else say what is asked."""
        if said_how_sure(typed).means == "undo":
            self._held = None
            self.say(told("message", answer_taken_back()), echo=typed)
            self.refresh_state()
        else:
            self.say(told("message", first_how_sure()))

    @property
    def plays(self) -> Path | None:
        """The folder of the plays of this story, of which each has seen some of it."""
        return self.app.plays

    def undo(self) -> None:
        """Take the last step back."""
        self.turn(spoken_line("undo"), lambda: take_back(self.session))

    def turn(self, echo: str, back: Callable[[], Turned]) -> None:
        """Go back or forward in the story so far, and show where one is then."""
        with self.guarded("one went back or forward", echo):
            turned = back()
            self.say(*turned.lines, echo=echo)
            if turned.moved:
                self.refresh_state()

    def save(self, name: str) -> None:
        """Keep a copy of the play under a name, and say where; or what else stands behind `save`."""
        wish, echo = save_wished(name), spoken_line("save", name)
        if wish.form == "test":
            self.save_test(wish.name)
        elif wish.form != "copy":
            self.save_debrief(echo, markdown=wish.form == "markdown")
        else:
            with self.guarded("the play was saved", echo):
                saved = save_as(self.session, self.app.plays, name)
                words = gettext("Saved as “{name}”. The play itself goes on being kept at every step.", name=name)
                lines = [told("message", words)]
                if saved.before is not None:
                    before = play_name(saved.before)
                    lines.append(told("hint", gettext("The play that had this name is {name} now.", name=before)))
                self.say(*lines, told("hint", str(saved.path)), echo=echo)

    def save_debrief(self, echo: str, *, markdown: bool) -> None:
        """Keep what came of the questions as a file, and say where."""
        from game.playthrough.keepsakes import save_debrief  # few players take it along

        with self.guarded("the debriefing was saved", echo):
            path = save_debrief(self.session, self.plays, markdown=markdown)
            self.say(told("message", gettext("Saved.")), told("hint", str(path.absolute())), echo=echo)

    def save_test(self, title: str) -> None:
        """Keep the play as a test of its story, and say where."""
        from game.playthrough.play_as_test import save_as_test  # few plays become tests

        echo = spoken_line("save", f"{spoken_test()} {title}")
        with self.guarded("the play was saved as a test", echo):
            kept = save_as_test(self.session, title, self.app.pack)
            words = gettext("Saved as a test. This runs it: {command}", command=kept.command)
            self.say(told("message", words), told("hint", str(kept.path)), echo=echo)

    def load(self, name: str) -> None:
        """Go on with a copy of a saved play."""
        play = find_play(saved_plays(self.session.story, self.app.plays), name)
        if play is None:
            words = gettext("No saved play is clearly meant by “{name}”. `load` lists them.", name=name)
            self.say(told("message", words), echo=spoken_line("load", name))
        else:
            self.load_file(play.path)

    def load_file(self, path: Path | None) -> None:
        """Go on with a copy of the play in this file; the one that is left stays."""
        if path is not None:
            with self.guarded("a play was loaded"):
                self.app.load_play(path)

    def open_saved(self) -> None:
        """List the plays that can be loaded."""
        from game.app.screens.saved_plays_screen import SavedScreen

        self.app.push_screen(SavedScreen(), self.load_file)

    def document_key(self) -> list[tuple[str, str, str]]:
        """The key of the documents, in a story that has any; a single one gives it its name."""
        story = self.session.story
        if not story.documents:
            return []
        name = document_name(story, _KEY_NAME) or pgettext("key that shows the documents", "Papers")
        return [("F7", name, "screen.open('document')")]

    def open_documents(self, ids: tuple[str, ...]) -> None:
        """Show documents, if there are any."""
        if not ids:
            self.say(*document_list(self.session.story))
            return
        from game.app.screens.document_screen import DocumentScreen  # few plays need it at once

        self.app.push_screen(DocumentScreen(self.session, ids))

    def back_from_story(self, number: int | None) -> None:
        """Go to a step that was chosen, if one was."""
        if number is None:
            return
        step = str(number)
        question = gettext("Go back to step {step}? What you did since stays in the story so far.", step=step)
        echo = spoken_line("back to", step)
        self.app.confirm(question, lambda: self.turn(echo, lambda: step_to(self.session, number)))

    def back_from_saving(self, wish: Wish | None) -> None:
        """Do what was chosen, if anything was."""
        match wish:
            case ("load", _):
                self.open_saved()
            case ("test", name):
                self.save_test(name)
            case ("copy", name):
                self.save(name)

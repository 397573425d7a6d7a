"""A play that a class keeps, played in a terminal: each step is on the disk of the server before it is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from game.localisation.messages import gettext
from game.play.opening import Opened
from game.play.session import Session
from game.record.journal import JournalError, Step
from game.story.model.story import Story
from game.web.joining.class_client import ClassClient, ClassProblem, PlayInClass, PlayWentOn


def nobody_waits() -> None:
    """What is called where nobody shows the play."""


class JoinedClass:
    """The plays of a pupil who has been let in; see `game.play.plays_elsewhere.PlaysElsewhere`."""

    def __init__(self, client: ClassClient, story: Story) -> None:
        self.client, self.story = client, story
        self.no_loading = gettext("Your play is kept in the class; a saved play cannot be loaded there.")
        self.when_gone_on: Callable[[], None] = nobody_waits
        self._play = ""

    def go_on(self) -> Opened:
        """The play that goes on, as it stands there now. Raises JournalError."""
        return self._opened(self.client.play)

    def begin_anew(self) -> Opened:
        """Another play instead of it. Raises JournalError."""
        return self._opened(lambda: self.client.begin_anew(self._play))

    def _opened(self, ask: Callable[[], PlayInClass]) -> Opened:
        try:
            kept = ask()
        except ClassProblem as problem:
            raise JournalError(str(problem)) from problem
        session, lost = Session.resume(self.story, kept.seed, kept.steps, stream=kept.stream)
        if lost is not None or session.record != list(kept.steps):
            raise JournalError(
                gettext(
                    "Your play cannot be done again here: the game or the pack is of another version than in the "
                    "class. Play in a browser: {address}",
                    address=self.client.address,
                )
            )
        self._play = session.id = kept.id
        session.journal = ClassJournal(self, kept)
        return Opened(session, " ".join(kept.announcements))


class ClassJournal:
    """Keeps the steps of a play in a class; see `game.record.step_keeper.StepKeeper`."""

    def __init__(self, joined: JoinedClass, play: PlayInClass) -> None:
        self.kept: Path | None = None
        self._joined, self._play, self._at = joined, play.id, len(play.steps)
        self._known, self._told = play.announcements, ""

    @property
    def where_words(self) -> str:
        """Where the play is kept, as the end of a sentence says it."""
        return gettext("the class at {address}", address=self._joined.client.address)

    def append(self, step: Step) -> None:
        """Keep a step. Raises JournalError when that is not possible."""
        self.extend((step,))

    def extend(self, steps: Iterable[Step]) -> None:
        """Keep many steps at once. Raises JournalError, and then none of them is kept.

        Where no answer came, they may have been kept all the same: then the same steps are acknowledged when they are
        done again, and after others the play is seen to have gone on.
        """
        try:
            self._at, said = self._joined.client.do_steps(self._play, self._at, tuple(steps))
        except PlayWentOn as problem:
            self._joined.when_gone_on()
            goes_on = gettext("This was not done; the play goes on where it stands now.")
            raise JournalError(f"{problem} {goes_on}") from problem
        except ClassProblem as problem:
            raise JournalError(str(problem)) from problem
        if said != self._known:
            self._known, self._told = said, " ".join(said)

    def settle(self) -> None:
        """Every step that was acknowledged is on the disk of the server."""

    def told(self) -> str:
        """What the teacher says to all, each once."""
        words, self._told = self._told, ""
        return words

    def leave(self) -> None:
        """The play stays in the class."""

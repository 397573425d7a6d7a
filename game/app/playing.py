"""What an app for plays of a story can do, as its screens know it: begin, go on, load. The screens stand above."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from game.app.base_app import BaseApp
from game.record.locations import CURRENT
from game.record.title_card import TitleCard, UnreadStory, title_card, whole_story
from game.support.direction import has_right_to_left

if TYPE_CHECKING:
    from collections.abc import Callable

    from game.play.opening import Opened
    from game.play.plays_elsewhere import PlaysElsewhere
    from game.story.model.story import Story


class PlayingApp(BaseApp):
    """An app in which a story is played. `plays` is the folder of its plays, `pack` where the story lies.

    `styles` are those of the screen that comes first. `practise` makes a play of questions that are due, or gives a
    sentence why there is none; None where nobody practises. `elsewhere` is where the plays are kept, if not here.
    """

    practise: Callable[[], Opened | str] | None = None
    elsewhere: PlaysElsewhere | None = None

    def __init__(self, story: Story | UnreadStory, plays: Path, pack: Path | None, *styles: str) -> None:
        super().__init__(*styles)
        self._story, self.plays, self.pack = story, plays, pack
        self._told = story.card if isinstance(story, UnreadStory) else story
        self.title = self._told.title
        if self.reads_right_to_left:
            self._show_filters()

    @property
    def reads_right_to_left(self) -> bool:
        """Whether the story is in Hebrew, Arabic or another language from right to left, as its title is."""
        told = getattr(self, "_told", None)  # there is none while the app is made
        return told is not None and has_right_to_left(f"{told.title} {told.about}")

    @cached_property
    def card(self) -> TitleCard:
        """What the title tells of the story."""
        return self._told if isinstance(self._told, TitleCard) else title_card(self._told)

    @property
    def story(self) -> Story:
        """The story, read when it is first asked for."""
        self._story = whole = whole_story(self._story)
        return whole

    def show_play(self, opened: Opened) -> None:
        """Show a play in place of all there is."""
        raise NotImplementedError

    def begin_practice(self) -> str:
        """Show questions that are due. The result is why that was not possible, or empty."""
        raise NotImplementedError

    def show_title(self) -> None:
        """Back to the title; the play stays on disk."""
        raise NotImplementedError

    @property
    def current_play(self) -> Path:
        """The file of the play that is kept by itself."""
        return self.plays / CURRENT

    def begin_play(self) -> None:
        """Begin a new game; the old one stays under another name. Raises JournalError."""
        from game.play.opening import begin_play, fresh_seed

        if self.elsewhere is not None:
            self.show_play(self.elsewhere.begin_anew())
            return
        self.show_play(begin_play(self.story, self.current_play, fresh_seed()))

    def continue_play(self) -> None:
        """Go on with the play that is kept by itself. Raises JournalError."""
        from game.play.opening import continue_play

        if self.elsewhere is not None:
            self.show_play(self.elsewhere.go_on())
            return
        self.show_play(continue_play(self.story, self.current_play))

    def load_play(self, source: Path) -> None:
        """Go on with a copy of a saved play. Raises JournalError."""
        from game.play.opening import load_play
        from game.record.journal import JournalError

        if self.elsewhere is not None:
            raise JournalError(self.elsewhere.no_loading)
        self.show_play(load_play(self.story, source, self.current_play))

    def try_to(self, action: str) -> str:
        """Do `begin_play` or `continue_play`. The result is why that was not possible, or empty."""
        from game.record.journal import JournalError

        try:
            if action == "begin_play":
                self.begin_play()
            else:
                self.continue_play()
        except JournalError as error:
            return str(error)
        return ""

"""The app of the game: which screen is shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.screen import Screen

from game.app.keymap import bound
from game.app.playing import PlayingApp

if TYPE_CHECKING:
    from game.play.opening import Opened
    from game.play.plays_elsewhere import PlaysElsewhere
    from game.play.session import SessionWatch
    from game.record.title_card import UnreadStory
    from game.story.model.story import Story


class EightWings(PlayingApp):
    """The full-screen game. `opened` is a play to begin with; without one the title screen comes first.

    `pack` is where the story lies, for what is saved with it; `watch` makes somebody who is told what happens
    in a play, `practise` a play of questions that are due, or gives a sentence why there is none.
    `confidence`: whoever answers says how sure they are. `notice` is said with the first play that is shown.
    `elsewhere`: where the plays are kept, if not here.
    """

    BINDINGS: ClassVar[list[BindingType]] = [bound("shell", "suspend_process")]

    def __init__(
        self, story: Story | UnreadStory, plays: Path, opened: Opened | None = None, pack: Path | None = None,
        watch: SessionWatch | None = None, practise: Callable[[], Opened | str] | None = None,
        *, confidence: bool = False, notice: str = "", elsewhere: PlaysElsewhere | None = None,
    ) -> None:  # fmt: skip
        super().__init__(story, plays, pack, f"screens/{'title' if opened is None else 'game'}.tcss")
        self.elsewhere = elsewhere
        if elsewhere is not None:
            elsewhere.when_gone_on = self._gone_on_elsewhere
        self.watch_play, self.practise, self.asks_confidence = watch, practise, confidence
        self._notice = notice
        if opened is not None:
            opened = self._with_notice(opened)
            opened.session.be_watched(watch)
            opened.session.asks_confidence |= confidence
        self._opened = opened
        self._stages = 0

    def _gone_on_elsewhere(self) -> None:
        self.call_later(self._go_on_elsewhere)

    def _go_on_elsewhere(self) -> None:
        """Show the play as it stands now: it went on by other hands."""
        problem = self.try_to("continue_play")
        if problem:
            self.notify(problem, markup=False)

    def _game_screen(self, opened: Opened) -> Screen[object]:
        if self.elsewhere is not None:
            from game.app.screens.class_screen import ClassScreen

            return ClassScreen(opened)
        from game.app.screens.game_screen import GameScreen

        return GameScreen(opened)

    def get_default_screen(self) -> Screen[object]:
        """The game when there is a play to begin with, else the title."""
        if self._opened is not None:
            return self._game_screen(self._opened)
        from game.app.screens.title_screen import TitleScreen

        return TitleScreen()

    def action_settings(self) -> None:
        """Open the settings."""
        from game.app.screens.settings_screen import open_settings

        open_settings(self)

    def confirm(self, question: str, then: Callable[[], None]) -> None:
        """Do something; where the player wants to be asked (`confirmations` of the settings), only after a yes."""
        if not self.settings.confirmations:
            then()
            return
        from game.app.screens.confirm_screen import ConfirmScreen

        if not isinstance(self.screen, ConfirmScreen):
            self.push_screen(ConfirmScreen(question), lambda is_meant: then() if is_meant else None)

    def show_play(self, opened: Opened) -> None:
        """Show a play in place of all there is."""
        opened = self._with_notice(opened)
        opened.session.be_watched(self.watch_play)
        opened.session.asks_confidence |= self.asks_confidence
        self._stage(lambda: self._game_screen(opened))

    def _with_notice(self, opened: Opened) -> Opened:
        """The play with what is to be said once, whichever play it is."""
        notice, self._notice = self._notice, ""
        return opened._replace(notice=f"{notice} {opened.notice}".strip()) if notice else opened

    def begin_practice(self) -> str:
        """Show questions that are due. The result is why that was not possible, or empty."""
        opened = self.practise() if self.practise is not None else ""
        if isinstance(opened, str):
            return opened
        from game.app.screens.practice_screen import PracticeScreen

        self._stage(lambda: PracticeScreen(opened))
        return ""

    def show_title(self) -> None:
        """Back to the title; the play stays on disk."""
        from game.app.screens.title_screen import TitleScreen

        self._stage(TitleScreen)

    def _stage(self, screen: Callable[[], Screen[object]]) -> None:
        """Show a screen in place of all there are. Each is a mode of its own: Textual cannot switch a first screen."""
        before = self.current_mode if self._stages else ""
        self._stages += 1
        self.add_mode(f"stage-{self._stages}", screen)
        self.switch_mode(f"stage-{self._stages}")
        if before:
            self.remove_mode(before)

"""The app of the preview: it watches the pack's files, and shows what each save made of the story."""

from __future__ import annotations

import asyncio
from threading import Event

from textual.screen import Screen

from game.app.base_app import BaseApp
from game.app.preview.findings_screen import FindingsScreen
from game.app.preview.inspector import InspectorScreen
from game.app.preview.preview_screen import PreviewScreen
from game.author.proofs.beside import SomeVerdicts, prove_beside
from game.author.workbench import Examined, Workbench, examine_work


class PreviewApp(BaseApp):
    """The preview of one pack. `scene` is one to begin at, or empty; `watching` is off where files are no matter.

    With `proving`, which by default goes with it, the proofs of `check` are made beside the play after each save.
    """

    KEYS_CAN_BE_SET = False  # its own keys are where a player may have put others

    def __init__(
        self, bench: Workbench, scene: str = "", *, watching: bool = True, proving: bool | None = None
    ) -> None:
        super().__init__("screens/game.tcss", "screens/page.tcss", "preview/preview.tcss")
        self.bench, self._scene, self._watching = bench, scene, watching
        self._proving = watching if proving is None else proving
        self._stale = self._examining = False
        self._stop = Event()
        self.title = f"Preview of {bench.path.name}"

    def action_settings(self) -> None:
        """Open the settings."""
        from game.app.screens.settings_screen import open_settings

        open_settings(self)

    async def on_mount(self) -> None:
        """Examine the pack and show it; then wait for saves."""
        await self.reload()
        if self._watching:
            self.run_worker(self._watch, group="watching", thread=True)

    def _watch(self) -> None:
        """Wait for saves, in a thread of its own, until the app ends."""
        from game.author.watching import changes_of

        for _ in changes_of(self.bench.path, self._stop):
            self.call_later(self.reload)

    def on_unmount(self) -> None:
        """Nobody waits for saves any more."""
        self._stop.set()

    async def reload(self) -> None:
        """Examine the pack again, beside the screen; saves that come meanwhile are one more reload."""
        self._stale = True
        if self._examining:
            return
        self._examining = True
        try:
            while self._stale:
                self._stale = False
                examined = await asyncio.to_thread(examine_work, self.bench.path, self.bench.examined)
                if examined is not None:
                    self._take_up(examined)
                    self._prove()
        finally:
            self._examining = False

    def _prove(self) -> None:
        """Make the proofs of the pack as it is now; those of the pack as it was are given up."""
        examined = self.bench.examined
        self.bench.begin_proofs(self._proving and examined is not None and examined.story is not None)
        if self.bench.proving:
            self.run_worker(self._prove_beside(), group="proving", exclusive=True)
        else:
            self.workers.cancel_group(self, "proving")
        self._show_verdict()

    async def _prove_beside(self) -> None:
        proved = await prove_beside(self.bench.path, self._hear)
        story = self.bench.examined.story if self.bench.examined is not None else None
        if proved is not None and (story is None or proved.fingerprint != story.fingerprint):
            proved = None  # another save is on its way
        self.bench.end_proofs(proved)
        self._show_verdict()

    def _hear(self, some: SomeVerdicts) -> None:
        """Show verdicts as soon as they are there."""
        self.bench.board.take(some.entries)
        self._show_verdict()

    def _show_verdict(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, PreviewScreen):
                screen.show_verdict()
            elif isinstance(screen, FindingsScreen | InspectorScreen):
                screen.reloaded()

    def _take_up(self, examined: Examined) -> None:
        begun = self.bench.session is not None
        sentence = self.bench.take_up(examined)
        with self.batch_update():
            if not begun and self.bench.session is not None:
                if isinstance(self.screen, FindingsScreen):
                    self.pop_screen()
                self.push_screen(PreviewScreen(self.bench, self._scene))
            elif self.bench.session is None and not isinstance(self.screen, FindingsScreen):
                self.push_screen(FindingsScreen(self.bench))
            for screen in self.screen_stack:
                _reloaded(screen, sentence)


def _reloaded(screen: Screen[object], sentence: str) -> None:
    """Tell a screen of a save, if it shows anything that a save can change."""
    if isinstance(screen, PreviewScreen):
        screen.reloaded(sentence)
    elif isinstance(screen, FindingsScreen | InspectorScreen):
        screen.reloaded()

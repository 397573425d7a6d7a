"""The game in the preview: the same story and choices, with what an author needs around them."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.worker import Worker

from game.app.preview.bar import PreviewBar
from game.app.preview.editor import open_in_editor
from game.app.preview.inspector import Inspector, InspectorScreen
from game.app.screens.game_screen import GameScreen
from game.app.widgets.key_bar import KeyBar
from game.app.widgets.side_panel import SidePanel
from game.author.way_to_scene import Reached, reach_scene
from game.author.workbench import Workbench
from game.engine import EndlessLoop
from game.play.narration import told
from game.play.opening import Opened
from game.play.sample_answers import right_answer, wrong_answer
from game.record.journal import JournalError
from game.support.counts import counted
from game.support.similarity import did_you_mean

if TYPE_CHECKING:
    from pathlib import Path

    from game.story.model.story import Story


class PreviewScreen(GameScreen):
    """A play on the workbench. `scene` is one to begin at, or empty."""

    CSS_PATH = "../screens/game.tcss"
    AFTER_THE_END = ("Begin anew", "Take the last step back", "Look back at the whole story", "Quit")
    BINDINGS: ClassVar[list[BindingType]] = [
        ("f5", "inspect", "Inspector"),
        ("f6", "open('findings')", "Findings"),
        ("f7", "open('scenes')", "Scenes"),
        ("f8", "set_start", "Begin here"),
        Binding("ctrl+n", "restart", "Begin anew", priority=True),
        Binding("ctrl+z", "open('undo')", "Take back", priority=True),
        Binding("ctrl+r", "answer(True)", "Answer right", priority=True),
        Binding("ctrl+w", "answer(False)", "Answer wrong", priority=True),
        Binding("ctrl+s", "open('save')", "Save the play", priority=True),
        Binding("ctrl+e", "edit", "Open in the editor", priority=True),
        Binding("ctrl+up", "scroll_inspector(-1)", "Inspector up", priority=True),
        Binding("ctrl+down", "scroll_inspector(1)", "Inspector down", priority=True),
    ]

    def __init__(self, bench: Workbench, scene: str = "") -> None:
        assert bench.session is not None  # noqa: S101 - without a play the findings are shown instead
        super().__init__(Opened(bench.session))
        self.bench, self._scene = bench, scene
        self._doing = ""
        self._search: Worker[None] | None = None

    def beside(self) -> list[Widget]:
        """The panel of the game, or the inspector."""
        return [SidePanel(), Inspector()]

    def below(self) -> list[Widget]:
        """The findings and the keys."""
        keys = (
            ("F1", "Help", "screen.open('help')"),
            ("F5", "Inspect", "screen.inspect"),
            ("F6", "Findings", "screen.open('findings')"),
            ("F7", "Scenes", "screen.open('scenes')"),
            ("F8", "Start here", "screen.set_start"),
            ("^N", "Anew", "screen.restart"),
            ("^Q", "Quit", "app.quit"),
        )
        return [PreviewBar(), KeyBar(*keys)]

    def show_play(self) -> None:
        """Show where the play stands, and look for the scene that was wished for."""
        super().show_play()
        scene, self._scene = self._scene, ""
        if scene:
            self.find_way(scene)

    def refresh_state(self) -> None:
        """Show what can be done now, how things stand, and what was found."""
        super().refresh_state()
        if self.has_class("inspecting"):
            self.query_one(Inspector).show(self.bench)
        self._show_bar()

    def _show_bar(self, doing: str | None = None) -> None:
        if doing is not None:
            self._doing = doing
        self.query_one(PreviewBar).show(self.bench, self._doing)

    def show_verdict(self) -> None:
        """Show what the proofs came to so far."""
        if self.is_mounted:
            self._show_bar()
            if self.has_class("inspecting"):
                self.query_one(Inspector).show(self.bench)

    # The play

    def reloaded(self, sentence: str) -> None:
        """Show the play as it is after a save."""
        if not self.is_mounted:
            return
        if self.bench.session is self.session:
            self._show_bar()
            if sentence:
                self.say(told("message", sentence))
            return
        scene = self._sought
        self._take_play(sentence)
        if scene:
            self.find_way(scene)

    def _take_play(self, sentence: str) -> None:
        """Show the play that is on the workbench now, and a sentence below it."""
        assert self.bench.session is not None  # noqa: S101 - a play never goes away
        before, self.session = self.session, self.bench.session
        further = self.log_view.clear()
        self._notice = ""
        self.show_play()
        if sentence:
            self.say(told("message", sentence))
        elif before.steps() == self.session.steps():
            self.log_view.show_further(further)

    def walk(self, place: str) -> None:
        """Walk to a place; the map may have been drawn before a save took it away."""
        if place in self.session.story.places:
            super().walk(place)
        else:
            self.say(told("message", f"There is no place `{place}` any more."))

    def action_restart(self) -> None:
        """Begin anew, from the start that was set."""
        self._take_play(self.bench.restart())

    def action_set_start(self) -> None:
        """Begin here from now on."""
        steps = self.bench.set_start()
        if steps:
            self.say(told("message", f"From now on Ctrl+N begins here, after {counted(steps, 'step')}."))
        else:
            self.say(told("message", "From now on Ctrl+N begins at the very beginning."))
        self.refresh_state()

    def action_answer(self, right: bool) -> None:
        """Answer the question that waits, right or wrong."""
        session = self.session
        question = session.question
        if question is None:
            self.say(told("message", "Nothing is asked now, so there is nothing to answer."))
            return
        self.do(right_answer(session.story, session.state, question) if right else wrong_answer(question))

    @property
    def plays(self) -> Path | None:
        """None: whoever writes a story has not played it in the preview."""
        return None

    def save(self, name: str) -> None:
        """Keep this play with the pack, and say where."""
        try:
            path = self.bench.save(name)
        except JournalError as problem:
            self.say(told("message", str(problem)))
            return
        self.say(told("message", "Saved."), told("hint", str(path)))

    def after_the_end(self, index: int) -> None:
        """Begin anew, take back, look back or leave."""
        match index:
            case 0:
                self.action_restart()
            case 1:
                self.undo()
            case 2:
                self.action_open("transcript")
            case _:
                self.app.exit(0)

    # Pages

    def action_open(self, page: str, about: str = "") -> None:
        """Open one of the preview's own pages, or one of the game's."""
        match page:
            case "help":
                from game.app.preview.preview_help import PreviewHelp

                self.app.push_screen(PreviewHelp())
            case "findings":
                from game.app.preview.findings_screen import FindingsScreen

                self.app.push_screen(FindingsScreen(self.bench))
            case "scenes":
                from game.app.preview.scenes import ScenesScreen

                self.app.push_screen(ScenesScreen(self.bench), self._back_from_scenes)
            case "save" if not about:
                from game.app.preview.save_playthrough import PlaythroughScreen

                self.app.push_screen(PlaythroughScreen(), self._back_from_name)
            case "load" | "delete" | "unsaved":
                self.say(told("message", "The preview keeps no plays of its own; Ctrl+S saves one with the pack."))
            case _:
                super().action_open(page, about)

    def _back_from_name(self, name: str | None) -> None:
        if name:
            self.save(name)

    def _back_from_scenes(self, scene: str | None) -> None:
        if scene is not None:
            self.find_way(scene)

    def action_inspect(self) -> None:
        """Show the inspector beside the story, or on a page where there is no room."""
        if not self.has_class("-wide"):
            self.app.push_screen(InspectorScreen(self.bench))
            return
        self.toggle_class("inspecting")
        self.refresh_state()

    def action_scroll_inspector(self, step: int) -> None:
        """Scroll the inspector by half its height."""
        inspector = self.query_one(Inspector)
        inspector.scroll_relative(y=max(inspector.size.height // 2, 1) * step, animate=False)

    def action_edit(self) -> None:
        """Open the first error in the editor, else the scene that is running or was the last to run."""
        examined = self.bench.examined
        if examined is not None and examined.errors:
            spot = examined.findings[0].spot
            file, line = spot.file, spot.line
        else:
            scenes = [*self.bench.running_scenes(), *self.bench.opened_scenes()[::-1]]
            if not scenes:
                self.say(told("message", "No scene was opened yet."))
                return
            scene = self.session.story.scenes[scenes[0]]
            file, line = scene.file, scene.line
        problem = open_in_editor(self.app, self.bench.folder / file, line)
        if problem:
            self.say(told("message", problem))

    # Finding the way to a scene

    @property
    def _sought(self) -> str:
        return self._search.name if self._search is not None and self._search.is_running else ""

    def find_way(self, scene: str) -> None:
        """Look for a way to the scene, beside the screen, and play it."""
        story = self.session.story
        if scene not in story.scenes:
            meant = did_you_mean(scene, story.scenes)
            self.say(told("message", f"There is no scene `{scene}`. {meant}F7 lists all scenes."))
            return
        if self._search is not None:
            self._search.cancel()
        self._search = self.run_worker(self._find_way(story, scene), name=scene, group="search")

    async def _find_way(self, story: Story, scene: str) -> None:
        loop, stopped = asyncio.get_running_loop(), False

        def progress(states: int) -> bool:
            # After the app has gone there is no loop to tell.
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(tell, states)
            return not stopped

        def tell(states: int) -> None:
            if not stopped and self.is_mounted:
                self._show_bar(f"Looking for a way to {scene}: {counted(states, 'state')} so far. Esc gives up.")

        try:
            reached = await asyncio.to_thread(reach_scene, story, scene, self.bench.seed, progress=progress)
        except EndlessLoop as problem:
            self.say(told("message", str(problem)))
            return
        finally:
            stopped = True
            if self.is_mounted:
                self._show_bar("")
        self._go(scene, reached)

    def _go(self, scene: str, reached: Reached) -> None:
        if reached.actions is not None:
            problem = self.bench.follow(reached.actions)
            steps = counted(len(reached.actions), "step")
            self._take_play(problem or f"You are at `{scene}`, {steps} from the beginning.")
        elif reached.exhausted:
            self.say(
                told("message", f"No play with the seed {self.bench.seed} opens `{scene}`."),
                told("hint", f"Looked at were {counted(reached.states, 'state')}, all that such a play can come to."),
            )
        else:
            self.say(
                told("message", f"No way to `{scene}` was found; there may be one all the same."),
                told("hint", f"The search was given up after {counted(reached.states, 'state')}."),
            )

    def action_clear(self) -> None:
        """Give up a search; without one, empty the line."""
        if self._sought and self._search is not None:
            self._search.cancel()
            self.say(told("message", f"The search for a way to `{self._search.name}` was given up."))
        else:
            super().action_clear()

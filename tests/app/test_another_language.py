"""Every screen in a language that nobody speaks: all words of the game have accents there, and are longer.

The story is a French one. So whatever stands on a screen in plain letters, and not in the story, nobody can translate.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TypeAlias

import pytest
from textual.containers import ScrollableContainer
from textual.content import Content
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Static

from game.app.application import EightWings
from game.app.screens.confirm_screen import ConfirmScreen
from game.app.screens.debrief_screen import DebriefScreen
from game.app.screens.document_screen import DocumentScreen
from game.app.screens.end_screen import EndScreen
from game.app.screens.key_screen import KeyScreen
from game.app.screens.practice_screen import PracticeScreen
from game.app.screens.source_card import SourceCard
from game.app.screens.too_small_screen import TooSmall
from game.app.widgets.answer_picker import AnswerPicker
from game.app.widgets.setting_list import SettingList
from game.play.opening import Opened, begin_play
from game.play.saved_games import save_as
from game.play.session import Session
from game.record.locations import CURRENT, plays_folder
from game.story.model.story import Story
from game.story.packs import load
from tests.localisation.pseudo_language import THE_ORIGINAL, pseudo, spoken
from tests.localisation.words_of_packs import PACKS, untranslated, words_in, words_of_translation

from .conftest import SEED, found_out, screen_text

SIZES = pytest.mark.parametrize("size", [(80, 24), (45, 30)], ids=["80x24", "45x30"])
Speak: TypeAlias = Callable[[], AbstractContextManager[None]]

TO_INES = ("waking/go_and_ask", "office", "scene:talk_to_ines", "talk_to_ines/ask_about_the_bell")
TO_THE_END = (
    "waking/sleep_ten_more_minutes", "loft", "take:lamp", "boat", "scene:the_tarpaulin", "the_tarpaulin/cover_it_again",
)  # fmt: skip


SHELL = frozenset(("eightwings", "test"))
"""A command that is typed in a shell, which knows no other language."""


class Stage:
    """An app in the pseudo-language, and what has to hold on each of its screens. `said` is what the player typed."""

    def __init__(self, app: EightWings, pilot: Pilot[int], *said: str) -> None:
        self.app, self.pilot = app, pilot
        topics = {word for fact in app.story.facts.values() for topic in fact.topics for word in words_in(topic)}
        self.known = words_of_translation(PACKS / "harbour", "fr") | topics | SHELL | frozenset(said)

    async def look(self, *keys: str) -> None:
        """Press keys, and look at what is shown then."""
        await self.pilot.press(*keys)
        await found_out(self.pilot)
        shown = screen_text(self.app)
        assert untranslated(shown.replace(THE_ORIGINAL, ""), self.known) == [], shown
        assert cut_off(self.app) == [], shown

    async def enter(self, line: str) -> None:
        """Type a line, and look at what is shown then."""
        self.known |= frozenset(words_in(line))
        await self.look(*(_KEYS.get(letter, letter) for letter in line), "enter")


_KEYS = {" ": "space", "/": "slash"}


def cut_off(app: EightWings) -> list[str]:
    """What does not fit into its place, of all that cannot be scrolled."""
    fixed = (widget for widget in app.screen.query(Static) if widget.region and widget.id != "details")
    shown = ((widget, _content(widget)) for widget in fixed if not _scrolls(widget))
    return [content.plain for widget, content in shown if not _fits(widget, content)]


def _content(widget: Static) -> Content:
    content = widget.content
    return content if isinstance(content, Content) else Content(str(content))


def _fits(widget: Widget, content: Content) -> bool:
    width, height = widget.content_size
    if widget.region.right > widget.app.size.width:
        return False
    return content.get_height({}, width) <= height if height > 1 else content.cell_length <= width


def _scrolls(widget: Widget) -> bool:
    return any(isinstance(above, ScrollableContainer) for above in widget.ancestors)


def pieces(*shown: object) -> Iterator[str]:
    """The words of paths, and their ends: what is longer than a line goes on in the next."""
    for word in words_in(" ".join(map(str, shown))):
        yield from (word[at:] for at in range(len(word)))


@pytest.fixture
def speak(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Speak:
    """Speaks the pseudo-language inside a block. In a fixture of its own the test would not hear it."""
    return lambda: spoken(tmp_path, monkeypatch)


@pytest.fixture
def story(home: Path) -> Story:
    """The small pack in French, whose words are hardly ever English ones."""
    return load(PACKS / "harbour", "fr")


@contextmanager
def played(story: Story, *steps: str) -> Iterator[EightWings]:
    """The app in a play in which these steps were done; the name of a place walks there."""
    plays = plays_folder(story.id)
    session = begin_play(story, plays / CURRENT, SEED).session
    for step in steps:
        session.walk(step) if step in story.places else session.do(step)
    yield EightWings(story, plays, Opened(session))
    if session.journal is not None:
        session.journal.close()


@SIZES
async def test_the_title_and_what_is_true(speak: Speak, story: Story, size: tuple[int, int]) -> None:
    with speak():
        app = EightWings(story, plays_folder(story.id), practise=lambda: "")
        async with app.run_test(size=size) as pilot:
            stage = Stage(app, pilot, *words_in(story.author))
            await stage.look()
            await stage.look("a")


@SIZES
async def test_the_title_over_a_play_and_what_it_asks_back(speak: Speak, story: Story, size: tuple[int, int]) -> None:
    with speak():
        with played(story, *TO_INES):
            pass
        app = EightWings(story, plays_folder(story.id))
        app.settings = app.settings._replace(confirmations=True)
        async with app.run_test(size=size) as pilot:
            stage = Stage(app, pilot)
            await stage.look()
            for keys in (("2",), ("escape", "ctrl+q")):
                await stage.look(*keys)
                assert isinstance(app.screen, ConfirmScreen)


@SIZES
async def test_the_game_and_its_pages(speak: Speak, story: Story, size: tuple[int, int]) -> None:
    with speak(), played(story, *TO_INES) as app:
        async with app.run_test(size=size) as pilot:
            stage = Stage(app, pilot)
            await stage.look()
            for key in ("f1", "f2", "f3", "f4", "f5", "f6", "f7", "f9", "ctrl+p"):
                await stage.look(key)
                for further in ("pagedown", "end"):
                    await stage.look(further)
                await pilot.press("escape")
            await pilot.resize_terminal(30, 10)
            await stage.look()
            assert isinstance(app.screen, TooSmall)


@SIZES
async def test_what_can_be_done_on_the_pages(speak: Speak, story: Story, size: tuple[int, int]) -> None:
    with speak(), played(story, *TO_INES, "talk_to_ines/leave", "quay") as app:
        async with app.run_test(size=size) as pilot:
            stage = Stage(app, pilot)
            await stage.look("f2", "tab")  # the floor plan
            await stage.look("pageup")
            await stage.enter("quai")
            await pilot.press("escape")
            for key in ("f3", "tab", "tab", "tab"):  # the pages of the notebook
                await stage.look(key)
            await stage.look("1")
            await stage.enter("by source")
            await pilot.press("escape", "escape")
            await stage.look("f4", "slash", "l", "a")
            await stage.look("enter")
            stage.known |= {"qq"}
            await stage.look("slash", "q", "q")
            await pilot.press("escape", "escape", "escape")
            await stage.enter("undo 2")
            await stage.look("f5")
            await stage.enter("999")
            await pilot.press("escape")
            await stage.look("f6", "down")
            await stage.look("down")


@SIZES
async def test_saving_and_loading(
    speak: Speak, story: Story, size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    files = pieces("put away debrief.html home data plays playthroughs.yaml", tmp_path, story.title, story.id)
    with speak(), played(story, *TO_INES) as app:
        app.settings = app.settings._replace(confirmations=True)
        async with app.run_test(size=size) as pilot:
            stage = Stage(app, pilot, *files)
            await stage.enter("load")
            await pilot.press("escape")
            for line in ("save qqq", "save qqq", "save test qqq", "save debrief", "load zzz", "unsaved"):
                await stage.enter(line)
            await stage.look("pageup")
            await stage.enter("load")
            await stage.look("delete")
            await stage.look("1")


@SIZES
async def test_settings_and_keys(speak: Speak, story: Story, size: tuple[int, int]) -> None:
    with speak(), played(story, *TO_INES) as app:
        async with app.run_test(size=size) as pilot:
            stage = Stage(app, pilot)
            await pilot.press("f9")
            for _ in range(len(app.screen.query_one(SettingList).rows)):
                await stage.look("down")
                if app.screen.query_one(SettingList).row.kind is not None:
                    await stage.look("right")
            rows = app.screen.query_one(SettingList)
            rows.highlighted = next(at for at, row in enumerate(rows.rows) if row.action == "map")
            await stage.look("enter")
            assert isinstance(app.screen, KeyScreen)
            for key in ("f3", "m", "ctrl+a"):
                await stage.look(key)
            await stage.look("f8")


@SIZES
async def test_what_is_refused_and_what_stands_behind_a_mark(speak: Speak, story: Story, size: tuple[int, int]) -> None:
    with speak(), played(story, *TO_INES) as app:
        async with app.run_test(size=size) as pilot:
            stage = Stage(app, pilot)
            await stage.look("8")
            await stage.enter("source 1.1")
            assert isinstance(app.screen, SourceCard)
            await pilot.press("escape")
            await stage.enter("qqq zzz")
            app.screen.action_open("documents", "")  # type: ignore[attr-defined]
            for line in ("goals", "status", "people", "achievements", "inventory", "settings", "theme", "sources"):
                await stage.enter(line)
                if len(app.screen_stack) > 1:
                    await pilot.press("escape")


@SIZES
async def test_questions_and_their_verdicts(speak: Speak, story: Story, size: tuple[int, int]) -> None:
    with speak(), played(story, *TO_INES, "talk_to_ines/let_her_test_you") as app:
        async with app.run_test(size=size) as pilot:
            stage = Stage(app, pilot)
            await stage.look()
            await stage.look("ctrl+p")
            await pilot.hover("#play")  # whoever has a mouse sees keys
            await stage.look()
            app.screen.query_one(AnswerPicker).action_open()
            await stage.look()
            await stage.enter("notebook")
            await stage.enter("60 kg")
            await stage.look("pageup")


@SIZES
async def test_how_sure_one_is(speak: Speak, story: Story, size: tuple[int, int]) -> None:
    with speak(), played(story, *TO_INES, "talk_to_ines/let_her_test_you") as app:
        async with app.run_test(size=size) as pilot:
            app.session.asks_confidence = True  # type: ignore[union-attr]
            stage = Stage(app, pilot)
            await stage.enter("60 kg")
            await stage.enter("qqq")
            await stage.enter("undo")


@SIZES
async def test_the_end_and_what_stands_behind_it(
    speak: Speak, story: Story, size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    files = pieces("debrief.html picture.svg home data plays", tmp_path, story.title, story.id)
    with speak(), played(story, *TO_THE_END) as app:
        async with app.run_test(size=size) as pilot:
            stage = Stage(app, pilot, *files)
            await stage.look()
            await stage.look("pagedown")
            await stage.look("pagedown")
            await stage.look("1")
            assert isinstance(app.screen, EndScreen)
            await stage.look("s")
            await stage.look("d")
            assert isinstance(app.screen, DocumentScreen)
            await stage.look("escape", "w")
            assert isinstance(app.screen, DebriefScreen)
            await stage.look("h")
            await stage.look("escape", "escape", "ctrl+p")


@SIZES
async def test_practice(speak: Speak, story: Story, size: tuple[int, int]) -> None:
    with speak():
        app = EightWings(story, plays_folder(story.id), practise=lambda: Opened(Session(story, SEED)))
        async with app.run_test(size=size) as pilot:
            stage = Stage(app, pilot)
            app.begin_practice()
            await stage.look()
            assert isinstance(app.screen, PracticeScreen)
            await stage.look("f6")


def test_the_saved_plays_are_named_by_the_player(speak: Speak, story: Story) -> None:
    with speak(), played(story, *TO_INES) as app:
        assert save_as(app._opened.session, app.plays, "qqq").path.name == "qqq.play.yaml"  # type: ignore[union-attr]


async def test_what_stands_beside_the_story_in_a_wide_window(speak: Speak, story: Story) -> None:
    with speak(), played(story, *TO_INES, "talk_to_ines/leave", "loft", "take:lamp") as app:
        async with app.run_test(size=(120, 40)) as pilot:
            await Stage(app, pilot).look()


@pytest.mark.parametrize("size", [(80, 24), (60, 30)], ids=["80x24", "60x30"])
async def test_every_setting_stands_in_one_line(speak: Speak, story: Story, size: tuple[int, int]) -> None:
    with speak(), played(story) as app:
        async with app.run_test(size=size) as pilot:
            await pilot.press("f9")
            await pilot.pause()
            rows = app.screen.query_one(SettingList)
            shown = [rows.get_option_at_index(at).prompt for at, row in enumerate(rows.rows) if row.kind is not None]
            assert len(shown) > 5
            room = rows.scrollable_content_region.width
            assert [row for row in shown if isinstance(row, Content) and row.cell_length > room] == []


async def test_a_narrow_window_says_less_of_forks_and_documents(speak: Speak, story: Story) -> None:
    with speak(), played(story, *TO_THE_END) as app:
        async with app.run_test(size=(45, 30)) as pilot:
            await pilot.press("pagedown", "pagedown", "1")
            await found_out(pilot)
            shown = screen_text(app)
            assert f"─{pseudo('It turned at')}─" in shown
            await pilot.resize_terminal(100, 40)
            await found_out(pilot)
            shown = screen_text(app)
            assert f"─{pseudo('It turned at (Enter: to just before it)')}─" in shown
            assert f"D {pseudo('Documents')}" in shown

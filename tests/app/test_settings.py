"""The settings on the screen: changed with keys or words, shown at once, remembered; and the keys that can be set."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.binding import Binding
from textual.widgets import Static

from game.app.application import EightWings
from game.app.keymap import KEY_ACTIONS, key_label, key_problem
from game.app.screens.confirm_screen import ConfirmScreen
from game.app.screens.game_screen import GameScreen
from game.app.screens.help_screen import HelpScreen
from game.app.screens.key_screen import KeyScreen
from game.app.screens.map_screen import MapScreen
from game.app.screens.page import Page
from game.app.screens.settings_screen import SettingsScreen
from game.app.screens.title_screen import TitleScreen
from game.app.widgets.command_line import CommandLine
from game.app.widgets.setting_list import SettingList
from game.app.widgets.story_log import StoryLog
from game.play.opening import begin_play
from game.play.settings import PlayerSettings, read_settings
from game.record.locations import CURRENT
from game.record.settings_file import settings_path
from game.story.model.story import Story
from tests.app.conftest import check_screen, screen_text
from tests.app.test_screens import session, type_line

SIZE = (100, 40)
HARD_TO_DRAW = "“”‘’«»…–—─━│┌┐└┘├┤┬┴┼═║╭╮╰╯•·○●►◆×→←↑↓▲▼■□█░✓✗‹›▁▂▃▄▅▆▇"


def write(text: str) -> None:
    settings_path().parent.mkdir(parents=True, exist_ok=True)
    settings_path().write_text(text, encoding="utf-8")


@pytest.fixture
def set_up(harbour: Story, plays: Path) -> Callable[[str], EightWings]:
    """Makes the app in a new game, with this file of settings."""

    def make(text: str) -> EightWings:
        write(text)
        return EightWings(harbour, plays, begin_play(harbour, plays / CURRENT, 7))

    return make


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_the_settings(game: EightWings, size: tuple[int, int]) -> None:
    async with game.run_test(size=size) as pilot:
        await pilot.press("f9")
        check_screen(game, "settings")


async def test_arrows_change_a_value_at_once_and_for_good(game: EightWings, harbour: Story, plays: Path) -> None:
    async with game.run_test(size=SIZE) as pilot:
        await pilot.press("f9", "right", "right")
        assert game.theme == "morning"
        await pilot.press("left")
        assert game.theme == "evening"
        await pilot.press("right", "down", "enter")
        assert read_settings().settings == PlayerSettings(theme="morning", measure="wide")
        assert game.has_class("-measure-wide")
    again = EightWings(harbour, plays)
    assert again.theme == "morning"
    assert again.has_class("-measure-wide")


async def test_f9_opens_the_settings_and_closes_them(game: EightWings) -> None:
    async with game.run_test(size=SIZE) as pilot:
        await pilot.press("f9")
        assert isinstance(game.screen, SettingsScreen)
        await pilot.press("f9")
        assert isinstance(game.screen, GameScreen)
        await pilot.press("f1", "f9", "escape")
        assert isinstance(game.screen, HelpScreen)


async def test_the_settings_open_from_the_menu_of_the_title(title: EightWings) -> None:
    async with title.run_test(size=SIZE) as pilot:
        menu = title.screen._menu  # type: ignore[attr-defined]
        await pilot.press(str(menu.index("settings") + 1))
        assert isinstance(title.screen, SettingsScreen)
        await type_line(pilot, "theme contrast dark")
        assert title.theme == "contrast-dark"


async def test_settings_are_changed_by_words_in_the_game(game: EightWings) -> None:
    async with game.run_test(size=SIZE) as pilot:
        await type_line(pilot, "theme morning")
        assert game.theme == "morning"
        assert "Theme: morning (light)." in screen_text(game)
        await type_line(pilot, "settings line length narrow")
        await type_line(pilot, "theme neon")
        assert "“neon” is no theme that there is." in screen_text(game)
        await type_line(pilot, "settings")
        assert isinstance(game.screen, SettingsScreen)
    assert read_settings().settings == PlayerSettings(theme="morning", measure="narrow")


async def test_words_on_the_page_change_settings_too(game: EightWings) -> None:
    async with game.run_test(size=SIZE) as pilot:
        await pilot.press("f9")
        await type_line(pilot, "dark")
        await type_line(pilot, "measure wide")
        assert game.settings == PlayerSettings(theme="evening", measure="wide")
        assert game.screen.query_one(SettingList).row.words == "Line length"
        await type_line(pilot, "volume 11")
        assert "There is no such setting." in screen_text(game)


async def test_arrows_move_in_a_line_that_has_words(game: EightWings) -> None:
    async with game.run_test(size=SIZE) as pilot:
        await pilot.press("f9", *"ab", "left", "c")
        assert game.screen.query_one(CommandLine).value == "acb"
        assert game.settings == PlayerSettings()


async def test_a_click_takes_the_next_value(game: EightWings) -> None:
    async with game.run_test(size=SIZE) as pilot:
        await pilot.press("f9")
        await pilot.click(SettingList, offset=(3, 2))
        assert game.settings == PlayerSettings(measure="wide")


async def test_where_colours_are_too_few_the_page_says_why_another_theme_is_shown(
    game: EightWings, harbour: Story, plays: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLORTERM")
    monkeypatch.setenv("TERM", "xterm")
    few = EightWings(harbour, plays)
    async with few.run_test(size=SIZE) as pilot:
        await pilot.press("f9", "right")
        assert few.theme == "16-colours"
        assert "This terminal has 16 colours" in screen_text(few)
    assert read_settings().settings.theme == "evening"


async def test_what_cannot_be_remembered_holds_and_is_told(game: EightWings, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("game.play.settings.write_setting", full)
    async with game.run_test(size=SIZE) as pilot:
        await pilot.press("f9", "right")
        assert game.settings.theme == "evening"
        assert "it cannot be remembered: No space left on device." in screen_text(game)


@pytest.mark.parametrize("text", ["theme = neon\n", "[keys]\nmap = f3\n", "[keys]\nmap = nokey\n", "not at all\n"])
async def test_a_file_with_mistakes_is_told_and_the_game_can_be_played(set_up, text: str) -> None:  # type: ignore[no-untyped-def]
    game = set_up(text)
    async with game.run_test(size=SIZE, notifications=True) as pilot:
        await pilot.pause()
        assert "In settings.toml" in " ".join(screen_text(game).split())
        await pilot.press("1")
        assert len(session(game).played) == 2
    assert settings_path().read_text(encoding="utf-8") == text


# Length of lines, drawing


@pytest.mark.parametrize(("measure", "columns"), [("narrow", 60), ("medium", 68), ("wide", 92)])
async def test_lines_of_the_story_are_as_long_as_was_set(set_up, measure: str, columns: int) -> None:  # type: ignore[no-untyped-def]
    game = set_up(f"measure = {measure}\n")
    async with game.run_test(size=(150, 40)) as pilot:
        log = game.screen.query_one(StoryLog)
        assert log.columns == columns
        await pilot.press("f9", "down", "right", "escape")
        assert log.columns == {60: 68, 68: 92, 92: 60}[columns]


async def test_everything_is_drawn_in_ascii_where_that_is_set(set_up) -> None:  # type: ignore[no-untyped-def]
    game = set_up("glyphs = ascii\n")
    async with game.run_test(size=(120, 40)) as pilot:
        for keys in ([], ["1"], ["f1"], ["escape", "f2"], ["tab"], ["escape", "f3"], ["escape", "f4"], ["escape", "f5"],
                     ["escape", "f6"], ["escape", "f7"], ["escape", "f9"]):  # fmt: skip
            await pilot.press(*keys)
            await pilot.pause()
            shown = screen_text(game)
            assert not set(shown) & set(HARD_TO_DRAW), keys
            assert shown.strip()


async def test_drawing_changes_at_once_and_back(game: EightWings) -> None:
    async with game.run_test(size=(120, 40)) as pilot:
        before = screen_text(game)
        assert "─" in before
        await type_line(pilot, "settings drawing ascii")
        assert not set(screen_text(game)) & set(HARD_TO_DRAW)
        await type_line(pilot, "settings drawing unicode")
        assert "─" in screen_text(game)


def test_nothing_moves_where_less_motion_is_wanted(set_up) -> None:  # type: ignore[no-untyped-def]
    assert set_up("").animation_level == "full"
    assert set_up("reduced-motion = true\n").animation_level == "none"


# Questions before leaving


async def test_quitting_asks_only_where_that_is_set(set_up) -> None:  # type: ignore[no-untyped-def]
    game = set_up("confirmations = yes\n")
    async with game.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+q", "ctrl+q")
        assert isinstance(game.screen, ConfirmScreen)
        await pilot.press("x", "n")
        assert isinstance(game.screen, GameScreen)
        await pilot.press("ctrl+q", "y")
    assert game.return_code == 0


async def test_a_new_game_and_going_back_ask_where_that_is_set(set_up) -> None:  # type: ignore[no-untyped-def]
    game = set_up("confirmations = yes\n")
    async with game.run_test(size=SIZE) as pilot:
        await pilot.press("1")
        await type_line(pilot, "back to 0")
        assert isinstance(game.screen, ConfirmScreen)
        await pilot.press("escape")
        assert len(session(game).played) == 2
        await type_line(pilot, "back to 0")
        await pilot.press("enter")
        assert len(session(game).played) == 1
        game.show_title()
        await pilot.pause()
        screen = game.screen
        assert isinstance(screen, TitleScreen)
        screen.choose(screen._menu.index("new"))
        await pilot.pause()
        assert isinstance(game.screen, ConfirmScreen)


# Keys


@pytest.mark.parametrize("screen", [GameScreen, TitleScreen, Page, EightWings], ids=lambda screen: screen.__name__)
def test_every_binding_has_an_id_that_the_table_knows(screen: type) -> None:
    bindings = [binding for of in screen.__mro__ for binding in of.__dict__.get("BINDINGS", ())
                if of.__module__.startswith("game.")]  # fmt: skip
    assert bindings
    for binding in bindings:
        assert isinstance(binding, Binding), binding
        assert binding.id in KEY_ACTIONS
        assert binding.key == KEY_ACTIONS[binding.id].usual


def test_no_two_actions_have_the_same_usual_key() -> None:
    usual = [key for known in KEY_ACTIONS.values() for key in known.usual.split(",")]
    assert len(usual) == len(set(usual))


async def test_another_key_does_what_it_was_set_for_and_the_usual_one_no_more(set_up) -> None:  # type: ignore[no-untyped-def]
    game = set_up("[keys]\nmap = 'ctrl+t,f8'\nquit = 'ctrl+l'\n")
    async with game.run_test(size=SIZE) as pilot:
        await pilot.press("f2")
        assert isinstance(game.screen, GameScreen)
        for key in ("ctrl+t", "f8"):
            await pilot.press(key)
            assert isinstance(game.screen, MapScreen)
            await pilot.press("escape")
        await pilot.press("ctrl+q")
        assert game.return_code is None
        await pilot.press("ctrl+l")
    assert game.return_code == 0


async def test_two_keys_can_change_places_in_the_file(set_up) -> None:  # type: ignore[no-untyped-def]
    game = set_up("[keys]\nmap = f1\nhelp = f2\n")
    async with game.run_test(size=SIZE) as pilot:
        assert game.settings_problem == ""
        await pilot.press("f1")
        assert isinstance(game.screen, MapScreen)
        await pilot.press("escape", "f2")
        assert isinstance(game.screen, HelpScreen)


async def test_the_bar_and_the_help_show_the_keys_that_are_set(set_up) -> None:  # type: ignore[no-untyped-def]
    game = set_up("[keys]\nmap = f8\nquit = ctrl+l\n")
    async with game.run_test(size=(120, 40)) as pilot:
        bar = screen_text(game).splitlines()[-1]
        assert "F8 Map" in bar
        assert "^L Quit" in bar
        await pilot.press("f1")
        assert "F8 F3 F4" in screen_text(game)
        assert "Ctrl+L" in screen_text(game)


async def choose_key_of(game: EightWings, pilot, action: str) -> None:  # type: ignore[no-untyped-def]
    await pilot.press("f9")
    rows = game.screen.query_one(SettingList)
    rows.highlighted = next(at for at, row in enumerate(rows.rows) if row.action == action)
    await pilot.press("enter")
    assert isinstance(game.screen, KeyScreen)


async def test_a_key_is_set_by_pressing_it(game: EightWings) -> None:
    async with game.run_test(size=SIZE) as pilot:
        await choose_key_of(game, pilot, "map")
        await pilot.press("f8")
        assert isinstance(game.screen, SettingsScreen)
        assert "F8  (usually F2)" in screen_text(game)
        await pilot.press("escape", "f8")
        assert isinstance(game.screen, MapScreen)
        assert read_settings().settings.keys == {"map": "f8"}
        await pilot.press("escape")
        await choose_key_of(game, pilot, "map")
        await pilot.press("delete", "escape", "f2")
        assert isinstance(game.screen, MapScreen)
    assert read_settings().settings.keys == {}


@pytest.mark.parametrize(
    ("key", "words"),
    [("f3", "F3 is the key for “Notebook”."), ("m", "That key is for typing"), ("ctrl+a", "is for the line"),
     ("tab", "is for the line"), ("f9", "F9 is the key for “Settings”.")],
)  # fmt: skip
async def test_a_key_that_has_another_use_is_refused_in_a_sentence(game: EightWings, key: str, words: str) -> None:
    async with game.run_test(size=SIZE) as pilot:
        await choose_key_of(game, pilot, "map")
        await pilot.press(key)
        assert isinstance(game.screen, KeyScreen)
        assert words in str(game.screen.query_one("#message", Static).render())
        await pilot.press("escape")
        assert isinstance(game.screen, SettingsScreen)
    assert game.settings.keys == {}


@pytest.mark.parametrize(
    ("key", "shown", "short"),
    [("f2", "F2", "F2"), ("ctrl+q", "Ctrl+Q", "^Q"), ("pageup", "PgUp", "PgUp"), ("alt+up", "Alt+↑", "Alt+↑"),
     ("escape", "Esc", "Esc"), ("ctrl+t,f8", "Ctrl+T F8", "^T F8")],
)  # fmt: skip
def test_keys_are_called_as_they_are_printed_on_keyboards(key: str, shown: str, short: str) -> None:
    assert (key_label(key), key_label(key, short=True)) == (shown, short)


@pytest.mark.parametrize("key", ["", ",", "f99", "ctrl+", "\x1b[31m", "ctrl+shift+alt+super+x", "x" * 5000])
def test_what_is_no_key_is_none(key: str) -> None:
    assert key_problem("map", key, {})


def test_an_action_of_a_later_version_has_no_key() -> None:
    assert key_problem("teleport", "f8", {}) == "There is no such action."


def test_the_keys_of_the_preview_are_its_own() -> None:
    from game.app.preview.preview_app import PreviewApp
    from game.author.workbench import Workbench

    write("[keys]\nmap = f6\n")
    app = PreviewApp(Workbench(Path("tests/packs/harbour").resolve(), 1), watching=False)
    assert app._keymap == {}
    assert app.settings_problem == ""


async def test_a_long_turn_comes_card_by_card_or_at_once(set_up) -> None:  # type: ignore[no-untyped-def]
    for pace, has_more in (("cards", True), ("at-once", False)):
        game = set_up(f"pace = {pace}\n")
        async with game.run_test(size=(60, 14)) as pilot:
            await type_line(pilot, "go and ask")
            await type_line(pilot, "go office")
            await type_line(pilot, "talk to ines")
            await type_line(pilot, "ask about the bell")
            await pilot.pause()
            assert game.screen.query_one(StoryLog).has_more is has_more

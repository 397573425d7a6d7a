"""What the title tells of a story is there before the story is read, and is never believed when it is damaged."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from game.app.application import EightWings
from game.app.screens.title_screen import TitleScreen
from game.record.cache_files import keep_cache
from game.record.locations import cache_folder
from game.record.story_cache import load_story
from game.record.title_card import TitleCard, UnreadStory, title_card, unread_story
from game.story.model.played_language import AS_WRITTEN
from game.story.model.story import Story
from game.story.source.library import find_pack
from tests.app.conftest import screen_text

MAIN = find_pack("hq")

AT_THE_TITLE = """
import sys
from pathlib import Path
from game.app import main
from game.verbs import play
main.run_app = lambda story, **wishes: print(story.card.title, "game.story.model.story" in sys.modules) or 0
play.wants_plain = lambda *given: False
play.play()
"""


def kept_cards() -> list[Path]:
    return sorted((cache_folder() / "stories").glob("*.title"))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a user who has played the main adventure once."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("EIGHTWINGS_HOME", str(folder))
        load_story("hq")
    return folder


@pytest.fixture(autouse=True)
def newcomer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The user has played nothing yet, where a test says nothing else."""
    monkeypatch.setenv("EIGHTWINGS_HOME", str(tmp_path / "nothing"))


@pytest.fixture
def played(newcomer: None, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The user has played the main adventure once."""
    monkeypatch.setenv("EIGHTWINGS_HOME", str(shutil.copytree(home, tmp_path / "home")))


def load_nothing() -> Story:
    raise AssertionError("nobody has asked for the story")


def of_the_main_adventure() -> UnreadStory | None:
    return unread_story(MAIN, AS_WRITTEN, partial(load_story, "hq"))


def forge(content: bytes) -> None:
    """Write other content into the card that is kept, in a file that fits."""
    (path,) = kept_cards()
    keep_cache(path, path.read_bytes().partition(b"\n")[0].decode(), content, 9)


def test_the_title_of_the_main_adventure_needs_no_story_from_the_second_start_on(played: None) -> None:
    shown = subprocess.run([sys.executable, "-c", AT_THE_TITLE], capture_output=True, text=True, check=True).stdout
    assert shown == "Eight Wings False\n"


def test_what_is_kept_is_what_the_story_says(played: None) -> None:
    story = load_story("hq")
    unread = of_the_main_adventure()
    assert unread is not None
    assert unread.card == title_card(story)
    assert unread.read().fingerprint == story.fingerprint


def test_the_storeys_of_every_wing_with_a_place_are_told(harbour: Story) -> None:
    assert title_card(harbour).floors == (2, 2)


def test_a_story_that_was_never_read_has_no_card() -> None:
    assert of_the_main_adventure() is None


def test_a_pack_of_somebody_else_is_read_whole() -> None:
    pack = find_pack("tests/packs/harbour")
    load_story(str(pack))
    assert kept_cards() == []
    assert unread_story(pack, AS_WRITTEN, load_nothing) is None


def test_a_pack_with_other_languages_is_read_whole() -> None:
    load_story("ministerial")
    assert kept_cards() == []


CARD = ["t", "a", "", "", True, []]


def card(at: int, value: object) -> bytes:
    """A card with another value at this position."""
    return json.dumps([value if number == at else kept for number, kept in enumerate(CARD)]).encode()


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{", b"[]", b"{}", b"7", b"[" * 100_000, b"\xff", json.dumps(CARD[:-1]).encode(), card(0, None),
        card(3, 5), card(4, 1), card(5, 3), card(5, [0]), card(5, [True]), card(5, [9_999_999]), card(5, [1] * 1_001),
    ],
)  # fmt: skip
def test_a_card_with_values_that_cannot_be_is_none(played: None, content: bytes) -> None:
    forge(content)
    assert of_the_main_adventure() is None


async def test_a_play_begins_at_a_title_without_its_story(harbour: Story, tmp_path: Path) -> None:
    read: list[str] = []

    def reading() -> Story:
        read.append("once")
        return harbour

    app = EightWings(UnreadStory(title_card(harbour), reading), tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, TitleScreen)
        assert "One morning in a harbour" in screen_text(app)
        app.begin_play()
        await pilot.pause()
        assert app.session is not None
    assert read == ["once"]


@pytest.mark.parametrize("words", [("Title", "מחר"), ("מחר", "About")])
def test_a_card_in_a_language_from_right_to_left_is_shown_so(
    harbour: Story, tmp_path: Path, words: tuple[str, str]
) -> None:
    told = TitleCard(*words, "he", "he", False, ())
    assert EightWings(UnreadStory(told, lambda: harbour), tmp_path).reads_right_to_left


def test_a_card_that_cannot_be_is_made_anew_with_the_next_reading_of_the_story(played: None) -> None:
    forge(card(3, 5))
    load_story("hq")
    unread = of_the_main_adventure()
    assert unread is not None
    assert unread.card.title == "Eight Wings"

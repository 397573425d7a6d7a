"""Words are those of the language in which something is shown, whatever was spoken when classes were made."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.binding import Binding
from textual.dom import DOMNode
from textual.pilot import Pilot

import game.app
from game.app.actions import PLAY_ACTIONS
from game.app.application import EightWings
from game.app.background import find_in_background
from game.app.document_name import document_name
from game.app.keymap import KEY_ACTIONS, key_label
from game.app.screens.confirm_screen import ConfirmScreen
from game.app.screens.palette_screen import PaletteScreen
from game.app.widgets.choices import Choices
from game.app.widgets.key_bar import KeyBar
from game.localisation.messages import CATALOGUES, in_language, interface_languages, language_used
from game.play.commands import Command, Say, Show, understand
from game.play.session import Session
from game.story.model.story import Story
from game.story.packs import load
from tests.localisation.pseudo_language import TAG, pseudo, spoken
from tests.localisation.words_of_packs import PACKS

from .conftest import screen_text
from .test_typing import type_words

SIZE = (80, 24)


def classes_of_the_app() -> Iterator[type[DOMNode]]:
    for module in pkgutil.walk_packages(game.app.__path__, "game.app."):
        if not module.name.startswith("game.app.preview") and module.name != "game.app.terminal":
            importlib.import_module(module.name)
    waiting: list[type[DOMNode]] = [DOMNode]
    while waiting:
        made = waiting.pop()
        waiting.extend(made.__subclasses__())
        if made.__module__.startswith("game.app.") and not made.__module__.startswith("game.app.preview"):
            yield made


def test_no_binding_has_words_which_would_stay_in_the_language_in_which_its_class_was_made() -> None:
    own = [(made, binding) for made in set(classes_of_the_app()) for binding in made.__dict__.get("BINDINGS", ())]
    assert len(own) > 50
    for made, binding in own:
        words = binding.description if isinstance(binding, Binding) else "".join(binding[2:])
        assert words == "", (made, binding)


def test_the_names_of_keys_and_of_what_they_do_are_those_of_the_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = KEY_ACTIONS["notes"].label, key_label("ctrl+pageup")
    with spoken(tmp_path, monkeypatch):
        spoken_now = KEY_ACTIONS["notes"].label, key_label("ctrl+pageup")
    assert before == ("Notebook", "Ctrl+PgUp")
    assert spoken_now == (pseudo("Notebook"), f"{pseudo('Ctrl')}+{pseudo('PgUp')}")


async def test_what_is_found_out_in_the_background_is_told_in_the_language_of_the_player(
    title: EightWings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    with spoken(tmp_path, monkeypatch):
        async with title.run_test(size=SIZE):
            find_in_background(
                title.screen,
                lambda goes_on: language_used() * goes_on(),
                lambda found: heard.extend((found, language_used())),
            )
            await title.workers.wait_for_complete()
    assert heard == [TAG, TAG]


@pytest.mark.parametrize("letters", ["notebook", "ñöţéƀööķ", "sources", "šöûŕçéš"])
async def test_the_list_of_everything_is_searched_in_the_language_and_in_english(
    game: EightWings, letters: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with spoken(tmp_path, monkeypatch):
        async with game.run_test(size=SIZE) as pilot:
            await pilot.press("1", "ctrl+p")
            assert isinstance(game.screen, PaletteScreen)
            await type_words(pilot, letters)
            assert pseudo("Notebook") in [entry.words for entry in game.screen.query_one(Choices).entries[:2]]


def test_every_line_of_the_list_is_understood_in_every_language(harbour: Story) -> None:
    lines = [action for action in PLAY_ACTIONS if action.line]
    session = Session(harbour, 1)
    english = [understand(session, action.line) for action in lines]
    assert not [meant for meant in english if isinstance(meant, Say) and "does not lead" in meant.lines[0].words]
    for language in interface_languages() if CATALOGUES.is_dir() else ():
        with in_language(language):
            assert [_in_short(understand(session, action.line)) for action in lines] == list(map(_in_short, english))


def _in_short(command: Command) -> object:
    return command if isinstance(command, Show) else type(command)


@pytest.mark.parametrize(
    ("key", "is_meant"),
    [
        ("y", True),
        ("Y", True),
        ("ý", True),
        ("enter", True),
        ("n", False),
        ("Ñ", False),
        ("escape", False),
        ("q", None),
    ],
)
async def test_yes_and_no_are_the_letters_of_the_language_or_of_english(
    title: EightWings, key: str, is_meant: bool | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers: list[bool | None] = []
    with spoken(tmp_path, monkeypatch):
        async with title.run_test(size=SIZE) as pilot:
            title.push_screen(ConfirmScreen("?"), answers.append)
            await pilot.pause()
            assert "Ý" in screen_text(title)
            await pilot.press(key)
            await pilot.pause()
    assert answers == ([] if is_meant is None else [is_meant])


async def bar_of(pilot: Pilot[int], *keys: tuple[str, str, str], shorter: dict[str, str]) -> str:
    bar = KeyBar(*keys, shorter=shorter)
    await pilot.app.screen.mount(bar)
    await pilot.pause()
    return str(bar.content)


@pytest.mark.parametrize(
    ("columns", "shown"),
    [
        (60, "A look all around you  B go far away  Esc Close  ^Q Quit"),
        (52, "A look  B go far away  Esc Close  ^Q Quit"),
        (40, "A look  B go  Esc Close  ^Q Quit"),
        (31, "A look  B go  Esc Close"),
        (20, "B go  Esc Close"),
    ],
)
async def test_a_narrow_bar_says_things_shorter_before_it_leaves_them_out_and_always_says_how_to_close(
    title: EightWings, columns: int, shown: str
) -> None:
    async with title.run_test(size=(columns, 24)) as pilot:
        keys = (
            ("A", "look all around you", "screen.a"), ("B", "go far away", "screen.b"),
            ("Esc", "Close", "screen.close"), ("^Q", "Quit", "app.quit"),
        )  # fmt: skip
        assert await bar_of(pilot, *keys, shorter={"screen.a": "look", "screen.b": "go"}) == shown


@pytest.mark.parametrize(("language", "name"), [("", "Notice"), ("fr", "L'avis de la capitainerie")])
def test_a_document_is_called_by_its_id_only_in_the_language_of_its_author(language: str, name: str) -> None:
    story = load(PACKS / "harbour", language)
    assert document_name(story, 40) == name
    assert document_name(story, 5) == ""

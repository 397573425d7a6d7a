"""At its title a story names all the languages in which it can be had, but the one in which it is read."""

from __future__ import annotations

import pytest

from game.app.screens.about_screen import AboutScreen
from game.play.reports import languages
from game.story.packs import load
from tests.play.archive_pack import archive_story


@pytest.mark.parametrize(
    ("written_in", "language", "told"),
    [
        ("", "", ["Also in: Deutsch (--language de), Français (--language fr)"]),
        ("", "de", ["Also in: English (--language en), Français (--language fr)"]),
        ("nl", "", ["Also in: Deutsch (--language de), Français (--language fr)"]),
        ("nl", "fr", ["Also in: Nederlands (--language nl), Deutsch (--language de)"]),
    ],
)
def test_every_language_that_one_can_choose_is_named(written_in: str, language: str, told: list[str]) -> None:
    story = archive_story()._replace(
        written_in=written_in, language=language, languages={"de": "Deutsch", "fr": "Français"}
    )
    assert [line.words for line in languages(story)] == told
    assert AboutScreen(story).sheet().plain.rstrip().endswith(told[0])


def test_a_story_in_one_language_names_none() -> None:
    assert languages(archive_story()) == []


def test_each_language_that_is_named_can_be_asked_for() -> None:
    german = load("first-scene", "de")
    (line,) = languages(german)
    tags = [way.partition(")")[0] for way in line.words.split("--language ")[1:]]
    assert tags == ["en", *(tag for tag in german.languages if tag != "de")]
    titles = [load("first-scene", tag).title for tag in tags]
    assert titles[0] == "The Thursday Soup"
    assert len({german.title, *titles}) == 1 + len(tags)

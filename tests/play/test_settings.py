"""What can be set: read with patience, called by its words."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.play.glyphs import ASCII, UNICODE
from game.play.settings import (
    SETTINGS,
    PlayerSettings,
    keep_key,
    keep_value,
    read_settings,
    setting_called,
    value_called,
    with_value,
)
from game.play.settings_words import setting_wished, settings_told
from game.record.settings_file import settings_path

KINDS = {kind.id: kind for kind in SETTINGS}


def write(text: str) -> Path:
    path = settings_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_everything_is_as_usual(home: Path) -> None:
    assert read_settings() == (PlayerSettings(), "")
    assert not home.exists()


def test_every_setting_is_a_field_and_its_usual_value_one_of_its_values() -> None:
    assert {kind.field for kind in SETTINGS} == set(PlayerSettings._fields) - {"keys"}
    for kind in SETTINGS:
        assert kind.now(PlayerSettings()) in kind.values


@pytest.mark.parametrize("kind", SETTINGS, ids=lambda kind: kind.id)
def test_every_value_is_kept_and_read_again(kind) -> None:  # type: ignore[no-untyped-def]
    for value in kind.values:
        assert keep_value(kind, value) == ""
        settings, problem = read_settings()
        assert (kind.now(settings), problem) == (value, "")
        assert settings == with_value(PlayerSettings(), kind, value)


def test_an_unknown_setting_and_a_wrong_value_are_one_sentence_and_stay_in_the_file() -> None:
    path = write("theme = neon\nvolume = 11\npace = at-once\nreduced-motion = maybe\n")
    settings, problem = read_settings()
    assert settings == PlayerSettings(pace="at-once")
    assert problem.count(".") == 2  # one sentence, and the name of the file
    assert "“neon” is no value of theme, and 2 more things" in problem
    keep_value(KINDS["measure"], "wide")
    assert path.read_text(encoding="utf-8").startswith("theme = neon\nvolume = 11\npace = at-once\n")


def test_a_setting_of_a_later_version_survives_a_change() -> None:
    path = write("[sounds]\ngong = loud\n[keys]\nteleport = 'f12'\n")
    keep_value(KINDS["theme"], "morning")
    keep_key("map", "f8")
    keep_key("map", None)
    text = path.read_text(encoding="utf-8")
    assert "gong = loud" in text
    assert "teleport = 'f12'" in text
    assert "map" not in text


def test_hostile_words_in_the_file_do_no_harm() -> None:
    write(f"theme = '\x1b]0;owned\x07{'x' * 5_000}'\n")
    problem = read_settings().problem
    assert problem.isprintable()
    assert len(problem) < 200


def test_a_disk_that_takes_nothing_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("game.play.settings.write_setting", full)
    told = keep_value(KINDS["theme"], "morning")
    assert told == "This holds until you quit; it cannot be remembered: No space left on device."


@pytest.mark.parametrize(
    ("words", "kind"),
    [("theme", "theme"), ("Line length", "measure"), ("measure", "measure"), ("glyphs", "glyphs"), ("draw", "glyphs"),
     ("motion", None), ("reduced", "reduced-motion"), ("ask", "confirmations"), ("volume", None), ("", None)],
)  # fmt: skip
def test_a_setting_is_known_by_its_names(words: str, kind: str | None) -> None:
    found = setting_called(words)
    assert (found.id if found is not None else None) == kind


@pytest.mark.parametrize(
    ("words", "value"),
    [("morning", "morning"), ("Light", "morning"), ("dark", "evening"), ("contrast dark", "contrast-dark"),
     ("high contrast, light", "contrast-light"), ("color blind", "colour-blind"), ("none", "no-colours"),
     ("256", "256-colours"), ("16 colors", "16-colours"), ("contrast", ""), ("neon", ""), ("", "")],
)  # fmt: skip
def test_a_theme_is_known_by_its_names(words: str, value: str) -> None:
    assert value_called(KINDS["theme"], words) == value


def test_a_typed_line_names_a_setting_and_a_value() -> None:
    for line, kind, value in (
        ("measure wide", "measure", "wide"),
        ("line length to narrow", "measure", "narrow"),
        ("reduced motion off", "reduced-motion", "no"),
        ("long turns at once", "pace", "at-once"),
    ):
        wish = setting_wished(PlayerSettings(), "settings", line)
        assert wish.kind is not None
        assert (wish.kind.id, wish.value) == (kind, value)


def test_a_line_that_changes_nothing_says_what_there_is() -> None:
    for page, line, words in (
        ("theme", "", "Theme: automatic."),
        ("theme", "neon", "“neon” is no theme"),
        ("settings", "pace", "Long turns: card by card."),
        ("settings", "volume 11", "There is no such setting."),
    ):
        wish = setting_wished(PlayerSettings(), page, line)
        assert wish.kind is None
        assert words in " ".join(told.words for told in wish.lines)


def test_all_settings_are_told_with_what_they_are() -> None:
    words = " ".join(told.words for told in settings_told(PlayerSettings(measure="wide")))
    for kind in SETTINGS:
        assert kind.name in words
    assert "Line length: wide, 92 columns. Or: narrow, medium." in words


def test_the_table_to_draw_with_follows_the_setting() -> None:
    assert PlayerSettings().drawing is UNICODE
    assert PlayerSettings(glyphs="ascii").drawing is ASCII


def test_the_page_on_playing_names_every_setting_value_and_action() -> None:
    from game.app.keymap import KEY_ACTIONS

    playing = (Path(__file__).parents[2] / "docs" / "playing.md").read_text(encoding="utf-8")
    page = playing.partition("## Settings")[2].partition("\n## ")[0]
    named = {*KINDS, *(id_ for id_, known in KEY_ACTIONS.items() if known.settable)}
    named |= {value for kind in SETTINGS if not kind.is_yes_or_no for value in kind.values}
    assert {name for name in named if f"`{name}`" not in page} == set()

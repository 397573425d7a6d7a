"""What a player can set, what it is now, and the words for it: for both clients.

A setting has a few values. The file may hold others, from a later version or by mistake: then the usual value holds,
the player is told in a sentence, and what stands in the file stays there.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from game.record.settings_file import SETTINGS_NAME, read_settings_file, settings_path, write_setting
from game.support.safe_text import safe_line

if TYPE_CHECKING:
    from game.play.glyphs import Glyphs

ThemeName: TypeAlias = Literal[
    "automatic", "evening", "morning", "contrast-dark", "contrast-light", "colour-blind", "256-colours", "16-colours",
    "no-colours",
]  # fmt: skip
LineLength: TypeAlias = Literal["narrow", "medium", "wide"]
Pace: TypeAlias = Literal["cards", "at-once"]
GlyphSet: TypeAlias = Literal["unicode", "ascii"]

MEASURES: Mapping[LineLength, int] = {"narrow": 60, "medium": 68, "wide": 92}
"""How many columns a line of the story has at most."""

KEYS_SECTION = "keys"
_ON = {"true": "yes", "on": "yes", "1": "yes", "false": "no", "off": "no", "0": "no"}
_THEMES_TOO = {
    "light": "morning", "dark": "evening", "none": "no colours", "no colour": "no colours", "terminal": "16 colours",
    "auto": "automatic",
}  # fmt: skip
_SHORTEST_MEANT = 3


class PlayerSettings(NamedTuple):
    """What is set. `keys` has the keys of the actions that got others than their usual ones: `{"map": "ctrl+t"}`."""

    theme: ThemeName = "automatic"
    measure: LineLength = "medium"
    pace: Pace = "cards"
    reduced_motion: bool = False
    glyphs: GlyphSet = "unicode"
    confirmations: bool = False
    keys: Mapping[str, str] = {}

    @property
    def drawing(self) -> Glyphs:
        """The characters to draw with."""
        from game.play.glyphs import ASCII, UNICODE  # the first frame of the title needs none of them

        return ASCII if self.glyphs == "ascii" else UNICODE


class SettingKind(NamedTuple):
    """A setting: its name in the file, how it is called, what it does, and its values with their words."""

    id: str
    name: str
    about: str
    values: Mapping[str, str]

    @property
    def field(self) -> str:
        """Its name in `Settings`."""
        return self.id.replace("-", "_")

    @property
    def is_yes_or_no(self) -> bool:
        """Whether it is on or off, which the file calls `true` and `false`."""
        return set(self.values) == {"yes", "no"}

    def now(self, settings: PlayerSettings) -> str:
        """Its value, one of `values`."""
        value = getattr(settings, self.field)
        return ("yes" if value else "no") if self.is_yes_or_no else str(value)

    def beside(self, settings: PlayerSettings, step: int) -> str:
        """The value so many steps further, round the ends."""
        values = list(self.values)
        return values[(values.index(self.now(settings)) + step) % len(values)]


SETTINGS: tuple[SettingKind, ...] = (
    SettingKind(
        "theme", "Theme",
        "The colours. Automatic takes the evening, or what suits a terminal that has fewer colours.",
        {
            "automatic": "automatic", "evening": "evening (dark)", "morning": "morning (light)",
            "contrast-dark": "high contrast, dark", "contrast-light": "high contrast, light",
            "colour-blind": "safe for colour-blind eyes", "256-colours": "256 colours", "16-colours": "16 colours",
            "no-colours": "no colours",
        },
    ),
    SettingKind(
        "measure", "Line length", "How long the lines of the story are at most. 66 to 72 columns read best.",
        {name: f"{name}, {columns} columns" for name, columns in MEASURES.items()},
    ),
    SettingKind(
        "pace", "Long turns", "How a turn is shown that is longer than the window.",
        {"cards": "card by card", "at-once": "all at once"},
    ),
    SettingKind(
        "reduced-motion", "Reduced motion", "With yes nothing moves on the screen; with no the story scrolls smoothly.",
        {"yes": "yes", "no": "no"},
    ),
    SettingKind(
        "glyphs", "Drawing", "The characters for frames, maps, bars and marks. ASCII is for fonts that lack others.",
        {"unicode": "Unicode", "ascii": "ASCII only"},
    ),
    SettingKind(
        "confirmations", "Ask before leaving", "Ask before quitting, a new game, and going back to a step.",
        {"no": "no", "yes": "yes"},
    ),
)  # fmt: skip


class ReadSettings(NamedTuple):
    """What was set, and a sentence for the player when something in the file is not as it should be, or empty."""

    settings: PlayerSettings
    problem: str = ""


def read_settings(path: Path | None = None) -> ReadSettings:
    """The settings as the file has them, by default the player's own. Raises nothing."""
    file = read_settings_file(path or settings_path())
    if file.problem:
        return ReadSettings(PlayerSettings(), f"{file.problem} The usual settings hold.")
    if not file.values and not file.odd_lines:
        return ReadSettings(PlayerSettings())
    given = file.values.get("", {})
    found: dict[str, Any] = {}
    problems = [f"line {number} cannot be read" for number in file.odd_lines]
    for kind in SETTINGS:
        if kind.id not in given:
            continue
        value = given[kind.id] if not kind.is_yes_or_no else _ON.get(given[kind.id].casefold(), given[kind.id])
        if value in kind.values:
            found[kind.field] = value == "yes" if kind.is_yes_or_no else value
        else:
            problems.append(f"“{safe_line(value)[:30]}” is no value of {kind.id}")
    known = {kind.id for kind in SETTINGS}
    problems += [f"there is no setting {safe_line(key)[:30]}" for key in given if key not in known]
    return ReadSettings(PlayerSettings(**found, keys=dict(file.values.get(KEYS_SECTION, {}))), problems_told(problems))


def problems_told(problems: list[str]) -> str:
    """One sentence for all that is wrong in the file, or empty."""
    if not problems:
        return ""
    more = f", and {len(problems) - 1} more things are not as they should be" if len(problems) > 1 else ""
    return f"In {SETTINGS_NAME} {problems[0]}{more}; the usual settings hold there, and the file stays as it is."


def with_value(settings: PlayerSettings, kind: SettingKind, value: str) -> PlayerSettings:
    """The settings with another value of this one. Raises KeyError when it has no such value."""
    if value not in kind.values:
        raise KeyError(value)
    changed: dict[str, Any] = {kind.field: value == "yes" if kind.is_yes_or_no else value}
    return settings._replace(**changed)


def keep_value(kind: SettingKind, value: str, path: Path | None = None) -> str:
    """Write a value into the file. The result is why that was not possible, in a sentence, or empty."""
    return _kept(path, "", kind.id, value == "yes" if kind.is_yes_or_no else value)


def keep_key(action: str, keys: str | None, path: Path | None = None) -> str:
    """Write the keys of an action into the file, or take them out for None. The result is as in `keep_value`."""
    return _kept(path, KEYS_SECTION, action, keys)


def _kept(path: Path | None, section: str, key: str, value: str | bool | None) -> str:
    try:
        write_setting(path or settings_path(), section, key, value)
    except OSError as error:
        return f"This holds until you quit; it cannot be remembered: {error.strerror or type(error).__name__}."
    return ""


def setting_called(words: str) -> SettingKind | None:
    """The setting that is called so, by its name in the file or its words, or by the beginning of one of them."""
    called = _plain(words)
    names = [(kind, (_plain(kind.id), _plain(kind.name))) for kind in SETTINGS]
    for kind, known in names:
        if called in known:
            return kind
    begun = [kind for kind, known in names if any(name.startswith(called) for name in known)]
    return begun[0] if len(begun) == 1 and len(called) >= _SHORTEST_MEANT else None


def value_called(kind: SettingKind, words: str) -> str:
    """The value of a setting that is called so, or by the beginning of its words; empty when none is, or two."""
    called = _plain(words)
    called = (_THEMES_TOO if kind.id == "theme" else _ON).get(called, called)
    known = {
        value: {_plain(value), _plain(shown), _plain(shown).partition(" ")[0]} for value, shown in kind.values.items()
    }
    exact = [value for value, names in known.items() if called in names]
    if len(exact) == 1:
        return exact[0]
    begun = [value for value, names in known.items() if any(name.startswith(called) for name in names)]
    return begun[0] if called and len(begun) == 1 else ""


def _plain(words: str) -> str:
    letters = "".join(character if character.isalnum() else " " for character in words.casefold())
    return " ".join(letters.split()).replace("color", "colour")

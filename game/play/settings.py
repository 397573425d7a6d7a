"""What a player can set, what it is now, and the words for it: for both clients.

A setting has a few values. The file may hold others, from a later version or by mistake: then the usual value holds,
the player is told in a sentence, and what stands in the file stays there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from game.localisation.messages import ENGLISH, gettext, in_language, ngettext, pgettext
from game.localisation.system_words import system_reason
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


class SettingValue(NamedTuple):
    """A value of a setting: as the file has it, as it is typed, and as it is shown."""

    id: str
    typed: str
    shown: str


class SettingWords(NamedTuple):
    """How a setting is called as a label and inside a sentence, where it is also typed; what it does; its values."""

    name: str
    inside: str
    about: str
    values: tuple[SettingValue, ...]


class SettingKind(NamedTuple):
    """A setting: its name in the file, and what makes its words in the language that is spoken."""

    id: str
    make_words: Callable[[], SettingWords]

    @property
    def name(self) -> str:
        """How it is called, as a label."""
        return self.make_words().name

    @property
    def inside(self) -> str:
        """How it is called inside a sentence, and when it is typed."""
        return self.make_words().inside

    @property
    def about(self) -> str:
        """What it does."""
        return self.make_words().about

    @property
    def values(self) -> Mapping[str, str]:
        """Its values with the words by which they are shown."""
        return {value.id: value.shown for value in self.make_words().values}

    @property
    def typed(self) -> Mapping[str, str]:
        """Its values with the words that are typed for them."""
        return {value.id: value.typed for value in self.make_words().values}

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


def _theme() -> SettingWords:
    return SettingWords(
        pgettext("name of a setting", "Theme"),
        pgettext("name of a setting, as it is typed and inside a sentence", "theme"),
        gettext("The colours. Automatic takes the evening, or what suits a terminal that has fewer colours."),
        (
            SettingValue(
                "automatic", pgettext("setting, as typed", "automatic"), pgettext("setting, as shown", "automatic")
            ),
            SettingValue(
                "evening", pgettext("setting, as typed", "evening"), pgettext("setting, as shown", "evening (dark)")
            ),
            SettingValue(
                "morning", pgettext("setting, as typed", "morning"), pgettext("setting, as shown", "morning (light)")
            ),
            SettingValue(
                "contrast-dark",
                pgettext("setting, as typed", "contrast dark"),
                pgettext("setting, as shown", "high contrast, dark"),
            ),
            SettingValue(
                "contrast-light",
                pgettext("setting, as typed", "contrast light"),
                pgettext("setting, as shown", "high contrast, light"),
            ),
            SettingValue(
                "colour-blind",
                pgettext("setting, as typed", "colour blind"),
                pgettext("setting, as shown", "safe for colour-blind eyes"),
            ),
            SettingValue(
                "256-colours",
                pgettext("setting, as typed", "256 colours"),
                pgettext("setting, as shown", "256 colours"),
            ),
            SettingValue(
                "16-colours", pgettext("setting, as typed", "16 colours"), pgettext("setting, as shown", "16 colours")
            ),
            SettingValue(
                "no-colours", pgettext("setting, as typed", "no colours"), pgettext("setting, as shown", "no colours")
            ),
        ),
    )


def _measure() -> SettingWords:
    return SettingWords(
        pgettext("name of a setting", "Line length"),
        pgettext("name of a setting, as it is typed and inside a sentence", "line length"),
        gettext("How long the lines of the story are at most. 66 to 72 columns read best."),
        (
            SettingValue(
                "narrow",
                pgettext("setting, as typed", "narrow"),
                pgettext("setting, as shown", "narrow, {columns} columns", columns=MEASURES["narrow"]),
            ),
            SettingValue(
                "medium",
                pgettext("setting, as typed", "medium"),
                pgettext("setting, as shown", "medium, {columns} columns", columns=MEASURES["medium"]),
            ),
            SettingValue(
                "wide",
                pgettext("setting, as typed", "wide"),
                pgettext("setting, as shown", "wide, {columns} columns", columns=MEASURES["wide"]),
            ),
        ),
    )


def _pace() -> SettingWords:
    return SettingWords(
        pgettext("name of a setting", "Long turns"),
        pgettext("name of a setting, as it is typed and inside a sentence", "long turns"),
        gettext("How a turn is shown that is longer than the window."),
        (
            SettingValue(
                "cards", pgettext("setting, as typed", "cards"), pgettext("setting, as shown", "card by card")
            ),
            SettingValue(
                "at-once", pgettext("setting, as typed", "at once"), pgettext("setting, as shown", "all at once")
            ),
        ),
    )


def _reduced_motion() -> SettingWords:
    return SettingWords(
        pgettext("name of a setting", "Reduced motion"),
        pgettext("name of a setting, as it is typed and inside a sentence", "reduced motion"),
        gettext("With yes nothing moves on the screen; with no the story scrolls smoothly."),
        (
            SettingValue("yes", pgettext("setting, as typed", "yes"), pgettext("setting, as shown", "yes")),
            SettingValue("no", pgettext("setting, as typed", "no"), pgettext("setting, as shown", "no")),
        ),
    )


def _glyphs() -> SettingWords:
    return SettingWords(
        pgettext("name of a setting", "Drawing"),
        pgettext("name of a setting, as it is typed and inside a sentence", "drawing"),
        gettext("The characters for frames, maps, bars and marks. ASCII is for fonts that lack others."),
        (
            SettingValue("unicode", pgettext("setting, as typed", "unicode"), pgettext("setting, as shown", "Unicode")),
            SettingValue("ascii", pgettext("setting, as typed", "ascii"), pgettext("setting, as shown", "ASCII only")),
        ),
    )


def _confirmations() -> SettingWords:
    return SettingWords(
        pgettext("name of a setting", "Ask before leaving"),
        pgettext("name of a setting, as it is typed and inside a sentence", "ask before leaving"),
        gettext("Ask before quitting, a new game, and going back to a step."),
        (
            SettingValue("no", pgettext("setting, as typed", "no"), pgettext("setting, as shown", "no")),
            SettingValue("yes", pgettext("setting, as typed", "yes"), pgettext("setting, as shown", "yes")),
        ),
    )


SETTINGS: tuple[SettingKind, ...] = (
    SettingKind("theme", _theme),
    SettingKind("measure", _measure),
    SettingKind("pace", _pace),
    SettingKind("reduced-motion", _reduced_motion),
    SettingKind("glyphs", _glyphs),
    SettingKind("confirmations", _confirmations),
)


class ReadSettings(NamedTuple):
    """What was set, and a sentence for the player when something in the file is not as it should be, or empty."""

    settings: PlayerSettings
    problem: str = ""


def read_settings(path: Path | None = None) -> ReadSettings:
    """The settings as the file has them, by default the player's own. Raises nothing."""
    file = read_settings_file(path or settings_path())
    if file.problem:
        return ReadSettings(PlayerSettings(), " ".join((file.problem, gettext("The usual settings hold."))))
    if not file.values and not file.odd_lines:
        return ReadSettings(PlayerSettings())
    given = file.values.get("", {})
    found: dict[str, Any] = {}
    # Translators: this and the other problems stand behind the name of the file: “In settings.toml {problem}; …”.
    problems = [gettext("line {number} cannot be read", number=str(number)) for number in file.odd_lines]
    for kind in SETTINGS:
        if kind.id not in given:
            continue
        value = given[kind.id] if not kind.is_yes_or_no else _ON.get(given[kind.id].casefold(), given[kind.id])
        if value in kind.values:
            found[kind.field] = value == "yes" if kind.is_yes_or_no else value
        else:
            # Translators: {setting} is the name of a setting as the file has it.
            wrong = gettext("“{value}” is no value of {setting}", value=safe_line(value)[:30], setting=kind.id)
            problems.append(wrong)
    known = {kind.id for kind in SETTINGS}
    unknown = [safe_line(key)[:30] for key in given if key not in known]
    problems += [gettext("there is no setting {setting}", setting=key) for key in unknown]
    return ReadSettings(PlayerSettings(**found, keys=dict(file.values.get(KEYS_SECTION, {}))), problems_told(problems))


def problems_told(problems: list[str]) -> str:
    """One sentence for all that is wrong in the file, or empty."""
    if not problems:
        return ""
    first, more = problems[0], len(problems) - 1
    if not more:
        # Translators: {problem} is a clause, such as “line 3 cannot be read”.
        return gettext(
            "In {file} {problem}; the usual settings hold there, and the file stays as it is.",
            file=SETTINGS_NAME, problem=first,
        )  # fmt: skip
    # Translators: {problem} is a clause, such as “line 3 cannot be read”.
    return ngettext(
        "In {file} {problem}, and {number} more thing is not as it should be; the usual settings hold there, and the "
        "file stays as it is.",
        "In {file} {problem}, and {number} more things are not as they should be; the usual settings hold there, and "
        "the file stays as it is.",
        more, file=SETTINGS_NAME, problem=first,
    )  # fmt: skip


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
        # Translators: {reason} is why the system does not let it happen, such as “Permission denied”.
        return gettext("This holds until you quit; it cannot be remembered: {reason}.", reason=system_reason(error))
    return ""


def setting_called(words: str) -> SettingKind | None:
    """The setting that is called so, by its name in the file or its words, or by the beginning of one of them.

    English words hold in every language.
    """
    called = _plain(words)
    names = [(kind, _names(kind)) for kind in SETTINGS]
    for kind, known in names:
        if called in known:
            return kind
    begun = [kind for kind, known in names if any(name.startswith(called) for name in known)]
    return begun[0] if len(begun) == 1 and len(called) >= _SHORTEST_MEANT else None


def _names(kind: SettingKind) -> set[str]:
    with in_language(ENGLISH):
        english = kind.make_words()
    own = kind.make_words()
    return {_plain(name) for name in (kind.id, english.name, english.inside, own.name, own.inside)}


def value_called(kind: SettingKind, words: str) -> str:
    """The value of a setting that is called so, or by the beginning of its words; empty when none is, or two."""
    called = _plain(words)
    called = (_THEMES_TOO if kind.id == "theme" else _ON).get(called, called)
    with in_language(ENGLISH):
        english = kind.make_words().values
    known: dict[str, set[str]] = {}
    for value in (*english, *kind.make_words().values):
        shown = _plain(value.shown)
        known.setdefault(value.id, set()).update(
            (_plain(value.id), _plain(value.typed), shown, shown.partition(" ")[0])
        )
    exact = [value for value, names in known.items() if called in names]
    if len(exact) == 1:
        return exact[0]
    begun = [value for value, names in known.items() if any(name.startswith(called) for name in names)]
    return begun[0] if called and len(begun) == 1 else ""


def _plain(words: str) -> str:
    letters = "".join(character if character.isalnum() else " " for character in words.casefold())
    return " ".join(letters.split()).replace("color", "colour")

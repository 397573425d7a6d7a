"""The words `settings` and `theme`: what there is to set, and what a typed line means to change."""

from __future__ import annotations

from typing import NamedTuple

from game.localisation.lists_numbers_dates import comma_list
from game.localisation.messages import gettext
from game.play.narration import Told, told
from game.play.settings import SETTINGS, PlayerSettings, SettingKind, setting_called, value_called

THEME = SETTINGS[0]


class SettingWish(NamedTuple):
    """What a typed line came to: a value for a setting, or lines for the player and no `kind`."""

    lines: list[Told]
    kind: SettingKind | None = None
    value: str = ""


def setting_wished(settings: PlayerSettings, page: str, about: str) -> SettingWish:
    """What `theme evening` or `settings measure wide` means; without a value, what there is to choose from."""
    words = about.split()
    if page == "theme":
        kind, said = THEME, about.strip()
    else:
        for count in range(len(words), 0, -1):
            found = setting_called(" ".join(words[:count]))
            if found is not None:
                kind, said = found, " ".join(words[count:]).removeprefix("to ").removeprefix("= ")
                break
        else:
            names = comma_list(each.inside for each in SETTINGS)
            none = gettext("There is no such setting. There are: {settings}.", settings=names)
            return SettingWish([told("message", none)])
    if not said:
        return SettingWish(values_told(settings, kind, page))
    value = value_called(kind, said)
    if not value:
        lines = values_told(settings, kind, page)
        # Translators: {setting} is the name of a setting inside a sentence.
        none = gettext("“{value}” is no {setting} that there is.", value=said[:40], setting=kind.inside)
        return SettingWish([told("message", none), *lines])
    return SettingWish([], kind, value)


def names_a_value(page: str, about: str) -> bool:
    """Whether this is a setting and a value for it, both by their names, behind `settings` or `theme`."""
    return setting_wished(PlayerSettings(), page, about).kind is not None


def values_told(settings: PlayerSettings, kind: SettingKind, page: str = "settings") -> list[Told]:
    """What a setting is now, what else it can be, and how that is typed."""
    others = _others(settings, kind)
    if page == "theme":
        how = gettext("`theme {value}` changes it. There is: {values}.", value=others[0], values=comma_list(others))
    else:
        # Translators: {setting} is the name of a setting as it is typed.
        how = gettext(
            "`settings {setting} {value}` changes it. There is: {values}.",
            setting=kind.inside, value=others[0], values=comma_list(others),
        )  # fmt: skip
    return [told("message", _now(kind, kind.now(settings))), told("hint", how)]


def _now(kind: SettingKind, value: str) -> str:
    # Translators: {setting} is the label of a setting, {value} what it is now.
    return gettext("{setting}: {value}.", setting=kind.name, value=kind.values[value])


def set_told(kind: SettingKind, value: str, problem: str = "") -> list[Told]:
    """That a setting was changed; `problem` is why it cannot be remembered."""
    lines = [told("message", _now(kind, value))]
    return [*lines, told("hint", problem)] if problem else lines


def settings_told(settings: PlayerSettings) -> list[Told]:
    """Every setting in words, and how it is changed."""
    lines = [told("message", gettext("What can be set, and what it is now:"))]
    for kind in SETTINGS:
        # Translators: {setting} is the label of a setting, {value} what it is now, {others} what else it can be.
        words = gettext(
            "{setting}: {value}. Or: {others}.",
            setting=kind.name, value=kind.values[kind.now(settings)], others=comma_list(_others(settings, kind)),
        )  # fmt: skip
        lines.append(told("part", words))
    example = gettext("`settings theme morning`, for example, changes one. The screen has a page of them: F9.")
    return [*lines, told("hint", example)]


def _others(settings: PlayerSettings, kind: SettingKind) -> list[str]:
    """The values that it does not have now, as one types them."""
    return [typed for value, typed in kind.typed.items() if value != kind.now(settings)]

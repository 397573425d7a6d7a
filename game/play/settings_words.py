"""The words `settings` and `theme`: what there is to set, and what a typed line means to change."""

from __future__ import annotations

from typing import NamedTuple

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
            names = ", ".join(each.name.lower() for each in SETTINGS)
            return SettingWish([told("message", f"There is no such setting. There are: {names}.")])
    if not said:
        return SettingWish(values_told(settings, kind, page))
    value = value_called(kind, said)
    if not value:
        lines = values_told(settings, kind, page)
        return SettingWish([told("message", f"“{said[:40]}” is no {kind.name.lower()} that there is."), *lines])
    return SettingWish([], kind, value)


def values_told(settings: PlayerSettings, kind: SettingKind, page: str = "settings") -> list[Told]:
    """What a setting is now, what else it can be, and how that is typed."""
    others = _others(settings, kind)
    typed = "theme" if page == "theme" else f"settings {kind.name.lower()}"
    return [
        told("message", f"{kind.name}: {kind.values[kind.now(settings)]}."),
        told("hint", f"`{typed} {others[0]}` changes it. There is: {', '.join(others)}."),
    ]


def set_told(kind: SettingKind, value: str, problem: str = "") -> list[Told]:
    """That a setting was changed; `problem` is why it cannot be remembered."""
    lines = [told("message", f"{kind.name}: {kind.values[value]}.")]
    return [*lines, told("hint", problem)] if problem else lines


def settings_told(settings: PlayerSettings) -> list[Told]:
    """Every setting in words, and how it is changed."""
    lines = [told("message", "What can be set, and what it is now:")]
    for kind in SETTINGS:
        now = kind.values[kind.now(settings)]
        lines.append(told("part", f"{kind.name}: {now}. Or: {', '.join(_others(settings, kind))}."))
    lines.append(told("hint", "`settings theme morning`, for example, changes one. The screen has a page of them: F9."))
    return lines


def _others(settings: PlayerSettings, kind: SettingKind) -> list[str]:
    """The values that it does not have now, as one types them."""
    return [value.replace("-", " ") for value in kind.values if value != kind.now(settings)]

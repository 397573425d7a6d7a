"""The colours: every theme, and which of them is shown on a terminal.

All text has a contrast of at least 4.5 to 1 on every ground that it can stand on (WCAG 2.2, level AA), 7 to 1 with
high contrast (level AAA); lines that carry meaning have 3 to 1. That holds in all colours, in the 256 to which a
terminal rounds them, in its own 16, and where bold letters are brighter (`tests/app/test_colours.py`). Nothing is told
by colour alone.
"""

from __future__ import annotations

from typing import Final

from textual.theme import Theme

SHADES: Final = (
    "quiet", "heading", "speaker", "right", "wrong", "partly", "chosen", "hovered", "line",
)  # fmt: skip
"""The names that this game adds to a theme: of text, of two grounds (a highlighted and a touched row), of lines."""


def _theme(name: str, *, dark: bool, text: str, ground: str, panel: str, **shades: str) -> Theme:
    heading, wrong, right = shades["heading"], shades["wrong"], shades["right"]
    return Theme(
        name=name, dark=dark, primary=shades["speaker"], secondary=shades["quiet"], accent=heading, warning=heading,
        error=wrong, success=right, foreground=text, background=ground, surface=ground, panel=panel,
        variables={
            **shades,
            "text-success": right, "text-warning": heading, "text-error": wrong, "panel-lighten-1": panel,
            "screen-selection-background": shades["chosen"], "screen-selection-foreground": text,
        },
    )  # fmt: skip


EVENING = _theme(
    "evening", dark=True, text="#d9dce0", ground="#15191f", panel="#1e242c", quiet="#9aa5b1", heading="#e3b968",
    speaker="#8fc1e3", right="#93cf8e", wrong="#ef9a8d", partly="#e3b968", chosen="#2e353d", hovered="#22272d",
    line="#66717e",
)  # fmt: skip
MORNING = _theme(
    "morning", dark=False, text="#22262b", ground="#f6f4ee", panel="#eae6da", quiet="#555e68", heading="#704b00",
    speaker="#1f5a8a", right="#1f5f26", wrong="#962517", partly="#704b00", chosen="#d3dfe9", hovered="#e3e9ea",
    line="#857f6c",
)  # fmt: skip
CONTRAST_DARK = _theme(
    "contrast-dark", dark=True, text="#ffffff", ground="#000000", panel="#121212", quiet="#d0d0d0", heading="#ffd75f",
    speaker="#87d7ff", right="#87ff87", wrong="#ffafaf", partly="#ffd75f", chosen="#303030", hovered="#262626",
    line="#b2b2b2",
)  # fmt: skip
CONTRAST_LIGHT = _theme(
    "contrast-light", dark=False, text="#000000", ground="#ffffff", panel="#ffffff", quiet="#303030", heading="#5f0000",
    speaker="#00005f", right="#005f00", wrong="#870000", partly="#5f0087", chosen="#dadada", hovered="#eeeeee",
    line="#585858",
)  # fmt: skip
COLOUR_BLIND = _theme(
    "colour-blind", dark=True, text="#e4e4e4", ground="#15191f", panel="#1e242c", quiet="#a8b2bd", heading="#f0d060",
    speaker="#b8d4f0", right="#5fafff", wrong="#ff8f2f", partly="#f5e6b8", chosen="#2e353d", hovered="#22272d",
    line="#6a7582",
)  # fmt: skip
COLOURS_256 = _theme(
    "256-colours", dark=True, text="#dadada", ground="#1c1c1c", panel="#262626", quiet="#a8a8a8", heading="#d7af5f",
    speaker="#87afd7", right="#87d787", wrong="#ff8787", partly="#d7af5f", chosen="#303030", hovered="#262626",
    line="#767676",
)  # fmt: skip
COLOURS_16 = Theme(
    name="16-colours", ansi=True, dark=True, primary="ansi_bright_cyan", secondary="ansi_white",
    accent="ansi_bright_yellow", warning="ansi_bright_yellow", error="ansi_bright_red", success="ansi_bright_green",
    foreground="ansi_white", background="ansi_black",
    variables={
        "surface": "ansi_black", "panel": "ansi_black", "panel-lighten-1": "ansi_black", "text": "ansi_white",
        "text-muted": "ansi_white", "text-disabled": "ansi_white", "foreground-muted": "ansi_white",
        # Blue is the only ground besides black on which white and yellow can be read in every palette, bold ones too.
        "quiet": "ansi_white", "heading": "ansi_bright_yellow", "speaker": "ansi_bright_cyan",
        "right": "ansi_bright_green", "wrong": "ansi_bright_red", "partly": "ansi_bright_yellow",
        "chosen": "ansi_blue", "hovered": "ansi_black", "line": "ansi_white",
        "ansi-background": "ansi_black", "ansi-foreground": "ansi_white",
        "screen-selection-background": "ansi_blue", "screen-selection-foreground": "ansi_white",
        "input-selection-background": "ansi_blue", "input-selection-foreground": "ansi_white",
        "scrollbar": "ansi_white", "scrollbar-hover": "ansi_white", "scrollbar-active": "ansi_white",
        "scrollbar-background": "ansi_black", "scrollbar-background-hover": "ansi_black",
        "scrollbar-background-active": "ansi_black", "scrollbar-corner-color": "ansi_black",
    },
)  # fmt: skip
NO_COLOURS = Theme(
    name="no-colours", ansi=True, dark=True, primary="ansi_default", secondary="ansi_default", accent="ansi_default",
    warning="ansi_default", error="ansi_default", success="ansi_default", foreground="ansi_default",
    background="ansi_default",
    variables=dict.fromkeys(
        (
            *SHADES, "surface", "panel", "panel-lighten-1", "text-muted", "text-disabled", "foreground-muted",
            "ansi-background", "ansi-foreground", "screen-selection-background", "screen-selection-foreground",
            "scrollbar", "scrollbar-hover", "scrollbar-active", "scrollbar-background", "scrollbar-background-hover",
            "scrollbar-background-active", "scrollbar-corner-color",
        ),
        "ansi_default",
    ),
)  # fmt: skip
"""Only bold, italic, underlined and reversed letters; a filter takes out even the orders for the usual colours."""

THEMES: Final = (
    EVENING, MORNING, CONTRAST_DARK, CONTRAST_LIGHT, COLOUR_BLIND, COLOURS_256, COLOURS_16, NO_COLOURS,
)  # fmt: skip
_BY_NAME: Final = {theme.name: theme for theme in THEMES}


def shown_theme(wanted: str, colours: str | None, *, no_colour: bool = False) -> Theme:
    """The theme that is shown where `wanted` is set: `automatic`, or the name of a theme.

    `colours` is what the terminal has, in the words of Rich: `truecolor`, `256`, `standard` or `windows` (16), or None.
    `no_colour`: the player's environment asks for none, which nothing that is set outweighs (https://no-color.org).
    """
    if no_colour or colours is None:
        return NO_COLOURS
    if colours in ("standard", "windows"):
        return NO_COLOURS if wanted == NO_COLOURS.name else COLOURS_16
    if wanted == "automatic":
        return COLOURS_256 if colours == "256" else EVENING
    return _BY_NAME.get(wanted, EVENING)

"""The colours: a dark theme, a light one, and one that uses only what the terminal itself has.

All text has a contrast of at least 4.5 to 1 on its background (WCAG 2.2, level AA). Nothing is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Mapping

from textual.theme import Theme

DARK = Theme(
    name="evening",
    primary="#7fb2d9",
    secondary="#a9b4c0",
    accent="#e3b968",
    warning="#e3b968",
    error="#ef9a8d",
    success="#93cf8e",
    foreground="#d9dce0",
    background="#15191f",
    surface="#15191f",
    panel="#1e242c",
    dark=True,
    variables={
        "quiet": "#9aa5b1",
        "heading": "#e3b968",
        "speaker": "#8fc1e3",
        "right": "#93cf8e",
        "wrong": "#ef9a8d",
        "chosen": "#2b3947",
        "hovered": "#222b35",
        "line": "#46515e",
    },
)
LIGHT = Theme(
    name="morning",
    primary="#1f5a8a",
    secondary="#4a545f",
    accent="#7a5200",
    warning="#7a5200",
    error="#9c2a1c",
    success="#24662b",
    foreground="#22262b",
    background="#f6f4ee",
    surface="#f6f4ee",
    panel="#eae6da",
    dark=False,
    variables={
        "quiet": "#59626c",
        "heading": "#7a5200",
        "speaker": "#1f5a8a",
        "right": "#24662b",
        "wrong": "#9c2a1c",
        "chosen": "#d3dfe9",
        "hovered": "#e3e9ea",
        "line": "#a9a493",
    },
)
TERMINAL = Theme(
    name="terminal",
    ansi=True,
    primary="ansi_cyan",
    secondary="ansi_default",
    accent="ansi_magenta",
    warning="ansi_magenta",
    error="ansi_red",
    success="ansi_green",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    dark=True,
    variables={
        "quiet": "ansi_default",
        "heading": "ansi_magenta",
        "speaker": "ansi_cyan",
        "right": "ansi_green",
        "wrong": "ansi_red",
        "chosen": "ansi_default",
        "hovered": "ansi_default",
        "line": "ansi_default",
        "ansi-background": "ansi_black",
        "ansi-foreground": "ansi_white",
        "scrollbar": "ansi_default",
        "scrollbar-hover": "ansi_default",
        "scrollbar-active": "ansi_default",
        "scrollbar-background": "ansi_default",
        "scrollbar-background-hover": "ansi_default",
        "scrollbar-background-active": "ansi_default",
        "scrollbar-corner-color": "ansi_default",
    },
)


def wants_terminal_colours(environment: Mapping[str, str]) -> bool:
    """Whether the terminal has 16 colours only, or the user wants none (https://no-color.org)."""
    if "NO_COLOR" in environment:
        return True
    if environment.get("COLORTERM", "").casefold() in ("truecolor", "24bit"):
        return False
    terminal = environment.get("TERM", "")
    return terminal in ("linux", "xterm", "ansi", "screen", "rxvt") or terminal.startswith(("vt", "cygwin"))

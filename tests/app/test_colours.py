"""The colours: enough contrast everywhere, and none where none are wanted."""

from __future__ import annotations

import pytest
from textual.color import Color

from game.app.application import EightWings
from game.app.themes import DARK, LIGHT, TERMINAL, wants_terminal_colours
from game.story.model.story import Story


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
@pytest.mark.parametrize("ground", ["background", "panel", "chosen", "hovered"])
@pytest.mark.parametrize("name", ["foreground", "quiet", "heading", "speaker", "right", "wrong"])
def test_text_has_enough_contrast(theme, ground: str, name: str) -> None:  # type: ignore[no-untyped-def]
    colours = {**theme.variables, "foreground": theme.foreground, "background": theme.background, "panel": theme.panel}
    text, behind = Color.parse(colours[name]), Color.parse(colours[ground])
    assert contrast(text, behind) >= 4.5


def contrast(first: Color, second: Color) -> float:
    """WCAG 2.2, contrast ratio."""
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: Color) -> float:
    channels = [channel / 255 for channel in (colour.r, colour.g, colour.b)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(
    ("environment", "wanted"),
    [
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, False),
        ({"TERM": "linux"}, True),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, True),
    ],
)
def test_the_terminals_own_colours_are_used_where_there_are_few(environment: dict[str, str], wanted: bool) -> None:
    assert wants_terminal_colours(environment) is wanted


async def test_no_color_is_respected(harbour: Story, tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("NO_COLOR", "1")
    app = EightWings(harbour, tmp_path)
    async with app.run_test(size=(80, 24)):
        assert app.theme == TERMINAL.name
        colours = {
            colour
            for strip in app.screen._compositor.render_strips()
            for segment in strip.apply_filter(app._filters[-1], Color(0, 0, 0))
            if segment.style is not None
            for colour in (segment.style.color, segment.style.bgcolor)
            if colour is not None
        }
        assert all(colour.is_default for colour in colours)

"""The colours: enough contrast on every terminal, and none where none are wanted."""

from __future__ import annotations

import math
from collections.abc import AsyncIterator, Callable, Iterator
from itertools import combinations
from pathlib import Path

import pytest
from rich._palettes import EIGHT_BIT_PALETTE
from rich.color import Color as RichColor
from rich.color import ColorSystem
from rich.style import Style
from textual.color import Color
from textual.theme import Theme

from game.app.application import EightWings
from game.app.themes import (
    COLOUR_BLIND,
    COLOURS_16,
    COLOURS_256,
    EVENING,
    MORNING,
    NO_COLOURS,
    THEMES,
    shown_theme,
)
from game.engine import AnswerGiven
from game.play.narration import tell
from game.play.session import Session
from game.story.model.story import Story
from game.story.packs import load

Rgb = tuple[int, int, int]

OF_MANY_COLOURS = [theme for theme in THEMES if not theme.ansi]
GROUNDS = ("background", "panel", "chosen", "hovered")
#: What stands in rows that can be highlighted, in bars and in the story.
WORDS = ("foreground", "quiet", "heading", "speaker")
VERDICTS = ("right", "wrong", "partly")


def exactly(colour: str) -> Rgb:
    return Color.parse(colour).rgb


def of_256(colour: str) -> Rgb:
    """The entry of xterm's palette that Rich, and with it Textual, takes for a colour."""
    number = RichColor.parse(Color.parse(colour).hex).downgrade(ColorSystem.EIGHT_BIT).number
    assert number is not None
    return tuple(EIGHT_BIT_PALETTE[number])  # type: ignore[return-value]


def shades(theme: Theme) -> dict[str, str]:
    return {
        **theme.variables, "foreground": str(theme.foreground), "background": str(theme.background),
        "panel": theme.variables.get("panel") or str(theme.panel),
    }  # fmt: skip


def wanted(theme: Theme) -> float:
    return 7 if theme.name.startswith("contrast") else 4.5


@pytest.mark.parametrize("rounded", [exactly, of_256], ids=["truecolor", "256"])
@pytest.mark.parametrize("theme", OF_MANY_COLOURS, ids=lambda theme: theme.name)
def test_text_has_enough_contrast_on_every_ground(theme: Theme, rounded: Callable[[str], Rgb]) -> None:
    colours = {name: rounded(value) for name, value in shades(theme).items()}
    found = {(name, ground): contrast(colours[name], colours[ground]) for name in WORDS for ground in GROUNDS}
    assert {pair: ratio for pair, ratio in found.items() if ratio < wanted(theme)} == {}


@pytest.mark.parametrize("rounded", [exactly, of_256], ids=["truecolor", "256"])
@pytest.mark.parametrize("theme", OF_MANY_COLOURS, ids=lambda theme: theme.name)
def test_verdicts_and_lines_have_enough_contrast(theme: Theme, rounded: Callable[[str], Rgb]) -> None:
    colours = {name: rounded(value) for name, value in shades(theme).items()}
    verdicts = {
        (name, ground): contrast(colours[name], colours[ground])
        for name in VERDICTS
        for ground in GROUNDS
    }  # fmt: skip
    # A verdict does not stand in a row that is highlighted; if it ever does, it can be read.
    low = {pair for pair, ratio in verdicts.items() if ratio < (wanted(theme) if pair[1] in GROUNDS[:2] else 4.5)}
    assert low == set()
    assert min(contrast(colours["line"], colours[ground]) for ground in GROUNDS[:2]) >= 3


@pytest.mark.parametrize("theme", OF_MANY_COLOURS, ids=lambda theme: theme.name)
def test_toasts_and_selected_text_can_be_read(theme: Theme) -> None:
    variables = {**theme.to_color_system().generate(), **theme.variables}
    toast = Color.parse(variables["panel-lighten-1"]).rgb
    for name in ("foreground", "text-success", "text-warning", "text-error"):
        assert contrast(Color.parse(variables[name]).rgb, toast) >= 4.5, name
    selected = Color.parse(variables["screen-selection-background"]).rgb
    assert contrast(Color.parse(variables["screen-selection-foreground"]).rgb, selected) >= 4.5


VGA = "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa 555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff"
XTERM = (
    "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff"
)
NAMES = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")


@pytest.mark.parametrize("brightens", [False, True], ids=["bold is bold", "bold brightens"])
@pytest.mark.parametrize("palette", [VGA, XTERM], ids=["vga", "xterm"])
def test_sixteen_colours_have_enough_contrast_in_the_usual_palettes(palette: str, brightens: bool) -> None:
    own = [exactly(f"#{value}") for value in palette.split()]
    names = [*NAMES, *(f"bright_{name}" for name in NAMES)]
    rgb = dict(zip([f"ansi_{name}" for name in names], own, strict=True))

    def brightened(name: str) -> str:
        bright = name.replace("ansi_", "ansi_bright_")
        return bright if brightens and bright in rgb else name

    colours = shades(COLOURS_16)
    low = {
        (name, ground)
        for name in WORDS
        for ground in GROUNDS
        if contrast(rgb[brightened(colours[name])], rgb[colours[ground]]) < 4.5
    }
    # Red and green are not for highlighted rows: no ground but black bears both.
    low |= {
        (name, "background")
        for name in VERDICTS
        if contrast(rgb[brightened(colours[name])], rgb[colours["background"]]) < 4.5
    }
    assert low == set()
    assert contrast(rgb[colours["line"]], rgb[colours["background"]]) >= 3


def test_the_256_colours_are_entries_of_the_palette() -> None:
    """Rich takes the neighbour of a light grey for it, never another colour."""
    palette = {tuple(EIGHT_BIT_PALETTE[number]) for number in range(16, 256)}
    for name, colour in shades(COLOURS_256).items():
        assert exactly(colour) in palette, name
        assert math.dist(of_256(colour), exactly(colour)) <= math.dist((0, 0, 0), (10, 10, 10)), name


# Machado, Oliveira, Fernandes, 2009: A Physiologically-based Model for Simulation of Color Vision
# Deficiency; severity 1.
BLIND = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}


@pytest.mark.parametrize("rounded", [exactly, of_256], ids=["truecolor", "256"])
@pytest.mark.parametrize("kind", list(BLIND))
def test_verdicts_differ_for_colour_blind_eyes(kind: str, rounded: Callable[[str], Rgb]) -> None:
    """A distance of 2.3 in CIELAB is just noticeable (Mahy, Van Eycken, Oosterlinck, 1994); ours is far from it."""
    seen = {name: lab(as_seen(rounded(COLOUR_BLIND.variables[name]), kind)) for name in VERDICTS}
    assert min(math.dist(seen[a], seen[b]) for a, b in combinations(VERDICTS, 2)) >= 30


def linear(colour: Rgb) -> list[float]:
    channels = [channel / 255 for channel in colour]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]


def contrast(first: Rgb, second: Rgb) -> float:
    """WCAG 2.2, contrast ratio."""
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: Rgb) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def as_seen(colour: Rgb, kind: str) -> list[float]:
    return [
        min(max(sum(weight * channel for weight, channel in zip(row, linear(colour), strict=True)), 0), 1)
        for row in BLIND[kind]
    ]


def lab(colour: list[float]) -> tuple[float, float, float]:
    """CIELAB (D65) of linear red, green and blue."""
    red, green, blue = colour
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


QUIZ = """\
pack: Letters
scenes:
  main: { ask: q, right: Yes., wrong: No., end: e }
endings: { e: Over. }
questions:
  q: { text: Which?, cites: todo, answers: [{ right: First }, { right: Second }, { wrong: Third }] }
"""


@pytest.mark.parametrize(
    ("answer", "words"), [("First; Second", "Right: "), ("Third", "is not it."), ("First", "is right in part.")]
)
def test_a_verdict_is_told_in_words_as_well(tmp_path: Path, answer: str, words: str) -> None:
    file = tmp_path / "letters.yaml"
    file.write_text(QUIZ, encoding="utf-8")
    session = Session(load(file), 1)
    told = tell(session.story, session.state, session.do(AnswerGiven(answer)).events)
    assert words in next(line for line in told if line.kind in VERDICTS).words


# Which theme is shown


@pytest.mark.parametrize(
    ("wished", "colours", "theme"),
    [
        ("automatic", "truecolor", EVENING), ("automatic", "256", COLOURS_256), ("automatic", "standard", COLOURS_16),
        ("automatic", None, NO_COLOURS), ("morning", "truecolor", MORNING), ("morning", "256", MORNING),
        ("morning", "standard", COLOURS_16), ("no-colours", "standard", NO_COLOURS),
        ("256-colours", "256", COLOURS_256), ("16-colours", "truecolor", COLOURS_16),
        ("no such theme", "truecolor", EVENING),
    ],
)  # fmt: skip
def test_a_theme_is_shown_only_where_there_are_colours_enough(wished: str, colours: str | None, theme: Theme) -> None:
    assert shown_theme(wished, colours) is theme
    assert shown_theme(wished, colours, no_colour=True) is NO_COLOURS


@pytest.mark.parametrize(
    ("environment", "theme"),
    [
        ({"TERM": "xterm-256color"}, COLOURS_256),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, EVENING),
        ({"TERM": "xterm"}, COLOURS_16),
        ({"TERM": "linux"}, COLOURS_16),
        ({"TERM": "dumb"}, NO_COLOURS),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, NO_COLOURS),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, COLOURS_256),
    ],
)
def test_the_environment_says_how_many_colours_there_are(
    environment: dict[str, str], theme: Theme, harbour: Story, tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:  # type: ignore[no-untyped-def]
    for name in ("TERM", "COLORTERM", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert EightWings(harbour, tmp_path).theme == theme.name


async def test_without_colours_nothing_says_a_colour(harbour: Story, tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("NO_COLOR", "1")
    app = EightWings(harbour, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f9")
        styles = [style for strip in app.screen._compositor.render_strips() for _, style, _ in strip if style]
        assert styles
        assert all(style.color is None and style.bgcolor is None for style in styles)


async def test_without_colours_the_highlighted_choice_can_still_be_told(
    harbour: Story, tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("NO_COLOR", "1")
    app = EightWings(harbour, tmp_path)
    async with app.run_test(size=(80, 24)):
        assert list(underlined(app)) == ["New game"]


def underlined(app: EightWings) -> Iterator[str]:
    for strip in app.screen._compositor.render_strips():
        words = "".join(text for text, style, _ in strip if style is not None and style.underline).strip(" 0123456789")
        if words:
            yield words


@pytest.mark.parametrize("theme", OF_MANY_COLOURS, ids=lambda theme: theme.name)
async def test_everything_that_is_on_a_screen_can_be_read(theme: Theme, game: EightWings) -> None:
    """What the theme promises holds in the cells themselves, after all that style sheets do to the colours."""
    low = set()
    async for text, style in styled_words(game, theme):
        if style.color is not None and style.bgcolor is not None:
            ratio = contrast(style.color.get_truecolor(), style.bgcolor.get_truecolor())
            if ratio < (3 if set(text) <= DRAWN else wanted(theme)):
                low.add((text.strip(), round(ratio, 1)))
    assert low == set()


async def test_everything_can_be_read_in_sixteen_colours_too(game: EightWings) -> None:
    low = set()
    async for text, style in styled_words(game, COLOURS_16):
        for palette in (VGA, XTERM):
            rgb = [exactly(f"#{value}") for value in palette.split()]
            assert style.color is not None and style.color.number is not None, text
            assert style.bgcolor is not None and style.bgcolor.number is not None, text
            own = style.color.number
            for shown in {own, own + 8 if style.bold and own < 8 else own}:
                front, behind = rgb[shown], rgb[style.bgcolor.number]
                if style.reverse:
                    front, behind = behind, front
                if contrast(front, behind) < (3 if set(text) <= DRAWN else 4.5):
                    low.add((text.strip(), shown, style.bgcolor.number))
    assert low == set()


async def styled_words(app: EightWings, theme: Theme) -> AsyncIterator[tuple[str, Style]]:
    """All that is to be read on some of the screens, with its style."""
    async with app.run_test(size=(80, 24)) as pilot:
        app.theme = theme.name
        for keys in ([], ["1"], ["f1"], ["escape", "f2"], ["escape", "f3"], ["escape", "f5"], ["escape", "f9"]):
            await pilot.press(*keys)
            await pilot.pause()
            for strip in app.screen._compositor.render_strips():
                for text, style, _ in strip:
                    if style is not None and text.strip():
                        yield text, style


DRAWN = set(" ─│┌┐└┘├┤┬┴┼═║╭╮╰╯╔╗╚╝█░▁▂▃▄▅▆▇↑↓▌▐▊▎")

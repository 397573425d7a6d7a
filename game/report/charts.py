"""Where the bars and curves of a chart lie, in units of its drawing; `charts.html` draws them, with colours."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from game.report.document import Bar, Curve, Curves

_WIDTH, _HEIGHT = 760, 380
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 190, 14, 46
_COLOURS = 6
#: Curves differ in more than their colour.
_DASHES = ("", "8 4", "2 4", "12 4 2 4", "5 5", "16 6")
_LONGEST_NAME = 22


@dataclass(frozen=True, slots=True)
class BarDrawing:
    """A bar in a drawing 160 wide; `low` and `high` are the ends of the line that shows where the true value may be."""

    width: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class GridLine:
    """A line across the chart at a round share."""

    y: float
    percent: int


@dataclass(frozen=True, slots=True)
class Tick:
    """A number below the chart."""

    x: float
    words: str


@dataclass(frozen=True, slots=True)
class CurveDrawing:
    """A curve through `points`, as SVG writes them, with its name beside its end at the height `y`.

    `band` is the outline of where the true values may be; empty where they are exact.
    """

    points: str
    colour: int
    dash: str
    name: str
    y: float
    band: str = ""


@dataclass(frozen=True, slots=True)
class ChartDrawing:
    """Curves over a number; `figures` says all of it in words, for those who do not see it.

    `reach_is` says what the bands are; empty where there are none.
    """

    about: str
    figures: str
    grid: tuple[GridLine, ...]
    ticks: tuple[Tick, ...]
    across_is: str
    reach_is: str
    curves: tuple[CurveDrawing, ...]
    width: int = _WIDTH
    height: int = _HEIGHT
    left: int = _LEFT
    right: int = _WIDTH - _RIGHT
    bottom: int = _HEIGHT - _BOTTOM


def bar_drawing(bar: Bar, most: float) -> BarDrawing:
    """A bar, 160 wide when it is `most`."""
    width = bar.size / most * 160
    if bar.low is None or bar.high is None:
        return BarDrawing(width)
    return BarDrawing(width, bar.low / most * 158 + 1, bar.high / most * 158 + 1)


def chart_drawing(curves: Curves) -> ChartDrawing:
    """Curves with a name at the end of each."""
    top = _top(curves)
    tenths = range(0, round(top * 10) + 1, 1 if top <= 0.5 else 2)
    ends = _apart([_y(curve.values[-1], top) for curve in curves.curves])
    drawn = []
    for number, (curve, y) in enumerate(zip(curves.curves, ends, strict=True)):
        name = curve.name if len(curve.name) <= _LONGEST_NAME else f"{curve.name[: _LONGEST_NAME - 1]}…"
        points = " ".join(
            f"{_x(across):.1f},{_y(value, top):.1f}" for across, value in zip(curves.across, curve.values, strict=True)
        )
        dash = _DASHES[(number + number // _COLOURS) % len(_DASHES)]  # none has colour and dashes of another one
        band = _band(curve, curves.across, top)
        drawn.append(CurveDrawing(points, number % _COLOURS, dash, f"{curve.mark} {name}", y, band))
    return ChartDrawing(
        about=curves.about,
        figures="; ".join(_in_words(curves, number) for number in range(len(curves.curves))),
        grid=tuple(GridLine(_y(tenth / 10, top), tenth * 10) for tenth in tenths),
        ticks=tuple(Tick(_x(across), f"{across:g}") for across in curves.across),
        across_is=curves.across_is,
        reach_is=curves.reach_is if any(curve.reach for curve in curves.curves) else "",
        curves=tuple(drawn),
    )


def _band(curve: Curve, across: tuple[float, ...], top: float) -> str:
    """Along the upper ends and back along the lower ones."""
    if not curve.reach:
        return ""
    ends = list(zip(across, curve.reach, strict=True))
    outline = [(x, high) for x, (_, high) in ends] + [(x, low) for x, (low, _) in reversed(ends)]
    return " ".join(f"{_x(x):.1f},{_y(min(share, top), top):.1f}" for x, share in outline)


def _in_words(curves: Curves, number: int) -> str:
    curve = curves.curves[number]
    values = ", ".join(
        f"{value * 100:.0f} % at {across:g}" for across, value in zip(curves.across, curve.values, strict=True)
    )
    return f"{curve.name}: {values}"


def _top(curves: Curves) -> float:
    """The tenth above the greatest value."""
    greatest = max((max(curve.values) for curve in curves.curves), default=0)
    return min(1.0, max(1, -(-greatest * 10 // 1)) / 10)


def _x(across: float) -> float:
    return _LEFT + across * (_WIDTH - _LEFT - _RIGHT)


def _y(value: float, top: float) -> float:
    return _HEIGHT - _BOTTOM - value / top * (_HEIGHT - _TOP - _BOTTOM)


def _apart(heights: list[float], least: float = 17) -> list[float]:
    """Heights at which names can stand without meeting, each as near to its own as that allows."""
    order = sorted(range(len(heights)), key=lambda index: heights[index])
    placed = list(heights)
    for before, index in pairwise(order):
        placed[index] = max(placed[index], placed[before] + least)
    beyond = max(placed, default=0) - (_HEIGHT - _BOTTOM)
    if beyond > 0:
        limit = float(_HEIGHT - _BOTTOM)
        for index in reversed(order):
            placed[index] = min(placed[index], limit)
            limit = placed[index] - least
    return placed

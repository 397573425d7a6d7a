"""Bars and curves as drawings inside a page (SVG). Colours come from the page, for light and for dark."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import pairwise

from game.playthrough.simulation.document import Bar, Curves
from game.support.safe_text import visible

_WIDTH, _HEIGHT = 760, 380
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 190, 14, 46
_COLOURS = 6
#: Curves differ in more than their colour.
_DASHES = ("", "8 4", "2 4", "12 4 2 4", "5 5", "16 6")


def bar_drawing(bar: Bar, most: float) -> str:
    """A bar, 160 wide when it is `most`, with a line from where to where the true value may be."""
    size = bar.size / most * 160
    drawn = f'<rect class="size" x="0" y="3" width="{size:.1f}" height="10"/>'
    if bar.low is not None and bar.high is not None:
        low, high = (end / most * 158 + 1 for end in (bar.low, bar.high))
        drawn += f'<path class="reach" d="M{low:.1f} 4v8M{low:.1f} 8H{high:.1f}M{high:.1f} 4v8"/>'
    return f'<svg viewBox="0 0 160 16">{drawn}</svg>'


def curves_drawing(curves: Curves) -> str:
    """Curves with a name at the end of each, and with all figures in words for those who do not see them."""
    return "".join(_curves(curves))


def _curves(curves: Curves) -> Iterator[str]:
    top = _top(curves)
    said = "; ".join(_in_words(curves, number) for number in range(len(curves.curves)))
    yield (
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-labelledby="curves-title curves-text">'
        f'<title id="curves-title">{_safe(curves.about)}</title><desc id="curves-text">{_safe(said)}.</desc>'
    )
    for tenth in range(0, round(top * 10) + 1, 1 if top <= 0.5 else 2):
        y = _y(tenth / 10, top)
        yield f'<line class="grid" x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>'
        yield f'<text class="soft" x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{tenth * 10} %</text>'
    for across in curves.across:
        yield (
            f'<text class="soft" x="{_x(across):.1f}" y="{_HEIGHT - _BOTTOM + 20}" text-anchor="middle">'
            f"{across:g}</text>"
        )
    middle = (_LEFT + _WIDTH - _RIGHT) / 2
    yield f'<text x="{middle}" y="{_HEIGHT - 6}" text-anchor="middle">{_safe(curves.across_is)}</text>'
    for number, curve in enumerate(curves.curves):
        colour = f"var(--c{number % _COLOURS})"
        dash = _DASHES[number % len(_DASHES)]
        points = " ".join(
            f"{_x(across):.1f},{_y(value, top):.1f}" for across, value in zip(curves.across, curve.values, strict=True)
        )
        yield (
            f'<polyline class="curve" points="{points}" style="stroke: {colour}"'
            f"{f' stroke-dasharray={chr(34)}{dash}{chr(34)}' if dash else ''}/>"
        )
    ends = _apart([_y(curve.values[-1], top) for curve in curves.curves])
    for number, (curve, y) in enumerate(zip(curves.curves, ends, strict=True)):
        name = curve.name if len(curve.name) <= 22 else f"{curve.name[:21]}…"
        yield (
            f'<text x="{_WIDTH - _RIGHT + 10}" y="{y + 4:.1f}" style="fill: var(--c{number % _COLOURS})">'
            f"{_safe(f'{curve.mark} {name}')}</text>"
        )
    yield "</svg>"


def _safe(words: str) -> str:
    return escape(visible(words))


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

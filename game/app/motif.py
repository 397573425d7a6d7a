"""The drawing above a title: the comb of the eight wings, a skyline of the story's own wings, or a rule.

The comb is the house of *Eight Wings*, seen from above: it stands over the stories whose map is a comb, and over no
other. A story with a building of its own has that one, seen from the side: one house for each wing, as high as it has
floors. A story without any has a plain rule.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.record.title_card import TitleCard

COMB = (
    "  ┌─┐   ┌─┐   ┌─┐   ┌─┐     ",
    "  │ │   │ │   │ │   │ │     ",
    "──┘ └┬─┬┘ └┬─┬┘ └┬─┬┘ └┬─┬──",
    "     │ │   │ │   │ │   │ │  ",
    "     └─┘   └─┘   └─┘   └─┘  ",
)
"""Four wings from each side, interlocked: eight. All rows are equally long."""

RULE = ("───────────── ◆ ─────────────",)
ROWS = len(COMB)
"""So many rows no drawing has more of."""

_MOST_HOUSES = 9
_MOST_FLOORS = ROWS - 2


def motif(card: TitleCard) -> tuple[str, ...]:
    """The rows of the drawing, all equally long."""
    if card.is_comb:
        return COMB
    return skyline(card.floors) if 1 < len(card.floors) <= _MOST_HOUSES else RULE


def skyline(floors: Sequence[int]) -> tuple[str, ...]:
    """Houses beside each other, each with so many floors; the highest decides how many rows there are."""
    highest = min(max(floors), _MOST_FLOORS)
    rows: list[list[str]] = [[] for _ in range(highest + 2)]
    for number in floors:
        high = min(number, _MOST_FLOORS)
        roof = highest - high
        for at, row in enumerate(rows):
            if at == len(rows) - 1:
                row.append("─┴───┴─")
            elif at == roof:
                row.append(" ┌───┐ ")
            elif at > roof:
                row.append(" │▪ ▪│ ")
            else:
                row.append(" " * 7)
    return tuple("".join(row) for row in rows)


def drawn_so_far(rows: tuple[str, ...], share: float = 1.0) -> str:
    """The rows as far as they are drawn, from the left: of a share of 1 all of it. What is not drawn yet is blank."""
    width = max(len(row) for row in rows)
    so_far = round(width * min(max(share, 0.0), 1.0))
    return "\n".join(row[:so_far].ljust(width) for row in rows)

"""The sizes of a window from which on something looks different, in columns and rows.

Style sheets know them by the classes in `WIDTH_CLASSES` and `HEIGHT_CLASSES`, which a screen has for the size it has.
"""

from __future__ import annotations

MINIMUM = (40, 14)
"""The smallest window in which the game can be played: columns, rows. In a smaller one a sentence says so."""
LEAST_LAID_OUT = (20, 6)
"""Columns and rows for which everything is laid out at least, whatever is seen of it: nothing fits into no space."""
MEDIUM_WIDTH = 60
"""From so many columns on the status bar may have two rows."""
WIDE_WIDTH = 110
"""From so many columns on the panel stands beside the story, and pages have a border."""
LOW_HEIGHT = 22
"""From so many rows on the status bar may have two rows."""
TALL_HEIGHT = 36
"""From so many rows on there is room for empty lines."""
WIDEST_PLAY = 134
"""The columns that a play and the map take up at most; style sheets say it as `max-width`."""
WIDEST_PAGE = 100
"""The columns that the title, a page and the choices take up at most; style sheets say it likewise."""
WIDTH_CLASSES = [(0, "-narrow"), (MEDIUM_WIDTH, "-medium"), (WIDE_WIDTH, "-wide")]
"""The class that a screen has from so many columns on."""
HEIGHT_CLASSES = [(0, "-tiny"), (LOW_HEIGHT, "-low"), (TALL_HEIGHT, "-tall")]
"""The class that a screen has from so many rows on."""


def has_two_rows(width: int, height: int) -> bool:
    """Whether the status bar has two rows in a window of so many columns and rows, if there is enough to say."""
    return width >= MEDIUM_WIDTH and height >= LOW_HEIGHT

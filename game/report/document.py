"""A report as what it is made of: sections with sentences, tables and curves. How they look is the affair of others."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias


class Column(NamedTuple):
    """A column of a table; numbers stand on the right."""

    heading: str
    right: bool = True


class Bar(NamedTuple):
    """A number beside a row of a table, to be drawn: from 0 to 1, and if it is an estimate from where to where."""

    size: float
    low: float | None = None
    high: float | None = None


class Table(NamedTuple):
    """Rows of words. `bars`, if there are any, one for each row, stand before the last column.

    `about` says what the table shows, for those who do not see it.
    """

    about: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    bars: tuple[Bar, ...] = ()


class Curve(NamedTuple):
    """A named line through points; `mark` is a single letter.

    `reach`: for estimates, from where to where the true value of each point may be; empty for exact ones.
    """

    mark: str
    name: str
    values: tuple[float, ...]
    reach: tuple[tuple[float, float], ...] = ()


class Curves(NamedTuple):
    """Shares from 0 to 1 over a number from 0 to 1. The same figures stand in a table beside it.

    `reach_is` says what the reach of the curves is, such as `95 % intervals`.
    """

    about: str
    across: tuple[float, ...]
    across_is: str
    curves: tuple[Curve, ...]
    reach_is: str = ""


DocumentPart: TypeAlias = str | Table | Curves


class DocumentSection(NamedTuple):
    """A heading and what stands below it. `is_trouble`: nobody should overlook it."""

    heading: str
    parts: tuple[DocumentPart, ...]
    is_trouble: bool = False


class Document(NamedTuple):
    """A title, a line or two, and sections. The disclaimer goes with a page, which may be read without the game.

    `played` says in the title of a page how the story was played, if it was for this document.
    """

    title: str
    about: tuple[str, ...]
    sections: tuple[DocumentSection, ...]
    disclaimer: str = ""
    played: str = ""

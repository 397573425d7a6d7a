"""A drawn map as what is on its sheet: frames with boxes, the lines between them, words. `map_drawing.svg` draws it.

Where everything goes is for `game.author.map` to say; a unit is a pixel at the size in which the drawing is made.
"""

from __future__ import annotations

from dataclasses import dataclass

from game.report.template_rendering import render_template

LETTER_SIZES = {
    "title": 13.5, "id": 10, "opening": 11, "when": 10.5, "way": 11.5, "choice": 10.5, "ask": 11, "remark": 11.5,
}  # fmt: skip
"""The size of the letters of each kind of row in a box."""

WINGS = 10
"""So many colours there are for the wings of a building, from `wing0` on."""


@dataclass(frozen=True, slots=True)
class DrawnLabel:
    """Words on one line, from the left end of their base line; `look` is their class."""

    look: str
    x: float
    y: float
    words: str


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A line along `path`, as SVG writes it, perhaps with a tip, perhaps between two boxes, which are named by key."""

    look: str
    path: str
    pointed: bool
    source: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class DrawnChip:
    """A small square with a character in it, full or only its outline."""

    x: float
    y: float
    side: float
    character: str
    full: bool


@dataclass(frozen=True, slots=True)
class DrawnBox:
    """The box of a scene, an ending or a place; what is in it is counted from its corner.

    `key` names it in the whole drawing, `name` is for people. `wing`: the number of its colour, None for a box without.
    `bar`: how long the bar at its lower edge is; None: there is none.
    """

    key: str
    kind: str
    tone: str
    name: str
    x: float
    y: float
    width: float
    height: float
    rounding: int
    labels: tuple[DrawnLabel, ...]
    chips: tuple[DrawnChip, ...] = ()
    wing: int | None = None
    bar: float | None = None


@dataclass(frozen=True, slots=True)
class DrawnFrame:
    """A frame with boxes in it; what is in it is counted from its corner."""

    x: float
    y: float
    width: float
    height: float
    labels: tuple[DrawnLabel, ...]
    lines: tuple[DrawnLine, ...]
    boxes: tuple[DrawnBox, ...]


@dataclass(frozen=True, slots=True)
class DrawnSection:
    """A heading, and the frames below it."""

    heading: DrawnLabel
    frames: tuple[DrawnFrame, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole sheet. `head` is empty in a page with a head of its own.

    `linked`: each box leads to the element of the page that has its key as its id.
    """

    title: str
    width: float
    height: float
    linked: bool
    head: tuple[DrawnLabel, ...]
    sections: tuple[DrawnSection, ...]
    legend: tuple[tuple[DrawnLine, DrawnLabel], ...]
    foot: tuple[DrawnLabel, ...]


def drawing_file(drawing: Drawing) -> str:
    """The drawing as an SVG file."""
    return render_template("map_drawing_file.svg", drawing=drawing, letter_sizes=LETTER_SIZES)

"""Directions as labels and as points of the compass; inside a sentence, `game.play.way_words` has them."""

from __future__ import annotations

from game.localisation.messages import pgettext

COMPASS = (
    "north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest", "up", "down", "in", "out",
)  # fmt: skip
"""Every direction, round the compass from the north, then the others."""


def direction_label(direction: str) -> str:
    """A direction in front of what lies there: “North”."""
    return {
        "north": pgettext("direction, in front of what lies there", "North"),
        "northeast": pgettext("direction, in front of what lies there", "Northeast"),
        "east": pgettext("direction, in front of what lies there", "East"),
        "southeast": pgettext("direction, in front of what lies there", "Southeast"),
        "south": pgettext("direction, in front of what lies there", "South"),
        "southwest": pgettext("direction, in front of what lies there", "Southwest"),
        "west": pgettext("direction, in front of what lies there", "West"),
        "northwest": pgettext("direction, in front of what lies there", "Northwest"),
        "up": pgettext("direction, in front of what lies there", "Up"),
        "down": pgettext("direction, in front of what lies there", "Down"),
        "in": pgettext("direction, in front of what lies there", "In"),
        "out": pgettext("direction, in front of what lies there", "Out"),
    }[direction]


def compass_point(direction: str) -> str:
    """A direction as it stands on a compass: N, SE, Up."""
    return {
        "north": pgettext("point of the compass, as short as can be", "N"),
        "northeast": pgettext("point of the compass, as short as can be", "NE"),
        "east": pgettext("point of the compass, as short as can be", "E"),
        "southeast": pgettext("point of the compass, as short as can be", "SE"),
        "south": pgettext("point of the compass, as short as can be", "S"),
        "southwest": pgettext("point of the compass, as short as can be", "SW"),
        "west": pgettext("point of the compass, as short as can be", "W"),
        "northwest": pgettext("point of the compass, as short as can be", "NW"),
        "up": pgettext("direction on a compass, as short as can be", "Up"),
        "down": pgettext("direction on a compass, as short as can be", "Down"),
        "in": pgettext("direction on a compass, as short as can be", "In"),
        "out": pgettext("direction on a compass, as short as can be", "Out"),
    }[direction]

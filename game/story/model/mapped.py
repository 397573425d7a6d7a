"""What a pack says of its map: how it is drawn, and who waits where."""

from typing import Literal, NamedTuple, TypeAlias

from game.story.model.expressions import Formula

MapLayout: TypeAlias = Literal["comb", "boxes", "plan"]
"""`comb`: numbered wings on both sides of a hall. `boxes`: a box for each wing. `plan`: places as their ways lie."""

LAYOUTS: tuple[MapLayout, ...] = ("comb", "boxes", "plan")


class MapStyle(NamedTuple):
    """How the map is drawn. `names` are short names of wings by id; a wing without one has its own, shortened."""

    layout: MapLayout
    names: dict[str, str]


class WaitingAt(NamedTuple):
    """Somebody, or something, that waits for the player at the place `at` while `when` holds (None: always).

    The player was told so: the map shows it.
    """

    id: str
    name: str
    at: str
    when: Formula | None


def wing_number(wing: str) -> str:
    """The number with which the id of a wing ends, such as `3` of `wing_3`; empty where it ends with none."""
    return wing[len(wing.rstrip("0123456789")) :].lstrip("0") or ("0" if wing.endswith("0") else "")

"""Where a way leads, as a sentence says it: there is no way *north* from here."""

from __future__ import annotations

from game.localisation.messages import pgettext


def whither(direction: str) -> str:
    """A direction as an adverb: “north”, “up”; in German “nach Norden”, “hinauf”."""
    match direction:
        case "north":
            return pgettext("where to, as in: there is no way NORTH from here", "north")
        case "northeast":
            return pgettext("where to, as in: there is no way NORTH from here", "northeast")
        case "east":
            return pgettext("where to, as in: there is no way NORTH from here", "east")
        case "southeast":
            return pgettext("where to, as in: there is no way NORTH from here", "southeast")
        case "south":
            return pgettext("where to, as in: there is no way NORTH from here", "south")
        case "southwest":
            return pgettext("where to, as in: there is no way NORTH from here", "southwest")
        case "west":
            return pgettext("where to, as in: there is no way NORTH from here", "west")
        case "northwest":
            return pgettext("where to, as in: there is no way NORTH from here", "northwest")
        case "up":
            return pgettext("where to, as in: there is no way NORTH from here", "up")
        case "down":
            return pgettext("where to, as in: there is no way NORTH from here", "down")
        case "in":
            return pgettext("where to, as in: there is no way NORTH from here", "in")
        case _:
            return pgettext("where to, as in: there is no way NORTH from here", "out")

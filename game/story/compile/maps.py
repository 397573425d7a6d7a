"""The map of a pack: how it is drawn, and who waits where."""

from __future__ import annotations

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.catalogue.quick_fixes import Mend
from game.story.compile.collecting import Definitions
from game.story.compile.flow import Flow
from game.story.model.mapped import LAYOUTS, MapStyle, WaitingAt, wing_number


def compiled_map(defined: Definitions, flow: Flow, found: Diagnostics) -> MapStyle | None:
    """How the map is drawn; None where the pack does not say. Reports unknown wings, and a comb without teeth."""
    drawn = defined.pack.map if defined.pack is not None else None
    if drawn is None or defined.pack is None:
        return None
    wings = {word.value: name for word, name in defined.pack.wings}
    for wing, _ in drawn.names:
        flow.known("wing", wing, wings)
    if drawn.layout.value == "comb" and not any(wing_number(wing) for wing in wings):
        found.report(catalogue.COMB_WITHOUT_TEETH, drawn.layout.spot, mend=Mend("boxes"))
    layout = next(known for known in LAYOUTS if known == drawn.layout.value)
    return MapStyle(layout, {word.value: name.value for word, name in drawn.names})


def compiled_waits(defined: Definitions, flow: Flow) -> tuple[WaitingAt, ...]:
    """Everybody who waits, in the order of the file. Reports unknown places."""
    made = []
    for word, waiting in defined.pack.waits if defined.pack is not None else ():
        flow.known("place", waiting.at, defined.places)
        person = defined.people.get(word.value)
        called = person.name.value if person is not None else word.value.replace("_", " ").capitalize()
        name = waiting.name.value if waiting.name is not None else called
        made.append(WaitingAt(word.value, name, waiting.at.value, flow.formula(waiting.when)))
    return tuple(made)

"""The deadlines of a pack: times on its clock that are told to the player."""

from __future__ import annotations

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.catalogue.quick_fixes import CLOCK_LINE, Model
from game.story.compile.collecting import Definitions
from game.story.compile.flow import Flow
from game.story.model.deadlines import Deadline


def compiled_deadlines(defined: Definitions, flow: Flow, found: Diagnostics) -> tuple[Deadline, ...]:
    """All deadlines, the earliest first. Reports those that the clock never shows."""
    pack = defined.pack
    if pack is None or not pack.deadlines:
        return ()
    clock = pack.clock
    made = []
    for word, deadline in pack.deadlines:
        if clock is None:
            if not found.excuses("clock"):
                found.report(catalogue.NO_CLOCK, word.spot, mend=CLOCK_LINE, key="deadlines")
            return ()
        if not clock.start < deadline.at <= clock.end:
            start, end = (f"{minutes // 60:02d}:{minutes % 60:02d}" for minutes in (clock.start, clock.end))
            mend = Model(f"{word.value}: {{ at: {end} }}", word.spot.column)
            found.report(catalogue.DEADLINE_OFF_CLOCK, word.spot, mend=mend, id=word.value, start=start, end=end)
        name = deadline.name.value if deadline.name else word.value.replace("_", " ").capitalize()
        made.append(Deadline(word.value, name, deadline.at, flow.formula(deadline.when)))
    return tuple(sorted(made, key=lambda each: each.at))

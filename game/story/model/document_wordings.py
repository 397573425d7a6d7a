"""Which wording stands in a line of a document: asked of a memory, and as conditions for whoever proves something."""

from __future__ import annotations

from game.story.model.documents import DocumentLine, Wording
from game.story.model.expressions import Expression, Not, Number, Operation, conjunction

BLANK_LINE = ""
"""Stands for the id of a wording where no wording can stand, and the line is blank."""
BLANK_NAME = "blank"
"""What follows `stands.draft.line.` in a condition that asks for a blank line."""

ALWAYS = Operation("==", Number(1), Number(1))


def standing_wording(line: DocumentLine, memory: int) -> Wording | None:
    """The wording that stands in a line of a document in this memory; None: no wording can stand there."""
    return next((wording for wording in line.wordings if wording.when is None or wording.when(memory)), None)


def standing_conditions(line: DocumentLine, id_: str) -> tuple[Expression, ...]:
    """What holds, all of it, just when this wording stands there; with `BLANK_LINE`, just when none can.

    The wording is not behind one without a condition: that one never stands there.
    """
    above: list[Expression] = []
    for wording in line.wordings:
        own = wording.when.tree if wording.when is not None else None
        if wording.id == id_:
            return (*above, own) if own is not None else tuple(above)
        if own is not None:
            above.append(Not(own))
    return tuple(above)


def standing_tree(line: DocumentLine, id_: str) -> Expression:
    """The same as one condition, a conjunction that is no deeper than it has to be."""
    conditions = standing_conditions(line, id_)
    return conjunction("and", conditions) if conditions else ALWAYS


def can_stand(line: DocumentLine) -> tuple[str, ...]:
    """The ids of the wordings up to the first without a condition, and `BLANK_LINE` of a line that can be blank."""
    ids = []
    for wording in line.wordings:
        ids.append(wording.id)
        if wording.when is None:
            return tuple(ids)
    return (*ids, BLANK_LINE) if line.blank is not None else tuple(ids)

"""What a story keeps count of: its measures, its clock and its deadlines, with their keys. See `definitions`."""

from __future__ import annotations

from dataclasses import dataclass

from game.story.model.yaml_nodes import ScalarNode
from game.story.schema.definition_schema import Definition, key
from game.story.schema.field_types import Condition, Flag, LineField, TimeOfDay, Whole


@dataclass(frozen=True, kw_only=True)
class MeasureDef(Definition):
    """A number that the story watches and that never leaves its range, such as the trust of somebody."""

    name: ScalarNode | None = key(
        LineField(), "what the measure is called; by default its id in words", example="Cohesion", shown=True
    )
    about: ScalarNode | None = key(
        LineField(),
        "what it stands for, for players who ask: in `status`, in the help, and by `x` and its name",
        example="How far the allies still stand together.",
        shown=True,
    )
    start: int = key(Whole(), "its value at the beginning", default=0, example="5")
    min: int = key(Whole(), "its lowest value", default=0, example="0")
    max: int = key(Whole(), "its highest value", default=10, example="10")
    hidden: bool = key(Flag(), "the player does not see it", default=False, example="true")
    remembered: ScalarNode | None = key(
        LineField(),
        "what the player is told when a hidden measure changes, without a full stop",
        example="Oksana will remember",
        shown=True,
    )
    stops_at_bounds: bool = key(
        Flag(),
        "changes that would lead beyond `min` or `max` are meant to stop there; otherwise `check` warns of them",
        default=False,
        example="true",
    )


@dataclass(frozen=True, kw_only=True)
class ClockDef(Definition):
    """The story's own clock, which only the story advances. Without it there is no time."""

    start: int = key(TimeOfDay(), "the time at which the story begins", required=True, example="08:30")
    end: int = key(TimeOfDay(), "the time at which the clock stops", required=True, example="18:00")


@dataclass(frozen=True, kw_only=True)
class DeadlineDef(Definition):
    """A time that the player should have in mind: it is told with the minutes that are left. Nothing happens by it."""

    at: int = key(TimeOfDay(), "the time", required=True, example="10:50")
    name: ScalarNode | None = key(
        LineField(), "what it is called; by default its id in words", example="The gong", shown=True
    )
    when: ScalarNode | None = key(
        Condition(), "it is told only while this condition holds", example="not seen.contact_group"
    )

"""What an author can promise of every play there can be, or of their odds: its keys, what each takes and means.

See `definitions`.
"""

from __future__ import annotations

from dataclasses import dataclass

from game.story.model.promised import MOST_COUNTED
from game.story.model.yaml_nodes import ScalarNode
from game.story.schema.definition_schema import Definition, key
from game.story.schema.field_types import Condition, IdField, LineField, ListOf, Whole

PROMISED = ("always", "never", "can", "can_still", "leads_to", "at_most", "likely")
"""The keys of a promise of which one says what it promises."""


@dataclass(frozen=True, kw_only=True)
class PromiseDef(Definition):
    """What is so in every play there can be, or how likely it is. Each promise has just one of the first seven keys."""

    always: ScalarNode | None = key(
        Condition(),
        "this holds whenever the player can do something, and at every ending",
        example="cohesion >= 2 or seen.the_quarrel",
    )
    never: ScalarNode | None = key(
        Condition(),
        "this never holds when the player can do something, nor at an ending",
        example="ending.quiet_triumph and cohesion < 5",
    )
    can: ScalarNode | None = key(
        Condition(),
        "there is a way to play on which this holds, at least for a moment",
        example="at.archive and not has.badge",
    )
    can_still: ScalarNode | None = key(
        Condition(),
        "this can still be reached: from every moment of the play, or from those that `once` or `whenever` names",
        example="ending.evening",
    )
    leads_to: ScalarNode | None = key(
        Condition(),
        "this comes in every play that goes on: from its beginning on, or from the moments that `once` or `whenever` "
        "names",
        example="seen.the_apology or ending.any",
    )
    at_most: int | None = key(
        Whole(1, MOST_COUNTED),
        "no more than so many of what stands behind `of` are so in one play; or what stands behind `times` comes to be "
        "so no more often",
        example="1",
    )
    likely: ScalarNode | None = key(
        LineField(),
        "how likely an ending is, a fact is met or a question asked: `>=` or `<=` a share of all plays, for a player "
        "with a knowledge or a strategy",
        example="ending.quiet_triumph >= 60 % given knowledge 1",
    )
    once: ScalarNode | None = key(
        Condition(),
        "this has to have been so first: `never`, `always` and `can` are about everything from then on; `can_still` "
        "and `leads_to` are about the moment when it is so for the first time",
        example="seen.the_quarrel",
    )
    whenever: ScalarNode | None = key(
        Condition(), "this is promised of the moments in which that is so, each of them", example="at.cellar"
    )
    of: tuple[ScalarNode, ...] | None = key(
        ListOf(Condition(), "Write `of: [seen.the_bribe, seen.the_lie]`."),
        "conditions that `at_most` counts: each counts once in a play, as soon as it has been so",
        example="[seen.the_bribe, seen.the_lie, seen.the_threat]",
    )
    times: ScalarNode | None = key(
        Condition(), "a condition of which `at_most` counts how often it comes to be so", example="asking.flashes"
    )
    before: ScalarNode | None = key(
        IdField("scene"), "this is promised only as long as that scene was not opened", example="the_council"
    )
    after: ScalarNode | None = key(
        IdField("scene"), "this is promised only from when that scene was opened", example="the_briefing"
    )
    because: ScalarNode | None = key(
        LineField(),
        "why it matters, for whoever reads what `check` found",
        example="Nobody may be thrown out before noon.",
    )

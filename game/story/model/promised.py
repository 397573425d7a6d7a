"""What an author promises: of every play there can be, and of the shares of plays that end well."""

# No `from __future__ import annotations` here: a named tuple compiles each annotation that is a string, at every start.

from typing import Literal, NamedTuple, TypeAlias

from game.story.model.expressions import Expression, Not
from game.story.model.yaml_nodes import Spot

PromiseKind: TypeAlias = Literal["always", "never", "can", "can_still", "leads_to", "at_most"]

MOST_COUNTED = 40
"""Conditions that a promise can count, and how many times something can be promised to be so, at most."""


class Promise(NamedTuple):
    """Something that is to be so in every play there can be: a promise of the author, or what somebody asks for.

    What counts are the moments when the player can do something, and the endings, in which all of `scope` holds.
    `always`: the condition holds in each of them. `never`: in none. `can`: some play comes to one in which it holds.
    `can_still`: from each of them that is no ending, some way of playing on comes to one in which it holds. `leads_to`:
    whoever goes on comes to one. `at_most`: no more than `most` of the conditions `counted` have held so far, or with
    `times`, the only one of them has not come to hold more often than that.

    `once` is a condition that has to have held first: in this moment or an earlier one (`always`, `never`, `can`); or
    what is promised is promised of the first moment in which it holds (`can_still`, `leads_to`).

    All conditions are over the variables of the memory and those that tell where a play stands (see
    `position_variables`). `source` is the condition as it was written, for `at_most` the number; `before` and `after`
    are the ids of the scenes that `scope` speaks of. The other sources are conditions as they were written.
    """

    kind: PromiseKind
    condition: Expression
    scope: tuple[Expression, ...]
    source: str
    spot: Spot
    before: str = ""
    after: str = ""
    because: str = ""
    whenever_source: str = ""
    once: Expression | None = None
    once_source: str = ""
    most: int = 0
    times: bool = False
    counted: tuple[Expression, ...] = ()
    counted_sources: tuple[str, ...] = ()

    @property
    def sought(self) -> tuple[Expression, ...]:
        """What holds, all of it, at a moment that settles an `always`, a `never` or a `can`: it fulfils a `can`, and
        breaks the others. With `once`, that must have held, too."""
        return (Not(self.condition) if self.kind == "always" else self.condition, *self.scope)

    @property
    def conditions(self) -> tuple[Expression, ...]:
        """Everything that it asks for."""
        return (self.condition, *self.scope, *((self.once,) if self.once is not None else ()), *self.counted)

    @property
    def branches(self) -> bool:
        """Whether it is about what can still follow, so that no single moment settles it."""
        return self.kind in ("can_still", "leads_to")

    @property
    def keys(self) -> dict[str, str]:
        """What it says, by the keys of a pack, in the order in which it is read aloud."""
        counted = ", ".join(self.counted_sources)
        written = {
            "once": self.once_source, "whenever": self.whenever_source, self.kind: self.source,
            "times": counted if self.times else "", "of": "" if self.times or not counted else f"[{counted}]",
            "before": self.before, "after": self.after,
        }  # fmt: skip
        return {key: value for key, value in written.items() if value}

    @property
    def words(self) -> str:
        """The statement in one line, as it could be written in a pack."""
        return ", ".join(f"{key}: {value}" for key, value in self.keys.items())


ALL_PLAYS = 100_000
"""All plays, in the parts in which a share of them is promised."""


class Bound(NamedTuple):
    """A share of plays that an author promises, in hundred-thousandths (`ALL_PLAYS`), and where."""

    of_all: int
    spot: Spot


class KnownTopic(NamedTuple):
    """How much somebody knows about a topic, in hundred-thousandths."""

    topic: str
    knowledge: int


class Likelihood(NamedTuple):
    """How likely something is that an author promises: at least, or at most, a `share` of all plays.

    `about` is an ending that is reached, a fact that is met or a question that is asked. Shares, and the `knowledge` of
    who plays, in general and by topic, are in hundred-thousandths (`ALL_PLAYS`). `strategy`: empty for who takes
    anything alike. `source` is what was written.
    """

    about: Literal["ending", "knows", "asking"]
    id: str
    at_least: bool
    share: int
    knowledge: int
    topics: tuple[KnownTopic, ...]
    strategy: str
    source: str
    spot: Spot
    because: str = ""


class Balance(NamedTuple):
    """Who is to reach the `best` endings: at most and at least in how many plays.

    `without_reading` holds for each of the `strategies`, by default for all that do without reading.
    """

    best: tuple[str, ...]
    without_reading: Bound | None
    reader: Bound | None
    strategies: tuple[str, ...] = ()

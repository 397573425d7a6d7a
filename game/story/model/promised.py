"""What an author promises: of every play there can be, and of the shares of plays that end well."""

# No `from __future__ import annotations` here: a named tuple compiles each annotation that is a string, at every start.

from typing import Literal, NamedTuple

from game.story.model.expressions import Expression, Not
from game.story.model.yaml_nodes import Spot


class Promise(NamedTuple):
    """Something that is to be so in every play there can be: a promise of the author, or what somebody asks for.

    What counts are the moments when the player can do something, and the endings, in which all of `scope` holds.
    `always`: the condition holds in each of them. `never`: in none. `can`: some play comes to one in which it holds.
    Both are over the variables of the memory and those that tell where a play stands (see `position_variables`).
    `source` is the condition as it was written, `before` and `after` are the ids of the scenes that `scope` speaks of.
    """

    kind: Literal["always", "never", "can"]
    condition: Expression
    scope: tuple[Expression, ...]
    source: str
    spot: Spot
    before: str = ""
    after: str = ""
    because: str = ""

    @property
    def sought(self) -> tuple[Expression, ...]:
        """What holds, all of it, at a moment that settles the statement: it fulfils a `can`, and breaks any other."""
        return (Not(self.condition) if self.kind == "always" else self.condition, *self.scope)

    @property
    def words(self) -> str:
        """The statement in one line, as it could be written in a pack."""
        scope = ((key, id_) for key, id_ in (("before", self.before), ("after", self.after)) if id_)
        return ", ".join((f"{self.kind}: {self.source}", *(f"{key}: {id_}" for key, id_ in scope)))


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

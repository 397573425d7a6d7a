"""What parsing a text needs to know of the pack, and what it tells of the text."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from game.story.catalogue.diagnostics import Diagnostics
from game.story.compile.expression_parsing import Names
from game.story.compile.known_names import Known
from game.story.model.expressions import Formula, Type
from game.story.model.text import Branch, Calculated, Variation
from game.story.model.yaml_nodes import ScalarNode


class TextNames(Names, Protocol):
    """What parsing a text needs to know of the pack."""

    #: Places, people and items by id, with what they are called.
    called: dict[str, str]
    #: People by id: whether they are real.
    people: dict[str, bool]
    #: Facts by id: whether they hold a quotation.
    facts: dict[str, bool]
    #: Documents by id: the ids of their lines.
    documents: dict[str, tuple[str, ...]]
    #: What there is, by its ids.
    ids: Known

    def formula(self, words: ScalarNode, found: Diagnostics, wanted: Type = "truth") -> Formula | None:
        """The formula in `words` over memories of the pack, or None after reporting what is wrong with it."""

    def count(self, variable: str, height: int) -> None:
        """Say how far a counter has to count."""


class Sums(Protocol):
    """Reads the sums in a text that are made of numbers which a question draws."""

    def is_sum(self, inside: str) -> bool:
        """Whether what stands in braces is meant to be such a sum."""

    def parts(self, words: ScalarNode, found: Diagnostics) -> tuple[Calculated, ...]:
        """The sum as it stands in a text, or nothing after reporting what is wrong with it."""


class Marked(NamedTuple):
    """Where the sides of a branch or variation stand: for each its first character in the words, and where it ends."""

    part: Branch | Variation
    spans: tuple[tuple[int, int], ...]


class Counter(NamedTuple):
    """What counts how often a text was shown, and what it counts when the text is shown for the first time."""

    variable: str
    first: int

"""The names that the conditions of statements can use, beside those of the story, and such a condition itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.compile.expression_parsing import parse_formula
from game.story.compile.known_names import UNBOUNDED, Known, KnownNames, at_least, known_in
from game.story.model.expressions import Expression, Number, Operation, Type, VariableRead, needed_heights
from game.story.model.position_variables import ANY_ID
from game.story.model.story import Story
from game.story.model.yaml_nodes import ScalarNode

_COUNTED = ("visits", "been", "taken")
_FAR = 1_000_000_000


class StatementNames(KnownNames):
    """The names of a story, and those that tell where a play stands: `ending.…`, `scene.…`, `asking.…`."""

    def __init__(self, known: Known, endings: Iterable[str], count: Callable[[str, int], None] | None = None) -> None:
        super().__init__(known)
        self._standing = {
            "ending": ("ending", tuple(endings)),
            "scene": ("scene", known.scenes),
            "asking": ("question", known.questions),
        }
        self._numbers = {id_: number for number, id_ in enumerate(known.questions, 1)}
        self._count = count

    @property
    def spaces(self) -> tuple[str, ...]:
        """Words that take a dot and an id."""
        return (*super().spaces, *self._standing)

    def count(self, variable: str, height: int) -> None:
        """Say that somebody needs to tell the values of this counter apart up to `height`."""
        if self._count is not None:
            self._count(variable, height)

    def span(self, variable: str) -> tuple[int, int | None]:
        """The lowest and the highest value of a variable; None where it has no highest."""
        space = variable.partition(".")[0]
        if variable == "asking":
            return 0, len(self._numbers)
        return (0, 1) if space in self._standing else super().span(variable)

    def known(self, space: str) -> tuple[str, Iterable[str]]:
        """What the ids behind a dot are, and which there are."""
        return self._standing[space] if space in self._standing else super().known(space)

    def read(self, space: str, id_: str) -> tuple[Expression, Type] | None:
        """What an id stands for behind a word and a dot; None where it stands for nothing."""
        if space not in self._standing:
            return super().read(space, id_)
        ids = self._standing[space][1]
        if id_ not in ids and id_ != ANY_ID:
            return None
        if space != "asking":
            return at_least(f"{space}.{id_}", 1), "truth"
        if id_ not in ids:
            return at_least("asking", 1), "truth"
        return Operation("==", VariableRead("asking"), Number(self._numbers[id_])), "truth"


def names_of(story: Story) -> StatementNames:
    """The names that statements about a story can use."""
    return StatementNames(known_in(story), story.endings)


def condition(words: ScalarNode, names: StatementNames, found: Diagnostics) -> Expression | None:
    """The condition of a statement, or None after reporting what is wrong with it.

    A story counts no further than somebody asks, and never further than 99 (`UNBOUNDED`). What is proved of a count
    must be true of the count itself, so a statement compares counts with numbers below that, and with nothing else.
    """
    parsed = parse_formula(words, names, found)
    if parsed is None:
        return None
    heights = list(needed_heights(parsed.tree, _FAR))
    for variable, height in heights:
        if variable.partition(".")[0] in _COUNTED and height > UNBOUNDED:
            name, spot = _as_written(variable), words.at(0)
            found.report(catalogue.COUNTS_TOO_FAR, spot, name=name, most=UNBOUNDED - 1)
            return None
    for variable, height in heights:
        names.count(variable, height)
    return parsed.tree


def _as_written(variable: str) -> str:
    space, _, id_ = variable.partition(".")
    return f"chose.{id_.replace('/', '.')}" if space == "taken" else variable

"""What a pack's files say, before anyone asks what it means: words, tables and lists, each with its spot.

Nothing here is a number, a date or a truth value: only the definition of a key says what its words mean.
"""

from __future__ import annotations

from bisect import bisect_right
from operator import itemgetter
from typing import NamedTuple, TypeAlias


class Spot(NamedTuple):
    """A place in a file. `file` is relative to the pack; `line` and `column` count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class ScalarNode(NamedTuple):
    """Text exactly as it was typed. `indent` is the column where its first line begins; `block` is true below a `|`."""

    value: str
    spot: Spot
    indent: int = 0
    block: bool = False
    #: For text folded from several lines, and behind what stands for a character: where in the value a piece begins.
    lines: tuple[tuple[int, Spot], ...] = ()
    #: The quotation mark around it in the file, if there is one.
    quote: str = ""

    def __str__(self) -> str:
        return self.value

    def at(self, offset: int) -> Spot:
        """The spot of the character at `offset` in the value (exact for blocks and for text on one line)."""
        line_at = bisect_right(self.lines, offset, key=itemgetter(0)) - 1
        if line_at >= 0:
            start, spot = self.lines[line_at]
            return spot._replace(column=spot.column + offset - start)
        file, line, column = self.spot
        if "\n" not in self.value:
            return Spot(file, line + self.block, (self.indent or column) + offset)
        line_start = self.value.rfind("\n", 0, offset) + 1
        line += self.value.count("\n", 0, offset) + self.block
        return Spot(file, line, (self.indent or column) + offset - line_start)


class MappingNode(NamedTuple):
    """Keys with what stands behind them, in the order they were written."""

    entries: list[tuple[ScalarNode, YamlNode]]
    spot: Spot

    def has(self, key: str) -> bool:
        """Whether there is such a key."""
        return any(word.value == key for word, _ in self.entries)


class SequenceNode(NamedTuple):
    """A list: lines that begin with `- `, or values in square brackets."""

    items: list[YamlNode]
    spot: Spot


YamlNode: TypeAlias = ScalarNode | MappingNode | SequenceNode
Ids: TypeAlias = tuple[ScalarNode, ...]
"""Ids of things, each with its place."""


def kind_of_node(node: YamlNode) -> str:
    """What a teacher would call this node."""
    if isinstance(node, ScalarNode):
        return "text" if node.value.strip() else "nothing"
    return "a list" if isinstance(node, SequenceNode) else "a table of keys"

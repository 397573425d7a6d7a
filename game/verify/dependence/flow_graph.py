"""The control flow of a whole story: points that a play passes, what leads from one to the next, what is changed there.

It is made of the effects that the game itself carries out (`game.engine.transitions`), whatever the memory and wherever
the player stands. That is coarser than a transition system (scenes are not told apart by who called them), so it leads
to more than a play can; and it is made in a moment.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple, TypeAlias

from game.story.model.expressions import Expression
from game.story.model.story import Story
from game.verify.dependence import readers
from game.verify.dependence.readers import Reader
from game.verify.system.satisfiability import zeros

EdgeKind: TypeAlias = Literal["", "call", "across", "return"]


class VariableChange(NamedTuple):
    """A variable gets a value (`added` False) or grows by it. `firm`: whenever a play comes by, not only maybe."""

    variable: str
    value: int
    added: bool
    firm: bool


class Point(NamedTuple):
    """Where a play comes by. `kind` and `about` say where:

    `begin`; `node` (of the story, by number); `choice` (by id); `question` (the node that asks, and the question's
    number); `scene` (it opens, by id); `leave` (it is over, by id); `arrive` and `roam` (at the place with this
    number).
    """

    kind: str
    about: str | int | tuple[int, int] = 0


class Edge(NamedTuple):
    """What leads to another point. It is open only while all variables of `needs` are set and none of `barred` is.

    Both are masks of `FlowGraph.lasting`. `kind`: a `call` leads into a scene that comes back; beside it stands an edge
    `across`, to where it comes back. A `return` leads out of a scene to whoever may have opened it.
    """

    to: int
    needs: int = 0
    barred: int = 0
    kind: EdgeKind = ""


class FlowGraph:
    """The points of a story by number. `changes` is what is changed at a point, in order, `writes` which variables;
    `sets` are those that are surely set there, as a mask of `lasting`: variables that are 0 at first, and never again
    once they are set.

    `surely[point]` is the mask of those that are set whenever a play comes by.
    """

    def __init__(self, story: Story) -> None:
        self.story = story
        self.points: list[Point] = []
        self.edges: list[list[Edge]] = []
        self.writes: list[set[str]] = []
        self.changes: list[list[VariableChange]] = []
        self.sets: list[int] = []
        self.readers: list[tuple[Reader, ...]] = []
        self.number: dict[Point, int] = {}
        self.lasting: dict[str, int] = {}
        self.surely: list[int] = []
        self.anywhere: tuple[Reader, ...] = tuple(readers.anywhere(story))

    def at(self, kind: str, about: str | int | tuple[int, int] = 0) -> int:
        """The number of a point that is there."""
        return self.number[Point(kind, about)]

    def has(self, kind: str, about: str | int | tuple[int, int] = 0) -> bool:
        """Whether something leads to this point."""
        return Point(kind, about) in self.number

    def reached(self, start: Iterable[int], known: int = 0) -> dict[int, int]:
        """By the points that a play can come by from these on, how many others lie between on a short way there.

        `known` are lasting variables that are set at the start.
        """
        steps = dict.fromkeys(start, 0)
        # Inside of a call nothing returns: beside the call stands an edge to where it comes back (T. Reps, S. Horwitz,
        # M. Sagiv, "Precise interprocedural dataflow analysis via graph reachability", 1995).
        freely, called = list(steps), list[int]()
        seen_freely, seen_called = set(freely), set[int]()
        edges = self.edges
        for here in freely:
            further = steps[here] + 1
            for to, _, barred, kind in edges[here]:
                if kind == "call":
                    if to not in seen_called and not barred & known:
                        seen_called.add(to)
                        called.append(to)
                        steps.setdefault(to, further)
                elif to not in seen_freely and not barred & known:
                    seen_freely.add(to)
                    freely.append(to)
                    steps.setdefault(to, further)
        for here in called:
            if here in seen_freely:
                continue  # whatever comes after it was found
            further = steps[here] + 1
            for to, _, barred, kind in edges[here]:
                if kind != "return" and to not in seen_called and to not in seen_freely and not barred & known:
                    seen_called.add(to)
                    called.append(to)
                    steps.setdefault(to, further)
        return steps

    def barred(self, conditions: Iterable[Expression]) -> int:
        """The lasting variables of which each, once it is set, keeps these from holding together."""
        return sum(self.lasting.get(name, 0) for name in zeros(tuple(conditions)))

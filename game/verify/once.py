"""Variables that still have their first value whenever a scene begins, because the scene begins at most once.

A scene that opens only while it was not seen opens once. Whatever is changed only after that (say, which of its choices
were taken) has its first value at that moment. So it need not be remembered before, and a search that knows this meets
far fewer states: each such variable counts only inside its scene.

"Only after that" is dominance in the graph of locations: K. D. Cooper, T. J. Harvey, K. Kennedy, "A simple, fast
dominance algorithm", 2001.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from game.engine.acts import Add, Put, Tell
from game.engine.events import SceneBegan
from game.story.formulas import Not, Reading, Tree
from game.story.memory import Slot
from game.story.program import Scene
from game.verify.system import At, Course, Location, Settled, Split

Node = int | str
"""The number of a location, -1 less the number of a place whose settling is shared, or the id of a scene that opens."""


class Openings:
    """Where scenes open, and where variables change, in a system."""

    def __init__(
        self, locations: Iterable[Location | None], settling: Mapping[int, Course], scenes: Mapping[str, Scene]
    ) -> None:
        self.scenes = scenes
        self.to: dict[Node, set[Node]] = {}
        self.changes: dict[str, set[Node]] = {}
        self.often: set[str] = set()
        for index, location in enumerate(locations):
            for way in location.ways if location is not None else ():
                self._follow(way.course, index, _unset(way.conditions))
        for place, course in settling.items():
            self._follow(course, -1 - place, frozenset())

    def _follow(self, course: Course, node: Node, unset: frozenset[str]) -> None:
        leads = self.to.setdefault(node, set())
        opening = ""
        for act in course:
            match act:
                case Add(slot) | Put(slot):
                    self.changes.setdefault(slot.name, set()).add(node)
                    opening = slot.name if slot.name in unset else ""
                    unset -= {slot.name}
                case Tell(SceneBegan(scene)):
                    if opening != self.scenes[scene].visits.name:
                        self.often.add(scene)
                    leads.add(scene)
                    node, leads = scene, self.to.setdefault(scene, set())
                case Split(conditions, then, otherwise):
                    self._follow(then, node, unset | _unset(conditions))
                    self._follow(otherwise, node, unset)
                    # What follows comes after either course; a scene that opens in one of them does not come back.
                case At(location):
                    leads.add(location)
                case Settled(place):
                    leads.add(-1 - place)

    def fresh(self, slots: Mapping[str, Slot], start: int) -> dict[str, tuple[str, ...]]:
        """By scene, the variables that have their first value, which is their lowest, whenever the scene opens."""
        above = _dominators(self.to, 0)
        fresh: dict[str, list[str]] = {}
        for name, nodes in self.changes.items():
            if name not in slots or slots[name].get(start) != slots[name].low:
                continue
            reached = [node for node in nodes if node in above]
            common = _common(above, reached) if reached else None
            while common is not None and (not isinstance(common, str) or common in self.often):
                common = above[common] if above[common] != common else None
            if isinstance(common, str):
                fresh.setdefault(common, []).append(name)
        return {scene: tuple(names) for scene, names in fresh.items()}


def _unset(conditions: tuple[Tree, ...]) -> frozenset[str]:
    """The variables that are 0 while all these conditions hold."""
    return frozenset(
        tree.part.variable for tree in conditions if isinstance(tree, Not) and isinstance(tree.part, Reading)
    )


def _dominators(to: Mapping[Node, set[Node]], start: Node) -> dict[Node, Node]:
    """For each node that can be reached the nearest one through which every way to it leads; for the start itself."""
    order: list[Node] = []
    seen = {start}
    stack: list[tuple[Node, list[Node]]] = [(start, list(to.get(start, ())))]
    while stack:
        node, rest = stack[-1]
        while rest:
            following = rest.pop()
            if following not in seen:
                seen.add(following)
                stack.append((following, list(to.get(following, ()))))
                break
        else:
            order.append(node)
            stack.pop()
    number = {node: index for index, node in enumerate(order)}
    before: dict[Node, list[Node]] = {node: [] for node in order}
    for node in order:
        for following in to.get(node, ()):
            before[following].append(node)
    above: dict[Node, Node] = {start: start}
    changed = True
    while changed:
        changed = False
        for node in reversed(order[:-1]):
            nearest: Node | None = None
            for one in before[node]:
                if one in above:
                    nearest = one if nearest is None else _meet(above, number, one, nearest)
            if nearest is not None and above.get(node) != nearest:
                above[node] = nearest
                changed = True
    return above


def _meet(above: Mapping[Node, Node], number: Mapping[Node, int], one: Node, other: Node) -> Node:
    while one != other:
        while number[one] < number[other]:
            one = above[one]
        while number[other] < number[one]:
            other = above[other]
    return one


def _common(above: Mapping[Node, Node], nodes: list[Node]) -> Node:
    """The nearest node through which every way to each of these leads."""
    common, *others = nodes
    for other in others:
        ways = {common}
        while above[common] != common:
            common = above[common]
            ways.add(common)
        common = other
        while common not in ways:
            common = above[common]
    return common

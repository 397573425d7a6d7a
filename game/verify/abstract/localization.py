"""A flat system of which all but a few variables are hidden, made as small as it then can be.

Conditions on hidden variables are left out, and so are their changes: whatever the story can do the smaller system can
do as well (the localization reduction of R. P. Kurshan, "Computer-Aided Verification of Coordinating Processes", 1994).
Of what is left, most edges ask for nothing and change nothing. Nodes between which only such edges go to and fro have
the same states, and so has a node to which nothing leads but such edges from one other. These become one node, and what
does not lead to what is asked for is left out. So of some thousand nodes, some dozen are left.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from game.story.model.expressions import Expression, conjuncts
from game.support.components import strongly_connected_components
from game.verify.abstract.control_flow_graph import ControlFlowGraph, GraphEdge, GraphNode, Happening, Observer
from game.verify.system.partial_evaluation import variables_read


class Localization:
    """Makes smaller systems of a flat one, one for each choice of variables that are not hidden."""

    def __init__(self, flat: ControlFlowGraph) -> None:
        self.flat = flat
        self._into: list[list[int]] = [[] for _ in flat.nodes]
        #: By variable, the edges (source, number) that ask for it or change it; by event, those that tell it.
        self._touching: dict[str, list[tuple[int, int]]] = {}
        self._telling: dict[Happening, list[tuple[int, int]]] = {}
        self._watching: dict[Happening, list[int]] = {}
        for source, node in enumerate(flat.nodes):
            for number, edge in enumerate(node.edges if node is not None else ()):
                self._into[edge.target].append(source)
                for name in {*_asked(edge.guards), *(change.slot.name for change in edge.changes)}:
                    self._touching.setdefault(name, []).append((source, number))
                for event in edge.emitted:
                    self._telling.setdefault(event, []).append((source, number))
            for watch in node.watches if node is not None else ():
                self._watching.setdefault(watch.event, []).append(source)

    def only(self, names: Collection[str], event: Happening) -> ControlFlowGraph:
        """The system in which no other variables are left, and nothing else is told."""
        shown = frozenset(names)
        telling = self._telling.get(event, [])
        leading = self._leading_to({source for source, _ in telling} | set(self._watching.get(event, ())))
        loud = {place for name in shown for place in self._touching.get(name, ())} | set(telling)
        loud = {place for place in loud if place[0] in leading}
        silent = self._silent(leading, loud)
        # Each behind all that lead to it.
        components = strongly_connected_components({node: silent[node] for node in leading})[::-1]
        entered = {self._edge(place).target for place in loud}
        part = _joined(components, silent, entered)
        return self._made(shown, event, loud, silent, part, leading)

    def _edge(self, place: tuple[int, int]) -> GraphEdge:
        node = self.flat.nodes[place[0]]
        assert node is not None  # noqa: S101 - it has edges
        return node.edges[place[1]]

    def _leading_to(self, some: set[int]) -> set[int]:
        """These nodes, and those from which edges lead to them; and always the first."""
        found, waiting = set(some), list(some)
        while waiting:
            for source in self._into[waiting.pop()]:
                if source not in found:
                    found.add(source)
                    waiting.append(source)
        found.add(0)
        return found

    def _silent(self, nodes: set[int], loud: set[tuple[int, int]]) -> dict[int, list[int]]:
        """By node, where edges lead that ask for nothing and change nothing."""
        made: dict[int, list[int]] = {}
        for source in nodes:
            here = self.flat.nodes[source]
            some = {
                edge.target for number, edge in enumerate(here.edges if here is not None else ())
                if edge.target in nodes and edge.target != source and (source, number) not in loud
            }  # fmt: skip
            made[source] = list(some)
        return made

    def _made(
        self, shown: frozenset[str], event: Happening, loud: set[tuple[int, int]], silent: dict[int, list[int]],
        part: dict[int, int], leading: set[int],
    ) -> ControlFlowGraph:  # fmt: skip
        numbers = {part[0]: 0}
        for node in sorted(leading):
            numbers.setdefault(part[node], len(numbers))
        edges: list[dict[GraphEdge, None]] = [{} for _ in numbers]
        watches: list[dict[Observer, None]] = [{} for _ in numbers]
        for source, targets in silent.items():
            mine = numbers[part[source]]
            for target in targets:
                if numbers[part[target]] != mine:
                    edges[mine][GraphEdge((), (), (), numbers[part[target]], -1, False)] = None
        for source, number in sorted(loud):
            edge = self._edge((source, number))
            emitted = (event,) if event in edge.emitted else ()
            if edge.target not in leading and not emitted:
                continue
            target = numbers[part[edge.target]] if edge.target in leading else numbers[part[source]]
            changes = tuple(change for change in edge.changes if change.slot.name in shown)
            made = GraphEdge(_left(edge.guards, shown), changes, emitted, target, -1, False)
            edges[numbers[part[source]]][made] = None
        for source in self._watching.get(event, ()):
            here = self.flat.nodes[source]
            for watch in here.watches if here is not None else ():
                if watch.event == event:
                    left = Observer(_left(watch.conditions, shown), event)
                    watches[numbers[part[source]]][left] = None
        nodes = tuple(
            GraphNode("deciding", tuple(mine), tuple(watched), None)
            for mine, watched in zip(edges, watches, strict=True)
        )
        slots = {name: slot for name, slot in self.flat.slots.items() if name in shown}
        return ControlFlowGraph(nodes, slots, self.flat.start, self.flat.growing & shown, self.flat.lasting & shown)


def _asked(trees: tuple[Expression, ...]) -> Iterator[str]:
    for tree in trees:
        yield from variables_read(tree)


def _left(trees: tuple[Expression, ...], shown: frozenset[str]) -> tuple[Expression, ...]:
    """Those of the conditions, taken apart, that ask for nothing hidden."""
    return tuple(tree for tree in conjuncts(trees) if variables_read(tree) <= shown)


def _joined(components: list[list[int]], silent: dict[int, list[int]], entered: set[int]) -> dict[int, int]:
    """By node, the one that stands for all that have the same states. `entered` are those to which others lead, too."""
    part = {node: some[0] for some in components for node in some}
    sources: dict[int, set[int]] = {}
    for source, targets in silent.items():
        for target in targets:
            if part[source] != part[target]:
                sources.setdefault(part[target], set()).add(part[source])
    stands: dict[int, int] = {}
    for some in components:
        mine = some[0]
        before = {stands[source] for source in sources.get(mine, ())}
        alone = len(before) == 1 and 0 not in some and entered.isdisjoint(some)
        stands[mine] = before.pop() if alone else mine
    return {node: stands[first] for node, first in part.items()}

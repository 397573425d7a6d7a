"""Which way to follow next, when there is something new at many nodes.

What is worked out depends little on the order, how long it takes depends much. A part of the story from which one can
come back to where one was (a strongly connected component) is completed before the next one begins. Within it the
transitions are gone through round by round in the order in which a walk through the story meets them, each with all
that is known by then: so a room with many side quests has after one round whatever comes of doing them in turn.

Components: R. E. Tarjan, "Depth-first search and linear graph algorithms", 1972.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable
from typing import NamedTuple


class PlanItem(NamedTuple):
    """A way to follow, by its number in the order of the plan, its node, and which of the transitions there it is."""

    number: int
    node: int
    transition: int


class WalkOrder(NamedTuple):
    """The transitions as a walk meets them, and by node the numbers of its own.

    `component` and `position` are by node: in which component it is, counted from 0 in the order of the story, and how
    late in the story; both 0 for a node that the walk does not come to.
    """

    items: list[PlanItem]
    numbers: dict[int, list[int]]
    component: list[int]
    position: list[int]


def walk_order(count: int, leads: Callable[[int], list[list[int]]]) -> WalkOrder:
    """The order in which a walk from node 0 meets the transitions, depth first, and the components that it finds.

    There are `count` nodes; `leads` gives by node for each of its transitions the nodes to which it leads.
    """
    items: list[PlanItem] = []
    numbers: dict[int, list[int]] = {0: []}
    component_of, position_of = [0] * count, [0] * count
    index: dict[int, int] = {0: 0}
    low = {0: 0}
    component: dict[int, int] = {}
    path: list[int] = [0]
    found: list[list[int]] = []
    stack: list[tuple[int, list[list[int]], list[int]]] = [(0, leads(0), [])]
    while stack:
        node, transitions, targets = stack[-1]
        if targets:
            target = targets.pop(0)
            if target not in index:
                index[target] = low[target] = len(index)
                path.append(target)
                numbers[target] = []
                stack.append((target, leads(target), []))
            elif target not in component:
                low[node] = min(low[node], index[target])
        elif len(numbers[node]) < len(transitions):
            transition = len(numbers[node])
            numbers[node].append(len(items))
            items.append(PlanItem(len(items), node, transition))
            targets.extend(transitions[transition])
        else:
            stack.pop()
            if stack:
                low[stack[-1][0]] = min(low[stack[-1][0]], low[node])
            if low[node] == index[node]:
                members: list[int] = []
                while not members or members[-1] != node:
                    members.append(path.pop())
                    component[members[-1]] = len(found)
                found.append(members)
    for node, finished in component.items():
        component_of[node] = len(found) - 1 - finished
    for position, node in enumerate(sorted(index, key=lambda node: (component_of[node], index[node]))):
        position_of[node] = position
    return WalkOrder(items, numbers, component_of, position_of)


class Plan:
    """What is still to be followed, in the order of a walk."""

    def __init__(self, order: WalkOrder) -> None:
        self._items, self._numbers, self._component, _ = order
        count = max(self._component) + 1
        #: By component what is to do in this round, and in the next one.
        self._now: list[list[int]] = [[] for _ in range(count)]
        self._later: list[list[int]] = [[] for _ in range(count)]
        self._waiting: set[int] = set()
        self._done = -1
        self._at = 0

    def again(self, node: int) -> None:
        """There is something new at a node: all its transitions are to be followed."""
        component = self._component[node]
        for number in self._numbers[node]:
            if number not in self._waiting:
                self._waiting.add(number)
                if number > self._done or component != self._at:
                    heapq.heappush(self._now[component], number)
                else:
                    self._later[component].append(number)

    def next(self) -> PlanItem | None:
        """The way to follow next, or None."""
        while self._at < len(self._now):
            now, later = self._now[self._at], self._later[self._at]
            if now:
                number = self._done = heapq.heappop(now)
                self._waiting.discard(number)
                return self._items[number]
            self._done = -1
            if later:
                now += later
                heapq.heapify(now)
                later.clear()
            else:
                self._at += 1
        return None

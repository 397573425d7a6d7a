"""What can be reached from where in a graph."""

from __future__ import annotations

from collections.abc import Sequence


def components(to: Sequence[Sequence[int]]) -> list[list[int]]:
    """The nodes that can reach each other, together; what a component leads to stands before it.

    R. E. Tarjan, "Depth-first search and linear graph algorithms", 1972, without recursion.
    """
    number: dict[int, int] = {}
    low: dict[int, int] = {}
    on_stack: set[int] = set()
    stack: list[int] = []
    found: list[list[int]] = []
    for root in range(len(to)):
        if root in number:
            continue
        work = [(root, iter(to[root]))]
        number[root] = low[root] = len(number)
        stack.append(root)
        on_stack.add(root)
        while work:
            node, rest = work[-1]
            for following in rest:
                if following not in number:
                    number[following] = low[following] = len(number)
                    stack.append(following)
                    on_stack.add(following)
                    work.append((following, iter(to[following])))
                    break
                if following in on_stack:
                    low[node] = min(low[node], number[following])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == number[node]:
                    component: list[int] = []
                    while not component or component[-1] != node:
                        component.append(stack.pop())
                        on_stack.discard(component[-1])
                    found.append(component)
    return found


def reach(to: Sequence[Sequence[int]]) -> list[int]:
    """For each node, a mask with a bit for each that can be reached from it, itself among them."""
    masks = [0] * len(to)
    for component in components(to):
        mask = 0
        for node in component:
            mask |= 1 << node
            for following in to[node]:
                mask |= masks[following]
        for node in component:
            masks[node] = mask
    return masks

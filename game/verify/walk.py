"""The transition system, walked one step at a time: the plain meaning of locations, ways and courses.

Every faster way to search is compared with this one, and this one with the game.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.engine.acts import Add, Put
from game.story.formulas import Formula, Tree
from game.verify.system import At, Course, Settled, Split, System, Way


class Walk:
    """Walks through a system. A standing is the number of a location and a memory of the story."""

    def __init__(self, system: System) -> None:
        self.system = system
        self._formulas: dict[int, Formula] = {}

    def open_ways(self, location: int, memory: int) -> Iterator[Way]:
        """The ways that are open in this memory."""
        for way in self.system.locations[location].ways:
            if self._hold(way.conditions, memory):
                yield way

    def after(self, way: Way, memory: int) -> tuple[int, int]:
        """Where a way leads: location and memory."""
        course: Course = way.course
        while True:
            location, memory, course = self._follow(course, memory)
            if location is not None:
                return location, memory

    def _follow(self, course: Course, memory: int) -> tuple[int | None, int, Course]:
        for act in course:
            match act:
                case Put(slot, value):
                    memory = slot.put(memory, value)
                case Add(slot, amount):
                    memory = slot.put(memory, slot.get(memory) + amount)
                case Split(conditions, then, otherwise):
                    inner = then if self._hold(conditions, memory) else otherwise
                    location, memory, further = self._follow(inner, memory)
                    if location is not None or further:
                        return location, memory, further
                case At(location):
                    return location, memory, ()
                case Settled(place):
                    return None, memory, self.system.settling[place]
        return None, memory, ()

    def _hold(self, conditions: tuple[Tree, ...], memory: int) -> bool:
        return all(self._formula(tree)(memory) for tree in conditions)

    def _formula(self, tree: Tree) -> Formula:
        formula = self._formulas.get(id(tree))
        if formula is None:
            formula = self._formulas[id(tree)] = Formula("", tree, "truth", self.system.story.layout)
        return formula

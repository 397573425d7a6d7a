"""Binary decision diagrams: the few operations that the search needs, of whichever library is there.

A diagram is a set of assignments to bits, which are numbered from the top. `oxidd` is the usual library; `dd` is
slower, and there to check against (and where `oxidd` has no wheel). Neither is imported before a search begins.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import Any, Protocol, TypeAlias

from game.verify.system.budget import addresses_left

Diagram: TypeAlias = Any
"""A set: `&`, `|`, `~` and `==` do what they say. Two diagrams of the same set are equal, which takes no time."""

Bits: TypeAlias = Any
"""Several bits, for quantification."""

Substitution: TypeAlias = Any
"""A function for each of several bits, to be put in their places at once."""


_RESULTS = 1 << 21
"""Results that are remembered at most. All are forgotten when room is made."""

_ENOUGH = 1 << 23
"""So many nodes are let be before room is made."""


_STACK_SETTING, _STACK = "OXIDD_STACK_SIZE", 128 << 20
"""The environment variable that tells `oxidd` how many bytes its stack has, and so many where addresses are scarce.

Otherwise it takes a gigabyte of them. A step down a diagram takes less than a kilobyte.
"""
_MOST_BYTES_OF_A_NODE, _BYTES_OF_A_RESULT = 64, 32
"""Addresses that a node takes when its tables have just grown; and a result that is remembered."""
_ROOM_FOR_OTHERS = 100_000_000
"""Bytes that are left to everything else."""
_FEWEST = 1 << 16
"""With fewer nodes there is no use in beginning."""


class Full(Exception):
    """There is no room for more nodes."""


class Diagrams(Protocol):
    """The diagrams of one search: each is the set of the assignments of its bits for which it is true.

    Bits have numbers from 0, the topmost. Making a diagram raises one of `full` when there is no room for its nodes.
    Source: R. E. Bryant, "Graph-Based Algorithms for Boolean Function Manipulation", 1986.
    """

    none: Diagram
    all: Diagram
    full: tuple[type[Exception], ...]

    def bit(self, number: int) -> Diagram:
        """The assignments in which a bit is set."""

    def bits(self, numbers: Iterable[int]) -> Bits:
        """These bits, made ready to be quantified with `some`: any numbers from 0, the topmost, in any order.

        Raises one of `full`.
        """

    def some(self, diagram: Diagram, bits: Bits) -> Diagram:
        """The assignments that are in the set with some values for these bits (existential quantification)."""

    def some_of_both(self, diagram: Diagram, other: Diagram, bits: Bits) -> Diagram:
        """`some` of what is in both sets."""

    def choice(self, test: Diagram, yes: Diagram, no: Diagram) -> Diagram:
        """What is in `yes` where the test holds, and in `no` where it does not."""

    def substitution(self, functions: Iterable[tuple[int, Diagram]]) -> Substitution:
        """Functions to be put in place of bits, each with the number of its bit; no bit twice."""

    def substituted(self, diagram: Diagram, substitution: Substitution) -> Diagram:
        """The assignments for which the functions make one that is in the set."""

    def count(self, diagram: Diagram) -> int:
        """How many assignments to all bits are in the set, exactly."""

    def holds(self, diagram: Diagram, values: Sequence[bool]) -> bool:
        """Whether an assignment is in the set: a truth for every bit, from the top."""

    def pick(self, diagram: Diagram) -> list[bool]:
        """An assignment that is in the set, as a truth for every bit, from the top; there is one.

        A bit on which the set does not depend is False.
        """

    def size(self, diagram: Diagram) -> int:
        """How many nodes a diagram has."""

    def nodes(self) -> int:
        """How many nodes are in use, about; those that `tidy` would remove are among them."""

    def tidy(self) -> None:
        """Make room where it becomes scarce. Raises Full when little could be made."""


def _room_for(room: int) -> int:
    """So many nodes, or fewer where the system limits the addresses of the process (`ulimit -v`). Raises Full.

    `oxidd` reserves addresses for all nodes and for the stack of a thread, and where it gets none it ends the process.
    """
    left = addresses_left() * 1_000_000
    if left == float("inf"):
        return room
    os.environ.setdefault(_STACK_SETTING, str(_STACK))
    free = left - int(os.environ[_STACK_SETTING]) - _RESULTS * _BYTES_OF_A_RESULT - _ROOM_FOR_OTHERS
    room = min(room, int(free) // _MOST_BYTES_OF_A_NODE)
    if room < _FEWEST:
        raise Full
    return room


class OxiddDiagrams:
    """Diagrams of `oxidd` (N. Husung, C. Dubslaff, H. Hermanns, M. A. Köhl, "OxiDD", TACAS 2024)."""

    def __init__(self, bits: int, room: int) -> None:
        from oxidd.bcdd import BCDDManager
        from oxidd.util import BooleanOperator, DDMemoryError

        room = _room_for(room)
        self._manager = BCDDManager(room, min(max(room // 4, 1 << 16), _RESULTS), 1)
        self._manager.add_vars(bits)
        self._bits, self._room, self._and = bits, room, BooleanOperator.AND
        self._enough = min(int(room * 0.6), _ENOUGH)
        self.full: tuple[type[Exception], ...] = (DDMemoryError, Full)
        self.none: Diagram = self._manager.false()
        self.all: Diagram = self._manager.true()

    def bit(self, number: int) -> Diagram:
        """The assignments in which a bit is set."""
        return self._manager.var(number)

    def bits(self, numbers: Iterable[int]) -> Bits:
        """A conjunction of the bits, made from the bottom up, as `oxidd` takes it. Raises one of `full`."""
        made = self.all
        for number in sorted(numbers, reverse=True):
            made = self._manager.var(number) & made
        return made

    def some(self, diagram: Diagram, bits: Bits) -> Diagram:
        """What is in the set with some values for these bits."""
        return diagram.exists(bits)

    def some_of_both(self, diagram: Diagram, other: Diagram, bits: Bits) -> Diagram:
        """`some` of what is in both sets."""
        return diagram.apply_exists(self._and, other, bits)

    def choice(self, test: Diagram, yes: Diagram, no: Diagram) -> Diagram:
        """One or the other, by a test."""
        return test.ite(yes, no)

    def substitution(self, functions: Iterable[tuple[int, Diagram]]) -> Substitution:
        """Functions for bits."""
        return self.all.make_substitution(functions)

    def substituted(self, diagram: Diagram, substitution: Substitution) -> Diagram:
        """What becomes one of the set with the functions in the places of the bits."""
        return diagram.substitute(substitution)

    def count(self, diagram: Diagram) -> int:
        """How many assignments there are, exactly."""
        return int(diagram.sat_count(self._bits))

    def holds(self, diagram: Diagram, values: Sequence[bool]) -> bool:
        """Whether an assignment is in the set."""
        return bool(diagram.eval(enumerate(values)))

    def pick(self, diagram: Diagram) -> list[bool]:
        """An assignment that is in the set; there is one."""
        return [bool(bit) for bit in diagram.pick_cube()]

    def size(self, diagram: Diagram) -> int:
        """How many nodes a diagram has."""
        return int(diagram.node_count())

    def nodes(self) -> int:
        """How many nodes are in use, about."""
        return int(self._manager.approx_num_inner_nodes())

    def tidy(self) -> None:
        """Make room where it becomes scarce. Raises Full when little could be made."""
        if self.nodes() > self._enough:
            self._manager.gc()
            left = self.nodes()
            if left > self._room * 0.4:
                raise Full
            if left > self._enough // 2:
                self._enough = min(self._enough * 2, int(self._room * 0.6))


def _lasting() -> type:
    """Diagrams of `dd` that do not mind to be collected in one go with whatever refers to them."""
    from dd.bdd import BDD

    return type("BDD", (BDD,), {"__del__": lambda self: None})


class DdDiagrams:
    """Diagrams of `dd` (I. Filippidis, S. Haesaert, S. C. Livingston, M. Wenzel): in Python alone, or of CUDD."""

    def __init__(self, bits: int, room: int, module: str = "dd.autoref") -> None:
        from importlib import import_module

        self._manager = import_module(module).BDD()
        if module == "dd.autoref":
            self._manager._bdd.__class__ = _lasting()
        self._names = [f"b{number}" for number in range(bits)]
        self._room = room
        self.full: tuple[type[Exception], ...] = (Full, RecursionError, MemoryError)
        self._manager.declare(*self._names)
        self.none: Diagram = self._manager.false
        self.all: Diagram = self._manager.true

    def bit(self, number: int) -> Diagram:
        """The assignments in which a bit is set."""
        return self._manager.var(self._names[number])

    def bits(self, numbers: Iterable[int]) -> Bits:
        """The names of the bits; no node is made. Raises IndexError for a number that is too high."""
        return [self._names[number] for number in numbers]

    def some(self, diagram: Diagram, bits: Bits) -> Diagram:
        """What is in the set with some values for these bits."""
        return self._manager.exist(bits, diagram)

    def some_of_both(self, diagram: Diagram, other: Diagram, bits: Bits) -> Diagram:
        """`some` of what is in both sets."""
        return self.some(diagram & other, bits)

    def choice(self, test: Diagram, yes: Diagram, no: Diagram) -> Diagram:
        """One or the other, by a test."""
        return self._manager.ite(test, yes, no)

    def substitution(self, functions: Iterable[tuple[int, Diagram]]) -> Substitution:
        """Functions for bits."""
        return {self._names[number]: function for number, function in functions}

    def substituted(self, diagram: Diagram, substitution: Substitution) -> Diagram:
        """What becomes one of the set with the functions in the places of the bits."""
        return self._manager.let(substitution, diagram) if substitution else diagram

    def count(self, diagram: Diagram) -> int:
        """How many assignments there are, exactly."""
        return int(self._manager.count(diagram, len(self._names)))

    def holds(self, diagram: Diagram, values: Sequence[bool]) -> bool:
        """Whether an assignment is in the set."""
        return bool(self._manager.let(dict(zip(self._names, values, strict=True)), diagram) == self.all)

    def pick(self, diagram: Diagram) -> list[bool]:
        """An assignment that is in the set; there is one."""
        picked = self._manager.pick(diagram)
        return [bool(picked.get(name)) for name in self._names]

    def size(self, diagram: Diagram) -> int:
        """How many nodes a diagram has."""
        return len(diagram)

    def nodes(self) -> int:
        """How many nodes are in use, about."""
        return len(self._manager)

    def tidy(self) -> None:
        """Make room where it becomes scarce. Raises Full when little could be made."""
        if self.nodes() > self._room * 0.6:
            self._manager.collect_garbage()
            if self.nodes() > self._room * 0.4:
                raise Full

"""A reduced system, made flat: every effect is taken apart into straight pieces, and every question it asks on the way
is a node of its own.

So each edge has conditions, then changes, then a target, and nothing else. That is the ground on which stories are
looked at that are too large for looking at their states: what is forgotten of a flat system is forgotten edge by edge.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple, TypeAlias

from game.engine.events import Event
from game.engine.instructions import Assign, Emit, Increment
from game.story.model.expressions import Expression, Formula, Not, conjunction, conjuncts, free_variables
from game.story.model.layout import Layout, Slot, Variable
from game.verify.reductions.reduction import Reduced
from game.verify.system.elements import ContinueAt, Fork, LocationKind, SettleAt, SystemInstruction, SystemInstructions
from game.verify.system.partial_evaluation import variables_read
from game.verify.system.satisfiability import satisfiable
from game.verify.system.system_parts import same_instructions

Assignment: TypeAlias = Assign | Increment
Happening: TypeAlias = tuple[str, object]
"""The name of the kind of an event, and the event (two events of different kinds can be equal), or something else that
is told with a name before it."""

CHOSEN: frozenset[LocationKind] = frozenset(("roaming", "offer", "question"))

_MOST_BRANCHES = 60
"""Transitions on from one node of an effect; where there are more, there are more nodes."""
_MOST_VALUES = 5_000
"""Values of a variable that are gone through to see whether a change is one."""


class GraphEdge(NamedTuple):
    """A way on from a node: open while all `guards` hold; then the changes, in order.

    `transition` is the number of the transition at its location, and -1 within an effect. `once`: taking it uses
    something up for good, so that it can be taken only so many times in any play.
    """

    guards: tuple[Expression, ...]
    changes: tuple[Assignment, ...]
    emitted: tuple[Happening, ...]
    target: int
    transition: int
    once: bool


class Observer(NamedTuple):
    """What happens at a node while all conditions hold."""

    conditions: tuple[Expression, ...]
    event: Happening


class GraphNode(NamedTuple):
    """A location, or a place in an effect where something is asked. `kind` is `deciding` for these.

    Where nobody chooses, one of the edges is open, and which one the memory decides. `live` are the variables that are
    not forgotten here; None: all.
    """

    kind: LocationKind
    edges: tuple[GraphEdge, ...]
    watches: tuple[Observer, ...]
    live: frozenset[str] | None


class ControlFlowGraph(NamedTuple):
    """A flat system. The nodes with the first numbers are the locations of the reduced one; None: nothing leads there.

    `growing` are the variables that nothing ever makes smaller, `lasting` those that never come back to 0.
    """

    nodes: tuple[GraphNode | None, ...]
    slots: dict[str, Slot]
    start: int
    growing: frozenset[str]
    lasting: frozenset[str]

    @property
    def asked(self) -> frozenset[str]:
        """The variables that are asked for."""
        return frozenset(name for tree in self.conditions() for name in free_variables(tree))

    def conditions(self) -> frozenset[Expression]:
        """Every condition."""
        trees: set[Expression] = set()
        for node in self.nodes:
            if node is not None:
                trees.update(tree for edge in node.edges for tree in edge.guards)
                trees.update(tree for watch in node.watches for tree in watch.conditions)
        return frozenset(trees)


def happening_of(event: Event) -> Happening:
    """What tells events apart."""
    return type(event).__name__, event


def control_flow_graph(
    whole: Reduced, start: int, emitted: Collection[Happening] | None = frozenset()
) -> ControlFlowGraph:
    """The flat system of a reduced one that begins with the memory `start`.

    `emitted` are the events that are kept; None: all.
    """
    return _Flattening(whole, start, emitted).flat()


class _Flattening:
    def __init__(self, whole: Reduced, start: int, emitted: Collection[Happening] | None) -> None:
        self.whole, self.start = whole, start
        self.emitted = None if emitted is None else frozenset(emitted)  # it is asked for everything that is told
        self.nodes: list[GraphNode | None] = [None] * len(whole.locations)
        self._effects: list[SystemInstructions] = []
        self._numbers: dict[tuple[object, ...], int] = {}
        self._settled: dict[int, int] = {}
        self._splits: dict[int, int] = {}
        self._split_numbers: dict[object, int] = {}
        self._kept: list[Fork] = []  # so that their identities stay theirs
        self._used_up: dict[tuple[tuple[Expression, ...], type[Assignment], Assignment], bool] = {}

    def flat(self) -> ControlFlowGraph:
        names = tuple(self.whole.slots)
        by_mask: dict[int, frozenset[str]] = {}  # where nothing is forgotten, all locations have the same
        for number, location in enumerate(self.whole.locations):
            if location is None:
                continue
            edges = tuple(
                self._straight(transition.guards, (), self._cut(transition.effect), index)
                for index, transition in enumerate(location.transitions)
            )
            live = self.whole.live[number]
            if live not in by_mask:
                by_mask[live] = frozenset(name for index, name in enumerate(names) if live >> index & 1)
            self.nodes[number] = GraphNode(location.key.kind, edges, (), by_mask[live])
        done = len(self.nodes)
        while done < len(self.whole.locations) + len(self._effects):
            self.nodes.append(self._deciding(self._effects[done - len(self.whole.locations)]))
            done += 1
        return ControlFlowGraph(
            tuple(self.nodes), dict(self.whole.slots), self.start, self.whole.growing, self.whole.lasting
        )

    def _cut(self, effect: SystemInstructions) -> SystemInstructions:
        """The effect without what nobody asks for, and without questions on which then nothing depends."""
        if self.emitted is None:
            return effect
        made: list[SystemInstruction] = []
        for instruction in effect:
            if isinstance(instruction, Fork):
                then, otherwise = self._cut(instruction.then), self._cut(instruction.otherwise)
                if same_instructions(then, otherwise):
                    made.extend(then)
                elif same_instructions(then, instruction.then) and same_instructions(otherwise, instruction.otherwise):
                    made.append(instruction)
                else:
                    made.append(Fork(instruction.conditions, then, otherwise))
            elif not isinstance(instruction, Emit) or happening_of(instruction.event) in self.emitted:
                made.append(instruction)
        return tuple(made)

    def _straight(
        self,
        conditions: tuple[Expression, ...],
        emitted: tuple[Happening, ...],
        effect: SystemInstructions,
        transition: int = -1,
    ) -> GraphEdge:
        changes: list[Assignment] = []
        events = list(emitted)
        target = -1
        for index, instruction in enumerate(effect):
            match instruction:
                case Assign() | Increment():
                    changes.append(instruction)
                case Emit(event):
                    events.append(happening_of(event))
                case ContinueAt(location):
                    target = location
                    break
                case SettleAt(place):
                    target = self._settling(place)
                    break
                case Fork():
                    target = self._node(effect[index:])
                    break
        assert target >= 0  # noqa: S101 - an effect has an end
        made = tuple(changes)
        return GraphEdge(conditions, made, tuple(events), target, transition, self._uses_up(conditions, made))

    def _settling(self, place: int) -> int:
        if place not in self._settled:
            self._settled[place] = self._new_node(self._cut(self.whole.settling[place]))
        return self._settled[place]

    def _node(self, effect: SystemInstructions) -> int:
        written = self._written(effect)
        if written not in self._numbers:
            self._numbers[written] = self._new_node(effect)
        return self._numbers[written]

    def _new_node(self, effect: SystemInstructions) -> int:
        self._effects.append(effect)
        return len(self.whole.locations) + len(self._effects) - 1

    def _written(self, effect: SystemInstructions) -> tuple[object, ...]:
        """Something that is equal only for the same effects: instructions of different kinds can be equal as tuples."""
        return tuple(
            self._split(instruction) if isinstance(instruction, Fork) else (type(instruction), _plain(instruction))
            for instruction in effect
        )

    def _split(self, split: Fork) -> int:
        number = self._splits.get(id(split))
        if number is None:
            written = split.conditions, self._written(split.then), self._written(split.otherwise)
            number = self._splits[id(split)] = self._split_numbers.setdefault(written, len(self._split_numbers))
            self._kept.append(split)
        return number

    def _deciding(self, effect: SystemInstructions) -> GraphNode:
        watches: list[Observer] = []
        edges = [
            self._straight(conditions, emitted, further)
            for conditions, emitted, further in self._branches(effect, (), (), watches, [_MOST_BRANCHES])
            if not conditions or satisfiable(conditions, self.whole.slots)
        ]
        return GraphNode("deciding", tuple(edges), tuple(watches), None)

    def _branches(
        self, effect: SystemInstructions, conditions: tuple[Expression, ...], emitted: tuple[Happening, ...],
        watches: list[Observer], left: list[int],
    ) -> Iterator[tuple[tuple[Expression, ...], tuple[Happening, ...], SystemInstructions]]:  # fmt: skip
        """The effects that there are, each with what has to hold for it, as long as nothing is changed in between."""
        for index, instruction in enumerate(effect):
            rest = effect[index + 1 :]
            if isinstance(instruction, Emit):
                emitted = (*emitted, happening_of(instruction.event))
            elif not isinstance(instruction, Fork) or left[0] <= 0:
                yield conditions, emitted, effect[index:]
                return
            elif _only_emits(instruction):
                watches.extend(_watched(instruction, conditions))
                left[0] -= 1
            else:
                left[0] -= 1
                yes, no = (
                    branch if _ends(branch) else (*branch, *rest)
                    for branch in (instruction.then, instruction.otherwise)
                )
                yield from self._branches(yes, (*conditions, *instruction.conditions), emitted, watches, left)
                not_so = Not(conjunction("and", instruction.conditions))
                yield from self._branches(no, (*conditions, not_so), emitted, watches, left)
                return
        raise AssertionError("a course has an end")

    def _uses_up(self, conditions: tuple[Expression, ...], changes: tuple[Assignment, ...]) -> bool:
        """Whether a variable surely grows that nothing ever makes smaller."""
        for number, instruction in enumerate(changes):
            slot = instruction.slot
            if slot.name not in self.whole.growing or any(change.slot.name == slot.name for change in changes[:number]):
                continue
            known = conditions, type(instruction), instruction
            if known not in self._used_up:
                self._used_up[known] = self._grows(conditions, instruction)
            if self._used_up[known]:
                return True
        return False

    def _grows(self, conditions: tuple[Expression, ...], instruction: Assignment) -> bool:
        slot = self.whole.slots[instruction.slot.name]
        trees = [tree for tree in conjuncts(conditions) if variables_read(tree) == {slot.name}]
        if not trees or slot.high - slot.low > _MOST_VALUES:
            return False
        most = (
            instruction.value if isinstance(instruction, Assign) else slot.high if instruction.amount > 0 else slot.low
        )
        layout = Layout([Variable(slot.name, slot.low, slot.high, slot.low)])
        formulas = [Formula("", tree, "truth", layout) for tree in trees]
        too_high = range(max(most - slot.low, 0), slot.high - slot.low + 1)
        return not any(all(formula(value) for formula in formulas) for value in too_high)


def _plain(instruction: SystemInstruction) -> object:
    return happening_of(instruction.event) if isinstance(instruction, Emit) else instruction


def _only_emits(split: Fork) -> bool:
    """Whether nothing but what is told depends on it."""
    return all(
        isinstance(instruction, Emit) or (isinstance(instruction, Fork) and _only_emits(instruction))
        for instruction in (*split.then, *split.otherwise)
    )


def _watched(split: Fork, conditions: tuple[Expression, ...]) -> Iterator[Observer]:
    for holds, effect in (
        ((*conditions, *split.conditions), split.then),
        ((*conditions, Not(conjunction("and", split.conditions))), split.otherwise),
    ):
        for instruction in effect:
            if isinstance(instruction, Fork):
                yield from _watched(instruction, holds)
            elif isinstance(instruction, Emit):
                yield Observer(holds, happening_of(instruction.event))


def _ends(effect: SystemInstructions) -> bool:
    return bool(effect) and (
        isinstance(effect[-1], ContinueAt | SettleAt)
        or (isinstance(effect[-1], Fork) and _ends(effect[-1].then) and _ends(effect[-1].otherwise))
    )

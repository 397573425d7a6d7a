"""How many scenes a turn can enter: the game gives up a turn that enters more than `MAX_SCENES_IN_A_TURN`.

Mostly the graph of locations shows that no turn comes to that, and nothing needs to be counted. Where it does not show
it, the system counts: a variable of its own holds how many scenes the turn has entered so far, and where the game would
give up, the system comes to a location that leads to nothing but itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from game.engine.compiled_effects import MAX_SCENES_IN_A_TURN
from game.engine.instructions import Assign, Increment
from game.story.model.expressions import Number, Operation, VariableRead
from game.story.model.layout import Slot
from game.story.model.story import ROAMING
from game.support.components import strongly_connected_components
from game.verify.system.elements import (
    ContinueAt,
    CountScene,
    Fork,
    Location,
    LocationKey,
    SettleAt,
    SystemInstruction,
    SystemInstructions,
    Transition,
)
from game.verify.system.satisfiability import zeros

COUNT = "scenes in this turn"
"""The variable. No story has one of this name, for there are blanks in it."""

_Node = int
"""The number of a location, or -1 less the number of a place whose settling is shared."""

_Paths = dict[bool, int]
"""Of all paths to one point with and without such others: how many scenes are entered at the most."""


def with_turn_counter(
    locations: list[Location], settling: Mapping[int, SystemInstructions], shift: int
) -> tuple[list[Location], dict[int, SystemInstructions], tuple[Slot, ...]]:
    """The locations and settlings of a system in which turns are counted, if some turn might be too long; and the slot
    of the count, if there is one. `shift` is the first bit that no other variable has.
    """
    longest = longest_turn(locations, settling)
    if longest is not None and longest <= MAX_SCENES_IN_A_TURN:
        return locations, dict(settling), ()
    most = MAX_SCENES_IN_A_TURN + 1
    count = Slot(COUNT, shift, (1 << most.bit_length()) - 1, 0, most)
    given_up = ContinueAt(len(locations))
    too_many = (Operation(">=", VariableRead(COUNT), Number(most)),)

    def effect(instructions: SystemInstructions) -> SystemInstructions:
        made: list[SystemInstruction] = []
        for index, instruction in enumerate(instructions):
            match instruction:
                case CountScene():
                    # What follows has an end of its own: whoever enters a scene does not come back.
                    return (*made, Increment(count, 1), Fork(too_many, (given_up,), effect(instructions[index + 1 :])))
                case Fork(conditions, then, otherwise):
                    made.append(Fork(conditions, effect(then), effect(otherwise)))
                case _:
                    made.append(instruction)
        return tuple(made)

    def transition(here: Location, original: Transition) -> Transition:
        first = (Assign(count, 0),) if here.is_chosen else ()
        return original._replace(effect=(*first, *effect(original.effect)))

    mapped = [
        here._replace(transitions=tuple(transition(here, before) for before in here.transitions)) for here in locations
    ]
    endless = Location(LocationKey("endless", 0, ROAMING, ()), (Transition("enter", "", "", (), (given_up,)),))
    return [*mapped, endless], {place: effect(instructions) for place, instructions in settling.items()}, (count,)


def longest_turn(locations: Iterable[Location], settling: Mapping[int, SystemInstructions]) -> int | None:
    """So many scenes are entered in a turn at the most, or fewer; None: the graph does not show it.

    A scene that opens only while it was not seen is entered once in a whole play. If no path goes in a circle but those
    on which such a scene is entered, a turn has as many pieces as there are such scenes, and one more.
    """
    graph = _Graph()
    for number, here in enumerate(locations):
        for transition in here.transitions:
            # The first piece of a turn begins where the player chooses; nothing leads back there within the turn.
            graph.add(number if not here.is_chosen else None, transition.effect)
    for place, effect in settling.items():
        graph.add(-1 - place, effect)
    standing = {number for number, here in enumerate(locations) if here.is_chosen or here.key.kind == "ending"}
    piece = graph.longest(standing)
    if piece is None:
        return None
    once = len(graph.once)
    return once + (once + 1) * (piece + graph.most_with_once)


class _Graph:
    """Nodes where nobody chooses, and how many scenes are entered on the edges between them.

    `once` are the variables of scenes that are entered only while they were not seen; `most_with_once`, how many other
    scenes are entered, at most, on an edge on which one of those is.
    """

    def __init__(self) -> None:
        self.edges: dict[_Node, dict[_Node, int]] = {}
        self.first: dict[_Node, int] = {}
        self.once: set[str] = set()
        self.most_with_once = 0

    def add(self, node: _Node | None, effect: SystemInstructions) -> None:
        """The edges of an effect; None: it begins where the player chooses."""
        edges = self.first if node is None else self.edges.setdefault(node, {})
        ends: dict[_Node, _Paths] = {}
        self._follow(effect, {False: 0}, frozenset(), ends)
        for end, paths in ends.items():
            if True in paths:
                self.most_with_once = max(self.most_with_once, paths[True])
            if False in paths:
                edges[end] = max(edges.get(end, 0), paths[False])

    def longest(self, standing: set[int]) -> int | None:
        """How many scenes are entered on a path, at most; None where there is a circle on which some are."""
        nodes = {node: [end for end in ends if end not in standing] for node, ends in self.edges.items()}
        for end in self.first:
            nodes.setdefault(end, [])
        after: dict[_Node, int] = {}
        for circle in strongly_connected_components(nodes):  # what a circle leads to stands before it
            inside = set(circle)
            most = 0
            for node in circle:
                for end, entered in self.edges.get(node, {}).items():
                    if end in inside and entered:
                        return None
                    most = max(most, entered + (0 if end in standing or end in inside else after[end]))
            after.update(dict.fromkeys(circle, most))
        begun = (entered + after.get(end, 0) for end, entered in self.first.items())
        return max((*begun, *after.values()), default=0)

    def _follow(
        self, effect: SystemInstructions, paths: _Paths, unseen: frozenset[str], ends: dict[_Node, _Paths]
    ) -> _Paths:
        """What becomes of paths on an effect; those that end are put to `ends`, the others are the result."""
        for index, instruction in enumerate(effect):
            match instruction:
                case CountScene():
                    visits = effect[index + 1]
                    assert isinstance(visits, Increment)  # noqa: S101 - see CountScene
                    opened = visits.slot.name
                    if opened in unseen:
                        self.once.add(opened)
                        paths = {True: max(paths.values())} if paths else {}
                    else:
                        paths = {once: entered + 1 for once, entered in paths.items()}
                    unseen -= {opened}
                case Fork(conditions, then, otherwise):
                    behind = self._follow(then, paths, unseen | zeros(conditions), ends)
                    paths = _either(behind, self._follow(otherwise, paths, unseen, ends))
                case ContinueAt(location):
                    ends[location] = _either(ends.get(location, {}), paths)
                    return {}
                case SettleAt(place):
                    ends[-1 - place] = _either(ends.get(-1 - place, {}), paths)
                    return {}
        return paths


def _either(some: _Paths, others: _Paths) -> _Paths:
    return {once: max(some.get(once, 0), others.get(once, 0)) for once in some.keys() | others.keys()}

"""What a system is made of, while it is being reduced."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import is_
from typing import NamedTuple

from game.engine.instructions import Emit
from game.verify.system.elements import Fork, Location, SystemInstruction, SystemInstructions, Transition


class SystemParts(NamedTuple):
    """Locations (`None`: nothing leads there) and effects that many transitions share."""

    locations: tuple[Location | None, ...]
    settling: Mapping[int, SystemInstructions]

    def effects(self) -> Iterable[SystemInstructions]:
        """Every effect there is."""
        for location in self.locations:
            if location is not None:
                yield from (transition.effect for transition in location.transitions)
        yield from self.settling.values()

    def instructions(self) -> Iterator[SystemInstruction]:
        """Every instruction there is, those that depend on conditions among them."""
        waiting = list(self.effects())
        while waiting:
            for instruction in waiting.pop():
                yield instruction
                if isinstance(instruction, Fork):
                    waiting += (instruction.then, instruction.otherwise)

    def mapped(
        self,
        transition: Callable[[Transition], Transition | None],
        effect: Callable[[SystemInstructions], SystemInstructions],
    ) -> SystemParts:
        """The parts with each transition, and each effect that transitions share, as these functions make them; None:
        without it.
        """
        locations = tuple(_mapped(location, transition) if location else None for location in self.locations)
        return SystemParts(locations, {place: effect(instructions) for place, instructions in self.settling.items()})


def _mapped(location: Location, transition: Callable[[Transition], Transition | None]) -> Location:
    made = tuple(each for each in map(transition, location.transitions) if each is not None)
    if len(made) == len(location.transitions) and all(map(is_, made, location.transitions)):
        return location
    return location._replace(transitions=made)


def same_or_new(effect: SystemInstructions, made: Sequence[SystemInstruction]) -> SystemInstructions:
    """What was made of an effect; the effect itself where that has the very same instructions, so that it is known."""
    if len(made) == len(effect) and all(map(is_, made, effect)):
        return effect
    return tuple(made)


def same_instructions(instructions: SystemInstructions, other: SystemInstructions) -> bool:
    """Whether two effects are the same; instructions of different kinds can be equal as tuples."""
    return len(instructions) == len(other) and all(map(_same_instruction, instructions, other))


def _same_instruction(instruction: SystemInstruction, other: SystemInstruction) -> bool:
    if isinstance(instruction, Fork) and isinstance(other, Fork):
        return (
            instruction.conditions == other.conditions
            and same_instructions(instruction.then, other.then)
            and same_instructions(instruction.otherwise, other.otherwise)
        )
    if isinstance(instruction, Emit) and isinstance(other, Emit) and type(instruction.event) is not type(other.event):
        return False
    return type(instruction) is type(other) and instruction == other

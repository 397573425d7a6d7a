"""A system as certificates speak of it, with nothing left out but what is certainly of no account.

Reductions make a system smaller by what they work out; the check would have to work it out again. Here only variables
go that no condition reads (the cone of influence: R. P. Kurshan, "Computer-aided verification of coordinating
processes", 1994), and events that nobody asks about. A set that speaks of no such variable is the same in both systems.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from game.engine.instructions import Assign, Emit, Increment
from game.verify.abstract.control_flow_graph import Happening, happening_of
from game.verify.reductions.one_shot_dominators import lasting
from game.verify.reductions.reduction import Reduced
from game.verify.system.elements import (
    ContinueAt,
    Fork,
    Location,
    SettleAt,
    SystemInstruction,
    SystemInstructions,
    Transition,
)
from game.verify.system.observers import InstrumentedSystem, observed
from game.verify.system.partial_evaluation import variables_read
from game.verify.system.system_parts import SystemParts, same_instructions
from game.verify.verdicts.properties import key_of_change, key_of_event, key_of_transition


def plain_system(system: InstrumentedSystem, keys: Collection[str]) -> Reduced:
    """The system with the variables that its conditions read, and what these keys are about as observations.

    Nothing is forgotten in it; `growing` are only variables that nothing could make smaller, whatever their values.
    """
    locations = tuple(here._replace(transitions=tuple(_telling(system, here, keys))) for here in system.locations)
    parts, asked = SystemParts(locations, dict(system.settling)), frozenset(system.slots)
    while True:
        parts = _without(parts, asked, keys)
        read = _read(parts)
        if read == asked:
            break
        asked = read
    slots = {name: slot for name, slot in system.slots.items() if name in asked}
    everything = ((1 << len(slots)) - 1,) * len(parts.locations)
    lasts = lasting(parts, slots, system.story.layout.start)
    return Reduced(parts.locations, parts.settling, slots, everything, _growing(parts, asked), lasts)


def happening_of_key(key: str) -> Happening:
    """What is told in a plain system of what a key is about."""
    return happening_of(observed(key).event)


def _telling(system: InstrumentedSystem, here: Location, keys: Collection[str]) -> Iterator[Transition]:
    for transition in here.transitions:
        key = key_of_transition(system.story, here, transition)
        told = (observed(key),) if key in keys else ()
        yield transition._replace(effect=(*told, *transition.effect))


def _without(parts: SystemParts, asked: Collection[str], keys: Collection[str]) -> SystemParts:
    def effect(instructions: SystemInstructions) -> SystemInstructions:
        made: list[SystemInstruction] = []
        for instruction in instructions:
            match instruction:
                case Assign() | Increment():
                    if instruction.slot.name in asked:
                        made.append(instruction._replace(emits=None))
                    if (key := key_of_change(instruction)) in keys:
                        made.append(observed(key))
                case Emit(event):
                    if (key := key_of_event(event)) in keys:
                        made.append(observed(key))
                case Fork(conditions, then, otherwise):
                    yes, no = effect(then), effect(otherwise)
                    made += yes if same_instructions(yes, no) else (Fork(conditions, yes, no),)
                case ContinueAt() | SettleAt():
                    made.append(instruction)
        return tuple(made)

    return parts.mapped(lambda transition: transition._replace(effect=effect(transition.effect)), effect)


def _read(parts: SystemParts) -> frozenset[str]:
    guards = [
        transition.guards for location in parts.locations if location is not None for transition in location.transitions
    ]
    guards += [instruction.conditions for instruction in parts.instructions() if isinstance(instruction, Fork)]
    return frozenset(name for conditions in guards for tree in conditions for name in variables_read(tree))


def _growing(parts: SystemParts, asked: Collection[str]) -> frozenset[str]:
    smaller = {
        instruction.slot.name for instruction in parts.instructions()
        if (isinstance(instruction, Assign) and instruction.value < instruction.slot.high)
        or (isinstance(instruction, Increment) and instruction.amount < 0)
    }  # fmt: skip
    return frozenset(asked) - smaller

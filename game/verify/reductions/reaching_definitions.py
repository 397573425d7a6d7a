"""Where a variable can only have its first value: nothing that changes it can have happened before.

Reaching definitions (F. E. Allen, J. Cocke, 1976), for the one definition that matters here. A choice that leads to an
ending, say, was never taken wherever it is offered; so whether it was need not be asked there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from game.engine.instructions import Assign, Increment
from game.story.model.expressions import FALSE
from game.support.components import strongly_connected_components
from game.verify.system.effect_summaries import EffectSummaries, EffectSummary
from game.verify.system.elements import (
    ContinueAt,
    Fork,
    Location,
    SettleAt,
    SystemInstruction,
    SystemInstructions,
    Transition,
)
from game.verify.system.partial_evaluation import evaluated_guards, variables_read
from game.verify.system.system_parts import same_or_new

ReachedParts = tuple[tuple[Location | None, ...], Mapping[int, SystemInstructions]]
"""Locations, and the effects of settling that many transitions share, by place."""


def with_reaching_definitions(
    parts: ReachedParts, first: Mapping[str, int], summaries: EffectSummaries | None = None
) -> ReachedParts:
    """The same system, with the first value of a variable as a number wherever it can have no other.

    `first` has that value by name; variables that are not in it stay. Transitions that can then never be open are left
    out. What is given stays as it is. `summaries` know of effects that were looked through before.
    """
    summaries = summaries or EffectSummaries()
    locations, settling = parts
    count = len(locations)
    node_of = {place: count + index for index, place in enumerate(settling)}
    effects = [
        [transition.effect for transition in location.transitions] if location is not None else []
        for location in locations
    ]
    effects += [[effect] for effect in settling.values()]
    to = [
        sorted({node_of[end] if shared else end for effect in some for shared, end in summaries.of(effect).ends})
        for some in effects
    ]
    after = _reached(to)
    behind: dict[str, int] = {}
    for node, some in enumerate(effects):
        for name in {name for effect in some for name in summaries.of(effect).changed}:
            mask = behind.get(name, 0)
            for following in to[node]:
                mask |= after[following]
            behind[name] = mask

    def known_at(node: int, some: list[SystemInstructions], transitions: tuple[Transition, ...]) -> dict[str, int]:
        asked = {name for transition in transitions for tree in transition.guards for name in variables_read(tree)}
        asked.update(*(summaries.of(effect).read for effect in some))
        return {name: first[name] for name in asked if name in first and not behind.get(name, 0) >> node & 1}

    made: list[Location | None] = []
    for index, location in enumerate(locations):
        known = known_at(index, effects[index], location.transitions) if location is not None else {}
        made.append(
            location._replace(transitions=tuple(_transitions(location.transitions, known, summaries)))
            if location is not None and known
            else location
        )
    shared = {}
    for place, effect in settling.items():
        known = known_at(node_of[place], [effect], ())
        shared[place] = _effect(effect, known) if known and _matters(summaries.of(effect), known) else effect
    return tuple(made), shared


def _reached(to: Sequence[Sequence[int]]) -> list[int]:
    """For each node, a mask with a bit for each that can be reached from it, itself among them."""
    masks = [0] * len(to)
    for circle in strongly_connected_components(dict(enumerate(to))):
        mask = 0
        for node in circle:
            mask |= 1 << node
            for following in to[node]:
                mask |= masks[following]
        for node in circle:
            masks[node] = mask
    return masks


def _transitions(
    transitions: tuple[Transition, ...], known: Mapping[str, int], summaries: EffectSummaries
) -> Iterator[Transition]:
    for transition in transitions:
        left = evaluated_guards(transition.guards, known)
        if FALSE in left:
            continue
        matters = _matters(summaries.of(transition.effect), known)
        effect = _effect(transition.effect, known) if matters else transition.effect
        if effect is transition.effect and left is transition.guards:
            yield transition
        else:
            yield transition._replace(guards=left, effect=effect)


def _matters(summary: EffectSummary, known: Mapping[str, int]) -> bool:
    """Whether an effect can be another one with what is known."""
    return summary.is_decided or not known.keys().isdisjoint(summary.read)


def _effect(effect: SystemInstructions, known: Mapping[str, int]) -> SystemInstructions:
    made: list[SystemInstruction] = []
    for index, instruction in enumerate(effect):
        match instruction:
            case Assign(slot) | Increment(slot):
                known = {name: value for name, value in known.items() if name != slot.name}
                made.append(instruction)
            case Fork(conditions, then, otherwise):
                left = evaluated_guards(conditions, known)
                if FALSE in left or not left:
                    return (*made, *_effect((*(then if not left else otherwise), *effect[index + 1 :]), known))
                yes, no = _effect(then, known), _effect(otherwise, known)
                same = left is conditions and yes is then and no is otherwise
                made.append(instruction if same else Fork(left, yes, no))
                changed = {*changes(then), *changes(otherwise)}
                known = {name: value for name, value in known.items() if name not in changed}
            case _:
                made.append(instruction)
    return same_or_new(effect, made)


def ends(effect: SystemInstructions) -> Iterator[tuple[bool, int]]:
    """Where an effect can end: the numbers of locations and, with True before them, of places that are settled.

    Some may come more than once.
    """
    for instruction in effect:
        match instruction:
            case ContinueAt(location):
                yield False, location
            case SettleAt(place):
                yield True, place
            case Fork(_, then, otherwise):
                yield from ends(then)
                yield from ends(otherwise)


def changes(effect: SystemInstructions) -> Iterator[str]:
    """The variables that an effect can change itself, some perhaps more than once; `SettleAt` is not looked into."""
    for instruction in effect:
        match instruction:
            case Assign(slot) | Increment(slot):
                yield slot.name
            case Fork(_, then, otherwise):
                yield from changes(then)
                yield from changes(otherwise)


def asked_in(effect: SystemInstructions) -> Iterator[str]:
    """The variables that the conditions of an effect ask for, some perhaps more than once."""
    for instruction in effect:
        if isinstance(instruction, Fork):
            for tree in instruction.conditions:
                yield from variables_read(tree)
            yield from asked_in(instruction.then)
            yield from asked_in(instruction.otherwise)

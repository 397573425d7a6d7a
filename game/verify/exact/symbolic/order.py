"""In which order the variables stand in a diagram: its size depends on that more than on anything else.

Those that change one soon after the other stand side by side: the story is walked through depth first, and a variable
has its place where it is changed for the first time. What changes last is at the top, and so is what changes
everywhere: most of the time a search is busy with the variables of the chapter where it is, and those of the chapters
before, which stay as they are, lie below in one piece.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from game.engine.instructions import Assign, Increment
from game.verify.reductions.reduction import Reduced
from game.verify.system.elements import ContinueAt, Fork, SettleAt, SystemInstructions

_OFTEN = 8
"""What no more effects than this change is not changed everywhere."""


def order(reduced: Reduced) -> list[str]:
    """The names of the variables, from the top."""
    found: dict[str, None] = {}
    often: Counter[str] = Counter()
    seen: set[int] = set()
    settled: set[int] = set()
    stack: list[Iterator[SystemInstructions]] = [_effects(reduced, 0)]
    while stack:
        effect = next(stack[-1], None)
        if effect is None:
            stack.pop()
            continue
        changed = list(dict.fromkeys(_changed(effect)))
        often.update(changed)
        found.update(dict.fromkeys(changed))
        for end in _ends(effect):
            if isinstance(end, SettleAt) and end.place not in settled:
                settled.add(end.place)
                stack.append(iter((reduced.settling[end.place],)))
            elif isinstance(end, ContinueAt) and end.location not in seen:
                seen.add(end.location)
                stack.append(_effects(reduced, end.location))
    found.update(dict.fromkeys(reduced.slots))
    most = max(_OFTEN, sum(often.values()) // 20)
    everywhere = [name for name in found if often[name] > most]
    return everywhere + [name for name in reversed(found) if often[name] <= most]


def _effects(reduced: Reduced, location: int) -> Iterator[SystemInstructions]:
    here = reduced.locations[location]
    for transition in here.transitions if here is not None else ():
        yield transition.effect


def _changed(effect: SystemInstructions) -> Iterator[str]:
    for instruction in effect:
        if isinstance(instruction, Assign | Increment):
            yield instruction.slot.name
        elif isinstance(instruction, Fork):
            yield from _changed(instruction.then)
            yield from _changed(instruction.otherwise)


def _ends(effect: SystemInstructions) -> Iterator[ContinueAt | SettleAt]:
    for instruction in effect:
        if isinstance(instruction, ContinueAt | SettleAt):
            yield instruction
        elif isinstance(instruction, Fork):
            yield from _ends(instruction.then)
            yield from _ends(instruction.otherwise)

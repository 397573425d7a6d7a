"""What of a system matters: variables that nothing asks for are left out, and each is forgotten where it is not needed.

Verdicts stay the same; states that differ in nothing that can still matter become one. A report that counts states says
that it counts these.

Liveness is the classical backward dataflow analysis (F. E. Allen, J. Cocke, "A program data flow analysis procedure",
1976); forgetting what is dead in a state space is known from model checkers (M. Bozga, J.-C. Fernandez, L. Ghirvu,
"State space reduction based on live variables analysis", 1999).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from game.engine.events import (
    Achieved,
    Arrived,
    Ended,
    EpilogueTold,
    Event,
    FactLearned,
    HintShown,
    ItemReceived,
    SceneBegan,
)
from game.engine.instructions import Assign, Emit, Increment
from game.story.model.expressions import FALSE, Expression
from game.story.model.layout import Slot
from game.verify.reductions.constant_propagation import propagate_constants, without_dead_changes
from game.verify.reductions.one_shot_dominators import freshened, growing, lasting
from game.verify.reductions.reaching_definitions import with_reaching_definitions
from game.verify.system.effect_summaries import EffectSummaries, add_asked
from game.verify.system.elements import (
    ContinueAt,
    Fork,
    Location,
    SettleAt,
    SystemInstruction,
    SystemInstructions,
    Transition,
)
from game.verify.system.observers import InstrumentedSystem, Observation
from game.verify.system.partial_evaluation import evaluated_guards, variables_read
from game.verify.system.space import Progress, SearchStopped
from game.verify.system.system_parts import SystemParts, same_instructions, same_or_new
from game.verify.system.transition_system import System

TOLD: frozenset[type] = frozenset(
    (SceneBegan, Ended, EpilogueTold, Arrived, FactLearned, ItemReceived, Achieved, HintShown, Observation)
)
"""The kinds of events that a search can be asked about."""

_EFFECTS: Mapping[str, type[FactLearned | ItemReceived | Achieved]] = {
    "learn": FactLearned,
    "give": ItemReceived,
    "achieve": Achieved,
}


class Reduced(NamedTuple):
    """A system without what does not matter.

    `locations` and `settling` as in a `System`, with fewer transitions and instructions; `None` for a location that
    nothing leads to. `slots` are the variables that are left, by name; `live[location]` is a mask with one bit for each
    of them, in their order: those that can still be asked for there. All others have their lowest value there: because
    they are forgotten, or because nothing has changed them yet (see `game.verify.reductions.constant_propagation`).
    Some instructions put variables to the lowest value that they have anyway (see
    `game.verify.reductions.one_shot_dominators`). `growing` are the variables that nothing makes smaller, `lasting`
    those that begin with 0, their lowest value, and never come back to it.

    Whatever happens that somebody may ask about is a `Emit`, what was only told of a change (a fact that is learned)
    too, whether or not it is a change in that state. Of `Arrived` it is left out whether it is the first time.
    """

    locations: tuple[Location | None, ...]
    settling: Mapping[int, SystemInstructions]
    slots: Mapping[str, Slot]
    live: tuple[int, ...]
    growing: frozenset[str]
    lasting: frozenset[str]


def reduced(
    system: System | InstrumentedSystem, *, keep: Iterable[str] = (), forget: bool = True,
    emitted: frozenset[type] = TOLD,
    progress: Progress = lambda states: True,
) -> Reduced:  # fmt: skip
    """The system without variables that nothing asks for, and with those that never change as numbers.

    `keep` are variables that somebody else asks for everywhere. Without `forget`, variables count as live everywhere.
    `emitted` are the kinds of events that somebody asks about; what decides whether they happen is asked for, too.
    `progress` is asked now and then whether to go on. Raises SearchStopped.
    """

    def go_on() -> None:
        if not progress(0):
            raise SearchStopped

    kept = frozenset(keep)
    go_on()
    parts = _emitting(SystemParts(tuple(system.locations), dict(system.settling)), emitted)
    start = system.story.layout.start
    slots = dict(system.slots)
    go_on()
    grows, lasts = growing(parts, slots, start), lasting(parts, slots, start)
    summaries = EffectSummaries()
    while True:
        parts, asked = _plain(parts, slots, start, kept, go_on, summaries)
        left = {name: slots[name] for name in slots if name in asked}
        lasting_here, growing_here = lasts & left.keys(), grows & left.keys()
        if not forget:
            everything = ((1 << len(left)) - 1,) * len(parts.locations)
            parts = freshened(parts, left, start, lasts)
            return Reduced(parts.locations, parts.settling, left, everything, growing_here, lasting_here)
        go_on()
        fresh = freshened(parts, left, start, lasts)
        go_on()
        asked_for = liveness(fresh, left, kept)
        go_on()
        known, live = propagate_constants(fresh, asked_for, left, start)
        go_on()
        # A change to the lowest value stays, though where it leads the variable is not in `live` any more: known again.
        before, parts = parts, without_dead_changes(known, asked_for, left)
        if _size(parts, summaries) == _size(before, summaries):
            return Reduced(parts.locations, parts.settling, left, live, growing_here, lasting_here)


def _plain(
    parts: SystemParts, slots: Mapping[str, Slot], start: int, kept: frozenset[str], go_on: Callable[[], None],
    summaries: EffectSummaries,
) -> tuple[SystemParts, set[str]]:  # fmt: skip
    """Without what nothing asks for, and with constants as numbers; and the variables that are left.

    Most effects stay as they are from the second round on: those are told by their summaries, and not looked through.
    """
    simplifying = _Simplifying(summaries)
    first = {name: slot.get(start) for name, slot in slots.items() if name not in kept}
    before: tuple[set[str], int] = set(), 0
    while True:
        go_on()
        parts = _reachable(parts, summaries)
        asked = _asked_for(parts, summaries) | kept
        changed = _changed(parts, asked, summaries)
        constant = {name: slots[name].get(start) for name in asked - changed - kept}
        now = asked, sum(location is not None for location in parts.locations)
        if now == before and not constant:
            return parts, asked & changed | kept
        before = now
        parts = simplifying.simpler(parts, asked, constant)
        go_on()
        parts = SystemParts(*with_reaching_definitions(parts, first, summaries))


def _size(parts: SystemParts, summaries: EffectSummaries) -> int:
    """How many instructions there are, with the conditions of transitions."""
    transitions = [
        transition for location in parts.locations if location is not None for transition in location.transitions
    ]
    effects = sum(summaries.of(effect).size for effect in parts.effects())
    return effects + sum(1 + len(transition.guards) for transition in transitions)


def _emitting(parts: SystemParts, emitted: frozenset[type]) -> SystemParts:
    """With nothing told but events of these kinds, each by an instruction of its own."""

    def effect(instructions: SystemInstructions) -> SystemInstructions:
        made: list[SystemInstruction] = []
        event: Event | None
        for instruction in instructions:
            match instruction:
                case Assign(_, _, (kind, subject)) | Increment(_, _, (kind, subject)):
                    made.append(instruction._replace(emits=None))
                    event = _EFFECTS[kind](subject) if kind in _EFFECTS else None
                case Emit(Arrived(place)):
                    event = Arrived(place, first=False)
                case Emit():
                    event = instruction.event
                case Fork(conditions, then, otherwise):
                    made.append(Fork(conditions, effect(then), effect(otherwise)))
                    continue
                case Assign() | Increment() | ContinueAt() | SettleAt():
                    made.append(instruction)
                    continue
                case _:
                    continue
            if event is not None and (type(event) in emitted or isinstance(event, SceneBegan)):
                made.append(Emit(event))
        return tuple(made)

    return parts.mapped(lambda transition: transition._replace(effect=effect(transition.effect)), effect)


def _reachable(parts: SystemParts, summaries: EffectSummaries) -> SystemParts:
    """Without locations to which no way leads."""
    seen = {0}
    settled: set[int] = set()
    waiting = [0]
    while waiting:
        location = parts.locations[waiting.pop()]
        assert location is not None  # noqa: S101 - what a transition leads to is there
        effects = [transition.effect for transition in location.transitions]
        while effects:
            for shared, end in summaries.of(effects.pop()).ends:
                if shared and end not in settled:
                    settled.add(end)
                    effects.append(parts.settling[end])
                elif not shared and end not in seen:
                    seen.add(end)
                    waiting.append(end)
    locations = tuple(location if index in seen else None for index, location in enumerate(parts.locations))
    return SystemParts(locations, {place: effect for place, effect in parts.settling.items() if place in settled})


def _asked_for(parts: SystemParts, summaries: EffectSummaries) -> set[str]:
    """Every variable that a condition asks for, as far as something depends on the condition."""
    asked: set[str] = set()
    for location in parts.locations:
        for transition in location.transitions if location is not None else ():
            asked.update(*map(variables_read, transition.guards))
    left = [effect for effect in parts.effects() if summaries.of(effect).read]
    for effect in left:  # what is asked for in any case, which is nearly all, was mostly found before
        asked |= summaries.asked_in_any_case(effect)
    before = -1
    while len(asked) > before:
        before = len(asked)
        left = [effect for effect in left if not summaries.of(effect).read <= asked]
        for effect in left:
            add_asked(effect, asked)
    return asked


def _changed(parts: SystemParts, asked: set[str], summaries: EffectSummaries) -> set[str]:
    """Those of the variables that something changes."""
    return set().union(*(summaries.of(effect).changed for effect in parts.effects())) & asked


class _Simplifying:
    """Makes effects simpler, again and again, and leaves alone those that it made itself and that stay as they are."""

    def __init__(self, summaries: EffectSummaries) -> None:
        self._summaries = summaries
        self._made: dict[int, SystemInstructions] = {}

    def simpler(self, parts: SystemParts, asked: set[str], constant: Mapping[str, int]) -> SystemParts:
        """Without changes that nothing asks for, and with constants as numbers."""

        def simplified(effect: SystemInstructions) -> SystemInstructions:
            if id(effect) in self._made:
                summary = self._summaries.of(effect)
                if summary.changed <= asked and constant.keys().isdisjoint(summary.changed | summary.read):
                    return effect
            made = _simpler(effect, asked, constant)
            self._made[id(made)] = made
            return made

        def transition(original: Transition) -> Transition | None:
            left = evaluated_guards(original.guards, constant)
            if left == (FALSE,):
                return None
            effect = simplified(original.effect)
            if effect is original.effect and left is original.guards:
                return original
            return original._replace(guards=left, effect=effect)

        return parts.mapped(transition, simplified)


def _simpler(instructions: SystemInstructions, asked: set[str], constant: Mapping[str, int]) -> SystemInstructions:
    """An effect without changes that nothing asks for, and with constants as numbers."""
    made: list[SystemInstruction] = []
    for instruction in instructions:
        match instruction:
            case Assign(slot) | Increment(slot):
                if slot.name in asked and slot.name not in constant:
                    made.append(instruction)
            case Fork(conditions, then, otherwise):
                left = evaluated_guards(conditions, constant)
                never = left == (FALSE,)
                yes = () if never else _simpler(then, asked, constant)
                no = _simpler(otherwise, asked, constant) if left else ()
                if never or not left or same_instructions(yes, no):
                    made.extend(no if never else yes)
                    if made and isinstance(made[-1], ContinueAt | SettleAt):
                        break
                elif left is conditions and yes is then and no is otherwise:
                    made.append(instruction)
                else:
                    made.append(Fork(left, yes, no))
            case ContinueAt() | SettleAt() | Emit():
                made.append(instruction)
    return same_or_new(instructions, made)


class _Needs(NamedTuple):
    """What is asked for before an effect: `sure`, and of what is live behind each of its ends, the variables it keeps.

    The ends are numbers of locations, and for places whose settling is shared, -1 less their numbers.
    """

    sure: int
    kept: Mapping[int, int]


def liveness(parts: SystemParts, slots: Iterable[str], kept: frozenset[str]) -> tuple[int, ...]:
    """For each location a mask of the variables that may still be asked for from there on, or are kept."""
    bit = {name: 1 << index for index, name in enumerate(slots)}
    everything = (1 << len(bit)) - 1
    always = sum(bit[name] for name in kept)

    def asked_by(conditions: tuple[Expression, ...]) -> int:
        mask = 0
        for tree in conditions:
            for name in variables_read(tree):
                mask |= bit.get(name, 0)
        return mask

    def needs(effect: SystemInstructions, after: _Needs) -> _Needs:
        for instruction in reversed(effect):
            match instruction:
                case ContinueAt(location):
                    after = _Needs(always, {location: everything})
                case SettleAt(place):
                    after = _Needs(0, {-1 - place: everything})
                case Assign(slot):
                    after = _without(after, ~bit.get(slot.name, 0) | always)
                case Fork(conditions, then, otherwise):
                    after = _either([needs(then, after), needs(otherwise, after)], asked_by(conditions))
        return after

    nothing = _Needs(0, {})
    needed: dict[int, _Needs] = {}
    for index, location in enumerate(parts.locations):
        if location is not None:
            asked = always
            for transition in location.transitions:
                asked |= asked_by(transition.guards)
            needed[index] = _either([needs(transition.effect, nothing) for transition in location.transitions], asked)
    for place, effect in parts.settling.items():
        needed[-1 - place] = needs(effect, nothing)
    live = _fixpoint(needed)
    return tuple(live.get(index, 0) for index in range(len(parts.locations)))


def _without(needs: _Needs, kept: int) -> _Needs:
    return _Needs(needs.sure & kept, {end: mask & kept for end, mask in needs.kept.items()})


def _either(some: list[_Needs], asked: int) -> _Needs:
    kept: dict[int, int] = {}
    for needs in some:
        asked |= needs.sure
        for end, mask in needs.kept.items():
            kept[end] = kept.get(end, 0) | mask
    return _Needs(asked, kept)


def _fixpoint(needed: Mapping[int, _Needs]) -> dict[int, int]:
    live = dict.fromkeys(needed, 0)
    before: dict[int, list[int]] = {node: [] for node in needed}
    for node, needs in needed.items():
        for end in needs.kept:
            before[end].append(node)
    waiting = list(needed)
    queued = set(waiting)
    while waiting:
        node = waiting.pop()
        queued.discard(node)
        sure, kept = needed[node]
        for end, mask in kept.items():
            sure |= live[end] & mask
        if sure != live[node]:
            live[node] = sure
            for earlier in before[node]:
                if earlier not in queued:
                    queued.add(earlier)
                    waiting.append(earlier)
    return live


def moves_in(whole: Reduced, path: Iterable[tuple[int, int]]) -> int:
    """How many steps of a path (locations and numbers of transitions) are moves of the player."""
    return sum((here := whole.locations[location]) is not None and here.is_chosen for location, _ in path)


def emitted_in(whole: Reduced) -> Iterator[Event]:
    """Everything that is told in some effect."""
    return (
        instruction.event
        for instruction in SystemParts(whole.locations, whole.settling).instructions()
        if isinstance(instruction, Emit)
    )

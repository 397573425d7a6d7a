"""Checks certificates: by the transition system, without anything that searches.

Why a certificate that passes proves what it says:

* *Nothing else happens.* The first state is in the closed set, and every transition from a state in it leads into it.
  So all states that can be reached are in it, and what happens on no transition from it never happens.
* *Something to do.* In each state of it, but at an ending, some transition is open.
* *From everywhere an ending.* The ranks are looked at from the lowest on. From each state of a rank the transition that
  is named is open, and leads to an ending, to a lower rank, or, after something grew that nothing makes smaller,
  anywhere in the closed set. What grows has a bound. So whoever takes these transitions comes to an ending in the end.
* *Never on for ever.* The same with all transitions, as long as nobody chooses.
* *It can happen.* A play is walked, from the first state on, each of its transitions is open when it is taken, and what
  is to be shown happens on its last step.

Sets are exact here: nothing is approximated, so a set that is not closed is never taken for one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from game.engine.events import Achieved, FactLearned, ItemReceived
from game.engine.instructions import Assign, Emit, Increment
from game.story.model.expressions import Expression, Number, Operation, VariableRead
from game.story.model.layout import Slot
from game.verify.certificates.certificate import Certificate, ClosedSet, Ranking
from game.verify.certificates.state_sets import StateSets, value_of
from game.verify.system.elements import ContinueAt, Fork, SettleAt, SystemInstructions
from game.verify.system.observers import InstrumentedSystem, PromiseObserver, instrumented
from game.verify.system.transition_system import System, left_out
from game.verify.verdicts.properties import DEADLOCK, DIVERGENCE, SOFT_LOCK, key_of_event, key_of_transition

MOST_NODES = 4_000_000
"""Nodes that sets may need in the check of one closed set: about 2 GB."""


class NotShown(Exception):
    """The certificate does not show what it says. The words tell why, in one sentence."""


def observed_for(system: System, statements: tuple[PromiseObserver, ...], keys: Collection[str]) -> InstrumentedSystem:
    """The system in which what these keys are about is told, and nothing else: the one that certificates speak of."""
    some = tuple(statement for statement in statements if statement.name in keys)
    return instrumented(system, frozenset(keys), some)


def check_certificate(
    certificate: Certificate, system: System, statements: tuple[PromiseObserver, ...],
    go_on: Callable[[], None] = lambda: None, most: int = MOST_NODES,
) -> Iterator[str]:  # fmt: skip
    """The keys of what a certificate shows: never to happen (`never KEY`), or to be possible (`can KEY`).

    `go_on` is called now and then, and may raise. Raises NotShown where something is not as the certificate says (what
    came before it is shown all the same), and TooManyNodes when it takes more memory than there may be.
    """
    system = left_out(system, certificate.without)
    if certificate.shown:
        plays = Walk(observed_for(system, statements, certificate.shown))
        yield from (f"can {key}" for key in _shown_by_plays(certificate, plays, go_on))
    for closed in certificate.closed:
        yield from (f"never {key}" for key in _Closed(system, statements, closed, most, go_on).shown())


class _Closed:
    def __init__(
        self, system: System, statements: tuple[PromiseObserver, ...], closed: ClosedSet, most: int,
        go_on: Callable[[], None],
    ) -> None:  # fmt: skip
        self.system, self.closed = observed_for(system, statements, closed.never), closed
        named = dict.fromkeys(closed.order)
        if not named.keys() | closed.growing <= system.slots.keys():
            raise NotShown("It names a variable that the story does not have.")
        order = [system.slots[name] for name in named]
        rest = [slot for name, slot in system.slots.items() if name not in named]
        #: Whether a variable of `growing` has grown within the step that is looked at.
        self.grown = Slot("grown in this step", 0, 1, 0, 1)
        self.sets = StateSets([self.grown, *order, *rest], most, go_on)
        numbers = [0, 1]
        for level, edges in closed.nodes:
            values = 0
            for some, states in edges:
                if values & some or states >= len(numbers) or self.sets.nodes[numbers[states]][0] <= level + 1:
                    raise NotShown("A diagram is not in order.")
                values |= some
            if level >= len(order) or values & ~self.sets.every[level + 1]:
                raise NotShown("A diagram is not in order.")
            numbers.append(self.sets.node(level + 1, [(values, numbers[states]) for values, states in edges]))
        self.numbers = numbers
        spoken_of = (
            *closed.reached.items(),
            *((at, states) for at, _, states in (*closed.to_endings, *closed.to_choices)),
        )
        if any(at >= len(self.system.locations) or states >= len(numbers) for at, states in spoken_of):
            raise NotShown("It speaks of locations or sets that are not there.")
        self.reached = {location: numbers[states] for location, states in closed.reached.items()}
        self.growing = frozenset(closed.growing)
        self.happened: set[str] = set()

    def shown(self) -> Iterator[str]:
        sets, system = self.sets, self.system
        start, first = system.story.layout.start, 1
        for slot in system.slots.values():
            first = sets.put(first, slot, slot.get(start))
        self._inside(0, first, self.reached)
        settled: dict[int, int] = {}
        for location, states in self.reached.items():
            here, opened = system.locations[location], 0
            for transition in here.transitions:
                guard = sets.all_of(transition.guards)
                opened = sets.either(opened, guard)
                self._happens(key_of_transition(system.story, here, transition), sets.both(states, guard))
                self._follow(transition.effect, sets.both(states, guard), settled, self.reached)
            if here.key.kind != "ending" and sets.without(states, opened):
                self.happened.add(DEADLOCK)
        for key in self.closed.never:
            if key not in (SOFT_LOCK, DIVERGENCE):
                if key in self.happened:
                    raise NotShown(f"What is said never to happen may happen: {key}.")
                yield key
        endings = {at for at in self.reached if system.locations[at].key.kind == "ending"}
        chosen = {at for at in self.reached if system.locations[at].is_chosen}
        if SOFT_LOCK in self.closed.never:
            self._leads(self.closed.to_endings, endings, every=False)
            yield SOFT_LOCK
        if DIVERGENCE in self.closed.never:
            self._leads(self.closed.to_choices, endings | chosen, every=True)
            yield DIVERGENCE

    def _leads(self, ranking: Ranking, ends: Iterable[int], *, every: bool) -> None:
        """Check that each state is at one of the `ends` or has a rank, and that from there the transition that is named
        is open and leads down, or with `every`, that all do.
        """
        sets, lower = self.sets, {at: self.reached[at] for at in ends}
        for location, number, some in ranking:
            states, transitions = (
                sets.put(self.numbers[some], self.grown, 0),
                self.system.locations[location].transitions,
            )
            if number >= len(transitions):
                raise NotShown("A transition is named that is not there.")
            for transition in transitions if every else (transitions[number],):
                guard = sets.all_of(transition.guards)
                if not every and sets.without(states, guard):
                    raise NotShown("A transition that leads to an ending is not always open.")
                self._follow(transition.effect, sets.both(states, guard), {}, lower)
            lower[location] = sets.either(lower.get(location, 0), self.numbers[some])
        for location, states in self.reached.items():
            if sets.without(states, lower.get(location, 0)):
                raise NotShown("Some states have no rank.")

    def _follow(
        self, effect: SystemInstructions, states: int, settled: dict[int, int], allowed: Mapping[int, int]
    ) -> int:
        """Carry an effect out for all states, to where it ends, which has to be in `allowed`; those it does not end for
        are the result. `settled` are the states for which it was done already, by place.
        """
        sets = self.sets
        for instruction in effect:
            if not states:
                return 0
            match instruction:
                case Assign(slot, value) | Increment(slot, value):
                    self._happens(_key_of_change(instruction), states)
                    changed = sets.add if isinstance(instruction, Increment) else sets.put
                    if slot.name in self.growing:
                        states = self._grow(states, instruction)
                    states = changed(states, slot, value)
                case Emit(event):
                    self._happens(key_of_event(event), states)
                case Fork(conditions, then, otherwise):
                    so = sets.all_of(conditions)
                    yes = self._follow(then, sets.both(states, so), settled, allowed)
                    no = self._follow(otherwise, sets.without(states, so), settled, allowed)
                    states = sets.either(yes, no)
                case ContinueAt(location):
                    self._inside(location, states, allowed)
                    return 0
                case SettleAt(place):
                    new = sets.without(states, settled.get(place, 0))
                    settled[place] = sets.either(states, settled.get(place, 0))
                    return self._follow(self.system.settling[place], new, settled, allowed)
        return states

    def _grow(self, states: int, change: Assign | Increment) -> int:
        """The states before a variable changes that never gets smaller, marked where it grows."""
        sets, slot, value = self.sets, change.slot, change.value if isinstance(change, Assign) else change.amount
        read = VariableRead(slot.name)
        smaller = Operation(">", read, Number(value)) if isinstance(change, Assign) else Number(int(value < 0))
        if sets.both(states, sets.holding(smaller)):
            raise NotShown(f"`{slot.name}` is said only to grow, and gets smaller.")
        limit = min(value, slot.high) if isinstance(change, Assign) else slot.high if value else slot.low
        grows = sets.holding(Operation("<", read, Number(limit)))
        return sets.either(sets.put(sets.both(states, grows), self.grown, 1), sets.without(states, grows))

    def _inside(self, location: int, states: int, allowed: Mapping[int, int]) -> None:
        outside = self.sets.without(states, allowed.get(location, 0))
        if outside and self.growing and allowed is not self.reached:
            grown = self.sets.both(self.reached.get(location, 0), self.sets.holding(VariableRead(self.grown.name)))
            outside = self.sets.without(outside, grown)
        if outside:
            raise NotShown(f"A transition leads out of the set, to the location {location}.")

    def _happens(self, key: str, states: int) -> None:
        if states:
            self.happened.add(key)


class Walk:
    """Walks plays through the system: with a memory, in which each variable has a value."""

    def __init__(self, system: InstrumentedSystem) -> None:
        self.system = system

    def holds(self, conditions: Iterable[Expression], memory: int) -> bool:
        """Whether all conditions hold."""
        slots = self.system.slots
        return all(value_of(tree, lambda name: slots[name].get(memory)) for tree in conditions)

    def after(self, location: int, number: int, memory: int) -> tuple[int, int, set[str]]:
        """Where a transition of a location leads: location, memory, and the keys of what happens. Raises NotShown."""
        here = self.system.locations[location]
        if number >= len(here.transitions) or not self.holds(here.transitions[number].guards, memory):
            raise NotShown("A play takes a transition that is closed.")
        happened = {key_of_transition(self.system.story, here, here.transitions[number])}
        end, memory = self._carried_out(here.transitions[number].effect, memory, happened)
        return end, memory, happened

    def _carried_out(self, effect: SystemInstructions, memory: int, happened: set[str]) -> tuple[int, int]:
        """Where an effect ends (-1: it does not) and the memory then; what happens is added to `happened`."""
        for instruction in effect:
            match instruction:
                case Assign(slot, value) | Increment(slot, value):
                    value += slot.get(memory) if isinstance(instruction, Increment) else 0
                    memory = slot.put(memory, value)
                    happened.add(_key_of_change(instruction))
                case Emit(event):
                    happened.add(key_of_event(event))
                case Fork(conditions, then, otherwise):
                    branch = then if self.holds(conditions, memory) else otherwise
                    end, memory = self._carried_out(branch, memory, happened)
                    if end >= 0:
                        return end, memory
                case ContinueAt(location):
                    return location, memory
                case SettleAt(place):
                    return self._carried_out(self.system.settling[place], memory, happened)
        return -1, memory


def _shown_by_plays(certificate: Certificate, walk: Walk, go_on: Callable[[], None]) -> Iterator[str]:
    by_step: dict[int, list[str]] = {}
    for key, step in certificate.shown.items():
        by_step.setdefault(step, []).append(key)
    states = [(0, walk.system.story.layout.start)]
    for number, (after, transition) in enumerate(certificate.steps):
        if after > number - 1:
            raise NotShown("A play goes on after a step that comes later.")
        location, memory, happened = walk.after(states[after + 1][0], transition, states[after + 1][1])
        states.append((location, memory))
        for key in by_step.pop(number, ()):
            if key not in happened:
                raise NotShown(f"A play does not show what it is said to show: {key}.")
            yield key
        go_on()
    if by_step:
        raise NotShown("Something is said to be shown by a step that is not there.")


def _key_of_change(change: Assign | Increment) -> str:
    """The key of what is told of a change; empty for nothing."""
    kind, subject = change.emits or ("", "")
    match kind:
        case "learn":
            return key_of_event(FactLearned(subject))
        case "give":
            return key_of_event(ItemReceived(subject))
        case "achieve":
            return key_of_event(Achieved(subject))
    return ""

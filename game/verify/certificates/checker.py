"""Checks certificates: by the transition system, without anything that searches.

Of every effect it is worked out, from its end to its beginning, in which states it leads to a given set (the weakest
precondition; E. W. Dijkstra, "Guarded commands, nondeterminacy and formal derivation of programs", 1975). That is all
there is to it, and why a certificate that passes proves what it says:

* *Nothing else happens.* The first state is in the closed set, and every transition from a state in it leads into it,
  and not by way of what is said never to happen. So all states that can be reached are in it, and it never happens.
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

from game.engine.instructions import Assign, Emit, Increment
from game.story.model.expressions import Expression
from game.verify.certificates.certificate import Certificate, ClosedSet, Ranking
from game.verify.certificates.state_sets import StateSets, bits, result
from game.verify.system.elements import ContinueAt, Fork, SettleAt, SystemInstructions
from game.verify.system.observers import InstrumentedSystem, PromiseObserver, instrumented
from game.verify.system.transition_system import System, left_out
from game.verify.verdicts.properties import (
    DEADLOCK,
    DIVERGENCE,
    SOFT_LOCK,
    key_of_change,
    key_of_event,
    key_of_transition,
)

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
    go_on: Callable[[], None] = lambda: None,
) -> Iterator[str]:  # fmt: skip
    """The keys of what a certificate shows: never to happen (`never KEY`), or to be possible (`can KEY`).

    `go_on` is called now and then, and may raise. Raises NotShown where something is not as the certificate says (what
    came before it is shown all the same), and TooManyNodes when it takes more memory than there may be.
    """
    system = left_out(system, certificate.without)
    if certificate.shown:
        plays = Walk(observed_for(system, statements, certificate.shown))
        yield from (f"can {key}" for key in _shown_by_plays(certificate, plays, go_on))
    observed = observed_for(system, statements, certificate.about)
    for closed in certificate.closed:
        yield from (f"never {key}" for key in shown_by(closed, observed, go_on))


def shown_by(
    closed: ClosedSet, observed: InstrumentedSystem, go_on: Callable[[], None]
) -> Iterator[str]:
    """The keys of what a closed set shows never to happen; see `check_certificate`."""
    return _Closed(observed, closed, go_on).shown()


class Preconditions:
    """In which states an effect leads where it is said to: without any of the events of `never` on the way.

    What makes a variable of `growing` smaller leads nowhere; where it makes one larger, all is well.
    """

    def __init__(
        self, system: InstrumentedSystem, sets: StateSets, never: Collection[str], growing: Collection[str]
    ) -> None:
        self.system, self.sets, self.never, self.growing = system, sets, never, growing
        self.growth_suffices = False

    def before(self, effect: SystemInstructions, to: Mapping[int, int], settled: dict[int, int], after: int = 0) -> int:
        """The states that an effect takes into `to`, a set for each location; `after`: for which it does so that does
        not end. `settled` holds what was worked out for places, and is for the same `to`.
        """
        sets = self.sets
        for instruction in reversed(effect):
            match instruction:
                case ContinueAt(location):
                    after = to.get(location, 0)
                case SettleAt(place):
                    if place not in settled:
                        settled[place] = self.before(self.system.settling[place], to, settled)
                    after = settled[place]
                case Emit(event):
                    after = 0 if key_of_event(event) in self.never else after
                case Assign() | Increment():
                    after = 0 if key_of_change(instruction) in self.never else sets.before(after, instruction)
                    if instruction.slot.name in self.growing:
                        after = self._growing(instruction, after)
                case Fork(conditions, then, otherwise):
                    yes, no = (self.before(branch, to, settled, after) for branch in (then, otherwise))
                    after = yes if yes == no else sets.choice(sets.all_of(conditions), yes, no)
        return after

    def _growing(self, change: Assign | Increment, after: int) -> int:
        grows = bits(change.slot, lambda value: result(change, value) > value - (not self.growth_suffices))
        some = self.sets.node(self.sets.level[change.slot.name], [(grows, 1)])
        return self.sets.either(after, some) if self.growth_suffices else self.sets.both(after, some)


class _Closed:
    def __init__(self, system: InstrumentedSystem, closed: ClosedSet, go_on: Callable[[], None]) -> None:
        self.system, self.closed, self.go_on = system, closed, go_on
        named = dict.fromkeys(closed.order)
        if not named.keys() | closed.growing <= system.slots.keys():
            raise NotShown("It names a variable that the story does not have.")
        order = [system.slots[name] for name in named]
        rest = [slot for name, slot in system.slots.items() if name not in named]
        self.sets = StateSets([*order, *rest], MOST_NODES, go_on)
        self.numbers = [0, 1]
        for level, edges in closed.nodes:
            values = 0
            for some, states in edges:
                if values & some or states >= len(self.numbers):
                    raise NotShown("A diagram is not in order.")
                if self.sets.nodes[self.numbers[states]][0] <= level:
                    raise NotShown("A diagram is not in order.")
                values |= some
            if level >= len(order) or values & ~self.sets.every[level]:
                raise NotShown("A diagram is not in order.")
            self.numbers.append(self.sets.node(level, [(some, self.numbers[states]) for some, states in edges]))
        ranked = [(at, states) for at, _, states in (*closed.to_endings, *closed.to_choices)]
        if any(at >= len(system.locations) or states >= len(self.numbers)
               for at, states in (*closed.reached.items(), *ranked)):  # fmt: skip
            raise NotShown("It speaks of locations or sets that are not there.")
        self.reached = {location: self.numbers[states] for location, states in closed.reached.items()}
        self.preconditions = Preconditions(system, self.sets, frozenset(closed.never), frozenset(closed.growing))

    def shown(self) -> Iterator[str]:
        """What the set shows never to happen. Raises NotShown."""
        story, never = self.system.story, self.closed.never
        if not self.sets.value(self.reached.get(0, 0), lambda name: self.system.slots[name].get(story.layout.start)):
            raise NotShown("The first state is not in the set.")
        settled: dict[int, int] = {}
        for location, states in self.reached.items():
            here, closed = self.system.locations[location], states
            for transition in here.transitions:
                inside = self.preconditions.before(transition.effect, self.reached, settled)
                key = key_of_transition(story, here, transition)
                if inside == 1 and key not in never and DEADLOCK not in never:
                    continue
                guard = self.sets.all_of(transition.guards)
                closed = self.sets.without(closed, guard)
                if key in never and self.sets.both(states, guard):
                    raise NotShown(f"What is said never to happen may happen: {key}.")
                if self.sets.without(self.sets.both(states, guard), inside):
                    raise NotShown(f"A transition from the location {location} leads out of the set, to what is said "
                                   "never to happen, or to less of what is said only to grow.")  # fmt: skip
            if DEADLOCK in never and here.key.kind != "ending" and closed:
                raise NotShown(f"At the location {location} there may be nothing to do.")
            self.go_on()
        yield from (key for key in never if key not in (SOFT_LOCK, DIVERGENCE))
        self.preconditions.growth_suffices = True
        ends = [at for at in self.reached if self.system.locations[at].key.kind == "ending"]
        if SOFT_LOCK in never:
            self._check_ranks(self.closed.to_endings, ends, every=False)
            yield SOFT_LOCK
        if DIVERGENCE in never:
            ends += [at for at in self.reached if self.system.locations[at].is_chosen]
            self._check_ranks(self.closed.to_choices, ends, every=True)
            yield DIVERGENCE

    def _check_ranks(self, ranking: Ranking, ends: Iterable[int], *, every: bool) -> None:
        """Check that each state is at one of the `ends` or has a rank, and that from there the transition that is named
        is open and leads down, or with `every`, that all do that are open.
        """
        sets, lower, settled = self.sets, {at: self.reached[at] for at in ends}, dict[int, int]()
        for location, number, index in ranking:
            states, transitions = self.numbers[index], self.system.locations[location].transitions
            if not every and number >= len(transitions):
                raise NotShown("A transition is named that is not there.")
            for transition in transitions if every else (transitions[number],):
                guard = sets.all_of(transition.guards)
                if not every and sets.without(states, guard):
                    raise NotShown("A transition that leads to an ending is not always open.")
                open_ = sets.both(states, guard)
                # What was worked out for places when there were fewer lower ranks holds for more of them, too.
                if sets.without(open_, self.preconditions.before(transition.effect, lower, settled)):
                    settled.clear()
                    if sets.without(open_, self.preconditions.before(transition.effect, lower, settled)):
                        raise NotShown(f"A transition from the location {location} leads to no lower rank.")
            lower[location] = sets.either(lower.get(location, 0), states)
            self.go_on()
        if any(sets.without(states, lower.get(location, 0)) for location, states in self.reached.items()):
            raise NotShown("Some states have no rank.")


class Walk:
    """Walks plays through the system: with a memory, in which each variable has a value."""

    def __init__(self, system: InstrumentedSystem) -> None:
        self.system, self.sets = system, StateSets(tuple(system.slots.values()), MOST_NODES)

    def holds(self, conditions: Iterable[Expression], memory: int) -> bool:
        """Whether all conditions hold."""
        slots = self.system.slots
        return all(self.sets.value(self.sets.holding(tree), lambda name: slots[name].get(memory)) for tree in conditions)

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
                case Assign(slot) | Increment(slot):
                    memory = slot.put(memory, result(instruction, slot.get(memory)))
                    happened.add(key_of_change(instruction))
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

"""Checks certificates: by the transition system, without anything that searches.

Of every effect it is worked out, from its end to its beginning, in which states it leads into a given set (the weakest
precondition; E. W. Dijkstra, "Guarded commands, nondeterminacy and formal derivation of programs", 1975). That is all
there is to it, and why a certificate that passes proves what it says:

* *Nothing else happens.* The first state is in the closed set, and every transition from a state in it leads into it,
  and not by way of what is said never to happen. So all states that can be reached are in it, and it never happens.
* *Something to do.* In each state of it, but at an ending, some transition is open.
* *From everywhere an ending.* The ranks are looked at from the lowest on. From each state of a rank the transition that
  is named is open, and leads to an ending, to a lower rank, or, after something grew that nothing makes smaller,
  anywhere in the closed set. What grows has a bound. So whoever takes these transitions comes to an ending in the end.
* *Never on for ever.* The same with all transitions, as long as nobody chooses.
* *It can happen.* In a play each transition is open when it is taken, and it happens on the last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from game.engine.instructions import Assign, Emit, Increment
from game.verify.certificates.certificate import Certificate, ClosedSet, NotShown, Ranking, observed_for
from game.verify.certificates.play_check import shown_by_plays
from game.verify.certificates.state_sets import StateSets, larger
from game.verify.system.elements import ContinueAt, Fork, SettleAt, SystemInstructions
from game.verify.system.observers import InstrumentedSystem, PromiseObserver
from game.verify.system.transition_system import System, left_out
from game.verify.verdicts.properties import DEADLOCK, DIVERGENCE, SOFT_LOCK, key_of_change, key_of_event
from game.verify.verdicts.properties import key_of_transition as key_of

MOST_NODES = 4_000_000
"""Nodes that sets may need in the check of one closed set: about 2 GB."""


def check_certificate(
    certificate: Certificate, system: System, statements: tuple[PromiseObserver, ...], go_on: Callable[[], None]
) -> Iterator[str]:
    """The keys of what a certificate shows: never to happen (`never KEY`), or to be possible (`can KEY`).

    `go_on` is called now and then, and may raise. Raises NotShown where something is not as the certificate says (what
    came before it is shown all the same), and TooManyNodes when it takes more memory than there may be.
    """
    system = left_out(system, certificate.without)
    try:
        plays = shown_by_plays(certificate, observed_for(system, statements, certificate.shown), go_on)
        yield from (f"can {key}" for key in plays)
        observed = observed_for(system, statements, certificate.about)
        for closed in certificate.closed:
            yield from (f"never {key}" for key in ClosedSetCheck(observed, closed, go_on).shown())
    except LookupError:
        words = "It speaks of what is not there: a variable that the story does not have, a location, a set or a step."
        raise NotShown(words) from None


class Preconditions:
    """In which states an effect leads where it is to lead: past none of the events of `never`.

    What makes a variable of `growing` smaller leads nowhere; with `growth_suffices`, all is well once one has grown.
    """

    def __init__(
        self, system: InstrumentedSystem, sets: StateSets, never: Iterable[str], growing: Iterable[str]
    ) -> None:
        self.system, self.sets, self.never, self.growing = system, sets, frozenset(never), frozenset(growing)
        self.growth_suffices = False

    def before(self, effect: SystemInstructions, to: Mapping[int, int], settled: dict[int, int], after: int = 0) -> int:
        """The states that an effect takes into `to`, a set for each location; where it does not end, into `after`.
        `settled` keeps what was worked out for places, with the same `to`.
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
                case Assign(slot) | Increment(slot):
                    after = 0 if key_of_change(instruction) in self.never else sets.before(after, instruction)
                    if slot.name in self.growing:
                        values = larger(instruction, int(self.growth_suffices))
                        grows = sets.node(sets.level[slot.name], [(values, 1)])
                        after = sets.either(after, grows) if self.growth_suffices else sets.both(after, grows)
                case Fork(conditions, then, otherwise):
                    yes, no = (self.before(branch, to, settled, after) for branch in (then, otherwise))
                    after = yes if yes == no else sets.choice(sets.all_of(conditions), yes, no)
        return after


class ClosedSetCheck:
    """The check of one closed set; `system` is that of which the certificate speaks. Raises NotShown."""

    def __init__(self, system: InstrumentedSystem, closed: ClosedSet, go_on: Callable[[], None]) -> None:
        self.system, self.closed, self.go_on = system, closed, go_on
        names = dict.fromkeys((*closed.order, *closed.growing, *system.slots))
        self.sets = sets = StateSets([system.slots[name] for name in names], MOST_NODES, go_on)
        self.numbers = [0, 1]
        for level, edges in closed.nodes:
            before = 0
            for values, states in edges:
                if values & before or values > sets.every[level] or sets.nodes[self.numbers[states]][0] <= level:
                    raise NotShown("A diagram is not in order.")
                before |= values
            self.numbers.append(sets.node(level, [(values, self.numbers[states]) for values, states in edges]))
        self.reached = {location: self.numbers[states] for location, states in closed.reached.items()}
        self.preconditions = Preconditions(system, sets, closed.never, closed.growing)

    def shown(self) -> Iterator[str]:
        """What the set shows never to happen. Raises NotShown."""
        story, never, sets = self.system.story, self.closed.never, self.sets
        if not sets.contains(self.reached.get(0, 0), lambda name: self.system.slots[name].get(story.layout.start)):
            raise NotShown("The first state is not in the set.")
        settled: dict[int, int] = {}
        for location, states in self.reached.items():
            here, stuck = self.system.locations[location], states
            for transition in here.transitions:
                inside = self.preconditions.before(transition.effect, self.reached, settled)
                key = key_of(story, here, transition)
                if inside == 1 and key not in never and DEADLOCK not in never:
                    continue
                open_ = sets.both(states, sets.all_of(transition.guards))
                stuck = sets.without(stuck, open_)
                if open_ and key in never:
                    raise NotShown(f"What is said never to happen may happen: {key}.")
                if sets.without(open_, inside):
                    raise NotShown(f"A transition from location {location} leads out of the set, to what is said never "
                                   "to happen, or to less of what is said only to grow.")  # fmt: skip
            if DEADLOCK in never and here.key.kind != "ending" and stuck:
                raise NotShown(f"There may be nothing to do at location {location}.")
            self.go_on()
        yield from (key for key in never if key not in (SOFT_LOCK, DIVERGENCE))
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
        self.preconditions.growth_suffices = True
        for location, number, index in ranking:
            states, transitions = self.numbers[index], self.system.locations[location].transitions
            for transition in transitions if every else (transitions[number],):
                guard = sets.all_of(transition.guards)
                open_ = sets.both(states, guard)
                if not every and open_ != states:
                    raise NotShown("A transition that leads to an ending is not always open.")
                # What was worked out for places when there were fewer lower ranks holds for more of them, too.
                if sets.without(open_, self.preconditions.before(transition.effect, lower, settled)):
                    settled.clear()
                    if sets.without(open_, self.preconditions.before(transition.effect, lower, settled)):
                        raise NotShown(f"A transition from location {location} leads to no lower rank.")
            lower[location] = sets.either(lower.get(location, 0), states)
            self.go_on()
        if any(sets.without(states, lower.get(location, 0)) for location, states in self.reached.items()):
            raise NotShown("Some states have no rank.")

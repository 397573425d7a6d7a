"""Everything that is asked about a story, answered: proved, refuted with a play that shows it, or not known.

First many plays at random: what they show is so. Then a search of every state, where there are not too many
(`exact`): what it did not find never happens, and whatever it did find has a shortest play. Where there are too many,
abstractions that leave things out (`abstract`) prove what never happens all the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from typing import NamedTuple, cast

from game.engine.events import Event
from game.story.model.story import End, Story
from game.support.gc_control import collector_seldom
from game.verify.abstract.control_flow_graph import Happening, control_flow_graph, happening_of
from game.verify.abstract.deadlocks import deadlock_at, perhaps_closed, proves_no_deadlock
from game.verify.abstract.divergence import proves_no_divergence
from game.verify.abstract.reachability_game import prove_ending_reachable
from game.verify.abstract.trace_partitioning import ROUNDS, SoughtHappening, TracePartitioning
from game.verify.exact.engine_choice import SOME, Searched, search
from game.verify.reductions.reduction import Reduced, emitted_in, moves_in, reduced
from game.verify.search.best_first_search import FEW_ROUNDS, BestFirstSearch, shortened_path
from game.verify.search.random_plays import NOT_SAMPLED, Path, RandomPlays, Sampled
from game.verify.system.budget import Budget
from game.verify.system.observers import InstrumentedSystem, Observation, PromiseObserver, instrumented
from game.verify.system.space import Goal, PathStep, Progress, SearchStopped, Space
from game.verify.system.transition_system import System, left_out, transition_system
from game.verify.system.turn_limit import COUNT
from game.verify.verdicts.properties import (
    DEADLOCK,
    DIVERGENCE,
    SOFT_LOCK,
    TOLD_KINDS,
    Property,
    Weight,
    key_of_event,
    key_of_transition,
)  # fmt: skip
from game.verify.verdicts.verdicts import CONTRADICTION, NOT_ENOUGH, Proof, Proofs, ShownPlay, played

LAYING_OUT, LEAVING_OUT = "Laying out the story", "Leaving out what does not matter"
"""What is being done while a system is made, and while it is reduced."""

_WAYS_FOR = (10_000, 20_000, 40_000, 80_000, 160_000)
"""Transitions that are taken in plays for each thing that did not happen: at first, and more and more for the rest."""
_WAYS_FOR_REMARKS = (30_000, 1_000_000), (90_000, 4)
"""The same for each thing that a remark asks about, if so many are left at most."""
_MOST_FURTHER = 1_600_000
"""Transitions that are taken in all these plays, at most."""
_SOUGHT, _LEAST_SOUGHT = 100_000, 4_000
"""States that are looked at for what no play at random showed, and for each such thing at least."""


class _Answer(NamedTuple):
    """Whether something can happen (None: not known), and a path in a reduced system on which it does."""

    happens: bool | None
    whole: Reduced | None = None
    path: Path = ()
    shortest: bool = False

    @property
    def play(self) -> ShownPlay | None:
        """A play in which it happens; None: there is none, or none was found."""
        return None if self.whole is None else played(self.whole, self.path)


def prove(
    story: Story, properties: Iterable[Property], budget: Budget, statements: tuple[PromiseObserver, ...] = (),
    without: Iterable[str] = (), shortest: frozenset[str] = frozenset(), system: System | None = None,
    *, every_play: bool = False,
) -> Proofs:  # fmt: skip
    """Settle all properties, as far as the budget goes. `without` are ids of choices that are never taken.
    `shortest` are keys of what a shortest play is wanted for though it has to be possible. `system` is that of the
    story, if it was made already. With `every_play`, whatever was found to be possible has a play that shows it.

    Raises SearchStopped when the story is too large even to be looked at, or there was no time for that.
    """
    system = system or transition_system(story, budget.progress(LAYING_OUT))
    if without:
        system = left_out(system, without)
    with collector_seldom():
        return _Proving(story, system, tuple(properties), budget, statements, shortest, every_play).proofs()


class _Proving:
    def __init__(
        self, story: Story, system: System, properties: tuple[Property, ...], budget: Budget,
        statements: tuple[PromiseObserver, ...], shortest: frozenset[str], every_play: bool,
    ) -> None:  # fmt: skip
        self.story, self.system, self.properties, self.budget = story, system, properties, budget
        self.statements, self.shortest, self.every_play = statements, shortest, every_play
        self.start = story.layout.start
        self.answers: dict[str, _Answer] = {}
        self.remembered: tuple[str, ...] = ()
        self.lost = 0
        self.contradicted: set[str] = set()

    def proofs(self) -> Proofs:
        sampled = NOT_SAMPLED
        if COUNT not in self.system.slots:
            self.answers[DIVERGENCE] = _Answer(False)
        searched = self._core(thorough=False)
        if searched.space is not None:
            self._rest(searched.space, share=0.15, thorough=False)
        if self._open():
            with suppress(SearchStopped):
                sampled = self._sample()
            if searched.space is None:
                self._abstractly()
            self._in_slices()
            if searched.space is None and self._open("error", "warning"):
                searched = self._core(thorough=True)
            if searched.space is not None and self._open("error", "warning"):
                self._rest(searched.space, share=0.8, thorough=True)
        self._compare()
        self._shorten()
        at = self._emitted_apart(searched.space.at) if searched.space is not None else ()
        situations = self._standing(at) if searched.space is not None else None
        proofs = tuple(self._verdict(property_) for property_ in self.properties if not self._follows(property_))
        number = len(self.system.locations)
        led_to = tuple(tuple(sorted(targets)) for targets in sampled.led_to[:number])
        return Proofs(
            proofs, situations, searched.engine, sampled.taken, self.remembered, self.lost,
            tuple(at[:number]), sampled.visits[:number], led_to,
        )  # fmt: skip

    def _open(self, *weights: Weight) -> set[str]:
        """The keys of properties with these weights, or with any, that are not settled."""
        some = {property_.key for property_ in self.properties if not weights or property_.weight in weights}
        return some - self.answers.keys()

    # By plays at random

    @cached_property
    def _sampling(self) -> RandomPlays:
        return RandomPlays(self.story, self._reduced(instrumented(self.system, None, self.statements), forget=False))

    def _sample(self) -> Sampled:
        self._sampling.go_on = self.budget.progress("Playing at random", share=0.25)
        sampled = self._sampling.sampled()
        self._note_sampled()
        self._sample_further()
        self._note_sampled()
        return sampled._replace(taken=self._sampling.taken)

    def _note_sampled(self) -> None:
        """Whatever happened in some play is so."""
        found, whole = self._sampling.found, self._sampling.reduced
        for key, path in self._keys(whole, found.transitions, found.events):
            self._happens(key, whole, path, shortest=False)
        for key, some in ((DEADLOCK, found.dead_ends), (DIVERGENCE, found.endless)):
            for path in some.values():
                self._happens(key, whole, path, shortest=False)

    def _sample_further(self) -> None:
        """Play for each thing by itself that has to be possible and did not happen yet."""
        can = (property_ for property_ in self.properties if property_.wanted == "can")
        asked = {property_.key for property_ in can if property_.weight != "remark"}
        left: dict[str, dict[SoughtHappening, None]] = defaultdict(dict)
        for sought, key in self._asked_about(self._sampling.reduced):
            if key in asked and key not in self.answers:
                left[key][sought] = None
        go_on, most = self._sampling.go_on, self._sampling.taken + _MOST_FURTHER
        self._sampling.go_on = lambda taken: taken < most and go_on(taken)
        for transitions in _WAYS_FOR:
            for key, some in sorted(left.items()):
                # The same may be possible at many locations, and then it is enough to show it at one of them.
                at = self._sampling.likeliest(some)
                if any(self._sampling.seek(sought, transitions // len(at)) is not None for sought in at):
                    del left[key]

    def _keys(
        self,
        whole: Reduced,
        transitions: Mapping[PathStep, Path],
        events: Mapping[Happening, Path],
    ) -> Iterable[tuple[str, Path]]:
        for step, path in transitions.items():
            here = whole.locations[step.location]
            assert here is not None  # noqa: S101 - somebody was there
            yield key_of_transition(self.story, here, here.transitions[step.transition]), path
        for (_, event), path in events.items():
            yield key_of_event(cast("Event", event)), path

    def _happens(self, key: str, whole: Reduced, path: Path, *, shortest: bool) -> None:
        known = self.answers.get(key)
        if key and (known is None or known.whole is None or (shortest and not known.shortest)):
            self.answers[key] = _Answer(True, whole, path, shortest)

    # By a search through everything

    @cached_property
    def _system_alone(self) -> Reduced:
        return self._reduced(self.system)

    def _core(self, *, thorough: bool) -> Searched:
        """Everything but marks: what there is in every story."""
        whole = self._system_alone
        searched = search(whole, self.start, self.budget, share=0.6 if thorough else 0.25, thorough=thorough)
        space = searched.space
        if space is None:
            return searched
        try:
            self._whole(whole, space)
            self._never_but(whole, space)
        except (SearchStopped, MemoryError):
            return searched._replace(space=None)
        return searched

    def _whole(self, whole: Reduced, space: Space) -> None:
        for key, some, goal in (
            (SOFT_LOCK, space.soft_locks, Goal(soft_lock=True)),
            (DIVERGENCE, len(space.divergences), Goal(diverges=True)),
        ):  # fmt: skip
            self._settle(key, whole, space.path(goal) if some else None)
        if space.soft_locks:
            endings = frozenset(n for n, here in enumerate(self.system.locations) if here.key.kind == "ending")
            saved = space.leading_to(endings)
            self.lost = self._standing([count - some for count, some in zip(space.at, saved, strict=True)])
        paths = [path for deadlock in space.deadlocks if (path := space.path(deadlock_at(whole, deadlock))) is not None]
        self._settle(DEADLOCK, whole, min(paths, key=lambda path: moves_in(whole, path), default=None))

    def _settle(self, key: str, whole: Reduced, path: tuple[PathStep, ...] | None) -> None:
        if path is None:
            self.answers[key] = _Answer(False)
        else:
            self._happens(key, whole, path, shortest=True)

    def _never_but(self, whole: Reduced, space: Space) -> None:
        """What a search did not find never happens, if it is not about marks."""
        found = {key_of_event(event): Goal(event=event) for _, _, event in space.events}
        for step in space.transitions:
            if (here := whole.locations[step.location]) is not None:
                key = key_of_transition(self.story, here, here.transitions[step.transition])
                found[key] = Goal(frozenset((step.location,)), transition=step.transition)
        for property_ in self.properties:
            if property_.kind in TOLD_KINDS:
                if property_.key not in found:
                    self.answers[property_.key] = _Answer(False)
                elif property_.key not in self.answers:
                    path = space.path(found[property_.key]) if self.every_play else ()
                    self.answers[property_.key] = _Answer(True, whole if path else None, path or ())

    def _rest(self, core: Space, share: float, *, thorough: bool) -> None:
        """Marks that were not seen, and those of which a shortest play is wanted."""
        left = {
            property_.key for property_ in self.properties
            if property_.kind not in TOLD_KINDS and property_.key not in (SOFT_LOCK, DEADLOCK, DIVERGENCE)
            and (property_.key not in self.answers or property_.wanted == "never" or property_.key in self.shortest)
        }  # fmt: skip
        unseen = {key for key in left if key not in self.answers}
        # Of what is found and has to be possible, no play is asked for.
        possible = {property_.key for property_ in self.properties if property_.wanted == "can"} - self.shortest
        for wanted in dict.fromkeys((frozenset(left if core.states < SOME else unseen), frozenset(unseen))):
            if not wanted:
                return
            marks = instrumented(self.system, wanted, self._stated(wanted))
            try:
                whole = self._reduced(marks)
                space = search(whole, self.start, self.budget, share=share, thorough=thorough).space
                if space is None:
                    continue
                found = {key_of_event(event) for _, _, event in space.events}
                for key in wanted:
                    if key in found and key in possible and not self.every_play:
                        self.answers.setdefault(key, _Answer(True))
                    else:
                        path = space.path(Goal(event=cast("Event", Observation(key)))) if key in found else None
                        self._settle(key, whole, path)
            except (SearchStopped, MemoryError):
                continue
            return

    def _stated(self, wanted: Iterable[str]) -> tuple[PromiseObserver, ...]:
        return tuple(statement for statement in self.statements if statement.name in wanted)

    # By leaving things out

    def _abstractly(self) -> None:
        """Prove without looking at everything what can be proved so, and look for the rest on the way."""
        core = self._system_alone
        clock = self.story.clock.name if self.story.clock is not None else ""
        asked = {property_.key for property_ in self.properties} - self.answers.keys()
        with suppress(SearchStopped, MemoryError):
            flat = control_flow_graph(core, self.start)
            slices = TracePartitioning(flat, self._progress("Looking for ways to an ending"))
            if SOFT_LOCK in asked:
                escape = prove_ending_reachable(slices.flat, perhaps_closed(flat), clock, slices.progress)
                if escape.proved:
                    self.answers[SOFT_LOCK], self.remembered = _Answer(False), escape.kept
            slices.progress = self._progress("Looking for dead ends")
            for key, absent in ((DEADLOCK, proves_no_deadlock), (DIVERGENCE, proves_no_divergence)):
                if key in asked and absent(slices):
                    self.answers[key] = _Answer(False)

    def _in_slices(self) -> None:
        """What never happens of what is still asked about: first what is an error or a warning, then remarks."""
        unknown = self._open()
        if not unknown:
            return
        with suppress(SearchStopped, MemoryError):
            whole = self._reduced(instrumented(self.system, unknown, self._stated(unknown)), forget=False)
            wanted = {sought: key for sought, key in self._asked_about(whole) if key in unknown}
            progress = self._progress("Looking for what never happens")
            seeking = BestFirstSearch(whole, self.start, wanted, progress)
            seeking.slices.experience = self._sampling.seen
            for weights in (("error", "warning"), ("remark",)):
                keys = self._open(*weights)
                some = {sought: key for sought, key in wanted.items() if key in keys}
                if weights == ("remark",):
                    self._remarks(seeking, some)
                else:
                    seeking.seek(some, max(_SOUGHT // max(len(some), 1), _LEAST_SOUGHT), progress)
                found = seeking.settled(some)
                for sought, path in found.plays.items():
                    self._happens(some[sought], whole, path, shortest=False)
                perhaps = {key for sought, key in some.items() if sought not in found.never}
                for key in keys - {SOFT_LOCK, DEADLOCK, DIVERGENCE} - perhaps:
                    self.answers.setdefault(key, _Answer(False))

    def _asked_about(self, whole: Reduced) -> Iterator[tuple[SoughtHappening, str]]:
        """Every transition and everything that is told, with its key."""
        for location, here in enumerate(whole.locations):
            for index, transition in enumerate(here.transitions if here is not None else ()):
                assert here is not None  # noqa: S101 - it has transitions
                yield PathStep(location, index), key_of_transition(self.story, here, transition)
        for event in emitted_in(whole):
            yield happening_of(event), key_of_event(event)

    def _remarks(self, seeking: BestFirstSearch, wanted: Mapping[SoughtHappening, str]) -> None:
        """Find out about these without looking at states: there are many remarks, and nobody's play depends on them."""
        progress = self._progress("Looking for what never happens")
        seeking.look(wanted, FEW_ROUNDS, progress)
        self._sampling.go_on = progress
        # The transitions have other numbers there, but what is told is the same.
        told = [(sought, key) for sought, key in wanted.items() if not isinstance(sought, PathStep)]
        for transitions, most in _WAYS_FOR_REMARKS:
            left = {sought for sought, key in told if key not in self.answers}
            left -= seeking.settled(left).never
            for sought in [sought for sought, _ in told if sought in left and len(left) <= most]:
                self._sampling.seek(sought, transitions, without=seeking.slices.zeros.get(sought, ()))
            self._note_sampled()
        seeking.look([sought for sought, key in wanted.items() if key not in self.answers], ROUNDS, progress)

    def _compare(self) -> None:
        """What follows from one answer for another; where two contradict each other, neither counts."""
        for key in (DEADLOCK, DIVERGENCE):
            answer, lost = self.answers.get(key, _Answer(None)), self.answers.get(SOFT_LOCK, _Answer(None))
            if answer.happens and lost.happens is False:
                self._contradict(key, SOFT_LOCK)
            elif answer.happens and not lost.happens:
                self.answers[SOFT_LOCK] = answer._replace(shortest=False)
        endings = [property_.key for property_ in self.properties if property_.kind == "endings"]
        never = [key for key in endings if self.answers.get(key, _Answer(None)).happens is False]
        if endings and endings == never and self.answers.get(SOFT_LOCK, _Answer(None)).happens is False:
            self._contradict(SOFT_LOCK, *endings)

    def _contradict(self, *keys: str) -> None:
        for key in keys:
            self.answers[key] = _Answer(None)
            self.contradicted.add(key)

    def _shorten(self) -> None:
        """Leave out of plays what they do not need, where they were found by chance and somebody will read them."""
        for property_ in self.properties:
            answer = self.answers.get(property_.key)
            read = property_.wanted == "never" or property_.key in self.shortest
            if answer is None or answer.whole is None or answer.shortest or property_.weight == "remark" or not read:
                continue
            emitted = (event for event in emitted_in(answer.whole) if key_of_event(event) == property_.key)
            happening = next(map(happening_of, emitted), None)
            if happening is not None:
                progress = self._progress("Making a play shorter")
                with suppress(SearchStopped, MemoryError):
                    path = shortened_path(answer.whole, self.start, happening, answer.path, progress)
                    self.answers[property_.key] = answer._replace(path=path)

    def _reduced(self, system: System | InstrumentedSystem, *, forget: bool = True) -> Reduced:
        return reduced(system, forget=forget, progress=self.budget.progress(LEAVING_OUT))

    def _progress(self, doing: str) -> Progress:
        return self.budget.progress(doing, share=0.5)

    # What came of it

    def _emitted_apart(self, counts: Sequence[int]) -> list[int]:
        """States at each location. An ending is counted once, wherever it is reached: nothing comes after it."""
        left, endings = list(counts), set[str]()
        for number, here in enumerate(self.system.locations):
            if here.key.kind == "ending" and left[number]:
                ending = cast("End", self.story.nodes[here.key.node]).ending
                left[number] = int(ending not in endings)
                endings.add(ending)
        return left

    def _standing(self, counts: Sequence[int]) -> int:
        """Of states at each location, those in which a player can be: they are not on the way to somewhere else."""
        return sum(
            count for count, here in zip(counts, self.system.locations, strict=False)
            if here.is_chosen or here.key.kind == "ending"
        )  # fmt: skip

    def _follows(self, property_: Property) -> bool:
        """Whether nothing needs to be said of it, because what it is inside of can never be."""
        inside = self.answers.get(property_.inside)
        return inside is not None and inside.happens is False

    def _verdict(self, property_: Property) -> Proof:
        answer = self.answers.get(property_.key, _Answer(None))
        if answer.happens is None:
            reason = CONTRADICTION if property_.key in self.contradicted else NOT_ENOUGH
            return Proof(property_, "unknown", reason=reason)
        good = answer.happens == (property_.wanted == "can")
        play = answer.play if not good or property_.key in self.shortest or self.every_play else None
        return Proof(property_, "proved" if good else "refuted", play, answer.shortest)

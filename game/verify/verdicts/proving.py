"""Everything that is asked about a story, answered: proved, refuted with a play that shows it, or not known.

First many plays at random: what they show is so. Then a search of every state, where there are not too many
(`exact`): what it did not find never happens, and whatever it did find has a shortest play. Where there are too many,
abstractions that leave things out (`abstract`) prove what never happens all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cached_property
from typing import cast

from game.engine.events import Event
from game.story.model.story import Story
from game.support.gc_control import collector_seldom
from game.verify.abstract.control_flow_graph import control_flow_graph, happening_of
from game.verify.abstract.deadlocks import deadlock_at, perhaps_closed, proves_no_deadlock
from game.verify.abstract.divergence import proves_no_divergence
from game.verify.abstract.reachability_game import GameResult, prove_ending_reachable
from game.verify.abstract.trace_partitioning import ROUNDS, SoughtHappening, TracePartitioning
from game.verify.exact.engine_choice import SOME, Searched, remembers_too_much, search
from game.verify.reductions.reduction import Reduced, emitted_in, moves_in, reduced
from game.verify.search.best_first_search import FEW_ROUNDS, BestFirstSearch, shortened_path
from game.verify.search.goal_regression import GoalRegression
from game.verify.search.led_plays import LedPlays
from game.verify.search.playing_for import KnownPossible, no_evidence, play_for_each
from game.verify.search.random_plays import NOT_SAMPLED, Path, Sampled
from game.verify.system.budget import Budget
from game.verify.system.observers import InstrumentedSystem, Observation, PromiseObserver, instrumented
from game.verify.system.space import Goal, PathStep, Progress, SearchStopped, Space
from game.verify.system.transition_system import System, left_out, transition_system
from game.verify.system.turn_limit import COUNT
from game.verify.verdicts.consistency import made_consistent
from game.verify.verdicts.happenings import asked_about, keys_of_found, sought_by_key
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
from game.verify.verdicts.situations import endings_once, where_players_stand
from game.verify.verdicts.verdicts import CONTRADICTION, NOT_ENOUGH, Proof, Proofs, PropertyAnswer

LAYING_OUT, LEAVING_OUT = "Laying out the story", "Leaving out what does not matter"
"""What is being done while a system is made, and while it is reduced."""

_WAYS_FOR_REMARKS = (30_000, 1_000_000), (90_000, 4), (270_000, 2)
"""Transitions that are taken in plays for each thing that a remark asks about, if so many are left at most."""
_MOST_FURTHER = 1_600_000
"""Transitions that are taken in plays for what has to be possible, at most."""
_SOON = 1 / 16
"""What part of the time it may take to leave out what does not matter, before plays are made."""
_SOUGHT, _LEAST_SOUGHT = 100_000, 4_000
"""States that are looked at for what no play at random showed, and for each such thing at least."""


def prove(
    story: Story, properties: Iterable[Property], budget: Budget, statements: tuple[PromiseObserver, ...] = (),
    without: Iterable[str] = (), shortest: frozenset[str] = frozenset(), system: System | None = None,
    *, every_play: bool = False, evidence: KnownPossible = no_evidence,
) -> Proofs:  # fmt: skip
    """Settle all properties, as far as the budget goes. `without` are ids of choices that are never taken.
    `shortest` are keys of what a shortest play is wanted for though it has to be possible. `system` is that of the
    story, if it was made already. With `every_play`, whatever was found to be possible has a play that shows it;
    without, `evidence` may say of what chance does not soon show that it is.

    Raises SearchStopped when the story is too large even to be looked at, or there was no time for that.
    """
    system = system or transition_system(story, budget.progress(LAYING_OUT))
    if without:
        system = left_out(system, without)
    with collector_seldom():
        asked = tuple(properties)
        return StoryProving(story, system, asked, budget, statements, shortest, every_play, evidence).proofs()


class StoryProving:
    """Everything that is asked about a story, on the way to its answers: `answers` are those so far, by key.

    `sliced` are the slices that were looked at, with what was asked for in them, and `game` the proof by a game.
    """

    def __init__(
        self, story: Story, system: System, properties: tuple[Property, ...], budget: Budget,
        statements: tuple[PromiseObserver, ...], shortest: frozenset[str], every_play: bool, evidence: KnownPossible,
    ) -> None:  # fmt: skip
        self.story, self.system, self.properties, self.budget = story, system, properties, budget
        self.statements, self.shortest, self.every_play = statements, shortest, every_play
        self.evidence = no_evidence if every_play else evidence
        self.start = story.layout.start
        self.answers: dict[str, PropertyAnswer] = {}
        self.remembered: tuple[str, ...] = ()
        self.lost = 0
        self.contradicted: frozenset[str] = frozenset()
        self.sliced: list[tuple[TracePartitioning, Mapping[SoughtHappening, str]]] = []
        self.game: GameResult | None = None

    def proofs(self) -> Proofs:
        """Settle everything, as far as the budget goes. Raises SearchStopped."""
        searched, sampled = self.decided()
        self.contradicted = made_consistent(self.answers, self.properties)
        self._shorten()
        at = endings_once(self.system, searched.space.at) if searched.space is not None else ()
        situations = where_players_stand(self.system, at) if searched.space is not None else None
        proofs = tuple(self._verdict(property_) for property_ in self.properties if not self._follows(property_))
        number = len(self.system.locations)
        led_to = tuple(tuple(sorted(targets)) for targets in sampled.led_to[:number])
        return Proofs(
            proofs, situations, searched.engine, sampled.taken, self.remembered, self.lost,
            tuple(at[:number]), sampled.visits[:number], led_to,
        )  # fmt: skip

    def decided(self) -> tuple[Searched, Sampled]:
        """Find the answers: what came of a search through everything, and of plays at random. Raises SearchStopped."""
        sampled = NOT_SAMPLED
        if COUNT not in self.system.slots:
            self.answers[DIVERGENCE] = PropertyAnswer(False)
        if not self._is_soon_reduced():
            sampled = self._sample()
        searched = self._core(thorough=False)
        if searched.space is not None:
            self._rest(searched.space, share=0.15, thorough=False)
        if self._open():
            if sampled is NOT_SAMPLED:
                sampled = self._sample()
            if searched.space is None:
                self._abstractly()
            self._in_slices()
            if searched.space is None and not self._is_wide and self._open("error", "warning"):
                searched = self._core(thorough=True)
            if searched.space is not None and self._open("error", "warning"):
                self._rest(searched.space, share=0.8, thorough=True)
        return searched, sampled

    def _open(self, *weights: Weight) -> set[str]:
        """The keys of properties with these weights, or with any, that are not settled."""
        some = {property_.key for property_ in self.properties if not weights or property_.weight in weights}
        return some - self.answers.keys()

    # By plays at random

    @cached_property
    def _sampling(self) -> LedPlays:
        return LedPlays(self.story, self._reduced(instrumented(self.system, None, self.statements), forget=False))

    def _sample(self) -> Sampled:
        sampled = NOT_SAMPLED
        with suppress(SearchStopped):
            self._sampling.go_on = self._progress("Playing at random", 0.3)
            sampled = self._sampling.sampled()
            for further in (self._note_sampled, self._sample_further, self._seek_by_goals, self._note_sampled):
                further()
        return sampled if sampled is NOT_SAMPLED else sampled._replace(taken=self._sampling.taken)

    def _seek_by_goals(self) -> None:
        """Play for what did not happen yet, by what it takes: first what has to be possible, and remarks last."""
        self._note_sampled()
        self._sampling.go_on = self._progress("Playing at random", 0.4)
        left = self._left_for_goals()
        if left and self._sampling.go_on(self._sampling.taken):
            self._goals.seek_all(left)

    def _left_for_goals(self) -> dict[str, list[SoughtHappening]]:
        keys = self._open() if self._is_wide else self._open("error", "warning")
        first = sorted(self.properties, key=lambda each: (each.weight == "remark", each.wanted == "never"))
        asked = [property_.key for property_ in first if property_.key in keys]
        return sought_by_key(self.story, self._sampling.reduced, asked)

    @cached_property
    def _goals(self) -> GoalRegression:
        """Plays for what is open when it is first asked, that know what it takes."""
        some = (sought for some in self._left_for_goals().values() for sought in some)
        events = [sought for sought in some if not isinstance(sought, PathStep)]
        return GoalRegression(self._sampling, control_flow_graph(self._sampling.reduced, self.start, events))

    def _note_sampled(self) -> None:
        """Whatever happened in some play is so."""
        found, whole = self._sampling.found, self._sampling.reduced
        for key, path in keys_of_found(self.story, whole, found.transitions, found.events):
            self._happens(key, whole, path, shortest=False)
        for key, some in ((DEADLOCK, found.dead_ends), (DIVERGENCE, found.endless)):
            for path in some.values():
                self._happens(key, whole, path, shortest=False)

    def _sample_further(self) -> None:
        """Play for each thing by itself that has to be possible and did not happen yet."""
        can = (property_ for property_ in self.properties if property_.wanted == "can")
        asked = {property_.key for property_ in can if property_.weight != "remark"}
        left = sought_by_key(self.story, self._sampling.reduced, sorted(asked - self.answers.keys()))
        go_on, most = self._progress("Playing at random", 0.2), self._sampling.taken + _MOST_FURTHER
        self._sampling.go_on = lambda taken: taken < most and go_on(taken)
        known = play_for_each(self._sampling, left, lambda: self._goals, self.evidence)
        self.answers |= dict.fromkeys(known, PropertyAnswer(True))

    def _happens(self, key: str, whole: Reduced, path: Path, *, shortest: bool) -> None:
        known = self.answers.get(key)
        if key and (known is None or known.whole is None or (shortest and not known.shortest)):
            self.answers[key] = PropertyAnswer(True, whole, path, shortest)

    # By a search through everything

    @cached_property
    def _system_alone(self) -> Reduced:
        """Everything but marks."""
        return self._reduced(self.system)

    def _is_soon_reduced(self) -> bool:
        """Whether it takes but little time to leave out of the system what does not matter. Then it is done."""
        try:
            self._system_alone = reduced(self.system, progress=self.budget.soon(LEAVING_OUT, _SOON))
        except SearchStopped:
            if not self.budget.left:
                raise
            return False
        return True

    @cached_property
    def _is_wide(self) -> bool:
        """Whether so much has to be remembered at once that it is hardly worth while to look at every state."""
        if "_system_alone" in self.__dict__:
            return False
        try:
            return remembers_too_much(self._sampling.reduced)
        except SearchStopped:
            return True

    def _core(self, *, thorough: bool) -> Searched:
        """Everything but marks: what there is in every story."""
        nothing = Searched(None, "", ())
        try:
            if self._is_wide and not thorough:
                return nothing
            whole = self._system_alone
            searched = search(whole, self.start, self.budget, share=0.6 if thorough else 0.25, thorough=thorough)
            space = searched.space
            if space is not None:
                self._whole(whole, space)
                self._never_but(whole, space)
        except (SearchStopped, MemoryError):
            return nothing
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
            self.lost = where_players_stand(
                self.system, [count - some for count, some in zip(space.at, saved, strict=True)]
            )
        paths = [path for deadlock in space.deadlocks if (path := space.path(deadlock_at(whole, deadlock))) is not None]
        self._settle(DEADLOCK, whole, min(paths, key=lambda path: moves_in(whole, path), default=None))

    def _settle(self, key: str, whole: Reduced, path: tuple[PathStep, ...] | None) -> None:
        if path is None:
            self.answers[key] = PropertyAnswer(False)
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
                    self.answers[property_.key] = PropertyAnswer(False)
                elif property_.key not in self.answers:
                    path = space.path(found[property_.key]) if self.every_play else ()
                    self.answers[property_.key] = PropertyAnswer(True, whole if path else None, path or ())

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
                        self.answers.setdefault(key, PropertyAnswer(True))
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
        clock = self.story.clock.name if self.story.clock is not None else ""
        asked = {property_.key for property_ in self.properties} - self.answers.keys()
        with suppress(SearchStopped, MemoryError):
            core = self._sampling.reduced if self._is_wide else self._system_alone
            flat = control_flow_graph(core, self.start)
            slices = TracePartitioning(flat, self._progress("Looking for dead ends", 0.2))
            for key, absent in ((DEADLOCK, proves_no_deadlock), (DIVERGENCE, proves_no_divergence)):
                slices.progress = self._progress("Looking for dead ends", 0.2)
                with suppress(SearchStopped):
                    if key in asked and absent(slices):
                        self.answers[key] = PropertyAnswer(False)
            self.sliced.append((slices, dict.fromkeys(slices.shown_by, DEADLOCK)))
            if SOFT_LOCK in asked:
                progress = self._progress("Looking for ways to an ending")
                self.note_game(prove_ending_reachable(slices.flat, perhaps_closed(flat), clock, progress))

    def note_game(self, game: GameResult) -> None:
        """Take up what a game showed of ways to an ending."""
        self.game = game
        if game.proved:
            self.answers[SOFT_LOCK], self.remembered = PropertyAnswer(False), game.kept

    def _in_slices(self) -> None:
        """What never happens of what is still asked about: first what is an error or a warning, then remarks."""
        unknown = self._open()
        if not unknown:
            return
        with suppress(SearchStopped, MemoryError):
            whole = self._sampling.reduced  # that of these alone would have hardly fewer variables, and has to be made
            wanted = {sought: key for sought, key in asked_about(self.story, whole) if key in unknown}
            progress = self._progress("Looking for what never happens")
            seeking = BestFirstSearch(whole, self.start, wanted, progress)
            seeking.slices.experience = self._sampling.seen
            self.sliced.append((seeking.slices, wanted))
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
                    self.answers.setdefault(key, PropertyAnswer(False))

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

    def _progress(self, doing: str, share: float = 0.5) -> Progress:
        return self.budget.progress(doing, share=share)

    # What came of it

    def _follows(self, property_: Property) -> bool:
        """Whether nothing needs to be said of it, because what it is inside of can never be."""
        inside = self.answers.get(property_.inside)
        return inside is not None and inside.happens is False

    def _verdict(self, property_: Property) -> Proof:
        answer = self.answers.get(property_.key, PropertyAnswer(None))
        if answer.happens is None:
            reason = CONTRADICTION if property_.key in self.contradicted else NOT_ENOUGH
            return Proof(property_, "unknown", reason=reason)
        good = answer.happens == (property_.wanted == "can")
        play = answer.play if not good or property_.key in self.shortest or self.every_play else None
        return Proof(property_, "proved" if good else "refuted", play, answer.shortest)

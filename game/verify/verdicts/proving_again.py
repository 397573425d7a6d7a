"""A story proved with the evidence from before an edit: only what that does not settle any more is searched for.

First the plays are done again, step by step: whatever happens on them can happen. Then what never happened is looked at
with the variables that were enough before. All of this is a proof by itself, of the story as it is now, whatever it was
before: evidence says where to look, and not what is there. What is left goes the way of every proof.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from typing import TypeAlias

from game.story.model.story import Story
from game.support.gc_control import collector_seldom
from game.verify.abstract.abstract_domain import AbstractDomain
from game.verify.abstract.control_flow_graph import ControlFlowGraph, Happening, control_flow_graph
from game.verify.abstract.deadlocks import perhaps_closed, proves_no_deadlock, watch_dead_ends
from game.verify.abstract.divergence import proves_no_divergence
from game.verify.abstract.localization import Localization
from game.verify.abstract.predicate_abstraction import cuts
from game.verify.abstract.reachability_game import prove_ending_reachable
from game.verify.abstract.trace_partitioning import SoughtHappening, TracePartitioning, happening, partitioning_of
from game.verify.abstract.value_analysis import Tracks, analysed_values
from game.verify.exact.engine_choice import Searched, remembers_too_much
from game.verify.search.best_first_search import FEW_ROUNDS
from game.verify.search.goal_regression import GoalRegression
from game.verify.search.kept_plays import KeptPlays, PlayTree, play_again
from game.verify.search.led_plays import LedPlays
from game.verify.search.playing_for import KnownPossible, no_evidence
from game.verify.search.random_plays import NOT_SAMPLED, Sampled
from game.verify.system.budget import Budget
from game.verify.system.observers import PromiseObserver
from game.verify.system.space import PathStep, Progress, SearchStopped
from game.verify.system.transition_system import System
from game.verify.system.turn_limit import COUNT
from game.verify.verdicts.evidence import ProofEvidence, SliceEvidence, add_plays, game_of, slices_of
from game.verify.verdicts.happenings import asked_about, sought_by_key
from game.verify.verdicts.properties import DEADLOCK, DIVERGENCE, SOFT_LOCK, Property, Weight
from game.verify.verdicts.proving import StoryProving
from game.verify.verdicts.verdicts import Proofs, PropertyAnswer, Verdict

_SOUGHT_SHORTLY = 10_000
"""Transitions that are taken in plays for each thing that no kept play shows, before it is looked at in slices."""
_MOST_SOUGHT = 100
"""Where more is left than so much, nothing is sought by itself: too little is as it was."""


Hear: TypeAlias = Callable[[Property, Verdict], None]
"""Told of a verdict as soon as there is one. It may still be taken back: where two proofs contradict each other."""


class ProofsWithEvidence:
    """Proves a story as `prove` does, with the `evidence` from before, if there is some.

    `hear` is told of verdicts as they come. Afterwards `made` is the evidence of this proof; None where a search
    through everything settled the story, which needs none, or where there was no time.
    """

    def __init__(self, evidence: ProofEvidence | None = None, hear: Hear | None = None) -> None:
        self.evidence, self.hear = evidence, hear
        self.made: ProofEvidence | None = None

    def prove(
        self, story: Story, properties: Iterable[Property], budget: Budget, statements: tuple[PromiseObserver, ...],
        system: System, evidence: KnownPossible = no_evidence,
    ) -> Proofs:  # fmt: skip
        """Settle all properties. Raises SearchStopped."""
        with collector_seldom():
            proving = ProvingAgain(
                self.evidence, self.hear, story, system, tuple(properties), budget, statements, evidence
            )
            proofs = proving.proofs()
            self.made = proving.made_evidence(proofs) if proofs.situations is None else None
        return proofs


class ProvingAgain(StoryProving):
    """Everything that is asked about a story, settled with evidence first."""

    def __init__(
        self, evidence: ProofEvidence | None, hear: Hear | None, story: Story, system: System,
        properties: tuple[Property, ...], budget: Budget, statements: tuple[PromiseObserver, ...],
        shown: KnownPossible,
    ) -> None:  # fmt: skip
        super().__init__(story, system, properties, budget, statements, frozenset(), False, shown)
        self._hear, self._heard = hear, set[str]()
        self._kept = evidence
        self._searched: Searched | None = None
        self._shown_again: list[SliceEvidence] = []
        self._played, self._played_again = KeptPlays(), frozenset[str]()

    def decided(self) -> tuple[Searched, Sampled]:
        """Settle what can be settled with the evidence, and the rest as ever."""
        if self._kept is None:
            return super().decided()
        sampled = NOT_SAMPLED
        with suppress(SearchStopped, MemoryError):
            if self._is_searched():
                return super().decided()
            if COUNT not in self.system.slots:
                self.answers[DIVERGENCE] = PropertyAnswer(False)
            sampled = self._play_again(self._kept)
            self._show_again(self._kept)
            self._whole_again(self._kept)
        for fresh in (False, True):
            if sampled is NOT_SAMPLED or not self._perhaps_possible(self._kept, "error", "warning"):
                break
            if fresh:  # other plays than those that were kept, as from scratch: luck has its part in what is found
                self._sampling = LedPlays(self.story, self._sampling.reduced)
            sampled = self._sample()
        is_lost = self._perhaps_possible(self._kept, "error", "warning")
        if sampled is not NOT_SAMPLED and not is_lost and 0 < len(self._left()) <= _MOST_SOUGHT:
            self._in_slices()
            # Whether it is too much to look at every state is asked anew of the system without observers.
            self.__dict__.pop("_is_wide", None)
        return super().decided() if self._left() else (Searched(None, "", ()), sampled)

    def made_evidence(self, proofs: Proofs) -> ProofEvidence:
        """What these proofs rested on."""
        shown = dict.fromkeys(self._shown_again)
        with suppress(MemoryError):
            for slices, wanted in self.sliced:
                shown |= dict.fromkeys(slices_of(slices, wanted))
        open_ = (proof.property for proof in proofs.proofs if proof.verdict == "unknown")
        game = game_of(self.game.remembered) if self.game is not None and self.game.proved else None
        tree = PlayTree(self._played)
        new = {key: answer for key, answer in self.answers.items() if key not in self._played_again}
        add_plays(tree, new, {asked.key for asked in self.properties if asked.kind in ("choices", "exits")})
        never = (key for key, answer in self.answers.items() if answer.happens is False)
        remarks = tuple(asked.key for asked in open_ if asked.weight == "remark")
        return ProofEvidence(tree.kept(), tuple(shown), game, tuple(never), remarks)

    def _progress(self, doing: str, share: float = 0.5) -> Progress:
        go_on, hear = super()._progress(doing, share), self._hear
        if hear is None:
            return go_on

        def told(found: int) -> bool:
            if len(self.answers) > len(self._heard):
                self._tell(hear)
            return go_on(found)

        return told

    def _tell(self, hear: Hear) -> None:
        """Tell of the verdicts that are new."""
        new = self.answers.keys() - self._heard
        self._heard |= new
        for asked in self.properties:
            happens = self.answers[asked.key].happens if asked.key in new else None
            if happens is not None:
                hear(asked, "proved" if happens == (asked.wanted == "can") else "refuted")

    def _is_searched(self) -> bool:
        """Whether every state can be looked at: the story may have become so small. Raises SearchStopped."""
        return (
            not remembers_too_much(self._sampling.reduced)
            and self._is_soon_reduced()
            and self._core(thorough=False).space is not None
        )

    def _core(self, *, thorough: bool) -> Searched:
        """Everything but marks, once."""
        if thorough:
            return super()._core(thorough=True)
        if self._searched is None:
            self._searched = super()._core(thorough=False)
        return self._searched

    def _left(self) -> set[str]:
        """What is not settled, but for the remarks that were not settled before either."""
        evidence = self._kept or ProofEvidence()
        return self._open("error", "warning") | self._open("remark").difference(evidence.open)

    def _play_again(self, evidence: ProofEvidence) -> Sampled:
        """Do the plays again, and look shortly for what none of them shows. Raises SearchStopped."""
        plays = self._sampling
        plays.go_on = self._progress("Playing what was kept", 0.3)
        self._played = play_again(evidence.plays, plays, plays.go_on)
        self._note_sampled()
        self._played_again = frozenset(self.answers)
        for seek in (self._seek_goals, self._ask_playthroughs, self._seek_shortly):
            left = sought_by_key(self.story, plays.reduced, sorted(self._perhaps_possible(evidence)))
            if 0 < len(left) <= _MOST_SOUGHT:
                seek(left)
                self._note_sampled()
        return plays.noted()

    def _seek_goals(self, left: Mapping[str, Collection[SoughtHappening]]) -> None:
        """Play for these by what it takes: a play that an edit cuts off mostly needs but one more thing."""
        plays = self._sampling
        plays.go_on = self._progress("Playing at random", 0.1)
        events = [sought for some in left.values() for sought in some if not isinstance(sought, PathStep)]
        GoalRegression(plays, control_flow_graph(plays.reduced, self.start, events)).seek_all(left)

    def _ask_playthroughs(self, left: Mapping[str, Collection[SoughtHappening]]) -> None:
        """Take up what somebody else knows to be possible: no play of it was kept, for none was found."""
        self.answers |= dict.fromkeys(self.evidence(frozenset(left)), PropertyAnswer(True))

    def _seek_shortly(self, left: Mapping[str, Collection[SoughtHappening]]) -> None:
        """Play for each of these by itself, for a while."""
        plays = self._sampling
        plays.go_on = self._progress("Playing at random", 0.1)
        for some in left.values():
            at = plays.likeliest(some)
            for sought in at:
                plays.seek(sought, _SOUGHT_SHORTLY // len(at))

    def _perhaps_possible(self, evidence: ProofEvidence, *weights: Weight) -> set[str]:
        """What has to be possible, and was so before or is new, and is shown by no play yet."""
        possible = {asked.key for asked in self.properties if asked.wanted == "can"}
        return (possible & self._left() & self._open(*weights)).difference(evidence.never)

    def _show_again(self, evidence: ProofEvidence) -> None:
        """Look again at what never happened, as far as evidence says how. Raises SearchStopped."""
        whole, left = self._sampling.reduced, self._left()
        wanted = {sought: key for sought, key in asked_about(self.story, whole) if key in left}
        slices = partitioning_of(whole, self.start, wanted, self._progress("Looking for what never happens", 0.3))
        slices.settle(map(happening, wanted), rounds=0)
        self._look_again(slices, {happening(sought): key for sought, key in wanted.items()}, evidence)
        possible = self._perhaps_possible(evidence, "error", "warning")
        rest = {happening(sought) for sought, key in wanted.items() if key not in possible}
        rest -= slices.never | slices.plays.keys()
        if 0 < len(rest) <= _MOST_SOUGHT:
            slices.progress = self._progress("Looking for what never happens", 0.05)
            slices.settle(rest, FEW_ROUNDS)
            self.sliced.append((slices, wanted))
        for sought, key in wanted.items():
            if (path := slices.plays.get(happening(sought))) is not None:
                self._happens(key, whole, slices.steps(path), shortest=False)
        perhaps = {key for sought, key in wanted.items() if happening(sought) not in slices.never}
        for key in left - {SOFT_LOCK, DEADLOCK, DIVERGENCE} - perhaps:
            self.answers.setdefault(key, PropertyAnswer(False))

    def _look_again(self, slices: TracePartitioning, wanted: Mapping[Happening, str], evidence: ProofEvidence) -> None:
        """Look with the variables that were enough before whether these events, with their keys, never happen."""
        kept, localization, numbers = evidence.slices_by_key(), Localization(slices.flat), cuts(slices.flat)
        for event, key in wanted.items():
            if event not in slices.never and event not in slices.plays:
                for shown in kept.get(key, ()):
                    if _shows(shown, event, slices, localization, numbers):
                        slices.never.add(event)
                        self._shown_again.append(shown)
                        break

    def _whole_again(self, evidence: ProofEvidence) -> None:
        """Look again whether there is always something to do, and a way to an ending. Raises SearchStopped."""
        left = self._left() & {SOFT_LOCK, DEADLOCK, DIVERGENCE}
        if not left:
            return
        # Nothing is forgotten: that takes a third of the time, and a game in which little is remembered needs it least.
        flat = control_flow_graph(self._reduced(self.system, forget=False), self.start)
        slices = TracePartitioning(flat, self._progress("Looking for dead ends", 0.2))
        dead_ends = dict.fromkeys(watch_dead_ends(slices), DEADLOCK)
        slices.settle(dead_ends, rounds=0)
        self._look_again(slices, dead_ends, evidence)
        for key, absent in ((DEADLOCK, proves_no_deadlock), (DIVERGENCE, proves_no_divergence)):
            if key in left and absent(slices):
                self.answers[key] = PropertyAnswer(False)
        if SOFT_LOCK in left and evidence.game is not None:
            clock = self.story.clock.name if self.story.clock is not None else ""
            progress = self._progress("Looking for ways to an ending", 0.2)
            first = evidence.game.remembered
            self.note_game(prove_ending_reachable(slices.flat, perhaps_closed(flat), clock, progress, first))


def _shows(
    shown: SliceEvidence, event: Happening, slices: TracePartitioning, localization: Localization,
    numbers: dict[str, frozenset[int] | None],
) -> bool:  # fmt: skip
    """Whether a slice like the one before shows that the event never happens. Raises SearchStopped."""
    slots, apart, lowest = slices.flat.slots, shown.predicates, frozenset(shown.lowest)
    asked = {*shown.names, *apart, *lowest}
    # What is only looked at while these variables have their lowest value must not happen later either.
    if not asked <= slots.keys() or not lowest <= slices.zeros.get(event, frozenset()):
        return False
    if shown.names:
        small = localization.only(asked, event)
        tracks = Tracks(small, AbstractDomain(small.slots, _some(numbers, small)))
        values = analysed_values(tracks, apart, slices.progress, lowest=lowest)
    else:
        values = slices.slice(apart, lowest)
    return values.is_whole and event not in values.happening()


def _some(numbers: dict[str, frozenset[int] | None], small: ControlFlowGraph) -> dict[str, frozenset[int] | None]:
    return {name: some for name, some in numbers.items() if name in small.slots}

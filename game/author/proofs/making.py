"""The proofs of a pack: from the story to the verdicts, with the plays that show them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from game.author.proofs.kept import ProofCache
from game.author.proofs.kept_evidence import EvidenceCache
from game.author.proofs.played_evidence import played_in, with_played_evidence
from game.author.proofs.shown_plays import ShownPlays
from game.author.proofs.supposing import Supposition
from game.engine.moves import Moves
from game.engine.state import EndlessLoop, Refused
from game.story.model.position_variables import PositionVariables
from game.story.model.story import Story
from game.story.model.yaml_nodes import Spot
from game.story.targets.survey import PackChanged, survey
from game.verify.search.playing_for import KnownPossible, no_evidence
from game.verify.system.budget import Budget
from game.verify.system.space import SearchStopped
from game.verify.system.transition_system import TooLarge
from game.verify.verdicts.promise_observers import name_of, promise_observers, promise_properties
from game.verify.verdicts.properties import DEADLOCK, SOFT_LOCK, Property, properties_of
from game.verify.verdicts.proving_again import Hear, ProofsWithEvidence
from game.verify.verdicts.proving_promises import prove_with_promises
from game.verify.verdicts.verdicts import NOT_ENOUGH, Proof, Proofs, Verdict, unsettled
from game.verify.verdicts.witnesses import Witness, in_game, witness

_FOR_EVIDENCE = 0.3
"""What part of the time left playthroughs may take before other searches had theirs."""
_PATIENCE = 6
"""Playthroughs that are run then in vain, one after the other."""
_MOVES_AFTER_THE_TIME = 100_000
"""Moves of plays that look for seeds when the time is over, in all."""


class ShownProof(NamedTuple):
    """A verdict, and where there is one, the play in the game that shows it.

    `spot` is where it stands in the pack, `where` in words to where the play comes; both for people. `minimal`: no move
    and no block of moves can be left out of the play (see `game.verify.search.minimal_plays`).
    """

    proof: Proof
    witness: Witness | None = None
    spot: Spot | None = None
    where: str = ""
    minimal: bool = False


class Differences(NamedTuple):
    """By kind, the ids of what is possible in one report and not in the other; and properties that are not so any more
    (`broken`), are so now (`kept`), or of which that is not known.
    """

    lost: Mapping[str, tuple[str, ...]]
    gained: Mapping[str, tuple[str, ...]]
    broken: tuple[ShownProof, ...]
    kept: tuple[ShownProof, ...]
    unknown: tuple[Property, ...]


class ProofReport(NamedTuple):
    """All that is known of a pack.

    `again`: nothing was searched, the logic is that of an earlier proof. `without`: choices that nobody takes in it.
    `supposed`: what holds for all plays in it. `different`: what is different because of either.
    `checked`: the keys of the verdicts of which a certificate was checked (None: there was none), and `replayed`, how
    many edges of it were taken in the game.
    """

    story: Story
    proofs: Proofs
    shown: tuple[ShownProof, ...]
    seconds: float
    again: bool = False
    without: tuple[str, ...] = ()
    supposed: Supposition | None = None
    different: Differences | None = None
    checked: frozenset[str] | None = None
    replayed: int = 0

    def with_verdict(self, verdict: str) -> tuple[ShownProof, ...]:
        """Those with this verdict, in the order of the properties."""
        return tuple(shown for shown in self.shown if shown.proof.verdict == verdict)


def make_report(
    story: Story, path: Path, budget: Budget, without: Iterable[str] = (), *, every_play: bool = False,
    supposed: Supposition | None = None, remarks: bool = True, hear: Hear | None = None,
) -> ProofReport:  # fmt: skip
    """Prove everything there is to prove of the story, which was made from the pack at `path`.

    Without `remarks`, those are told without the plays that show them: to make them fit to be read takes time.

    What it promises of odds is worked out, too; not with `without`, for those who play do not know of it. With
    `every_play`, nothing that was proved before is taken for granted, and what can happen comes with its play. What is
    `supposed` has a story of its own, which takes the place of the other one. `hear` is told of verdicts as they come.
    """
    without = tuple(without)
    story = supposed.story if supposed is not None else story
    report = _proved(story, path, budget, without, every_play, supposed, remarks, hear)
    if not story.likely or without or supposed is not None:
        return report
    from game.author.proofs.likely import likely_proofs  # few packs promise odds

    odds = tuple(ShownProof(proof, None, proof.property.spot) for proof in likely_proofs(story, budget))
    return report._replace(shown=(*report.shown, *odds), seconds=budget.spent)


def _proved(
    story: Story, path: Path, budget: Budget, without: tuple[str, ...], every_play: bool,
    supposed: Supposition | None, remarks: bool, hear: Hear | None,
) -> ProofReport:  # fmt: skip
    try:
        things = survey(story, path).things
    except PackChanged:
        things = ()
    properties = (*properties_of(story, things), *promise_properties(story))
    holds = supposed.holds if supposed is not None else None
    if holds is not None:
        # Where a play can go on only by giving up what is supposed, it is not looked at further: that is no dead end.
        properties = tuple(asked for asked in properties if asked.key not in (SOFT_LOCK, DEADLOCK))
    as_ever = not without and supposed is None

    def shown(proofs: Proofs) -> tuple[ShownProof, ...]:
        told = [proof for proof in proofs.proofs if _has_play(proof) and (remarks or not _is_remark(proof))]
        keys = [proof.property.key for proof in told]
        go_on = budget.progress("Leaving needless moves out")
        plays = ShownPlays(story, keys, promise_observers(story), without, holds, progress=go_on)
        return tuple(_shown(story, proofs.proofs, frozenset(keys), plays, budget))

    kept = ProofCache(story, properties) if as_ever and not every_play else None
    proofs = kept.proofs(budget) if kept is not None else None
    if kept is not None and proofs is not None:
        try:
            return ProofReport(story, proofs, shown(proofs), budget.spent, again=True)
        except (LookupError, Refused):  # a play that the game does not allow was never one of this story
            kept.throw_away()
    evidence = EvidenceCache(story) if kept is not None else None
    again = ProofsWithEvidence(evidence.evidence(), _at_once(story, hear)) if evidence is not None else None
    try:
        observers = promise_observers(story)
        proofs = prove_with_promises(
            story, properties, budget, observers, without, holds, every_play=every_play,
            evidence=_evidence(story, path, budget) if as_ever else no_evidence, again=again,
        )  # fmt: skip
        is_whole = True
    except (TooLarge, MemoryError, RecursionError):
        proofs, is_whole = unsettled(properties, "The story is too large to be looked at."), False
    except SearchStopped:
        proofs, is_whole = unsettled(properties, NOT_ENOUGH), False
    if as_ever:  # what a playthrough shows may be done by what nobody is to take
        proofs = _with_evidence(proofs, story, path, budget)
    if kept is not None and is_whole:
        kept.keep(proofs, budget)
    if evidence is not None and again is not None and again.made is not None:
        evidence.keep(again.made)
    return ProofReport(story, proofs, shown(proofs), budget.spent, without=without, supposed=supposed)


def _has_play(proof: Proof) -> bool:
    return proof.verdict == "refuted" and proof.play is not None


def _is_remark(proof: Proof) -> bool:
    return proof.property.weight == "remark"


def _evidence(story: Story, path: Path, budget: Budget) -> KnownPossible:
    """What the playthroughs show, as far as there is time and memory to run them."""

    def shown(keys: frozenset[str]) -> frozenset[str]:
        try:
            in_time = budget.progress("Running playthroughs", share=_FOR_EVIDENCE)
            return played_in(keys, story, path, in_time, _PATIENCE)
        except (MemoryError, RecursionError):
            return frozenset()

    return shown


def _at_once(story: Story, hear: Hear | None) -> Hear | None:
    """What is told of verdicts that stand by themselves: of what can still follow, there is more to come."""
    if hear is None:
        return None
    later = {name_of(number) for number, promise in enumerate(story.promises) if promise.branches}

    def told(asked: Property, verdict: Verdict) -> None:
        if asked.key not in later:
            hear(asked, verdict)

    return told


def _with_evidence(proofs: Proofs, story: Story, path: Path, budget: Budget) -> Proofs:
    """The proofs with what the playthroughs show, as far as there is time and memory to run them."""
    try:
        return with_played_evidence(proofs, story, path, budget.progress("Running playthroughs"))
    except (MemoryError, RecursionError):
        return proofs


def _shown(
    story: Story, proofs: Iterable[Proof], told: Collection[str], plays: ShownPlays, budget: Budget
) -> Iterator[ShownProof]:
    """The verdicts, and of those with these keys the plays, without needless moves."""
    moves, whereabouts = Moves(story), PositionVariables(story)
    in_time, tried = budget.progress("Looking for seeds"), 0

    def go_on(made: int) -> bool:
        """Some seeds are tried even if the proofs took all the time."""
        return tried + made < _MOVES_AFTER_THE_TIME or in_time(made)

    for proof in proofs:
        spot = proof.property.spot
        if proof.property.key not in told or proof.play is None:
            yield ShownProof(proof, None, spot)
            continue
        proof, minimal = plays.readable(proof)  # noqa: PLW2901 - the same verdict
        play = proof.play or ()
        found = witness(moves, play, go_on)
        tried += len(play) if found is None else found.seed * len(play)
        where = (
            _where(story, whereabouts, found)
            if found is not None and proof.property.key in (SOFT_LOCK, DEADLOCK)
            else ""
        )
        scene = story.scenes.get(where)
        if scene is not None:
            yield ShownProof(proof, found, spot or Spot(scene.file, scene.line, 1), f"in the scene `{where}`",
                             minimal)  # fmt: skip
        else:
            yield ShownProof(proof, found, spot, f"at the place `{where}`" if where else "", minimal)


def _where(story: Story, whereabouts: PositionVariables, found: Witness) -> str:
    """The scene or the place in which the play ends; empty when it never does."""
    try:
        state = in_game(story, found)
    except EndlessLoop:
        return ""
    place = story.place_at(state.memory)
    return whereabouts.scene_of.get(state.node, "") or (place.id if place is not None else "")

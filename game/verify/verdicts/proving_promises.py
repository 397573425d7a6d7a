"""Everything that is asked about a story, with what is promised of what can still follow.

"Whenever this is so, that can still be reached" and "this leads to that" are settled by a search of their own, through
a system in which nothing but that is an ending (see `game.verify.system.demands`). Often less is enough:

* A play that has ended without it breaks either promise. That is a mark like any other, and found like any other.
* "This leads to that" means: whoever goes on, and does not go round in circles for ever, comes by that. If no play ends
  without it, and an ending can be reached from everywhere, then from everywhere the way to some ending leads past it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from game.story.model.expressions import Expression
from game.story.model.story import Story
from game.support.gc_control import collector_seldom
from game.verify.exact.engine_choice import search
from game.verify.reductions.reduction import reduced
from game.verify.search.playing_for import KnownPossible, no_evidence
from game.verify.system.budget import Budget
from game.verify.system.demands import Demand, demanding
from game.verify.system.elements import Location
from game.verify.system.observers import Observation, PromiseObserver
from game.verify.system.restriction import restricted
from game.verify.system.space import Goal, SearchStopped
from game.verify.system.transition_system import System, left_out, transition_system
from game.verify.verdicts.promise_observers import demands
from game.verify.verdicts.properties import SOFT_LOCK, Property
from game.verify.verdicts.proving import LAYING_OUT, LEAVING_OUT, prove
from game.verify.verdicts.proving_again import ProofsWithEvidence
from game.verify.verdicts.verdicts import NOT_ENOUGH, Proof, Proofs, played


def prove_with_promises(
    story: Story, properties: Iterable[Property], budget: Budget, statements: tuple[PromiseObserver, ...],
    without: Iterable[str] = (), holds: Callable[[Location], Expression] | None = None, *, every_play: bool = False,
    evidence: KnownPossible = no_evidence, again: ProofsWithEvidence | None = None,
) -> Proofs:  # fmt: skip
    """Settle all properties, as `prove` does, and those that are about what can still follow.

    Only plays count in which `holds` does, a condition as it is at a location (None: all). `again` proves with evidence
    from before, and only where nothing else is asked for. Raises SearchStopped.
    """
    properties, without = tuple(properties), tuple(without)
    system = transition_system(story, budget.progress(LAYING_OUT))
    system = restricted(system, holds) if holds is not None else system
    marks = [asked._replace(wanted="never") if _branches(asked) else asked for asked in properties]
    if again is not None and not without and holds is None and not every_play:
        found = again.prove(story, marks, budget, statements, system, evidence)
    else:
        found = prove(
            story, marks, budget, statements, without, system=system, every_play=every_play, evidence=evidence
        )
    originals = {asked.key: asked for asked in properties if _branches(asked)}
    if not originals:
        return found
    system = left_out(system, without) if without else system
    always_an_ending = any(proof.property.key == SOFT_LOCK and proof.verdict == "proved" for proof in found.proofs)
    demanded, left = demands(story), len(originals)
    proofs: list[Proof] = []
    for proof in found.proofs:
        asked = originals.get(proof.property.key)
        if asked is None:
            proofs.append(proof)
            continue
        is_enough = proof.verdict == "proved" and asked.wanted == "leads" and always_an_ending
        if proof.verdict == "refuted" or is_enough:
            proofs.append(proof._replace(property=asked, shortest=False))
        else:
            proofs.append(_searched(asked, system, demanded[asked.key], budget, 1 / left))
        left -= 1
    return found._replace(proofs=tuple(proofs))


def _branches(asked: Property) -> bool:
    return asked.wanted in ("still", "leads")


def _searched(asked: Property, system: System, demand: Demand, budget: Budget, share: float) -> Proof:
    """The verdict by a search through everything."""
    start = system.story.layout.start
    try:
        with collector_seldom():
            whole, locations = demanding(system, demand)
            if not locations:  # it is demanded nowhere
                return Proof(asked, "proved")
            left = reduced(whole, emitted=frozenset((Observation,)), progress=budget.progress(LEAVING_OUT))
            space = search(left, start, budget, share=share / 2).space
            space = space or search(left, start, budget, share=share, thorough=True).space
            if space is not None:
                path = space.path(Goal(locations=locations, soft_lock=True))
                return Proof(asked, "proved") if path is None else Proof(asked, "refuted", played(left, path), True)
    except (SearchStopped, MemoryError, RecursionError):
        pass
    return Proof(asked, "unknown", reason=NOT_ENOUGH)

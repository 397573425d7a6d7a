"""The proofs of a pack: from the story to the verdicts, with the plays that show them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from game.author.proofs.kept import keep_proofs, kept_proofs, mark_of
from game.engine.moves import Moves
from game.playthrough.coverage.survey import PackChanged, survey
from game.story.program import Story
from game.verify.budget import Budget
from game.verify.properties import properties_of
from game.verify.proving import Proof, Proofs, prove, unsettled
from game.verify.space import Stopped
from game.verify.system import System
from game.verify.witnesses import Witness, witness


class Shown(NamedTuple):
    """A verdict, and where there is one, the play in the game that shows it."""

    proof: Proof
    witness: Witness | None = None


class Report(NamedTuple):
    """All that is known of a pack.

    `again`: nothing was searched, the logic is that of an earlier proof. `without`: choices that nobody takes in it.
    """

    story: Story
    proofs: Proofs
    shown: tuple[Shown, ...]
    seconds: float
    again: bool = False
    without: tuple[str, ...] = ()

    def with_verdict(self, verdict: str) -> tuple[Shown, ...]:
        """Those with this verdict, in the order of the properties."""
        return tuple(one for one in self.shown if one.proof.verdict == verdict)


def make_report(story: Story, path: Path, budget: Budget, without: Iterable[str] = ()) -> Report:
    """Prove everything there is to prove of the story, which was made from the pack at `path`."""
    try:
        things = survey(story, path).things
    except PackChanged:
        things = ()
    properties = properties_of(story, things)
    without = tuple(without)
    mark, proofs = "", None
    try:
        if not without:
            mark = mark_of(System(story), properties, ())
            proofs = kept_proofs(mark, properties)
        again = proofs is not None
        if proofs is None:
            proofs = prove(story, properties, budget, without=without)
            if mark:
                keep_proofs(mark, proofs)
    except (Stopped, MemoryError, RecursionError):
        again, proofs = False, unsettled(properties, "The story is too large to be looked at.")
    return Report(story, proofs, tuple(_shown(story, proofs.proofs)), budget.spent, again, without)


def _shown(story: Story, proofs: Iterable[Proof]) -> Iterable[Shown]:
    moves = Moves(story)
    for one in proofs:
        wanted = one.verdict == "refuted" and one.play is not None
        yield Shown(one, witness(moves, one.play) if wanted and one.play is not None else None)

"""`check --reach`: a play in which a condition comes to be so, the shortest if that can be said."""

from __future__ import annotations

import sys

from game.author.findings import print_findings
from game.author.proofs.proofs_command import Proving, progress
from game.author.proofs.shown_plays import ReadablePlay, ShownPlays
from game.engine.moves import Moves
from game.story.compile.promises import ASKED
from game.story.model.story import Story
from game.story.packs import examine
from game.support.counts import counted
from game.support.exit_codes import FINDINGS, FINE, UNFINISHED, WRONG_USAGE
from game.verify.system.budget import Budget
from game.verify.system.space import SearchStopped
from game.verify.verdicts.promise_observers import name_of, promise_observers, promise_properties
from game.verify.verdicts.proving import prove
from game.verify.verdicts.verdicts import Proof
from game.verify.verdicts.witnesses import as_playthrough, witness

_MOST_SEARCHED = 10_000_000
"""So much of `PlayReplay.work` is done to show that there is no shorter play than the one that was asked for."""


def reach(pack: str, condition: str, proving: Proving) -> int:
    """Print a playthrough that comes to where the condition holds. The result is the exit code: 0 there is one, 1 it is
    proved that there is none, 2 the condition or the pack cannot be read, 3 it is not known."""
    story, diagnostics = examine(pack, reach=[condition])
    # A warning about the condition (a part of it is always true, or never) is no reason not to answer.
    wrong = [
        diagnostic
        for diagnostic in diagnostics
        if diagnostic.severity == "error" and (story is None or diagnostic.spot.file == ASKED)
    ]
    if story is None or wrong:
        print_findings(wrong, sys.stderr)
        return WRONG_USAGE
    with progress() as listener:
        budget = Budget(proving.seconds, proving.memory, listener)
        proof = _proof(story, proving.without, budget)
        shown, minimal = None, False
        if proof is not None and proof.play is not None:
            proof, minimal = _readable(story, proving.without, proof, budget)
            shown = witness(Moves(story), proof.play or (), budget.progress("Looking for a seed"))
    if proof is None or proof.verdict == "unknown":
        print("It is not known whether this can be so: there was not enough time or memory. Give more with --seconds "
              "or --memory.", file=sys.stderr)  # fmt: skip
        return UNFINISHED
    if proof.verdict == "refuted" or proof.play is None:
        print(f"In no play there can be does this come to be so: {condition}", file=sys.stderr)
        return FINDINGS
    if shown is None:
        print("It can be so, but only if chance draws certain questions, and no seed was found that draws them.",
              file=sys.stderr)  # fmt: skip
        return UNFINISHED
    print(as_playthrough(story, proof, shown), end="")
    print(_how_short(proof, len(shown.steps), minimal=minimal), file=sys.stderr)
    return FINE


def _how_short(proof: Proof, steps: int, *, minimal: bool) -> str:
    """What is known of how short a play is."""
    if proof.shortest:
        return f"There is no shorter play than this one: {counted(steps, 'step')}."
    needless = ", but none of its steps can be left out" if minimal else ""
    return f"There may be shorter plays than this one{needless}: {counted(steps, 'step')}."


def _readable(story: Story, without: tuple[str, ...], proof: Proof, budget: Budget) -> ReadablePlay:
    """The verdict with its play without needless moves."""
    progress = budget.progress("Leaving needless moves out")
    plays = ShownPlays(story, (proof.property.key,), promise_observers(story), without, progress=progress)
    return plays.readable(proof, searched=_MOST_SEARCHED)


def _proof(story: Story, without: tuple[str, ...], budget: Budget) -> Proof | None:
    number = len(story.promises) - 1
    wanted = list(promise_properties(story))[number]._replace(
        says=f"A play in which this is so: {story.promises[number].source}"
    )
    only = tuple(observer for observer in promise_observers(story) if observer.name == name_of(number))
    try:
        return prove(story, (wanted,), budget, only, without, frozenset((wanted.key,))).proofs[0]
    except (SearchStopped, MemoryError, RecursionError):
        return None

"""`check --wordings`: every wording of the documents, and what leads to it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from textwrap import fill

from game.author.findings import print_findings
from game.author.proofs.proof_sentences import step_words
from game.author.proofs.proofs_command import Proving, progress
from game.author.proofs.shown_plays import ShownPlays
from game.engine.moves import Moves
from game.engine.rendering import render_words
from game.engine.rules import begin, choose
from game.playthrough.simulation.recording import DoneMove
from game.story.model.document_wordings import BLANK_NAME, can_stand, standing_tree
from game.story.model.documents import DocumentLine
from game.story.model.expressions import free_variables
from game.story.model.story import Story
from game.story.packs import examine
from game.story.source.library import find_pack
from game.story.targets.survey import survey
from game.story.targets.target_keys import wording
from game.support.counts import counted
from game.support.exit_codes import FINDINGS, FINE, UNFINISHED, WRONG_USAGE
from game.support.safe_text import visible
from game.verify.system.budget import Budget
from game.verify.system.space import Progress, SearchStopped
from game.verify.verdicts.properties import properties_of
from game.verify.verdicts.proving import prove
from game.verify.verdicts.verdicts import Proof
from game.verify.verdicts.witnesses import Witness, witness

_WIDTH = 80


def tell_wordings(pack: str, proving: Proving) -> int:
    """Print every wording of a pack's documents with a play that leads to it.

    The result is the exit code: 0 each can be read, 1 one of them never can, 2 the pack cannot be read, 3 of one it is
    not known.
    """
    story, found = examine(pack)
    if story is None:
        print_findings([finding for finding in found if finding.severity == "error"], sys.stderr)
        return WRONG_USAGE
    if not story.documents:
        print("This pack has no documents.")
        return FINE
    with progress() as listener:
        budget = Budget(proving.seconds, proving.memory, listener)
        proofs = _proofs(story, pack, proving.without, budget)
        told = [*_told(story, proofs, budget)]
    print("\n".join(told))
    verdicts = {proof.verdict for proof in proofs.values()}
    return FINDINGS if "refuted" in verdicts else UNFINISHED if "unknown" in verdicts or not proofs else FINE


def _proofs(story: Story, pack: str, without: tuple[str, ...], budget: Budget) -> dict[str, Proof]:
    """The verdict on each wording, by its key; nothing where the story is too large."""
    things = [thing for thing in survey(story, find_pack(pack)).things if thing.kind == "wording"]
    wanted = [asked for asked in properties_of(story, things) if asked.kind == "wordings"]
    keys = frozenset(asked.key for asked in wanted)
    try:
        proofs = prove(story, wanted, budget, (), without, keys).proofs
    except (SearchStopped, MemoryError, RecursionError):
        return {}
    plays = ShownPlays(story, keys, (), without, progress=budget.progress("Leaving needless moves out"))
    return {proof.property.key: plays.readable(proof).proof for proof in proofs}


def _told(story: Story, proofs: dict[str, Proof], budget: Budget) -> Iterator[str]:
    moves, go_on = Moves(story), budget.progress("Looking for seeds")

    for document in story.documents.values():
        yield f"{document.title} ({document.id})"
        for line in document.lines:
            yield ""
            yield visible(f"  {line.title or line.id} ({document.id}.{line.id})")
            for id_ in can_stand(line):
                yield _filled(f"{id_ or BLANK_NAME}: {_words(story, line, id_)}", "    ", "      ")
                proof = proofs.get(wording(document.id, line.id, id_))
                yield _filled(_way(moves, line, id_, proof, go_on), "      ", "      ")
        yield ""


def _words(story: Story, line: DocumentLine, id_: str) -> str:
    """What stands there, as it is at the beginning of a play."""
    text = next((each.text for each in line.wordings if each.id == id_), line.blank)
    words = render_words(story, text, story.layout.start, 0) if text is not None else ""
    return f"“{' '.join(words.split())}”"


def _way(moves: Moves, line: DocumentLine, id_: str, proof: Proof | None, go_on: Progress) -> str:
    if proof is None or proof.verdict == "unknown":
        return "? It is not known whether it can be read: there was not enough time or memory."
    if proof.verdict == "refuted":
        return "! It can never be read."
    if proof.play is None:
        return "It can be read."
    shown = witness(moves, proof.play, go_on)
    if shown is None:
        return "It can be read where chance draws certain questions; no seed was found that draws them."
    if not shown.steps:
        return "From the beginning."
    steps = " → ".join(step_words(step) for step in _deciding(moves.story, line, id_, shown))
    earliest = "at the earliest after" if proof.shortest else "for example after"
    return f"By: {steps} ({earliest} {counted(len(shown.steps), 'step')})"


def _deciding(story: Story, line: DocumentLine, id_: str, shown: Witness) -> Iterator[DoneMove]:
    """The steps of a play that change anything on which it depends whether this wording stands there."""
    slots = [story.layout[name] for name in free_variables(standing_tree(line, id_))]
    asked = sum({slot.mask << slot.shift for slot in slots})
    state = begin(story, shown.seed).state
    for step in shown.steps:
        before, state = state, choose(story, state, step.action).state
        if (before.memory ^ state.memory) & asked:
            yield step


def _filled(words: str, first: str, rest: str) -> str:
    return fill(visible(words), _WIDTH, initial_indent=first, subsequent_indent=rest)

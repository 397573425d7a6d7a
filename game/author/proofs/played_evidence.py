"""What the playthroughs of a pack show: whatever came about in one of them is possible, however rare it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from game.engine.state import EndlessLoop, Refused
from game.playthrough.coverage.reached import Recorder
from game.playthrough.discovery import NoPlaythroughs, find_playthroughs
from game.playthrough.reading import read_playthrough
from game.playthrough.running import run
from game.story.model.story import Story
from game.verify.system.space import Progress
from game.verify.verdicts.verdicts import Proof, Proofs


def with_played_evidence(proofs: Proofs, story: Story, pack: Path, progress: Progress) -> Proofs:
    """The proofs, in which nothing is unknown any more that some playthrough of the pack comes to.

    None is run as long as nothing is unknown that has to be possible. `progress` is asked before each, with 0, whether
    to go on. Plays at random find what is rare by luck; an author who wrote a playthrough to it has found it for good.
    """
    open_ = frozenset(proof.property.key for proof in proofs.proofs if _is_open(proof))
    shown = played_in(open_, story, pack, progress)
    if not shown:
        return proofs
    return proofs._replace(
        proofs=tuple(
            Proof(proof.property, "proved") if _is_open(proof) and proof.property.key in shown else proof
            for proof in proofs.proofs
        )
    )


def played_in(keys: frozenset[str], story: Story, pack: Path, progress: Progress) -> frozenset[str]:
    """Those of these keys to which some playthrough of the pack comes."""
    shown: frozenset[str] = frozenset()
    for reached in _reached(story, pack, progress) if keys else ():
        shown |= keys & reached
        if shown == keys:
            break
    return shown


def _is_open(proof: Proof) -> bool:
    """Whether a playthrough could show it. That a condition fails somewhere is noticed by none: that is only a remark.

    So nothing in proofs that were kept is open, of which everything but remarks is settled.
    """
    asked = proof.property
    return proof.verdict == "unknown" and asked.wanted == "can" and asked.kind != "conditions"


def _reached(story: Story, pack: Path, progress: Progress) -> Iterator[set[str]]:
    """What each playthrough reached, by the keys of targets; nothing of one that cannot be read or run."""
    try:
        found = find_playthroughs(pack)
    except (NoPlaythroughs, OSError):
        return
    for file in found:
        if not progress(0):
            return
        if file.problem:
            continue
        try:
            playthrough, _ = read_playthrough(file.path, story, pack=file.pack, root=file.root)
            if playthrough is None:
                continue
            recorder = Recorder(story)
            run(playthrough, story, watch=recorder.take)
        except (OSError, Refused, EndlessLoop):
            continue
        yield recorder.reached

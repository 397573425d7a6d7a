"""What the playthroughs of a pack show: whatever came about in one of them is possible, however rare it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from game.engine.state import EndlessLoop, Refused
from game.playthrough.coverage.reached import Recorder
from game.playthrough.discovery import FoundPlaythrough, NoPlaythroughs, find_playthroughs
from game.playthrough.reading import read_playthrough
from game.playthrough.running import run
from game.story.model.story import Story
from game.story.model.text import Run, Text, walk
from game.verify.system.space import Progress
from game.verify.verdicts.verdicts import Proof, Proofs

_WORD = re.compile(r"\w+")
_LONG_ENOUGH = 8
"""Characters of words that are likely to stand for a scene."""


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


def played_in(
    keys: frozenset[str], story: Story, pack: Path, progress: Progress, patience: int | None = None
) -> frozenset[str]:
    """Those of these keys to which some playthrough of the pack comes.

    No further one is run when so many in turn (`patience`; None: all) came to none that was not known: those that are
    likely to come first.
    """
    shown: frozenset[str] = frozenset()
    in_vain = 0
    for reached in _reached(story, pack, progress, keys) if keys else ():
        in_vain = in_vain + 1 if keys & reached <= shown else 0
        shown |= keys & reached
        if shown == keys or in_vain == patience:
            break
    return shown


def _is_open(proof: Proof) -> bool:
    """Whether a playthrough could show it. That a condition fails somewhere is noticed by none: that is only a remark.

    So nothing in proofs that were kept is open, of which everything but remarks is settled.
    """
    asked = proof.property
    return proof.verdict == "unknown" and asked.wanted == "can" and asked.kind != "conditions"


def _reached(story: Story, pack: Path, progress: Progress, keys: frozenset[str]) -> Iterator[set[str]]:
    """What each playthrough reached, by the keys of targets, those first that are likely to come to these keys.

    Nothing of one that cannot be read or run.
    """
    try:
        found = [file for file in find_playthroughs(pack) if not file.problem]
    except (NoPlaythroughs, OSError):
        return
    for file in _likely_first(found, keys, story):
        if not progress(0):
            return
        try:
            playthrough, _ = read_playthrough(file.path, story, pack=file.pack, root=file.root)
            if playthrough is None:
                continue
            recorder = Recorder(story)
            run(playthrough, story, watch=recorder.take)
        except (OSError, Refused, EndlessLoop):
            continue
        yield recorder.reached


def _likely_first(found: Iterable[FoundPlaythrough], keys: frozenset[str], story: Story) -> list[FoundPlaythrough]:
    """Those first that name the scenes of most of these keys, by their ids or titles. It is only a guess."""
    scenes = {name for key in keys for name in _WORD.findall(key)} & story.scenes.keys()
    names = [tuple(part.encode() for part in (name, *_titles(story.scenes[name].title))) for name in sorted(scenes)]

    def named(file: FoundPlaythrough) -> int:
        try:
            content = file.content()
        except OSError:
            return 0
        return sum(any(part in content for part in some) for some in names) if isinstance(content, bytes) else 0

    return sorted(found, key=named, reverse=True)


def _titles(title: Text | None) -> Iterator[str]:
    """The words of a title, as far as they are always the same."""
    if title is not None:
        yield from (part.words for part in walk(title) if isinstance(part, Run) and len(part.words) >= _LONG_ENOUGH)

"""What the proofs of a pack rested on, kept for the next time that the logic of the pack is edited.

It lies in the user's own cache folder, one file a pack: what was kept before is of no use any more. Nothing in it is
believed (see `game.verify.verdicts.evidence`), and every value is checked all the same, so that whoever wrote it can
cost no more than time.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from game.author.proofs.logic import code_mark
from game.record.cache_files import digest, keep_cache, read_cache, throw_away, warn_not_cached
from game.record.codecs import TEXT, Codec, Damaged, optional, record, several, whole
from game.record.locations import cache_folder
from game.story.model.story import Story
from game.verify.search.kept_plays import MOST_KEPT_STEPS, KeptPlays
from game.verify.verdicts.evidence import MOST_KEPT_SLICES, GameEvidence, ProofEvidence, SliceEvidence

_KEPT = 60
_FORM = "eightwings evidence 1"
_MANY = 1_000_000


class EvidenceCache:
    """The place for the evidence of a pack, by its id."""

    def __init__(self, story: Story) -> None:
        mark = digest(f"{code_mark()} {story.id}".encode("utf-8", "surrogatepass"), size=24).hexdigest()
        self._made_for = f"{_FORM} {mark}"
        name = digest(story.id.encode("utf-8", "surrogatepass"), size=24).hexdigest()
        self._path: Path = cache_folder() / "evidence" / f"{name}.evidence"

    def evidence(self) -> ProofEvidence | None:
        """What was kept; None: nothing, or nothing that can be read."""
        packed = read_cache(self._path, self._made_for)
        if packed is None:
            return None
        try:
            evidence: ProofEvidence = _codec().read(json.loads(packed))
        except (ValueError, TypeError, LookupError, RecursionError, MemoryError):
            throw_away(self._path)
            return None
        return evidence

    def keep(self, evidence: ProofEvidence) -> None:
        """Keep evidence for the next time, in place of what was kept before."""
        try:
            packed = json.dumps(_codec().write(evidence), ensure_ascii=False, separators=(",", ":")).encode()
        except Exception as error:  # what cannot be kept was proved all the same
            warn_not_cached("The evidence of a proof", error)
            return
        keep_cache(self._path, self._made_for, packed, _KEPT)


def _pair(left: Codec, right: Codec) -> Codec:
    def read(values: Any) -> tuple[Any, Any]:
        if type(values) is not list or len(values) != 2:
            raise Damaged
        return left.read(values[0]), right.read(values[1])

    return Codec(lambda value: [left.write(value[0]), right.write(value[1])], read)


def _fits(plays: KeptPlays) -> bool:
    """Whether each step stands behind the one before it, and has a move."""
    return len(plays.steps) <= MOST_KEPT_STEPS and all(
        before < number and move < len(plays.moves) for number, (before, move) in enumerate(plays.steps)
    )


@cache
def _codec() -> Codec:
    names, numbers = several(TEXT), several(whole(-_MANY, _MANY))
    plays = record(
        KeptPlays, _fits, moves=several(_pair(TEXT, TEXT)), steps=several(_pair(whole(-1, _MANY), whole(0, _MANY)))
    )
    shown = record(
        SliceEvidence, key=TEXT, names=names, apart=several(_pair(TEXT, optional(numbers))), lowest=names
    )  # fmt: skip
    game = record(GameEvidence, exactly=names, roughly=several(_pair(TEXT, numbers)))
    return record(
        ProofEvidence, lambda evidence: len(evidence.slices) <= MOST_KEPT_SLICES,
        plays=plays, slices=several(shown), game=optional(game), never=names, open=names,
    )  # fmt: skip

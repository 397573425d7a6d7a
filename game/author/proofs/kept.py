"""Proofs that were made before, kept as long as the logic of a story stays the same: words may change.

They lie in the user's own cache folder, by everything that was proved and that proved it (see `logic`). What was not
found out is kept with the time and memory there was for it: with more of either it is looked for again. What is damaged
is not believed, and proved anew.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, get_args

from game.author.proofs.logic import logic_mark
from game.engine.state import OptionKind
from game.record.cache_files import keep_cache, read_cache, throw_away, warn_not_cached
from game.record.codecs import FLAG, TEXT, Codec, Damaged, one_of, optional, record, several, whole
from game.record.locations import cache_folder
from game.story.model.layout import Layout
from game.story.model.story import Story
from game.verify.system.budget import Budget
from game.verify.verdicts.properties import SOFT_LOCK, Property
from game.verify.verdicts.verdicts import Proof, Proofs, Taken

_KEPT = 60
_FORM = "eightwings proofs 2"
#: No story has more situations, and none is written down as a number that Python does not read back.
_MANY = 10**1_000
_COUNT = whole(0, _MANY)
_ENGINES = ("", "explicit", "vectorised", "symbolic")
_KINDS = (*get_args(OptionKind), "draw")


class KeptProofs(NamedTuple):
    """Proofs with the budget they were made in: seconds, and megabytes."""

    seconds: float
    memory: float
    proofs: Proofs


class ProofCache:
    """The place for the proofs of a story: of these properties, in this order."""

    def __init__(self, story: Story, properties: tuple[Property, ...]) -> None:
        self._properties = properties
        self._codec = _proofs_codec(story.layout, properties)
        self._made_for = f"{_FORM} {logic_mark(story, properties, _FORM)}"

    @property
    def _path(self) -> Path:
        return cache_folder() / "proofs" / f"{self._made_for.rpartition(' ')[2]}.proofs"

    def proofs(self, budget: Budget) -> Proofs | None:
        """The proofs made before, if more can hardly be found out within this budget. None: there are none."""
        packed = read_cache(self._path, self._made_for)
        if packed is None:
            return None
        try:
            kept = _unpacked(packed, self._codec)
        except (ValueError, TypeError, LookupError, RecursionError, MemoryError):
            self.throw_away()
            return None
        enough = budget.seconds <= kept.seconds and budget.memory <= kept.memory
        return kept.proofs if enough or _is_complete(kept.proofs) else None

    def keep(self, proofs: Proofs, budget: Budget) -> None:
        """Keep proofs for the next time, if everything but remarks is settled."""
        if any(proof.verdict == "unknown" and proof.property.weight != "remark" for proof in proofs.proofs):
            return
        try:
            values = [float(budget.seconds), float(budget.memory), self._codec.write(proofs)]
            packed = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()
        except Exception as error:  # what cannot be kept was proved all the same
            warn_not_cached("A proof", error)
            return
        keep_cache(self._path, self._made_for, packed, _KEPT)

    def throw_away(self) -> None:
        """Forget what is kept: it turned out to be wrong."""
        throw_away(self._path)


def _is_complete(proofs: Proofs) -> bool:
    """Whether no budget could find out more: all is settled and counted, and no play could be shorter."""
    return proofs.situations is not None and all(
        proof.verdict != "unknown" and (proof.play is None or proof.shortest) for proof in proofs.proofs
    )


def _unpacked(packed: bytes, codec: Codec) -> KeptProofs:
    """What was kept. Raises Damaged, and what wrong types raise."""
    seconds, memory, values = json.loads(packed)
    if type(seconds) is not float or type(memory) is not float:
        raise Damaged
    return KeptProofs(seconds, memory, codec.read(values))


def _proofs_codec(layout: Layout, properties: tuple[Property, ...]) -> Codec:
    """Proofs of some of these properties. A property is written as its number."""
    taken = record(Taken, kind=one_of(_KINDS), id=TEXT)
    proof = record(
        Proof, _makes_sense, property=_one_of(properties), verdict=one_of(("proved", "refuted", "unknown")),
        play=optional(several(taken)), shortest=FLAG, reason=TEXT,
    )  # fmt: skip
    counts = several(_COUNT)
    variables = frozenset(slot.name for slot in layout)

    def fits(proofs: Proofs) -> bool:
        return _all_told(proofs.proofs, properties) and _counts_fit(proofs)

    return record(
        Proofs, fits, proofs=several(proof), situations=optional(_COUNT), engine=one_of(_ENGINES), looked_at=_COUNT,
        remembered=several(one_of(variables)), soft_locks=_COUNT, at=counts, visits=counts, led_to=several(counts),
    )  # fmt: skip


def _one_of(properties: Sequence[Property]) -> Codec:
    numbers = {property_: number for number, property_ in enumerate(properties)}
    known = whole(0, len(properties) - 1)
    return Codec(lambda property_: numbers[property_], lambda number: properties[known.read(number)])


def _makes_sense(proof: Proof) -> bool:
    """Whether a verdict comes with what belongs to it: a reason where nothing is known, a play only where it is."""
    unknown = proof.verdict == "unknown"
    return (
        unknown == bool(proof.reason) and not (unknown and proof.play) and not (proof.shortest and proof.play is None)
    )


def _all_told(proofs: tuple[Proof, ...], properties: tuple[Property, ...]) -> bool:
    """Whether there is a verdict on each property, in order, but for those inside of what can never be."""
    told = {proof.property: proof for proof in proofs}
    if [property_ for property_ in properties if property_ in told] != [proof.property for proof in proofs]:
        return False
    never = {
        proof.property.key for proof in proofs
        if proof.verdict == ("refuted" if proof.property.wanted == "can" else "proved")
    }  # fmt: skip
    never |= {property_.key for property_ in properties if property_ not in told}
    return all(property_.inside in never for property_ in properties if property_ not in told)


def _counts_fit(proofs: Proofs) -> bool:
    """Whether the figures fit each other and the verdict on ways to an ending, which a story without any has not."""
    verdict = next((proof.verdict for proof in proofs.proofs if proof.property.key == SOFT_LOCK), "refuted")
    if proofs.soft_locks and (
        verdict != "refuted" or proofs.situations is None or proofs.soft_locks > proofs.situations
    ):
        return False
    if len(proofs.led_to) != len(proofs.visits) or (proofs.situations is None) != (not proofs.at):
        return False
    return proofs.situations is None or proofs.situations <= sum(proofs.at)

"""What is different when something is supposed: what is lost, what is possible besides, and what is so no longer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from game.author.proofs.making import Differences, ProofReport, ShownProof
from game.author.proofs.proof_sentences import KIND_NOUNS, KIND_PLURALS, POSSIBLE_KINDS
from game.support.counts import counted
from game.verify.verdicts.properties import Property

_ALONE = ("texts", "wordings", "hints")
"""Kinds of which only the number is told: there are many, and they have no names that anybody knows."""


def differences(before: ProofReport, after: ProofReport) -> Differences:
    """What is different `after` something was supposed. Remarks are left out, and so is what nobody is to take."""
    first, second = _by_key(before), _by_key(after)
    lost: dict[str, list[str]] = {}
    gained: dict[str, list[str]] = {}
    broken: list[ShownProof] = []
    kept: list[ShownProof] = []
    unknown: list[Property] = []
    given = _given(after)
    for key in dict.fromkeys((*first, *second)):
        about = (second.get(key) or first[key]).proof.property
        if about.weight == "remark" or (about.kind, about.about) in given:
            continue
        was, now = _verdict(first.get(key)), _verdict(second.get(key))
        if key not in second and about.kind not in POSSIBLE_KINDS:
            continue  # it was not asked: nothing is said of it
        if was == now:
            continue
        if "unknown" in (was, now):
            unknown.append(about)
        elif about.kind in POSSIBLE_KINDS:
            (gained if now == "proved" else lost).setdefault(about.kind, []).append(about.about)
        elif key in second:
            (kept if now == "proved" else broken).append(second[key])
    return Differences(_sorted(lost), _sorted(gained), tuple(broken), tuple(kept), tuple(unknown))


_KIND_OF = {"has": "items", "knows": "notes", "visits": "scenes", "taken": "choices", "been": "places"}


def _given(report: ProofReport) -> set[tuple[str, str]]:
    """What nobody can do, and what plays begin with: of that nobody wants to hear that it is lost."""
    given = {("choices", choice) for choice in report.without}
    for change in report.supposed.changes if report.supposed is not None else ():
        space, _, id_ = change.variable.partition(".")
        if change.now and space in _KIND_OF:
            given.add((_KIND_OF[space], id_))
    return given


def _by_key(report: ProofReport) -> dict[str, ShownProof]:
    return {shown.proof.property.key: shown for shown in report.shown}


def _verdict(shown: ShownProof | None) -> str:
    """The verdict; of what is inside of something that can never be, nothing is told: it can never be, either."""
    return shown.proof.verdict if shown is not None else "refuted"


def _sorted(by_kind: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {kind: tuple(dict.fromkeys(by_kind[kind])) for kind in POSSIBLE_KINDS if kind in by_kind}


def difference_lines(found: Differences) -> Iterator[str]:
    """What is different, in sentences for an author; each further line of a list begins with a blank."""
    if not any(found):
        yield "Then nothing is lost, and nothing else is different."
    if found.lost:
        yield f"Then {_counts(found.lost)} {_are(found.lost)} lost:"
        yield from _listed(found.lost)
    if found.gained:
        yield f"Then {_counts(found.gained)} {_are(found.gained)} possible that otherwise {_are(found.gained)} not:"
        yield from _listed(found.gained)
    for shown in found.broken:
        yield f"Then it is so no longer: {shown.proof.property.says}"
    for shown in found.kept:
        yield f"Then it is so, and otherwise not: {shown.proof.property.says}"
    if found.unknown:
        yield f"Of {counted(len(found.unknown), 'more thing')} it is not known whether that makes a difference."


def _counts(by_kind: Mapping[str, tuple[str, ...]]) -> str:
    parts = [counted(len(ids), KIND_NOUNS[kind], KIND_PLURALS.get(kind, kind)) for kind, ids in by_kind.items()]
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _are(by_kind: Mapping[str, tuple[str, ...]]) -> str:
    return "is" if sum(map(len, by_kind.values())) == 1 else "are"


def _listed(by_kind: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    for kind, ids in by_kind.items():
        if kind not in _ALONE:
            yield f"  {kind}: {', '.join(f'`{id_}`' for id_ in ids)}"


def differences_json(found: Differences) -> dict[str, Any]:
    """The same for other programs: ids by kind, and the keys of properties."""
    return {
        "lost": {kind: list(ids) for kind, ids in found.lost.items()},
        "gained": {kind: list(ids) for kind, ids in found.gained.items()},
        "broken": _keys(shown.proof.property for shown in found.broken),
        "kept": _keys(shown.proof.property for shown in found.kept),
        "unknown": _keys(found.unknown),
    }


def _keys(properties: Iterable[Property]) -> list[str]:
    return [about.key for about in properties]

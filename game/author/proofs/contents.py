"""What is on the page about the proofs of a pack: everything that was asked, sorted by its verdict, in words."""

from __future__ import annotations

from collections.abc import Iterator

from game.author.map.picture import picture_of
from game.author.proofs.making import ProofReport, ShownProof
from game.author.proofs.proof_sentences import (
    EVERY_PLAY,
    about_play,
    denied,
    holding,
    how_many,
    numbered,
    promises,
    step_words,
)
from game.author.proofs.states import states_of
from game.report.proofs_page import (
    AskedKind,
    PromiseVerdict,
    ProofsContents,
    ProofsVerdict,
    RefutedProperty,
    UnknownProperties,
    UnknownProperty,
)
from game.support.counts import counted
from game.verify.verdicts.promise_observers import KIND
from game.verify.verdicts.state_counts import state_counts_of

_KIND_NAMES = {"story": "the whole story", KIND: "promises"}
_ENGINES = {
    "explicit": "every situation was looked at, one by one",
    "vectorised": "every situation was looked at, very many at once",
    "symbolic": "all situations were looked at, as diagrams of whole sets of them",
}


def proofs_contents(report: ProofReport) -> ProofsContents:
    """Everything on the page; the endings that are possible from each scene are looked for now."""
    picture = picture_of(report.story)
    counts = state_counts_of(report.story, report.proofs, report.without)
    refuted = [(shown, _refuted(report, shown)) for shown in report.with_verdict("refuted")]
    return ProofsContents(
        title=picture.title,
        verdict=_verdict(report),
        holds_for=EVERY_PLAY,
        holds=tuple(holding(report)),
        refuted=tuple(told for shown, told in refuted if shown.proof.property.weight != "remark"),
        promises=tuple(PromiseVerdict(own.proof.property.says, own.proof.verdict) for own in promises(report)),
        unknown=tuple(_unknown(report)),
        states=states_of(report, picture, counts),
        remarks=tuple(told for shown, told in refuted if shown.proof.property.weight == "remark"),
        asked=tuple(_asked(report)),
        means=_means(report),
        disclaimer=picture.disclaimer,
    )


def _verdict(report: ProofReport) -> ProofsVerdict:
    weights = [shown.proof.property.weight for shown in report.with_verdict("refuted")]
    errors, warnings = weights.count("error"), weights.count("warning")
    unknown = len(report.with_verdict("unknown"))
    parts = [counted(errors, "error")] if errors else []
    parts += [counted(warnings, "warning")] if warnings else []
    parts += [f"{unknown:,} without an answer"] if unknown else []
    asked = f"{counted(len(report.shown), 'thing')} were asked about every play there can be"
    if not parts:
        return ProofsVerdict(f"{asked}: all is as it should be.", "good", report.without)
    found = ", ".join(parts[:-1]) + (" and " if parts[1:] else "") + parts[-1]
    return ProofsVerdict(f"{asked}: {found}.", "bad" if errors else "doubtful", report.without)


def _refuted(report: ProofReport, shown: ShownProof) -> RefutedProperty:
    steps = shown.witness.steps if shown.witness is not None else ()
    return RefutedProperty(
        sentence=denied(shown),
        weight=shown.proof.property.weight,
        spot=_spot(shown),
        about_play=about_play(shown),
        steps=tuple(step_words(step) for step in steps),
        how_many=how_many(report, shown),
    )


def _spot(shown: ShownProof) -> str:
    return str(shown.spot) if shown.spot is not None else ""


def _unknown(report: ProofReport) -> Iterator[UnknownProperties]:
    by_reason: dict[str, list[UnknownProperty]] = {}
    for shown in report.with_verdict("unknown"):
        unknown = UnknownProperty(shown.proof.property.says, _spot(shown))
        by_reason.setdefault(shown.proof.reason, []).append(unknown)
    for reason, some in by_reason.items():
        yield UnknownProperties(reason, tuple(some))


def _asked(report: ProofReport) -> Iterator[AskedKind]:
    by_kind: dict[str, list[str]] = {}
    for shown in report.shown:
        by_kind.setdefault(shown.proof.property.kind, []).append(shown.proof.verdict)
    for kind, verdicts in by_kind.items():
        proved, refuted, unknown = (verdicts.count(verdict) for verdict in ("proved", "refuted", "unknown"))
        yield AskedKind(_KIND_NAMES.get(kind, kind), len(verdicts), proved, refuted, unknown)


def _means(report: ProofReport) -> str:
    """By which means it was found out."""
    proofs = report.proofs
    if report.again:
        return "The logic is that of an earlier proof, which still holds; nothing had to be searched."
    means = [f"{numbered(proofs.looked_at)} steps were played at random"] if proofs.looked_at else []
    means += [_ENGINES[proofs.engine]] if proofs.engine in _ENGINES else []
    words = ", then ".join(means)
    seconds = f"in {report.seconds:.1f} seconds"
    return f"{words[0].upper()}{words[1:]}, {seconds}." if words else f"Found out {seconds}."

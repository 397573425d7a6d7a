"""Proofs for other programs."""

from __future__ import annotations

from typing import Any

from game.author.proofs.differences import differences_json
from game.author.proofs.making import ProofReport, ShownProof


def proofs_json(report: ProofReport) -> list[dict[str, Any]]:
    """One object for each property."""
    return [_proof(shown) | _checked(report, shown) for shown in report.shown]


def summary_json(report: ProofReport) -> dict[str, Any]:
    """What was looked at, and by which means."""
    proofs = report.proofs
    return {
        "situations": proofs.situations, "engine": proofs.engine, "sampled": proofs.looked_at,
        "remembered": list(proofs.remembered), "seconds": round(report.seconds, 3), "again": report.again,
    }  # fmt: skip


def what_if_json(report: ProofReport) -> dict[str, Any] | None:
    """What is supposed, and what is different then; None where nothing is."""
    if report.different is None:
        return None
    supposed = report.supposed
    begins = {change.variable: change.now for change in supposed.changes} if supposed is not None else {}
    return {
        "without": list(report.without), "with": supposed.words if supposed is not None else None,
        "begins_with": begins, **differences_json(report.different),
    }  # fmt: skip


def _proof(shown: ShownProof) -> dict[str, Any]:
    about, proof = shown.proof.property, shown.proof
    spot = shown.spot
    steps = None
    if shown.witness is not None:
        steps = [
            {"do": done.action} if isinstance(done.action, str) else {"answer": done.action.words}
            for done in shown.witness.steps
        ]
    return {
        "property": about.says, "key": about.key, "kind": about.kind, "about": about.about,
        "verdict": proof.verdict, "severity": about.weight,
        "message": about.denies if proof.verdict == "refuted" else proof.reason,
        "file": spot.file if spot else None, "line": spot.line if spot else None,
        "column": spot.column if spot else None,
        "witness": {"seed": shown.witness.seed, "steps": steps, "shortest": proof.shortest,
                    "minimal": shown.minimal} if shown.witness else None,
    }  # fmt: skip


def _checked(report: ProofReport, shown: ShownProof) -> dict[str, bool]:
    return {} if report.checked is None else {"checked": shown.proof.property.key in report.checked}

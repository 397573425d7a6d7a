"""What is proved of a pack, in the terminal: for an author, who has never heard of proofs."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from game.author.proofs.making import ProofReport, ShownProof
from game.author.proofs.proof_sentences import (
    EVERY_PLAY,
    about_play,
    denied,
    holding,
    how_many,
    how_many_checked,
    promises,
    step_words,
)
from game.playthrough.simulation.recording import DoneMove
from game.support.counts import counted
from game.support.safe_text import visible
from game.verify.verdicts.properties import Property

_WIDTH = 80
_STEPS = 12
_LISTED = 20


def print_report(report: ProofReport, remarks: bool = False) -> None:
    """Print what is proved, what is refuted, with the plays, and what is not known."""
    for line in report_lines(report, remarks):
        print(visible(line))


def report_lines(report: ProofReport, remarks: bool = False) -> Iterator[str]:
    """The report, line by line. With `remarks` those are told one by one."""
    refuted = report.with_verdict("refuted")
    serious = [shown for shown in refuted if shown.proof.property.weight != "remark"]
    told = [shown for shown in refuted if shown.proof.property.weight == "remark"]
    yield from _proved(report)
    if serious:
        yield ""
        yield "Not so:"
        for shown in serious:
            yield from refuted_lines(report, shown)
    if told:
        yield ""
        if remarks:
            yield "By the way:"
            for shown in told:
                yield from _refuted(shown)
        else:
            kinds = sorted({shown.proof.property.kind for shown in told})
            yield from report_words(
                f"{counted(len(told), 'remark')} on {' and '.join(kinds)}: see them with --remarks."
            )
    unknown = report.with_verdict("unknown")
    if unknown:
        yield ""
        yield from report_words(
            f"Not known: {counted(len(unknown), 'property', 'properties')}. {unknown[0].proof.reason} Give more with "
            "--seconds or --memory, or see what there is more of than you meant."
        )
        for shown in unknown[:_LISTED]:
            yield from report_words(f"? {shown.proof.property.says}", "  ", "    ")
        if len(unknown) > _LISTED:
            yield f"  … and {len(unknown) - _LISTED:,} more."


def _proved(report: ProofReport) -> Iterator[str]:
    yield f"{EVERY_PLAY}:"
    for sentence in holding(report):
        yield from report_words(sentence, "  ")
    for promise in promises(report):
        if promise.proof.verdict == "proved":
            yield from report_words(f"As promised: {promise.proof.property.says}", "  ")
    if report.checked is not None:
        yield from report_words(how_many_checked(report), "  ")


def refuted_lines(report: ProofReport, shown: ShownProof) -> Iterator[str]:
    """What is not so, with the play that shows it."""
    yield from _refuted(shown)
    yield from report_words(how_many(report, shown), "    ")


def _refuted(shown: ShownProof) -> Iterator[str]:
    about: Property = shown.proof.property
    spot = f"{shown.spot}: " if shown.spot is not None else ""
    yield from report_words(f"{spot}{about.weight}: {denied(shown)}", "  ", "    ")
    words = about_play(shown)
    if words:
        yield from report_words(words, "    ")
    if shown.witness is not None:
        for number, step in _some(shown.witness.steps):
            words = f"{number:>4}. {step_words(step)}" if step is not None else "      …"
            yield f"    {words}"[:_WIDTH]


def _some(steps: tuple[DoneMove, ...]) -> Iterator[tuple[int, DoneMove | None]]:
    """Steps with their numbers; of very many those in the middle are left out."""
    numbered_ = list(enumerate(steps, 1))
    if len(numbered_) <= _STEPS:
        yield from numbered_
        return
    yield from numbered_[:3]
    yield 0, None
    yield from numbered_[3 - _STEPS :]


def report_words(words: str, first: str = "", more: str | None = None) -> Iterator[str]:
    """Words in lines of the width of a report: what the first of them begins with, and what the others do."""
    yield from textwrap.wrap(
        words, _WIDTH, initial_indent=first, subsequent_indent=first if more is None else more,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip

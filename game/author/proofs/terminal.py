"""What is proved of a pack, in the terminal: for an author, who has never heard of proofs."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from game.author.proofs.making import ProofReport, ShownProof
from game.author.proofs.wording import EVERY_PLAY, about_play, denied, holding, how_many, promises, step_words
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
    serious = [one for one in refuted if one.proof.property.weight != "remark"]
    told = [one for one in refuted if one.proof.property.weight == "remark"]
    yield from _proved(report)
    if serious:
        yield ""
        yield "Not so:"
        for one in serious:
            yield from refuted_lines(report, one)
    if told:
        yield ""
        if remarks:
            yield "By the way:"
            for one in told:
                yield from _refuted(one)
        else:
            kinds = sorted({one.proof.property.kind for one in told})
            yield from _wrapped(f"{counted(len(told), 'remark')} on {' and '.join(kinds)}: see them with --remarks.")
    unknown = report.with_verdict("unknown")
    if unknown:
        yield ""
        yield from _wrapped(
            f"Not known: {counted(len(unknown), 'property', 'properties')}. {unknown[0].proof.reason} Give more with "
            "--seconds or --memory, or see what there is more of than you meant."
        )
        for one in unknown[:_LISTED]:
            yield from _wrapped(f"? {one.proof.property.says}", "  ", "    ")
        if len(unknown) > _LISTED:
            yield f"  … and {len(unknown) - _LISTED:,} more."


def _proved(report: ProofReport) -> Iterator[str]:
    yield f"{EVERY_PLAY}:"
    for sentence in holding(report):
        yield from _wrapped(sentence, "  ")
    for promise in promises(report):
        if promise.proof.verdict == "proved":
            yield from _wrapped(f"As promised: {promise.proof.property.says}", "  ")


def refuted_lines(report: ProofReport, one: ShownProof) -> Iterator[str]:
    """What is not so, with the play that shows it."""
    yield from _refuted(one)
    yield from _wrapped(how_many(report, one), "    ")


def _refuted(one: ShownProof) -> Iterator[str]:
    about: Property = one.proof.property
    spot = f"{one.spot}: " if one.spot is not None else ""
    yield from _wrapped(f"{spot}{about.weight}: {denied(one)}", "  ", "    ")
    words = about_play(one)
    if words:
        yield from _wrapped(words, "    ")
    if one.witness is not None:
        for number, step in _some(one.witness.steps):
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


def _wrapped(words: str, first: str = "", more: str | None = None) -> Iterator[str]:
    yield from textwrap.wrap(
        words, _WIDTH, initial_indent=first, subsequent_indent=first if more is None else more,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip

"""The proofs in `eightwings check`: made with a line that says how far it is, told, written to files, and judged."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from game.author.proofs.differences import difference_lines, differences
from game.author.proofs.making import ProofReport, ShownProof, make_report
from game.author.proofs.proof_sentences import numbered
from game.author.proofs.proofs_in_terminal import print_report, report_words
from game.author.proofs.supposing import Supposition, Unsupposable, supposition
from game.record.atomic_files import not_written, output_root, write_file
from game.record.safe_output import unguarded
from game.record.wanted_file import write_wanted_file
from game.story.model.story import Offer, Story
from game.support.counts import counted
from game.support.exit_codes import FINDINGS, FINE, UNFINISHED
from game.support.safe_text import safe_line, visible
from game.support.similarity import nearest
from game.verify.system.budget import DEFAULT_MEMORY, DEFAULT_SECONDS, Budget
from game.verify.verdicts.witnesses import as_playthrough

_TOLD_EVERY = 0.2


class Proving(NamedTuple):
    """What is asked for: at most so many seconds and megabytes; choices that nobody takes; what is supposed of all
    plays (see `game.author.proofs.supposing`), as it was written and as it was understood; remarks one by one; the
    folder for playthroughs that show what is not so; the file for the page; whether a certificate is made and checked,
    and the folder that it is written to; whether the plays that show remarks are told, too."""

    seconds: float = DEFAULT_SECONDS
    memory: float = DEFAULT_MEMORY
    without: tuple[str, ...] = ()
    supposing: str = ""
    supposed: Supposition | None = None
    remarks: bool = False
    witnesses: Path | None = None
    page: Path | None = None
    certain: bool = False
    certificates: Path | None = None
    plays_of_remarks: bool = True


def proved(story: Story, path: Path, proving: Proving) -> ProofReport:
    """Prove what there is to prove; on a terminal a line says how far it is.

    Where something is supposed, it is compared with how it is otherwise: each of the two has all of the time.
    """
    with progress() as listener:
        budget = Budget(proving.seconds, proving.memory, listener)
        if not proving.without and proving.supposed is None:
            return make_report(
                story, path, budget, every_play=proving.certain, remarks=proving.plays_of_remarks
            )  # fmt: skip
        otherwise = make_report(story, path, budget, remarks=False)
        budget = Budget(proving.seconds, proving.memory, listener)
        report = make_report(
            story, path, budget, proving.without, every_play=proving.certain, supposed=proving.supposed,
            remarks=proving.plays_of_remarks,
        )  # fmt: skip
        return report._replace(different=differences(otherwise, report))


def tell_proofs(report: ProofReport, proving: Proving) -> None:
    """Print the report."""
    print()
    if proving.without:
        print(f"For whoever never takes {' or '.join(f'`{choice}`' for choice in proving.without)}:\n")
    if proving.supposed is not None:
        print(*report_words(visible(f"{proving.supposed.sentence}.")), "", sep="\n")
    if report.different is not None:
        for line in difference_lines(report.different):
            print(*report_words(visible(line), line[: len(line) - len(line.lstrip())], "    "), sep="\n")
        print()
    print_report(report, proving.remarks)


def write_files(report: ProofReport, proving: Proving, pack: Path) -> tuple[list[str], list[str]]:
    """Write what is asked for about the pack at a path: sentences on what is written, and on what could not be."""
    written, problems = [], []
    if proving.witnesses is not None:
        try:
            root = output_root(proving.witnesses, (pack,), folder=True)
            number = len(write_witnesses(report, proving.witnesses, root))
            written.append(f"\n{counted(number, 'playthrough')} written to {proving.witnesses}.")
        except OSError as error:
            problems.append(not_written(proving.witnesses, error))
    if proving.page is not None:
        from game.author.proofs.contents import proofs_contents  # only who asks for it needs it
        from game.report.proofs_page import proofs_page

        trouble = write_wanted_file(proving.page, proofs_page(proofs_contents(report)), (pack,))
        if trouble:
            problems.append(trouble)
        else:
            written.append(f"\nThe report is written to {proving.page}.")
    return written, problems


def unknown_choices(story: Story, choices: Iterable[str]) -> list[str]:
    """A sentence for each of these that is no choice of the story."""
    there = [choice.id for node in story.nodes if isinstance(node, Offer) for choice in node.choices]
    problems = []
    for choice in choices:
        if choice not in there:
            like = nearest(choice, there)
            problems.append(f"There is no choice `{choice}`." + (f" Did you mean `{like}`?" if like else ""))
    return problems


def understood(pack: str, story: Story, proving: Proving) -> Proving:
    """What is asked for, with what is supposed. Raises Unsupposable where it cannot be understood."""
    if unknown := unknown_choices(story, proving.without):
        raise Unsupposable("\n".join(unknown))
    if not proving.supposing:
        return proving
    return proving._replace(supposed=supposition(pack, proving.supposing))


def code_of(report: ProofReport, strict: bool) -> int:
    """0: everything that is asked for holds; 1: something does not; 3: not everything is known."""
    weights = {shown.proof.property.weight for shown in report.with_verdict("refuted")}
    if "error" in weights or (strict and "warning" in weights):
        return FINDINGS
    unknown = {shown.proof.property.weight for shown in report.with_verdict("unknown")}
    return UNFINISHED if "error" in unknown or (strict and "warning" in unknown) else FINE


def write_witnesses(report: ProofReport, folder: Path, root: Path | None = None) -> list[Path]:
    """A playthrough file for each refuted property that a play shows. Raises OSError."""
    written = []
    for shown in report.with_verdict("refuted"):
        if shown.witness is None or shown.proof.property.weight == "remark":
            continue
        path = folder / f"{_file_name(shown)}.play.yaml"
        write_file(path, as_playthrough(report.story, shown.proof, shown.witness), root=root or folder)
        written.append(path)
    return written


def _file_name(shown: ShownProof) -> str:
    words = re.sub(r"[^a-z0-9]+", "-", shown.proof.property.key.lower()).strip("-")
    return words[:80] or "play"


@contextmanager
def progress() -> Iterator[Callable[[str, int], None]]:
    """A line on a terminal, which is gone in the end; elsewhere nothing.

    Yields the listener of a `Budget`: a function to be called, as often as one likes, with what is being done and how
    many situations were looked at so far (not shown if 0). The line is written five times a second at most.
    """
    told = time.monotonic()
    shown = False

    def listener(doing: str, states: int) -> None:
        nonlocal told, shown
        now = time.monotonic()
        if sys.stderr.isatty() and now - told > _TOLD_EVERY:
            told, shown = now, True
            so_far = f": {numbered(states)} so far" if states else ""
            unguarded(sys.stderr).write(f"\r\x1b[K{safe_line(doing)}{so_far}. Ctrl+C ends it.")
            sys.stderr.flush()

    try:
        yield listener
    finally:
        if shown:
            unguarded(sys.stderr).write("\r\x1b[K")
            sys.stderr.flush()

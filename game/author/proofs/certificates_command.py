"""Certificates in `eightwings check`: proofs written down and checked, and files that are checked again."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TextIO

from game.author.proofs.making import ProofReport
from game.author.proofs.proofs_command import Proving, progress
from game.record.atomic_files import not_written, output_root, write_file
from game.story.catalogue.diagnostics import Diagnostic
from game.story.model.story import Story
from game.story.packs import examine
from game.story.source.library import find_pack
from game.story.targets.survey import PackChanged, survey
from game.support.counts import counted
from game.support.exit_codes import FINDINGS, FINE, UNFINISHED, WRONG_USAGE
from game.support.safe_text import safe_line
from game.verify.certificates.certificate_files import MOST_CERTIFICATE_BYTES, Unreadable, read_certificate, written
from game.verify.certificates.certifying import certificate_of, checked, is_shown, keys_checked
from game.verify.certificates.replaying import replayed
from game.verify.system.budget import Budget
from game.verify.system.space import SearchStopped
from game.verify.system.transition_system import transition_system
from game.verify.verdicts.promise_observers import promise_observers, promise_properties
from game.verify.verdicts.properties import Property, properties_of

FILE_ENDING = ".certificate.jsonl"
EDGES_TAKEN = 100
"""Edges of each closed set that are taken in the game, too."""


def certified(report: ProofReport, proving: Proving, pack: Path) -> tuple[ProofReport, list[str], list[str]]:
    """The report with which of its verdicts were checked; sentences on the file that was written, and on problems."""
    story, sentences, problems = report.story, [], []
    try:
        system, statements = transition_system(story), promise_observers(story)
        with progress() as listener:
            budget = Budget(proving.seconds, proving.memory, listener)
            made = certificate_of(story, system, statements, report.proofs.proofs, budget, report.without)
            lines = [line.encode() for line in written(made.certificate, story.id)]
            again = read_certificate(lines)
            budget = Budget(proving.seconds, proving.memory, listener)
            found = checked(again, system, statements, report.proofs.proofs, budget, made.passed)
            edges = replayed(again, system, statements, EDGES_TAKEN, 1)
    except (SearchStopped, MemoryError, RecursionError):
        return report._replace(checked=frozenset()), [], ["There was not enough time or memory for certificates."]
    problems += [f"The certificate does not show all that it says: {found.wrong}"] * bool(found.wrong)
    problems += [f"The game differs from what was proved: {words}" for words in edges.differing]
    if proving.certificates is not None:
        path = proving.certificates / f"{story.id}{FILE_ENDING}"
        try:
            write_file(path, b"".join(lines), root=output_root(proving.certificates, (pack,), folder=True))
            size = sum(map(len, lines)) / 1_000_000
            sentences.append(f"\nThe certificate is written to {path} ({size:,.1f} MB).")
        except OSError as error:
            problems.append(not_written(path, error))
    return report._replace(checked=found.keys, replayed=edges.taken), sentences, problems


def recheck(pack: str, path: Path, proving: Proving, tell: Callable[[Iterable[Diagnostic], TextIO], None]) -> int:
    """Check what a certificate says of a pack, and print it. The result is the exit code: 0 it shows all it says, 1 it
    does not, 2 the pack or the file cannot be read, 3 there was not enough time or memory. `tell` prints what is wrong
    with a pack.
    """
    story, diagnostics = examine(pack)
    if story is None:
        tell(diagnostics, sys.stderr)
        return WRONG_USAGE
    try:
        if path.stat().st_size > MOST_CERTIFICATE_BYTES:
            raise Unreadable("The file is too large.")
        with path.open("rb") as file:
            certificate = read_certificate(iter(lambda: file.readline(MOST_CERTIFICATE_BYTES), b""))
    except (OSError, Unreadable) as error:
        words = error.strerror if isinstance(error, OSError) else str(error)
        print(f"{path} is no certificate that can be read: {words}", file=sys.stderr)
        return WRONG_USAGE
    if certificate.story != story.fingerprint:
        print("The certificate is of another state of the pack: what it says is checked of the pack as it is now.",
              file=sys.stderr)  # fmt: skip
    with progress() as listener:
        budget = Budget(proving.seconds, proving.memory, listener)
        try:
            found = keys_checked(certificate, transition_system(story), promise_observers(story), budget)
        except (SearchStopped, MemoryError, RecursionError):
            print("There was not enough time or memory to look at the story.", file=sys.stderr)
            return UNFINISHED
    asked = _asked(story, find_pack(pack))
    told = [property_ for property_ in asked if is_shown(property_, found.keys)]
    can = sum(f"can {property_.key}" in found.keys for property_ in asked)
    print(f"Checked: {counted(can, 'thing')} can happen, and {counted(len(told), 'thing')} never.")
    if certificate.without:
        print(f"For whoever never takes {safe_line(' or '.join(certificate.without))}:")
    for property_ in told:
        print(f"  {safe_line(property_.denies if property_.wanted == 'can' else property_.says)}")
    if found.wrong:
        print(f"The certificate does not show all that it says: {safe_line(found.wrong)}", file=sys.stderr)
    return FINE if not found.wrong else UNFINISHED if found.unfinished else FINDINGS


def _asked(story: Story, path: Path) -> tuple[Property, ...]:
    """Everything that is asked about a story. What else a certificate speaks of is nothing that anybody asks."""
    try:
        things = survey(story, path).things
    except PackChanged:
        things = ()
    return (*properties_of(story, things), *promise_properties(story))

"""Everything that is wrong with a pack, for people and as JSON."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, TextIO

from game.author.finding_text import finding_text
from game.author.pack_verdict import PackVerdict
from game.record.safe_output import unguarded
from game.story.catalogue import CATALOGUE, NO_PACK
from game.story.catalogue.diagnostics import Diagnostic, Diagnostics, TranslationProgress
from game.story.model.story import Story
from game.story.packs import examine
from game.story.source.library import find_pack
from game.support import limits
from game.support.counts import counted
from game.support.exit_codes import WRONG_USAGE
from game.support.safe_text import escaped_json, safe_text, visible

if TYPE_CHECKING:
    from game.author.balance import PlayedBalance
    from game.author.proofs.making import ProofReport
    from game.author.proofs.proofs_command import Proving
    from game.story.editorial.judging import NotJudged

JSON_VERSION = 1
_STYLES = {"error": "1;31", "warning": "1;33", "remark": "1", "mark": "31", "mended": "32"}


def run_check(
    pack: str,
    *,
    as_json: bool,
    strict: bool,
    proving: Proving | None = None,
    quick: bool = False,
    remarks: bool = False,
) -> int:
    """Report on a pack, with proofs if `proving` says which.

    What it promises under `balance:` is played then, too; `quick`: not as often. `remarks`: they are told one by one.
    The result is the exit code: 0 fine, 1 findings, 2 no such pack, 3 not everything could be proved.
    """
    balance: PlayedBalance | None = None
    progress: dict[str, TranslationProgress] = {}

    def play(story: Story, found: Diagnostics) -> None:
        nonlocal balance
        progress.update(found.progress)
        if proving is None:
            return
        from game.author.remembering.forgotten_choices import check_remembering  # not always needed

        check_remembering(story, find_pack(pack), found)
        if story.balance is not None:
            from game.author.balance import check_balance  # few packs promise one

            balance = check_balance(story, pack, found, quick=quick)

    story, diagnostics = examine(pack, also=play)
    report = None
    written: list[str] = []
    problems: list[str] = []
    if story is not None and proving is not None:
        from game.author.proofs.proofs_command import (  # not always needed
            code_of,
            tell_proofs,
            understood,
            write_files,
        )
        from game.author.proofs.supposing import Unsupposable

        try:
            proving = understood(pack, story, proving)
        except Unsupposable as wrong:
            if str(wrong):
                print(visible(str(wrong)), file=sys.stderr)
            print_findings(wrong.findings, sys.stderr)
            return WRONG_USAGE
    errors = sum(1 + diagnostic.more for diagnostic in diagnostics if diagnostic.severity == "error")
    warnings = sum(1 + diagnostic.more for diagnostic in diagnostics if diagnostic.severity == "warning")
    if as_json:
        if story is not None and proving is not None:
            report, written, problems = _proved(story, pack, proving)
        verdict = verdict_of(errors, warnings, report)
        told_ = _as_json(story.id if story else pack, diagnostics, progress, report, verdict)
        told_["not_judged"] = {tag: left._asdict() for tag, left in _not_judged(story).items()}
        print(escaped_json(json.dumps(told_, ensure_ascii=False, indent=2)))
    else:
        told = tuple(diagnostic for diagnostic in diagnostics if remarks or diagnostic.severity != "remark")
        print_findings(told, sys.stdout)
        if len(told) < len(diagnostics):
            print(f"{counted(len(diagnostics) - len(told), 'remark')} on the files: see them with --remarks.\n")
        if story is not None:
            held = (
                ("scene", story.scenes), ("place", story.places), ("question", story.questions),
                ("ending", story.endings), ("fact", story.facts),
            )  # fmt: skip
            counts = ", ".join(counted(len(some), noun) for noun, some in held)
            print(visible(f"{story.title}: {counts}."), flush=True)
            for tag, left in _not_judged(story).items():
                print(visible(_told_as_not_judged(tag, left)), flush=True)
        if balance is not None:
            print(balance.words, flush=True)
        if story is not None and proving is not None:
            report, written, problems = _proved(story, pack, proving)
        print(f"{verdict_of(errors, warnings, report).words}.", flush=True)
    if any(diagnostic.code in NO_PACK for diagnostic in diagnostics):
        return 2
    code = 1 if errors or (strict and warnings) else 0
    if report is not None and proving is not None:
        if not as_json:
            tell_proofs(report, proving)
        more, further = write_files(report, proving, find_pack(pack))
        written, problems = [*written, *more], [*problems, *further]
        code = code or code_of(report, strict)
        print(*written, sep="\n", end="\n" * bool(written), file=sys.stderr if as_json else sys.stdout)
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else code


def _proved(story: Story, pack: str, proving: Proving) -> tuple[ProofReport, list[str], list[str]]:
    """The proofs, with sentences on the certificate that was written, and on what is wrong with it."""
    from game.author.proofs.proofs_command import proved

    report = proved(story, find_pack(pack), proving)
    if not proving.certain:
        return report, [], []
    from game.author.proofs.certificates_command import certified  # few ask for it

    return certified(report, proving, find_pack(pack))


def print_findings(diagnostics: Iterable[Diagnostic], out: TextIO) -> None:
    """Each finding: where, the line concerned, what is wrong, what to do, and the line as it should be."""
    coloured = wants_colours(out, os.environ)
    diagnostics = tuple(diagnostics)
    of_a_kind = Counter(diagnostic.code for diagnostic in diagnostics)
    told_of: Counter[str] = Counter()
    for diagnostic in diagnostics:
        told_of[diagnostic.code] += 1
        if told_of[diagnostic.code] > limits.FINDINGS_SHOWN:
            continue
        # Colours are orders to the terminal; the words in between were made safe with the finding.
        print("\n".join(finding_told(diagnostic, coloured)), end="\n\n", file=unguarded(out) if coloured else out)
    hidden = {code: number - limits.FINDINGS_SHOWN for code, number in of_a_kind.items()}
    for diagnostic in diagnostics:
        hidden[diagnostic.code] += diagnostic.more
    for code, more in sorted(hidden.items()):
        if more > 0:
            print(f"And {more:,} more of the kind {code} {CATALOGUE[code].name.replace('-', ' ')}.\n", file=out)


def wants_colours(out: TextIO, environment: Mapping[str, str]) -> bool:
    """Whether colours are of use: on a terminal that can show them, unless NO_COLOR is set."""
    return out.isatty() and not environment.get("NO_COLOR") and environment.get("TERM") not in ("dumb", None, "")


def finding_told(finding: Diagnostic, coloured: bool = False) -> list[str]:
    """The lines in which a finding is told."""
    styles = {**_STYLES, "severity": _STYLES[finding.severity]} if coloured else {}
    return [
        "".join(_styled(safe_text(words), styles.get(role, "")) for role, words in line)
        for line in finding_text(finding)
    ]


def _styled(words: str, style: str) -> str:
    return f"\x1b[{style}m{words}\x1b[0m" if style else words


def _not_judged(story: Story | None) -> dict[str, NotJudged]:
    """By each language of a pack, which editorial rules are not judged in it. A pack with errors is not read so far."""
    if story is None:
        return {}
    from game.story.editorial.judging import not_judged_of  # loading a story from the cache needs none of it

    return not_judged_of(story)


def _told_as_not_judged(tag: str, left: NotJudged) -> str:
    """One line that says so, for people."""
    said = [", ".join(left.rules)] if left.rules else []
    said += [f"only in part: {', '.join(left.in_part)}"] if left.in_part else []
    return f"Editorial rules that are not judged in the language `{tag}`: {'; '.join(said)}."


def verdict_of(errors: int, warnings: int, report: ProofReport | None) -> PackVerdict:
    """The verdict over the findings, and over the proofs where there are any."""
    if report is None:
        return PackVerdict(errors, warnings)
    from game.author.proofs.beside import proved_in  # not always needed

    proofs = proved_in(report)
    return PackVerdict(errors + proofs.count("error"), warnings + proofs.count("warning"), proofs.unknown, "done")


def _as_json(
    pack: str, diagnostics: Iterable[Diagnostic], progress: Mapping[str, TranslationProgress],
    report: ProofReport | None, verdict: PackVerdict,
) -> dict[str, object]:  # fmt: skip
    if report is not None:
        from game.author.proofs.proofs_json import proofs_json, summary_json, what_if_json
    return {
        "version": JSON_VERSION,
        "pack": pack,
        "summary": verdict.words,
        "diagnostics": [
            {
                "code": diagnostic.code, "name": CATALOGUE[diagnostic.code].name,
                "title": CATALOGUE[diagnostic.code].title, "severity": diagnostic.severity,
                "file": diagnostic.spot.file, "line": diagnostic.spot.line, "column": diagnostic.spot.column,
                "message": diagnostic.message, "fix": diagnostic.fix.strip(), "source": diagnostic.line,
                "mended": diagnostic.mended,
                "replaces": list(diagnostic.replaces) if diagnostic.replaces else None,
                "more": diagnostic.more,
                "also": [{"file": spot.file, "line": spot.line, "column": spot.column} for spot in diagnostic.also],
            }
            for diagnostic in diagnostics
        ],
        "translations": [
            {
                "language": language, "name": done.name, "texts": done.texts,
                "missing": list(done.missing), "stale": list(done.stale),
            }
            for language, done in sorted(progress.items())
        ],
        "proofs": proofs_json(report) if report is not None else [],
        "search": summary_json(report) if report is not None else None,
        "what_if": what_if_json(report) if report is not None else None,
    }  # fmt: skip

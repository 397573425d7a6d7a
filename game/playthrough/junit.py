"""What came of playthroughs, in the form that build servers read: JUnit's XML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from game.playthrough.parallel_runs import RunReport

#: Characters that no XML may hold.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(reports: Sequence[RunReport]) -> str:
    """All reports as one file: a suite for each pack, a case for each playthrough."""
    packs: dict[str, list[RunReport]] = {}
    for report in reports:
        packs.setdefault(report.pack, []).append(report)
    lines = ['<?xml version="1.0" encoding="utf-8"?>', f'<testsuites name="eightwings" {_counts(reports)}>']
    for pack, cases in packs.items():
        lines.append(f"  <testsuite name={_quoted(pack)} {_counts(cases)}>")
        lines += [line for case_ in cases for line in _case(pack, case_)]
        lines.append("  </testsuite>")
    return "\n".join([*lines, "</testsuites>"]) + "\n"


def _counts(cases: Sequence[RunReport]) -> str:
    failed = sum(not case_.passed and case_.was_run for case_ in cases)
    errors = sum(not case_.passed and not case_.was_run for case_ in cases)
    seconds = sum(case_.seconds for case_ in cases)
    return f'tests="{len(cases)}" failures="{failed}" errors="{errors}" skipped="0" time="{seconds:.3f}"'


def _case(pack: str, report: RunReport) -> list[str]:
    line = report.failures[0].line if report.failures else 1
    head = (
        f"    <testcase classname={_quoted(pack)} name={_quoted(report.title)} file={_quoted(report.name)} "
        f'line="{line}" time="{report.seconds:.3f}"'
    )
    if report.passed:
        return [f"{head}/>"]
    element = "failure" if report.was_run else "error"
    message = report.failures[0].message if report.failures else "It failed."
    text = escape(_plain("\n".join(report.lines)))
    return [
        f"{head}>",
        f'      <{element} type="{element}" message={_quoted(message)}>{text}</{element}>',
        "    </testcase>",
    ]


def _quoted(text: str) -> str:
    return quoteattr(_plain(text))


def _plain(text: str) -> str:
    return _FORBIDDEN.sub("�", text)

"""What the playthroughs of one run of pytest share: stories that are loaded once, and what was reached.

Apart from the hooks in `plugin`, so that runs without a playthrough never import it.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from _pytest._code.code import ReprExceptionInfo, ReprFileLocation, ReprTracebackNative

from game.playthrough.coverage.coverage_of_packs import Collector, WantedReports, too_little, write
from game.playthrough.coverage.measuring import Coverage
from game.playthrough.discovery import Finder, FoundPlaythrough, pack_around
from game.playthrough.parallel_runs import Runner, Settings
from game.playthrough.reading import read_playthrough
from game.playthrough.testing import wrapped
from game.story.catalogue.diagnostics import Diagnostic
from game.story.refusals import PackError
from game.story.source.pack_files import PLAYTHROUGHS, RECORDED, is_playthrough, shown_name
from game.support.counts import counted
from game.support.safe_text import visible

if TYPE_CHECKING:
    import pytest
    from _pytest.terminal import TerminalReporter

#: The keys of a play of before, which had no title, in their order.
_RECORDED = (
    re.compile(rb"^pack[ \t]*:", re.M), re.compile(rb"^fingerprint[ \t]*:", re.M), re.compile(rb"^steps[ \t]*:", re.M),
)  # fmt: skip
#: A title that can be read without a parser, under remarks or not: one line of words, plain or in quotation marks.
_PLAIN_TITLE = re.compile(
    rb"(?:#[^\n]*\n)*playthrough:[ \t]+"
    rb"(?:\"([^\s\"\\][^\"\\\n]*)\"[ \t]*|([^\s\"'|>&*!%@`\[{#][^\n#]*))\n(?=[a-z#\r\n-])"
)
_LONGEST_TITLE = 100
_WIDTH = 80
#: The property of a test that holds what blessing changed in its file.
BLESSED = "eightwings_blessed"


class PlaythroughFailed(Exception):
    """A playthrough failed; the text tells why, and where in the file."""

    def __init__(self, file: str, line: int, message: str, text: str) -> None:
        self.file, self.line, self.message, self.text = file, line, message, text
        super().__init__(message)


def _is_recorded(content: bytes) -> bool:
    """Whether the keys of a play of before stand in a file, one below the other."""
    position = 0
    for key in _RECORDED:
        found = key.search(content, position)
        if found is None:
            return False
        position = found.end()
    return True


def shown_failure(failed: PlaythroughFailed) -> ReprExceptionInfo:
    """A failure as pytest shows it: its text, and for the short summary its place and first sentence."""
    crash = ReprFileLocation(failed.file, failed.line, failed.message)
    return ReprExceptionInfo(reprcrash=crash, reprtraceback=ReprTracebackNative([failed.text]))


class PlaythroughSession:
    """What the playthroughs of one run share."""

    def __init__(self, config: pytest.Config) -> None:
        option = config.option
        page, json = option.eightwings_coverage_html, option.eightwings_coverage_json
        least = option.eightwings_fail_under
        self.wanted = WantedReports(option.eightwings_coverage, page and Path(page), json and Path(json), least)
        self.counts = option.eightwings_coverage or bool(page) or bool(json) or least is not None
        self.folder = config.invocation_params.dir
        self.root = config.rootpath
        self.finder = Finder(self.root)
        self.collector = Collector()
        self.measured: list[Coverage] = []
        self.remarks: list[str] = []
        self.problems: list[str] = []
        self.runner = Runner(Settings(option.eightwings_bless, self.counts))
        self._broken: dict[str, tuple[list[Diagnostic], str]] = {}

    def found(self, path: Path) -> FoundPlaythrough | None:
        """The playthrough in a file, with its pack; None when the file is something else."""
        finder = self.finder if path.is_relative_to(self.root) else Finder(pack_around(path))
        if finder.leads_outside(path):  # told where it must be one, and not looked into
            return finder.found(path) if path.name.endswith(RECORDED) else None
        content = finder.content(path)
        of_before = path.name.endswith(RECORDED) or path.parent.name == PLAYTHROUGHS
        # The first key decides, not the name of the folder: that may be somebody else's.
        if is_playthrough("", content) or (of_before and _is_recorded(content)):
            return finder.found(path)
        return None

    def title(self, found: FoundPlaythrough) -> str:
        """What a playthrough is called; `::` would end a name in pytest."""
        words = found.path.name.partition(".")[0]
        with contextlib.suppress(OSError):
            content = found.content()
            plain = _PLAIN_TITLE.match(content[:1_000]) if isinstance(content, bytes) else None
            if plain is not None:
                words = (plain[1] or plain[2]).rstrip().decode("utf-8", "replace")
            else:
                playthrough, _ = read_playthrough(found.path, root=found.root)
                words = playthrough.title if playthrough is not None else words
        words = visible(" ".join(words.split())).replace("::", ":")
        return words if len(words) <= _LONGEST_TITLE else f"{words[: _LONGEST_TITLE - 1]}…"

    def shown_id(self, path: Path) -> str:
        """What pytest is to call a file instead of its path, which gives orders to the terminal; else empty."""
        try:
            name = path.relative_to(self.root).as_posix()
        except ValueError:
            name = path.as_posix()
        return shown_name(name) if shown_name(name) != name else ""

    def path_words(self, path: Path) -> Path:
        """A path as it can be shown."""
        return Path(shown_name(str(path)))

    def name(self, path: Path) -> str:
        """A path as it is shown: as seen from where pytest was called."""
        try:
            return shown_name(os.path.relpath(path, self.folder))
        except ValueError:  # another drive
            return shown_name(str(path))

    def run(self, found: FoundPlaythrough, node: str) -> str:
        """Run a playthrough. The result is what blessing changed in its file, if it did. Raises PlaythroughFailed."""
        if found.pack is not None:
            self.check_pack(found.pack, node)
        if Path.cwd() == self.folder:
            with contextlib.suppress(ValueError):  # another drive
                found = found._replace(path=Path(os.path.relpath(found.path, self.folder)))
        report = self.runner.report(found)
        if report.reached is not None:
            self.collector.add([report.reached])
        if report.passed:
            return report.blessed
        first = report.failures[0]
        lines = [*report.lines, *filter(None, (report.unblessed, report.blessed))]
        raise PlaythroughFailed(first.file, first.line, visible(first.message), visible("\n".join(lines)) + "\n")

    def check_pack(self, pack: Path, node: str) -> None:
        """Raise PlaythroughFailed for a pack that cannot be played: what is wrong is told once, then in short."""
        key = str(pack)
        if key not in self._broken:
            try:
                self.runner.load(key, "")
                return
            except PackError as problem:
                self._broken[key] = (
                    [diagnostic for diagnostic in problem.diagnostics if diagnostic.severity == "error"],
                    node,
                )
        errors, first = self._broken[key]
        name = shown_name(pack.name) if self.name(pack) == "." else self.name(pack)
        number = sum(1 + error.more for error in errors)
        message = f"The pack {name} cannot be played: {counted(number, 'error')}."
        folder = pack if pack.is_dir() else pack.parent
        place = self.name(folder / errors[0].spot.file)
        lines = [message]
        if first == node:
            lines += [line for error in errors for line in self._finding(error, folder)]
        else:
            lines += [*self._finding(errors[0], folder), f"All of them are told with {first}."]
        raise PlaythroughFailed(place, errors[0].spot.line, message, visible("\n".join(lines)) + "\n")

    def _finding(self, finding: Diagnostic, folder: Path) -> Iterator[str]:
        spot = finding.spot
        yield ""
        place = f"{self.name(folder / spot.file)}:{spot.line}:{spot.column}"
        yield from wrapped(f"{place}: {finding.code}: {finding.message}", "", _WIDTH)
        if finding.line:
            yield f"  {spot.line:>4} | {finding.line.strip()}"
        yield from wrapped(f"→ {finding.fix.strip()}", "    ", _WIDTH)
        yield from (f"       | {line.strip()}" for line in finding.mended.splitlines())

    def measure(self) -> bool:
        """Measure and write the coverage. Whether it is as much as it should be."""
        self.measured, problems = self.collector.coverages()
        packs = self.collector.packs()
        written, unwritten = write(self.measured, self.wanted, packs) if self.measured else ([], [])
        self.remarks = [*problems, *written]
        self.problems = [*unwritten, *too_little(self.measured, self.wanted.least)]
        if not self.measured:
            self.remarks.append("No playthrough was run, so there is no coverage.")
        return not self.problems

    def tell(self, terminal: TerminalReporter) -> None:
        """Print what was blessed, and the coverage."""
        from game.playthrough.coverage.table import table

        self.tell_blessed(terminal)
        if not self.counts:
            return
        terminal.section("coverage of the playthroughs", sep="-")
        for coverage in self.measured if self.wanted.table else ():
            for line in table(coverage, max(80, terminal._tw.fullwidth)):
                terminal.line(line)
            terminal.line("")
        for remark in self.remarks:
            terminal.line(remark)
        for problem in self.problems:
            terminal.line(f"FAILED: {problem}", red=True, bold=True)

    def tell_blessed(self, terminal: TerminalReporter) -> None:
        """Print what blessing changed in files, in whatever process it did."""
        changed = [
            words
            for report in terminal.getreports("passed")
            for name, words in getattr(report, "user_properties", ())
            if name == BLESSED
        ]
        if changed:
            terminal.section("blessed playthroughs", sep="-")
            for words in changed:
                terminal.line(visible(words))

"""The plugin for pytest: every playthrough file is a test, wherever it lies, without any configuration.

It is loaded at the start of every run of pytest in an environment in which the game is installed. So it imports nothing
but pytest; the game itself comes in when the first playthrough is found (`plugin_session`).
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from _pytest._code.code import ExceptionInfo, TerminalRepr
    from _pytest.terminal import TerminalReporter

    from game.playthrough.discovery import FoundPlaythrough
    from game.playthrough.plugin_session import PlaythroughSession

_YAML = (".yaml", ".yml")
#: A playthrough says in its first key that it is one; before it there are remarks at most.
_HEAD = 8_000
_session = pytest.StashKey["PlaythroughSession"]()
#: Under this name workers of pytest-xdist hand over what their playthroughs reached.
_REACHED = "eightwings_reached"


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options; all of them begin with `--eightwings`."""
    group = parser.getgroup("eightwings", "playthroughs of Eight Wings")
    group.addoption(
        "--eightwings-bless", action="store_true", help="write what happens into expectations that no longer hold"
    )
    group.addoption(
        "--eightwings-coverage", action="store_true", help="tell what the playthroughs reached of each pack"
    )
    group.addoption("--eightwings-coverage-html", metavar="FILE", help="write the coverage as a page to look at")
    group.addoption("--eightwings-coverage-json", metavar="FILE", help="write the coverage for other programs")
    group.addoption(
        "--eightwings-fail-under", metavar="N", type=_percent, help="fail when less than N percent of a pack is reached"
    )


def _percent(words: str) -> float:
    from game.playthrough.coverage.coverage_command import percent_argument  # only when the option is given

    return percent_argument(words)


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker known."""
    config.addinivalue_line("markers", "playthrough: a playthrough of a story of Eight Wings")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """The collector of a playthrough file; None for every other file."""
    if file_path.suffix not in _YAML or not _worth_a_look(file_path):
        return None
    found = _session_of(parent.config).found(file_path)
    if found is None:
        return None
    named: dict[str, Any] = {"path": file_path, "found": found}
    if shown := _session_of(parent.config).shown_id(file_path):
        named["nodeid"] = shown
    return PlaythroughFile.from_parent(parent, **named)


def _worth_a_look(path: Path) -> bool:
    """Whether a file may be a playthrough. That costs a file of somebody else one read, and imports nothing."""
    try:  # a pipe is not waited for
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError:
        return False
    with open(descriptor, "rb", buffering=0) as file:  # noqa: PTH123
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return False
        head = file.read(_HEAD)
    return b"playthrough" in head or (b"fingerprint" in head and b"steps" in head)


def _session_of(config: pytest.Config) -> PlaythroughSession:
    """What the playthroughs of this run share; made when the first one is found."""
    if _session not in config.stash:
        from game.playthrough.plugin_session import PlaythroughSession

        config.stash[_session] = PlaythroughSession(config)
    return config.stash[_session]


class PlaythroughFile(pytest.File):
    """A file that holds a playthrough."""

    def __init__(self, *, found: FoundPlaythrough, **rest: Any) -> None:
        super().__init__(**rest)
        self.found = found

    def collect(self) -> Iterator[pytest.Item]:
        """The one playthrough in it."""
        title = _session_of(self.config).title(self.found)
        yield PlaythroughItem.from_parent(self, name=title, found=self.found)


class PlaythroughItem(pytest.Item):
    """A playthrough as a test."""

    def __init__(self, *, found: FoundPlaythrough, **rest: Any) -> None:
        super().__init__(**rest)
        self.found = found
        self.add_marker("playthrough")

    def runtest(self) -> None:
        """Run it. Raises PlaythroughFailed."""
        blessed = _session_of(self.config).run(self.found, self.nodeid)
        if blessed:
            self.user_properties.append(("eightwings_blessed", blessed))

    def repr_failure(self, excinfo: ExceptionInfo[BaseException], *args: Any) -> str | TerminalRepr:
        """What failed, in the words of the game; the trace of a fault in the game itself."""
        from game.playthrough.plugin_session import PlaythroughFailed, shown_failure

        if isinstance(excinfo.value, PlaythroughFailed):
            return shown_failure(excinfo.value)
        return super().repr_failure(excinfo, *args)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """The file, and the title."""
        return _session_of(self.config).path_words(self.path), None, self.name


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Put together what was reached; with pytest-xdist the workers hand it over, and their parent puts it together."""
    config = session.config
    if hasattr(config, "workerinput"):
        if _session in config.stash:
            config.workeroutput[_REACHED] = config.stash[_session].collector.parts()  # type: ignore[attr-defined]
        return
    if _wants_coverage(config) and not config.option.collectonly:
        enough = _session_of(config).measure()
        if not enough and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    """A worker of pytest-xdist is done: take over what its playthroughs reached."""
    parts = getattr(node, "workeroutput", {}).get(_REACHED)
    if parts:
        _session_of(node.config).collector.add(tuple(part) for part in parts)


def pytest_terminal_summary(terminalreporter: TerminalReporter, config: pytest.Config) -> None:
    """Tell what was blessed, and the coverage."""
    if (_wants_coverage(config) or config.option.eightwings_bless) and not config.option.collectonly:
        _session_of(config).tell(terminalreporter)


def _wants_coverage(config: pytest.Config) -> bool:
    option = config.option
    return bool(
        option.eightwings_coverage
        or option.eightwings_coverage_html
        or option.eightwings_coverage_json
        or option.eightwings_fail_under is not None
    )

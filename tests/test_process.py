"""Streams that fail, surroundings that lack something, and signals: a sentence and an exit code, never a traceback."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from game.cli import main
from game.play.failing import not_done
from game.process import Stopped, _Output
from game.record import locations
from game.verbs.play import wants_plain

pytestmark = pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")

HARBOUR = str(Path(__file__).parent / "packs" / "harbour")
PATH = os.pathsep.join((str(Path(__file__).parent.parent), *filter(None, (os.environ.get("PYTHONPATH"),))))
QUICK = (
    ["check", HARBOUR, "--no-proofs"], ["map", HARBOUR], ["map", HARBOUR, "--svg"], ["--help"],
    ["play", HARBOUR, "--plain", "--seed", "1"], ["test", HARBOUR], ["simulate", HARBOUR, "-n", "5", "--workers", "1"],
)  # fmt: skip


def run(
    words: list[str], begin: Callable[[], object] | None = None, **environment: str | None
) -> subprocess.CompletedProcess[str]:
    """The command after `begin`, which changes the streams or the folder of its process."""
    surroundings = {**os.environ, "PYTHONPATH": PATH, **environment}
    return subprocess.run(
        [sys.executable, "-m", "game", *words], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
        preexec_fn=begin,
        env={name: value for name, value in surroundings.items() if value is not None},
    )  # fmt: skip


def full(number: int) -> Callable[[], object]:
    return lambda: os.dup2(os.open("/dev/full", os.O_WRONLY), number)


@pytest.mark.parametrize("words", QUICK, ids=lambda words: " ".join(words[:1] + words[2:]))
def test_an_output_that_takes_nothing_is_said_in_one_sentence(words: list[str]) -> None:
    done = run(words, full(1))
    assert (done.returncode, done.stderr) == (3, "What there is to say cannot be written: No space left on device.\n")


def test_an_output_that_is_closed_is_said_in_one_sentence() -> None:
    done = run(["check", HARBOUR, "--no-proofs"], lambda: os.close(1))
    assert (done.returncode, done.stderr) == (3, "What there is to say cannot be written: Bad file descriptor.\n")


@pytest.mark.parametrize("begin", [full(2), lambda: os.close(2)], ids=["full", "closed"])
def test_complaints_that_nobody_can_take_change_nothing(begin: Callable[[], object]) -> None:
    assert run(["check", "no-such-pack"], begin).returncode == 2
    assert run(["map", HARBOUR, "--svg"], begin).returncode == 0


def test_where_everything_is_closed_the_exit_code_is_left() -> None:
    def close_all() -> None:
        for number in range(3):
            os.close(number)

    assert run(["play", "no-such-pack"], close_all).returncode == 2
    assert run(["test", HARBOUR], close_all).returncode == 3


def test_a_play_without_an_input_is_at_its_end(tmp_path: Path) -> None:
    done = run(["play", HARBOUR, "--plain", "--seed", "1"], lambda: os.close(0))
    assert done.returncode == 0
    assert "Your play is kept in" in done.stdout
    assert done.stderr == ""


def test_no_file_of_a_play_takes_the_place_of_a_closed_stream(home: Path) -> None:
    run(["play", HARBOUR, "--plain", "--seed", "1"], lambda: os.close(1))
    (play,) = (home / "data" / "plays" / "harbour").glob("[!.]*.play.yaml")
    assert "You wake" not in play.read_text("utf-8")


def test_an_output_that_somebody_made_non_blocking_is_waited_for() -> None:
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    read: list[bytes] = []

    class Slow(_Output):
        def fileno(self) -> int:  # asked for when it has to be waited for
            read.append(os.read(reader, 100_000))
            return super().fileno()

    out, rest = Slow(writer, "wb", closefd=True), memoryview(b"x" * 300_000)
    with out:
        while rest:
            rest = rest[out.write(rest) :]
    while more := os.read(reader, 100_000):
        read.append(more)
    os.close(reader)
    assert sum(map(len, read)) == 300_000


# Surroundings


@pytest.mark.parametrize("said", [None, "", "not/absolute"])
def test_without_a_home_one_plays_unsaved_and_is_told_why(said: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EIGHTWINGS_HOME")
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setattr("os.path.expanduser", lambda path: path)  # as for a user whom the system does not know
    monkeypatch.setattr("pwd.getpwuid", lambda _: (_ for _ in ()).throw(KeyError()))
    if said is None:
        monkeypatch.delenv("HOME", raising=False)
    else:
        monkeypatch.setenv("HOME", said)
    assert locations.data_folder() == locations.NO_FOLDER
    assert locations.plays_folder("x").is_relative_to(locations.NO_FOLDER)


def test_a_play_that_can_be_kept_nowhere_says_what_to_set() -> None:
    user = 54_321
    if os.getuid() or not all(path.stat().st_mode & 1 for path in Path(sys.executable).resolve().parents):
        pytest.skip("no other user can run this Python")
    done = run(
        ["play", HARBOUR, "--plain"], lambda: os.setuid(user), HOME=None, EIGHTWINGS_HOME=None, XDG_DATA_HOME=None
    )
    assert done.returncode == 0
    assert "set EIGHTWINGS_HOME to a folder" in " ".join(done.stdout.split())


def test_a_folder_that_is_gone_is_a_sentence(tmp_path: Path) -> None:
    gone = tmp_path / "gone"

    def begin() -> None:
        os.chdir(gone)
        gone.rmdir()

    for words in (["check", "pack.yaml"], ["new", "pack", "mine", "--yes"], ["play", HARBOUR, "--plain"]):
        gone.mkdir()
        done = run(words, begin)
        assert done.returncode in (0, 2, 3)
        assert "Traceback" not in done.stderr
        assert "Something went wrong" not in done.stderr


def test_what_the_system_refuses_is_no_fault_of_the_game() -> None:
    assert not_done(PermissionError(13, "Permission denied", "/a/b"), "x") == "/a/b cannot be used: Permission denied."
    assert not_done(OSError(5, "Input/output error"), "x") == "The system did not let this happen: Input/output error."
    assert not_done(MemoryError(), "x") == "There is not enough memory for this."


def test_an_error_that_nobody_expected_is_reported_in_every_verb(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("game.author.findings.examine", lambda *_, **__: 1 // 0)
    assert main(["check", HARBOUR]) == 3
    said = capsys.readouterr().err
    assert "Something went wrong in the game (ZeroDivisionError). A report that reproduces it is in" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("said", "plain"),
    [("1", True), ("yes", True), ("0", False), ("", False), ("false", False), ("No", False), (" off ", False)],
)
def test_plain_is_wished_for_in_words_that_mean_yes(said: str, plain: bool) -> None:
    assert wants_plain({"TERM": "xterm", "EIGHTWINGS_PLAIN": said}, True) is plain


def test_windows_says_nothing_of_its_terminals_and_they_can_draw(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert not wants_plain({}, True)
    assert wants_plain({"TERM": "dumb"}, True)
    assert wants_plain({}, False)


# Signals


def test_control_c_is_130_also_while_a_verb_is_imported(tmp_path: Path) -> None:
    code = "import sys; sys.argv[1:] = ['check', 'hq'];" + (
        "import builtins; real = builtins.__import__\n"
        "def broken(name, *rest, **more):\n"
        "    if name.startswith('game.author') or name == 'argparse': raise KeyboardInterrupt\n"
        "    return real(name, *rest, **more)\n"
        "builtins.__import__ = broken\n"
        "from game.cli import main\n"
        "sys.exit(main())\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (130, "")


def test_control_c_in_a_plain_play_says_goodbye_and_is_130(tmp_path: Path) -> None:
    code = (
        "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL)\nos.execv(sys.executable, sys.argv[1:])"
    )
    command = [sys.executable, "-m", "game", "play", HARBOUR, "--plain", "--seed", "1"]
    child = subprocess.Popen(
        [sys.executable, "-c", code, *command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert child.stdout is not None
    said = b""
    while b"\n> " not in said:
        said += os.read(child.stdout.fileno(), 10_000)
    child.send_signal(signal.SIGINT)
    out, errors = child.communicate(timeout=60)
    assert (child.returncode, errors) == (130, b"")
    assert b"Your play is kept in" in out


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_that_ends_a_verb_takes_back_what_it_shows_on_the_terminal(number: int) -> None:
    from tests.app.terminals import Terminal

    with Terminal(["-m", "game", "simulate", HARBOUR, "-n", "1,000,000", "--workers", "1"]) as terminal:
        terminal.until("Playing")
        assert terminal.unusual_modes == {"25": "l"}  # the progress bar hides the cursor
        terminal.send(number)
        assert terminal.ended() == -number
        assert terminal.unusual_modes == {}
        assert b"Traceback" not in terminal.output


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("moment", ["refresh", "stop"])
def test_the_cursor_comes_back_whenever_a_signal_comes(moment: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from rich.live import Live

    from game.playthrough.simulation import simulate_command

    def stopped(*_: object, **__: object) -> None:
        raise Stopped(signal.SIGTERM)

    screen = Screen()
    monkeypatch.setattr(simulate_command.sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr(Live, moment, stopped)
    with pytest.raises(Stopped), simulate_command.playing_bar(10):
        pass
    assert screen.getvalue().rindex("\x1b[?25h") > screen.getvalue().rindex("\x1b[?25l")

"""The apps in a real terminal: it is as it was before, whatever ended them, and whatever was typed into them."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from textual import events
from textual.message import Message

from game.app.base_app import BaseApp

pytestmark = [
    pytest.mark.usefixtures("started_before"),
    pytest.mark.skipif(sys.platform == "win32", reason="terminals and signals of this kind are those of POSIX"),
]

if sys.platform != "win32":
    from game.app.terminal import TerminalDriver
    from tests.app.terminals import Terminal

HARBOUR = str(Path(__file__).parent.parent / "packs" / "harbour")
PLAY = ["-m", "game", "play", HARBOUR, "--seed", "1"]
PREVIEW = ["-m", "game", "preview", HARBOUR]
READY = {"play": "Notes", "preview": "Inspect"}
QUIT = "\x11"


def as_it_was(terminal: Terminal) -> bool:
    return not terminal.unusual_modes and terminal.attributes == terminal.before


@pytest.mark.parametrize("words", [PLAY, PREVIEW], ids=["play", "preview"])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT])
def test_a_signal_that_ends_an_app_gives_the_terminal_back(words: list[str], number: int) -> None:
    with Terminal(words) as terminal:
        terminal.until(READY[words[2]])
        assert not as_it_was(terminal)
        terminal.send(number)
        assert terminal.ended() == (130 if number == signal.SIGINT else -number)
        assert as_it_was(terminal)
        assert b"Traceback" not in terminal.output


def test_an_app_that_hangs_gives_the_terminal_back_too() -> None:
    code = f"""
import os, sys
sys.argv[1:] = ["play", {HARBOUR!r}, "--seed", "1"]
from game.app.screens.game_screen import GameScreen
def hang(self, typed):
    os.write(2, b"it hangs")
    while True:
        pass
GameScreen.carry_out = hang
from game.cli import main
sys.exit(main())
"""
    with Terminal(["-c", code]) as terminal:
        terminal.until(READY["play"])
        terminal.type("look\r")
        terminal.until("it hangs")
        terminal.send(signal.SIGTERM)
        assert terminal.ended() == -signal.SIGTERM
        assert as_it_was(terminal)


@pytest.mark.parametrize("error", ["1 // 0", "exec('raise SystemExit(3)')"])
def test_an_error_gives_the_terminal_back(error: str) -> None:
    code = f"""
import sys
sys.argv[1:] = ["play", {HARBOUR!r}, "--seed", "1"]
from game.app.application import EightWings
EightWings.action_settings = lambda self: {error}
from game.cli import main
sys.exit(main())
"""
    with Terminal(["-c", code]) as terminal:
        terminal.until(READY["play"])
        terminal.type("\x1b[20~")  # F9
        assert terminal.ended() in (1, 3)
        assert as_it_was(terminal)
        assert b"Traceback" not in terminal.output


def test_control_z_leads_to_the_shell_and_back() -> None:
    with Terminal(PLAY) as terminal:
        terminal.until(READY["play"])
        terminal.type("\x1a")
        terminal.until(terminal.is_stopped)
        assert as_it_was(terminal)
        terminal.forget()
        terminal.send(signal.SIGCONT)
        terminal.until(READY["play"])
        assert not as_it_was(terminal)
        terminal.type(QUIT)
        assert terminal.ended() == 0
        assert as_it_was(terminal)


def test_the_jobs_of_a_shell_lead_away_and_back_to_the_whole_screen(tmp_path: Path) -> None:
    # A shell of one line that does what `fg` does: it waits, takes the terminal back, and hands it on again.
    shell = f"""
import os, signal, subprocess, sys, termios
signal.signal(signal.SIGTTOU, signal.SIG_IGN)
mine, before = os.getpgrp(), termios.tcgetattr(0)
game = subprocess.Popen({[sys.executable, *PLAY]!r}, process_group=0)
os.tcsetpgrp(0, game.pid)
os.waitpid(game.pid, os.WUNTRACED)
os.tcsetpgrp(0, mine)
print("stopped", termios.tcgetattr(0) == before, flush=True)
input()
os.tcsetpgrp(0, game.pid)
os.killpg(game.pid, signal.SIGCONT)
print("ended", os.waitstatus_to_exitcode(os.waitpid(game.pid, 0)[1]), flush=True)
"""
    with Terminal(["-c", shell], EIGHTWINGS_HOME=str(tmp_path)) as terminal:
        terminal.until("Wet stones")
        terminal.until(READY["play"])
        terminal.type("\x1a")
        terminal.until("stopped True")
        assert not terminal.unusual_modes
        terminal.forget()
        terminal.type("\r")
        terminal.until("Wet stones")
        terminal.until(READY["play"])
        terminal.type(QUIT)
        terminal.until("ended 0")
        assert terminal.ended() == 0
        assert as_it_was(terminal)


def test_lines_and_keys_that_are_typed_ahead_are_taken_one_by_one_in_their_order() -> None:
    with Terminal(PLAY) as terminal:
        terminal.until(READY["play"])
        terminal.type("goals\rstatus\r\x1b[B\rwhere\r")  # the arrow leads to the second choice, and Enter takes it
        terminal.until("You are here")
        for words in ("> goals", "> status", "> Sleep ten more minutes", "> where"):
            assert words.encode() in terminal.output
        terminal.type(QUIT)
        assert terminal.ended() == 0


@pytest.mark.parametrize("typed", [b"xyz\xffzy\r", b"xy\xe9zz\xf0\x9f y\r", b"\x1b[200~xyz\xc3\xc3zy\x1b[201~\r"])
def test_a_byte_that_is_no_character_is_passed_over(typed: bytes) -> None:
    with Terminal(PLAY) as terminal:
        terminal.until(READY["play"])
        terminal.type(typed)
        terminal.until("does not lead")
        assert "\ufffd".encode() not in terminal.output
        terminal.type(QUIT)
        assert terminal.ended() == 0


@pytest.mark.parametrize("typed", [b"caf\xe9 \xff\x80", b"\x1b[99999999u", b"\x1b[48;0;0;0;0t", b"\x1b[M\x00\x00\x00"])
def test_any_byte_can_be_typed(typed: bytes) -> None:
    with Terminal(PLAY) as terminal:
        terminal.until(READY["play"])
        terminal.type(typed + b"xyzzy")
        terminal.until("xyzzy")
        terminal.type(QUIT)
        assert terminal.ended() == 0
        assert b"Traceback" not in terminal.output


@pytest.mark.parametrize("before, behind", [("\x1b[200~", "\x1b[201~"), ("", "")], ids=["marked", "unmarked"])
def test_a_huge_paste_is_refused_with_a_sentence(before: str, behind: str) -> None:
    with Terminal(PLAY) as terminal:
        terminal.until(READY["play"])
        terminal.type(f"{before}{'word ' * 60_000}{behind}")
        terminal.until("too long to be pasted")
        # A flood that falters is refused while it still comes, and what is typed right behind it goes down with it.
        terminal.type_until("xyzzy", "xyzzy")
        terminal.type(QUIT)
        assert terminal.ended() == 0


@pytest.fixture
async def driver(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[TerminalDriver]:
    """A driver that always finds something to read, and for which any piece of a key comes late."""
    monkeypatch.setattr("textual.constants.ESCAPE_DELAY", 0)
    before = {number: signal.getsignal(number) for number in (signal.SIGTSTP, signal.SIGCONT)}
    made = TerminalDriver(BaseApp())
    made.fileno, writing = os.pipe()
    os.close(writing)
    yield made
    os.close(made.fileno)
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("cut", range(1, len("\x1b[201~")))
async def test_a_paste_ends_though_its_last_mark_comes_late_in_two_pieces(
    cut: int, driver: TerminalDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = b"\x1b[201~"
    typed = iter([b"\x1b[200~words " + mark[:cut], mark[cut:], b"x", b""])
    taken: list[Message] = []
    monkeypatch.setattr(driver, "_read", lambda: next(typed))
    monkeypatch.setattr(driver, "process_message", taken.append)
    monkeypatch.setattr(driver, "_terminal_is_gone", lambda: None)
    driver.run_input_thread()
    paste, key = taken
    assert isinstance(paste, events.Paste)
    assert paste.text == "words "
    assert isinstance(key, events.Key)
    assert key.key == "x"


def test_a_terminal_that_is_gone_ends_the_app_even_where_the_signal_is_ignored() -> None:
    code = f"""
import signal, sys
signal.signal(signal.SIGHUP, signal.SIG_IGN)
sys.argv[1:] = ["play", {HARBOUR!r}, "--seed", "1"]
from game.cli import main
sys.exit(main())
"""
    with Terminal(["-c", code]) as terminal:
        terminal.until(READY["play"])
        terminal.hang_up()
        assert terminal.ended() == 129


@pytest.mark.parametrize("elsewhere", ["/dev/null", "/dev/full"])
def test_the_app_is_drawn_where_the_terminal_is(elsewhere: str) -> None:
    with Terminal(PLAY, errors=elsewhere) as terminal:
        terminal.until(READY["play"])
        terminal.type(QUIT)
        assert terminal.ended() == 0
        assert as_it_was(terminal)


@pytest.mark.parametrize("size", [(2, 24), (1, 1), (0, 0)])
def test_a_window_of_any_size_can_be_begun_in_and_made_larger(size: tuple[int, int]) -> None:
    with Terminal(PLAY, size) as terminal:
        terminal.until("?2004h")
        terminal.forget()
        terminal.resize(100, 30)
        terminal.until("Notes")
        terminal.type(QUIT)
        assert terminal.ended() == 0


@pytest.mark.parametrize("size", [(2, 24), (80, 1), (1, 1), (0, 0)])
def test_a_window_may_shrink_to_nothing_while_one_plays_and_grow_again(size: tuple[int, int]) -> None:
    with Terminal(PLAY) as terminal:
        terminal.until(READY["play"])
        terminal.forget()
        terminal.resize(*size)
        terminal.type("look\r")  # a small window says that it is too small, and takes nothing
        terminal.until(lambda: bool(terminal.output))
        terminal.forget()
        terminal.resize(100, 30)
        terminal.until("Notes")
        terminal.type_until("where\r", "You are here")
        terminal.type(QUIT)
        assert terminal.ended() == 0
        assert as_it_was(terminal)


CHANGED_WHILE_READ = """
import fcntl, os, struct, sys, termios

read = os.get_terminal_size

def read_and_changed(descriptor):
    size = read(descriptor)
    if size.lines == 1:
        fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
        for _ in range(1000):  # the system tells the process meanwhile
            pass
    return size

os.get_terminal_size = read_and_changed
from game.cli import main
raise SystemExit(main(sys.argv[1:]))
"""


def test_a_window_that_changes_while_its_size_is_read_is_drawn_as_large_as_it_is() -> None:
    with Terminal(["-c", CHANGED_WHILE_READ, *PLAY[2:]]) as terminal:
        terminal.until(READY["play"])
        terminal.forget()
        terminal.resize(80, 1)
        terminal.until("Notes")
        terminal.type_until("where\r", "You are here")
        terminal.type(QUIT)
        assert terminal.ended() == 0


@pytest.mark.parametrize("size", [(80, 24), (1, 1), (0, 0)])
def test_plain_mode_leaves_the_terminal_alone_in_a_window_of_any_size(size: tuple[int, int]) -> None:
    with Terminal([*PLAY, "--plain"], size) as terminal:
        terminal.until("now: " if size[0] != 1 else "w: ")
        terminal.type(b"xyz\xffzy\r")
        terminal.type("\x04")
        assert terminal.ended() == 0
        assert not terminal.unusual_modes
        assert b"\x1b" not in terminal.output
        assert terminal.attributes == terminal.before


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_plain_mode_as_one_would_expect(number: int) -> None:
    with Terminal([*PLAY, "--plain"]) as terminal:
        terminal.until("What now: ")
        terminal.send(number)
        assert terminal.ended() == (130 if number == signal.SIGINT else -number)
        assert as_it_was(terminal)
        assert b"Traceback" not in terminal.output


@pytest.mark.parametrize("surroundings", [{"TERM": "dumb"}, {"TERM": ""}, {"EIGHTWINGS_PLAIN": "1"}])
def test_a_terminal_that_can_draw_nothing_is_written_to_line_by_line(surroundings: dict[str, str]) -> None:
    with Terminal(PLAY, **surroundings) as terminal:
        terminal.until("What now: ")
        terminal.type("quit\r")
        assert terminal.ended() == 0
        assert b"\x1b" not in terminal.output

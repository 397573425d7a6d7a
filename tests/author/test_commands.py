"""The commands for authors as processes: what they print, their exit codes, and that nothing ends in a traceback."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

HARBOUR = str(Path(__file__).parent.parent / "packs" / "harbour")
COMMAND = [sys.executable, "-m", "game"]
INTERRUPTIBLE = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)
os.execv(sys.executable, [sys.executable, "-m", "game", *sys.argv[1:]])
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent.parent.parent))
    return tmp_path


def run(*words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *words], input=typed, capture_output=True, text=True, check=False)


def test_what_it_prints_works_as_printed() -> None:
    done = run("new", "pack", "demo")
    assert done.returncode == 0
    for line in done.stdout.splitlines():
        if line.startswith("  eightwings "):
            assert run(*line.split()[1:]).returncode == 0, line
    assert run("check", "--strict", "demo").returncode == 0
    assert "The corridor" in run("play", "demo", "--new").stdout


def test_a_pack_grows_by_commands_alone() -> None:
    for words in (
        ["pack", "demo", "--title", 'A "new": #1'],
        ["scene", "demo", "--title", "Look up", "--at", "corridor", "--with", "ottoline"],
        ["question", "demo", "cups", "--kind", "number", "--text", "How many cups?", "--cites", "fern_day"],
        ["playthrough", "demo", "tour", "--seed", "4", "--steps", "3"],
    ):
        done = run("new", *words, "--yes")
        assert done.returncode == 0, done.stderr
        assert "Written: " in done.stdout
    checked = run("check", "demo")
    assert checked.returncode == 0
    assert 'A "new": #1: 3 scenes' in checked.stdout
    assert "You go on after 3 steps." in run("play", "demo", "--load", "demo/playthroughs/tour.yaml").stdout


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["new"], 2, "WHAT"),
        (["new", "pack", "My Story"], 2, "eightwings new pack my-story"),
        (["new", "pack", "a\nb"], 2, "cannot name a pack"),
        (["new", "scene", "nowhere"], 2, "There is no pack at nowhere."),
        (["new", "scene", "hq"], 2, "comes with the game"),
        (["new", "question", HARBOUR, "--kind", "riddle"], 2, "There are: choice, number"),
        (["new", "playthrough", HARBOUR, "--steps", "0"], 2, "1 to 500 steps"),
        (["export", HARBOUR], 2, "--handout"),
        (["export", HARBOUR, "--handout", "--topic", "bel"], 2, "Did you mean `bell`"),
        (["export", "nowhere", "--handout"], 2, "There is no pack at nowhere."),
        (["check", "--watch", "--json", HARBOUR], 2, "leave one of them out"),
        (["check", "--watch", "nowhere"], 2, "There is no pack at nowhere."),
    ],
)
def test_bad_input_gets_a_sentence_and_an_exit_code(words: list[str], code: int, sentence: str, here: Path) -> None:
    done = run(*words)
    assert done.returncode == code
    assert sentence in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert list(here.iterdir()) == []


def test_a_handout_is_written_where_it_is_wanted(here: Path) -> None:
    done = run("export", HARBOUR, "--handout", "--out", "sheets", "--html", "--key", "--count", "2", "--seed", "9")
    assert done.returncode == 0
    assert [path.name for path in (here / "sheets").iterdir()] == ["worksheet-key.html"]
    assert "2 questions, seed 9" in done.stdout


@pytest.mark.skipif(os.name == "nt", reason="a terminal of this kind is of Unix")
def test_on_a_terminal_it_asks_and_control_c_writes_nothing(here: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    child = started("new", "pack", "demo", stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    assert until(ours, b"Title of the story [Demo]: ")
    child.send_signal(signal.SIGINT)
    assert until(ours, b"Nothing was written.", lambda: child.send_signal(signal.SIGINT))
    assert child.wait(30) == 130
    os.close(ours)
    assert list(here.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="signals of this kind are of Unix")
def test_watching_sees_a_saved_file_and_control_c_ends_it_well(here: Path) -> None:
    run("new", "pack", "demo")
    child = started("check", "--watch", "demo", stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert any("waiting for changes" in line for line in child.stdout)
    file = here / "demo" / "pack.yaml"
    good = file.read_text("utf-8")
    file.write_text(good.replace("end: tiptoe", "end: tiptop"), "utf-8")
    assert any("There is no ending `tiptop`." in line for line in child.stdout)
    assert any("waiting for changes" in line for line in child.stdout)
    child.send_signal(signal.SIGINT)
    assert child.wait(30) == 130
    child.stdout.close()


def started(*words: str, **streams: Any) -> subprocess.Popen[Any]:
    """The command as it is started by a shell: Ctrl+C reaches it, whatever the process that runs the tests ignores.

    It is killed after a minute, so that a test that waits for it fails.
    """
    child = subprocess.Popen([sys.executable, "-c", INTERRUPTIBLE, *words], **streams)
    killing = threading.Timer(60, child.kill)
    killing.daemon = True
    killing.start()
    return child


def until(terminal: int, wanted: bytes, nudge: Callable[[], object] = lambda: None) -> bool:
    """Whether `wanted` comes out of the terminal before it closes.

    `nudge` is done again whenever nothing comes for a while: a signal that arrives just before a line is read is lost.
    """
    shown = b""
    with contextlib.suppress(OSError):
        while wanted not in shown:
            if not select.select([terminal], [], [], 2)[0]:
                nudge()
                continue
            if not (more := os.read(terminal, 1000)):
                break
            shown += more
    return wanted in shown

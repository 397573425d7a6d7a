"""`eightwings simulate` as it is called: what it prints, what it writes, how it ends."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from textwrap import dedent
from xml.etree import ElementTree

import pytest

from game.cli import main
from tests.playthrough.simulation.conftest import COIN, LOOP

#: Starts the command so that Ctrl+C reaches it, whatever the process that runs the tests ignores.
INTERRUPTIBLE = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)
os.execv(sys.executable, [sys.executable, "-m", "game", *sys.argv[1:]])
"""
ROOT = Path(__file__).parents[3]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "coin.yaml").write_text("pack: A coin\n" + dedent(COIN), "utf-8")
    (tmp_path / "loop.yaml").write_text("pack: A loop\n" + dedent(LOOP), "utf-8")
    return tmp_path


def test_it_reports_and_ends_well(capsys):
    assert main(["simulate", "coin.yaml", "-n", "60"]) == 0
    told = capsys.readouterr()
    assert told.out.startswith("A coin\n60 plays at random. Knowledge: 0.6. Temperament: uniform. Seed: 1.\n")
    assert told.err == ""


def test_json_on_the_screen_is_json_alone(capsys):
    assert main(["simulate", "coin.yaml", "-n", "60", "--json", "-", "--seed", "5"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["plays"], shown["players"]["seed"]) == (60, 5)


def test_skill_is_another_word_for_knowledge(capsys):
    for word in ("--skill", "--knowledge"):
        assert main(["simulate", "coin.yaml", "-n", "5", word, "0.9", "--json", "-"]) == 0
        assert json.loads(capsys.readouterr().out)["players"]["knowledge"] == 0.9


def test_the_figures_of_the_command_are_the_same_whatever_the_workers(capsys):
    outputs = set()
    for workers in ("1", "2", "3"):
        assert main(["simulate", "coin.yaml", "-n", "300", "--workers", workers, "--json", "-"]) == 0
        outputs.add(capsys.readouterr().out)
    assert len(outputs) == 1


def test_files_are_written_beside_the_report(here, capsys):
    assert main(["simulate", "coin.yaml", "-n", "60", "--json", "a.json", "--html", "a.html", "--balance"]) == 0
    assert "Balance: what knowledge changes" in capsys.readouterr().out
    assert json.loads((here / "a.json").read_text("utf-8"))["balance"]
    assert "<title>A coin: played at random</title>" in (here / "a.html").read_text("utf-8")


def test_plays_without_an_ending_are_findings_with_a_file(here, capsys):
    assert main(["simulate", "loop.yaml", "-n", "60", "--json", "loop.json"]) == 1
    (file,) = (here / "simulation-reports").iterdir()
    assert f"simulation-reports{os.sep}{file.name}" in capsys.readouterr().out
    (found,) = json.loads((here / "loop.json").read_text("utf-8"))["unfinished"]
    assert found["kind"] == "loop"
    assert [example["file"] for example in found["examples"]] == [str(Path("simulation-reports", file.name))]


def test_the_folder_for_them_can_be_chosen_and_is_only_made_when_needed(here):
    assert main(["simulate", "coin.yaml", "-n", "60", "--reports", "kept"]) == 0
    assert not (here / "kept").exists()
    assert main(["simulate", "loop.yaml", "-n", "60", "--reports", "kept"]) == 1
    assert (here / "kept").is_dir()


@pytest.mark.parametrize("flag", ["--json", "--html"])
def test_what_cannot_be_written_is_said_after_the_report(flag, capsys):
    assert main(["simulate", "coin.yaml", "-n", "20", flag, "nowhere/a"]) == 3
    told = capsys.readouterr()
    assert "20 plays at random" in told.out
    assert "cannot be written: No such file or directory." in told.err


def test_reports_that_cannot_be_written_are_said_too(here, capsys):
    (here / "kept").write_text("in the way", "utf-8")
    assert main(["simulate", "loop.yaml", "-n", "20", "--reports", "kept"]) == 3
    assert "The plays without an ending are not kept: kept cannot be written" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["coin.yaml", "--knowledge", "2"], "“2” is no knowledge"),
        (["coin.yaml", "--knowledge", "space=1"], "no question on the topic “space”"),
        (["nothing-here"], "nothing-here"),
    ],
)
def test_wrong_usage_is_told_in_a_sentence(arguments, words, capsys):
    assert main(["simulate", *arguments]) == 2
    assert words in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["-n", "0"], ["-n", "many"], ["-n", "1e3"], ["-n", "10000001"], ["--workers", "0"], ["--most-steps", "0"],
        ["--seed", "x"], ["--temperament", "angry"],
    ],
)  # fmt: skip
def test_numbers_out_of_range_are_wrong_usage(arguments, capsys):
    with pytest.raises(SystemExit) as caught:
        main(["simulate", "coin.yaml", *arguments])
    assert caught.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_a_number_may_have_commas(capsys):
    assert main(["simulate", "coin.yaml", "-n", "1,000", "--json", "-"]) == 0
    assert json.loads(capsys.readouterr().out)["plays"] == 1_000


def test_a_broken_pack_is_reported_as_by_check(here, capsys):
    (here / "broken.yaml").write_text("pack: Broken\nscenes: { a: { end: nowhere } }\n", "utf-8")
    assert main(["simulate", "broken.yaml"]) == 1
    assert "There is no ending `nowhere`" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="signals and terminals of this kind are those of POSIX")
@pytest.mark.parametrize("workers", ["1", "2"])
def test_an_interrupt_prints_what_was_done_and_leaves_no_process(here, workers):
    import pty

    screen, end = pty.openpty()
    command = ["simulate", "hq", "-n", "1,000,000", "--workers", workers, "--json", "-"]
    running = subprocess.Popen(
        [sys.executable, "-c", INTERRUPTIBLE, *command],
        stdout=subprocess.PIPE, stderr=end, start_new_session=True, cwd=ROOT,
        env={**os.environ, "EIGHTWINGS_HOME": str(here / "home"), "TERM": "xterm"},
    )  # fmt: skip
    os.close(end)
    shown = b""
    try:
        while not re.search(rb" [1-9][0-9]*/1000000", shown):  # the bar moves: plays are counted
            shown += os.read(screen, 10_000)
        os.killpg(running.pid, signal.SIGINT)  # as Ctrl+C does: to every process
        out, _ = running.communicate(timeout=100)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)  # whatever became of the test, it leaves no process
    with contextlib.suppress(OSError):  # it ends when no process has the screen any more: none is left
        while more := os.read(screen, 10_000):
            shown += more
    os.close(screen)
    assert running.returncode == 130
    assert b"Traceback" not in shown
    found = json.loads(out)
    assert not found["complete"]
    assert 0 < found["plays"] < 1_000_000


def test_the_curves_are_drawn_in_a_file_of_their_own_and_balance_is_meant(here, capsys):
    assert main(["simulate", "coin.yaml", "-n", "100", "--chart", "coin.svg"]) == 0
    assert "Balance: what knowledge changes" in capsys.readouterr().out
    drawn = ElementTree.fromstring((here / "coin.svg").read_text("utf-8"))  # noqa: S314 - our own words
    assert len(list(drawn.iter("{http://www.w3.org/2000/svg}polyline"))) == 2


def test_where_there_are_no_endings_no_chart_is_written_and_it_is_said_why(here, capsys):
    (here / "none.yaml").write_text("pack: None\ndisclaimer: Invented.\nscenes: { hall: { text: A hall. } }\n", "utf-8")
    assert main(["simulate", "none.yaml", "-n", "10", "--chart", "none.svg"]) != 0
    assert "No chart is written: there were no plays at the steps of knowledge, or the story has no endings." in (
        capsys.readouterr().err
    )
    assert not (here / "none.svg").exists()

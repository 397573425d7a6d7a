"""The command: what it prints, its exit codes, and that bad input ends in a sentence and never in a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from game.cli import main
from game.record.journal import Header, Journal
from game.record.locations import plays_folder
from game.verbs.play import wants_plain

PACKS = Path(__file__).parent / "packs"
HARBOUR = str(PACKS / "harbour")


def run(*words: str, typed: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, with lines typed into it."""
    return subprocess.run(
        [sys.executable, "-m", "game", *words],
        input=typed, capture_output=True, text=True, env={**os.environ, **environment}, check=False,
    )  # fmt: skip


def test_without_a_terminal_it_plays_line_by_line() -> None:
    done = run("play", HARBOUR, "--seed", "3", typed="1\nquit\n")
    assert done.returncode == 0
    assert "You straighten your coat." in done.stdout
    assert "\x1b" not in done.stdout
    assert done.stderr == ""


def test_the_verb_play_may_be_left_out() -> None:
    assert "The harbour office" in run(HARBOUR, "--plain", typed="quit\n").stdout


@pytest.mark.parametrize(
    ("environment", "is_terminal", "plain"),
    [
        ({"TERM": "xterm-256color"}, True, False),
        ({"TERM": "xterm-256color"}, False, True),
        ({"TERM": "dumb"}, True, True),
        ({}, True, True),
        ({"TERM": "xterm", "EIGHTWINGS_PLAIN": "1"}, True, True),
    ],
)
def test_plain_mode_chooses_itself(environment: dict[str, str], is_terminal: bool, plain: bool) -> None:
    assert wants_plain(environment, is_terminal) is plain


def test_the_same_seed_and_input_give_the_same_play() -> None:
    plays = [run("play", HARBOUR, "--seed", "9", typed="2\ne\nw\nn\nquit\n").stdout for _ in range(2)]
    assert plays[0] == plays[1]


def test_a_play_goes_on_until_a_new_one_is_wanted() -> None:
    run("play", HARBOUR, "--seed", "3", typed="1\nn\n")
    assert "You go on after 2 steps." in run("play", HARBOUR).stdout
    assert "You go on" not in run("play", HARBOUR, "--new").stdout


def test_a_recorded_play_can_be_loaded_and_stays_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "mine.play.yaml"
    run("play", HARBOUR, "--seed", "3", "--record", str(file), typed="1\nn\n")
    before = file.read_bytes()
    assert "You go on after 2 steps." in run("play", HARBOUR, "--load", str(file), typed="s\n").stdout
    assert file.read_bytes() == before
    assert "You go on after 3 steps." in run("play", HARBOUR).stdout


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["play", "no/such/pack"], 2, "There is no pack at no/such/pack."),
        (["play", str(PACKS.parent / "record")], 2, "is not a pack"),
        (["play", str(Path(__file__))], 1, "test_cli.py:1:"),
        (["play", HARBOUR, "--load", "no-such-file.play.yaml"], 2, "cannot be read: No such file"),
        (["play", HARBOUR, "--seed", "many"], 2, "invalid int value"),
        (["check", "no/such/pack"], 2, "There is no pack"),
        (["fly"], 2, "There is no pack at fly."),
    ],
)
def test_bad_input_gets_a_sentence_and_an_exit_code(words: list[str], code: int, sentence: str) -> None:
    done = run(*words)
    assert done.returncode == code
    assert sentence in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_a_broken_file_is_reported_with_its_place_and_the_fix(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text("pack: Broken\nscenes:\n  a:\n    text: One: two: three\n", "utf-8")
    done = run("play", str(tmp_path))
    assert done.returncode == 1
    assert "pack.yaml:4:" in done.stderr
    assert "→ Put the whole text in double quotes" in done.stderr


def test_a_play_of_another_pack_is_refused_with_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "other.play.yaml"
    Journal.create(file, Header("lighthouse", "0", 1)).close()
    done = run("play", HARBOUR, "--load", str(file))
    assert done.returncode == 2
    assert "is a play of the pack “lighthouse”, and this is “harbour”" in done.stderr


def test_a_damaged_autosave_is_named_and_left_alone() -> None:
    folder = plays_folder("harbour")
    folder.mkdir(parents=True)
    file = folder / "current.play.yaml"
    file.write_text("nonsense\n", "utf-8")
    done = run("play", HARBOUR)
    assert done.returncode == 2
    assert "current.play.yaml, line 1, is not a line of a play" in done.stderr
    assert file.read_text("utf-8") == "nonsense\n"


def test_where_nothing_can_be_written_one_plays_all_the_same_and_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where a folder should be", "utf-8")
    done = run("play", HARBOUR, typed="1\nn\nsave here\nquit\n", EIGHTWINGS_HOME=str(tmp_path))
    assert done.returncode == 0
    assert "What you do now is not saved, and is gone when you leave." in done.stdout
    assert "Every step is saved" not in done.stdout
    assert "\n\nThe harbour office.\n" in done.stdout
    assert "cannot be written: " in " ".join(done.stdout.split())  # the copy that was wished for
    assert "Your play is kept" not in done.stdout
    assert done.stderr == ""


def test_a_file_to_record_into_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file where a folder should be", "utf-8")
    done = run("play", HARBOUR, "--record", str(tmp_path / "file" / "mine.yaml"), typed="1\n")
    assert done.returncode == 2
    assert "cannot be written: Not a directory." in done.stderr


def test_a_play_to_load_brings_its_pack_along_when_that_comes_with_the_game(tmp_path: Path) -> None:
    file = tmp_path / "mine.play.yaml"
    run("play", "first-scene", "--seed", "3", "--record", str(file), typed="1\n")
    assert "You go on after 1 step." in run("--plain", "--load", str(file)).stdout


def test_check_says_that_nothing_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--no-proofs", HARBOUR]) == 0
    assert capsys.readouterr().out.endswith("Nothing is wrong.\n")


def test_check_reports_every_finding_and_exits_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "pack.yaml").write_text("pack: Broken\nscenes:\n  a:\n    goto: b\n    when: c > 1\n", "utf-8")
    assert main(["check", str(tmp_path)]) == 1
    out = capsys.readouterr().out
    assert "pack.yaml:4:11: error EW301" in out
    assert "pack.yaml:5:11: error EW402" in out
    assert out.endswith("2 errors.\n")


def test_warnings_are_findings_only_when_strict(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "pack.yaml").write_text("pack: No end\nscenes:\n  a:\n    text: Hello.\n", "utf-8")
    assert main(["check", str(tmp_path)]) == 0
    assert main(["check", "--strict", str(tmp_path)]) == 1
    assert "EW303" in capsys.readouterr().out


def test_check_speaks_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "pack.yaml").write_text("pack: Broken\nscenes:\n  a:\n    goto: b\n", "utf-8")
    assert main(["check", "--json", str(tmp_path)]) == 1
    report = json.loads(capsys.readouterr().out)
    assert report["version"] == 1
    assert report["proofs"] == []
    (finding,) = (diagnostic for diagnostic in report["diagnostics"] if diagnostic["severity"] == "error")
    assert (finding["code"], finding["file"], finding["line"], finding["column"]) == ("EW301", "pack.yaml", 4, 11)
    assert finding["message"] == "There is no scene `b`."
    assert finding["fix"]


@pytest.mark.parametrize("words", [["check", HARBOUR], ["map", HARBOUR], ["map", HARBOUR, "--svg"]])
def test_a_reader_that_has_enough_is_no_reason_to_complain(words: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "game", *words], stdout=writer, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, "")


def test_help_names_the_verbs(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--help"])
    assert left.value.code == 0
    assert "play" in capsys.readouterr().out


def test_a_play_whose_reader_has_enough_ends_without_a_complaint(tmp_path: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "game", "play", HARBOUR, "--plain"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "EIGHTWINGS_HOME": str(tmp_path)},
    )  # fmt: skip
    assert child.stdout is not None
    child.stdout.close()
    _, complaints = child.communicate("look\n" * 2_000, timeout=60)
    assert complaints == ""
    assert child.returncode == 141


@pytest.mark.parametrize("encoding", ["ascii:strict", "utf-8:strict", "cp1252:strict"])
def test_signs_that_a_terminal_does_not_know_end_nothing(encoding: str, tmp_path: Path) -> None:
    pack = tmp_path / "pack.yaml"
    pack.write_text("pack: ☃\nscenes: { a: { text: ☃, choices: [choose: Ж, end: e] } }\nendings: { e: E }\n", "utf-8")
    surroundings = {**os.environ, "PYTHONIOENCODING": encoding, "EIGHTWINGS_HOME": str(tmp_path)}
    for words in (["play", "--plain", str(pack)], ["check", str(pack)]):
        done = subprocess.run(
            [sys.executable, "-m", "game", *words],
            input=b"caf\xe9 \xff\nquit\n",
            capture_output=True,
            check=False,
            env=surroundings,
        )
        assert b"Traceback" not in done.stderr
        assert done.returncode in (0, 1)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["open", "my.yaml"], "There is no command `open`. Nothing needs to be imported"),
        (["validate", "hq"], "  eightwings check FOLDER"),
        (["chek", "hq"], "Did you mean `eightwings check`?"),
    ],
)
def test_a_verb_that_is_none_says_what_there_is(
    words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    assert sentence in capsys.readouterr().err


def test_a_pack_that_is_called_like_a_verb_is_played(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "open").mkdir()
    monkeypatch.chdir(tmp_path)
    from game.verbs.unknown import no_such_verb

    assert no_such_verb(["open"]) == ""

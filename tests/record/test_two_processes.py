"""Two processes on the plays of one story: nothing is lost, and who comes second gets a sentence."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from game.play.opening import begin_play, continue_play
from game.record.journal import Header, Journal, Step, read_play
from game.record.locations import CURRENT
from game.story.model.story import Story

HARBOUR = Path(__file__).parent.parent / "packs" / "harbour"

#: Puts ten plays at one path, each with a step that tells which it is.
WRITER = """
import sys
from pathlib import Path
from game.record.journal import Header, Journal, Step
for number in range(10):
    Journal.create(Path(sys.argv[1]), Header("harbour", "0", 1), [Step(do=f"{sys.argv[2]}-{number}")]).close()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no advisory locks there")
def test_plays_that_are_put_at_one_path_at_the_same_time_are_all_kept(tmp_path: Path) -> None:
    path = tmp_path / "same.play.yaml"
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(path), name]) for name in "ab"]
    assert [writer.wait(timeout=60) for writer in writers] == [0, 0]
    written = sorted(read_play(entry)[1][0].do for entry in tmp_path.glob("*.play.yaml"))
    assert written == sorted(f"{name}-{number}" for name in "ab" for number in range(10))


def command(home: Path, *words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "game", "play", str(HARBOUR), "--plain", *words],
        input=typed, capture_output=True, text=True, check=False, env={**os.environ, "EIGHTWINGS_HOME": str(home)},
    )  # fmt: skip


def test_who_comes_second_is_told_and_the_first_goes_on(harbour: Story, home: Path) -> None:
    path = home / "data" / "plays" / "harbour" / CURRENT
    first = begin_play(harbour, path, 3).session
    first.do("waking/go_and_ask")
    second = command(home)
    assert second.returncode == 2
    assert "is open in another window. Close it there first." in second.stderr
    first.do("go:north")
    first.close()
    assert [step.do for step in read_play(path)[1]] == ["waking/go_and_ask", "go:north"]


def test_who_begins_anew_meanwhile_takes_nothing_from_the_first(harbour: Story, home: Path) -> None:
    path = home / "data" / "plays" / "harbour" / CURRENT
    first = begin_play(harbour, path, 3).session
    first.do("waking/go_and_ask")
    assert command(home, "--seed", "9", typed="2\n").returncode == 0
    first.do("go:north")
    assert first.journal is not None
    where = first.journal.where
    first.close()
    assert where == path.with_name("current-1.play.yaml")
    assert [step.do for step in read_play(where)[1]] == ["waking/go_and_ask", "go:north"]
    header, steps = read_play(path)
    assert (header.seed, [step.do for step in steps]) == (9, ["waking/sleep_ten_more_minutes"])


def test_an_edit_meanwhile_does_not_part_a_play_from_its_file(harbour: Story, tmp_path: Path) -> None:
    path = tmp_path / CURRENT
    begin_play(harbour, path, 3).session.close()
    opened = continue_play(harbour, path).session
    Journal.create(path, Header("harbour", "0", 1), [Step(do="other")]).close()
    opened.do("waking/go_and_ask")
    opened.close()
    assert [step.do for step in read_play(tmp_path / "current-1.play.yaml")[1]] == ["waking/go_and_ask"]

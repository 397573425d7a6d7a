"""Plain mode is there to be heard: what it writes is words and ordinary punctuation, on every page."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from spoken import PAGES, heard, unspeakable

from game.story.packs import load
from game.support.exit_codes import UNFINISHED

ROOT = Path(__file__).parents[2]
HARBOUR = ROOT / "tests" / "packs" / "harbour"


@pytest.mark.parametrize(("seed", "asking"), [(1, False), (2, True)])
def test_a_whole_play_with_every_page_has_nothing_that_a_voice_would_name(seed: int, asking: bool) -> None:
    words = heard(load(HARBOUR), seed, asking=asking)
    assert "The end" in words
    assert not unspeakable(words)


def test_so_does_the_beginning_of_the_main_adventure() -> None:
    words = heard(load("hq"), 1, 4 * len(PAGES) + 40)
    assert "UKRAINE: open" in words
    assert "The draft communiqué.\n" in words
    assert not unspeakable(words)


@pytest.mark.parametrize("junk", ["* Noted", "== Hall ==", "-- Money --", "`help`", "____", "a → b", "███···", "~5"])
def test_what_a_voice_would_name_is_noticed(junk: str) -> None:
    assert unspeakable(f"You see {junk}.")


def test_without_a_voice_nothing_is_heard(tmp_path: Path) -> None:
    environment = {**os.environ, "PATH": str(tmp_path)}
    command = [sys.executable, str(ROOT / "bench" / "spoken.py")]
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert done.returncode == UNFINISHED

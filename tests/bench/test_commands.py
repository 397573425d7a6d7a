"""Benchmarks end like other programs: without a word when nobody reads on."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from game.support.exit_codes import READER_GONE, UNFINISHED

BENCH = Path(__file__).parents[2] / "bench"
COMMAND = [sys.executable, str(BENCH / "hostile.py"), "--help"]


def test_every_command_ends_in_the_same_way() -> None:
    ends = {path.name: path.read_text("utf-8").partition('\nif __name__ == "__main__":\n')[2].strip()
            for path in BENCH.glob("*.py")}  # fmt: skip
    commands = {name: end for name, end in ends.items() if end}
    assert len(commands) > 20
    assert {name: end for name, end in commands.items() if not end.startswith("run_command(")} == {}
    assert not [name for name, end in commands.items() if "\n" in end]


def test_a_command_whose_output_is_read_no_further_ends_without_a_word() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as output:
        done = subprocess.run(COMMAND, stdout=output, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (READER_GONE, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no such device here")
def test_a_command_whose_output_has_no_room_says_so() -> None:
    with Path("/dev/full").open("wb") as output:
        done = subprocess.run(COMMAND, stdout=output, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr.count(b"\n")) == (UNFINISHED, 1)
    assert done.stderr.startswith(b"What there is to say cannot be written: ")

"""Whether a long play stays as fast and as small as a short one: key to screen and memory, in a pty, turn by turn.

    python bench/long_play.py [--turns 2000]

A player walks to and fro between two rooms. Prints the median of some keys after 10 turns and at the end, the
memory of the process after 10, 1,000 and all turns, and the ratios. Short runs stop at 300.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from pathlib import Path

from commands import run_command
from terminal import Terminal

ROOT = Path(__file__).parent.parent
#: A key has had its result when nothing has come for this long, in seconds.
SILENCE = 0.05
SAMPLE = 30
PACK = """\
pack: To and fro
id: to_and_fro
about: Two rooms and a door.
measures: { steps: { name: Patience, start: 5, min: 0, max: 10, stops_at_bounds: true } }
clock: { start: 08:00, end: 20:00 }
places:
  kitchen:
    name: The kitchen
    text: A table, four chairs, and a clock that has stopped at the time at which somebody last wound it.
    exits: { north: { to: hall } }
  hall:
    name: The hall
    text: Coats, and a mirror in which one looks as one always does, a little later than one had thought.
scenes:
  leave: { at: hall, title: Leave, choices: [{ choose: Out, end: out }] }
endings: { out: The door closes. }
"""


def memory(pid: int) -> float:
    """Resident memory in MiB."""
    pages = int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--turns", type=int, default=2_000)
    turns = parser.parse_args().turns
    os.chdir(ROOT)
    times: list[float] = []
    kept: dict[int, float] = {}
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "EIGHTWINGS_HOME": home, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        environment.pop("EIGHTWINGS_PLAIN", None)
        pack = Path(home, "to_and_fro.yaml")
        pack.write_text(PACK, "utf-8")
        command = [sys.executable, "-m", "game", "--seed", "7", str(pack)]
        with Terminal(command, environment, rows=40, columns=120) as terminal:
            terminal.until("chairs")
            terminal.quiet(0.5)
            for turn in range(turns):
                times.append(terminal.press("n\r" if turn % 2 == 0 else "s\r", SILENCE))
                terminal.output = b""  # what has come would be copied with every byte that comes
                if turn in (10, 1_000, turns - 1):
                    kept[turn + 1] = memory(terminal.process)
        steps = Path(home, "data/plays/to_and_fro/current.play.yaml").read_text("utf-8").count("\n- ")
    if steps < turns:
        raise SystemExit(f"The game took {steps} steps and not {turns}: the measurement is void.")
    early, late = statistics.median(times[10 : 10 + SAMPLE]), statistics.median(times[-SAMPLE:])
    print(f"key to screen after 10 turns {early:.1f} ms, after {turns} {late:.1f} ms: {late / early:.2f} times")
    print("wanted: at most 20 ms in the median, and 1.20 times")
    first, *others = kept.items()
    for number, size in others:
        ratio = size / first[1]
        print(f"memory after {first[0]} turns {first[1]:.1f} MiB, after {number} {size:.1f} MiB: {ratio:.2f} times")
    print("wanted: at most 1.15 times after 1,000")


if __name__ == "__main__":
    run_command(main)

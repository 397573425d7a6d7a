"""How long `eightwings simulate` takes for the main adventure, with one worker and with two, and whether they agree.

    python bench/simulate.py [--plays 10000] [--pack hq] [--short]

Each time is that of the whole command, from its start to its last line, with its progress bar on a terminal; beside it
stand the seconds of processors, which other work on the machine does not change. The figures must be the same to the
byte. For 10,000 plays less than 60 seconds with two workers on two cores are wanted. Exits 1 when the figures differ.
`--short`: 500 plays, to see that it works.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from commands import run_command

ROOT = Path(__file__).parent.parent


def simulated(pack: str, plays: int, workers: int, home: str) -> tuple[float, float, str]:
    """Seconds, seconds of processors, and the figures."""
    file = Path(home, f"{workers}.json")
    command = [sys.executable, "-m", "game", "simulate", pack, "-n", str(plays), "--workers", str(workers)]
    begun, used = time.perf_counter(), os.times()
    subprocess.run(
        [*command, "--json", str(file)], cwd=ROOT, check=True, stdout=subprocess.PIPE,
        env={**os.environ, "EIGHTWINGS_HOME": home},
    )  # fmt: skip
    now = os.times()
    worked = now.children_user + now.children_system - used.children_user - used.children_system
    return time.perf_counter() - begun, worked, file.read_text("utf-8")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plays", type=int, default=10_000)
    parser.add_argument("--pack", default="hq")
    parser.add_argument("--short", action="store_true")
    given = parser.parse_args()
    plays = 500 if given.short else given.plays
    with tempfile.TemporaryDirectory() as home:
        simulated(given.pack, 1, 1, home)  # the story goes into the cache, as it is from the second time on
        results = {workers: simulated(given.pack, plays, workers, home) for workers in (1, 2)}
    found = json.loads(results[1][2])
    steps = sum(int(length) * times for length, times in found["lengths"].items())
    print(f"{given.pack}: {plays:,} plays, {steps / plays:.0f} steps each, on {os.cpu_count()} cores")
    for workers, (seconds, worked, _) in results.items():
        who = f"{workers} worker{'s' * (workers > 1)}"
        print(
            f"{who:10} {seconds:6.1f} s   {plays / seconds:7,.0f} plays/s   {steps / seconds:9,.0f} steps/s"
            f"   ({worked:.1f} s of processors)"
        )
    same = results[1][2] == results[2][2]
    print(f"the figures are {'the same to the byte' if same else 'DIFFERENT'}")
    raise SystemExit(0 if same else 1)


if __name__ == "__main__":
    run_command(main)

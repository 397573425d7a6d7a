"""How long from a key press to its result on the screen, in a pty, with the main pack; and what an idle game writes.

    python bench/latency.py [--keys 100]

Each key is a number that takes an option or walks; the time is that to the end of the burst of output that follows
(synchronised output ends with ESC[?2026l). The journal is on disk before: every step is saved first.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

from terminal import Terminal

ROOT = Path(__file__).parent.parent
FRAME_END = b"\x1b[?2026l"


def press(terminal: Terminal, key: str) -> float | None:
    """Seconds from a key to the last frame it causes, or None when it changes nothing on the screen."""
    start = time.perf_counter()
    last = None
    terminal.type(key)
    while content := terminal.read(0.12):
        if FRAME_END in content or last is None:
            last = time.perf_counter() - start
    return last


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keys", type=int, default=100)
    keys = parser.parse_args().keys
    chance = random.Random(1)
    os.chdir(ROOT)
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "EIGHTWINGS_HOME": home, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        environment.pop("EIGHTWINGS_PLAIN", None)
        with Terminal([sys.executable, "-m", "game", "--seed", "7"], environment) as terminal:
            terminal.until("gate")
            terminal.quiet(0.5)
            times = []
            while len(times) < keys:
                seconds = press(terminal, chance.choice("1122334"))
                if seconds is not None:
                    times.append(seconds * 1000)
            terminal.quiet(0.5)
            idle = len(terminal.read(3.0))
    times.sort()
    median, most = statistics.median(times), times[int(keys * 0.9)]
    print(f"key to screen, {keys} keys: median {median:.1f} ms, 90 % within {most:.1f} ms")
    print("wanted: at most 33 ms in the median")
    print(f"written while idle for 3 s: {idle} bytes")


if __name__ == "__main__":
    main()

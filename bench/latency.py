"""How long from a key press to its result on the screen, in a pty, with the main pack; and what an idle game writes.

    python bench/latency.py [--keys 100]

A play at random beside the one in the pty says which keys do something. Each key takes a choice; its time is that to
the last byte of the output that follows, over all frames that it takes. Every step is on disk before it is shown.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
from pathlib import Path

from commands import run_command
from terminal import Terminal

from game.play.session import Session
from game.story.packs import load

ROOT = Path(__file__).parent.parent
SEED = 7
#: A key has had its result when nothing has come for this long, in seconds.
SILENCE = 0.15


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keys", type=int, default=100)
    wanted = parser.parse_args().keys
    os.chdir(ROOT)
    chance = random.Random(1)
    session = Session(load("hq"), SEED)
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "EIGHTWINGS_HOME": home, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        environment.pop("EIGHTWINGS_PLAIN", None)
        with Terminal([sys.executable, "-m", "game", "--seed", str(SEED)], environment, 120, 40) as terminal:
            terminal.until("gate")
            terminal.quiet(0.5)
            times: list[float] = []
            while len(times) < wanted and not session.is_over:
                if session.wants_words:
                    session.do("pass")
                    terminal.press("pass\r", SILENCE)
                    continue
                index = chance.randrange(len(session.options))
                # With ten options or more, a digit that could begin a longer number waits for Enter.
                waits = len(str(index + 1)) > 1 or (index + 1) * 10 <= len(session.options)
                session.do(session.options[index].id)
                times.append(terminal.press(f"{index + 1}\r" if waits else str(index + 1), SILENCE))
            terminal.quiet(1.0)  # on a machine with much else to do the last keys may still be on their way
            idle = len(terminal.read(3.0))
        kept = Path(home, "data/plays/hq/current.play.yaml").read_text("utf-8").count("\n- ")
    if kept != len(session.steps()):
        raise SystemExit(f"The game took {kept} steps and not {len(session.steps())}: the measurement is void.")
    times.sort()
    median, most = statistics.median(times), times[int(len(times) * 0.9)]
    print(f"key to screen, {len(times)} keys: median {median:.1f} ms, 90 % within {most:.1f} ms")
    print("wanted: at most 20 ms in the median")
    print(f"written while idle for 3 s: {idle} bytes")


if __name__ == "__main__":
    run_command(main)

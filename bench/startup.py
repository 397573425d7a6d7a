"""How long from the start of the process to the first frame, beside a minimal Textual app, in pairs in one run.

    python bench/startup.py [--pairs 15]

Prints the median of each and of the ratio pair by pair. The story comes from the cache, as it does from the second
start on; the first start, which fills the cache, is printed apart. Both apps run from compiled bytecode, as installed
ones do, also where PYTHONDONTWRITEBYTECODE is set.
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
MINIMAL = """
from textual.app import App
from textual.widgets import Static

class Minimal(App):
    def compose(self):
        yield Static("the first frame")

Minimal().run()
"""


def first_frame(command: list[str], environment: dict[str, str], words: str) -> float:
    """Seconds to the first frame with these words."""
    with Terminal(command, environment) as terminal:
        return terminal.until(words)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=15)
    pairs = parser.parse_args().pairs
    with tempfile.TemporaryDirectory() as home:
        minimal_file = Path(home, "minimal.py")
        minimal_file.write_text(MINIMAL, "utf-8")
        environment = {**os.environ, "EIGHTWINGS_HOME": home, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        for name in ("EIGHTWINGS_PLAIN", "PYTHONDONTWRITEBYTECODE"):
            environment.pop(name, None)
        environment["PYTHONPYCACHEPREFIX"] = str(Path(home, "bytecode"))  # nothing of it stays in the checkout
        game = [sys.executable, "-m", "game"]
        minimal = [sys.executable, str(minimal_file)]
        os.chdir(ROOT)
        for command, words in ((game, "Quit"), (minimal, "the first frame")):  # these compile
            first_frame(command, {**environment, "EIGHTWINGS_HOME": str(Path(home, "apart"))}, words)
        first = first_frame(game, environment, "Quit")
        times = [
            (first_frame(game, environment, "Quit"), first_frame(minimal, environment, "the first frame"))
            for _ in range(pairs)
        ]
    ours, theirs = (statistics.median(column) for column in zip(*times, strict=True))
    ratio = statistics.median(game_time / minimal_time for game_time, minimal_time in times)
    print(f"first start (no cache)    {first * 1000:6.0f} ms")
    print(f"Eight Wings, main pack    {ours * 1000:6.0f} ms  (median of {pairs})")
    print(f"minimal Textual app       {theirs * 1000:6.0f} ms  (median of {pairs})")
    print(f"ratio, pair by pair       {ratio:6.2f}     (median; at most 1.25 is wanted)")


if __name__ == "__main__":
    run_command(main)

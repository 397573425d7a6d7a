"""A play in a browser on this machine: one play, in memory, to look at the pages.

    python bench/web_play.py [PACK] [--seed 1] [--port 8123] [--confidence]

It goes on until it is interrupted.
"""

from __future__ import annotations

import argparse
import sys
import threading
from pathlib import Path

from commands import run_command

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from game.play.opening import Opened  # noqa: E402
from game.play.session import Session  # noqa: E402
from game.story.packs import load  # noqa: E402
from game.web.web_play import PlayHost, WebPlay  # noqa: E402
from tests.web.one_play_server import served  # noqa: E402


def main() -> None:
    """Serve the play."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pack", nargs="?", default="first-scene")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--port", type=int, default=8123)
    parser.add_argument("--confidence", action="store_true")
    given = parser.parse_args()
    story = load(given.pack)

    def begun() -> Session:
        session = Session(story, given.seed)
        session.asks_confidence |= given.confidence
        return session

    play = WebPlay(begun(), host=PlayHost(begin_anew=lambda: Opened(begun())))
    with served(play, port=given.port) as address:
        print(f"{story.title} is at {address}. Ctrl+C ends it.", flush=True)
        threading.Event().wait()


if __name__ == "__main__":
    run_command(main)

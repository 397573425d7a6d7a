"""Games that are killed at random moments while somebody plays: what was acknowledged is there afterwards.

    python bench/killed_plays.py [--count 1000] [--seed 1] [--short]

A game in a process of its own plays at random, takes steps back, goes to and fro in the story so far, saves copies and
leaves. After each of these it says how many lines of steps its record has and in which state it is: that acknowledges
them. It is killed (SIGKILL) at a random moment; the next one goes on from the same file. After each kill the play is
opened: every step that was acknowledged must be there, the state must be that of the record, and nothing may be told,
for nothing is wrong. Exit code 1: a step was lost, or a state was wrong. `--short` kills 40 times.
"""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from commands import run_command

from game.play.opening import continue_play
from game.play.session import Session
from game.record.journal import Journal, effective, read_contents
from game.record.locations import CURRENT
from game.story.packs import load

HARBOUR = Path(__file__).parent.parent / "tests" / "packs" / "harbour"

PLAYER = """
import random, sys
from pathlib import Path
from game.play.opening import begin_play, continue_play
from game.record.locations import CURRENT
from game.play.saved_games import save_as
from game.play.story_points import so_far
from game.play.story_so_far import go_to
from game.story.packs import load

story, folder = load(sys.argv[1]), Path(sys.argv[2])
path, chance = folder / CURRENT, random.Random(int(sys.argv[3]))
while True:
    session = (continue_play(story, path) if path.exists() else begin_play(story, path, 5)).session
    if session.is_over or len(session.record) > 400:
        session.close()
        session = begin_play(story, path, chance.randrange(1000)).session
    print(session.seed, len(session.record), hash(session.state), flush=True)
    for _ in range(chance.randrange(1, 40)):
        what = chance.random()
        if what < 0.05:
            save_as(session, folder, "copy")
        elif what < 0.15:
            session.undo(chance.randint(1, 3))
        elif what < 0.25 or session.is_over:
            go_to(session, chance.randrange(len(so_far(session).points)))
        else:
            session.do(chance.choice(session.options).id)
        print(session.seed, len(session.record), hash(session.state), flush=True)
    session.close()
"""


def main() -> int:
    """Kill and look; the result is the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--short", action="store_true")
    given = parser.parse_args()
    chance = random.Random(given.seed)
    story = load(HARBOUR)
    kills = lost = wrong = told = 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / CURRENT
        while kills < (40 if given.short else given.count):
            said = _killed(Path(folder), chance)
            if not said:
                continue
            kills += 1
            seed, count, state = said[-1]
            contents, _ = read_contents(path)
            record = contents.recorded
            if record.header.seed != seed:  # it was killed while it began anew
                continue
            lost += contents.damage != "" or len(record.steps) < count
            then = Session.resume(story, seed, effective(record.steps[:count]))[0]
            opened = continue_play(story, path)
            whole = Session.resume(story, seed, effective(record.steps))[0]
            wrong += hash(then.state) != state or opened.session.state != whole.state
            told += bool(opened.notice)
            assert isinstance(opened.session.journal, Journal)
            opened.session.journal.close()
    print(f"{kills} kills: {lost} lost a step, {wrong} wrong states, {told} told of something that was not")
    return 1 if lost or wrong or told else 0


def _killed(folder: Path, chance: random.Random) -> list[tuple[int, int, int]]:
    """What a game acknowledged before it was killed: seed, lines of steps, state, each time."""
    with subprocess.Popen(
        [sys.executable, "-c", PLAYER, str(HARBOUR), str(folder), str(chance.randrange(1 << 30))],
        stdout=subprocess.PIPE, text=True, env={"PYTHONHASHSEED": "0"},
    ) as process:  # fmt: skip
        assert process.stdout is not None
        said = process.stdout.readline()
        time.sleep(chance.random() * 0.05)
        process.send_signal(signal.SIGKILL)
        said += process.stdout.read()
    whole = said[: said.rfind("\n") + 1].splitlines()
    return [(int(seed), int(count), int(state)) for seed, count, state in (line.split() for line in whole)]


if __name__ == "__main__":
    run_command(main)

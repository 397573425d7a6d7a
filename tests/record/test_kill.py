"""Whatever moment the process is killed at, the play continues at the last step that was acknowledged."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
from pathlib import Path

from game.play.opening import begin_play, continue_play
from game.play.session import Session
from game.record.journal import effective, read_play, read_record
from game.story.model.story import Story

#: `bench/kills.py` and `bench/killed_plays.py` kill many more.
KILLS = 12
HARBOUR = Path(__file__).parent.parent / "packs" / "harbour"

#: Plays at random. After each step, once it could be shown, it says how many lines of steps the file has and what
#: the state remembers: the acknowledgement.
PLAYER = """
import random, sys
from pathlib import Path
from game.play.opening import begin_play, continue_play
from game.story.packs import load

story, path, chance = load(sys.argv[1]), Path(sys.argv[2]), random.Random(int(sys.argv[3]))
session = (continue_play(story, path) if path.exists() else begin_play(story, path, 5)).session
lines = sum(line.startswith("- ") for line in path.read_text().splitlines())
print(lines, session.state.memory, flush=True)
while True:
    if session.is_over or chance.random() < 0.2:
        lines += session.undo()
    else:
        session.do(chance.choice(session.options).id)
        lines += 1
    print(lines, session.state.memory, flush=True)
"""


def test_a_play_killed_at_random_moments_goes_on_at_the_last_acknowledged_step(tmp_path: Path, harbour: Story) -> None:
    path = tmp_path / "current.play.yaml"
    chance = random.Random(1)
    for round_ in range(KILLS):
        with subprocess.Popen(
            [sys.executable, "-c", PLAYER, str(HARBOUR), str(path), str(round_)], stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            said = "".join(process.stdout.readline() for _ in range(1 + chance.randrange(30)))
            process.send_signal(signal.SIGKILL)
            said += process.stdout.read()
        acknowledged, memory = (int(word) for word in said[: said.rfind("\n")].splitlines()[-1].split())
        lines = read_record(path).steps
        assert acknowledged <= len(lines) <= acknowledged + 1
        then, broken = Session.resume(harbour, 5, tuple(effective(lines[:acknowledged])), None)
        assert broken is None
        assert then.state.memory == memory
        assert read_play(path)[1] == tuple(effective(lines))


def test_the_play_goes_on_from_the_file_alone(tmp_path: Path, harbour: Story) -> None:
    opened = begin_play(harbour, tmp_path / "current.play.yaml", 5)
    opened.session.do("waking/go_and_ask")
    opened.session.do("go:north")
    before = opened.session.state
    opened.session.close()
    again = continue_play(harbour, tmp_path / "current.play.yaml")
    assert again.session.state == before
    assert again.notice == ""
    again.session.close()


#: Plays, goes back and forward, saves copies under one name and goes on from them. After each of these it says which
#: steps are acknowledged.
SAVER = """
import json, random, sys
from pathlib import Path
from game.play.opening import begin_play, continue_play, load_play
from game.record.locations import CURRENT
from game.play.saved_games import save_as, saved_plays
from game.play.story_points import so_far
from game.play.story_so_far import go_to
from game.story.packs import load

story, folder, chance = load(sys.argv[1]), Path(sys.argv[2]), random.Random(int(sys.argv[3]))
path = folder / CURRENT
session = (continue_play(story, path) if path.exists() else begin_play(story, path, 5)).session
while True:
    what = chance.random()
    if what < 0.2:
        save_as(session, folder, "copy")
    elif what < 0.35 and saved_plays(story, folder):
        session.close()
        session = load_play(story, chance.choice(saved_plays(story, folder)).path, path).session
    elif what < 0.6 or session.is_over:
        go_to(session, chance.randrange(len(so_far(session).points)))
    else:
        session.do(chance.choice(session.options).id)
    print(json.dumps([[step.do, step.answer] for step in session.steps()]), flush=True)
"""


def test_a_process_killed_while_it_saves_and_loads_loses_nothing(tmp_path: Path, harbour: Story) -> None:
    chance = random.Random(2)
    acknowledged: list[list[list[str]]] = []
    for round_ in range(KILLS // 3):
        with subprocess.Popen(
            [sys.executable, "-c", SAVER, str(HARBOUR), str(tmp_path), str(round_)], stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            said = "".join(process.stdout.readline() for _ in range(1 + chance.randrange(12)))
            process.send_signal(signal.SIGKILL)
            said += process.stdout.read()
        acknowledged += [json.loads(line) for line in said[: said.rfind("\n")].splitlines()]
        found = []
        for path in tmp_path.glob("*.play.yaml"):
            steps = read_record(path).steps
            holding = (effective(steps[:count]) for count in range(len(steps) + 1))
            found.extend([[step.do, step.answer] for step in lines] for lines in holding)
        assert all(step in found for step in acknowledged)
        opened = continue_play(harbour, tmp_path / "current.play.yaml")
        assert opened.notice == ""
        opened.session.close()

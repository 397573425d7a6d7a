"""A whole game of the main adventure in the app, in a pty of 80×24, by keyboard; then the same choices in `--plain`.

    python bench/both_clients.py [--chance 3] [--skill 0.9]

Prints how each ended and whether the states are the same. A player of that skill answers right with that probability.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from commands import run_command
from terminal import Terminal

from game.engine import AnswerGiven
from game.play.command_types import AskBack
from game.play.commands import understand
from game.play.sample_answers import right_answer
from game.play.session import Session
from game.record.journal import read_play
from game.story.packs import load

ROOT = Path(__file__).parent.parent
PATIENCE = 20


def wanted(session: Session, chance: random.Random, skill: float) -> tuple[str | AnswerGiven, tuple[str, ...]]:
    """What to do next, and the lines to type for it.

    A right answer that could be meant for something else, such as a bare `2` where two things are listed, is asked
    back.
    """
    question = session.question
    knows = question is not None and chance.random() < skill
    if question is not None and session.wants_words:
        answer = right_answer(session.story, session.state, question)
        if not knows or not isinstance(answer, AnswerGiven):
            return "pass", ("pass",)
        is_asked_back = isinstance(understand(session, answer.words), AskBack)
        return answer, (answer.words, "yes") if is_asked_back else (answer.words,)
    ids = [option.id for option in session.options]
    right = next((f"answer:{answer.id}" for answer in question.answers if answer.right), "") if question else ""
    action = right if knows else chance.choice(ids)
    return action, (str(ids.index(action) + 1),)


def until_written(terminal: Terminal, kept: Path, before: int) -> None:
    """Read on until the file of the play has grown: the step is done, however busy the machine is."""
    deadline = time.monotonic() + PATIENCE
    while kept.stat().st_size == before:
        if time.monotonic() > deadline:
            raise SystemExit(f"A step was not done within {PATIENCE} s:\n{terminal.output[-2000:]!r}")
        terminal.read(0.02)


def main() -> None:
    """Play twice and compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--chance", type=int, default=3)
    parser.add_argument("--skill", type=float, default=0.9)
    given = parser.parse_args()
    os.chdir(ROOT)
    story, chance = load("hq"), random.Random(given.chance)
    typed: list[str] = []
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "EIGHTWINGS_HOME": home, "TERM": "xterm-256color"}
        environment.pop("EIGHTWINGS_PLAIN", None)
        kept = Path(home, "data/plays/hq/current.play.yaml")
        with Terminal([sys.executable, "-m", "game"], environment) as terminal:
            terminal.until("New game")
            terminal.quiet()
            terminal.type("1")
            terminal.until("gate")
            terminal.quiet()
            session = Session(story, read_play(kept)[0].seed)
            while not session.is_over:
                action, lines = wanted(session, chance, given.skill)
                before = kept.stat().st_size
                for keys in lines:
                    waits = session.wants_words or len(keys) > 1 or int(keys) * 10 <= len(session.options)
                    terminal.type(keys + ("\r" if waits else ""))
                    terminal.quiet(0.06)
                until_written(terminal, kept, before)
                session.do(action)
                typed.extend(lines)
        app = Session.resume(story, session.seed, read_play(kept)[1], None)[0]
        done = subprocess.run(
            [sys.executable, "-m", "game", "--plain", "--seed", str(session.seed)],
            input="".join(f"{line}\n" for line in typed), capture_output=True, text=True, env=environment, check=True,
        )  # fmt: skip
        plain = Session.resume(story, session.seed, read_play(kept)[1], None)[0]
    ending = next((line for line in done.stdout.splitlines() if line.startswith("The end")), "no end was reached")
    print(f"{len(typed)} lines; in plain mode: {ending}")
    print(
        f"the app ended: {app.is_over}; plain mode ended: {plain.is_over}; the same state: {app.state == plain.state}"
    )
    raise SystemExit(0 if app.is_over and app.state == plain.state else 1)


if __name__ == "__main__":
    run_command(main)

"""Random play, without a screen, beside inkjs: steps per second on one core, the same made-up stories in both.

    python bench/play.py [--rounds 5] [--seconds 2] [--seed 1] [--short]

A step is a choice. `stories.py` writes each story as a pack and as ink source; before anything is measured, thousands
of random steps are done in both, and every text (white space folded) and every list of labels must be the same, or no
figure is printed. Compared are:

* inkjs: the ink source, compiled by inkjs's own compiler, read from JSON once. A step is `ContinueMaximally`, all labels
  of `currentChoices`, `ChooseChoiceIndex`; at the end of a play `ResetState`. Its text cannot be switched off.
* Eight Wings with text: every passage and every label of every option rendered into words, as inkjs does.
* Eight Wings without text: the same plays, nothing rendered.

The choice at random is xorshift there, `random.random()` here. Texts and labels are counted, not kept. Each is
warmed up first; rounds alternate, so that whatever else the machine does meets all; a ratio is that of two figures of
one round. Seconds are those of one core: of the process here, of process or clock there, whichever is less.
`--short` checks that the stories are the same and measures briefly. Exit code 1: the stories differ; 3: without npm
nothing could be tried.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import NamedTuple

import players
from inkjs import Inkjs, Missing, Pace
from stories import SHAPES, Written, written

from game.engine import begin, choose, options
from game.story.packs import load
from game.story.program import Story

UNFINISHED = 3
WANTED = {True: 10, False: 30}
"""How many times as fast as inkjs: with text, without."""


class Way(NamedTuple):
    """A way to play in Eight Wings."""

    name: str
    text: bool
    player: players.Player


def main() -> int:
    """Compare the stories, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--short", action="store_true")
    given = parser.parse_args()
    rounds, seconds, steps = (2, 0.2, 1_000) if given.short else (given.rounds, given.seconds, 10_000)
    print(__doc__.split("\n\n", 2)[2].rsplit("\n", 3)[0] if not given.short else "A step is a choice.")
    with tempfile.TemporaryDirectory() as folder:
        for shape in SHAPES:
            made = written(shape, seed=given.seed)
            home = Path(folder, shape)
            made.write_pack(home)
            ink = home.with_suffix(".ink")
            ink.write_text(made.ink, "utf-8")
            try:
                with Inkjs(ink) as inkjs:
                    story = load(home)
                    compared, differing = compare(story, inkjs, steps)
                    print(f"\n{describe(shape, made)}\n{compared:,} steps in both: ", end="")
                    if differing:
                        print(f"they differ.\n{differing}")
                        return 1
                    print("every text and every label the same")
                    measure(story, inkjs, rounds, seconds, warm_up=seconds if given.short else 4)
            except Missing as missing:
                print(missing)
                return UNFINISHED
    return 0


def describe(shape: str, made: Written) -> str:
    """A line on a story."""
    story = made.story
    choices = sum(len(scene.choices) for scene in story.scenes)
    quizzes = sum(scene.quiz is not None for scene in story.scenes)
    return (
        f"{shape}: {len(story.scenes)} scenes with {choices} choices, {len(story.hubs)} hubs, {quizzes} quizzes, "
        f"{len(story.flags)} flags, {len(story.counters)} counters"
    )


def compare(story: Story, inkjs: Inkjs, steps: int) -> tuple[int, str]:
    """Do so many random steps in both. How many there were, and in words what differs first (empty: nothing)."""
    chance, done, play = random.Random(1), 0, 0
    while done < steps:
        turns, chosen = [], []
        turn = begin(story, play)
        while len(chosen) < 2_000:
            offered = options(story, turn.state)
            labels = [players.label(story, turn.state, one) for one in offered]
            turns.append((players.words(story, turn), labels))
            if not offered:
                break
            number = int(chance.random() * len(offered))
            chosen.append(labels[number])
            turn = choose(story, turn.state, offered[number].id)
        done += len(chosen)
        play += 1
        theirs = inkjs.follow(chosen)
        for number, ours in enumerate(turns):
            if number >= len(theirs) or not _same(ours, theirs[number]):
                how = f"play {play}, after {chosen[:number][-3:]}"
                return done, f"{how}:\n  Eight Wings {ours}\n  inkjs       {theirs[number : number + 1]}"
    return done, ""


def _same(ours: tuple[str, list[str]], theirs: tuple[str, list[str]]) -> bool:
    """Whether text and labels are the same. The answers of a question stand in an order of their own here."""
    same_labels = ours[1] == theirs[1] or (players.PASS in ours[1] and sorted(ours[1]) == sorted(theirs[1]))
    return ours[0].split() == theirs[0].split() and same_labels


def measure(story: Story, inkjs: Inkjs, rounds: int, seconds: float, warm_up: float) -> None:
    """Play in turns, and print the figures."""
    ways = [
        Way("public interface, with text", True, players.in_words(story)),
        Way("public interface, without text", False, players.silent(story)),
        Way("Moves, with text", True, players.by_moves_in_words(story)),
        Way("Moves, without text", False, players.by_moves(story)),
    ]
    inkjs.play(warm_up, 1)
    for way in ways:
        way.player(min(seconds, 0.5), 1)
    paces: dict[str, list[Pace]] = {}
    for seed in range(1, rounds + 1):
        for way in ways:
            # One after the other, so that what else the machine does meets both.
            paces.setdefault(f"inkjs beside {way.name}", []).append(inkjs.play(seconds, seed))
            paces.setdefault(way.name, []).append(way.player(seconds, seed))
    theirs = [pace for name, some in paces.items() if name.startswith("inkjs") for pace in some]
    steps = sum(one.steps for one in theirs)
    print(f"inkjs: {steps / max(1, sum(one.plays for one in theirs)):.0f} steps a play, "
          f"{sum(one.characters for one in theirs) / steps:.0f} characters a step")  # fmt: skip
    print(f"  {'':32} {'steps a second':>24} {'times inkjs':>22}")
    print(f"  {'inkjs':32} {_spread([one.steps_per_second for one in theirs])}")
    for way in ways:
        ours = [one.steps_per_second for one in paces[way.name]]
        beside = [one.steps_per_second for one in paces[f"inkjs beside {way.name}"]]
        ratios = [one / other for one, other in zip(ours, beside, strict=True)]
        wanted = WANTED[way.text]
        verdict = "met" if median(ratios) >= wanted else "NOT MET"
        print(f"  {way.name:32} {_spread(ours)} {median(ratios):6.1f} ({min(ratios):.1f} to {max(ratios):.1f})"
              f"  {verdict} (wanted: {wanted})")  # fmt: skip


def _spread(figures: list[float]) -> str:
    return f"{median(figures):9,.0f} ({min(figures):,.0f} to {max(figures):,.0f})".rjust(32)


if __name__ == "__main__":
    sys.exit(main())

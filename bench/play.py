"""Random play, without a screen, beside inkjs: steps per second on one core, the same made-up stories in both.

    python bench/play.py [--rounds 5] [--seconds 2] [--seed 1] [--short]

A step is a choice. `stories.py` writes each story as a pack and as ink source. Before anything is measured, thousands
of random steps are done in both; every text (white space folded) and every list of labels must be the same, or no
figure is printed. Compared are:

* inkjs: the ink source, compiled by its own compiler and read from JSON once. A step is `ContinueMaximally`, the labels
  of `currentChoices`, `ChooseChoiceIndex`; at the end of a play `ResetState`. Its text cannot be switched off.
* Moves with text: `game.engine.moves`, and every passage and every label of every option rendered into words, as inkjs
  does. What was rendered once is remembered as long as nothing changed on which it depends (`rendering.Remembering`).
* Moves without text: the same plays, nothing rendered.
* The public interface with and without text: `begin`, `options`, `choose` and `render_words`, as the clients use them.
  Nothing is wanted of it.

The choice at random is xorshift there, `random.random()` here. Words are counted, not kept. All are warmed up first;
each is measured in turn with inkjs, so that whatever else the machine does meets both, and a ratio is that of two
neighbours. Seconds are those of one core: of the process here; there of the process or the clock, whichever is less.
Figures are medians, with the least and the greatest.

`--short` checks that the stories are the same and measures briefly. Exit code 1: the stories differ; 3: without npm
nothing could be tried. Times decide nothing about it.
"""

from __future__ import annotations

import argparse
import platform
import random
import tempfile
from pathlib import Path
from statistics import median
from typing import NamedTuple

import inkjs
import players
from commands import run_command
from inkjs import Inkjs, Pace
from made_up.as_ink import NOT_KNOWN
from npm_packages import Missing
from stories import Written, written

from game.engine import begin, choose, options
from game.story.model.story import Story
from game.story.packs import load

UNFINISHED = 3
WITH_TEXT, WITHOUT_TEXT = 10, 30
"""So many times as fast as inkjs is wanted."""

_LONGEST_PLAY = 2_000


PLAYED = "chapters", "hub", "small"
"""The shapes of stories that are played; the others are made for proofs."""


class Way(NamedTuple):
    """A way to play in Eight Wings. `wanted`: how many times as fast as inkjs; 0: no matter."""

    name: str
    player: players.Player
    wanted: int


def main() -> int:
    """Compare the stories, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--short", action="store_true")
    given = parser.parse_args()
    rounds, seconds, steps = (2, 0.2, 1_000) if given.short else (given.rounds, given.seconds, 10_000)
    print("\n\n".join((__doc__ or "").split("\n\n")[2:-1]))
    try:
        print(f"\nPython {platform.python_version()}, inkjs {inkjs.VERSION} in Node.js {inkjs.node_version()}")
        with tempfile.TemporaryDirectory() as folder:
            for shape in PLAYED:
                made, home = written(shape, seed=given.seed), Path(folder, shape)
                made.write_pack(home)
                ink = home.with_suffix(".ink")
                ink.write_text(made.ink, "utf-8")
                story = load(home)
                with Inkjs(ink) as there:
                    print(f"\n{described(shape, made)}")
                    done, differing = compare(story, there, steps)
                    if differing:
                        print(f"The two stories differ.\n{differing}")
                        return 1
                    print(f"{done:,} steps in both: every text and every label the same", flush=True)
                    measure(story, there, rounds, seconds, warm_up=0.5 if given.short else 4)
    except Missing as missing:
        print(missing)
        return UNFINISHED
    return 0


def described(shape: str, made: Written) -> str:
    """A line on a story."""
    story = made.story
    choices = sum(len(scene.choices) for scene in story.scenes)
    quizzes = sum(scene.quiz is not None for scene in story.scenes)
    return (
        f"{shape}: {len(story.scenes)} scenes, {choices} choices, {len(story.hubs)} hubs, {quizzes} quizzes, "
        f"{len(story.flags)} flags, {len(story.counters)} counters"
    )


def compare(story: Story, there: Inkjs, steps: int) -> tuple[int, str]:
    """Do so many random steps in both. How many there were, and in words what differs first (empty: nothing)."""
    chance, fast = random.Random(1), players.MovesInWords(story)
    done = seed = 0
    while done < steps:
        chosen, turns, differing = _played(story, fast, chance, seed)
        done += len(chosen)
        theirs = there.follow(chosen)
        for number, ours in enumerate(turns):
            if number >= len(theirs) or not _same(ours, theirs[number]):
                differing = differing or f"Eight Wings {ours}\n  inkjs {theirs[number : number + 1]}"
                return done, f"Play {seed}, after {chosen[:number][-3:]}:\n  {differing}"
        if differing:
            return done, f"Play {seed}, after {chosen[-3:]}:\n  {differing}"
        seed += 1
    return done, ""


def _played(
    story: Story, fast: players.MovesInWords, chance: random.Random, seed: int
) -> tuple[list[str], list[players.Said], str]:
    """A random play, both ways: what was chosen, what every turn said, and in words what differed at its end."""
    chosen: list[str] = []
    turns: list[players.Said] = []
    turn = begin(story, seed)
    at, texts = fast.begin(seed)
    while True:
        offered, numbers = options(story, turn.state), fast.moves.offered(at)
        said = (players.words(story, turn), [players.label(story, turn.state, option) for option in offered])
        by_moves = (" ".join(texts), fast.labels(numbers, at[0], seed))
        turns.append(said)
        if not _same(said, by_moves):
            return chosen, turns, f"public interface {said}\n  Moves {by_moves}"
        if not offered or len(chosen) == _LONGEST_PLAY:
            return chosen, turns, ""
        index = int(chance.random() * len(offered))
        chosen.append(said[1][index])
        turn = choose(story, turn.state, offered[index].id)
        number = next(candidate for candidate in numbers if fast.moves.all[candidate].id == offered[index].id)
        at, texts = fast.after(at, number, seed)


def _same(ours: players.Said, theirs: players.Said) -> bool:
    """Whether text and labels are the same. Only the answers of a question stand in an order of their own."""
    same_labels = ours[1] == theirs[1] or (NOT_KNOWN in ours[1] and sorted(ours[1]) == sorted(theirs[1]))
    return ours[0].split() == theirs[0].split() and same_labels


def measure(story: Story, there: Inkjs, rounds: int, seconds: float, warm_up: float) -> None:
    """Play in turns, and print the figures."""
    ways = (
        Way("Moves with text", players.MovesInWords(story).play, WITH_TEXT),
        Way("Moves without text", players.by_moves(story), WITHOUT_TEXT),
        Way("public interface with text", players.in_words(story), 0),
        Way("public interface without text", players.silent(story), 0),
    )
    there.play(warm_up, 1)
    for way in ways:
        way.player(min(seconds, 0.5), 1)
    pairs: list[list[tuple[Pace, Pace]]] = [[] for _ in ways]
    for seed in range(1, rounds + 1):
        for way, some in zip(ways, pairs, strict=True):
            some.append((way.player(seconds, seed), there.play(seconds, seed)))
    theirs = [pace for some in pairs for _, pace in some]
    print(f"{_sizes('inkjs', theirs)}; {_sizes(ways[0].name, [ours for ours, _ in pairs[0]])}")
    print(f"  {'':30} {'steps a second':>33} {'times inkjs':>23}")
    print(f"  {'inkjs':30} {_spread([pace.steps_per_second for pace in theirs], '9,.0f')}")
    for way, some in zip(ways, pairs, strict=True):
        ratios = [ours.steps_per_second / other.steps_per_second for ours, other in some]
        verdict = f"{'met' if median(ratios) >= way.wanted else 'NOT MET'} (wanted: {way.wanted})" if way.wanted else ""
        speeds = _spread([ours.steps_per_second for ours, _ in some], "9,.0f")
        print(f"  {way.name:30} {speeds} {_spread(ratios, '5.1f')}  {verdict}".rstrip(), flush=True)


def _sizes(name: str, paces: list[Pace]) -> str:
    """How long plays and texts are, which must not differ by more than chance."""
    steps, plays = sum(pace.steps for pace in paces), sum(pace.plays for pace in paces)
    characters = sum(pace.characters for pace in paces) / steps
    return f"{name}: {steps / max(plays, 1):.0f} steps a play, {characters:.0f} characters a step"


def _spread(figures: list[float], form: str) -> str:
    least, most = f"{min(figures):{form}}".strip(), f"{max(figures):{form}}".strip()
    return f"{median(figures):{form}} {f'({least} to {most})':>{3 * int(form[0]) - 4}}"


if __name__ == "__main__":
    run_command(main)

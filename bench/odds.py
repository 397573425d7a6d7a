"""Whether simulated plays come to what the odds say: very many plays of drawn stories beside the exact figures.

    python bench/odds.py [--plays 1000000] [--stories 20] [--short] [--storm] [--workers 2]

For each story: how many states it has, how long its odds took, and for each ending, fact and question whose odds are
neither 0 nor 1 the exact figure beside the share of plays. Figures that are 0 or 1 must be so in every play. With so
many figures a few lie outside a 95 % interval by chance; the number of those is told, and all have to lie inside an
interval of 99.99 %. Exits 1 when one does not. `--storm` solves the same chains with Storm as well (`stormpy` has to be
installed). `--short`: fewer stories and plays, to see that it works.

Plays that go on for ever are given up after 120 steps; of those that end, hardly one in a million is as long as that.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from math import sqrt
from pathlib import Path
from typing import NamedTuple

sys.path.append(str(Path(__file__).parent.parent))

from game.playthrough.simulation.knowledge import Knowledge
from game.playthrough.simulation.simulating import SimulationWishes, simulate
from game.story.model.story import Story
from game.verify.odds.odds import EXACTLY_KNOWN, Bounds, OddsMaker, StoryOdds, temperament_model
from game.verify.system.budget import Budget
from game.verify.system.space import SearchStopped
from tests.drawn_packs import pack_from, story_of

KNOWLEDGE = Knowledge(0.6)
MOST_STEPS, MOST_STATES, DRAWN = 120, 20_000, 2_000
MOST_ENDLESS = 0.65
"""Plays that never end take long to simulate."""
NEAR, FAR = 1.959963984540054, 3.890591886413124
"""Standard deviations of the 95 % interval, and of the one of 99.99 %."""


class Candidate(NamedTuple):
    """A drawn story with its odds, and the seconds they took."""

    number: int
    story: Story
    maker: OddsMaker
    odds: StoryOdds
    seconds: float


def candidates() -> Iterator[Candidate]:
    """Drawn stories that are not too large and have an ending that is neither certain nor impossible."""
    for number in range(DRAWN):
        try:
            story = story_of(pack_from(random.Random(number).randbytes(1500)))
        except AssertionError:
            continue
        begun = time.perf_counter()
        try:
            maker = OddsMaker(story, Budget(5))
        except SearchStopped:
            continue
        if not maker.chain.is_whole or maker.chain.graph.nodes > MOST_STATES:
            continue
        (odds,) = maker.odds([temperament_model("uniform", KNOWLEDGE)])
        assert odds is not None
        likely = any(0.02 < bounds.middle < 0.98 for bounds in odds.endings.values())
        if likely and odds.without_ending.middle < MOST_ENDLESS:
            yield Candidate(number, story, maker, odds, time.perf_counter() - begun)


def compared(candidate: Candidate, plays: int, workers: int) -> tuple[list[str], int, int, int]:
    """Lines of the table; how many figures there are, how many outside of the near interval, and of the far one."""
    story, odds = candidate.story, candidate.odds
    tally = simulate(story, SimulationWishes(plays, KNOWLEDGE, most_steps=MOST_STEPS), workers).tally
    ends: Counter[str] = Counter()
    for (end, _), times in tally.lengths.items():
        ends[end] += times
    asked = {question.id: tally.asked_in[question.number] for question in story.questions.values()}
    rows: list[tuple[str, Bounds, int]] = [
        *((f"ending {id_}", bounds, ends[id_]) for id_, bounds in odds.endings.items()),
        *((f"fact {id_}", bounds, tally.facts[id_]) for id_, bounds in odds.facts.items()),
        *((f"question {id_}", bounds, asked[id_]) for id_, bounds in odds.questions.items()),
    ]
    lines, outside, beyond = [], 0, 0
    for name, bounds, count in rows:
        chance = min(max(bounds.middle, 0.0), 1.0)
        found = count / tally.plays
        if chance <= EXACTLY_KNOWN or chance >= 1 - EXACTLY_KNOWN:
            if round(chance) * tally.plays != count:
                beyond += 1
                lines.append(f"      {name:14} {chance:12.9f}  {found:9.6f}  in {count:,} of {tally.plays:,} plays")
            continue
        away = (found - chance) / sqrt(chance * (1 - chance) / tally.plays)
        outside += abs(away) > NEAR
        beyond += abs(away) > FAR
        lines.append(f"      {name:14} {chance:12.9f}  {found:9.6f}  {away:+6.2f} σ")
    return lines, len(lines), outside, beyond


def by_storm(candidate: Candidate) -> float:
    """The greatest difference between the odds and those of Storm."""
    import stormpy

    from tests.verify.odds.storm_odds import storm_odds

    model = temperament_model("uniform", KNOWLEDGE)
    with tempfile.TemporaryDirectory() as folder:
        found = storm_odds(stormpy, candidate.maker.chain, model, Path(folder))
    own = {"ending": candidate.odds.endings, "question": candidate.odds.questions}
    return max(abs(own[target.kind][target.id].middle - float(chance)) for target, chance in found.items())


def main() -> None:
    """Compare and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plays", type=int, default=1_000_000)
    parser.add_argument("--stories", type=int, default=20)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--storm", action="store_true")
    parser.add_argument("--short", action="store_true")
    given = parser.parse_args()
    plays, stories = (20_000, 5) if given.short else (given.plays, given.stories)
    figures = outside = beyond = done = 0
    for candidate in candidates():
        begun = time.perf_counter()
        lines, some, near, far = compared(candidate, plays, given.workers)
        differs = f", Storm differs by {by_storm(candidate):.1e}" if given.storm else ""
        seconds = time.perf_counter() - begun
        head = f"{candidate.number:4}  {candidate.odds.states:,} states, {candidate.seconds:.2f} s"
        print(f"{head}, error {candidate.odds.error:.0e}{differs}; {plays:,} plays in {seconds:.0f} s")
        print(*lines, sep="\n", flush=True)
        figures, outside, beyond, done = figures + some, outside + near, beyond + far, done + 1
        if done == stories:
            break
    print(f"{done} stories, {figures} figures: {figures - outside} inside the 95 % interval, {beyond} beyond 99.99 %.")
    raise SystemExit(1 if beyond else 0)


if __name__ == "__main__":
    main()

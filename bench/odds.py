"""Whether simulated plays come to what the odds say: very many plays of drawn stories beside the exact figures.

    python bench/odds.py [--plays 1000000] [--stories 20] [--first NUMBER] [--short] [--storm] [--table]

For each story: how many states it has, how long its odds took, and for each ending, fact and question whose odds are
neither 0 nor 1 the exact figure beside the share of plays and its interval. Figures that are 0 or 1 must be so in every
play. The intervals are those of Clopper and Pearson, which are never too narrow, and hold all at once: were every exact
figure right, some figure of the whole run would lie outside its interval in at most 1 of 100 such runs, for each
interval leaves out a hundredth shared by all figures (C. E. Bonferroni). Exits 1 when one does not lie inside.

A story is told when its plays are done. `--first` goes on from there, with the `--figures` of the run before; `--table`
prints a line for each story, as in docs/simulation.md. `--storm` solves the same chains with Storm as well (`stormpy`
has to be installed). `--short`: fewer stories and plays, to see that it works.

Plays that go on for ever are given up after 200 steps. What had not happened in such a play may have come later:
where a figure hangs on that, the play is played on.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

sys.path.append(str(Path(__file__).parent.parent))

import numpy as np
from binomial_intervals import Interval, clopper_pearson
from commands import run_command
from table_plays import Plays, TablePlays

from game.playthrough.simulation.knowledge import Knowledge
from game.playthrough.simulation.players import seed_of
from game.playthrough.simulation.simulating import SimulationWishes
from game.story.model.story import Story
from game.support.exit_codes import FINDINGS, FINE, UNFINISHED
from game.verify.odds.odds import EXACTLY_KNOWN, Bounds, OddsMaker, StoryOdds, temperament_model
from game.verify.odds.story_chain import Target
from game.verify.system.budget import Budget
from game.verify.system.space import SearchStopped
from tests.drawn_packs import pack_from, story_of

KNOWLEDGE = Knowledge(0.6)
MOST_STEPS, MOST_STATES, DRAWN = 200, 20_000, 2_000
MOST_ENDLESS = 0.65
"""Plays that never end take long to simulate."""
MOST_PLAYED_ON, STEPS_PLAYED_ON = 1_000, 20_000
"""So many plays that were given up are played on, for so many more steps."""
APART = 10_000_000
"""So far apart are the numbers of the plays of two stories, so that no luck is shared."""
BATCH = 50_000
"""Plays that go on together."""
WRONG = 0.01
"""In what part of all runs some interval of the run may miss its figure though all figures are right."""


class Candidate(NamedTuple):
    """A drawn story with its odds, and the seconds they took."""

    number: int
    story: Story
    maker: OddsMaker
    odds: StoryOdds
    seconds: float


def candidates(first: int = 0) -> Iterator[Candidate]:
    """Drawn stories that are not too large and have an ending that is neither certain nor impossible.

    `first`: the number of the one to begin with.
    """
    for number in range(first, DRAWN):
        try:
            story = story_of(pack_from(random.Random(number).randbytes(1500)))
        except AssertionError:
            continue
        begun = time.perf_counter()
        try:
            maker = OddsMaker(story, Budget(1, clock=time.process_time))  # of this core, whoever else works
        except SearchStopped:
            continue
        if not maker.chain.is_whole or maker.chain.graph.nodes > MOST_STATES:
            continue
        (odds,) = maker.odds([temperament_model("uniform", KNOWLEDGE)])
        assert odds is not None
        likely = any(0.02 < bounds.middle < 0.98 for bounds in odds.endings.values())
        if likely and odds.without_ending.middle < MOST_ENDLESS:
            yield Candidate(number, story, maker, odds, time.perf_counter() - begun)


class PlayCounts(NamedTuple):
    """What some plays came to: how many were done, and in how many of them each target happened.

    `open`: the plays that were given up after MOST_STEPS steps, where they were then, in parts; `missing`: by target,
    for each of these parts a mask of the plays in which it had not happened.
    """

    plays: int
    met: Counter[Target]
    tables: TablePlays
    open: tuple[Plays, ...]
    missing: dict[Target, tuple[Any, ...]]

    @property
    def given_up(self) -> int:
        """How many plays were given up."""
        return sum(len(some.at) for some in self.open)

    def lacking(self, target: Target) -> int:
        """In how many of the plays that were given up the target had not happened."""
        return sum(int(mask.sum()) for mask in self.missing[target])

    def later(self, target: Target) -> tuple[int, int]:
        """MOST_PLAYED_ON at most of the plays in which it had not happened, played on: how many, and in how many of
        them it happens then.
        """
        found = looked_at = 0
        for plays, mask in zip(self.open, self.missing[target], strict=True):
            some = plays.some(np.flatnonzero(mask)[: MOST_PLAYED_ON - looked_at])
            self.tables.play_on(some, STEPS_PLAYED_ON)
            looked_at += len(some.at)
            found += int(happened(self.tables, some, target).sum())
        return looked_at, found


class Figure(NamedTuple):
    """A figure that is neither 0 nor 1: what it is, its bounds, and in what share of the plays it was so.

    Its true value lies in the `interval`, as far as plays can tell.
    """

    target: Target
    bounds: Bounds
    share: float
    interval: Interval

    @property
    def is_inside(self) -> bool:
        """Whether the exact figure may be so, going by the plays."""
        return self.bounds.low <= self.interval.high and self.bounds.high >= self.interval.low

    @property
    def away(self) -> float:
        """How far the exact figure is from the share: 0 equal, 1 at the end of the interval."""
        low, high = self.interval
        middle = self.bounds.middle
        return (middle - self.share) / (high - self.share) if middle > self.share else (
            (self.share - middle) / (self.share - low) if middle < self.share else 0.0)  # fmt: skip


class Comparison(NamedTuple):
    """What plays say about the odds of a story.

    `lines` of the table; the `figures` that are neither 0 nor 1, and how many `certain` ones there are. `beyond`:
    figures of either kind that plays contradict. `given_up`: plays that were given up; `later`: how often one of them
    came, when played on, to what was certain.
    """

    lines: tuple[str, ...]
    figures: tuple[Figure, ...]
    certain: int
    beyond: int
    given_up: int
    later: int


def happened(tables: TablePlays, plays: Plays, target: Target) -> Any:
    """By play whether it has come to this ending, met this fact, or answered this question."""
    match target.kind:
        case "ending":
            return tables.ended(plays, target.id)
        case "fact":
            return tables.met(plays, target.id)
    return plays.replied[:, tables.story.questions[target.id].number]


def targets_of(odds: StoryOdds) -> dict[Target, Bounds]:
    """Everything that has odds."""
    return {
        **{Target("ending", id_): bounds for id_, bounds in odds.endings.items()},
        **{Target("fact", id_): bounds for id_, bounds in odds.facts.items()},
        **{Target("question", id_): bounds for id_, bounds in odds.questions.items()},
    }


def is_certain(bounds: Bounds) -> bool:
    """Whether it is so in every play, or in none."""
    return not EXACTLY_KNOWN < bounds.middle < 1 - EXACTLY_KNOWN


def counted(candidate: Candidate, plays: int) -> PlayCounts:
    """What so many plays of a story come to."""
    targets, first = targets_of(candidate.odds), candidate.number * APART
    tables = TablePlays(candidate.story, KNOWLEDGE, candidate.number)
    counts = PlayCounts(plays, Counter(), tables, (), {})
    open_: list[Plays] = []
    missing: dict[Target, list[Any]] = {target: [] for target in targets}
    for begun in range(first, first + plays, BATCH):
        numbers = range(begun, min(begun + BATCH, first + plays))
        some = tables.begin([seed_of(SimulationWishes().seed, number) for number in numbers])
        live = tables.play_on(some, MOST_STEPS)
        open_.append(some.some(live))
        for target in targets:
            so = happened(tables, some, target)
            counts.met[target] += int(so.sum())
            missing[target].append(~so[live])
    return counts._replace(open=tuple(open_), missing={target: tuple(masks) for target, masks in missing.items()})


def compared(candidate: Candidate, plays: int, wrong: float) -> Comparison:
    """The odds of a story beside so many plays of it; an interval misses a true figure in `wrong` of all cases.

    A play that was given up has not come to a target *yet*. Where there are at most MOST_PLAYED_ON of them, they are
    played on; where there are more, a few that would still come to it make no difference to a share of all plays. Of a
    target that is said to be certain as many are played on, and the claim is false if one does not come to it.
    """
    counts = counted(candidate, plays)
    lines: list[str] = []
    figures: list[Figure] = []
    certain = beyond = late = 0
    for target, bounds in targets_of(candidate.odds).items():
        met, open_ = counts.met[target], counts.lacking(target)
        head = f"      {target.kind + ' ' + target.id:14} {min(max(bounds.middle, 0.0), 1.0):12.9f}"
        if is_certain(bounds):
            certain += 1
            is_so = bounds.middle > 0.5
            looked_at, later = counts.later(target) if is_so else (0, 0)
            late += later
            contradicting = looked_at - later + (plays - met - open_ if is_so else met)
            beyond += contradicting > 0
            if contradicting or later:
                told = f"in {met:,} of {plays:,} plays, {open_:,} given up before, {later:,} came to it later"
                lines.append(f"{head}  {told}{', CONTRADICTED' if contradicting else ''}")
            continue
        if open_ <= MOST_PLAYED_ON:
            met += counts.later(target)[1]
        figure = Figure(target, bounds, met / plays, clopper_pearson(met, plays, wrong))
        figures.append(figure)
        beyond += not figure.is_inside
        low, high = figure.interval
        verdict = f"{figure.away:4.0%} of the way to its end" if figure.is_inside else "OUTSIDE"
        lines.append(f"{head}  {figure.share:9.6f}  in {low:.6f} to {high:.6f}, {verdict}")
    return Comparison(tuple(lines), tuple(figures), certain, beyond, counts.given_up, late)


def by_storm(candidate: Candidate) -> float:
    """The greatest difference between the odds and those of Storm."""
    import stormpy

    from tests.verify.odds.storm_odds import storm_odds

    model = temperament_model("uniform", KNOWLEDGE)
    with tempfile.TemporaryDirectory() as folder:
        found = storm_odds(stormpy, candidate.maker.chain, model, Path(folder))
    own = {"ending": candidate.odds.endings, "question": candidate.odds.questions}
    return max(abs(own[target.kind][target.id].middle - float(chance)) for target, chance in found.items())


def table_row(candidate: Candidate, found: Comparison) -> str:
    """A line of the table of stories."""
    number, states, some = candidate.number, candidate.odds.states, found.figures
    inside = sum(figure.is_inside for figure in some)
    farthest = max((figure.away for figure in some), default=0.0)
    off = max((abs(figure.share - figure.bounds.middle) for figure in some), default=0.0)
    width = max((figure.interval.high - figure.interval.low for figure in some), default=0.0) / 2
    return (f"| {number} | {states:,} | {len(some)} | {inside} | {off * 100:.3f} % | {width * 100:.3f} % "
            f"| {farthest:.0%} | {found.certain} |")  # fmt: skip


TABLE_HEAD = (
    "| story | situations | figures | inside | farthest off | half an interval, at most | farthest out "
    "| 0 or 1, and so |\n| --- | --- | --- | --- | --- | --- | --- | --- |"
)


def main() -> int:
    """Compare and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plays", type=int, default=1_000_000)
    parser.add_argument("--stories", type=int, default=20)
    parser.add_argument("--first", type=int, default=0, help="the number of the drawn story to begin with")
    parser.add_argument("--figures", type=int, default=0, help="how many figures share what may be wrong, if more")
    parser.add_argument("--storm", action="store_true")
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--table", action="store_true", help="a line for each story, in Markdown, at the end")
    given = parser.parse_args()
    if given.storm and find_spec("stormpy") is None:
        print("Storm is not installed: pip install 'eightwings[odds-test]'")
        return UNFINISHED
    plays, stories = (20_000, 5) if given.short else (given.plays, given.stories)
    drawn = list(islice(candidates(given.first), stories))
    number = sum(not is_certain(bounds) for each in drawn for bounds in targets_of(each.odds).values())
    number = max(number, given.figures)
    wrong = WRONG / max(number, 1)
    print(f"{len(drawn)} stories, {number} figures that are neither 0 nor 1: each interval is one of "
          f"{100 * (1 - wrong):.4f} %, all of them together one of {100 * (1 - WRONG):g} %.", flush=True)  # fmt: skip
    found: list[Comparison] = []
    for candidate in drawn:
        begun = time.process_time()
        comparison = compared(candidate, plays, wrong)
        seconds = time.process_time() - begun
        differs = f", Storm differs by {by_storm(candidate):.1e}" if given.storm else ""
        head = f"{candidate.number:4}  {candidate.odds.states:,} states, {candidate.seconds:.2f} s"
        print(f"{head}, error {candidate.odds.error:.0e}{differs}; {plays:,} plays in {seconds:.0f} s, "
              f"{comparison.given_up:,} given up")  # fmt: skip
        print(*comparison.lines, sep="\n", flush=True)
        found.append(comparison)
    figures = [figure for comparison in found for figure in comparison.figures]
    inside = sum(figure.is_inside for figure in figures)
    certain, beyond, given_up, later = (
        sum(getattr(comparison, name) for comparison in found) for name in ("certain", "beyond", "given_up", "later")
    )
    if given.table:
        print(TABLE_HEAD, *(table_row(*pair) for pair in zip(drawn, found, strict=True)), sep="\n")
    print(f"{len(found)} stories, {len(found) * plays:,} plays, of which {given_up:,} were given up.")
    print(f"{len(figures)} figures: {inside} inside their intervals, {len(figures) - inside} outside.")
    print(f"{certain} figures that are 0 or 1; {later} times a play that was given up came to such a one later.")
    print(f"{beyond} contradicted: outside, or 0 or 1 and not so in every play.")
    return FINDINGS if beyond else FINE


if __name__ == "__main__":
    run_command(main)

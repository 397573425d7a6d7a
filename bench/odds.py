"""Whether simulated plays come to what the odds say: very many plays of drawn stories beside the exact figures.

    python bench/odds.py [--plays 1000000] [--stories 20] [--first NUMBER] [--short] [--storm] [--workers 2]

For each story: how many states it has, how long its odds took, and for each ending, fact and question whose odds are
neither 0 nor 1 the exact figure beside the share of plays. Figures that are 0 or 1 must be so in every play. With so
many figures a few lie outside a 95 % interval by chance; the number of those is told, and all have to lie inside an
interval of 99.99 %. Exits 1 when one does not. `--storm` solves the same chains with Storm as well (`stormpy` has to be
installed). `--short`: fewer stories and plays, to see that it works.

Plays that go on for ever are given up after 120 steps; of those that end, hardly one in a million is as long as that.
What had not happened in such a play may have come later: where a figure hangs on that, the play is played on.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from importlib.util import find_spec
from math import sqrt
from pathlib import Path
from typing import NamedTuple

sys.path.append(str(Path(__file__).parent.parent))

from commands import run_command

from game.engine.state import EndlessLoop
from game.playthrough.simulation.knowledge import Knowledge
from game.playthrough.simulation.players import Play, Player, seed_of
from game.playthrough.simulation.simulating import HandedStory, SimulationWishes, numbered_moves
from game.playthrough.simulation.workers import work
from game.record.lazy_story import packed_pieces
from game.story.model.story import Story
from game.support.exit_codes import FINDINGS, FINE, UNFINISHED
from game.verify.odds.odds import EXACTLY_KNOWN, Bounds, OddsMaker, StoryOdds, temperament_model
from game.verify.odds.story_chain import Target
from game.verify.system.budget import Budget
from game.verify.system.space import SearchStopped
from tests.drawn_packs import pack_from, story_of

KNOWLEDGE = Knowledge(0.6)
MOST_STEPS, MOST_STATES, DRAWN = 120, 20_000, 2_000
MOST_ENDLESS = 0.65
"""Plays that never end take long to simulate."""
MOST_PLAYED_ON, STEPS_PLAYED_ON = 1_000, 2_000
"""So many plays that were given up are played on, until they have so many steps."""
APART = 10_000_000
"""So far apart are the numbers of the plays of two stories, so that no luck is shared."""
PIECE = 500
"""Plays that a process does before it tells."""
NEAR, FAR = 1.959963984540054, 3.890591886413124
"""Standard deviations of the 95 % interval, and of the one of 99.99 %."""


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


class PlayCounts(NamedTuple):
    """What some plays came to: how many were done, and in how many of them each target happened.

    `given_up`: the numbers of the plays that were given up after MOST_STEPS steps, by what had happened in them.
    """

    plays: int
    met: Counter[Target]
    given_up: dict[frozenset[Target], list[int]]


class Comparison(NamedTuple):
    """What plays say about the odds of a story.

    `lines` of the table; how many `figures` there are that are neither 0 nor 1, how many of them lie `outside` of the
    near interval, and how many `certain` ones there are. `beyond`: figures of either kind that plays contradict.
    `given_up`: plays that were given up; `later`: those among them that came, when played on, to what was certain.
    """

    lines: tuple[str, ...]
    figures: int
    outside: int
    certain: int
    beyond: int
    given_up: int
    later: int


def played(player: Player, number: int, most: int) -> Play:
    """The play of this number, given up after `most` steps: that it is in a circle is no reason to stop."""
    seed = seed_of(SimulationWishes().seed, number)
    try:
        return player.play_on(player.moves.begin(seed), seed, most, watched=False)
    except EndlessLoop:
        return player.play(seed, most)


def happened(story: Story, play: Play) -> frozenset[Target]:
    """The ending that the play came to, the facts it has met, and the questions that were answered in it."""
    asked = {reply.question for reply in play.replies}
    return frozenset((
        *([Target("ending", play.where)] if play.stop == "end" else ()),
        *(Target("fact", id_) for id_, fact in story.facts.items() if fact.known.get(play.at[0])),
        *(Target("question", question.id) for question in story.questions.values() if question.number in asked),
    ))  # fmt: skip


def counting(handed: HandedStory[SimulationWishes]) -> Callable[[range], PlayCounts]:
    """What plays and counts the plays of some numbers."""
    moves, wishes = handed.moves(), handed.wishes
    player = Player(moves, wishes.knowledge)

    def count(numbers: range) -> PlayCounts:
        counts = PlayCounts(len(numbers), Counter(), {})
        for number in numbers:
            play = played(player, number, wishes.most_steps)
            met = happened(moves.story, play)
            counts.met.update(met)
            if play.stop == "long":
                counts.given_up.setdefault(met, []).append(number)
        return counts

    return count


def counted(story: Story, plays: int, workers: int, begin: int = 0) -> PlayCounts:
    """What so many plays of a story come to, those from the number `begin` on."""
    end = begin + plays
    pieces = [range(first, min(first + PIECE, end)) for first in range(begin, end, PIECE)]
    handed = HandedStory(story if workers == 1 else packed_pieces(story), SimulationWishes(plays, KNOWLEDGE,
                         most_steps=MOST_STEPS))  # fmt: skip
    met: Counter[Target] = Counter()
    given_up: dict[frozenset[Target], list[int]] = {}
    for counts in work(counting, handed, pieces, workers):
        met.update(counts.met)
        for some, numbers in counts.given_up.items():
            given_up.setdefault(some, []).extend(numbers)
    return PlayCounts(plays, met, given_up)


class PlayedOn:
    """Plays that were given up, played on: each of them once, when it is asked for."""

    def __init__(self, story: Story) -> None:
        self.story, self._player = story, Player(numbered_moves(story), KNOWLEDGE)
        self._met: dict[int, frozenset[Target]] = {}

    def come_to(self, target: Target, numbers: Iterable[int]) -> list[int]:
        """Those of the plays in which the target happens after all."""
        return [number for number in numbers if target in self._later(number)]

    def _later(self, number: int) -> frozenset[Target]:
        if number not in self._met:
            self._met[number] = happened(self.story, played(self._player, number, STEPS_PLAYED_ON))
        return self._met[number]


def compared(candidate: Candidate, plays: int, workers: int) -> Comparison:
    """The odds of a story beside so many plays of it.

    A play that was given up has not come to a target *yet*. Where there are at most MOST_PLAYED_ON of them, they are
    played on; where there are more, a few that would still come to it make no difference to a share of all plays. Of a
    target that is said to be certain as many are played on, and the claim is false if one does not come to it.
    """
    story, odds = candidate.story, candidate.odds
    counts = counted(story, plays, workers, candidate.number * APART)
    on = PlayedOn(story)
    rows: list[tuple[Target, Bounds]] = [
        *((Target("ending", id_), bounds) for id_, bounds in odds.endings.items()),
        *((Target("fact", id_), bounds) for id_, bounds in odds.facts.items()),
        *((Target("question", id_), bounds) for id_, bounds in odds.questions.items()),
    ]
    lines: list[str] = []
    late: set[int] = set()
    figures = outside = certain = beyond = 0
    for target, bounds in rows:
        chance = min(max(bounds.middle, 0.0), 1.0)
        met = counts.met[target]
        open_ = [number for some, numbers in counts.given_up.items() if target not in some for number in numbers]
        head = f"      {target.kind + ' ' + target.id:14} {chance:12.9f}"
        if chance <= EXACTLY_KNOWN or chance >= 1 - EXACTLY_KNOWN:
            certain += 1
            looked_at = open_[:MOST_PLAYED_ON] if round(chance) else []
            later = on.come_to(target, looked_at)
            late.update(later)
            wrong = len(looked_at) - len(later) + (plays - met - len(open_) if round(chance) else met)
            beyond += wrong > 0
            if wrong or later:
                told = f"in {met:,} of {plays:,} plays, {len(open_):,} given up before, {len(later):,} came to it later"
                lines.append(f"{head}  {told}{', CONTRADICTED' if wrong else ''}")
            continue
        if len(open_) <= MOST_PLAYED_ON:
            met += len(on.come_to(target, open_))
        found = met / plays
        away = (found - chance) / sqrt(chance * (1 - chance) / plays)
        figures += 1
        outside += abs(away) > NEAR
        beyond += abs(away) > FAR
        lines.append(f"{head}  {found:9.6f}  {away:+6.2f} σ")
    given_up = sum(len(numbers) for numbers in counts.given_up.values())
    return Comparison(tuple(lines), figures, outside, certain, beyond, given_up, len(late))


def by_storm(candidate: Candidate) -> float:
    """The greatest difference between the odds and those of Storm."""
    import stormpy

    from tests.verify.odds.storm_odds import storm_odds

    model = temperament_model("uniform", KNOWLEDGE)
    with tempfile.TemporaryDirectory() as folder:
        found = storm_odds(stormpy, candidate.maker.chain, model, Path(folder))
    own = {"ending": candidate.odds.endings, "question": candidate.odds.questions}
    return max(abs(own[target.kind][target.id].middle - float(chance)) for target, chance in found.items())


def main() -> int:
    """Compare and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plays", type=int, default=1_000_000)
    parser.add_argument("--stories", type=int, default=20)
    parser.add_argument("--first", type=int, default=0, help="the number of the drawn story to begin with")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--storm", action="store_true")
    parser.add_argument("--short", action="store_true")
    given = parser.parse_args()
    if given.storm and find_spec("stormpy") is None:
        print("Storm is not installed: pip install 'eightwings[odds-test]'")
        return UNFINISHED
    plays, stories = (20_000, 5) if given.short else (given.plays, given.stories)
    found: list[Comparison] = []
    for candidate in candidates(given.first):
        begun = time.perf_counter()
        comparison = compared(candidate, plays, given.workers)
        differs = f", Storm differs by {by_storm(candidate):.1e}" if given.storm else ""
        seconds = time.perf_counter() - begun
        head = f"{candidate.number:4}  {candidate.odds.states:,} states, {candidate.seconds:.2f} s"
        print(f"{head}, error {candidate.odds.error:.0e}{differs}; {plays:,} plays in {seconds:.0f} s, "
              f"{comparison.given_up:,} given up")  # fmt: skip
        print(*comparison.lines, sep="\n", flush=True)
        found.append(comparison)
        if len(found) == stories:
            break
    figures, outside, certain, beyond, given_up, later = (
        sum(getattr(comparison, name) for comparison in found) for name in Comparison._fields[1:]
    )
    print(f"{len(found)} stories, {len(found) * plays:,} plays, of which {given_up:,} were given up.")
    print(f"{figures} figures: {figures - outside} inside the 95 % interval, {outside} outside.")
    print(f"{certain} figures that are 0 or 1; {later} plays that were given up came to such a one when played on.")
    print(f"{beyond} contradicted: beyond 99.99 %, or 0 or 1 and not so in every play.")
    return FINDINGS if beyond else FINE


if __name__ == "__main__":
    run_command(main)

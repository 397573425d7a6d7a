"""How much two plays of one reader have in common, how long a play is, and how many questions it asks.

    python bench/variety.py [PACK] [--plays N] [--knowledge K] [--temperament T]

PACK is a name or a folder, by default `hq`. N plays (by default 400) by somebody of the temperament `curious` who knows
every answer are taken in pairs. What two plays share is the number of scenes that both opened, over the mean of how
many each opened; of the pairs the median is told. The first plays are read, too: words are those of the texts and
questions that were shown, and two plays share those of the paragraphs that both had, to the letter.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from statistics import median
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent))

from commands import run_command

from game.engine import State, Turn, begin, choose
from game.play.narration import tell
from game.playthrough.simulation.knowledge import Knowledge
from game.playthrough.simulation.players import Player, seed_of
from game.playthrough.simulation.recording import recorded_play
from game.playthrough.simulation.simulating import numbered_moves
from game.playthrough.simulation.temperaments import NAMES
from game.story.model.story import Story
from game.story.packs import load

MOST_STEPS = 4_000
"""A play that takes more steps ends there."""
READ = 20
"""So many plays are read word by word: it takes a hundred times as long as playing them."""


class Figures(NamedTuple):
    """What one play came to."""

    scenes: frozenset[str]
    questions: int
    paragraphs: Counter[str]

    @property
    def words(self) -> int:
        """How many were shown."""
        return words_in(self.paragraphs)


def words_in(paragraphs: Counter[str]) -> int:
    """How many words there are in paragraphs, each as often as it counts."""
    return sum(len(words.split()) * number for words, number in paragraphs.items())


def shown(story: Story, turn: Turn) -> Counter[str]:
    """The paragraphs that a turn shows."""
    return Counter(told.words for told in tell(story, turn.state, turn.events))


def played(story: Story, player: Player, number: int, *, read: bool) -> Figures:
    """One play, with its words where they are to be read."""
    seed = seed_of(0, number)
    play = player.play(seed, MOST_STEPS)
    scenes = frozenset(id_ for id_, scene in story.scenes.items() if scene.visits.get(play.at[0]))
    paragraphs = Counter[str]()
    if read:
        moves = numbered_moves(story)
        turn = begin(story, seed)
        paragraphs += shown(story, turn)
        for done in recorded_play(moves, State(*moves.begin(seed), seed), play.taken):
            turn = choose(story, turn.state, done.action)
            paragraphs += shown(story, turn)
    return Figures(scenes, len(play.replies), paragraphs)


def scenes_shared(first: Figures, second: Figures) -> float:
    """The scenes that both plays opened, over the mean of how many each opened."""
    return 2 * len(first.scenes & second.scenes) / (len(first.scenes) + len(second.scenes))


def words_shared(first: Figures, second: Figures) -> float:
    """The words of the paragraphs that both plays had, over the mean of how many each had."""
    return 2 * words_in(first.paragraphs & second.paragraphs) / (first.words + second.words)


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pack", nargs="?", default="hq")
    parser.add_argument("--plays", type=int, default=400)
    parser.add_argument("--knowledge", type=float, default=1.0)
    parser.add_argument("--temperament", default="curious", choices=NAMES)
    given = parser.parse_args()
    story = load(given.pack)
    player = Player(numbered_moves(story), Knowledge(given.knowledge), given.temperament)
    plays = [played(story, player, number, read=number < READ) for number in range(given.plays)]
    pairs = [scenes_shared(first, second) for first, second in zip(plays[::2], plays[1::2], strict=False)]
    asked, read = [play.questions for play in plays], [play for play in plays if play.paragraphs]
    alike = [words_shared(first, second) for first, second in zip(read[::2], read[1::2], strict=False)]
    opened = [len(play.scenes) for play in plays]
    print(f"{len(plays)} plays, {given.temperament}, knowing {given.knowledge:.0%} of the answers")
    most = len(story.scenes)
    print(f"scenes opened               median {median(opened):.0f} of {most}, {min(opened)} to {max(opened)}")
    print(f"scenes shared by two plays  median {median(pairs):.1%} of {len(pairs)} pairs")
    print(f"words shared by two plays   median {median(alike):.1%} of {len(alike)} pairs")
    print(f"questions asked             median {median(asked):.0f}, {min(asked)} to {max(asked)}")
    words = median(play.words for play in read)
    dense = median(1000 * play.questions / play.words for play in read)
    print(
        f"words read                  median {words:,.0f} of {len(read)} plays; {dense:.2f} questions in 1,000 of them"
    )
    return 0


if __name__ == "__main__":
    run_command(main)

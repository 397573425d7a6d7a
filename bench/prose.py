"""Habits of a pack's prose: how paragraphs begin and end, and the words that come again and again.

    python bench/prose.py [PACK] [--words WORD ...]

PACK is a name or a folder, by default `hq`. Read are the texts of places, scenes, choices, outcomes, people, endings
and epilogues, as they stand in the files: both sides of a condition count. Told are the paragraphs that end on a
sentence of seven words or fewer, the openings (two words) that most paragraphs share, and how often some words come in
10,000. What is a tic is for a reader to say; the figures are for comparing a text with itself.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from commands import run_command

from game.story.catalogue.diagnostics import Diagnostics
from game.story.compile.collecting import gather
from game.story.compile.translation import written_language
from game.story.editorial.passages import passages
from game.story.editorial.sentences import paragraphs
from game.story.editorial.words.lint_words import lint_words_of
from game.story.source import library
from game.story.source.pack_files import FileProblems, story_files

SHORT = 7
"""Words of a last sentence that counts as short."""
TICS = (
    "somebody|someone", "nobody|no one", "look(?:s|ed|ing)? (?:at|up|round|down)", "like an?", "as if|as though",
    "press review", "pencils?", "eleven", "for a moment", "says? that",
)  # fmt: skip
"""What readers have named as coming too often, as patterns."""
SHOWN = 12
"""So many openings are told."""
_SPEAKER = re.compile(r"^[a-z][a-z0-9_]*: ")


def words_of(text: str) -> list[str]:
    """The words of a piece of text, without who speaks them."""
    return _SPEAKER.sub("", text.strip()).replace("|", " ").split()


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pack", nargs="?", default="hq")
    parser.add_argument("--words", nargs="*", default=[], help="further words, as patterns")
    given = parser.parse_args()
    found = Diagnostics()
    defined = gather(story_files(library.find_pack(given.pack) or Path(given.pack), FileProblems()), found)
    texts = [passage for passage in passages(defined) if passage.use == "story"]
    known = lint_words_of(written_language(defined))
    blocks = [paragraph for passage in texts for paragraph in paragraphs(passage, (), known) if paragraph.sentences]
    spoken = [words_of(block.text) for block in blocks]
    words = sum(map(len, spoken))
    ends = sum(len(words_of(block.sentences[-1].text)) <= SHORT for block in blocks)
    openings = Counter(" ".join(block[:2]).casefold() for block in spoken if len(block) > 2)
    whole = " ".join(" ".join(block) for block in spoken).casefold()
    print(f"{words:,} words in {len(blocks):,} paragraphs of {len(texts):,} texts")
    print(f"{ends / len(blocks):.1%} of them end on a sentence of {SHORT} words or fewer")
    print("openings: " + ", ".join(f"{opening} {count}" for opening, count in openings.most_common(SHOWN)))
    for tic in (*TICS, *given.words):
        count = len(re.findall(rf"\b(?:{tic})\b", whole))
        print(f"{count:5} {10_000 * count / words:6.1f} in 10,000  {tic}")
    return 0


if __name__ == "__main__":
    run_command(main)

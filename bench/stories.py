"""Made-up stories of any size, each written down twice: as a pack of Eight Wings, and as ink source.

    python bench/stories.py small|chapters|hub|errands|graph|acts FOLDER [--size N] [--seed N]

writes FOLDER/pack/ and FOLDER/story.ink. The same shape, size and seed give the same bytes. There are six shapes:

* small: a graph of scenes with guarded, once-only, sticky and fallback choices, flags and two counters. The size is the
  number of scenes; of 60 scenes there are 25 flags and 163 choices.
* chapters: hubs one behind the other, each with scenes and quizzes in any order, something that happens by itself, and
  a gate; what is found in a chapter matters in this one and the next two. The size is the number of chapters.
* hub: one room and so many side quests in any order, with two counters in which everything meets.
* errands: the same with flags alone.
* graph: as small, but nothing is remembered beside the flags and the two counters: all states can be counted.
* acts: short acts one behind the other, each of five scenes with six flags of its own. The size is the number of acts.

From every state of these stories, but for `graph`, an ending can be reached.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from commands import run_command
from made_up.abstract import AbstractStory
from made_up.acts import acts
from made_up.as_ink import as_ink
from made_up.as_pack import as_dossier, as_pack
from made_up.chapters import chapters
from made_up.errands import errands
from made_up.graph import graph
from made_up.hub import hub
from made_up.small import small

SHAPES: dict[str, tuple[Callable[[int, random.Random], AbstractStory], int]] = {
    "small": (small, 60),
    "chapters": (chapters, 8),
    "hub": (hub, 20),
    "errands": (errands, 60),
    "graph": (graph, 60),
    "acts": (acts, 200),
}
"""Each shape with its usual size."""


class Written(NamedTuple):
    """A story in both formats. `files` are those of the pack, by name."""

    story: AbstractStory
    files: dict[str, str]
    ink: str

    def write_pack(self, folder: Path) -> None:
        """Write the pack into a folder, which is made."""
        folder.mkdir(parents=True)
        for name, text in self.files.items():
            (folder / name).write_text(text, "utf-8")


def written(shape: str, size: int = 0, seed: int = 1) -> Written:
    """A story of this shape; the size 0 stands for the usual one."""
    make, usual = SHAPES[shape]
    story = make(size or usual, random.Random(f"{shape} {seed}"))
    files = {"pack.yaml": as_pack(story), "report.yaml": as_dossier(story)}
    return Written(story, {name: text for name, text in files.items() if text}, as_ink(story))


def main() -> None:
    """Write a story."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shape", choices=SHAPES)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    made = written(given.shape, given.size, given.seed)
    made.write_pack(given.folder / "pack")
    (given.folder / "story.ink").write_text(made.ink, "utf-8")


if __name__ == "__main__":
    run_command(main)

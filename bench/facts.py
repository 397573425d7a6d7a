"""For each fact of a pack: in how many scenes it is met, and by which kinds of questions it is asked.

    python bench/facts.py [PACK] [--all]

PACK is a name or a folder, by default `hq`. Shown are the facts that are met in fewer than two scenes, or asked by
fewer than two questions of different kinds; with `--all`, every fact. The exit code is 1 when there are any of the
former.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from commands import run_command

from game.story.model.story import Apply, Ask, Call, Offer, Scene, ShowText, Story
from game.story.packs import load

LEAST = 2
"""In so many scenes a fact should be met, and by so many kinds of questions it should be asked."""


def nodes_of(story: Story, scene: Scene) -> set[int]:
    """The nodes of a scene, without those of the scenes that it calls or goes on to."""
    found: set[int] = set()
    waiting = [scene.start]
    while waiting:
        index = waiting.pop()
        if index in found:
            continue
        found.add(index)
        match story.nodes[index]:
            case ShowText(_, following) | Apply(_, following) | Call(_, following):
                waiting.append(following)
            case Offer(choices, following):
                waiting.extend((following, *(choice.target for choice in choices)))
            case Ask() as asking:
                ways = (asking.right, asking.wrong, asking.passed, asking.partly, asking.otherwise)
                waiting.extend(way for way in ways if way is not None)
    return found


def scenes_by_fact(story: Story) -> dict[str, set[str]]:
    """The ids of the scenes in which each fact goes into the notebook."""
    teaching = defaultdict(set)
    for scene in story.scenes.values():
        for index in nodes_of(story, scene):
            node = story.nodes[index]
            if isinstance(node, Apply):
                for effect in node.effects:
                    if effect.kind == "learn":
                        teaching[effect.subject].add(scene.id)
    return teaching


def kinds_by_fact(story: Story) -> dict[str, set[str]]:
    """The kinds of the questions that rest on each fact, by the key with which they were written."""
    asking = defaultdict(set)
    for question in story.questions.values():
        for fact in question.cites:
            asking[fact].add(question.form or question.kind)
    return asking


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pack", nargs="?", default="hq")
    parser.add_argument("--all", action="store_true", help="every fact")
    given = parser.parse_args()
    story = load(given.pack)
    scenes, kinds = scenes_by_fact(story), kinds_by_fact(story)
    few = [fact for fact in story.facts if len(scenes[fact]) < LEAST or len(kinds[fact]) < LEAST]
    width = max(map(len, story.facts), default=0)
    for fact in story.facts if given.all else few:
        print(f"{fact:{width}}  scenes {len(scenes[fact])}  kinds {len(kinds[fact])}: {', '.join(sorted(kinds[fact]))}")
    print(f"{len(story.facts)} facts, {len(story.questions)} questions; {len(few)} facts are met or asked too little.")
    return 1 if few else 0


if __name__ == "__main__":
    run_command(main)

"""Caches that were damaged, swapped, made by earlier versions, or written by somebody who means harm.

    python bench/damaged_caches.py [--count 1000] [--seed 1] [--short]

Half of them are kept stories, a quarter kept proofs, a quarter what was seen in plays. Each is damaged in one of these
ways, in turn:

* flips: some bits anywhere in the file are other ones; * cut: it ends early, or goes on; * swapped: it is that of
  another pack; * old: it was written by an earlier version, a pickle that would run a command among them;
* hostile: one value is another one, and the checksum is right for it. Some are of the right type and far out of range.

Then the pack is loaded and played, its proofs are told, or what was seen in its plays. Nothing may raise or run
anything. A story must be the pack's own, and so must the report on the proofs and what was seen. Only where a hostile
value is one that could be is less asked, because a checksum is no signature: the story is another one, which has to be
playable all the same, and what was seen are endings and people of the story; these are counted apart. `--short` takes
80. The exit code is 1 when anything is wrong.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from commands import run_command  # noqa: E402
from damaged_plays import played  # noqa: E402
from damaging import WAYS, Case, broken, hostile  # noqa: E402
from faulted import faulted  # noqa: E402

from game.author.proofs.making import make_report  # noqa: E402
from game.author.proofs.proofs_in_terminal import report_lines  # noqa: E402
from game.engine.moves import Moves  # noqa: E402
from game.engine.rendering import render  # noqa: E402
from game.engine.rules import asked_question, begin, choose, options  # noqa: E402
from game.engine.state import AnswerGiven, EndlessLoop, Refused  # noqa: E402
from game.play.building_map import building_map, small_map  # noqa: E402
from game.play.floor_plan import floor_plan, floors  # noqa: E402
from game.play.narration import tell  # noqa: E402
from game.play.seen import seen_in_plays  # noqa: E402
from game.record.lazy_story import packed_pieces  # noqa: E402
from game.record.locations import ENDING  # noqa: E402
from game.record.story_cache import load_story  # noqa: E402
from game.story.model.story import Story  # noqa: E402
from game.story.packs import load  # noqa: E402
from game.story.refusals import StoryDamaged  # noqa: E402
from game.verify.system.budget import Budget  # noqa: E402

PACKS = ("tests/packs/harbour", "scenes/first-scene")


def main() -> int:
    """Damage, load, print, and say whether anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--short", action="store_true")
    given = parser.parse_args()
    count = 80 if given.short else given.count
    with tempfile.TemporaryDirectory() as home:
        os.environ["EIGHTWINGS_HOME"] = str(Path(home, "home"))
        os.chdir(home)
        stories, proofs, plays = cases_of_stories(home), cases_of_proofs(home), cases_of_plays(home)
        counts: Counter[str] = Counter()
        for number in range(count):
            chance, way = random.Random(f"{given.seed} {number}"), WAYS[number // 4 % len(WAYS)]
            match number % 4:
                case 0 | 1:
                    counts.update(("stories", try_story(chance, stories, way, number)))
                case 2:
                    counts.update(("proofs", try_proofs(chance, proofs, way, number)))
                case _:
                    counts.update(("plays", try_plays(chance, plays, way, number)))
        owned = Path("OWNED").exists()
    print(f"{counts['stories']} stories: {counts['made anew']} made anew, {counts['another story']} hostile ones that "
          f"fit and could be played, {counts['said so']} that said so and ended")  # fmt: skip
    print(f"{counts['proofs']} proofs: {counts['proved anew']} proved anew")
    print(f"{counts['plays']} times what was seen in plays: {counts['worked out anew']} worked out anew, "
          f"{counts['other things seen']} hostile ones that fit")  # fmt: skip
    print(f"{counts['traceback']} tracebacks, {counts['wrong state']} wrong states, {counts['wrong figures']} wrong "
          f"figures, {'code was run' if owned else 'nothing was run'}")  # fmt: skip
    return 1 if owned or any(counts[wrong] for wrong in ("traceback", "wrong state", "wrong figures")) else 0


# What is damaged


def cases_of_stories(home: str) -> list[Case]:
    """A kept story of each pack."""
    cases = []
    for number, name in enumerate(PACKS):
        story = load_story(str(ROOT / name))
        file = max(Path(home, "home/cache/stories").iterdir(), key=lambda path: path.stat().st_mtime_ns)
        cases.append(Case(ROOT / name, file, file.read_bytes(), packed_pieces(story)))
        assert number + 1 == len(list(file.parent.iterdir()))
    return cases


def cases_of_proofs(home: str) -> list[Case]:
    """Kept proofs of small packs in which something is wrong."""
    cases = []
    for number in range(4):
        folder = Path(home, f"faulted-{number}")
        folder.mkdir()
        for name, content in faulted(number).faulted.items():
            (folder / name).write_text(content, "utf-8")
        told = report_on(folder)
        file = max(Path(home, "home/cache/proofs").iterdir(), key=lambda path: path.stat().st_mtime_ns)
        assert report_on(folder) == told
        cases.append(Case(folder, file, file.read_bytes(), told))
    return cases


def cases_of_plays(home: str) -> list[Case]:
    """What was seen in some plays of each pack; `told` is that, with the story."""
    cases = []
    for number, name in enumerate(PACKS):
        story, plays = load(ROOT / name), Path(home, f"plays-{number}")
        plays.mkdir()
        for seed in range(4):
            content = played(story, random.Random(seed), older=False).content
            (plays / f"{seed}{ENDING}").write_bytes(content)
        seen = seen_in_plays(story, plays)
        file = max(Path(home, "home/cache/seen").iterdir(), key=lambda path: path.stat().st_mtime_ns)
        assert any(seen)
        cases.append(Case(plays, file, file.read_bytes(), (story, seen)))
        assert number + 1 == len(list(file.parent.iterdir()))
    return cases


def report_on(folder: Path) -> list[str]:
    """What an author is told of the proofs."""
    return list(report_lines(make_report(load(folder), folder, Budget(60)), remarks=True))


# What comes of it


def try_story(chance: random.Random, cases: list[Case], way: Callable[..., bytes], number: int) -> str:
    """Load and play a story whose cache is damaged: what came of it."""
    case, other = chance.sample(cases, 2)
    case.file.write_bytes(way(chance, case, other))
    try:
        story = load_story(str(case.path))
        everything(story)
        play(story, chance)
    except StoryDamaged:
        return "said so"
    except Exception:
        print(f"-- {number}, {way.__name__}, {case.path.name}", file=sys.stderr)
        traceback.print_exc()
        return "traceback"
    if packed_pieces(story) == case.told:
        return "made anew"
    if way is hostile:
        return "another story"
    print(f"-- {number}, {way.__name__}: another story of {case.path.name}", file=sys.stderr)
    return "wrong state"


def everything(story: Story) -> None:
    """Make each part of a story, ask each condition, show each text."""
    start = story.layout.start
    waiting: list[Any] = [story]
    while waiting:
        part = waiting.pop()
        if type(part).__name__ == "Formula":
            part(start)
        elif type(part).__name__ == "Text":
            render(story, part, start, 1)
        if callable(getattr(part, "values", None)):
            waiting += part.values()
        elif not isinstance(part, str | bytes) and hasattr(part, "__len__") and hasattr(part, "__getitem__"):
            waiting += part
    for floor in floors(story):
        floor_plan(story, start, floor)
    if story.places:
        building_map(story, start)
        small_map(story, start)
    moves = Moves(story)
    for index in range(len(story.place_order)):
        moves.rules.at_place(index)
        moves.effects.settling[index]


def play(story: Story, chance: random.Random) -> None:
    """A few plays at random, told as a player sees them."""
    for seed in range(3):
        try:
            turn = begin(story, seed)
            for _ in range(40):
                tell(story, turn.state, turn.events)
                actions: list[Any] = [option.id for option in options(story, turn.state)]
                question = asked_question(story, turn.state)
                if question is not None and question.kind != "choice":
                    actions += [AnswerGiven("3"), AnswerGiven("a b c"), AnswerGiven("1a 2b 3c")]
                if not actions:
                    break
                try:
                    turn = choose(story, turn.state, chance.choice(actions))
                except Refused:
                    continue
        except EndlessLoop:
            continue


def try_proofs(chance: random.Random, cases: list[Case], way: Callable[..., bytes], number: int) -> str:
    """Tell the proofs of a pack whose cache is damaged: what came of it."""
    case, other = chance.sample(cases, 2)
    content = (broken if way is hostile else way)(chance, case, other)
    case.file.write_bytes(content)
    try:
        told = report_on(case.path)
    except Exception:
        print(f"-- {number}, {way.__name__}, {case.path.name}", file=sys.stderr)
        traceback.print_exc()
        return "traceback"
    if told == case.told:
        return "proved anew"
    print(f"-- {number}, {way.__name__}: other proofs of {case.path.name}", file=sys.stderr)
    return "wrong figures"


def try_plays(chance: random.Random, cases: list[Case], way: Callable[..., bytes], number: int) -> str:
    """Tell what was seen in plays while the cache of that is damaged: what came of it."""
    case, other = chance.sample(cases, 2)
    case.file.write_bytes(way(chance, case, other))
    story, told = case.told
    try:
        seen = seen_in_plays(story, case.path)
    except Exception:
        print(f"-- {number}, {way.__name__}, {case.path.name}", file=sys.stderr)
        traceback.print_exc()
        return "traceback"
    if seen == told:
        return "worked out anew"
    if way is hostile and seen.endings <= story.endings.keys() and seen.met <= story.people.keys():
        return "other things seen"
    print(f"-- {number}, {way.__name__}: other things seen in {case.path.name}", file=sys.stderr)
    return "wrong figures"


if __name__ == "__main__":
    run_command(main)

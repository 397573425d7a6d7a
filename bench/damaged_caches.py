"""Caches that were damaged, swapped, made by earlier versions, or written by somebody who means harm.

    python bench/damaged_caches.py [--count 1000] [--seed 1] [--short]

Two thirds of them are kept stories, one third kept proofs. Each is damaged in one of these ways, in turn:

* flips: some bits anywhere in the file are other ones; * cut: it ends early, or goes on; * swapped: it is that of
  another pack; * old: it was written by an earlier version, a pickle that would run a command among them;
* hostile: one value is another one, and the checksum is right for it. Some are of the right type and far out of range.

Then the pack is loaded and played, or its proofs are told. Nothing may raise or run anything. A story must be the
pack's own, and so must the report on the proofs. Only of hostile stories is less asked, because a checksum is no
signature: where a value is one that could be, the story is another one, which has to be playable all the same; these
are counted apart. `--short` takes 120. The exit code is 1 when anything is wrong.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import random
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from game.author.proofs.making import make_report  # noqa: E402
from game.author.proofs.terminal import report_lines  # noqa: E402
from game.engine.moves import Moves  # noqa: E402
from game.engine.rendering import render  # noqa: E402
from game.engine.rules import asked_question, begin, choose, options  # noqa: E402
from game.engine.state import AnswerGiven, EndlessLoop, Refused  # noqa: E402
from game.play.floor_plan import elevation, floor_plan, floors  # noqa: E402
from game.play.telling import tell  # noqa: E402
from game.record import cache_files  # noqa: E402
from game.record.pieces import pack  # noqa: E402
from game.record.story_cache import load_story  # noqa: E402
from game.story.diagnostics import StoryDamaged  # noqa: E402
from game.story.packs import load  # noqa: E402
from game.story.program import Story  # noqa: E402
from game.verify.budget import Budget  # noqa: E402

PACKS = ("tests/packs/harbour", "scenes/first-scene", "tests/packs/harbour/pack.yaml")
FAR = (-1, 0, 1, 2, 10**9, -(10**9), 10**18, 2**64, -(10**30), 1e308, True, None, "", "x", "time", "place", [], [[]])
CODE = ('__import__("os").system("touch OWNED")', "); exit(", "or 1", "lambda: 0", "\x1b[2J", "\u202e", "../../x")


class Case(NamedTuple):
    """A pack with its right cache file, and what comes of it when nothing is damaged."""

    path: Path
    file: Path
    right: bytes
    told: Any


class Owned:
    """What a pickle of an earlier version could do."""

    def __reduce__(self) -> tuple[Callable[[str], int], tuple[str]]:
        return os.system, ("touch OWNED",)


def main() -> int:
    """Damage, load, print, and say whether anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--short", action="store_true")
    given = parser.parse_args()
    count = 120 if given.short else given.count
    with tempfile.TemporaryDirectory() as home:
        os.environ["EIGHTWINGS_HOME"] = str(Path(home, "home"))
        os.chdir(home)
        stories, proofs = cases_of_stories(home), cases_of_proofs(home)
        counts: Counter[str] = Counter()
        for number in range(count):
            chance = random.Random(f"{given.seed} {number}")
            if number % 3 < 2:
                counts.update(("stories", try_story(chance, stories, WAYS[number // 3 % len(WAYS)], number)))
            else:
                counts.update(("proofs", try_proofs(chance, proofs, WAYS[number // 3 % len(WAYS)], number)))
        owned = Path("OWNED").exists()
    print(f"{counts['stories']} stories: {counts['made anew']} made anew, {counts['another story']} hostile ones that "
          f"fit and could be played, {counts['said so']} that said so and ended")  # fmt: skip
    print(f"{counts['proofs']} proofs: {counts['proved anew']} proved anew")
    print(f"{counts['traceback']} tracebacks, {counts['wrong state']} wrong states, {counts['wrong figures']} wrong "
          f"figures, {'code was run' if owned else 'nothing was run'}")  # fmt: skip
    return 1 if owned or any(counts[wrong] for wrong in ("traceback", "wrong state", "wrong figures")) else 0


# What is damaged


def cases_of_stories(home: str) -> list[Case]:
    """A kept story of each pack."""
    cases = []
    for number, name in enumerate(PACKS[:2]):
        story = load_story(str(ROOT / name))
        file = max(Path(home, "home/cache/stories").iterdir(), key=lambda one: one.stat().st_mtime_ns)
        cases.append(Case(ROOT / name, file, file.read_bytes(), pack(story)))
        assert number + 1 == len(list(file.parent.iterdir()))
    return cases


def cases_of_proofs(home: str) -> list[Case]:
    """Kept proofs of small packs in which something is wrong."""
    sys.path.insert(0, str(ROOT / "bench"))
    from faulted import faulted

    cases = []
    for number in range(4):
        folder = Path(home, f"faulted-{number}")
        folder.mkdir()
        for name, content in faulted(number).faulted.items():
            (folder / name).write_text(content, "utf-8")
        told = report_on(folder)
        file = max(Path(home, "home/cache/proofs").iterdir(), key=lambda one: one.stat().st_mtime_ns)
        assert report_on(folder) == told
        cases.append(Case(folder, file, file.read_bytes(), told))
    return cases


def report_on(folder: Path) -> list[str]:
    """What an author is told of the proofs."""
    return list(report_lines(make_report(load(folder), folder, Budget(60)), remarks=True))


# Ways to damage it


def flips(chance: random.Random, case: Case, _: Case) -> bytes:
    """Some bits are other ones."""
    content = bytearray(case.right)
    for _ in range(chance.choice((1, 1, 2, 8, 64))):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return bytes(content)


def cut(chance: random.Random, case: Case, _: Case) -> bytes:
    """The file ends early, or goes on."""
    if chance.random() < 0.2:
        return case.right + chance.randbytes(chance.randrange(1, 100))
    return case.right[: chance.randrange(len(case.right))]


def swapped(_: random.Random, __: Case, other: Case) -> bytes:
    """The file is that of another pack."""
    return other.right


def old(chance: random.Random, case: Case, _: Case) -> bytes:
    """An earlier version wrote it."""
    head, content = parted(case.right)
    return chance.choice((
        pickle.dumps(Owned()), b"", b"{}", content, json.dumps({"proofs": {}, "situations": 3}).encode(),
        sealed(head.replace(b" 2 ", b" 1 "), content), sealed(head[:-1] + b"0", content),
    ))  # fmt: skip


def hostile(chance: random.Random, case: Case, _: Case) -> bytes:
    """One value, or a few, are other ones, and the checksum is right."""
    head, content = parted(case.right)
    lines = content.split(b"\n", 1)
    if len(lines) == 1:
        return sealed(head, as_json(mutated(chance, json.loads(content))))
    values = json.loads(lines[0])
    pieces = cut_up(lines[1], values[-1])
    if chance.random() < 0.3:
        values = mutated(chance, values)
    else:
        group, number = chance.choice(
            [(group, number) for group, some in enumerate(pieces) for number in range(len(some))]
        )
        pieces[group][number] = as_json(mutated(chance, json.loads(pieces[group][number])))
        values[-1] = [[len(one) for one in some] for some in pieces]
    return sealed(head, as_json(values) + b"\n" + b"".join(one for some in pieces for one in some))


WAYS = (flips, hostile, cut, hostile, swapped, hostile, old, hostile)


def parted(file: bytes) -> tuple[bytes, bytes]:
    """The first line, and what the checksum is of."""
    line, _, rest = file.partition(b"\n")
    return line, rest[cache_files._DIGEST :]


def sealed(head: bytes, content: bytes) -> bytes:
    """The content as a file with the right checksum."""
    mark = cache_files.digest(head + b"\n" + content).digest()
    return head + b"\n" + mark + content


def cut_up(content: bytes, lengths: list[list[int]]) -> list[list[bytes]]:
    """The pieces of each group."""
    at = 0
    groups = []
    for some in lengths:
        groups.append([])
        for length in some:
            groups[-1].append(content[at : at + length])
            at += length
    return groups


def as_json(values: Any) -> bytes:
    """The values as they are kept; halves of characters go in as escapes."""
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")


def mutated(chance: random.Random, values: Any) -> Any:
    """The values with another one somewhere, or several."""
    for _ in range(chance.choice((1, 1, 1, 2, 5))):
        spots: list[tuple[Any, Any]] = []
        collect(values, spots)
        if not spots:
            return chance.choice(FAR)
        inside, at = chance.choice(spots)
        inside[at] = other_value(chance, inside, at, spots)
    return values


def collect(values: Any, spots: list[tuple[Any, Any]]) -> None:
    """Everything that can be replaced: the lists, and where in them."""
    for at, one in enumerate(values if isinstance(values, list) else ()):
        spots.append((values, at))
        collect(one, spots)


def other_value(chance: random.Random, inside: Any, at: int, spots: list[tuple[Any, Any]]) -> Any:
    """Something else instead of a value: near it, far from it, or of another kind."""
    value = inside[at]
    way = chance.randrange(8)
    if way == 0:
        return chance.choice(FAR)
    if way == 1:
        return chance.choice(CODE)
    if way == 2:
        deep: Any = value
        for _ in range(chance.choice((3, 100, 500, 900))):
            deep = ["not", deep] if chance.random() < 0.5 else [deep]
        return deep
    if way == 3:
        holder, where = chance.choice(spots)
        return holder[where] if holder is not value else 0
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + chance.choice((-2, -1, 1, 2, 7, 63, 64, 1000))
    if isinstance(value, str):
        return chance.choice((value + "x", value[:-1], value.replace(" ", "", 1), "and", "==", "", value + " " + value))
    if isinstance(value, list) and value:
        some = list(value)
        chance.choice((some.pop, some.reverse, lambda: some.append(some[0]), some.clear))()
        return some
    return chance.choice(FAR)


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
    if pack(story) == case.told:
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
        one = waiting.pop()
        if type(one).__name__ == "Formula":
            one(start)
        elif type(one).__name__ == "Text":
            render(story, one, start, 1)
        if hasattr(one, "values"):
            waiting += one.values()
        elif not isinstance(one, str | bytes) and hasattr(one, "__len__") and hasattr(one, "__getitem__"):
            waiting += one
    for floor in floors(story):
        floor_plan(story, start, floor)
    if story.places:
        elevation(story, start)
    moves = Moves(story)
    for index in range(len(story.place_order)):
        moves.rules.at_place(index)
        moves.courses.settling[index]


def play(story: Story, chance: random.Random) -> None:
    """A few plays at random, told as a player sees them."""
    for seed in range(3):
        try:
            turn = begin(story, seed)
            for _ in range(40):
                tell(story, turn.state, turn.events)
                actions: list[Any] = [one.id for one in options(story, turn.state)]
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


def broken(chance: random.Random, case: Case, _: Case) -> bytes:
    """Proofs with the right checksum in which a value is none that could be, or does not fit the others."""
    head, content = parted(case.right)
    seconds, memory, values = json.loads(content)
    proofs, situations, engine, looked_at, remembered, lost, at, visits, led_to = values
    whole = [proofs, situations, engine, looked_at, remembered, lost, at, visits, led_to]
    number = chance.randrange(len(proofs))
    about = proofs[number]
    for_one = {
        "unknown property": lambda: about.__setitem__(0, chance.choice((-1, 10**6, "scene", None, 1.5, True))),
        "unknown verdict": lambda: about.__setitem__(1, chance.choice(("prooved", "", None, 1, ["proved"]))),
        "no play": lambda: about.__setitem__(2, chance.choice(([["choice"]], [["shout", "x"]], [[1, 2]], "x", [[]], 3))),
        "a step nobody has": lambda: about.__setitem__(2, [["choice", "nowhere/nothing"]]) or about.__setitem__(1, "refuted"),
        "no truth": lambda: about.__setitem__(3, chance.choice((0, 1, "true", None))),
        "no reason": lambda: about.__setitem__(1, "unknown"),
        "left out": lambda: proofs.pop(number),
        "twice": lambda: proofs.insert(number, about),
        "turned round": proofs.reverse,
        "situations": lambda: whole.__setitem__(1, chance.choice((-1, 10**1001, "2", 2.0, True, sum(at) + 1))),
        "engine": lambda: whole.__setitem__(2, chance.choice(("x", None, "\x1b[2J"))),
        "looked at": lambda: whole.__setitem__(3, chance.choice((-1, "0", None, 1.0))),
        "remembered": lambda: whole.__setitem__(4, chance.choice((["no.such"], "x", [1], None))),
        "lost": lambda: whole.__setitem__(5, chance.choice((-1, sum(at) + 1, "1", None))),
        "at": lambda: whole.__setitem__(6, chance.choice(([-1], ["1"], None, [], [1e9]))),
        "visits": lambda: whole.__setitem__(7, chance.choice(([-1] * len(visits or "x"), "x", [1] * (len(visits) + 1)))),
        "more": lambda: whole.append(0),
        "less": whole.pop,
    }  # fmt: skip
    chance.choice(list(for_one.values()))()
    values = chance.choice((whole, whole, whole, {}, [], None)) if chance.random() < 0.1 else whole
    return sealed(head, as_json([seconds, memory, values]))


if __name__ == "__main__":
    sys.exit(main())

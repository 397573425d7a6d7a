"""Proofs about made-up stories, measured: the engines beside a plain search, and whole stories from files to verdicts.

    python bench/verify.py [--rounds 3] [--short] [ROW …]

The rows are

* engines: every state of one story, 60 scenes, 25 flags and two counters, by `plain_search.py` (breadth first with
  tuples, a dictionary and a closure for each choice, all states with the one before), by generated Python and by arrays
  (both with what the shortest path to each state needs). `search` finds all states; `proof` is the search and, for
  every state, whether an ending can be reached from it.
* scenes-100, scenes-1000: every property of a story in acts settled, with 120 and 1,200 flags.
* hub-60, hub-100: the same for so many errands in any order, with an exact count.
* beside-ink: the story of scenes-100 in ink, played at random by inkjs (needs npm; inkcheck is not on npm).
* unreduced: every state of 89 scenes in chapters when nothing is forgotten, by diagrams.

Every measurement is a process of its own: seconds are those of one core, Python and all imports among them where a
whole story is measured; bytes are what the process grew by at most (or, where that is not known, at the end). The
engines must find the same number of states, and of those from which no ending can be reached, and of a whole story
every property must be settled; else the exit code is 1. Times decide nothing about the exit code. `--short` takes small
stories, once.
"""

from __future__ import annotations

import argparse
import gc
import json
import platform
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from commands import run_command
from npm_packages import Missing

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

SEED_OF_GRAPH = 71
"""With it there are 1.5 million states, from one of which no ending can be reached."""


class Setting(NamedTuple):
    """Where stories are written, how often each is measured, and whether small ones do."""

    folder: str
    rounds: int
    short: bool


# The rows: each prints what it measured, and tells whether all was as it must be


def engines(setting: Setting) -> bool:
    """Measure all three in turn, so that whatever else the machine does meets all of them."""
    names = ("plain", "explicit", "vectorised")
    story = {"shape": "graph", "size": 44 if setting.short else 60, "seed": SEED_OF_GRAPH}
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in names}
    for _ in range(setting.rounds):
        for name in names:
            found[name].append(in_a_process("searched", folder=setting.folder, engine=name, **story))
    counts = {result["states"] for some in found.values() for result in some}
    lost = {result["lost"] for name in names[1:] for result in found[name]}
    print(f"engines: {found['plain'][0]['story']}: {' or '.join(f'{count:,}' for count in counts)} states, "
          f"from {' or '.join(f'{count:,}' for count in lost)} of them no ending can be reached")  # fmt: skip
    print(f"  {'':12} {'states a second':>16} {'times plain':>12} {'bytes a state':>14}  wanted")
    for name, kind, wanted in (
        ("plain", "search", ""), ("explicit", "search", "4 times"), ("explicit", "proof", ""),
        ("vectorised", "search", "12 times"), ("vectorised", "proof", "12 times, 40 bytes"),
    ):  # fmt: skip
        some = found[name]
        ratios = [plain["search"] / result[kind] for plain, result in zip(found["plain"], some, strict=True)]
        pace = median(result["states"] / result[kind] for result in some)
        size = median(result[f"{kind}_bytes"] for result in some)
        title = name if kind == "search" else f"{'':4}{kind}"
        print(f"  {title:12} {pace:16,.0f} {median(ratios):12.1f} {size:14.0f}  {wanted}".rstrip(), flush=True)
    return len(counts) == len(lost) == 1


def scenes_100(setting: Setting) -> bool:
    """A story such as people write."""
    return whole(setting, "scenes-100", "acts", 20, "1 s")


def scenes_1000(setting: Setting) -> bool:
    """A very long one."""
    return whole(setting, "scenes-1000", "acts", 40 if setting.short else 200, "10 s")


def hub_60(setting: Setting) -> bool:
    """Errands in any order: each is new, under way or done, whatever the others are."""
    return whole(setting, "hub-60", "errands", 20 if setting.short else 60, "3 s")


def hub_100(setting: Setting) -> bool:
    """More of them."""
    return setting.short or whole(setting, "hub-100", "errands", 100, "30 s")


def unreduced(setting: Setting) -> bool:
    """Chapters of which nothing is forgotten, by diagrams."""
    size = 3 if setting.short else 11
    case = {"folder": setting.folder, "shape": "chapters", "size": size, "seed": 1}
    rounds = [in_a_process("counted", **case) for _ in range(setting.rounds)]
    run = rounds[0]
    print(f"unreduced: {run['story']}, nothing forgotten: {run['states']:,} states, {run['lost']:,} without a way "
          f"to an ending\n  {median(some['seconds'] for some in rounds):.2f} s of one core, {run['megabytes']:.0f} MB; "
          "wanted: 15 s", flush=True)  # fmt: skip
    return True


def beside_ink(setting: Setting) -> bool:
    """The story of 100 scenes in ink as well: what playing it at random with inkjs can say at the end."""
    import inkjs
    from stories import written

    size = 20
    found = in_a_process("settled", folder=setting.folder, shape="acts", size=size, seed=1, seconds=60)
    ink = Path(setting.folder, "acts.ink")
    ink.write_text(written("acts", size, 1).ink, "utf-8")
    try:
        with inkjs.Inkjs(ink) as there:
            pace, offered = there.offered(1 if setting.short else 10, 1)
    except Missing as missing:
        print(f"beside-ink: {missing}")
        return True
    choices = found["choices"]
    print(f"beside-ink: {found['story']}, {choices['proved']:,} of {sum(choices.values()):,} choices can be taken\n"
          f"  inkjs {inkjs.VERSION}, at random: {pace.steps_per_second:,.0f} steps a second, {pace.plays:,} plays in "
          f"{pace.seconds:.0f} s; {offered:,} choices were offered; of the others nothing is known\n"
          f"  check: {found['situations']:,} situations, {found['situations'] / found['prove']:,.0f} a second; "
          "of every choice it is known whether it can be taken", flush=True)  # fmt: skip
    return True


ROWS: dict[str, Callable[[Setting], bool]] = {
    "engines": engines,
    "scenes-100": scenes_100,
    "scenes-1000": scenes_1000,
    "hub-60": hub_60,
    "hub-100": hub_100,
    "unreduced": unreduced,
    "beside-ink": beside_ink,
}


def whole(setting: Setting, name: str, shape: str, size: int, wanted: str, seconds: float = 60) -> bool:
    """Settle every property of a story, in a process of its own."""
    _pack(setting.folder, shape, size, 1)
    rounds = []
    for _ in range(setting.rounds):
        began, spent = time.perf_counter(), _spent_by_children()
        found = in_a_process("settled", folder=setting.folder, shape=shape, size=size, seed=1, seconds=seconds)
        rounds.append({**found, "clock": time.perf_counter() - began, "core": _spent_by_children() - spent})
    verdicts = rounds[0]["verdicts"]
    said = ", ".join(f"{count:,} {verdict}" for verdict, count in sorted(verdicts.items()))
    situations = rounds[0]["situations"]
    counted = f"{situations:,} situations" if situations is not None else "situations not counted"
    print(f"{name}: {rounds[0]['story']}: {counted} by {rounds[0]['engine'] or 'no engine'}; {said}\n"
          f"  {median(round_['core'] for round_ in rounds):.2f} s of one core in all, "
          f"{median(round_['clock'] for round_ in rounds):.2f} s by the clock, "
          f"{median(round_['megabytes'] for round_ in rounds):.0f} MB; wanted: {wanted}", flush=True)  # fmt: skip
    return "unknown" not in verdicts


def main() -> int:
    """Measure, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--short", action="store_true", help="small stories, one round")
    parser.add_argument("--measure", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("row", nargs="*", choices=[*ROWS, []])
    given = parser.parse_args()
    if given.measure:
        function, case = given.measure
        print(json.dumps(MEASURED[function](**json.loads(case))))
        return 0
    print(f"Python {platform.python_version()}, {platform.machine()}\n")
    with tempfile.TemporaryDirectory() as folder:
        setting = Setting(folder, 1 if given.short else given.rounds, given.short)
        right = [ROWS[name](setting) for name in given.row or ROWS]
    if not all(right):
        print("Not all is as it must be.")
    return 0 if all(right) else 1


# One measurement, in a process of its own


def in_a_process(function: str, **case: Any) -> dict[str, Any]:
    """Measure in a process of its own."""
    command = [sys.executable, str(HERE / "verify.py"), "--measure", function, json.dumps(case)]
    found: dict[str, Any] = json.loads(subprocess.check_output(command, text=True))
    return found


def searched(folder: str, shape: str, size: int, seed: int, engine: str) -> dict[str, Any]:
    """Every state of a story, by one engine, and from which of them no ending can be reached."""
    from game.story.packs import load
    from game.verify.reductions.reduction import reduced
    from game.verify.system.transition_system import transition_system

    clock = time.process_time
    story = load(_pack(folder, shape, size, seed))
    system = reduced(transition_system(story))
    found: dict[str, Any] = {"story": _described(story, shape)}
    gc.collect()
    gc.freeze()
    if engine == "plain":
        from plain_search import PlainSearch

        plain = PlainSearch(system, story.layout.start)
        before, began = _bytes(), clock()
        states = len(plain.search())
        return {**found, "states": states, "search": clock() - began, "search_bytes": (_bytes() - before) / states}
    if engine == "explicit":
        from game.verify.exact.explicit import explore
    else:
        from game.verify.exact.vectorised import explore  # type: ignore[assignment]
    before, began = _bytes(), clock()
    space = explore(system, story.layout.start)
    states = space.states
    found |= {"states": states, "search": clock() - began, "search_bytes": (_bytes() - before) / states}
    found["lost"] = space.soft_locks
    return {**found, "proof": clock() - began, "proof_bytes": (_bytes() - before) / states}


def settled(folder: str, shape: str, size: int, seed: int, seconds: float) -> dict[str, Any]:
    """Every property of a story, from its files to the verdicts."""
    from game.story.packs import load
    from game.story.targets.survey import survey
    from game.verify.system.budget import Budget
    from game.verify.verdicts.properties import properties_of
    from game.verify.verdicts.proving import prove

    home = _pack(folder, shape, size, seed)
    story = load(home)
    began = time.process_time()
    proofs = prove(story, properties_of(story, survey(story, home).things), Budget(seconds))
    return {
        "story": _described(story, shape), "situations": proofs.situations, "engine": proofs.engine,
        "prove": time.process_time() - began,
        "choices": Counter(proof.verdict for proof in proofs.proofs if proof.property.kind == "choices"),
        "verdicts": Counter(proof.verdict for proof in proofs.proofs), "megabytes": _bytes() / 1e6,
    }  # fmt: skip


def counted(folder: str, shape: str, size: int, seed: int) -> dict[str, Any]:
    """Every state of a story of which nothing is forgotten, with diagrams, and all that is said of them."""
    from game.story.packs import load
    from game.verify.exact.symbolic import explore
    from game.verify.reductions.reduction import reduced
    from game.verify.system.transition_system import transition_system

    story = load(_pack(folder, shape, size, seed))
    space = explore(reduced(transition_system(story), forget=False), story.layout.start)
    found = {"story": _described(story, shape), "states": space.states, "lost": space.soft_locks}
    _ = space.deadlocks, space.divergences, space.transitions, space.events
    return {**found, "seconds": time.process_time(), "megabytes": _bytes() / 1e6}


MEASURED: dict[str, Callable[..., dict[str, Any]]] = {"searched": searched, "settled": settled, "counted": counted}


def _pack(folder: str, shape: str, size: int, seed: int) -> Path:
    home = Path(folder, f"{shape}-{size}-{seed}")
    if not home.exists():
        from stories import written

        written(shape, size, seed).write_pack(home)
    return home


def _described(story: Any, shape: str) -> str:
    return f"{shape}, {len(story.scenes):,} scenes, {len(story.items):,} flags"


def _bytes() -> int:
    """The most memory that this process had so far."""
    try:
        import resource
    except ImportError:
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def _spent_by_children() -> float:
    """The seconds of a core that ended processes took."""
    try:
        import resource
    except ImportError:
        return 0.0
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    run_command(main)

"""The engines that look at states, one by one and in sets, measured on made-up stories beside a plain search.

    python bench/verify.py [--rounds 3] [--short]

Every measurement is a process of its own: seconds are those of one core, bytes are what the process grew by at most
(or, where that is not known, at the end). Compared are

* plain: `plain_search.py`, breadth first with tuples, a dictionary and a closure for each choice, all states with the
  one before;
* explicit: generated Python, with what the shortest path to each state needs;
* vectorised: numpy, the same.

`search` finds all states; `proof` is the search and, for every state, whether an ending can be reached from it. The
number of states must be the same whichever way they are found, or nothing is printed and the exit code is 1. Then whole
stories: from files to everything that an engine says, imports included; symbolic (sets of states as diagrams) with the
shortest path to each ending, and the chapters with nothing forgotten. Times decide nothing about the exit code.
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
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

BASE = ("graph", 60, 71)
"""60 scenes, 25 flags, two counters from 0 to 5: 1.5 million states, from one of which no ending can be reached."""


class Case(NamedTuple):
    """A whole story: its shape, size and seed, with the engine, and the seconds that are wanted (0: no matter).

    Without `forget`, every variable is remembered everywhere.
    """

    shape: str
    size: int
    seed: int
    engine: str
    wanted: float
    forget: bool = True


WHOLE = (
    Case("acts", 20, 1, "explicit", 1),
    Case("acts", 200, 1, "explicit", 10),
    Case("acts", 200, 1, "vectorised", 10),
    Case("chapters", 8, 1, "vectorised", 0),
    Case("chapters", 100, 1, "vectorised", 0),
    Case("hub", 10, 1, "vectorised", 0),
    Case("errands", 60, 1, "symbolic", 3),
    Case("errands", 100, 1, "symbolic", 30),
    Case("chapters", 11, 1, "symbolic", 15, forget=False),
)
SHORT = (
    Case("acts", 20, 1, "explicit", 1),
    Case("acts", 20, 1, "vectorised", 0),
    Case("errands", 20, 1, "symbolic", 0),
)


def main() -> int:
    """Measure, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--short", action="store_true", help="small stories, one round")
    parser.add_argument("--measure", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        print(json.dumps(measured(**json.loads(given.measure))))
        return 0
    print("\n\n".join((__doc__ or "").split("\n\n")[2:]))
    print(f"Python {platform.python_version()}, {platform.machine()}\n")
    rounds, (shape, size, seed) = (1, ("acts", 20, 1)) if given.short else (given.rounds, BASE)
    with tempfile.TemporaryDirectory() as folder:
        if not beside_the_plain_search(folder, shape, size, seed, rounds):
            return 1
        for case in SHORT if given.short else WHOLE:
            whole_story(folder, case)
    return 0


def beside_the_plain_search(folder: str, shape: str, size: int, seed: int, rounds: int) -> bool:
    """Measure all three in turn, so that whatever else the machine does meets all of them."""
    engines = ("plain", "explicit", "vectorised")
    found: dict[str, list[dict[str, Any]]] = {engine: [] for engine in engines}
    for _ in range(rounds):
        for engine in engines:
            found[engine].append(in_a_process(folder=folder, shape=shape, size=size, seed=seed, engine=engine))
    counts = {one["states"] for some in found.values() for one in some}
    if len(counts) > 1:
        print(f"The engines do not find the same states: {counts}")
        return False
    print(f"{found['plain'][0]['story']}: {counts.pop():,} states")
    print(f"  {'':12} {'states a second':>16} {'times plain':>12} {'bytes a state':>14}  wanted")
    for engine, kind, wanted in (
        ("plain", "search", ""), ("explicit", "search", "4 times"), ("explicit", "proof", ""),
        ("vectorised", "search", "12 times"), ("vectorised", "proof", "40 bytes"),
    ):  # fmt: skip
        some = found[engine]
        ratios = [plain["search"] / one[kind] for plain, one in zip(found["plain"], some, strict=True)]
        pace = median(one["states"] / one[kind] for one in some)
        name = engine if kind == "search" else f"{'':4}{kind}"
        size_ = median(one[f"{kind}_bytes"] for one in some)
        print(f"  {name:12} {pace:16,.0f} {median(ratios):12.1f} {size_:14.0f}  {wanted}".rstrip(), flush=True)
    lost = {one["lost"] for engine in engines[1:] for one in found[engine]}
    print(f"  from {' or '.join(f'{one:,}' for one in lost)} of them no ending can be reached\n")
    return len(lost) == 1


def whole_story(folder: str, case: Case) -> None:
    """Measure a whole process: Python, imports, files, story, reduction, search, proof, and what happens."""
    began = time.perf_counter()
    _pack(folder, case.shape, case.size, case.seed)
    began = time.perf_counter()
    found = in_a_process(folder=folder, **{name: one for name, one in case._asdict().items() if name != "wanted"})
    seconds = time.perf_counter() - began
    parts = ", ".join(f"{name} {found[name]:.2f}" for name in ("load", "reduce", "search"))
    room = f"{found['proof_bytes']:.0f} bytes a state"
    if case.engine == "symbolic":
        room = f"paths to the endings {found['paths']:.2f} s; {found['proof_bytes'] * found['states'] / 1e6:.0f} MB"
    story = found["story"] + ("" if case.forget else ", nothing forgotten")
    print(f"{story}\n  {case.engine}: {found['states']:,} states of {found['bits']} bits, "
          f"{found['lost']:,} lost, {found['levels']} moves deep\n"
          f"  {seconds:.2f} s in all by the clock ({parts}, proof {found['proof'] - found['search']:.2f}, "
          f"what happens {found['happens']:.2f} s); {room}"
          + (f"; wanted: {case.wanted:g} s" if case.wanted else ""), flush=True)  # fmt: skip


def in_a_process(**case: Any) -> dict[str, Any]:
    """Measure in a process of its own."""
    command = [sys.executable, str(HERE / "verify.py"), "--measure", json.dumps(case)]
    found: dict[str, Any] = json.loads(subprocess.check_output(command, text=True))
    return found


def _pack(folder: str, shape: str, size: int, seed: int) -> Path:
    from stories import written

    home = Path(folder, f"{shape}-{size}-{seed}")
    if not home.exists():
        written(shape, size, seed).write_pack(home)
    return home


def measured(folder: str, shape: str, size: int, seed: int, engine: str, *, forget: bool = True) -> dict[str, Any]:
    """One measurement, in this process."""
    home = _pack(folder, shape, size, seed)
    clock = time.process_time
    began = clock()
    from game.story.packs import load
    from game.verify.reduction import reduced
    from game.verify.system import System

    story = load(home)
    loaded = clock()
    system = reduced(System(story), forget=forget)
    found: dict[str, Any] = {"load": loaded - began, "reduce": clock() - loaded}
    found["story"] = f"{shape}, {len(story.scenes):,} scenes, {len(story.items):,} flags"
    gc.collect()
    gc.freeze()
    if engine == "plain":
        from plain_search import PlainSearch

        plain = PlainSearch(system, story.layout.start)
        before, began = _bytes(), clock()
        states = len(plain.search())
        return {**found, "states": states, "search": clock() - began, "search_bytes": (_bytes() - before) / states}
    if engine == "explicit":
        from game.verify.explicit import explore
    elif engine == "vectorised":
        from game.verify.vectorised import explore  # type: ignore[assignment]
    else:
        from game.verify.symbolic import explore  # type: ignore[assignment]
    before, began = _bytes(), clock()
    space = explore(system, story.layout.start)
    states = space.states
    found |= {"states": states, "search": clock() - began, "search_bytes": (_bytes() - before) / states}
    found["lost"] = space.lost
    found["dead_ends"] = len(space.dead_ends)
    found |= {"proof": clock() - began, "proof_bytes": (_bytes() - before) / states}
    began = clock()
    found |= {"ways": len(space.ways), "events": len(space.events)}
    found["happens"] = clock() - began
    if engine != "symbolic":
        return {**found, "levels": space.batches[-1].level, "bits": space.packing.layout.bits}
    began = clock()
    bits = sum((slot.high - slot.low).bit_length() for slot in system.slots.values())
    return {**found, "levels": _deepest(system, space), "paths": clock() - began, "bits": bits}


def _deepest(system: Any, space: Any) -> int:
    """How many moves it takes at least to the ending that is furthest away."""
    from game.verify.space import Goal

    endings = [index for index, one in enumerate(system.locations) if one is not None and one.key.kind == "ending"]
    paths = [space.path(Goal(frozenset([one]))) or () for one in endings]
    return max(sum(system.locations[step.location].is_chosen for step in path) for path in paths)


def _bytes() -> int:
    """The most memory that this process had so far."""
    try:
        import resource
    except ImportError:
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


if __name__ == "__main__":
    sys.exit(main())

"""What each way of proving decides alone, and what would be missing without it.

    python bench/engines.py [--seconds 20] [--short] [--exact] [STORY …]

Five ways decide what is asked of a story: `explicit`, `vectorised` and `symbolic` look at every state; `abstract`
leaves things out (partitions, and the game about ways to an ending); `search` plays, at random and led by estimates,
and shows what can happen. Each is given each story alone, and each is left out once, with so many seconds of a core
for everything. Where `vectorised` is left out, `explicit` searches as many states as `vectorised` would.

Stories are those that `stories.py` makes up, mixtures of these one behind the other, the packs that come with the game,
and the pack of the tests in which every key of the format is used. By story and way the columns are

* alone: properties that it decides by itself, with its seconds;
* only: those of them that no other way decides by itself;
* without: properties that nobody decides when it is left out, though they are decided with it; and the seconds that all
  others take.

What is decided before anybody searches is not counted: it is printed behind the story, with what all of them decide
together. Every measurement is a process of its own, and seconds are those of a core, without imports. At the end stands
the sum over all stories. The exit code is 1 where two ways contradict each other; how much they decide is no matter.

`--exact` looks at the first three alone, and at nothing but their search: by story how many bits a state has, and by
engine how many states it found (more than so many: it came to no end), in how many seconds, and megabytes of the
process. Here none is stopped for the number of states, only for time, memory (2 GB) and, `vectorised`, for states of
more than 64 bits. The exit code is 1 where two come to different counts.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from commands import run_command

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

EXACT = ("explicit", "vectorised", "symbolic")
WAYS = (*EXACT, "abstract", "search")
NOBODY, EVERYBODY = frozenset[str](), frozenset(WAYS)


class Decided(NamedTuple):
    """The verdicts, by the keys of properties, and the seconds of a core that they took."""

    verdicts: Mapping[str, str]
    seconds: float

    @property
    def keys(self) -> frozenset[str]:
        """The properties that are decided."""
        return frozenset(self.verdicts)


# ── stories ──────────────────────────────────────────────────────────────────────────────────────────────────


def _made_up(shape: str, size: int, folder: Path) -> Path:
    from stories import written

    written(shape, size, 1).write_pack(folder)
    return folder


def _measures(shape: str, size: int, folder: Path) -> Path:
    from made_up import scores

    files = scores.scores(size) if shape == "scores" else scores.free_measures(size)
    return _laid_out(files, folder)


def _mixture(parts: Iterable[tuple[str, int]], folder: Path) -> Path:
    from made_up.mixture import mixture
    from stories import written

    return _laid_out(mixture([written(shape, size, 1).story for shape, size in parts]), folder)


def _laid_out(files: Mapping[str, str], folder: Path) -> Path:
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    return folder


STORIES: dict[str, Callable[[Path], Path]] = {
    "hq": lambda folder: HERE.parent / "scenes" / "hq",
    "first-scene": lambda folder: HERE.parent / "scenes" / "first-scene",
    "ministerial": lambda folder: HERE.parent / "scenes" / "ministerial",
    "harbour": lambda folder: HERE.parent / "tests" / "packs" / "harbour",
    "mercado": lambda folder: HERE.parent / "tests" / "packs" / "mercado",
    **{
        f"{shape}-{size}": partial(_made_up, shape, size)
        for shape, size in (
            ("small", 12), ("small", 60), ("graph", 30), ("graph", 60), ("chapters", 2), ("chapters", 8),
            ("hub", 6), ("hub", 20), ("errands", 20), ("errands", 60), ("acts", 20),
        )
    },
    **{f"scores-{steps}": partial(_measures, "scores", steps) for steps in (6, 8)},
    "free-20": partial(_measures, "free", 20),
    **{
        "+".join(f"{shape}-{size}" for shape, size in parts): partial(_mixture, parts)
        for parts in (
            (("graph", 12), ("hub", 5)), (("acts", 5), ("chapters", 2), ("errands", 20)),
            (("hub", 12), ("acts", 10)), (("chapters", 3), ("errands", 30), ("graph", 20)),
        )
    },
}  # fmt: skip
"""By name, what writes a story into a folder, and says where it is."""
LARGE: dict[str, Callable[[Path], Path]] = {
    "graph-44": partial(_made_up, "graph", 44),
    "free-300": partial(_measures, "free", 300),
}
"""More of them, which are searched only when they are named."""
SHORT = ("first-scene", "graph-30", "chapters-2", "graph-12+hub-5")


# ── one measurement, in a process of its own ─────────────────────────────────────────────────────────────────


def decide(pack: Path, ways: Collection[str], seconds: float) -> Decided:
    """Everything that is asked of a story, with these ways alone."""
    from game.story.packs import load
    from game.story.targets.survey import survey
    from game.verify.exact import engine_choice
    from game.verify.search.best_first_search import BestFirstSearch
    from game.verify.system.budget import Budget
    from game.verify.system.space import SearchStopped
    from game.verify.system.transition_system import transition_system
    from game.verify.verdicts import proving
    from game.verify.verdicts.promise_observers import promise_observers, promise_properties
    from game.verify.verdicts.properties import properties_of

    for table in ("_SOON", "_THOROUGHLY"):
        engines = getattr(engine_choice, table)
        if "vectorised" not in ways:
            engines = tuple(_one_by_one(*engine) if engine[0] == "vectorised" else engine for engine in engines)
        setattr(engine_choice, table, tuple(engine for engine in engines if engine[0] in ways))
    story = load(pack)
    properties = (*properties_of(story, survey(story, pack).things), *promise_properties(story))
    began = time.process_time()
    budget = Budget(seconds, clock=time.process_time)
    try:
        with patch.object(proving, "BestFirstSearch", _searching(BestFirstSearch, ways)):
            made = _proving(proving.StoryProving, ways)(
                story,
                transition_system(story, budget.progress("")),
                properties,
                budget,
                promise_observers(story),
                frozenset(),
            )
            proofs = made.proofs().proofs
    except (SearchStopped, MemoryError):
        proofs = ()
    verdicts = {proof.property.key: proof.verdict for proof in proofs if proof.verdict != "unknown"}
    return Decided(verdicts, time.process_time() - began)


def _one_by_one(_: str, __: Any, states: float) -> tuple[str, Any, float]:
    """The engine without arrays, for as many states as the one with them is asked for."""
    from game.verify.exact import explicit

    return "explicit", lambda reduced, start, progress, budget: explicit.explore(reduced, start, progress), states


def _proving(proving: Any, ways: Collection[str]) -> Any:
    """Proofs as they are made, with only these ways."""
    from game.verify.search.random_plays import NOT_SAMPLED

    class Proving(proving):  # type: ignore[misc]
        def _sample(self) -> Any:
            return super()._sample() if "search" in ways else NOT_SAMPLED

        def _abstractly(self) -> None:
            if "abstract" in ways:
                super()._abstractly()

        def _in_slices(self) -> None:
            if "abstract" in ways or "search" in ways:
                super()._in_slices()

        def _remarks(self, seeking: Any, wanted: Any) -> None:
            if "search" in ways:
                super()._remarks(seeking, wanted)
            else:
                seeking.look(wanted)

        def _shorten(self) -> None:
            """How short a play is decides nothing."""

    return Proving


def _searching(search: Any, ways: Collection[str]) -> Any:
    """The search by heuristics without slices, or slices without the search."""

    class Searching(search):  # type: ignore[misc]
        def __init__(self, *given: Any) -> None:
            super().__init__(*given)
            if "abstract" not in ways:
                self.slices.never.clear()
                self.slices.settle = lambda *_: None  # estimates need one round of it, and have had that

        def seek(self, wanted: Any, most: int, progress: Any = None) -> None:
            if "search" in ways:
                super().seek(wanted, most, progress)
            else:
                self.look(wanted, progress=progress)

    return Searching


class Searched(NamedTuple):
    """What an exact engine found in how many seconds of a core. `states`: all, if it is `whole`, else those so far."""

    bits: int
    states: int
    whole: bool
    seconds: float
    megabytes: float

    def __str__(self) -> str:
        return f"{'' if self.whole else '>'}{self.states:,} {self.seconds:.2f} s {self.megabytes:,.0f} MB"


def searched(pack: Path, engine: str, seconds: float) -> Searched:
    """Every state of a story and from which of them an ending can be reached, by one engine."""
    import resource

    from game.story.packs import load
    from game.verify.exact import symbolic, vectorised
    from game.verify.exact.arrays import TooWide
    from game.verify.exact.explicit import Explicit
    from game.verify.exact.packing import Packing
    from game.verify.reductions.reduction import reduced
    from game.verify.system.budget import Budget
    from game.verify.system.space import SearchStopped, Space
    from game.verify.system.transition_system import transition_system

    story = load(pack)
    start = story.layout.start
    system = reduced(transition_system(story))
    packing = Packing(system, start, share=True)
    began = time.process_time()
    budget = Budget(seconds, clock=time.process_time)
    go_on, so_far = budget.progress(""), 0

    def progress(states: int) -> bool:
        nonlocal so_far
        so_far = states
        return go_on(states)

    explore: dict[str, Callable[[], Space]] = {
        "explicit": lambda: Explicit(system, packing, progress).explored(),
        "vectorised": lambda: vectorised.explore(system, start, progress),
        "symbolic": lambda: symbolic.explore(system, start, progress, memory=int(budget.room * 1_000_000)),
    }
    try:
        space = explore[engine]()
        _ = space.soft_locks, space.deadlocks, space.transitions, space.divergences
        whole, states = True, space.states
    except (SearchStopped, TooWide, MemoryError):
        whole, states = False, so_far
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Searched(packing.layout.bits, states, whole, time.process_time() - began, megabytes)


def search_row(name: str, seconds: float, folder: Path) -> bool:
    """Search a story with each exact engine, and print the row; whether those that came to an end count the same."""
    pack = {**STORIES, **LARGE}[name](folder / name)
    found = {engine: in_a_process("search", str(pack), engine, seconds) for engine in EXACT}
    made = {engine: Searched(*result) for engine, result in found.items()}
    print(f"{name} ({made['explicit'].bits} bits): " + "; ".join(f"{engine} {made[engine]}" for engine in EXACT),
          flush=True)  # fmt: skip
    return len({result.states for result in made.values() if result.whole}) < 2


# ── all measurements, compared ───────────────────────────────────────────────────────────────────────────────


def measured(pack: Path, ways: Collection[str], seconds: float) -> Decided:
    """Decide in a process of its own."""
    return Decided(*in_a_process("decide", str(pack), sorted(ways), seconds))


def in_a_process(*case: Any) -> Any:
    """The result of one measurement."""
    command = [sys.executable, str(Path(__file__)), "--measure", json.dumps(case)]
    return json.loads(subprocess.check_output(command, text=True))


class Row(NamedTuple):
    """What one way decides of a story, by the columns."""

    alone: int
    only: int
    seconds: float
    missing: int
    others: float


def rows(name: str, seconds: float, folder: Path) -> dict[str, Row] | None:
    """Measure a story, and print its table. None: two ways contradict each other."""
    pack = {**STORIES, **LARGE}[name](folder / name)
    before, together = measured(pack, NOBODY, seconds), measured(pack, EVERYBODY, seconds)
    alone = {way: measured(pack, {way}, seconds) for way in WAYS}
    without = {way: measured(pack, EVERYBODY - {way}, seconds) for way in WAYS}
    said: dict[str, set[str]] = {}
    for decided in (before, together, *alone.values(), *without.values()):
        for key, verdict in decided.verdicts.items():
            said.setdefault(key, set()).add(verdict)
    found = {}
    print(f"\n{name}: {len(before.keys)} decided before, {len(together.keys - before.keys)} by all together "
          f"in {together.seconds:.1f} s")  # fmt: skip
    _print_head()
    for way in WAYS:
        others = frozenset[str]().union(*(alone[other].keys for other in WAYS if other != way))
        mine = alone[way].keys - before.keys
        row = Row(len(mine), len(mine - others), alone[way].seconds,
                  len(together.keys - without[way].keys), without[way].seconds)  # fmt: skip
        found[way] = row
        _print_row(way, row)
    contradicted = sorted(key for key, verdicts in said.items() if len(verdicts) > 1)
    if contradicted:
        print(f"  These are proved and refuted: {', '.join(contradicted)}")
    return None if contradicted else found


def _print_head() -> None:
    print(f"  {'':12} {'alone':>7} {'only':>7} {'seconds':>8} {'missing without':>16} {'seconds without':>16}")


def _print_row(way: str, row: Row) -> None:
    print(
        f"  {way:12} {row.alone:7,} {row.only:7,} {row.seconds:8.1f} {row.missing:16,} {row.others:16.1f}", flush=True
    )


def main() -> int:
    """Measure, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--short", action="store_true", help="four small stories, with few seconds")
    parser.add_argument("--exact", action="store_true", help="the search of the exact engines alone")
    parser.add_argument("--measure", help=argparse.SUPPRESS)
    parser.add_argument("story", nargs="*", choices=[*STORIES, *LARGE, []])
    given = parser.parse_args()
    if given.measure:
        kind, pack, *case = json.loads(given.measure)
        print(json.dumps(searched(Path(pack), *case) if kind == "search" else decide(Path(pack), *case)))
        return 0
    names = given.story or (SHORT if given.short else STORIES)
    seconds = min(given.seconds, 3) if given.short else given.seconds
    if given.exact:
        with tempfile.TemporaryDirectory() as folder:
            agreed = [search_row(name, seconds, Path(folder)) for name in names]
        return 0 if all(agreed) else 1
    with tempfile.TemporaryDirectory() as folder:
        tables = [rows(name, seconds, Path(folder)) for name in names]
    right = [table for table in tables if table is not None]
    print("\nall stories")
    _print_head()
    for way in WAYS:
        _print_row(way, Row(*(sum(column) for column in zip(*(table[way] for table in right), strict=True))))
    return 0 if len(right) == len(tables) else 1


if __name__ == "__main__":
    run_command(main)

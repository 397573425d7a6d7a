"""Loading packs of 100, 1,000 and 10,000 scenes: time and memory, from the files and from the cache.

    python bench/load.py [--rounds 3] [--short]

What is compared, in two forms of the same pack:

* Ours: `examine(pack)`. Files are found, read and parsed, every definition, condition and text is checked, the story is
  built, the wording is linted. (Proofs, which search through all playthroughs, are no part of it.)
* The reference: the bare `yaml.load(text, yaml.CSafeLoader)` of the same texts, which were read before, at Python's
  default settings: the collector of garbage runs. What it returns is kept until the last text is read, as any loader
  must.
* One text: the whole pack but for its dossiers in one file. PyYAML's loader is slow with it, because the collector
  looks through the growing data again and again. Many texts: the pack in files as they are written by hand, each
  parsed by itself; this is the harder comparison for us.

Every figure is the least of some rounds (what else the machine does can only add), each measured in a process of its
own; no file is read for the first time. After loading, a collection of the young objects is counted as part of it: the
collector is paused while we load, and what it put off is not to be hidden. The packs come from `generated.py`.
`--short` takes 500 scenes and judges no time. The exit code is 1 when a pack does not hold what was put into it or a
finding is missing or too many, whatever the times are.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from commands import run_command
from generated import Generated, generate

if TYPE_CHECKING:
    from game.story.model.story import Story

ROOT = Path(__file__).parent.parent
MISTAKES = 200


class Measured(NamedTuple):
    """The figures of one pack. `memory` is what loading adds to the process at its peak, in MB."""

    scenes: int
    files: int
    megabytes: float
    loading: float
    memory: float
    cached: float
    reference: float


def main() -> int:
    """Measure, print, and say whether what was wanted is met."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child:
        measured, pack = given.child
        print(json.dumps(CHILDREN[measured](pack)))
        return 0
    sizes = (100, 500) if given.short else (100, 1_000, 10_000)
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as home:
        os.environ["EIGHTWINGS_HOME"] = str(Path(home, "home"))
        print(f"{'scenes':>7} {'files':>6} {'MB':>6} {'loading':>9} {'MB/s':>6} {'memory':>9} {'cached':>8} "
              f"{'CSafeLoader':>12} {'times as fast':>14} {'from the cache':>15}")  # fmt: skip
        many = [measure(generate(size), Path(home, f"many-{size}"), given.rounds, wrong) for size in sizes]
        together = measure(generate(sizes[-1], in_one=True), Path(home, "one"), given.rounds, wrong)
        planted = find_mistakes(generate(sizes[-1], mistakes=MISTAKES), Path(home, "mistakes"), wrong)
    smallest, largest = many[0], many[-1]
    per_scene = [figures.loading / figures.scenes * 1e6 for figures in (smallest, largest)]
    memory = [figures.memory / figures.scenes * 1e3 for figures in (smallest, largest)]
    print(f"\ntime a scene: {per_scene[0]:.0f} µs at {smallest.scenes}, {per_scene[1]:.0f} µs at {largest.scenes}")
    print(f"memory a scene: {memory[0]:.1f} kB at {smallest.scenes}, {memory[1]:.1f} kB at {largest.scenes}")
    print(planted)
    if not given.short:
        judge("3 times as fast as CSafeLoader alone, the pack as one text", together.reference / together.loading, 3)
        judge("3 times as fast as CSafeLoader alone, the pack as many texts", largest.reference / largest.loading, 3)
        judge("10 times as fast again from the cache", largest.loading / largest.cached, 10)
        growth = max(per_scene[1] / per_scene[0], memory[1] / memory[0])
        print(f"{'met    ' if growth <= 1.5 else 'NOT MET'}  time and memory grow with the scenes: "
              f"a scene costs {growth:.2f} times as much in the largest pack (wanted: at most 1.5)")  # fmt: skip
    for line in wrong:
        print(f"WRONG: {line}")
    return 1 if wrong else 0


def judge(wish: str, ratio: float, wanted: float) -> None:
    """Print whether a ratio is reached."""
    print(f"{'met    ' if ratio >= wanted else 'NOT MET'}  {wish}: {ratio:.2f}")


def measure(pack: Generated, folder: Path, rounds: int, wrong: list[str]) -> Measured:
    """All figures of one pack; what it does not hold as it should is added to `wrong`."""
    pack.write(folder)
    first = in_a_process("cached", folder)  # fills the cache, and the system's own cache of files
    results = [{child: in_a_process(child, folder) for child in CHILDREN} for _ in range(rounds)]
    loaded = results[0]["loading"]
    if loaded["counts"] != pack.counts:
        wrong.append(f"{folder.name} holds {loaded['counts']}, and {pack.counts} were put into it")
    if loaded["findings"]:
        wrong.append(f"{folder.name}: {len(loaded['findings'])} findings in a right pack: {loaded['findings'][0]}")
    if not first["counts"] == results[0]["cached"]["counts"] == pack.counts:
        wrong.append(f"{folder.name}: the story from the cache is another one")

    def least(child: str, key: str) -> float:
        return min(float(result[child][key]) for result in results)

    measured = Measured(
        pack.counts["scenes"], len(pack.files), pack.size() / 1e6, least("loading", "seconds"),
        least("loading", "memory"), least("cached", "seconds"), least("reference", "seconds"),
    )  # fmt: skip
    print(
        f"{measured.scenes:7,} {measured.files:6,} {measured.megabytes:6.2f} {measured.loading:7.3f} s "
        f"{measured.megabytes / measured.loading:6.2f} {measured.memory:6.1f} MB {measured.cached:6.3f} s "
        f"{measured.reference:10.3f} s {measured.reference / measured.loading:14.2f} "
        f"{measured.loading / measured.cached:15.1f}",
        flush=True,
    )
    return measured


def find_mistakes(pack: Generated, folder: Path, wrong: list[str]) -> str:
    """A sentence on a pack with planted mistakes; those that were not found, or not planted, are added to `wrong`."""
    pack.write(folder)
    result = in_a_process("loading", folder)
    found = {tuple(finding) for finding in result["findings"]}
    planted = {tuple(mistake) for mistake in pack.planted}
    wrong += [f"planted and not found: {mistake}" for mistake in sorted(planted - found)]
    wrong += [f"found and not planted: {finding}" for finding in sorted(found - planted)]
    kinds = len({finding.code for finding in pack.planted})
    return (
        f"mistakes: {len(planted & found)} of {len(planted)} planted ones of {kinds} kinds found in one run, each at "
        f"its line and column, {len(found - planted)} others, in {result['seconds']:.3f} s"
    )


def in_a_process(child: str, folder: Path) -> dict[str, Any]:
    """The result of one of the children below, in a fresh process."""
    command = [sys.executable, __file__, "--child", child, str(folder)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    result: dict[str, Any] = json.loads(
        subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE).stdout
    )
    return result


def peak() -> float:
    """The largest size of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def held(story: Story) -> dict[str, int]:
    """How much a story holds."""
    return {name: len(getattr(story, name)) for name in
            ("scenes", "places", "people", "items", "questions", "facts", "endings")}  # fmt: skip


def loading(pack: str) -> dict[str, Any]:
    """Load a pack with all its findings."""
    from game.story.packs import examine

    before, start = peak(), time.perf_counter()
    story, findings = examine(pack)
    gc.collect(0)  # what the paused collector put off
    seconds = time.perf_counter() - start
    return {
        "seconds": seconds, "memory": peak() - before, "counts": held(story) if story else {},
        "findings": [(finding.spot.file, finding.spot.line, finding.spot.column, finding.code) for finding in findings],
    }  # fmt: skip


def cached(pack: str) -> dict[str, Any]:
    """Load a pack from the cache, once it is there."""
    from game.record.story_cache import load_story

    start = time.perf_counter()
    story = load_story(pack)
    gc.collect(0)
    seconds = time.perf_counter() - start
    return {"seconds": seconds, "counts": held(story)}


def reference(pack: str) -> dict[str, Any]:
    """Read the texts of a pack with PyYAML's fast safe loader."""
    import yaml

    texts = [path.read_text("utf-8") for path in sorted(Path(pack).rglob("*.yaml"))]
    start = time.perf_counter()
    kept = [yaml.load(text, yaml.CSafeLoader) for text in texts]
    return {"seconds": time.perf_counter() - start, "texts": len(kept)}


CHILDREN = {"loading": loading, "cached": cached, "reference": reference}


if __name__ == "__main__":
    run_command(main)

"""Large made-up stories, and what is decided of them within some seconds of a core and so much memory.

    python bench/limits.py [--seconds 30] [--memory 2000] [--kinds] [STORY …]

Each story is proved in a process of its own, from its files to the verdicts, and no process may have more than so many
megabytes of addresses (RLIMIT_AS): beyond that it gets no memory. The seconds are those of a core, imports and all.
A story that takes three times as long as it may is ended. By story are printed

* the seconds of a core and the most memory it held, in megabytes;
* how many situations a player can be in, where they were counted;
* how many properties are asked about, and how many of them are unknown, those of promises among them.

`--kinds` tells of which kinds the unknown ones are, and why they are unknown. The exit code is 1 where anything is
unknown or a process did not come to its end.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from commands import run_command
from made_up import large
from made_up.scores import free_measures

HERE = Path(__file__).parent

ROOM = 500
"""Megabytes of the addresses that are no memory of the proof: the program, its libraries, and what goes unused."""
LATE = 3
"""A process is ended after so many times its seconds."""


def _free(top: int, measures: int) -> dict[str, str]:
    """Free measures, with promises in which all of them meet."""
    files = free_measures(top, measures)
    names = [f"m{number}" for number in range(measures)]
    apart = " and ".join(f"{name} == {top if number % 2 else top // 2}" for number, name in enumerate(names))
    alike = " and ".join(f"{name} == {names[0]}" for name in names[1:])
    promised = [f"can: {apart}", f"can: {alike} and m0 == {top - 1}", f"can: {' + '.join(names)} == {top * 2}",
                f"never: {' + '.join(names)} > {top * measures - 1} and m0 < {top}"]  # fmt: skip
    return {"pack.yaml": "\n".join([files["pack.yaml"] + "promises:", *(f"  - {each}" for each in promised), ""])}


def _shapes(*parts: tuple[str, int]) -> dict[str, str]:
    from made_up.mixture import mixture
    from stories import written

    return mixture([written(shape, size, 1).story for shape, size in parts])


STORIES: dict[str, Callable[[], Mapping[str, str]]] = {
    "free-3x300": partial(_free, 300, 3),
    "free-4x100": partial(_free, 100, 4),
    "timed-600": large.timed_day,
    "delegations-10": large.delegations,
    "chapters-250": partial(large.independent_chapters, 250),
    "chapters-500": partial(large.independent_chapters, 500),
    "chapters-1000": large.independent_chapters,
    **{f"everything-{scenes}": partial(large.bit_of_everything, scenes) for scenes in (300, 600, 1_000, 2_000)},
    "shapes-300": partial(_shapes, ("acts", 20), ("small", 60), ("hub", 20), ("errands", 50)),
}
"""By name, what makes the files of a story."""
PACKS = {"hq": (HERE.parent / "scenes" / "hq", ("ending.long_night and lines == 6",))}
"""By name, a pack that is there, and what is asked of it, as by `--reach`."""


def main() -> int:
    """Measure each story, and print its row."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--memory", type=int, default=2_000, help="megabytes")
    parser.add_argument("--kinds", action="store_true", help="of which kinds the unknown properties are, and why")
    parser.add_argument("--measure", nargs="*", help=argparse.SUPPRESS)
    parser.add_argument("story", nargs="*", choices=[*STORIES, *PACKS, []])
    given = parser.parse_args()
    if given.measure:
        pack, *asked = given.measure
        print(json.dumps(measured(Path(pack), asked, given.seconds, given.memory)))
        return 0
    print(f"{'story':16} {'CPU s':>7} {'MB':>7} {'situations':>20} {'asked':>7} {'unknown':>8} {'promises':>9}")
    right = True
    for name in given.story or (*STORIES, *PACKS):
        with tempfile.TemporaryDirectory() as folder:
            right &= row(name, Path(folder), given.seconds, given.memory, given.kinds)
    return 0 if right else 1


def row(name: str, folder: Path, seconds: float, memory: int, kinds: bool) -> bool:
    """Measure a story in a process of its own, and print what came of it; whether all of it is decided."""
    asked: tuple[str, ...] = ()
    if name in PACKS:
        pack, asked = PACKS[name]
    else:
        pack = folder / name
        pack.mkdir()
        for file, text in STORIES[name]().items():
            (pack / file).write_text(text, "utf-8")
    command = [sys.executable, __file__, "--seconds", str(seconds), "--memory", str(memory), "--measure"]
    ended = subprocess.run([*command, str(pack), *asked], capture_output=True, text=True, check=False)
    if ended.returncode:
        words = ended.stderr.strip().splitlines()
        print(f"{name:16} ended with {ended.returncode}: {words[-1] if words else 'no word'}", flush=True)
        return False
    found = json.loads(ended.stdout)
    situations = "not counted" if found["situations"] is None else f"{found['situations']:,}"
    print(f"{name:16} {found['seconds']:7.1f} {found['megabytes']:7,.0f} {situations:>20} {found['asked']:7,} "
          f"{sum(found['unknown'].values()):8,} {found['unknown'].get('statements', 0):9,}", flush=True)  # fmt: skip
    if kinds and found["unknown"]:
        print("  " + ", ".join(f"{count:,} {kind}" for kind, count in found["unknown"].items()))
        for reason, count in found["reasons"].items():
            print(f"  {count:,}: {reason}", flush=True)
    return not found["unknown"]


def measured(pack: Path, asked: list[str], seconds: float, memory: int) -> dict[str, Any]:
    """Every property of a story, and that what is `asked` can be, decided in this process, as far as it may go."""
    import resource

    addresses, core = memory * 1_000_000, int(seconds * LATE)
    resource.setrlimit(resource.RLIMIT_AS, (addresses, addresses))
    resource.setrlimit(resource.RLIMIT_CPU, (core, core + 1))

    from game.story.packs import examine
    from game.story.targets.survey import survey
    from game.verify.system.budget import Budget
    from game.verify.verdicts.promise_observers import promise_observers, promise_properties
    from game.verify.verdicts.properties import properties_of
    from game.verify.verdicts.proving import prove

    story, findings = examine(pack, reach=asked)
    if story is None:
        raise SystemExit(f"{pack}: {findings[0]}")
    properties = (*properties_of(story, survey(story, pack).things), *promise_properties(story))
    budget = Budget(seconds - time.process_time(), memory - ROOM, clock=time.process_time)
    proofs = prove(story, properties, budget, promise_observers(story))
    unknown = [proof for proof in proofs.proofs if proof.verdict == "unknown"]
    used = resource.getrusage(resource.RUSAGE_SELF)
    return {
        "seconds": used.ru_utime + used.ru_stime, "megabytes": used.ru_maxrss / 1_000, "situations": proofs.situations,
        "asked": len(proofs.proofs), "unknown": Counter(proof.property.kind for proof in unknown),
        "reasons": dict(Counter(proof.reason for proof in unknown).most_common(5)),
    }  # fmt: skip


if __name__ == "__main__":
    run_command(main)

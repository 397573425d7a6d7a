"""Proofs beside a second opinion: drawn packs, each played in every way there is, and every word of `check` compared.

    python bench/oracle.py [--packs 300] [--without 60] [--edits 60] [--reach 60] [--witnesses 60] [--engines]
                           [--seed 0] [--short] [--small 1] [--all]

The second opinion (`bench/reference/`) plays a pack breadth first with the engine alone and shares nothing with
`game/verify`. Compared are all verdicts, the lengths of the plays that show them, how many situations there are, and
the exit codes:

* packs: of `check`, and of one path through it in turn: each engine alone, abstractions without an engine, and without
  plays at random, too (with `--engines` all of them for each pack); of slices, the game about ways to an ending, dead
  ends and circles alone;
* without: the same for somebody who never takes a choice;
* edits: after one edit, with what was proved before still kept;
* reach: the command `check --reach`, with the play that it prints run by `test`;
* witnesses: each file that `check --witnesses` writes fails as long as the mistake is there.

Packs come one after the other from `--seed` on: the same number is the same pack. Failing ones are made small and
printed. `--show SEED` prints a pack. The exit code is 1 if anything is wrong. `--short` takes few of each.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from commands import run_command  # noqa: E402
from reference.comparing import Tally, Wrong  # noqa: E402
from reference.drawn import drawn  # noqa: E402
from reference.playing import Differs, TooMany  # noqa: E402
from reference.shrinking import shrunk  # noqa: E402
from reference.trials import TRIALS, Setting, Unplayable, last_line  # noqa: E402
from reference.waiting import Pack  # noqa: E402

_USUAL = {"packs": 300, "without": 60, "edits": 60, "reach": 60, "witnesses": 60}
_SHORT = {"packs": 36, "without": 8, "edits": 12, "reach": 15, "witnesses": 10}


# Running, counting, printing


class Found(NamedTuple):
    """Something wrong, with the pack that shows it."""

    trial: str
    seed: int
    wrong: Wrong


def run(trial: str, count: int, seed: int, setting: Setting, tally: Tally) -> Iterator[Found]:
    """Try so many packs that can be compared."""
    done = 0
    while done < count:
        pack, seed = drawn(seed), seed + 1
        try:
            problems = list(TRIALS[trial](setting, seed - 1, pack, tally))
        except Unplayable:
            tally["not playable"] += 1
            continue
        except TooMany:
            tally["too many states"] += 1
            continue
        except Differs as differs:
            problems = [Wrong("engine", "play", "differs", "", str(differs))]
        except Exception:
            problems = [Wrong("reference", "play", "crash", last_line(), traceback.format_exc())]
        done += 1
        tally[trial] += 1
        for problem in problems:
            yield Found(trial, seed - 1, problem)


def smallest(found: Found, setting: Setting) -> Pack:
    """The pack of something wrong, made small: it still shows the same kind of thing."""
    wanted = found.wrong[:3]

    def fails(pack: Pack) -> bool:
        try:
            return any(wrong[:3] == wanted for wrong in TRIALS[found.trial](setting, found.seed, pack, Tally()))
        except (Unplayable, TooMany):
            return False
        except Differs:
            return found.wrong.aspect == "engine"
        except Exception:
            return found.wrong.aspect == "reference"

    return shrunk(drawn(found.seed), fails)


def main() -> int:
    """Draw, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in TRIALS:
        parser.add_argument(f"--{name}", type=int, metavar="N")
    parser.add_argument("--engines", action="store_true", help="every path of check for each pack")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--all", action="store_true", help="print everything that is wrong")
    parser.add_argument("--small", type=int, default=1, metavar="N", help="make so many packs of a kind small")
    parser.add_argument("--show", type=int, metavar="SEED", help="print a pack")
    given = parser.parse_args()
    if given.show is not None:
        print(json.dumps(drawn(given.show), indent=1))
        return 0
    asked = {name: getattr(given, name) for name in TRIALS}
    if all(count is None for count in asked.values()):
        asked = _SHORT if given.short else _USUAL
    wrong: list[Found] = []
    with tempfile.TemporaryDirectory() as folder:
        os.environ["EIGHTWINGS_HOME"] = str(Path(folder, "home"))
        setting = Setting(Path(folder, "drawn"), given.engines)
        setting.folder.mkdir()
        for trial, count in asked.items():
            if count:
                wrong += _tried(trial, count, given.seed, setting)
        _print_wrong(wrong, setting, given.small, given.all)
    return 1 if wrong else 0


def _tried(trial: str, count: int, seed: int, setting: Setting) -> list[Found]:
    tally, began = Tally(), time.perf_counter()
    found = list(run(trial, count, seed, setting, tally))
    said = ", ".join(f"{number:,} {name}" for name, number in tally.items() if name != trial)
    kinds = Counter(problem.wrong.aspect for problem in found)
    seeds = len({problem.seed for problem in found})
    print(f"{trial}: {count:,} in {time.perf_counter() - began:.0f} s: {said}\n  wrong: "
          + (", ".join(f"{number:,} {kind}" for kind, number in kinds.items()) + f" in {seeds:,}" if found else "0"),
          flush=True)  # fmt: skip
    return found


def _print_wrong(wrong: list[Found], setting: Setting, small: int, everything: bool) -> None:
    by_kind: dict[tuple[str, ...], list[Found]] = {}
    for found in wrong:
        by_kind.setdefault((found.trial, *found.wrong[:3]), []).append(found)
    for kind, some in sorted(by_kind.items(), key=lambda item: -len(item[1])):
        print(f"\n{' / '.join(kind)}: {len(some)} times, in {len({found.seed for found in some})} packs")
        for found in some if everything else some[:3]:
            print(f"  seed {found.seed}: {found.wrong.key}: {found.wrong.words}")
        for found in some[:small]:
            pack = smallest(found, setting)
            print(f"  smallest ({found.seed}):\n{json.dumps(pack)}", flush=True)


if __name__ == "__main__":
    run_command(main)

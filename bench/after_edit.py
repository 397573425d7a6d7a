"""How long proofs take after an edit of a pack's logic, beside proofs from scratch, and whether they say the same.

    python bench/after_edit.py [--edit NAME …] [--seconds 600] [--short]

The edits are those of an author of the main adventure, in a copy: a condition tightened in one scene; an effect changed
by one; a choice added; a scene added; a choice removed, with its question; and a condition tightened by something that
hardly any play does, so that none of those that were kept shows what follows. Each is proved twice, in processes of
their own: with nothing kept, and with what the proofs of the pack before the edit have left. The seconds are those of a
core, from the files to the verdicts, as in the preview; `search` leaves out the loading of program and pack. By edit
are printed both times, what part the second is of the first, and how many verdicts there are and differ. A quarter is
wanted.

The exit code is 1 where a verdict differs or something is unknown. `--short`: only the pack as it is and the first edit
with what was kept, to see that it works.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from commands import run_command

ROOT = Path(__file__).parent.parent
PACK = ROOT / "scenes" / "hq"
_GAVEL, _ASKED = "02-wings/ask-for-the-gavel.yaml", "when: chose.priya_prepares.gavel"
_NEW_CHOICE = """\
  - choose: Read the saucer
    id: saucer
    when: seen.first_meeting
    again: true
    text: Made in Belgium.
    credibility: +1
    minutes: 5
"""
_NEW_SCENE = """\
scene: second_cup
title: Fetch a second cup
at: cafe
when: seen.coffee and knows.eight_wings
text: It is as small as the first.
minutes: 5
choices:
  - choose: Drink it
    id: drink
    credibility: +1
  - choose: Let it stand
    id: leave
"""


def _replaced(file: str, old: str, new: str) -> Callable[[Path], None]:
    def edit(pack: Path) -> None:
        path = pack / file
        words = path.read_text("utf-8")
        if words.count(old) != 1:
            raise SystemExit(f"{file} is not as it was: {old!r} does not stand in it once.")
        path.write_text(words.replace(old, new), "utf-8")

    return edit


def _choice_added(pack: Path) -> None:
    path = pack / "02-wings" / "coffee.yaml"
    path.write_text(path.read_text("utf-8").rstrip() + "\n" + _NEW_CHOICE, "utf-8")


def _scene_added(pack: Path) -> None:
    (pack / "02-wings" / "second-cup.yaml").write_text(_NEW_SCENE, "utf-8")


def _choice_removed(pack: Path) -> None:
    path = pack / "01-arrival" / "the-badge.yaml"
    before, first, rest = path.read_text("utf-8").partition("  - choose: Tell him you have seen the building")
    _, second, after = rest.partition("  - choose: Ask for a plan")
    if not first or not second:
        raise SystemExit("the-badge.yaml is not as it was.")
    path.write_text(before + second + after, "utf-8")


EDITS: dict[str, Callable[[Path], None]] = {
    "condition": _replaced(_GAVEL, _ASKED, f"{_ASKED} and knows.eight_wings"),
    "effect": _replaced("01-arrival/the-badge.yaml", "credibility: +1", "credibility: +2"),
    "choice-added": _choice_added,
    "scene-added": _scene_added,
    "choice-removed": _choice_removed,
    "condition-rare": _replaced(_GAVEL, _ASKED, f"{_ASKED} and seen.coffee"),
}
"""By name, what is done to a copy of the pack."""


class Measured(NamedTuple):
    """Seconds of a core, of all and of the proofs alone, and the verdicts by key."""

    seconds: float
    search: float
    verdicts: dict[str, str]


def measured(pack: Path, home: Path, seconds: float) -> Measured:
    """The proofs of a pack by a process of its own, which keeps in this folder what it keeps."""
    command = [sys.executable, __file__, "--prove", str(pack), "--seconds", str(seconds)]
    used = os.times()
    done = subprocess.run(
        command, cwd=ROOT, check=True, stdout=subprocess.PIPE,
        env={**os.environ, "EIGHTWINGS_HOME": str(home), "XDG_CACHE_HOME": str(home), "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    now = os.times()
    worked = now.children_user + now.children_system - used.children_user - used.children_system
    search, verdicts = json.loads(done.stdout)
    return Measured(worked, search, verdicts)


def _prove(pack: Path, seconds: float) -> None:
    from game.author.proofs.making import make_report
    from game.story.packs import examine
    from game.verify.system.budget import Budget

    story, _ = examine(pack)
    if story is None:
        raise SystemExit(f"{pack} cannot be played.")
    begun = time.process_time()
    report = make_report(story, pack, Budget(seconds))
    print(json.dumps([
        time.process_time() - begun, {shown.proof.property.key: shown.proof.verdict for shown in report.shown},
    ]))  # fmt: skip


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edit", nargs="*", choices=EDITS, default=list(EDITS))
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--prove", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.prove is not None:
        _prove(given.prove, given.seconds)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        return _compared(Path(folder), given.edit[:1] if given.short else given.edit, given.seconds, given.short)


def _compared(folder: Path, edits: list[str], seconds: float, short: bool) -> int:
    kept = folder / "kept"
    kept.mkdir()
    pack = folder / "before" / PACK.name
    shutil.copytree(PACK, pack)
    scratch = measured(pack, kept, seconds)
    print(f"{'':16} {'scratch':>8} {'search':>7} {'after':>7} {'search':>7} {'part':>5} {'search':>6}  verdicts")
    print(
        f"{'before':16} {scratch.seconds:7.1f}s {scratch.search:6.1f}s {'':30} {len(scratch.verdicts):6,}", flush=True
    )
    bad = False
    for name in edits:
        edited = folder / name / PACK.name
        shutil.copytree(PACK, edited)
        EDITS[name](edited)
        home = folder / f"{name}-home"
        shutil.copytree(kept, home)
        after = measured(edited, home, seconds)
        if not short:
            nothing = folder / f"{name}-empty"
            nothing.mkdir()
            scratch = measured(edited, nothing, seconds)
        part = after.seconds / scratch.seconds
        different = [] if short else [key for key in scratch.verdicts.keys() | after.verdicts.keys()
                                      if scratch.verdicts.get(key) != after.verdicts.get(key)]  # fmt: skip
        unknown = [key for key, verdict in after.verdicts.items() if verdict == "unknown"]
        print(f"{name:16} {scratch.seconds:7.1f}s {scratch.search:6.1f}s {after.seconds:6.1f}s {after.search:6.1f}s"
              f" {part:5.0%} {after.search / scratch.search:6.0%} {len(after.verdicts):6,}, {len(different)} differ,"
              f" {len(unknown)} unknown", flush=True)  # fmt: skip
        for key in (*different, *unknown):
            print(f"    {key}: {scratch.verdicts.get(key)} from scratch, {after.verdicts.get(key)} after the edit")
        bad = bad or bool(different or unknown)
    return int(bad)


if __name__ == "__main__":
    run_command(main)

"""Commands that write files, killed at any of their file operations: what is left, and whether the next run goes well.

    python bench/kills.py [--short] [--kills N] [COMMAND …]

Each command runs in a process that kills itself (SIGKILL) at a random file operation, before or after it, or half-way
through a write. Then every file must be as it was before or as it is after an undisturbed run (`halves` counts those
that are neither), and the command is run again, undisturbed: it must end as if nothing had been (`refused`). `strays`
are files that nobody wanted, right after the kill; `for good` are hidden ones that are still there after the next run.
The exit code is 1 when there is a half, a refusal, or a stray for good. Needs a system that can fork.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import re
import shutil
import signal
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from commands import run_command

from game.author.new.pack_texts import new_pack_texts
from game.cli import main

OPERATIONS = (
    "open", "write", "fsync", "link", "replace", "rename", "unlink", "mkdir", "rmdir", "close", "fchmod", "stat",
)  # fmt: skip
#: What differs between two reports for build servers on the same tests.
DURATION = re.compile(rb' time="[0-9.]*"')
PLAY = "playthrough: A\nsteps:\n  - expect:\n  - expect: { sees: Nothing such }\n"
#: What each command is, in a folder with a pack `pack`.
COMMANDS = {
    "new pack": ["new", "pack", "mine", "--yes"],
    "new scene": ["new", "scene", "pack", "fresh", "--yes"],
    "new question": ["new", "question", "pack", "fresh", "--yes"],
    "new playthrough": ["new", "playthrough", "pack", "fresh", "--yes"],
    "new translation": ["new", "translation", "pack", "fr", "--yes"],
    "schema": ["schema", "pack"],
    "schema --mark": ["schema", "pack", "--mark"],
    "test --bless": ["test", "pack", "--bless"],
    "test --junit": ["test", "pack", "-k", "A", "--junit", "pack/report.xml"],
    "map --out": ["map", "pack", "--out", "map.svg"],
    "export": ["export", "pack", "--handout", "--out", "pack/handout"],
}
#: Commands that make something new say so when it is there already: run again, they are right to refuse.
ONCE = ("new pack", "new scene", "new question", "new playthrough", "new translation")


class Tally(NamedTuple):
    """What came of the kills of one command."""

    kills: int = 0
    strays: int = 0
    for_good: int = 0
    halves: int = 0
    refused: int = 0


def made(folder: Path) -> None:
    """The folder in which a command runs."""
    pack = folder / "pack"
    pack.mkdir(parents=True)
    (pack / "pack.yaml").write_text(new_pack_texts("A pack", "Nobody")["pack.yaml"], "utf-8")
    (pack / "card.yaml").write_text(new_pack_texts("A pack", "Nobody")["fern-card.yaml"], "utf-8")
    (pack / "playthroughs").mkdir()
    (pack / "playthroughs" / "a.yaml").write_text(PLAY, "utf-8")
    (pack / "playthroughs" / "b.yaml").write_text(PLAY.replace(": A", ": B"), "utf-8")


def contents(folder: Path) -> dict[str, bytes]:
    """Every file, hidden ones too, without the seconds that something took; a folder counts as an empty file."""
    return {
        path.relative_to(folder).as_posix(): DURATION.sub(b"", path.read_bytes()) if path.is_file() else b""
        for path in folder.rglob("*")
    }


def run(folder: Path, words: list[str], at: int = -1, half: bool = False, later: bool = False) -> int:
    """Run a command in a folder, in a process of its own. The result is its exit code, or -9 when it was killed."""
    child = os.fork()
    if not child:
        os.chdir(folder)
        silent = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(silent, stream)
        os.environ["EIGHTWINGS_HOME"] = str(folder.parent / "home")
        code = 99
        with contextlib.suppress(SystemExit):
            if at >= 0:
                kill_at(at, half, later)
            code = main(words)
            if at == COUNTING:
                (folder.parent / "count").write_text(str(counted[0]))
        os._exit(code)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


COUNTING = 10**9
counted = [0]


def kill_at(at: int, half: bool, later: bool) -> None:
    """From now on file operations are counted, and the process is killed at one of them."""
    for name in OPERATIONS:
        setattr(os, name, killing(name, getattr(os, name), at, half, later))


def killing(name: str, real: Callable[..., Any], at: int, half: bool, later: bool) -> Callable[..., Any]:
    """A file operation at which the process may be killed."""

    def operation(*given: Any, **more: Any) -> Any:
        counted[0] += 1
        if counted[0] - 1 == at:
            try:
                if name == "write" and half:
                    real(given[0], bytes(given[1])[: len(given[1]) // 2])
                elif later:
                    real(*given, **more)
            finally:
                os.kill(os.getpid(), signal.SIGKILL)
        return real(*given, **more)

    return operation


def measured(command: str, kills: int, chance: random.Random, ground: Path) -> Tally:
    """Kill a command so many times."""
    words = COMMANDS[command]
    folder = ground / "undisturbed"
    made(folder)
    run(folder, words)  # what is loaded is in the cache now
    shutil.rmtree(folder)
    made(folder)
    before = contents(folder)
    assert run(folder, words, COUNTING) in (0, 1), command
    after = contents(folder)
    operations = int((ground / "count").read_text())
    tally = Tally()
    for _ in range(kills):
        shutil.rmtree(ground / "killed", ignore_errors=True)
        folder = ground / "killed"
        made(folder)
        code = run(folder, words, chance.randrange(operations), chance.random() < 0.3, chance.random() < 0.5)
        if code != -signal.SIGKILL:
            continue
        left = contents(folder)
        strays = {name for name in left if name not in before and name not in after}
        halves = sum(
            words not in (before.get(name), after.get(name)) for name, words in left.items() if name not in strays
        )
        halves += sum(name not in left for name in before if name in after)
        whole = all(name in left for name in after)
        again = run(folder, words)
        refused = again not in (0, 1) and not (command in ONCE and whole)
        for_good = any(Path(name).name.startswith(".") and name not in after for name in contents(folder))
        tally = Tally(
            tally.kills + 1, tally.strays + bool(strays), tally.for_good + for_good,
            tally.halves + bool(halves), tally.refused + refused,
        )  # fmt: skip
    return tally


def report(kills: int, commands: list[str]) -> int:
    """Kill each command so many times, and print what came of it. The result is the exit code."""
    chance = random.Random(1)
    print(f"{'command':<18}{'kills':>7}{'strays':>9}{'for good':>10}{'halves':>8}{'refused':>9}")
    bad = 0
    for command in commands:
        with tempfile.TemporaryDirectory() as ground:
            tally = measured(command, kills, chance, Path(ground))
        kinds = tally.kills, tally.strays, tally.for_good, tally.halves, tally.refused
        print(f"{command:<18}{kinds[0]:>7}{kinds[1]:>9}{kinds[2]:>10}{kinds[3]:>8}{kinds[4]:>9}", flush=True)
        bad += tally.for_good + tally.halves + tally.refused
    return 1 if bad else 0


def report_on_kills() -> int:
    """Kill what is asked for, as often as that is asked for. The result is the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--short", action="store_true", help="ten kills each")
    parser.add_argument("--kills", type=int, default=200, metavar="N", help="how many kills of each command; 200")
    parser.add_argument("commands", nargs="*", metavar="COMMAND", help=f"of {', '.join(COMMANDS)}; all of them")
    given = parser.parse_args()
    return report(10 if given.short else given.kills, given.commands or list(COMMANDS))


if __name__ == "__main__":
    run_command(report_on_kills)

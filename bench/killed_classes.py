"""Servers of a class that are killed under load: what a page has shown as done is there afterwards.

    python bench/killed_classes.py [--count 50] [--pupils 20] [--seed 1] [--short]

Pupils play without a pause between their steps. The server is killed (SIGKILL) at a random moment and started again
with the same store; everybody goes on with the same cookie. After each kill, every step that a page had shown must be
in the store, and every pupil must come back to a page that has at least these. Exit code 1: a step was lost, or
somebody could not go on. `--short` kills 5 times.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import tempfile
from pathlib import Path

from class_driver import Gone, Pupil, serve_class, steps_kept
from commands import run_command


def main() -> int:
    """Kill and look; the result is the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--pupils", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--short", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(_killed(Path(folder), 5 if given.short else given.count, given.pupils, given.seed))


async def _killed(folder: Path, count: int, number: int, seed: int) -> int:
    store, chance = str(folder / "classes.sqlite3"), random.Random(seed)
    server = serve_class("first-scene", store, folder)
    pupils = [Pupil(f"Pupil {each}", [server.port], random.Random(seed * 1000 + each)) for each in range(number)]
    for pupil in pupils:
        await pupil.join(server.code)
    lost = stranded = 0
    for _ in range(count):
        tasks = [asyncio.create_task(_play(pupil)) for pupil in pupils]
        await asyncio.sleep(chance.uniform(0.3, 1.5))
        server.kill()
        await asyncio.gather(*tasks)
        kept = steps_kept(store, server.code)
        lost += sum(max(pupil.acknowledged - kept[pupil.name], 0) for pupil in pupils)
        server = serve_class("first-scene", store, folder, "--code", server.code, "--port", str(server.port))
        for pupil in pupils:
            before, pupil.refused = pupil.acknowledged, 0
            await pupil.look()
            stranded += pupil.refused > 0 or not before <= pupil.acknowledged == kept[pupil.name]
    steps = sum(len(pupil.seconds) for pupil in pupils)
    code = server.stop()
    print(
        f"{count} kills while {number} pupils did {steps:,} steps: {lost} acknowledged steps lost, "
        f"{stranded} could not go on where they were; the last server ended with {code}"
    )
    return 1 if lost or stranded or code else 0


async def _play(pupil: Pupil) -> None:
    try:
        while True:
            await pupil.step()
    except Gone:
        return


if __name__ == "__main__":
    run_command(main)

"""A class under load on this machine: how long a step takes, how much memory a player costs, how many plays fit.

    python bench/class_load.py [PACK] [--pupils 200] [--seconds 40] [--think 8] [--short]

One: so many pupils in browsers play on one process with SQLite, each thinking for `--think` seconds on average (as a
Poisson process has it), while the teacher's page is asked for every three seconds and every pupil's page asks for news
every five. A step is from the button to the page that shows it. What the pupils cost the processor stands beside it:
they run here, too. Two: the memory of 1,000 open plays of 30 steps, in this process. Three: two processes with
PostgreSQL, one of which is killed; every step that was acknowledged must be there, and everybody goes on.

Exit code 1: a step was lost, or a request was refused. 3: there is no PostgreSQL here for the third part. `--short`:
40 pupils for 8 seconds, 100 plays.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import os
import random
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from class_driver import Pupil, ServedClass, percentile, serve_class, steps_kept
from commands import run_command

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.web.server.postgres_server import NoPostgres, postgres_server  # noqa: E402

MB = 2**20
_NEWS_SECONDS = 5.0
_TEACHER_SECONDS = 3.0


class Load(NamedTuple):
    """How much is done."""

    pack: str
    pupils: int
    seconds: float
    think: float
    plays: int


def main() -> int:
    """Measure; the result is the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pack", nargs="?", default="hq")
    parser.add_argument("--pupils", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=40)
    parser.add_argument("--think", type=float, default=8)
    parser.add_argument("--short", action="store_true")
    given = parser.parse_args()
    load = Load(given.pack, given.pupils, given.seconds, given.think, 1_000)
    if given.short:
        load = Load(given.pack, 40, 8, 4, 100)
    with tempfile.TemporaryDirectory() as folder:
        fine = asyncio.run(_one_process(load, Path(folder)))
    with tempfile.TemporaryDirectory() as folder:
        _open_plays(load, Path(folder))
    try:
        with postgres_server(is_safe=True) as server, tempfile.TemporaryDirectory() as folder:
            fine = asyncio.run(_two_processes(load, server.address, Path(folder))) and fine
    except NoPostgres as reason:
        print(f"Two processes: left out. {reason}")
        return 3 if fine else 1
    return 0 if fine else 1


async def _one_process(load: Load, folder: Path) -> bool:
    store = str(folder / "classes.sqlite3")
    server = serve_class(load.pack, store, folder)
    first = Pupil("First", [server.port], random.Random(0))
    await first.join(server.code)
    for _ in range(5):
        await first.step()
    before = server.memory()
    pupils = _pupils(load, [server.port])
    begun = time.perf_counter()
    await _joined(pupils, server.code)
    joined = time.perf_counter() - begun
    spent, own = _processor(server), _own_processor()
    looks = await _lesson(load, pupils, server)
    spent, own = _processor(server) - spent, _own_processor() - own
    memory = (server.memory() - before) / len(pupils)
    fine = _told("One process, SQLite", load, pupils, steps_kept(store, server.code))
    print(
        f"  joined in {joined:.1f} s; {memory / MB:.2f} MB a player beyond the pack ({before / MB:.0f} MB); the server "
        f"took {spent / load.seconds:.0%} of a core, the pupils {own / load.seconds:.0%}; the teacher's page "
        f"{percentile(looks, 0.5) * 1000:.0f} ms (median), {max(looks) * 1000:.0f} ms at most"
    )
    server.stop()
    return fine


async def _two_processes(load: Load, address: str, folder: Path) -> bool:
    first = serve_class(load.pack, address, folder)
    second = serve_class(load.pack, address, folder, "--code", first.code)
    pupils = _pupils(load, [first.port, second.port])
    await _joined(pupils, first.code)
    lesson = asyncio.create_task(_lesson(load, pupils, second))
    await asyncio.sleep(load.seconds / 2)
    first.kill()
    await lesson
    fine = _told("Two processes, PostgreSQL, one killed", load, pupils, steps_kept(address, first.code))
    print(f"  {sum(pupil.reconnected for pupil in pupils)} requests were sent again to the other process")
    second.stop()
    return fine


def _pupils(load: Load, ports: list[int]) -> list[Pupil]:
    return [
        Pupil(f"Pupil {number}", ports[number % len(ports) :] + ports[: number % len(ports)], random.Random(number))
        for number in range(load.pupils)
    ]


async def _joined(pupils: list[Pupil], code: str) -> None:
    await asyncio.gather(*(pupil.join(code) for pupil in pupils))


async def _lesson(load: Load, pupils: list[Pupil], server: ServedClass) -> list[float]:
    """Everybody plays until the time is over; how long the teacher's page took, each time."""
    end = time.perf_counter() + load.seconds
    looks: list[float] = []
    tasks = [_play(pupil, load.think, end) for pupil in pupils] + [_news(pupil, end) for pupil in pupils]
    await asyncio.gather(*tasks, _teach(server, looks, end))
    return looks


async def _play(pupil: Pupil, think: float, end: float) -> None:
    while True:
        pause = pupil.chance.expovariate(1 / think)
        if time.perf_counter() + pause > end:
            return
        await asyncio.sleep(pause)
        await pupil.step()


async def _news(pupil: Pupil, end: float) -> None:
    asking = Pupil(pupil.name, list(pupil.ports), random.Random(), pupil.cookies)
    await asyncio.sleep(pupil.chance.uniform(0, _NEWS_SECONDS))
    while time.perf_counter() < end:
        told = await asking.ask("GET", "/news")
        pupil.refused += told.status != 200
        await asyncio.sleep(_NEWS_SECONDS)
    asking.close()


async def _teach(server: ServedClass, looks: list[float], end: float) -> None:
    teacher = Pupil("Teacher", [server.port], random.Random())
    if not server.secret:
        return
    await teacher.ask("GET", f"/teacher/{server.secret}")
    while time.perf_counter() < end:
        begun = time.perf_counter()
        told = await teacher.ask("GET", "/teacher", fragment=True)
        assert told.status == 200
        looks.append(time.perf_counter() - begun)
        await asyncio.sleep(_TEACHER_SECONDS)


def _told(which: str, load: Load, pupils: list[Pupil], kept: dict[str, int]) -> bool:
    seconds = [each for pupil in pupils for each in pupil.seconds]
    lost = sum(max(pupil.acknowledged - kept[pupil.name], 0) for pupil in pupils)
    refused = sum(pupil.refused for pupil in pupils)
    print(
        f"{which}: {len(pupils)} pupils of {load.pack}, {len(seconds):,} steps in {load.seconds:.0f} s: "
        f"median {percentile(seconds, 0.5) * 1000:.0f} ms, p95 {percentile(seconds, 0.95) * 1000:.0f} ms, p99 "
        f"{percentile(seconds, 0.99) * 1000:.0f} ms; {lost} acknowledged steps lost, {refused} requests refused",
        flush=True,
    )
    return not lost and not refused


def _processor(server: ServedClass) -> float:
    """How many seconds of a processor it has used."""
    fields = Path(f"/proc/{server.process.pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _own_processor() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _memory() -> int:
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")


def _open_plays(load: Load, folder: Path) -> None:
    """Open so many plays of 30 steps, and look at each."""
    from game.play.session import Session
    from game.record.story_cache import load_story
    from game.story.source.library import find_pack
    from game.web.page_view import PageFrame
    from game.web.server.class_keeping import open_class
    from game.web.server.class_overview import ClassOverview
    from game.web.server.class_room import ClassRoom
    from game.web.server.class_rows import ClassPupil, PlayRow
    from game.web.server.class_store import ClassStore
    from game.web.server.databases import SqliteDatabase

    story = load_story(load.pack, "")
    store = ClassStore(SqliteDatabase(folder / "classes.sqlite3"))
    row, _ = open_class(store, load.pack, "en", "Load", 0, time.time())
    room = ClassRoom(store, row, story, find_pack(load.pack), print)
    pupils = []
    for number in range(load.plays):
        pupil = ClassPupil(f"{number:016x}", row.id, f"Pupil {number}", "", f"{number:06}")
        store.add_pupil(pupil, pupil.name, f"device {number}", load.plays)
        session, chance = Session(story, number), random.Random(number)
        while not session.is_over and len(session.record) < 30:
            session.do(chance.choice(session.options).id)
        play = PlayRow(f"{number:016x}", pupil.id, 1, number, session.stream, 0, "", time.time(), time.time())
        store.add_play(play)
        store.advance(play, session.record, "", time.time())
        pupils.append(pupil)
    room.page(pupils[0], {}, PageFrame())
    gc.collect()
    before, begun = _memory(), time.perf_counter()
    for pupil in pupils:
        room.page(pupil, {}, PageFrame())
    opened = time.perf_counter() - begun
    gc.collect()
    memory = _memory() - before
    overview = ClassOverview(room)
    overview.looked()
    begun = time.perf_counter()
    overview.looked()
    looked = time.perf_counter() - begun
    print(
        f"{load.plays:,} open plays of {load.pack} with 30 steps: {memory / MB / load.plays:.2f} MB a play, opened "
        f"from the store and shown in {opened / load.plays * 1000:.0f} ms each; the teacher's table of all in "
        f"{looked * 1000:.0f} ms",
        flush=True,
    )
    store.close()


if __name__ == "__main__":
    run_command(main)

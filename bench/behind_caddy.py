"""A class as `docs/serving` serves it: Caddy, two processes, PostgreSQL. One process is killed, and comes back.

    python bench/behind_caddy.py [PACK] [--pupils 20] [--seconds 20] [--exactly] [--short]

The Caddyfile is that of `docs/serving`. Two things of it are other here: HTTP on a free port instead of HTTPS, and the
two processes by their addresses instead of by the names `class-1` and `class-2`, which the container engine knows.
`--exactly` (as root on Linux, with `unshare`): only the first of these; the names are put into a hosts file of its own.

Pupils in browsers play through Caddy all the time. After a third of the time one process is killed (SIGKILL), after
another third it is started again. A pupil has noticed a reload where a request was answered by Caddy alone (502) and
the next look at the page was in order. Exit code 1: a step that a page had shown was lost, somebody could not go on
after one reload, or two processes that guess together had more wrong guesses than one may. 3: there is no Caddy or no
PostgreSQL here. `--short`: five pupils, nine seconds.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from class_driver import ROOT, Pupil, ServedClass, percentile, serve_class, steps_kept
from commands import run_command

sys.path.insert(0, str(ROOT))

from tests.web.server.postgres_server import NoPostgres, postgres_server

_NAMED = "class-1:8080 class-2:8080"
_PAUSE = 0.3
_HOSTS = ("127.0.0.2", "127.0.0.3")
_PORT = 8080


def main() -> int:
    """Serve, kill and count; the result is the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pack", nargs="?", default="hq")
    parser.add_argument("--pupils", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--exactly", action="store_true")
    parser.add_argument("--short", action="store_true")
    given = parser.parse_args()
    number, seconds = (5, 9.0) if given.short else (given.pupils, given.seconds)
    if shutil.which("caddy") is None:
        print("Left out: there is no Caddy here: apt-get install caddy.")
        return 3
    try:
        with postgres_server(is_safe=True) as server, tempfile.TemporaryDirectory() as folder:
            return asyncio.run(_served(given.pack, number, seconds, server.address, Path(folder), given.exactly))
    except NoPostgres as reason:
        print(f"Left out: {reason}")
        return 3


async def _served(pack: str, number: int, seconds: float, database: str, folder: Path, exactly: bool) -> int:
    door = _free_port()
    more = ("--behind-proxy", "--url", f"http://localhost:{door}")
    hosts, ports = (_HOSTS, (_PORT, _PORT)) if exactly else (("127.0.0.1",) * 2, (_free_port(), _free_port()))
    at = [("--host", host, "--port", str(port)) for host, port in zip(hosts, ports, strict=True)]
    first = serve_class(pack, database, folder, *more, *at[0])
    code = first.code
    second = serve_class(pack, database, folder, *more, *at[1], "--code", code)
    with _killed_at_last(first), _killed_at_last(second), _caddy(door, None if exactly else ports, folder):
        pupils = [Pupil(f"Pupil {each}", [door], random.Random(each)) for each in range(number)]
        await asyncio.gather(*(pupil.join(code) for pupil in pupils))
        end = time.perf_counter() + seconds
        playing = asyncio.gather(*(_plays(pupil, end) for pupil in pupils))
        await asyncio.sleep(seconds / 3)
        first.kill()
        await asyncio.sleep(seconds / 3)
        again = serve_class(pack, database, folder, *more, *at[0], "--code", code)
        with _killed_at_last(again):
            seen = await playing
            kept = steps_kept(database, code)
            guesses = await _guess(door, code)
            stopped = _stop(again, second, pupils)
    reloads, stranded = (sum(each[at] for each in seen) for at in (0, 1))
    lost = sum(max(pupil.acknowledged - kept[pupil.name], 0) for pupil in pupils)
    steps = [each for pupil in pupils for each in pupil.seconds]
    print(
        f"Caddy, two processes of {pack}, PostgreSQL; one killed and started again: {number} pupils did {len(steps):,} "
        f"steps, p95 {percentile(steps, 0.95) * 1000:.0f} ms, the slowest {max(steps):.1f} s; {lost} acknowledged "
        f"steps lost; {reloads} reloads were needed, {stranded} did not help; {guesses} wrong codes were answered from "
        f"one address before it was asked to wait"
    )
    return int(bool(lost or stranded or stopped) or guesses > 30)


async def _plays(pupil: Pupil, end: float) -> tuple[int, int]:
    """Play; how often a reload was needed, and how often one did not help."""
    reloads = stranded = 0
    while time.perf_counter() < end:
        before, pupil.refused = pupil.refused, 0
        await pupil.step()
        if pupil.refused:
            reloads += 1
            pupil.refused = 0
            await pupil.look()
            stranded += pupil.refused > 0
        pupil.refused = before
        await asyncio.sleep(_PAUSE)
    return reloads, stranded


async def _guess(door: int, code: str) -> int:
    """Guess codes, from an address that claims to be another one each time; how many were answered."""
    guesser = Pupil("Guesser", [door], random.Random())
    page = await guesser.ask("GET", "/")
    mark = page.body.partition('name="mark" value="')[2].partition('"')[0]
    wrong = "AAAAAA" if code != "AAAAAA" else "BBBBBB"
    for number in range(100):
        guesser.headers = {"X-Forwarded-For": f"10.0.0.{number}"}
        told = await guesser.ask("POST", "/join", {"mark": mark, "code": wrong, "name": "Eve"})
        if told.status == 429:
            return number
    return 100


def _stop(first: ServedClass, second: ServedClass, pupils: list[Pupil]) -> bool:
    for pupil in pupils:
        pupil.close()
    codes = [server.stop() for server in (first, second)]
    return any(codes)


@contextlib.contextmanager
def _killed_at_last(server: ServedClass) -> Iterator[None]:
    try:
        yield
    finally:
        if server.process.poll() is None:
            server.kill()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@contextlib.contextmanager
def _caddy(door: int, ports: tuple[int, int] | None, folder: Path) -> Iterator[None]:
    """Caddy with the Caddyfile of the docs, until the block ends. Without ports it looks for the names in it."""
    text = (ROOT / "docs" / "serving" / "Caddyfile").read_text("utf-8")
    assert _NAMED in text
    command = ["caddy", "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]
    if ports is not None:
        text = text.replace(_NAMED, " ".join(f"127.0.0.1:{port}" for port in ports))
    else:
        (folder / "hosts").write_text(
            "127.0.0.1 localhost\n" + "".join(f"{host} class-{number}\n" for number, host in enumerate(_HOSTS, 1))
        )
        script = f"mount --bind {folder}/hosts /etc/hosts && exec " + " ".join(command)
        command = ["unshare", "--mount", "sh", "-c", script]
    (folder / "Caddyfile").write_text(f"{{\n\tadmin off\n}}\n{text}")
    environment = {**os.environ, "CLASS_HOST": f"http://localhost:{door}", "HOME": str(folder)}
    with (folder / "caddy.log").open("w") as log, subprocess.Popen(
        command, env=environment, stdout=log, stderr=log
    ) as process:  # fmt: skip
        try:
            deadline = time.monotonic() + 30
            while time.monotonic() < deadline:
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", door), 1):
                    break
                if process.poll() is not None:
                    raise SystemExit((folder / "caddy.log").read_text())
            yield
        finally:
            process.terminate()


if __name__ == "__main__":
    run_command(main)

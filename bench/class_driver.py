"""What the benchmarks of classes share: servers in processes of their own, and pupils in browsers without windows."""

from __future__ import annotations

import asyncio
import os
import random
import re
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).parent.parent
_MARK = re.compile(r'name="mark" value="([^"]+)"')
_DO = re.compile(r'name="do" value="([^"]+)"')
_STEP = re.compile(r'data-step="(\d+)\.(\d+)"')
_TYPED = ("1", "2", "a", "true a", "look", "undo", "yes")


@dataclass
class ServedClass:
    """A server in a process of its own, as its first lines tell of it."""

    process: subprocess.Popen[str]
    port: int
    code: str
    secret: str

    def kill(self) -> None:
        """End it as a power cut would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self._close()

    def stop(self) -> int:
        """End it as Ctrl+C does; the exit code."""
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(60)
        self._close()
        return code

    def _close(self) -> None:
        if self.process.stdout is not None:
            self.process.stdout.close()

    def memory(self) -> int:
        """How much memory it has, in bytes."""
        status = Path(f"/proc/{self.process.pid}/status").read_text("utf-8")
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) * 1024  # type: ignore[index]


def serve_class(pack: str, store: str, home: Path, *more: str, program: Path | None = None) -> ServedClass:
    """Start a server, and wait until it can be asked. `program`: the installed command; by default this tree's."""
    environment = {**os.environ, "EIGHTWINGS_HOME": str(home), "PYTHONUNBUFFERED": "1"}
    if program is None:
        environment["PYTHONPATH"] = str(ROOT)
    else:
        environment.pop("PYTHONPATH", None)
    started = [str(program)] if program is not None else [sys.executable, "-m", "game"]
    command = [*started, "class", pack, "--store", store, *more]
    if "--port" not in more:
        command += ["--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    assert process.stdout is not None
    port, code, secret = 0, "", ""
    for line in process.stdout:
        if found := re.search(r"http://[^:]+:(\d+)/\?code=(\w+)", line):
            port, code = int(found[1]), found[2]
        if found := re.search(r"/teacher/(\S+)", line):
            secret = found[1]
        if line.startswith("To go on later"):
            return ServedClass(process, port, code, secret)
    raise AssertionError("the server did not start")


@dataclass
class Told:
    """An answer to a request."""

    status: int
    headers: dict[str, str]
    content: bytes

    @property
    def body(self) -> str:
        """What was sent, as words."""
        return self.content.decode()


class Gone(Exception):
    """The server is gone, or the connection."""


@dataclass
class Pupil:
    """A pupil in a browser: a connection, cookies, the page that is shown.

    `acknowledged` is how many steps the pages have shown to be done; `seconds` how long each step took, from the
    button to its page.
    """

    name: str
    ports: list[int]
    chance: random.Random
    cookies: dict[str, str] = field(default_factory=dict)
    page: str = ""
    acknowledged: int = 0
    seconds: list[float] = field(default_factory=list)
    refused: int = 0
    reconnected: int = 0
    word: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    _streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def join(self, code: str) -> None:
        """Join, and look at the first page."""
        door = await self.ask("GET", f"/?code={code}")
        fields = {"mark": _MARK.search(door.body)[1], "code": code, "name": self.name}  # type: ignore[index]
        told = await self.ask("POST", "/join", fields)
        assert told.status == 200, told.body
        self.word = re.search(r'class="word">(\w+)', told.body)[1]  # type: ignore[index]
        await self.look()

    async def look(self) -> None:
        """Load the page anew."""
        told = await self.ask("GET", "/play", fragment=True)
        if told.status != 200:
            self.refused += 1
            return
        self.page = told.body
        found = _STEP.search(told.body)
        assert found, told.body
        self.acknowledged = max(self.acknowledged, int(found[1]))

    async def step(self) -> None:
        """Press a button or type something, and wait for the page that shows it."""
        begun = time.perf_counter()
        told = await self.ask("POST", "/play", self._filled(), fragment=True)
        if told.status != 303:
            self.refused += 1
        await self.look()
        self.seconds.append(time.perf_counter() - begun)

    def _filled(self) -> dict[str, str]:
        mark, step = _MARK.search(self.page), _STEP.search(self.page)
        assert mark
        assert step
        fields = {"mark": mark[1], "step": f"{step[1]}.{step[2]}"}
        options = _DO.findall(self.page)
        if options and self.chance.random() < 0.8:
            return {**fields, "do": self.chance.choice(options)}
        if 'name="anew"' in self.page:
            return {**fields, "undo": "5"}
        return {**fields, "typed": self.chance.choice(_TYPED)}

    async def ask(self, method: str, path: str, form: dict[str, str] | None = None, *, fragment: bool = False) -> Told:
        """Ask once; where the server is gone, ask another one, as a proxy does. Raises Gone where none is left."""
        for _ in range(2 * len(self.ports)):
            try:
                return await self._asked(method, path, form, fragment)
            except (OSError, asyncio.IncompleteReadError, EOFError):
                self.close()
                self.ports.append(self.ports.pop(0))
                self.reconnected += 1
        raise Gone

    async def _asked(self, method: str, path: str, form: dict[str, str] | None, fragment: bool) -> Told:
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self.ports[0])
        reader, writer = self._streams
        body = urlencode(form).encode() if form is not None else b""
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        head = [f"{method} {path} HTTP/1.1", f"Host: localhost:{self.ports[0]}", f"Content-Length: {len(body)}"]
        head += [f"{name}: {value}" for name, value in self.headers.items()]
        head += [f"Cookie: {cookies}"] if cookies else []
        head += ["Content-Type: application/x-www-form-urlencoded"] if form is not None else []
        head += ["Eightwings-Fragment: 1"] if fragment else []
        writer.write("\r\n".join(head).encode() + b"\r\n\r\n" + body)
        await writer.drain()
        lines = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers: dict[str, str] = {}
        for line in lines[1:]:
            name, _, value = line.partition(": ")
            if name.lower() == "set-cookie":
                self.cookies.update([value.partition(";")[0].split("=", 1)])  # type: ignore[list-item]
            elif name:
                headers[name.lower()] = value
        content = await reader.readexactly(int(headers.get("content-length", 0)))
        if headers.get("connection") == "close":
            self.close()
        return Told(int(lines[0].split()[1]), headers, content)

    async def download(self, path: str) -> bytes:
        """A file."""
        told = await self.ask("GET", path)
        assert told.status == 200, (path, told.status)
        return told.content

    def close(self) -> None:
        """Close the connection."""
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None


def percentile(values: list[float], share: float) -> float:
    """The value below which so many of them lie, from 0 to 1."""
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]


def steps_kept(store: str, code: str) -> dict[str, int]:
    """How many steps the current play of each pupil has in the store, by their names."""
    from game.web.server.class_store import ClassStore
    from game.web.server.databases import database_at

    kept = ClassStore(database_at(store, Path(store)))
    try:
        row = kept.class_with(code)
        assert row is not None
        names = {pupil.id: pupil.name for pupil in kept.pupils(row.id)}
        plays = kept.plays(row.id)
        for play in plays:
            assert len(kept.steps(play.id)) == play.steps_done, "the count of steps is not that of the steps"
        return {names[play.pupil]: play.steps_done for play in plays}
    finally:
        kept.close()

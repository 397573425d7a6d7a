"""Classes for tests: a store in a folder, a room, a real server on a free port, and browsers that ask it."""

from __future__ import annotations

import asyncio
import http.client
import json
import re
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import uvicorn

from game.story.model.story import Story
from game.web.server.class_application import application
from game.web.server.class_keeping import open_class
from game.web.server.class_record import ClassRecord
from game.web.server.class_room import ClassRoom
from game.web.server.class_rows import ClassPupil, ClassRow
from game.web.server.class_store import ClassStore, Database
from game.web.server.databases import SqliteDatabase
from game.web.server.patience import PatientProtocol
from game.web.server.web_requests import Site
from tests.web.form_reader import ReadPage

NOON = 1_800_000_000.0


@dataclass
class Clock:
    """The time as a test has it: it goes on a little whenever it is asked for."""

    now: float = NOON

    def __call__(self) -> float:
        self.now += 0.001
        return self.now


@dataclass
class Class:
    """A class: `told` is what was said to whoever runs the server."""

    store: ClassStore
    row: ClassRow
    secret: str
    story: Story
    pack: Path
    clock: Clock
    told: list[str] = field(default_factory=list)
    record: ClassRecord | None = None
    load: Callable[[str], Story] | None = None

    def room(self) -> ClassRoom:
        """A room as a process of its own has it: with nothing but the store in common with others."""
        row = self.store.class_by_id(self.row.id)
        assert row is not None
        return ClassRoom(self.store, row, self.story, self.pack, self.told.append, self.record, self.clock, self.load)


@contextmanager
def opened(
    story: Story, pack: Path, where: Path | Database, *, days: int = 0, record: bool = False,
    load: Callable[[str], Story] | None = None,
) -> Iterator[Class]:  # fmt: skip
    """A new class in a folder, or in a database; `load` makes the story in its other languages."""
    store = ClassStore(SqliteDatabase(where / "classes.sqlite3") if isinstance(where, Path) else where)
    clock, told = Clock(), list[str]()
    keeper = ClassRecord(told.append) if record else None
    try:
        row, secret = open_class(store, str(pack), "en", "Class 7b", days, clock())
        yield Class(store, row, secret, story, pack, clock, told, keeper, load)
    finally:
        if keeper is not None:
            keeper.close()
        store.close()


class _Server(uvicorn.Server):
    """A server that stops at once when it is told to: uvicorn itself looks ten times a second whether it was."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._loop, self._told = asyncio.get_running_loop(), asyncio.Event()
        self.ready.set()

    def stop(self) -> None:
        """Say from another thread that it is over."""
        self._loop.call_soon_threadsafe(self._told.set)

    async def main_loop(self) -> None:
        ticking = asyncio.ensure_future(super().main_loop())
        await self._told.wait()
        ticking.cancel()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for listening in (*self.servers, *(sockets or ())):
            listening.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        with suppress(asyncio.TimeoutError):
            await asyncio.wait_for(self._all_answered(), self.config.timeout_graceful_shutdown)
        for task in self.server_state.tasks:
            task.cancel()

    async def _all_answered(self) -> None:
        while self.server_state.connections or self.server_state.tasks:
            await asyncio.sleep(0.001)


@contextmanager
def served(room: ClassRoom, site: Site | None = None) -> Iterator[str]:
    """The `host:port` at which a room is served as long as the block lasts."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        config = uvicorn.Config(
            application(room, site), http=PatientProtocol, ws="none", lifespan="off", log_level="critical",
            server_header=False, timeout_graceful_shutdown=1, proxy_headers=False,
        )  # fmt: skip
        server = _Server(config)
        thread = threading.Thread(target=lambda: asyncio.run(server.serve([listening])), daemon=True)
        thread.start()
        assert server.ready.wait(30)
        try:
            yield f"127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.stop()
            thread.join()


@dataclass
class Answered:
    """What a server answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def page(self) -> ReadPage:
        return ReadPage(self.text)

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def words(self) -> str:
        """What a reader sees, on one line."""
        return " ".join(self.page.words.split())


@dataclass
class Browser:
    """A browser without scripts: it keeps cookies and follows where it is sent."""

    address: str
    cookies: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)

    def ask(
        self, method: str, path: str, body: bytes | str | None = None, headers: Mapping[str, str] | None = None,
        *, follow: bool = True,
    ) -> Answered:  # fmt: skip
        """Ask once, and again where that leads elsewhere."""
        connection = http.client.HTTPConnection(self.address, timeout=30)
        try:
            sent = {**self.headers, **(headers or {})}
            if self.cookies:
                sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
            connection.request(method, path, body, sent)
            response = connection.getresponse()
            answered = Answered(
                response.status, {name.lower(): value for name, value in response.getheaders()}, response.read()
            )
            for name, value in response.getheaders():
                if name.lower() == "set-cookie":
                    self.cookies.update({key: morsel.value for key, morsel in SimpleCookie(value).items()})
        finally:
            connection.close()
        if follow and answered.status == 303:
            return self.get(answered.headers["location"].partition("#")[0])
        return answered

    def get(self, path: str) -> Answered:
        """A page."""
        return self.ask("GET", path)

    def post(self, path: str, fields: Mapping[str, str], *, follow: bool = True, **headers: str) -> Answered:
        """Send a form."""
        sent = {"Content-Type": "application/x-www-form-urlencoded", **headers}
        return self.ask("POST", path, urlencode(fields), sent, follow=follow)

    def send_json(self, path: str, data: object, **headers: str) -> Answered:
        """Send an object."""
        return self.ask("POST", path, json.dumps(data), {"Content-Type": "application/json", **headers})

    def join(self, code: str, name: str) -> str:
        """Join a class; the word to come back with."""
        answered = self.try_to_join(code, name)
        found = re.search(r'<p class="word">([a-z]+)</p>', answered.text)
        assert found, answered.text
        return found[1]

    def try_to_join(self, code: str, name: str, **more: str) -> Answered:
        """Fill in the first form of the door."""
        fields = self.get(f"/?code={quote(code)}").page.forms[0].controls
        return self.post("/join", {"mark": fields["mark"].value, "code": code, "name": name, **more})

    def come_back(self, code: str, name: str, word: str) -> Answered:
        """Fill in the second form of the door."""
        fields = self.get(f"/?code={quote(code)}").page.forms[1].controls
        return self.post("/back", {"mark": fields["mark"].value, "code": code, "name": name, "word": word})

    def do(self, option: str = "") -> Answered:
        """Press a button of the play, by default the first that does something."""
        page = self.get("/play").page
        option = option or page.offered()[0]
        return self.post("/play", page.form("do", option).sent("do", option))

    def manage(self, secret: str, button: str, value: str | None = None, **filled: str) -> Answered:
        """Press a button of the teacher's page."""
        page = self.get(f"/teacher/{secret}").page
        return self.post("/teacher", page.form(button, value).sent(button, value, **filled))


def joined(room: ClassRoom, name: str) -> ClassPupil:
    """A pupil who has joined."""
    return room.join(name, "test").pupil

"""Runs the server of a class: says where it is reached, and stops without losing anything."""

from __future__ import annotations

import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from game.localisation.messages import language_used
from game.record.locations import data_folder
from game.story.model.story import Story
from game.support.exit_codes import UNFINISHED, WRONG_USAGE
from game.web.server.class_room import ClassRoom, delete_old, open_class
from game.web.server.class_store import ClassRow, ClassStore, StoreProblem
from game.web.server.databases import database_at

_SLOW_SECONDS = 20
_AT_ONCE = 512


class ServerWishes(NamedTuple):
    """What the command line asks for. `code`: go on with the class that has it; `days`: delete it after so many."""

    host: str
    port: int
    store: str
    code: str
    days: int
    title: str
    url: str
    behind_proxy: bool
    new_secret: bool


def serve(story: Story, pack: Path, wishes: ServerWishes) -> int:
    """Serve a class until it is interrupted. The result is the exit code."""
    try:
        import uvicorn

        from game.web.server.application import Site, application
    except ImportError:
        print("A class needs what `pip install 'eightwings[class]'` installs.", file=sys.stderr)
        return WRONG_USAGE
    try:
        store = ClassStore(database_at(wishes.store, data_folder() / "classes.sqlite3"))
        for title in delete_old(store, time.time()):
            print(f"Deleted, for its days are over: {title}.")
        row, secret = _class(store, story, pack, wishes)
    except StoreProblem as problem:
        print(problem, file=sys.stderr)
        return UNFINISHED
    except LookupError as problem:
        print(problem.args[0], file=sys.stderr)
        return WRONG_USAGE
    room = ClassRoom(store, row, story, pack, language_used(), lambda words: print(words, file=sys.stderr))
    try:
        listening = socket.create_server((wishes.host, wishes.port), reuse_port=hasattr(socket, "SO_REUSEPORT"))
    except OSError as error:
        print(f"Port {wishes.port} of {wishes.host} cannot be used: {error.strerror}. Choose another with --port.",
              file=sys.stderr)  # fmt: skip
        return WRONG_USAGE
    with listening:
        address = wishes.url or f"http://{_reached_at(wishes.host)}:{listening.getsockname()[1]}"
        for line in _told(address, row, secret):
            print(line)
        sys.stdout.flush()
        config = uvicorn.Config(
            application(room, Site(address.startswith("https:"), wishes.behind_proxy)),
            log_level="warning", access_log=False, server_header=False, timeout_keep_alive=_SLOW_SECONDS,
            limit_concurrency=_AT_ONCE, h11_max_incomplete_event_size=32_768, proxy_headers=False,
        )  # fmt: skip
        uvicorn.Server(config).run(sockets=[listening])
    return 0


def _class(store: ClassStore, story: Story, pack: Path, wishes: ServerWishes) -> tuple[ClassRow, str]:
    """The class that is asked for, a new one by default; and the teacher's secret, where it is new."""
    if not wishes.code:
        title = wishes.title or story.title
        return open_class(store, str(pack.absolute()), language_used(), title, wishes.days, time.time())
    row = store.class_with(wishes.code.upper())
    if row is None:
        raise LookupError(f"There is no class with the code {wishes.code}.")
    if Path(row.pack).name != pack.name:
        raise LookupError(f"The class {row.code} plays {row.pack}, and not {pack}.")
    return row, store.renew_secret(row.id) if wishes.new_secret else ""


def _told(address: str, row: ClassRow, secret: str) -> Iterator[str]:
    yield f"Pupils open   {address}/?code={row.code}"
    yield f"and the code is   {row.code}"
    try:
        import io

        import segno

        drawn = io.StringIO()
        segno.make(f"{address}/?code={row.code}", error="m").terminal(out=drawn, compact=True)
        yield drawn.getvalue().rstrip("\n")
    except ImportError:
        pass
    if secret:
        yield f"Your page, for you alone:   {address}/teacher/{secret}"
    else:
        yield "Your page is at the address that was told when the class was opened; --new-secret makes another."
    yield f"To go on later: add --code {row.code}. Ctrl+C stops the server; nothing is lost."


def _reached_at(host: str) -> str:
    """The address under which other machines find this one."""
    if host not in ("0.0.0.0", "::"):  # noqa: S104 - compared, not bound
        return f"[{host}]" if ":" in host else host
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # nothing is sent; the system says from where it would be
            return str(probe.getsockname()[0])
        except OSError:
            return socket.gethostname()

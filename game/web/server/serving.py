"""Runs the server of a class: says where it is reached, and stops without losing anything."""

from __future__ import annotations

import os
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from game.learning.record.wanted import is_recording
from game.localisation.messages import gettext, language_used
from game.record.locations import data_folder
from game.story.model.story import Story
from game.support.exit_codes import UNFINISHED, WRONG_USAGE
from game.support.safe_text import safe_line
from game.web.server.class_keeping import delete_old, open_class
from game.web.server.class_record import ClassRecord
from game.web.server.class_room import ClassRoom
from game.web.server.class_rows import ClassRow, StoreProblem
from game.web.server.class_store import ClassStore
from game.web.server.class_stories import ClassStories
from game.web.server.databases import database_at
from game.web.server.tokens import read_code

_SLOW_SECONDS = 20
_AT_ONCE = 2_048
_HEAD_BYTES = 32_768
_HOUR = 3_600.0


class ServerWishes(NamedTuple):
    """What the command line asks for. `code`: go on with the class that has it; `days`: delete it after so many.

    `only_open`: make the class and tell of it; it is served another time. `language`: that of the story; empty: as the
    class has it, or as it was written.
    """

    host: str
    port: int
    store: str
    code: str
    days: int
    title: str
    url: str
    behind_proxy: bool
    new_secret: bool
    only_open: bool = False
    language: str = ""


def serve(story: Story, pack: Path, wishes: ServerWishes, load: Callable[[str], Story]) -> int:
    """Serve a class until it is interrupted. The result is the exit code. Raises PackError.

    `load` makes the story in another of its languages, by the tag.
    """
    if any(find_spec(name) is None for name in ("starlette", "uvicorn")):
        print("A class needs what `pip install 'eightwings[class]'` installs.", file=sys.stderr)
        return WRONG_USAGE
    record = ClassRecord(_tell) if is_recording(os.environ) else None
    try:
        store = ClassStore(database_at(wishes.store, data_folder() / "classes.sqlite3"))
        try:
            _delete_old(store, record)
            row, secret = _class(store, story, pack, wishes)
            if wishes.only_open:
                address = wishes.url or f"http://{_reached_at(wishes.host)}:{wishes.port}"
                for line in _told(address, row, secret):
                    print(line)
                return 0
            story = _in_its_language(story, row, wishes, load)
            return _served(ClassRoom(store, row, story, pack, _tell, record, load=load), row, secret, wishes)
        finally:
            store.close()
    except StoreProblem as problem:
        print(problem, file=sys.stderr)
        return UNFINISHED
    except _WrongWish as problem:
        print(problem, file=sys.stderr)
        return WRONG_USAGE
    finally:
        if record is not None:
            record.close()


def _in_its_language(story: Story, row: ClassRow, wishes: ServerWishes, load: Callable[[str], Story]) -> Story:
    """The story in the language in which the class was opened, where another was not asked for."""
    if wishes.language:
        return story
    chosen = ClassStories(story, load).chosen(row.language)
    return load(chosen) if chosen else story


class _WrongWish(Exception):
    """What is asked for does not fit; a sentence for the user."""


def _tell(words: str) -> None:
    print(safe_line(words), file=sys.stderr, flush=True)


def _served(room: ClassRoom, row: ClassRow, secret: str, wishes: ServerWishes) -> int:
    import uvicorn

    from game.web.server.class_application import application
    from game.web.server.patience import PatientProtocol
    from game.web.server.web_requests import Site

    with _listening(wishes) as listening:
        address = wishes.url or f"http://{_reached_at(wishes.host)}:{listening.getsockname()[1]}"
        for line in _told(address, row, secret):
            print(line)
        sys.stdout.flush()
        config = uvicorn.Config(
            application(room, Site(address.startswith("https:"), wishes.behind_proxy)), http=PatientProtocol, ws="none",
            lifespan="off", log_level="error", access_log=False, server_header=False,
            timeout_keep_alive=_SLOW_SECONDS, timeout_graceful_shutdown=_SLOW_SECONDS, limit_concurrency=_AT_ONCE,
            h11_max_incomplete_event_size=_HEAD_BYTES, proxy_headers=False,
        )  # fmt: skip
        stopped = threading.Event()
        hourly = threading.Thread(target=_delete_hourly, args=(room.store, room.record, stopped), daemon=True)
        hourly.start()
        try:
            uvicorn.Server(config).run(sockets=[listening])
        except KeyboardInterrupt:
            pass  # uvicorn has ended in good order, and raises it again
        finally:
            stopped.set()
            hourly.join()
    return 0


def _listening(wishes: ServerWishes) -> socket.socket:
    if not 0 <= wishes.port < 65_536:
        raise _WrongWish(f"Port {wishes.port} is none: they go from 0 to 65535.")
    try:
        family = socket.AF_INET6 if ":" in wishes.host else socket.AF_INET
        return socket.create_server((wishes.host, wishes.port), family=family, backlog=_AT_ONCE)
    except OSError as error:
        reason = error.strerror or error
        raise _WrongWish(
            f"Port {wishes.port} of {wishes.host} cannot be used: {reason}. Choose another with --port."
        ) from error


def _delete_hourly(store: ClassStore, record: ClassRecord | None, stopped: threading.Event) -> None:
    while not stopped.wait(_HOUR):
        try:
            _delete_old(store, record)
        except StoreProblem as problem:
            _tell(str(problem))


def _delete_old(store: ClassStore, record: ClassRecord | None) -> None:
    for title in delete_old(store, time.time(), record):
        _tell(f"Deleted, for its days are over: {title}.")


def _class(store: ClassStore, story: Story, pack: Path, wishes: ServerWishes) -> tuple[ClassRow, str]:
    """The class that is asked for, a new one by default; and the teacher's secret, where it is new."""
    if not wishes.code:
        title = wishes.title or story.title
        language = story.language_of_texts or language_used()
        return open_class(store, str(pack.absolute()), language, title, wishes.days, time.time())
    row = store.class_with(read_code(wishes.code))
    if row is None:
        raise _WrongWish(f"There is no class with the code {wishes.code}.")
    if Path(row.pack).name != pack.name:
        raise _WrongWish(f"The class {row.code} plays {row.pack}, and not {pack}.")
    if wishes.days:
        store.set_days(row.id, wishes.days)
    return row, store.renew_secret(row.id) if wishes.new_secret else ""


def _told(address: str, row: ClassRow, secret: str) -> Iterator[str]:
    yield gettext("Pupils open   {address}", address=f"{address}/?code={row.code}")
    yield gettext("or type there the code   {code}", code=row.code)
    yield gettext("or in a terminal   {command}", command=f"eightwings join {address} {row.code}")
    try:
        import io

        import segno

        drawn = io.StringIO()
        segno.make(f"{address}/?code={row.code}", error="m").terminal(out=drawn, compact=True)
        yield drawn.getvalue().rstrip("\n")
    except ImportError:
        pass
    if secret:
        yield gettext("Your page, for you alone:   {address}", address=f"{address}/teacher/{secret}")
    else:
        yield gettext(
            "Your page is at the address that was told when the class was opened; --new-secret makes another."
        )
    yield gettext("To go on later: add --code {code}. Ctrl+C stops the server; nothing is lost.", code=row.code)


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

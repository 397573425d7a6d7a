"""A PostgreSQL server of Debian's package, in a folder of its own on a free port, as a user without rights."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple


class NoPostgres(Exception):
    """There is none here; a sentence says what to do."""


class PostgresServer(NamedTuple):
    """A running server: where it listens, and how it is managed."""

    address: str
    folder: Path
    binaries: Path
    user: str | None

    def manage(self, *command: str) -> None:
        """Call `pg_ctl`."""
        _run(self.user, self.binaries / "pg_ctl", "-D", self.folder / "data", "-w", *command)

    def restart(self) -> None:
        """Stop as if the power had failed, and start again."""
        self.manage("-m", "immediate", "stop")
        self.manage("-l", str(self.folder / "log"), "start")


@contextmanager
def postgres_server(*, is_safe: bool = False) -> Iterator[PostgresServer]:
    """A server, as long as the block lasts. `is_safe`: it waits for the disk. Raises NoPostgres."""
    binaries = _binaries()
    if find_spec("psycopg") is None:
        raise NoPostgres("There is no psycopg here: pip install 'eightwings[postgres]'.")
    user = _user()
    folder = Path(tempfile.mkdtemp(prefix="eightwings-postgres-"))
    try:
        if user is not None:
            shutil.chown(folder, user)
        _run(user, binaries / "initdb", "-D", folder / "data", "-U", "eightwings", "-A", "trust", "--no-sync")
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        with (folder / "data" / "postgresql.auto.conf").open("a", encoding="utf-8") as settings:
            settings.write(f"port = {port}\nunix_socket_directories = '{folder}'\nlisten_addresses = '127.0.0.1'\n")
            settings.write(f"fsync = {'on' if is_safe else 'off'}\n")
        server = PostgresServer(f"postgresql://eightwings@127.0.0.1:{port}/postgres", folder, binaries, user)
        server.manage("-l", str(folder / "log"), "start")
        try:
            yield server
        finally:
            server.manage("-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _binaries() -> Path:
    found = [Path(path).resolve().parent for name in ("initdb", "pg_ctl") if (path := shutil.which(name))]
    for folder in (*found[1:], *sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)):
        if (folder / "initdb").exists() and (folder / "pg_ctl").exists():
            return folder
    raise NoPostgres("There is no PostgreSQL here: apt-get install postgresql.")


def _user() -> str | None:
    """Whom the server runs as: PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            pwd.getpwnam(name)
        except KeyError:
            continue
        return name
    raise NoPostgres("PostgreSQL does not run as root, and there is no user postgres or nobody.")


def _run(user: str | None, *command: object) -> None:
    with tempfile.TemporaryFile("w+") as said:  # a server that goes on would hold a pipe open
        done = subprocess.run(
            [str(part) for part in command], user=user, cwd="/", check=False, timeout=120, stdin=subprocess.DEVNULL,
            stdout=said, stderr=subprocess.STDOUT,
        )  # fmt: skip
        said.seek(0)
        assert done.returncode == 0, said.read()

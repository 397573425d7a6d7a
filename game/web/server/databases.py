"""The two databases in which classes are kept: SQLite for one machine, PostgreSQL for many processes."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from game.web.server.class_store import Connection, StoreProblem

if TYPE_CHECKING:
    import psycopg

_PATIENCE_SECONDS = 10.0


class SqliteDatabase:
    """A file, in which every commit is on disk before it is acknowledged (WAL, synchronous=FULL)."""

    mark = "?"
    holding = ""  # a transaction that writes has the whole file to itself

    def __init__(self, path: Path) -> None:
        self._lock = threading.RLock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(
                path, timeout=_PATIENCE_SECONDS, isolation_level=None, check_same_thread=False
            )
            path.chmod(0o600)
            for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
                self._connection.execute(f"PRAGMA {pragma}")
        except (OSError, sqlite3.Error) as error:
            raise StoreProblem(f"The classes cannot be kept in {path}: {error}.") from error

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """See `Database`."""
        with self._lock:
            try:
                self._connection.execute("BEGIN IMMEDIATE")
            except sqlite3.Error as error:
                raise StoreProblem(f"The classes cannot be read or written now: {error}.") from error
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException as error:
                self._undo()
                if isinstance(error, sqlite3.Error):
                    raise StoreProblem(f"The classes cannot be read or written now: {error}.") from error
                raise

    def _undo(self) -> None:
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")


class PostgresDatabase:
    """A PostgreSQL server, with a connection for each thread. One that was lost is made anew."""

    mark = "%s"
    holding = " FOR UPDATE"

    def __init__(self, address: str) -> None:
        self._address = address
        self._local = threading.local()

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """See `Database`."""
        import psycopg

        try:
            connection = self._connected()
            with connection.transaction():
                yield connection
        except psycopg.Error as error:
            self._local.connection = None
            raise StoreProblem(f"The classes cannot be read or written now: {error}.") from error

    def _connected(self) -> psycopg.Connection:
        import psycopg

        connection: psycopg.Connection | None = getattr(self._local, "connection", None)
        if connection is None or connection.closed:
            connection = psycopg.connect(self._address, autocommit=True, connect_timeout=int(_PATIENCE_SECONDS))
            self._local.connection = connection
        return connection


def database_at(where: str, default: Path) -> SqliteDatabase | PostgresDatabase:
    """The database at `postgresql://…`, or in a file; empty: in the default file. Raises StoreProblem."""
    if where.startswith(("postgresql://", "postgres://")):
        return PostgresDatabase(where)
    return SqliteDatabase(Path(where) if where else default)

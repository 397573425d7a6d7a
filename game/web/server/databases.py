"""The two databases in which classes are kept: SQLite for one machine, PostgreSQL for many processes."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from game.record.atomic_files import make_folder, write_new_file
from game.web.server.class_rows import StoreProblem
from game.web.server.class_store import StoreConnection

if TYPE_CHECKING:
    import psycopg

_PATIENCE_SECONDS = 10
_CONNECTIONS = 8


class SqliteDatabase:
    """A file, in which every commit is on disk before it is acknowledged (WAL, synchronous=FULL).

    Other processes can use the same file. Whoever reads has a connection apart, and waits for nobody who writes.
    """

    mark = "?"
    alone = ""  # a transaction that writes has the whole file to itself

    def __init__(self, path: Path) -> None:
        self._writing, self._reading = threading.RLock(), threading.Lock()
        try:
            make_folder(path.parent)
            with contextlib.suppress(FileExistsError):
                write_new_file(path, b"", private=True)  # an empty file is an empty database
            self._writer, self._reader = _sqlite_connection(path), _sqlite_connection(path)
        except (OSError, sqlite3.Error) as error:
            raise StoreProblem(f"The classes cannot be kept in {path}: {error}.") from error

    @contextmanager
    def transaction(self) -> Iterator[StoreConnection]:
        """See `Database`."""
        with self._writing, _explained_sqlite():
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
                self._writer.execute("COMMIT")
            except BaseException:
                if self._writer.in_transaction:
                    self._writer.execute("ROLLBACK")
                raise

    @contextmanager
    def reading(self) -> Iterator[StoreConnection]:
        """See `Database`."""
        with self._reading, _explained_sqlite():
            yield self._reader

    def close(self) -> None:
        """See `Database`."""
        with self._writing, self._reading:
            self._reader.close()
            self._writer.close()


def _sqlite_connection(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_PATIENCE_SECONDS, isolation_level=None, check_same_thread=False)
    # What is deleted is written over: a name that was to be forgotten stays in no free page of the file.
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


@contextmanager
def _explained_sqlite() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise StoreProblem(f"The classes cannot be read or written now: {error}.") from error


class PostgresDatabase:
    """A PostgreSQL server, with a few connections. One that was lost is made anew; so a server can start again.

    `address` is a connection string as libpq has it.
    """

    mark = "%s"
    alone = (
        "SELECT pg_advisory_xact_lock(8170433)"  # two processes that make the same tables would be in each other's way
    )

    def __init__(self, address: str) -> None:
        self._address = address
        self._idle: list[psycopg.Connection] = []
        self._free = threading.Semaphore(_CONNECTIONS)

    @contextmanager
    def transaction(self) -> Iterator[StoreConnection]:
        """See `Database`."""
        with self._connection() as connection, connection.transaction():
            yield connection

    @contextmanager
    def reading(self) -> Iterator[StoreConnection]:
        """See `Database`."""
        with self._connection() as connection:
            yield connection

    def close(self) -> None:
        """See `Database`."""
        while self._idle:
            self._idle.pop().close()

    @contextmanager
    def _connection(self) -> Iterator[psycopg.Connection]:
        """A connection for this block alone; it is not used again when anything goes wrong with it."""
        import psycopg

        with self._free:
            try:
                connection = self._living()
            except psycopg.Error as error:
                raise StoreProblem(f"The classes cannot be read or written now: {error}.") from error
            try:
                yield connection
            except psycopg.Error as error:
                connection.close()
                raise StoreProblem(f"The classes cannot be read or written now: {error}.") from error
            except BaseException:
                self._give_back(connection)
                raise
            self._give_back(connection)

    def _give_back(self, connection: psycopg.Connection) -> None:
        from psycopg.pq import TransactionStatus

        if not connection.closed and connection.info.transaction_status == TransactionStatus.IDLE:
            self._idle.append(connection)
        else:
            connection.close()

    def _living(self) -> psycopg.Connection:
        """A connection that answers: one that is there, or another. Raises psycopg.Error."""
        import psycopg

        while True:
            try:
                connection = self._idle.pop()
            except IndexError:
                break
            with contextlib.suppress(psycopg.Error):
                connection.execute("SELECT 1")
                return connection
            connection.close()
        connection = psycopg.connect(self._address, autocommit=True, connect_timeout=_PATIENCE_SECONDS)
        # A step is acknowledged when it is on disk, whatever the server is used to.
        connection.execute("SET synchronous_commit = on")
        connection.execute(f"SET lock_timeout = '{_PATIENCE_SECONDS}s'")
        connection.execute(f"SET statement_timeout = '{3 * _PATIENCE_SECONDS}s'")
        return connection


def database_at(where: str, default: Path) -> SqliteDatabase | PostgresDatabase:
    """The database at `postgresql://…`, or in a file; empty: in the default file. Raises StoreProblem."""
    if where.startswith(("postgresql://", "postgres://")):
        from importlib.util import find_spec

        if find_spec("psycopg") is None:
            raise StoreProblem("A store in PostgreSQL needs what `pip install 'eightwings[postgres]'` installs.")
        return PostgresDatabase(where)
    return SqliteDatabase(Path(where) if where else default)

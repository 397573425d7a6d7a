"""Work that is cut into numbered pieces and done by several processes, or by this one.

The processes are started anew (`spawn`), on every system alike: none of them inherits a half-held lock, an open play or
the threads of a progress bar. They leave Ctrl+C to this one, which then ends them.
"""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Callable, Generator, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, Protocol, TypeVar, cast

from game.support.exit_codes import UNFINISHED

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

Brought = TypeVar("Brought")
WorkPiece = TypeVar("WorkPiece")
WorkDone = TypeVar("WorkDone")


class WorkerLost(Exception):
    """A process ended without being asked to: most likely the system had no memory left for it."""


class ClusterProblem(Exception):
    """A cluster cannot do the work: the message is a sentence on why, and what to do; `code` is the exit code."""

    def __init__(self, message: str, code: int = UNFINISHED) -> None:
        super().__init__(message)
        self.code = code


class Cluster(Protocol):
    """Other machines that do work, see `cluster.DaskCluster`."""

    @property
    def left_out(self) -> str:
        """After the work, a sentence on workers that could not be used, or empty."""

    def work(
        self, make: Callable[[Brought], Callable[[WorkPiece], WorkDone]], brought: Brought, pieces: Iterable[WorkPiece]
    ) -> Generator[WorkDone]:
        """As `work` below. Raises ClusterProblem, and what the work raises."""


def cores() -> int:
    """How many processes can work at once on this machine, as far as this one may use it."""
    if hasattr(os, "sched_getaffinity"):
        return max(len(os.sched_getaffinity(0)), 1)
    return os.cpu_count() or 1


def work(
    make: Callable[[Brought], Callable[[WorkPiece], WorkDone]],
    brought: Brought,
    pieces: Iterable[WorkPiece],
    workers: int,
) -> Generator[WorkDone]:
    """What is made of each piece, in the order in which it is done.

    `make` is a function of a module; in each process it makes, of what is `brought`, the function that does the work.
    What is brought, the pieces and what is made of them pass through a pipe between these processes. Raises WorkerLost,
    and what the work raises.
    """
    if workers == 1 or not _others_can_start():
        do = make(brought)
        for piece in pieces:
            yield do(piece)
        return
    team = _Team[WorkPiece, WorkDone](make, brought, workers)
    try:
        yield from team.work(iter(pieces))
    finally:
        team.dismiss()


class _Failed(NamedTuple):
    """What a process sends instead of a result: why there is none."""

    error: Exception


def _others_can_start() -> bool:
    """Whether a process could begin in the folder where this one is, which may be gone or closed by now."""
    try:
        return os.access(os.getcwd(), os.X_OK)  # noqa: PTH109 - as `multiprocessing` asks for it
    except OSError:
        return False


class _Team(Generic[WorkPiece, WorkDone]):
    """Processes, each with a line to it. A process has one piece at a time."""

    def __init__(
        self, make: Callable[[Brought], Callable[[WorkPiece], WorkDone]], brought: Brought, workers: int
    ) -> None:
        from multiprocessing import get_context  # needed only for more than one process

        context = get_context("spawn")
        self._members: dict[Connection[Any, Any], BaseProcess] = {}
        with _interrupts_ignored():  # so that the processes begin their lives deaf to Ctrl+C
            for _ in range(workers):
                ours, theirs = context.Pipe()
                member = context.Process(target=_serve, args=(theirs, make), daemon=True)
                member.start()
                theirs.close()
                self._members[ours] = member
        for line in self._members:  # apart from the start: a process that dies before it reads would stop us there
            _send(line, brought)

    def work(self, pieces: Iterator[WorkPiece]) -> Iterator[WorkDone]:
        from multiprocessing.connection import wait

        busy = set()
        for line in self._members:
            if self._hand(line, pieces):
                busy.add(line)
        while busy:
            for line in cast("list[Connection[Any, Any]]", wait(list(busy))):
                try:
                    done = line.recv()
                except (EOFError, OSError) as error:
                    raise WorkerLost from error
                if isinstance(done, _Failed):
                    raise done.error
                if not self._hand(line, pieces):
                    busy.discard(line)
                yield done

    def _hand(self, line: Connection[Any, Any], pieces: Iterator[WorkPiece]) -> bool:
        """Give the next piece to a process, if there is one left."""
        for piece in pieces:
            _send(line, piece)
            return True
        return False

    def dismiss(self) -> None:
        """End all processes, whatever they do."""
        for line, member in self._members.items():
            line.close()
            member.terminate()
        for member in self._members.values():
            member.join()
            member.close()


def _send(line: Connection[Any, Any], message: object) -> None:
    try:
        line.send(message)
    except OSError as error:
        raise WorkerLost from error


def _serve(line: Connection[Any, Any], make: Callable[[Any], Callable[[Any], Any]]) -> None:
    """The life of a process: what it needs, then pieces in, what is made of them out, until the line is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(EOFError, OSError):
        do = make(line.recv())
        while True:
            line.send(_done(do, line.recv()))


def _done(do: Callable[[Any], Any], piece: Any) -> Any:
    """What is made of a piece; an error of the work goes to the process that wants it, which tells of it."""
    try:
        return do(piece)
    except Exception as error:
        # Between processes only errors pass that are made of words and numbers alone.
        plain = type(error).__init__ in (Exception.__init__, OSError.__init__) and all(
            isinstance(argument, str | int | None) for argument in error.args
        )
        return _Failed(type(error)(*error.args) if plain else RuntimeError(f"{type(error).__name__}: {error}"))


@contextlib.contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """Inside, and in processes that are begun inside, Ctrl+C does nothing. Only a main thread can ask for that."""
    try:
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    except ValueError:
        before = None
    try:
        yield
    finally:
        if before is not None:
            signal.signal(signal.SIGINT, before)

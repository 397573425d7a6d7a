"""Plays spread over the workers of a Dask cluster that is already running.

The story travels in its compiled form, as it does between the processes of one machine (see `workers`), so no worker
needs the files of the pack. What a worker does need is this very program: a worker is asked for it before it gets
anything else, because Dask ends a worker that cannot read its task, and the cluster may be somebody else's.

A worker may be lost at any time: its pieces are then given to another one, and each piece is counted once. Dask and its
network code are imported when the work begins; they take more than a second.
"""

from __future__ import annotations

import contextlib
import logging
import threading
import warnings
from collections.abc import Awaitable, Callable, Generator, Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

import game
from game.playthrough.simulation.workers import Brought, ClusterProblem, WorkDone, WorkPiece
from game.record.cache_files import digest
from game.support.exit_codes import WRONG_USAGE

if TYPE_CHECKING:
    import asyncio

Waited = TypeVar("Waited")

#: So many seconds a scheduler has to answer, and a cluster to have a worker again.
ANSWERED_WITHIN = 15.0
#: How often the workers of the cluster are looked at while nothing is done, in seconds.
_GLANCE = 1.0
#: Pieces that wait at the cluster for each thread of a worker, beside the one that it plays.
_AHEAD = 1
#: A piece is given up when more workers were lost that had it: it may be what ended them.
_MOST_LOSSES = 3
_NAMED = 3
_LOGS = ("distributed", "distributed.client", "tornado", "tornado.application")


class DaskCluster:
    """The cluster whose scheduler has an address, such as `tcp://127.0.0.1:8786`.

    `patience`: so many seconds it may leave us without an answer or without a worker. After the work `left_out` is a
    sentence on workers that could not be used, or empty.
    """

    def __init__(self, address: str, patience: float = ANSWERED_WITHIN) -> None:
        self.address, self.patience = address, patience
        self.left_out = ""

    def work(
        self, make: Callable[[Brought], Callable[[WorkPiece], WorkDone]], brought: Brought, pieces: Iterable[WorkPiece]
    ) -> Generator[WorkDone]:
        """What is made of each piece, in the order in which it is done; arguments as those of `workers.work`.

        Raises ClusterProblem, and what the work raises.
        """
        if any(find_spec(name) is None for name in ("dask", "distributed")):
            raise ClusterProblem("A cluster needs what `pip install 'eightwings[cluster]'` installs.", WRONG_USAGE)
        import asyncio

        with asyncio.Runner() as runner, _without_noise():
            runner.get_loop().set_exception_handler(lambda loop, context: None)  # of tasks of Dask that nobody awaits
            spread = _Spread(self, make, brought, iter(pieces))
            try:
                runner.run(spread.connect())
                while done := runner.run(spread.some_done()):
                    yield from done
            finally:
                runner.run(spread.close())


@cache
def program() -> str:
    """The version of the game, and a digest of its source: who has the same plays the same."""
    root = Path(game.__file__).parent
    sources = digest(size=16)
    for path in sorted(root.rglob("*.py"), key=lambda path: path.relative_to(root).parts):
        name, content = path.relative_to(root).as_posix(), path.read_bytes().replace(b"\r\n", b"\n")
        sources.update(f"{name} {len(content)}\n".encode() + content)
    return f"{game.__version__} {sources.hexdigest()}"


# What a worker does


class _Made(threading.local):
    """What does the work in a thread of a worker; it is not made to be used by two threads at once."""

    key: str = ""
    do: Callable[[Any], Any]


_made = _Made()


def _kept(brought: Brought) -> Brought:
    """What was brought, as it is: what a task has made stays with its worker, for the tasks that need it."""
    return brought


def _done(key: str, make: Callable[[Any], Callable[[Any], Any]], brought: object, piece: object) -> Any:
    """What is made of a piece. `key` tells one simulation from the next in the same worker."""
    if _made.key != key:
        _made.do, _made.key = make(brought), key
    return _made.do(piece)


# What the machine does at which somebody waits


class _Given(NamedTuple):
    """A piece, the worker that has it, and how many workers were lost that had it before."""

    piece: Any
    worker: str
    losses: int


class _Spread:
    """Pieces of one simulation, at the cluster and still to be given to it.

    Each piece is given to one worker. Left to itself, Dask prefers the workers that have the story already, and would
    give pieces to workers that cannot do them.
    """

    def __init__(
        self, cluster: DaskCluster, make: Callable[[Any], Callable[[Any], Any]], brought: object, pieces: Iterator[Any]
    ) -> None:
        self._cluster, self._make, self._brought, self._pieces = cluster, make, brought, pieces
        self._client: Any = None
        self._key = token_hex(16)
        #: By the address of a worker, what was brought to it.
        self._held: dict[str, Any] = {}
        #: By the address of a worker that has this very program, how many threads it has.
        self._workers: dict[str, int] = {}
        #: By the address of a worker, whether it has it.
        self._asked: dict[str, bool] = {}
        self._running: dict[asyncio.Task[Any], _Given] = {}
        #: Pieces whose worker was lost, with how often that happened.
        self._lost: list[tuple[Any, int]] = []
        self._looked = 0.0

    async def connect(self) -> None:
        """Reach the scheduler, and workers that can do the work. Raises ClusterProblem."""
        from distributed import Client

        address, patience = self._cluster.address, self._cluster.patience
        try:
            # Its own time limit does not cover somebody who takes the call and then says nothing.
            self._client = cast("Any", Client)(address, asynchronous=True, set_as_default=False, timeout=patience)
            await self._bounded(self._client)
        except OSError as error:  # TimeoutError is one, too
            raise ClusterProblem(f"No Dask scheduler answered at {address} within {patience:g} seconds.") from error
        except ValueError as error:
            raise ClusterProblem(
                f"“{address}” is no address of a Dask scheduler: these look like tcp://127.0.0.1:8786.", WRONG_USAGE
            ) from error
        except Exception as error:
            raise ClusterProblem(f"The Dask cluster at {address} cannot be used: {error}") from error
        await self._find_workers(afresh=True)

    async def some_done(self) -> list[Any]:
        """What came of some pieces; nothing when all are done. Raises ClusterProblem, and what the work raises."""
        import asyncio

        now, done = asyncio.get_running_loop().time, list[Any]()
        while not done:
            if now() - self._looked > _GLANCE:
                await self._look_at_workers()
                self._looked = now()
            self._give_pieces()
            if not self._running:
                break
            ended, _ = await asyncio.wait(self._running, timeout=_GLANCE, return_when=asyncio.FIRST_COMPLETED)
            done += [result for task in ended for result in self._what_came_of(task)]
        return done

    async def close(self) -> None:
        """Leave the cluster: what was not done is forgotten there."""
        if self._client is None:
            return
        import asyncio

        for task in self._running:
            task.cancel()
        with contextlib.suppress(Exception):
            await asyncio.wait_for(self._client.close(timeout=1), 2)

    async def _bounded(self, answer: Awaitable[Waited]) -> Waited:
        import asyncio

        return await asyncio.wait_for(answer, self._cluster.patience)

    # Workers

    async def _find_workers(self, *, afresh: bool) -> None:
        """Wait for a worker that can do the work. Raises ClusterProblem.

        Not `afresh`: there were some before, and where there are only others now, more may come.
        """
        import asyncio

        patience = self._cluster.patience
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(patience):
                while not await self._fit_workers() and not (afresh and self._asked):
                    await asyncio.sleep(min(_GLANCE, patience / 10))
        if not self._workers:
            raise ClusterProblem(self._without_workers_words(afresh))

    def _without_workers_words(self, afresh: bool) -> str:
        address, patience = self._cluster.address, self._cluster.patience
        if not afresh:
            return (
                f"All workers of the Dask cluster at {address} that played are gone, and no other came for "
                f"{patience:g} seconds."
            )
        if not self._asked:
            return (
                f"The Dask cluster at {address} had no worker for {patience:g} seconds. Start one: "
                f"dask worker {address}"
            )
        return (
            f"No worker of the Dask cluster at {address} has this version of Eight Wings ({game.__version__}, or its "
            f"files differ). Install the same where the workers run: {_some(list(self._asked))}."
        )

    async def _fit_workers(self) -> dict[str, int]:
        """The workers that have this program, each with its threads; those that are new are asked first."""
        threads = await self._answered(self._client.nthreads())
        self._asked = {address: fit for address, fit in self._asked.items() if address in threads}
        new = [address for address in threads if address not in self._asked]
        if new:
            answers = await self._answered(self._client.run(program, workers=new, on_error="return"))
            self._asked |= {address: answers[address] == program() for address in new if address in answers}
        self._workers = {address: threads[address] for address, fit in self._asked.items() if fit}
        if unfit := [address for address, fit in self._asked.items() if not fit]:
            self._cluster.left_out = (
                f"{len(unfit)} of the {len(threads)} workers of the cluster had no part in it: they do not have this "
                f"version of Eight Wings ({_some(unfit)})."
            )
        return self._workers

    async def _look_at_workers(self) -> None:
        """Use workers that joined, and take back what was given to those that are gone. Raises ClusterProblem."""
        await self._fit_workers()
        for task in [task for task, given in self._running.items() if given.worker not in self._workers]:
            task.cancel()
            self._take_back(self._running.pop(task))
        self._held = {address: held for address, held in self._held.items() if address in self._workers}
        if not self._workers:
            await self._find_workers(afresh=False)

    async def _answered(self, answer: Awaitable[Waited]) -> Waited:
        """An answer of the scheduler. Raises ClusterProblem when it does not come."""
        try:
            return await self._bounded(answer)
        except Exception as error:
            raise ClusterProblem(self._gone_words()) from error

    def _gone_words(self) -> str:
        return f"The Dask scheduler at {self._cluster.address} went away before the work was done."

    # Pieces

    def _give_pieces(self) -> None:
        """Let as many pieces wait at each worker as keep it busy."""
        import asyncio

        loads = dict.fromkeys(self._workers, 0)
        for given in self._running.values():
            loads[given.worker] += 1
        while True:
            worker = min(loads, key=lambda address: loads[address] / self._workers[address])
            if loads[worker] >= self._workers[worker] * (1 + _AHEAD):
                return
            piece, losses = self._lost.pop() if self._lost else (next(self._pieces, None), 0)
            if piece is None:
                return
            if worker not in self._held:
                self._held[worker] = self._submitted(worker, _kept, self._brought)
            work = self._submitted(worker, _done, self._key, self._make, self._held[worker], piece)
            task = asyncio.get_running_loop().create_task(_result(work))
            self._running[task] = _Given(piece, worker, losses)
            loads[worker] += 1

    def _submitted(self, worker: str, do: Callable[..., Any], *given: Any) -> Any:
        """A task for this worker and no other."""
        return self._client.submit(do, *given, workers=[worker], pure=False)

    def _take_back(self, given: _Given) -> None:
        """Keep a piece for another worker. Raises ClusterProblem when too many were lost with it."""
        if given.losses >= _MOST_LOSSES:
            raise ClusterProblem(
                "Several workers of the cluster ended, one after the other, at the same plays; they may have had no "
                "memory left."
            )
        self._lost.append((given.piece, given.losses + 1))

    def _what_came_of(self, task: asyncio.Task[Any]) -> Iterator[Any]:
        """The result of a piece, if it is one. Raises ClusterProblem, and what the work raises."""
        import asyncio
        from concurrent.futures import CancelledError

        from distributed import KilledWorker
        from distributed.comm.core import CommClosedError

        given = self._running.pop(task)
        try:
            yield task.result()
        except KilledWorker:
            self._take_back(given)
        except (CommClosedError, CancelledError, asyncio.CancelledError) as error:  # whichever is noticed first
            raise ClusterProblem(self._gone_words()) from error


async def _result(work: Any) -> Any:
    """What came of a task of Dask, whose handle is kept for so long."""
    return await work


def _some(addresses: list[str]) -> str:
    """The first of them, and how many more there are."""
    more = len(addresses) - _NAMED
    return ", ".join(addresses[:_NAMED]) + (f" and {more} more" if more > 0 else "")


@contextlib.contextmanager
def _without_noise() -> Iterator[None]:
    """Inside, Dask and its network code keep to themselves what they log and warn of: we say it in one sentence."""
    import distributed  # noqa: F401 - sets up these logs

    before = {name: logging.getLogger(name).level for name in _LOGS}
    for name in _LOGS:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for name, level in before.items():
            logging.getLogger(name).setLevel(level)

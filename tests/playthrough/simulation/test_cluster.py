"""Plays spread over a Dask cluster: the same figures, whoever plays and whoever is lost meanwhile."""

from __future__ import annotations

import asyncio
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from distributed import LocalCluster

from game.cli import main
from game.playthrough.simulation import cluster as cluster_module
from game.playthrough.simulation.cluster import DaskCluster
from game.playthrough.simulation.simulating import SimulationWishes, simulate
from game.playthrough.simulation.strategies.comparing import ComparisonWishes, compare
from game.playthrough.simulation.workers import ClusterProblem
from game.support.exit_codes import UNFINISHED, WRONG_USAGE
from tests.playthrough.simulation.test_simulating import written

ROOT = Path(__file__).parents[3]
PACK = "tests/packs/harbour"
#: A worker that has no such package, and one that has another version of it.
WITHOUT_THE_GAME = "import sys; sys.modules['game'] = None"
ANOTHER_VERSION = "import game; game.__version__ = '0.0.9'"
WISHES = SimulationWishes(60, seed=4, balance=True)
MANY = SimulationWishes(240, seed=4)


def threads(count: int) -> LocalCluster:
    """A scheduler and workers in threads of this process, which talk as they would between machines."""
    return LocalCluster(
        n_workers=count, threads_per_worker=1, processes=False, protocol="tcp://", dashboard_address="127.0.0.1:0"
    )


@pytest.fixture(scope="module")
def local() -> Iterator[LocalCluster]:
    with threads(2) as cluster:
        yield cluster


@pytest.fixture
def another() -> Iterator[LocalCluster]:
    with threads(0) as cluster:
        yield cluster


@pytest.fixture
def address(local) -> str:
    return local.scheduler_address


def lose(cluster: LocalCluster, address: str) -> None:
    cluster.sync(next(worker for worker in cluster.workers.values() if worker.address == address).close, nanny=False)


def at_first(do: Callable[[], object]) -> Callable[[int], None]:
    """Hears of plays, and does this when the first ones are done."""
    waiting = [do]

    def told(plays: int) -> None:
        if waiting:
            waiting.pop()()

    return told


# What pieces are made into


def doubling(brought: str) -> Callable[[int], str]:
    return lambda piece: f"{brought}{2 * piece}"


def naming(brought: str) -> Callable[[int], str]:
    from distributed import get_worker

    return lambda piece: get_worker().address


def failing(brought: str) -> Callable[[int], str]:
    def fail(piece: int) -> str:
        raise LookupError(f"nothing at {piece}")

    return fail


def interrupting(brought: str) -> Callable[[int], str]:
    def interrupt(piece: int) -> str:
        if piece == 0:
            signal.raise_signal(signal.SIGINT)
        return "done"

    return interrupt


# The figures


def test_the_figures_are_those_of_one_process(harbour, address):
    assert written(harbour, simulate(harbour, WISHES, DaskCluster(address), piece=17)) == written(
        harbour, simulate(harbour, WISHES)
    )


def test_strategies_are_compared_alike(harbour, address):
    wishes = ComparisonWishes(("first", "reader"), 40)
    there, here = compare(harbour, wishes, DaskCluster(address), piece=9), compare(harbour, wishes)
    assert there.complete
    assert {name: tally.lengths for name, tally in there.tallies.items()} == {
        name: tally.lengths for name, tally in here.tallies.items()
    }


def test_two_simulations_by_the_same_workers_have_nothing_to_do_with_each_other(harbour, story_of, address):
    from tests.playthrough.simulation.conftest import COIN

    simulate(harbour, SimulationWishes(20), DaskCluster(address))
    coin, wishes = story_of(COIN), SimulationWishes(20)
    assert written(coin, simulate(coin, wishes, DaskCluster(address))) == written(coin, simulate(coin, wishes))


def test_the_command_prints_the_same(address, capsys):
    command = ["simulate", PACK, "-n", "30", "--json", "-"]
    main([*command, "--workers", "1"])
    alone = capsys.readouterr().out
    main([*command, "--dask", address])
    assert capsys.readouterr() == (alone, "")


def test_every_piece_is_done_once_and_all_workers_help(local, address):
    assert sorted(DaskCluster(address).work(doubling, "x", range(40))) == sorted(f"x{2 * piece}" for piece in range(40))
    assert set(DaskCluster(address).work(naming, "", range(40))) == {
        worker.address for worker in local.workers.values()
    }


def test_what_goes_wrong_in_the_work_is_told_as_it_is(address):
    with pytest.raises(LookupError, match="nothing at"):
        list(DaskCluster(address).work(failing, "", range(3)))


# Workers that are lost


def test_a_worker_that_is_lost_changes_no_figure(harbour, another):
    another.scale(2)
    another.sync(another._correct_state)
    lost = next(iter(another.workers.values())).address
    counted = simulate(
        harbour, MANY, DaskCluster(another.scheduler_address), at_first(lambda: lose(another, lost)), piece=7
    )
    assert written(harbour, counted) == written(harbour, simulate(harbour, MANY))


def test_a_worker_that_comes_when_all_are_lost_goes_on(harbour, another):
    another.scale(1)
    another.sync(another._correct_state)

    def replace() -> None:
        another.scale(0)
        another.sync(another._correct_state)
        another.scale(1)

    counted = simulate(harbour, MANY, DaskCluster(another.scheduler_address), at_first(replace), piece=7)
    assert written(harbour, counted) == written(harbour, simulate(harbour, MANY))


def test_nobody_waits_for_ever_for_workers_that_are_gone(another):
    another.scale(1)
    another.sync(another._correct_state)
    done = DaskCluster(another.scheduler_address, patience=1).work(doubling, "x", range(1_000))
    next(done)
    another.scale(0)
    with pytest.raises(ClusterProblem, match=r"that played are gone, and no other came for 1 seconds"):
        list(done)


def test_plays_at_which_one_worker_after_the_other_ends_are_given_up(another, monkeypatch):
    monkeypatch.setattr(cluster_module, "_MOST_LOSSES", 0)
    another.scale(2)
    another.sync(another._correct_state)
    done = DaskCluster(another.scheduler_address).work(naming, "", range(1_000))
    lose(another, next(done))
    with pytest.raises(ClusterProblem, match="Several workers of the cluster ended, one after the other"):
        list(done)


def test_a_scheduler_that_goes_away_is_told_of(another):
    another.scale(1)
    another.sync(another._correct_state)
    done = DaskCluster(another.scheduler_address, patience=1).work(doubling, "x", range(1_000))
    next(done)
    another.close()
    with pytest.raises(ClusterProblem, match="went away before the work was done"):
        list(done)


# Workers that cannot do it


@pytest.fixture
def strangers(another) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Two workers, in processes of their own, that do not have this very game."""
    command = "\nfrom distributed.cli.dask_worker import main\nmain()"
    options = [another.scheduler_address, "--no-nanny", "--no-dashboard", "--nthreads", "1"]
    processes = [
        subprocess.Popen(
            [sys.executable, "-W", "ignore", "-c", before + command, *options], stderr=subprocess.DEVNULL, cwd=ROOT
        )
        for before in (WITHOUT_THE_GAME, ANOTHER_VERSION)
    ]
    from distributed import Client

    with Client(another.scheduler_address, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=60)
    yield processes
    for process in processes:
        process.kill()
        process.wait()


def test_workers_without_this_game_are_left_alone_and_told_of(another, strangers, capsys):
    command = ["simulate", PACK, "-n", "30", "--json", "-"]
    main([*command, "--workers", "1"])
    alone = capsys.readouterr().out

    assert main([*command, "--dask", another.scheduler_address]) == UNFINISHED
    refused = capsys.readouterr()
    assert refused.out == ""
    assert "has this version of Eight Wings" in refused.err and refused.err.count("tcp://") == 3

    another.scale(1)
    another.sync(another._correct_state)
    main([*command, "--dask", another.scheduler_address])
    told = capsys.readouterr()
    assert told.out == alone
    assert told.err.startswith("2 of the 3 workers of the cluster had no part in it")
    assert all(process.poll() is None for process in strangers)


def test_a_cluster_without_workers_is_told_of(another):
    with pytest.raises(ClusterProblem, match=r"had no worker for 1 seconds\. Start one: dask worker tcp://"):
        list(DaskCluster(another.scheduler_address, patience=1).work(doubling, "", range(3)))


# Addresses, and what has to be there


@pytest.mark.parametrize("address", ["", "nonsense", "127.0.0.1", "ftp://127.0.0.1:8786"])
def test_what_is_no_address_is_wrong_usage(address, capsys):
    assert main(["simulate", PACK, "-n", "3", "--dask", address]) == WRONG_USAGE
    assert capsys.readouterr().err == (
        f"“{address}” is no address of a Dask scheduler: these look like tcp://127.0.0.1:8786.\n"
    )


@pytest.mark.parametrize("listens", [False, True])
def test_an_address_that_does_not_answer_is_given_up(listens):
    """Where nobody listens, and where somebody takes the call and says nothing."""
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        if listens:
            silent.listen()
        address = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(ClusterProblem, match=rf"No Dask scheduler answered at {address} within 0\.2 seconds\."):
            list(DaskCluster(address, patience=0.2).work(doubling, "", range(3)))


def test_without_the_extra_it_is_said_what_to_install(monkeypatch, capsys):
    monkeypatch.setattr(cluster_module, "find_spec", lambda name: None)
    assert main(["simulate", PACK, "-n", "3", "--dask", "127.0.0.1:8786"]) == WRONG_USAGE
    assert capsys.readouterr().err == "A cluster needs what `pip install 'eightwings[cluster]'` installs.\n"


def test_nothing_of_it_is_imported_without_the_option():
    script = (
        "import sys; from game.cli import main; main(sys.argv[1:]); "
        "print(*sorted({'dask', 'distributed', 'game.playthrough.simulation.cluster'} & {*sys.modules}))"
    )
    command = [sys.executable, "-c", script, "simulate", PACK, "-n", "3", "--workers", "1"]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert printed.splitlines()[-1] == ""


# Ctrl+C


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Ctrl+C does what it does at a prompt, even where the tests were started with it switched off."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_an_interrupt_leaves_the_cluster_without_our_work(local, address, interruptible):
    with pytest.raises(KeyboardInterrupt):
        list(DaskCluster(address).work(interrupting, "", range(1_000)))

    async def forgotten() -> None:
        while local.scheduler.tasks:
            await asyncio.sleep(0)

    local.sync(asyncio.wait_for, forgotten(), 20)


def test_an_interrupted_simulation_counts_what_was_done(harbour, address, interruptible):
    counted = simulate(
        harbour, WISHES, DaskCluster(address), at_first(lambda: signal.raise_signal(signal.SIGINT)), piece=7
    )
    assert not counted.complete
    assert 0 < counted.tally.plays + sum(tally.plays for tally in counted.balance) < WISHES.all_plays

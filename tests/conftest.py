"""What all tests share. No test touches the user's own folders, clock or seed."""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from inspect import iscoroutinefunction
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from game.localisation.messages import ENGLISH, use_language
from game.story.model.story import Story
from game.story.packs import load

pytest_plugins = ["pytester"]

# On a busy machine any example can take long, and so can drawing it.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

PACKS = Path(__file__).parent / "packs"


_bytecode = pytest.StashKey[str]()


def pytest_configure(config: pytest.Config) -> None:
    """Let the tests, and the processes that they start, keep their bytecode, elsewhere if not beside the sources.

    Where PYTHONDONTWRITEBYTECODE is set, each of some hundred processes would compile all of the game anew, and each
    run all of the tests. It lies where pytest keeps what it knows from the run before (`.pytest_cache`).
    """
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
        if config.pluginmanager.has_plugin("cacheprovider") and (cache := getattr(config, "cache", None)) is not None:
            kept = str(cache.mkdir("bytecode"))
        else:
            kept = config.stash[_bytecode] = tempfile.mkdtemp(prefix="eightwings-bytecode-")
        os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix = kept
        sys.dont_write_bytecode = False


def pytest_unconfigure(config: pytest.Config) -> None:
    if _bytecode in config.stash:
        shutil.rmtree(config.stash[_bytecode], ignore_errors=True)


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Iterator[None]:
    """What is collected stays, so until all is there nobody looks for garbage."""
    gc.disable()
    try:
        if os.environ.get("PYTEST_XDIST_WORKER") == "gw1":
            _import_backwards(session.config)
        return (yield)
    finally:
        gc.enable()


def _import_backwards(config: pytest.Config) -> None:
    """Import the modules with tests from the last to the first, while the first worker begins with the first one.

    Where nothing is compiled yet, each of the two compiles half of it and finds the rest compiled by the other.
    """
    for folder in map(Path, config.args):
        for file in sorted(folder.rglob("test_*.py"), reverse=True):
            # What cannot be imported so is told when it is collected.
            with contextlib.suppress(Exception, pytest.skip.Exception):
                importlib.import_module(".".join(file.absolute().relative_to(config.rootpath).with_suffix("").parts))


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Let the search for garbage pass by what lives as long as the run, and look less often at what does not.

    Thousands of collected tests would be looked through again and again while searches make millions of objects. With
    a search after each 3,000 objects it took a sixth of the time of the tests of the app.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Let a worker that has nothing left take over tests of the other, so that both end together."""
    if config.getvalue("dist") != "load":
        return None
    from xdist.scheduler import WorkStealingScheduling  # only where pytest-xdist is there and in use

    return WorkStealingScheduling(config, log)


@pytest.fixture(scope="session", autouse=True)
def quick_disk() -> Iterator[None]:
    """Nothing waits until it is on the disk: the next process finds it anyway, and no test cuts the power."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(os, "fsync", os.fstat)
        yield


_number = count()


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the homes of tests lie that have no folder of their own."""
    return tmp_path_factory.mktemp("homes")


@pytest.fixture(autouse=True)
def home(request: pytest.FixtureRequest, homes: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own for every test; a folder to make and to clear away only for those that ask for one."""
    folder: Path = (
        request.getfixturevalue("tmp_path") if "tmp_path" in request.fixturenames else homes / str(next(_number))
    )
    monkeypatch.setenv("EIGHTWINGS_HOME", str(folder / "home"))
    monkeypatch.delenv("EIGHTWINGS_PLAIN", raising=False)
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    use_language(ENGLISH)  # whatever the test before spoke
    return folder / "home"


@pytest.fixture(autouse=True)
def quick_pilot(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a test runs an app, the pilot waits for exactly what is left to do."""
    if iscoroutinefunction(getattr(request, "function", None)):
        from tests.quiet_loops import quicken

        quicken(monkeypatch)


@pytest.fixture(scope="session")
def harbour() -> Story:
    """A small pack in which every construct of the format is used once."""
    return load(PACKS / "harbour")


@pytest.fixture(scope="session")
def headquarters() -> Story:
    """The main adventure."""
    return load("hq")

"""Python for browsers, as npm has it, kept from one run of the tests to the next."""

from __future__ import annotations

import os
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest

from game.web.static_page.pyodide_runtime import NoRuntime, runtime, runtime_files


def pyodide_folder(cache: pytest.Cache) -> Path:
    """The folder with the runtime: the one that `EIGHTWINGS_PYODIDE` names, else from npm. Skips where neither is."""
    named = os.environ.get("EIGHTWINGS_PYODIDE")
    if named:
        return Path(named)
    folder = cache.mkdir(runtime().folder)
    try:
        runtime_files(folder)
    except NoRuntime:
        _fetch(folder)
    return folder


def _fetch(folder: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("There is no npm here to get Pyodide with, and EIGHTWINGS_PYODIDE names no folder with it.")
    got = subprocess.run(
        [npm, "pack", f"pyodide@{runtime().version}"],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    if got.returncode:
        pytest.skip(f"npm cannot get Pyodide here: {(got.stderr.strip().splitlines() or ['?'])[-1]}")
    with tarfile.open(folder / got.stdout.split()[-1]) as package:
        package.extractall(folder, filter="data")

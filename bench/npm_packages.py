"""Packages of npm, installed into the user's cache folder: what benchmarks compare with, or ask."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import tempfile
from pathlib import Path

import platformdirs


class Missing(Exception):
    """There is no Node.js, or npm cannot install the package. The message is for people."""


def node() -> str:
    """The command for Node.js. Raises Missing."""
    found = shutil.which("node")
    if found is None:
        raise Missing("There is no Node.js here. Install Node.js 20 or later, with npm.")
    return found


def package_folder(name: str, version: str) -> Path:
    """The folder of the package, which is installed if it is not. Raises Missing."""
    npm = shutil.which("npm")
    if npm is None:
        raise Missing(f"There is no npm here, so {name} could not be tried. Install Node.js 20 or later.")
    kept = Path(platformdirs.user_cache_dir("eightwings"), f"{name}-{version}")
    folder = kept / "node_modules" / name
    if not folder.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=kept.parent) as fresh:
            _install(npm, f"{fresh}/new", f"{name}@{version}")
            with contextlib.suppress(OSError):  # somebody else has put it there meanwhile
                Path(fresh, "new").rename(kept)
    return folder


def _install(npm: str, folder: str, package: str) -> None:
    quiet = ["--no-audit", "--no-fund", "--loglevel=error", "--ignore-scripts", "--fetch-retries=1"]
    command = [npm, "install", "--prefix", folder, *quiet, package]
    try:
        done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=120)
    except subprocess.TimeoutExpired:
        raise Missing(f"npm could not install {package} within two minutes, so it could not be tried.") from None
    if done.returncode:
        raise Missing(f"npm could not install {package}, so it could not be tried.\n{done.stderr}")

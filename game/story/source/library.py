"""Where the packs and dossiers that come with the game are: beside `game/` in a checkout, inside it when installed."""

from __future__ import annotations

import os
from pathlib import Path

import game

_PACKAGE = Path(game.__file__).resolve().parent
IS_INSTALLED = (_PACKAGE / "data" / "scenes").is_dir()
_ROOT = _PACKAGE / "data" if IS_INSTALLED else _PACKAGE.parent

PACKS = _ROOT / "scenes"
DOSSIERS = _ROOT / "seeds"

MAIN_PACK = "hq"


def pack_names() -> list[str]:
    """The packs that come with the game, by the names of their folders."""
    if not PACKS.is_dir():
        return []
    return sorted(
        folder.name for folder in PACKS.iterdir() if folder.is_dir() and not folder.name.startswith((".", "_"))
    )


def find_pack(name: str) -> Path:
    """The path of a pack: a folder or file if there is one so named, else a pack that comes with the game."""
    path = Path(name)
    if not os.path.exists(path) and "/" not in name and "\\" not in name and os.path.isdir(PACKS / name):  # noqa: PTH110,PTH112 - see files.py
        return PACKS / name
    return path


def comes_with_the_game(pack: Path) -> bool:
    """Whether this is the folder of a pack that comes with the game."""
    return pack.resolve().parent == PACKS.resolve()


def dossier_files() -> dict[str, Path]:
    """The dossiers that come with the game, by their ids (the file name with underscores)."""
    if not DOSSIERS.is_dir():
        return {}
    return {path.stem.replace("-", "_"): path for path in sorted(DOSSIERS.glob("*.yaml"))}

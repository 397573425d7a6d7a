"""Where things are kept on the user's machine. `EIGHTWINGS_HOME` puts all of them below one folder."""

from __future__ import annotations

import os
from pathlib import Path


def data_folder() -> Path:
    """Where plays are kept."""
    home = os.environ.get("EIGHTWINGS_HOME")
    if home:
        return Path(home) / "data"
    from platformdirs import user_data_path  # not needed when the home is given

    return user_data_path("eightwings", appauthor=False)


def cache_folder() -> Path:
    """Where what can be made anew at any time is kept."""
    home = os.environ.get("EIGHTWINGS_HOME")
    if home:
        return Path(home) / "cache"
    from platformdirs import user_cache_path  # not needed when the home is given

    return user_cache_path("eightwings", appauthor=False)


def plays_folder(pack: str) -> Path:
    """Where the plays of one pack are kept."""
    return data_folder() / "plays" / pack

"""Where things are kept on the user's machine. `EIGHTWINGS_HOME` puts all of them below one folder."""

from __future__ import annotations

import os
from pathlib import Path

from game.localisation.messages import gettext

NO_FOLDER = Path(os.devnull, "eightwings")
"""Where things are kept for somebody who has no home folder: nothing can be written or found there."""

#: The ending of a play, which stays behind the number of one that gave way.
ENDING = ".play.yaml"
CURRENT = f"current{ENDING}"
"""The file of the play that is kept by itself, in the folder of the plays of its pack."""


def no_home() -> str:
    """What is said to somebody who has no home folder."""
    return gettext("Your home folder is not known here: set HOME, or set EIGHTWINGS_HOME to a folder for your plays.")


def data_folder() -> Path:
    """Where plays are kept."""
    home = os.environ.get("EIGHTWINGS_HOME")
    if home:
        return Path(home) / "data"
    from platformdirs import user_data_path  # not needed when the home is given

    try:
        return _below_a_home(user_data_path("eightwings", appauthor=False))
    except RuntimeError:
        return NO_FOLDER


def cache_folder() -> Path:
    """Where what can be made anew at any time is kept."""
    home = os.environ.get("EIGHTWINGS_HOME")
    if home:
        return Path(home) / "cache"
    from platformdirs import user_cache_path  # not needed when the home is given

    try:
        return _below_a_home(user_cache_path("eightwings", appauthor=False))
    except RuntimeError:
        return NO_FOLDER


def config_folder() -> Path:
    """Where what the player has set is kept."""
    home = os.environ.get("EIGHTWINGS_HOME")
    if home:
        return Path(home) / "config"
    from platformdirs import user_config_path  # not needed when the home is given

    try:
        return _below_a_home(user_config_path("eightwings", appauthor=False))
    except RuntimeError:
        return NO_FOLDER


def plays_folder(pack: str) -> Path:
    """Where the plays of one pack are kept."""
    return data_folder() / "plays" / pack


def _below_a_home(folder: Path) -> Path:
    """The folder, or nowhere when it begins with a `~` that nobody could resolve, or with an empty HOME.

    Newer versions of platformdirs raise RuntimeError instead.
    """
    return folder if folder.is_absolute() and os.environ.get("HOME", "~") else NO_FOLDER

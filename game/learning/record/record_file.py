"""Where the record of answers lies. What keeps answers and what says whether they are kept both know it from here."""

from __future__ import annotations

from pathlib import Path

from game.record.locations import data_folder

RECORD_NAME = "answers.sqlite"


def record_path() -> Path:
    """Where the record lies; nothing need be there yet."""
    return data_folder() / RECORD_NAME

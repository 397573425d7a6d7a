"""Names of pupils and moments as the store compares and sorts them."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime

from game.learning.record.wanted import PLAYER_NAME_CHARACTERS


def compared_name(name: str) -> str:
    """A name as it is compared: nobody should be taken for somebody else."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())[: 2 * PLAYER_NAME_CHARACTERS]


def moment_words(seconds: float) -> str:
    """A moment, given in seconds since 1970, as words in UTC that sort as they follow."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")

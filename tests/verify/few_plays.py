"""Plays at random, but few: enough for small stories, in which it would take longest to find nothing more."""

from __future__ import annotations

import pytest

from game.verify.search import playing_for, random_plays
from game.verify.verdicts import proving, proving_again


def few_plays(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make few plays at random from now on."""
    monkeypatch.setattr(random_plays, "_MOST", 3_000)
    monkeypatch.setattr(random_plays, "_PATIENCE", 1_000)
    monkeypatch.setattr(playing_for, "_WAYS_FOR", (500,))
    monkeypatch.setattr(proving, "_WAYS_FOR_REMARKS", ((500, 1_000_000),))
    monkeypatch.setattr(proving_again, "_SOUGHT_SHORTLY", 500)

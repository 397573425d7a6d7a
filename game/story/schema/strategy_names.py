"""The names of the strategies by which a story can be played; `game.playthrough.simulation.strategies` plays them."""

from __future__ import annotations

NOT_READING = (
    "first",
    "last",
    "shortest",
    "longest",
    "echo",
    "wait",
    "notebook",
    "hints",
    "pass-undo",
    "random",
    "careful",
)
"""The strategies of players who do not read."""

READING = "reader"
"""The strategy of the one who does."""

CERTAIN = ("random", "careful", "pass-undo", READING)
"""Those that go by nothing but where a play stands, so that it can be worked out how likely they come to what."""

JOINT = "+"
"""Joins two of them: the one for story choices, and the one for questions."""

JOINED = tuple(
    f"{chooses}{JOINT}{answers}" for chooses in ("first", "wait") for answers in ("shortest", "echo", "pass-undo")
)
"""Those that are joined where a pack promises something of all of them: a bored player has habits, no dice."""

"""The figures as JSON for other programs. docs/simulation.md says what stands where; VERSION changes when that does."""

from __future__ import annotations

import json
from typing import Any

from game.playthrough.simulation.figures import Figures
from game.playthrough.simulation.simulating import Simulation
from game.playthrough.simulation.unfinished import Unfinished
from game.story.model.story import Story

VERSION = 1


def as_json(story: Story, simulation: Simulation, figures: Figures, found: tuple[Unfinished, ...]) -> str:
    """One object. The same plays give the same bytes."""
    wishes = simulation.wishes
    shown = {
        "version": VERSION,
        "pack": {"id": story.id, "title": story.title, "fingerprint": story.fingerprint, "language": story.language},
        "players": {
            "knowledge": wishes.knowledge.general,
            "topics": dict(wishes.knowledge.topics),
            "temperament": wishes.temperament,
            "seed": wishes.seed,
            "most_steps": wishes.most_steps,
        },
        "wanted": wishes.plays,
        "complete": simulation.complete,
        **_plain(figures),
        "unfinished": [
            {
                "kind": trouble.kind, "where": trouble.where, "plays": trouble.plays,
                "message": trouble.message, "fix": trouble.fix,
                "examples": [
                    {"play": example.play, "seed": example.seed, "steps": len(example.steps), "file": example.file}
                    for example in trouble.examples
                ],
            }
            for trouble in found
        ],
    }  # fmt: skip
    return json.dumps(shown, ensure_ascii=True, indent=1) + "\n"


def _plain(value: Any) -> Any:
    """Named tuples as objects, numbers to six decimals."""
    if isinstance(value, float):
        return round(value, 6)
    if hasattr(value, "_asdict"):
        return {name: _plain(part) for name, part in value._asdict().items()}
    if isinstance(value, dict):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    return value

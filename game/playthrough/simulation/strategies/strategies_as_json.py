"""A comparison of strategies as JSON for other programs. docs/simulation.md says what stands where.

STRATEGIES_VERSION changes when that does.
"""

from __future__ import annotations

import json
from typing import Any

from game.playthrough.simulation.estimates import Share
from game.playthrough.simulation.strategies.comparing import StrategyComparison
from game.playthrough.simulation.strategies.outcomes import StrategyOutcome
from game.story.model.story import Story

STRATEGIES_VERSION = 1


def strategies_as_json(
    story: Story, comparison: StrategyComparison, found: tuple[StrategyOutcome, ...], best: tuple[str, ...]
) -> str:
    """One object. The same plays give the same bytes."""
    wishes = comparison.wishes
    shown = {
        "strategies_version": STRATEGIES_VERSION,
        "pack": {"id": story.id, "title": story.title, "fingerprint": story.fingerprint, "language": story.language},
        "seed": wishes.seed,
        "most_steps": wishes.most_steps,
        "knowledge": {"general": wishes.knowledge.general, "topics": dict(wishes.knowledge.topics)},
        "wanted": wishes.plays,
        "complete": comparison.complete,
        "best": list(best),
        "strategies": [
            {
                "name": outcome.name, "reads": outcome.reads, "plays": outcome.plays,
                "best": _share(outcome.best) if outcome.best is not None else None,
                "endings": {id_: _share(some) for id_, some in outcome.endings.items()},
                "without_ending": _share(outcome.without_ending), "asked": outcome.asked,
                "right": round(outcome.right, 6) if outcome.right is not None else None,
                "measures": {id_: round(mean, 6) for id_, mean in outcome.measures.items()},
            }
            for outcome in found
        ],
    }  # fmt: skip
    return json.dumps(shown, ensure_ascii=True, indent=1) + "\n"


def _share(some: Share) -> dict[str, Any]:
    return {
        "plays": some.plays, "share": round(some.share, 6), "low": round(some.low, 6), "high": round(some.high, 6)
    }  # fmt: skip

"""Item analyses for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from game.learning.analysis.item_analysis import ItemAnalysis, ItemReport
from game.support.safe_text import escaped_json

ITEMS_VERSION = 1
"""A number that goes up when a program that reads it must be changed."""


def items_json(analyses: Sequence[ItemAnalysis], troubles: Sequence[str]) -> str:
    """The analyses as one object; the guide says what is in it. Figures that there are not are null."""
    packs = [
        {
            "pack": analysis.pack,
            "title": analysis.title,
            "whole": _rounded(analysis.whole._asdict()),
            "items": [_item(item) for item in analysis.items],
        }
        for analysis in analyses
    ]
    shown = {"version": ITEMS_VERSION, "packs": packs, "troubles": list(troubles)}
    return escaped_json(json.dumps(shown, ensure_ascii=False, indent=1)) + "\n"


def _item(item: ItemReport) -> dict[str, Any]:
    return {
        "id": item.column.id,
        "text": item.column.words,
        **_rounded(item.figures._asdict()),
        "guess": _round(item.guess),
        "answers": [_rounded(answer._asdict()) for answer in item.given],
        "remarks": list(item.remarks),
        "after_hint": item.after_hint,
    }


def _rounded(figures: dict[str, Any]) -> dict[str, Any]:
    return {name: _round(value) for name, value in figures.items()}


def _round(value: Any) -> Any:
    return round(value, 9) if isinstance(value, float) else value

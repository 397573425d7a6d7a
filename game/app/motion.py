"""Whether anything may move on the screen."""

from __future__ import annotations

from typing import Any

from textual.app import App


def motion_wanted(app: App[Any]) -> bool:
    """Whether things may move: not where the player wants less of it, nor where nobody watches."""
    settings = getattr(app, "settings", None)
    return not (app.is_headless or getattr(settings, "reduced_motion", False))

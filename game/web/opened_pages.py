"""The pages beside the play itself, by the names that stand in their addresses: as typed commands call them."""

from __future__ import annotations

OPENED_PAGES: tuple[str, ...] = ("settings",)
"""Every page that can be opened."""

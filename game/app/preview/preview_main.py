"""Starts the preview."""

from __future__ import annotations

import os
from pathlib import Path


def run_preview(pack: Path, seed: int, scene: str) -> int:
    """Show the pack at `pack` (absolute) until the author leaves. The result is the exit code."""
    os.environ.setdefault("TEXTUAL_FPS", "240")
    from game.app.preview.preview_app import PreviewApp
    from game.author.workbench import Workbench

    return PreviewApp(Workbench(pack, seed), scene).play()

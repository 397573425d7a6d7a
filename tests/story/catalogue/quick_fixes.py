"""Carrying out what a finding proposes."""

from __future__ import annotations

from collections.abc import Mapping

from game.story.catalogue.diagnostics import Diagnostic


def applied(files: Mapping[str, str], found: Diagnostic) -> dict[str, str]:
    """The files with the finding's lines replaced by the lines as they should be."""
    assert found.replaces is not None
    first, last = found.replaces
    lines = files[found.spot.file].split("\n")
    lines[first - 1 : last] = found.mended.split("\n")
    return {**files, found.spot.file: "\n".join(lines)}

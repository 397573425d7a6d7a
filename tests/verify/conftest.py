"""The second opinion on proofs belongs to the benchmarks, which find each other in their own folder."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2] / "bench"))


@pytest.fixture
def setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """Where drawn packs are written, with a cache of proofs of their own."""
    from reference.trials import Setting

    monkeypatch.setenv("EIGHTWINGS_HOME", str(tmp_path / "home"))
    (tmp_path / "drawn").mkdir()
    yield Setting(tmp_path / "drawn")

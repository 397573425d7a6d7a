"""What fuzzing found once is thrown again. See `bench/fuzz.py`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.story.fuzz_targets import PACKS, TARGETS

CASES = sorted((Path(__file__).parent / "fuzz_cases").glob("*-*"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_was_too_much_once_is_a_story_or_findings_now(case: Path) -> None:
    TARGETS[case.name.partition("-")[0]](case.read_bytes())


@pytest.mark.parametrize("target", sorted(TARGETS))
@pytest.mark.parametrize("data", [b"", b"\xff\xfe", "a\u00b2 \u202e \u2028".encode(), b'"\\ud800"', b"{{{|*[" * 50])
def test_every_target_takes_odd_bytes(target: str, data: bytes) -> None:
    TARGETS[target](data)


def test_the_small_pack_is_played_by_the_target_that_loads() -> None:
    TARGETS["load"](b"\n%%%\n".join(file.read_bytes() for file in sorted((PACKS / "harbour").glob("*.yaml"))))

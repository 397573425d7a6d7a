"""The packs that come with the project have nothing to object to, and packs with errors are not read for wording."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.story.packs import examine
from tests.story.editorial.packs import said_of

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("pack", ["scenes/hq", "tests/packs/harbour"])
def test_there_is_nothing_to_object_to(pack: str) -> None:
    story, found = examine(ROOT / pack)
    assert story is not None
    assert [str(finding) for finding in found if finding.severity != "remark"] == []


def test_what_is_remarked_on_is_known() -> None:
    """One key of the main adventure is told above its question, and one is the odd one out. Habits there are none.

    It puts words in emphasis that are spoken of, such as *an and*, and what looks like a thing there is none.
    """
    _, found = examine(ROOT / "scenes/hq")
    assert [finding.code for finding in found if finding.code != "EW977"] == ["EW973", "EW975"]
    assert examine(ROOT / "tests/packs/harbour")[1] == ()


@pytest.mark.parametrize(
    "text",
    [
        r"Olga Brandt wrote \[and] in 1899 on it, and \{quote: nothing} below [words].",
        "[bell]",
        "*Olga Brandt* {~says|said}: {quote: words} {visits.a > 1: in 1777|in 1778} [words].",
        '“ ” " " | … ! 7% Brandt’s',
        "Brandt, Brandt, Brandt: Brandt [words]",
    ],
)
def test_odd_texts_are_read_to_their_end(text: str) -> None:
    assert "EW301" not in said_of(text)


def test_a_pack_with_errors_is_not_read_for_its_wording() -> None:
    assert said_of("Olga Brandt hopes for {rain") == ["EW501"]
    assert said_of("Olga Brandt hopes for rain") == ["EW911"]

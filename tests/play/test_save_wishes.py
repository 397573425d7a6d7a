"""What may stand behind `save`."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.play.save_wishes import SaveWish, save_wished
from tests.localisation.pseudo_language import spoken


@pytest.mark.parametrize(
    ("about", "wish"),
    [
        ("before the vote", SaveWish("copy", "before the vote")),
        ("", SaveWish("copy", "")),
        ("test A quiet day", SaveWish("test", "A quiet day")),
        ("Test", SaveWish("test", "")),
        ("testament", SaveWish("copy", "testament")),
        ("debrief", SaveWish("page")),
        ("debrief.html", SaveWish("page")),
        ("Debrief.md", SaveWish("markdown")),
        ("debrief.pdf", SaveWish("copy", "debrief.pdf")),
    ],
)
def test_a_name_a_test_or_the_debriefing_is_kept(about: str, wish: SaveWish) -> None:
    assert save_wished(about) == wish


def test_the_words_of_the_language_and_those_of_english_mean_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with spoken(tmp_path, monkeypatch):
        assert [save_wished(about).form for about in ("ţéšţ 1", "test 1", "đéƀŕîéƒ.md", "debrief.html", "éšţ")] == [
            "test", "test", "markdown", "page", "copy",
        ]  # fmt: skip

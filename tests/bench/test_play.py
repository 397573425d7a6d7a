"""The stories in both formats are the same: driven with the same choices, they say and offer the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from inkjs import Inkjs, Refused
from npm_packages import Missing
from play import PLAYED, compare
from stories import SHAPES, Written, written

from game.story.model.story import Story
from game.story.packs import load


@pytest.fixture(scope="module", params=[shape for shape in SHAPES if shape not in PLAYED] + ["hub"])
def made(request: pytest.FixtureRequest) -> Written:
    """Those that `bench/play.py --short` plays are compared there, before every commit; one of them here too."""
    return written(request.param, size=10 if request.param == "acts" else 0, seed=2)  # a long one takes long to end


@pytest.fixture
def story(made: Written, tmp_path: Path) -> Story:
    made.write_pack(tmp_path / "pack")
    return load(tmp_path / "pack")


def started(ink: Path) -> Inkjs:
    try:
        return Inkjs(ink)
    except Missing as missing:
        pytest.skip(str(missing))


@pytest.fixture(scope="module")
def there(made: Written, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Inkjs]:
    """The story in a process that several tests ask: each begins anew, and compiling takes longest."""
    ink = tmp_path_factory.mktemp("ink") / "story.ink"
    ink.write_text(made.ink, "utf-8")
    with started(ink) as there:
        yield there


def test_a_story_is_the_same_in_both_formats(story: Story, there: Inkjs) -> None:
    done, differing = compare(story, there, 500)
    assert differing == ""
    assert done >= 500


def test_a_story_whose_endings_differ_is_noticed(story: Story, made: Written, tmp_path: Path) -> None:
    text = made.ink
    for words in made.story.endings.values():
        text = text.replace(words, "And so on.")
    ink = tmp_path / "other.ink"
    ink.write_text(text, "utf-8")
    with started(ink) as there:
        assert "And so on." in compare(story, there, 20_000)[1]


def test_inkjs_plays_at_random(there: Inkjs) -> None:
    pace = there.play(0.05, 1)
    assert pace.steps > 0
    assert pace.characters > pace.steps
    assert pace.seconds > 0


def test_what_the_compiler_of_ink_finds_is_told(tmp_path: Path) -> None:
    ink = tmp_path / "broken.ink"
    ink.write_text("-> nowhere\n", "utf-8")
    with pytest.raises(Refused, match="nowhere"):
        started(ink)

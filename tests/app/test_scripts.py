"""The screen in every script: lines that end where they may, and rows from right to left that stay where they are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.content import Content
from textual.strip import Strip

from game.app.application import EightWings
from game.app.choice_layout import ChoiceEntry, lay_out
from game.app.line_division import divide_in_any_script
from game.app.line_filters import Isolated
from game.play.opening import begin_play
from game.record.locations import CURRENT, plays_folder
from game.story.packs import load
from game.support.columns import most_columns_of
from tests.scripts_packs import PACKS

from .conftest import screen_text

SIZES = [(80, 24), (40, 24)]
RLI, LRI, PDI = "\u2067", "\u2066", "\u2069"
MARKS = str.maketrans("", "", RLI + LRI + PDI)
Written = Callable[[str], EightWings]


@pytest.fixture
def written(tmp_path: Path, home: Path) -> Written:
    """Makes the app in a new game of a pack."""

    def make(pack: str) -> EightWings:
        file = tmp_path / "pack.yaml"
        file.write_text(pack, encoding="utf-8")
        story = load(file)
        folder = plays_folder(story.id)
        return EightWings(story, folder, begin_play(story, folder / CURRENT, 1))

    return make


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", PACKS)
async def test_a_scene_fits_the_screen_and_nothing_of_it_is_lost(
    written: Written, language: str, size: tuple[int, int]
) -> None:
    app = written(PACKS[language])
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        shown = screen_text(app).translate(MARKS)
    text = next(line for line in PACKS[language].splitlines() if line.startswith("      ")).strip()
    choice = next(line for line in PACKS[language].splitlines()[::-1] if "choose" in line).partition(": ")[2]
    assert all(most_columns_of(line) <= size[0] for line in shown.splitlines())
    assert "".join(text.split()) in "".join(shown.split())
    assert choice in shown
    assert not any(line.strip()[:1] in "。、，；！？」）" for line in shown.splitlines() if line.strip())


def test_textual_asks_for_our_lines() -> None:
    """Fails when a new version of Textual divides lines in another way: then `line_division` has to follow."""
    divide_in_any_script()
    chinese = Content("彼女は「こんにちは」と言った。")
    assert [line.plain for line in chinese.wrap(8)] == ["彼女は", "「こんに", "ちは」と", "言った。"]
    assert [line.plain for line in Content("Il dit\u00a0: oui").wrap(7)] == ["Il", "dit\u00a0:", "oui"]
    assert [line.plain for line in Content("Hello good world").wrap(11)] == ["Hello good", "world"]


def test_choices_wrap_and_are_cut_between_characters() -> None:
    lines = lay_out([ChoiceEntry("1", "打开窗户，看看外面的海。")], 18)
    assert [[piece.words for piece in placed.pieces] for (placed,) in lines] == [
        ["1", "打开窗户，看看"],
        ["外面的海。"],
    ]
    cells = [
        ChoiceEntry(str(number), "非常非常古老的灯塔在海边的小镇上" * 2, "cell", group="去") for number in range(4)
    ]
    for line in lay_out(cells, 60):
        for placed in line:
            assert sum(cell_len(piece.words) for piece in placed.pieces if piece.at >= placed.at) <= placed.width


ROWS = [
    (" שלום NATO!     ", f" {RLI}שלום NATO!    {PDI} "),
    ("│ שלום      │", f"│ {RLI}שלום    {PDI}  │"),
    ("NATO and שלום  ", f"{LRI}NATO and שלום  {PDI}"),
    ("שלום", f"{RLI}שלום{PDI}"),
    ("Hello │ there", "Hello │ there"),
    ("", ""),
]


@pytest.mark.parametrize(("row", "marked"), ROWS)
@pytest.mark.parametrize("cut", range(5))
def test_a_row_with_letters_from_right_to_left_is_isolated_however_it_is_styled(
    row: str, marked: str, cut: int
) -> None:
    segments = [Segment(row[:cut]), Segment(row[cut:])]
    drawn = Isolated().apply(segments, Color(0, 0, 0))
    assert "".join(segment.text for segment in drawn) == marked
    assert Strip(drawn).cell_length == cell_len(row)


@pytest.mark.parametrize(("language", "marked"), [("ar", True), ("zh", False)])
async def test_only_a_story_from_right_to_left_is_drawn_with_marks(
    written: Written, language: str, *, marked: bool
) -> None:
    app = written(PACKS[language])
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        shown = screen_text(app)
        assert (RLI in shown) == marked
        assert shown.count(RLI) + shown.count(LRI) == shown.count(PDI)

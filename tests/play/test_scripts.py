"""Line by line in every script: lines that fit and end where they may, and paragraphs from right to left."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from game.plain import PlainClient
from game.play.narration import told
from game.play.opening import Opened
from game.play.paragraphs import Paragraphs
from game.play.session import Session
from game.support.clusters import clusters
from game.support.columns import most_columns_of
from game.support.direction import direction_mark, is_right_to_left
from tests.scripts_packs import ARABIC, PACKS
from tests.story.inline import story_of

RLM, LRM = "\u200f", "\u200e"


def lines_of(pack: str, width: int, encoding: str = "utf-8") -> list[str]:
    """What is written of a play until something is asked."""
    out = io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors="replace", write_through=True)
    client = PlainClient(Opened(Session(story_of(pack), 1)), Path(), io.StringIO(""), out)
    client.width = width
    client.run()
    return out.buffer.getvalue().decode(encoding).splitlines()  # type: ignore[attr-defined]


@pytest.mark.parametrize("width", [39, 78])
@pytest.mark.parametrize("language", PACKS)
def test_lines_fit_and_nothing_is_divided_that_is_written_as_one(language: str, width: int) -> None:
    lines = lines_of(PACKS[language], width)
    assert all(most_columns_of(line) <= width for line in lines)
    shown = "".join("".join(lines).replace(RLM, "").split())
    told_ = next(line for line in PACKS[language].splitlines() if line.startswith("      ")).strip()
    assert "".join(told_.split()) in shown
    written = {cluster for cluster in clusters(told_) if cluster != " "}
    assert written <= {cluster for line in lines for cluster in clusters(line.replace(RLM, ""))}


def test_chinese_fills_its_lines_and_what_can_be_done_stands_below_its_number() -> None:
    lines = lines_of(PACKS["zh"], 39)
    assert lines[lines.index("  1. 喝茶") + 1 :][:3] == [
        "  2. 打开窗户，看看外面的海，再看看那座",
        "     非常非常古老的灯塔，它已经在那里站",
        "     了三百年了",
    ]


@pytest.mark.parametrize("width", [39, 78])
def test_each_line_of_a_paragraph_from_right_to_left_says_so(width: int) -> None:
    for line in lines_of(ARABIC, width):
        assert line.startswith(RLM) == is_right_to_left(line)
        assert RLM not in line[1:]
        assert LRM not in line


def test_a_line_keeps_its_direction_whatever_it_begins_with() -> None:
    lines = lines_of(ARABIC.replace("(NATO, 1949)", "North Atlantic Treaty Organization"), 39)
    begins = [line for line in lines if line.removeprefix(RLM)[:1].isascii() and "Atlantic" in line]
    assert all(line.startswith(RLM) for line in begins)


def test_an_output_that_has_no_such_letters_gets_no_marks() -> None:
    assert not any("\u200f" in line or "?" in line[:1] for line in lines_of(ARABIC, 78, "cp1256"))


@pytest.mark.parametrize(
    ("paragraph", "mark"),
    [
        ("שלום, NATO!", RLM),
        ("NATO אמרה שלום לכולם", RLM),
        ("“אנה” is not it. The answer is another one.", LRM),
        ("Hello.", ""),
        ("", ""),
        ("1949", ""),
    ],
)
def test_a_paragraph_is_read_as_most_of_its_letters_are(paragraph: str, mark: str) -> None:
    assert direction_mark(paragraph) == mark


def test_a_heading_ends_with_the_full_stop_of_its_script() -> None:
    out = io.StringIO()
    paragraphs = Paragraphs(out)
    paragraphs.show([told("place", "大厅"), told("place", "Der Kai"), told("place", "क्या?"), told("place", "这里？")])
    assert out.getvalue().split("\n")[:7] == ["大厅。", "", "Der Kai.", "", "क्या?", "", "这里？"]

"""A finding with its line, and the command of the editor that opens it."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.author.editing import editor_for
from game.author.finding_text import finding_text, marked_line
from game.story.diagnostics import Diagnostic
from game.story.words import Spot

SOURCES = {"a.yaml": b"scenes:\n  first:\n\tgoto: nowhere\n", "long.yaml": b"x" * 100 + b"HERE" + b"y" * 100}


def test_a_finding_has_its_place_the_words_the_fix_and_the_line_with_a_mark() -> None:
    finding = Diagnostic(Spot("a.yaml", 2, 3), "EW999", "error", "This is wrong.", "Do that. ")
    assert [tuple(one) for one in finding_text(finding, SOURCES, 60)] == [
        ("spot", "a.yaml, line 2: error EW999"),
        ("message", "This is wrong."),
        ("fix", "Do that."),
        ("line", "2 |   first:"),
        ("mark", "      ^"),
    ]


def test_the_mark_stands_below_its_column_behind_a_tab() -> None:
    assert marked_line(Spot("a.yaml", 3, 8), SOURCES, 60) == ("3 |     goto: nowhere", "              ^")


def test_a_long_line_is_cut_so_that_the_marked_place_can_be_seen() -> None:
    shown = marked_line(Spot("long.yaml", 1, 101), SOURCES, 40)
    assert shown is not None
    line, mark = shown
    assert len(line) <= 40
    assert line[mark.index("^") :].startswith("HERE")


@pytest.mark.parametrize("spot", [Spot("gone.yaml", 1, 1), Spot("a.yaml", 99, 1), Spot("a.yaml", 0, 0)])
def test_a_place_that_is_not_in_the_files_has_no_excerpt(spot: Spot) -> None:
    assert marked_line(spot, SOURCES, 60) is None


@pytest.mark.parametrize(
    ("environment", "command", "in_a_window"),
    [
        ({"EDITOR": "nano"}, ("nano", "+7", "/p/a.yaml"), False),
        ({"EDITOR": "nano", "VISUAL": "/usr/bin/nvim -R"}, ("/usr/bin/nvim", "-R", "+7", "/p/a.yaml"), False),
        ({"VISUAL": "code --wait"}, ("code", "--wait", "--goto", "/p/a.yaml:7"), True),
        ({"EDITOR": "hx"}, ("hx", "/p/a.yaml:7"), False),
        ({"EDITOR": "my-own"}, ("my-own", "/p/a.yaml"), False),
    ],
)
def test_the_editor_is_asked_for_the_line_in_its_own_way(
    environment: dict[str, str], command: tuple[str, ...], in_a_window: bool
) -> None:
    assert editor_for(environment, Path("/p/a.yaml"), 7) == (command, in_a_window)


@pytest.mark.parametrize("environment", [{}, {"EDITOR": "  "}, {"EDITOR": "'unclosed"}])
def test_without_an_editor_there_is_no_command(environment: dict[str, str]) -> None:
    assert editor_for(environment, Path("/p/a.yaml"), 7) is None

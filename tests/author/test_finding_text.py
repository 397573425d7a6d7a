"""A finding with its line, and the command of the editor that opens it."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.author.editor_command import editor_for
from game.author.finding_text import finding_text
from game.story.catalogue.diagnostics import Diagnostic
from game.story.model.yaml_nodes import Spot

FOUND = Diagnostic(
    Spot("a.yaml", 3, 11), "EW301", "error", "There is no scene `nowere`.", "Did you mean `nowhere`?",
    line="    goto: nowere", mended="    goto: nowhere", caret=10, length=6, replaces=(3, 3),
)  # fmt: skip


def words(found: Diagnostic, width: int = 80) -> list[str]:
    return ["".join(piece.words for piece in line) for line in finding_text(found, width)]


def test_a_finding_has_its_place_its_line_with_a_mark_the_words_the_fix_and_the_line_as_it_should_be() -> None:
    assert words(FOUND) == [
        "a.yaml:3:11: error EW301 unknown id",
        "    3 |     goto: nowere",
        "      |           ^~~~~~",
        "  There is no scene `nowere`.",
        "  → Did you mean `nowhere`?",
        "  Write:",
        "      |     goto: nowhere",
    ]


def test_a_model_is_called_an_example() -> None:
    assert "  For example:" in words(FOUND._replace(replaces=None))


def test_a_finding_about_no_line_has_none() -> None:
    assert words(FOUND._replace(line="", mended=""))[1] == "  There is no scene `nowere`."


def test_words_of_ours_are_wrapped_and_lines_of_the_pack_are_not() -> None:
    narrow = words(FOUND._replace(line="    goto: nowere  # " + "x" * 60), 30)
    assert all(len(line) <= 30 for line in narrow if "|" not in line and "a.yaml" not in line)
    assert any(line.endswith("x" * 60) for line in narrow)


def test_places_beyond_the_first_are_listed() -> None:
    also = tuple(Spot("b.yaml", line, 1) for line in range(1, 9))
    assert "and 2 more places." in " ".join(" ".join(words(FOUND._replace(also=also))).split())


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

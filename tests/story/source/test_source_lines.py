"""Findings point at the line and the character that an editor shows, whatever characters a file has."""

from __future__ import annotations

import pytest

from game.story.catalogue.diagnostics import Diagnostic, source_lines
from game.support.safe_text import visible
from tests.story.inline import findings

ENDS = ("\n", "\r\n", "\r")
#: What `str.splitlines` takes for the end of a line, and an editor does not.
NO_ENDS = ("\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029")


def finding(code: str, content: bytes) -> Diagnostic:
    (found,) = (diagnostic for diagnostic in findings({"pack.yaml": content}) if diagnostic.code == code)
    return found


@pytest.mark.parametrize("end", ENDS, ids=ascii)
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["", "with its mark"])
@pytest.mark.parametrize("character", (*NO_ENDS, "\x07"), ids=ascii)
def test_a_character_that_does_harm_is_shown_in_its_line(character: str, mark: str, end: str):
    lines = ["pack: A", f"# one{character}two{character}three", "# four"]
    found = finding("EW105", (mark + end.join(lines)).encode())
    assert (found.spot.line, found.spot.column) == (2, 6)
    assert (found.line, found.caret) == (visible(lines[1]), 5)
    assert (found.mended, found.replaces) == ("# onetwothree", (2, 2))


@pytest.mark.parametrize("end", ENDS, ids=ascii)
@pytest.mark.parametrize("character", ["", *NO_ENDS], ids=ascii)
def test_a_byte_that_is_not_utf8_is_shown_in_its_line(character: str, end: str):
    lines = [f"\ufeffpack: {character}A", "", f"# {character}caf", "# four"]
    found = finding("EW104", end.join(lines).encode().replace(b"caf", b"caf\xe9"))
    assert (found.spot.line, found.spot.column) == (3, 6 + len(character))
    assert (found.line, found.caret) == (visible(f"# {character}caf�"), 5 + len(character))
    first = finding("EW104", b"\xef\xbb\xbf# \xe9")
    assert (first.spot.column, first.caret) == (3, 2)


@pytest.mark.parametrize("end", ENDS, ids=ascii)
def test_a_key_at_the_wrong_place_is_shown_in_its_line(end: str):
    found = finding("EW201", end.join(["# A comment", "", "pack: A", "plaecs: {}", ""]).encode())
    assert (found.spot.line, found.line) == (4, "plaecs: {}")


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        ("", []), ("a", ["a"]), ("a\n", ["a"]), ("a\r\n\r\nb", ["a", "", "b"]), ("\n\r", ["", ""]), ("\ufeff", []),
        ("a\x0cb\u2028c\n", ["a\x0cb\u2028c"]),
    ],
)  # fmt: skip
def test_lines_are_those_of_editors(content: str, lines: list[str]):
    assert source_lines(content.encode()) == lines


def test_a_line_that_is_moved_leaves_the_byte_order_mark_behind():
    files = {"pack.yaml": "pack: A\n", "playthroughs/a.yaml": "\ufeffabout: B\nplaythrough: A\nsteps: [{do: C}]\n"}
    (found,) = (diagnostic for diagnostic in findings(files) if diagnostic.code == "EW761")
    assert found.mended == "playthrough: A\nabout: B"

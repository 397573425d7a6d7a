"""The line as it should be: carried out, it makes the finding go away and adds no error."""

from __future__ import annotations

import pytest

from game.story.catalogue import CATALOGUE
from game.story.catalogue.diagnostics import Diagnostic
from game.story.catalogue.examples import scene_pack
from tests.story.catalogue.quick_fixes import applied
from tests.story.inline import findings, only_finding, unmarked

EXAMPLES = {
    code: unmarked(entry.example.bad)[0] for code, entry in sorted(CATALOGUE.items()) if entry.example is not None
}
FOUND = {
    code: next((finding for finding in findings(files) if finding.code == code), None)
    for code, files in EXAMPLES.items()
}
EDITS = [code for code, found in FOUND.items() if found is not None and found.replaces is not None]

WITHOUT = {
    "EW119", "EW128", "EW129", "EW130", "EW132", "EW211", "EW215", "EW220", "EW224", "EW304", "EW305", "EW404", "EW405",
    "EW406", "EW407", "EW410", "EW507", "EW603", "EW704", "EW709", "EW713", "EW715", "EW716", "EW718",
    "EW751", "EW758", "EW759", "EW762", "EW763", "EW802", "EW334", "EW337", "EW338", "EW339",
    "EW317", "EW318", "EW319", "EW721", "EW722", "EW723",
}  # fmt: skip
"""Findings for which no line can be given: something is to be removed, or the author alone knows what was meant."""


def found_in(code: str) -> Diagnostic:
    found = FOUND[code]
    assert found is not None
    return found


@pytest.mark.parametrize("code", EDITS)
def test_the_line_as_it_should_be_takes_the_finding_away_and_adds_no_error(code: str) -> None:
    files = EXAMPLES[code]
    assert not isinstance(files, str)
    after = findings(applied(files, found_in(code)))
    assert [str(finding) for finding in after if finding.code == code or finding.severity == "error"] == []


@pytest.mark.parametrize("code", [code for code in FOUND if not code.startswith("EW9")])
def test_every_finding_shows_its_line_and_a_line_as_it_should_be(code: str) -> None:
    found = found_in(code)
    assert found.line
    assert bool(found.mended) is (code not in WITHOUT)


@pytest.mark.parametrize("code", list(FOUND))
def test_the_caret_stands_at_the_spot(code: str) -> None:
    found = found_in(code)
    assert found.caret <= len(found.line)
    assert found.caret == found.spot.column - 1 or found.line.startswith("…")


def test_a_very_long_line_is_shortened_around_its_caret() -> None:
    found = only_finding(scene_pack(f'text: "{"word " * 80}{{name.nobody}} {"word " * 80}"\nend: e'))
    assert len(found.line) <= 100
    assert found.line[found.caret :].startswith("{name.nobody}")
    assert (found.line[0], found.line[-1]) == ("…", "…")


def test_what_cannot_be_seen_is_made_visible() -> None:
    found = only_finding(scene_pack("text: Red \x1b[31m\u202e\ud7ff.\nend: e"))
    assert found.line == "    text: Red ␛[31m��."


def test_a_line_in_a_file_with_windows_line_ends_is_the_same() -> None:
    plain = scene_pack("text: Hello.\nend: ee")
    assert only_finding(plain.replace("\n", "\r\n"))[:7] == only_finding(plain)[:7]


def test_a_mark_at_the_beginning_of_the_file_moves_nothing() -> None:
    found = only_finding("\ufefftitle: x\n" + scene_pack("text: Hello.\nend: e"))
    assert (found.spot.line, found.spot.column, found.line) == (1, 1, "title: x")

"""What `check` says of choices that nothing remembers and of measures that decide nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from game.cli import main

HEAD = """\
pack: Test
disclaimer: Invented.
measures:
  trust: { start: 1, min: 0, max: 3, hidden: true, stops_at_bounds: true }
endings: { e: Over. }
clock: { start: 08:00, end: 18:00 }
scenes:
  a:
    text: Well?
    choices:
"""
FORGOTTEN = f"""{HEAD}
      - {{ choose: Left, id: left, text: One, goto: b }}
      - {{ choose: Right, id: right, text: Two, goto: b }}
  b: {{ text: On., end: e }}
"""
ALIKE = f"""{HEAD}
      - {{ choose: Left, id: left, text: One, goto: b }}
      - {{ choose: Right, id: right, text: Two, goto: b }}
      - {{ choose: Up, id: up, trust: +1, goto: b }}
  b: {{ text: "{{trust > 1: Good|Bad}}.", end: e }}
"""
CLOCK = f"""{HEAD}
      - {{ choose: Left, id: left, minutes: 5, goto: b }}
      - {{ choose: Right, id: right, minutes: 9, goto: b }}
  b: {{ text: "It is {{time}}.", end: e }}
"""
UNREAD = f"""{HEAD}
      - {{ choose: Left, id: left, trust: +1, end: e }}
      - {{ choose: Right, id: right, text: "No{{chose.a.left: , no}}.", goto: a }}
"""
INDIFFERENT = f"""{HEAD}
      - {{ choose: Left, id: left, trust: +1, goto: b }}
      - {{ choose: Right, id: right, trust: +2, goto: b }}
  b: {{ text: "{{trust >= 2: Good|Bad}}{{chose.a.left: , left}}.", end: e }}
"""


@pytest.fixture
def findings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., list[tuple[str, int, str]]]:
    """Checks a pack: code, line and message of its findings of this kind."""

    def checked(written: str, *more: str) -> list[tuple[str, int, str]]:
        (tmp_path / "pack.yaml").write_text(written, "utf-8")
        main(["check", str(tmp_path / "pack.yaml"), "--json", *more])
        told = json.loads(capsys.readouterr().out)["diagnostics"]
        return [(found["code"], found["line"], found["message"]) for found in told if found["code"].startswith("EW99")]

    return checked


@pytest.mark.parametrize(
    ("written", "code", "line", "words"),
    [
        (FORGOTTEN, "EW991", 12, "Nothing that comes later depends on which of these is taken: `left`, `right`."),
        (ALIKE, "EW992", 12, "Nothing that comes later can tell these choices apart: `left`, `right`."),
        (CLOCK, "EW993", 12, "Nothing that comes later depends on which of these is taken: `left`, `right`, but for "
                             "the minutes that it takes."),
        (UNREAD, "EW994", 4, "`trust` is changed, and no condition and no text ever asks for it."),
        (INDIFFERENT, "EW995", 4, "`trust` decides nothing: wherever it is asked for it is between 2 and 3, and every "
                                  "condition on it comes out the same."),
    ],
)  # fmt: skip
def test_what_a_story_does_not_remember_is_told_where_it_stands(
    findings: Callable[..., list[tuple[str, int, str]]], written: str, code: str, line: int, words: str
) -> None:
    assert (code, line, words) in findings(written)


def test_nothing_is_told_of_choices_that_are_marked_as_flavour(
    findings: Callable[..., list[tuple[str, int, str]]],
) -> None:
    half = FORGOTTEN.replace("id: left,", "id: left, flavour: true,")
    assert [line for _, line, _ in findings(half)] == [13]
    assert findings(half.replace("id: right,", "id: right, flavour: true,")) == []
    assert findings(ALIKE.replace("id: left,", "id: left, flavour: true,")) == []


def test_without_proofs_nothing_is_compared(findings: Callable[..., list[tuple[str, int, str]]]) -> None:
    assert findings(FORGOTTEN, "--no-proofs") == []


def test_it_fails_no_check_unless_the_pack_wants_that(tmp_path: Path) -> None:
    pack = tmp_path / "pack.yaml"
    pack.write_text(FORGOTTEN, "utf-8")
    assert main(["check", str(pack), "--strict"]) == 0
    pack.write_text(f"checks: {{ forgotten-choice: warning }}\n{FORGOTTEN}", "utf-8")
    assert main(["check", str(pack), "--strict"]) == 1

"""What `eightwings check` prints: readable at 80 columns, without colours, and safe for a terminal."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from game.author.findings import finding_told, print_findings, wants_colours
from game.cli import main
from game.story.catalogue.examples import scene_pack
from tests.story.inline import findings, only_finding

WRONG = scene_pack("text: Hello.\ntitel: Watch\nend: e")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_finding_tells_where_which_line_what_is_wrong_what_to_do_and_what_to_write() -> None:
    lines = finding_told(only_finding(WRONG))
    assert lines[:4] == [
        "pack.yaml:5:5: error EW201 unknown key",
        "    5 |     titel: Watch",
        "      |     ^~~~~",
        "  A scene has no key `titel`.",
    ]
    assert lines[4].startswith("  → Did you mean `title`?")
    assert lines[-2:] == ["  Write:", "      |     title: Watch"]


def test_the_words_are_at_most_80_columns_wide() -> None:
    files = scene_pack(f"text: Hello.\nchoices: yes\nwhen: has.{'x' * 40} and trust > 3\n{'y' * 50}: 1")
    for finding in findings(files):
        assert [line for line in finding_told(finding) if len(line) > 80 and " | " not in line] == []


def test_the_caret_stands_below_signs_that_are_two_columns_wide() -> None:
    lines = finding_told(only_finding(scene_pack('text: "水曜日 {name.nobody}"\nend: e')))
    assert lines[1].index("{") + 3 == lines[2].index("^")


def test_a_line_that_is_only_a_model_is_called_an_example() -> None:
    assert "  For example:" in finding_told(only_finding(scene_pack("text: Hello.\npriority: high\nend: e")))


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [
        ({"TERM": "xterm"}, True),
        ({"TERM": "xterm", "NO_COLOR": "1"}, False),
        ({"TERM": "xterm", "NO_COLOR": ""}, True),
        ({"TERM": "dumb"}, False),
        ({}, False),
    ],
)
def test_colours_are_for_terminals_that_want_them(environment: dict[str, str], coloured: bool) -> None:
    assert wants_colours(Terminal(), environment) is coloured
    assert wants_colours(io.StringIO(), environment) is False


def test_colours_change_nothing_but_the_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    terminal, pipe = Terminal(), io.StringIO()
    for out in (terminal, pipe):
        print_findings(findings(WRONG), out)
    assert "\x1b[1;31merror EW201\x1b[0m" in terminal.getvalue()
    assert "\x1b" not in pipe.getvalue()


ORDERS = "\x1b]0;owned\x07\x9b2J\u202e\u2066"


def test_no_order_to_the_terminal_gets_out_of_a_pack(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "pack.yaml").write_text(scene_pack(f"text: {ORDERS}\nend: e"), "utf-8")
    (tmp_path / f"b{ORDERS}.yaml").write_text('scene: "\\u009b"\ntext: "a\\x1b"\n', "utf-8")
    (tmp_path / "c.yaml").write_text(f"scene: c\n\u202etext{ORDERS}: x\n", "utf-8")
    for words in (["check", str(tmp_path)], ["check", "--json", str(tmp_path)]):
        main(words)
        out = capsys.readouterr().out
        assert [sign for sign in out if sign != "\n" and not sign.isprintable()] == []


def test_json_has_the_line_and_how_it_should_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "pack.yaml").write_text(WRONG, "utf-8")
    main(["check", "--json", str(tmp_path)])
    (found,) = json.loads(capsys.readouterr().out)["diagnostics"]
    assert (found["name"], found["title"]) == ("unknown-key", "An unknown key")
    assert (found["source"], found["mended"], found["replaces"]) == ("    titel: Watch", "    title: Watch", [5, 5])


def test_json_lists_every_text_that_is_not_translated(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "pack.yaml").write_text(scene_pack("text: Hello.\nend: e"), "utf-8")
    french = "language: fr\nname: Français\ntexts:\n  scenes.a.text: { was: Hello!, text: Bonjour ! }\n"
    (tmp_path / "fr.yaml").write_text(french, "utf-8")
    assert main(["check", "--json", "--no-proofs", str(tmp_path)]) == 0
    assert json.loads(capsys.readouterr().out)["translations"] == [
        {"language": "fr", "name": "Français", "texts": 3, "missing": ["endings.e.text", "pack.pack"],
         "stale": ["scenes.a.text"]},
    ]  # fmt: skip


def test_many_findings_are_all_told_in_the_order_of_the_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keys = "".join(f"    key_{number}: x\n" for number in range(60))
    (tmp_path / "pack.yaml").write_text(f"pack: T\nscenes:\n  a:\n    text: A.\n{keys}", "utf-8")
    main(["check", str(tmp_path)])
    out = capsys.readouterr().out
    heads = [line for line in out.splitlines() if line.startswith("pack.yaml:")]
    assert [int(line.split(":")[1]) for line in heads] == list(range(5, 65))
    assert out.endswith("60 errors.\n")


def test_a_message_can_be_explained_by_code_or_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--explain", "ew201"]) == 0
    by_code = capsys.readouterr().out
    assert "An unknown key" in by_code
    assert "+    text: Hello." in by_code
    assert main(["check", "--explain", "unknown-key"]) == 0
    assert capsys.readouterr().out == by_code


def test_a_message_that_does_not_exist_gets_the_nearest_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--explain", "unknown-keys"]) == 2
    assert "Did you mean unknown-key?" in capsys.readouterr().out


def test_check_without_a_pack_says_what_it_needs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 2
    assert "Which pack?" in capsys.readouterr().err


def test_check_says_in_one_line_which_rules_nobody_can_judge_in_a_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = tmp_path / "pack.yaml"
    pack.write_text(scene_pack("text: Hallo.\nend: e", "language: de\n"), "utf-8")
    (tmp_path / "nl.yaml").write_text("language: nl\nname: Nederlands\n", "utf-8")
    assert main(["check", str(tmp_path), "--no-proofs"]) == 0
    told = [line for line in capsys.readouterr().out.splitlines() if "not judged" in line]
    assert told[0] == "Editorial rules that are not judged in the language `de`: EW907, EW909, EW974."
    assert told[1].startswith("Editorial rules that are not judged in the language `nl`: EW907, EW908,")
    assert "; only in part: EW901, EW903, " in told[1]
    assert len(told) == 2
    main(["check", str(tmp_path), "--no-proofs", "--json"])
    assert json.loads(capsys.readouterr().out)["not_judged"]["de"] == {
        "rules": ["EW907", "EW909", "EW974"],
        "in_part": [],
    }
    pack.write_text(scene_pack("text: Hello.\nend: e", "language: en\n"), "utf-8")
    (tmp_path / "nl.yaml").unlink()
    main(["check", str(tmp_path), "--no-proofs"])
    assert "not judged" not in capsys.readouterr().out

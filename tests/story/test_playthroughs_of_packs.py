"""What `check` finds in the playthroughs of a pack, without running them; and that nobody is kept from playing."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.story.catalogue.examples import playthrough_pack
from game.story.packs import examine, load
from game.support import limits
from tests.story.inline import examined, findings

HEAD = "playthrough: A test\nsteps:\n"


def found(steps: str) -> list[str]:
    """Code, spot and suggestion of everything that is found in the steps of a playthrough."""
    some = findings(playthrough_pack(steps))
    return [f"{finding.code} {finding.spot.line}:{finding.spot.column} {finding.fix}".rstrip() for finding in some]


@pytest.mark.parametrize(
    ("steps", "finding"),
    [
        ("- expect: { ending: f }", "EW301 3:23 Use one of the endings that there are."),
        ("- expect: { scene: aa }", "EW301 3:22 Did you mean `a`?"),
        ("- expect: { trusst: 1 }", "EW201 3:15 Did you mean `trust`?"),
        ("- expect: { seees: x }", "EW201 3:15 Did you mean `sees`?"),
        ("- walk: hall", "EW301 3:11 Use one of the places that there are."),
        ("- expect: { holds: trsut > 1 }", "EW402 3:22 Did you mean `trust`?"),
        ("- expect: { holds: trust >= 1 and }", "EW401 3:36"),
        ("- expect: { time: 09:00 }", "EW219 3:15"),
        ("- do: a/eat_itt", "EW756 3:9 Did you mean `a/eat_it`?"),
        ("- do: scene:b", "EW756 3:9"),
    ],
)
def test_what_there_is_not_is_found_with_what_was_meant(steps: str, finding: str) -> None:
    (message,) = found(steps)
    assert message.startswith(finding)


@pytest.mark.parametrize(
    "steps",
    ["- do: a/eat_it", "- do: Whatever it is called", "- do: pass", "- expect:", "- expect:\n    sees:\n    trust:",
     "- expect: { scene: none, asked: none, ending: none }", "- expect: { ending: any, holds: ending.e or scene.any }",
     "- expect: { holds: visits.a >= 7 and chose.a.eat_it, trust: at least 1 }"],
)  # fmt: skip
def test_what_may_stand_there_is_left_alone(steps: str) -> None:
    assert found(steps) == []


def test_a_pack_with_broken_playthroughs_can_be_played(tmp_path: Path) -> None:
    for name, text in playthrough_pack("- doo: x\n- expect: { scene: nowhere }").items():
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "broken.yaml").write_text("playthrough: [\n", "utf-8")
    (tmp_path / "playthroughs").mkdir()
    (tmp_path / "playthroughs" / "bytes.yaml").write_bytes(b"\xff\xfe")
    (tmp_path / "playthroughs" / "gone.yaml").symlink_to(tmp_path / "nowhere")
    story, diagnostics = examine(tmp_path)
    assert story is not None
    assert {finding.spot.file for finding in diagnostics if finding.severity == "error"} == {
        "play.yaml", "broken.yaml", "playthroughs/bytes.yaml", "playthroughs/gone.yaml",
    }  # fmt: skip
    assert load(tmp_path).fingerprint == story.fingerprint


def test_a_playthrough_that_is_too_large_keeps_nobody_from_playing(tmp_path: Path) -> None:
    for name, text in playthrough_pack("- do: Eat it").items():
        (tmp_path / name).write_text(text, "utf-8")
    with (tmp_path / "huge.yaml").open("wb") as file:
        file.write(b"playthrough: Huge\n")
        file.truncate(limits.PLAY_BYTES + 1)
    story, diagnostics = examine(tmp_path)
    assert story is not None
    assert [(finding.code, finding.spot.file) for finding in diagnostics] == [("EW106", "huge.yaml")]
    assert load(tmp_path).fingerprint == story.fingerprint


def test_while_the_story_has_errors_its_playthroughs_are_looked_at_for_their_form_only() -> None:
    files = playthrough_pack("- do: a/gone\n- expect: { scene: nowhere, courage: 2 }\n- doo: x")
    files["pack.yaml"] = files["pack.yaml"].replace("end: e ", "end: f ")
    story, diagnostics = examined(files)
    assert story is None
    assert [(finding.spot.file, finding.code) for finding in diagnostics] == [
        ("pack.yaml", "EW301"),
        ("play.yaml", "EW201"),
    ]


def test_what_is_wrong_with_the_story_comes_first() -> None:
    files = playthrough_pack("- doo: x")
    files["zz.yaml"] = "scenes:\n  b: { txt: More. }\n"
    assert [finding.spot.file for finding in examined(files)[1]] == ["zz.yaml", "play.yaml"]


def test_an_included_file_that_is_not_there_is_told_with_the_one_that_is_near() -> None:
    (message,) = found("- include: begining")
    assert message.startswith("EW757 3:14 Did you mean `beginning`?")

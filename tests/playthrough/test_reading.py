"""Playthrough files, read: every form there is, and everything that is wrong in one run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from game.playthrough.playthrough import DoStep, Expect, Include, PlayOn, Undo
from game.playthrough.reading import read_playthrough
from game.playthrough.running import run
from game.record.journal import Header, Journal, Step
from game.story.model.story import Story
from game.support import limits

Write = Callable[..., Path]


def found(path: Path, story: Story | None = None, pack: Path | None = None) -> list[str]:
    """What is wrong with a file: code, line and column."""
    playthrough, findings = read_playthrough(path, story, pack=pack, name="play.yaml")
    assert (playthrough is None) == any(finding.severity == "error" for finding in findings)
    return [f"{finding.code} {finding.spot.line}:{finding.spot.column}" for finding in findings]


def test_everything_in_it_has_its_spot(write: Write, story: Story) -> None:
    path = write(
        "playthrough: A test\nseed: 7\nlanguage: fr\nabout: Words.\nsteps:\n  - do: A\n    saw: B\n"
        "  - C\n  - expect:\n      pride: 2\n      sees: [x, y]\n  - play: 50\n"
    )
    playthrough, _ = read_playthrough(path, story, name="p.yaml")
    assert playthrough is not None
    assert (playthrough.title, playthrough.seed, playthrough.language, playthrough.about) == (
        "A test",
        7,
        "fr",
        "Words.",
    )
    first, second, expect, play = playthrough.items
    assert first == DoStep(("p.yaml", 6, 9), "A", "B", "")
    assert second == DoStep(("p.yaml", 8, 5), "C", "", "")
    assert isinstance(expect, Expect)
    assert [
        (expectation.key, expectation.spot[1:], [word.spot[1:] for word in expectation.values])
        for expectation in expect.expected
    ] == [
        ("pride", (10, 7), []), ("sees", (11, 7), [(11, 14), (11, 17)]),
    ]  # fmt: skip
    assert isinstance(play, PlayOn)
    assert (play.steps, play.seed, play.temperament) == (50, None, "uniform")


def test_all_mistakes_are_reported_in_one_run(write: Write, story: Story) -> None:
    path = write(
        """\
        playthrough: A test
        sed: 7
        steps:
          - doo: A
          - { do: A, walk: pantry }
          - saw: A
          - undo: 0
          - expect: { pride: high, sees: /(/, answered: correct, prid: 2 }
          - play: { steps: 0, knowledge: 60%, temperament: lazy }
          - include: nowhere
          - include: ../../../etc/passwd
        """
    )
    assert found(path, story) == [
        "EW201 2:1", "EW201 4:5", "EW751 5:5", "EW751 6:5", "EW204 7:11", "EW752 8:22", "EW755 8:35", "EW753 8:49",
        "EW201 8:58", "EW204 9:20", "EW754 9:34", "EW753 9:52", "EW757 10:14", "EW758 11:14",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", ["EW202 1:1"]),
        ("steps: []\n", ["EW202 1:1"]),
        ("- a list\n", ["EW131 1:1"]),
        ("playthrough: T\nsteps: Eat it\n", ["EW203 2:8"]),
        ("playthrough: T\nsteps:\n  - expect: words\n", ["EW203 3:13"]),
        ("playthrough: [\n", ["EW136 1:14"]),
        ("seed: 7\nplaythrough: T\n", ["EW761 2:1"]),
        ("playthrough: T\nplaythrough: U\n", ["EW130 2:1"]),
        ("playthrough: T\nseed: 123456789012345678901\n", ["EW204 2:7"]),
        ("playthrough: T\nsteps:\n  - expect: { sees: Marta said, and so on. }\n", ["EW142 3:33"]),
    ],
)
def test_a_file_of_another_form(write: Write, pack: Path, story: Story, text: str, codes: list[str]) -> None:
    path = pack / "playthroughs" / "odd.yaml"
    path.write_text(text, "utf-8")
    assert found(path, story) == codes


def test_a_text_with_a_comma_in_braces_is_put_in_quotes(write: Write, story: Story) -> None:
    path = write("- expect: { sees: Marta said, and she meant it, sees_not: Rain }")
    (finding,) = read_playthrough(path, story)[1]
    assert (
        finding.message
        == "The comma before “and she meant it” ends the text here: inside `{ }` it begins the next key."
    )
    assert finding.mended == '  - expect: { sees: "Marta said, and she meant it", sees_not: Rain }'


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"playthrough: \xff\n", b"\x00" * 100])
def test_bytes_that_are_no_text(pack: Path, content: bytes) -> None:
    path = pack / "playthroughs" / "odd.yaml"
    path.write_bytes(content)
    assert read_playthrough(path)[0] is None


def test_a_file_that_is_not_there_is_a_finding(tmp_path: Path) -> None:
    assert found(tmp_path / "gone.yaml") == ["EW103 1:1"]
    assert found(tmp_path) == ["EW103 1:1"]


# ── Recorded plays ───────────────────────────────────────────────────────────────────────────────────────

STEPS = (Step(do="scene:biscuit", saw="Look at the biscuit"), Step(do="biscuit/smell_it", saw="Smell it"))


def journal(path: Path, *more: Step) -> Path:
    Journal.create(path, Header("kitchen", "0123", 7, title="Mine"), (*STEPS, *more)).close()
    return path


def test_a_recorded_play_is_a_playthrough(pack: Path, story: Story) -> None:
    playthrough, findings = read_playthrough(journal(pack / "mine.play.yaml", Step(undo=1), STEPS[1]), story)
    assert findings == ()
    assert playthrough is not None
    assert (playthrough.title, playthrough.pack, playthrough.seed) == ("Mine", "kitchen", 7)
    assert [type(item) for item in playthrough.items] == [DoStep, DoStep, Undo, DoStep]
    lines = (pack / "mine.play.yaml").read_text("utf-8").splitlines()
    for item in playthrough.items[:2]:
        assert lines[item.spot.line - 1][item.spot.column - 1 :].startswith(f'"{item.words}"')  # type: ignore[union-attr]
    assert run(playthrough, story).passed


def test_a_last_line_that_came_to_the_disk_in_part_is_left_out(pack: Path, story: Story) -> None:
    path = journal(pack / "mine.play.yaml")
    path.write_bytes(path.read_bytes()[:-30])
    playthrough, _ = read_playthrough(path, story)
    assert playthrough is not None
    assert len(playthrough.items) == 1


def test_the_form_of_before_is_still_read(pack: Path, story: Story) -> None:
    path = pack / "old.play.yaml"
    path.write_text(
        'pack: "kitchen"\nfingerprint: "0123"\nseed: 7\nsteps:\n'
        '- {"do": "scene:biscuit", "saw": "Look"}\n- {"undo": true}\n'
    )
    playthrough, findings = read_playthrough(path, story)
    assert findings == ()
    assert playthrough is not None
    assert (playthrough.title, playthrough.items[1]) == ("old", Undo((str(path), 6, 3), 1))


def test_a_recorded_play_can_be_added_to_by_hand(pack: Path, story: Story) -> None:
    path = journal(pack / "mine.play.yaml")
    with path.open("a", encoding="utf-8") as file:
        file.write("- expect: { pride: 2 }\n- Leave it\n")
    playthrough, _ = read_playthrough(path, story)
    assert playthrough is not None
    assert run(playthrough, story).passed


def test_a_long_recorded_play_is_read_line_by_line(pack: Path, story: Story) -> None:
    steps = (Step(do="biscuit/leave_it", saw="Leave it", asked="weight"), Step(undo=1)) * 10_000
    playthrough, findings = read_playthrough(journal(pack / "long.play.yaml", *steps), story)
    assert findings == ()
    assert playthrough is not None
    assert len(playthrough.items) == 20_002


def test_signs_that_give_orders_to_a_terminal_are_taken_out_of_recorded_lines(pack: Path) -> None:
    path = pack / "odd.play.yaml"
    path.write_text('playthrough: T\nsteps:\n- {"answer": "a\\u001b[31m\u202eb"}\n', "utf-8")
    playthrough, _ = read_playthrough(path)
    assert playthrough is not None
    assert playthrough.items[0].words == "a�[31m�b"  # type: ignore[union-attr]


# ── Included playthroughs ────────────────────────────────────────────────────────────────────────────────


def test_the_steps_of_an_included_file_are_done(write: Write, pack: Path, story: Story) -> None:
    write("- biscuit\n- expect: { scene: biscuit }", "beginning")
    path = write("- include: beginning\n- Smell it\n- expect: { pride: 2 }")
    playthrough, _ = read_playthrough(path, story, pack=pack)
    assert playthrough is not None
    assert isinstance(playthrough.items[0], Include)
    assert run(playthrough, story).passed


def test_what_fails_in_an_included_file_is_told_there_and_who_included_it(
    write: Write, pack: Path, story: Story
) -> None:
    write("- expect: { at: pantry }", "beginning")
    write("- include: beginning.yaml", "middle")
    playthrough, _ = read_playthrough(write("- include: middle"), story, pack=pack, name="here/play.yaml")
    assert playthrough is not None
    (failure,) = run(playthrough, story).failures
    assert str(failure.spot) == "here/beginning.yaml:3:19"
    assert [str(include) for include in failure.included] == ["here/play.yaml:3:14", "here/middle.yaml:3:14"]


def test_mistakes_in_an_included_file_are_found(write: Write, pack: Path, story: Story) -> None:
    write("- doo: A", "beginning")
    _, findings = read_playthrough(write("- include: beginning"), story, pack=pack, name="play.yaml")
    assert [str(finding.spot) for finding in findings] == ["beginning.yaml:3:5"]


def test_an_included_file_may_lie_elsewhere_in_the_pack_and_nowhere_else(
    write: Write, pack: Path, story: Story
) -> None:
    (pack / "deep").mkdir()
    (pack / "deep" / "other.yaml").write_text("playthrough: Other\nsteps:\n  - biscuit\n", "utf-8")
    assert found(write("- include: ../deep/other"), story, pack) == []
    (pack.parent / "secret.yaml").write_text("playthrough: Secret\n", "utf-8")
    assert found(write("- include: ../../secret"), story, pack) == ["EW758 3:14"]
    assert found(write(f"- include: {pack.parent}/secret"), story, pack) == ["EW758 3:14"]
    (pack / "playthroughs" / "link.yaml").symlink_to(pack.parent / "secret.yaml")
    assert found(write("- include: link"), story, pack) == ["EW758 3:14"]


def test_a_circle_of_included_files_is_found(write: Write, pack: Path, story: Story) -> None:
    write("- include: play", "other")
    assert found(write("- include: other"), story, pack) == ["EW759 3:14"]
    assert found(write("- include: play"), story, pack) == ["EW759 3:14"]


def test_files_cannot_include_each_other_without_end(write: Write, pack: Path, story: Story) -> None:
    for number in range(limits.INCLUDES + 1):
        write(f"- include: p{number + 1}", f"p{number}")
    write("- biscuit", f"p{limits.INCLUDES + 1}")
    assert found(pack / "playthroughs" / "p2.yaml", story, pack) == []
    assert found(pack / "playthroughs" / "p1.yaml", story, pack) == ["EW760 3:14"]


def test_files_that_double_each_other_end_with_a_sentence(
    write: Write, pack: Path, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "PLAY_STEPS", 1_000)
    write("- biscuit\n- Leave it", "p9")
    for number in range(8, -1, -1):
        write(f"- include: p{number + 1}\n" * 4, f"p{number}")
    playthrough, findings = read_playthrough(pack / "playthroughs" / "p0.yaml", story, pack=pack)
    assert findings == ()
    assert playthrough is not None
    (failure,) = run(playthrough, story).failures
    assert failure.message == "This playthrough has more than 1,000 steps."

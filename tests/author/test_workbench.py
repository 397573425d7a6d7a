"""The workbench: a play outlives every edit of its pack, and what is said about it is true."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from game.author.workbench import Workbench, examine_work
from game.playthrough.playthrough import DoStep
from game.playthrough.reading import read_playthrough
from game.record.journal import JournalError
from tests.conftest import PACKS

Edit = Callable[[str, str], str]


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PACKS / "harbour", tmp_path / "harbour"))


@pytest.fixture
def bench(pack: Path) -> Workbench:
    """A workbench with a play of three steps: at the harbour master's desk."""
    bench = Workbench(pack, 7)
    reload(bench)
    assert bench.session is not None
    for action in ("waking/go_and_ask", "go:north", "scene:talk_to_ines"):
        bench.session.do(action)
    return bench


def reload(bench: Workbench) -> str:
    examined = examine_work(bench.path, bench.examined)
    assert examined is not None
    return bench.take_up(examined)


@pytest.fixture
def edit(bench: Workbench) -> Edit:
    """Replaces words in the scenes, and looks at the pack again."""

    def replace(old: str, new: str) -> str:
        file = bench.path / "scenes.yaml"
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")
        return reload(bench)

    return replace


def done(bench: Workbench) -> list[str]:
    assert bench.session is not None
    return [step.do for step in bench.session.steps()]


ALL = ["waking/go_and_ask", "go:north", "scene:talk_to_ines"]


def test_an_edit_of_a_text_keeps_every_step(bench: Workbench, edit: Edit) -> None:
    assert edit("You straighten your coat.", "You button your coat.") == ""
    assert done(bench) == ALL


def test_nothing_is_examined_again_when_nothing_changed(bench: Workbench) -> None:
    (bench.path / "scenes.yaml").touch()
    assert examine_work(bench.path, bench.examined) is None


def test_a_step_that_is_gone_leaves_one_just_before_it_and_is_named(bench: Workbench, edit: Edit) -> None:
    sentence = edit("Go and ask", "Go and see")
    assert "“Go and ask” (step 1) is no longer possible" in sentence
    assert "It and the 2 steps after it will be done again" in sentence
    assert done(bench) == []


def test_steps_that_wait_are_done_again_when_a_save_allows_them(bench: Workbench, edit: Edit) -> None:
    edit("Go and ask", "Go and see")
    assert edit("Go and see", "Go and ask") == "Every step of the play is possible again."
    assert done(bench) == ALL


def test_steps_that_wait_are_forgotten_when_the_author_goes_on_from_there(bench: Workbench, edit: Edit) -> None:
    edit("Go and ask", "Go and see")
    assert bench.session is not None
    bench.session.do("waking/go_and_see")
    assert "(step 1)" in edit("Go and see", "Go and ask")
    assert done(bench) == []


def test_errors_leave_the_last_good_story_and_come_before_warnings(bench: Workbench, edit: Edit) -> None:
    story = bench.story
    assert edit("goto: homecoming", "goto: homecomming") == ""
    assert bench.story is story
    assert done(bench) == ALL
    assert bench.examined is not None
    assert bench.examined.errors
    assert [finding.severity for finding in bench.examined.findings] == sorted(
        finding.severity for finding in bench.examined.findings
    )


def test_a_folder_that_is_gone_is_a_finding_and_the_play_goes_on(bench: Workbench) -> None:
    bench.path.rename(bench.path.with_name("elsewhere"))
    assert reload(bench) == ""
    assert bench.examined is not None
    assert bench.examined.is_missing
    assert done(bench) == ALL


def test_a_half_written_file_is_a_finding(bench: Workbench) -> None:
    file = bench.path / "scenes.yaml"
    file.write_bytes(file.read_bytes()[:700] + b"\xff")
    reload(bench)
    assert bench.examined is not None
    assert bench.examined.story is None
    assert bench.examined.findings[0].spot.file == "scenes.yaml"


LOOP = """
pack: P
scenes:
  a: { call: b, goto: a }
  b:
    text: B
    choices:
      - choose: Stop
        when: WHEN
        again: true
"""


def test_a_story_that_never_comes_to_a_choice_is_told_and_the_last_one_kept(tmp_path: Path) -> None:
    file = tmp_path / "loop.yaml"
    file.write_text(LOOP.replace("WHEN", "true"), encoding="utf-8")
    bench = Workbench(file, 0)
    assert reload(bench) == ""
    story = bench.story
    file.write_text(LOOP.replace("WHEN", "false"), encoding="utf-8")
    sentence = reload(bench)
    assert "leads back to itself for ever" in sentence
    assert "The last story that could be played is kept." in sentence
    assert bench.story is story


def test_beginning_anew_comes_back_to_the_start_that_was_set(bench: Workbench) -> None:
    assert bench.session is not None
    assert bench.set_start() == 3
    bench.session.do("talk_to_ines/ask_about_the_bell")
    assert bench.restart() == ""
    assert done(bench) == ALL
    while bench.session.undo():
        pass
    bench.set_start()
    bench.restart()
    assert done(bench) == []


def test_the_running_scene_is_known_and_its_caller(bench: Workbench) -> None:
    assert bench.running_scenes() == ("talk_to_ines",)
    assert bench.opened_scenes() == ("waking", "talk_to_ines")


def test_a_play_is_saved_with_the_pack_and_never_over_another(bench: Workbench) -> None:
    first, second = bench.save("To Ines"), bench.save("To Ines")
    assert first == bench.path / "playthroughs" / "to-ines.yaml"
    assert second == bench.path / "playthroughs" / "to-ines-1.yaml"
    playthrough, _ = read_playthrough(first)
    assert playthrough is not None
    assert playthrough.seed == 7
    assert [item.words for item in playthrough.items if isinstance(item, DoStep)] == ALL


def test_a_play_of_a_single_file_is_saved_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "story.yaml"
    file.write_text("pack: P\nscenes:\n  a: { text: A, end: e }\nendings: { e: E }\n", encoding="utf-8")
    bench = Workbench(file, 0)
    reload(bench)
    assert bench.save("x") == tmp_path / "playthroughs" / "x.yaml"


def test_saving_into_a_folder_that_is_gone_is_one_sentence(bench: Workbench) -> None:
    shutil.rmtree(bench.path)
    with pytest.raises(JournalError, match="not there any more"):
        bench.save("x")


def test_saving_where_nothing_can_be_written_is_one_sentence(bench: Workbench) -> None:
    shutil.rmtree(bench.path / "playthroughs")
    (bench.path / "playthroughs").write_text("a file, not a folder", encoding="utf-8")
    with pytest.raises(JournalError, match="cannot be saved in"):
        bench.save("x")

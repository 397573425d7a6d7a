"""`new scene`: a scene that passes the check, in a folder or in the one file that a pack is."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from game.author.new.asking import NotWritten, tidy
from game.author.new.new_pack import PackAnswers, new_pack
from game.author.new.new_scene import SceneAnswers, new_scene
from game.engine.rendering import render_words
from game.story.packs import examine, load
from game.story.refusals import PackError
from tests.author.asked import NOBODY, Typist

BISCUIT = """\
pack: The last biscuit   # a note
scenes:
  kitchen:
    text: One biscuit is left on the plate.
    choices:
      - choose: Eat it
        end: crumbs

# how it ends
endings:
  crumbs: It was stale anyway.
"""


pytestmark = pytest.mark.usefixtures("here")


def test_the_defaults_make_a_scene_at_the_first_place_without_any_finding(demo: str) -> None:
    lines = new_scene(demo, None, SceneAnswers(), NOBODY)
    story, findings = examine(demo)
    assert findings == ()
    assert story is not None
    assert story.scenes["something_new"].at == ("corridor",)
    assert lines[0] == "Written: demo/something_new.yaml"


def test_its_first_line_names_the_schema_and_every_key_has_a_comment_above(demo: str) -> None:
    new_scene(demo, "moss", SceneAnswers(with_="ottoline"), NOBODY)
    lines = Path("demo/moss.yaml").read_text("utf-8").splitlines()
    assert lines[0] == "# yaml-language-server: $schema=.schemas/scene.schema.json"
    keys = [at for at, line in enumerate(lines) if line and line[0].isalpha()]
    assert [lines[at].split(":")[0] for at in keys] == ["scene", "title", "at", "with", "text", "choices"]
    assert all(lines[at - 1].startswith("# ") for at in keys)


def test_place_and_person_are_chosen_by_number_by_id_by_name_or_by_a_part_of_it(demo: str) -> None:
    new_scene(demo, "one", SceneAnswers(), Typist("One", "2", "1"))
    new_scene(demo, "two", SceneAnswers(), Typist("Two", "greenhouse", "Ottoline Brack"))
    new_scene(demo, "three", SceneAnswers(), Typist("Three", "green", "1", ""))
    scenes = load(demo).scenes
    assert [scenes[id_].at for id_ in ("one", "two", "three")] == [("greenhouse",)] * 3
    assert [scenes[id_].people for id_ in ("one", "two", "three")] == [("ottoline",), ("ottoline",), ()]


def test_a_place_that_there_is_not_is_asked_again_with_the_nearest_one(demo: str) -> None:
    asker = Typist("One", "greenhuose", "", "")
    new_scene(demo, "one", SceneAnswers(), asker)
    assert any("Did you mean `greenhouse`?" in line for line in asker.said)
    with pytest.raises(NotWritten, match=r"Did you mean `greenhouse`\? There are: corridor, greenhouse\."):
        new_scene(demo, "two", SceneAnswers(at="greenhuose"), NOBODY)


def test_an_id_is_made_free_or_refused_when_it_was_asked_for(demo: str) -> None:
    new_scene(demo, None, SceneAnswers(), NOBODY)
    new_scene(demo, None, SceneAnswers(), NOBODY)
    assert "something_new_2" in load(demo).scenes
    with pytest.raises(NotWritten, match="There is a scene `the_card` already"):
        new_scene(demo, "the_card", SceneAnswers(), NOBODY)
    with pytest.raises(NotWritten, match="How about `the_card`"):
        new_scene(demo, "The Card", SceneAnswers(), NOBODY)


def test_a_file_of_that_name_is_never_replaced(demo: str) -> None:
    Path("demo/moss.yaml").write_text("# mine\n")
    with pytest.raises(NotWritten, match="is there already"):
        new_scene(demo, "moss", SceneAnswers(), NOBODY)
    assert Path("demo/moss.yaml").read_text() == "# mine\n"


def test_a_pack_with_errors_elsewhere_still_gets_its_scene(demo: str) -> None:
    with Path("demo/pack.yaml").open("a") as file:
        file.write("  lost: { text: Lost., nonsense: 1 }\n")
    before = examine(demo)[1]
    new_scene(demo, "moss", SceneAnswers(), NOBODY)
    assert examine(demo)[1] == before


# How words are written is tried out for its own sake in `test_new_pack.py` and `test_new_translation.py`.
@settings(deadline=None, max_examples=40)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.text("*{}[]|\\:'\"# ab", max_size=15))
@example("ottoline: come here")
@example("[fern_day] {mood}")
@example("\u200b")
@example("\U00018cd6")  # a character that this Python does not know
def test_any_title_is_offered_as_it_was_typed(typed: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        new_pack(f"{folder}/demo", PackAnswers(), NOBODY)
        new_scene(f"{folder}/demo", "moss", SceneAnswers(title=typed), NOBODY)
        story, findings = examine(f"{folder}/demo")
    assert findings == ()
    assert story is not None
    title = story.scenes["moss"].title
    assert title is not None
    assert render_words(story, title, story.layout.start, 0) == (tidy(typed) or "Moss")


def test_a_pack_that_is_one_file_gets_it_into_its_section_and_keeps_every_byte() -> None:
    Path("biscuit.yaml").write_text(BISCUIT)
    new_scene("biscuit.yaml", "larder", SceneAnswers(), NOBODY)
    after = Path("biscuit.yaml").read_text()
    start, _, end = BISCUIT.partition("\n# how it ends")
    assert after.startswith(start)
    assert after.endswith(f"\n# how it ends{end}")
    story, findings = examine("biscuit.yaml")
    assert findings == ()
    assert story is not None
    assert list(story.scenes) == ["kitchen", "larder"]
    assert story.scenes["larder"].on_arrival


def test_lines_that_end_as_on_windows_and_deeper_steps_are_kept() -> None:
    deeper = BISCUIT.replace("\n  ", "\n     ").replace("\n", "\r\n")
    Path("biscuit.yaml").write_bytes(deeper.encode())
    new_scene("biscuit.yaml", "larder", SceneAnswers(), NOBODY)
    after = Path("biscuit.yaml").read_bytes()
    assert b"\r\n     larder:\r\n" in after
    assert after.count(b"\n") == after.count(b"\r\n")
    assert examine("biscuit.yaml")[1] == ()


def test_a_section_in_braces_is_left_alone_and_the_scene_is_shown_to_be_pasted() -> None:
    text = "pack: Short\nscenes: { a: { text: Hello., end: b } }\nendings: { b: Bye. }\n"
    Path("short.yaml").write_text(text)
    with pytest.raises(NotWritten, match=r"Paste this into it below `scenes:`(.|\n)*  larder:\n    # How"):
        new_scene("short.yaml", "larder", SceneAnswers(), NOBODY)
    assert Path("short.yaml").read_text() == text


def test_a_story_without_places_still_begins_where_it_did() -> None:
    Path("biscuit").mkdir()
    Path("biscuit/pack.yaml").write_text(BISCUIT)
    lines = new_scene("biscuit", "attic", SceneAnswers(), NOBODY)
    assert lines[1].endswith("write there: goto: attic")
    story, findings = examine("biscuit")
    assert findings == ()
    assert story is not None
    assert story.start_scene == "kitchen"


def test_when_no_file_name_would_keep_the_beginning_it_says_what_to_write() -> None:
    Path("biscuit").mkdir()
    Path("biscuit/zz.yaml").write_text(BISCUIT)
    with pytest.raises(NotWritten, match="`start: kitchen`"):
        new_scene("biscuit", "attic", SceneAnswers(), NOBODY)


def test_nothing_is_added_to_a_pack_that_comes_with_the_game() -> None:
    with pytest.raises(NotWritten, match="comes with the game"):
        new_scene("hq", None, SceneAnswers(), NOBODY)


def test_where_there_is_no_pack_there_is_no_scene(tmp_path: Path) -> None:
    with pytest.raises(PackError):
        new_scene("nowhere", None, SceneAnswers(), NOBODY)
    assert list(tmp_path.iterdir()) == []

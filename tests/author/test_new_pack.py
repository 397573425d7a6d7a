"""`new pack`: a pack that works as it stands, whatever its title, and never over something else."""

from __future__ import annotations

import errno
import tempfile
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from game.author.new.asking import NotWritten, tidy
from game.author.new.new_pack import PackAnswers, new_pack
from game.cli import main
from game.localisation.messages import interface_languages
from game.play.session import Session
from game.story.packs import examine, load
from game.support.safe_text import is_blank
from tests.author.asked import NOBODY, Typist
from tests.localisation.english_words import words_of_pack
from tests.record.faults import Disk, failing


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_the_defaults_make_a_pack_without_any_finding() -> None:
    lines = new_pack("demo", PackAnswers(), NOBODY)
    story, findings = examine("demo")
    assert findings == ()
    assert story is not None
    assert story.title == "Demo"
    assert "  eightwings play demo" in lines
    assert "  eightwings check demo" in lines


def test_it_shows_a_place_a_person_a_measure_a_question_with_its_fact_and_an_ending() -> None:
    new_pack("demo", PackAnswers(), NOBODY)
    story = load("demo")
    assert all((story.places, story.people, story.measures, story.questions, story.facts, story.endings))


@pytest.mark.parametrize(("answer", "ending"), [("on_monday", "upright"), ("on_sunday", "tiptoe")])
def test_it_can_be_played_to_each_of_its_endings(answer: str, ending: str) -> None:
    new_pack("demo", PackAnswers(), NOBODY)
    session = Session(load("demo"), 1)
    for step in ("go:east", "scene:the_card", "the_card/wipe_it_clean_and_read_it", "scene:the_rumour"):
        session.do(step)
    session.do(next(option.id for option in session.options if option.subject == answer))
    turn = session.do(session.options[0].id)
    assert session.is_over
    assert any(getattr(event, "ending", "") == ending for event in turn.events)


def test_title_and_author_are_asked_for_and_enter_takes_what_stands_in_brackets() -> None:
    asker = Typist("The fern", "")
    new_pack("demo", PackAnswers(), asker)
    assert asker.said[0] == "Title of the story [Demo]: "
    assert load("demo").title == "The fern"
    assert load("demo").author == ""


def test_what_a_flag_says_is_not_asked() -> None:
    new_pack("demo", PackAnswers(title="The fern", author="Ms Odd"), Typist())
    assert (load("demo").title, load("demo").author) == ("The fern", "Ms Odd")


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "letter.txt").write_text("dear")
    with pytest.raises(NotWritten, match="demo is not empty"):
        new_pack("demo", PackAnswers(), NOBODY)
    assert [path.name for path in (tmp_path / "demo").iterdir()] == ["letter.txt"]


def test_an_empty_folder_is_filled_and_nothing_else_lies_in_it_afterwards(tmp_path: Path) -> None:
    (tmp_path / "demo").mkdir()
    new_pack("demo", PackAnswers(), NOBODY)
    assert sorted(path.name for path in (tmp_path / "demo").iterdir()) == ["fern-card.yaml", "pack.yaml"]


def test_a_file_of_that_name_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "demo").write_text("dear")
    with pytest.raises(NotWritten, match="is a file"):
        new_pack("demo", PackAnswers(), NOBODY)


@pytest.mark.parametrize(
    ("name", "better"),
    [
        ("My Story", "eightwings new pack my-story"),
        ("Café du Nord!", "eightwings new pack cafe-du-nord"),
        ("demo.yaml", "eightwings new pack demo"),
        ("lessons/The Fern", "eightwings new pack lessons/the-fern"),
        ("…", "eightwings new pack my-story"),
    ],
)
def test_a_name_that_cannot_be_gets_a_better_one(name: str, better: str) -> None:
    with pytest.raises(NotWritten) as refused:
        new_pack(name, PackAnswers(), NOBODY)
    assert str(refused.value).endswith(better)


def test_the_name_of_a_pack_that_comes_with_the_game_is_taken() -> None:
    with pytest.raises(NotWritten, match="comes with the game"):
        new_pack("hq", PackAnswers(), NOBODY)


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "lessons").write_text("a file")
    with pytest.raises(NotWritten, match="cannot be written"):
        new_pack("lessons/demo", PackAnswers(), NOBODY)


TYPED = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@settings(deadline=None)
@given(TYPED | st.text("'\"\\:#{}[]|>*&!%@`~-? \n\tay", max_size=20))
@example('He said: "no" # really')
@example("it's: 'x' \\")
@example("null")
@example("- a")
@example("{x}")
@example("\u202etitle\u0085end\u2028more")
@example("👩‍🏫 teaches")
def test_any_title_passes_the_check_and_is_shown_as_it_was_typed(typed: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        new_pack(f"{folder}/demo", PackAnswers(title=typed, author=typed), NOBODY)
        story, findings = examine(f"{folder}/demo")
    assert findings == ()
    assert story is not None
    assert story.title == (tidy(typed) or "Demo")
    assert story.author == tidy(typed)


@settings(deadline=None)
@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1))
def test_tidying_changes_nothing_but_spaces_in_text_that_can_be_seen(typed: str) -> None:
    assume(not is_blank(typed))
    assert tidy(typed) == " ".join(typed.split())


def test_an_interrupted_run_is_taken_up_where_only_its_own_files_are() -> None:
    new_pack("demo", PackAnswers(), NOBODY)
    Path("demo/pack.yaml").unlink()
    Path("demo/.eightwings-0123456789abcdef.tmp").write_text("half")
    new_pack("demo", PackAnswers("The fern"), NOBODY)
    assert load("demo").title == "The fern"
    assert sorted(path.name for path in Path("demo").iterdir()) == ["fern-card.yaml", "pack.yaml"]
    Path("demo/pack.yaml").unlink()
    Path("demo/fern-card.yaml").write_text("somebody's")
    with pytest.raises(NotWritten, match="not empty"):
        new_pack("demo", PackAnswers(), NOBODY)
    assert Path("demo/fern-card.yaml").read_text() == "somebody's"


def test_a_full_disk_leaves_no_half_of_a_pack() -> None:
    at = 0
    while True:
        disk = Disk(at, errno.ENOSPC, half=True)
        with failing(disk):
            try:
                new_pack("demo", PackAnswers(), NOBODY)
            except NotWritten as problem:
                assert "No space left on device" in str(problem)
        if not disk.failed:
            break
        if Path("demo").exists() and disk.name not in ("fsync", "unlink", "rmdir"):
            pytest.fail(disk.name)
        for path in Path("demo").glob("*"):
            path.unlink()
        if Path("demo").exists():
            Path("demo").rmdir()
        at += 1
    assert at > 10
    assert [path.name for path in Path().iterdir()] == ["demo"]


@pytest.mark.parametrize("name", ["con", "nul", "com1", "aux"])
def test_a_name_that_windows_keeps_for_a_device_is_refused(name: str) -> None:
    with pytest.raises(NotWritten, match="device"):
        new_pack(name, PackAnswers(), NOBODY)
    assert not Path(name).exists()


# In another language


SHARED = {
    # Words that English has, too, in the same spelling.
    "de": {"am", "an", "hand", "in", "so", "warm"},
    "es": {"has", "la", "no"},
    "fr": {"as", "on", "note", "pot", "exclamation", "ovation"},
    "pl": {"to"},
}
NO_LANGUAGE = {"ottoline", "brack", "demo", "knows", "fern", "day", "article"}
"""Names, and what stands in marks, in conditions and behind `by`."""


@pytest.mark.parametrize("language", interface_languages()[1:])
def test_a_pack_in_another_language_has_no_finding_and_no_english_in_what_pupils_see(
    language: str, tmp_path: Path
) -> None:
    new_pack("demo", PackAnswers("Demo", "Demo", language), NOBODY)
    story, findings = examine("demo")
    assert findings == ()
    assert story is not None
    assert story.written_in == language
    new_pack("other", PackAnswers("Demo", "Demo"), NOBODY)
    english, own = (words_of_pack(tmp_path / name) for name in ("other", "demo"))
    assert {word for word in own & english if len(word) > 1} - NO_LANGUAGE <= SHARED[language]


def test_a_language_that_the_game_does_not_speak_is_kept_and_what_is_no_language_is_refused() -> None:
    new_pack("demo", PackAnswers(language="pt_br"), NOBODY)
    assert load("demo").written_in == "pt-BR"
    with pytest.raises(NotWritten, match="no tag of a language"):
        new_pack("other", PackAnswers(language="??"), NOBODY)


def test_the_command_takes_the_language(tmp_path: Path) -> None:
    assert main(["new", "pack", "demo", "--language", "es", "--yes"]) == 0
    assert "language: es" in (tmp_path / "demo" / "pack.yaml").read_text("utf-8")

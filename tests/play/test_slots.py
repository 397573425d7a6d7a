"""Plays under names: keeping, listing, loading, putting away. Whatever is done, no step is lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from game.play.opening import begin_play, load_play
from game.play.saved_games import SavedPlay, file_name, find_play, put_away, save_as, saved_plays, written_date
from game.play.session import Session
from game.record.journal import JournalError, Step, read_play, read_record
from game.record.locations import CURRENT
from game.story.model.story import Story


@pytest.fixture
def session(harbour: Story, tmp_path: Path):  # type: ignore[no-untyped-def]
    """A play on the quay."""
    opened = begin_play(harbour, tmp_path / CURRENT, 3).session
    opened.do("waking/go_and_ask")
    yield opened
    opened.close()


def names(listed: list[SavedPlay]) -> list[str]:
    return [saved.name for saved in listed]


def test_a_play_saved_under_a_name_can_be_loaded_any_number_of_times(session: Session, tmp_path: Path) -> None:
    saved = save_as(session, tmp_path, "Before the office!").path
    session.do("go:north")
    session.close()
    (listed,) = saved_plays(session.story, tmp_path)
    assert (listed.name, listed.steps, listed.standing) == ("before-the-office", 1, "The quay, 08:00, 1 step")
    before = saved.read_bytes()
    for _ in range(2):
        loaded = load_play(session.story, saved, tmp_path / CURRENT).session
        assert len(loaded.steps()) == 1
        loaded.do("go:east")
        loaded.close()
    assert saved.read_bytes() == before


def test_the_play_that_one_leaves_by_loading_is_kept(session: Session, tmp_path: Path) -> None:
    saved = save_as(session, tmp_path, "start").path
    session.do("go:north")
    session.close()
    load_play(session.story, saved, tmp_path / CURRENT).session.close()
    assert [step.do for step in read_play(tmp_path / "current-1.play.yaml")[1]] == ["waking/go_and_ask", "go:north"]


def test_a_name_that_is_taken_keeps_the_older_play_with_a_number(session: Session, tmp_path: Path) -> None:
    assert save_as(session, tmp_path, "here").before is None
    session.do("go:north")
    saved = save_as(session, tmp_path, "Here")
    assert saved.before == tmp_path / "here-1.play.yaml"
    assert [len(read_play(file)[1]) for file in (saved.path, saved.before)] == [2, 1]


def test_what_was_taken_back_is_in_the_copy_too(session: Session, tmp_path: Path) -> None:
    session.do("go:north")
    session.undo()
    saved = save_as(session, tmp_path, "here").path
    assert [(step.do, step.undo) for step in read_record(saved).steps] == [
        ("waking/go_and_ask", 0), ("go:north", 0), ("", 1),
    ]  # fmt: skip


def test_the_list_says_where_and_when_and_puts_the_latest_first(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import time

    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    for name, moment in (("one", 1_000_000_000), ("two", 1_000_100_000)):
        os.utime(save_as(session, tmp_path, name).path, (moment, moment))
        session.do(session.options[-1].id)
    listed = saved_plays(session.story, tmp_path)
    assert [saved.words for saved in listed] == [
        "two: The pier, 08:00, 2 steps. 10 September 2001, 05:33",
        "one: The quay, 08:00, 1 step. 9 September 2001, 01:46",
    ]


def test_a_file_that_cannot_be_read_is_listed_with_the_reason(session: Session, tmp_path: Path) -> None:
    (tmp_path / "broken.play.yaml").write_text("nonsense\n")
    save_as(session, tmp_path, "good")
    listed = saved_plays(session.story, tmp_path)
    assert sorted(names(listed)) == ["broken", "good"]
    assert "is not a line of a play" in next(saved.words for saved in listed if saved.name == "broken")


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Before the office!", "before-the-office"),
        ("../../etc/passwd", "etc-passwd"),
        ("Перед дверью", "перед-дверью"),
        ("CON", "play-con"),
        ("x" * 300, "x" * 60),
        ("a.play.yaml", "a-play-yaml"),
        ("--new", "new"),
    ],
)
def test_any_name_makes_a_file_name_that_every_computer_takes(name: str, file: str) -> None:
    assert file_name(name) == file


@pytest.mark.parametrize("name", ["", " ", "!?", "../..", "current", "Current!"])
def test_a_name_that_cannot_be_is_refused_with_a_sentence(session: Session, tmp_path: Path, name: str) -> None:
    with pytest.raises(JournalError, match=r"A name needs|Choose another name"):
        save_as(session, tmp_path, name)


def test_a_play_is_meant_by_its_number_its_name_or_a_clear_beginning(session: Session, tmp_path: Path) -> None:
    for name in ("garden", "gate one", "gate two", "gate"):
        save_as(session, tmp_path, name)
    listed = saved_plays(session.story, tmp_path)
    assert find_play(listed, "2") == listed[1]
    for typed, name in (("Gate One", "gate-one"), ("gate", "gate"), ("gar", "garden")):
        found = find_play(listed, typed)
        assert found is not None
        assert found.name == name
    for typed in ("g", "gate t x", "", "9", "0", "!"):
        assert find_play(listed, typed) is None


def test_what_is_put_away_leaves_the_list_and_stays_on_disk(session: Session, tmp_path: Path) -> None:
    contents = []
    for _ in range(2):
        saved = save_as(session, tmp_path, "here").path
        contents.append(saved.read_bytes())
        (listed,) = saved_plays(session.story, tmp_path)
        where = put_away(listed)
        assert where.read_bytes() == contents[-1]
        assert saved_plays(session.story, tmp_path) == []
    assert len(list((tmp_path / "put-away").iterdir())) == 2


def test_a_save_of_an_older_version_is_listed_with_where_it_stands(session: Session, tmp_path: Path) -> None:
    lines = "".join(step.line() for step in [Step(do="waking/go_and_ask"), Step(do="go:north")])
    older = f'pack: "harbour"\nfingerprint: "0"\nseed: 3\nsteps:\n{lines}'
    (tmp_path / "old.play.yaml").write_text(older)
    (listed,) = saved_plays(session.story, tmp_path)
    assert listed.standing == "The harbour office, 08:00, 2 steps"


def test_a_date_is_written_out(monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    assert written_date(0) == "1 January 1970, 00:00"

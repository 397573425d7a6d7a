"""What a player takes along: a picture of the end, a page of what was missed. Nothing that is there is touched."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from game.engine import AnswerGiven
from game.play.seen import seen_in
from game.play.session import Session
from game.playthrough.keepsakes import save_debrief, save_picture
from game.record import atomic_files
from game.record.journal import JournalError
from tests.play.test_after_the_end import DAY
from tests.play.test_turning_points import asked
from tests.story.inline import story_of


@pytest.fixture
def ended() -> Session:
    session = Session(story_of(DAY), 1)
    session.do("scene:talk")
    session.do("talk/greet_her")
    return session


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def words(path: Path) -> list[str]:
    return [element.text or "" for element in ElementTree.parse(path).iter() if element.text]  # noqa: S314 - ours


def test_a_picture_shows_ending_measures_lines_forks_and_draft(ended: Session, here: Path) -> None:
    shown = words(save_picture(ended, seen_in(ended), None))
    assert {
        "The day", "F R I E N D S", "1 of 2 endings seen", "Trust 6 of 10", "TOP", "REST", "08:00", "“Greet her”",
        "Trust +1; TOP settled", "The page", "More words.", "[______]",
    } <= set(shown)  # fmt: skip


def test_it_lies_where_the_player_is_and_nothing_is_written_over(ended: Session, here: Path) -> None:
    (here / "the-day-friends.svg").write_text("mine", "utf-8")
    path = save_picture(ended, None, None)
    assert path.absolute() == here / "the-day-friends-1.svg"
    assert (here / "the-day-friends.svg").read_text("utf-8") == "mine"


def cannot_write_here(path: Path, content: str, *, root: Path | None = None) -> Path:
    if not path.is_absolute():
        raise PermissionError(13, "Permission denied", str(path))
    return atomic_files.write_numbered_file(path, content, root=root)


def test_where_one_cannot_write_it_goes_to_the_plays(
    ended: Session, here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.playthrough.keepsakes.write_numbered_file", cannot_write_here)
    assert save_picture(ended, None, tmp_path / "plays").parent == tmp_path / "plays"


def test_where_nothing_can_be_written_a_sentence_says_so(
    ended: Session, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.playthrough.keepsakes.write_numbered_file", cannot_write_here)
    with pytest.raises(JournalError, match=r"It cannot be written in .*: Permission denied\."):
        save_picture(ended, None, None)


def test_the_debriefing_is_saved_as_a_page_or_as_markdown(tmp_path: Path, here: Path) -> None:
    session = Session(asked(tmp_path), 1)
    session.do(AnswerGiven("9"))
    page, markdown = save_debrief(session, None), save_debrief(session, None, markdown=True)
    assert (page.name, markdown.name) == ("asked-debrief.html", "asked-debrief.md")
    assert "How heavy is it?" in page.read_text("utf-8")
    assert markdown.read_text("utf-8").startswith("# Asked: what came of the questions")

"""A damaged play: its good steps are offered, nothing else is taken for good, and the damaged file stays."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from game.plain import PlainClient
from game.play.opening import begin_play, continue_play, load_play
from game.play.play_header import header
from game.play.saved_games import saved_plays
from game.playthrough.discovery import FoundPlaythrough
from game.playthrough.testing import run_found
from game.record.journal import JournalError, Step
from game.record.locations import CURRENT
from game.story.model.story import Story

DEEDS = ("waking/go_and_ask", "go:north", "scene:talk_to_ines", "talk_to_ines/ask_about_the_bell")


@pytest.fixture
def path(harbour: Story, tmp_path: Path) -> Path:
    """A play of four steps that was left."""
    session = begin_play(harbour, tmp_path / CURRENT, 3).session
    for deed in DEEDS:
        session.do(deed)
    session.close()
    return tmp_path / CURRENT


def lines_changed(path: Path, change: Callable[[list[str]], object]) -> None:
    lines = path.read_text("utf-8").splitlines(keepends=True)
    change(lines)
    path.write_text("".join(lines), "utf-8")


def first(lines: list[str]) -> int:
    return next(at for at, line in enumerate(lines) if line.startswith("- "))


def without_third(lines: list[str]) -> None:
    del lines[first(lines) + 2]


def swapped(lines: list[str]) -> None:
    at = first(lines) + 2
    lines[at : at + 2] = reversed(lines[at : at + 2])


def twice(lines: list[str]) -> None:
    at = first(lines) + 1
    lines.insert(at, lines[at])


def changed(lines: list[str]) -> None:
    at = first(lines) + 2
    lines[at] = lines[at].replace("talk_to_ines", "talk_to_inez", 1)


def with_nulls(lines: list[str]) -> None:
    at = first(lines) + 2
    lines[at] = "\0" * 20 + lines[at][20:]


@pytest.mark.parametrize("damage", [without_third, swapped, twice, changed, with_nulls])
def test_the_play_goes_on_behind_its_last_good_step_and_says_so(
    damage: Callable[[list[str]], None], path: Path, harbour: Story
) -> None:
    lines_changed(path, damage)
    before = path.read_bytes()
    session, notice = continue_play(harbour, path)
    session.close()
    assert [step.do for step in session.steps()] == list(DEEDS[:2])
    assert "is not as it was written. Only what stands before that is good; " in notice
    assert notice.endswith("You go on after step 2. The play as it was is kept in current-1.play.yaml.")
    assert path.with_name("current-1.play.yaml").read_bytes() == before
    again = continue_play(harbour, path)
    assert again.notice == ""
    assert again.session.steps() == session.steps()
    again.session.close()


def windows(content: bytes) -> bytes:
    return content.replace(b"\n", b"\r\n")


def bom(content: bytes) -> bytes:
    return b"\xef\xbb\xbf" + content


@pytest.mark.parametrize("change", [windows, bom, lambda content: windows(bom(content))])
def test_what_editors_do_to_line_breaks_and_beginnings_is_no_damage(
    change: Callable[[bytes], bytes], path: Path, harbour: Story
) -> None:
    path.write_bytes(change(path.read_bytes()))
    session, notice = continue_play(harbour, path)
    assert (len(session.steps()), notice) == (4, "")
    session.do("talk_to_ines/leave")
    session.close()
    again = continue_play(harbour, path)
    assert (len(again.session.steps()), again.notice) == (5, "")
    again.session.close()


def test_a_file_cut_at_the_end_of_a_line_is_noticed(path: Path, harbour: Story) -> None:
    lines_changed(path, lambda lines: lines.__delitem__(slice(-3, None)))
    session, notice = continue_play(harbour, path)
    assert len(session.steps()) == 2
    assert "does not end as a play does that was left" in notice
    session.close()
    assert continue_play(harbour, path).notice == ""


def test_a_seed_that_was_damaged_is_known_from_the_line_above_the_steps(path: Path, harbour: Story) -> None:
    path.write_text(path.read_text().replace("seed: 3", "seed: 2"))
    session, notice = continue_play(harbour, path)
    session.close()
    assert (session.seed, len(session.steps())) == (3, 4)
    assert "The beginning of" in notice


def test_where_even_the_seed_is_lost_the_play_is_refused(path: Path, harbour: Story) -> None:
    lines_changed(path, lambda lines: lines.__delitem__(slice(1, first(lines))))
    with pytest.raises(JournalError, match="so no step of it can be trusted"):
        continue_play(harbour, path)


def test_garbage_behind_the_end_loses_no_step(path: Path, harbour: Story) -> None:
    path.write_bytes(path.read_bytes() + b"\0" * 512)
    session, notice = continue_play(harbour, path)
    session.close()
    assert len(session.steps()) == 4
    assert "You go on after step 4." in notice


def test_a_file_changed_by_hand_is_believed_once_its_sums_do_not_count(path: Path, harbour: Story) -> None:
    def by_hand(lines: list[str]) -> None:
        at = first(lines)
        lines[at - 1] = "steps:\n"
        del lines[at + 2 :]

    lines_changed(path, by_hand)
    session, notice = continue_play(harbour, path)
    session.close()
    assert (len(session.steps()), notice) == (2, "")


def test_a_damaged_play_is_listed_with_what_is_good_and_can_be_loaded(path: Path, harbour: Story) -> None:
    saved = path.with_name("mine.play.yaml")
    path.rename(saved)
    lines_changed(saved, without_third)
    (listed,) = saved_plays(harbour, path.parent)
    assert (listed.steps, listed.problem) == (2, "")
    assert "damaged" in listed.words
    session, notice = load_play(harbour, saved, path)
    session.close()
    assert (len(session.steps()), "You go on after step 2." in notice) == (2, True)


def test_of_an_older_play_a_line_that_is_gone_is_noticed_when_the_story_shows_something_else(
    harbour: Story, tmp_path: Path
) -> None:
    session = begin_play(harbour, tmp_path / CURRENT, 3).session
    for deed in ("waking/go_and_ask", "go:north", "go:south", "go:east"):
        session.do(deed)
    session.close()
    head = header(session)._replace(chance=None)
    older = [step.line() for step in session.steps()]
    del older[1]
    path = tmp_path / "older.play.yaml"
    path.write_text(head.lines() + "".join(older), "utf-8")
    loaded = load_play(harbour, path, tmp_path / CURRENT)
    loaded.session.close()
    assert [step.do for step in loaded.session.steps()][:1] == ["waking/go_and_ask"]
    assert loaded.notice != ""


def test_the_plain_client_tells_of_a_file_that_was_deleted_and_where_the_play_is(path: Path, harbour: Story) -> None:
    out = io.StringIO()
    client = PlainClient(continue_play(harbour, path), path.parent, io.StringIO("1\nquit\n"), out)
    path.unlink()
    assert client.run() == 0
    client.session.close()
    said = " ".join(out.getvalue().split())
    assert "was deleted or moved while you played. Nothing is lost: the whole play was written anew there." in said
    assert f"Your play is kept in {path}." in said
    assert len(continue_play(harbour, path).session.steps()) == 5


def test_a_step_that_has_no_line_of_its_own_is_never_made_up(path: Path, harbour: Story) -> None:
    lines_changed(path, lambda lines: lines.insert(first(lines) + 4, Step(do="talk_to_ines/leave").line()))
    session, notice = continue_play(harbour, path)
    session.close()
    assert len(session.steps()) == 4
    assert notice != ""


def test_a_test_that_was_recorded_runs_as_it_stands_and_says_which_line_was_changed(path: Path) -> None:
    test = path.rename(path.with_name("harbour.play.yaml"))
    found = FoundPlaythrough(test, Path(__file__).parent.parent / "packs" / "harbour")
    assert (run_found(found).passed, run_found(found).warnings) == (True, ())
    lines_changed(test, without_third)
    outcome = run_found(found)
    assert "This line is not as it was recorded." in outcome.warnings[0]
    assert not outcome.passed, "one cannot ask her without talking to her"
    lines_changed(test, lambda lines: lines.__setitem__(first(lines) - 1, "steps:\n"))
    assert run_found(found).warnings == ()

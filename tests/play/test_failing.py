"""When something goes wrong: a report that is a playthrough, a sentence, and a play that goes on. No traceback."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
import yaml

from game.engine import AnswerGiven, EndlessLoop, Refused
from game.plain import PlainClient
from game.play import failing, opening, step_recording
from game.play import session as sessions
from game.play.failing import explained_failure, failure_report
from game.play.opening import begin_play, continue_play
from game.play.session import Session
from game.record.journal import JournalError, Step, read_play, read_record
from game.record.locations import CURRENT
from game.story.model.story import Story


@pytest.fixture
def reports(home: Path) -> Path:
    return home / "data" / "reports"


@pytest.fixture
def session(harbour: Story) -> Session:
    session = Session(harbour, 3)
    session.do("waking/go_and_ask")
    return session


def failure(session: Session, error: Exception) -> Exception:
    """The error, raised while the way north was gone."""
    session.trying = "go:north"
    try:
        raise error
    except Exception as raised:
        return raised


def test_a_report_is_a_playthrough_whose_last_step_is_what_failed(session: Session, reports: Path) -> None:
    words = explained_failure(session, failure(session, ZeroDivisionError("division by zero")), "a step was done")
    (path,) = reports.iterdir()
    assert str(path) in words
    assert "Something went wrong in the game (ZeroDivisionError)." in words
    header, steps = read_play(path)
    assert (header.pack, header.seed, header.fingerprint) == ("harbour", 3, session.story.fingerprint)
    assert [step.do for step in steps] == ["waking/go_and_ask", "go:north"]
    assert steps[-1].saw == "North: The harbour office"
    about = header.about.splitlines()
    assert about[0] == "While a step was done: ZeroDivisionError: division by zero"
    assert about[1].startswith("Eight Wings 0.")
    assert "Python 3." in about[1]
    content = yaml.safe_load(path.read_text("utf-8"))
    assert next(iter(content)) == "playthrough"


def test_it_leads_where_the_play_stood(session: Session, reports: Path, harbour: Story) -> None:
    failure_report(session, failure(session, ValueError("x")), "a step was done")
    (path,) = reports.iterdir()
    again, lost = Session.resume(harbour, 3, read_record(path).steps[:-1])
    assert lost is None
    assert again.state == session.state


def test_nothing_of_the_computer_stands_in_it(
    session: Session, reports: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("USER", "wilhelmina")
    monkeypatch.setenv("HOME", str(tmp_path / "wilhelmina"))
    error = OSError(f"no luck with {tmp_path}/wilhelmina/secret.txt, C:\\Users\\wilhelmina\\x, wilhelmina!")
    failure_report(session, failure(session, error), "a step was done")
    (path,) = reports.iterdir()
    written = path.read_text("utf-8")
    assert "wilhelmina" not in written
    assert str(tmp_path) not in written
    assert os.sep + "work" not in written
    assert "no luck with (a path)" in written
    assert "at tests/" in written or "at test_failing.py" in written


def test_the_same_failure_makes_one_report(session: Session, reports: Path) -> None:
    for _ in range(3):
        failure_report(session, failure(session, ValueError("x")), "a step was done")
    assert len(list(reports.iterdir())) == 1
    failure_report(session, failure(session, ValueError("y")), "a step was done")
    assert len(list(reports.iterdir())) == 2


def test_what_is_refused_for_a_reason_makes_no_report(session: Session, reports: Path) -> None:
    session.trying = "go:up"
    assert explained_failure(session, Refused("`go:up` is not possible now."), "x") == "`go:up` is not possible now."
    session.trying = AnswerGiven("heavy")
    assert explained_failure(session, Refused("Type a number."), "x") == "Type a number."
    assert explained_failure(session, JournalError("The disk is full."), "x") == "The disk is full."
    assert not reports.exists()


def test_what_is_refused_though_it_was_offered_makes_one(session: Session, reports: Path) -> None:
    session.trying = "go:north"
    assert "A report that reproduces it" in explained_failure(session, Refused("`go:north` is not possible now."), "x")
    assert len(list(reports.iterdir())) == 1


def test_a_story_that_runs_in_a_circle_is_told_as_such_and_reported(session: Session, reports: Path) -> None:
    session.trying = "go:north"
    words = explained_failure(session, EndlessLoop("round"), "a step was done")
    assert words.startswith("The scene `round` leads back to itself for ever, without a choice for the player. A rep")
    assert read_play(next(reports.iterdir()))[1][-1].do == "go:north"


def test_what_went_wrong_before_a_play_was_open_is_reported_too(reports: Path) -> None:
    explained_failure(None, ValueError("x"), "the game was started")
    (path,) = reports.iterdir()
    assert yaml.safe_load(path.read_text("utf-8"))["about"].startswith("While the game was started: ValueError: x\n")


def test_a_report_that_cannot_be_written_is_no_new_trouble(session: Session, home: Path) -> None:
    home.mkdir(parents=True)
    (home / "data").write_text("a file where a folder should be")
    assert explained_failure(session, ValueError("x"), "y").endswith("A report about it could not be written.")


def test_a_play_that_the_game_fails_to_replay_is_opened_as_far_as_it_goes_and_reported(
    harbour: Story, tmp_path: Path, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = begin_play(harbour, tmp_path / CURRENT, 3).session
    for step in ("waking/go_and_ask", "go:north", "go:up"):
        opened.do(step)
    opened.close()
    before = (tmp_path / CURRENT).read_bytes()
    choose = step_recording.choose

    def broken(story: Story, state: object, action: object) -> object:
        if action == "go:north":
            raise RuntimeError("the way is bewitched")
        return choose(story, state, action)  # type: ignore[arg-type]

    monkeypatch.setattr(step_recording, "choose", broken)
    again = continue_play(harbour, tmp_path / CURRENT)
    assert again.notice == (
        "Step 2, “North: The harbour office”, is not possible now: the game itself fails there (RuntimeError). "
        "You go on after step 1; 1 step after it is left out, too. The play as it was is kept in current-1.play.yaml."
    )
    again.session.close()
    assert (tmp_path / "current-1.play.yaml").read_bytes() == before
    (path,) = reports.iterdir()
    header, steps = read_play(path)
    assert [step.do for step in steps] == ["waking/go_and_ask", "go:north"]
    assert "RuntimeError: the way is bewitched" in header.about


# In the line-by-line client


def say(session: Session, plays: Path, *typed: str) -> tuple[int, str]:
    out = io.StringIO()
    source = io.StringIO("".join(f"{line}\n" for line in typed))
    code = PlainClient(opening.Opened(session), plays, source, out).run()
    return code, " ".join(out.getvalue().split())


def test_a_step_that_fails_is_reported_and_the_play_goes_on(
    harbour: Story, tmp_path: Path, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose = sessions.choose

    def broken(story: Story, state: object, action: object) -> object:
        if action == "go:north":
            raise RuntimeError("the way is bewitched")
        return choose(story, state, action)  # type: ignore[arg-type]

    monkeypatch.setattr(sessions, "choose", broken)
    opened = begin_play(harbour, tmp_path / CURRENT, 3)
    code, said = say(opened.session, tmp_path, "1", "north", "east", "quit")
    assert code == 0
    assert "Something went wrong in the game (RuntimeError). A report that reproduces it is in " in said
    assert "The pier." in said
    assert "Traceback" not in said
    assert [step.do for step in read_play(tmp_path / CURRENT)[1]] == ["waking/go_and_ask", "go:east"]
    assert [step.do for step in read_play(next(reports.iterdir()))[1]] == ["waking/go_and_ask", "go:north"]


def test_a_turn_that_cannot_be_told_is_reported_and_the_play_goes_on_even_after_a_restart(
    harbour: Story, tmp_path: Path, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import game.plain_pages
    import game.play.consequences

    tell = game.plain_pages.tell

    def broken(story: Story, state: object, happened: tuple[object, ...], confidence: str = "") -> object:
        lines = tell(story, state, happened, confidence)  # type: ignore[arg-type]
        if any("The pier" in line.words for line in lines):
            raise RuntimeError("unspeakable")
        return lines

    monkeypatch.setattr(game.plain_pages, "tell", broken)
    monkeypatch.setattr(game.play.consequences, "tell", broken)
    opened = begin_play(harbour, tmp_path / CURRENT, 3)
    code, said = say(opened.session, tmp_path, "1", "east", "quit")
    opened.session.close()
    assert (code, said.count("A report")) == (0, 1)
    again = continue_play(harbour, tmp_path / CURRENT)
    code, said = say(again.session, tmp_path, "west", "quit")
    assert (code, said.count("A report")) == (0, 1)
    assert "The quay." in said
    assert [step.do for step in read_play(min(reports.iterdir()))[1]][-1] == "go:east"
    again.session.close()


def test_a_state_that_cannot_be_shown_is_taken_back(
    harbour: Story, tmp_path: Path, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import game.play.session

    words = game.play.session.option_words

    def broken(story: Story, state: object, option: object) -> str:
        said = words(story, state, option)  # type: ignore[arg-type]
        if said == "West: The quay":
            raise RuntimeError("unspeakable")
        return said

    monkeypatch.setattr(game.play.session, "option_words", broken)
    opened = begin_play(harbour, tmp_path / CURRENT, 3)
    code, said = say(opened.session, tmp_path, "1", "east", "north", "quit")
    assert code == 0
    assert "Taken back: East: The pier" in said
    assert "The harbour office." in said
    assert len(list(reports.iterdir())) == 1
    opened.session.close()


def test_a_story_that_cannot_be_shown_at_all_ends_with_a_report_and_exit_code_1(
    harbour: Story, tmp_path: Path, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import game.play.session

    def broken(*_: object) -> str:
        raise RuntimeError("unspeakable")

    monkeypatch.setattr(game.play.session, "option_words", broken)
    opened = begin_play(harbour, tmp_path / CURRENT, 3)
    code, said = say(opened.session, tmp_path, "1")
    assert code == 1
    assert "Your play is kept in" in said
    assert len(list(reports.iterdir())) == 1
    opened.session.close()


def test_a_label_that_cannot_be_said_does_not_keep_the_report_from_being_written(
    session: Session, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> Step:
        raise RuntimeError("unspeakable")

    monkeypatch.setattr(failing, "recorded", broken)
    failure_report(session, failure(session, ValueError("x")), "a step was done")
    assert read_play(next(reports.iterdir()))[1][-1] == Step(do="go:north")

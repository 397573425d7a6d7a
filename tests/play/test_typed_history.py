"""Calling back lines that were typed before."""

from __future__ import annotations

from pathlib import Path

from game.play.line_help import LineHelp
from game.play.typed_history import TypedHistory
from tests.play.corridor import asked, in_the_hall


def history_of(*lines: str) -> TypedHistory:
    history = TypedHistory()
    for line in lines:
        history.add(line)
    return history


def test_one_walks_from_the_latest_line_to_the_oldest_and_stays_there() -> None:
    history = history_of("look", "go hall", "notes")
    shown = [""]
    for _ in range(4):
        shown.append(history.older(shown[-1]))
    assert shown[1:] == ["notes", "go hall", "look", "look"]


def test_and_back_to_what_stood_in_the_line_when_the_walk_began() -> None:
    history = history_of("go hall", "look", "go loft")
    older = history.older(history.older("go"))
    assert older == "go hall"
    assert history.newer(older) == "go loft"
    assert history.newer("go loft") == "go"
    assert history.newer("go") == "go"


def test_what_was_begun_leads_only_to_lines_that_begin_so() -> None:
    history = history_of("go hall", "look", "Go loft", "notes")
    assert history.older("go") == "Go loft"
    assert history.older("Go loft") == "go hall"
    assert history.older("xyzzy") == "xyzzy"


def test_whoever_changes_a_line_that_came_back_begins_anew() -> None:
    history = history_of("go hall", "look")
    assert history.older("") == "look"
    assert history.older("go") == "go hall"


def test_a_line_is_kept_once_and_an_empty_one_never() -> None:
    history = history_of("look", "  ", "go hall", " look ")
    assert history.lines == ["go hall", "look"]


def test_of_very_many_lines_the_latest_are_kept() -> None:
    history = history_of(*(f"back to {number}" for number in range(300)))
    assert len(history.lines) == 200
    assert history.older("") == "back to 299"


def test_nothing_has_been_typed_yet() -> None:
    history = TypedHistory()
    assert history.older("go") == "go"
    assert history.newer("") == ""


def test_answers_are_not_kept_and_no_line_comes_back_during_a_question() -> None:
    session = asked("word")
    helped = LineHelp(lambda: session)
    helped.keep("a ringing")
    assert helped.history.lines == []
    helped.history.add("look")
    assert helped.older("") == ""
    assert helped.newer("") == ""


def test_while_something_else_is_asked_nothing_is_completed_or_called_back() -> None:
    session = in_the_hall()
    waits = [False]
    helped = LineHelp(lambda: session, is_asked=lambda: waits[0])
    helped.keep("look")
    waits[0] = True
    helped.keep("sure")
    assert helped.history.lines == ["look"]
    assert helped.older("") == ""
    assert helped.completions("inv", 1) == []


def test_saved_plays_are_completed_by_their_names_without_reading_them(tmp_path: Path) -> None:
    session = in_the_hall()
    for name in ("noon", "current", "night"):
        (tmp_path / f"{name}.play.yaml").write_text("not a play", "utf-8")
    helped = LineHelp(lambda: session, lambda: tmp_path)
    assert helped.completions("load ", 9) == ["load night", "load noon"]


def test_typing_goes_on_where_a_completion_cannot_be_worked_out() -> None:
    def broken() -> list[str]:
        raise OSError("gone")

    session = in_the_hall()
    helped = LineHelp(lambda: session, broken)  # type: ignore[arg-type]
    assert helped.completions("load ", 9) == []

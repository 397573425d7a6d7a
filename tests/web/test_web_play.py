"""A play in a browser: what is sent to it, what becomes of that, and what does nothing."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from game.play.opening import Opened
from game.play.session import Session
from game.record.journal import JournalError
from game.story.model.story import Story
from game.web.web_play import PlayHost, WebPlay
from game.web.web_state import WebSettings, WebState
from tests.questions.conftest import PackOf, pack_of
from tests.web.form_reader import ReadPage, words_of
from tests.web.playing import do, give, page, say, something

__all__ = ["pack_of"]

TYPED = {"answer": "Paris", "because": "It is the capital."}


@pytest.fixture
def play(harbour: Story) -> WebPlay:
    """A play in the harbour, where one has just woken up."""
    return WebPlay(Session(harbour, 1))


def is_shown(play: WebPlay, words: str, **query: str) -> bool:
    return words in words_of(play.page(query))


# What is done, and what is not


def test_a_button_does_what_it_says(play: WebPlay) -> None:
    do(play, "waking/go_and_ask")
    assert play.session.steps()[-1].do == "waking/go_and_ask"
    assert is_shown(play, "You straighten your coat.")


def test_a_form_that_is_sent_twice_does_nothing_twice(play: WebPlay) -> None:
    form = page(play).form("do", "waking/sleep_ten_more_minutes").sent("do", "waking/sleep_ten_more_minutes")
    assert play.take(form)
    before = play.page()
    assert not play.take(form)
    assert len(play.session.steps()) == 1
    assert play.page() == before


def test_an_answer_that_is_sent_twice_is_held_once(pack_of: PackOf) -> None:
    play = asking(pack_of)
    form = page(play).form("give").sent("give", answer="Rome")
    assert play.take(form)
    before = play.page()
    assert not play.take(form)
    assert play.page() == before


def test_a_form_of_a_page_that_is_gone_does_nothing(play: WebPlay) -> None:
    stale = page(play).form_with("typed").sent(typed="undo")
    do(play, "waking/go_and_ask")
    assert not play.take(stale)
    assert len(play.session.steps()) == 1


def test_a_page_is_gone_when_the_play_went_on_elsewhere(play: WebPlay) -> None:
    stale = page(play).form("do").sent("do")
    play.session.do("waking/go_and_ask")
    assert not play.take(stale)
    assert len(play.session.steps()) == 1


@pytest.mark.parametrize(
    "form",
    [
        {"do": "scene:nowhere"},
        {"do": ""},
        {"do": "answer:right"},
        {"walk": "nowhere"},
        {"walk": "boat"},
        {"back": "99999999"},
        {"back": "x"},
        {"undo": "-1"},
        {"redo": "many"},
        {"give": "answer", "answer": "x"},
        {"sure": "sure"},
        {"typed": "x" * 100_000},
        {"typed": "\x1b[31m\x00\ud800"},
        {"page": "../../etc/passwd"},
        {"set": "yes", "theme": "<script>", "size": "9", "motion": ""},
        {"anew": "yes"},
        {"nothing": "of the kind"},
        {},
    ],
    ids=str,
)
def test_nothing_that_can_be_sent_breaks_a_play(play: WebPlay, form: dict[str, str]) -> None:
    before = play.session.state
    assert play.take({"step": play.step, **form})
    assert play.session.state == before
    assert play.state.settings == WebSettings()
    ReadPage(play.page())
    assert "typed" in page(play).form_with("typed").controls


def test_a_form_without_the_mark_of_its_page_does_nothing(play: WebPlay) -> None:
    assert not play.take({"do": "waking/go_and_ask"})
    assert not play.take({"step": play.step, **{f"field-{number}": "" for number in range(2_000)}})


def test_a_walk_of_several_steps_is_one_turn(play: WebPlay) -> None:
    do(play, "waking/go_and_ask")
    say(play, "go to the loft")
    assert len(play.session.steps()) == 3
    assert [words for tag, words in page(play).heads if words.startswith("You:")] == [
        "You: Go and ask",
        "You: Walk to the loft",
    ]


# Typed lines


def test_a_typed_line_is_understood_as_in_every_client(play: WebPlay) -> None:
    say(play, "go and ask")
    assert play.session.steps()[-1].do == "waking/go_and_ask"
    assert play.address == "?#now"


def test_what_is_only_said_is_shown_and_does_nothing(play: WebPlay) -> None:
    say(play, "dance with the bell")
    assert play.session.steps() == ()
    assert [given for _, given in page(play).elements if given.get("data-said") == "notice"]


def test_a_yes_takes_what_was_asked_back_about_and_nothing_later_does(play: WebPlay) -> None:
    say(play, "sleep more")
    asked = play.state.suggested
    assert asked == "waking/sleep_ten_more_minutes"
    say(play, "look")
    say(play, "yes")
    assert play.session.steps() == ()
    say(play, "sleep more")
    say(play, "yes")
    assert play.session.steps()[-1].do == asked


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("map", "?page=map"),
        ("notes bell", "?page=notes&about=bell"),
        ("people", "?page=people"),
        ("notice", "?page=document&about=notice"),
        ("story", "?page=story"),
        ("story all", "?page=story&about=all"),
        ("transcript", "?page=transcript"),
        ("help", "?page=help"),
        ("settings", "?page=settings"),
        ("theme morning", "?page=settings"),
        ("endings", "?page=endings"),
        ("source 1.1", "?page=source&about=1.1"),
    ],
)
def test_a_typed_command_leads_to_its_page(play: WebPlay, typed: str, address: str) -> None:
    do(play, "waking/go_and_ask")
    say(play, typed)
    assert play.address == address


@pytest.mark.parametrize("typed", ["save here", "load", "delete it", "quit", "unsaved"])
def test_what_only_a_terminal_can_do_is_said_to_be_so(play: WebPlay, typed: str) -> None:
    do(play, "waking/go_and_ask")
    say(play, typed)
    assert is_shown(play, "kept")


# Going back


def test_the_last_step_is_taken_back(play: WebPlay) -> None:
    do(play, "waking/go_and_ask")
    assert play.take(page(play).form("undo").sent("undo"))
    assert play.session.steps() == ()
    assert is_shown(play, "Taken back: Go and ask")
    assert not any(name == "undo" for form in page(play).forms for name, _ in form.buttons)


def test_any_step_leads_back_from_the_list_of_steps(play: WebPlay) -> None:
    do(play, "waking/go_and_ask")
    do(play, "go:north")
    steps = page(play, page="story")
    assert play.take(steps.form("back", "1").sent("back", "1"))
    assert [step.do for step in play.session.steps()] == ["waking/go_and_ask"]
    again = page(play, page="story")
    assert play.take(again.form("redo").sent("redo"))
    assert len(play.session.steps()) == 2


def test_a_walk_that_was_taken_back_is_told_no_more(play: WebPlay) -> None:
    do(play, "waking/go_and_ask")
    say(play, "go to the loft")
    say(play, "undo")
    assert play.state.stretches == ()
    assert not is_shown(play, "Walk to the loft")


# How sure


def asking(pack_of: PackOf) -> WebPlay:
    return WebPlay(Session(pack_of(TYPED, pack={"confidence": "true"}), 1))


def test_an_answer_is_held_until_one_says_how_sure_one_is(pack_of: PackOf) -> None:
    play = asking(pack_of)
    give(play, answer="Rome")
    assert play.session.steps() == ()
    assert play.held is not None
    assert "It is the capital." not in play.page()
    assert "Paris" not in play.page()
    assert play.take(page(play).form("sure", "sure").sent("sure", "sure"))
    assert (play.session.steps()[0].answer, play.session.steps()[0].confidence) == ("Rome", "sure")
    assert is_shown(play, "You were sure.")


def test_one_can_say_nothing_of_it(pack_of: PackOf) -> None:
    play = asking(pack_of)
    give(play, answer="Rome")
    assert play.take(page(play).form("sure", "").sent("sure", ""))
    assert play.session.steps()[0].confidence == ""


def test_a_held_answer_can_be_changed(pack_of: PackOf) -> None:
    play = asking(pack_of)
    give(play, answer="Rome")
    assert play.take(page(play).form("undo").sent("undo"))
    assert play.held is None
    assert page(play).form("give").controls["answer"].value == "Rome"


def test_nothing_else_is_done_while_an_answer_is_held(pack_of: PackOf) -> None:
    play = asking(pack_of)
    give(play, answer="Rome")
    for form in ({"typed": "look"}, {"do": "pass"}, {"give": "answer", "answer": "Paris"}, {"sure": "very"}):
        assert play.take({"step": play.step, **form})
        assert play.session.steps() == ()
        assert play.held is not None
    say(play, "2")
    assert play.session.steps()[0].confidence == "not sure"


def test_settings_and_pages_do_not_lose_a_held_answer(pack_of: PackOf) -> None:
    play = asking(pack_of)
    give(play, answer="Rome")
    assert play.take(page(play, page="settings").form("set").sent("set", theme="evening"))
    assert play.take({"step": play.step, "page": "help"})
    assert play.address == "?page=help"
    assert play.held is not None


# The notebook has its price


def at_a_question(harbour: Story) -> WebPlay:
    session = Session(harbour, 1)
    for option in ("waking/go_and_ask", "go:north", "scene:talk_to_ines", "talk_to_ines/ask_about_the_bell"):
        session.do(option)
    session.do("talk_to_ines/let_her_test_you")
    return WebPlay(session)


def test_the_notebook_shows_nothing_during_a_question_but_what_a_look_costs(harbour: Story) -> None:
    play = at_a_question(harbour)
    assert "Last in your notebook" not in play.page()
    assert not is_shown(play, "80 kilograms", page="notes")
    assert is_shown(play, "has its price", page="notes")
    assert is_shown(play, "has its price", page="source", about="1.1")
    form = page(play, page="notes").form("do", "lookup")
    assert play.take(form.sent("do", "lookup"))
    assert is_shown(play, "Your notebook says:")


# A new play, and what a host is told


def test_a_new_play_begins_where_the_host_can_begin_one(harbour: Story) -> None:
    play = WebPlay(Session(harbour, 1), host=PlayHost(begin_anew=lambda: Opened(Session(harbour, 2), "Here we go.")))
    play.take(page(play, page="settings").form("set").sent("set", theme="morning"))
    chance = random.Random(2)
    while not play.session.is_over:
        something(play, chance)
    stale = page(play).form("anew").sent("anew")
    assert play.take(stale)
    assert play.session.seed == 2
    assert play.session.steps() == ()
    assert play.state.settings.theme == "morning"
    assert is_shown(play, "Here we go.")
    assert not play.take(stale)


def test_where_no_new_play_can_be_begun_none_is_offered(harbour: Story) -> None:
    play, chance = WebPlay(Session(harbour, 1)), random.Random(2)
    while not play.session.is_over:
        something(play, chance)
    assert "anew" not in {name for form in page(play).forms for name, _ in form.buttons}


def test_a_step_that_cannot_be_kept_is_not_done_and_says_nothing_of_this_computer(
    play: WebPlay, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    play.host = PlayHost(tell=told.append)

    def fail(*_: object) -> None:
        raise JournalError("/home/teacher/plays/7 cannot be written: no space.")

    monkeypatch.setattr(play.session, "do", fail)
    do(play, "waking/go_and_ask")
    assert play.session.steps() == ()
    assert is_shown(play, "could not be kept")
    assert "/home" not in play.page()
    assert told == ["/home/teacher/plays/7 cannot be written: no space."]


def test_an_error_of_the_game_is_reported_to_the_host_and_the_play_goes_on(
    play: WebPlay, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    play.host = PlayHost(tell=told.append)
    with monkeypatch.context() as patched:
        patched.setattr(play.session, "do", lambda *_: 1 / 0)
        do(play, "waking/go_and_ask")
    assert "report" in told[0]
    assert is_shown(play, "Something went wrong in the game")
    assert "ZeroDivisionError" not in play.page()
    do(play, "waking/go_and_ask")
    assert len(play.session.steps()) == 1


# What another process goes on with


def test_another_process_goes_on_from_what_is_kept(pack_of: PackOf) -> None:
    play = asking(pack_of)
    play.take(page(play, page="settings").form("set").sent("set", theme="evening", size="large"))
    give(play, answer="Rome")
    other = WebPlay(play.session, WebState.from_json(play.state.as_json()))
    assert other.page() == play.page()
    assert other.step == play.step
    assert other.take(page(other).form("sure", "guess").sent("sure", "guess"))
    assert play.session.steps()[0].confidence == "guess"


def test_every_state_of_a_play_can_be_written_and_read(headquarters: Story) -> None:
    play, chance = WebPlay(Session(headquarters, 4)), random.Random(4)
    for number in range(60):
        something(play, chance)
        if number % 7 == 0:
            say(play, chance.choice(["look", "notes", "go hall", "talk", "undo", "yes", "wait until noon"]))
        assert WebState.from_json(play.state.as_json()) == play.state


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", "null", "[" * 100_000, '{"count": -1}', '{"settings": {"theme": 4}}'],
    ids=lambda text: text[:20],
)
def test_what_is_damaged_is_as_if_nothing_had_been_kept(text: str) -> None:
    assert WebState.from_json(text) == WebState()


@pytest.mark.parametrize(
    "field", ["count", "at", "suggested", "held", "draft", "notices", "page", "stretches", "settings"]
)
@pytest.mark.parametrize("value", [None, -1, 1.5, "x", [], [1], {}, {"a": 1}, [[1, 2, 3]], True], ids=str)
def test_no_damaged_field_breaks_a_page(play: WebPlay, field: str, value: object) -> None:
    do(play, "waking/go_and_ask")
    data = json.loads(play.state.as_json())
    data[field] = value
    other = WebPlay(play.session, WebState.from_json(json.dumps(data)))
    ReadPage(other.page())
    assert other.take({"step": other.step, "do": "go:north"})


def test_what_waited_is_void_when_the_play_went_on_elsewhere(pack_of: PackOf) -> None:
    play = asking(pack_of)
    give(play, answer="Rome")
    play.session.do("pass")
    assert play.held is None
    assert play.state.held is None
    assert "How sure are you?" not in play.page()


def test_a_play_on_disk_has_every_step_before_the_page_answers(harbour: Story, tmp_path: Path) -> None:
    from game.play.opening import open_play
    from game.record.journal import read_play

    opened = open_play(harbour, tmp_path, seed=1)
    play = WebPlay(opened.session, opened_notice="Hello.")
    assert is_shown(play, "Hello.")
    do(play, "waking/go_and_ask")
    assert [step.do for step in read_play(tmp_path / "current.play.yaml")[1]] == ["waking/go_and_ask"]
    play.session.close()

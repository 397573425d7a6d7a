"""A recorded step is found again by its id, by what the player saw, or by what is nearly that; or it is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from game.engine import AnswerGiven, State, begin, choose
from game.play.recorded_steps import Meant, is_near, meant
from game.record.journal import Step
from game.story.model.story import Story
from game.story.packs import load


def choices(*labels: str) -> str:
    listed = "\n".join(f"      - choose: {label}\n        again: true\n        stay: true" for label in labels)
    return f"pack: Test\nscenes:\n  room:\n    text: A room.\n    choices:\n{listed}\n"


@pytest.fixture
def offering(tmp_path: Path) -> Callable[..., tuple[Story, State]]:
    """A story that begins with these choices, and its first state."""

    def make(*labels: str) -> tuple[Story, State]:
        file = tmp_path / "pack.yaml"
        file.write_text(choices(*labels), "utf-8")
        story = load(file)
        return story, begin(story, 1).state

    return make


def test_the_id_counts_whatever_the_option_is_called_now(offering) -> None:  # type: ignore[no-untyped-def]
    story, state = offering("Read the plaque", "Walk on")
    step = Step(do="room/walk_on", saw="Read the plaque")
    assert meant(story, state, step) == Meant("room/walk_on", "id")


def test_without_the_id_the_words_that_were_seen_count(offering) -> None:  # type: ignore[no-untyped-def]
    story, state = offering("Read the plaque", "Walk on")
    step = Step(do="hall/plaque", saw="Read the plaque")
    assert meant(story, state, step) == Meant("room/read_the_plaque", "seen")


def test_without_the_words_one_that_is_called_nearly_the_same_counts(offering) -> None:  # type: ignore[no-untyped-def]
    story, state = offering("Read the old plaque", "Walk on")
    step = Step(do="room/read_the_plaque", saw="Read the plaque")
    assert meant(story, state, step) == Meant("room/read_the_old_plaque", "near")


def test_two_that_fit_equally_are_not_guessed_between(offering) -> None:  # type: ignore[no-untyped-def]
    story, state = offering("Read the old plaque", "Read the new plaque")
    assert meant(story, state, Step(do="room/x", saw="Read the plaque")) is None


def test_words_that_fit_exactly_go_before_words_that_fit_nearly(offering) -> None:  # type: ignore[no-untyped-def]
    story, state = offering("Read the plaques", "Read the plaque")
    assert meant(story, state, Step(do="x/x", saw="Read the plaque")) == Meant("room/read_the_plaque", "seen")


def test_by_hand_an_option_can_be_named_by_what_it_is_called(offering) -> None:  # type: ignore[no-untyped-def]
    story, state = offering("Read the plaque", "Walk on")
    assert meant(story, state, Step(do="Read the plaque")) == Meant("room/read_the_plaque", "seen")
    assert meant(story, state, Step(do="read the plaque!")) == Meant("room/read_the_plaque", "near")
    assert meant(story, state, Step(do="Dance")) is None


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Read the plaque", "read a plaque!"),
        ("Accept the invitation", "Accept the invitaton"),
        ("Ask about the bell", "Ask Ines about the bell"),
        ("Leave.", "leave"),
        ("Leave them", "Just leave them"),
        ("Déjeuner avec eux", "Dejeuner avec eux"),
    ],
)
def test_names_that_mean_the_same(name: str, other: str) -> None:
    assert is_near(name, other)
    assert is_near(other, name)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Ask about the bell", "Ask about the tide"),
        ("Sign the paper", "Do not sign the paper"),
        ("Sign the paper", "Never sign the paper"),
        ("Signer le papier", "Ne pas signer le papier"),
        ("Go to gate 4", "Go to gate 5"),
        ("Take the lift", "Take the lift to floor 3"),
        ("Turn left", "Turn right"),
        ("Say that it is reasonable", "Say that it is unreasonable"),
        ("Leave", "Leave them"),
        ("Leave them", "Leave them by the window"),
        ("", ""),
        ("Leave", ""),
    ],
)
def test_names_that_do_not(name: str, other: str) -> None:
    assert not is_near(name, other)
    assert not is_near(other, name)


@pytest.fixture
def asked(harbour: Story) -> State:
    """How heavy is the bell?"""
    state = begin(harbour, 3).state
    for step in (
        "waking/go_and_ask", "go:north", "scene:talk_to_ines", "talk_to_ines/ask_about_the_bell",
        "talk_to_ines/let_her_test_you",
    ):  # fmt: skip
        state = choose(harbour, state, step).state
    return state


def test_an_answer_counts_for_the_question_that_was_asked_and_for_no_other(harbour: Story, asked: State) -> None:
    assert meant(harbour, asked, Step(answer="80", asked="bell_weight")) == Meant(AnswerGiven("80"), "id")
    assert meant(harbour, asked, Step(answer="80")) == Meant(AnswerGiven("80"), "id")
    assert meant(harbour, asked, Step(answer="80", asked="bell_maker")) is None
    assert meant(harbour, asked, Step(do="pass", asked="bell_weight")) == Meant("pass", "id")
    for id_ in ("pass", "lookup", "answer:x"):
        assert meant(harbour, asked, Step(do=id_, asked="bell_maker", saw="Say that you do not know")) is None


def test_a_question_that_got_another_id_is_known_by_its_words(harbour: Story, asked: State) -> None:
    step = Step(answer="80", asked="weight", saw="How heavy is the harbour bell?")
    assert meant(harbour, asked, step) == Meant(AnswerGiven("80"), "seen")
    assert meant(harbour, asked, step._replace(saw="How old is it?")) is None


def test_where_nothing_is_asked_an_answer_means_nothing(harbour: Story) -> None:
    state = begin(harbour, 3).state
    assert meant(harbour, state, Step(answer="80")) is None
    assert meant(harbour, state, Step(do="waking/go_and_ask", asked="bell_weight")) is None


def test_a_way_is_known_by_the_place_it_leads_to(harbour: Story) -> None:
    state = choose(harbour, begin(harbour, 3).state, "waking/go_and_ask").state
    step = Step(do="go:west", saw="West: The harbour office")
    assert meant(harbour, state, step) == Meant("go:north", "near")
    assert meant(harbour, state, step._replace(saw="West: The kitchen")) is None


def test_giving_up_is_never_taken_for_something_that_sounds_like_it(offering) -> None:  # type: ignore[no-untyped-def]
    story, state = offering("Say that you do not know", "Walk on")
    assert meant(story, state, Step(do="pass", saw="Say that you do not know")) is None

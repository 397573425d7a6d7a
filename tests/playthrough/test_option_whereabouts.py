"""Why a step cannot be done, told so that its author knows where to look."""

from __future__ import annotations

import pytest

from tests.playthrough.conftest import RunSteps, messages
from tests.playthrough.test_running import only


@pytest.mark.parametrize("words", ["Go", "riddle/go"])
def test_a_choice_of_a_scene_that_is_over_says_so(run_steps: RunSteps, words: str) -> None:
    failure = only(run_steps, f"- walk: pantry\n- riddle\n- answer: 80\n- do: Go\n- do: {words}")
    assert failure.message.endswith("it is a choice of the scene `riddle`, which is over, and no scene is running.")
    assert failure.fix.startswith("`riddle` opens only once;")


@pytest.mark.parametrize("words", ["Stay", "riddle/stay"])
def test_a_choice_of_a_scene_that_was_not_opened_says_where_it_waits(run_steps: RunSteps, words: str) -> None:
    failure = only(run_steps, f"- do: {words}")
    assert failure.message.endswith("it is a choice of the scene `riddle`, and no scene is running.")
    assert failure.fix.startswith("`riddle` waits at `pantry`, and the player is at `kitchen`.")


def test_a_choice_of_a_scene_that_can_open_again_says_where(run_steps: RunSteps) -> None:
    failure = only(run_steps, "- biscuit\n- Leave it\n- do: Smell it")
    assert "of the scene `biscuit`, which is over," in failure.message
    assert failure.fix.startswith("`biscuit` waits at `kitchen`.")


def test_an_answer_to_another_question_names_both(run_steps: RunSteps) -> None:
    failure = only(run_steps, "- walk: pantry\n- riddle\n- { answer: Monday, asked: days }")
    assert failure.message == "This answers the question `days`. The question that waits is `weight`."
    assert failure.fix == "`days` (“Put the days in order.”). `weight` (“How heavy is the bell?”)."


def test_an_answer_of_another_form_names_the_question_that_waits(run_steps: RunSteps) -> None:
    failure = only(run_steps, "- walk: pantry\n- riddle\n- answer: Tuesday")
    assert "no answer to the question that waits, `weight` (“How heavy is the bell?”)." in failure.message


def test_an_answer_that_is_right_for_another_question_says_for_which(run_steps: RunSteps) -> None:
    failure = only(run_steps, "- walk: pantry\n- riddle\n- answer: 80\n- Stay\n- answer: 80")
    assert "the question that waits, `days`" in failure.message
    assert failure.fix == "It is right for `weight` (“How heavy is the bell?”)."


@pytest.mark.parametrize("words", ["go north", "walk north", "n", "Go North", "go pantry", "go to the pantry"])
def test_a_way_can_be_written_as_players_type_it(run_steps: RunSteps, words: str) -> None:
    assert messages(run_steps(f"- do: {words}\n- expect: {{ at: pantry }}")) == []


def test_an_item_can_be_taken_as_players_type_it(run_steps: RunSteps) -> None:
    assert messages(run_steps("- go north\n- take key\n- expect: { has: key }")) == []


def test_a_way_that_is_closed_tells_what_a_player_is_told(run_steps: RunSteps) -> None:
    assert messages(run_steps("- do: go east\n- expect: { refused: There is no handle on this side. }")) == []


def test_a_step_is_done_several_times(run_steps: RunSteps) -> None:
    text = "- biscuit\n- Leave it\n- { do: biscuit, times: 1 }\n- Leave it\n- expect: { holds: visits.biscuit == 2 }"
    assert messages(run_steps(text)) == []


def test_a_step_that_is_repeated_is_done_so_often_and_no_further(run_steps: RunSteps) -> None:
    result = run_steps("- biscuit\n- Leave it\n- { do: biscuit, times: 3 }")
    assert len(result.turns) == 4
    assert "“biscuit” is not possible here" in messages(result)[0]


def test_answers_can_be_repeated(run_steps: RunSteps) -> None:
    result = run_steps("- walk: pantry\n- riddle\n- { answers: right, times: 2 }")
    assert "Nothing was asked" in messages(result)[0]

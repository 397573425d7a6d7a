"""Why a step is not possible: in words that are true of the story, and of the place where one stands."""

from __future__ import annotations

import pytest

from game.engine import State, begin, choose
from game.play.lost_steps import lost
from game.record.journal import Step
from game.story.model.story import Story

MORNING = ("waking/go_and_ask",)
AT_INES = (*MORNING, "go:north", "scene:talk_to_ines")
TOLD = (*AT_INES, "talk_to_ines/ask_about_the_bell")
ASKED = (*TOLD, "talk_to_ines/let_her_test_you")
PIER = (*MORNING, "go:east")
LOFT = (*MORNING, "go:north", "go:up", "take:lamp")


def state_after(story: Story, steps: tuple[str, ...]) -> State:
    state = begin(story, 3).state
    for step in steps:
        state = choose(story, state, step).state
    return state


@pytest.mark.parametrize(
    ("before", "step", "change", "reason"),
    [
        (AT_INES, Step(do="talk_to_ines/sing"), "choice gone",
         "there is no such choice in the scene “talk to ines” any more"),
        (AT_INES, Step(do="waking/go_and_ask"), "choice elsewhere",
         "the choice is still in the story, but it does not come here: the story waits for another choice, such as "
         "“Ask about the bell”"),
        (MORNING, Step(do="waking/go_and_ask"), "choice elsewhere",
         "the choice is still in the story, but it does not come here: you are in the quay and free to walk"),
        (ASKED, Step(do="talk_to_ines/leave"), "choice elsewhere",
         "the choice is still in the story, but it does not come here: a question waits for its answer, “How heavy is "
         "the harbour bell?”"),
        (TOLD, Step(do="talk_to_ines/ask_about_the_bell"), "choice used",
         "it can be chosen once, and has been chosen already by then"),
        (AT_INES, Step(do="talk_to_ines/let_her_test_you"), "choice closed",
         "it is still in the story, but its conditions are not met here"),
        (AT_INES, Step(do="gone/leave"), "scene gone", "the scene “gone” is gone from the story"),
        (MORNING, Step(do="scene:old_friend"), "scene gone", "the scene “old friend” is gone from the story"),
        (MORNING, Step(do="scene:talk_to_ines"), "scene elsewhere",
         "the scene “talk to ines” is still in the story, but it cannot be begun in the quay by choosing it"),
        (PIER, Step(do="scene:the_tide_table"), "scene closed",
         "the conditions of the scene “the tide table” are not met here"),
        (AT_INES, Step(do="scene:the_tide_table"), "busy",
         "it is done while walking about, and the story waits for another choice, such as “Ask about the bell”"),
        (MORNING, Step(do="go:up", saw="Up: The attic"), "no way",
         "no way leads up from the quay now, and no place is called “The attic”"),
        (MORNING, Step(do="go:up", saw="Up: The loft"), "no way", "no way leads up from the quay now"),
        (PIER, Step(do="go:down"), "way closed", "the way down from the pier is closed now"),
        (MORNING, Step(do="take:rope"), "item gone", "the item “rope” is gone from the story"),
        (MORNING, Step(do="take:lamp"), "item elsewhere", "a storm lamp is not in the quay now"),
        (LOFT, Step(do="take:lamp"), "item taken", "a storm lamp has been taken already by then"),
        (ASKED, Step(answer="80", asked="bell_height"), "question gone",
         "the question “bell height” is gone from the story"),
        (ASKED, Step(answer="Aldous", asked="bell_maker"), "another question",
         "another question is asked here now, “How heavy is the harbour bell?”"),
        (MORNING, Step(do="pass", asked="bell_weight"), "no question",
         "nothing is asked here now; you are in the quay and free to walk"),
        (ASKED, Step(do="answer:heavy", asked="bell_weight"), "answer gone",
         "the question that is asked here has no such answer"),
        ((*ASKED, "lookup"), Step(do="lookup", asked="bell_weight"), "nothing noted", "you have looked already"),
        (MORNING, Step(do="Dance"), "unknown", "nothing here is called that, and you are in the quay and free to walk"),
    ],
)  # fmt: skip
def test_the_reason_is_told(harbour: Story, before: tuple[str, ...], step: Step, change: str, reason: str) -> None:
    told = lost(harbour, state_after(harbour, before), step)
    assert (told.change, told.reason) == (change, reason)


def test_after_the_end_nothing_is_possible_any_more(harbour: Story) -> None:
    end = (*LOFT, "go:down", "go:south", "go:east", "go:down", "scene:the_tarpaulin", "the_tarpaulin/cover_it_again")
    told = lost(harbour, state_after(harbour, end), Step(do="go:up"))
    assert (told.change, told.reason) == ("ended", "the story has come to its end by then")

"""Plays without an ending: what is said of them, and files that show them."""

from __future__ import annotations

import json

import pytest
import yaml

from game.engine import AnswerGiven, EndlessLoop, begin, choose
from game.engine.rules import is_over
from game.playthrough.simulation.simulating import SimulationWishes, simulate
from game.playthrough.simulation.unfinished import unfinished, write_examples
from tests.playthrough.simulation.conftest import CIRCLE, COIN, LONG, LOOP, QUIZ, STUCK


def found_in(story, most_steps=300):
    return unfinished(story, simulate(story, SimulationWishes(40, most_steps=most_steps)))


def states(story, example):
    """Every state of the play in an example."""
    state = begin(story, example.seed).state
    yield state
    for done in example.steps:
        state = choose(story, state, done.action).state
        yield state


def test_where_every_play_ends_there_is_nothing_to_say(story_of):
    assert found_in(story_of(COIN)) == ()


def test_a_turn_in_a_circle_is_told_with_its_scene_and_the_last_step_leads_into_it(story_of):
    story = story_of(LOOP)
    (found,) = found_in(story)
    assert (found.kind, found.where) == ("loop", "in_hall")
    assert "came to the scene `in_hall`, which leads back to itself for ever" in found.message
    assert [done.action for done in found.examples[0].steps] == ["scene:walk"]
    with pytest.raises(EndlessLoop):
        list(states(story, found.examples[0]))


def test_a_circle_is_shown_once_around(story_of):
    story = story_of(CIRCLE)
    (found,) = found_in(story)
    assert found.kind == "circle"
    assert "the same situation comes again and again, and there is nothing else to do" in found.message
    *_, before, last = states(story, found.examples[0])
    assert before[:3] == last[:3]
    assert [done.saw for done in found.examples[0].steps] == ["Right", "Wait"]


def test_a_circle_of_several_situations_says_how_many_and_where(story_of):
    rooms = "start: a\nplaces: { a: { name: A, exits: { east: b, west: c } }, b: { name: B }, c: { name: C } }\n"
    story = story_of(rooms + "endings: { out: Out. }\nscenes: { never: { at: b, when: 1 > 2, end: out } }")
    for found in found_in(story):
        assert "the same 3 situations come again and again, and nothing that can be done leads out" in found.message
        *before, last = [state[:3] for state in states(story, found.examples[0])]
        assert last in before


def test_a_long_play_says_how_near_an_ending_was(story_of):
    (found,) = found_in(story_of(LONG.replace("900", "4000")))
    assert found.kind == "long"
    assert "had not come to an ending after 300 steps. Whether they could still end is not known" in found.message
    assert "--most-steps" in found.fix
    (found,) = found_in(story_of(LONG.replace("900", "5")), most_steps=2)
    assert "the story can be over after" in found.message
    assert found.message.endswith("more: they were only long.")


def test_a_point_where_nothing_can_be_done_is_told(story_of):
    story = story_of(STUCK)
    (found,) = found_in(story)
    assert found.kind == "stuck"
    assert "where nothing can be done, and which is no ending" in found.message
    *_, last = states(story, found.examples[0])
    assert is_over(story, last)


def test_each_way_to_it_is_kept_once_and_three_at_most(story_of):
    (loop,), (long,) = found_in(story_of(LOOP)), found_in(story_of(LONG))
    assert len(loop.examples) == 1
    assert len(long.examples) == 3


def test_the_file_of_an_example_is_a_playthrough_that_shows_it(story_of, tmp_path):
    text = QUIZ.replace("right: { end: praise }", "right: { text: Well. }").replace(
        "answers:", "not: [Green]\n        answer: Blue\n        ignored:"
    )
    story = story_of(text[: text.index("        ignored:")] + "    endings: { scorn: Bad., silence: Well. }")
    (found,) = write_examples(found_in(story), story, tmp_path / "made" / "here")
    path = tmp_path / "made" / "here" / f"stuck-{found.examples[0].seed}.yaml"
    assert found.examples[0].file == str(path)
    lines = path.read_text("utf-8").splitlines()
    assert lines[0] == "playthrough: A play that is stuck"
    content = yaml.safe_load(path.read_text("utf-8"))
    assert content["pack"] == story.id
    assert content["seed"] == found.examples[0].seed
    assert found.message in content["about"]
    assert content["steps"][-1] == {"answer": "Blue", "asked": "colour", "saw": "Which colour has the sky?"}
    steps = [json.loads(line.removeprefix("- ")) for line in lines if line.startswith("- ")]
    state = begin(story, content["seed"]).state
    for step in steps:
        state = choose(story, state, AnswerGiven(step["answer"]) if "answer" in step else step["do"]).state
    assert is_over(story, state)


def test_a_file_that_is_there_from_before_is_replaced(story_of, tmp_path):
    story = story_of(LOOP)
    for _ in range(2):
        write_examples(found_in(story), story, tmp_path / "reports")
    assert len(list((tmp_path / "reports").iterdir())) == 1

"""What a play reaches, turn by turn."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from game.engine import options
from game.engine.rendering import render_words
from game.play.session import Session
from game.playthrough.coverage.reached import Recorder
from game.story.model.story import Story
from game.story.packs import load
from game.story.source import library
from game.story.targets.survey import survey
from game.story.targets.text_points import every, points
from tests.playthrough.coverage.plays import reached
from tests.scenes.players import play


@pytest.fixture
def story(soup: Path) -> Story:
    return load(soup)


def test_the_first_turn_reaches_the_place_where_one_stands(story: Story) -> None:
    assert "place kitchen" in reached(story)
    assert "place garden" not in reached(story)


def test_a_way_is_reached_by_going_it_in_its_direction(story: Story) -> None:
    there = reached(story, "go:north")
    assert {"exit kitchen north", "place garden"} <= there
    assert "exit garden south" not in there
    assert "exit garden south" in reached(story, "go:north", "go:south")


def test_an_offered_choice_is_not_yet_a_taken_one(story: Story) -> None:
    opened = reached(story, "scene:taste")
    assert {"scene taste", "offered taste/ask_the_cook"} <= opened
    assert "choice taste/ask_the_cook" not in opened
    assert "choice taste/ask_the_cook" in reached(story, "scene:taste", "taste/ask_the_cook")


@pytest.mark.parametrize(
    ("given", "result"), [("answer:salt", "right"), ("answer:sugar", "wrong"), ("pass", "passed"), ("=Salt", "right")]
)
def test_an_answer_reaches_what_became_of_the_question(story: Story, given: str, result: str) -> None:
    there = reached(story, "scene:taste", "taste/ask_the_cook", given)
    assert {f"question salt {outcome}" for outcome in ("asked", "right", "wrong", "passed")} & there == {
        "question salt asked",
        f"question salt {result}",
    }


def test_the_answer_that_was_chosen_is_reached_with_its_feedback(story: Story) -> None:
    there = reached(story, "scene:taste", "taste/ask_the_cook", "answer:salt")
    assert {key for key in there if key.startswith("answer ")} == {"answer salt salt"}
    assert "text - questions salt.salt.because 0.0" in there


def test_giving_up_reaches_the_outcome_for_wrong_where_it_has_none_of_its_own(story: Story) -> None:
    there = reached(story, "scene:taste", "taste/ask_the_cook", "pass")
    assert "outcome taste/ask_the_cook.text.wrong" in there


def test_the_side_of_a_text_is_the_one_that_was_shown(story: Story) -> None:
    first = reached(story)
    assert {key for key in first if " places kitchen" in key} == {"text - places kitchen.text 0.1"}
    there = reached(story, "go:north", "go:south", "go:north", "go:south")
    assert {key for key in there if " places kitchen.glance" in key} == {
        "text - places kitchen.glance 0.0",
        "text - places kitchen.glance 0.1",
    }


def test_labels_count_when_they_are_offered(story: Story) -> None:
    assert "text - scenes taste.title 0.0" in reached(story)
    assert "text - scenes taste.title 0.1" not in reached(story)
    assert "text - scenes taste.title 0.1" in reached(story, "scene:taste", "taste/go_away")


def test_a_scene_a_place_and_an_ending_with_one_id_have_texts_of_their_own(tmp_path: Path) -> None:
    file = tmp_path / "hall.yaml"
    file.write_text(
        "pack: Hall\nplaces:\n  hall: { name: The hall, text: 'In {been.hall: the|a} hall.' }\n"
        "scenes:\n  hall: { at: hall, text: 'Opens {seen.hall: now|never}.', end: hall }\n"
        "endings:\n  hall: 'Over {been.hall: here|there}.'\n",
        "utf-8",
    )
    story = load(file)
    at_first = {key for key in reached(story) if key.startswith("text")}
    assert at_first == {"text - places hall.text 0.0"}
    later = {key for key in reached(story, "scene:hall") if key.startswith("text")}
    assert later - at_first == {"text - scenes hall.text 0.0", "text - endings hall.text 0.0"}


def test_the_sides_of_an_ending_are_its_own_also_where_something_is_achieved_with_it(tmp_path: Path) -> None:
    (tmp_path / "story.yaml").write_text(
        "pack: One\nscenes:\n  it: { text: It., choices: [ { choose: On, id: on, end: it } ] }\n"
        'endings: { it: { text: "{visits.it > 1: Again|The end}.", closing: "{visits.it > 1: More|No more}." } }\n'
        'epilogues: { it: "{visits.it > 1: Twice|Once}." }\n'
        "achievements: { there: { title: There, when: chose.it.on } }\n"
    )
    assert {key for key in reached(load(tmp_path), "it/on") if key.startswith(("text ", "epilogue "))} == {
        "text - endings it.text 0.1", "text - endings it.closing 0.1", "text - epilogues it.text 0.1", "epilogue it",
    }  # fmt: skip


def test_a_question_asked_in_two_scenes_reaches_the_outcome_of_the_one_it_was_asked_in(
    tmp_path: Path, soup: Path
) -> None:
    text = (soup / "pack.yaml").read_text("utf-8")
    second = "  salad:\n    at: kitchen\n    ask: salt\n    right: Green.\nquestions:\n"
    (soup / "pack.yaml").write_text(text.replace("questions:\n", second, 1), "utf-8")
    there = reached(load(soup), "scene:salad", "answer:salt")
    assert {key for key in there if key.startswith("outcome")} == {"outcome salad.text.right"}


def test_nothing_is_kept_of_the_turns_themselves(headquarters: Story) -> None:
    recorder = Recorder(headquarters)
    session = Session(headquarters, 1)
    chance = random.Random(1)
    for _ in range(400):
        if session.is_over:
            session = Session(headquarters, 1)
        before = session.state
        session.do(chance.choice(options(headquarters, before)).id)
        recorder.take(before, session.played[-1])
    assert len(recorder.reached) < 4000
    kept = [value for value in vars(recorder).values() if value is not headquarters]
    assert not any(isinstance(entry, tuple) for value in kept for entry in value if isinstance(value, set))


@pytest.mark.parametrize("pack", ["hq", "first-scene", "tests/packs/harbour"])
def test_what_plays_reach_is_known_to_the_survey(pack: str) -> None:
    path = library.find_pack(pack)
    story = load(path)
    known = {thing.key for thing in survey(story, path).things}
    for seed in range(4):
        done = play(story, seed, 0.5, most=300).actions
        words = [action if isinstance(action, str) else f"={action.words}" for action in done]
        unknown = {
            key for key in reached(story, *words, seed=seed) - known if key.split()[0] not in ("offered", "outcome")
        }
        assert not unknown  # an outcome may be one that the pack says nothing about


@pytest.mark.parametrize("pack", ["hq", "tests/packs/harbour"])
def test_every_point_of_a_text_has_a_number_of_its_own(pack: str) -> None:
    story = load(library.find_pack(pack))
    for node in story.nodes:
        text = getattr(node, "text", None)
        if text is not None:
            numbers = [point.number for point in every(points(text))]
            assert numbers == list(range(len(numbers)))
            render_words(story, text, story.layout.start, 0)

"""The figures for other programs."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from game.playthrough.simulation.figures import figures
from game.playthrough.simulation.knowledge import Knowledge
from game.playthrough.simulation.simulating import SimulationWishes, simulate
from game.playthrough.simulation.simulation_json import as_json
from game.playthrough.simulation.unfinished import unfinished
from tests.playthrough.simulation.conftest import CIRCLE, COIN, LOOP, QUIZ, STUCK

SCHEMA = json.loads((Path(__file__).parents[3] / "docs/simulation.schema.json").read_text("utf-8"))


def shown(story, wishes):
    simulation = simulate(story, wishes)
    return json.loads(as_json(story, simulation, figures(story, simulation), unfinished(story, simulation)))


@pytest.fixture(scope="module")
def of_the_harbour(harbour):
    return shown(harbour, SimulationWishes(40, Knowledge(0.5, (("harbour", 0.9),)), "curious", 3, balance=True))


def test_it_has_the_shape_that_the_guide_describes(of_the_harbour):
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(of_the_harbour, SCHEMA)


@pytest.mark.parametrize("text", [COIN, QUIZ, CIRCLE, LOOP, STUCK])
def test_stories_without_a_clock_and_plays_without_an_ending_have_it_too(story_of, text):
    jsonschema.validate(shown(story_of(text), SimulationWishes(30, most_steps=60)), SCHEMA)


def test_it_says_who_played(of_the_harbour):
    assert of_the_harbour["version"] == 1
    assert of_the_harbour["pack"]["id"] == "harbour"
    assert of_the_harbour["players"] == {
        "knowledge": 0.5, "topics": {"harbour": 0.9}, "temperament": "curious", "seed": 3, "most_steps": 10_000,
    }  # fmt: skip
    assert (of_the_harbour["wanted"], of_the_harbour["plays"], of_the_harbour["complete"]) == (40, 40, True)


def test_everything_of_the_story_is_in_it(of_the_harbour, harbour):
    for kind in ("endings", "scenes", "places", "facts", "questions", "achievements", "measures"):
        assert [entry["id"] for entry in of_the_harbour[kind]] == list(getattr(harbour, kind))
    ways = {(option["where"], option["id"]) for option in of_the_harbour["options"] if option["kind"] == "go"}
    assert ways == {(place.id, f"go:{way.direction}") for place in harbour.places.values() for way in place.exits}


def test_it_holds_nothing_of_the_clock_or_the_machine(harbour, tmp_path, of_the_harbour):
    again = shown(harbour, SimulationWishes(40, Knowledge(0.5, (("harbour", 0.9),)), "curious", 3, balance=True))
    assert again == of_the_harbour

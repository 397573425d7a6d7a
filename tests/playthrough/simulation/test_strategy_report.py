"""What a comparison of strategies tells: on the screen, as a page, and for programs."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import dedent

import jsonschema
import pytest

from game.cli import main
from game.playthrough.simulation.strategies.comparing import ComparisonWishes, compare
from game.playthrough.simulation.strategies.outcomes import outcomes
from game.playthrough.simulation.strategies.registry import STRATEGIES
from game.playthrough.simulation.strategies.strategies_as_json import strategies_as_json
from game.playthrough.simulation.strategies.strategy_report import strategy_report
from tests.playthrough.simulation.conftest import QUIZ, STUCK
from tests.playthrough.simulation.test_strategies import ROADS, WAITING

SCHEMA = json.loads((Path(__file__).parents[3] / "docs/strategies.schema.json").read_text("utf-8"))


def told(story, names, best, plays=20):
    """The paragraphs on who reaches the best ending."""
    comparison = compare(story, ComparisonWishes(names, plays))
    document = strategy_report(story, comparison, outcomes(story, comparison, best), best)
    return [part for part in document.sections[0].parts if isinstance(part, str)]


def test_a_sentence_says_that_a_story_can_be_won_without_reading(story_of):
    assert told(story_of(ROADS), ("first", "last"), ("upper",)) == [
        "The best ending is: Upper.",
        "`first` reaches the best ending in 20 of 20 plays: the story can be won without reading.",
        "`last` never reaches the best ending in 20 plays.",
    ]


def test_luck_is_told_from_what_a_reader_wins(story_of):
    roads = story_of(ROADS)
    _, guessed = told(roads, ("random",), ("upper",), 40)
    assert guessed.endswith("without reading, that takes luck.")
    _, guessed, read = told(roads, ("shortest", "reader"), ("upper",), 40)
    assert guessed.endswith("of 40 plays, as often as somebody who reads: reading wins nothing.")
    assert read.endswith("of 40 plays.")


def test_without_a_best_ending_it_says_how_to_name_one(story_of):
    (only,) = told(story_of(ROADS), ("first",), ())
    assert "--best" in only
    assert "`balance:`" in only


@pytest.mark.parametrize("text", [QUIZ, ROADS, WAITING, STUCK])
def test_the_figures_for_programs_have_the_shape_that_the_guide_describes(story_of, text):
    story = story_of(text)
    best = tuple(story.endings)[:1]
    comparison = compare(story, ComparisonWishes(tuple(STRATEGIES), 5))
    shown = json.loads(strategies_as_json(story, comparison, outcomes(story, comparison, best), best))
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(shown, SCHEMA)
    assert [strategy["name"] for strategy in shown["strategies"]] == list(STRATEGIES)


@pytest.fixture
def roads(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "roads.yaml").write_text("pack: The roads\n" + dedent(ROADS), "utf-8")
    return tmp_path


def test_the_command_plays_and_tells(roads, capsys):
    arguments = ["simulate", "roads.yaml", "--strategy", "first,last", "-n", "40", "--best", "upper"]
    assert main([*arguments, "--html", "roads.html", "--json", "roads.json"]) == 0
    shown = capsys.readouterr()
    assert shown.out.startswith("The roads\n2 strategies, 40 plays each. Seed: 1.\n")
    assert "`first` reaches the best ending in 40 of 40 plays" in shown.out
    assert "\n A  B   C  strategy\n40  0   0  first\n 0  0  40  last\n" in shown.out
    assert shown.err == ""
    page = (roads / "roads.html").read_text("utf-8")
    assert "<title>The roads: played by strategies</title>" in page
    assert "<svg" in page
    assert json.loads((roads / "roads.json").read_text("utf-8"))["strategies"][0]["best"]["plays"] == 40


def test_json_on_the_screen_is_json_alone_and_the_same_with_any_number_of_processes(roads, capsys):
    shown = set()
    for workers in ("1", "2"):
        arguments = ["--strategy", "all", "-n", "30", "--workers", workers, "--json", "-"]
        assert main(["simulate", "roads.yaml", *arguments]) == 0
        shown.add(capsys.readouterr().out)
    (only,) = shown
    assert json.loads(only)["strategies_version"] == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--strategy", "frist"], "There is no strategy “frist”. Did you mean `first`?"),
        (["--strategy", "first", "--best", "uper"], "has no ending “uper”. Did you mean `upper`?"),
        (["--strategy", "first", "--balance"], "--balance is of no use with --strategy"),
        (["--strategy", "first", "--chart", "curves.svg"], "--chart is of no use with --strategy"),
        (["--strategy", "first", "--temperament", "hurried"], "--temperament is of no use with --strategy"),
        (["--strategy", "reader", "--knowledge", "2"], "“2” is no knowledge"),
        (["--best", "upper"], "--best goes with --strategy"),
    ],
)
def test_what_does_not_go_together_is_told_in_a_sentence(roads, arguments, words, capsys):
    assert main(["simulate", "roads.yaml", *arguments]) == 2
    assert words in capsys.readouterr().err


def test_what_cannot_be_written_is_said_after_the_report(roads, capsys):
    assert main(["simulate", "roads.yaml", "--strategy", "first", "-n", "5", "--json", "nowhere/a"]) == 3
    shown = capsys.readouterr()
    assert "1 strategy, 5 plays each" in shown.out
    assert "cannot be written" in shown.err

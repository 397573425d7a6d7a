"""Simulations: the same figures whoever does the work, and counts that add up."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.playthrough.simulation.figures import figures
from game.playthrough.simulation.knowledge import Knowledge
from game.playthrough.simulation.simulating import Simulation, SimulationWishes, simulate
from game.playthrough.simulation.simulation_json import as_json
from game.playthrough.simulation.unfinished import unfinished
from game.story.model.story import Story
from tests.playthrough.simulation.conftest import COIN, LOOP


def written(story: Story, simulation: Simulation) -> str:
    return as_json(story, simulation, figures(story, simulation), unfinished(story, simulation))


def test_the_figures_are_the_same_whatever_the_number_of_workers_and_the_size_of_pieces(harbour):
    wishes = SimulationWishes(60, seed=4, balance=True, temperament="curious")
    expected = written(harbour, simulate(harbour, wishes))
    for workers, piece in ((1, 1), (1, 23), (2, 7), (3, 11), (7, 5)):
        assert written(harbour, simulate(harbour, wishes, workers, piece=piece)) == expected


def test_the_figures_of_the_main_adventure_are_the_same_by_one_worker_and_by_two(headquarters):
    wishes = SimulationWishes(60)
    assert written(headquarters, simulate(headquarters, wishes, 2, piece=9)) == written(
        headquarters, simulate(headquarters, wishes)
    )


def test_plays_without_an_ending_are_the_same_whoever_finds_them(story_of):
    story = story_of(LOOP)
    wishes = SimulationWishes(80, most_steps=50)
    assert written(story, simulate(story, wishes, 2, piece=3)) == written(story, simulate(story, wishes, piece=80))


def test_more_plays_begin_with_the_same_ones(harbour):
    """So a longer simulation only adds to a shorter one."""
    few, many = simulate(harbour, SimulationWishes(20)).tally, simulate(harbour, SimulationWishes(50)).tally
    assert few.lengths <= many.lengths
    assert few.replies <= many.replies


def test_another_seed_gives_other_plays(harbour):
    assert (
        simulate(harbour, SimulationWishes(50, seed=1)).tally.lengths
        != simulate(harbour, SimulationWishes(50, seed=2)).tally.lengths
    )


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 1_000_000), st.sampled_from(("uniform", "curious", "hurried")), st.sampled_from((0.0, 0.4, 1.0)))
def test_counts_add_up(harbour, seed, temperament, knowledge):
    simulation = simulate(harbour, SimulationWishes(20, Knowledge(knowledge), temperament, seed, most_steps=400))
    found = figures(harbour, simulation)
    assert found.plays == 20
    assert sum(ending.of_plays.plays for ending in found.endings) + sum(found.without_ending.values()) == 20
    for measure in found.measures:
        assert measure.values is not None
        assert measure.low <= measure.values.least <= measure.values.greatest <= measure.high
    for question in found.questions:
        assert question.right + question.wrong + question.passed == question.asked
        assert question.wrong + question.passed == question.missed
        assert question.missed_in <= min(question.missed, question.asked_in.plays)
        assert question.asked_in.plays <= question.asked
    for option in found.options:
        assert option.taken <= option.offered
        assert option.taken_in <= option.offered_in <= 20
        assert option.taken_in <= option.taken
    opened = {scene.id: scene.of_plays.plays for scene in found.scenes}
    for option in found.options:
        if option.kind == "scene":
            assert option.taken_in <= opened[option.id.removeprefix("scene:")]
    if not found.without_ending:
        assert sum(found.lengths.values()) == 20
    steps = Counter()
    for (_, length), times in simulation.tally.lengths.items():
        steps["steps"] += length * times
    lookups = simulation.tally.looked_up.total() + simulation.tally.hinted.total()
    answers = sum(asked.asked for asked in found.questions)
    assert sum(choice.taken for choice in found.options) + answers + lookups == steps["steps"]


def test_balance_plays_the_same_players_at_each_knowledge(headquarters):
    simulation = simulate(headquarters, SimulationWishes(30, balance=True))
    found = figures(headquarters, simulation)
    assert [point.knowledge for point in found.balance] == [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]
    assert {point.plays for point in found.balance} == {30}
    assert found.balance[0].endings["sent_home"].plays > found.balance[10].endings["sent_home"].plays
    # The point at the knowledge that was wished for is the simulation itself, as far as it goes.
    assert found.balance[6].endings == {ending.id: ending.of_plays for ending in found.endings}


@pytest.mark.parametrize(("plays", "each"), [(1, 1), (60, 60), (100, 100), (500, 100), (1_000, 200), (10_000, 2_000)])
def test_balance_takes_a_fifth_of_the_plays_at_each_point_but_a_hundred_where_there_are_as_many(plays, each):
    assert SimulationWishes(plays, balance=True).plays_at_a_point == each
    assert SimulationWishes(plays, balance=True).all_plays == plays + 11 * each
    assert SimulationWishes(plays).all_plays == plays


def test_an_interrupted_simulation_counts_what_was_done(story_of):
    heard = []

    def told(plays: int) -> None:
        heard.append(plays)
        if len(heard) == 3:
            raise KeyboardInterrupt

    story = story_of(COIN)
    simulation = simulate(story, SimulationWishes(100), 1, told, 10)
    assert not simulation.complete
    assert simulation.tally.plays == 30 == sum(heard)
    assert figures(story, simulation).plays == 30


def test_an_interrupted_simulation_ends_its_workers_and_counts_what_they_had_done(story_of):
    def told(plays: int) -> None:
        raise KeyboardInterrupt

    simulation = simulate(story_of(COIN), SimulationWishes(1_000), 2, told, 10)
    assert not simulation.complete
    assert simulation.tally.plays == 10


def test_a_complete_simulation_says_so_and_tells_of_every_play(story_of):
    heard = []
    assert simulate(story_of(COIN), SimulationWishes(45, balance=True), 1, heard.append, 20).complete
    assert sum(heard) == 45 * 12

"""What the figures say about a story."""

from __future__ import annotations

from game.playthrough.simulation.figures import figures
from game.playthrough.simulation.knowledge import Knowledge
from game.playthrough.simulation.simulating import SimulationWishes, simulate
from tests.playthrough.simulation.conftest import CIRCLE, COIN, QUIZ


def of(story, plays=200, **wishes):
    return figures(story, simulate(story, SimulationWishes(plays, **wishes)))


def test_endings_have_their_share_and_how_long_plays_are_that_come_to_them(story_of):
    found = of(story_of(COIN))
    assert {ending.id for ending in found.endings} == {"heads", "tails"}
    assert sum(ending.of_plays.share for ending in found.endings) == 1
    assert all(ending.of_plays.low < 0.5 < ending.of_plays.high for ending in found.endings)
    assert all(
        ending.steps is not None and ending.steps.median == 1 and ending.time is None for ending in found.endings
    )


def test_plays_without_an_ending_do_not_count_for_how_long_plays_are(story_of):
    found = of(story_of(CIRCLE))
    assert found.without_ending.keys() == {"circle"}
    assert found.steps is not None
    assert found.steps.greatest == 1


def test_a_story_with_a_clock_says_when_plays_end_and_questions_are_missed(headquarters):
    found = of(headquarters, 60)
    assert found.time is not None
    assert 8 * 60 + 30 < found.time.median <= 18 * 60
    when = [question.missed_when for question in found.questions if question.missed_when is not None]
    assert when
    assert all(8 * 60 + 30 <= missed.least <= missed.greatest <= 18 * 60 for missed in when)


def test_without_a_clock_it_is_the_step_at_which_questions_are_missed(story_of):
    (question,) = of(story_of(QUIZ)).questions
    assert question.missed_when is not None
    assert question.missed_when.least in (1, 2)
    assert question.asked == question.asked_in.plays == 200
    assert question.missed == question.wrong + question.passed > 0


def test_choices_say_how_often_they_were_offered_and_taken(story_of):
    found = of(story_of(COIN))
    assert {choice.id for choice in found.choices} == {"toss/heads", "toss/tails"}
    assert all(choice.offered == choice.offered_in == 200 for choice in found.choices)
    assert sum(choice.taken for choice in found.choices) == 200
    assert all(choice.where == "toss" for choice in found.choices)


def test_a_scene_that_waits_at_two_places_is_one_option(story_of):
    found = of(
        story_of("""
        start: a
        places: { a: { name: A, exits: { east: b } }, b: { name: B } }
        scenes: { leave: { at: [a, b], title: Leave, end: out } }
        endings: { out: Out. }
    """)
    )
    (leave,) = (option for option in found.options if option.kind == "scene")
    assert leave.offered_in == leave.taken_in == 200
    assert leave.offered > 200


def test_what_never_occurs_is_named(story_of):
    found = of(
        story_of("""
            start: hall
            places: { hall: { name: The hall }, attic: { name: The attic } }
            scenes:
              doors:
                at: hall
                text: Doors.
                choices:
                  - choose: Left
                    end: out
                  - choose: Never offered
                    when: seen.cellar
              cellar: { at: attic, text: Dark., learn: sky, end: won }
            endings: { out: Out., won: Won. }
            achievements: { brave: { title: Brave, when: seen.cellar } }
        """),
        50,
    )
    assert found.never.endings == ("won",)
    assert found.never.scenes == ("cellar",)
    assert found.never.unoffered == ("doors/never_offered",)
    assert found.never.facts == ("sky", "sea", "bread")
    assert found.never.achievements == ("brave",)
    assert found.never.places == ("attic",)
    assert found.never.choices == ()


def test_measures_stand_somewhere_at_the_end_for_each_ending(headquarters):
    found = of(headquarters, 60, knowledge=Knowledge(1.0))
    (lines,) = (measure for measure in found.measures if measure.id == "lines")
    assert lines.values is not None
    assert lines.low <= lines.values.median <= lines.high
    assert lines.means.keys() == {ending.id for ending in found.endings if ending.of_plays.plays}

"""Why something is offered or not: every part of a condition with its truth, and a reason in words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from game.author.way_to_scene import reach_scene
from game.engine import State, begin, choose, options
from game.play.explaining import Because, choices_here, exits_here, explain_condition, items_here, plainly, scenes_here
from game.play.session import Session
from game.story.model.expressions import Formula
from game.story.model.story import Offer, Story


def named(found: tuple[Because, ...], id_: str) -> Because:
    return next(because for because in found if because.id == id_)


def conditions(story: Story) -> Iterator[Formula]:
    """Every condition of a story."""
    for scene in story.scenes.values():
        if scene.when is not None:
            yield scene.when
    for place in story.places.values():
        yield from (way.when for way in place.exits if way.when is not None)
    for node in story.nodes:
        if isinstance(node, Offer):
            yield from (choice.when for choice in node.choices if choice.when is not None)


def at_ines(story: Story) -> Session:
    session = Session(story, 0)
    for action in ("waking/go_and_ask", "go:north", "scene:talk_to_ines"):
        session.do(action)
    return session


@pytest.mark.parametrize("pack", ["harbour", "headquarters"])
def test_a_condition_in_pieces_says_the_same_as_the_author(pack: str, request: pytest.FixtureRequest) -> None:
    story: Story = request.getfixturevalue(pack)
    for formula in conditions(story):
        pieces = explain_condition(story, formula, story.layout.start)
        # Parentheses that change nothing are not kept, nor how it is set in lines.
        said, written = (
            words.translate({ord("("): " ", ord(")"): " "}).split()
            for words in (" ".join(piece.words for piece in pieces), formula.source)
        )
        assert said == written


def test_each_part_has_its_own_truth_and_the_numbers_behind_it(headquarters: Story) -> None:
    scene = headquarters.scenes["etienne_shortens"]
    assert scene.when is not None
    memory = headquarters.layout.start
    assert plainly(explain_condition(headquarters, scene.when, memory)) == (
        "seen.with_or_without ✗ and time >= 12:00 ✗ (it is 08:30)"
    )
    memory = headquarters.layout["time"].put(memory, 12 * 60 + 5)
    assert plainly(explain_condition(headquarters, scene.when, memory)) == (
        "seen.with_or_without ✗ and time >= 12:00 ✓ (it is 12:05)"
    )


def test_a_choice_that_waits_for_a_fact_says_which(harbour: Story) -> None:
    session = at_ines(harbour)
    found = choices_here(harbour, session.state)
    test = named(found, "talk_to_ines/let_her_test_you")
    assert not test.offered
    assert plainly(test.condition) == "knows.bell_weight ✗"
    session.do("talk_to_ines/ask_about_the_bell")
    found = choices_here(harbour, session.state)
    test = named(found, "talk_to_ines/let_her_test_you")
    assert test.offered
    assert plainly(test.condition) == "knows.bell_weight ✓"
    assert named(found, "talk_to_ines/ask_about_the_bell").reason == "already taken"


def test_a_fallback_says_that_others_are_offered(harbour: Story) -> None:
    reached = reach_scene(harbour, "the_tarpaulin")
    assert reached.actions is not None
    turn = begin(harbour, 0)
    for action in reached.actions:
        turn = choose(harbour, turn.state, action)
    found = choices_here(harbour, turn.state)
    assert named(found, "the_tarpaulin/nothing_else_is_left").reason == "fallback: others are offered"
    assert plainly(named(found, "the_tarpaulin/think").condition) == "trust >= 9 ✗ (it is 2)"


def test_what_is_said_to_be_offered_is_what_the_engine_offers(headquarters: Story) -> None:
    reached = reach_scene(headquarters, "hague_words", bound=5_000)
    assert reached.actions is not None
    turn = begin(headquarters, 0)
    for action in reached.actions:
        assert_offered_alike(headquarters, turn.state)
        turn = choose(headquarters, turn.state, action)


def assert_offered_alike(story: Story, state: State) -> None:
    offered = [option for option in options(story, state) if option.kind in ("choice", "go", "take")]
    if not offered:
        return
    said = [*choices_here(story, state)]
    if offered[0].kind != "choice":
        said = [*items_here(story, state), *exits_here(story, state)]
    assert {option.subject for option in offered} == {because.id for because in said if because.offered}


def test_scenes_ways_and_items_say_what_keeps_them(harbour: Story) -> None:
    session = Session(harbour, 0)
    session.do("waking/go_and_ask")
    scenes = scenes_here(harbour, session.state)
    assert named(scenes, "waking").reason == "already seen"
    assert plainly(named(scenes, "noon").condition) == "time >= 12:00 ✗ (it is 08:00)"
    session.do("go:east")
    down = named(exits_here(harbour, session.state), "down")
    assert not down.offered
    assert plainly(down.condition) == "has.lamp ✗"
    for action in ("go:west", "go:north", "go:up"):
        session.do(action)
    assert named(items_here(harbour, session.state), "lamp").offered
    session.do("take:lamp")
    assert named(items_here(harbour, session.state), "lamp").reason == "it is carried"

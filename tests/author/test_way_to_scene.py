"""The way to a scene: found for every scene, and a play that the engine allows."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.author.way_to_scene import Reached, reach_scene
from game.engine import begin, choose
from game.engine.events import Event, SceneBegan
from game.engine.state import Action
from game.story.model.story import Story
from game.story.packs import load

SCENES = (
    "waking", "talk_to_ines", "handshake", "the_tide_table", "the_barge", "the_tarpaulin",
    "homecoming", "noon",
)  # fmt: skip


def happened(story: Story, seed: int, actions: tuple[Action, ...]) -> list[tuple[Event, ...]]:
    """The events of each turn of a play."""
    turn = begin(story, seed)
    turns = [turn.events]
    for action in actions:
        turn = choose(story, turn.state, action)
        turns.append(turn.events)
    return turns


def written(tmp_path: Path, pack: str) -> Story:
    (tmp_path / "pack.yaml").write_text(pack, encoding="utf-8")
    return load(tmp_path)


def test_the_list_of_scenes_is_that_of_the_pack(harbour: Story) -> None:
    assert set(harbour.scenes) == set(SCENES)


@pytest.mark.parametrize("seed", [0, 7])
@pytest.mark.parametrize("scene", SCENES)
def test_every_scene_of_the_small_pack_is_reached_by_a_play_in_which_it_opens_at_last(
    harbour: Story, scene: str, seed: int
) -> None:
    reached = reach_scene(harbour, scene, seed)
    assert reached.actions is not None
    turns = happened(harbour, seed, reached.actions)
    assert SceneBegan(scene) in turns[-1]
    assert not any(SceneBegan(scene) in events for events in turns[:-1])


@pytest.mark.parametrize("scene", ["the_gate", "red_pen", "dana_debrief", "min_close", "evening"])
def test_scenes_deep_in_the_main_adventure_are_reached(headquarters: Story, scene: str) -> None:
    reached = reach_scene(headquarters, scene, bound=5_000)
    assert reached.actions is not None
    assert SceneBegan(scene) in happened(headquarters, 0, reached.actions)[-1]


PACK = """
pack: Doors
disclaimer: Invented, with a book of 1900.
scenes:
  first:
    text: Here.
    choices:
      - choose: Stay
        again: true
        stay: true
      - choose: Ask
        ask: sum
        right: { goto: behind_right }
        wrong: { goto: behind_wrong }
      - choose: Try the locked door
        when: not chose.first.stay and chose.first.stay
        goto: never
  behind_right: { text: Right., end: over }
  behind_wrong: { text: Wrong., end: over }
  never: { text: Never., end: over }
endings: { over: It is over. }
dossier_facts: []
"""


@pytest.fixture
def doors(tmp_path: Path) -> Story:
    (tmp_path / "book.yaml").write_text(
        "dossier: book\ntitle: A book\narticle: a book\nas_of: '1900'\n"
        "facts:\n  two:\n    states: One and one is two.\n    paragraph: 1\n    by: article\n    as_of: '1900'\n"
        "    topics: [sums]\n",
        encoding="utf-8",
    )
    (tmp_path / "q.yaml").write_text(
        "questions:\n  sum:\n    text: How much is one and one?\n    cites: two\n    number: 2\n", encoding="utf-8"
    )
    return written(tmp_path, PACK.replace("dossier_facts: []\n", ""))


@pytest.mark.parametrize("scene", ["behind_right", "behind_wrong"])
def test_both_outcomes_of_a_question_are_followed(doors: Story, scene: str) -> None:
    assert reach_scene(doors, scene).actions is not None


def test_a_scene_that_no_play_opens_is_told_so_when_every_state_was_looked_at(doors: Story) -> None:
    reached = reach_scene(doors, "never")
    assert reached.actions is None
    assert reached.exhausted


def test_a_search_that_comes_to_its_bound_claims_nothing(headquarters: Story) -> None:
    assert reach_scene(headquarters, "evening", bound=50) == Reached(None, 50, exhausted=False)


def test_a_search_can_be_given_up_on_the_way(headquarters: Story) -> None:
    told: list[int] = []

    def progress(states: int) -> bool:
        told.append(states)
        return len(told) < 2

    reached = reach_scene(headquarters, "the_unasked_question", progress=progress)
    assert reached.actions is None
    assert told == [100, 200]

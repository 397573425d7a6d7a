"""Made-up stories: right packs, the same for the same seed, and the same in both formats."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from made_up.mixture import mixture
from stories import SHAPES, Written, written

from game.engine import begin, choose, options
from game.story.packs import examine, load

SIZES = [
    ("small", 8),
    ("small", 60),
    ("chapters", 1),
    ("chapters", 8),
    ("hub", 2),
    ("hub", 50),
    ("errands", 2),
    ("errands", 60),
    ("graph", 12),
    ("acts", 3),
]


def counts(made: Written) -> dict[str, int]:
    story = made.story
    return {
        "scenes": len(story.scenes),
        "choices": sum(len(scene.choices) for scene in story.scenes),
        "quizzes": sum(scene.quiz is not None for scene in story.scenes),
        "hubs": len(story.hubs),
        "gates": sum(way.guard is not None for hub in story.hubs for way in hub.ways),
        "flags": len(story.flags),
        "facts": len(story.facts),
    }


@pytest.mark.parametrize(("shape", "size"), SIZES)
@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_is_to_be_found_in_a_pack(shape: str, size: int, seed: int, tmp_path: Path) -> None:
    written(shape, size, seed).write_pack(tmp_path / "pack")
    story, findings = examine(tmp_path / "pack")
    assert story is not None
    assert list(findings) == []


def test_nothing_is_to_be_found_in_a_mixture_and_it_goes_on_where_a_part_ends(tmp_path: Path) -> None:
    parts = [written(shape, size).story for shape, size in (("graph", 12), ("chapters", 1), ("errands", 2))]
    for name, text in mixture(parts).items():
        (tmp_path / name).write_text(text, "utf-8")
    story, findings = examine(tmp_path)
    assert list(findings) == []
    assert story is not None
    assert len(story.scenes) == sum(len(part.scenes) for part in parts)
    assert len(story.endings) == len(parts[-1].endings)


@pytest.mark.parametrize("shape", SHAPES)
def test_the_same_seed_gives_the_same_story(shape: str) -> None:
    first, again, other = written(shape, seed=3), written(shape, seed=3), written(shape, seed=4)
    assert (first.files, first.ink) == (again.files, again.ink)
    assert first.files["pack.yaml"] != other.files["pack.yaml"]
    assert first.ink != other.ink


def test_a_small_story_is_a_graph_of_sixty_scenes() -> None:
    for seed in range(5):
        made = written("small", seed=seed)
        assert counts(made) == {
            "scenes": 60, "choices": 163, "quizzes": 0, "hubs": 0, "gates": 0, "flags": 25, "facts": 0,
        }  # fmt: skip
        assert made.story.counters == {"courage": (0, 5, 2), "patience": (0, 5, 3)}
        choices = [choice for scene in made.story.scenes for choice in scene.choices]
        assert all(any(kinds) for kinds in ([choice.guard for choice in choices], [choice.once for choice in choices],
                   [choice.fallback for choice in choices], [choice.effects for choice in choices]))  # fmt: skip


def test_chapters_have_two_quizzes_and_a_gate_to_the_next() -> None:
    assert counts(written("chapters", 8)) == {
        "scenes": 65, "choices": 107, "quizzes": 16, "hubs": 8, "gates": 7, "flags": 40, "facts": 16,
    }  # fmt: skip


def test_a_hub_has_two_scenes_for_each_quest() -> None:
    assert counts(written("hub", 20)) == {
        "scenes": 41, "choices": 103, "quizzes": 0, "hubs": 1, "gates": 0, "flags": 20, "facts": 0,
    }  # fmt: skip


@pytest.mark.parametrize(("shape", "size"), [case for case in SIZES if case[0] != "graph"])
def test_every_random_play_comes_to_an_ending(shape: str, size: int, tmp_path: Path) -> None:
    written(shape, size).write_pack(tmp_path / "pack")
    story, chance = load(tmp_path / "pack"), random.Random(1)
    for seed in range(3):
        state = begin(story, seed).state
        for _ in range(20_000):
            offered = options(story, state)
            if not offered:
                break
            state = choose(story, state, chance.choice(offered).id).state
        assert not offered
        assert type(story.nodes[state.node]).__name__ == "End"


def test_labels_and_texts_are_as_long_as_real_ones() -> None:
    for shape in SHAPES:
        story = written(shape).story
        labels = [choice.label[0] for scene in story.scenes for choice in scene.choices]
        assert {len(label.split()) for label in labels} <= set(range(3, 9))  # type: ignore[union-attr]
        depending = sum(any(not isinstance(part, str) for part in scene.text) for scene in story.scenes)
        assert 0.25 <= depending / len(story.scenes) <= 0.6

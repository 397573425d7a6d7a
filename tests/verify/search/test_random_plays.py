"""What plays at random show has been played; what is sought is found though chance alone would hardly ever find it."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from game.engine.events import Ended, Event
from game.story.model.layout import Layout, Variable
from game.story.model.story import Story
from game.verify.abstract.control_flow_graph import happening_of
from game.verify.reductions.reduction import Reduced, reduced
from game.verify.reductions.walk import ReducedWalk
from game.verify.search import random_plays
from game.verify.search.checkpoint_archive import CheckpointArchive
from game.verify.search.random_plays import Path, RandomPlays
from game.verify.system.space import PathStep
from game.verify.system.transition_system import transition_system
from tests.drawn_packs import DEAR, PACKS, story_from, story_of
from tests.verify.abstract.test_trace_partitioning import every_transition, everything_emitted
from tests.verify.drawn_systems import reduced_of
from tests.verify.packs import LIFT

_LUCKY, _OF = 7, 6
"""Scenes in a row, and choices in each, of which one is lucky: one play at random in 6 ** 7 is always lucky."""
_PAGES = 60
_WAYS = 4_000


def luck() -> str:
    """Whoever takes the one right thing in every scene gets in at the end."""
    items = ", ".join(f"i{number}: {{ name: A thing }}" for number in range(_LUCKY))
    every = " and ".join(f"has.i{number}" for number in range(_LUCKY))
    scenes = ""
    for index in range(_LUCKY):
        scenes += f"  s{index}:\n    text: A scene.\n    choices:\n"
        for other in range(_OF):
            gives = f"give: i{index}, " if other == index % _OF else ""
            scenes += f"    - {{ choose: Take {other}, id: c{other}, {gives}goto: s{index + 1} }}\n"
    return (
        f"pack: Luck\ndisclaimer: Invented.\nstart: s0\nitems: {{ {items} }}\nscenes:\n{scenes}"
        f"  s{_LUCKY}:\n    text: A door.\n    choices:\n    - {{ choose: In, id: in, when: {every}, end: in }}\n"
        "    - { choose: Away, id: away, end: away }\n"
        "    - { choose: Both ways, id: both, when: has.i0 and not has.i0, end: both }\n"
        "endings: { in: In., away: Away., both: Both. }\n"
    )


def pages() -> str:
    """On every page one can learn a fact or not; at the end somebody asks for it, and whoever has not learned it."""
    scenes = "".join(
        f"  s{number}:\n    text: A page.\n    choices:\n"
        f"    - {{ choose: Read, id: read, learn: f0, goto: s{number + 1} }}\n"
        f"    - {{ choose: Leaf, id: leaf, goto: s{number + 1} }}\n"
        for number in range(_PAGES)
    )
    return (
        f"pack: Pages\ndisclaimer: Invented.\nstart: s0\nscenes:\n{scenes}"
        f"  s{_PAGES}:\n    text: The end.\n    choices:\n"
        "    - { choose: I know, id: know, when: knows.f0, end: out }\n"
        "    - { choose: What?, id: what, when: not knows.f0, end: lost }\n"
        "endings: { out: Out., lost: Lost. }\n"
    )


def sampling(text: str, **others) -> tuple[Story, Reduced, RandomPlays]:
    story = story_of(text)
    whole = reduced(transition_system(story))
    return story, whole, RandomPlays(story, whole, **others)


class Walked:
    """Where a path leads to that is a play, and what was told last; fails where it is none."""

    def __init__(self, whole: Reduced, story: Story, path: Path) -> None:
        self.walk = ReducedWalk(whole, story.layout.start)
        self.whole = whole
        self.location, self.memory = self.walk.start
        self.emitted: list[Event] = []
        for location, transition in path:
            assert location == self.location
            taken = whole.locations[location].transitions[transition]
            assert self.walk.hold(taken.guards, self.memory)
            self.location, self.memory = self.walk.after(taken, self.memory)
            self.emitted = self.walk.emitted

    @property
    def is_stuck(self) -> bool:
        return not list(self.walk.open_transitions(self.location, self.memory))

    @property
    def goes_on_for_ever(self) -> bool:
        """Whether one comes to the same again without anybody choosing, whatever chance does."""
        seen = set()
        location, memory = self.location, self.memory
        while (location, memory) not in seen:
            here = self.whole.locations[location]
            if here.is_chosen or here.key.kind == "ending":
                return False
            seen.add((location, memory))
            transitions = list(self.walk.open_transitions(location, memory))
            location, memory = self.walk.after(transitions[0], memory)
        return True


# What is sought


def test_a_conjunction_of_rare_things_is_found_soon() -> None:
    story, whole, found = sampling(luck())
    path = found.seek(happening_of(Ended("in")), _WAYS)
    assert path is not None
    assert Ended("in") in Walked(whole, story, path).emitted


def test_plays_that_begin_where_earlier_ones_came_near_it_are_emitted_from_the_beginning() -> None:
    plays = 0
    for seed in range(12):
        story, whole, found = sampling(luck(), seed=seed)
        path = found.seek(happening_of(Ended("in")), _WAYS)
        assert Ended("in") in Walked(whole, story, path).emitted
        plays += found.taken > len(path)
    assert plays  # some were not lucky at once


def test_chance_alone_does_not_find_it_in_as_many() -> None:
    story, whole, _ = sampling(luck())
    walk, chance = ReducedWalk(whole, story.layout.start), random.Random(0)
    ended = set()
    for _ in range(_WAYS // _LUCKY):
        location, memory = walk.start
        while transitions := list(walk.open_transitions(location, memory)):
            location, memory = walk.after(chance.choice(transitions), memory)
        ended |= set(walk.emitted)
    assert Ended("in") not in ended


def test_a_transition_that_is_open_is_found_as_well_and_is_the_last_step() -> None:
    story, whole, found = sampling(luck())
    step = next(
        PathStep(number, index) for number, location in enumerate(whole.locations) if location is not None
        for index, transition in enumerate(location.transitions) if transition.id == f"s{_LUCKY}/in"
    )  # fmt: skip
    path = found.seek(step, _WAYS)
    assert path[-1] == step
    Walked(whole, story, path)


def test_with_the_same_seed_the_same_is_found() -> None:
    found = [sampling(luck(), seed=seed)[2] for seed in (1, 1, 2)]
    for sample in found:
        sample.seek(happening_of(Ended("both")), 3)
    assert found[0].found == found[1].found != found[2].found


def test_who_has_not_done_something_is_found_by_plays_that_keep_away_from_it() -> None:
    story, whole, found = sampling(pages())
    lost = happening_of(Ended("lost"))
    assert found.seek(lost, 1) is None
    path = found.seek(lost, 1, without=["knows.f0"])
    assert path is not None
    assert Ended("lost") in Walked(whole, story, path).emitted


def test_afterwards_nothing_is_kept_away_from_any_more() -> None:
    _, _, found = sampling(pages())
    assert found.seek(happening_of(Ended("lost")), 1, without=["knows.f0"]) is not None
    assert happening_of(Ended("out")) in found.sampled().events


def test_where_nothing_else_can_be_done_even_what_is_kept_away_from_is() -> None:
    _, _, found = sampling(pages().replace("    - { choose: Leaf, id: leaf, goto: s1 }\n", ""))
    assert found.seek(happening_of(Ended("out")), 1, without=["knows.f0"]) is not None
    assert found.seek(happening_of(Ended("lost")), 4, without=["knows.f0"]) is None


def test_what_can_never_happen_is_not_found() -> None:
    _, _, found = sampling(luck())
    assert found.seek(happening_of(Ended("both")), _WAYS) is None
    assert found.seek(happening_of(Ended("nowhere")), _WAYS) is None
    assert found.taken > 0


def test_no_play_begins_when_it_is_time_to_stop() -> None:
    _, _, found = sampling(luck(), go_on=lambda taken: False)
    assert found.seek(happening_of(Ended("away")), _WAYS) is None
    assert found.sampled().taken == 0


def test_before_each_play_it_is_asked_whether_there_is_time() -> None:
    asked: list[int] = []

    def go_on(taken: int) -> bool:
        asked.append(taken)
        return len(asked) <= 3

    _, _, found = sampling(luck(), go_on=go_on)
    assert found.seek(happening_of(Ended("both")), _WAYS) is None
    assert len(asked) == 4
    assert asked == sorted(set(asked))


def test_what_was_found_before_is_not_looked_for_again() -> None:
    _, _, found = sampling(luck())
    path = found.seek(happening_of(Ended("in")), _WAYS)
    taken = found.taken
    assert found.seek(happening_of(Ended("in")), _WAYS) == path
    assert found.taken == taken


# What was seen


def test_of_the_states_of_many_plays_no_more_are_kept_than_may_be(monkeypatch) -> None:
    monkeypatch.setattr(random_plays, "_REMEMBERED_EVERY", 1)
    _, _, found = sampling(luck())
    found.sampled()
    assert len(found.seen) > 20
    monkeypatch.setattr(random_plays, "_MOST_REMEMBERED", 20)
    _, _, found = sampling(luck())
    found.sampled()
    assert 10 <= len(found.seen) <= 20


@DEAR
@given(PACKS, st.integers(0, 99))
def test_whatever_was_seen_is_shown_by_a_play(written: str, seed: int) -> None:
    story = story_from(written)
    whole = reduced_of(story)
    found = RandomPlays(story, whole, seed, lambda taken: taken < 400)
    seen = found.sampled()
    unseen = (everything_emitted(whole, story) | every_transition(whole)) - seen.events.keys() - seen.transitions.keys()
    for event in sorted(unseen, key=str)[:3]:
        found.seek(event, 2, without=sorted(whole.lasting)[:2])
    seen = found.found
    for step, path in seen.transitions.items():
        assert path[-1] == step
        Walked(whole, story, path)
    for event, path in seen.events.items():
        assert event in map(happening_of, Walked(whole, story, path).emitted)
    for location, path in seen.dead_ends.items():
        walked = Walked(whole, story, path)
        assert walked.location == location
        assert walked.is_stuck
        assert whole.locations[location].is_chosen
    for location, path in seen.endless.items():
        walked = Walked(whole, story, path)
        assert walked.location == location
        assert walked.goes_on_for_ever


def test_where_nothing_can_be_done_or_a_play_goes_on_by_itself_for_ever_is_noticed() -> None:
    story, whole, found = sampling(LIFT)
    seen = found.sampled()
    assert [Walked(whole, story, path).is_stuck for path in seen.dead_ends.values()] == [True]
    assert [Walked(whole, story, path).goes_on_for_ever for path in seen.endless.values()] == [True]


def test_to_which_endings_a_play_went_on_is_noted_where_it_was() -> None:
    _, whole, found = sampling(pages())
    seen = found.sampled()
    endings = {number for number, location in enumerate(whole.locations) if location and location.key.kind == "ending"}
    assert seen.led_to[0] <= endings
    assert seen.led_to[0]
    assert all(seen.led_to[ending] == ({ending} if seen.visits[ending] else set()) for ending in endings)
    assert sum(seen.visits[ending] for ending in endings) == seen.visits[0]


# How near plays came to it

LAYOUT = Layout(
    [Variable("a", 0, 1), Variable("b", 0, 1), Variable("c", 0, 99), Variable("d", 0, 1), Variable("e", 0, 9)]
)
BOTH = LAYOUT["a"].put(LAYOUT["b"].put(0, 1), 1)
ONLY_A = LAYOUT["a"].put(0, 1)
NEEDED_BOTH = {"a": 10, "b": 10, "c": 10, "d": 1, "elsewhere": 10}


def begun_at(aim: CheckpointArchive) -> list[int]:
    """Where so many plays begin, each by another chance."""
    return [aim.beginning(random.Random(seed)).location for seed in range(60)]


def test_a_play_begins_mostly_where_most_of_what_is_needed_was_had() -> None:
    aim = CheckpointArchive(LAYOUT, NEEDED_BOTH, {})
    aim.note([(0, 0)], 1, 0)
    aim.note([(0, 0), (1, 0)], 2, ONLY_A)
    aim.note([(0, 0), (1, 0), (2, 0)], 3, BOTH)
    begun = begun_at(aim)
    assert begun.count(3) > begun.count(2) > begun.count(1)


def test_the_more_of_a_measure_the_better() -> None:
    aim = CheckpointArchive(LAYOUT, {"e": 10}, {})
    for value in (0, 4, 9):
        aim.note([(0, value)], value, LAYOUT["e"].put(0, value))
    begun = begun_at(aim)
    assert begun.count(9) > begun.count(4) > begun.count(0)


def test_what_must_not_be_counts_where_it_is_needed_in_the_end_and_not_on_the_transition() -> None:
    for wish, before, different in (({"a": -10}, {}, True), ({}, {"a": -10}, False)):
        aim = CheckpointArchive(LAYOUT, wish, before)
        aim.note([(0, 0)], 0, 0)
        aim.note([(0, 1), (1, 0)], 1, ONLY_A)
        assert (1 in begun_at(aim)) == different
        assert begun_at(aim).count(0) > 30


def test_what_is_needed_in_the_end_counts_more_than_what_has_to_come_before() -> None:
    aim = CheckpointArchive(LAYOUT, {"a": 10}, {"b": 10})
    aim.note([(0, 0)], 1, ONLY_A)
    aim.note([(0, 1)], 2, LAYOUT["b"].put(0, 1))
    begun = begun_at(aim)
    assert begun.count(1) > begun.count(2)


def test_the_shortest_path_to_the_same_is_where_it_begins() -> None:
    aim = CheckpointArchive(LAYOUT, NEEDED_BOTH, {})
    for path in ([(0, 0), (1, 0)], [(0, 1)], [(0, 2), (1, 1), (2, 0)], [(0, 3)]):
        aim.note(tuple(path), len(path), LAYOUT["c"].put(ONLY_A, len(path)))
    assert aim.beginning(random.Random(0)) == (((0, 1),), 1, LAYOUT["c"].put(ONLY_A, 1))


def test_what_only_helps_or_has_very_many_values_does_not_emit_beginnings_apart() -> None:
    aim = CheckpointArchive(LAYOUT, NEEDED_BOTH, {})
    aim.note([(0, 0)], 1, 0)
    aim.note([(0, 0), (1, 0)], 2, LAYOUT["c"].put(0, 9))
    aim.note([(0, 0), (1, 1)], 3, LAYOUT["d"].put(0, 1))
    assert {aim.beginning(random.Random(seed)).location for seed in range(20)} == {1}


def test_where_no_play_was_yet_none_begins() -> None:
    assert CheckpointArchive(LAYOUT, NEEDED_BOTH, {}).beginning(random.Random(0)) is None

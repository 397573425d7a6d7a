"""What is wished for is what something asks for, and what every way there asks for; ways that help are preferred."""

from __future__ import annotations

import pytest

from game.engine.events import Ended, Event, ItemReceived
from game.verify.abstract.control_flow_graph import happening_of
from game.verify.reductions.reduction import Reduced, reduced
from game.verify.search.landmarks import NEEDED, Landmark, landmarks_of
from game.verify.system.space import PathStep
from game.verify.system.transition_system import transition_system
from tests.drawn_packs import story_of

ROOM = """
pack: Test
disclaimer: Invented.
start: room
items: { lamp: { name: A lamp }, stick: { name: A stick }, key: { name: A key } }
measures: { nerve: { start: 2, min: 0, max: 5 }, light: { start: 0, min: 0, max: 5 } }
scenes:
  room:
    text: A room.
    choices:
    - { choose: Take the lamp, id: lamp, again: true, give: lamp, stay: true }
    - { choose: Take the stick, id: stick, again: true, give: stick, stay: true }
    - { choose: Sing, id: sing, again: true, nerve: +1, stay: true }
    - { choose: Listen, id: listen, again: true, when: has.lamp, nerve: -1, stay: true }
    - { choose: Stand still, id: still, again: true, nerve: =3, stay: true }
    - { choose: Read, id: read, again: true, learn: f0, stay: true }
    - { choose: Read on, id: further, again: true, when: has.stick, learn: f1, stay: true }
    - { choose: Look under it, id: under, again: true, when: has.lamp, give: key, stay: true }
    - { choose: Reach under it, id: reach, again: true, when: has.lamp and has.stick, give: key, stay: true }
    - { choose: Wait, id: wait, again: true, stay: true }
    - { choose: Unlock it, id: unlock, when: has.key, end: out }
    - { choose: Say what it is, id: say, when: notes >= 1, end: wise }
    - { choose: Slip away, id: slip, when: nerve == 3, end: calm }
    - { choose: Creep out, id: creep, when: nerve < 1, end: calm }
    - { choose: Storm out, id: storm, when: 4 < nerve and not has.lamp, end: calm }
endings: { out: Out., wise: Wise., calm: Calm. }
"""


class Wished:
    """The wishes of a story, with its ways by the ids of their choices."""

    def __init__(self, pack: str = ROOM) -> None:
        self.whole: Reduced = reduced(transition_system(story_of(pack)))
        self.wishes = landmarks_of(self.whole.locations, self.whole.settling)

    def step(self, id_: str) -> PathStep:
        return next(
            PathStep(number, index)
            for number, location in enumerate(self.whole.locations) if location is not None
            for index, transition in enumerate(location.transitions) if transition.id == f"room/{id_}"
        )  # fmt: skip

    def of(self, id_: str) -> Landmark:
        return self.wishes.of(self.step(id_))

    def happens(self, event: Event) -> Landmark:
        return self.wishes.of(happening_of(event))

    def best(self, wish: Landmark) -> set[str]:
        """The ways of the room that do most for a wish."""
        gains = self.gains(wish)
        return {id_ for id_, gain in gains.items() if gain == max(gains.values())}

    def gains(self, wish: Landmark) -> dict[str, int]:
        """How much each way of the room does for a wish."""
        number = self.step("wait").location
        gains = self.wishes.preference(wish).gains(number)
        transitions = self.whole.locations[number].transitions
        return {transition.id.removeprefix("room/"): gain for transition, gain in zip(transitions, gains, strict=True)}


def test_what_a_transition_asks_for_is_wished_for_and_what_all_ask_for_that_lead_there() -> None:
    wish = Wished().of("unlock")
    assert wish["has.key"] == NEEDED
    before = Wished().wishes.before(wish)
    assert before["has.lamp"] == NEEDED
    assert "has.stick" not in {**wish, **before}


def test_so_it_is_with_what_happens() -> None:
    found = Wished()
    assert found.happens(Ended("out")) == found.of("unlock")
    assert found.happens(ItemReceived("lamp")).keys().isdisjoint({"has.key", "has.stick"})


def test_of_what_two_ways_lead_to_only_what_both_ask_for_is_needed() -> None:
    wish = Wished().happens(ItemReceived("key"))
    assert wish["has.lamp"] == NEEDED
    assert wish["has.stick"] == 1
    calm = Wished().happens(Ended("calm"))
    assert NEEDED not in map(abs, (calm["measure.nerve"], calm["has.lamp"]))


def test_of_what_is_counted_nothing_is_needed_itself() -> None:
    wish = Wished().of("say")
    assert wish["knows.f0"] == wish["knows.f1"] == 1
    assert "has.stick" not in wish


@pytest.mark.parametrize(
    ("id_", "name", "amount"),
    [
        ("slip", "measure.nerve 3", NEEDED),
        ("slip", "measure.nerve", NEEDED),
        ("creep", "measure.nerve", -NEEDED),
        ("storm", "measure.nerve", NEEDED),
        ("storm", "has.lamp", -NEEDED),
    ],
)
def test_whether_more_or_less_or_one_value_is_wanted_is_seen_from_the_condition(id_, name, amount) -> None:
    assert Wished().of(id_)[name] == amount


def test_what_nobody_asks_for_here_is_not_wished_for() -> None:
    assert "measure.light" not in Wished().of("slip")
    assert Wished().happens(Ended("nowhere")) == {}
    assert Wished().wishes.of(PathStep(0, 99)) == {}


@pytest.mark.parametrize(("id_", "best"), [("slip", {"still"}), ("creep", {"listen"})])
def test_the_transition_is_preferred_that_does_what_is_wished_for(id_, best) -> None:
    found = Wished()
    assert found.best(found.of(id_)) == best


def test_of_what_is_counted_each_is_as_good_as_the_others() -> None:
    assert Wished().best({"knows.f0": 2, "knows.f1": 2}) == {"read", "further"}


def test_what_helps_a_wish_on_is_preferred_to_what_does_nothing_for_it() -> None:
    found = Wished()
    assert found.best({"has.key": NEEDED}) >= {"under", "reach"}
    gains = found.gains({"has.key": NEEDED})
    assert gains["wait"] == gains["listen"] < gains["lamp"]


def test_less_of_what_is_unwanted_is_preferred_and_what_helps_that_on() -> None:
    found = Wished()
    assert found.best({"measure.nerve": -NEEDED}) == {"listen"}
    assert found.gains({"measure.nerve": -NEEDED})["lamp"] > found.gains({"measure.nerve": -NEEDED})["wait"]
    assert found.best({"measure.nerve": NEEDED, "has.lamp": -1}) >= {"sing"}


def test_what_has_not_happened_yet_is_what_there_is_without_what_has() -> None:
    found = Wished()
    every = set(found.wishes.unseen((), ()))
    assert every >= {
        found.step("unlock"),
        found.step("slip"),
        happening_of(Ended("out")),
        happening_of(ItemReceived("key")),
    }
    assert found.step("wait") not in every  # it is always open
    seen = {found.step("slip")}, {happening_of(Ended("out"))}
    assert set(found.wishes.unseen(*seen)) == every - seen[0] - seen[1]

"""The second opinion on proofs, on small packs of which one can see what is right."""

from __future__ import annotations

from typing import Any

import pytest
from reference.drawn import drawn
from reference.expected import DEAD_END, ENDLESS, LOST, Expectations
from reference.playing import Plays
from reference.shrinking import shrunk
from reference.trials import Setting, load

OUT = {"endings": {"out": "Out."}}
QUESTION = {"text": "How many?", "cites": "f0", "number": "8", "because": "So it is."}


@pytest.fixture
def setting(tmp_path: Any) -> Setting:
    return Setting(tmp_path)


def expected(setting: Setting, without: tuple[str, ...] = (), **pack: Any) -> Expectations:
    return Expectations(Plays(load(setting, {"pack": "Test", "disclaimer": "Invented.", **OUT, **pack}), without))


def choose(id_: str, **more: Any) -> dict[str, Any]:
    return {"choose": id_.capitalize(), "id": id_, **more}


def lengths(about: Expectations, *keys: str) -> list[int | None]:
    return [about.of(key).length for key in keys]


def test_a_choice_that_leads_nowhere_is_a_dead_end_after_one_step(setting: Setting) -> None:
    about = expected(setting, scenes={"a": {"choices": [choose("stop"), choose("go", end="out")]}})
    assert lengths(about, DEAD_END, LOST, ENDLESS, "ending out") == [1, 1, None, 1]
    plays = about.plays
    assert plays.situations(plays.depth) == (3, 3)
    assert plays.situations(plays.lost) == (1, 1)


def test_an_ending_is_one_situation_however_it_was_reached(setting: Setting) -> None:
    about = expected(setting, scenes={"a": {"choices": [choose("left", end="out"), choose("right", end="out")]}})
    assert about.plays.situations(about.plays.depth) == (2, 2)


def test_what_nothing_can_ever_tell_apart_is_one_situation(setting: Setting) -> None:
    scene = {"choices": [choose("red", learn="f0", goto="b"), choose("blue", goto="b")]}
    about = expected(setting, scenes={"a": scene, "b": {"choices": [choose("go", end="out")]}})
    assert about.plays.situations(about.plays.depth) == (3, 4)


def test_who_never_takes_a_choice_still_sees_it(setting: Setting) -> None:
    scene = {"choices": [choose("go", end="out") | {"choose": "{seen.a: Go|Run}"}, choose("sit", stay="true")]}
    about = expected(setting, ("a/go",), scenes={"a": scene})
    assert lengths(about, "choice a/go", "ending out", LOST, "text - scenes a/go.choose 0.0") == [None, None, 0, 0]


def test_chance_draws_every_question_that_was_not_asked(setting: Setting) -> None:
    scene = {"choices": [choose("ask", again="true", ask={"from": ["q0", "q1"]}, right={"stay": "true"})]}
    asked = {"b": {"when": "asked.q0", "on_arrival": "true", "end": "out"}}
    about = expected(setting, scenes={"a": scene, **asked}, questions={"q0": QUESTION, "q1": QUESTION})
    assert lengths(about, "question q0 asked", "question q1 asked", "unmet q1", "met q1") == [1, 1, 1, None]
    first = {at for at, depth in about.plays.depth.items() if depth == 1}
    assert len(first) == 2
    again = [end for at in first for way in about.plays.transitions[at] if way.kind == "right"
             for reached in way.ends for on in about.plays.transitions[reached] for end in on.ends]  # fmt: skip
    assert len(again) == 2, "the second time there is one question left"


def test_what_is_looked_up_was_not_met_before(setting: Setting) -> None:
    asking = {"learn": "f0", "ask": "q", "right": {"end": "out"}, "wrong": {"end": "out"}}
    about = expected(setting, lookup={"learn": "f1"}, scenes={"a": asking},
                     questions={"q": QUESTION | {"cites": ["f0", "f1"]}})  # fmt: skip
    assert not about.of("met q").happens
    assert lengths(about, "unmet q", "note f1") == [0, 1]


def test_a_measure_is_pressed_where_a_change_is_lost(setting: Setting) -> None:
    scene = {"choices": [choose("up", again="true", m="+2", stay="true"), choose("go", m="=0", end="out")]}
    about = expected(setting, measures={"m": {"start": "0", "min": "0", "max": "3"}}, scenes={"a": scene})
    assert lengths(about, "pressed m most", "pressed m least") == [2, None]


def test_a_condition_fails_where_its_list_is_passed_over(setting: Setting) -> None:
    door = {"choices": [choose("leave", when="m == 0", end="out")], "at": "hall", "again": "true"}
    up = {"at": "hall", "again": "true", "choices": [choose("up", again="true", m="+1")]}
    about = expected(setting, start="hall", places={"hall": {"name": "The hall"}}, scenes={"door": door, "up": up},
                     measures={"m": {"start": "0", "min": "0", "max": "1"}})  # fmt: skip
    assert about.of("closed choice door/leave").happens
    assert not about.of("closed choice door/leave").perhaps


def chain(length: int) -> dict[str, Any]:
    """Two scenes that open each other by turns, so often."""
    here = {"again": "true", "on_arrival": "true", "m": "+1", "when": f"m < {length}"}
    return {
        "start": "hall",
        "measures": {"m": {"start": "0", "min": "0", "max": str(length), "stops_at_bounds": "true"}},
        "places": {"hall": {"name": "The hall"}, "shed": {"name": "The shed"}},
        "scenes": {"a": {"at": "hall", "move": "shed"} | here, "b": {"at": "shed", "move": "hall"} | here,
                   "c": {"at": "hall", "choices": [choose("go", end="out")]}},
    }  # fmt: skip


def test_a_turn_that_the_game_breaks_off_has_no_way_to_an_ending(setting: Setting) -> None:
    assert lengths(expected(setting, **chain(20)), ENDLESS, LOST, "scene b", "ending out") == [None, None, 0, 2]
    assert lengths(expected(setting, **chain(2_100)), ENDLESS, LOST, "scene b", "ending out") == [0, 0, 0, None]


def test_promises_and_what_is_asked_for_are_about_moments_between_turns(setting: Setting) -> None:
    scene = {"m": "+1", "choices": [choose("go", m="-1", end="out")]}
    said = [{"never": "m == 0"}, {"always": "m == 1", "before": "a"}, {"can": "ending.out and m == 0", "after": "a"}]
    about = expected(setting, measures={"m": {"start": "0", "min": "0", "max": "1"}}, scenes={"a": scene},
                     promises=said)  # fmt: skip
    assert lengths(about, "statement 0", "statement 1", "statement 2") == [1, None, 1]
    assert about.reach("scene.a and m == 1") == 0
    assert about.reach("scene.any and m == 0") is None


def test_a_failing_pack_becomes_small(setting: Setting) -> None:
    def fails(pack: dict[str, Any]) -> bool:
        return any("again" in scene for scene in pack.get("scenes", {}).values())

    small = shrunk(drawn(0), fails)
    assert list(small["scenes"].values()) == [{"again": "true"}]
    assert drawn(0) == drawn(0)

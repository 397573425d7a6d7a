"""Stories about which a proof could easily say something false, each with what is right."""

from __future__ import annotations

import json
import shutil
from contextlib import nullcontext
from pathlib import Path
from typing import Any, cast

import pytest

from game.cli import main
from game.engine import EndlessLoop, Event, begin, choose
from game.story.packs import load
from game.verify.exact import engine_choice, explicit, symbolic, vectorised
from game.verify.reductions.reduction import moves_in, reduced
from game.verify.system.observers import Observation, instrumented
from game.verify.system.space import Goal
from game.verify.system.transition_system import transition_system

PACKS = Path(__file__).parent / "right_verdicts"


@pytest.fixture
def check(tmp_path: Path, capsys: pytest.CaptureFixture) -> Any:
    """Check a pack, with these flags: the verdicts by their keys, and everything else that is told."""

    def checked(name: str, *flags: str, was: tuple[str, str] = ("", "")) -> dict[str, Any]:
        path = tmp_path / f"{name}.yaml"
        path.write_text((PACKS / path.name).read_text("utf-8").replace(*was, 1), "utf-8")
        capsys.readouterr()
        told = {"code": main(["check", "--json", str(path), *flags])}
        told |= json.loads(capsys.readouterr().out)
        return told | {"verdicts": {entry["key"]: entry["verdict"] for entry in told["proofs"]}}

    return checked


def proof(told: dict[str, Any], key: str) -> dict[str, Any]:
    return next(entry for entry in told["proofs"] if entry["key"] == key)


def plays(name: str, tmp_path: Path) -> int:
    """Run the play that lies beside a pack."""
    shutil.copy(PACKS / f"{name}.yaml", tmp_path)
    shutil.copy(PACKS / f"{name}.play", tmp_path / f"{name}.play.yaml")  # pytest shall not run it by itself
    return main(["test", str(tmp_path / f"{name}.play.yaml")])


def test_an_achievement_is_had_at_the_end_of_a_turn_that_draws_a_question(check: Any, tmp_path: Path) -> None:
    verdicts = check("draw-achievement")["verdicts"]
    assert verdicts["statement 0"] == "refuted"
    assert (verdicts["achievement three"], verdicts["choice b/secret"]) == ("proved", "proved")
    assert verdicts["ending secret"] == "proved"
    assert plays("draw-achievement", tmp_path) == 0


@pytest.mark.parametrize(
    ("pack", "key"),
    [
        ("closed-at-place", "closed choice talk/ask_about_the_chandelier_again"),
        ("closed-never-true", "closed scene crate"),
    ],
)
def test_a_condition_that_is_false_where_it_stands_is_not_always_true(check: Any, pack: str, key: str) -> None:
    found = [entry for entry in check(pack)["proofs"] if entry["kind"] == "conditions"]
    assert [entry["verdict"] for entry in found] == ["proved"]


def test_a_condition_that_fails_while_nobody_can_choose_is_not_always_true(check: Any, tmp_path: Path, capsys) -> None:
    path = tmp_path / "passing.yaml"
    path.write_text(PASSED_OVER, "utf-8")
    main(["check", "--json", str(path)])
    told = json.loads(capsys.readouterr().out)["proofs"]
    assert {entry["key"]: entry["verdict"] for entry in told if entry["kind"] == "conditions"} == {
        "closed scene early": "proved",
        "closed choice late/again": "proved",
        "closed scene late": "refuted",
    }


#: `early` fails when one arrives, but another scene changes that before anybody can choose; the list of choices in
#: `late` is passed over.
PASSED_OVER = """\
pack: Passed over
start: hall
measures: { x: { start: 0, min: 0, max: 3, stops_at_bounds: true } }
places: { hall: { name: The hall } }
scenes:
  early:
    at: hall
    on_arrival: true
    when: x == 1
    text: Early.
    x: +1
  first:
    at: hall
    on_arrival: true
    text: First.
    x: "=1"
  late:
    title: Late
    at: hall
    when: x == 2
    text: Late.
    choices:
      - { choose: Again, id: again, again: true, when: x == 2, x: "=0", stay: true }
  door: { at: hall, text: The door., end: out }
endings: { out: Out. }
"""


def test_a_turn_that_the_game_gives_up_is_no_way_to_anything(check: Any, tmp_path: Path) -> None:
    verdicts = check("long-chain")["verdicts"]
    assert (verdicts["endless"], verdicts["no way to an ending"]) == ("refuted", "refuted")
    assert (verdicts["ending far"], verdicts["statement 0"]) == ("refuted", "proved")
    assert plays("long-chain", tmp_path) == 1


def test_what_happens_before_a_turn_is_given_up_can_happen(check: Any) -> None:
    verdicts = check("long-chain")["verdicts"]
    assert (verdicts["scene c"], verdicts["scene d"]) == ("proved", "proved")


def test_a_turn_of_as_many_scenes_as_the_game_allows_is_played_and_proved(tmp_path: Path) -> None:
    # Each scene adds 1 to m: when m is 2,000, as many scenes were entered.
    for scenes, code in ((2_000, 0), (2_001, 1)):
        text = (PACKS / "long-chain.yaml").read_text("utf-8")
        text = text.replace("m < 3000", f"m < {scenes}").replace("m >= 3000", f"m >= {scenes}")
        path = tmp_path / "chain.yaml"
        path.write_text(text, "utf-8")
        assert main(["check", str(path), "--reach", "ending.far"]) == code
        story = load(path)
        state = choose(story, begin(story).state, "scene:a").state
        with nullcontext() if code == 0 else pytest.raises(EndlessLoop):
            choose(story, state, "a/go")


def test_what_happens_by_itself_is_no_step_of_a_play(check: Any) -> None:
    dead_end = proof(check("dead-end-length"), "dead end")
    assert (dead_end["witness"]["shortest"], len(dead_end["witness"]["steps"])) == (True, 2)


def test_a_measure_that_can_be_changed_too_far_has_a_play_that_fails_until_that_is_mended(
    check: Any, tmp_path: Path
) -> None:
    check("pressed-witness", "--witnesses", str(tmp_path))
    assert main(["test", str(tmp_path)]) == 1
    check("pressed-witness", was=("max: 1", "max: 2"))
    assert main(["test", str(tmp_path)]) == 0
    check("pressed-witness", was=("max: 1", "max: 1, stops_at_bounds: true"))
    assert main(["test", str(tmp_path)]) == 0


def test_an_ending_is_one_situation_wherever_it_is_reached(check: Any) -> None:
    assert check("situations-endings")["search"]["situations"] == 2


@pytest.mark.parametrize(
    ("pack", "other"),
    [
        ("stale-measure", ("start: 3, min: 1, max: 4", "start: 2, min: 0, max: 3")),
        ("stale-clock", ("start: 09:00", "start: 08:30")),
    ],
)
def test_proofs_of_a_story_that_begins_otherwise_are_not_kept(check: Any, pack: str, other: tuple[str, str]) -> None:
    for was, verdict in ((other, "proved"), (("", ""), "refuted"), (other, "proved")):
        assert check(pack, was=was)["verdicts"]["statement 0"] == verdict


def test_where_only_a_choice_that_is_left_out_was_offered_nothing_can_be_done(
    check: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for engines in ("_SOON", "_THOROUGHLY"):  # none of them comes to the end of this story, with more states either
        bounded = tuple((name, explore, 2_000) for name, explore, _ in getattr(engine_choice, engines))
        monkeypatch.setattr(engine_choice, engines, bounded)
    monkeypatch.setattr(engine_choice, "FEW_STATES", 2_000)
    verdicts = check("without-large", "--without", "a2/leave")["verdicts"]
    assert (verdicts["dead end"], verdicts["no way to an ending"]) == ("refuted", "refuted")


@pytest.mark.parametrize(
    ("condition", "code"),
    [
        ("ending.out and trust >= 0", 0),
        ("ending.out and trust > 3", 1),
        ("ending.out and visits.a <= -1", 1),
        ("ending.out and visits.a > -5", 0),
        ("trust >= 0", 0),
        ("trust < 0", 1),
    ],
)
def test_a_part_that_is_always_true_or_never_is_no_reason_not_to_answer(condition: str, code: int) -> None:
    assert main(["check", str(PACKS / "reach-always-true.yaml"), "--reach", condition]) == code


@pytest.mark.parametrize("explore", [explicit.explore, vectorised.explore, symbolic.explore])
def test_what_happens_on_a_way_that_is_chosen_is_a_move_further_than_what_happens_by_itself(explore: Any) -> None:
    story = load(PACKS / "symbolic-length.yaml")
    pressed = "pressed m0 most"
    whole = reduced(instrumented(transition_system(story), {pressed}))
    path = explore(whole, story.layout.start).path(Goal(event=cast("Event", Observation(pressed))))
    assert path is not None
    assert moves_in(whole, path) == 3

"""What an author promises of every play there can be: read, checked, counted far enough, and never felt by a player."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.engine import rules
from game.engine.moves import Moves
from game.play.narration import tell
from game.story.compile.known_names import at_least
from game.story.compile.promises import ASKED
from game.story.model.expressions import Expression, Formula, Not, Number, Operation, VariableRead, free_variables
from game.story.model.position_variables import PositionVariables, scenes_of_nodes
from game.story.model.promised import Promise
from game.story.model.story import Story
from game.story.packs import examine
from game.verify.system.partial_evaluation import partially_evaluated
from tests.conftest import PACKS
from tests.story.inline import DOSSIER, codes, examined, findings, only_finding, story_of

PACK = """\
pack: The two rooms
start: hall
measures:
  trust: { start: 2, min: 0, max: 5 }
places:
  hall: { name: The hall, exits: { north: { to: office, when: has.badge } } }
  office: { name: The office }
items:
  badge: { name: a badge, at: hall }
scenes:
  desk:
    title: Sit down
    at: office
    text: A desk.
    choices:
      - { choose: Sing, trust: +1, again: true, stay: true }
      - { choose: Nap, end: asleep }
  talk:
    at: hall
    again: true
    text: Nobody answers.
endings:
  asleep: You sleep.
  home: Home.
"""


def promised(*lines: str) -> str:
    return PACK + "promises:\n" + "".join(f"  {line}\n" for line in lines)


def statement(*lines: str) -> Promise:
    (made,) = story_of(promised(*lines)).promises
    return made


# ── What they are ────────────────────────────────────────────────────────────────────────────────────────


def test_a_promise_is_a_kind_a_condition_its_words_and_a_spot() -> None:
    made = statement("- never: trust < 1 and  has.badge", "  because: So it is.")
    tree = Operation("and", Operation("<", VariableRead("measure.trust"), Number(1)), at_least("has.badge", 1))
    assert (made.kind, made.condition, made.source) == ("never", tree, "trust < 1 and has.badge")
    assert (tuple(made.spot), made.because) == (("pack.yaml", 26, 5), "So it is.")


def test_what_settles_a_promise_is_its_condition_or_for_always_the_opposite() -> None:
    low: Expression = Operation("<", VariableRead("measure.trust"), Number(1))
    assert statement("- never: trust < 1").sought == (low,)
    assert statement("- can: trust < 1").sought == (low,)
    assert statement("- always: trust < 1").sought == (Not(low),)


def test_before_and_after_a_scene_are_conditions_on_its_visits() -> None:
    made = statement("- never: trust < 1", "  before: desk", "  after: talk")
    before, after = Operation("==", VariableRead("visits.desk"), Number(0)), at_least("visits.talk", 1)
    assert made.scope == (before, after)
    assert made.sought == (made.condition, before, after)
    assert made.words == "never: trust < 1, before: desk, after: talk"


def test_promises_of_all_files_come_together() -> None:
    files = {"a.yaml": promised("- can: has.badge"), "b.yaml": "promises:\n  - never: trust > 4\n"}
    assert [promise.source for promise in story_of(files).promises] == ["has.badge", "trust > 4"]
    assert story_of(PACK + "promises:\n").promises == ()


# ── Where a play stands ──────────────────────────────────────────────────────────────────────────────────


def test_the_place_an_ending_the_scene_and_the_question_that_waits_can_be_asked() -> None:
    made = statement("- can: at.office or ending.asleep or ending.any or scene.desk or scene.any")
    assert list(free_variables(made.condition)) == ["place", "ending.asleep", "ending.any", "scene.desk", "scene.any"]


def test_elsewhere_in_a_pack_they_cannot() -> None:
    found = only_finding(PACK.replace("again: true\n    text: N", "again: true\n    when: ending.home\n    text: N"))
    assert (found.code, found.message) == (
        "EW402", "The condition mentions `ending.home`, but there is no such word as `ending.`."
    )  # fmt: skip


def test_whereabouts_know_what_the_game_shows() -> None:
    story = story_of(PACK)
    moves, where = Moves(story), PositionVariables(story)
    at = moves.begin(1)
    shown = []
    for wanted in ("take:badge", "go:north", "scene:desk", "desk/sing", "desk/nap"):
        at = moves.after(at, next(number for number in moves.offered(at) if moves.all[number].id == wanted))
        assert story.place is not None
        known = where.at(at[1], story.place.get(at[0]))
        shown.append(
            (known["place"], known["scene.any"], known["scene.desk"], known["ending.any"], known["ending.home"])
        )
    assert shown == [(0, 0, 0, 0, 0), (1, 0, 0, 0, 0), (1, 1, 1, 0, 0), (1, 1, 1, 0, 0), (1, 0, 0, 1, 0)]


def test_a_scene_that_asks_owns_no_node_of_another() -> None:
    """A question that nothing follows which is partly right leads there nowhere, and so not into the last scene."""
    invented = "disclaimer: Invented, after an almanac of 1921.\n"
    asking = invented + PACK.replace("    text: A desk.\n", "    text: A desk.\n    ask: q\n")
    question = "questions:\n  q: { text: How much?, cites: bell, number: 80 }\n"
    story = story_of({"pack.yaml": asking + question, "almanac.yaml": DOSSIER})
    owners = scenes_of_nodes(story)
    assert {owners[scene.start] for scene in story.scenes.values()} == {"desk", "talk"}
    assert -1 not in owners
    assert owners[len(story.nodes) - 1] == "talk"


def test_what_is_known_of_a_play_is_left_out_of_a_condition() -> None:
    story = story_of(promised("- never: scene.desk and trust < 1"))
    node = next(scene.start for scene in story.scenes.values() if scene.id == "desk")
    assert partially_evaluated(story.promises[0].condition, PositionVariables(story).at(node, 1)) == Operation(
        "<", VariableRead("measure.trust"), Number(1)
    )
    assert partially_evaluated(story.promises[0].condition, PositionVariables(story).at(-1, 1)) == Number(0)


def test_all_that_is_known_can_be_listed() -> None:
    known = PositionVariables(story_of(PACK)).at(-1, 0)
    assert len(known) == len(dict(known)) == 2 + 3 + 3
    assert "trust" not in known
    assert "ending.any" in known


# ── What is wrong with them ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["- never: ending.alseep"], "Did you mean `ending.asleep`?"),
        (["- never: endng.asleep"], "Did you mean `ending.asleep`?"),
        (["- never: asleep"], "Did you mean `ending.asleep`?"),
        (["- never: scene.desc"], "Did you mean `scene.desk`?"),
        (["- never: asking.desk"], "Define it, or use one of the questions that there are."),
        (["- never: trust < 1", "  before: desc"], "Did you mean `desk`?"),
    ],
)
def test_an_unknown_name_is_told_with_the_one_that_is_meant(lines: list[str], expected: str) -> None:
    assert only_finding(promised(*lines)).fix.strip() == expected


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (["- never: trust < 1", "  can: trust > 1"], "EW408"),
        (["- because: Nothing."], "EW408"),
        (["- before: desk"], "EW408"),
        (["- trust < 1"], "EW203"),
        (["- nevr: trust < 1"], "EW201"),
        (["- never:"], "EW209"),
        (["- never: trust"], "EW403"),
        (["- never: trust <"], "EW401"),
        (["- never: trust > 5"], "EW405"),
        (["- always: trust >= 0"], "EW406"),
        (["- can: has.badge and not has.badge"], "EW405"),
    ],
)
def test_what_is_no_promise_is_told_once(lines: list[str], code: str) -> None:
    assert codes(promised(*lines)) == [code]


def test_promises_that_are_no_list_are_told_with_their_dash() -> None:
    found = only_finding(PACK + "promises:\n  never: trust < 1\n")
    assert (found.code, found.mended) == ("EW203", "  - never: trust < 1")


def test_a_misspelt_section_is_read_as_what_was_meant() -> None:
    assert [finding.code for finding in findings(PACK + "promise:\n  - never: ending.alseep\n")] == ["EW201", "EW402"]


# ── How far things are counted ───────────────────────────────────────────────────────────────────────────


def slot_of(story: Story, variable: str) -> tuple[int, int]:
    slot = story.layout[variable]
    return slot.low, slot.high


def test_what_only_a_promise_asks_for_is_remembered_and_counted_far_enough() -> None:
    plain = story_of(PACK)
    assert "taken.desk/sing" not in plain.layout
    story = story_of(promised("- never: chose.desk.sing and visits.talk >= 5"))
    assert slot_of(story, "taken.desk/sing")[1] >= 1
    assert slot_of(plain, "visits.talk") == (0, 1)
    assert slot_of(story, "visits.talk")[1] >= 5


def test_counts_are_compared_only_with_what_they_can_come_to() -> None:
    assert codes(promised("- never: visits.talk > 98")) == []
    assert codes(promised("- never: visits.talk > 99")) == ["EW407"]
    assert codes(promised("- never: visits.talk > visits.desk")) == ["EW407"]
    assert codes(promised("- never: visits.talk + trust > 3")) == ["EW407"]


def told(story: Story, seed: int, steps: int = 40) -> list[str]:
    """What somebody is told who does the options one after the other."""
    turn = rules.begin(story, seed)
    lines = [line.words for line in tell(story, turn.state, turn.events)]
    for number in range(steps):
        options = rules.options(story, turn.state)
        if not options:
            break
        turn = rules.choose(story, turn.state, options[number % len(options)].id)
        lines += [option.id for option in options] + [line.words for line in tell(story, turn.state, turn.events)]
    return lines


@pytest.mark.parametrize("seed", range(5))
def test_a_promise_changes_nothing_that_a_player_sees(seed: int) -> None:
    told_before = told(story_of(PACK), seed)
    promises = ["- can: visits.talk >= 7 and chose.desk.sing", "- never: been.office and not has.badge"]
    assert told(story_of(promised(*promises)), seed) == told_before


# ── What somebody asks for ───────────────────────────────────────────────────────────────────────────────


def test_a_condition_that_somebody_asks_for_is_the_last_statement_and_counted_far_enough(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text(promised("- can: has.badge"))
    story, found = examine(tmp_path, reach=["ending.asleep and visits.talk >= 4", "at.office"])
    assert story is not None
    assert found == ()
    assert [(promise.kind, promise.words, promise.spot.file) for promise in story.promises] == [
        ("can", "can: has.badge", "pack.yaml"),
        ("can", "can: ending.asleep and visits.talk >= 4", ASKED),
        ("can", "can: at.office", ASKED),
    ]
    assert slot_of(story, "visits.talk")[1] >= 4


@pytest.mark.parametrize("asked", ["ending.alseep", "", "trust >", "visits.talk > 500", "\x1b[31m", "a" * 3000])
def test_what_is_wrong_with_it_is_told_at_its_spot_and_the_story_is_there_all_the_same(
    asked: str, tmp_path: Path
) -> None:
    (tmp_path / "pack.yaml").write_text(PACK)
    story, found = examine(tmp_path, reach=[asked, "has.badge"])
    assert story is not None
    assert [promise.source for promise in story.promises] == ["has.badge"]
    (told_of,) = found
    assert (told_of.spot.file, told_of.spot.line, told_of.severity) == (ASKED, 1, "error")
    assert "\x1b" not in told_of.line + told_of.message


# ── Measures ─────────────────────────────────────────────────────────────────────────────────────────────


def test_a_measure_says_whether_it_is_meant_to_stop_at_its_bounds() -> None:
    assert not story_of(PACK).measures["trust"].stops_at_bounds
    story, found = examined(PACK.replace("max: 5 }", "max: 5, stops_at_bounds: true }"))
    assert story is not None
    assert found == ()
    assert story.measures["trust"].stops_at_bounds


# ── The packs that come with the game ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("pack", ["hq", "first-scene", str(PACKS / "harbour")], ids=lambda name: Path(name).name)
def test_no_walk_at_random_breaks_a_promise_of_a_pack(pack: str) -> None:
    story, _ = examine(pack)
    assert story is not None
    broken = [promise for promise in story.promises if promise.kind in ("always", "never") and promise.once is None]
    assert broken
    moves, where = Moves(story), PositionVariables(story)
    asked: dict[tuple[int, int, int, int], Formula] = {}
    for seed in range(20):
        at = moves.begin(seed)
        for step in range(300):
            assert story.place is not None
            known = at[1], story.place.get(at[0]), story.asking.get(at[0])
            for number, promise in enumerate(broken):
                if (number, *known) not in asked:
                    left = [partially_evaluated(tree, where.at(*known)) for tree in promise.sought]
                    whole = left[0]
                    for tree in left[1:]:
                        whole = Operation("and", whole, tree)
                    asked[number, *known] = Formula("", whole, "truth", story.layout)
                assert not asked[number, *known](at[0]), promise.words
            offered = moves.offered(at)
            if not offered:
                break
            at = moves.after(at, offered[hash((seed, step)) % len(offered)])


# ── Whole plays, and what can still follow ───────────────────────────────────────────────────────────────


def test_a_promise_can_have_a_condition_that_was_so_first() -> None:
    made = statement("- once: seen.talk", "  never:  trust  < 1", "  whenever: has.badge")
    assert (made.once, made.scope) == (at_least("visits.talk", 1), (at_least("has.badge", 1),))
    assert made.words == "once: seen.talk, whenever: has.badge, never: trust < 1"
    assert made.keys == {"once": "seen.talk", "whenever": "has.badge", "never": "trust < 1"}


def test_what_is_counted_are_conditions_or_one_that_comes_again() -> None:
    made = statement("- at_most: 1", "  of: [seen.talk, has.badge]", "  before: desk")
    assert (made.kind, made.most, made.times) == ("at_most", 1, False)
    assert made.counted == (at_least("visits.talk", 1), at_least("has.badge", 1))
    assert made.words == "at_most: 1, of: [seen.talk, has.badge], before: desk"
    made = statement("- { at_most: 3, times: at.office }")
    assert (made.most, made.times, made.words) == (3, True, "at_most: 3, times: at.office")


@pytest.mark.parametrize("kind", ["can_still", "leads_to"])
def test_what_can_still_follow_branches(kind: str) -> None:
    assert statement(f"- {kind}: at.office").branches
    assert not statement("- never: at.office").branches


def test_everything_that_a_promise_asks_for_is_counted_far_enough() -> None:
    story = story_of(promised("- { at_most: 1, of: [visits.talk >= 4, has.badge] }", "- { once: visits.desk > 2, "
                              "can_still: at.hall }"))  # fmt: skip
    assert story.layout["visits.talk"].high >= 5
    assert story.layout["visits.desk"].high >= 3


@pytest.mark.parametrize(
    ("lines", "key", "reason"),
    [
        (["- { at_most: 1 }"], "at_most", "it needs something to count: either `of: [seen.a, seen.b]` or `times: "),
        (["- { at_most: 1, of: [seen.talk, seen.desk], times: at.hall }"], "at_most", "it needs something to count"),
        (["- { at_most: 2, of: [seen.talk, seen.desk] }"], "at_most", "there are only 2 behind `of`, so no play could"),
        (["- { at_most: 1, of: [seen.talk] }"], "at_most", "there is only 1 behind `of`"),
        (["- { at_most: 1, of: [seen.talk, seen.talk, at.hall] }"], "of", "`seen.talk` stands there twice"),
        (
            ["- { at_most: 1, times: at.hall, once: seen.talk }"],
            "once",
            "`at_most` is about plays from their beginning",
        ),
        (["- { at_most: 1, times: at.hall, after: talk }"], "after", "write `once: seen.…`"),
        (["- { never: at.hall, of: [seen.talk] }"], "of", "only `at_most` counts"),
        (["- { never: at.hall, times: seen.talk }"], "times", "only `at_most` counts"),
        (["- { can_still: at.hall, after: talk }"], "after", "write `once: seen.…` for the moment"),
        (["- { leads_to: at.hall, before: talk }"], "before", "write `whenever: not seen.…`"),
        (["- { can_still: at.hall, once: seen.talk, whenever: has.badge }"], "whenever", "`once` says already"),
        (["- { likely: ending.home >= 5 %, once: seen.talk }"], "once", "`likely` is about plays from their beginning"),
    ],
)
def test_what_does_not_go_together_is_said_with_the_key_and_the_reason(lines: list[str], key: str, reason: str) -> None:
    found = only_finding(promised(*lines))
    assert (found.code, found.severity) == ("EW410", "error")
    assert found.message.startswith(f"`{key}` does not fit into a promise with `")
    assert reason in found.message
    assert found.spot.line == 26


@pytest.mark.parametrize("number", ["0", "41", "few", "-1"])
def test_at_most_wants_a_whole_number_that_can_be_counted(number: str) -> None:
    assert codes(promised(f"- {{ at_most: {number}, times: at.hall }}")) == ["EW204"]


def test_conditions_that_are_counted_are_checked_one_by_one() -> None:
    found = only_finding(promised("- { at_most: 1, of: [seen.tolk, has.badge] }"))
    assert (found.code, found.message) == ("EW402", "The condition mentions `seen.tolk`, but there is no such scene.")


def test_two_things_that_are_promised_at_once_are_two_promises() -> None:
    found = only_finding(promised("- { never: at.hall, can_still: at.office }"))
    assert found.code == "EW408"
    assert "`can_still`, `leads_to`, `at_most`" in found.message

"""What can be expected, key by key: when it holds, and what is said when it does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.playthrough.reading import read_playthrough
from game.playthrough.running import run
from game.story.packs import load
from tests.playthrough.conftest import ALMANAC, KITCHEN, RunSteps, messages
from tests.playthrough.test_running import EATEN

SMELT = "- biscuit\n- Smell it\n"


def said(run_steps: RunSteps, expect: str, before: str = "") -> str:
    """The one failure of an expectation: what is wrong, an arrow, what may help."""
    (failure,) = run_steps(f"{before}- expect: {{ {expect} }}").failures
    return f"{failure.message} → {failure.fix}" if failure.fix else failure.message


PAGE = """
documents:
  label:
    title: The label on the tin
    lines:
      biscuits:
        title: Biscuits
        wordings: { eaten: { when: pride >= 2, text: None left. }, full: "Three, *crisp*." }
"""


@pytest.mark.parametrize(
    ("expect", "wrong"),
    [
        ('reads: "Biscuits: Three, crisp."', ""),
        ('reads: "/Three|Four/"', ""),
        ("reads: Three", ""),
        ("reads_not: None", ""),
        ("holds: stands.label.biscuits.full", ""),
        ("holds: not stands.label.biscuits.eaten", ""),
        ("reads: None left.", "“None left.” stands in no document. → What stands there: “Biscuits: Three, crisp.”"),
        ("reads_not: crisp", "“crisp” stands in a document, and should not. → In: “Biscuits: Three, crisp.”"),
    ],
)
def test_what_stands_in_documents_can_be_expected(tmp_path: Path, expect: str, wrong: str) -> None:
    (tmp_path / "kitchen.yaml").write_text(KITCHEN + PAGE, encoding="utf-8")
    (tmp_path / "almanac.yaml").write_text(ALMANAC, encoding="utf-8")
    file = tmp_path / "page.play.yaml"
    file.write_text(f"playthrough: A test\nsteps:\n- expect: {{ {expect} }}\n", encoding="utf-8")
    story = load(tmp_path)
    playthrough, found = read_playthrough(file, story)
    assert playthrough is not None, found
    failures = run(playthrough, story).failures
    assert [f"{failure.message} → {failure.fix}" for failure in failures] == [wrong] * bool(wrong)


@pytest.mark.parametrize(
    "expect",
    [
        "sees: It smells of old cupboards.",
        "sees: old cupboards",
        'sees: "It  smells of\\nold cupboards."',
        "sees: [old cupboards, Pride +1, It is 08:10]",
        'sees: "old cupboards. Pride +1 (now 2 of 5)"',
        'sees: "/old \\\\w+s\\\\./"',
        'sees: "/^10 minutes pass/"',
        "sees_not: One biscuit",
        "sees_not: OLD",
        'sees_not: "/cupboards$/"',
        "offers: Leave it",
        "offers: [leave_it, biscuit/leave_it]",
        "offers_not: [Eat it, go:north, Smell it]",
        "offers_only: Leave it",
        "has_not: [key, lamp]",
        "knows_not: bell",
        "at: kitchen",
        "scene: biscuit",
        "asked: none",
        "time: 08:10",
        "time: at least 8:05",
        'time: "< 09:00"',
        "pride: 2",
        'pride: ">= 2"',
        "pride: more than 1, doubt: at most 0",
        "pride: not 3",
        "ending: none",
        "achieved: nose",
        "holds: pride + doubt == 2 and at.kitchen",
        "holds: [chose.biscuit.smell_it, not has.key]",
        "holds: scene.biscuit and scene.any and not (scene.riddle or asking.any or ending.any)",
    ],
)
def test_it_holds(run_steps: RunSteps, expect: str) -> None:
    assert messages(run_steps(f"{SMELT}- expect: {{ {expect} }}")) == []


@pytest.mark.parametrize(
    ("expect", "wrong"),
    [
        (
            "sees: It smells of old cupbords",
            "“It smells of old cupbords” was not told. → Did you mean “It smells of old cupboards.”?",
        ),
        (
            "sees: The cupboards smells of nothing and old",
            "“The cupboards smells of nothing and old” was not told. → Did you mean “It smells of "
            "old cupboards.”?",
        ),
        (
            "sees: xyzzy",
            "“xyzzy” was not told. → What was told: “It smells of old cupboards. Pride +1 (now 2 "
            "of 5) 10 minutes pass. It is 08:10. Achievement: Nose.”",
        ),
        ("sees_not: cupboards", "“cupboards” was told, and should not have been. → In: “It smells of old cupboards.”"),
        ("offers: Leve it", "“Leve it” is not offered. → Did you mean “Leave it”? Offered: Leave it."),
        (
            "offers: Eat it",
            "“Eat it” is not offered now: its condition does not hold: pride >= 3 ✗ (it is 2). → "
            "Offered: Leave it.",
        ),
        ("offers: smell_it", "“smell_it” is not offered now: already taken. → Offered: Leave it."),
        ("offers: [leave_it, north]", "“north” is not offered. → Offered: Leave it."),
        ("offers_not: leave_it", "“leave_it” is offered, and should not be."),
        ("offers_only: none", "More is offered than that: Leave it."),
        ("has: key", "`key` is not carried. → Nothing is."),
        ("has: kee", "There is no item `kee`. → Did you mean `key`?"),
        ("knows: bell", "`bell` is not in the notebook. → Nothing is."),
        ("at: pantry", "`at` should be `pantry`. The player stands at `kitchen`."),
        ("at: pantri", "There is no place `pantri`. → Did you mean `pantry`?"),
        ("scene: none", "`scene` should be `none`. The scene that is running is `biscuit`."),
        ("asked: weight", "`asked` should be `weight`. No question waits."),
        ("answered: right", "`answered` should be `right`. The last step answered no question."),
        ("time: 09:00", "`time` should be 09:00, and is 08:10."),
        ("pride: at least 3", "`pride` should be at least 3, and is 2."),
        ("ending: crumbs", "`ending` should be `crumbs`. The story is not over."),
        ("ending: any", "`ending` should be `any`. The story is not over."),
        ("holds: ending.any", "This does not hold: ending.any → Now `ending.any` is false."),
        ("achieved: noze", "There is no achievement `noze`. → Did you mean `nose`?"),
        (
            "holds: pride >= 3 and at.kitchen",
            "This does not hold: pride >= 3 and at.kitchen → Now `pride` is 2; `at.kitchen` is true.",
        ),
        ("holds: time > 08:30", "This does not hold: time > 08:30 → Now `time` is 08:10."),
        ("holds: has.kee", "The condition mentions `has.kee`, but there is no such item. → Did you mean `has.key`?"),
        (
            "pride:",
            "Nothing is expected of `pride` yet. → Write down what must be so, or let `eightwings "
            "test --bless` write what is so now.",
        ),
    ],
)  # fmt: skip
def test_it_does_not_hold_and_what_is_so_is_said(run_steps: RunSteps, expect: str, wrong: str) -> None:
    assert said(run_steps, expect, SMELT) == wrong


def test_everything_that_is_wrong_is_said_each_at_its_spot(run_steps: RunSteps) -> None:
    result = run_steps("- expect:\n    at: pantry\n    pride: 2\n    sees: [Rain, Snow]\n- expect: { doubt: 1 }")
    assert messages(result) == [
        "4:11 `at` should be `pantry`. The player stands at `kitchen`.",
        "5:14 `pride` should be 2, and is 1.",
        "6:20 “Snow” was not told.",
        "7:22 `doubt` should be 1, and is 0.",
    ]


def test_nothing_expected_is_something_to_be_filled(run_steps: RunSteps) -> None:
    assert messages(run_steps("- expect:")) == ["3:5 Nothing is expected here yet."]
    assert messages(run_steps("- expect: {}")) == ["3:5 Nothing is expected here yet."]


def test_at_the_beginning_the_first_turn_counts_and_marks_do_not(run_steps: RunSteps) -> None:
    texts = ("Rain stands on the window [1.1].", "Rain stands on the window.", "Rain *stands* on the window")
    assert messages(run_steps("".join(f'- expect: {{ sees: "{text}" }}\n' for text in texts))) == []


def test_all_that_is_offered_in_any_order(run_steps: RunSteps) -> None:
    assert run_steps('- expect: { offers_only: ["North: The pantry", Look at the *biscuit*] }').passed
    assert said(run_steps, "offers_only: Look at the biscuit") == "More is offered than that: North: The pantry."


@pytest.mark.parametrize(("answer", "how"), [("80", "right"), ("79", "wrong"), ("pass", "passed")])
def test_how_the_last_question_went(run_steps: RunSteps, answer: str, how: str) -> None:
    step = f"do: {answer}" if answer == "pass" else f"answer: {answer}"
    waiting = "- expect: { holds: asking.any and scene.riddle }"
    assert messages(run_steps(f"- north\n- riddle\n{waiting}\n- {step}\n- expect: {{ answered: {how} }}")) == []


def test_the_end(run_steps: RunSteps) -> None:
    expect = "- expect: { ending: crumbs, sees: [Crumbs, It was stale anyway.], pride: 3 }"
    assert messages(run_steps(f"{EATEN}{expect}")) == []
    assert messages(run_steps(f"{EATEN}- expect: {{ ending: any, holds: ending.crumbs and not scene.any }}")) == []


@pytest.mark.parametrize(
    "condition",
    ["visits.biscuit == 3", "visits.biscuit * 2 >= 6", "been.pantry", "not been.cellar", "chose.biscuit.leave_it",
     "notes == 0", "correct == 0", "seen.biscuit and not seen.riddle"],
)  # fmt: skip
def test_conditions_are_answered_truly_where_the_story_itself_does_not_count_so_far(
    run_steps: RunSteps, condition: str
) -> None:
    visits = "- biscuit\n- Leave it\n" * 3
    assert messages(run_steps(f'{visits}- walk: pantry\n- expect: {{ holds: "{condition}" }}')) == []


def test_what_was_undone_does_not_count(run_steps: RunSteps) -> None:
    visits = "- biscuit\n- Leave it\n" * 3
    assert messages(run_steps(f"{visits}- undo: 4\n- expect: {{ holds: visits.biscuit == 1 }}")) == []


def test_a_pattern_that_takes_long_is_given_up(run_steps: RunSteps, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.playthrough.expectations.PATTERN_WORK", 100)
    assert said(run_steps, 'sees: "/(a|b|.)*(x|y)+z/"').startswith("Looking for this pattern would take too long.")


def test_a_measure_that_the_story_does_not_have_is_one_when_nobody_knows_the_story(run_steps: RunSteps) -> None:

    from game.playthrough.reading import read_playthrough
    from game.playthrough.running import run

    result = run_steps("- expect: { pride: 1 }")
    path: Path = result.playthrough.path
    path.write_text("playthrough: T\nsteps:\n  - expect: { prid: 1 }\n", "utf-8")
    playthrough, _ = read_playthrough(path)
    assert playthrough is not None
    from game.story.packs import load

    (failure,) = run(playthrough, load(path.parent.parent)).failures
    assert (failure.message, failure.fix) == ("There is no measure `prid`.", "Did you mean `pride`?")


def test_a_condition_that_is_asked_again_is_read_once(run_steps: RunSteps, monkeypatch: pytest.MonkeyPatch) -> None:
    from game.playthrough import play_conditions

    read: list[str] = []
    parse = play_conditions.parse_formula
    monkeypatch.setattr(
        play_conditions,
        "parse_formula",
        lambda words, *more, **options: read.append(words.value) or parse(words, *more, **options),
    )
    result = run_steps("- expect: { holds: notes + notes >= 2 }\n- expect: { holds: pride >= 1 }\n" * 4)
    assert sorted(read) == ["notes + notes >= 2", "pride >= 1"]
    assert [failure.message for failure in result.failures] == ["This does not hold: notes + notes >= 2"] * 4

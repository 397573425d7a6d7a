"""What must hold at the end of a play that shows or breaks a promise: its condition, or that it is out of its scope."""

from __future__ import annotations

from itertools import product

import pytest

from game.story.model.expressions import Formula
from game.story.model.layout import Layout, Variable
from game.verify.verdicts.promise_monitors import lasts
from game.verify.verdicts.promise_observers import expected_of, name_of, promise_observers
from tests.story.inline import story_of

PACK = """\
pack: Two scenes
start: desk
measures: { trust: { start: 2, min: 0, max: 5 } }
scenes:
  desk: { text: A desk., choices: [ { choose: On, id: 'on', goto: talk }, { choose: Off, id: 'off', end: home } ] }
  talk: { text: Nobody answers., choices: [ { choose: Nod, id: nod, end: home } ] }
endings: { home: Home. }
promises:
"""


def promised(*lines: str):
    return story_of(PACK + "  - " + "\n    ".join(lines) + "\n")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["never: trust > 3"], "not (trust > 3)"),
        (["always: trust > 3"], "trust > 3"),
        (["can: trust > 3"], "trust > 3"),
        (["never: trust > 3", "before: desk"], "(not (trust > 3)) or seen.desk"),
        (["never: trust > 3", "after: desk"], "(not (trust > 3)) or not seen.desk"),
        (["always: trust > 3", "before: desk"], "(trust > 3) or seen.desk"),
        (["always: trust > 3", "after: desk"], "(trust > 3) or not seen.desk"),
        (["always: trust > 3", "before: talk", "after: desk"], "(trust > 3) or seen.talk or not seen.desk"),
        (["can: trust > 3", "before: talk", "after: desk"], "trust > 3"),
        (["never: trust > 3", "once: seen.talk"], "(not (trust > 3)) or not (seen.talk)"),
        (["always: trust > 3", "whenever: seen.talk"], "(trust > 3) or not (seen.talk)"),
        (["never: trust > 3", "once: trust == 1"], "not (trust > 3)"),
        (["can_still: trust > 3", "once: seen.talk"], "trust > 3"),
        (["leads_to: ending.home"], "ending.home"),
        (["at_most: 2", "times: trust > 3"], "not (trust > 3)"),
        (["at_most: 1", "of: [seen.talk, seen.desk]"], "not ((seen.talk) and (seen.desk))"),
        (["at_most: 1", "of: [seen.talk, trust > 3]"], "not ((seen.talk) or (trust > 3))"),
    ],
)
def test_what_is_expected_is_the_condition_or_that_the_play_is_out_of_scope(lines: list[str], expected: str) -> None:
    assert expected_of(promised(*lines), name_of(0)) == expected


@pytest.mark.parametrize("kind", ["never", "always"])
@pytest.mark.parametrize("scope", [[], ["before: talk"], ["after: desk"], ["before: talk", "after: desk"]])
def test_what_is_expected_fails_just_where_the_promise_is_broken(kind: str, scope: list[str]) -> None:
    """What is expected is promised itself, of every moment, and compared for all values."""
    story = promised(f"{kind}: trust > 3", *scope)
    (promise,) = story.promises
    (whole,) = promised(f"always: {expected_of(story, name_of(0))}").promises
    layout = Layout([Variable("measure.trust", 0, 5), Variable("visits.desk", 0, 1), Variable("visits.talk", 0, 1)])
    broken = [Formula("", tree, "truth", layout) for tree in promise.sought]
    expected = Formula("", whole.condition, "truth", layout)
    for trust, desk, talk in product(range(6), range(2), range(2)):
        memory = layout["measure.trust"].put(layout.start, trust)
        memory = layout["visits.talk"].put(layout["visits.desk"].put(memory, desk), talk)
        assert bool(expected(memory)) != all(formula(memory) for formula in broken), (trust, desk, talk)


def test_each_promise_has_an_expectation_of_its_own() -> None:
    story = promised("never: trust > 3\n  - can: trust > 4")
    assert [expected_of(story, name_of(number)) for number in range(2)] == ["not (trust > 3)", "trust > 4"]


@pytest.mark.parametrize(
    ("source", "known"),
    [
        ("seen.talk", True),
        ("seen.talk and chose.desk.on", True),
        ("seen.talk or ending.home", True),
        ("visits.talk >= 2", True),
        ("notes >= 1", True),
        ("trust > 3", False),
        ("not seen.talk", False),
        ("visits.talk == 1", False),
        ("scene.talk", False),
        ("seen.talk and trust > 3", False),
    ],
)
def test_of_a_condition_that_stays_true_nothing_needs_to_be_remembered(source: str, known: bool) -> None:
    story = promised(f"never: trust > 3\n    once: {source}")
    (promise,) = story.promises
    assert promise.once is not None
    assert lasts(promise.once) is known
    (observer,) = promise_observers(story)
    assert bool(observer.variables) is not known


def test_many_ways_to_be_too_many_are_counted_and_few_are_written_out() -> None:
    names = [f"visits.talk >= {number}" for number in range(1, 9)]
    expected = expected_of(promised("at_most: 3", f"of: [{', '.join(names)}]"), name_of(0))
    assert expected == f"not ({' or '.join(f'({name})' for name in names)})"

"""What must hold at the end of a play that shows or breaks a promise: its condition, or that it is out of its scope."""

from __future__ import annotations

from itertools import product

import pytest

from game.story.model.expressions import Formula
from game.story.model.layout import Layout, Variable
from game.verify.verdicts.promise_observers import expected_of, name_of
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

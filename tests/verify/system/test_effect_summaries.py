"""Summaries of effects say what stands in them, in branches too, and hold on to what they were made of."""

from __future__ import annotations

from game.engine.instructions import Assign, Increment
from game.story.model.expressions import TRUE, Not, VariableRead
from game.story.model.layout import Layout, Variable
from game.verify.reductions.reaching_definitions import with_reaching_definitions
from game.verify.system.effect_summaries import EffectSummaries
from game.verify.system.elements import ContinueAt, Fork, Location, LocationKey, SettleAt, Transition

LAYOUT = Layout([Variable(name, 0, 3, 0) for name in ("a", "b", "c", "d")])
BRANCH = Fork((VariableRead("c"),), (Increment(LAYOUT["b"], 1), SettleAt(4)), ())
EFFECT = (Assign(LAYOUT["a"], 2), BRANCH, ContinueAt(7))


def test_a_summary_looks_into_branches() -> None:
    """What is changed, read and led to in a branch counts as what stands outside of it does."""
    summary = EffectSummaries().of(EFFECT)
    assert (summary.changed, summary.read) == ({"a", "b"}, {"c"})
    assert summary.ends == {(True, 4), (False, 7)}
    assert not summary.is_decided


def test_a_branch_that_reads_nothing_is_decided() -> None:
    """Whether it has no conditions, or one that is a number, it can be done without; inside another branch, too."""
    for conditions in ((), (TRUE,)):
        inner = Fork(conditions, (ContinueAt(1),), ())
        outer = Fork((VariableRead("a"),), (inner,), ())
        assert EffectSummaries().of((outer, ContinueAt(2))).is_decided


def test_a_transition_in_which_nothing_is_known_stays_the_very_same() -> None:
    """What is known for the one beside it makes it no other, so that its effect need not be summed up again."""
    stays = Transition("choice", "t", "t", (VariableRead("a"),), EFFECT)
    known = Transition("choice", "u", "u", (Not(VariableRead("d")), VariableRead("b")), EFFECT)
    start = Location(LocationKey("offer", 0, 0, ()), (stays, known))
    there = Location(LocationKey("offer", 0, 1, ()), ())
    parts = ((start, *(None,) * 6, there), {4: (Assign(LAYOUT["c"], 1), ContinueAt(0))})
    (made, *_), _ = with_reaching_definitions(parts, {"d": 0})
    assert made is not None
    assert made.transitions[0] is stays
    assert made.transitions[1].guards == (VariableRead("b"),)
    assert made.transitions[1].effect is EFFECT

"""Closed sets from abstractions: few facts, and the check takes them or refuses them, whoever wrote them down."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from game.story.model.story import Story
from game.verify.certificates.abstract_sets import abstract_sets
from game.verify.certificates.certificate import Certificate, ClosedSet, DiagramNode, observed_for
from game.verify.certificates.certifying import keys_checked
from game.verify.certificates.plain_system import plain_system
from game.verify.system.budget import Budget
from game.verify.system.transition_system import System, transition_system
from game.verify.verdicts.properties import DEADLOCK, DIVERGENCE, SOFT_LOCK, properties_of
from game.verify.verdicts.proving import prove
from tests.drawn_packs import story_of

#: A letter that is read once, coins that are spent, a bell that has nothing to do with it, and three ways out.
POST_OFFICE = """\
pack: A post office
disclaimer: Invented.
start: counter
measures: { coins: { start: 4, min: 0, max: 4 }, bells: { start: 0, min: 0, max: 3 } }
items: { stamp: { name: A stamp } }
scenes:
  counter:
    text: A counter.
    choices:
    - { choose: Buy a stamp, id: buy, when: coins >= 3, coins: -3, give: stamp, stay: true }
    - { choose: Ring, id: ring, again: true, when: bells < 3, bells: +1, stay: true }
    - { choose: Read the letter, id: read, goto: letter }
    - { choose: Post it, id: post, when: has.stamp and seen.letter, end: posted }
    - { choose: Pay double, id: double, when: has.stamp and coins >= 3, end: posted }
    - { choose: Burn it unread, id: burn, when: not seen.letter, end: burnt }
    - { choose: Go, id: go, again: true, end: gone }
  letter:
    text: A letter.
    choices:
    - { choose: Fold it, id: fold, again: true, goto: counter }
    - { choose: Tear it, id: tear, when: coins < 0, end: gone }
endings: { posted: { title: P, text: P. }, burnt: { title: B, text: B. }, gone: { title: G, text: G. } }
"""
WHOLE = {SOFT_LOCK, DEADLOCK, DIVERGENCE}
NEVER = {"choice counter/double", "choice letter/tear", *WHOLE}


@pytest.fixture(scope="module")
def story() -> Story:
    return story_of(POST_OFFICE)


@pytest.fixture(scope="module")
def system(story: Story) -> System:
    return transition_system(story)


@pytest.fixture(scope="module")
def closed(system: System) -> tuple[ClosedSet, ...]:
    return tuple(abstract_sets(observed_for(system, (), NEVER), NEVER, lambda states: True, lambda: None))


def certificate_with(*closed: ClosedSet) -> Certificate:
    return Certificate("", (), tuple(sorted(NEVER)), closed, (), {})


def shown(system: System, *closed: ClosedSet) -> frozenset[str]:
    return keys_checked(certificate_with(*closed), system, (), Budget(60)).keys


def weakened(closed: ClosedSet) -> Iterator[ClosedSet]:
    """The same sets with one node less: everything in its place, or nothing."""
    for number, node in enumerate(closed.nodes):
        for instead in (((1 << 1) - 1, 1),), ():
            nodes = (*closed.nodes[:number], DiagramNode(node.level, instead), *closed.nodes[number + 1 :])
            yield closed._replace(nodes=nodes)


def test_what_the_search_of_all_states_says_never_happens_is_shown(story: Story, system: System) -> None:
    proofs = prove(story, properties_of(story), Budget(60), system=system).proofs
    refuted = {proof.property.key for proof in proofs if proof.verdict == "refuted" and proof.property.wanted == "can"}
    proved = {proof.property.key for proof in proofs if proof.verdict == "proved" and proof.property.wanted == "never"}
    assert {"choice counter/double", "choice letter/tear"} <= refuted
    assert proved >= WHOLE


def test_each_closed_set_passes_the_check(system: System, closed: tuple[ClosedSet, ...]) -> None:
    assert {key for each in closed for key in each.never} == NEVER
    assert shown(system, *closed) == {f"never {key}" for key in NEVER}


def test_a_set_says_nothing_of_what_is_of_no_account(closed: tuple[ClosedSet, ...]) -> None:
    double = next(each for each in closed if "choice counter/double" in each.never)
    spoken_of = {double.order[node.level] for node in double.nodes}
    assert "measure.coins" in spoken_of
    assert "measure.bells" not in spoken_of


def test_from_no_set_with_a_node_changed_follows_what_can_happen(system: System, closed: tuple[ClosedSet, ...]) -> None:
    possible = ("choice counter/post", "choice counter/burn")
    refused = 0
    for each in closed:
        for other in weakened(each._replace(never=(*each.never, *possible))):
            assert not shown(system, other)
        for other in weakened(each):
            refused += not shown(system, other)
    assert refused


def test_without_its_ranking_or_what_grows_there_is_no_way_to_an_ending(
    system: System, closed: tuple[ClosedSet, ...]
) -> None:
    escape = next(each for each in closed if SOFT_LOCK in each.never)
    for ranks in (escape.to_endings[:-1], escape.to_endings[::-1], ()):
        assert not shown(system, escape._replace(to_endings=ranks))
    turn = next(each for each in closed if DIVERGENCE in each.never)
    assert not shown(system, turn._replace(to_choices=turn.to_choices[1:]))


def test_variables_that_no_condition_reads_are_left_out_and_no_others(system: System) -> None:
    whole = plain_system(observed_for(system, (), NEVER), NEVER)
    assert {"measure.coins", "measure.bells", "has.stamp"} <= whole.slots.keys()
    assert "taken.counter/go" not in whole.slots  # it can be taken again, so nobody asks whether it was


def test_where_there_is_no_time_there_are_no_sets_and_no_error(system: System) -> None:
    observed = observed_for(system, (), NEVER)
    assert not list(abstract_sets(observed, NEVER - {DIVERGENCE}, lambda states: False, lambda: None))

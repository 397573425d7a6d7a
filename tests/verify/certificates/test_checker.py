"""The check of certificates: what is proved passes, and whatever is not so is refused, whoever wrote it down."""

from __future__ import annotations

import pytest

from game.story.model.story import Story
from game.verify.certificates.certificate import Certificate, PlayStep, RankedStates
from game.verify.certificates.certifying import certificate_of, checked, happens, keys_checked, never_happens
from game.verify.certificates.replaying import replayed
from game.verify.system.budget import Budget
from game.verify.system.transition_system import System, left_out, transition_system
from game.verify.verdicts.properties import DEADLOCK, DIVERGENCE, SOFT_LOCK, properties_of
from game.verify.verdicts.proving import prove
from game.verify.verdicts.verdicts import Proof
from tests.drawn_packs import story_of

#: Time passes, a lamp burns down, a question wants an answer, and the way out is always there.
HOUSE = """\
pack: A house
disclaimer: Invented.
start: hall
measures: { oil: { start: 3, min: 0, max: 3 } }
items: { lamp: { name: A lamp } }
scenes:
  hall:
    text: "A hall. {oil == 0: It is dark. | There is light.}"
    choices:
    - { choose: Take the lamp, id: lamp, give: lamp, stay: true }
    - { choose: Wait, id: wait, again: true, when: oil > 0, oil: -1, stay: true }
    - { choose: Down, id: down, when: has.lamp, goto: cellar }
    - { choose: Up, id: up, when: oil > 3, goto: attic }
    - { choose: Leave, id: leave, end: out }
  cellar:
    text: A cellar.
    choices:
    - { choose: Back, id: back, again: true, goto: hall }
    - { choose: Through the gate, id: gate, when: oil < 2, end: gate }
  attic:
    text: An attic.
    choices:
    - { choose: Jump, id: jump, end: out }
endings: { out: { title: Out, text: Out. }, gate: { title: Gate, text: Gate. } }
"""


@pytest.fixture(scope="module")
def story() -> Story:
    return story_of(HOUSE)


@pytest.fixture(scope="module")
def system(story: Story) -> System:
    return transition_system(story)


@pytest.fixture(scope="module")
def proofs(story: Story, system: System) -> tuple[Proof, ...]:
    return prove(story, properties_of(story), Budget(60), system=system, every_play=True).proofs


@pytest.fixture(scope="module")
def certificate(story: Story, system: System, proofs: tuple[Proof, ...]) -> Certificate:
    return certificate_of(story, system, (), proofs, Budget(60)).certificate


def refusal(certificate: Certificate, system: System) -> str:
    return keys_checked(certificate, system, (), Budget(60)).wrong


def closed_with(certificate: Certificate, **changed: object) -> Certificate:
    return certificate._replace(closed=(certificate.closed[0]._replace(**changed),))


def test_everything_that_is_proved_is_checked(
    certificate: Certificate, system: System, proofs: tuple[Proof, ...]
) -> None:
    found = checked(certificate, system, (), proofs, Budget(60))
    assert not found.wrong
    assert found.keys >= {proof.property.key for proof in proofs if proof.verdict == "proved"}
    assert {SOFT_LOCK, DEADLOCK, DIVERGENCE, "choice hall/up"} <= found.keys
    assert any(map(happens, proofs))
    assert any(map(never_happens, proofs))


def test_a_set_without_one_of_its_locations_is_not_closed(certificate: Certificate, system: System) -> None:
    reached = certificate.closed[0].reached
    for location in reached:
        left = {at: states for at, states in reached.items() if at != location}
        assert refusal(closed_with(certificate, reached=left), system)


def test_a_set_without_some_of_its_states_is_not_closed(certificate: Certificate, system: System) -> None:
    closed = certificate.closed[0]
    refused = 0
    for number, node in enumerate(closed.nodes):
        if len(node.edges) > 1:  # a case less
            nodes = (*closed.nodes[:number], node._replace(edges=node.edges[1:]), *closed.nodes[number + 1 :])
            refused += bool(refusal(closed_with(certificate, nodes=nodes, to_endings=(), to_choices=()), system))
    assert refused


def test_what_can_happen_is_not_taken_for_what_never_does(certificate: Certificate, system: System) -> None:
    false = closed_with(certificate, never=("choice hall/down",), to_endings=(), to_choices=())
    assert refusal(false, system) == "What is said never to happen may happen: choice hall/down."
    stuck = left_out(system, ["hall/leave", "cellar/gate", "hall/up"])
    assert refusal(certificate, stuck)


def test_a_ranking_has_to_lead_down_and_to_be_of_all_states(certificate: Certificate, system: System) -> None:
    ranks = certificate.closed[0].to_endings
    assert refusal(closed_with(certificate, to_endings=ranks[:-1]), system) == "Some states have no rank."
    assert refusal(closed_with(certificate, to_endings=()), system)
    assert refusal(closed_with(certificate, to_endings=ranks[::-1]), system)
    wait = RankedStates(ranks[-1].location, 0, 1)
    assert refusal(closed_with(certificate, to_endings=(wait, *ranks)), system)


def test_what_is_said_to_grow_must_not_get_smaller(certificate: Certificate, system: System) -> None:
    assert "said only to grow" in refusal(closed_with(certificate, growing=("measure.oil",)), system)
    assert "does not have" in refusal(closed_with(certificate, growing=("nothing",)), system)


def test_a_play_takes_only_what_is_open_and_shows_only_what_happens(certificate: Certificate, system: System) -> None:
    wrong = dict.fromkeys(certificate.shown, 0)
    assert "does not show" in refusal(certificate._replace(shown=wrong), system)
    assert refusal(certificate._replace(steps=(PlayStep(-1, 7),)), system)
    assert refusal(certificate._replace(steps=(PlayStep(3, 0),)), system)
    assert "not there" in refusal(certificate._replace(shown={**certificate.shown, "scene hall": 10**6}), system)


def test_whatever_numbers_a_stranger_writes_there_is_a_sentence(certificate: Certificate, system: System) -> None:
    closed = certificate.closed[0]
    node = closed.nodes[-1]
    for changed in (
        {"reached": {10**6: 1}}, {"reached": {0: 10**6}}, {"to_endings": (RankedStates(10**6, 0, 1),)},
        {"to_endings": (RankedStates(closed.to_endings[0].location, 10**6, 1),)},
        {"nodes": (*closed.nodes, node._replace(level=10**6))}, {"order": ()},
        {"nodes": (*closed.nodes, node._replace(edges=((1 << 500, 1),)))},
        {"nodes": (*closed.nodes, node._replace(edges=((1, 10**6),)))},
        {"nodes": (*closed.nodes, node._replace(edges=((1, 1), (1, 0))))},
    ):  # fmt: skip
        assert refusal(closed_with(certificate, **changed), system), changed


def test_edges_of_a_certificate_are_those_of_the_game(certificate: Certificate, system: System) -> None:
    found = replayed(certificate, system, (), 60, 1)
    assert found.taken > 30
    assert not found.differing


def test_a_system_that_is_not_the_game_is_noticed(certificate: Certificate, system: System) -> None:
    locations = [
        here._replace(
            transitions=tuple(
                transition._replace(guards=()) if transition.id == "hall/up" else transition
                for transition in here.transitions
            )
        )
        for here in system.locations
    ]
    other = System(system.story, tuple(locations), system.settling, system.slots, system.moves)
    assert any("hall/up" in words for words in replayed(certificate, other, (), 60, 1).differing)

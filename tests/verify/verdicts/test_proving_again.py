"""A story proved after an edit with the evidence from before: the verdicts are those of a proof from scratch."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.story.model.story import Story
from game.verify.abstract import localization
from game.verify.exact.engine_choice import Searched
from game.verify.search.led_plays import LedPlays
from game.verify.system.budget import Budget
from game.verify.system.transition_system import transition_system
from game.verify.verdicts import proving, proving_again
from game.verify.verdicts.evidence import ProofEvidence
from game.verify.verdicts.properties import properties_of
from game.verify.verdicts.proving import prove
from game.verify.verdicts.proving_again import ProofsWithEvidence, ProvingAgain
from game.verify.verdicts.verdicts import Proofs
from tests.drawn_packs import DEAREST, PACKS, story_from, story_of
from tests.verify.edited_packs import edited
from tests.verify.few_plays import few_plays

EDITS = st.integers(0, 9_999)


@pytest.fixture(autouse=True)
def only_evidence(monkeypatch: pytest.MonkeyPatch) -> None:
    """No story is small enough to look at every state, unless somebody asks for the truth."""
    search = proving.search

    def never_ends(*given: object, **named: object) -> Searched:
        return search(*given, **named) if TRUTH else Searched(None, "", ())

    monkeypatch.setattr(proving, "search", never_ends)
    few_plays(monkeypatch)


TRUTH: list[int] = []


def truth(story: Story) -> dict[str, str]:
    """The verdicts by a search through everything; unknown where that did not come to its end."""
    TRUTH.append(1)
    try:
        proofs = prove(story, properties_of(story), Budget(20))
    finally:
        TRUTH.pop()
    return verdicts(proofs) if proofs.situations is not None else {}


def verdicts(proofs: Proofs) -> dict[str, str]:
    return {proof.property.key: proof.verdict for proof in proofs.proofs}


def proved_with(evidence: ProofEvidence | None, story: Story) -> tuple[Proofs, ProofEvidence]:
    """The proofs with this evidence, and that which they rest on."""
    again = ProofsWithEvidence(evidence)
    proofs = again.prove(story, properties_of(story), Budget(20), (), transition_system(story))
    assert again.made is not None
    return proofs, again.made


def wrong_after(before: Story, after: Story) -> list[tuple[str, str, str]]:
    """The keys of what is said wrongly after an edit, with what is said and what is so."""
    _, evidence = proved_with(None, before)
    proofs, _ = proved_with(evidence, after)
    told, so = verdicts(proofs), truth(after)
    return [(key, told[key], so[key]) for key in told if key in so and told[key] not in ("unknown", so[key])]


@DEAREST
@given(PACKS, EDITS)
def test_after_an_edit_nothing_is_said_that_is_not_so(written: str, number: int) -> None:
    after = edited(written, number)
    if after is not None:
        assert wrong_after(story_from(written), after) == []


class Believing(ProvingAgain):
    """Takes for granted what never happened before."""

    def _look_again(self, slices, wanted, evidence):  # type: ignore[no-untyped-def]
        slices.never |= {event for event, key in wanted.items() if key in evidence.never}


def blind_to_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Variables that are looked at are not changed by what changes them."""
    whole = localization.Localization.only

    def only(self, names, event):  # type: ignore[no-untyped-def]
        small = whole(self, names, event)
        nodes = (node._replace(edges=tuple(edge._replace(changes=()) for edge in node.edges)) for node in small.nodes)
        return small._replace(nodes=tuple(nodes))

    monkeypatch.setattr(localization.Localization, "only", only)


def blind_to_guards(monkeypatch: pytest.MonkeyPatch) -> None:
    """Kept plays do what is closed."""
    monkeypatch.setattr(
        LedPlays, "open_at", lambda self, at: list(range(len(self.reduced.locations[at.location].transitions)))
    )


def believing(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was so before is so."""
    monkeypatch.setattr(proving_again, "ProvingAgain", Believing)


KEY = """\
pack: A key
disclaimer: Invented.
start: hall
measures: { trust: { start: 0, min: 0, max: 3 } }
scenes:
  hall:
    text: A hall.
    choices:
      - { choose: Look under the mat, id: look, again: true, when: trust > 1, goto: mat }
      - { choose: Up, id: up, again: true, when: chose.mat.key and not seen.cellar, goto: attic }
      - { choose: Down, id: down, again: true, goto: cellar }
  mat:
    text: A mat.
    choices:
      - { choose: Take the key, id: key, again: true, goto: hall }
  cellar:
    text: A cellar.
    choices:
      - { choose: Wait, id: wait, again: true, trust: +1, goto: hall }
      - { choose: Stay, id: stay, again: true, end: below }
      - { choose: Back, id: back, again: true, goto: hall }
  attic:
    text: An attic.
    choices:
      - { choose: Sleep, id: sleep, end: asleep }
endings: { asleep: You sleep., below: You stay. }
"""
"""Nobody can have the key without having been in the cellar, so nobody comes to the attic."""
OPENED = KEY.replace(
    "      - { choose: Down",
    "      - { choose: Dream, id: dream, again: true, trust: +1, stay: true }\n      - { choose: Down",
)
CLOSED = KEY.replace("id: wait, again", "id: wait, when: trust > 2, again")


@pytest.mark.parametrize(
    ("before", "after", "key", "verdict"),
    [
        (KEY, OPENED, "scene attic", "proved"),
        (OPENED, KEY, "scene attic", "refuted"),
        (KEY, CLOSED, "scene mat", "refuted"),
    ],
    ids=["it can happen now", "it can happen no more", "nobody comes so far any more"],
)
def test_an_edit_that_turns_a_verdict_is_seen(before: str, after: str, key: str, verdict: str) -> None:
    story = story_of(after)
    _, evidence = proved_with(None, story_of(before))
    proofs, _ = proved_with(evidence, story)
    assert verdicts(proofs)[key] == verdict == truth(story)[key]


@pytest.mark.parametrize(
    ("plant", "before", "after"),
    [
        (believing, KEY, OPENED),
        (blind_to_changes, KEY, OPENED),
        (blind_to_guards, OPENED, KEY),
    ],
)
def test_a_wrong_use_of_evidence_is_noticed(
    plant: Callable[[pytest.MonkeyPatch], None], before: str, after: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(monkeypatch)
    assert wrong_after(story_of(before), story_of(after))

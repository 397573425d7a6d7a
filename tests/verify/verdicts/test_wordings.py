"""Wordings of documents: which can be read, beside plays of the game."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from hypothesis import given

from game.engine.moves import Moves
from game.engine.state import EndlessLoop
from game.story.model.document_wordings import can_stand, standing_tree, standing_wording
from game.story.model.expressions import Formula
from game.story.model.story import Story
from game.story.model.yaml_nodes import Spot
from game.story.targets.survey import Thing
from game.story.targets.target_keys import wording
from game.verify.system.budget import Budget
from game.verify.verdicts.properties import properties_of
from game.verify.verdicts.proving import prove
from game.verify.verdicts.verdicts import Proof
from game.verify.verdicts.witnesses import in_game, witness
from tests.drawn_packs import DEAR, PACKS, story_from
from tests.story.inline import story_of

_PLAYS, _STEPS = 20, 25

DOOR = """\
pack: Test
measures:
  trust: { start: 0, max: 2 }
documents:
  page:
    title: The page
    lines:
      fate:
        wordings:
          much: { when: trust == 2, text: Much. }
          known: { when: seen.b, text: "{trust == 2: Never.|Known.}" }
          both: { when: trust == 1 and trust < 1, text: Both. }
        blank: Nothing.
scenes:
  a:
    choices:
      - { choose: Trust, trust: +1, stay: true }
      - { choose: Go, goto: b }
  b:
    choices:
      - { choose: End, end: e }
endings:
  e: The end.
"""


def keys_of(story: Story) -> Iterator[tuple[str, str, str, str]]:
    """Each wording: its key, and the ids of the document, the line and the wording."""
    for document in story.documents.values():
        for line in document.lines:
            for id_ in can_stand(line):
                yield wording(document.id, line.id, id_), document.id, line.id, id_


def proofs_of(story: Story) -> dict[str, Proof]:
    things = [Thing(key, "wording", key, "", Spot("", 1, 1)) for key, *_ in keys_of(story)]
    asked = [asked for asked in properties_of(story, things) if asked.kind == "wordings"]
    proofs = prove(story, asked, Budget(60), shortest=frozenset(each.key for each in asked)).proofs
    return {proof.property.key: proof for proof in proofs}


def standing(story: Story, memory: int) -> set[str]:
    found = set()
    for document in story.documents.values():
        for line in document.lines:
            there = standing_wording(line, memory)
            if there is not None or line.blank is not None:
                found.add(wording(document.id, line.id, there.id if there is not None else ""))
    return found


def seen_in_plays(story: Story) -> set[str]:
    """What stood there in some plays at random, wherever the player could do something or it was over."""
    moves, seen, random = Moves(story), set(), Random(1)
    for seed in range(_PLAYS):
        at = moves.begin(seed)
        for _ in range(_STEPS):
            seen |= standing(story, at[0])
            offered = list(moves.offered(at))
            if not offered:
                break
            at = moves.after(at, random.choice(offered))
    return seen


@DEAR
@given(PACKS)
def test_a_wording_is_proved_readable_by_a_play_and_refuted_only_where_no_play_shows_it(written):
    story = story_from(written)
    if not story.documents:
        return
    proofs, moves = proofs_of(story), Moves(story)
    try:
        seen = seen_in_plays(story)
    except EndlessLoop:
        seen = set()
    for key, proof in proofs.items():
        assert not (proof.verdict == "refuted" and key in seen), key
        shown = witness(moves, proof.play) if proof.play is not None else None
        if proof.verdict == "proved" and shown is not None:
            assert key in standing(story, in_game(story, shown).memory)


@DEAR
@given(PACKS)
def test_what_is_proved_of_a_wording_is_what_stands_there(written):
    story = story_from(written)
    moves = Moves(story)
    for seed in range(3):
        try:
            memory = moves.begin(seed)[0]
        except EndlessLoop:
            return
        for document in story.documents.values():
            for line in document.lines:
                there = standing_wording(line, memory)
                for id_ in can_stand(line):
                    holds = Formula("", standing_tree(line, id_), "truth", story.layout)(memory)
                    assert bool(holds) == ((there.id if there is not None else "") == id_)


def test_wordings_that_can_be_read_have_the_shortest_play_and_others_none() -> None:
    proofs = proofs_of(story_of(DOOR))
    verdicts = {key.rpartition("/")[2]: (proof.verdict, proof.play) for key, proof in proofs.items()}
    assert {id_: verdict for id_, (verdict, _) in verdicts.items()} == {
        "much": "refuted",  # the choice is taken once
        "known": "proved",
        "both": "refuted",
        "-": "proved",
    }
    assert [step.id for step in verdicts["known"][1]] == ["a/go"]
    assert verdicts["-"][1] == ()

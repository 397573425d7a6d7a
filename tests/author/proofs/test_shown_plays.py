"""Plays that are told have no needless moves, and nobody's time is taken for those that are not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from game.author.proofs import making
from game.author.proofs.asked import _how_short
from game.author.proofs.making import ProofReport, make_report
from game.author.proofs.proof_sentences import about_play
from game.author.proofs.proofs_json import proofs_json
from game.author.proofs.shown_plays import ShownPlays
from game.story.model.story import Story
from game.story.packs import load
from game.verify.exact.engine_choice import Searched
from game.verify.search.move_distances import UNKNOWN_DISTANCES, MoveEstimates
from game.verify.system.budget import Budget
from game.verify.verdicts import proving
from game.verify.verdicts.promise_observers import promise_observers
from game.verify.verdicts.properties import DIVERGENCE, properties_of
from game.verify.verdicts.proving import prove
from game.verify.verdicts.verdicts import Proof
from game.verify.verdicts.witnesses import in_game
from tests.drawn_packs import DEAREST, PACKS, story_from

#: The question can be asked of whoever never read the plan; the way there is two steps, and one can walk about.
OFFICE = """
pack: The office
disclaimer: Invented.
dossiers: [inside_nato]
start: hall
places:
  hall: { name: The hall, exits: { north: room, east: garden } }
  garden: { name: The garden }
  room: { name: The room }
scenes:
  the_plan: { at: garden, text: "Eight wings [eight_wings].", learn: eight_wings, again: true }
  the_desk:
    at: room
    again: true
    choices:
      - { choose: Answer, id: answer, again: true, ask: wings, right: { end: out }, wrong: { end: out } }
questions:
  wings: { text: How many?, cites: eight_wings, number: 8, because: So it is. }
endings: { out: Out. }
"""


@pytest.fixture
def searching_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Plays come from chance alone, as in a story that is too large."""
    _search_nothing(monkeypatch)


def _search_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proving, "search", lambda *_, **__: Searched(None, "", ()))
    monkeypatch.setattr(proving.StoryProving, "_in_slices", lambda self: None)
    monkeypatch.setattr(proving.StoryProving, "_abstractly", lambda self: None)


def office(folder: Path, **wishes: bool) -> ProofReport:
    file = folder / "office.yaml"
    file.write_text(OFFICE, "utf-8")
    return make_report(load(file), file, Budget(30), every_play=True, **wishes)


def test_the_play_of_a_remark_is_the_shortest_where_a_search_from_the_beginning_shows_it(
    searching_nothing: None, tmp_path: Path
) -> None:
    report = office(tmp_path)
    (told,) = [shown for shown in report.shown if shown.proof.property.key == "unmet wings"]
    assert [step.action for step in told.witness.steps] == ["go:north", "scene:the_desk", "the_desk/answer"]
    assert told.proof.shortest
    assert about_play(told) == "The shortest play that shows it, 3 steps, with the seed 0:"


def test_without_a_search_it_is_said_that_nothing_can_be_left_out(
    searching_nothing: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    readable = ShownPlays.readable
    monkeypatch.setattr(ShownPlays, "readable", lambda self, proof: readable(self, proof, searched=0))
    monkeypatch.setattr(MoveEstimates, "distances", lambda *_: UNKNOWN_DISTANCES)
    report = office(tmp_path)
    (told,) = [shown for shown in report.shown if shown.proof.property.key == "unmet wings"]
    assert about_play(told) == "A play that shows it, 3 steps of which none can be left out, with the seed 0:"
    (written,) = [proof for proof in proofs_json(report) if proof["key"] == "unmet wings"]
    assert (written["witness"]["shortest"], written["witness"]["minimal"]) == (False, True)


def test_plays_of_remarks_that_are_not_told_are_not_looked_at(
    searching_nothing: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    monkeypatch.setattr(ShownPlays, "readable", lambda self, proof: asked.append(proof))
    monkeypatch.setattr(making, "witness", lambda *_: asked.append("a seed"))
    report = office(tmp_path, remarks=False)
    assert not asked
    (told,) = [shown for shown in report.shown if shown.proof.property.key == "unmet wings"]
    assert (told.proof.verdict, told.witness) == ("refuted", None)


def test_when_all_the_work_was_done_plays_are_told_as_they_were_found(searching_nothing: None, tmp_path: Path) -> None:
    file = tmp_path / "office.yaml"
    file.write_text(OFFICE, "utf-8")
    story = load(file)
    (proof,) = [proof for proof in _proofs(story).values() if proof.property.key == "unmet wings"]
    shown = ShownPlays(story, [proof.property.key], most=0).readable(proof)
    assert shown.proof == proof
    assert not shown.is_minimal


def _proofs(story: Story, seconds: float = 30) -> dict[str, Proof]:
    return {proof.property.key: proof for proof in prove(story, properties_of(story), Budget(seconds)).proofs}


@settings(parent=DEAREST, max_examples=6)
@given(PACKS)
def test_a_play_is_only_called_shortest_if_an_engine_that_looks_at_every_state_has_no_shorter_one(written: str) -> None:
    story = story_from(written)
    exact = _proofs(story)
    with pytest.MonkeyPatch.context() as patched:
        _search_nothing(patched)
        sampled = {
            key: proof
            for key, proof in _proofs(story, 1).items()
            if proof.verdict == "refuted" and proof.play is not None
        }
    plays = ShownPlays(story, sampled, promise_observers(story))
    for key, proof in sampled.items():
        shown = plays.readable(proof, searched=3_000_000)
        before, after = _moves(proof), _moves(shown.proof)
        assert after <= before
        assert shown.is_minimal or not shown.proof.shortest
        known = exact.get(key)
        if known is not None and known.shortest:
            assert after >= _moves(known)
            assert not shown.proof.shortest or after == _moves(known)


def _moves(proof: Proof) -> int:
    return sum(taken.kind != "draw" for taken in proof.play)


@settings(parent=DEAREST, max_examples=6)
@given(PACKS)
def test_a_play_that_is_told_is_played_by_the_game(written: str) -> None:
    story = story_from(written)
    with pytest.MonkeyPatch.context() as patched:
        _search_nothing(patched)
        found = prove(story, properties_of(story), Budget(1))
    told = [proof for proof in found.proofs if proof.verdict == "refuted" and proof.play is not None]
    keys = frozenset(proof.property.key for proof in told)
    for shown in making._shown(story, found.proofs, keys, ShownPlays(story, keys), Budget(30)):
        if shown.witness is not None and shown.proof.property.key != DIVERGENCE:
            in_game(story, shown.witness)


def test_it_is_said_how_short_a_play_is_that_was_asked_for(searching_nothing: None, tmp_path: Path) -> None:
    (proof,) = [each.proof for each in office(tmp_path).shown if each.proof.property.key == "unmet wings"]
    assert _how_short(proof, 3, minimal=True) == "There is no shorter play than this one: 3 steps."
    longer = proof._replace(shortest=False)
    assert _how_short(longer, 1, minimal=False) == "There may be shorter plays than this one: 1 step."
    assert _how_short(longer, 3, minimal=True) == (
        "There may be shorter plays than this one, but none of its steps can be left out: 3 steps."
    )

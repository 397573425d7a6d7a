"""Evidence that is kept: it says where to look after an edit, and nothing in it is believed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from game.author.proofs.kept_evidence import EvidenceCache
from game.author.proofs.making import ProofReport, make_report
from game.record.cache_files import keep_cache, read_cache
from game.record.locations import cache_folder
from game.story.packs import load
from game.verify.exact import engine_choice
from game.verify.exact.engine_choice import Searched
from game.verify.search.kept_plays import KeptPlays
from game.verify.system.budget import Budget
from game.verify.verdicts import proving
from game.verify.verdicts.evidence import GameEvidence, ProofEvidence, SliceEvidence
from game.verify.verdicts.proving import StoryProving
from tests.verify.few_plays import few_plays

from .stories import STATION


@pytest.fixture(autouse=True)
def too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """No story is small enough to look at every state: then evidence is kept. Few plays are enough for these."""
    monkeypatch.setattr(proving, "search", lambda *_, **__: Searched(None, "", ()))
    few_plays(monkeypatch)


@pytest.fixture
def searched(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Grows by one whenever a story is searched as if nothing were known."""
    made: list[int] = []
    decided = StoryProving.decided
    monkeypatch.setattr(StoryProving, "decided", lambda self: made.append(1) or decided(self))
    return made


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "pack.yaml"


def proofs_of(file: Path, words: str) -> ProofReport:
    file.write_text(words, "utf-8")
    return make_report(load(file), file, Budget(30))


def verdicts(report: ProofReport) -> dict[str, str]:
    return {proof.property.key: proof.verdict for proof in report.proofs.proofs}


def kept() -> Path:
    (file,) = (cache_folder() / "evidence").iterdir()
    return file


def forge(change: Callable[[list[Any]], object]) -> None:
    """Change the kept values, with the checksum that is right for them."""
    made_for = kept().read_bytes().partition(b"\n")[0].decode()
    content = read_cache(kept(), made_for)
    assert content is not None
    values = json.loads(content)
    change(values)
    keep_cache(kept(), made_for, json.dumps(values).encode(), 60)


ROUND = """\
pack: A round through the house
start: hall
measures: { trust: { start: 2, min: 0, max: 9 } }
scenes:
  hall:
    text: A hall.
    choices:
      - { choose: Into the garden, id: out, again: true, goto: garden }
      - { choose: Up the stairs, id: up, again: true, when: chose.garden.key, goto: attic }
      - { choose: Down the stairs, id: down, again: true, when: seen.attic and not chose.garden.key, goto: cellar }
  garden:
    text: A garden.
    choices:
      - { choose: Take the key, id: key, trust: +1, goto: hall }
      - { choose: Back, id: back, again: true, goto: hall }
  attic:
    text: An attic.
    choices:
      - { choose: Sleep, id: sleep, end: asleep }
  cellar:
    text: A cellar.
    choices:
      - { choose: Stay, id: stay, end: asleep }
endings: { asleep: You sleep. }
"""
NEW_CHOICE = """\
      - { choose: Climb out, id: climb, again: true, when: trust >= 3, goto: garden }
"""
EDITS = {
    "a condition": (
        " and not chose.garden.key, goto: cellar",
        " and not chose.garden.key and trust >= 3, goto: cellar",
    ),
    "a condition by which more is possible": (" and not chose.garden.key, goto: cellar", ", goto: cellar"),
    "a condition by which less is possible": ("trust: +1, goto: hall", "when: trust > 8, trust: +1, goto: hall"),
    "an effect": ("trust: +1", "trust: +2"),
    "a choice more": ("  cellar:\n", f"{NEW_CHOICE}  cellar:\n"),
    "a choice less": ("      - { choose: Back, id: back, again: true, goto: hall }\n", ""),
    "a scene more": ("endings:", "  shed:\n    when: seen.garden\n    text: A shed.\n    goto: hall\nendings:"),
}
EVIDENCE = ProofEvidence(
    KeptPlays((("choice", "a/b"), ("draw", "q")), ((-1, 0), (0, 1), (0, 0))),
    (SliceEvidence("scene x", ("a", "b"), (("a", None), ("b", (1, 2))), ("b",)),),
    GameEvidence(("a",), (("b", (3,)),)),
    ("scene x",),
    ("closed scene y",),
)


def test_evidence_is_read_as_it_was_kept(file: Path) -> None:
    file.write_text(STATION, "utf-8")
    story = load(file)
    EvidenceCache(story).keep(EVIDENCE)
    assert EvidenceCache(story).evidence() == EVIDENCE


@pytest.mark.parametrize(
    "change",
    [
        lambda values: values[0][1].append([9, 0]),
        lambda values: values[0][1].append([0, 9]),
        lambda values: values[0][1].append([-2, 0]),
        lambda values: values[0][0].append(["choice"]),
        lambda values: values[1][0][2].append(["a", ["many"]]),
        lambda values: values[1][0][2].append(["a", [True]]),
        lambda values: values[2].pop(),
        lambda values: values.append([]),
        lambda values: values[3].append(7),
    ],
)
def test_evidence_that_fits_nothing_is_thrown_away(file: Path, change: Callable[[list[Any]], object]) -> None:
    file.write_text(STATION, "utf-8")
    story = load(file)
    EvidenceCache(story).keep(EVIDENCE)
    forge(change)
    assert EvidenceCache(story).evidence() is None
    assert not list((cache_folder() / "evidence").iterdir())


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_after_an_edit_the_verdicts_are_those_from_scratch(file: Path, tmp_path: Path, edit: tuple[str, str]) -> None:
    assert edit[0] in ROUND
    words = ROUND.replace(*edit)
    proofs_of(file, ROUND)
    again = verdicts(proofs_of(file, words))
    kept().unlink()
    other = tmp_path / "other.yaml"
    assert again == verdicts(proofs_of(other, words.replace("A round", "Another round")))


@pytest.mark.parametrize("edit", ["a condition", "an effect", "a choice more"])
def test_what_the_evidence_settles_is_not_searched_for(file: Path, searched: list[int], edit: str) -> None:
    proofs_of(file, ROUND)
    assert searched == [1]
    report = proofs_of(file, ROUND.replace(*EDITS[edit]))
    assert searched == [1]
    assert not report.again
    assert "unknown" not in verdicts(report).values()


def test_what_is_told_from_evidence_is_new_evidence(file: Path, searched: list[int]) -> None:
    proofs_of(file, ROUND)
    before = kept().read_bytes()
    for edit in ("an effect", "a choice more", "a condition"):
        proofs_of(file, ROUND.replace(*EDITS[edit]))
        assert kept().read_bytes() != before or edit == "an effect"
    assert searched == [1]


def test_nothing_in_the_evidence_is_believed(file: Path) -> None:
    so = verdicts(proofs_of(file, ROUND))

    def claim_everything(values: list[Any]) -> None:
        values[0] = [[["choice", "garden/key"], ["choice", "hall/down"]], [[-1, 1], [0, 0], [-1, 0]]]
        values[1] = [[key, [], [], []] for key in so] + [[key, [], [], ["visits.cellar"]] for key in so]
        values[2] = [[], []]
        values[3] = list(so)

    forge(claim_everything)
    edited = ROUND.replace(*EDITS["an effect"])
    assert verdicts(proofs_of(file, edited)) == so


def test_evidence_of_another_pack_is_no_matter(file: Path, tmp_path: Path) -> None:
    proofs_of(file, ROUND)
    so = verdicts(proofs_of(tmp_path / "other.yaml", STATION))
    for left in (cache_folder() / "evidence").iterdir():
        left.unlink()
    assert verdicts(proofs_of(tmp_path / "third.yaml", STATION)) == so


def test_a_pack_that_every_state_is_looked_at_of_leaves_no_evidence(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proving, "search", engine_choice.search)
    assert proofs_of(file, ROUND).proofs.situations is not None
    assert not (cache_folder() / "evidence").exists()

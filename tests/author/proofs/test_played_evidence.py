"""What a playthrough of the pack comes to is possible, also where nothing else has found it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from game.author.proofs import making
from game.author.proofs.making import make_report
from game.author.proofs.played_evidence import played_in, with_played_evidence
from game.story.model.story import Story
from game.story.packs import load
from game.story.targets.survey import survey
from game.verify.system.budget import Budget
from game.verify.system.space import SearchStopped
from game.verify.system.transition_system import TooLarge
from game.verify.verdicts.properties import properties_of
from game.verify.verdicts.verdicts import NOT_ENOUGH, Proofs, unsettled

PACK = """\
pack: A kitchen
scenes:
  kitchen:
    text: A plate.
    choices:
      - { choose: Look closely, id: look, goto: table }
      - { choose: Eat it, id: eat, end: crumbs }
  table:
    text: A table.
    choices:
      - { choose: Sit down, id: sit, end: seated }
endings: { crumbs: It was stale., seated: You sit. }
"""
PLAY = "playthrough: She looks, and sits down\nsteps:\n  - do: Look closely\n  - do: Sit down\n"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A pack with one playthrough."""
    folder = tmp_path / "kitchen"
    (folder / "playthroughs").mkdir(parents=True)
    (folder / "pack.yaml").write_text(PACK, "utf-8")
    (folder / "playthroughs" / "sits.yaml").write_text(PLAY, "utf-8")
    return folder


def nothing_known(story: Story, pack: Path) -> Proofs:
    """Proofs of which there was no time for any."""
    return unsettled(properties_of(story, survey(story, pack).things), NOT_ENOUGH)


def verdicts(proofs: Proofs) -> dict[str, str]:
    """The verdicts by the keys of properties."""
    return {proof.property.key: proof.verdict for proof in proofs.proofs}


def test_what_a_playthrough_comes_to_is_proved_and_nothing_else(pack: Path) -> None:
    story = load(pack)
    shown = verdicts(with_played_evidence(nothing_known(story, pack), story, pack, lambda states: True))
    for key in ("scene kitchen", "scene table", "choice kitchen/look", "choice table/sit", "ending seated"):
        assert shown[key] == "proved", key
    assert shown["ending crumbs"] == "unknown"
    assert shown["no way to an ending"] == "unknown"  # no play can show that of all plays


def test_a_playthrough_that_cannot_be_read_or_run_shows_nothing(pack: Path) -> None:
    story = load(pack)
    for broken in ("playthrough: [", "playthrough: Elsewhere\nsteps:\n  - do: Fly\n"):
        (pack / "playthroughs" / "sits.yaml").write_text(broken, "utf-8")
        shown = verdicts(with_played_evidence(nothing_known(story, pack), story, pack, lambda states: True))
        assert shown["ending seated"] == "unknown"


def test_no_playthrough_is_run_when_the_time_is_over(pack: Path) -> None:
    story = load(pack)
    before = nothing_known(story, pack)
    assert with_played_evidence(before, story, pack, lambda states: False) == before


def test_a_pack_without_playthroughs_shows_nothing(pack: Path) -> None:
    (pack / "playthroughs" / "sits.yaml").unlink()
    story = load(pack)
    before = nothing_known(story, pack)
    assert with_played_evidence(before, story, pack, lambda states: True) == before


@pytest.mark.parametrize("why", [SearchStopped(), TooLarge("Many."), MemoryError()], ids=lambda why: type(why).__name__)
def test_also_where_the_story_could_not_be_looked_at(
    why: Exception, pack: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gives_up(*_: object, **__: object) -> Proofs:
        raise why

    monkeypatch.setattr(making, "prove_with_promises", gives_up)
    for _ in range(2):
        report = make_report(load(pack), pack, Budget(30))
        assert not report.again, "nothing was searched that could be told again"
        shown = verdicts(report.proofs)
        assert (shown["ending seated"], shown["ending crumbs"]) == ("proved", "unknown")
        assert shown["no way to an ending"] == "unknown"


def test_no_playthrough_is_run_for_a_remark_that_none_can_show(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (pack / "pack.yaml").write_text(PACK.replace("id: eat,", "id: eat, when: not seen.table,"), "utf-8")
    story = load(pack)
    left = nothing_known(story, pack)
    remarks = left._replace(proofs=tuple(proof for proof in left.proofs if proof.property.weight == "remark"))
    assert verdicts(remarks) == {"closed choice kitchen/eat": "unknown"}
    monkeypatch.setattr("game.author.proofs.played_evidence.find_playthroughs", None)
    assert with_played_evidence(remarks, story, pack, lambda states: True) == remarks


def test_whoever_proves_may_ask_the_playthroughs_unless_some_choice_is_never_taken(
    pack: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    story, asked = load(pack), []

    def asks(*given: object, evidence: Callable[[frozenset[str]], frozenset[str]], **_: object) -> Proofs:
        asked.append(evidence(frozenset(("ending seated", "ending crumbs"))))
        return nothing_known(story, pack)

    monkeypatch.setattr(making, "prove_with_promises", asks)
    make_report(story, pack, Budget(30))
    make_report(story, pack, Budget(0))  # there is no time for any
    make_report(story, pack, Budget(30), ["kitchen/look"])  # which is done in the playthrough
    assert asked == [{"ending seated"}, frozenset(), frozenset()]


def written(pack: Path, name: str, steps: str) -> None:
    """One more playthrough of the pack."""
    (pack / "playthroughs" / f"{name}.yaml").write_text(f"playthrough: {name}\nsteps:\n{steps}", "utf-8")


def test_whoever_is_not_patient_runs_those_first_that_name_what_is_asked_for(pack: Path) -> None:
    (pack / "playthroughs" / "sits.yaml").unlink()
    for number in range(3):
        written(pack, f"eats-{number}", "  - do: Eat it\n")
    written(pack, "sits", "  - do: Look closely\n  - expect: { scene: table }\n  - do: Sit down\n")
    story, asked = load(pack), frozenset({"choice table/sit", "scene nowhere"})
    assert played_in(asked, story, pack, lambda states: True, 1) == {"choice table/sit"}
    hidden = frozenset({"ending seated", "scene nowhere"})  # no scene is named
    assert not played_in(hidden, story, pack, lambda states: True, 2)
    assert played_in(hidden, story, pack, lambda states: True) == {"ending seated"}

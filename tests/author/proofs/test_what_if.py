"""`check --without` and `--with`: what would be different, in words and for other programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.author.proofs.supposing import Unsupposable, supposition
from game.cli import main
from game.support.exit_codes import WRONG_USAGE
from tests.docs.pages import ROOT

CELLAR = """\
pack: The cellar
start: hall
measures: { trust: { start: 2, min: 0, max: 5, stops_at_bounds: true } }
clock: { start: 09:00, end: 12:00 }
places:
  hall: { name: Hall, exits: { down: cellar } }
  cellar: { name: Cellar, exits: { up: { to: hall, when: not seen.lock } } }
items:
  badge: { name: a badge, at: hall }
scenes:
  quarrel: { title: Quarrel, at: hall, text: You quarrel., trust: -1 }
  sorry: { title: Say sorry, at: hall, when: seen.quarrel, text: You do. }
  lock: { title: Lock yourself in, at: cellar, text: Click. }
  gift: { title: Give the badge back, at: hall, when: trust >= 4, text: You give it., end: friends }
  out: { title: Leave, at: hall, text: Out., choices: [ { choose: Bow, end: home }, { choose: Stay, again: true } ] }
  sleep:
    title: Sleep
    at: cellar
    again: true
    text: You sleep.
    choices: [ { choose: For ever, end: asleep }, { choose: A bit, again: true } ]
endings: { home: Home., asleep: Asleep., friends: Friends. }
promises:
  - { can_still: ending.any }
  - { whenever: at.cellar, can_still: at.hall }
"""


@pytest.fixture
def pack(tmp_path: Path) -> str:
    path = tmp_path / "cellar.yaml"
    path.write_text(CELLAR, "utf-8")
    return str(path)


def what_if(pack: str, capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, object]:
    """What `--json` says is different."""
    main(["check", pack, "--json", *words])
    found = json.loads(capsys.readouterr().out)["what_if"]
    assert isinstance(found, dict)
    return found


def test_without_a_choice_what_hangs_on_it_is_lost(pack: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = what_if(pack, capsys, "--without", "sleep/for_ever")
    assert found["lost"] == {"endings": ["asleep"]}
    assert found["broken"] == ["no way to an ending", "statement 0"]
    assert (found["gained"], found["kept"], found["unknown"]) == ({}, [], [])
    assert (found["without"], found["with"]) == (["sleep/for_ever"], None)


def test_it_is_told_in_words_before_the_report(pack: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", pack, "--without", "sleep/for_ever"])
    told = capsys.readouterr().out
    assert (
        "Then 1 ending is lost:\n    endings: `asleep`\n"
        "Then it is so no longer: From every situation some ending can be reached.\n"
        "Then it is so no longer: `can_still: ending.any`.\n\nFor every play there can be:\n"
    ) in told


def test_plays_can_begin_with_something(pack: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What needed it is possible then; the nearest value with which it holds is taken."""
    found = what_if(pack, capsys, "--with", "trust >= 4")
    assert found["begins_with"] == {"measure.trust": 4}
    assert found["gained"] == {"scenes": ["gift"], "endings": ["friends"]}
    assert found["lost"] == {}


def test_what_is_supposed_is_said(pack: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", pack, "--with", "trust >= 4 and has.badge and time > 10:00"])
    told = " ".join(capsys.readouterr().out.split())
    assert (
        "For plays that begin with this: trust >= 4 and has.badge and time > 10:00 (trust 4 instead of 2, has.badge, "
        "time 10:01 instead of 09:00)."
    ) in told


@pytest.mark.parametrize(
    ("words", "lost"),
    [
        ("never seen.lock", {"scenes": ["lock"]}),
        ("always trust == 2", {"scenes": ["quarrel", "sorry"]}),
        ("never has.badge", {"items": ["badge"]}),
        ("never at.cellar", {
            "scenes": ["lock", "sleep"], "choices": ["sleep/for_ever", "sleep/a_bit"], "places": ["cellar"],
            "exits": ["hall down", "cellar up"], "endings": ["asleep"],
        }),
        ("never ending.home", {"choices": ["out/bow"], "endings": ["home"]}),
    ],
)  # fmt: skip
def test_only_plays_can_count_in_which_something_is_always_or_never_so(
    words: str, lost: dict[str, list[str]], pack: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found = what_if(pack, capsys, "--with", words)
    assert found["lost"] == lost
    assert found["gained"] == {}


def test_of_getting_stuck_nothing_is_said_where_a_condition_has_to_hold(
    pack: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check", pack, "--json", "--with", "never at.cellar"])
    told = json.loads(capsys.readouterr().out)
    assert not {"no way to an ending", "dead end"} & {proof["key"] for proof in told["proofs"]}
    assert told["what_if"]["kept"] == ["statement 1"]
    assert told["what_if"]["broken"] == ["statement 0"]


def test_both_can_be_asked_at_once(pack: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = what_if(pack, capsys, "--without", "out/bow", "--with", "never at.cellar")
    assert {"home", "asleep"} == set(found["lost"]["endings"])  # type: ignore[call-overload, index]


def test_where_nothing_is_different_that_is_said(pack: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", pack, "--with", "has.badge"])
    assert "Then nothing is lost, and nothing else is different.\n" in capsys.readouterr().out


def test_where_nothing_is_supposed_nothing_is_said(pack: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", pack, "--json"])
    assert json.loads(capsys.readouterr().out)["what_if"] is None


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("has.badg", "there is no such item"),
        ("trust >", "something is missing at its end"),
        ("trust > 9", "No beginning was found in which this is so: trust > 9."),
        ("ending.any", "No play can begin with `ending.any`"),
        ("asking.any", "No play can begin with `asking.…`"),
        ("trust == 2", 'Every play begins so anyway: trust == 2. With `--with "always trust == 2"` only those plays'),
        ("always trust > 3", "No play begins so that this can be so all the time: always trust > 3."),
        ("never at.hall", "No play begins so that this can be so all the time"),
        ("never", "This condition cannot be understood"),
    ],
)
def test_what_cannot_be_supposed_is_refused_in_a_sentence(
    words: str, said: str, pack: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", pack, "--with", words]) == WRONG_USAGE
    told = capsys.readouterr()
    assert said in " ".join(told.err.split())
    assert told.out == ""


def test_a_condition_that_is_wrong_is_shown_where_it_is_wrong(pack: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", pack, "--with", "never has.badg"])
    assert capsys.readouterr().err.startswith("--with:1:7: error EW402")


@pytest.mark.parametrize("flag", ["--certain", "--no-proofs", "--watch", "--wordings", "--remembers"])
def test_what_does_not_go_with_it_is_refused(flag: str, pack: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", pack, "--with", "has.badge", flag]) == WRONG_USAGE
    assert f"leave {flag} out" in capsys.readouterr().err


def test_as_little_as_possible_is_changed(pack: str) -> None:
    found = supposition(pack, "has.badge or trust >= 5")
    assert [(change.variable, change.now) for change in found.changes] == [("has.badge", 1)]
    found = supposition(pack, "at.cellar and trust < 2")
    assert [(change.variable, change.now) for change in found.changes] == [("place", 1), ("measure.trust", 1)]


def test_a_beginning_with_very_many_variables_is_given_up() -> None:
    with pytest.raises(Unsupposable, match="No beginning was found"):
        supposition(str(ROOT / "scenes" / "hq"), "notes >= 40")


STAIRS = """\
pack: Stairs
start: hall
measures: { luck: { start: 1, min: 0, max: 1, stops_at_bounds: true } }
places: { hall: { name: Hall, exits: { down: cellar } }, cellar: { name: Cellar } }
items: { badge: { name: a badge, at: hall } }
scenes:
  find: { title: Find a coin, at: hall, text: A coin., luck: +1 }
  trap: { at: cellar, on_arrival: true, when: has.badge, text: It snaps., luck: -1 }
  leave: { title: Leave, at: hall, text: Out., end: home }
endings: { home: Home. }
"""


@pytest.fixture
def stairs(tmp_path: Path) -> str:
    path = tmp_path / "stairs.yaml"
    path.write_text(STAIRS, "utf-8")
    return str(path)


def test_what_stops_at_its_bound_leaves_a_condition_as_it_was(stairs: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Luck stays 1 when a coin is found, and whoever has no badge can go down: only the trap is not to be met."""
    assert what_if(stairs, capsys, "--with", "always luck == 1")["lost"] == {"scenes": ["trap"]}


def test_what_leads_there_only_sometimes_can_be_done_at_other_times(
    stairs: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found = what_if(stairs, capsys, "--with", "never seen.trap")
    assert found["lost"] == {"scenes": ["trap"]}

"""A pack says under `checks:` how severe findings are."""

from __future__ import annotations

import pytest

from game.story.catalogue.examples import pack, scene_pack
from tests.story.inline import codes, examined, findings, only_finding

UNREACHABLE = pack("").replace("endings", "  b:\n    text: Hello.\nendings")
UNSAID = "people:\n  marta: { name: Marta }\n"


def with_checks(story: str, checks: str) -> str:
    return story.replace("pack: Test\n", f"pack: Test\nchecks: {checks}\n")


@pytest.mark.parametrize("word", ["EW306", "unreachable-scene"])
def test_a_warning_can_be_switched_off_by_code_or_by_name(word: str) -> None:
    assert codes(UNREACHABLE) == ["EW306"]
    assert codes(with_checks(UNREACHABLE, f"{{ {word}: off }}")) == []


def test_a_warning_made_an_error_keeps_the_pack_from_being_played() -> None:
    story, found = examined(with_checks(UNREACHABLE, "{ EW306: error }"))
    assert story is None
    assert [(finding.code, finding.severity) for finding in found] == [("EW306", "error")]


@pytest.mark.parametrize(("level", "severities"), [("warning", ["warning"]), ("off", [])])
def test_an_error_of_opinion_can_be_lowered_and_the_pack_plays(level: str, severities: list[str]) -> None:
    story, found = examined(with_checks(pack(UNSAID), f"{{ real-or-fictional: {level} }}"))
    assert story is not None
    assert [finding.severity for finding in found] == severities


def test_an_error_of_opinion_is_an_error_unless_the_pack_lowers_it() -> None:
    assert examined(pack(UNSAID))[0] is None


def test_an_error_without_which_nothing_can_be_built_stays_one() -> None:
    found = findings(with_checks(scene_pack("text: Hello.\nend: f"), "{ EW301: off }"))
    assert [(finding.code, finding.severity) for finding in found] == [("EW224", "error"), ("EW301", "error")]


def test_settings_hold_wherever_the_key_stands() -> None:
    assert codes({"pack.yaml": UNREACHABLE, "zz.yaml": "checks:\n  EW306: off\n"}) == []


def test_a_misspelt_name_gets_the_nearest_one() -> None:
    assert "`unreachable-scene`" in only_finding(pack("checks: { unreachable-scenes: off }\n")).fix

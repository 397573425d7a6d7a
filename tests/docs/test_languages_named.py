"""The guide says in which languages the small packs can be had, with the command line, and in no others."""

from __future__ import annotations

import re

import pytest

from game.story.packs import load
from tests.docs.pages import ROOT

PAGES = [page for page in (ROOT / "docs").glob("*.md") if page.name != "translating.md"]
"""All but that on new languages of the game, which no pack need have."""


@pytest.mark.parametrize(("pack", "page"), [("ministerial", "lesson-plan.md"), ("first-scene", "playtesting.md")])
def test_every_language_of_a_pack_is_named_with_its_command_line(pack: str, page: str) -> None:
    command = re.compile(rf"eightwings play {pack} --language ([a-zA-Z-]+)")
    named = {path.name: set(command.findall(" ".join(path.read_text("utf-8").split()))) for path in PAGES}
    there = load(pack).languages.keys()
    assert set().union(*named.values()) == there
    assert named[page]

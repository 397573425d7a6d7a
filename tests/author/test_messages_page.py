"""`docs/messages.md` is what the catalogue says. To write it anew: EIGHTWINGS_UPDATE_DOCS=1 pytest THIS_FILE"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from game.author.messages_page import explained, page
from game.story.catalogue import CATALOGUE

PAGE = Path(__file__).parents[2] / "docs" / "messages.md"


def test_the_page_is_up_to_date() -> None:
    written = page()
    if os.environ.get("EIGHTWINGS_UPDATE_DOCS"):
        PAGE.write_text(written, "utf-8")
    assert PAGE.read_text("utf-8") == written


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_every_message_has_a_title_a_reason_and_an_example_or_a_situation(code: str) -> None:
    entry = CATALOGUE[code]
    assert entry.title.rstrip("?") == entry.title.strip(" .?")
    assert 1 <= len(re.findall(r"[.?!](?:\s|$)", entry.explanation)) <= 4
    assert bool(entry.example) is not bool(entry.situation)


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_every_message_can_be_explained(code: str) -> None:
    assert explained(CATALOGUE[code])[0].startswith(f"{code} {CATALOGUE[code].name}")


def test_every_link_of_the_index_leads_to_a_heading() -> None:
    text = page()
    links = re.findall(r"\]\(#(ew\d+)\)", text)
    assert [f"EW{link[2:]}" for link in links] == re.findall(r"^## (EW\d+)$", text, re.MULTILINE)

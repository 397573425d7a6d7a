"""The reference of the format, key by key: complete, up to date, with an example of everything."""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path

from game.author.declared import definition_title, keys_of, records
from game.author.reference import reference
from game.story.packs import load
from tests.conftest import PACKS

DOCS = Path(__file__).parent.parent.parent / "docs"
PAGE = DOCS / "reference.md"


def test_the_page_is_that_of_the_definitions() -> None:
    """After a change of the format: EIGHTWINGS_UPDATE_SCHEMAS=1 pytest tests/author"""
    fresh = reference(PACKS / "harbour")
    if os.environ.get("EIGHTWINGS_UPDATE_SCHEMAS"):
        PAGE.write_text(fresh, "utf-8")
    assert PAGE.read_text("utf-8") == fresh


@cache
def sections() -> dict[str, str]:
    """The text below each heading of the page."""
    _, *parts = re.split(r"^## ", reference(PACKS / "harbour"), flags=re.MULTILINE)
    return {part.partition("\n")[0]: part for part in parts}


def test_every_definition_has_its_section_with_an_example_from_a_pack_that_loads() -> None:
    load(PACKS / "harbour")
    without = [
        definition_title(record) for record in records() if "```yaml" not in sections()[definition_title(record)]
    ]
    assert without == [], "tests/packs/harbour has everything once; add an example there"


def test_every_example_stands_in_the_pack_as_it_is_shown() -> None:
    written = "".join(path.read_text("utf-8").replace(" ", "") for path in (PACKS / "harbour").rglob("*.yaml"))
    shown = re.findall(r"```yaml\n(.*?)```", reference(PACKS / "harbour"), flags=re.DOTALL)
    assert len(shown) == len(records())
    assert all(example.replace(" ", "").strip() in written for example in shown)


def test_every_key_has_its_row_or_is_referred_to() -> None:
    for record in records():
        section = sections()[definition_title(record)]
        own = [key for key in keys_of(record) if f"| `{key.name}` | " in section]
        assert len(own) == len(keys_of(record)) or "And all keys of" in section


def test_the_links_of_the_page_lead_somewhere() -> None:
    page = reference(PACKS / "harbour")
    headings = {_anchor(line) for line in page.splitlines() if line.startswith("#")}
    ideas = {_anchor(line) for line in (DOCS / "format.md").read_text("utf-8").splitlines() if line.startswith("#")}
    for file, anchor in re.findall(r"\]\(([a-z.]*)#?([a-z-]*)\)", page):
        assert (anchor in (ideas if file else headings)) or (file == "format.md" and not anchor), (file, anchor)


def _anchor(heading: str) -> str:
    return re.sub(r"[^a-z -]", "", heading.lstrip("# ").lower()).replace(" ", "-")

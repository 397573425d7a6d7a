"""The guide as a site: what `zensical build --strict` does not look at."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator

from tests.docs.pages import ROOT

DOCS = ROOT / "docs"
SITE = tomllib.loads((DOCS / "zensical.toml").read_text("utf-8"))["project"]


def in_navigation(entries: object) -> Iterator[str]:
    """The pages that the navigation names, at any depth."""
    if isinstance(entries, str):
        yield entries
    elif isinstance(entries, dict):
        for entry in entries.values():
            yield from in_navigation(entry)
    elif isinstance(entries, list):
        for part in entries:
            yield from in_navigation(part)


def test_every_page_can_be_found() -> None:
    pages = {page.name for page in DOCS.glob("*.md")}
    assert pages <= set(in_navigation(SITE["nav"]))

"""Coverage as a page."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

from game.playthrough.coverage.annotated_source import annotated
from game.playthrough.coverage.measuring import Coverage
from game.report.coverage_page import coverage_page
from tests.playthrough.coverage.plays import coverage

VOID = {"meta", "input", "br"}


def page_of(measured: list[Coverage]) -> str:
    return coverage_page([annotated(coverage) for coverage in measured])


class Reader(HTMLParser):
    """Reads a page: its links, the ids they lead to, and whether every element is closed in its order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attributes:
            self.attributes.append((tag, name, value or ""))
            if name == "id":
                self.ids.append(value or "")
            if name == "href":
                self.links.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


DONE = ["scene:taste", "taste/ask_the_cook", "answer:salt", "taste/go_away"]


def test_the_page_is_whole_and_its_links_lead_somewhere(soup: Path) -> None:
    reader = Reader(page_of([coverage(soup, DONE), coverage(soup, [])]))
    assert not reader.open
    assert len(set(reader.ids)) == len(reader.ids)
    assert all(link.startswith("#") and link[1:] in reader.ids for link in reader.links)


def test_nothing_is_loaded_from_elsewhere(soup: Path) -> None:
    page = page_of([coverage(soup, DONE)])
    assert "default-src 'none'" in page
    assert not re.search(r"(src|href)=\"(?!#)", page)
    assert "http" not in page.replace("http-equiv", "")


def test_each_line_says_in_words_and_by_a_sign_what_was_reached(soup: Path) -> None:
    page = page_of([coverage(soup, DONE)])
    rows = re.findall(r"<tr class=\"(\w*)\" id=\"p1f1-(\d+)\".*?</tr>", page, re.DOTALL)
    assert len(rows) == len((soup / "pack.yaml").read_text("utf-8").splitlines())
    for status, words in (("reached", "reached"), ("partly", "in part"), ("missing", "not reached")):
        row = re.search(rf"<tr class=\"{status}\".*?</tr>", page, re.DOTALL)
        assert row is not None
        assert f'<span class="unseen">{words}</span>' in row[0]


def test_what_is_missing_stands_behind_its_line(soup: Path) -> None:
    page = page_of([coverage(soup, DONE)])
    assert 'Sit down</code> <span class="note">offered, never taken</span>' in page
    assert '<mark title="never shown">leeks</mark>|nothing yet' in page
    assert "never taken</span>" not in page.split("Eat</code>")[1].split("</tr>")[0]  # said where it begins


def test_a_line_tells_which_playthroughs_reached_it(soup: Path) -> None:
    page = page_of([coverage(soup, DONE, ["go:north"], DONE)])
    row = re.search(r"<tr class=\"reached\" id=\"p1f1-12\".*?</tr>", page, re.DOTALL)
    assert row is not None
    assert 'title="scene taste: reached by Play 1, Play 3"' in row[0]
    assert '<a href="#p1r3" title="Play 3">3</a>' in row[0]
    assert '<a href="#p1r2"' not in row[0]


def test_words_of_a_pack_stay_words(tmp_path: Path) -> None:
    file = tmp_path / "hostile.yaml"
    file.write_text(
        'pack: "</title><script>alert(1)</script>"\nscenes:\n  a:\n'
        '    text: "{seen.a: </code><img src=x onerror=alert(2)>|\'\\" onload=\\"alert(3)}"\n    end: one\n'
        "endings: { one: The first. }\n",
        "utf-8",
    )
    reader = Reader(page_of([coverage(file, [])]))
    assert not reader.open
    assert not [
        attribute
        for attribute in reader.attributes
        if attribute[1].startswith("on") or attribute[0] in ("img", "iframe")
    ]


def test_a_large_pack_has_each_line_once(small: Callable[[str], Path]) -> None:
    scenes = "".join(f"  s{number}: {{ text: A., end: one }}\n" for number in range(300))
    page = page_of([coverage(small(scenes), [])])
    assert page.count("<tr class=") == 300 + 6

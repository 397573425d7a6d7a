"""Every page: the same frame, the same policy, and whatever stands in its data is shown and does nothing."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple, get_args
from xml.etree import ElementTree

import pytest

from game.report.coverage_page import AnnotatedPack, coverage_page
from game.report.document import Document
from game.report.ending_picture import EndingPicture, PictureLine, ending_picture
from game.report.handout_page import Worksheet, handout_page
from game.report.map_drawing import Drawing, drawing_file
from game.report.map_page import MapContents, map_page
from game.report.proofs_page import ProofsContents, proofs_page
from game.report.simulation_page import items_page, simulation_page
from game.story.model.story import QuestionKind
from tests.report.filled import HOSTILE, SHOWN, filled, names

FRAME_STYLE = (Path(__file__).parents[2] / "game/report/frame.css").read_text("utf-8")
VARIANTS = range(len(get_args(QuestionKind)))
VOID = {"meta", "input", "br"}
FILE = f"[the file]{HOSTILE}"


class Written(NamedTuple):
    """Something that is written for people: the type of its data, how it is made of it, and how many scripts it has.

    `is_whole`: all that is in its data is shown.
    """

    data: type
    write: Callable[[Any], str]
    scripts: int = 0
    is_whole: bool = True


PAGES = {
    "coverage": Written(AnnotatedPack, lambda pack: coverage_page([pack]), 1),
    "simulation": Written(Document, simulation_page),
    "items": Written(Document, items_page, is_whole=False),  # nothing was played at random
    "proofs": Written(ProofsContents, proofs_page),
    "map": Written(MapContents, map_page, 1),
    "worksheet": Written(Worksheet, lambda sheet: handout_page(sheet, with_key=False), is_whole=False),
    "key": Written(Worksheet, lambda sheet: handout_page(sheet, with_key=True), is_whole=False),
}
DRAWING = Written(Drawing, drawing_file)
PICTURE = Written(EndingPicture, ending_picture, is_whole=False)  # long words are broken into lines
#: Names of files lead from one part of the page of coverage to another; its playthroughs are counted from 0.
FITTING = {("AnnotatedFile", "name"): FILE, ("NeverReached", "file"): FILE, ("AnnotatedLine", "by"): (0,)}


def written(kind: Written, variant: int = 0) -> str:
    return kind.write(filled(kind.data, variant, FITTING))


class Page(HTMLParser):
    """What a browser makes of a page: its elements, and all that is shown or said."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.head: list[str] = []
        self.words = ""
        self.style = ""
        self.script = ""
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if "head" in self.open:
            self.head.append(tag)
        self.handle_startendtag(tag, attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.words += "".join(f"\n{value}\n" for _, value in attrs if value)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in ("style", "script"):
            setattr(self, self.open[-1], getattr(self, self.open[-1]) + data)
        else:
            self.words += data


@pytest.mark.parametrize("kind", [*PAGES.values(), DRAWING], ids=[*PAGES, "drawing"])
def test_hostile_words_in_every_field_are_only_words(kind: Written) -> None:
    shown, there = set(), set()
    for variant in VARIANTS:
        text = written(kind, variant)
        page = Page(text)
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", text)
        assert [tag for tag, _ in page.elements].count("script") == kind.scripts
        assert not [name for _, given in page.elements for name in given if name.startswith("on")]
        assert "alert(" not in page.style + page.script
        there |= set(names(filled(kind.data, variant, FITTING)))
        shown |= {name for name in there if f"{name}{SHOWN}" in page.words}
    assert shown == there if kind.is_whole else shown


def test_what_a_worksheet_does_not_show_is_in_its_key() -> None:
    shown, there = set(), set()
    for variant in VARIANTS:
        words = Page(written(PAGES["worksheet"], variant)).words + Page(written(PAGES["key"], variant)).words
        there |= set(names(filled(Worksheet, variant, FITTING)))
        shown |= {name for name in there if f"{name}{SHOWN}" in words}
    assert shown == there


@pytest.mark.parametrize("kind", PAGES.values(), ids=PAGES)
def test_every_page_has_the_same_frame_and_policy(kind: Written) -> None:
    text = written(kind)
    page = Page(text)
    assert text.startswith('<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n')
    assert text.endswith("</body>\n</html>\n")
    assert page.head == ["meta", "meta", "meta", "title", "style"]
    assert page.style.strip().startswith(FRAME_STYLE.strip())
    assert page.elements[3][1] == {"name": "viewport", "content": "width=device-width, initial-scale=1"}
    own = f"script-src 'sha256-{b64encode(sha256(page.script.encode()).digest()).decode()}'; " if kind.scripts else ""
    assert page.elements[4][1] == {
        "http-equiv": "Content-Security-Policy",
        "content": f"default-src 'none'; style-src 'unsafe-inline'; {own}base-uri 'none'",
    }


@pytest.mark.parametrize("kind", PAGES.values(), ids=PAGES)
def test_a_page_loads_nothing(kind: Written) -> None:
    page = Page(written(kind))
    assert not {"link", "img", "iframe", "object", "base", "form"} & {tag for tag, _ in page.elements}
    addresses = [given.get(name) for _, given in page.elements for name in ("href", "src", "action") if name in given]
    assert all(str(address).startswith("#") for address in addresses)
    assert not re.search(r"url\(|@import", page.style)


def test_a_picture_of_an_end_is_well_formed_whatever_is_in_it() -> None:
    for variant in VARIANTS:
        root = ElementTree.fromstring(written(PICTURE, variant))  # noqa: S314 - our own words
        assert {element.tag.rpartition("}")[2] for element in root.iter()} == {"svg", "title", "style", "rect", "text"}
        assert not any(name.startswith("on") or name.endswith("href") for each in root.iter() for name in each.attrib)


def test_a_long_line_of_a_picture_is_broken_where_the_sheet_ends() -> None:
    long = EndingPicture(
        "A story", "An ending", "", (), (), (), "A page", (PictureLine("", "word " * 60, is_open=False),), "", ""
    )
    root = ElementTree.fromstring(ending_picture(long))  # noqa: S314 - our own words
    lines = [element.text or "" for element in root.iter() if element.get("class") == "paper"]
    assert len(lines) > 3
    assert max(map(len, lines)) * 15 * 0.602 <= 1000 - 2 * 64
    assert float(root.get("height", "0")) > max(float(each.get("y", "0")) for each in root.iter())


def test_a_drawing_is_well_formed_whatever_is_in_it() -> None:
    for variant in VARIANTS:
        root = ElementTree.fromstring(written(DRAWING, variant))  # noqa: S314 - our own words
        assert f"[Drawing.title]{SHOWN}: map" in [element.text for element in root.iter()]

"""The templates: no word of theirs stands outside of a catalogue, and there is no way round the escaping."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import game.web
from game.report.template_rendering import environment
from tests.localisation.catalogue_files import template

ROOM = Path(game.web.__file__).parent
TEMPLATES = sorted([*ROOM.glob("templates/*.html"), *ROOM.glob("server/templates/*.html")])
_JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_TAG = re.compile(r"<[^>]*>", re.DOTALL)
_TOLD_ATTRIBUTES = re.compile(r'(?:aria-label|title|placeholder|alt)="([^"]*)"')


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_no_word_stands_outside_of_a_catalogue(path: Path) -> None:
    text = _JINJA.sub("", path.read_text("utf-8")).replace(' lang="" dir="auto"', "")
    assert not re.search(r"[^\W\d_]{2,}", _TAG.sub("", text))
    assert not any(re.search(r"\w", words) for words in _TOLD_ATTRIBUTES.findall(text))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_every_message_of_a_template_is_found_by_whoever_makes_the_catalogues(path: Path) -> None:
    known = {message.id if isinstance(message.id, str) else message.id[0] for message in template() if message.id}
    text = path.read_text("utf-8")
    plain = re.findall(r'(?<!\w)n?gettext\("([^"]+)"', text)
    with_context = re.findall(r'pgettext\("[^"]+", "([^"]+)"', text)
    assert {*plain, *with_context} <= known
    assert len(plain) + len(with_context) == len(re.findall(r"gettext\(", text))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_nothing_is_marked_as_safe_and_no_script_or_style_stands_in_a_page(path: Path) -> None:
    text = path.read_text("utf-8")
    assert "autoescape" not in text
    assert "|safe" not in text
    assert not re.search(r"<style|<script(?![^>]*src=)|\sstyle=|\son\w+=|javascript:", text)
    environment(path.parent).get_template(path.name)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_what_is_filled_into_an_attribute_stands_in_quotation_marks(path: Path) -> None:
    """Escaping keeps words inside of an attribute only where it is quoted."""
    assert not re.search(r"\s[\w-]+=\{\{", path.read_text("utf-8"))

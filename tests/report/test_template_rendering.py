"""Templates become text with everything escaped, and never with a gap where a value is missing."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import TemplateSyntaxError, UndefinedError

import game.report
from game.report.template_rendering import environment

ROOM = Path(game.report.__file__).parent


def rendered(template: str, **values: object) -> str:
    return environment().from_string(template).render(values)


@pytest.mark.parametrize("template", ["{{ nobody }}", "{{ sheet.nothing }}", "{% if nobody %}{% endif %}"])
def test_a_name_that_nobody_handed_over_is_an_error(template: str) -> None:
    with pytest.raises(UndefinedError):
        rendered(template, sheet=Path())


def test_words_are_escaped_between_elements_and_in_attributes() -> None:
    page = rendered('<p title="{{ words }}">{{ words }}</p>', words="<b a='\"'>&")
    assert page == '<p title="&lt;b a=&#39;&#34;&#39;&gt;&amp;">&lt;b a=&#39;&#34;&#39;&gt;&amp;</p>'


def test_what_turns_the_direction_of_writing_is_shown_and_does_nothing() -> None:
    assert rendered("{{ words }}", words="a\u202eb\u2066c\x1b[0m\x00\ud800") == "a�b�c␛[0m␀�"


def test_what_cannot_be_seen_is_shown_where_it_matters_and_kept_in_sentences() -> None:
    assert rendered("{{ words }}|{{ words|visible }}", words="a\u200cb\u00a0c") == "a\u200cb\u00a0c|a�b⍽c"


def test_macros_are_not_escaped_twice() -> None:
    template = "{% macro bold(words) %}<b>{{ words }}</b>{% endmacro %}{{ bold(words) }}"
    assert rendered(template, words="<") == "<b>&lt;</b>"


def test_there_is_no_way_round_the_escaping() -> None:
    with pytest.raises(TemplateSyntaxError):
        rendered("{{ words|safe }}", words="<b>")
    templates = [file for file in ROOM.iterdir() if file.suffix in (".html", ".svg")]
    assert templates
    for file in templates:
        assert "autoescape" not in file.read_text("utf-8"), file


def test_every_template_can_be_compiled() -> None:
    for name in environment().list_templates(extensions=["html", "svg"]):
        environment().get_template(name)

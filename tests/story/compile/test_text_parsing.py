"""Text: each row of the reference's table, paragraphs, emphasis, escapes, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine.rendering import RenderedParagraph, render
from game.story.model.story import Story
from game.story.model.text import Emphasis, Quotation, Run, SourceMark, walk
from tests.story.inline import Files, codes, examined, only_finding, shown_text, story_of

HEAD = """\
pack: Test
disclaimer: Invented, after an almanac of 1921.
start: hall
measures:
  trust: { start: 2, min: 0, max: 5 }
clock: { start: 08:05, end: 12:00 }
places:
  hall: { name: The great hall }
people:
  ines: { name: Ines Moreau, fictional: true }
  jan: { name: Jan Roos, real: true }
items:
  lamp: { name: a lamp, at: hall }
"""
FACTS = """\
dossier: almanac
title: The almanac
article: almanac.txt
as_of: "1921"
facts:
  bell: { states: The bell is heavy., paragraph: 1, by: article, as_of: "1921", topics: [bells] }
  words: { states: He said "no bell"., paragraph: 2, by: Jan Roos, quote: no bell, as_of: "1921", topics: [bells] }
  worded: { states: The article says "no use"., paragraph: 3, by: article, quote: no use, as_of: "1921", topics: [x] }
"""
TAIL = "endings:\n  e: The end.\n"
FIRST_LINE = HEAD.count("\n") + 5


def pack(text: str) -> dict[str, str]:
    """A pack whose scene `a` has this text in a block; its first line is `FIRST_LINE`, its first column 7."""
    block = "".join(f"      {line}\n" if line else "\n" for line in text.splitlines())
    scene = f"scenes:\n  a:\n    again: true\n    text: |\n{block}    at: hall\n    end: e\n"
    return {"pack.yaml": HEAD + scene + TAIL, "almanac.yaml": FACTS}


def shown(story: Story, seed: int = 0, **values: int) -> tuple[RenderedParagraph, ...]:
    """What the text shows the first time, with these variables set (a dot is written as two underscores)."""
    memory = story.layout["visits.a"].put(story.layout.start, 1)
    for name, value in values.items():
        memory = story.layout[name.replace("__", ".")].put(memory, value)
    return render(story, shown_text(story), memory, seed)


def words(text: str, seed: int = 0, **values: int) -> list[str]:
    """The paragraphs that the text shows, without their styles."""
    return [paragraph.words for paragraph in shown(story_of(pack(text)), seed, **values)]


def spans(text: str) -> list[tuple[str, str]]:
    """The spans of the only paragraph."""
    (paragraph,) = shown(story_of(pack(text)))
    return [tuple(span) for span in paragraph.spans]


# ── The table of the reference ───────────────────────────────────────────────────────────────────────────


def test_a_condition_chooses_between_two_texts() -> None:
    text = "{knows.bell: You know.|You wonder.}"
    assert words(text) == ["You wonder."]
    assert words(text, knows__bell=1) == ["You know."]


def test_a_condition_without_a_second_text_shows_nothing_while_it_does_not_hold() -> None:
    assert words("One {trust > 4: and a half }two.") == ["One two."]
    assert words("One {trust > 4: and a half }two.", measure__trust=5) == ["One and a half two."]


def test_a_condition_may_hold_a_time_of_day_and_the_text_a_colon() -> None:
    assert words("{time >= 14:30: late: very|early: yes}") == ["early: yes"]
    assert words("{time < 14:30: early: yes|late}") == ["early: yes"]


def test_a_measure_the_clock_and_a_sum_are_shown_as_numbers() -> None:
    assert words("{trust}, {time}, {trust * 2 + 1}") == ["2, 08:05, 5"]


@pytest.mark.parametrize(("id_", "called"), [("hall", "The great hall"), ("ines", "Ines Moreau"), ("lamp", "a lamp")])
def test_a_name_is_shown(id_: str, called: str) -> None:
    assert words(f"Here: {{name.{id_}}}.") == [f"Here: {called}."]


def _times(text: str, number: int, seed: int = 0) -> list[str]:
    story = story_of(pack(text))
    return [shown(story, seed, visits__a=time)[0].words for time in range(1, number + 1)]


def test_a_sequence_goes_on_and_stays_at_its_last() -> None:
    assert _times("{Once.|Again.|As always.}", 5) == ["Once.", "Again.", "As always.", "As always.", "As always."]


def test_a_cycle_begins_again() -> None:
    assert _times("{&Monday.|Tuesday.}", 4) == ["Monday.", "Tuesday.", "Monday.", "Tuesday."]


def test_a_shuffle_is_drawn_by_the_seed() -> None:
    text = "{~Rain.|Drizzle.|Wind.}"
    assert {words(text, seed)[0] for seed in range(60)} == {"Rain.", "Drizzle.", "Wind."}
    assert words(text, 7) == words(text, 7)


def test_an_alternative_may_be_empty() -> None:
    assert _times("Come in{| again}.", 2) == ["Come in.", "Come in again."]


def test_a_quotation_is_shown_with_who_said_it_and_where_it_stands() -> None:
    assert spans("He said {quote: words}.") == [
        ("He said ", ""), ("“no bell”", "quotation"), (" [Jan Roos, 1.2]", "source"), (".", ""),
    ]  # fmt: skip


def test_words_of_the_article_are_quoted_without_a_person() -> None:
    assert words("It says {quote:worded}.") == ["It says “no use” [1.3]."]


def test_a_source_mark_says_where_the_dossier_has_the_fact_from() -> None:
    assert spans("It is heavy [bell].") == [("It is heavy ", ""), ("[1.1]", "source"), (".", "")]


# ── Paragraphs, emphasis, escapes ────────────────────────────────────────────────────────────────────────


def test_paragraphs_are_separated_by_empty_lines() -> None:
    assert words("One\nand more.\n\n\nTwo.\n  \nThree.") == ["One and more.", "Two.", "Three."]


@pytest.mark.parametrize("opening", ["|", ">", ""])
def test_an_empty_line_separates_paragraphs_however_the_text_is_written(opening: str) -> None:
    story = story_of(f"pack: T\nscenes:\n  a:\n    text: {opening}\n      One.\n\n      Two.\n    end: e\n{TAIL}")
    memory = story.layout.start
    assert [paragraph.words for paragraph in render(story, shown_text(story), memory, 0)] == ["One.", "Two."]


def test_lines_that_begin_with_a_dash_stay_lines() -> None:
    assert words("Take:\n- a lamp\n- oil\n  and wick") == ["Take:\n- a lamp\n- oil and wick"]


def test_a_paragraph_that_begins_with_a_person_is_said_by_that_person() -> None:
    said = shown(story_of(pack("ines: Come in.\n\nShe waits.\n\n  ines: Well?")))
    assert [(paragraph.speaker, paragraph.words) for paragraph in said] == [
        ("ines", "Come in."),
        ("", "She waits."),
        ("ines", "Well?"),
    ]


def test_other_words_before_a_colon_are_just_words() -> None:
    assert [(paragraph.speaker, paragraph.words) for paragraph in shown(story_of(pack("note: Mind the step.")))] == [
        ("", "note: Mind the step.")
    ]


def test_stars_stress() -> None:
    assert spans("A *light* and a **strong** one") == [
        ("A ", ""), ("light", "emphasis"), (" and a ", ""), ("strong", "strong"), (" one", ""),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["2 * 3 * 4", "a * b", "* * *", "5 *"])
def test_a_star_with_a_space_behind_it_is_a_star(text: str) -> None:
    assert words(text) == [text]
    assert codes(pack(text)) == []


@pytest.mark.parametrize("sign", list("*{}[]|\\:"))
def test_a_backslash_keeps_the_sign(sign: str) -> None:
    assert words(f"a\\{sign}b") == [f"a{sign}b"]


def test_escaped_signs_have_no_meaning() -> None:
    text = "\\*not\\* \\{trust\\} \\[bell] {trust > 1: a\\|b\\}|c}"
    assert words(text) == ["*not* {trust} [bell] a|b}"]


def test_a_backslash_before_other_signs_is_a_backslash() -> None:
    assert words("C:\\temp \\n \\") == ["C:\\temp \\n \\"]


def test_braces_nest() -> None:
    text = "{trust > 1: {knows.bell: *both*|{~one|one}}|none} and {&{trust}|x}"
    assert words(text) == ["one and 2"]
    assert words(text, knows__bell=1) == ["both and 2"]
    assert words(text, measure__trust=0) == ["none and 0"]


def test_all_that_a_text_may_show_is_found() -> None:
    parts = walk(shown_text(story_of(pack("*a {trust > 1: [bell]|{quote: words}}* {b|**c**}"))))
    assert SourceMark("bell") in parts
    assert Quotation("words") in parts
    assert [part.parts for part in parts if isinstance(part, Emphasis) and part.strong] == [(Run("c"),)]


@pytest.mark.parametrize(
    "text",
    ["[red]alarm[/red]", "[/]", "[link=file:///etc/passwd]x[/link]", "<b>bold</b>", "&amp;", "$HOME", "%s {trust}"],
)
def test_signs_of_other_languages_are_text(text: str) -> None:
    if text.startswith("[red]"):
        assert only_finding(pack(text)).code == "EW504"
        text = "\\" + text
    assert words(text) == [text.removeprefix("\\").replace("{trust}", "2")]


def test_the_facts_that_a_text_cites_are_known() -> None:
    text = shown_text(story_of(pack("A [bell] or {trust > 3: {quote: words}|none}.")))
    assert text.facts() == {"bell", "words"}


# ── What is refused, and where ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("A {trust", "EW501", 0, 9),
        ("One.\n\nTwo {trust\n\nthree.", "EW501", 2, 11),
        ("A }.", "EW502", 0, 9),
        ("A {}.", "EW503", 0, 9),
        ("A {some words}.", "EW503", 0, 9),
        ("A {name.haal}.", "EW503", 0, 9),
        ("One\ntwo [bel].", "EW504", 1, 11),
        ("One {quote: wrods}.", "EW504", 0, 11),
        ("A {quote: bell}.", "EW505", 0, 9),
        ("A *b", "EW506", 0, 9),
        ("A **b*", "EW506", 0, 9),
        ("A {trust > 1: a|b|c}.", "EW507", 0, 9),
        ("One\n\njan: Good day.", "EW802", 2, 7),
        ("A {trsut}.", "EW402", 0, 10),
        ("A {trust > 1: {trust > 2: x|{tsrut > 3: y}}}.", "EW402", 0, 36),
        ("A {trust > 1 +: x}.", "EW503", 0, 9),
        ("A {has.lamp}.", "EW403", 0, 10),
        ("A {trust: x}.", "EW403", 0, 10),
    ],
)
def test_what_is_wrong_in_a_text_is_said_where_it_stands(text: str, code: str, line: int, column: int) -> None:
    found = only_finding(pack(text))
    assert (found.code, found.spot.line - FIRST_LINE, found.spot.column) == (code, line, column)
    assert found.fix.strip()


def test_everything_wrong_in_a_text_is_reported_at_once() -> None:
    text = "A {trsut} and {has.lmap: x}\n\nand [bel] and }.\n\n{end"
    assert codes(pack(text)) == ["EW402", "EW402", "EW504", "EW502", "EW501"]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("text: One {trsut}.", 0, 16),
        ('text: "One {trsut}."', 0, 17),
        ("text: 'One {trsut}.'", 0, 17),
        ("text: |\n  One\n  two {trsut}.", 2, 12),
        ("text: |-\n\n  One {trsut}.", 2, 12),
        ("text: >\n  One\n  two {trsut}.", 2, 12),
        ("text: One\n  two {trsut}.", 1, 12),
        ("text:\n  One\n  two {trsut}.", 2, 12),
        ('text: "One\n  two {trsut}."', 1, 12),
    ],
)
def test_the_spot_is_right_however_the_text_is_written(text: str, line: int, column: int) -> None:
    indented = "".join(f"    {row}\n" if row else "\n" for row in text.splitlines())
    found = only_finding(f"pack: T\nmeasures:\n  trust: {{ start: 1 }}\nscenes:\n  a:\n{indented}    end: e\n{TAIL}")
    assert (found.code, found.spot.line - 6, found.spot.column) == ("EW402", line, column)


@pytest.mark.parametrize("sign", ["\x1b", "\x00", "\x07", "\x7f", "\x9b", "\u202e", "\u2066", "\u2069"])
def test_control_characters_are_refused(sign: str) -> None:
    found = only_finding(pack(f"A {sign}b"))
    assert (found.code, found.spot.line, found.spot.column) == ("EW105", FIRST_LINE, 9)


@pytest.mark.parametrize("sign", ["\u200c", "\u200d", "\u061c", "\u200e", "\u200f"])
def test_marks_that_words_of_other_scripts_need_are_not(sign: str) -> None:
    story, found = examined(pack(f"A {sign}b"))
    assert found == ()
    assert story is not None


@pytest.mark.parametrize("written", ["\\e[31m", "\\x1b", "\\0", "\\a", "\\b", "\\u202e", "\\x7f"])
def test_control_characters_are_refused_when_they_are_written_as_escapes(written: str) -> None:
    found = only_finding(f'pack: T\nscenes:\n  a:\n    text: "Hi {written}"\n    end: e\n{TAIL}')
    assert (found.code, found.spot.line, found.spot.column) == ("EW105", 4, 11)


def test_control_characters_are_refused_in_keys_and_labels_too() -> None:
    for line in ('"\\e": x', 'title: "\\e[2J"', 'choices: [{ choose: "\\e" }]'):
        assert only_finding(f"pack: T\nscenes:\n  a:\n    {line}\n    end: e\n{TAIL}").code == "EW105"


@pytest.mark.parametrize("depth", [400, 5000])
def test_braces_nested_too_deep_are_refused(depth: int) -> None:
    story, found = examined(pack("{a|" * depth + "b" + "}" * depth))
    assert story is None
    assert {finding.severity for finding in found} == {"error"}
    assert {finding.spot.line for finding in found} == {FIRST_LINE}


@settings(max_examples=120, deadline=None)
@given(st.text("ab*{}[]|\\:&~ \n.trus>1", max_size=60))
def test_any_text_becomes_a_story_or_findings(text: str) -> None:
    story, found = examined(_in_block(text))
    assert (story is None) == any(finding.severity == "error" for finding in found)
    if story is not None:
        for seed in (0, 1):
            shown(story, seed)


def _in_block(text: str) -> Files:
    return pack("A.\n" + "\n".join(line.strip() for line in text.splitlines()))

"""What a document shows, and how texts print and quote it."""

from __future__ import annotations

import pytest

from game.engine.rendering import (
    Remembering,
    Span,
    facts_in_lines,
    facts_marked_in,
    render,
    render_document,
)
from game.story.model.story import ShowText

PAGE = """
    measures: { trust: { start: 1, max: 5 } }
    documents:
      draft:
        title: The draft
        text: To be read aloud.
        sections: { money: Money }
        lines:
          preamble: { wordings: { only: "Blue [sky], *once*." } }
          spending:
            title: Spending
            section: money
            open: trust < 3
            wordings:
              five: { when: trust > 3, open: trust == 5, text: "{trust > 4: Five at once|Five}." }
              two: { when: trust > 0, text: Two. }
            blank: Nobody knows.
          verb: { left_out: true, wordings: { heard: { when: trust == 2, text: Heard. } } }
    scenes:
      a:
        text: |
          It says: {draft.spending} And {draft.verb}

          {draft}

          So.
        end: e
    endings: { e: The end. }
"""


@pytest.fixture
def story(story_of):
    return story_of(PAGE)


def memory(story, trust: int) -> int:
    return story.measures["trust"].slot.put(story.layout.start, trust)


def shown(story, trust: int) -> list[str]:
    lines = render_document(story, story.documents["draft"], memory(story, trust), 0)
    return ["".join(span.words for span in line.shown) for line in lines]


@pytest.mark.parametrize(
    ("trust", "expected"),
    [
        (0, ["[______]"]),
        (1, ["[Two.]"]),
        (2, ["[Two.]", "Heard."]),
        (3, ["Two."]),
        (4, ["Five."]),
        (5, ["[Five at once.]"]),
    ],
)
def test_a_line_shows_its_wording_in_brackets_while_it_is_not_agreed(story, trust: int, expected: list[str]) -> None:
    assert shown(story, trust)[1:] == expected


def test_a_blank_line_has_its_reason_and_no_wording(story) -> None:
    line = render_document(story, story.documents["draft"], memory(story, 0), 0)[1]
    assert (line.wording, line.spans, line.title, line.section) == (
        "",
        (Span("Nobody knows.", ""),),
        "Spending",
        "Money",
    )


def test_brackets_have_a_style_of_their_own_and_leave_others(story) -> None:
    lines = render_document(story, story.documents["draft"], memory(story, 1), 0)
    assert lines[1].shown == (Span("[", "open"), Span("Two.", "open"), Span("]", "open"))
    assert [span.style for span in lines[0].shown] == ["", "source", "", "emphasis", ""]


def test_a_text_quotes_a_line_and_prints_a_document(story) -> None:
    text = next(node.text for node in story.nodes if hasattr(node, "text") and node.text.id == "a.text")
    paragraphs = render(story, text, memory(story, 3), 0)
    assert [(paragraph.document, paragraph.words) for paragraph in paragraphs] == [
        ("", "It says: Two. And"),
        ("title", "The draft"),
        ("text", "To be read aloud."),
        ("line", "Blue [1.1], once."),
        ("section", "Money"),
        ("line", "Spending: Two."),
        ("", "So."),
    ]


def test_what_is_remembered_of_a_text_depends_on_the_documents_in_it(story) -> None:
    text = next(node.text for node in story.nodes if hasattr(node, "text") and node.text.id == "a.text")
    remembering = Remembering(story, render)
    for trust in (0, 1, 2, 3, 4, 5, 4, 0):
        assert remembering(text, memory(story, trust), 0) == render(story, text, memory(story, trust), 0)


def test_a_document_with_nothing_above_its_lines_is_printed_with_its_title(story_of):
    story = story_of("""
    documents: { note: { title: A note, lines: { a: { wordings: { only: Blue. } } } } }
    scenes: { a: { text: "{note}", end: e } }
    endings: { e: The end. }
""")
    text = next(node.text for node in story.nodes if isinstance(node, ShowText))
    printed = render(story, text, story.layout.start, 0)
    assert ["".join(span.words for span in paragraph.spans) for paragraph in printed] == ["A note", "Blue."]


MARKED = """
    measures: { trust: { start: 1, max: 5 } }
    documents:
      draft:
        title: The draft
        text: Under a blue sky [sky].
        lines:
          wet: { wordings: { only: "It is wet [sea]." } }
          fed: { left_out: true, wordings: { only: { when: trust > 2, text: "They eat [bread]." } } }
      slip:
        title: A slip
        lines: { only: { wordings: { only: "One [sky]." } } }
    scenes:
      a: { text: "One quotes {quote: saying} and {trust > 1: the sky [sky]|nothing}.", goto: b }
      b: { text: "{draft}", goto: c }
      c: { text: "Of it stands: {draft.fed}", goto: d }
      d: { text: "{slip}", end: e }
    endings: { e: The end. }
"""


@pytest.mark.parametrize(
    ("scene", "trust", "facts"),
    [
        ("a", 1, {"saying"}),
        ("a", 2, {"saying", "sky"}),
        ("b", 1, {"sky", "sea"}),
        ("b", 3, {"sky", "sea", "bread"}),
        ("c", 1, set()),
        ("c", 3, {"bread"}),
        ("d", 1, {"sky"}),
    ],
)
def test_the_facts_whose_marks_stand_in_a_text_are_those_that_are_shown(
    story_of, scene: str, trust: int, facts: set[str]
) -> None:
    story = story_of(MARKED)
    node = story.nodes[story.scenes[scene].start]
    assert isinstance(node, ShowText)
    assert facts_marked_in(story, node.text, memory(story, trust), 0) == facts


@pytest.mark.parametrize(("trust", "lines"), [(1, {"wet": {"sea"}}), (3, {"wet": {"sea"}, "fed": {"bread"}})])
def test_the_facts_of_a_document_are_those_of_the_lines_that_stand_in_it(story_of, trust: int, lines: object) -> None:
    story = story_of(MARKED)
    assert facts_in_lines(story, story.documents["draft"], memory(story, trust), 0) == lines

"""Documents: how they are read, what is wrong with them, and what conditions can ask of them.

The examples of the catalogue say what each finding is about; here is what they do not show.
"""

from __future__ import annotations

import pytest

from game.story.model.document_wordings import standing_wording
from game.story.model.story import Story
from tests.story.inline import codes, examined, story_of

PAGE = """\
pack: Test
measures:
  trust: {{ start: 1, max: 5 }}
documents:
  draft:
    title: The draft
    sections: {{ money: Money }}
    lines:
      spending:
        title: Spending
        section: money
        wordings:
          five: {{ when: trust > 3, text: Five., by: ana }}
          two: {{ when: trust > 1, text: Two. }}
          {last}
people:
  ana: {{ name: Ana, fictional: true }}
scenes:
  a:
    text: "{text}"
    choices:
      - {{ choose: Trust, trust: +1, again: true, stay: true }}
      - choose: Go
        when: {when}
        end: e
endings:
  e: The end.
"""


def page(text: str = "Hello.", when: str = "true", last: str = "none: None.") -> str:
    return PAGE.format(text=text, when=when, last=last)


def at_trust(story: Story, trust: int) -> int:
    return story.measures["trust"].slot.put(story.layout.start, trust)


def test_the_first_wording_stands_whose_condition_holds() -> None:
    story = story_of(page())
    (line,) = story.documents["draft"].lines
    standing = [standing_wording(line, at_trust(story, trust)) for trust in (0, 1, 2, 3, 4, 5)]
    assert [wording.id for wording in standing if wording] == ["none", "none", "two", "two", "five", "five"]
    assert line.wordings[0].by == ("ana",)


@pytest.mark.parametrize(("id_", "trusts"), [("five", [4, 5]), ("two", [2, 3]), ("none", [0, 1])])
def test_a_condition_asks_whether_a_wording_stands(id_: str, trusts: list[int]) -> None:
    story = story_of(page(when=f"stands.draft.spending.{id_}"))
    choice = next(node.choices[1] for node in story.nodes if getattr(node, "choices", ()))
    assert [trust for trust in range(6) if choice.when(at_trust(story, trust))] == trusts


def test_a_condition_asks_whether_a_line_is_blank() -> None:
    blank = page(when="stands.draft.spending.blank").replace(
        "          none: None.\n", "        blank: Nobody knows.\n"
    )
    story = story_of(blank)
    choice = next(node.choices[1] for node in story.nodes if getattr(node, "choices", ()))
    assert [trust for trust in range(6) if choice.when(at_trust(story, trust))] == [0, 1]


@pytest.mark.parametrize(
    ("asked", "meant"),
    [("stands.draft.spending.fiv", "stands.draft.spending.five"), ("stands.draft.spendin.two", "spending.two")],
)
def test_a_wording_that_there_is_not_is_reported_with_the_nearest(asked: str, meant: str) -> None:
    (finding,) = examined(page(when=asked))[1]
    assert finding.code == "EW402"
    assert meant in finding.fix


@pytest.mark.parametrize(
    ("text", "meant"), [("{draft.spendin}", "draft.spending"), ("{drafft.spending}", "draft.spending")]
)
def test_a_line_that_there_is_not_is_reported_with_the_nearest(text: str, meant: str) -> None:
    (finding,) = examined(page(text=text))[1]
    assert finding.code == "EW503"
    assert f"`{meant}`" in finding.fix


def test_what_a_wording_asks_of_a_document_is_refused() -> None:
    assert codes(page(last="none: { when: not stands.draft.spending.five, text: None. }")) == ["EW338", "EW333"][::-1]


def test_the_conditions_of_a_line_that_are_too_large_cannot_be_asked_for() -> None:
    many = "\n          ".join(
        f"w{number}: {{ when: {' or '.join(['trust > 4'] * 12)}, text: No. }}" for number in range(20)
    )
    (finding,) = examined(page(when="stands.draft.spending.last", last=f"{many}\n          last: None."))[1]
    assert (finding.code, "too large to be asked for" in finding.message) == ("EW404", True)


def test_a_measure_may_still_be_called_stands() -> None:
    older = page(when="stands > 0 or trust > 1").replace("  trust: {", "  stands: { start: 1 }\n  trust: {")
    assert codes(older) == []


def test_an_unknown_section_and_an_unknown_person_are_reported() -> None:
    assert codes(page().replace("section: money", "section: mony")) == ["EW301"]
    assert codes(page().replace("by: ana", "by: anna")) == ["EW301"]


def test_what_stands_in_documents_is_read_by_the_lint() -> None:
    said = "none: Jan Roos said “this is fine”."
    assert codes(f"real_people: [Jan Roos]\n{page(last=said)}") == ["EW901"]

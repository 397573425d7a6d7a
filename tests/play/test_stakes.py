"""What is at stake: the next deadline, the measures, and what is settled in the document, group by group."""

from __future__ import annotations

import pytest

from game.play.session import Session
from game.play.stakes import LineGroup, MeasureAtStake, Stakes, stakes
from tests.story.inline import story_of

DAY = """\
pack: The day
start: hall
clock: { start: 09:00, end: 18:00 }
deadlines:
  gong: { at: 11:00, name: The gong }
  last_bus: 17:00
measures:
  trust: { start: 1, max: 9 }
  secret: { start: 0, max: 9, hidden: true }
places: { hall: { name: The hall } }
scenes:
  bench: { title: Wait, at: hall, again: true, text: You wait., minutes: 60 }
  yes: { title: Trust, at: hall, again: true, text: You nod., trust: +1, secret: +1 }
endings: { e: The end. }
"""
LINES = """\
documents:
  draft:
    title: The draft
    sections: { top: Preamble, money: Spending }
    lines:
      never: { section: top, wordings: { never: Never yet. } }
      two:
        title: Two
        section: money
        GROUP
        blank: Nobody knows.
        wordings:
          two: { when: trust == 2, text: Two. }
          three: { when: trust == 3, open: true, text: Three. }
      five:
        section: money
        GROUP
        left_out: true
        wordings: { five: { when: trust > 1, text: Five. } }
"""


def played(source: str) -> Session:
    return Session(story_of(source), 1)


def boxes(session: Session) -> list[tuple[str, int, int, bool]]:
    return [(group.label, group.settled, group.total, group.is_changed) for group in stakes(session).groups]


def test_the_next_deadline_comes_with_the_share_of_the_time_that_is_over() -> None:
    session = played(DAY)
    first = stakes(session)
    assert first.time == 540
    assert first.deadline == ("The gong", 660, 120, 0.0)
    session.do("scene:bench")
    assert stakes(session).deadline == ("The gong", 660, 60, 0.5)


def test_after_a_deadline_the_time_counts_from_there() -> None:
    session = played(DAY)
    for _ in range(5):
        session.do("scene:bench")
    assert stakes(session).deadline == ("Last bus", 1020, 180, 0.5)


def test_what_has_no_clock_no_measures_and_no_document_has_nothing_at_stake() -> None:
    session = played("pack: A\nscenes: { a: { choices: [{ choose: Go, end: e }] } }\nendings: { e: End. }\n")
    assert stakes(session) == Stakes(None, None, (), "", ())


def test_measures_are_shown_with_what_the_last_step_added_and_hidden_ones_never() -> None:
    session = played(DAY)
    session.do("scene:yes")
    assert stakes(session).measures == (MeasureAtStake("trust", "Trust", 2, 0, 9, 1),)
    session.do("scene:bench")
    assert stakes(session).measures[0].change == 0


def test_a_turn_of_several_steps_counts_from_its_beginning() -> None:
    session = played(DAY)
    before = session.state
    session.do("scene:yes")
    session.do("scene:yes")
    assert stakes(session, before).measures[0].change == 2


def test_lines_with_the_same_label_are_one_group() -> None:
    session = played(DAY + LINES.replace("GROUP", "group: MONEY"))
    assert stakes(session).document == "The draft"
    assert boxes(session) == [("MONEY", 0, 2, False)]
    session.do("scene:yes")
    assert boxes(session) == [("MONEY", 2, 2, True)]
    session.do("scene:yes")  # one of the two is in brackets now
    assert boxes(session) == [("MONEY", 1, 2, True)]
    assert [line.is_changed for line in stakes(session).groups[0].lines] == [True, False]


def test_going_back_unsettles_what_is_blank_or_gone_again() -> None:
    session = played(DAY + LINES.replace("GROUP", "group: MONEY"))
    session.do("scene:yes")
    session.undo()
    assert boxes(session) == [("MONEY", 0, 2, False)]


def test_without_labels_each_section_is_a_group() -> None:
    session = played(DAY + LINES.replace("        GROUP\n", ""))
    assert boxes(session) == [("Preamble", 1, 1, False), ("Spending", 0, 2, False)]


def test_without_sections_the_document_is_one_group() -> None:
    whole = LINES.replace("        GROUP\n", "").replace("section: top, ", "").replace("        section: money\n", "")
    session = played(DAY + whole.replace("    sections: { top: Preamble, money: Spending }\n", ""))
    assert boxes(session) == [("The draft", 1, 3, False)]


def test_a_document_with_nothing_open_or_with_very_many_sections_has_no_groups() -> None:
    page = "documents:\n  d:\n    title: D\n    sections: {{ {} }}\n    lines:\n{}"
    many = ", ".join(f"s{number}: Section {number}" for number in range(7))
    lines = "".join(
        f"      l{number}: {{ section: s{number}, wordings: {{ a: {{ open: true, text: A. }} }} }}\n"
        for number in range(7)
    )
    assert stakes(played(DAY + page.format(many, lines))).groups == ()
    assert stakes(played(DAY + page.format(many, lines.replace("open: true, ", "")))).groups == ()
    few = page.format(many, "".join(lines.splitlines(keepends=True)[:6]))
    assert [group.label for group in stakes(played(DAY + few)).groups] == [f"Section {number}" for number in range(6)]


@pytest.mark.parametrize("label", ["UKRAINE", "Article 5"])
def test_a_label_is_shown_as_it_was_written(label: str) -> None:
    group: LineGroup = stakes(played(DAY + LINES.replace("GROUP", f"group: {label}"))).groups[0]
    assert group.label == label

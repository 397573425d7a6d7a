"""Documents in a play: read at any time, with what the last step changed, and told when they change."""

from __future__ import annotations

import pytest

from game.play.after_the_end import told_after_the_end
from game.play.command_types import DoCommand, Say, Show
from game.play.commands import understand
from game.play.consequences import turn_in_brief
from game.play.reading_documents import document_list, document_told, read_document
from game.play.session import Session
from tests.story.inline import story_of

PAGE = """\
pack: Test
measures:
  trust: { start: 0, max: 9 }
people:
  ana: { name: Ana Bell, fictional: true }
documents:
  draft:
    title: The draft communiqué
    lines:
      spending:
        title: Spending
        open: trust < 2
        wordings:
          two: { when: trust > 0 and trust < 4, text: Two., by: ana }
        blank: Nobody knows.
      verb:
        title: Ukraine
        left_out: true
        wordings:
          heard: { when: trust == 3, text: Heard. }
scenes:
  a:
    text: Hello.
    choices:
      - { choose: Trust, trust: +1, again: true, stay: true }
      - { choose: Doubt, trust: -1, again: true, stay: true }
      - { choose: Wait, again: true, stay: true }
      - { choose: Read the draft to him, goto: b }
  b:
    ask: q
    text: Well?
    end: e
questions:
  q: { text: How many?, cites: todo, number: 2 }
endings:
  e: The end.
"""


@pytest.fixture
def session() -> Session:
    return Session(story_of(PAGE), 1)


def told_after(session: Session, *choices: str) -> list[str]:
    lines: list[str] = []
    for choice in choices:
        before = session.state
        lines = [line.words for line in turn_in_brief(session.story, before, session.do(f"a/{choice}"))]
    return lines


def changes(session: Session) -> list[tuple[str, str, str]]:
    return [
        (read.line.id, read.change, "".join(span.words for span in read.before))
        for read in read_document(session, "draft")
    ]


@pytest.mark.parametrize(
    ("choices", "sentence", "change"),
    [
        ("trust", "Spending now reads “[Two.]”", ("spending", "changed", "[______]")),
        ("trust trust", "Spending is agreed, “Two.”", ("spending", "agreed", "[Two.]")),
        ("trust trust trust", "Ukraine is new, “Heard.”", ("verb", "new", "")),
        ("trust trust trust trust", "Spending is blank now; Ukraine is struck.", ("verb", "struck", "")),
        ("trust trust doubt", "Spending is open again, “[Two.]”", ("spending", "opened", "Two.")),
    ],
)
def test_what_a_step_changed_is_told_and_marked(
    session: Session, choices: str, sentence: str, change: tuple[str, str, str]
) -> None:
    assert f"The draft communiqué: {sentence}" in told_after(session, *choices.split())
    assert change in changes(session)


def test_a_step_that_changes_nothing_says_nothing_and_marks_nothing(session: Session) -> None:
    assert not any("draft" in words for words in told_after(session, "trust", "wait"))
    assert changes(session) == [("spending", "", "")]


def test_taking_a_step_back_shows_what_the_step_before_it_changed(session: Session) -> None:
    told_after(session, "trust", "trust")
    session.undo()
    assert changes(session) == [("spending", "changed", "[______]")]


def test_a_document_is_read_out_in_words(session: Session) -> None:
    told_after(session, "trust")
    assert [line.words for line in document_told(session, "draft")] == [
        "The draft communiqué",
        "Spending: [Two.]",
        "Not agreed.",
        "Asked for by Ana Bell.",
        "Changed. Before: [______]",
    ]


def test_a_change_is_told_before_the_question_that_follows_it() -> None:
    session = Session(story_of(PAGE.replace("goto: b", "trust: +1, goto: b")), 1)
    lines = told_after(session, "read_the_draft_to_him")
    assert lines.index("The draft communiqué: Spending now reads “[Two.]”") < lines.index("How many?")


@pytest.mark.parametrize(
    "typed",
    ["draft", "the draft", "DRAFT", "the draft communiqué", "document", "documents", "read draft", "look at the draft",
     "document draft", "/draft", "communique"],
)  # fmt: skip
def test_a_document_is_opened_by_its_id_or_its_title(session: Session, typed: str) -> None:
    assert understand(session, typed) == Show("document", "draft")


def test_what_is_offered_comes_before_a_document(session: Session) -> None:
    assert understand(session, "read the draft to him") == DoCommand("a/read_the_draft_to_him")


def test_a_document_can_be_read_while_a_question_waits(session: Session) -> None:
    told_after(session, "read_the_draft_to_him")
    assert session.question is not None
    assert understand(session, "draft") == Show("document", "draft")


def test_a_story_without_documents_says_so() -> None:
    pack = "pack: Test\nscenes:\n  a: { choices: [{ choose: Go, end: e }] }\nendings:\n  e: E.\n"
    other = Session(story_of(pack), 1)
    command = understand(other, "documents")
    assert isinstance(command, Say)
    assert command.lines[0].words == "This story has no documents."


def test_several_documents_are_listed(session: Session) -> None:
    second = "  list:\n    title: The list\n    lines: { x: { wordings: { y: Y. } } }\n"
    more = PAGE.replace("scenes:\n", f"{second}scenes:\n", 1)
    command = understand(Session(story_of(more), 1), "documents")
    assert isinstance(command, Say)
    assert [line.words.strip() for line in command.lines] == [
        "Documents:", "The draft communiqué: type `draft`", "The list: type `list`",
    ]  # fmt: skip


# What to type for a document


def test_a_document_is_read_by_its_id_and_in_another_language_by_its_title() -> None:
    story = story_of(PAGE)
    translated = story._replace(
        language="de", documents={"draft": story.documents["draft"]._replace(title="Der Entwurf")}
    )
    for told, typed in ((story, "draft"), (translated, "Der Entwurf")):
        assert f"type `{typed}`" in document_list(told)[-1].words
        session = Session(told, 1)
        assert understand(session, typed) == Show("document", "draft")
        while not session.is_over:
            session.do(session.options[-1].id)
        assert f"`{typed}` shows what stands there" in "\n".join(
            line.words for line in told_after_the_end(session, None)
        )

"""Line breaks that stay: verse and small tables, in both clients and in everything that is exported."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from game.app.application import EightWings
from game.author.handout.markdown import as_markdown
from game.author.handout.worksheet import make_worksheet
from game.author.map.map_words import as_written
from game.engine.rendering import render_passage, render_words
from game.plain import PlainClient
from game.play.opening import Opened
from game.play.session import Session
from game.report.handout_page import handout_page
from game.story.model.story import Story
from tests.app.conftest import screen_text
from tests.story.inline import DOSSIER, question_pack, scene_pack, shown_text, story_of

VERSE = "| The river rose at *night*,\n|   the bridge went.\n"
LINES = ["The river rose at night,", "  the bridge went."]


def with_text(text: str) -> Story:
    indented = "".join(f"  {line}\n" if line else "\n" for line in text.splitlines())
    return story_of(scene_pack(f"text: |\n{indented}choices:\n  - choose: Go\n    end: e"))


def shown(text: str) -> str:
    story = with_text(text)
    return render_passage(story, shown_text(story), story.layout.start, 1)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (VERSE, "\n".join(LINES)),
        ("| 1931    built\n| 1978    mended", "1931    built\n1978    mended"),
        ("| one\n|\n| two", "one\n\ntwo"),
        ("| one [2] {seen.a: yes|no}\n| two", "one [2] no\ntwo"),
        ("One\\\ntwo\nthree\\\nfour", "One\ntwo three\nfour"),
        ("One\\\ntwo\\", "One\ntwo"),
        ("One\\\n\nTwo", "One\\\n\nTwo"),
        ("One\ntwo", "One two"),
        ("One\n- two\n- three", "One\n- two\n- three"),
        ("It is 5 | 6", "It is 5 | 6"),
        ("| alone", "| alone"),
        ("| one\ntwo", "| one two"),
        ("See http://a.org/x_y_z?c=d&e and _this_", "See http://a.org/x_y_z?c=d&e and _this_"),
    ],
)
def test_lines_are_kept_where_their_author_says_so(text: str, lines: str) -> None:
    assert shown(text) == lines


def test_a_person_can_speak_in_verse() -> None:
    people = "people:\n  ann: { name: Ann, fictional: true }\n"
    story = story_of(scene_pack("text: |\n  ann:\n  | one\n  | two\nend: e", people))
    (paragraph,) = shown_text(story).paragraphs
    assert paragraph.speaker == "ann"
    assert render_passage(story, shown_text(story), story.layout.start, 1) == "one\ntwo"


def test_the_plain_client_shows_the_lines(tmp_path: Path) -> None:
    out = io.StringIO()
    PlainClient(Opened(Session(with_text(VERSE), 1)), tmp_path, io.StringIO(), out).run()
    assert "\n".join(LINES) in out.getvalue()


async def test_the_app_shows_the_lines(tmp_path: Path) -> None:
    session = Session(with_text(VERSE), 1)
    app = EightWings(session.story, tmp_path, Opened(session))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        rows = [row[1:].rstrip() for row in screen_text(app).splitlines()]
        at = next(index for index, row in enumerate(rows) if LINES[0] in row)
        assert rows[at].index("The") + 2 == rows[at + 1].index("the")


def worksheet(question: str) -> tuple[str, str]:
    """The key to a worksheet with this one question, as Markdown and as a page."""
    story = story_of({**question_pack(question), "almanac.yaml": DOSSIER})
    sheet = make_worksheet(story, list(story.questions.values()), 1)
    return as_markdown(sheet, with_key=True), handout_page(sheet, with_key=True)


@pytest.mark.parametrize(
    "question",
    [
        "text: |\n  | One    a\n  | two\ncites: bell\nnumber: 80\nbecause: It is so.",
        "cites: bell\ncloze: |\n  | One    a\n  | two [80]\nbecause: It is so.",
        "text: What?\ncites: bell\nnumber: 80\nbecause: |\n  | One    a\n  | two",
    ],
)
def test_worksheets_show_the_lines(question: str) -> None:
    markdown, page = worksheet(question)
    assert "One\u00a0\u00a0\u00a0\u00a0a\\\ntwo" in markdown
    assert "One    a\ntwo" in page


def test_links_stay_as_they_are_on_worksheets() -> None:
    markdown, page = worksheet("text: See http://a.org/x_y_z?c=d&e now.\ncites: bell\nnumber: 80\nbecause: It is so.")
    assert r"http://a.org/x\_y\_z?c=d\&e" in markdown
    assert "http://a.org/x_y_z?c=d&amp;e" in page


def test_the_map_has_a_line_for_each() -> None:
    story = with_text(VERSE)
    assert as_written(story, shown_text(story)) == ("The river rose at *night*,", "the bridge went.")


# Where a text is a line


LINES_IN_A_QUESTION = """\
text: |
  Which note
  carries it?
cites: bell
evidence: [bell, words]
because: It does.
"""


def test_a_statement_is_a_line_wherever_it_is_written_out() -> None:
    dossier = DOSSIER.replace("states: The bell weighs", "states: |\n      The bell\n      weighs")
    story = story_of({**question_pack(LINES_IN_A_QUESTION), "almanac.yaml": dossier})
    (question,) = story.questions.values()
    assert question.answers[0].words == story.facts["bell"].states == "The bell weighs 80 kilograms."
    assert render_words(story, question.text, story.layout.start, 1) == "Which note carries it?"


def test_what_is_shown_on_one_line_has_no_break_that_its_author_kept() -> None:
    story = story_of(question_pack("text: |\n  | One\n  |   two\ncites: bell\nnumber: 80\n"))
    (question,) = story.questions.values()
    assert render_words(story, question.text, story.layout.start, 1) == "One two"


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("strike: |\n  It is [big\n  bell] and [!red\n  bell].", ["big bell", "red bell"]),
        ("word: |\n  It [is\n  now|was\n  then] heavy.", ["is now", "was then"]),
    ],
)
def test_marked_words_are_lines(question: str, words: list[str]) -> None:
    story = story_of(question_pack(f"cites: bell\nbecause: So it is.\n{question}"))
    assert [answer.words for answer in story.questions["q"].answers] == words


def test_a_gap_takes_words_whatever_the_line_breaks() -> None:
    story = story_of(question_pack("cites: bell\nbecause: So.\ncloze: |\n  In the [United\n  Kingdom|UK].\n"))
    assert story.questions["q"].accepted == (("United Kingdom", "UK"),)


def test_spaces_at_which_no_line_breaks_stay_in_every_text() -> None:
    space = "\u202f"
    scene = f"text: Où{space}?\nchoices:\n  - {{ choose: Partir{space}!, end: e }}"
    story = story_of(scene_pack(scene).replace("e: The end.", f"e: {{ title: Fin{space}?, text: Oui{space}! }}"))
    session = Session(story, 1)
    assert session.labels == (f"Partir{space}!",)
    assert story.endings["e"].title == f"Fin{space}?"
    cloze = story_of(question_pack(f"cites: bell\nbecause: So.\ncloze: Voilà la [cloche]{space}!\n"))
    assert render_words(cloze, cloze.questions["q"].text, cloze.layout.start, 1).endswith(f"{space}!")
